#include "tests/fuzz/format_check.h"

#include "core/base/text.h"
#include "tests/fuzz/mutate.h"
#include "tests/support/test_support.h"

#include <algorithm>
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

/// Messages end up in one line of a list or a terminal, and in JSON.
std::string sentenceProblem(const std::string &sentence)
{
    constexpr std::size_t kLongest = 400;
    const bool control = std::any_of(sentence.begin(), sentence.end(), [](char c) { return c >= 0 && c < ' '; });
    if (sentence.empty() || sentence.size() > kLongest || control || sentence.back() != '.' || !text::isUtf8(sentence))
        return "This is no sentence for people: \"" + sentence + "\"";
    return {};
}

std::string sentencesProblem(const std::vector<Issue> &issues)
{
    std::string problem;
    for (const Issue &issue : issues) {
        if (problem.empty())
            problem = sentenceProblem(issue.what.text());
        if (problem.empty() && !issue.fix.empty())
            problem = sentenceProblem(issue.fix.text());
    }
    return problem;
}

struct Checked {
    std::string problem;
    bool opened = false;
    int warnings = 0; ///< of opening, errors too
};

Checked check(const std::string &formatId, const std::string &fileName, std::string_view bytes)
{
    static const TempDir folder;
    const std::filesystem::path file = folder.path() / fileName;
    writeAll(file, std::string(bytes));
    const auto dataset = formats::openDataset(builtinRegistry(), {file, {}, formatId}, {});
    if (!dataset)
        return {sentenceProblem(dataset.error().message.text())};
    Checked checked{datasetProblem(*dataset), true, countAtLeast(dataset->issues, Severity::Warning)};
    if (checked.problem.empty())
        checked.problem = sentencesProblem(dataset->issues);
    if (checked.problem.empty() && !dataset->faces.empty())
        checked.problem = patchProblem(*dataset, folder.path());
    return checked;
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
    return check(formatId, fileName, bytes).problem;
}

std::string malformedFilesProblem(const std::string &formatId, const std::string &fileName, std::string_view seed,
                                  int count)
{
    constexpr int kTriesPerFile = 10;
    const Checked intact = check(formatId, fileName, seed);
    if (!intact.problem.empty() || !intact.opened)
        return "The seed: " + intact.problem;
    int malformed = 0;
    for (int i = 0; malformed < count; ++i) {
        if (i == kTriesPerFile * count)
            return "Only " + std::to_string(malformed) + " files were found malformed.";
        Rng rng(static_cast<std::uint64_t>(i) + 1);
        const Checked checked = check(formatId, fileName, mutated(seed, rng));
        if (!checked.problem.empty())
            return "file " + std::to_string(i) + ": " + checked.problem;
        malformed += !checked.opened || checked.warnings > intact.warnings;
    }
    return {};
}

} // namespace fiducial::test
