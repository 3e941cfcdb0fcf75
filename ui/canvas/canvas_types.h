#pragma once

#include "core/base/uuid.h"
#include "ui/paint/face_layer.h"

namespace fiducial::ui {

/// One face on the canvas: its id and what is drawn for it.
struct CanvasFace {
    Uuid id;
    FaceOverlay overlay;
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
