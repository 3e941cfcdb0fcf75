#include "ui/canvas/canvas_p.h"
#include "ui/paint/face_figure.h"
#include "ui/theme/palette.h"

#include <QPainter>
#include <QRegion>

#include <algorithm>

namespace fiducial::ui {

namespace {

constexpr double kPlateInset = 12;
constexpr double kSlack = 2; // antialiasing and fractional device pixels
constexpr std::size_t kManyPoints = 12;

QRect grown(const QRectF &rect)
{
    return rect.isEmpty() ? QRect() : rect.adjusted(-kSlack, -kSlack, kSlack, kSlack).toAlignedRect();
}

} // namespace

void CanvasPrivate::paint(QPainter &painter, const QRegion &region)
{
    painter.setFont(q.font());
    painter.setLayoutDirection(Qt::LeftToRight);
    if (!message.isEmpty() || backdrop.picture().isNull()) {
        painter.fillRect(q.rect(), paletteOf(q.palette()).canvas);
        paintMessage(painter, message);
        return;
    }
    for (const QRect &part : region)
        backdrop.paint(painter, part, q.size(), view.current());
    if (!scene.isHidden()) {
        paintHeat(painter, region);
        // Part by part, so that a plate in one corner and a mark in another do not repaint all between them.
        for (const QRect &part : region)
            paintOverlays(painter, part);
        if (scene.isSplit()) {
            for (int side = 0; side < 2; ++side)
                paintNotes(painter, scene.side(side), sideRect(side));
        } else {
            paintNotes(painter, scene.shown(), q.rect());
        }
        paintPlates(painter);
    }
    if (loading && slow)
        paintHoverPlate(painter, LandmarkCanvas::tr("Loading…"), q.font(), QRectF(q.rect()).center(), q.rect());
    if (keyboardFocus && q.hasFocus()) {
        painter.setPen(QPen(options.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(q.rect()).adjusted(1, 1, -1, -1));
    }
}

void CanvasPrivate::paintOverlays(QPainter &painter, const QRect &part)
{
    painter.save();
    if (scene.isSplit()) {
        Highlight marks = highlight();
        marks.layer = -1; // each side rings its own points
        for (int side = 0; side < 2; ++side)
            if (const QRect half = part & sideRect(side); !half.isEmpty())
                paintFaces(painter, scene.side(side), half, marks);
    } else {
        paintFaces(painter, scene.shown(), part, highlight());
    }
    painter.setClipRect(part);
    paintPointedFace(painter);
    paintTools(painter);
    if (gesture.kind == Gesture::RubberBand) {
        QColor fill = options.accent;
        fill.setAlphaF(0.16F);
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(options.accent, 1));
        painter.setBrush(fill);
        painter.drawRect(QRectF(gesture.press, gesture.last).normalized());
    }
    painter.restore();
}

void CanvasPrivate::paintPointedFace(QPainter &painter) const
{
    for (const CanvasFace &face : scene.shown()) {
        const std::optional<Rect> area = face.id == pointed ? faceArea(face.overlay, 1.1) : std::nullopt;
        if (!area)
            continue;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(accentEdge(options.accent), 5));
        painter.drawPolygon(view.current().toPolygon(*area));
        painter.setPen(QPen(options.accent, 2.5));
        painter.drawPolygon(view.current().toPolygon(*area));
    }
}

void CanvasPrivate::paintFaces(QPainter &painter, const std::vector<CanvasFace> &faces, const QRect &part,
                               const Highlight &marks)
{
    painter.save();
    painter.setClipRect(part);
    OverlayPainter overlay(painter, view.current(), scheme, options);
    const int active = scene.activeIndex();
    for (int i = 0; i < static_cast<int>(faces.size()); ++i)
        if (i != active)
            overlay.paintFace(faces[static_cast<std::size_t>(i)].overlay, {}, part, true);
    if (active >= 0)
        overlay.paintFace(faces[static_cast<std::size_t>(active)].overlay, marks, part, false);
    painter.restore();
}

void CanvasPrivate::paintNotes(QPainter &painter, const std::vector<CanvasFace> &faces, const QRect &bounds)
{
    if (!pointNotes || scene.activeIndex() < 0)
        return;
    const CanvasFace &face = faces[static_cast<std::size_t>(scene.activeIndex())];
    const int judged = judgedLayer(face.overlay);
    if (judged < 0)
        return;
    const FaceLayer &layer = face.overlay.layers[static_cast<std::size_t>(judged)];
    Highlight marks = highlight();
    if (scene.isSplit())
        marks.layer = -1;
    paintPointNotes(painter,
                    placePointNotes(pointNotes(face.id, layer), face.overlay, judged, marks, view.current(), scheme,
                                    options, q.font(), bounds),
                    q.font());
}

void CanvasPrivate::paintPlates(QPainter &painter)
{
    const double room = std::max(0.0, q.width() - 2 * kPlateInset);
    paintNumberPlate(painter, plate, q.font(), {kPlateInset, kPlateInset}, room);
    paintLegend(painter, legend, q.font(), {kPlateInset, q.height() - kPlateInset}, legendArea().width());
    paintHeatPlate(painter);
    shownLoupe = loupeArea();
    if (const std::optional<Loupe> lens = currentLoupe(); lens && !shownLoupe.isEmpty())
        paintLoupe(painter, shownLoupe, backdrop.picture(), backdrop.imageSize(), *lens);
    shownPlate = {};
    if (const int point = platePoint(); point >= 0) {
        const QPointF at = view.current().toView(workLayer()->set.points[static_cast<std::size_t>(point)]);
        shownPlate = paintHoverPlate(painter, hoverPlateText(), q.font(), at, QRectF(q.rect()).adjusted(4, 4, -4, -4));
    }
}

