#include "core/pipeline/open_project.h"

#include "core/base/file_io.h"
#include "core/base/heap.h"
#include "core/base/text.h"
#include "core/dataset/edited_dataset.h"
#include "core/pipeline/found_faces.h"

#include <algorithm>
#include <unordered_set>

namespace fiducial::pipeline {

namespace fs = std::filesystem;

namespace {
constexpr char kFoundFacesKey[] = "found-faces";
constexpr char kAttributesKey[] = "attributes"; ///< names, one a line
/// What a folder of plain images is annotated in.
constexpr char kPlainImagesScheme[] = "wflw98";

struct ProjectPlace {
    std::unique_ptr<store::ProjectStore> store; ///< null: not made yet
    fs::path dataset;
    fs::path imageRoot;
};

Result<ProjectPlace> findProject(const OpenProjectRequest &request, fs::path *projectFile)
{
    ProjectPlace place{nullptr, request.path, request.imageRoot};
    *projectFile = store::ProjectStore::isProject(request.path)
                       ? request.path
                       : store::defaultProjectPath(request.userData, request.path);
    std::error_code ignored;
    if (!fs::exists(*projectFile, ignored))
        return place;
    auto opened = store::ProjectStore::open(*projectFile);
    if (!opened)
        return opened.error();
    place.store = std::move(opened).value();
    auto info = place.store->info();
    if (!info)
        return info.error();
    if (*projectFile == request.path) {
        place.dataset = fs::path(std::u8string(info->opened.begin(), info->opened.end()));
        if (place.imageRoot.empty() && !info->imageRoot.empty())
            place.imageRoot = fs::path(std::u8string(info->imageRoot.begin(), info->imageRoot.end()));
        if (!fs::exists(place.dataset, ignored))
            return makeError(Errc::NotFound,
                             says("The project's data set is no longer at %1; locate its folder.", info->opened),
                             toUtf8(request.path));
        if (!fs::exists(place.imageRoot, ignored))
            place.imageRoot.clear();
    }
    return place;
}
/// The faces found earlier; else one face an image and true.
Result<bool> addFacesToPlainImages(Dataset &dataset, store::ProjectStore *store)
{
    dataset.schemeId = kPlainImagesScheme;
    if (store) {
        auto found = store->value(kFoundFacesKey, {});
        if (!found)
            return found.error();
        if (applyFoundFaces(dataset, *found))
            return false;
    }
    for (std::size_t s = 0; s < dataset.samples.size(); ++s) {
        dataset.samples[s].faces = {static_cast<std::int32_t>(s)};
        Face face;
        face.sample = static_cast<std::int32_t>(s);
        dataset.faces.push_back(std::move(face));
    }
    return true;
}

bool hasBareImages(const Dataset &dataset)
{
    return std::ranges::any_of(dataset.samples, [](const Sample &sample) { return sample.faces.empty(); });
}

using ImageOfFace = std::unordered_map<Uuid, std::string>;

/// Attributes that the project adds, and the faces that were added to images; of those that a file has come to hold
/// the file's row is the face. Those of images that are gone.
Result<ImageOfFace> appendAdded(OpenedProject &opened, Dataset &dataset)
{
    const auto attributes = opened.store->value(kAttributesKey, {});
    const auto added = opened.store->addedFaces();
    if (!attributes || !added)
        return !attributes ? attributes.error() : added.error();
    for (const std::string_view name : text::split(*attributes, '\n'))
        if (!name.empty())
            addAttributes(dataset, {std::string(name)});
    ImageOfFace gone;
    if (added->empty())
        return gone;
    const std::unordered_set<Uuid> known(opened.bind.faceIds.begin(), opened.bind.faceIds.end());
    std::unordered_map<std::string_view, int> sampleOf;
    for (std::size_t i = 0; i < dataset.samples.size(); ++i)
        sampleOf.emplace(dataset.samples[i].image, static_cast<int>(i));
    for (const store::AddedFace &face : *added) {
        if (known.contains(face.face))
            continue;
        if (const auto sample = sampleOf.find(face.image); sample != sampleOf.end()) {
            appendFace(dataset, sample->second);
            opened.bind.faceIds.push_back(face.face);
        } else {
            gone.emplace(face.face, face.image);
        }
    }
    return gone;
}

Result<void> readStates(OpenedProject &opened, Dataset &dataset, const ImageOfFace &gone)
{
    std::unordered_map<Uuid, int> rowOf;
    return opened.store->visitStates([&](const Uuid &face, const FaceState &state) {
        for (std::size_t row = rowOf.size(); row < opened.bind.faceIds.size(); ++row) // once, where there is any state
            rowOf.emplace(opened.bind.faceIds[row], static_cast<int>(row));
        const auto row = rowOf.find(face);
        const bool here = row != rowOf.end();
        if (here && state.fields != FaceFields{})
            setFields(dataset, row->second, state.fields);
        if (const auto image = gone.find(face); image != gone.end() && state.fields.presence == Presence::Added)
            opened.bind.vanished.push_back(image->second + "|" + face.toString());
        const LandmarkSet none;
        const LandmarkSet &truth = here ? dataset.faces[static_cast<std::size_t>(row->second)].truth : none;
        opened.states.emplace(face, PackedState(state, truth));
    });
}

/// What has been done in the project so far.
Result<void> readWork(OpenedProject &opened, Dataset &dataset)
{
    const auto gone = appendAdded(opened, dataset);
    if (!gone)
        return gone.error();
    const auto states = readStates(opened, dataset, *gone);
    auto runs = opened.store->runIndexes();
    const auto log = opened.store->revisionHeaders();
    for (const Error *error :
         {states ? nullptr : &states.error(), runs ? nullptr : &runs.error(), log ? nullptr : &log.error()})
        if (error)
            return *error;
    opened.runs = std::move(runs).value();
    opened.history = store::rebuildHistory(*log);
    return {};
}
} // namespace

Result<OpenedProject> openProject(const formats::FormatRegistry &registry, const OpenProjectRequest &request,
                                  const JobContext &context)
{
    fs::path projectFile;
    auto place = findProject(request, &projectFile);
    if (!place)
        return place.error();
    auto read = formats::openDataset(registry, {place->dataset, place->imageRoot, {}}, context);
    if (!read)
        return read.error();
    OpenedProject opened;
    if (read->faces.empty() && !read->samples.empty()) {
        auto pending = addFacesToPlainImages(*read, place->store.get());
        if (!pending)
            return pending.error();
        opened.facesPending = *pending;
    }
    read->readAttributes = static_cast<int>(read->attributeNames.size());
    auto dataset = std::make_shared<Dataset>(std::move(read).value());
    opened.store = std::move(place->store);
    const bool created = !opened.store;
    if (created) {
        // Without its faces and files: binding them is the next step, and provisional ones are not worth remembering.
        Dataset known;
        known.name = dataset->name;
        known.root = dataset->root;
        known.imageRoot = dataset->imageRoot;
        known.schemeId = dataset->schemeId;
        auto made = store::ProjectStore::create(projectFile, known, place->dataset);
        if (!made)
            return made.error();
        opened.store = std::move(made).value();
    }
    auto info = opened.store->info();
    Result<store::BindReport> bind = store::BindReport{};
    if (opened.facesPending) {
        for (std::size_t i = 0; i < dataset->faces.size(); ++i)
            bind->faceIds.push_back(Uuid::random());
    } else if (created) {
        bind = opened.store->bindNew(dataset); // what is stored follows while the first picture is drawn
        if (hasBareImages(*dataset))
            dataset = std::make_shared<Dataset>(*dataset); // the other one is being stored
    } else {
        bind = opened.store->bind(*dataset, context);
        if (!bind)
            return bind.error();
        info = opened.store->info();
    }
    if (!info)
        return info.error();
    opened.bind = std::move(bind).value();
    opened.info = std::move(info).value();
    if (!created)
        if (auto work = readWork(opened, *dataset); !work)
            return work.error();
    appendStandIns(*dataset);
    while (opened.bind.faceIds.size() < dataset->faces.size())
        opened.bind.faceIds.push_back(Uuid::random());
    opened.dataset = std::move(dataset);
    giveFreedMemoryBack();
    return opened;
}

Result<void> rememberAttributes(store::ProjectStore &store, const std::vector<std::string> &names)
{
    std::string lines;
    for (const std::string &name : names)
        lines += name + "\n";
    return store.setValue(kAttributesKey, lines);
}

Result<void> rememberFaces(store::ProjectStore &store, const Dataset &found)
{
    return store.setValue(kFoundFacesKey, printFoundFaces(found));
}

Result<void> relocateProject(const fs::path &file, const fs::path &path)
{
    auto opened = store::ProjectStore::open(file);
    if (!opened)
        return opened.error();
    std::error_code ec;
    const fs::path absolute = fs::absolute(path, ec);
    const fs::path root = fs::is_directory(absolute, ec) ? absolute : absolute.parent_path();
    return (*opened)->setRoots(toUtf8(root), {}, toUtf8(absolute));
}

} // namespace fiducial::pipeline
