#pragma once

#include "core/formats/row_format.h"

namespace fiducial::formats {

/// PFLD lists (algorithms.md 1.15), told apart by their number of fields: path, coordinates as fractions of the crop
/// (ED0), six attributes and perhaps three Euler angles; or the raw list with coordinates in pixels, box, six
/// attributes and name. The size of a crop is that of its image file, 112 where there is none.
class PfldFormat : public RowFormat {
public:
    const FormatInfo &info() const override;
    Confidence sniff(const std::filesystem::path &file, std::string_view head) const override;
    Result<FaceRow> parseRow(std::string_view row) const override;

protected:
    Result<void> completeFaces(DatasetBuilder &builder, const JobContext &context) const override;
    UnitLaw unitsOf(const Face &face) const override;
    std::vector<double> recomputed(const FaceRow &row, const LandmarkSet &points) const override;
    std::vector<std::string> imageFolders() const override { return {"imgs", "images", "WFLW_images"}; }
    Result<void> checkNewRow(const Dataset &dataset, const std::vector<int> &others) const override;
    bool wantsOptionalColumns(const Dataset &dataset, const std::vector<int> &faces) const override;
    std::vector<Sentence> derivedNames(const Printing &printing) const override;
    std::vector<Sentence> losses(const Printing &printing) const override;
    std::string printHeader(const Printing &printing) const override;
    Result<std::string> printRow(const Printing &printing, int face) const override;
};

} // namespace fiducial::formats