void CanvasPrivate::paintMessage(QPainter &painter, const QString &text)
{
    QFont font = q.font();
    font.setPixelSize(13);
    painter.setFont(font);
    painter.setPen(darkPalette().text); // the ground is dark in both themes
    painter.drawText(q.rect().adjusted(32, 32, -32, -32), Qt::AlignCenter | Qt::TextWordWrap, text);
}

Highlight CanvasPrivate::highlight() const
{
    Highlight marks;
    marks.selected = selected;
    marks.layer = workLayerIndex();
    marks.hovered = gesture.holdsPoint() ? gesture.point : hovered;
    marks.nameHovered = platePoint() < 0;
    return marks;
}

int CanvasPrivate::platePoint() const
{
    const FaceLayer *layer = workLayer();
    const int point = gesture.holdsPoint() ? gesture.point : (hoveredByMouse ? hovered : -1);
    const bool shown = layer && point >= 0 && point < layer->set.count() &&
                       isFinite(layer->set.points[static_cast<std::size_t>(point)]);
    return shown ? point : -1;
}

QString CanvasPrivate::hoverPlateText() const
{
    const int point = platePoint();
    const FaceLayer *layer = workLayer();
    const QString text = QStringLiteral("#") + q.landmarkLabel(point);
    const QString more = hoverText ? hoverText(scene.active()->id, point, layer->set) : QString();
    return more.isEmpty() ? text : text + QStringLiteral("  ") + more;
}

std::optional<Loupe> CanvasPrivate::currentLoupe() const
{
    if (!loupe)
        return std::nullopt;
    Loupe lens;
    lens.scale = loupeScale(view.current().scale);
    lens.angle = view.current().angle;
    const FaceLayer *layer = workLayer();
    int point = gesture.holdsPoint() ? gesture.point : hovered;
    if (point < 0 && selected.size() == 1)
        point = selected.front();
    if (layer && point >= 0 && point < layer->set.count() &&
        isFinite(layer->set.points[static_cast<std::size_t>(point)])) {
        lens.centre = layer->set.points[static_cast<std::size_t>(point)];
        lens.mark = true;
        lens.colour = layer->style.colour;
        lens.profile = profileAt(point);
        return lens;
    }
    if (!cursor)
        return std::nullopt;
    lens.centre = view.current().toImage(*cursor);
    return lens;
}

QRectF CanvasPrivate::loupeArea() const
{
    const std::optional<Loupe> lens = currentLoupe();
    return lens ? loupeRect(q.size(), view.current().toView(lens->centre)) : QRectF();
}

QRectF CanvasPrivate::numberRect() const
{
    return numberPlateRect(plate, q.font(), {kPlateInset, kPlateInset}, std::max(0.0, q.width() - 2 * kPlateInset));
}

QRectF CanvasPrivate::legendArea() const
{
    double room = std::max(0.0, q.width() - 2 * kPlateInset);
    if (loupe)
        room = std::max(0.0, room - kLoupeSide - kLoupeMargin);
    return legendRect(legend, q.font(), {kPlateInset, q.height() - kPlateInset}, room);
}

void CanvasPrivate::updateLandmarks(const std::vector<int> &landmarks)
{
    const CanvasFace *face = scene.active();
    if (!face || landmarks.empty())
        return;
    if (pointNotes)
        return q.update(); // notes make room for each other
    QRectF together;
    for (int i : landmarks) {
        const QRectF dirty = dirtyRect(face->overlay, i, view.current(), scheme, options);
        if (landmarks.size() > kManyPoints)
            together |= dirty;
        else
            q.update(grown(dirty));
    }
    if (!together.isEmpty())
        q.update(grown(together));
}

void CanvasPrivate::updateContour(int landmark)
{
    const FaceLayer *layer = workLayer();
    if (!layer || landmark < 0)
        return;
    updateLandmarks({landmark});
    const int contour = scheme ? scheme->contourOf(landmark) : -1;
    if (contour < 0 || scheme->count != layer->set.count() || !options.contours)
        return;
    QRectF area;
    for (int i : scheme->contours[static_cast<std::size_t>(contour)].points)
        if (layer->set.isPresent(i)) {
            const QPointF at = view.current().toView(layer->set.points[static_cast<std::size_t>(i)]);
            area |= QRectF(at - QPointF(4, 4), QSizeF(8, 8));
        }
    q.update(grown(area));
}

void CanvasPrivate::updatePlates()
{
    q.update(grown(shownPlate));
    q.update(grown(shownLoupe));
    if (const int point = platePoint(); point >= 0) {
        const QPointF at = view.current().toView(workLayer()->set.points[static_cast<std::size_t>(point)]);
        q.update(grown(hoverPlateRect(hoverPlateText(), q.font(), at, QRectF(q.rect()).adjusted(4, 4, -4, -4))));
    }
    if (loupe)
        q.update(grown(loupeArea()));
}

} // namespace fiducial::ui
