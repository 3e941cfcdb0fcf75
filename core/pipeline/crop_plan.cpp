#include "core/pipeline/crop_plan.h"

#include "core/base/file_io.h"
#include "core/base/text.h"
#include "core/dataset/select.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace fiducial::pipeline {

namespace {
constexpr char kPortraitScheme[] = "wflw98";

Error refused(Sentence message)
{
    return makeError(Errc::InvalidArgument, std::move(message));
}

Result<void> checkRequest(const CropCacheRequest &request)
{
    if (request.sources.empty() && request.synthetic <= 0)
        return refused(says("There is no data set to take faces from."));
    if (request.side < 32 || request.side > 1024 || request.side % 4 != 0)
        return refused(
            says("The side of the crops must be a multiple of 4 between 32 and 1024, not %1.", request.side));
    if (!(request.margin >= 1 && request.margin <= 4))
        return refused(
            says("The margin of the crops must lie between 1 and 4, not %1.", text::shortest(request.margin)));
    if (!(request.extraPixels >= 0 && request.extraPixels <= 1000))
        return refused(says("The pixels around a face box must lie between 0 and 1000, not %1.",
                            text::shortest(request.extraPixels)));
    if (!(request.validation >= 0 && request.validation <= 0.9))
        return refused(
            says("The validation share must lie between 0 and 0.9, not %1.", text::shortest(request.validation)));
    if (request.boxes == BoxSource::Detector)
        return refused(
            says("Crops are cut around annotated boxes or the box of the landmarks, not around a detector's."));
    if (request.synthetic < 0 || request.synthetic > 1'000'000)
        return refused(
            says("The number of synthetic portraits must lie between 0 and 1000000, not %1.", request.synthetic));
    return {};
}

Result<const SchemeMap *> mapTo(const LandmarkScheme &target, const std::string &from, const std::string &of)
{
    if (from.empty())
        return refused(says("There are no landmarks in %1; annotate its faces first.", of));
    if (from == target.id)
        return static_cast<const SchemeMap *>(nullptr);
    if (const SchemeMap *map = findSchemeMap(from, target.id))
        return map;
    return refused(says("There is no map from the scheme '%1' of %2 to '%3'.", from, of, target.id));
}

bool isUsable(const Rect &box)
{
    return !box.empty() && std::isfinite(box.x) && std::isfinite(box.y) && std::isfinite(box.width) &&
           std::isfinite(box.height);
}

template <class T>
std::string_view bytesOf(const std::vector<T> &values)
{
    return {reinterpret_cast<const char *>(values.data()), values.size() * sizeof(T)};
}

std::vector<int> rowsOf(const CropSource &source)
{
    return source.faces.empty() ? facesOf(*source.dataset) : source.faces;
}
} // namespace

Result<CropPlan> CropPlan::make(const CropCacheRequest &request)
{
    if (auto ok = checkRequest(request); !ok)
        return ok.error();
    CropPlan plan(request);
    if (auto found = plan.findSchemes(); !found)
        return found.error();
    Sha256 key;
    for (std::size_t s = 0; s < request.sources.size(); ++s)
        if (auto added = plan.addSource(static_cast<int>(s), key); !added)
            return added.error();
    plan.addPortraits();
    if (plan.tasks_.empty())
        return refused(says("No face has landmarks to learn from."));
    key.update(plan.settingsText());
    plan.key_ = key.finish();
    return plan;
}

Result<void> CropPlan::findSchemes()
{
    std::string id = request_->schemeId;
    if (id.empty())
        id = request_->sources.empty() ? kPortraitScheme : request_->sources.front().dataset->schemeId;
    scheme_ = findScheme(id);
    if (!scheme_)
        return refused(id.empty() ? says("There are no landmarks in '%1'; annotate its faces first.",
                                         request_->sources.front().dataset->name)
                                  : says("There is no landmark scheme '%1'.", id));
    for (const CropSource &source : request_->sources) {
        const auto map = mapTo(*scheme_, source.dataset->schemeId, "'" + source.dataset->name + "'");
        if (!map)
            return map.error();
        facts_.push_back({*map, 0, 0, {}});
    }
    if (request_->synthetic > 0) {
        const auto map = mapTo(*scheme_, kPortraitScheme, "the synthetic portraits");
        if (!map)
            return map.error();
        portraitMap_ = *map;
    }
    return {};
}

