#pragma once

#include "core/dataset/landmark_set.h"

#include <string_view>

namespace fiducial {

enum class ReviewState : std::uint8_t { New, InWork, Done, Accepted, Rejected, NeedsWork, Excluded };
/// "new", "in work", "done", "accepted", "rejected", "needs work", "excluded".
std::string_view toString(ReviewState state);

/// Everything a project holds about one face that people change. A default state is what an untouched face has.
struct FaceState {
    EditedSet mine;
    ReviewState review = ReviewState::New;
    friend bool operator==(const FaceState &, const FaceState &) = default;
};

} // namespace fiducial
