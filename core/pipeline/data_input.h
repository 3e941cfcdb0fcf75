#pragma once

#include "core/formats/annotation_format.h"
#include "core/store/project_store.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace fiducial::pipeline {

/// What a path turned out to be: a data set, or a project with its corrections.
struct DataInput {
    std::shared_ptr<const Dataset> dataset;
    std::vector<int> faces;        ///< rows that the pattern leaves, without those excluded in the review
    std::vector<int> excluded;     ///< rows that the pattern leaves and the review excluded
    std::vector<FaceState> states; ///< one per face of a project; empty for a plain data set
    bool isProject = false;

    /// Mine, or null.
    const EditedSet *edited(int face) const;
    /// A function for requests; keeps nothing alive.
    std::function<const LandmarkSet *(int)> editedSets() const;
    /// Chooses `faces` and `excluded` anew. InvalidArgument where no image path matches, or all that do are excluded.
    Result<void> select(std::string_view pattern);
    /// "3 excluded faces are left out: blurred (2), no reason given (1)."; empty where there are none.
    std::string excludedSentence() const;
};

struct DataInputRequest {
    std::string path;   ///< annotation file, data set folder or project
    std::string images; ///< folder the image paths start from; empty: as the data set lays them out
    std::string select; ///< wildcard over image paths; empty: all
    std::filesystem::path userData;
};

/// InvalidArgument as DataInput::select().
Result<DataInput> openDataInput(const formats::FormatRegistry &registry, const DataInputRequest &request,
                                const JobContext &context);

} // namespace fiducial::pipeline
