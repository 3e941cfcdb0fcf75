#pragma once

#include "core/dataset/face_state.h"

#include <string>
#include <vector>

namespace fiducial::ui {

/// Where an edit starts when mine is still empty: the set that was grabbed and what its points are.
struct GrabbedSet {
    LandmarkSet set;
    PointSource source = PointSource::GroundTruth;
    int run = -1; ///< number of the run for PointSource::Model
};

/// Pure functions from one face state to the next. `now` is Unix seconds.
/// The edited copy of a set: every point keeps where it came from.
EditedSet copyOf(const GrabbedSet &grabbed, std::uint32_t now);

/// Mine (or, where it is empty, a copy of `grabbed`) with the points of `moved` at their places and visibilities in
/// `result`. Those points become human; their moved distance counts from where they stood before, added to what they
/// had moved already.
FaceState withMovedPoints(const FaceState &state, const GrabbedSet &grabbed, const LandmarkSet &result,
                          const std::vector<int> &moved, std::uint32_t now);

/// *Use prediction*: `points` of mine become those of `run` (all points where `points` is empty). A face without mine
/// gets the whole set for the whole face; single points else, the others stay absent.
FaceState withPrediction(const FaceState &state, const GrabbedSet &run, const std::vector<int> &points,
                         std::uint32_t now);

/// Which points differ in place or visibility; empty where neither side has points.
std::vector<bool> differingPoints(const EditedSet &before, const EditedSet &after);

/// Label of the revisions that rename an attribute of the project.
inline constexpr char kRenameAttribute[] = "rename-attribute";
/// The old and the new name, from the fields of a face around such a revision.
struct AttributeRename {
    std::string from, to;
};
AttributeRename attributeRename(const FaceFields &before, const FaceFields &after);

/// Points of mine that a person or a model changed: whose source is not the ground truth.
int changedPointCount(const EditedSet &mine);

} // namespace fiducial::ui
