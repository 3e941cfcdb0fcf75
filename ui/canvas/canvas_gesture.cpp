#include "ui/canvas/canvas_p.h"
#include "ui/paint/scheme_words.h"

#include <QAccessible>

#include <algorithm>

namespace fiducial::ui {

std::optional<EditTarget> CanvasPrivate::editTarget() const
{
    const CanvasFace *face = scene.active();
    if (!canEdit() || !face)
        return std::nullopt;
    if (const int index = scene.editLayer(); index >= 0) {
        const FaceLayer &layer = face->overlay.layers[static_cast<std::size_t>(index)];
        return EditTarget{face->id, keyOf(layer), layer.set};
    }
    const LandmarkSet *mine = scene.givenSet(face->id, {});
    if (!scheme || scene.isHidden() || (mine && !mine->empty()))
        return std::nullopt;
    return EditTarget{face->id, {}, emptyLandmarks(scheme->count)};
}

bool CanvasPrivate::beginEdit(std::vector<int> placed)
{
    std::optional<EditTarget> target = editTarget();
    if (!target || placed.empty())
        return false;
    gesture.editing = true;
    gesture.face = target->face;
    gesture.layer = target->layer;
    gesture.start = std::move(target->set);
    gesture.result = gesture.start;
    gesture.placed = std::move(placed);
    gesture.moved = gesture.placed;
    gesture.delta = {};
    scene.setPreview(gesture.start);
    q.update(); // the grabbed layer turns into mine everywhere
    return true;
}

bool CanvasPrivate::beginMove(Gesture::Kind kind)
{
    const std::optional<EditTarget> target = editTarget();
    if (!target)
        return false;
    std::vector<int> placed;
    for (int i : selected)
        if (i < target->set.count() && target->set.isPresent(i))
            placed.push_back(i);
    if (!beginEdit(std::move(placed)))
        return false;
    gesture.kind = kind;
    prepareFollowers();
    return true;
}

void CanvasPrivate::moveTo(Point2 delta)
{
    gesture.delta = delta;
    LandmarkSet set = gesture.start;
    for (int i : gesture.placed)
        set.points[static_cast<std::size_t>(i)] = set.points[static_cast<std::size_t>(i)] + delta;
    applyFollowers(set);
    previewEdit(set);
}

void CanvasPrivate::previewEdit(const LandmarkSet &shown, const LandmarkSet &result)
{
    gesture.result = result;
    if (gesture.kind == Gesture::Tool)
        q.update(); // tools draw lines of their own
    else
        updateLandmarks(gesture.moved);
    scene.setPreview(shown);
    updateLandmarks(gesture.moved);
    updatePlates();
    Q_EMIT q.dragPreview(gesture.face, result, gesture.moved);
}

void CanvasPrivate::finishEdit(EditKind kind)
{
    if (!gesture.editing || gesture.result == gesture.start)
        return cancelEdit();
    const Gesture done = std::move(gesture);
    gesture = {};
    updateCursor();
    commit({done.face, done.layer, done.start}, done.result, done.placed, kind);
    updatePlates();
}

void CanvasPrivate::commit(const EditTarget &target, const LandmarkSet &result, const std::vector<int> &placed,
                           EditKind kind)
{
    CanvasEdit edit{target.face, target.layer.kind, target.layer.run, result, {}, {}, kind};
    for (int i = 0; i < result.count(); ++i) {
        const auto at = static_cast<std::size_t>(i);
        const Point2 before = target.set.points[at], after = result.points[at];
        if (before == after || (!isFinite(before) && !isFinite(after)))
            if (target.set.visibilityAt(i) == result.visibilityAt(i))
                continue;
        edit.changed.push_back(i);
        if (!std::binary_search(placed.begin(), placed.end(), i))
            edit.followed.push_back(i);
    }
    if (edit.changed.empty())
        return;
    scene.setPreview(result);
    q.update();
    // The preview stays until the faces are set again, so nothing jumps back in between.
    Q_EMIT q.editFinished(edit);
}

void CanvasPrivate::cancelEdit()
{
    if (!gesture.edits())
        return;
    const Uuid face = gesture.face;
    gesture = {};
    scene.clearPreview();
    refreshPins();
    updateCursor();
    q.update();
    Q_EMIT q.editCancelled(face);
}

void CanvasPrivate::endNudge()
{
    if (gesture.kind == Gesture::Nudge)
        finishEdit(EditKind::Nudge);
    else if (gesture.kind == Gesture::ToolNudge)
        handler->release({});
}

bool CanvasPrivate::survives(const std::vector<CanvasFace> &faces) const
{
    const auto face =
        std::find_if(faces.begin(), faces.end(), [&](const CanvasFace &f) { return f.id == gesture.face; });
    if (face == faces.end())
        return false;
    bool same = gesture.layer == LayerKey{} && gesture.start.presentCount() == 0; // there was nothing yet
    for (const FaceLayer &layer : face->overlay.layers) {
        if (keyOf(layer) == gesture.layer)
            same = layer.set == gesture.start;
        else if (layer.kind == LayerKind::Mine && !layer.set.empty())
            return false; // mine has come into being: the grabbed set would overwrite it
    }
    return same;
}

void CanvasPrivate::editVisibility()
{
    const std::optional<EditTarget> target = editTarget();
    if (gesture.kind != Gesture::None || !target)
        return;
    LandmarkSet result = target->set;
    std::optional<Visibility> next;
    for (int i : selected) {
        if (i >= result.count() || !isFinite(result.points[static_cast<std::size_t>(i)]))
            continue;
        if (!next) {
            const Visibility now = result.visibilityAt(i);
            next = now == Visibility::Visible    ? Visibility::Occluded
                   : now == Visibility::Occluded ? Visibility::Absent
                                                 : Visibility::Visible;
        }
        result.setVisibility(i, *next);
    }
    commit(*target, result, selected, EditKind::Visibility);
}

void CanvasPrivate::updateBand(QPointF to)
{
    const auto band = [&](QPointF end) {
        return QRectF(gesture.press, end).normalized().adjusted(-2, -2, 2, 2).toAlignedRect();
    };
    q.update(band(gesture.last));
    gesture.last = to;
    q.update(band(to));
    const FaceLayer *layer = workLayer();
    if (!layer)
        return;
    std::vector<int> inside = landmarksInside(layer->set, view.current(), QRectF(gesture.press, to).normalized());
    if (gesture.modifiers & (Qt::ControlModifier | Qt::ShiftModifier)) {
        std::vector<int> both;
        std::set_union(inside.begin(), inside.end(), gesture.selectedBefore.begin(), gesture.selectedBefore.end(),
                       std::back_inserter(both));
        inside = std::move(both);
    }
    const int first = inside.empty() ? -1 : inside.front();
    select(std::move(inside), first);
}

void CanvasPrivate::finishPress()
{
    const Gesture done = gesture;
    gesture = {};
    const bool plain = !(done.modifiers & (Qt::ControlModifier | Qt::ShiftModifier));
    if (done.kind == Gesture::PressedPoint && plain) {
        select({done.point}, done.point);
    } else if (done.kind == Gesture::PressedEmpty) {
        if (plain)
            select({}, -1);
        activateAt(done.press);
    }
    q.update();
}

void CanvasPrivate::activateAt(QPointF at)
{
    const Point2 p = view.current().toImage(at);
    const auto covers = [&](const CanvasFace &face) {
        if (face.overlay.box && face.overlay.box->contains(p))
            return true;
        const int top = topLayer(face.overlay);
        return top >= 0 && landmarkBox(face.overlay.layers[static_cast<std::size_t>(top)].set).contains(p);
    };
    const CanvasFace *active = scene.active();
    if (scene.onlyActive() || (active && covers(*active)))
        return;
    for (const CanvasFace &face : scene.shown()) {
        if (!covers(face))
            continue;
        const Uuid id = face.id;
        activate(id);
        Q_EMIT q.faceActivated(id);
        return;
    }
}

const FaceLayer *CanvasPrivate::workLayer() const
{
    const int index = workLayerIndex();
    return index < 0 ? nullptr : &scene.active()->overlay.layers[static_cast<std::size_t>(index)];
}

int CanvasPrivate::workLayerIndex() const
{
    const CanvasFace *face = scene.active();
    if (!face)
        return -1;
    const int edited = scene.editLayer();
    return edited >= 0 ? edited : topLayer(face->overlay);
}

void CanvasPrivate::select(std::vector<int> landmarks, int newAnchor)
{
    anchor = newAnchor;
    if (landmarks == selected)
        return;
    updateLandmarks(selected);
    selected = std::move(landmarks);
    updateLandmarks(selected);
    updatePlates();
    Q_EMIT q.selectionChanged(selected);
    if (selected.size() == 1 && QAccessible::isActive()) {
        QAccessibleEvent event(&q, QAccessible::Focus);
        event.setChild(selected.front());
        QAccessible::updateAccessibility(&event);
    }
}

void CanvasPrivate::toggle(int landmark)
{
    std::vector<int> next = selected;
    const auto place = std::lower_bound(next.begin(), next.end(), landmark);
    if (place != next.end() && *place == landmark)
        next.erase(place);
    else
        next.insert(place, landmark);
    select(std::move(next), landmark);
}

std::vector<int> CanvasPrivate::contourPoints(int contour) const
{
    const FaceLayer *layer = workLayer();
    if (!layer || !matchesScheme(layer->set) || contour < 0)
        return {};
    std::vector<int> points = scheme->contours[static_cast<std::size_t>(contour)].points;
    std::erase_if(points, [&](int i) { return !layer->set.isPresent(i); });
    return points;
}

void CanvasPrivate::selectContourOf(int landmark)
{
    std::vector<int> points = contourPoints(scheme && landmark >= 0 ? scheme->contourOf(landmark) : -1);
    if (points.empty())
        return;
    std::sort(points.begin(), points.end());
    select(std::move(points), landmark);
}

std::vector<int> CanvasPrivate::range(int from, int to) const
{
    std::vector<int> landmarks;
    const FaceLayer *layer = workLayer();
    for (int i = std::min(from, to); layer && i <= std::max(from, to) && i < layer->set.count(); ++i)
        if (layer->set.isPresent(i))
            landmarks.push_back(i);
    return landmarks;
}

const std::vector<int> &LandmarkCanvas::selection() const
{
    return d_->selected;
}

void LandmarkCanvas::setSelection(std::vector<int> landmarks)
{
    std::sort(landmarks.begin(), landmarks.end());
    landmarks.erase(std::unique(landmarks.begin(), landmarks.end()), landmarks.end());
    const int first = landmarks.empty() ? -1 : landmarks.front();
    d_->select(std::move(landmarks), first);
}

void LandmarkCanvas::setHovered(int landmark)
{
    d_->setHovered(landmark, false);
}

void LandmarkCanvas::selectNext(int step)
{
    const FaceLayer *layer = d_->workLayer();
    if (!layer || layer->set.presentCount() == 0)
        return;
    const int count = layer->set.count();
    int i = d_->selected.empty() ? (step > 0 ? -1 : count) : d_->anchor;
    do {
        i = ((i + step) % count + count) % count;
    } while (!layer->set.isPresent(i));
    d_->select({i}, i);
    ensureVisible(i);
}

void LandmarkCanvas::selectNextContour(int step)
{
    const FaceLayer *layer = d_->workLayer();
    if (!layer || !d_->scheme || d_->scheme->count != layer->set.count() || d_->scheme->contours.empty())
        return;
    const int count = static_cast<int>(d_->scheme->contours.size());
    int contour = d_->selected.empty() ? -1 : d_->scheme->contourOf(d_->anchor);
    if (contour < 0)
        contour = step > 0 ? -1 : count;
    for (int tries = 0; tries < count; ++tries) {
        contour = ((contour + step) % count + count) % count;
        std::vector<int> points = d_->contourPoints(contour);
        if (points.empty())
            continue;
        const int first = points.front();
        std::sort(points.begin(), points.end());
        d_->select(std::move(points), first);
        ensureVisible(first);
        return;
    }
}

void LandmarkCanvas::selectContour()
{
    d_->selectContourOf(d_->hovered >= 0 ? d_->hovered : d_->anchor);
}

void LandmarkCanvas::selectAll()
{
    if (const FaceLayer *layer = d_->workLayer())
        setSelection(d_->range(0, layer->set.count() - 1));
}

const LandmarkSet *LandmarkCanvas::shownLandmarks() const
{
    const FaceLayer *layer = d_->workLayer();
    return layer ? &layer->set : nullptr;
}

QString LandmarkCanvas::landmarkLabel(int landmark) const
{
    const FaceLayer *layer = d_->workLayer();
    const bool known = d_->scheme && layer && d_->scheme->count == layer->set.count();
    return known ? fiducial::ui::landmarkLabel(*d_->scheme, landmark) : QString::number(landmark);
}

void LandmarkCanvas::nudgeSelection(Point2 delta)
{
    if (d_->gesture.kind != Gesture::None || !d_->beginMove(Gesture::Nudge))
        return;
    d_->moveTo(delta);
    d_->finishEdit(EditKind::Nudge);
}

void LandmarkCanvas::cycleVisibility()
{
    d_->editVisibility();
}

bool LandmarkCanvas::isDragging() const
{
    return d_->gesture.edits();
}

void LandmarkCanvas::cancelGesture()
{
    if (d_->gesture.edits())
        return d_->cancelEdit();
    if (d_->gesture.kind == Gesture::Tool || d_->gesture.kind == Gesture::ToolNudge)
        d_->handler->cancel();
    d_->gesture = {};
    d_->updateCursor();
    update();
}

} // namespace fiducial::ui
