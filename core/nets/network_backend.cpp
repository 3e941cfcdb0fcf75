#include "core/nets/network_backend.h"

#include "core/nets/layer_count.h"
#include "core/nets/tensor_bridge.h"
#include "core/nets/torch_device.h"
#include "core/nets/weights.h"

namespace fiducial::nets {

namespace {
class NetworkBackend : public model::Backend {
public:
    NetworkBackend(std::shared_ptr<LandmarkNetwork> network, torch::Device device, torch::ScalarType type)
        : network_(std::move(network)), device_(device), type_(type)
    {}

    Result<std::vector<model::NamedTensor>> forward(const model::FloatTensor &batch) override
    {
        return guarded([&]() -> Result<std::vector<model::NamedTensor>> {
            const torch::InferenceMode inference;
            auto input = toTensor(batch, device_, type_);
            if (input.dim() == 4)
                input = input.contiguous(torch::MemoryFormat::ChannelsLast);
            std::vector<model::NamedTensor> stages;
            for (const auto &stage : network_->forward(input).stages)
                stages.push_back({std::to_string(stages.size()), fromTensor(stage)});
            return stages;
        });
    }

    std::string device() const override { return describe(device_); }

private:
    std::shared_ptr<LandmarkNetwork> network_;
    torch::Device device_;
    torch::ScalarType type_;
};
} // namespace

Result<std::unique_ptr<model::Backend>> loadNetwork(const model::BackendRequest &request)
{
    const auto device = chooseDevice(request.device);
    if (!device)
        return device.error();
    auto changes = request.options;
    const auto names = takeWeightNames(changes);
    if (!names)
        return names.error();
    const auto options = networkOptions(request.architecture, changes);
    if (!options)
        return options.error();
    const auto file = WeightsFile::read(request.weights);
    if (!file)
        return file.error();
    return guarded([&]() -> Result<std::unique_ptr<model::Backend>> {
        const auto network = makeNetwork(*options);
        if (!network)
            return network.error();
        if (const auto loaded = loadWeights(**network, *file, *names); !loaded)
            return loaded.error();
        const bool half = request.half && device->is_cuda();
        const auto type = half ? torch::kHalf : torch::kFloat32;
        (*network)->eval();
        (*network)->to(*device, type);
        return std::unique_ptr<model::Backend>(std::make_unique<NetworkBackend>(*network, *device, type));
    });
}

Result<model::NetworkFigures> networkFigures(const std::string &architecture,
                                             const std::map<std::string, std::string> &changes)
{
    const auto options = networkOptions(architecture, changes);
    if (!options)
        return options.error();
    return guarded([&]() -> Result<model::NetworkFigures> {
        const auto network = makeNetwork(*options);
        if (!network)
            return network.error();
        (*network)->eval();
        const torch::InferenceMode inference;
        const auto image = torch::zeros({1, 3, options->input, options->input});
        const LayerCount count = countLayers([&] { (*network)->forward(image); });
        model::NetworkFigures figures;
        figures.parameters = parameterCount(**network);
        figures.macs = count.macs;
        figures.attentionMacs = count.attentionMacs;
        for (const auto &[name, tensor] : weightsOf(**network).tensors)
            figures.weightBytes += static_cast<std::int64_t>(tensor.bytes.size());
        return figures;
    });
}

} // namespace fiducial::nets
