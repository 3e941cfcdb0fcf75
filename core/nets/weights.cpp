#include "core/nets/weights.h"

#include "core/nets/tensor_bridge.h"
#include "core/scheme/landmark_scheme.h"

#include <torch/torch.h>

namespace fiducial::nets {

namespace {
constexpr char kOptionPrefix[] = "option.";

/// The buffer that published files of SLPT do not hold.
constexpr char kInitialPoints[] = "initial_points";

/// The scheme's mean shape in a crop of 1.2 times the box, as SLPT's own initial points lie in theirs.
Result<void> startFromMeanShape(LandmarkNetwork &network)
{
    constexpr double kMargin = 1.2;
    const LandmarkScheme *scheme = findSchemeByCount(network.options().points);
    if (!scheme || scheme->meanShape.empty())
        return makeError(Errc::Missing,
                         says("No scheme of %1 points has a mean shape to start from.", network.options().points));
    std::vector<float> numbers;
    for (const Point2 p : scheme->meanShape) {
        numbers.push_back(static_cast<float>(0.5 + p.x / kMargin));
        numbers.push_back(static_cast<float>(0.5 + p.y / kMargin));
    }
    network.setMeanShape(torch::tensor(numbers).view({-1, 2}));
    return {};
}

/// Calls visit(name, tensor) for parameters and buffers.
template <class Visit>
void forEachTensor(const torch::nn::Module &module, Visit visit)
{
    for (const auto &item : module.named_parameters())
        visit(item.key(), item.value());
    for (const auto &item : module.named_buffers())
        visit(item.key(), item.value());
}

torch::ScalarType scalarType(const std::string &dtype)
{
    static const std::map<std::string, torch::ScalarType> types = {
        {"F64", torch::kDouble}, {"F32", torch::kFloat}, {"F16", torch::kHalf}, {"I64", torch::kLong},
        {"I32", torch::kInt},    {"I8", torch::kChar},   {"U8", torch::kByte},  {"BOOL", torch::kBool},
    };
    const auto it = types.find(dtype);
    TORCH_CHECK(it != types.end(), "tensors of type ", dtype, " are not read as numbers");
    return it->second;
}

Result<void> copyFound(torch::nn::Module &module, const WeightsFile &file, const WeightMatch &match)
{
    return guarded([&]() -> Result<void> {
        const torch::NoGradGuard noGrad;
        std::map<std::string, torch::Tensor> targets;
        forEachTensor(module, [&](const std::string &name, const torch::Tensor &t) { targets.emplace(name, t); });
        for (const auto &[name, index] : match.found) {
            auto tensor = file.tensor(index);
            if (!tensor)
                return tensor.error();
            targets.at(name).copy_(torch::from_blob(tensor->bytes.data(), tensor->shape, scalarType(tensor->dtype)));
        }
        return {};
    });
}

Error unfitting(const WeightMatch &match)
{
    return makeError(Errc::Malformed, says("The weights do not fit the network: %1.", match.sentence()));
}

safetensors::Tensor toFileTensor(torch::Tensor tensor, bool half)
{
    tensor = tensor.detach().to(torch::kCPU).contiguous();
    if (tensor.is_floating_point())
        tensor = tensor.to(half ? torch::kHalf : torch::kFloat);
    const char *dtype = tensor.scalar_type() == torch::kHalf ? "F16" : tensor.is_floating_point() ? "F32" : "I64";
    if (!tensor.is_floating_point())
        tensor = tensor.to(torch::kLong);
    const auto *bytes = static_cast<const char *>(tensor.data_ptr());
    return {dtype, tensor.sizes().vec(), std::string(bytes, bytes + tensor.nbytes())};
}
} // namespace

WeightShapes weightShapes(const torch::nn::Module &module)
{
    WeightShapes shapes;
    forEachTensor(module, [&](const std::string &name, const torch::Tensor &t) {
        shapes.push_back({name, t.sizes().vec()});
    });
    return shapes;
}

Result<WeightMatch> loadWeights(LandmarkNetwork &network, const WeightsFile &file, const WeightNames &names)
{
    auto match = matchWeights(file, weightShapes(network), names);
    if (match && !match->misshapen.empty()) {
        for (const auto &entry : file.entries())
            if (entry.name.starts_with(match->level))
                network.makeRoom(entry.name.substr(match->level.size()), entry.shape);
        match = matchWeights(file, weightShapes(network), names);
    }
    if (!match)
        return match.error();
    std::erase_if(match->leftOver, [&](const std::string &name) { return network.mayIgnore(name); });
    std::erase_if(match->missing, [&](const std::string &name) { return network.mayLack(name); });
    const bool needsStart = match->missing == std::vector<std::string>{kInitialPoints};
    if ((!needsStart && !match->missing.empty()) || !match->misshapen.empty() || !match->leftOver.empty())
        return unfitting(*match);
    if (needsStart && !names.meanShape)
        return makeError(Errc::Missing,
                         says("The weights lack initial_points, the shape that the network starts from; the card's "
                              "option \"weights.start\": \"mean-shape\" takes the scheme's."));
    if (const auto started = needsStart ? startFromMeanShape(network) : Result<void>(); !started)
        return started.error();
    if (const auto copied = copyFound(network, file, *match); !copied)
        return copied.error();
    return match;
}

Result<WeightMatch> loadBackbone(LandmarkNetwork &network, const WeightsFile &file)
{
    const auto prefix = network.backbonePrefix();
    if (!prefix)
        return makeError(Errc::Unsupported, says("No part of this network is one of torchvision's."));
    WeightShapes wanted;
    for (auto &entry : weightShapes(network)) {
        const std::string name = entry.name.starts_with(*prefix) ? entry.name.substr(prefix->size()) : std::string();
        if (!name.empty() && !name.starts_with("fc.") && !name.starts_with("classifier."))
            wanted.push_back({name, std::move(entry.shape)});
    }
    auto match = matchWeights(file, wanted);
    if (!match)
        return match.error();
    if (!match->missing.empty() || !match->misshapen.empty())
        return unfitting(*match);
    for (auto &[name, index] : match->found)
        name = *prefix + name;
    if (const auto copied = copyFound(network, file, *match); !copied)
        return copied.error();
    return match;
}

safetensors::File weightsOf(const torch::nn::Module &module, bool half)
{
    safetensors::File file;
    forEachTensor(module, [&](const std::string &name, const torch::Tensor &tensor) {
        if (!name.ends_with("num_batches_tracked")) // counts steps of training; inference does not use it
            file.tensors.emplace(name, toFileTensor(tensor, half));
    });
    return file;
}

Result<void> saveNetwork(const LandmarkNetwork &network, const std::filesystem::path &path, bool half)
{
    safetensors::File file = weightsOf(network, half);
    for (const auto &[name, value] : printNetworkOptions(network.options()))
        file.metadata[kOptionPrefix + name] = value;
    return safetensors::write(path, file);
}

Result<std::shared_ptr<LandmarkNetwork>> loadNetworkFile(const std::filesystem::path &path)
{
    const auto file = WeightsFile::read(path);
    if (!file)
        return file.error();
    std::map<std::string, std::string> changes;
    for (const auto &[key, value] : file->metadata())
        if (key.starts_with(kOptionPrefix))
            changes[key.substr(std::string_view(kOptionPrefix).size())] = value;
    const auto options = networkOptions(networkPresets().front().name, changes);
    if (!options)
        return options.error();
    if (changes.empty())
        return makeError(Errc::Missing, says("The weights do not say which network they belong to; a card is needed."));
    auto network = guarded([&] { return makeNetwork(*options); });
    if (!network)
        return network.error();
    if (const auto loaded = loadWeights(**network, *file); !loaded)
        return loaded.error();
    (*network)->eval();
    return network;
}

} // namespace fiducial::nets
