#include "core/pipeline/training_run.h"

#include "core/base/file_io.h"

namespace fiducial::pipeline {

Result<std::vector<int>> facesToTrainOn(const std::vector<int> &faces, const std::vector<FaceState> &states,
                                        bool acceptedOnly, const std::string &name)
{
    if (states.empty() && acceptedOnly)
        return makeError(Errc::InvalidArgument, says("Only a project has accepted faces; %1 is none.", name));
    if (states.empty())
        return faces;
    std::vector<int> kept;
    for (const int face : faces) {
        const ReviewState review = states[static_cast<std::size_t>(face)].review;
        const bool refused = review == ReviewState::Rejected || review == ReviewState::Excluded;
        if (acceptedOnly ? review == ReviewState::Accepted : !refused)
            kept.push_back(face);
    }
    if (kept.empty())
        return makeError(Errc::InvalidArgument, acceptedOnly ? says("No face of %1 is accepted.", name)
                                                             : says("Every face of %1 is rejected or excluded.", name));
    return kept;
}

Result<CropSource> openCropSource(const formats::FormatRegistry &registry, const DataInputRequest &request,
                                  bool acceptedOnly, const JobContext &context)
{
    auto opened = openDataInput(registry, request, context);
    if (!opened)
        return opened.error();
    const auto input = std::make_shared<const DataInput>(std::move(opened).value());
    auto faces = facesToTrainOn(input->faces, input->states, acceptedOnly, request.path);
    if (!faces)
        return faces.error();
    return CropSource{input->dataset, std::move(faces).value(), [input](int face) -> const LandmarkSet * {
                          const EditedSet *mine = input->edited(face);
                          return mine ? &mine->set : nullptr;
                      }};
}

bool holdsTrainingRun(const std::filesystem::path &folder)
{
    std::error_code ec;
    return std::filesystem::exists(folder / kTrainingCheckpoint, ec);
}

Result<void> checkTrainingFolder(const std::filesystem::path &folder, bool resume)
{
    if (resume || !holdsTrainingRun(folder))
        return {};
    return makeError(Errc::InvalidArgument,
                     says("The folder holds a run already: --resume goes on with it, or choose another."),
                     toUtf8(folder));
}

Result<std::optional<CropCacheReport>> prepareTraining(const TrainingRun &run, const JobContext &context)
{
    if (auto free = checkTrainingFolder(run.folder, run.resume); !free)
        return free.error();
    std::error_code ec;
    std::filesystem::create_directories(run.folder, ec);
    if (ec)
        return makeError(Errc::Unwritable, says("The folder cannot be made: %1.", ec.message()), toUtf8(run.folder));
    const auto crops = run.folder / kTrainingCrops;
    std::optional<CropCacheReport> report;
    const auto current = isCropCacheCurrent(run.crops, crops);
    if (!current)
        return current.error();
    if (!*current) {
        auto written = writeCropCache(run.crops, crops, context);
        if (!written)
            return written.error();
        report = std::move(written).value();
    }
    if (auto written = writeFileAtomically(run.folder / kTrainingOptions, run.options); !written)
        return written.error();
    return report;
}

std::vector<std::string> trainerArguments(const std::filesystem::path &folder, bool withOptions, bool resume)
{
    std::vector<std::string> arguments{"--crops", toUtf8(folder / kTrainingCrops), "--out", toUtf8(folder)};
    if (withOptions)
        arguments.insert(arguments.end(), {"--config", toUtf8(folder / kTrainingOptions)});
    if (resume)
        arguments.emplace_back("--resume");
    return arguments;
}

} // namespace fiducial::pipeline
