#pragma once

#include "core/formats/annotation_format.h"
#include "core/formats/byte_span.h"
#include "core/formats/dataset_builder.h"
#include "core/formats/export_view.h"
#include "core/formats/number_patch.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fiducial::formats {

/// What one row of a list of faces says.
struct FaceRow {
    std::string image;
    std::string imageAsWritten;           ///< where `image` is not the text of the row
    Face face;                            ///< truth in the file's own units; neither sample nor records
    std::vector<NumberToken> coordinates; ///< x and y of each point in turn
    std::vector<NumberToken> derived;     ///< the numbers that follow from the points, in the format's order
    std::vector<Sentence> warnings;       ///< sentences about what was mended
};

/// From the file's units to pixels: normalised files hold fractions of an image of this size (ED0), others pixels
/// (PC0).
struct UnitLaw {
    Size crop; ///< empty: the file holds pixels
    Point2 toPixels(Point2 p) const;
    Point2 fromPixels(Point2 p) const;
};

/// HRNet's and mmpose's unit of scale.
inline constexpr double kPixelsPerScale = 200;

/// The side of what HRNet and mmpose crop: over whole pixels, in units of kPixelsPerScale (algorithms.md 1.3).
CentreScale centreScaleOf(const Rect &landmarks);

/// Whether the face was read with a box size; that of a box that somebody drew since is not its own any more.
bool hadBoxSize(const Face &face);

/// What the text formats with one face a line have in common. A format gives the parts: how a row is parsed, printed
/// and how its derived numbers follow from the points.
class RowFormat : public AnnotationFormat {
public:
    Result<Dataset> read(const ReadRequest &request, const JobContext &context) const override;
    Result<WritePlan> plan(const WriteRequest &request) const override;
    Result<WriteReport> write(const WriteRequest &request, const JobContext &context) const override;
    Result<std::vector<Replacement>> replacements(std::string_view source, const std::vector<Patch> &patches,
                                                  bool recomputeDerived) const override;
    Result<void> takesRows(const Dataset &dataset, int file) const override;
    Result<void> canAdd(const WriteRequest &request, int file, int face) const override;
    Result<std::vector<Replacement>> changeRows(std::string_view source, const RowChanges &changes) const override;

    /// One row without its line end. The error is a sentence without file and line.
    virtual Result<FaceRow> parseRow(std::string_view row) const = 0;

protected:
    /// Whether the first row of a file is a header. Fails where its columns cannot be read.
    virtual Result<bool> isHeader(std::string_view firstRow) const;
    /// The last step of reading, when all rows are in and the image root is known: units become pixels.
    virtual Result<void> completeFaces(DatasetBuilder &builder, const JobContext &context) const;
    virtual UnitLaw unitsOf(const Face &face) const;
    /// What the place of a point that is left out is written as. Nothing: the format cannot leave a point out.
    virtual std::optional<Point2> absentMark() const { return std::nullopt; }
    /// The new values of FaceRow::derived, where they can be told from the points (file units).
    virtual std::vector<double> recomputed(const FaceRow &row, const LandmarkSet &points) const = 0;
    virtual std::vector<std::string> imageFolders() const { return {"images", "WFLW_images"}; }

    struct Printing {
        const WriteRequest *request = nullptr;
        const ExportView *view = nullptr;
        bool optionalColumns = false;
        std::string image = {}; ///< of the only face, as the list spells it; empty: Sample::image
    };
    static const std::string &imageText(const Printing &printing, int face);
    /// Whether the columns that only some files have are written.
    virtual bool wantsOptionalColumns(const Dataset & /*dataset*/, const std::vector<int> & /*faces*/) const
    {
        return false;
    }
    /// Whether a face without a row can stand beside these; the error is a sentence for people.
    virtual Result<void> checkNewRow(const Dataset & /*dataset*/, const std::vector<int> & /*others*/) const
    {
        return {};
    }
    /// Shortest text of a value as it was read; FormatInfo::decimals for an edited face.
    std::string coordinate(const Printing &printing, int face, double value) const;
    /// What of the written file follows from the points, for people.
    virtual std::vector<Sentence> derivedNames(const Printing &printing) const = 0;
    /// Sentences beside those of ExportView.
    virtual std::vector<Sentence> losses(const Printing &printing) const = 0;
    /// The header with its line end, or empty.
    virtual std::string printHeader(const Printing &printing) const = 0;
    virtual Result<std::string> printRow(const Printing &printing, int face) const = 0;

private:
    Result<void> readFileRows(DatasetBuilder &builder, const std::filesystem::path &path,
                              const JobContext &context) const;
    void addRow(DatasetBuilder &builder, std::string_view row, const SourceRecord &record) const;
    Result<void> patchRow(std::string_view source, const Patch &patch, bool recomputeDerived,
                          std::vector<Replacement> &out) const;
    Result<std::string> newRow(const WriteRequest &request, int face, bool optionalColumns, std::string image) const;
    Printing printingOf(const WriteRequest &request, const ExportView &view) const;
    std::vector<Sentence> allLosses(const Printing &printing) const;
};

} // namespace fiducial::formats
