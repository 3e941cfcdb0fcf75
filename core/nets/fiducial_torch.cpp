#include "core/model/backend.h"
#include "core/nets/network_backend.h"
#include "core/nets/script_backend.h"
#include "core/nets/torch_device.h"

#include <torch/torch.h>

namespace fiducial::nets {

namespace {
class TorchModuleImpl : public model::TorchModule {
public:
    int abi() const override { return model::kBackendAbi; }
    std::string version() const override { return std::string("LibTorch ") + TORCH_VERSION; }
    bool cudaAvailable() const override { return cudaProblem().empty(); }
    std::string cudaReason() const override { return cudaProblem(); }

    Result<std::unique_ptr<model::Backend>> load(const model::BackendRequest &request) override
    {
        if (request.threads > 0)
            at::set_num_threads(request.threads);
        return request.architecture == "torchscript" ? loadScript(request) : loadNetwork(request);
    }

    std::vector<std::string> architectures() const override { return networkNames(); }

    void printWarning() override { TORCH_WARN("The module prints through its own standard streams."); }
};
} // namespace

} // namespace fiducial::nets

extern "C" __attribute__((visibility("default"))) fiducial::model::TorchModule *fiducial_torch_module(int abi)
{
    static fiducial::nets::TorchModuleImpl module;
    return abi == fiducial::model::kBackendAbi ? &module : nullptr;
}
