#pragma once

#include "ui/paint/layer_style.h"

#include <QPixmap>

namespace fiducial::ui {

/// The mark of a layer on a transparent ground, in the colour that it has on charts of such a ground; faded and struck
/// out in `line` unless it is shown. `side`: device-independent pixels.
QPixmap markPixmap(const LayerStyle &style, int side, double devicePixelRatio, bool darkGround);
QPixmap hiddenMarkPixmap(const LayerStyle &style, int side, double devicePixelRatio, bool darkGround,
                         const QColor &line);

} // namespace fiducial::ui
