#include "core/nets/torch_file.h"

#include "core/nets/pickle.h"
#include "core/nets/zip_archive.h"

#include <array>
#include <cstring>
#include <map>
#include <optional>
#include <utility>

namespace fiducial::nets {

namespace {
using pickle::Document;
using pickle::Kind;
using pickle::Value;
using Storages = std::map<std::string, std::string_view, std::less<>>; ///< by key

struct StorageType {
    std::string_view global;
    const char *dtype;
    std::size_t size;
};
constexpr std::array<StorageType, 9> kStorageTypes{{
    {"torch FloatStorage", "F32", 4},
    {"torch DoubleStorage", "F64", 8},
    {"torch HalfStorage", "F16", 2},
    {"torch BFloat16Storage", "BF16", 2},
    {"torch LongStorage", "I64", 8},
    {"torch IntStorage", "I32", 4},
    {"torch CharStorage", "I8", 1},
    {"torch ByteStorage", "U8", 1},
    {"torch BoolStorage", "BOOL", 1},
}};

const StorageType *findStorageType(std::string_view global)
{
    for (const auto &type : kStorageTypes)
        if (type.global == global)
            return &type;
    return nullptr;
}

Error brokenFile(Sentence what)
{
    return makeError(Errc::Malformed, says("The PyTorch file is broken: %1.", what));
}

/// What a persistent key says: ('storage', type, key, device, number of elements, ...).
struct StorageKey {
    const StorageType *type = nullptr;
    std::string key;
    std::int64_t count = 0;
};

std::optional<StorageKey> storageKey(const Document &document, const Value &value)
{
    if (value.kind != Kind::Persistent)
        return {};
    const Value &key = document[value.items.front()];
    if (key.kind != Kind::Tuple || key.items.size() < 5 || document[key.items[0]].text != "storage")
        return {};
    StorageKey out{findStorageType(document[key.items[1]].text), document[key.items[2]].text,
                   document[key.items[4]].integer};
    if (document[key.items[2]].kind == Kind::Integer)
        out.key = std::to_string(document[key.items[2]].integer);
    return out;
}

std::optional<std::vector<std::int64_t>> naturalNumbers(const Document &document, const Value &tuple)
{
    constexpr std::size_t kMaxDimensions = 16;
    if (tuple.kind == Kind::Object && tuple.items.size() == 2) { // torch.Size((2, 3))
        const Value &arguments = document[tuple.items[1]];
        if (arguments.items.size() == 1 && document[arguments.items[0]].kind == Kind::Tuple)
            return naturalNumbers(document, document[arguments.items[0]]);
    }
    if (tuple.kind != Kind::Tuple || tuple.items.size() > kMaxDimensions)
        return {};
    std::vector<std::int64_t> numbers;
    for (const auto id : tuple.items) {
        if (document[id].kind != Kind::Integer || document[id].integer < 0)
            return {};
        numbers.push_back(document[id].integer);
    }
    return numbers;
}

/// Walks what was saved and notes its tensors.
class Collector {
public:
    Collector(const Document &document, const Storages &storages) : document_(document), storages_(storages) {}

    Result<std::vector<TorchTensor>> collect()
    {
        walk(document_[document_.root], {}, 0);
        if (!problem_.empty())
            return brokenFile(problem_);
        if (tensors_.empty())
            return makeError(Errc::Unsupported, says("The PyTorch file holds no named tensors."));
        return std::move(tensors_);
    }

private:
    void walk(const Value &value, const std::string &name, int depth)
    {
        constexpr int kMaxDepth = 32;
        constexpr std::size_t kMaxVisits = 300'000; // shared values can multiply
        if (depth > kMaxDepth || ++visits_ > kMaxVisits)
            return fail(says("its levels are too deep"));
        if (!problem_.empty())
            return;
        switch (value.kind) {
        case Kind::Dict:
            for (const auto &[key, inner] : value.entries)
                walk(document_[inner], joined(name, document_[key]), depth + 1);
            return;
        case Kind::List:
        case Kind::Tuple:
            for (std::size_t i = 0; i < value.items.size(); ++i)
                walk(document_[value.items[i]], name.empty() ? std::to_string(i) : name + '.' + std::to_string(i),
                     depth + 1);
            return;
        case Kind::Object:
            walkObject(value, name, depth);
            return;
        default:
            return;
        }
    }

