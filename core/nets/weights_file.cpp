#include "core/nets/weights_file.h"

#include "core/base/file_io.h"
#include "core/nets/torch_file.h"

#include <cstring>

namespace fiducial::nets {

struct WeightsFile::Contents {
    std::string bytes; ///< what the places of a PyTorch file point into
    std::vector<TorchTensor> places;
    safetensors::File plain;
    std::vector<Entry> entries;
};

namespace {
/// A brain float is the upper half of a float.
safetensors::Tensor widened(const safetensors::Tensor &tensor)
{
    safetensors::Tensor out{"F32", tensor.shape, std::string(tensor.bytes.size() * 2, '\0')};
    for (std::size_t i = 0; i + 1 < tensor.bytes.size(); i += 2)
        std::memcpy(out.bytes.data() + 2 * i + 2, tensor.bytes.data() + i, 2);
    return out;
}
} // namespace

WeightsFile::WeightsFile(std::unique_ptr<Contents> contents) : contents_(std::move(contents)) {}
WeightsFile::WeightsFile(WeightsFile &&) noexcept = default;
WeightsFile &WeightsFile::operator=(WeightsFile &&) noexcept = default;
WeightsFile::~WeightsFile() = default;

const std::vector<WeightsFile::Entry> &WeightsFile::entries() const
{
    return contents_->entries;
}

const std::map<std::string, std::string> &WeightsFile::metadata() const
{
    return contents_->plain.metadata;
}

Result<WeightsFile> WeightsFile::read(const std::filesystem::path &path)
{
    auto bytes = readFile(path);
    if (!bytes)
        return bytes.error();
    auto file = parse(std::move(*bytes));
    if (!file)
        return makeError(file.error().code, file.error().message, toUtf8(path));
    return file;
}

Result<WeightsFile> WeightsFile::parse(std::string bytes)
{
    auto contents = std::make_unique<Contents>();
    if (!isTorchFile(bytes)) {
        auto plain = safetensors::parse(bytes);
        if (!plain)
            return plain.error();
        contents->plain = std::move(*plain);
        for (const auto &[name, tensor] : contents->plain.tensors)
            contents->entries.push_back({name, tensor.shape});
        return WeightsFile(std::move(contents));
    }
    contents->bytes = std::move(bytes);
    auto places = readTorchFile(contents->bytes);
    if (!places)
        return places.error();
    contents->places = std::move(*places);
    for (const auto &place : contents->places)
        contents->entries.push_back({place.name, place.shape});
    return WeightsFile(std::move(contents));
}

Result<safetensors::Tensor> WeightsFile::tensor(std::size_t index) const
{
    safetensors::Tensor tensor;
    if (contents_->places.empty())
        tensor = contents_->plain.tensors.at(contents_->entries.at(index).name);
    else
        tensor = gather(contents_->places.at(index));
    return tensor.dtype == "BF16" ? widened(tensor) : std::move(tensor);
}

} // namespace fiducial::nets
