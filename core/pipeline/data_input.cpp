#include "core/pipeline/data_input.h"

#include "core/dataset/select.h"
#include "core/pipeline/open_project.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace fiducial::pipeline {

const EditedSet *DataInput::edited(int face) const
{
    if (states.empty())
        return nullptr;
    const EditedSet &mine = states[static_cast<std::size_t>(face)].mine;
    return mine.empty() ? nullptr : &mine;
}

std::function<const LandmarkSet *(int)> DataInput::editedSets() const
{
    return [this](int face) -> const LandmarkSet * {
        const EditedSet *mine = edited(face);
        return mine ? &mine->set : nullptr;
    };
}

Result<void> DataInput::select(std::string_view pattern)
{
    faces = selectFaces(*dataset, pattern);
    excluded.clear();
    if (faces.empty() && !pattern.empty())
        return makeError(Errc::InvalidArgument, says("No image path matches '%1'.", pattern));
    const auto isExcluded = [this](int face) {
        const auto at = static_cast<std::size_t>(face);
        return at < states.size() && states[at].review == ReviewState::Excluded;
    };
    std::ranges::copy_if(faces, std::back_inserter(excluded), isExcluded);
    std::erase_if(faces, isExcluded);
    if (faces.empty() && !excluded.empty()) // no face at all means all of them to those who are asked
        return makeError(Errc::InvalidArgument, says("Every face of %1 is excluded.", dataset->name));
    return {};
}

std::string DataInput::excludedSentence() const
{
    if (excluded.empty())
        return {};
    std::map<std::string, int> reasons;
    for (const int face : excluded) {
        const std::string &reason = states[static_cast<std::size_t>(face)].note.reason;
        ++reasons[reason.empty() ? "no reason given" : reason];
    }
    std::string sentence = std::to_string(excluded.size()) +
                           (excluded.size() == 1 ? " excluded face is left out:" : " excluded faces are left out:");
    std::string separator = " ";
    for (const auto &[reason, count] : reasons)
        sentence += std::exchange(separator, ", ") + reason + " (" + std::to_string(count) + ")";
    return sentence + ".";
}

namespace {
Result<DataInput> openProjectInput(const formats::FormatRegistry &registry, const DataInputRequest &request,
                                   const JobContext &context)
{
    auto opened = openProject(registry, {request.path, request.images, request.userData}, context);
    if (!opened)
        return opened.error();
    DataInput input;
    input.isProject = true;
    input.dataset = opened->dataset;
    for (std::size_t row = 0; row < opened->bind.faceIds.size(); ++row) {
        const auto it = opened->states.find(opened->bind.faceIds[row]);
        input.states.push_back(it == opened->states.end() ? FaceState{}
                                                          : it->second.unpacked(input.dataset->faces[row].truth));
    }
    return input;
}
} // namespace

Result<DataInput> openDataInput(const formats::FormatRegistry &registry, const DataInputRequest &request,
                                const JobContext &context)
{
    DataInput input;
    if (store::ProjectStore::isProject(request.path)) {
        auto project = openProjectInput(registry, request, context);
        if (!project)
            return project.error();
        input = std::move(project).value();
    } else {
        auto dataset = formats::openDataset(registry, {request.path, request.images, {}}, context);
        if (!dataset)
            return dataset.error();
        input.dataset = std::make_shared<const Dataset>(std::move(dataset).value());
    }
    if (auto selected = input.select(request.select); !selected)
        return selected.error();
    return input;
}

} // namespace fiducial::pipeline
