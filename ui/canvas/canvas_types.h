#pragma once

#include "core/base/uuid.h"
#include "ui/paint/face_layer.h"
#include "ui/paint/heat_painter.h"
#include "ui/paint/plates.h"

#include <array>

namespace fiducial::ui {

/// One face on the canvas: its id and what is drawn for it.
struct CanvasFace {
    Uuid id;
    FaceOverlay overlay;
    /// The two layers (indices) that blink, split and onion skin hold against each other; -1: there are not two, the
    /// face looks the same in all of them.
    std::array<int, 2> compared = {-1, -1};
    /// Landmarks of mine that a person placed, ascending: they stay where they are in a soft drag.
    std::vector<int> placed;
    /// What mine began as, a prediction if there is one: the others are predicted anew from it; empty: from the shape
    /// model alone.
    LandmarkSet prediction;
};

/// Heat of one face and what is said about it; a nil face: neither.
struct CanvasHeat {
    Uuid face;
    HeatPicture picture; ///< may be none yet, or none at all
    HeatPlate plate;
};

/// How two sets of a face are held against each other; all its other layers are hidden meanwhile.
enum class Comparison {
    Off,
    Split, ///< the first left of a divider, the second right of it
    Onion, ///< one fades into the other
};

/// What the left button does. Escape leaves every tool but Select.
enum class CanvasTool {
    Select,
    Contour,   ///< bends and slides contours
    Freehand,  ///< draws a contour in one stroke
    Transform, ///< moves, turns and scales the selection by handles
    Snap,      ///< a click moves the nearest landmark there
    Place,     ///< a click places the next landmark that is missing
    AddFace,   ///< draws the box of a new face
    EditBox,   ///< moves and resizes the face's box by handles
};

/// What kind of gesture an edit was; names the undo command.
enum class EditKind { Drag, Nudge, Visibility, Bend, Slide, Freehand, Transform, Snap, Place, Complete, Peak };

/// One finished gesture. The canvas has not changed anything: it shows the result until the next setFaces().
struct CanvasEdit {
    Uuid face;
    LayerKind layer = LayerKind::Mine; ///< the set that was grabbed; not Mine: the whole set becomes mine
    int run = -1;                      ///< layer Run: FaceLayer::run of the grabbed set
    LandmarkSet result;                ///< the whole set after the gesture
    std::vector<int> changed;          ///< landmarks whose place or visibility is new, ascending
    std::vector<int> followed;         ///< of these, what the shape model moved along; the others a person placed
    EditKind kind = EditKind::Drag;
};

} // namespace fiducial::ui
