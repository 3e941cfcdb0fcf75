#include "core/shape/mirror.h"
#include "ui/canvas/canvas_p.h"

#include <QPainter>

#include <algorithm>

namespace fiducial::ui {

std::vector<int> CanvasPrivate::pins() const
{
    const CanvasFace *face = scene.active();
    if (!face)
        return {};
    std::set<int> pinned(face->placed.begin(), face->placed.end());
    if (const auto choices = pinChoices.find(face->id); choices != pinChoices.end())
        for (const auto &[landmark, pin] : choices->second) {
            if (pin)
                pinned.insert(landmark);
            else
                pinned.erase(landmark);
        }
    const FaceLayer *layer = workLayer();
    std::erase_if(pinned, [layer](int i) { return !layer || i >= layer->set.count() || !layer->set.isPresent(i); });
    return {pinned.begin(), pinned.end()};
}

std::vector<int> CanvasPrivate::pinnedByHand() const
{
    std::vector<int> pinned = pins();
    const CanvasFace *face = scene.active();
    const auto choices = face ? pinChoices.find(face->id) : pinChoices.end();
    std::erase_if(pinned, [&](int i) { return choices == pinChoices.end() || !choices->second.contains(i); });
    return pinned;
}

void CanvasPrivate::togglePin(int landmark)
{
    const CanvasFace *face = scene.active();
    if (!face)
        return;
    const std::vector<int> pinned = pinnedByHand();
    pinChoices[face->id][landmark] = !std::ranges::binary_search(pinned, landmark);
    refreshPins();
}

void CanvasPrivate::refreshPins()
{
    // What was placed is no news while nothing follows; what was pinned by command always is.
    std::vector<int> shown = softDrag ? pins() : pinnedByHand();
    if (softDrag && gesture.editing) {
        std::vector<int> both;
        std::ranges::set_union(shown, gesture.placed, std::back_inserter(both));
        shown = std::move(both);
    }
    scene.setPins(std::move(shown));
    q.update();
}

void CanvasPrivate::prepareFollowers()
{
    const LandmarkSet &start = gesture.start;
    if (!matchesScheme(start))
        return;
    if (mirrorEdit) {
        std::set<int> both(gesture.placed.begin(), gesture.placed.end());
        for (const int i : gesture.placed)
            if (const int partner = scheme->mirror[static_cast<std::size_t>(i)]; start.isPresent(partner))
                both.insert(partner);
        gesture.mirrored = gesture.placed;
        gesture.placed.assign(both.begin(), both.end());
        gesture.moved = gesture.placed;
    }
    if (!softDrag)
        return;
    if (!residuals)
        residuals = shape::ResidualModel::local(*scheme);
    gesture.soft.emplace(*residuals, start.points, gesture.placed, pins());
    gesture.moved.clear();
    for (int i = 0; i < start.count(); ++i)
        if (start.isPresent(i))
            gesture.moved.push_back(i);
    refreshPins();
}

void CanvasPrivate::applyFollowers(LandmarkSet &set) const
{
    if (!gesture.mirrored.empty())
        set.points = shape::mirrorEdited(*scheme, gesture.start.points, set.points, gesture.mirrored);
    if (!gesture.soft)
        return;
    std::vector<Point2> places;
    for (const int i : gesture.placed)
        places.push_back(set.points[static_cast<std::size_t>(i)]);
    set.points = gesture.soft->moved(places);
}

std::vector<Point2> CanvasPrivate::guess(const LandmarkSet &set)
{
    const CanvasFace *face = scene.active();
    if (!face || !matchesScheme(set))
        return {};
    std::vector<shape::Pin> placed;
    for (int i = 0; i < set.count(); ++i)
        if (set.isPresent(i))
            placed.push_back({i, set.points[static_cast<std::size_t>(i)]});
    if (placed.size() >= 2) {
        if (!shapes)
            shapes = shape::ShapeModel::generic(*scheme);
        if (auto completed = shapes->complete(placed))
            return std::move(*completed);
    }
    const Rect picture = pictureArea(backdrop.imageSize());
    constexpr double kMiddle = 0.5; // of the picture, where nothing says where the face is
    const Rect middle{picture.x + picture.width * (1 - kMiddle) / 2, picture.y + picture.height * (1 - kMiddle) / 2,
                      picture.width * kMiddle, picture.height * kMiddle};
    std::vector<Point2> points = shape::meanShapeIn(*scheme, face->overlay.box.value_or(middle));
    if (placed.size() == 1) {
        const Point2 shift = placed.front().place - points[static_cast<std::size_t>(placed.front().landmark)];
        for (Point2 &p : points)
            p = p + shift;
    }
    return points;
}

void CanvasPrivate::paintMirrorCheck(QPainter &painter) const
{
    const FaceLayer *layer = workLayer();
    if (!layer || !matchesScheme(layer->set))
        return;
    const std::vector<Point2> &points = layer->set.points;
    const auto line = shape::fitMidLine(*scheme, points);
    const Rect box = landmarkBox(layer->set);
    if (!line)
        return;
    const double reach = 0.6 * std::hypot(box.width, box.height);
    const QPointF from = view.current().toView(line->origin - line->direction * reach);
    const QPointF to = view.current().toView(line->origin + line->direction * reach);
    const auto stroke = [&](QPointF a, QPointF b, const QColor &colour, Qt::PenStyle style) {
        painter.setPen(
            QPen(colour == options.accent ? accentEdge(colour) : edgeColour(), 3, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(a, b);
        painter.setPen(QPen(colour, 1.4, style, Qt::FlatCap));
        painter.drawLine(a, b);
    };
    stroke(from, to, options.accent, Qt::DashLine);
    painter.setBrush(Qt::NoBrush);
    for (const shape::MirrorDeviation &pair : shape::checkMirror(*scheme, points).pairs) {
        if (!pair.outlier)
            continue;
        const Point2 partner = points[static_cast<std::size_t>(pair.partner)];
        const QPointF mirrored = view.current().toView(line->mirrored(points[static_cast<std::size_t>(pair.landmark)]));
        stroke(mirrored, view.current().toView(partner), errorColour(), Qt::SolidLine);
        for (const int i : {pair.landmark, pair.partner}) {
            const QPointF at = view.current().toView(points[static_cast<std::size_t>(i)]);
            painter.setPen(QPen(edgeColour(), 3.6));
            painter.drawEllipse(at, options.markSize / 2 + 5, options.markSize / 2 + 5);
            painter.setPen(QPen(errorColour(), 2));
            painter.drawEllipse(at, options.markSize / 2 + 5, options.markSize / 2 + 5);
        }
    }
}

void LandmarkCanvas::setShapeModels(std::optional<shape::ResidualModel> residuals,
                                    std::optional<shape::ShapeModel> shapes)
{
    d_->residuals = std::move(residuals);
    d_->shapes = std::move(shapes);
}

void LandmarkCanvas::setSoftDrag(bool on)
{
    d_->softDrag = on;
    d_->refreshPins();
}

bool LandmarkCanvas::isSoftDrag() const
{
    return d_->softDrag;
}

void LandmarkCanvas::setMirrorEdit(bool on)
{
    d_->mirrorEdit = on;
}

bool LandmarkCanvas::isMirrorEdit() const
{
    return d_->mirrorEdit;
}

void LandmarkCanvas::setMirrorCheck(bool on)
{
    d_->mirrorCheck = on;
    update();
    const FaceLayer *layer = d_->workLayer();
    if (!on || !layer || !d_->matchesScheme(layer->set))
        return;
    const shape::MirrorCheck check = shape::checkMirror(*d_->scheme, layer->set.points);
    const auto outliers = std::ranges::count_if(check.pairs, [](const auto &pair) { return pair.outlier; });
    if (check.pairs.empty())
        Q_EMIT notice(LandmarkCanvas::tr("The points do not tell where the mid-line of this face is."));
    else if (check.swapped)
        Q_EMIT notice(LandmarkCanvas::tr(
            "Left and right are exchanged: the points fit the mirrored landmarks better than their own."));
    else
        Q_EMIT notice(
            LandmarkCanvas::tr("%n pair(s) out of line with the mid-line", nullptr, static_cast<int>(outliers)));
}

bool LandmarkCanvas::isMirrorCheck() const
{
    return d_->mirrorCheck;
}

std::vector<int> LandmarkCanvas::pinnedLandmarks() const
{
    return d_->pins();
}

void LandmarkCanvas::togglePins()
{
    const CanvasFace *face = d_->scene.active();
    if (!face)
        return;
    if (d_->selected.empty()) {
        Q_EMIT notice(LandmarkCanvas::tr("Select the landmarks to pin first."));
        return;
    }
    const std::vector<int> pinned = d_->pins();
    const bool pin = !std::ranges::includes(pinned, d_->selected);
    for (const int i : d_->selected)
        d_->pinChoices[face->id][i] = pin;
    d_->refreshPins();
}

void LandmarkCanvas::predictFromPins()
{
    const std::optional<EditTarget> target = d_->editTarget();
    if (d_->gesture.kind != Gesture::None || !target || !d_->matchesScheme(target->set))
        return;
    const std::vector<int> pinned = d_->pins();
    const LandmarkSet &base = d_->scene.active()->prediction;
    std::vector<Point2> places;
    for (const int i : pinned)
        places.push_back(target->set.points[static_cast<std::size_t>(i)]);
    std::vector<Point2> points;
    if (base.count() == target->set.count() && !pinned.empty()) {
        if (!d_->residuals)
            d_->residuals = shape::ResidualModel::local(*d_->scheme);
        points = shape::SoftDrag(*d_->residuals, base.points, pinned, {}).moved(places);
    } else if (pinned.size() >= 2) {
        LandmarkSet known = emptyLandmarks(target->set.count());
        known.visibility.clear();
        for (std::size_t k = 0; k < pinned.size(); ++k)
            known.points[static_cast<std::size_t>(pinned[k])] = places[k];
        points = d_->guess(known);
    }
    if (points.empty()) {
        Q_EMIT notice(
            base.empty()
                ? LandmarkCanvas::tr("Pin or place two landmarks at least: the others are predicted from them.")
                : LandmarkCanvas::tr("Pin or move a landmark first: the others are predicted from it."));
        return;
    }
    LandmarkSet result = target->set;
    for (int i = 0; i < result.count(); ++i) {
        if (std::ranges::binary_search(pinned, i) || !isFinite(points[static_cast<std::size_t>(i)]))
            continue;
        if (!isFinite(result.points[static_cast<std::size_t>(i)]))
            result.setVisibility(i, Visibility::Visible);
        else if (!result.isPresent(i))
            continue; // somebody took it away
        result.points[static_cast<std::size_t>(i)] = points[static_cast<std::size_t>(i)];
    }
    d_->commit(*target, result, {}, EditKind::Complete);
}

} // namespace fiducial::ui
