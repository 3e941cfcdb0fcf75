#include "core/pipeline/agreement.h"

#include "core/base/file_io.h"
#include "core/base/uuid.h"
#include "core/store/project_store.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace fiducial::pipeline {

namespace fs = std::filesystem;

namespace {
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// Linear between the two nearest values.
double quantile(const std::vector<double> &sorted, double share)
{
    if (sorted.empty())
        return kNone;
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (sorted[above] - sorted[below]) * (place - static_cast<double>(below));
}

double meanOf(const std::vector<double> &values)
{
    return values.empty() ? kNone
                          : std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

struct Distances {
    std::vector<double> pixels;
    std::vector<double> shares;

    void add(double distance, double length)
    {
        pixels.push_back(distance);
        if (std::isfinite(distance / length))
            shares.push_back(distance / length);
    }

    Disagreement summary()
    {
        std::ranges::sort(pixels);
        std::ranges::sort(shares);
        return {static_cast<int>(pixels.size()),
                meanOf(pixels),
                quantile(pixels, 0.5),
                quantile(pixels, 0.9),
                meanOf(shares),
                quantile(shares, 0.5),
                quantile(shares, 0.9)};
    }
};

const LandmarkSet *annotatedSet(const std::function<const LandmarkSet *(int)> &side, int face)
{
    const LandmarkSet *set = side(face);
    return set && set->presentCount() > 0 ? set : nullptr;
}

/// A folder that goes with its contents.
class WorkFolder {
public:
    WorkFolder() : path_(fs::temp_directory_path(failed_) / ("fiducial-" + Uuid::random().toString()))
    {
        if (!failed_)
            fs::create_directories(path_, failed_);
    }
    ~WorkFolder()
    {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    WorkFolder(const WorkFolder &) = delete;
    WorkFolder &operator=(const WorkFolder &) = delete;
    const fs::path &path() const { return path_; }
    std::error_code failed() const { return failed_; }

private:
    std::error_code failed_;
    fs::path path_;
};
} // namespace

Result<AgreementReport> agreement(const AgreementRequest &request, const JobContext &context)
{
    const LandmarkScheme *scheme = request.dataset->scheme();
    if (!scheme)
        return makeError(Errc::InvalidArgument, says("The data set has no landmark scheme."));
    AgreementReport out;
    out.normaliser = request.normaliser.value_or(metrics::defaultNormaliser(*scheme));
    Distances all;
    std::vector<Distances> landmarks(static_cast<std::size_t>(scheme->count));
    for (const int row : request.faces) {
        if (context.cancelled())
            return makeError(Errc::Cancelled, says("Comparing was cancelled."));
        const LandmarkSet *a = annotatedSet(request.first, row), *b = annotatedSet(request.second, row);
        out.onlyFirst += a && !b;
        out.onlySecond += b && !a;
        if (!a || !b)
            continue;
        if (a->count() != scheme->count || b->count() != scheme->count)
            return makeError(Errc::InvalidArgument,
                             says("Both annotations need the %1 points of %2.", scheme->count, scheme->name));
        const Face &face = request.dataset->faces[static_cast<std::size_t>(row)];
        const auto lengthOf = [&](const LandmarkSet &set) {
            return metrics::normalisers(set, *scheme, face.box,
                                        face.derived.boxSize)[static_cast<std::size_t>(out.normaliser)];
        };
        const double length = (lengthOf(*a) + lengthOf(*b)) / 2;
        const auto errors = metrics::pointErrors(*a, b->points);
        FaceDisagreement d;
        d.face = row;
        Distances own;
        for (int i = 0; i < scheme->count; ++i) {
            const double distance = b->isPresent(i) ? errors[static_cast<std::size_t>(i)] : kNone;
            d.visibility += a->visibilityAt(i) != b->visibilityAt(i);
            if (!std::isfinite(distance))
                continue;
            own.add(distance, length);
            all.add(distance, length);
            landmarks[static_cast<std::size_t>(i)].add(distance, length);
            if (d.worstLandmark < 0 || distance > d.worstPixels) {
                d.worstLandmark = i;
                d.worstPixels = distance;
            }
        }
        d.nme = meanOf(own.shares);
        d.meanPixels = meanOf(own.pixels);
        out.faces.push_back(d);
    }
    if (out.faces.empty())
        return makeError(Errc::InvalidArgument, says("No face has been annotated in both."));
    out.all = all.summary();
    for (Distances &landmark : landmarks)
        out.landmarks.push_back(landmark.summary());
    const auto key = [](const FaceDisagreement &d) { return std::isfinite(d.nme) ? d.nme : -1; };
    std::ranges::stable_sort(out.faces, std::greater{}, key);
    return out;
}

Result<std::unordered_map<int, EditedSet>> annotationsOf(const fs::path &project, const Dataset &dataset,
                                                         const JobContext &context)
{
    const WorkFolder work;
    std::error_code code = work.failed();
    const fs::path copy = work.path() / "copy.fiducial";
    if (!code)
        fs::copy_file(project, copy, code);
    // What another program has written, but not yet moved into the file.
    const fs::path log = project.native() + fs::path("-wal").native();
    if (std::error_code none; !code && fs::exists(log, none))
        fs::copy_file(log, copy.native() + fs::path("-wal").native(), code);
    if (code)
        return makeError(Errc::Unreadable, says("The project cannot be copied for reading: %1.", code.message()),
                         toUtf8(project));
    const auto named = [&](Error error) {
        error.file = toUtf8(project);
        return error;
    };
    auto store = store::ProjectStore::open(copy);
    if (!store)
        return named(store.error());
    auto info = (*store)->info();
    if (!info)
        return named(info.error());
    if (info->schemeId != dataset.schemeId)
        return makeError(
            Errc::InvalidArgument,
            says("The project has the landmarks of %1, this data set those of %2.", info->schemeId, dataset.schemeId),
            toUtf8(project));
    auto bound = (*store)->bind(dataset, context);
    if (!bound)
        return named(bound.error());
    std::unordered_map<Uuid, int> rowOfId;
    for (std::size_t row = 0; row < bound->faceIds.size(); ++row)
        rowOfId[bound->faceIds[row]] = static_cast<int>(row);
    std::unordered_map<int, EditedSet> out;
    auto visited = (*store)->visitStates([&](const Uuid &face, FaceState state) {
        if (const auto row = rowOfId.find(face); row != rowOfId.end() && !state.mine.empty())
            out[row->second] = std::move(state.mine);
    });
    if (!visited)
        return named(visited.error());
    return out;
}

} // namespace fiducial::pipeline
