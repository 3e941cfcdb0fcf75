#pragma once

#include "core/dataset/face_state.h"
#include "core/dataset/run.h"
#include "core/metrics/metrics.h"
#include "ui/paint/heat_painter.h"
#include "ui/paint/layer_style.h"

#include <QImage>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace fiducial::ui {

/// Faces of a data set with their rows in a run, as reports, contact sheets and `fiducial-cli render` show them;
/// numbers only where there is something to measure against. What it points to outlives it.
struct FaceDrawing {
    const Dataset *dataset = nullptr;
    const Run *run = nullptr;
    const LandmarkScheme *scheme = nullptr;
    std::vector<int> faces;
    std::vector<int> rowOfFace; ///< per entry of `faces`: its row in the run, or -1
    std::optional<metrics::Evaluation> evaluation;
    /// Sets that stand for the ground truth, as EvaluateRequest::reference, and what they are called.
    std::function<const LandmarkSet *(int)> reference = {};
    QString referenceName = {};
    /// Corrections of a face, or null; none: they are not drawn.
    std::function<const EditedSet *(int)> mine = {};
    /// Heat of an entry; none: it has none.
    std::function<Result<HeatPicture>(std::size_t entry)> heat = {};
    LayerStyle runStyle = layerStyle(LayerKind::Run);
    enum class Plates { All, Legend, None };
    Plates plates = Plates::All; ///< numbers and legend on the picture

    double nme(std::size_t entry) const; ///< NaN where there is none
    bool failed(std::size_t entry) const;
};

/// An entry of the faces with its layers, in a square of `side` pixels around the face; the whole picture where nothing
/// is placed. Fails where the picture cannot be read. Any thread; needs a QGuiApplication.
Result<QImage> drawFace(const FaceDrawing &drawing, std::size_t entry, int side, double magnification = 1);

/// `format`: "PNG", "JPEG". Empty where Qt cannot write it.
QByteArray encoded(const QImage &image, const char *format);

} // namespace fiducial::ui
