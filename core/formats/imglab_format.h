#pragma once

#include "core/formats/annotation_format.h"

namespace fiducial::formats {

/// XML of dlib's imglab (algorithms.md 1.10): boxes with named parts in whole pixels. The index of a part is the rank
/// of its name among all names of the file, in lexicographic order, as dlib counts; a missing part is an absent point.
class ImglabFormat : public AnnotationFormat {
public:
    const FormatInfo &info() const override;
    Confidence sniff(const std::filesystem::path &file, std::string_view head) const override;
    Result<Dataset> read(const ReadRequest &request, const JobContext &context) const override;
    Result<WritePlan> plan(const WriteRequest &request) const override;
    Result<WriteReport> write(const WriteRequest &request, const JobContext &context) const override;
    Result<std::vector<Replacement>> replacements(std::string_view source, const std::vector<Patch> &patches,
                                                  bool recomputeDerived) const override;
    Result<std::vector<Replacement>> changeRows(std::string_view source, const RowChanges &changes) const override;
};

} // namespace fiducial::formats
