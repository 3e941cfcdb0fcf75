#include "ui/paint/scheme_words.h"

#include <QCoreApplication>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
/// What the built-in schemes call their landmarks and contours; a number at the end is no part of the word.
[[maybe_unused]] constexpr const char *kSchemeWords[] = {
    QT_TRANSLATE_NOOP("SchemeWords", "right jaw %1"),
    QT_TRANSLATE_NOOP("SchemeWords", "chin"),
    QT_TRANSLATE_NOOP("SchemeWords", "left jaw %1"),
    QT_TRANSLATE_NOOP("SchemeWords", "right brow outer end"),
    QT_TRANSLATE_NOOP("SchemeWords", "right brow upper edge %1"),
    QT_TRANSLATE_NOOP("SchemeWords", "right brow inner end, upper"),
    QT_TRANSLATE_NOOP("SchemeWords", "right brow inner end, lower"),
    QT_TRANSLATE_NOOP("SchemeWords", "right brow lower edge %1"),
    QT_TRANSLATE_NOOP("SchemeWords", "left brow inner end, upper"),
    QT_TRANSLATE_NOOP("SchemeWords", "left brow upper edge %1"),
    QT_TRANSLATE_NOOP("SchemeWords", "left brow outer end"),
    QT_TRANSLATE_NOOP("SchemeWords", "left brow lower edge %1"),
    QT_TRANSLATE_NOOP("SchemeWords", "left brow inner end, lower"),
    QT_TRANSLATE_NOOP("SchemeWords", "nose bridge %1"),
    QT_TRANSLATE_NOOP("SchemeWords", "nose tip"),
    QT_TRANSLATE_NOOP("SchemeWords", "right nostril outer"),
    QT_TRANSLATE_NOOP("SchemeWords", "right nostril inner"),
    QT_TRANSLATE_NOOP("SchemeWords", "nose base centre"),
    QT_TRANSLATE_NOOP("SchemeWords", "left nostril inner"),
    QT_TRANSLATE_NOOP("SchemeWords", "left nostril outer"),
    QT_TRANSLATE_NOOP("SchemeWords", "right eye outer corner"),
    QT_TRANSLATE_NOOP("SchemeWords", "right eye upper lid outer"),
    QT_TRANSLATE_NOOP("SchemeWords", "right eye upper lid middle"),
    QT_TRANSLATE_NOOP("SchemeWords", "right eye upper lid inner"),
    QT_TRANSLATE_NOOP("SchemeWords", "right eye inner corner"),
    QT_TRANSLATE_NOOP("SchemeWords", "right eye lower lid inner"),
    QT_TRANSLATE_NOOP("SchemeWords", "right eye lower lid middle"),
    QT_TRANSLATE_NOOP("SchemeWords", "right eye lower lid outer"),
    QT_TRANSLATE_NOOP("SchemeWords", "left eye inner corner"),
    QT_TRANSLATE_NOOP("SchemeWords", "left eye upper lid inner"),
    QT_TRANSLATE_NOOP("SchemeWords", "left eye upper lid middle"),
    QT_TRANSLATE_NOOP("SchemeWords", "left eye upper lid outer"),
    QT_TRANSLATE_NOOP("SchemeWords", "left eye outer corner"),
    QT_TRANSLATE_NOOP("SchemeWords", "left eye lower lid outer"),
    QT_TRANSLATE_NOOP("SchemeWords", "left eye lower lid middle"),
    QT_TRANSLATE_NOOP("SchemeWords", "left eye lower lid inner"),
    QT_TRANSLATE_NOOP("SchemeWords", "right mouth corner"),
    QT_TRANSLATE_NOOP("SchemeWords", "right upper lip %1"),
    QT_TRANSLATE_NOOP("SchemeWords", "upper lip centre"),
    QT_TRANSLATE_NOOP("SchemeWords", "left upper lip %1"),
    QT_TRANSLATE_NOOP("SchemeWords", "left mouth corner"),
    QT_TRANSLATE_NOOP("SchemeWords", "left lower lip %1"),
    QT_TRANSLATE_NOOP("SchemeWords", "lower lip centre"),
    QT_TRANSLATE_NOOP("SchemeWords", "right lower lip %1"),
    QT_TRANSLATE_NOOP("SchemeWords", "right inner mouth corner"),
    QT_TRANSLATE_NOOP("SchemeWords", "right inner upper lip"),
    QT_TRANSLATE_NOOP("SchemeWords", "inner upper lip centre"),
    QT_TRANSLATE_NOOP("SchemeWords", "left inner upper lip"),
    QT_TRANSLATE_NOOP("SchemeWords", "left inner mouth corner"),
    QT_TRANSLATE_NOOP("SchemeWords", "left inner lower lip"),
    QT_TRANSLATE_NOOP("SchemeWords", "inner lower lip centre"),
    QT_TRANSLATE_NOOP("SchemeWords", "right inner lower lip"),
    QT_TRANSLATE_NOOP("SchemeWords", "right pupil"),
    QT_TRANSLATE_NOOP("SchemeWords", "left pupil"),
    QT_TRANSLATE_NOOP("SchemeWords", "right brow %1"),
    QT_TRANSLATE_NOOP("SchemeWords", "right brow inner end"),
    QT_TRANSLATE_NOOP("SchemeWords", "left brow inner end"),
    QT_TRANSLATE_NOOP("SchemeWords", "left brow %1"),
    QT_TRANSLATE_NOOP("SchemeWords", "right brow centre"),
    QT_TRANSLATE_NOOP("SchemeWords", "left brow centre"),
    QT_TRANSLATE_NOOP("SchemeWords", "right eye centre"),
    QT_TRANSLATE_NOOP("SchemeWords", "left eye centre"),
    QT_TRANSLATE_NOOP("SchemeWords", "mouth centre"),
    QT_TRANSLATE_NOOP("SchemeWords", "right brow upper edge middle"),
    QT_TRANSLATE_NOOP("SchemeWords", "right brow lower edge middle"),
    QT_TRANSLATE_NOOP("SchemeWords", "left brow upper edge middle"),
    QT_TRANSLATE_NOOP("SchemeWords", "left brow lower edge middle"),
    QT_TRANSLATE_NOOP("SchemeWords", "right nose side upper"),
    QT_TRANSLATE_NOOP("SchemeWords", "right nose side lower"),
    QT_TRANSLATE_NOOP("SchemeWords", "right nostril lower"),
    QT_TRANSLATE_NOOP("SchemeWords", "left nostril lower"),
    QT_TRANSLATE_NOOP("SchemeWords", "left nose side lower"),
    QT_TRANSLATE_NOOP("SchemeWords", "left nose side upper"),
    QT_TRANSLATE_NOOP("SchemeWords", "face contour"),
    QT_TRANSLATE_NOOP("SchemeWords", "right brow"),
    QT_TRANSLATE_NOOP("SchemeWords", "left brow"),
    QT_TRANSLATE_NOOP("SchemeWords", "nose bridge"),
    QT_TRANSLATE_NOOP("SchemeWords", "nose base"),
    QT_TRANSLATE_NOOP("SchemeWords", "right eye"),
    QT_TRANSLATE_NOOP("SchemeWords", "left eye"),
    QT_TRANSLATE_NOOP("SchemeWords", "outer lip"),
    QT_TRANSLATE_NOOP("SchemeWords", "inner lip"),
    QT_TRANSLATE_NOOP("SchemeWords", "pupils"),
    QT_TRANSLATE_NOOP("SchemeWords", "nose"),
    QT_TRANSLATE_NOOP("SchemeWords", "mouth"),
    QT_TRANSLATE_NOOP("SchemeWords", "lower lip"),
    QT_TRANSLATE_NOOP("SchemeWords", "upper lip"),
    QT_TRANSLATE_NOOP("SchemeWords", "eye centres"),
};

QString wordCaption(const std::string &word)
{
    const std::size_t digits = word.find_last_not_of("0123456789");
    const bool numbered = digits != std::string::npos && digits + 1 < word.size() && word[digits] == ' ';
    if (!numbered)
        return QCoreApplication::translate("SchemeWords", word.c_str());
    const std::string pattern = word.substr(0, digits + 1) + "%1";
    return QCoreApplication::translate("SchemeWords", pattern.c_str())
        .replace(u"%1"_s, QString::fromStdString(word.substr(digits + 1)));
}
} // namespace

QString landmarkCaption(const LandmarkScheme &scheme, int landmark)
{
    if (landmark < 0 || landmark >= static_cast<int>(scheme.pointNames.size()))
        return {};
    return wordCaption(scheme.pointNames[static_cast<std::size_t>(landmark)]);
}

QString landmarkLabel(const LandmarkScheme &scheme, int landmark)
{
    const QString caption = landmarkCaption(scheme, landmark);
    return caption.isEmpty() ? QString::number(landmark) : u"%1 %2"_s.arg(landmark).arg(caption);
}

QString contourCaption(const Contour &contour)
{
    return wordCaption(contour.name);
}

} // namespace fiducial::ui
