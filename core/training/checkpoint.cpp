#include "core/training/checkpoint.h"

#include "core/base/file_io.h"
#include "core/base/text.h"
#include "core/nets/tensor_bridge.h"
#include "core/nets/weights.h"

#include <torch/torch.h>

#include <set>

namespace fiducial::training {

namespace {
constexpr char kCheckpointFormat[] = "fiducial-training-1";

/// Parameters and buffers of both networks under their names in the checkpoint.
std::vector<std::pair<std::string, torch::Tensor>> tensorsOf(const TrainState &state)
{
    std::vector<std::pair<std::string, torch::Tensor>> out;
    const auto add = [&](const std::string &prefix, const torch::nn::Module &module) {
        for (const auto &item : module.named_parameters())
            out.emplace_back(prefix + item.key(), item.value());
        for (const auto &item : module.named_buffers())
            out.emplace_back(prefix + item.key(), item.value());
    };
    add("network.", *state.network);
    add("average.", *state.average);
    return out;
}

Error otherRun(const Sentence &what, const Sentence &began, const Sentence &now)
{
    return makeError(
        Errc::InvalidArgument,
        says("The run began with %1 %2, not %3; give the same again, or choose another folder.", what, began, now));
}

Result<void> checkIdentity(const RunIdentity &identity, const std::string &options, const std::string &crops)
{
    static const std::set<std::string> kMayDiffer = {"device", "threads", "log_steps", "checkpoint_steps"};
    const auto began = readTrainOptions(options);
    if (!began)
        return began.error();
    const auto before = printTrainOptions(*began);
    const auto now = printTrainOptions(identity.options);
    const auto valueIn = [](const auto &values, const std::string &name) {
        const auto it = values.find(name);
        return it == values.end() ? says("its default") : Sentence::verbatim("'" + it->second + "'");
    };
    std::set<std::string> names;
    for (const auto *values : {&before, &now})
        for (const auto &[name, value] : *values)
            names.insert(name);
    for (const auto &name : names)
        if (valueIn(before, name) != valueIn(now, name) && !kMayDiffer.contains(name))
            return otherRun(Sentence::verbatim(name), valueIn(before, name), valueIn(now, name));
    if (crops != identity.crops)
        return otherRun(says("the crops"), Sentence::verbatim(crops), Sentence::verbatim(identity.crops));
    return {};
}
} // namespace

Result<void> saveCheckpoint(const std::filesystem::path &path, const TrainState &state, const RunIdentity &identity)
{
    safetensors::File file;
    for (const auto &[name, tensor] : tensorsOf(state))
        file.tensors.emplace(name, fileTensor(tensor));
    state.optimiser->save(file);
    file.metadata = {{"format", kCheckpointFormat},
                     {"options", writeTrainOptions(identity.options)},
                     {"crops", identity.crops},
                     {"step", std::to_string(state.step)},
                     {"best_epoch", std::to_string(state.bestEpoch)}};
    if (state.bestNme)
        file.metadata["best_nme"] = text::shortest(*state.bestNme);
    return safetensors::write(path, file);
}

Result<void> loadCheckpoint(const std::filesystem::path &path, TrainState &state, const RunIdentity &identity)
{
    const auto bytes = readFile(path, std::uint64_t{64} << 30);
    if (!bytes)
        return bytes.error();
    const auto file = safetensors::view(*bytes);
    if (!file)
        return makeError(file.error().code, file.error().message, toUtf8(path));
    const auto get = [&](const char *name) {
        const auto it = file->metadata.find(name);
        return it == file->metadata.end() ? std::string() : it->second;
    };
    const auto step = text::parseInteger(get("step"));
    const auto bestEpoch = text::parseInteger(get("best_epoch"));
    if (get("format") != kCheckpointFormat || !step || *step < 0 || !bestEpoch)
        return makeError(Errc::Malformed, says("This is no checkpoint of a training run."), toUtf8(path));
    if (const auto same = checkIdentity(identity, get("options"), get("crops")); !same)
        return same;
    for (const auto &[name, tensor] : tensorsOf(state))
        if (const auto copied = copyFrom(*file, name, tensor); !copied)
            return copied;
    state.step = *step;
    state.bestEpoch = static_cast<int>(*bestEpoch);
    state.bestNme = text::parseDouble(get("best_nme"));
    return state.optimiser->load(*file);
}

Result<void> saveWeights(const std::filesystem::path &path, const nets::LandmarkNetwork &network, bool half,
                         const std::map<std::string, std::string> &facts)
{
    auto file = nets::weightsOf(network, half);
    file.metadata = facts;
    for (const auto &[name, value] : nets::printNetworkOptions(network.options()))
        file.metadata["option." + name] = value;
    return safetensors::write(path, file);
}

Result<void> exportRun(const std::filesystem::path &run, const std::filesystem::path &file, bool half)
{
    const auto best = run / kBestFile;
    std::error_code ec;
    const auto source = std::filesystem::exists(best, ec) ? best : run / kLastFile;
    auto facts = safetensors::readMetadata(source);
    if (!facts)
        return makeError(facts.error().code, says("There are no weights of a finished epoch."), toUtf8(run));
    for (const char *name : {"train.weights", "train.backbone"}) // models travel; the folders of this machine do not
        if (const auto path = facts->find(name); path != facts->end())
            path->second = toUtf8(std::filesystem::path(path->second).filename());
    const auto network = nets::loadNetworkFile(source);
    if (!network)
        return network.error();
    return saveWeights(file, **network, half, *facts);
}

} // namespace fiducial::training
