#include "tests/support/test_support.h"

#include <QMap>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

/// packaging/linux/fiducial-cli.1 against what the program prints with --help.
namespace fiducial::test {

using namespace Qt::StringLiterals;

namespace {
QString helpOf(const QStringList &command)
{
    QProcess process;
    process.start(q(cliProgram().string()), command + QStringList{u"--help"_s});
    if (!process.waitForFinished(30'000) || process.exitCode() != 0)
        return {};
    return QString::fromUtf8(process.readAllStandardOutput());
}

/// Names in the first column below "Subcommands:".
QStringList subcommandsIn(const QString &help)
{
    static const QRegularExpression listed(u"^  ([a-z-]+) {2,}\\S"_s, QRegularExpression::MultilineOption);
    QStringList names;
    const qsizetype start = help.indexOf(u"\nSubcommands:\n");
    for (auto it = listed.globalMatch(help, std::max<qsizetype>(start, 0)); start >= 0 && it.hasNext();)
        names += it.next().captured(1);
    return names;
}

/// Long options that a line of a help text starts with, or that stand anywhere in a section of the page.
QSet<QString> optionsIn(const QString &text, bool atLineStart)
{
    static const QRegularExpression defined(u"^  (?:-\\w,)?(--[a-z][a-z-]+)"_s, QRegularExpression::MultilineOption);
    static const QRegularExpression anywhere(u"(?<![\\w-])(--[a-z][a-z-]+)"_s);
    QSet<QString> options;
    for (auto it = (atLineStart ? defined : anywhere).globalMatch(text); it.hasNext();)
        options += it.next().captured(1);
    return options;
}

/// Text of each .SS and .SH section by its title.
QMap<QString, QString> sectionsOfPage()
{
    QString page = q(readAll(sourceDir() / "packaging" / "linux" / "fiducial-cli.1"));
    page.replace(u"\\-"_s, u"-"_s);
    QMap<QString, QString> sections;
    QString title;
    for (const QString &line : page.split(u'\n')) {
        if (line.startsWith(u".SS ") || line.startsWith(u".SH "))
            title = line.mid(4).remove(u'"');
        else
            sections[title] += line + u'\n';
    }
    return sections;
}
} // namespace

class ManPageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCommandAndOptionIsDescribed();

private:
    void compare(const QStringList &command);

    const QMap<QString, QString> sections_ = sectionsOfPage();
    QStringList problems_;
};

/// A command's section names the groups of options that it shares with others: "Model options".
void ManPageTest::compare(const QStringList &command)
{
    const QString help = helpOf(command);
    QVERIFY2(help.contains(u"Usage:"), qPrintable(command.join(u' ')));
    const QString title = command.isEmpty() ? u"Every command"_s : command.join(u' ');
    if (!sections_.contains(title))
        problems_ += u"no section \"%1\""_s.arg(title);
    const QString own = sections_.value(title);
    QSet<QString> described = optionsIn(own, false) + optionsIn(sections_[u"Every command"_s], false);
    for (auto it = sections_.begin(); it != sections_.end(); ++it)
        if (it.key().endsWith(u" options") && own.contains(it.key()))
            described += optionsIn(it.value(), false);
    const QSet<QString> there = optionsIn(help, true);
    for (const QString &option : there - described)
        problems_ += title + u": "_s + option + u" is not described"_s;
    for (const QString &option : optionsIn(own, false) - there - QSet{u"--json"_s, u"--quiet"_s})
        problems_ += title + u": there is no "_s + option;
    for (const QString &name : subcommandsIn(help))
        compare(command + QStringList{name});
}

void ManPageTest::everyCommandAndOptionIsDescribed()
{
    QVERIFY(subcommandsIn(helpOf({})).size() > 8);
    QVERIFY(optionsIn(helpOf({u"predict"_s}), true).contains(u"--output"_s));
    compare({});
    QVERIFY2(problems_.isEmpty(), qPrintable(problems_.join(u'\n')));
}

} // namespace fiducial::test

QTEST_GUILESS_MAIN(fiducial::test::ManPageTest)
#include "man_page_test.moc"
