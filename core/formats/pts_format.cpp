#include "core/formats/pts_format.h"

#include "core/base/file_io.h"
#include "core/base/text.h"
#include "core/formats/dataset_builder.h"
#include "core/formats/point_file.h"

#include <optional>

namespace fiducial::formats {

namespace fs = std::filesystem;

namespace {
class PtsFormat final : public PointFileFormat {
public:
    const FormatInfo &info() const override
    {
        static const FormatInfo info = [] {
            FormatInfo i;
            i.id = "300w";
            i.name = says("300W points");
            i.extensions = {".pts"};
            i.oneFilePerFace = true;
            return i;
        }();
        return info;
    }

    Confidence sniff(const fs::path &file, std::string_view head) const override
    {
        const bool named = text::toLower(file.extension().native()) == ".pts";
        const bool header = head.substr(0, 256).find("n_points") != std::string_view::npos;
        if (header)
            return named ? Confidence::Certain : Confidence::Likely;
        return named ? Confidence::Possible : Confidence::No;
    }

    Result<PointText> parse(std::string_view text) const override;

protected:
    double base() const override { return 1.0; }
    std::string render(const std::vector<Point2> &points) const override
    {
        std::string out = "version: 1\nn_points:  " + std::to_string(points.size()) + "\n{\n";
        for (const Point2 &point : points)
            out += text::fixed(point.x, info().decimals) + " " + text::fixed(point.y, info().decimals) + "\n";
        return out + "}\n";
    }
    fs::path imageFolder(const fs::path &folder) const override { return folder; }
    fs::path outputName(const fs::path &image) const override { return fs::path(image).replace_extension(".pts"); }
    std::string splitOf(const fs::path &file) const override { return split300w(file); }
};

/// A line above the opening brace: "n_points: 68", "version: 1", others are passed over.
Result<void> readPtsHeader(std::string_view line, int number, std::optional<long long> &count)
{
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos)
        return makeError(Errc::Malformed, says("The opening brace \"{\" is missing before the points."), {}, number);
    if (text::toLower(text::trimmed(line.substr(0, colon))) != "n_points")
        return {};
    count = text::parseInteger(text::trimmed(line.substr(colon + 1)));
    if (!count)
        return makeError(Errc::Malformed, says("n_points is not a whole number."), {}, number);
    return {};
}

Result<PointText> PtsFormat::parse(std::string_view text) const
{
    PointText out;
    std::optional<long long> count;
    bool inside = false;
    int number = 0;
    for (const std::string_view whole : text::lines(text.substr(skipByteOrderMark(text)))) {
        ++number;
        const std::string_view line = text::trimmed(whole);
        if (line.empty())
            continue;
        if (inside && line.front() == '}')
            break;
        if (!inside && line == "{") {
            inside = true;
            continue;
        }
        if (auto read = inside ? appendPointLine(out, line, number) : readPtsHeader(line, number, count); !read)
            return read.error();
    }
    if (!count)
        return makeError(Errc::Malformed, says("The header line \"n_points: N\" is missing."));
    if (!inside)
        return makeError(Errc::Malformed, says("The opening brace \"{\" is missing."));
    if (static_cast<long long>(out.points.size()) != *count)
        return makeError(Errc::Malformed, says("n_points says %1, but %2 points follow.", *count, out.points.size()));
    return out;
}
} // namespace

std::unique_ptr<AnnotationFormat> makePtsFormat()
{
    return std::make_unique<PtsFormat>();
}

std::string split300w(const fs::path &file)
{
    std::string split;
    for (const fs::path &part : file.parent_path()) { // the innermost folder that tells decides
        const std::string name = text::toLower(toUtf8(part));
        if (name == "afw" || name == "trainset")
            split = "train";
        else if (name == "testset")
            split = "common";
        else if (name == "ibug")
            split = "challenge";
        else if (name == "01_indoor" || name == "02_outdoor")
            split = "private";
    }
    return split;
}

bool isInSplit300w(std::string_view split, std::string_view wanted)
{
    return split == wanted || (wanted == "full" && (split == "common" || split == "challenge"));
}

} // namespace fiducial::formats
