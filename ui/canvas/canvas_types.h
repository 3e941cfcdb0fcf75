#pragma once

#include "core/base/uuid.h"
#include "ui/paint/face_layer.h"

#include <array>

namespace fiducial::ui {

/// One face on the canvas: its id and what is drawn for it.
struct CanvasFace {
    Uuid id;
    FaceOverlay overlay;
    /// The two layers (indices) that blink, split and onion skin hold against each other; -1: there are not two, the
    /// face looks the same in all of them.
    std::array<int, 2> compared = {-1, -1};
};

/// How two sets of a face are held against each other; all its other layers are hidden meanwhile.
enum class Comparison {
    Off,
    Split, ///< the first left of a divider, the second right of it
    Onion, ///< one fades into the other
};

/// What kind of gesture an edit was; names the undo command.
enum class EditKind { Drag, Nudge, Visibility };

/// One finished gesture. The canvas has not changed anything: it shows the result until the next setFaces().
struct CanvasEdit {
    Uuid face;
    LayerKind layer = LayerKind::Mine; ///< the set that was grabbed; not Mine: the whole set becomes mine
    int run = -1;                      ///< layer Run: FaceLayer::run of the grabbed set
    LandmarkSet result;                ///< the whole set after the gesture
    std::vector<int> changed;          ///< landmarks whose place or visibility is new, ascending
    EditKind kind = EditKind::Drag;
};

} // namespace fiducial::ui