    void walkObject(const Value &object, const std::string &name, int depth)
    {
        const Value &callable = document_[object.items.at(0)];
        const Value &arguments = document_[object.items.at(1)];
        if (callable.kind != Kind::Global)
            return;
        if (callable.text == "torch._utils _rebuild_tensor_v2" || callable.text == "torch._utils _rebuild_tensor")
            return note(arguments, name);
        if (callable.text == "torch._utils _rebuild_parameter" && !arguments.items.empty())
            return walk(document_[arguments.items[0]], name, depth + 1);
        if (object.state.empty()) {
            for (const auto &[key, inner] : object.entries) // a dictionary of a class of its own
                walk(document_[inner], joined(name, document_[key]), depth + 1);
            return;
        }
        // A module saved whole: its parts are attributes.
        const Value &state = document_[object.state.front()];
        for (const char *part : {"_parameters", "_buffers", "_modules"})
            if (const Value *inner = document_.find(state, part))
                walk(*inner, name, depth + 1);
    }

    static std::string joined(const std::string &name, const Value &key)
    {
        const std::string own = key.kind == Kind::Integer ? std::to_string(key.integer) : key.text;
        constexpr std::size_t kMaxName = 1024;
        return (name.empty() ? own : name + '.' + own).substr(0, kMaxName);
    }

    void fail(Sentence problem)
    {
        if (problem_.empty())
            problem_ = std::move(problem);
    }

    /// `arguments`: storage, offset, size, stride, ...
    void note(const Value &arguments, const std::string &name)
    {
        if (arguments.items.size() < 4)
            return fail(says("tensor '%1' is described in an unknown way", name));
        const auto key = storageKey(document_, document_[arguments.items[0]]);
        const Value &offset = document_[arguments.items[1]];
        const auto shape = naturalNumbers(document_, document_[arguments.items[2]]);
        const auto strides = naturalNumbers(document_, document_[arguments.items[3]]);
        if (!key || !shape || !strides || strides->size() != shape->size() || offset.kind != Kind::Integer)
            return fail(says("tensor '%1' is described in an unknown way", name));
        if (!key->type) // complex and quantised numbers are no weights of ours
            return;
        const auto storage = storages_.find(key->key);
        if (storage == storages_.end())
            return fail(says("the numbers of tensor '%1' are missing", name));
        TorchTensor tensor{name, key->type->dtype, *shape, *strides, offset.integer, storage->second};
        if (!fits(tensor, static_cast<std::int64_t>(storage->second.size() / key->type->size)))
            return fail(says("tensor '%1' is larger than its numbers", name));
        tensors_.push_back(std::move(tensor));
    }

    /// Whether every element lies among the `available` ones, and there are no more than those.
    static bool fits(const TorchTensor &tensor, std::int64_t available)
    {
        std::int64_t count = 1;
        std::int64_t last = tensor.offset;
        if (last < 0 || last > available)
            return false;
        for (std::size_t i = 0; i < tensor.shape.size(); ++i) {
            const std::int64_t size = tensor.shape[i];
            if (size == 0)
                return true;
            if (size > available / count)
                return false;
            count *= size;
            const std::int64_t stride = tensor.strides[i];
            if (size > 1 && stride > (available - last) / (size - 1))
                return false;
            last += size > 1 ? stride * (size - 1) : 0;
        }
        return last < available;
    }

