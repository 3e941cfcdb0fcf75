#pragma once

#include "core/formats/row_format.h"

namespace fiducial::formats {

/// HRNet's csv lists (algorithms.md 1.3): image_name, scale, [box_size (AFLW),] center_w, center_h, then x and y of
/// each point. Columns are told by their position; a header in another order is an error. y <= 0 means absent.
class HrnetCsvFormat : public RowFormat {
public:
    const FormatInfo &info() const override;
    Confidence sniff(const std::filesystem::path &file, std::string_view head) const override;
    Result<FaceRow> parseRow(std::string_view row) const override;
    std::vector<Sentence> patchLosses(const std::vector<Patch> &patches) const override;

protected:
    Result<bool> isHeader(std::string_view firstRow) const override;
    std::optional<Point2> absentMark() const override { return Point2{-1, -1}; }
    std::vector<double> recomputed(const FaceRow &row, const LandmarkSet &points) const override;
    bool wantsOptionalColumns(const Dataset &dataset, const std::vector<int> &faces) const override;
    std::vector<Sentence> derivedNames(const Printing &printing) const override;
    std::vector<Sentence> losses(const Printing &printing) const override;
    std::string printHeader(const Printing &printing) const override;
    Result<std::string> printRow(const Printing &printing, int face) const override;
};

/// The fields of a csv row; quotes and doubled quotes are undone in `text`.
struct CsvField {
    std::string text;
    ByteSpan span; ///< without the quotes
};
std::vector<CsvField> splitCsv(std::string_view row);
/// With quotes where the field needs them.
std::string csvField(std::string_view text);

} // namespace fiducial::formats
