#include "core/model/network_loader.h"

#include "core/base/file_io.h"
#include "core/base/sha256.h"
#include "core/base/text.h"
#include "core/model/onnx_backend.h"

namespace fiducial::model {

namespace fs = std::filesystem;

namespace {
Error inFile(Error error, const fs::path &file)
{
    if (error.file.empty())
        error.file = toUtf8(file);
    return error;
}

Result<void> checkHash(const std::string &sha256, const ModelCard &card, const fs::path &weights)
{
    if (card.sha256.empty() || card.sha256 == sha256)
        return {};
    return makeError(Errc::Malformed,
                     says("These are not the weights that the card \"%1\" describes: their SHA-256 differs. Use the "
                          "right file or write a card for this one.",
                          card.name),
                     toUtf8(weights));
}

Result<Network> loadOnnx(const ModelCard &card, const fs::path &weights, const DeviceOptions &options)
{
    constexpr std::uint64_t kMaxOnnxBytes = std::uint64_t{2} << 30; // protocol buffers end there
    const auto bytes = readFile(weights, kMaxOnnxBytes);
    if (!bytes)
        return bytes.error();
    std::string hash = sha256(*bytes);
    if (const auto ok = checkHash(hash, card, weights); !ok)
        return ok.error();
    auto backend = onnxBackend(*bytes, options.device, options.threads);
    if (!backend)
        return inFile(backend.error(), weights);
    return Network{std::move(*backend), std::move(hash)};
}

Result<Network> loadTorch(const ModelCard &card, const fs::path &weights, const DeviceOptions &options)
{
    auto hash = sha256OfFile(weights);
    if (!hash)
        return hash.error();
    if (const auto ok = checkHash(*hash, card, weights); !ok)
        return ok.error();
    const auto module = torchModule();
    if (!module)
        return module.error();
    BackendRequest request;
    request.weights = toUtf8(weights);
    request.architecture = card.architecture;
    request.options = card.options;
    request.device = options.device;
    request.half = options.half;
    request.threads = options.threads;
    auto backend = module.value()->load(request);
    if (!backend)
        return inFile(backend.error(), weights);
    return Network{std::move(*backend), std::move(*hash)};
}
} // namespace

Result<Network> loadNetwork(const ModelCard &card, const fs::path &folder, const DeviceOptions &options)
{
    if (card.file.empty())
        return makeError(Errc::Missing, says("The card lacks file."));
    const fs::path weights = folder / fs::path(card.file);
    return card.architecture == "onnx" ? loadOnnx(card, weights, options) : loadTorch(card, weights, options);
}

std::string architectureOfFile(const fs::path &weights)
{
    const std::string extension = text::toLower(toUtf8(weights.extension()));
    if (extension == ".onnx")
        return "onnx";
    return extension == ".pt" || extension == ".ts" ? "torchscript" : std::string();
}

} // namespace fiducial::model
