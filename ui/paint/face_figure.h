#pragma once

#include "ui/paint/face_layer.h"
#include "ui/paint/heat_painter.h"
#include "ui/paint/plates.h"

#include <QFont>
#include <QImage>
#include <QSize>

namespace fiducial::ui {

/// A picture of one face with overlays, for reports, contact sheets and thumbnails.
struct FaceFigure {
    QImage picture;           ///< full picture, or a reduced decode of it
    Size imageSize;           ///< size that coordinates refer to; empty: the picture's own
    std::optional<Rect> area; ///< what is shown (PC0), enlarged to the figure's shape; none: the whole picture
    const LandmarkScheme *scheme = nullptr;
    std::vector<FaceOverlay> faces; ///< the first one is the face of the figure, the others are dimmed
    HeatPicture heat;               ///< under the marks
    OverlayOptions options;
    NumberPlate plate;
    std::vector<LegendEntry> legend;
    bool failure = false; ///< failure frame
    QColor ground = QColor(0x14, 0x16, 0x19);
    QFont font; ///< 13 px where no pixel size is set
};

/// Draws the figure at `size` device-independent pixels; the result carries `devicePixelRatio`. Any thread that may use
/// QPainter on a QImage; needs a QGuiApplication for text. An empty size gives a null image.
QImage renderFaceFigure(const FaceFigure &figure, QSize size, double devicePixelRatio = 1);

/// The area around a face for `FaceFigure::area`: the box of all visible layers' points and of the face box, enlarged
/// by `margin`. None where nothing is placed.
std::optional<Rect> faceArea(const FaceOverlay &face, double margin = 1.35);

} // namespace fiducial::ui
