#pragma once

#include "core/pipeline/report.h"
#include "ui/imaging/face_drawing.h"

namespace fiducial::ui {

/// What a report needs of Qt: the worst faces as JPEG, figures as PNG, the versions of the programs. `drawing` outlives
/// the request.
void addReportPictures(const FaceDrawing &drawing, const std::string &version, pipeline::ReportRequest *request);

/// Twice the size it has on the page. Any thread; needs a QGuiApplication.
Result<std::string> pngOfSvg(const std::string &svg);

} // namespace fiducial::ui
