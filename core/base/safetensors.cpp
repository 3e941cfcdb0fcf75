#include "core/base/safetensors.h"

#include "core/base/file_io.h"

#include <nlohmann/json.hpp>

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

Error broken(const std::string &what)
{
    return makeError(Errc::Malformed, "The safetensors header is broken: " + what + ".");
}

Result<Tensor> parseTensor(const std::string &name, const nlohmann::json &entry, std::string_view data)
{
    const auto dtype = entry.find("dtype");
    const auto shape = entry.find("shape");
    const auto offsets = entry.find("data_offsets");
    if (dtype == entry.end() || !dtype->is_string() || shape == entry.end() || !shape->is_array() ||
        offsets == entry.end() || !offsets->is_array() || offsets->size() != 2 || !(*offsets)[0].is_number_unsigned() ||
        !(*offsets)[1].is_number_unsigned())
        return broken("tensor '" + name + "' lacks dtype, shape or data_offsets");
    Tensor tensor{dtype->get<std::string>(), {}, {}};
    const int size = itemSize(tensor.dtype);
    if (size == 0)
        return broken("tensor '" + name + "' has the unknown type '" + tensor.dtype + "'");
    std::uint64_t expected = static_cast<std::uint64_t>(size);
    for (const auto &dimension : *shape) {
        if (!dimension.is_number_unsigned())
            return broken("tensor '" + name + "' has a dimension that is not a natural number");
        const auto d = dimension.get<std::uint64_t>();
        if (d > data.size() || (d != 0 && expected > data.size() / d))
            return broken("tensor '" + name + "' is larger than the file");
        expected *= d;
        tensor.shape.push_back(static_cast<std::int64_t>(d));
    }
    const auto begin = (*offsets)[0].get<std::uint64_t>();
    const auto end = (*offsets)[1].get<std::uint64_t>();
    if (begin > end || end > data.size() || end - begin != expected)
        return broken("tensor '" + name + "' does not fit its place in the file");
    tensor.bytes = std::string(data.substr(begin, end - begin));
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
    return makeError(Errc::Unsupported, "Tensors of type " + dtype + " are not read as numbers.");
}

Tensor Tensor::fromFloats(std::vector<std::int64_t> shape, const std::vector<float> &values)
{
    const auto *bytes = reinterpret_cast<const char *>(values.data());
    return {"F32", std::move(shape), std::string(bytes, bytes + values.size() * sizeof(float))};
}

Result<File> parse(std::string_view bytes)
{
    std::uint64_t headerLength = 0;
    if (bytes.size() < sizeof headerLength)
        return broken("the file is shorter than 8 bytes");
    std::memcpy(&headerLength, bytes.data(), sizeof headerLength);
    bytes.remove_prefix(sizeof headerLength);
    if (headerLength > bytes.size() || headerLength > kMaxHeaderBytes)
        return broken("its length is larger than the file");
    const auto header = nlohmann::json::parse(bytes.substr(0, headerLength), nullptr, false);
    if (!header.is_object())
        return broken("it is not a JSON object");
    bytes.remove_prefix(headerLength);
    File file;
    std::size_t total = 0;
    for (const auto &[name, entry] : header.items()) {
        if (!entry.is_object())
            return broken("entry '" + name + "' is not an object");
        if (name == "__metadata__") {
            for (const auto &[key, value] : entry.items())
                if (value.is_string())
                    file.metadata[key] = value.get<std::string>();
            continue;
        }
        auto tensor = parseTensor(name, entry, bytes);
        if (!tensor)
            return tensor.error();
        total += tensor->bytes.size();
        if (total > bytes.size())
            return broken("its tensors overlap");
        file.tensors.emplace(name, std::move(tensor).value());
    }
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
    std::string text = header.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    text.append((8 - text.size() % 8) % 8, ' '); // data starts aligned
    const std::uint64_t length = text.size();
    std::string out(sizeof length, '\0');
    std::memcpy(out.data(), &length, sizeof length);
    out += text;
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

} // namespace fiducial::safetensors
