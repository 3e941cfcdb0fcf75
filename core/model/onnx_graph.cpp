#include "core/model/onnx_graph.h"

#include <algorithm>
#include <optional>

namespace fiducial::model {

namespace {
/// One field of a protocol buffer message.
struct Field {
    std::uint64_t number = 0;
    std::uint64_t value = 0; ///< of a varint
    std::string_view bytes;  ///< of a length-delimited field
};

/// Walks the fields of one message; stops at the first byte that makes no sense.
class MessageReader {
public:
    explicit MessageReader(std::string_view bytes) : rest_(bytes) {}

    std::optional<Field> next()
    {
        const auto key = varint();
        if (!key)
            return std::nullopt;
        Field field;
        field.number = *key >> 3;
        switch (*key & 7) {
        case 0: {
            const auto value = varint();
            field.value = value.value_or(0);
            return value ? std::optional(field) : fail();
        }
        case 1:
            return take(8) ? std::optional(field) : fail();
        case 2: {
            const auto length = varint();
            const auto bytes = length ? take(*length) : std::nullopt;
            field.bytes = bytes.value_or(std::string_view());
            return bytes ? std::optional(field) : fail();
        }
        case 5:
            return take(4) ? std::optional(field) : fail();
        default:
            return fail();
        }
    }
    bool good() const { return good_; }

private:
    std::optional<Field> fail()
    {
        good_ = false;
        return std::nullopt;
    }

    std::optional<std::uint64_t> varint()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64 && !rest_.empty(); shift += 7) {
            const auto byte = static_cast<unsigned char>(rest_.front());
            rest_.remove_prefix(1);
            value |= std::uint64_t{byte & 0x7Fu} << shift;
            if (byte < 0x80)
                return value;
        }
        return std::nullopt;
    }

    std::optional<std::string_view> take(std::uint64_t length)
    {
        if (length > rest_.size())
            return std::nullopt;
        const auto bytes = rest_.substr(0, static_cast<std::size_t>(length));
        rest_.remove_prefix(bytes.size());
        return bytes;
    }

    std::string_view rest_;
    bool good_ = true;
};

/// The first length-delimited field of that number.
std::string_view submessage(std::string_view message, std::uint64_t number)
{
    MessageReader reader(message);
    while (const auto field = reader.next())
        if (field->number == number && !field->bytes.empty())
            return field->bytes;
    return {};
}

OnnxValue parseValue(std::string_view message) // ValueInfoProto
{
    constexpr std::uint64_t kName = 1;
    constexpr std::uint64_t kType = 2;
    constexpr std::uint64_t kTensorType = 1;
    constexpr std::uint64_t kShape = 2;
    OnnxValue value;
    value.name = std::string(submessage(message, kName));
    const auto shape = submessage(submessage(submessage(message, kType), kTensorType), kShape);
    MessageReader dimensions(shape);
    while (const auto field = dimensions.next()) {
        MessageReader dimension(field->bytes);
        std::int64_t extent = 0;
        while (const auto part = dimension.next())
            if (part->number == 1) // dim_value; dim_param (2) is a name
                extent = std::max<std::int64_t>(0, static_cast<std::int64_t>(part->value));
        value.shape.push_back(extent);
    }
    return value;
}
} // namespace

Result<OnnxGraph> parseOnnxGraph(std::string_view bytes)
{
    constexpr std::uint64_t kModelGraph = 7;
    constexpr std::uint64_t kInitializer = 5;
    constexpr std::uint64_t kInput = 11;
    constexpr std::uint64_t kOutput = 12;
    constexpr std::uint64_t kTensorName = 8;
    OnnxGraph graph;
    std::vector<std::string_view> weights;
    MessageReader reader(submessage(bytes, kModelGraph));
    while (const auto field = reader.next()) {
        if (field->number == kInitializer)
            weights.push_back(submessage(field->bytes, kTensorName));
        else if (field->number == kInput)
            graph.inputs.push_back(parseValue(field->bytes));
        else if (field->number == kOutput)
            graph.outputs.push_back(parseValue(field->bytes));
    }
    std::erase_if(graph.inputs, [&](const OnnxValue &input) {
        return std::find(weights.begin(), weights.end(), input.name) != weights.end();
    });
    if (!reader.good() || graph.inputs.empty() || graph.outputs.empty())
        return makeError(Errc::Malformed, says("This is no ONNX model, or the file is damaged."));
    return graph;
}

} // namespace fiducial::model
