#include "ui/document/wording.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
struct Wording {
    Q_DECLARE_TR_FUNCTIONS(Wording)
};
} // namespace

QString sentenceText(const Sentence &sentence)
{
    const std::string &source = sentence.pattern();
    if (!sentence.translatable() || source.empty())
        return QString::fromStdString(source);
    const QString pattern = QCoreApplication::translate("Sentence", source.c_str());
    // Not QString::arg(): a value may hold a place of its own.
    QString out;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const int place = pattern[i] == u'%' && i + 1 < pattern.size() ? pattern[i + 1].unicode() - u'1' : -1;
        if (place < 0 || place >= std::ssize(sentence.values())) {
            out += pattern[i];
            continue;
        }
        out += sentenceText(sentence.values()[static_cast<std::size_t>(place)]);
        ++i;
    }
    return out;
}

QString errorText(const Error &error)
{
    return sentenceText(error.sentence());
}

QString issueText(const Issue &issue)
{
    return sentenceText(issue.sentence());
}

QString normaliserName(metrics::Normaliser normaliser)
{
    switch (normaliser) {
    case metrics::Normaliser::InterOcular:
        return Wording::tr("inter-ocular");
    case metrics::Normaliser::InterPupil:
        return Wording::tr("inter-pupil");
    case metrics::Normaliser::Box:
        return Wording::tr("box");
    case metrics::Normaliser::BoxMax:
        return Wording::tr("longer box side");
    case metrics::Normaliser::BoxAnnotated:
        return Wording::tr("annotated box");
    case metrics::Normaliser::Diagonal:
        return Wording::tr("diagonal");
    }
    return {};
}

QString schemeText(const LandmarkScheme &scheme)
{
    return sentenceText(scheme.title());
}

QString percentText(double fraction, int decimals)
{
    return Wording::tr("%1 %").arg(QLocale().toString(100 * fraction, 'f', decimals));
}

QString durationText(int seconds)
{
    const QLocale locale;
    if (seconds < 60)
        return Wording::tr("%1 s").arg(locale.toString(seconds));
    return Wording::tr("%1 min %2 s").arg(locale.toString(seconds / 60), locale.toString(seconds % 60));
}

QString deviceText(const QString &device)
{
    static const QRegularExpression pattern(u"^CPU, (\\d+) threads?$"_s);
    const auto match = pattern.match(device);
    return match.hasMatch() ? Wording::tr("CPU, %n thread(s)", nullptr, match.captured(1).toInt()) : device;
}

QString timeText(std::int64_t time)
{
    if (time <= 0)
        return {};
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(time);
    const QDate today = QDate::currentDate();
    const QLocale locale;
    if (when.date() == today)
        return locale.toString(when.time(), Wording::tr("HH:mm", "time of today"));
    return locale.toString(when, when.date().year() == today.year() ? Wording::tr("d MMM HH:mm", "time of this year")
                                                                    : Wording::tr("d MMM yyyy", "day"));
}

AttributeWords attributeWords(const std::string &name)
{
    if (name == "pose")
        return {Wording::tr("Pose"), Wording::tr("frontal"), Wording::tr("large")};
    if (name == "expression")
        return {Wording::tr("Expression"), Wording::tr("neutral"), Wording::tr("exaggerated")};
    if (name == "illumination")
        return {Wording::tr("Illumination"), Wording::tr("normal"), Wording::tr("extreme")};
    if (name == "make-up")
        return {Wording::tr("Make-up"), Wording::tr("none"), Wording::tr("yes")};
    if (name == "occlusion")
        return {Wording::tr("Occlusion"), Wording::tr("none"), Wording::tr("yes")};
    if (name == "blur")
        return {Wording::tr("Blur"), Wording::tr("clear"), Wording::tr("blurred")};
    return {QString::fromStdString(name), Wording::tr("no"), Wording::tr("yes")};
}

QString AttributeWords::of(std::int8_t value) const
{
    return value < 0 ? Wording::tr("unknown") : value == 1 ? on : off;
}

QString literalCaption(QString text)
{
    return text.replace(u'&', u"&&"_s);
}

QString authorAndTime(const std::string &author, std::int64_t time)
{
    const QString who = QString::fromStdString(author);
    const QString when = timeText(time);
    return who.isEmpty() ? when : when.isEmpty() ? who : Wording::tr("%1, %2").arg(who, when);
}

} // namespace fiducial::ui
