#include "core/model/backend.h"

#include <fstream>

/// Stands in for the LibTorch module. A "TorchScript" file is a list of shapes, one stage a line ("1 98 4"); stage s
/// gives (s + 1) / 8 for x and half of that for y at every landmark.
namespace {
using namespace fiducial;
using namespace fiducial::model;

class FakeNetwork final : public Backend {
public:
    explicit FakeNetwork(BackendRequest request) : request_(std::move(request)) {}

    Result<std::vector<NamedTensor>> forward(const FloatTensor &batch) override
    {
        std::ifstream in(request_.weights);
        std::vector<NamedTensor> stages;
        int points = 0;
        int channels = 0;
        while (in >> points >> channels) {
            NamedTensor stage{std::to_string(stages.size()), {{batch.shape[0], points, channels}, {}}};
            if (channels == 0)
                stage.tensor.shape = {batch.shape[0], points};
            const float value = static_cast<float>(stages.size() + 1) / 8;
            for (std::int64_t i = 0; i < stage.tensor.count(); ++i)
                stage.tensor.data.push_back(channels != 0 && i % channels == 1 ? value / 2 : value);
            stages.push_back(std::move(stage));
        }
        return stages;
    }
    std::string device() const override { return "fake " + request_.device; }

private:
    BackendRequest request_;
};

class FakeModule final : public TorchModule {
public:
    int abi() const override { return kBackendAbi; }
    std::string version() const override { return "LibTorch 0.0"; }
    bool cudaAvailable() const override { return false; }
    Sentence cudaReason() const override { return Sentence::verbatim("it is a fake"); }
    Result<std::unique_ptr<Backend>> load(const BackendRequest &request) override
    {
        if (request.device == "cuda")
            return makeError(Errc::Unsupported, says("No CUDA: %1", cudaReason()));
        return std::unique_ptr<Backend>(std::make_unique<FakeNetwork>(request));
    }
    std::vector<ArchitectureInfo> architectures() const override { return {}; }
    Result<NetworkFigures> figures(const std::string &architecture, const std::map<std::string, std::string> &) override
    {
        return makeError(Errc::Unsupported, says("There is no network named '%1'.", architecture));
    }
    Result<NetworkSpeed> speed(const std::string &architecture, const std::map<std::string, std::string> &,
                               const SpeedRequest &) override
    {
        return makeError(Errc::Unsupported, says("There is no network named '%1'.", architecture));
    }
    void printWarning() override {}
};
} // namespace

extern "C" __attribute__((visibility("default"))) TorchModule *fiducial_torch_module(int abi)
{
    static FakeModule module;
#ifdef FAKE_ANOTHER_ABI
    return abi == kBackendAbi + 1 ? &module : nullptr;
#else
    return abi == kBackendAbi ? &module : nullptr;
#endif
}
