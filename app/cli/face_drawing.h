#pragma once

#include "app/cli/inputs.h"
#include "core/metrics/metrics.h"

#include <QImage>

#include <functional>

namespace fiducial::cli {

/// Faces of a data set with their rows in a run; numbers only where there is ground truth to measure against. What it
/// points to outlives it.
struct FaceDrawing {
    const Input *input = nullptr;
    const Run *run = nullptr;
    const LandmarkScheme *scheme = nullptr;
    std::vector<int> faces;
    std::vector<int> rowOfFace;
    std::optional<metrics::Evaluation> evaluation;
    /// Sets that stand for the ground truth, as EvaluateRequest::reference.
    std::function<const LandmarkSet *(int)> reference = {};
    bool mine = true; ///< corrections are drawn, and errors from them

    bool failed(std::size_t i) const
    {
        return evaluation && (rowOfFace[i] < 0 || !(evaluation->faceNme(static_cast<int>(i)) <= evaluation->threshold));
    }
};

/// Entry `i` of the faces with its layers, in a square of `side` pixels around the face; the whole picture where
/// nothing is placed. Fails where the picture cannot be read. Needs a QGuiApplication.
Result<QImage> drawFace(const FaceDrawing &drawing, std::size_t i, int side, double magnification = 1);

/// `format`: "PNG", "JPEG". Empty where Qt cannot write it.
QByteArray encoded(const QImage &image, const char *format);

} // namespace fiducial::cli
