#include "ui/paint/overlay_painter.h"

#include "ui/paint/review_painter.h"
#include "ui/paint/scheme_words.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPolygonF>

#include <algorithm>
#include <array>
#include <cmath>

namespace fiducial::ui {

namespace {

constexpr double kDimmed = 0.45;
constexpr double kReach = 10; // rings, halos and pens around a mark, beyond its half size
constexpr double kHalo = 6;   // of a failed point, within kReach
constexpr QColor kContourEdge(12, 14, 16, 110);
constexpr int kLabelledSelection = 4; // more selected points than this are not named one by one

bool shownLayer(const FaceLayer &layer)
{
    return layer.visible && layer.opacity > 0 && !layer.set.empty();
}

int shownLayers(const FaceOverlay &face)
{
    return static_cast<int>(std::count_if(face.layers.begin(), face.layers.end(), shownLayer));
}

Point2 at(const LandmarkSet &set, int i)
{
    return set.points[static_cast<std::size_t>(i)];
}

bool containsIndex(const std::vector<int> &ascending, int i)
{
    return std::binary_search(ascending.begin(), ascending.end(), i);
}

/// A polyline in short pieces, each of which fits the first pool of the raster engine: it starts anew with a larger one
/// for every line that does not. Single lines would be faster still, but it cuts those at the clip, so that the pixels
/// of a part that is painted again would differ from those of the whole.
void drawPieces(QPainter &painter, const QPolygonF &line)
{
    constexpr qsizetype kSegments = 4;
    for (qsizetype first = 0; first + 1 < line.size(); first += kSegments)
        painter.drawPolyline(line.constData() + first, static_cast<int>(std::min(kSegments + 1, line.size() - first)));
}

QPolygonF contourLine(const Contour &contour, const LandmarkSet &set, const ViewTransform &view)
{
    QPolygonF line;
    for (int i : contour.points)
        if (set.isPresent(i))
            line << view.toView(at(set, i));
    if (contour.closed && line.size() > 2)
        line << line.front();
    return line;
}

Mark markOfSource(PointSource source, Mark other)
{
    switch (source) {
    case PointSource::GroundTruth:
        return Mark::Circle;
    case PointSource::Model:
        return Mark::Cross;
    case PointSource::Human:
        return Mark::Disc;
    case PointSource::None:
        break;
    }
    return other;
}

/// A rectangle along the picture's axes; upright ones have a fast way.
void drawBox(QPainter &painter, const ViewTransform &view, const Rect &box)
{
    if (view.angle == 0)
        painter.drawRect(view.toView(box));
    else
        painter.drawPolygon(view.toPolygon(box));
}

/// Where the error line of a landmark ends.
QPointF errorEnd(QPointF from, QPointF to, double magnification)
{
    return from + (to - from) * std::clamp(magnification, 1.0, 20.0);
}

} // namespace

void paintHaloText(QPainter &painter, QPointF baseline, const QString &text, const QColor &colour)
{
    painter.setPen(QColor(12, 14, 16, 190));
    for (const QPointF offset : {QPointF(-1.3, 0), QPointF(1.3, 0), QPointF(0, -1.3), QPointF(0, 1.3), QPointF(-1, -1),
                                 QPointF(1, -1), QPointF(-1, 1), QPointF(1, 1)})
        painter.drawText(baseline + offset, text);
    painter.setPen(colour);
    painter.drawText(baseline, text);
}

std::optional<LandmarkLabel> landmarkLabelAt(const LandmarkSet &set, int i, const Highlight &highlight,
                                             const ViewTransform &view, const LandmarkScheme *scheme,
                                             const OverlayOptions &options)
{
    if (i == highlight.hovered && !highlight.nameHovered)
        return std::nullopt;
    const bool nameSelected = static_cast<int>(highlight.selected.size()) <= kLabelledSelection;
    const bool strong = i == highlight.hovered || (nameSelected && containsIndex(highlight.selected, i));
    if ((!strong && options.labels == LabelMode::Off) || !isFinite(at(set, i)))
        return std::nullopt;
    LandmarkLabel label;
    label.strong = strong;
    const double gap = std::clamp(options.markSize, 3.0, 12.0) / 2 + (strong ? 7 : 3);
    label.baseline = view.toView(at(set, i)) + QPointF(gap, -2);
    const bool names = scheme && scheme->count == set.count();
    if (names && strong)
        label.text = landmarkLabel(*scheme, i);
    else if (names && options.labels == LabelMode::Names)
        label.text = landmarkCaption(*scheme, i);
    else
        label.text = QString::number(i);
    return label;
}

std::vector<LandmarkLabel> landmarkLabels(const LandmarkSet &set, const Highlight &highlight, const ViewTransform &view,
                                          const LandmarkScheme *scheme, const OverlayOptions &options,
                                          const QFontMetricsF &metrics)
{
    std::vector<LandmarkLabel> labels;
    for (int i = 0; i < set.count(); ++i)
        if (auto label = landmarkLabelAt(set, i, highlight, view, scheme, options)) {
            label->rect = QRectF(label->baseline - QPointF(1, metrics.ascent()),
                                 QSizeF(metrics.horizontalAdvance(label->text) + 2, metrics.height()));
            labels.push_back(std::move(*label));
        }
    std::ranges::stable_partition(labels, &LandmarkLabel::strong);
    std::vector<LandmarkLabel> placed;
    for (LandmarkLabel &label : labels)
        if (label.strong ||
            std::ranges::none_of(placed, [&](const LandmarkLabel &other) { return other.rect.intersects(label.rect); }))
            placed.push_back(std::move(label));
    return placed;
}

OverlayPainter::OverlayPainter(QPainter &painter, const ViewTransform &view, const LandmarkScheme *scheme,
                               const OverlayOptions &options)
    : painter_(painter),
      view_(view),
      scheme_(scheme),
      options_(options),
      markSize_(std::clamp(options.markSize, 3.0, 12.0))
{}

void OverlayPainter::paintFace(const FaceOverlay &face, const Highlight &highlight, const QRectF &clip, bool dimmed)
{
    clip_ = clip;
    painter_.save();
    painter_.setRenderHint(QPainter::Antialiasing);
    painter_.setLayoutDirection(Qt::LeftToRight);
    const double base = painter_.opacity() * (dimmed ? kDimmed : 1);
    const int top = highlight.layer >= 0 ? highlight.layer : topLayer(face);
    thin_ = shownLayers(face) > 2;

    painter_.setOpacity(base);
    if (face.box && options_.box)
        paintBox(*face.box, !dimmed);
    const auto forShown = [&](auto draw) {
        for (std::size_t i = 0; i < face.layers.size(); ++i) {
            if (!shownLayer(face.layers[i]))
                continue;
            painter_.setOpacity(base * std::clamp(face.layers[i].opacity, 0.0, 1.0));
            draw(face.layers[i], static_cast<int>(i) == top);
        }
    };
    const int bright = scheme_ && highlight.hovered >= 0 ? scheme_->contourOf(highlight.hovered) : -1;
    if (options_.failures)
        paintFailure(face);
    if (!face.ghost.empty()) {
        painter_.setOpacity(base);
        paintGhost(painter_, view_, scheme_, face.ghost);
    }
    if (options_.contours)
        forShown([&](const FaceLayer &layer, bool isTop) { paintContours(layer, isTop ? bright : -1); });
    if (options_.ellipses)
        forShown([&](const FaceLayer &layer, bool) { paintEllipses(layer); });
    if (const int judged = options_.errors ? judgedLayer(face) : -1; judged >= 0) {
        painter_.setOpacity(base);
        paintErrors(face.layers[static_cast<std::size_t>(judged)].set, *face.reference);
    }
    forShown([&](const FaceLayer &layer, bool) { paintMarks(layer); });
    forShown([&](const FaceLayer &layer, bool isTop) {
        if (!isTop)
            return;
        painter_.setOpacity(base);
        paintCommentMarks(painter_, view_, layer.set, face.remarked, markSize_);
        paintHighlight(layer, highlight);
        paintLabels(layer, highlight);
    });
    painter_.restore();
}

void OverlayPainter::paintContours(const FaceLayer &layer, int brightContour)
{
    if (!scheme_ || !matchesScheme(layer.set))
        return;
    painter_.setBrush(Qt::NoBrush);
    const double width = thin_ ? 0.9 : 1; // up to one device pixel the raster engine has a fast way
    for (std::size_t i = 0; i < scheme_->contours.size(); ++i) {
        const Contour &contour = scheme_->contours[i];
        if (!contour.curve)
            continue;
        const QPolygonF line = contourLine(contour, layer.set, view_);
        const QRectF reach = line.boundingRect().adjusted(-3, -3, 3, 3);
        if (line.size() < 2 || (!clip_.isNull() && !clip_.intersects(reach)))
            continue;
        QColor colour = layer.style.colour;
        if (static_cast<int>(i) == brightContour) {
            painter_.setPen(QPen(kContourEdge, width + 2.4));
            painter_.drawPolyline(line);
            painter_.setPen(QPen(colour, width + 1));
            painter_.drawPolyline(line);
            continue;
        }
        colour.setAlphaF(0.8F);
        painter_.setPen(QPen(kContourEdge, width + 1.4, Qt::SolidLine, Qt::FlatCap));
        drawPieces(painter_, line);
        painter_.setPen(QPen(colour, width, Qt::SolidLine, Qt::FlatCap));
        drawPieces(painter_, line);
    }
}

void OverlayPainter::paintMarks(const FaceLayer &layer)
{
    const LayerStyle pinnedStyle{Mark::Square, layer.style.colour, layer.style.chartColour};
    for (int i = 0; i < layer.set.count(); ++i) {
        if (!isFinite(at(layer.set, i)))
            continue;
        const QPointF c = view_.toView(at(layer.set, i));
        if (!touches(c, markSize_ / 2 + 2))
            continue;
        const bool pinned = containsIndex(layer.pinned, i);
        LayerStyle style = pinned ? pinnedStyle : layer.style;
        if (!pinned && static_cast<std::size_t>(i) < layer.sources.size())
            style.mark = markOfSource(layer.sources[static_cast<std::size_t>(i)], style.mark);
        // A hollow mark is a little larger, so that a disc on the same spot leaves it in sight.
        const double size = style.mark == Mark::Circle ? markSize_ + 1.5 : markSize_;
        paintMark(painter_, c, style, size, layer.set.visibilityAt(i));
    }
}

void OverlayPainter::paintEllipses(const FaceLayer &layer)
{
    if (layer.covariance.size() != layer.set.points.size())
        return;
    painter_.setBrush(Qt::NoBrush);
    for (int i = 0; i < layer.set.count(); ++i) {
        const Covariance2f &s = layer.covariance[static_cast<std::size_t>(i)];
        if (!layer.set.isPresent(i))
            continue;
        const double xx = s.xx, xy = s.xy, yy = s.yy;
        const double middle = (xx + yy) / 2;
        const double spread = std::hypot((xx - yy) / 2, xy);
        const bool scaled = layer.sigmaFactors.size() == layer.covariance.size();
        const double pixels = view_.scale * (scaled ? layer.sigmaFactors[static_cast<std::size_t>(i)] : 1);
        const double major = std::sqrt(std::max(0.0, middle + spread)) * pixels;
        const double minor = std::sqrt(std::max(0.0, middle - spread)) * pixels;
        const QPointF c = view_.toView(at(layer.set, i));
        if (!std::isfinite(major) || major <= 0 || !touches(c, 2 * major + 2))
            continue;
        painter_.save();
        painter_.translate(c);
        painter_.rotate(0.5 * std::atan2(2 * xy, xx - yy) * 180 / M_PI + view_.angle);
        QColor colour = layer.style.colour;
        painter_.setPen(QPen(colour, 1));
        painter_.drawEllipse(QPointF(), major, minor);
        colour.setAlphaF(0.55F);
        painter_.setPen(QPen(colour, 1));
        painter_.drawEllipse(QPointF(), 2 * major, 2 * minor);
        painter_.restore();
    }
}

void OverlayPainter::paintErrors(const LandmarkSet &from, const LandmarkSet &reference)
{
    const bool arrows = options_.errorMagnification > 1;
    QList<QLineF> lines;
    for (int i = 0; i < std::min(from.count(), reference.count()); ++i) {
        if (!from.isPresent(i) || !reference.isPresent(i))
            continue;
        const QPointF start = view_.toView(at(from, i));
        const QPointF end = errorEnd(start, view_.toView(at(reference, i)), options_.errorMagnification);
        const QLineF line(start, end);
        const QRectF reach = QRectF(start, end).normalized().adjusted(-6, -6, 6, 6);
        if (line.length() < 0.5 || (!clip_.isNull() && !clip_.intersects(reach)))
            continue;
        lines.append(line);
        if (arrows && line.length() > 4) {
            const QPointF along = (end - start) / line.length();
            const QPointF across(-along.y(), along.x());
            lines.append(QLineF(end - along * 5 + across * 3, end));
            lines.append(QLineF(end - along * 5 - across * 3, end));
        }
    }
    // Square ends, which the raster engine draws far faster than round ones; at this width they look the same.
    for (const QPen &pen : {QPen(edgeColour(), 2.8, Qt::SolidLine, Qt::SquareCap),
                            QPen(errorColour(), 1.5, Qt::SolidLine, Qt::SquareCap)}) {
        painter_.setPen(pen);
        for (const QLineF &line : lines) // no drawLines(), see drawPieces()
            painter_.drawPolyline(std::array{line.p1(), line.p2()}.data(), 2);
    }
}

void OverlayPainter::paintFailure(const FaceOverlay &face)
{
    const int judged = judgedLayer(face);
    if (judged < 0)
        return;
    const LandmarkSet &set = face.layers[static_cast<std::size_t>(judged)].set;
    painter_.setOpacity(1);
    if (face.failed) {
        const Rect box = face.box ? *face.box : landmarkBox(set);
        painter_.setBrush(Qt::NoBrush);
        painter_.setPen(QPen(edgeColour(), 4));
        drawBox(painter_, view_, box);
        painter_.setPen(QPen(errorColour(), 2));
        drawBox(painter_, view_, box);
    }
    const double radius = markSize_ / 2 + kHalo;
    QColor glow = errorColour();
    glow.setAlphaF(0.38F);
    for (const int i : face.worst) {
        if (i < 0 || i >= set.count() || !set.isPresent(i) || !touches(view_.toView(at(set, i)), radius + 2))
            continue;
        painter_.setBrush(glow);
        painter_.setPen(QPen(errorColour(), 1.2));
        painter_.drawEllipse(view_.toView(at(set, i)), radius, radius);
    }
}

void OverlayPainter::paintHighlight(const FaceLayer &layer, const Highlight &highlight)
{
    const QColor halo = accentEdge(options_.accent);
    const double radius = markSize_ / 2 + 3.5;
    painter_.setBrush(Qt::NoBrush);
    const auto ring = [&](int i, double width) {
        if (i < 0 || i >= layer.set.count() || !isFinite(at(layer.set, i)))
            return;
        const QPointF c = view_.toView(at(layer.set, i));
        if (!touches(c, radius + 4))
            return;
        painter_.setPen(QPen(halo, width + 1.8));
        painter_.drawEllipse(c, radius, radius);
        painter_.setPen(QPen(options_.accent, width));
        painter_.drawEllipse(c, radius, radius);
    };
    for (int i : highlight.selected)
        if (i != highlight.hovered)
            ring(i, 1.6);
    ring(highlight.hovered, 2.4);
}

void OverlayPainter::paintLabels(const FaceLayer &layer, const Highlight &highlight)
{
    painter_.save();
    QFont font = painter_.font();
    font.setPixelSize(kLabelPixels);
    painter_.setFont(font);
    const QFontMetricsF metrics(font, painter_.device());
    for (const LandmarkLabel &label : landmarkLabels(layer.set, highlight, view_, scheme_, options_, metrics))
        if (clip_.isNull() || clip_.intersects(label.rect.adjusted(-3, -3, 3, 3)))
            paintHaloText(painter_, label.baseline, label.text,
                          label.strong ? QColor(255, 255, 255) : QColor(226, 230, 235));
    painter_.restore();
}

void OverlayPainter::paintBox(const Rect &box, bool active)
{
    painter_.setBrush(Qt::NoBrush);
    painter_.setPen(QPen(active ? accentEdge(options_.accent) : edgeColour(), 2.6));
    drawBox(painter_, view_, box);
    painter_.setPen(QPen(active ? options_.accent : QColor(200, 206, 214), 1.2));
    drawBox(painter_, view_, box);
}

bool OverlayPainter::touches(QPointF centre, double reach) const
{
    return clip_.isNull() || clip_.adjusted(-reach, -reach, reach, reach).contains(centre);
}

bool OverlayPainter::matchesScheme(const LandmarkSet &set) const
{
    return scheme_ && scheme_->count == set.count();
}

namespace {

/// Contour neighbours of a landmark: the nearest present points before and after it.
void appendNeighbours(std::vector<int> &out, const Contour &contour, int landmark, const LandmarkSet &set)
{
    const auto found = std::find(contour.points.begin(), contour.points.end(), landmark);
    if (found == contour.points.end() || !contour.curve)
        return;
    const int n = static_cast<int>(contour.points.size());
    const int place = static_cast<int>(found - contour.points.begin());
    for (const int step : {-1, 1}) {
        for (int k = 1; k < n; ++k) {
            int index = place + step * k;
            if (index < 0 || index >= n) {
                if (!contour.closed)
                    break;
                index = (index + n) % n;
            }
            const int neighbour = contour.points[static_cast<std::size_t>(index)];
            if (set.isPresent(neighbour)) {
                out.push_back(neighbour);
                break;
            }
        }
    }
}

QRectF pointReach(QPointF c, double reach)
{
    return {c.x() - reach, c.y() - reach, 2 * reach, 2 * reach};
}

QRectF labelReach(QPointF c, int landmark, const LandmarkScheme *scheme)
{
    const std::size_t letters = scheme && landmark < scheme->count ? scheme->label(landmark).size() : 5;
    return {c.x(), c.y() - 18, 20 + 9.0 * static_cast<double>(letters), 24};
}

} // namespace

QRectF dirtyRect(const FaceOverlay &face, int landmark, const ViewTransform &view, const LandmarkScheme *scheme,
                 const OverlayOptions &options)
{
    const double reach = std::clamp(options.markSize, 3.0, 12.0) / 2 + kReach;
    QRectF dirty;
    for (const FaceLayer &layer : face.layers) {
        if (landmark < 0 || landmark >= layer.set.count() || !isFinite(at(layer.set, landmark)))
            continue;
        const QPointF c = view.toView(at(layer.set, landmark));
        dirty |= pointReach(c, reach) | labelReach(c, landmark, scheme);
        if (options.labels != LabelMode::Off) // they make room for each other
            for (int i = 0; i < layer.set.count(); ++i)
                if (isFinite(at(layer.set, i)))
                    dirty |= labelReach(view.toView(at(layer.set, i)), i, scheme);
        if (face.reference && face.reference->count() == layer.set.count() && options.errors &&
            face.reference->isPresent(landmark)) {
            const QPointF end = view.toView(at(*face.reference, landmark));
            dirty |= pointReach(errorEnd(c, end, options.errorMagnification), reach);
        }
        if (!scheme || !options.contours || scheme->count != layer.set.count())
            continue;
        std::vector<int> neighbours;
        for (const Contour &contour : scheme->contours)
            appendNeighbours(neighbours, contour, landmark, layer.set);
        for (int n : neighbours)
            dirty |= pointReach(view.toView(at(layer.set, n)), reach);
    }
    return dirty;
}

} // namespace fiducial::ui
