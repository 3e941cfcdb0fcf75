#pragma once

#include "core/formats/annotation_format.h"

#include <string>
#include <string_view>
#include <vector>

namespace fiducial::formats {

class ExportView;

/// The text of one face: "x y" lines below a header.
struct PointText {
    std::vector<Point2> points;           ///< the file's own units
    std::vector<std::string_view> tokens; ///< x0 y0 x1 ...; views into the text
};

/// Appends the two numbers of one line; the error carries the line.
Result<void> appendPointLine(PointText &out, std::string_view line, int lineNumber);

/// Formats of one text file a face, whose image is known by the file's stem: 300W .pts and LaPa .txt.
class PointFileFormat : public AnnotationFormat {
public:
    Result<Dataset> read(const ReadRequest &request, const JobContext &context) const override;
    Result<WritePlan> plan(const WriteRequest &request) const override;
    Result<WriteReport> write(const WriteRequest &request, const JobContext &context) const override;
    Result<std::vector<Replacement>> replacements(std::string_view source, const std::vector<Patch> &patches,
                                                  bool recomputeDerived) const override;

    /// Reads the text of one file; every error names the line where it has one.
    virtual Result<PointText> parse(std::string_view text) const = 0;

protected:
    /// What the file's coordinates are above PC0 (1 for .pts).
    virtual double base() const = 0;
    virtual std::string render(const std::vector<Point2> &points) const = 0;
    /// Where the images of the annotation files in `folder` lie.
    virtual std::filesystem::path imageFolder(const std::filesystem::path &folder) const = 0;
    /// Name, below the target folder, of the file for an image.
    virtual std::filesystem::path outputName(const std::filesystem::path &image) const = 0;
    virtual std::string splitOf(const std::filesystem::path &file) const = 0;

private:
    struct ReadFace {
        std::filesystem::path path;
        std::uint64_t bytes = 0;
        std::vector<Point2> points; ///< the file's own units
    };
    Result<std::vector<ReadFace>> readFaces(const ReadRequest &request, const JobContext &context,
                                            std::vector<Issue> &issues) const;
    std::vector<std::filesystem::path> outputPaths(const WriteRequest &request, const ExportView &view,
                                                   int &renamed) const;
    Result<std::string> textOf(const WriteRequest &request, const ExportView &view, int face) const;
};

} // namespace fiducial::formats
