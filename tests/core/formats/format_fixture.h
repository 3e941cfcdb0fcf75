#pragma once

#include "core/formats/annotation_format.h"
#include "tests/support/test_support.h"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

/// One annotation file in a folder of its own, and what may be done with it. A failure where success is expected
/// throws.
namespace fiducial::test {

struct FileOfFormat {
    std::string formatId;
    std::string name;
    formats::FormatRegistry registry = formats::makeBuiltinFormats();
    TempDir folder;

    FileOfFormat(std::string id, std::string fileName) : formatId(std::move(id)), name(std::move(fileName)) {}

    const formats::AnnotationFormat &format() const { return *registry.find(formatId); }
    std::filesystem::path path() const { return folder / name; }

    /// Writes and opens it; the format is sniffed and has to be this one.
    Result<Dataset> tryOpen(const std::string &text) const
    {
        writeAll(path(), text);
        return formats::openDataset(registry, {path(), {}, {}}, {});
    }
    Dataset open(const std::string &text) const
    {
        auto dataset = tryOpen(text);
        if (!dataset)
            throw std::runtime_error(dataset.error().text());
        if (dataset->formatId != formatId)
            throw std::runtime_error("opened as " + dataset->formatId);
        return std::move(*dataset);
    }
    formats::WriteRequest request(const Dataset &dataset, const std::map<int, LandmarkSet> &edits = {}) const
    {
        formats::WriteRequest r;
        r.dataset = &dataset;
        for (std::size_t i = 0; i < dataset.faces.size(); ++i)
            r.faces.push_back(static_cast<int>(i));
        r.edited = [edits](int face) {
            const auto found = edits.find(face);
            return found == edits.end() ? nullptr : &found->second;
        };
        r.target = folder / ("out_" + name);
        return r;
    }
    std::string written(const formats::WriteRequest &request) const
    {
        const auto report = format().write(request, {});
        if (!report)
            throw std::runtime_error(report.error().text());
        return readAll(report->files.front());
    }
    /// The source with the edits in place.
    std::string patched(const Dataset &dataset, const std::map<int, LandmarkSet> &edits = {},
                        bool recompute = false) const
    {
        auto r = request(dataset, edits);
        r.recomputeDerived = recompute;
        return written(r);
    }
    /// A new file: rows in reverse order can be no copy of the source.
    std::string reprinted(const Dataset &dataset, const std::map<int, LandmarkSet> &edits = {}) const
    {
        auto r = request(dataset, edits);
        std::reverse(r.faces.begin(), r.faces.end());
        return written(r);
    }
};

/// The bytes in which two texts differ, as "old>new" tokens between separators; equal texts give none.
inline std::vector<std::string> changedTokens(const std::string &before, const std::string &after)
{
    const auto tokens = [](const std::string &s) {
        std::vector<std::string> out;
        const char *const separators = " \t\r\n,[]{}<>='\"";
        for (std::size_t at = s.find_first_not_of(separators); at != std::string::npos;) {
            const std::size_t end = std::min(s.find_first_of(separators, at), s.size());
            out.push_back(s.substr(at, end - at));
            at = s.find_first_not_of(separators, end);
        }
        return out;
    };
    const auto a = tokens(before), b = tokens(after);
    if (a.size() != b.size())
        return {"another number of tokens"};
    std::vector<std::string> out;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (a[i] != b[i])
            out.push_back(a[i] + ">" + b[i]);
    return out;
}

/// The first issue in this line, or a default one.
inline Issue issueInLine(const Dataset &dataset, int line)
{
    for (const Issue &issue : dataset.issues)
        if (issue.line == line)
            return issue;
    return {};
}

inline bool holds(const std::string &text, const std::string &part)
{
    return text.find(part) != std::string::npos;
}
inline bool holds(const Sentence &sentence, const std::string &part)
{
    return holds(sentence.text(), part);
}

/// Replaces the first occurrence; throws where there is none.
inline std::string replaced(std::string text, const std::string &from, const std::string &to)
{
    const std::size_t at = text.find(from);
    if (at == std::string::npos)
        throw std::runtime_error("the sample lacks " + from);
    return text.replace(at, from.size(), to);
}

/// 100 times: open, write anew, open. The largest distance a point has moved.
inline double driftOf100Cycles(const FileOfFormat &file, std::string text)
{
    const Dataset first = file.open(text);
    for (int i = 0; i < 100; ++i)
        text = file.reprinted(file.open(text));
    const Dataset last = file.open(text);
    double worst = 0;
    for (std::size_t f = 0; f < first.faces.size(); ++f)
        for (std::size_t i = 0; i < first.faces[f].truth.points.size(); ++i) {
            const Point2 a = first.faces[f].truth.points[i], b = last.faces[f].truth.points[i];
            if (isFinite(a) || isFinite(b))
                worst = std::max(worst, distance(a, b));
        }
    return worst;
}

} // namespace fiducial::test
