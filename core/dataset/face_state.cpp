#include "core/dataset/face_state.h"

#include <algorithm>

namespace fiducial {

std::string_view toString(ReviewState state)
{
    switch (state) {
    case ReviewState::New:
        return "new";
    case ReviewState::InWork:
        return "in work";
    case ReviewState::Done:
        return "done";
    case ReviewState::Accepted:
        return "accepted";
    case ReviewState::Rejected:
        return "rejected";
    case ReviewState::NeedsWork:
        return "needs work";
    case ReviewState::Excluded:
        return "excluded";
    }
    return "";
}

int openComments(const FaceState &state)
{
    return static_cast<int>(
        std::ranges::count_if(state.comments, [](const Comment &comment) { return !comment.resolved; }));
}

SourceCounts sourceCounts(const EditedSet &mine)
{
    SourceCounts counts;
    for (const Provenance &origin : mine.origin) {
        counts.truth += origin.source == PointSource::GroundTruth;
        counts.model += origin.source == PointSource::Model;
        counts.human += origin.source == PointSource::Human;
    }
    return counts;
}

} // namespace fiducial
