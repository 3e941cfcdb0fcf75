#include "core/dataset/face_state.h"

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

} // namespace fiducial
