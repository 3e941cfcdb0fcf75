#pragma once

#include "ui/canvas/canvas_types.h"

#include <compare>
#include <optional>
#include <set>
#include <vector>

namespace fiducial::ui {

struct LayerKey {
    LayerKind kind = LayerKind::Mine;
    int run = -1;
    friend auto operator<=>(const LayerKey &, const LayerKey &) = default;
};

inline LayerKey keyOf(const FaceLayer &layer)
{
    return {layer.kind, layer.kind == LayerKind::Run ? layer.run : -1};
}

/// The faces as they were given, and as they are shown: with the visibility chosen for each layer and with the preview
/// of a running gesture in place of mine.
class CanvasScene {
public:
    void setFaces(std::vector<CanvasFace> faces);
    const std::vector<CanvasFace> &given() const { return given_; }
    const std::vector<CanvasFace> &shown() const { return shown_; }

    int activeIndex() const { return active_; }
    const CanvasFace *active() const; ///< as shown, null where there is none
    bool setActive(const Uuid &id);   ///< whether it changed
    int indexOf(const Uuid &id) const;

    void setLayerVisible(LayerKey key, bool visible);
    bool isLayerVisible(LayerKey key) const;
    /// Replaces the visibility of layers in faces that have two compared ones: all of both in Split, by `fade` in
    /// Onion.
    void setComparison(Comparison comparison);
    Comparison comparison() const { return comparison_; }
    void setFade(double fade); ///< 0: only the first .. 1: only the second
    double fade() const { return fade_; }
    /// Only this one of the two compared layers, whatever the comparison; -1: no such.
    void setBlink(int which);
    bool isSplit() const { return comparison_ == Comparison::Split && blink_ < 0; }
    /// The faces left (0) and right (1) of the divider, with the same layers as shown(). Precondition: isSplit().
    const std::vector<CanvasFace> &side(int which) const { return sides_[static_cast<std::size_t>(which)]; }
    void setOnlyActive(bool on); ///< the other faces' layers are not visible
    bool onlyActive() const { return onlyActive_; }
    /// Nothing is visible, so nothing can be hit.
    void setHidden(bool hidden);
    bool isHidden() const { return hidden_; }

    /// Shows `set` as mine of the active face until clearPreview(). Later calls only replace the points.
    void setPreview(const LandmarkSet &set);
    void clearPreview();
    /// Landmarks of the active face's edited set that are drawn as pinned, ascending.
    void setPins(std::vector<int> pins);
    const LandmarkSet *preview() const { return preview_ ? &*preview_ : nullptr; }

    /// The given set of one layer of a face; null where it is gone.
    const LandmarkSet *givenSet(const Uuid &face, LayerKey key) const;
    /// The layer of the active face that is ringed and edited, an index into shown(); -1 where there is none.
    int editLayer() const;
    /// The layer a selection was made on; kept while mine is empty.
    void setPreferredLayer(std::optional<LayerKey> key) { preferred_ = key; }

private:
    void rebuild();
    std::vector<CanvasFace> facesWith(bool first, bool second) const;
    void showCompared(CanvasFace &face, bool first, bool second) const;
    void applyPins();
    void applyPreview();
    void applyPreview(std::vector<CanvasFace> &faces) const;

    std::vector<CanvasFace> given_;
    std::vector<CanvasFace> shown_;
    std::set<LayerKey> hiddenLayers_;
    std::optional<LandmarkSet> preview_;
    std::vector<int> pins_;
    std::optional<LayerKey> preferred_;
    std::array<std::vector<CanvasFace>, 2> sides_; ///< empty unless isSplit()
    Comparison comparison_ = Comparison::Off;
    double fade_ = 0.5;
    int blink_ = -1;
    int active_ = -1;
    bool onlyActive_ = false;
    bool hidden_ = false;
};

} // namespace fiducial::ui
