#include "core/model/model_catalogue.h"
#include "ui/dialogs/help_window.h"
#include "ui/imaging/qimage_convert.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLineEdit>
#include <QListWidget>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>

using namespace fiducial::ui;
using namespace Qt::StringLiterals;

namespace {
QString helpFolder()
{
    return toQString(fiducial::model::resourcesFolder() / "help");
}

QString readText(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}
} // namespace

class HelpTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pages_areThereInEveryLanguage();
    void pages_linkToPagesAndPicturesThatExist();
    void page_hasTheKeysOfTheMoment();
    void search_leavesPagesThatHaveTheWords();
    void links_leadToPagesAndActions();
    void pictures_fitThePage();
};

void HelpTest::pages_areThereInEveryLanguage()
{
    for (const QString &language : QDir(helpFolder()).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QDir folder(helpFolder() + u'/' + language);
        QCOMPARE(folder.entryList({u"*.md"_s}).size(), HelpWindow::pages().size());
        for (const QString &page : HelpWindow::pages())
            QVERIFY2(readText(folder.filePath(page + u".md"_s)).startsWith(u"# "_s), qPrintable(language + page));
    }
}

void HelpTest::pages_linkToPagesAndPicturesThatExist()
{
    static const QRegularExpression link(u"\\]\\(([^)]+)\\)"_s);
    int links = 0;
    for (const QString &language : QDir(helpFolder()).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        for (const QString &page : HelpWindow::pages()) {
            const QString file = helpFolder() + u'/' + language + u'/' + page + u".md"_s;
            for (auto it = link.globalMatch(readText(file)); it.hasNext();) {
                const QString target = it.next().captured(1);
                ++links;
                QVERIFY2(target.startsWith(u"action:"_s) || QFileInfo::exists(QFileInfo(file).path() + u'/' + target),
                         qPrintable(file + u": "_s + target));
            }
        }
    QVERIFY(links > 10);
}

void HelpTest::page_hasTheKeysOfTheMoment()
{
    HelpWindow help(helpFolder(),
                    [](const QString &action) { return action == u"undo"_s ? u"Ctrl+Alt+Backspace"_s : QString(); });
    help.showPage(u"editing"_s);
    const QString text = help.browser()->toPlainText();
    QVERIFY(text.contains(u"Ctrl+Alt+Backspace takes back"_s));
    QVERIFY(!text.contains(u"{key"_s));
}

void HelpTest::search_leavesPagesThatHaveTheWords()
{
    HelpWindow help(helpFolder(), [](const QString &) { return QString(); });
    help.show();
    QVERIFY(QTest::qWaitForWindowExposed(&help));
    QTest::keyClicks(help.search(), u"bootstrap"_s);
    QCOMPARE(help.page(), u"laboratory"_s);
    QCOMPARE(help.browser()->textCursor().selectedText().toLower(), u"bootstrap"_s);
    QTest::keyClicks(help.search(), u" quaternion"_s);
    QVERIFY(!help.contents()->isVisible());
    help.search()->clear();
    QVERIFY(help.contents()->isVisible());
}

void HelpTest::links_leadToPagesAndActions()
{
    HelpWindow help(helpFolder(), [](const QString &) { return QString(); });
    QSignalSpy asked(&help, &HelpWindow::actionRequested);
    Q_EMIT help.browser()->anchorClicked(QUrl(u"formats.md"_s));
    QCOMPARE(help.page(), u"formats"_s);
    Q_EMIT help.browser()->anchorClicked(QUrl(u"action:open-samples"_s));
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked[0][0].toString(), u"open-samples"_s);
}

void HelpTest::pictures_fitThePage()
{
    HelpWindow help(helpFolder(), [](const QString &) { return QString(); });
    help.resize(760, 600);
    help.show();
    QVERIFY(QTest::qWaitForWindowExposed(&help));
    help.showPage(u"laboratory"_s);
    QVERIFY(help.browser()->document()->size().width() <= help.browser()->viewport()->width());
    bool picture = false;
    for (QTextBlock block = help.browser()->document()->begin(); block.isValid(); block = block.next())
        for (auto it = block.begin(); !it.atEnd(); ++it)
            picture = picture || it.fragment().charFormat().isImageFormat();
    QVERIFY(picture);
}

QTEST_MAIN(HelpTest)
#include "help_test.moc"
