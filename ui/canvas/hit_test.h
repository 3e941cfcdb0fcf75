#pragma once

#include "ui/canvas/canvas_types.h"
#include "ui/paint/view_transform.h"

#include <QPointF>

#include <optional>
#include <span>
#include <vector>

namespace fiducial::ui {

/// In device-independent pixels, at any zoom, where the user has set no other.
inline constexpr double kHitRadius = 8;

struct Hit {
    int face = -1;  ///< index into the faces
    int layer = -1; ///< index into the face's layers
    int point = -1;
};

/// The layer of a face that edits act on: mine where it has points (none while it is hidden), else `preferred` where it
/// can be grabbed, else the topmost visible editable one; -1 where there is none.
int editableLayer(const FaceOverlay &face, int preferred = -1);

/// The nearest present point within `radius` of `at` (view pixels). Where mine has points only it can be hit, else
/// any visible editable layer. Of equally near points mine wins, then the active face, then what is drawn on top.
std::optional<Hit> hitTest(std::span<const CanvasFace> faces, int activeFace, const ViewTransform &view, QPointF at,
                           double radius = kHitRadius);

/// Present landmarks of a set inside a rectangle in view pixels, ascending.
std::vector<int> landmarksInside(const LandmarkSet &set, const ViewTransform &view, const QRectF &rect);

} // namespace fiducial::ui
