#pragma once

namespace fiducial::ui {

struct CanvasTiming {
    int points = 0;              ///< on screen
    double dragMilliseconds = 0; ///< median from a mouse move to the end of its paint, one point dragged
    double fullMilliseconds = 0; ///< median of painting everything
};

/// Measures an offscreen canvas of 1280 x 900 with ten faces of 98 points over a 2000 x 1500 picture. `rounds` moves
/// are timed. Needs a QApplication; takes well under a second for 100 rounds.
CanvasTiming measureCanvas(int rounds = 100);

} // namespace fiducial::ui
