#include "ui/paint/face_layer.h"

namespace fiducial::ui {

namespace {
bool shown(const FaceLayer &layer)
{
    return layer.visible && layer.opacity > 0 && !layer.set.empty();
}
} // namespace

FaceLayer makeLayer(LayerKind kind, LandmarkSet set, int run)
{
    FaceLayer layer;
    layer.kind = kind;
    layer.run = run;
    layer.set = std::move(set);
    layer.style = layerStyle(kind, run);
    return layer;
}

int judgedLayer(const FaceOverlay &face)
{
    if (!face.reference)
        return -1;
    int judged = -1;
    for (std::size_t i = 0; i < face.layers.size(); ++i) {
        const FaceLayer &layer = face.layers[i];
        if (!shown(layer) || layer.kind == LayerKind::GroundTruth || layer.set.count() != face.reference->count())
            continue;
        if (layer.kind == LayerKind::Mine)
            return static_cast<int>(i);
        judged = static_cast<int>(i);
    }
    return judged;
}

int topLayer(const FaceOverlay &face)
{
    for (std::size_t i = face.layers.size(); i-- > 0;)
        if (shown(face.layers[i]))
            return static_cast<int>(i);
    return -1;
}

} // namespace fiducial::ui
