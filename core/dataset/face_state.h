#pragma once

#include "core/base/uuid.h"
#include "core/dataset/landmark_set.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace fiducial {

enum class ReviewState : std::uint8_t { New, InWork, Done, Accepted, Rejected, NeedsWork, Excluded };
/// "new", "in work", "done", "accepted", "rejected", "needs work", "excluded".
std::string_view toString(ReviewState state);
inline constexpr int kReviewStates = 7;

/// Whether a review of the face has come to an end; only excluded faces are skipped by evaluation, training and export.
inline bool isDecided(ReviewState state)
{
    return state == ReviewState::Accepted || state == ReviewState::Rejected || state == ReviewState::Excluded;
}

/// Who gave a face its review state, when, and why.
struct ReviewNote {
    std::string author;
    std::int64_t time = 0; ///< Unix milliseconds, 0: unknown (projects from before it was kept)
    std::string reason;    ///< of an excluded face
    friend bool operator==(const ReviewNote &, const ReviewNote &) = default;
};

/// A remark pinned to a landmark or to the whole face.
struct Comment {
    Uuid id;
    std::int32_t point = -1; ///< -1: the face
    std::string text;
    std::string author;
    std::int64_t time = 0; ///< Unix milliseconds
    bool resolved = false;
    friend bool operator==(const Comment &, const Comment &) = default;
};

/// Whether people see a face: one that was read unless it is deleted, another one where it is added.
enum class Presence : std::uint8_t { AsRead, Added, Deleted };

/// What a project changes of a face beside its landmarks. By default everything is as it was read.
struct FaceFields {
    Presence presence = Presence::AsRead;
    std::optional<Rect> box;
    std::map<std::string, std::int8_t> attributes; ///< by name: 1, 0, or -1 for unknown; the others as read
    friend bool operator==(const FaceFields &, const FaceFields &) = default;
};

/// Everything a project holds about one face that people change. A default state is what an untouched face has.
struct FaceState {
    EditedSet mine;
    ReviewState review = ReviewState::New;
    ReviewNote note;
    std::vector<Comment> comments; ///< in the order they were written
    FaceFields fields;
    friend bool operator==(const FaceState &, const FaceState &) = default;
};

/// Comments that nobody has resolved yet.
int openComments(const FaceState &state);

/// Points of mine by where they come from.
struct SourceCounts {
    int truth = 0;
    int model = 0;
    int human = 0;
};
SourceCounts sourceCounts(const EditedSet &mine);

} // namespace fiducial
