#include "tests/fuzz/format_check.h"

#include "tests/fuzz/mutate.h"
#include "tests/support/test_support.h"

#include <cmath>

namespace fiducial::test {

namespace {
const formats::FormatRegistry &builtinRegistry()
{
    static const formats::FormatRegistry registry = formats::makeBuiltinFormats();
    return registry;
}

bool isValidSet(const LandmarkSet &set, int count)
{
    if (set.count() != count || (!set.visibility.empty() && set.visibility.size() != set.points.size()))
        return false;
    for (int i = 0; i < count; ++i)
        if (!isFinite(set.points[static_cast<std::size_t>(i)]) && set.visibilityAt(i) != Visibility::Absent)
            return false;
    return true;
}

std::string faceProblem(const Dataset &dataset, const Face &face)
{
    if (face.sample < 0 || static_cast<std::size_t>(face.sample) >= dataset.samples.size())
        return "A face has no sample.";
    if (!isValidSet(face.truth, dataset.scheme()->count))
        return "A face has a wrong number of points, or a point that is not finite.";
    for (const SourceRecord &record : face.records) {
        if (record.file < 0 || static_cast<std::size_t>(record.file) >= dataset.files.size() || record.line < 1)
            return "A record names no file or line.";
        const SourceFile &file = dataset.files[static_cast<std::size_t>(record.file)];
        if (record.offset > file.bytes || record.length > file.bytes - record.offset)
            return "A record ends behind its file.";
    }
    return {};
}

/// Every point of `after` is where it was in `before`, but the moved one, which is at `place`.
std::string movedProblem(const Dataset &before, const Dataset &after, std::size_t face, int point, Point2 place)
{
    if (before.faces.size() != after.faces.size())
        return "A patched file has another number of faces.";
    for (std::size_t f = 0; f < before.faces.size(); ++f)
        for (int i = 0; i < before.faces[f].truth.count(); ++i) {
            const auto at = static_cast<std::size_t>(i);
            const Point2 now = after.faces[f].truth.points[at];
            const Point2 was = before.faces[f].truth.points[at];
            if (f == face && i == point) {
                if (distance(now, place) > 1.0)
                    return "A moved point is not where it was put.";
            } else if (isFinite(was) && now != was) {
                return "A point that nobody moved has moved.";
            }
        }
    return {};
}

std::string patchProblem(const Dataset &dataset, const std::filesystem::path &folder)
{
    constexpr int kPoint = 1;
    const std::size_t row = dataset.faces.size() / 2;
    LandmarkSet edited = dataset.faces[row].truth;
    Point2 &moved = edited.points[kPoint];
    if (!isFinite(moved) || length(moved) > 1e6)
        return {};
    moved = moved + Point2{2.25, -1.5};
    formats::WriteRequest request;
    request.dataset = &dataset;
    request.faces = {static_cast<int>(row)};
    request.edited = [&](int face) { return face == static_cast<int>(row) ? &edited : nullptr; };
    request.target = folder / "patched";
    const auto report = formats::writePatchedCopies(builtinRegistry(), request, {});
    if (!report)
        return report.error().code == Errc::Unsupported ? "" : "Patching failed: " + report.error().text();
    const auto again = formats::openDataset(builtinRegistry(), {report->files.front(), {}, dataset.formatId}, {});
    if (!again)
        return "A patched file does not open: " + again.error().text();
    return movedProblem(dataset, *again, row, kPoint, moved);
}
} // namespace

std::string datasetProblem(const Dataset &dataset)
{
    if (dataset.faces.empty())
        return {};
    if (!dataset.scheme())
        return "The data set has no scheme.";
    for (const Face &face : dataset.faces)
        if (std::string problem = faceProblem(dataset, face); !problem.empty())
            return problem;
    std::size_t listed = 0;
    for (std::size_t s = 0; s < dataset.samples.size(); ++s)
        for (const std::int32_t face : dataset.samples[s].faces) {
            ++listed;
            if (face < 0 || static_cast<std::size_t>(face) >= dataset.faces.size() ||
                dataset.faces[static_cast<std::size_t>(face)].sample != static_cast<std::int32_t>(s))
                return "A sample lists a face that is not its own.";
        }
    return listed == dataset.faces.size() ? std::string() : "A face is listed by no sample.";
}

std::string formatProblem(const std::string &formatId, const std::string &fileName, std::string_view bytes)
{
    static const TempDir folder;
    const std::filesystem::path file = folder.path() / fileName;
    writeAll(file, std::string(bytes));
    const auto dataset = formats::openDataset(builtinRegistry(), {file, {}, formatId}, {});
    if (!dataset)
        return dataset.error().message.empty() ? "An error has no sentence." : "";
    if (std::string problem = datasetProblem(*dataset); !problem.empty())
        return problem;
    return dataset->faces.empty() ? std::string() : patchProblem(*dataset, folder.path());
}

std::string malformedFilesProblem(const std::string &formatId, const std::string &fileName, std::string_view seed,
                                  int count)
{
    for (int i = 0; i < count; ++i) {
        Rng rng(static_cast<std::uint64_t>(i) + 1);
        const std::string bytes = mutated(seed, rng);
        if (const std::string problem = formatProblem(formatId, fileName, bytes); !problem.empty())
            return "file " + std::to_string(i) + ": " + problem;
    }
    return {};
}

} // namespace fiducial::test
