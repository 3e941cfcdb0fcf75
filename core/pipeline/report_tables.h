#pragma once

#include "core/pipeline/report_numbers.h"

namespace fiducial::pipeline {

/// Comma-separated, a header first; fields without a value are empty. Errors are shares of the normaliser, places
/// pixels, angles degrees. All begin with a byte order mark: spreadsheets take them for UTF-8 by nothing else.
std::string facesCsv(const ReportRequest &request);
/// Bias and covariance in the frame of the mean shape, whose longer side is 1.
std::string landmarksCsv(const ReportRequest &request, const ReportNumbers &numbers);
/// A line for each run, the reported one first; differences are those from it.
std::string comparisonCsv(const ReportRequest &request, const ReportNumbers &numbers);

} // namespace fiducial::pipeline
