#include "tests/core/model/model_support.h"

#include <cstring>
#include <fstream>
#include <malloc.h>
#include <unistd.h>

namespace fiducial::test {

namespace {
std::string varint(std::uint64_t value)
{
    std::string out;
    for (; value >= 0x80; value >>= 7)
        out += static_cast<char>((value & 0x7F) | 0x80);
    return out + static_cast<char>(value);
}

std::string number(int field, std::uint64_t value)
{
    return varint(static_cast<std::uint64_t>(field) << 3) + varint(value);
}

std::string bytes(int field, const std::string &value)
{
    return varint(static_cast<std::uint64_t>(field) << 3 | 2) + varint(value.size()) + value;
}

std::string floats(const std::vector<float> &values)
{
    std::string out(values.size() * sizeof(float), '\0');
    std::memcpy(out.data(), values.data(), out.size());
    return out;
}

constexpr int kFloat = 1; // TensorProto.DataType

std::string tensor(const std::string &name, const std::vector<std::uint64_t> &shape, const std::vector<float> &values)
{
    std::string out;
    for (const auto d : shape)
        out += number(1, d);
    return out + number(2, kFloat) + bytes(8, name) + bytes(9, floats(values));
}

std::string valueInfo(const std::string &name, const std::vector<std::uint64_t> &shape)
{
    std::string dims;
    for (const auto d : shape)
        dims += bytes(1, d == 0 ? bytes(2, "open") : number(1, d));
    return bytes(1, name) + bytes(2, bytes(1, number(1, kFloat) + bytes(2, dims)));
}

std::string node(const std::string &operation, const std::vector<std::string> &inputs, const std::string &output)
{
    std::string out;
    for (const auto &input : inputs)
        out += bytes(1, input);
    return out + bytes(2, output) + bytes(4, operation);
}
} // namespace

model::ModelCard plainCard(int side)
{
    model::ModelCard card;
    card.name = "plain";
    card.architecture = "onnx";
    card.file = "plain.onnx";
    card.schemeId = "wflw98";
    card.input = {side, side};
    return card;
}

namespace {
/// `rest`: nodes after the linear layer, and their tensors.
std::string linearOnnx(int side, const std::vector<std::vector<float>> &weights, const std::vector<float> &bias,
                       const std::string &rest, const std::string &output, const std::vector<std::uint64_t> &shape)
{
    std::vector<float> all; // n x 3, as PyTorch exports a linear layer; OpenCV 4.6 reads the other order wrongly
    for (std::size_t k = 0; k < bias.size(); ++k)
        for (const auto &row : weights)
            all.push_back(row[k]);
    const std::uint64_t n = bias.size();
    const auto extent = static_cast<std::uint64_t>(side);
    constexpr int kInteger = 2; // AttributeProto.AttributeType
    const std::string transposed = bytes(1, "transB") + number(3, 1) + number(20, kInteger);
    const std::string graph =
        bytes(1, node("GlobalAveragePool", {"picture"}, "pooled")) + bytes(1, node("Flatten", {"pooled"}, "flat")) +
        bytes(1, node("Gemm", {"flat", "w", "b"}, "landmarks") + bytes(5, transposed)) + rest + bytes(2, "test") +
        bytes(5, tensor("w", {n, 3}, all)) + bytes(5, tensor("b", {n}, bias)) +
        bytes(11, valueInfo("picture", {1, 3, extent, extent})) + bytes(12, valueInfo(output, shape));
    return number(1, 7) + bytes(7, graph) + bytes(8, number(2, 11));
}
} // namespace

std::string channelMeanOnnx(int side, const std::vector<std::vector<float>> &weights, const std::vector<float> &bias)
{
    return linearOnnx(side, weights, bias, {}, "landmarks", {1, bias.size()});
}

std::string heatmapOnnx(int side, int count, int height, int width, const std::vector<float> &maps)
{
    const std::vector<std::int64_t> shape = {1, count, height, width};
    std::string raw(shape.size() * sizeof(std::int64_t), '\0');
    std::memcpy(raw.data(), shape.data(), raw.size());
    constexpr int kInt64 = 7; // TensorProto.DataType
    const std::string extents = number(1, shape.size()) + number(2, kInt64) + bytes(8, "extents") + bytes(9, raw);
    const std::string reshape = bytes(1, node("Reshape", {"landmarks", "extents"}, "maps")) + bytes(5, extents);
    std::vector<std::vector<float>> weights(3, std::vector<float>(maps.size()));
    weights[0] = maps;
    return linearOnnx(side, weights, std::vector<float>(maps.size()), reshape, "maps", {shape.begin(), shape.end()});
}

std::string constantOnnx(int side, int outputs, float value)
{
    const auto n = static_cast<std::size_t>(outputs);
    return channelMeanOnnx(side, std::vector(3, std::vector<float>(n)), std::vector<float>(n, value));
}

std::int64_t heldBytes()
{
    ::malloc_trim(0);
    std::ifstream statm("/proc/self/statm");
    std::int64_t total = 0;
    std::int64_t resident = 0;
    std::int64_t ofFiles = 0;
    statm >> total >> resident >> ofFiles;
    return (resident - ofFiles) * ::sysconf(_SC_PAGESIZE);
}

} // namespace fiducial::test
