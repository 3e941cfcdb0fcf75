#include "core/nets/network_backend.h"

#include "core/nets/heat_maps.h"
#include "core/nets/layer_count.h"
#include "core/nets/network_speed.h"
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
            const auto output = network_->forward(input);
            std::vector<model::NamedTensor> named;
            if (!output.maps.empty()) {
                const auto decoded = output.decoded.points.defined()
                                         ? output.decoded
                                         : decodeMaps(network_->options(), output.maps.back().heat);
                named.push_back({model::kCovarianceOutput, fromTensor(decoded.covariance)});
                named.push_back({model::kPeakOutput, fromTensor(decoded.peak)});
            }
            for (std::size_t i = 0; i < output.stages.size(); ++i)
                named.push_back({std::to_string(i), fromTensor(output.stages[i])});
            return named;
        });
    }

    Result<model::FaceMaps> maps(const model::FloatTensor &face) override
    {
        if (!givesHeatmaps(network_->options()))
            return Backend::maps(face);
        return guarded([&]() -> Result<model::FaceMaps> {
            const torch::InferenceMode inference;
            const auto output = network_->forward(toTensor(face, device_, type_));
            const auto heat = output.maps.back().heat[0];
            const auto places = cellPlaces(static_cast<int>(heat.size(-1)), network_->options().grid);
            return model::FaceMaps{fromTensor(heat), places.first, places.step};
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

namespace {
/// A network with initial weights, in evaluation mode, handed to `work` without autograd.
template <class Value, class Work>
Result<Value> withNetwork(const std::string &architecture, const std::map<std::string, std::string> &changes, Work work)
{
    const auto options = networkOptions(architecture, changes);
    if (!options)
        return options.error();
    return guarded([&]() -> Result<Value> {
        const auto network = makeNetwork(*options);
        if (!network)
            return network.error();
        (*network)->eval();
        const torch::InferenceMode inference;
        return work(**network);
    });
}

torch::Tensor noise(const LandmarkNetwork &network, int batch)
{
    const int side = network.options().input;
    return torch::rand({batch, 3, side, side});
}
} // namespace

Result<model::NetworkFigures> networkFigures(const std::string &architecture,
                                             const std::map<std::string, std::string> &options)
{
    return withNetwork<model::NetworkFigures>(architecture, options, [](LandmarkNetwork &network) {
        model::NetworkFigures figures;
        LayerCount count;
        const int threads = at::get_num_threads(); // one pass is not worth waking the others
        at::set_num_threads(1);
        const auto activations = peakTensorBytes([&] {
            const auto image = noise(network, 1);
            count = countLayers([&] { network.forward(image); }, &network);
        });
        at::set_num_threads(threads);
        figures.parameters = parameterCount(network);
        figures.executedParameters = count.parameters;
        figures.macs = count.macs;
        figures.attentionMacs = count.attentionMacs;
        for (const auto &[name, tensor] : weightsOf(network).tensors)
            figures.weightBytes += static_cast<std::int64_t>(tensor.bytes.size());
        figures.peakBytes = figures.weightBytes + activations;
        return figures;
    });
}

Result<model::NetworkSpeed> networkSpeed(const std::string &architecture,
                                         const std::map<std::string, std::string> &options,
                                         const model::SpeedRequest &request)
{
    const auto device = chooseDevice(request.device);
    if (!device)
        return device.error();
    return withNetwork<model::NetworkSpeed>(architecture, options, [&](LandmarkNetwork &network) {
        network.to(*device);
        const auto images = noise(network, request.batch).to(*device).contiguous(torch::MemoryFormat::ChannelsLast);
        return model::NetworkSpeed{describe(*device),
                                   passesPerSecond(network, images, request.seconds) * request.batch};
    });
}

} // namespace fiducial::nets
