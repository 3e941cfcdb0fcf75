#pragma once

#include "core/formats/annotation_format.h"
#include "core/store/project_store.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace fiducial::pipeline {

/// What a path turned out to be: a data set, or a project with its corrections.
struct DataInput {
    std::shared_ptr<const Dataset> dataset;
    std::vector<int> faces;        ///< rows that the pattern leaves
    std::vector<FaceState> states; ///< one per face of a project; empty for a plain data set
    bool isProject = false;

    /// Mine, or null.
    const EditedSet *edited(int face) const;
    /// A function for requests; keeps nothing alive.
    std::function<const LandmarkSet *(int)> editedSets() const;
};

struct DataInputRequest {
    std::string path;   ///< annotation file, data set folder or project
    std::string images; ///< folder the image paths start from; empty: as the data set lays them out
    std::string select; ///< wildcard over image paths; empty: all
    std::filesystem::path userData;
};

/// InvalidArgument where no image path matches.
Result<DataInput> openDataInput(const formats::FormatRegistry &registry, const DataInputRequest &request,
                                const JobContext &context);

} // namespace fiducial::pipeline
