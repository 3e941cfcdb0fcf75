#pragma once

#include "core/dataset/face_state.h"

namespace fiducial {

/// A FaceState in as few bytes as memory needs for the many faces that nobody looks at, exact to the bit: points are
/// kept as differences from the ground truth or as floats, where that says the same, the others as doubles; equal
/// neighbours share their provenance.
class PackedState {
public:
    PackedState() = default;
    /// `truth`: of the same face, the same again in unpacked().
    PackedState(const FaceState &state, const LandmarkSet &truth);
    FaceState unpacked(const LandmarkSet &truth) const;

    ReviewState review() const { return review_; }
    bool edited() const { return edited_; } ///< mine is not empty
    /// Comments that are not resolved, up to 65,535.
    int openComments() const { return openComments_; }
    std::size_t size() const { return bytes_.size(); }

private:
    std::vector<std::uint8_t> bytes_;
    ReviewState review_ = ReviewState::New;
    bool edited_ = false;
    std::uint16_t openComments_ = 0;
};

} // namespace fiducial
