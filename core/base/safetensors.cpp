#include "core/base/safetensors.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace fiducial::safetensors {

namespace {
static_assert(std::endian::native == std::endian::little, "the container is little-endian");

constexpr std::uint64_t kMaxHeaderBytes = 100u << 20; // the format's own limit

int itemSize(const std::string &dtype)
{
    if (dtype == "F64" || dtype == "I64")
        return 8;
    if (dtype == "F32" || dtype == "I32")
        return 4;
    if (dtype == "F16" || dtype == "BF16" || dtype == "I16")
        return 2;
    return dtype == "U8" || dtype == "I8" || dtype == "BOOL" ? 1 : 0;
}

float halfToFloat(std::uint16_t h)
{
    const int exponent = (h >> 10) & 31;
    const int mantissa = h & 1023;
    float value = 0;
    if (exponent == 31)
        value = mantissa ? std::nanf("") : INFINITY;
    else if (exponent == 0)
        value = std::ldexp(static_cast<float>(mantissa), -24);
    else
        value = std::ldexp(static_cast<float>(mantissa + 1024), exponent - 25);
    return h & 0x8000 ? -value : value;
}

template <class T>
std::vector<float> convert(const std::string &bytes)
{
    std::vector<float> out(bytes.size() / sizeof(T));
    for (std::size_t i = 0; i < out.size(); ++i) {
        T value;
        std::memcpy(&value, bytes.data() + i * sizeof(T), sizeof(T));
        out[i] = static_cast<float>(value);
    }
    return out;
}

Error broken(Sentence what)
{
    return makeError(Errc::Malformed, says("The safetensors header is broken: %1.", what));
}

Result<TensorView> parseTensor(const std::string &name, const nlohmann::json &entry, std::string_view data)
{
    const auto dtype = entry.find("dtype");
    const auto shape = entry.find("shape");
    const auto offsets = entry.find("data_offsets");
    if (dtype == entry.end() || !dtype->is_string() || shape == entry.end() || !shape->is_array() ||
        offsets == entry.end() || !offsets->is_array() || offsets->size() != 2 || !(*offsets)[0].is_number_unsigned() ||
        !(*offsets)[1].is_number_unsigned())
        return broken(says("tensor '%1' lacks dtype, shape or data_offsets", name));
    TensorView tensor{dtype->get<std::string>(), {}, {}};
    const int size = itemSize(tensor.dtype);
    if (size == 0)
        return broken(says("tensor '%1' has the unknown type '%2'", name, tensor.dtype));
    std::uint64_t expected = static_cast<std::uint64_t>(size);
    for (const auto &dimension : *shape) {
        if (!dimension.is_number_unsigned())
            return broken(says("tensor '%1' has a dimension that is not a natural number", name));
        const auto d = dimension.get<std::uint64_t>();
        if (d > data.size() || (d != 0 && expected > data.size() / d))
            return broken(says("tensor '%1' is larger than the file", name));
        expected *= d;
        tensor.shape.push_back(static_cast<std::int64_t>(d));
    }
    const auto begin = (*offsets)[0].get<std::uint64_t>();
    const auto end = (*offsets)[1].get<std::uint64_t>();
    if (begin > end || end > data.size() || end - begin != expected)
        return broken(says("tensor '%1' does not fit its place in the file", name));
    tensor.bytes = data.substr(begin, end - begin);
    return tensor;
}
} // namespace

std::int64_t Tensor::count() const
{
    std::int64_t n = 1;
    for (const auto d : shape)
        n *= d;
    return n;
}

