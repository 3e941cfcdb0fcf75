#include "ui/paint/point_notes.h"

#include "ui/paint/overlay_painter.h"

#include <QFont>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace fiducial::ui {

namespace {

constexpr std::size_t kMostWhereDense = 10;
constexpr double kNoteGap = 2;

QFont noteFont(const QFont &font)
{
    QFont small = font;
    small.setPixelSize(kLabelPixels);
    return small;
}

/// Marks of all layers that are shown, and the labels of the one on top.
std::vector<QRectF> obstaclesOf(const FaceOverlay &face, const Highlight &highlight, const ViewTransform &view,
                                const LandmarkScheme *scheme, const OverlayOptions &options,
                                const QFontMetricsF &metrics)
{
    std::vector<QRectF> obstacles;
    const double reach = std::clamp(options.markSize, 3.0, 12.0) / 2 + 1;
    for (const FaceLayer &layer : face.layers)
        for (int i = 0; i < layer.set.count() && layer.visible && layer.opacity > 0; ++i)
            if (const Point2 p = layer.set.points[static_cast<std::size_t>(i)]; isFinite(p))
                obstacles.emplace_back(view.toView(p) - QPointF(reach, reach), QSizeF(2 * reach, 2 * reach));
    const int top = highlight.layer >= 0 ? highlight.layer : topLayer(face);
    if (top < 0)
        return obstacles;
    const LandmarkSet &set = face.layers[static_cast<std::size_t>(top)].set;
    for (const LandmarkLabel &label : landmarkLabels(set, highlight, view, scheme, options, metrics))
        obstacles.push_back(label.rect);
    return obstacles;
}

/// Right, left, above, below, then the corners.
std::array<QRectF, 8> placesAround(QPointF centre, QSizeF size, double gap)
{
    const double w = size.width(), h = size.height(), corner = gap * 0.7;
    const std::array<QPointF, 8> topLefts = {QPointF(gap, -h / 2),           QPointF(-gap - w, -h / 2),
                                             QPointF(-w / 2, -gap - h),      QPointF(-w / 2, gap),
                                             QPointF(corner, -gap - h),      QPointF(corner, gap),
                                             QPointF(-corner - w, -gap - h), QPointF(-corner - w, gap)};
    std::array<QRectF, 8> places;
    std::ranges::transform(topLefts, places.begin(), [&](QPointF offset) { return QRectF(centre + offset, size); });
    return places;
}

} // namespace

std::vector<PlacedNote> placePointNotes(std::vector<PointNote> notes, const FaceOverlay &face, int layer,
                                        const Highlight &highlight, const ViewTransform &view,
                                        const LandmarkScheme *scheme, const OverlayOptions &options, const QFont &font,
                                        const QRectF &bounds)
{
    const LandmarkSet &set = face.layers[static_cast<std::size_t>(layer)].set;
    const auto place = [&](const PointNote &note) {
        return view.toView(set.points[static_cast<std::size_t>(note.landmark)]);
    };
    std::erase_if(notes, [&](const PointNote &note) {
        return note.text.isEmpty() || note.landmark >= set.count() || !set.isPresent(note.landmark) ||
               !bounds.contains(place(note));
    });
    const auto wanted = [&](const PointNote &note) {
        return note.landmark == highlight.hovered || std::ranges::binary_search(highlight.selected, note.landmark);
    };
    std::ranges::stable_sort(notes, [&](const PointNote &a, const PointNote &b) {
        return wanted(a) != wanted(b) ? wanted(a) : a.weight > b.weight;
    });
    const QFontMetricsF metrics(noteFont(font));
    std::vector<QRectF> taken = obstaclesOf(face, highlight, view, scheme, options, metrics);
    const double gap = std::clamp(options.markSize, 3.0, 12.0) / 2 + kNoteGap;
    std::vector<PlacedNote> placed;
    std::size_t wantedPlaced = 0;
    for (const PointNote &note : notes) {
        const QSizeF size(metrics.horizontalAdvance(note.text) + 2, metrics.height());
        const auto places = placesAround(place(note), size, gap);
        const auto free = std::ranges::find_if(places, [&](const QRectF &rect) {
            return bounds.contains(rect) &&
                   std::ranges::none_of(taken, [&](const QRectF &other) { return other.intersects(rect); });
        });
        if (free == places.end())
            continue;
        taken.push_back(*free);
        placed.push_back({note.landmark, note.text, *free});
        wantedPlaced += wanted(note);
    }
    if (2 * placed.size() < notes.size())
        placed.resize(std::min(placed.size(), wantedPlaced + kMostWhereDense));
    return placed;
}

void paintPointNotes(QPainter &painter, const std::vector<PlacedNote> &notes, const QFont &font)
{
    painter.save();
    painter.setFont(noteFont(font));
    painter.setLayoutDirection(Qt::LeftToRight);
    const double ascent = QFontMetricsF(painter.font()).ascent();
    for (const PlacedNote &note : notes)
        paintHaloText(painter, note.rect.topLeft() + QPointF(1, ascent), note.text, QColor(255, 214, 190));
    painter.restore();
}

} // namespace fiducial::ui
