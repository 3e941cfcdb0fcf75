#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

/// The safetensors container (8-byte little-endian header length, JSON header, raw data). Used for runs and weights.
/// Sizes and offsets in the header are checked against the file before anything is allocated.
namespace fiducial::safetensors {

struct Tensor {
    std::string dtype; ///< "F32", "F64", "F16", "I32", "I64", "U8", "BOOL"
    std::vector<std::int64_t> shape;
    std::string bytes; ///< little-endian, row-major

    std::int64_t count() const;
    /// As float; F16, F32, F64, I32, I64 and U8 convert, anything else is Unsupported.
    Result<std::vector<float>> toFloats() const;
    static Tensor fromFloats(std::vector<std::int64_t> shape, const std::vector<float> &values);
    friend bool operator==(const Tensor &, const Tensor &) = default;
};

struct File {
    std::map<std::string, Tensor> tensors;
    std::map<std::string, std::string> metadata; ///< the header's "__metadata__"
    friend bool operator==(const File &, const File &) = default;
};

Result<File> parse(std::string_view bytes);
std::string print(const File &file);
Result<File> read(const std::filesystem::path &path);
Result<void> write(const std::filesystem::path &path, const File &file);

} // namespace fiducial::safetensors