Result<std::vector<float>> Tensor::toFloats() const
{
    if (dtype == "F32")
        return convert<float>(bytes);
    if (dtype == "F64")
        return convert<double>(bytes);
    if (dtype == "I32")
        return convert<std::int32_t>(bytes);
    if (dtype == "I64")
        return convert<std::int64_t>(bytes);
    if (dtype == "U8" || dtype == "BOOL")
        return convert<std::uint8_t>(bytes);
    if (dtype == "F16") {
        std::vector<float> out(bytes.size() / 2);
        for (std::size_t i = 0; i < out.size(); ++i) {
            std::uint16_t half = 0;
            std::memcpy(&half, bytes.data() + 2 * i, sizeof half);
            out[i] = halfToFloat(half);
        }
        return out;
    }
    return makeError(Errc::Unsupported, says("Tensors of type %1 are not read as numbers.", dtype));
}

Tensor Tensor::fromFloats(std::vector<std::int64_t> shape, const std::vector<float> &values)
{
    const auto *bytes = reinterpret_cast<const char *>(values.data());
    return {"F32", std::move(shape), std::string(bytes, bytes + values.size() * sizeof(float))};
}

namespace {
constexpr std::size_t kLengthBytes = sizeof(std::uint64_t);

/// Length of the JSON header of a file of `fileBytes` that starts with `head`.
Result<std::uint64_t> headerLength(std::string_view head, std::uint64_t fileBytes)
{
    std::uint64_t length = 0;
    if (head.size() < kLengthBytes)
        return broken(says("the file is shorter than 8 bytes"));
    std::memcpy(&length, head.data(), kLengthBytes);
    if (length > fileBytes - kLengthBytes || length > kMaxHeaderBytes)
        return broken(says("its length is larger than the file"));
    return length;
}

std::map<std::string, std::string> metadataOf(const nlohmann::json &entry)
{
    std::map<std::string, std::string> metadata;
    for (const auto &[key, value] : entry.items())
        if (value.is_string())
            metadata[key] = value.get<std::string>();
    return metadata;
}

/// Length and header as they stand at the start of a file, the header padded to `room` bytes.
std::string headerBytes(const nlohmann::ordered_json &header, std::size_t room)
{
    std::string text = header.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    text.resize(std::max(room, (text.size() + 7) / 8 * 8), ' '); // data starts aligned
    const std::uint64_t length = text.size();
    std::string out(kLengthBytes, '\0');
    std::memcpy(out.data(), &length, kLengthBytes);
    return out + text;
}
} // namespace

Result<FileView> view(std::string_view bytes)
{
    const auto length = headerLength(bytes, bytes.size());
    if (!length)
        return length.error();
    bytes.remove_prefix(kLengthBytes);
    const auto header = nlohmann::json::parse(bytes.substr(0, *length), nullptr, false);
    if (!header.is_object())
        return broken(says("it is not a JSON object"));
    bytes.remove_prefix(*length);
    FileView file;
    std::size_t total = 0;
    for (const auto &[name, entry] : header.items()) {
        if (!entry.is_object())
            return broken(says("entry '%1' is not an object", name));
        if (name == "__metadata__") {
            file.metadata = metadataOf(entry);
            continue;
        }
        auto tensor = parseTensor(name, entry, bytes);
        if (!tensor)
            return tensor.error();
        total += tensor->bytes.size();
        if (total > bytes.size())
            return broken(says("its tensors overlap"));
        file.tensors.emplace(name, std::move(tensor).value());
    }
    return file;
}

Result<File> parse(std::string_view bytes)
{
    auto seen = view(bytes);
    if (!seen)
        return seen.error();
    File file{{}, std::move(seen->metadata)};
    for (auto &[name, tensor] : seen->tensors)
        file.tensors.emplace(name, Tensor{std::move(tensor.dtype), std::move(tensor.shape), std::string(tensor.bytes)});
    return file;
}

std::string print(const File &file)
{
    nlohmann::ordered_json header = nlohmann::ordered_json::object();
    if (!file.metadata.empty())
        header["__metadata__"] = file.metadata;
    std::uint64_t offset = 0;
    for (const auto &[name, tensor] : file.tensors) {
        header[name] = {
            {"dtype", tensor.dtype}, {"shape", tensor.shape}, {"data_offsets", {offset, offset + tensor.bytes.size()}}};
        offset += tensor.bytes.size();
    }
    std::string out = headerBytes(header, 0);
    for (const auto &[name, tensor] : file.tensors)
        out += tensor.bytes;
    return out;
}

