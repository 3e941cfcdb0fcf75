#pragma once

#include "core/formats/annotation_format.h"

namespace fiducial::formats {

class ExportView;

/// COCO-style face JSON as mmpose has it, and the faces of COCO-WholeBody (algorithms.md 1.7, 1.8).
class CocoFormat : public AnnotationFormat {
public:
    const FormatInfo &info() const override;
    Confidence sniff(const std::filesystem::path &file, std::string_view head) const override;
    Result<Dataset> read(const ReadRequest &request, const JobContext &context) const override;
    Result<WritePlan> plan(const WriteRequest &request) const override;
    /// A whole source file is patched; anything else is written anew, with center and scale after HRNet's
    /// rule, or of the box where somebody drew one.
    Result<WriteReport> write(const WriteRequest &request, const JobContext &context) const override;
    Result<std::vector<Replacement>> replacements(std::string_view source, const std::vector<Patch> &patches,
                                                  bool recomputeDerived) const override;
    Result<void> takesRows(const Dataset &dataset, int file) const override;
    Result<std::vector<Replacement>> changeRows(std::string_view source, const RowChanges &changes) const override;
    std::vector<Sentence> patchLosses(const std::vector<Patch> &patches) const override;

private:
    std::vector<Sentence> losses(const WriteRequest &request, const ExportView &view) const;
};

} // namespace fiducial::formats
