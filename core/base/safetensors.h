#pragma once

#include "core/base/file_io.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
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

/// The same without a copy: the bytes of each tensor point into what was parsed.
struct TensorView {
    std::string dtype;
    std::vector<std::int64_t> shape;
    std::string_view bytes;
};
struct FileView {
    std::map<std::string, TensorView> tensors;
    std::map<std::string, std::string> metadata;
};

/// For files that are mapped into memory. `bytes` must outlive the result.
Result<FileView> view(std::string_view bytes);
Result<File> parse(std::string_view bytes);
std::string print(const File &file);
Result<File> read(const std::filesystem::path &path);
Result<void> write(const std::filesystem::path &path, const File &file);

/// The header's "__metadata__" alone; reads no tensor.
Result<std::map<std::string, std::string>> readMetadata(const std::filesystem::path &path);

/// Writes a container whose tensors come piece by piece, one after the other, and whose lengths are known only at the
/// end. Nothing is visible at `path` before commit(); an object destroyed uncommitted leaves no file. One thread.
class Writer {
public:
    /// `headerRoom`: bytes kept free for the header, which is written last; what is not needed is filled with blanks.
    static Result<Writer> create(const std::filesystem::path &path, std::size_t headerRoom);

    /// Starts the next tensor, whose first dimension is the number of rows that append() brings. Precondition: a known
    /// dtype, rows that are not empty.
    void begin(std::string name, std::string dtype, std::vector<std::int64_t> rowShape);
    Result<void> append(std::string_view bytes);
    /// TooLarge where the header needs more room; Internal where a tensor ends within a row.
    Result<void> commit(const std::map<std::string, std::string> &metadata);

private:
    struct Entry {
        std::string name;
        std::string dtype;
        std::vector<std::int64_t> rowShape;
        std::uint64_t bytes = 0;
    };
    Writer(AtomicFile file, std::size_t headerRoom);

    AtomicFile file_;
    std::size_t headerRoom_;
    std::vector<Entry> entries_;
};

} // namespace fiducial::safetensors