Result<File> read(const std::filesystem::path &path)
{
    auto bytes = readFile(path);
    if (!bytes)
        return bytes.error();
    auto file = parse(*bytes);
    if (!file)
        return makeError(file.error().code, file.error().message, toUtf8(path));
    return file;
}

Result<void> write(const std::filesystem::path &path, const File &file)
{
    return writeFileAtomically(path, print(file));
}

Result<std::map<std::string, std::string>> readMetadata(const std::filesystem::path &path)
{
    const auto located = [&](const Error &error) { return makeError(error.code, error.message, toUtf8(path)); };
    const auto head = readHead(path, kLengthBytes);
    if (!head)
        return head.error();
    std::error_code ec;
    const auto length = headerLength(*head, std::filesystem::file_size(path, ec));
    if (!length)
        return located(length.error());
    const auto text = readRange(path, kLengthBytes, *length);
    if (!text)
        return text.error();
    const auto header = nlohmann::json::parse(*text, nullptr, false);
    if (!header.is_object())
        return located(broken(says("it is not a JSON object")));
    const auto metadata = header.find("__metadata__");
    if (metadata == header.end())
        return std::map<std::string, std::string>();
    if (!metadata->is_object())
        return located(broken(says("entry '__metadata__' is not an object")));
    return metadataOf(*metadata);
}

Writer::Writer(AtomicFile file, std::size_t headerRoom) : file_(std::move(file)), headerRoom_(headerRoom) {}

Result<Writer> Writer::create(const std::filesystem::path &path, std::size_t headerRoom)
{
    headerRoom = (headerRoom + 7) / 8 * 8;
    auto file = AtomicFile::create(path);
    if (!file)
        return file.error();
    if (auto kept = file->write(std::string(kLengthBytes + headerRoom, ' ')); !kept)
        return kept.error();
    return Writer(std::move(file).value(), headerRoom);
}

void Writer::begin(std::string name, std::string dtype, std::vector<std::int64_t> rowShape)
{
    entries_.push_back({std::move(name), std::move(dtype), std::move(rowShape), 0});
}

Result<void> Writer::append(std::string_view bytes)
{
    if (entries_.empty())
        return makeError(Errc::Internal, says("Bytes came before the first tensor was begun."));
    entries_.back().bytes += bytes.size();
    return file_.write(bytes);
}

Result<void> Writer::commit(const std::map<std::string, std::string> &metadata)
{
    nlohmann::ordered_json header = nlohmann::ordered_json::object();
    if (!metadata.empty())
        header["__metadata__"] = metadata;
    std::uint64_t offset = 0;
    for (const Entry &entry : entries_) {
        auto rowBytes = static_cast<std::uint64_t>(itemSize(entry.dtype));
        for (const auto d : entry.rowShape)
            rowBytes *= static_cast<std::uint64_t>(d);
        if (rowBytes == 0 || entry.bytes % rowBytes != 0)
            return makeError(Errc::Internal, says("Tensor '%1' ends within a row.", entry.name));
        auto shape = entry.rowShape;
        shape.insert(shape.begin(), static_cast<std::int64_t>(entry.bytes / rowBytes));
        header[entry.name] = {
            {"dtype", entry.dtype}, {"shape", shape}, {"data_offsets", {offset, offset + entry.bytes}}};
        offset += entry.bytes;
    }
    const std::string bytes = headerBytes(header, headerRoom_);
    if (bytes.size() > kLengthBytes + headerRoom_)
        return makeError(Errc::TooLarge, says("The header has %1 bytes, but only %2 were kept for it.",
                                              bytes.size() - kLengthBytes, headerRoom_));
    if (auto written = file_.writeAt(0, bytes); !written)
        return written;
    return file_.commit();
}

} // namespace fiducial::safetensors
