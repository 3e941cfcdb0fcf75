#include "ui/document/project_document.h"

#include <QDateTime>

#include <algorithm>

namespace fiducial::ui {

QString ProjectDocument::toolTextOf(const std::string &label) const
{
    static constexpr struct {
        const char *label;
        const char *text;
    } kTexts[] = {
        {"bend-contour", QT_TR_NOOP("Bend contour")},
        {"slide-points", QT_TR_NOOP("Slide along the contour")},
        {"draw-contour", QT_TR_NOOP("Draw contour")},
        {"transform-points", QT_TR_NOOP("Transform points")},
        {"snap-point", QT_TR_NOOP("Move point to a click")},
        {"place-point", QT_TR_NOOP("Place point")},
        {"predict-points", QT_TR_NOOP("Predict from pinned points")},
        {"gradient-peak", QT_TR_NOOP("Move to the gradient peak")},
        {"mean-shape", QT_TR_NOOP("Start from the mean shape")},
        {"paste-points", QT_TR_NOOP("Paste landmarks")},
        {"copy-previous", QT_TR_NOOP("Copy from the previous image")},
    };
    for (const auto &known : kTexts)
        if (label == known.label)
            return tr(known.text);
    return QString::fromStdString(label);
}

void ProjectDocument::editLandmarks(int row, const LandmarkEdit &edit)
{
    const auto now = static_cast<std::uint32_t>(QDateTime::currentSecsSinceEpoch());
    FaceState after = withMovedPoints(state(row), edit.grabbed, edit.result, edit.changed, now);
    const Provenance origin{edit.followedSource, -1, 0, now};
    for (const int point : edit.followed)
        if (point >= 0 && point < after.mine.set.count())
            after.mine.origin[static_cast<std::size_t>(point)] = origin;
    const int placed = static_cast<int>(edit.changed.size() - edit.followed.size());
    const QString text = edit.label == "move-points" ? tr("Move %n point(s)", nullptr, placed) : textOf(edit.label);
    pushEdit(edit.label, text, {{row, after}});
}

} // namespace fiducial::ui
