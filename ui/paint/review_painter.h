#pragma once

#include "ui/paint/face_layer.h"
#include "ui/paint/view_transform.h"

class QPainter;

namespace fiducial::ui {

/// An earlier state of a face: pale dashed lines and small rings, so that it cannot be taken for one of the layers.
/// `scheme` may be null. Precondition: antialiasing is on.
void paintGhost(QPainter &painter, const ViewTransform &view, const LandmarkScheme *scheme, const LandmarkSet &ghost);

/// A little speech bubble, its tip at `tip`; `size` is its width in view pixels.
void paintCommentMark(QPainter &painter, QPointF tip, double size, const QColor &ground, const QColor &edge);

/// A bubble beside each landmark of `set` that is in `remarked`.
void paintCommentMarks(QPainter &painter, const ViewTransform &view, const LandmarkSet &set,
                       const std::vector<int> &remarked, double markSize);

} // namespace fiducial::ui
