#include "core/formats/lapa_format.h"

#include "core/base/file_io.h"
#include "core/base/text.h"
#include "core/formats/dataset_builder.h"
#include "core/formats/point_file.h"

namespace fiducial::formats {

namespace fs = std::filesystem;

namespace {
constexpr long long kLapaPoints = 106;

class LapaFormat final : public PointFileFormat {
public:
    const FormatInfo &info() const override
    {
        static const FormatInfo info = [] {
            FormatInfo i;
            i.id = "lapa";
            i.name = says("LaPa text");
            i.extensions = {".txt"};
            i.schemes = {"lapa106"};
            i.oneFilePerFace = true;
            return i;
        }();
        return info;
    }

    Confidence sniff(const fs::path &file, std::string_view head) const override
    {
        if (text::toLower(file.extension().native()) != ".txt")
            return Confidence::No;
        const std::size_t lineEnd = head.find('\n');
        const auto count = text::parseInteger(text::trimmed(head.substr(skipByteOrderMark(head), lineEnd)));
        if (!count)
            return Confidence::No;
        if (*count == kLapaPoints)
            return Confidence::Certain;
        return file.parent_path().filename() == "landmarks" ? Confidence::Likely : Confidence::No;
    }

    Result<PointText> parse(std::string_view text) const override
    {
        PointText out;
        bool counted = false;
        int number = 0;
        for (const std::string_view whole : text::lines(text.substr(skipByteOrderMark(text)))) {
            ++number;
            const std::string_view line = text::trimmed(whole);
            if (line.empty())
                continue;
            if (counted) {
                if (auto read = appendPointLine(out, line, number); !read)
                    return read.error();
                continue;
            }
            if (text::parseInteger(line) != kLapaPoints)
                return makeError(Errc::Malformed, says("The first line must be the number of points, 106."), {},
                                 number);
            counted = true;
        }
        if (static_cast<long long>(out.points.size()) != kLapaPoints)
            return makeError(Errc::Malformed, says("The file has %1 points, LaPa has 106.", out.points.size()));
        return out;
    }

protected:
    double base() const override { return 0.0; }
    std::string render(const std::vector<Point2> &points) const override
    {
        std::string out = std::to_string(points.size()) + "\n";
        for (const Point2 &point : points)
            out += text::fixed(point.x, info().decimals) + " " + text::fixed(point.y, info().decimals) + "\n";
        return out;
    }
    fs::path imageFolder(const fs::path &folder) const override
    {
        return folder.filename() == "landmarks" ? folder.parent_path() / "images" : folder;
    }
    fs::path outputName(const fs::path &image) const override
    {
        fs::path folder = image.parent_path();
        folder = folder.filename() == "images" ? folder.parent_path() / "landmarks" : "landmarks" / folder;
        return folder / image.filename().replace_extension(".txt");
    }
    std::string splitOf(const fs::path &file) const override
    {
        const fs::path folder = file.parent_path();
        return folder.filename() == "landmarks" ? toUtf8(folder.parent_path().filename()) : std::string();
    }
};
} // namespace

std::unique_ptr<AnnotationFormat> makeLapaFormat()
{
    return std::make_unique<LapaFormat>();
}

} // namespace fiducial::formats
