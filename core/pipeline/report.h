#pragma once

#include "core/analysis/bootstrap.h"
#include "core/pipeline/evaluate.h"

#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace fiducial::pipeline {

/// Another run on the same faces, set beside the one that a report is about.
struct ReportedRun {
    const Run *run = nullptr;
    std::vector<int> rowOfFace; ///< as EvaluateRequest::rowOfFace
};

/// A face that the review excluded.
struct ExcludedFace {
    int row = -1;
    std::string reason; ///< may be empty
};

/// One evaluation as a folder to keep and to hand on:
///   report.html        one page that needs nothing beside it: numbers, figures, worst faces
///   evaluation.json    printEvaluationJson with every face
///   faces.csv          every measure of each face; shares, not percent
///   landmarks.csv      error, bias and covariance of each landmark
///   comparison.csv     where other runs were compared: differences with their intervals
///   ced.svg, .png ...  each figure of the page
///   worst_01.jpg ...   the pictures of the page
struct ReportRequest {
    EvaluateRequest evaluated;              ///< what was asked ...
    const EvaluateReport *report = nullptr; ///< ... and what came out
    std::string reference;                  ///< name of what was measured against: "original", "corrected", a path
    std::string command;                    ///< that makes the report again; may be empty
    std::vector<std::pair<std::string, std::string>> versions; ///< of programs: ("Fiducial", "1.2.3")
    int worst = 12;                                            ///< faces shown
    /// A face (entry of report->faces) with its points as JPEG or PNG. An error is shown in the picture's place.
    std::function<Result<std::string>(std::size_t entry)> picture;
    /// The PNG of a figure's SVG file; none: figures are written as SVG alone.
    std::function<Result<std::string>(const std::string &svg)> raster;
    std::vector<ReportedRun> others;    ///< compared with the run, face by face
    std::vector<ExcludedFace> excluded; ///< asked for and left out; the page names them
    analysis::BootstrapOptions bootstrap;
};

/// Ok where a report can be written: the folder is empty or not there yet.
Result<void> checkReportFolder(const std::filesystem::path &folder);

/// Appears as a whole or not at all. InvalidArgument as checkReportFolder; Cancelled.
Result<void> writeReport(const std::filesystem::path &folder, const ReportRequest &request, const JobContext &context);

} // namespace fiducial::pipeline
