#include "core/base/file_io.h"
#include "core/model/backend.h"
#include "core/model/places.h"

#include <algorithm>
#include <cstdlib>
#include <dlfcn.h>
#include <mutex>

namespace fiducial::model {

namespace fs = std::filesystem;

namespace {
const Sentence kHowToGetTorch =
    says("Run ./dev setup in the source folder, or build with FIDUCIAL_LIBTORCH set to a LibTorch 2.11 or newer.");

std::vector<fs::path> candidates()
{
    if (const char *given = std::getenv("FIDUCIAL_TORCH_MODULE"))
        return {fs::path(given)};
    constexpr char kFile[] = "libfiducial_torch.so";
    const fs::path lib = (executableFolder() / "../lib").lexically_normal();
    return {lib / kFile, lib / "fiducial" / kFile};
}

Result<TorchModule *> openModule(const fs::path &path)
{
    int flags = RTLD_NOW | RTLD_LOCAL;
#ifndef FIDUCIAL_SANITIZED
    // LibTorch must find its own BLAS before the one that OpenCV pulls in. AddressSanitizer refuses deep binding.
    flags |= RTLD_DEEPBIND;
#endif
    void *handle = ::dlopen(path.c_str(), flags);
    if (!handle) {
        const char *reason = ::dlerror();
        return makeError(Errc::Missing,
                         says("LibTorch cannot be opened: %1. %2", (reason ? reason : "?"), kHowToGetTorch),
                         toUtf8(path));
    }
    const auto factory = reinterpret_cast<TorchFactory>(::dlsym(handle, kTorchFactorySymbol));
    TorchModule *module = factory ? factory(kBackendAbi) : nullptr;
    if (!module || module->abi() != kBackendAbi)
        return makeError(
            Errc::Unsupported,
            says("The LibTorch module belongs to another version of Fiducial; build both from the same source."),
            toUtf8(path));
    return module;
}
} // namespace

bool hasTorchModule()
{
    const auto places = candidates();
    std::error_code ec;
    return std::any_of(places.begin(), places.end(), [&](const fs::path &path) { return fs::exists(path, ec); });
}

Result<TorchModule *> torchModule()
{
    static std::mutex mutex;
    static TorchModule *opened = nullptr;
    const std::lock_guard lock(mutex);
    if (opened)
        return opened;
    std::error_code ec;
    for (const auto &path : candidates()) {
        if (!fs::exists(path, ec))
            continue;
        auto module = openModule(path);
        if (module)
            opened = module.value();
        return module;
    }
    return makeError(Errc::Missing, says("This model needs LibTorch, which is not here. %1", kHowToGetTorch));
}

} // namespace fiducial::model
