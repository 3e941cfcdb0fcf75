#include "ui/canvas/canvas_scene.h"

#include "ui/canvas/hit_test.h"

#include <algorithm>

namespace fiducial::ui {

void CanvasScene::setFaces(std::vector<CanvasFace> faces)
{
    const Uuid before = active_ >= 0 ? given_[static_cast<std::size_t>(active_)].id : Uuid{};
    given_ = std::move(faces);
    const int kept = indexOf(before);
    active_ = kept >= 0 ? kept : (given_.empty() ? -1 : 0);
    rebuild();
}

const CanvasFace *CanvasScene::active() const
{
    return active_ >= 0 ? &shown_[static_cast<std::size_t>(active_)] : nullptr;
}

bool CanvasScene::setActive(const Uuid &id)
{
    const int index = indexOf(id);
    if (index < 0 || index == active_)
        return false;
    active_ = index;
    preview_.reset();
    pins_.clear();
    preferred_.reset();
    rebuild();
    return true;
}

int CanvasScene::indexOf(const Uuid &id) const
{
    const auto found = std::find_if(given_.begin(), given_.end(), [&](const CanvasFace &f) { return f.id == id; });
    return found == given_.end() ? -1 : static_cast<int>(found - given_.begin());
}

void CanvasScene::setLayerVisible(LayerKey key, bool visible)
{
    if (visible)
        hiddenLayers_.erase(key);
    else
        hiddenLayers_.insert(key);
    rebuild();
}

bool CanvasScene::isLayerVisible(LayerKey key) const
{
    return !hiddenLayers_.contains(key);
}

void CanvasScene::setOnlyActive(bool on)
{
    onlyActive_ = on;
    rebuild();
}

void CanvasScene::setHidden(bool hidden)
{
    hidden_ = hidden;
    rebuild();
}

void CanvasScene::setPreview(const LandmarkSet &set)
{
    const bool first = !preview_;
    preview_ = set;
    if (first)
        rebuild();
    else
        applyPreview();
}

void CanvasScene::clearPreview()
{
    preview_.reset();
    rebuild();
}

const LandmarkSet *CanvasScene::givenSet(const Uuid &face, LayerKey key) const
{
    const int index = indexOf(face);
    if (index < 0)
        return nullptr;
    for (const FaceLayer &layer : given_[static_cast<std::size_t>(index)].overlay.layers)
        if (keyOf(layer) == key)
            return &layer.set;
    return nullptr;
}

int CanvasScene::editLayer() const
{
    const CanvasFace *face = active();
    if (!face)
        return -1;
    int preferred = -1;
    for (std::size_t i = 0; preferred_ && i < face->overlay.layers.size(); ++i)
        if (keyOf(face->overlay.layers[i]) == *preferred_)
            preferred = static_cast<int>(i);
    return editableLayer(face->overlay, preferred);
}

void CanvasScene::setComparison(Comparison comparison)
{
    comparison_ = comparison;
    rebuild();
}

void CanvasScene::setFade(double fade)
{
    fade_ = std::clamp(fade, 0.0, 1.0);
    rebuild();
}

void CanvasScene::setBlink(int which)
{
    blink_ = which;
    rebuild();
}

void CanvasScene::rebuild()
{
    shown_ = facesWith(blink_ != 1, blink_ != 0);
    sides_ = {};
    if (isSplit())
        sides_ = {facesWith(true, false), facesWith(false, true)};
    applyPins();
    applyPreview();
}

void CanvasScene::setPins(std::vector<int> pins)
{
    if (pins == pins_)
        return;
    pins_ = std::move(pins);
    rebuild();
}

void CanvasScene::applyPins()
{
    const int edited = editLayer();
    if (pins_.empty() || edited < 0)
        return;
    const auto face = static_cast<std::size_t>(active_), layer = static_cast<std::size_t>(edited);
    shown_[face].overlay.layers[layer].pinned = pins_;
    for (std::vector<CanvasFace> &side : sides_)
        if (!side.empty())
            side[face].overlay.layers[layer].pinned = pins_;
}

std::vector<CanvasFace> CanvasScene::facesWith(bool first, bool second) const
{
    std::vector<CanvasFace> faces = given_;
    const bool compares = comparison_ != Comparison::Off || blink_ >= 0;
    const Uuid shownOnly = active_ >= 0 ? given_[static_cast<std::size_t>(active_)].id : Uuid{};
    for (CanvasFace &face : faces) {
        for (FaceLayer &layer : face.overlay.layers)
            layer.visible = layer.visible && isLayerVisible(keyOf(layer));
        if (compares && face.compared[0] >= 0 && face.compared[1] >= 0)
            showCompared(face, first, second);
        for (FaceLayer &layer : face.overlay.layers)
            layer.visible = layer.visible && !hidden_ && (!onlyActive_ || face.id == shownOnly);
    }
    return faces;
}

void CanvasScene::showCompared(CanvasFace &face, bool first, bool second) const
{
    for (int i = 0; i < static_cast<int>(face.overlay.layers.size()); ++i) {
        FaceLayer &layer = face.overlay.layers[static_cast<std::size_t>(i)];
        layer.visible = (first && i == face.compared[0]) || (second && i == face.compared[1]);
        if (comparison_ == Comparison::Onion && blink_ < 0)
            layer.opacity *= i == face.compared[0] ? 1 - fade_ : fade_;
    }
}

void CanvasScene::applyPreview()
{
    applyPreview(shown_);
    for (std::vector<CanvasFace> &side : sides_)
        if (!side.empty())
            applyPreview(side);
}

void CanvasScene::applyPreview(std::vector<CanvasFace> &faces) const
{
    if (!preview_ || active_ < 0)
        return;
    std::vector<FaceLayer> &layers = faces[static_cast<std::size_t>(active_)].overlay.layers;
    auto mine =
        std::find_if(layers.begin(), layers.end(), [](const FaceLayer &l) { return l.kind == LayerKind::Mine; });
    if (mine == layers.end())
        mine = layers.insert(layers.end(), makeLayer(LayerKind::Mine, {}));
    mine->set = *preview_;
    mine->pinned = pins_;
    mine->visible = !hidden_;
    mine->opacity = std::max(mine->opacity, 0.5);
}

} // namespace fiducial::ui
