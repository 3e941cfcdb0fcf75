#pragma once

#include "core/formats/annotation_format.h"

namespace fiducial::pipeline {

/// Export of mine where there is one, else the original (DESIGN section 4). Two kinds: copies of the source files with
/// only the edited numbers replaced (formatId empty), or new files of a chosen format.
struct ExportRequest {
    const Dataset *dataset = nullptr;
    std::vector<int> faces; ///< rows; empty: all
    std::function<const LandmarkSet *(int face)> edited;
    std::string formatId;         ///< empty: the data set's own files, patched
    std::string schemeId;         ///< empty: the data set's
    std::filesystem::path target; ///< folder (patched copies, one-file-a-face formats) or file
    bool overwriteSources =
        false; ///< allowed to replace the files the data set was read from; each gets a ".bak" copy first
    bool recomputeDerived = false;
};

/// What would be written and lost; touches nothing.
Result<formats::WritePlan> planExport(const formats::FormatRegistry &registry, const ExportRequest &request);
Result<formats::WriteReport> exportDataset(const formats::FormatRegistry &registry, const ExportRequest &request,
                                           const JobContext &context);

} // namespace fiducial::pipeline
