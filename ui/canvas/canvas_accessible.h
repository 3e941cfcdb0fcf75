#pragma once

namespace fiducial::ui {

/// Makes every LandmarkCanvas tell assistive programs its landmarks: one child each, with name, place and state.
/// Called by the canvas; calling it again does nothing.
void installCanvasAccessibility();

} // namespace fiducial::ui