    const Document &document_;
    const Storages &storages_;
    std::vector<TorchTensor> tensors_;
    std::size_t visits_ = 0;
    Sentence problem_;
};

Result<std::vector<TorchTensor>> readZipContainer(std::string_view bytes)
{
    const auto members = readZip(bytes);
    if (!members)
        return members.error();
    constexpr std::string_view kObject = "data.pkl";
    std::string prefix;
    const ZipMember *object = nullptr;
    for (const auto &[name, member] : *members) {
        if (name.ends_with("/constants.pkl"))
            return makeError(Errc::Unsupported,
                             says("This is a TorchScript file; its architecture is \"torchscript\"."));
        if (name == kObject || name.ends_with("/data.pkl")) {
            prefix = name.substr(0, name.size() - kObject.size());
            object = &member;
        }
    }
    if (!object)
        return brokenFile(says("data.pkl is missing"));
    const auto order = members->find(prefix + "byteorder");
    if (order != members->end() && order->second.data != "little")
        return makeError(Errc::Unsupported, says("The file was written by a big-endian machine."));
    Storages storages;
    const std::string folder = prefix + "data/";
    bool stored = object->stored;
    for (const auto &[name, member] : *members) {
        if (!name.starts_with(folder))
            continue;
        storages[name.substr(folder.size())] = member.data;
        stored = stored && member.stored;
    }
    if (!stored)
        return makeError(Errc::Unsupported,
                         says("The zip container is compressed, which PyTorch's own files are not."));
    const auto document = pickle::read(object->data);
    if (!document)
        return document.error();
    return Collector(*document, storages).collect();
}

constexpr std::string_view kLegacyMagic("\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19", 10);

/// After the list of keys: for each its number of elements and its bytes. The types stand in the document.
Result<Storages> readLegacyStorages(const Document &document, const Document &keys, std::string_view bytes)
{
    std::map<std::string, std::size_t> itemSizes;
    for (const Value &value : document.values)
        if (const auto key = storageKey(document, value); key && key->type)
            itemSizes[key->key] = key->type->size;
    Storages storages;
    for (const auto id : keys[keys.root].items) {
        const std::string &key = keys[id].text;
        const auto size = itemSizes.find(key);
        std::uint64_t count = 0;
        if (size == itemSizes.end() || bytes.size() < sizeof count)
            return brokenFile(says("the numbers of a tensor are missing"));
        std::memcpy(&count, bytes.data(), sizeof count);
        bytes.remove_prefix(sizeof count);
        if (count > bytes.size() / size->second)
            return brokenFile(says("it is cut off"));
        const auto length = static_cast<std::size_t>(count) * size->second;
        storages[key] = bytes.substr(0, length);
        bytes.remove_prefix(length);
    }
    return storages;
}

/// Five pickles in a row (magic number, protocol, machine, object, storage keys), then the numbers.
Result<std::vector<TorchTensor>> readLegacyContainer(std::string_view bytes)
{
    std::vector<Document> parts;
    for (int i = 0; i < 5; ++i) {
        auto part = pickle::read(bytes);
        if (!part)
            return part.error();
        bytes.remove_prefix(part->length);
        if (i == 0 && (*part)[part->root].text != kLegacyMagic)
            return makeError(Errc::Unsupported, says("This pickle file was not written by torch.save()."));
        parts.push_back(std::move(*part));
    }
    if (const Value *little = parts[2].find(parts[2][parts[2].root], "little_endian"); little && little->integer == 0)
        return makeError(Errc::Unsupported, says("The file was written by a big-endian machine."));
    const auto storages = readLegacyStorages(parts[3], parts[4], bytes);
    if (!storages)
        return storages.error();
    return Collector(parts[3], *storages).collect();
}
} // namespace

bool isTorchFile(std::string_view bytes)
{
    // A legacy file begins with the pickled magic number; the length of a safetensors header may look like its start.
    const bool pickled = bytes.size() > 8 && bytes[0] == '\x80' && (bytes[2] == '\x8a' || bytes[2] == '\x95');
    return bytes.starts_with("PK\3\4") || (pickled && bytes[8] != '{');
}

Result<std::vector<TorchTensor>> readTorchFile(std::string_view bytes)
{
    return bytes.starts_with("PK") ? readZipContainer(bytes) : readLegacyContainer(bytes);
}

safetensors::Tensor gather(const TorchTensor &tensor)
{
    std::size_t size = 1;
    for (const auto &type : kStorageTypes)
        if (type.dtype == tensor.dtype)
            size = type.size;
    safetensors::Tensor out{tensor.dtype, tensor.shape, {}};
    const std::int64_t count = out.count();
    out.bytes.resize(static_cast<std::size_t>(count) * size);
    std::vector<std::int64_t> index(tensor.shape.size(), 0);
    std::int64_t at = tensor.offset;
    for (std::int64_t i = 0; i < count; ++i) {
        std::memcpy(out.bytes.data() + static_cast<std::size_t>(i) * size,
                    tensor.storage.data() + static_cast<std::size_t>(at) * size, size);
        for (std::size_t d = index.size(); d-- > 0;) {
            at += tensor.strides[d];
            if (++index[d] < tensor.shape[d])
                break;
            at -= tensor.strides[d] * tensor.shape[d];
            index[d] = 0;
        }
    }
    return out;
}

} // namespace fiducial::nets
