#pragma once

#include "core/dataset/packed_state.h"
#include "core/formats/annotation_format.h"
#include "core/store/project_store.h"

namespace fiducial::pipeline {

/// Everything the application needs to show a data set and go on where its project stopped.
struct OpenedProject {
    std::shared_ptr<Dataset> dataset; ///< as the project changes it
    std::unique_ptr<store::ProjectStore> store;
    store::ProjectInfo info;
    store::BindReport bind; ///< faceIds: one per dataset face
    std::unordered_map<Uuid, PackedState>
        states; ///< to be unpacked with the face's ground truth; default faces left out
    std::vector<store::ProjectStore::RunIndex> runs; ///< their rows stay in the store
    store::UndoHistory history;                      ///< headers of every edit; ProjectStore::revision() has the rest
    /// A folder of plain images whose faces nobody has found yet: every image stands as one face without a box. Find
    /// them with detectFaces(), keep them with rememberFaces(), and open again.
    bool facesPending = false;
};

struct OpenProjectRequest {
    std::filesystem::path path;      ///< data set file or folder, image folder, or a project file
    std::filesystem::path imageRoot; ///< --images DIR
    std::filesystem::path userData;  ///< where projects without a place of their own live
};

/// Opens a data set with its project, which is made where there is none yet; or a project file with the data set it
/// names. A project whose data set is not at its place is Errc::NotFound: ask for the folder, ProjectStore::setRoots,
/// open again.
Result<OpenedProject> openProject(const formats::FormatRegistry &registry, const OpenProjectRequest &request,
                                  const JobContext &context);

/// Keeps the faces found in a folder of plain images in its project.
Result<void> rememberFaces(store::ProjectStore &store, const Dataset &found);

/// Keeps the names of the attributes that the project adds to those of the data set.
Result<void> rememberAttributes(store::ProjectStore &store, const std::vector<std::string> &names);

/// *Locate folder*: tells the project at `file` that its data set is now at `path`.
Result<void> relocateProject(const std::filesystem::path &file, const std::filesystem::path &path);

} // namespace fiducial::pipeline
