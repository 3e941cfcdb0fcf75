#include "core/pipeline/data_input.h"

#include "core/dataset/select.h"
#include "core/pipeline/open_project.h"

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
    input.faces = selectFaces(*input.dataset, request.select);
    if (input.faces.empty() && !request.select.empty())
        return makeError(Errc::InvalidArgument, "No image path matches '" + request.select + "'.");
    return input;
}

} // namespace fiducial::pipeline
