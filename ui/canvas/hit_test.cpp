#include "ui/canvas/hit_test.h"

#include <cmath>
#include <tuple>

namespace fiducial::ui {

namespace {

bool grabbable(const FaceLayer &layer)
{
    return layer.visible && layer.editable && layer.opacity > 0 && !layer.set.empty();
}

bool hasMine(const FaceOverlay &face)
{
    for (const FaceLayer &layer : face.layers)
        if (layer.kind == LayerKind::Mine && !layer.set.empty())
            return true;
    return false;
}

} // namespace

int editableLayer(const FaceOverlay &face, int preferred)
{
    const bool mineOnly = hasMine(face);
    const auto fits = [&](int i) {
        const FaceLayer &layer = face.layers[static_cast<std::size_t>(i)];
        return grabbable(layer) && (!mineOnly || layer.kind == LayerKind::Mine);
    };
    const int count = static_cast<int>(face.layers.size());
    if (preferred >= 0 && preferred < count && fits(preferred))
        return preferred;
    for (int i = count - 1; i >= 0; --i)
        if (fits(i))
            return i;
    return -1;
}

std::optional<Hit> hitTest(std::span<const CanvasFace> faces, int activeFace, const ViewTransform &view, QPointF at,
                           double radius)
{
    std::optional<Hit> best;
    // Compared in this order: distance, then not mine, then not the active face; later layers win what is left.
    std::tuple<double, bool, bool> bestRank{radius, true, true};
    for (std::size_t f = 0; f < faces.size(); ++f) {
        const FaceOverlay &face = faces[f].overlay;
        const bool mineOnly = hasMine(face);
        for (std::size_t l = 0; l < face.layers.size(); ++l) {
            const FaceLayer &layer = face.layers[l];
            const bool mine = layer.kind == LayerKind::Mine;
            if (!grabbable(layer) || (mineOnly && !mine))
                continue;
            for (int i = 0; i < layer.set.count(); ++i) {
                if (!layer.set.isPresent(i))
                    continue;
                const QPointF d = view.toView(layer.set.points[static_cast<std::size_t>(i)]) - at;
                const std::tuple rank{std::hypot(d.x(), d.y()), !mine, static_cast<int>(f) != activeFace};
                if (rank <= bestRank) {
                    bestRank = rank;
                    best = Hit{static_cast<int>(f), static_cast<int>(l), i};
                }
            }
        }
    }
    return best;
}

std::vector<int> landmarksInside(const LandmarkSet &set, const ViewTransform &view, const QRectF &rect)
{
    std::vector<int> inside;
    for (int i = 0; i < set.count(); ++i)
        if (set.isPresent(i) && rect.contains(view.toView(set.points[static_cast<std::size_t>(i)])))
            inside.push_back(i);
    return inside;
}

} // namespace fiducial::ui