Result<void> CropPlan::addSource(int source, Sha256 &key)
{
    const Dataset &dataset = *request_->sources[static_cast<std::size_t>(source)].dataset;
    SourceFacts &facts = facts_[static_cast<std::size_t>(source)];
    const std::vector<int> rows = rowsOf(request_->sources[static_cast<std::size_t>(source)]);
    std::map<int, std::size_t> taskOfSample;
    int without = 0, firstWithout = -1;
    for (const int row : rows) {
        const auto label = findLabel(source, row);
        if (!label) {
            firstWithout = without++ ? firstWithout : row;
            continue;
        }
        const int sample = dataset.faces[static_cast<std::size_t>(row)].sample;
        const auto [it, added] = taskOfSample.try_emplace(sample, tasks_.size());
        if (added)
            tasks_.push_back({source, sample, {}});
        tasks_[it->second].rows.push_back(row);
        ++facts.faces;
        facts.corrected += editedSet(source, row) != nullptr;
        key.update(dataset.sampleOf(row).image);
        key.update(bytesOf(label->points));
        key.update(bytesOf(label->visibility));
        key.update(bytesOf(std::vector<double>{label->box.x, label->box.y, label->box.width, label->box.height}));
        key.update(inValidation(source, row) ? "v" : "t");
    }
    if (without > 0)
        issues_.push_back(
            {Severity::Note,
             dataset.sampleOf(firstWithout).image,
             0,
             saysCount(without, "%1 face of '%2' without landmarks or box left out, this one first.",
                       "%1 faces of '%2' without landmarks or box left out, this one first.", dataset.name),
             {},
             firstWithout});
    faceCount_ += facts.faces;
    leftOut_ += without;
    return hashFiles(dataset, rows, facts);
}

void CropPlan::addPortraits()
{
    for (int i = 0; i < request_->synthetic; ++i)
        tasks_.push_back({-1, i, {0}});
    faceCount_ += request_->synthetic;
}

Result<void> CropPlan::hashFiles(const Dataset &dataset, const std::vector<int> &rows, SourceFacts &facts) const
{
    std::vector<bool> used(dataset.files.size(), false);
    for (const int row : rows) {
        const auto &records = dataset.faces[static_cast<std::size_t>(row)].records;
        if (!records.empty() && records.front().file >= 0)
            used[static_cast<std::size_t>(records.front().file)] = true;
    }
    for (std::size_t i = 0; i < used.size(); ++i) {
        if (!used[i])
            continue;
        const SourceFile &file = dataset.files[i];
        const std::filesystem::path path(std::u8string(file.path.begin(), file.path.end()));
        const auto hash = file.sha256.empty() ? sha256OfFile(dataset.root / path) : Result<std::string>(file.sha256);
        if (!hash)
            return hash.error();
        // The place of the data set on this machine is nobody's business.
        facts.files[toUtf8(path.is_absolute() ? path.filename() : path)] = *hash;
    }
    return {};
}

const LandmarkSet *CropPlan::editedSet(int source, int row) const
{
    const auto &edited = request_->sources[static_cast<std::size_t>(source)].edited;
    return edited ? edited(row) : nullptr;
}

