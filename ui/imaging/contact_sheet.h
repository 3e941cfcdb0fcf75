#pragma once

#include "core/base/job_context.h"
#include "ui/imaging/face_drawing.h"

namespace fiducial::ui {

/// Entries with an NME, the largest first, at most `count`.
std::vector<std::size_t> worstEntries(const FaceDrawing &drawing, int count);

/// These faces row by row in one picture, each in a square of `side` pixels. InvalidArgument: no entry, or a sheet too
/// wide for a picture; Cancelled; else as drawFace(). Any thread; needs a QGuiApplication.
Result<QImage> contactSheet(const FaceDrawing &drawing, const std::vector<std::size_t> &entries, int side,
                            double magnification, const JobContext &context);

} // namespace fiducial::ui
