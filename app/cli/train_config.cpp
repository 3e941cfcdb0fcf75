#include "app/cli/train_config.h"

#include "core/base/file_io.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace fiducial::cli {

namespace {
using nlohmann::json;

/// Takes the values out of one object; the first that does not fit is the error.
class ObjectReader {
public:
    ObjectReader(const json &object, std::string where) : object_(object), where_(std::move(where))
    {
        if (!object.is_object())
            fail("'" + where_ + "' must be a JSON object");
    }

    void read(const char *key, std::string &value) { readAs(key, value, &json::is_string, "a text"); }
    void read(const char *key, bool &value) { readAs(key, value, &json::is_boolean, "true or false"); }
    void read(const char *key, double &value) { readAs(key, value, &json::is_number, "a number"); }
    void read(const char *key, std::uint64_t &value)
    {
        readAs(key, value, &json::is_number_unsigned, "a whole number");
    }
    void read(const char *key, int &value)
    {
        std::uint64_t number = static_cast<std::uint64_t>(value);
        read(key, number);
        if (number > 1'000'000'000)
            fail(name(key) + " is too large");
        else
            value = static_cast<int>(number);
    }
    const json *find(const char *key)
    {
        known_.emplace_back(key);
        const auto it = object_.is_object() ? object_.find(key) : object_.end();
        return it == object_.end() ? nullptr : &*it;
    }
    void fail(const std::string &what)
    {
        if (failure_.empty())
            failure_ = what;
    }
    std::string name(const std::string &key) const { return "'" + (where_.empty() ? key : where_ + "." + key) + "'"; }

    /// Call last: what is there, but was not asked for, is an error.
    Result<void> finish()
    {
        if (object_.is_object())
            for (const auto &[key, value] : object_.items())
                if (std::find(known_.begin(), known_.end(), key) == known_.end())
                    fail(name(key) + " is unknown");
        if (failure_.empty())
            return {};
        return makeError(Errc::InvalidArgument, says("The training configuration cannot be used: %1.", failure_));
    }

private:
    template <class T>
    void readAs(const char *key, T &value, bool (json::*fits)() const noexcept, const char *kind)
    {
        const json *found = find(key);
        if (!found)
            return;
        if ((found->*fits)())
            value = found->get<T>();
        else
            fail(name(key) + " must be " + kind);
    }

    const json &object_;
    std::string where_;
    std::vector<std::string> known_;
    std::string failure_;
};

std::string resolved(const std::filesystem::path &folder, const std::string &path)
{
    return path.empty() ? path : (folder / path).lexically_normal().string();
}

Result<void> readData(const json &value, const std::string &where, const std::filesystem::path &folder,
                      std::vector<CropInput> &data)
{
    CropInput entry;
    if (value.is_string()) {
        entry.input.path = value.get<std::string>();
    } else {
        ObjectReader reader(value, where);
        reader.read("path", entry.input.path);
        reader.read("images", entry.input.images);
        reader.read("select", entry.input.select);
        reader.read("accepted", entry.accepted);
        if (entry.input.path.empty())
            reader.fail(reader.name("path") + " is missing");
        if (auto done = reader.finish(); !done)
            return done;
    }
    entry.input.path = resolved(folder, entry.input.path);
    entry.input.images = resolved(folder, entry.input.images);
    data.push_back(std::move(entry));
    return {};
}

Result<void> readCrops(const json &value, pipeline::CropCacheRequest &crops)
{
    ObjectReader reader(value, "crops");
    std::string boxes(toString(crops.boxes)), group(pipeline::toString(crops.group));
    reader.read("scheme", crops.schemeId);
    reader.read("side", crops.side);
    reader.read("margin", crops.margin);
    reader.read("square", crops.square);
    reader.read("extra_pixels", crops.extraPixels);
    reader.read("boxes", boxes);
    reader.read("validation", crops.validation);
    reader.read("group", group);
    reader.read("seed", crops.seed);
    reader.read("synth", crops.synthetic);
    reader.read("synth_seed", crops.syntheticSeed);
    const auto boxSource = parseBoxSource(boxes);
    const auto cropGroup = pipeline::parseCropGroup(group);
    if (!boxSource)
        reader.fail("'crops.boxes' must be annotated or truth");
    if (!cropGroup)
        reader.fail("'crops.group' must be person, folder or face");
    crops.boxes = boxSource.value_or(crops.boxes);
    crops.group = cropGroup.value_or(crops.group);
    return reader.finish();
}

Result<TrainConfig> parseTrainConfig(const std::string &text, const std::filesystem::path &folder)
{
    const json root = json::parse(text, nullptr, false);
    if (!root.is_object())
        return makeError(Errc::InvalidArgument, says("The training configuration is not a JSON object."));
    TrainConfig config;
    ObjectReader reader(root, {});
    if (const json *data = reader.find("data")) {
        const bool many = data->is_array();
        for (std::size_t i = 0; i < (many ? data->size() : 1); ++i)
            if (auto read = readData(many ? (*data)[i] : *data, "data[" + std::to_string(i) + "]", folder, config.data);
                !read)
                return read.error();
    }
    if (const json *crops = reader.find("crops"))
        if (auto read = readCrops(*crops, config.crops); !read)
            return read.error();
    if (const json *train = reader.find("train")) {
        if (!train->is_object())
            reader.fail("'train' must be a JSON object");
        json options = *train;
        for (const char *name : {"weights", "backbone"})
            if (const auto given = options.find(name); given != options.end() && given->is_string())
                *given = resolved(folder, given->get<std::string>());
        config.train = options.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
    }
    std::string out;
    reader.read("out", out);
    config.out = resolved(folder, out);
    if (auto done = reader.finish(); !done)
        return done.error();
    return config;
}
} // namespace

Result<TrainConfig> readTrainConfig(const std::filesystem::path &file)
{
    const auto text = readFile(file, 16u << 20);
    if (!text)
        return text.error();
    auto config = parseTrainConfig(*text, file.parent_path());
    if (!config)
        return makeError(config.error().code, config.error().message, toUtf8(file));
    return config;
}

} // namespace fiducial::cli
