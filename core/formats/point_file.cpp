#include "core/formats/point_file.h"

#include "core/base/file_io.h"
#include "core/base/text.h"
#include "core/formats/dataset_builder.h"
#include "core/formats/export_files.h"
#include "core/formats/export_view.h"
#include "core/formats/image_index.h"
#include "core/formats/number_patch.h"

#include <algorithm>
#include <map>
#include <unordered_set>

namespace fiducial::formats {

namespace fs = std::filesystem;

namespace {
constexpr std::uint64_t kMaxPointFileBytes = std::uint64_t{4} << 20;

/// "x_2" -> "x": a second face of an image is written as its own file. The same text where there is no number.
std::string withoutNumber(const std::string &stem)
{
    const std::size_t digits = stem.find_last_not_of("0123456789");
    const bool numbered = digits != std::string::npos && digits > 0 && digits + 1 < stem.size() && stem[digits] == '_';
    return numbered ? stem.substr(0, digits) : stem;
}

/// Finds the image of each annotation file, from directory listings only.
class ImageOfFile {
public:
    ImageOfFile(const fs::path &root, const fs::path &imageRoot, bool imageRootGiven)
        : root_(root), imageRoot_(imageRoot), given_(imageRootGiven)
    {}

    /// Path relative to the image root (or absolute); `found` tells whether the image is there.
    std::string find(const fs::path &file, const fs::path &beside, bool &found)
    {
        std::vector<fs::path> folders = {beside};
        if (given_)
            folders = {imageRoot_ / fromUtf8(relativeTo(file.parent_path(), root_)), imageRoot_, beside};
        const std::string stem = toUtf8(file.stem());
        found = true;
        for (const std::string &name : {stem, withoutNumber(stem)})
            for (const fs::path &folder : folders)
                if (const std::string &image = index_.find(folder, name); !image.empty())
                    return relativeTo(folder / fromUtf8(image), imageRoot_);
        found = false;
        return relativeTo(folders.front() / fromUtf8(stem + ".jpg"), imageRoot_);
    }

private:
    ImageIndex index_;
    fs::path root_;
    fs::path imageRoot_;
    bool given_;
};

/// The number of points that most files have.
template <class Faces>
std::size_t usualCount(const Faces &faces)
{
    std::map<std::size_t, int> counts;
    for (const auto &face : faces)
        ++counts[face.points.size()];
    std::size_t best = 0;
    for (const auto &[count, files] : counts)
        if (best == 0 || files > counts[best])
            best = count;
    return best;
}
} // namespace

Result<void> appendPointLine(PointText &out, std::string_view line, int lineNumber)
{
    const std::vector<std::string_view> fields = text::splitBlanks(line);
    if (fields.size() != 2)
        return makeError(Errc::Malformed, says("A point is two numbers; this line has %1 fields.", fields.size()), {},
                         lineNumber);
    Point2 point;
    for (std::size_t i = 0; i < 2; ++i) {
        const auto value = text::parseDouble(fields[i]);
        if (!value)
            return makeError(Errc::Malformed, describeBadNumber(fields[i], Sentence::verbatim(i == 0 ? "x" : "y")), {},
                             lineNumber);
        (i == 0 ? point.x : point.y) = *value;
        out.tokens.push_back(fields[i]);
    }
    out.points.push_back(point);
    return {};
}

Result<std::vector<PointFileFormat::ReadFace>>
PointFileFormat::readFaces(const ReadRequest &request, const JobContext &context, std::vector<Issue> &issues) const
{
    std::vector<ReadFace> faces;
    std::int64_t done = 0;
    for (const fs::path &path : request.files) {
        if (context.cancelled())
            return makeError(Errc::Cancelled, says("Opening was cancelled."), toUtf8(path));
        const auto bytes = readFile(path, kMaxPointFileBytes);
        auto parsed = bytes ? parse(*bytes) : Result<PointText>(bytes.error());
        if (parsed && !findSchemeByCount(static_cast<int>(parsed->points.size())))
            parsed = makeError(Errc::Malformed, says("No scheme with %1 points is known (68, 98, 29, 19 and 106 are).",
                                                     parsed->points.size()));
        if (parsed)
            faces.push_back({path, bytes->size(), std::move(parsed->points)});
        else
            issues.push_back({Severity::Error, toUtf8(path), parsed.error().line, parsed.error().message,
                              says("The file is left out."), -1});
        context.progress(++done, static_cast<std::int64_t>(request.files.size()));
    }
    return faces;
}

Result<Dataset> PointFileFormat::read(const ReadRequest &request, const JobContext &context) const
{
    std::vector<Issue> issues;
    auto faces = readFaces(request, context, issues);
    if (!faces)
        return faces.error();
    const std::size_t count = usualCount(*faces);
    const LandmarkScheme *scheme = findSchemeByCount(static_cast<int>(count));
    DatasetBuilder builder(request, info().id, scheme ? scheme->id : std::string());
    Dataset &dataset = builder.dataset();
    dataset.issues = std::move(issues);
    dataset.imageRoot = request.imageRoot.empty() ? imageFolder(dataset.root) : request.imageRoot;
    ImageOfFile images(dataset.root, dataset.imageRoot, !request.imageRoot.empty());
    std::vector<std::int32_t> withoutImage;
    for (ReadFace &read : *faces) {
        const std::int32_t file = builder.addFile(read.path, read.bytes, splitOf(read.path));
        if (read.points.size() != count) {
            builder.addIssue(Severity::Error, file, 0,
                             says("The file has %1 points, most others have %2.", read.points.size(), count),
                             says("It is left out; open files of one scheme together."));
            continue;
        }
        bool found = false;
        const std::string image = images.find(read.path, imageFolder(read.path.parent_path()), found);
        if (!found)
            withoutImage.push_back(file);
        Face face;
        for (Point2 &point : read.points)
            point = point - Point2{base(), base()};
        face.truth.points = std::move(read.points);
        face.records.push_back({file, 1, 0, read.bytes});
        builder.addFace(builder.sample(image), std::move(face));
    }
    if (!withoutImage.empty())
        builder.addIssue(Severity::Warning, withoutImage.front(), 0,
                         saysCount(withoutImage.size(),
                                   "There is no image of the same name for %1 file, this is the first.",
                                   "There is no image of the same name for %1 files, this is the first."),
                         says("Name the folder where the images are."));
    return builder.finish();
}

std::vector<fs::path> PointFileFormat::outputPaths(const WriteRequest &request, const ExportView &view,
                                                   int &renamed) const
{
    std::vector<fs::path> out;
    std::unordered_set<std::string> used;
    renamed = 0;
    const std::string extension = info().extensions.front();
    const bool single = view.faces().size() == 1 && text::toLower(request.target.extension().native()) == extension;
    for (const int face : view.faces()) {
        const fs::path name = outputName(safeRelativePath(request.dataset->sampleOf(face).image));
        fs::path path = single ? request.target : request.target / name;
        for (int number = 2; !used.insert(toUtf8(path)).second; ++number) {
            path = request.target / name.parent_path() / fs::path(name.stem()).concat("_" + std::to_string(number));
            path += extension;
            renamed += number == 2 ? 1 : 0;
        }
        out.push_back(std::move(path));
    }
    return out;
}

Result<std::string> PointFileFormat::textOf(const WriteRequest &request, const ExportView &view, int face) const
{
    const Dataset &dataset = *request.dataset;
    const Face &original = dataset.faces[static_cast<std::size_t>(face)];
    const SourceRecord record = original.records.empty() ? SourceRecord{} : original.records.front();
    const bool own = record.file >= 0 && dataset.files[static_cast<std::size_t>(record.file)].formatId == info().id;
    if (own && !view.mapped())
        return patchedSource(*this, request, record.file, {face});
    std::vector<Point2> points = view.points(face).points;
    for (Point2 &point : points)
        point = point + Point2{base(), base()};
    return render(points);
}

Result<WritePlan> PointFileFormat::plan(const WriteRequest &request) const
{
    const auto view = ExportView::create(request, info());
    if (!view)
        return view.error();
    const OutputFiles output(request);
    WritePlan plan;
    plan.losses = view->losses();
    int renamed = 0;
    const std::vector<fs::path> paths = outputPaths(request, *view, renamed);
    for (std::size_t i = 0; i < paths.size(); ++i)
        plan.files.push_back(output.planned(paths[i], 1, view->isEdited(view->faces()[i]) ? 1 : 0));
    if (renamed > 0)
        plan.losses.push_back(saysCount(renamed,
                                        "%1 face shares its image with another face and will stand in a file with a "
                                        "number behind the image's name.",
                                        "%1 faces share their image with another face and will stand in a file with a "
                                        "number behind the image's name."));
    return plan;
}

Result<WriteReport> PointFileFormat::write(const WriteRequest &request, const JobContext &context) const
{
    const auto planned = plan(request);
    if (!planned)
        return planned.error();
    const auto view = ExportView::create(request, info());
    if (!view)
        return view.error();
    const OutputFiles output(request);
    WriteReport report;
    report.losses = planned->losses;
    for (std::size_t i = 0; i < view->faces().size(); ++i) {
        const PlannedFile &file = planned->files[i];
        if (context.cancelled())
            return makeError(Errc::Cancelled, saysCount(i, "The export was cancelled; %1 file is written.",
                                                        "The export was cancelled; %1 files are written."));
        const auto text = textOf(request, *view, view->faces()[i]);
        if (!text)
            return text.error();
        if (auto written = output.write(file.path, *text); !written)
            return written.error();
        report.files.push_back(file.path);
        report.faces += file.faces;
        report.editedFaces += file.editedFaces;
        context.progress(static_cast<std::int64_t>(i) + 1, static_cast<std::int64_t>(view->faces().size()));
    }
    return report;
}

Result<std::vector<Replacement>>
PointFileFormat::replacements(std::string_view source, const std::vector<Patch> &patches,
                              bool /*recomputeDerived: there are no derived fields*/) const
{
    if (patches.empty())
        return std::vector<Replacement>{};
    const auto parsed = parse(source);
    const Patch &patch = patches.back();
    const std::vector<Point2> &original = patch.face->truth.points;
    const auto matches = [&](std::size_t i) { return parsed->points[i] - Point2{base(), base()} == original[i]; };
    bool same =
        parsed && parsed->points.size() == original.size() && patch.points->count() == patch.face->truth.count();
    for (std::size_t i = 0; same && i < original.size(); ++i)
        same = matches(i);
    if (!same)
        return sourceChanged({}, parsed ? 0 : parsed.error().line);
    int decimals = 0;
    for (const std::string_view token : parsed->tokens)
        decimals = std::max(decimals, decimalsOf(token));
    std::vector<Replacement> out;
    const std::vector<Point2> edited = placedPoints(*patch.points, patch.face->truth);
    for (std::size_t i = 0; i < original.size(); ++i) {
        const std::string_view x = parsed->tokens[2 * i];
        const std::string_view y = parsed->tokens[2 * i + 1];
        const auto offset = [&](std::string_view token) {
            return static_cast<std::uint64_t>(token.data() - source.data());
        };
        replaceMoved(out, original[i].x + base(), edited[i].x + base(), offset(x), x, decimals);
        replaceMoved(out, original[i].y + base(), edited[i].y + base(), offset(y), y, decimals);
    }
    return out;
}

} // namespace fiducial::formats
