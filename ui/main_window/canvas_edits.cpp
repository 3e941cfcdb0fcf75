#include "ui/main_window/canvas_edits.h"

namespace fiducial::ui {

namespace {
/// Of the log.
const char *labelOf(EditKind kind)
{
    switch (kind) {
    case EditKind::Drag:
    case EditKind::Nudge:
        return "move-points";
    case EditKind::Visibility:
        return "set-visibility";
    case EditKind::Bend:
        return "bend-contour";
    case EditKind::Slide:
        return "slide-points";
    case EditKind::Freehand:
        return "draw-contour";
    case EditKind::Transform:
        return "transform-points";
    case EditKind::Snap:
        return "snap-point";
    case EditKind::Place:
        return "place-point";
    case EditKind::Complete:
        return "predict-points";
    case EditKind::Peak:
        return "gradient-peak";
    }
    return "move-points";
}

GrabbedSet grabbedBy(const ProjectDocument &document, int row, const CanvasEdit &edit)
{
    switch (edit.layer) {
    case LayerKind::Run:
        return document.runGrab(row, edit.run);
    case LayerKind::GroundTruth:
        return document.groundTruthGrab(row);
    case LayerKind::Mine:
        break; // where mine is empty nothing was grabbed: it begins without points
    }
    return {emptyLandmarks(edit.result.count()), PointSource::None, -1};
}
} // namespace

LandmarkEdit landmarkEdit(const ProjectDocument &document, int row, const CanvasEdit &edit)
{
    return {labelOf(edit.kind), grabbedBy(document, row, edit), edit.result, edit.changed, edit.followed};
}

void addToolData(const ProjectDocument &document, int row, CanvasFace &face)
{
    const EditedSet &mine = document.state(row).mine;
    int run = mine.empty() ? document.activeRun() : -1;
    bool fromTruth = mine.empty();
    for (int i = 0; i < static_cast<int>(mine.origin.size()); ++i) {
        const Provenance &origin = mine.origin[static_cast<std::size_t>(i)];
        if (origin.source == PointSource::Human)
            face.placed.push_back(i);
        fromTruth = fromTruth || origin.source == PointSource::GroundTruth;
        run = run < 0 ? origin.run : run;
    }
    face.prediction = document.runSet(row, run);
    if (face.prediction.empty() && fromTruth)
        face.prediction = document.face(row).truth;
}

} // namespace fiducial::ui
