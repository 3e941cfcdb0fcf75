#include "core/model/backend.h"
#include "core/nets/network_backend.h"
#include "core/nets/network_options.h"
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
    Sentence cudaReason() const override { return cudaProblem(); }

    Result<std::unique_ptr<model::Backend>> load(const model::BackendRequest &request) override
    {
        if (request.threads > 0)
            at::set_num_threads(request.threads);
        return request.architecture == "torchscript" ? loadScript(request) : loadNetwork(request);
    }

    std::vector<model::ArchitectureInfo> architectures() const override
    {
        std::vector<model::ArchitectureInfo> all;
        for (const NetworkPreset &preset : networkPresets())
            all.push_back({preset.name, preset.description, printNetworkOptions(preset.options),
                           preset.published.parametersM, preset.published.gmacs, preset.published.framesPerSecond});
        return all;
    }

    Result<model::NetworkFigures> figures(const std::string &architecture,
                                          const std::map<std::string, std::string> &options) override
    {
        return networkFigures(architecture, options);
    }

    Result<model::NetworkSpeed> speed(const std::string &architecture,
                                      const std::map<std::string, std::string> &options,
                                      const model::SpeedRequest &request) override
    {
        return networkSpeed(architecture, options, request);
    }

    void printWarning() override { TORCH_WARN("The module prints through its own standard streams."); }
};
} // namespace

} // namespace fiducial::nets

extern "C" __attribute__((visibility("default"))) fiducial::model::TorchModule *fiducial_torch_module(int abi)
{
    static fiducial::nets::TorchModuleImpl module;
    return abi == fiducial::model::kBackendAbi ? &module : nullptr;
}
