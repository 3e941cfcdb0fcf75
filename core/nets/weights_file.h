#pragma once

#include "core/base/result.h"
#include "core/base/safetensors.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace fiducial::nets {

/// Tensors by name, out of safetensors or a PyTorch file: a state dictionary, levels of dictionaries, or a whole
/// module, in the zip or the legacy container. Levels are joined with dots: "net_ema.out.0.weight". Nothing in the file
/// is run; what is no tensor is left out. Sizes and places are checked against the file before anything is allocated.
class WeightsFile {
public:
    struct Entry {
        std::string name;
        std::vector<std::int64_t> shape;
    };

    static Result<WeightsFile> read(const std::filesystem::path &path);
    static Result<WeightsFile> parse(std::string bytes);

    WeightsFile(WeightsFile &&) noexcept;
    WeightsFile &operator=(WeightsFile &&) noexcept;
    ~WeightsFile();

    /// In the order of the file.
    const std::vector<Entry> &entries() const;
    /// Of entries()[index], contiguous; brain floats are widened to F32.
    Result<safetensors::Tensor> tensor(std::size_t index) const;
    /// What a safetensors header carries beside the tensors.
    const std::map<std::string, std::string> &metadata() const;

private:
    struct Contents;
    explicit WeightsFile(std::unique_ptr<Contents> contents);
    std::unique_ptr<Contents> contents_;
};

} // namespace fiducial::nets
