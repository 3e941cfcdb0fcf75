#pragma once

#include "core/pipeline/report_figures.h"

namespace fiducial::pipeline {

/// A worst face as the page shows it.
struct ReportPicture {
    std::size_t entry = 0; ///< of the evaluated faces
    std::string bytes;     ///< JPEG or PNG; empty where it could not be drawn
    std::string problem;   ///< why
    bool png = false;
};

/// HTML that is XML too, follows the reader's light or dark setting and loads nothing.
std::string reportPage(const ReportRequest &request, const ReportNumbers &numbers,
                       const std::vector<ReportFigure> &figures, const std::vector<ReportPicture> &pictures);

} // namespace fiducial::pipeline
