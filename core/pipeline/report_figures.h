#pragma once

#include "core/pipeline/report_markup.h"
#include "core/pipeline/report_numbers.h"

namespace fiducial::pipeline {

struct ReportFigure {
    std::string name;    ///< of its file, without ".svg"
    std::string caption; ///< a sentence or two
    SvgDrawing drawing;
};

/// "ced", "histogram", "contours" and "mean_face"; those that there are numbers for.
std::vector<ReportFigure> reportFigures(const ReportRequest &request, const ReportNumbers &numbers);

} // namespace fiducial::pipeline
