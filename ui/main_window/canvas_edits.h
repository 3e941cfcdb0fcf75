#pragma once

#include "ui/canvas/canvas_types.h"
#include "ui/document/project_document.h"

namespace fiducial::ui {

/// A finished gesture of the canvas as an edit of this row.
LandmarkEdit landmarkEdit(const ProjectDocument &document, int row, const CanvasEdit &edit);

/// What the tools of the canvas know of a face beside its layers: landmarks that a person placed, and what mine began
/// as.
void addToolData(const ProjectDocument &document, int row, CanvasFace &face);

} // namespace fiducial::ui
