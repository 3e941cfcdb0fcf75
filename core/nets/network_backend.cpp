#include "core/nets/network_backend.h"

#include "core/base/safetensors.h"
#include "core/base/text.h"
#include "core/nets/resnet.h"
#include "core/nets/tensor_bridge.h"
#include "core/nets/torch_device.h"

#include <functional>
#include <set>

namespace fiducial::nets {

namespace {
/// A network behind the one call that inference needs.
struct Network {
    std::shared_ptr<torch::nn::Module> module;
    std::function<torch::Tensor(torch::Tensor)> forward;
};

struct Architecture {
    const char *name;
    std::vector<int> blocks;
};

const std::vector<Architecture> &architectures()
{
    static const std::vector<Architecture> all = {{"resnet18-linear", {2, 2, 2, 2}}, {"resnet34-linear", {3, 4, 6, 3}}};
    return all;
}

constexpr long long kMaxPoints = 4096;

Result<Network> makeNetwork(const model::BackendRequest &request)
{
    const auto points = request.options.find("points");
    const auto count = points == request.options.end() ? std::nullopt : text::parseInteger(points->second);
    if (!count || *count < 1 || *count > kMaxPoints)
        return makeError(Errc::InvalidArgument, "The card's options must say how many points " + request.architecture +
                                                    " has: \"points\": \"98\".");
    for (const Architecture &a : architectures()) {
        if (a.name != request.architecture)
            continue;
        BasicResNet net(a.blocks, static_cast<int>(2 * *count));
        return Network{net.ptr(), [net](torch::Tensor x) mutable { return net->forward(std::move(x)); }};
    }
    return makeError(Errc::Unsupported, "There is no network named '" + request.architecture + "'.");
}

std::string listed(const std::vector<std::string> &names)
{
    std::string out;
    for (std::size_t i = 0; i < names.size() && i < 4; ++i)
        out += (i ? ", " : "") + names[i];
    return names.size() > 4 ? out + " and " + std::to_string(names.size() - 4) + " more" : out;
}

/// Copies the file's tensors into parameters and buffers of the same names.
Result<void> copyWeights(const safetensors::File &file, torch::nn::Module &module)
{
    std::vector<std::string> missing, misshapen;
    std::set<std::string> known;
    const torch::NoGradGuard noGrad;
    const auto copy = [&](const std::string &name, torch::Tensor target) -> Result<void> {
        known.insert(name);
        const auto it = file.tensors.find(name);
        if (it == file.tensors.end()) {
            if (!name.ends_with("num_batches_tracked")) // a counter that inference does not use
                missing.push_back(name);
            return {};
        }
        if (it->second.shape != target.sizes().vec()) {
            misshapen.push_back(name);
            return {};
        }
        const auto values = it->second.toFloats();
        if (!values)
            return values.error();
        target.copy_(torch::from_blob(const_cast<float *>(values->data()), target.sizes(), torch::kFloat32));
        return {};
    };
    for (const auto &item : module.named_parameters())
        if (auto ok = copy(item.key(), item.value()); !ok)
            return ok;
    for (const auto &item : module.named_buffers())
        if (auto ok = copy(item.key(), item.value()); !ok)
            return ok;
    std::vector<std::string> leftOver;
    for (const auto &[name, tensor] : file.tensors)
        if (!known.contains(name))
            leftOver.push_back(name);
    if (missing.empty() && misshapen.empty() && leftOver.empty())
        return {};
    std::string sentence = "The weights do not fit the network:";
    if (!missing.empty())
        sentence += " missing " + listed(missing) + ";";
    if (!misshapen.empty())
        sentence += " of another shape " + listed(misshapen) + ";";
    if (!leftOver.empty())
        sentence += " not part of it " + listed(leftOver) + ";";
    sentence.back() = '.';
    return makeError(Errc::Malformed, sentence);
}

class NetworkBackend : public model::Backend {
public:
    NetworkBackend(Network network, torch::Device device, torch::ScalarType type)
        : network_(std::move(network)), device_(device), type_(type)
    {}

    Result<std::vector<model::NamedTensor>> forward(const model::FloatTensor &batch) override
    {
        return guarded([&]() -> Result<std::vector<model::NamedTensor>> {
            const torch::InferenceMode inference;
            auto input = toTensor(batch, device_, type_);
            if (input.dim() == 4)
                input = input.contiguous(torch::MemoryFormat::ChannelsLast);
            return std::vector<model::NamedTensor>{{"0", fromTensor(network_.forward(input))}};
        });
    }

    std::string device() const override { return describe(device_); }

private:
    Network network_;
    torch::Device device_;
    torch::ScalarType type_;
};
} // namespace

std::vector<std::string> networkNames()
{
    std::vector<std::string> names;
    for (const Architecture &a : architectures())
        names.emplace_back(a.name);
    return names;
}

Result<std::unique_ptr<model::Backend>> loadNetwork(const model::BackendRequest &request)
{
    const auto device = chooseDevice(request.device);
    if (!device)
        return device.error();
    auto file = safetensors::read(request.weights);
    if (!file)
        return file.error();
    return guarded([&]() -> Result<std::unique_ptr<model::Backend>> {
        auto network = makeNetwork(request);
        if (!network)
            return network.error();
        if (auto copied = copyWeights(*file, *network->module); !copied)
            return copied.error();
        network->module->eval();
        const bool half = request.half && device->is_cuda();
        network->module->to(*device, half ? torch::kHalf : torch::kFloat32);
        return std::unique_ptr<model::Backend>(
            std::make_unique<NetworkBackend>(std::move(*network), *device, half ? torch::kHalf : torch::kFloat32));
    });
}

} // namespace fiducial::nets
