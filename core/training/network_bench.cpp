#include "core/training/network_bench.h"

#include "core/nets/landmark_network.h"
#include "core/nets/layer_count.h"
#include "core/nets/network_options.h"
#include "core/nets/network_speed.h"
#include "core/nets/tensor_bridge.h"
#include "core/nets/torch_device.h"

#include <torch/torch.h>

#include <c10/core/CachingDeviceAllocator.h>
#include <c10/core/impl/VirtualGuardImpl.h>

namespace fiducial::training {

namespace {
c10::DeviceAllocator *gpuAllocator(const torch::Device &device)
{
    return device.is_cuda() ? at::getDeviceAllocator(device.type()) : nullptr;
}
} // namespace

Result<NetworkBench> benchNetwork(const NetworkBenchRequest &request)
{
    return nets::guarded([&]() -> Result<NetworkBench> {
        const auto device = nets::chooseDevice(request.device);
        if (!device)
            return device.error();
        if (request.half && !device->is_cuda())
            return makeError(Errc::InvalidArgument, says("Half precision is for CUDA."));
        const auto made = nets::makeNetwork(request.network);
        if (!made)
            return made.error();
        auto &network = **made;
        const torch::InferenceMode inference;
        network.eval();
        const int side = request.network.input;
        NetworkBench bench{nets::describe(*device), nets::parameterCount(network)};
        const auto count = nets::countLayers([&] { network.forward(torch::zeros({1, 3, side, side})); }, &network);
        bench.executedParameters = count.parameters;
        bench.gmacs = static_cast<double>(count.macs) * 1e-9;
        bench.attentionGmacs = static_cast<double>(count.attentionMacs) * 1e-9;
        const auto type = request.half ? torch::kHalf : torch::kFloat;
        network.to(*device, type);
        auto *allocator = gpuAllocator(*device);
        if (allocator)
            allocator->resetPeakStats(device->index());
        const auto images =
            torch::rand({request.batch, 3, side, side}).to(*device, type).contiguous(torch::MemoryFormat::ChannelsLast);
        bench.facesPerSecond = nets::passesPerSecond(network, images, request.seconds) * request.batch;
        if (allocator)
            bench.deviceBytes = allocator->getDeviceStats(device->index()).allocated_bytes[0].peak;
        return bench;
    });
}

} // namespace fiducial::training
