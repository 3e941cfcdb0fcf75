#include "core/nets/script_backend.h"

#include "core/nets/tensor_bridge.h"
#include "core/nets/torch_device.h"
#include "core/nets/weights_file.h"

#include <torch/script.h>

namespace fiducial::nets {

namespace {
void collect(const c10::IValue &value, const std::string &name, std::vector<model::NamedTensor> &out)
{
    if (value.isTensor()) {
        out.push_back({name, fromTensor(value.toTensor())});
        return;
    }
    const auto inner = [&name](std::size_t i) {
        return name.empty() ? std::to_string(i) : name + "." + std::to_string(i);
    };
    if (value.isTuple()) {
        const auto &elements = value.toTupleRef().elements();
        for (std::size_t i = 0; i < elements.size(); ++i)
            collect(elements[i], inner(i), out);
    } else if (value.isList()) {
        const auto list = value.toList();
        for (std::size_t i = 0; i < list.size(); ++i)
            collect(list.get(i), inner(i), out);
    } else if (value.isGenericDict()) {
        for (const auto &item : value.toGenericDict())
            collect(item.value(), item.key().isString() ? item.key().toStringRef() : name, out);
    }
}

class ScriptBackend : public model::Backend {
public:
    ScriptBackend(torch::jit::Module module, torch::Device device, torch::ScalarType type)
        : module_(std::move(module)), device_(device), type_(type)
    {}

    Result<std::vector<model::NamedTensor>> forward(const model::FloatTensor &batch) override
    {
        return guarded([&]() -> Result<std::vector<model::NamedTensor>> {
            const torch::NoGradGuard noGrad;
            std::vector<model::NamedTensor> out;
            collect(module_.forward({toTensor(batch, device_, type_)}), {}, out);
            if (out.empty())
                return makeError(Errc::Unsupported, says("The TorchScript module returns no tensor."));
            return out;
        });
    }

    std::string device() const override { return describe(device_); }

private:
    torch::jit::Module module_;
    torch::Device device_;
    torch::ScalarType type_;
};
} // namespace

namespace {
Result<std::unique_ptr<model::Backend>> openScript(const model::BackendRequest &request, const c10::Device &device)
{
    return guarded([&]() -> Result<std::unique_ptr<model::Backend>> {
        torch::jit::Module module = torch::jit::load(request.weights, device);
        module.eval();
        const bool half = request.half && device.is_cuda();
        if (half)
            module.to(torch::kHalf);
        return std::unique_ptr<model::Backend>(
            std::make_unique<ScriptBackend>(std::move(module), device, half ? torch::kHalf : torch::kFloat32));
    });
}
} // namespace

Result<std::unique_ptr<model::Backend>> loadScript(const model::BackendRequest &request)
{
    const auto device = chooseDevice(request.device);
    if (!device)
        return device.error();
    auto backend = openScript(request, *device);
    if (!backend && WeightsFile::read(request.weights))
        return makeError(Errc::Unsupported,
                         says("This file holds weights without a network; a card must name their architecture."));
    return backend;
}

} // namespace fiducial::nets