std::optional<CropLabel> CropPlan::findLabel(int source, int row) const
{
    const CropSource &from = request_->sources[static_cast<std::size_t>(source)];
    const Face &face = from.dataset->faces[static_cast<std::size_t>(row)];
    const LandmarkSet *edited = editedSet(source, row);
    const LandmarkSet &set = edited ? *edited : face.truth;
    const SchemeMap *map = facts_[static_cast<std::size_t>(source)].map;
    const int expected = map ? findScheme(map->from)->count : scheme_->count;
    if (set.count() != expected)
        return std::nullopt;
    CropLabel label;
    for (int i = 0; i < scheme_->count; ++i) {
        const int k = map ? map->source[static_cast<std::size_t>(i)] : i;
        const bool present = k >= 0 && set.isPresent(k);
        label.points.push_back(present ? set.points[static_cast<std::size_t>(k)] : Point2{NAN, NAN});
        label.visibility.push_back(present ? set.visibilityAt(k) : Visibility::Absent);
    }
    const bool annotated = request_->boxes == BoxSource::Annotated && face.box && isUsable(*face.box);
    label.box = annotated ? *face.box : landmarkBox(label.points);
    const bool any = std::any_of(label.points.begin(), label.points.end(), isFinite);
    return any && isUsable(label.box) ? std::optional(std::move(label)) : std::nullopt;
}

CropLabel CropPlan::portraitLabel(std::vector<Point2> points98, const Rect &box) const
{
    CropLabel label{portraitMap_ ? portraitMap_->apply(points98) : std::move(points98), {}, box};
    for (const Point2 p : label.points)
        label.visibility.push_back(isFinite(p) ? Visibility::Visible : Visibility::Absent);
    if (request_->boxes == BoxSource::Truth)
        label.box = landmarkBox(label.points);
    return label;
}

bool CropPlan::inValidation(int source, int row) const
{
    if (source < 0)
        return false;
    const Dataset &dataset = *request_->sources[static_cast<std::size_t>(source)].dataset;
    return pipeline::inValidation(groupOf(dataset, row, request_->group), request_->validation, request_->seed);
}

std::string CropPlan::sourcesJson() const
{
    auto sets = nlohmann::ordered_json::array();
    for (std::size_t s = 0; s < facts_.size(); ++s) {
        auto files = nlohmann::ordered_json::array();
        for (const auto &[path, hash] : facts_[s].files)
            files.push_back({{"path", path}, {"sha256", hash}});
        const Dataset &dataset = *request_->sources[s].dataset;
        sets.push_back({{"name", dataset.name},
                        {"scheme", dataset.schemeId},
                        {"map", facts_[s].map ? nlohmann::ordered_json(facts_[s].map->id) : nullptr},
                        {"faces", facts_[s].faces},
                        {"corrected", facts_[s].corrected},
                        {"files", std::move(files)}});
    }
    const nlohmann::ordered_json all = {
        {"sets", std::move(sets)},
        {"synthetic", {{"faces", request_->synthetic}, {"seed", request_->syntheticSeed}}},
        {"split",
         {{"group", toString(request_->group)}, {"validation", request_->validation}, {"seed", request_->seed}}}};
    return all.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::string CropPlan::settingsText() const
{
    return "fiducial-crops-1 " + scheme_->id + " " + std::to_string(request_->side) + " " +
           text::shortest(request_->margin) + " " + (request_->square ? "" : "stretched ") +
           (request_->extraPixels > 0 ? "+" + text::shortest(request_->extraPixels) + " " : "") +
           std::string(toString(request_->boxes)) + " " + sourcesJson();
}

std::map<std::string, std::string> CropPlan::metadata() const
{
    nlohmann::json normaliser;
    if (const auto &eyes = scheme_->interOcular; eyes && eyes->left.size() == 1 && eyes->right.size() == 1)
        normaliser = {eyes->left.front(), eyes->right.front()};
    return {{"format", "fiducial-crops-1"},
            {"scheme", scheme_->id},
            {"mirror", nlohmann::json(scheme_->mirror).dump()},
            {"side", std::to_string(request_->side)},
            {"margin", text::shortest(request_->margin)},
            {"square", request_->square ? "true" : "false"},
            {"extra_pixels", text::shortest(request_->extraPixels)},
            {"boxes", std::string(toString(request_->boxes))},
            {"normaliser", normaliser.dump()},
            {"sources", sourcesJson()},
            {"key", key_}};
}

} // namespace fiducial::pipeline
