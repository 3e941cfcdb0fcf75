#include "core/pipeline/open_project.h"

#include "core/base/file_io.h"
#include "core/base/heap.h"
#include "core/pipeline/found_faces.h"

namespace fiducial::pipeline {

namespace fs = std::filesystem;

namespace {
constexpr char kFoundFacesKey[] = "found-faces";
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
                             "The project's data set is no longer at " + info->opened + "; locate its folder.",
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

Result<void> readPackedStates(store::ProjectStore &store, const Dataset &dataset, const store::BindReport &bind,
                              std::unordered_map<Uuid, PackedState> &states)
{
    std::unordered_map<Uuid, const LandmarkSet *> truthOf;
    return store.visitStates([&](const Uuid &face, const FaceState &state) {
        for (std::size_t row = truthOf.size(); row < bind.faceIds.size(); ++row) // once, where there is any state
            truthOf.emplace(bind.faceIds[row], &dataset.faces[row].truth);
        const auto truth = truthOf.find(face);
        states.emplace(face, PackedState(state, truth == truthOf.end() ? LandmarkSet{} : *truth->second));
    });
}

/// What has been done in the project so far.
Result<void> readWork(OpenedProject &opened)
{
    const auto states = readPackedStates(*opened.store, *opened.dataset, opened.bind, opened.states);
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
    auto dataset = std::make_shared<const Dataset>(std::move(read).value());
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
    } else {
        bind = opened.store->bind(*dataset, context);
        if (!bind)
            return bind.error();
        info = opened.store->info();
    }
    if (!info)
        return info.error();
    opened.dataset = std::move(dataset);
    opened.bind = std::move(bind).value();
    opened.info = std::move(info).value();
    if (!created)
        if (auto work = readWork(opened); !work)
            return work.error();
    giveFreedMemoryBack();
    return opened;
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
