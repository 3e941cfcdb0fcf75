#pragma once

#include "core/formats/row_format.h"

namespace fiducial::formats {

/// ADNet's and STAR's tsv lists (algorithms.md 1.9): image, five points, landmarks, scale, center_w, center_h and
/// perhaps tags (the six WFLW attributes). A first line whose fourth column is no number is a header.
class TsvFormat : public RowFormat {
public:
    const FormatInfo &info() const override;
    Confidence sniff(const std::filesystem::path &file, std::string_view head) const override;
    Result<FaceRow> parseRow(std::string_view row) const override;

protected:
    Result<bool> isHeader(std::string_view firstRow) const override;
    Result<void> completeFaces(DatasetBuilder &builder, const JobContext &context) const override;
    std::vector<double> recomputed(const FaceRow &row, const LandmarkSet &points) const override;
    std::vector<std::string> imageFolders() const override { return {"rawImages", "images", "WFLW_images"}; }
    bool wantsOptionalColumns(const Dataset &dataset, const std::vector<int> &faces) const override;
    std::vector<Sentence> derivedNames(const Printing &printing) const override;
    std::vector<Sentence> losses(const Printing &printing) const override;
    std::string printHeader(const Printing &printing) const override;
    Result<std::string> printRow(const Printing &printing, int face) const override;
};

/// Eyes, nose and mouth corners in ADNet's order (algorithms.md 2.1, "5"); empty for a scheme that does not tell them.
std::vector<Point2> fivePointsOf(std::string_view schemeId, const std::vector<Point2> &points);

} // namespace fiducial::formats
