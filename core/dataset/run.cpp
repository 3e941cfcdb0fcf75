#include "core/dataset/run.h"

#include "core/base/text.h"

#include <algorithm>
#include <unordered_map>

namespace fiducial {

std::string_view toString(BoxSource source)
{
    switch (source) {
    case BoxSource::Annotated:
        return "annotated";
    case BoxSource::Detector:
        return "detector";
    case BoxSource::Truth:
        return "truth";
    }
    return "";
}

std::optional<BoxSource> parseBoxSource(std::string_view text)
{
    for (const auto source : {BoxSource::Annotated, BoxSource::Detector, BoxSource::Truth})
        if (text == toString(source))
            return source;
    return std::nullopt;
}

namespace {
constexpr double kMinOverlap = 0.5;

/// The rectangle a face is compared by where exact boxes do not agree.
Rect extentOf(const Face &face)
{
    return face.box ? *face.box : landmarkBox(face.truth);
}

Rect extentOf(const Prediction &row)
{
    if (!row.box.empty())
        return row.box;
    std::vector<Point2> points;
    for (const auto p : row.points)
        points.push_back(toDouble(p));
    return landmarkBox(points);
}

class RunMatcher {
public:
    RunMatcher(const Run &run, const Dataset &dataset)
        : run_(run), dataset_(dataset), rowOfFace_(dataset.faces.size(), -1), used_(run.rows.size(), false)
    {
        for (std::size_t i = 0; i < run.rows.size(); ++i)
            rowsOfImage_[text::normalisedPath(run.rows[i].image)].push_back(static_cast<int>(i));
        for (const auto &[path, rows] : rowsOfImage_) {
            const auto [at, fresh] = pathOfName_.emplace(fileName(path), &path);
            if (!fresh)
                at->second = nullptr; // two images of this name: only the whole path tells them apart
        }
    }

    std::vector<int> match()
    {
        for (const Sample &sample : dataset_.samples) {
            const std::vector<int> *rows = rowsOf(text::normalisedPath(sample.image));
            if (!rows)
                continue;
            matchEqualBoxes(sample, *rows);
            matchOnlyFace(sample, *rows);
            matchByOverlap(sample, *rows);
        }
        return std::move(rowOfFace_);
    }

    std::vector<int> unused() const
    {
        std::vector<int> rows;
        for (std::size_t i = 0; i < used_.size(); ++i)
            if (!used_[i])
                rows.push_back(static_cast<int>(i));
        return rows;
    }

private:
    static std::string_view fileName(std::string_view path) { return path.substr(path.find_last_of('/') + 1); }

    /// Predictions made elsewhere name their images from another folder: then one path ends in the other.
    const std::vector<int> *rowsOf(const std::string &image) const
    {
        if (const auto same = rowsOfImage_.find(image); same != rowsOfImage_.end())
            return &same->second;
        const auto named = pathOfName_.find(fileName(image));
        if (named == pathOfName_.end() || !named->second)
            return nullptr;
        const std::string &path = *named->second;
        const bool tail = image.ends_with("/" + path) || path.ends_with("/" + image);
        return tail ? &rowsOfImage_.at(path) : nullptr;
    }

    bool taken(int face) const { return rowOfFace_[static_cast<std::size_t>(face)] >= 0; }

    void bind(int face, int row)
    {
        rowOfFace_[static_cast<std::size_t>(face)] = row;
        used_[static_cast<std::size_t>(row)] = true;
    }

    void matchEqualBoxes(const Sample &sample, const std::vector<int> &rows)
    {
        for (const int face : sample.faces)
            for (const int row : rows)
                if (!taken(face) && !used_[static_cast<std::size_t>(row)] &&
                    dataset_.faces[static_cast<std::size_t>(face)].box &&
                    *dataset_.faces[static_cast<std::size_t>(face)].box == run_.rows[static_cast<std::size_t>(row)].box)
                    bind(face, row);
    }

    void matchOnlyFace(const Sample &sample, const std::vector<int> &rows)
    {
        if (sample.faces.size() != 1 || rows.size() != 1 || taken(sample.faces[0]))
            return;
        const auto &box = dataset_.faces[static_cast<std::size_t>(sample.faces[0])].box;
        const Rect &other = run_.rows[static_cast<std::size_t>(rows[0])].box;
        const bool apart = box && !other.empty() && !(intersectionOverUnion(*box, other) > 0);
        if (!apart) // of another face, which the data set does not have or which was deleted
            bind(sample.faces[0], rows[0]);
    }

    /// Greedy by falling overlap: the best pair first.
    void matchByOverlap(const Sample &sample, const std::vector<int> &rows)
    {
        struct Pair {
            double overlap;
            int face;
            int row;
        };
        std::vector<Pair> pairs;
        for (const int row : rows) {
            if (used_[static_cast<std::size_t>(row)])
                continue;
            const Rect extent = extentOf(run_.rows[static_cast<std::size_t>(row)]);
            for (const int face : sample.faces) {
                if (taken(face))
                    continue;
                const double overlap =
                    intersectionOverUnion(extentOf(dataset_.faces[static_cast<std::size_t>(face)]), extent);
                if (overlap > kMinOverlap)
                    pairs.push_back({overlap, face, row});
            }
        }
        std::stable_sort(pairs.begin(), pairs.end(),
                         [](const Pair &a, const Pair &b) { return a.overlap > b.overlap; });
        for (const Pair &pair : pairs)
            if (!taken(pair.face) && !used_[static_cast<std::size_t>(pair.row)])
                bind(pair.face, pair.row);
    }

    const Run &run_;
    const Dataset &dataset_;
    std::vector<int> rowOfFace_;
    std::vector<bool> used_;
    std::unordered_map<std::string, std::vector<int>> rowsOfImage_;
    std::unordered_map<std::string_view, const std::string *> pathOfName_; ///< null: the name is not unique
};
} // namespace

Run Run::header() const
{
    return {id, name, schemeId, modelName, modelHash, device, boxes, detector, created, source, views, look, {}};
}

std::vector<int> matchRun(const Run &run, const Dataset &dataset, std::vector<int> *unmatchedRows)
{
    RunMatcher matcher(run, dataset);
    auto rowOfFace = matcher.match();
    if (unmatchedRows)
        *unmatchedRows = matcher.unused();
    return rowOfFace;
}

Result<std::vector<Point2>> pointsInScheme(const Prediction &row, std::string_view fromScheme,
                                           std::string_view toScheme)
{
    std::vector<Point2> points;
    points.reserve(row.points.size());
    for (const auto p : row.points)
        points.push_back(toDouble(p));
    if (fromScheme == toScheme || points.empty())
        return points;
    const SchemeMap *map = findSchemeMap(fromScheme, toScheme);
    if (!map)
        return makeError(Errc::Unsupported,
                         says("No map from the scheme %1 to %2 exists; choose a model of the data set's scheme.",
                              fromScheme, toScheme));
    return map->apply(points);
}

} // namespace fiducial
