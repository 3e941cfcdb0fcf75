#include "app/cli/model_list.h"

#include "app/cli/table.h"
#include "core/base/text.h"
#include "core/model/backend.h"
#include "core/model/model_speed.h"

#include <nlohmann/json.hpp>

namespace fiducial::cli {

namespace {
using Json = nlohmann::ordered_json;

constexpr double kMega = 1e6;
constexpr double kGiga = 1e9;

struct ListedModel {
    model::CatalogueEntry entry;
    std::optional<double> facesPerSecond;
};

struct ListedNetwork {
    model::ArchitectureInfo info;
    model::NetworkFigures figures;
    std::optional<model::NetworkSpeed> speed;
};

struct ModelList {
    std::vector<ListedModel> models;
    std::vector<ListedNetwork> networks;
    std::string networksProblem; ///< why there are none
};

bool passes(const ModelListOptions &options, double bytes)
{
    return !options.maxMegabytes || bytes <= *options.maxMegabytes * kMega;
}

Result<std::vector<ListedModel>> findModels(const CliContext &context, const ModelListOptions &options)
{
    std::vector<ListedModel> found;
    for (const auto &entry : context.models().entries()) {
        if (!passes(options, static_cast<double>(entry.weightBytes)))
            continue;
        ListedModel listed{entry, {}};
        if (options.measure && entry.available && !entry.builtin) {
            model::DeviceOptions device;
            device.device = options.device;
            device.batch = options.batch;
            const auto loaded = model::loadModel(entry.card, entry.folder, device);
            if (loaded) {
                const auto speed = model::facesPerSecond(**loaded, options.batch, options.seconds, context.job({}));
                if (!speed)
                    return speed.error();
                listed.facesPerSecond = *speed;
            } else {
                context.note(loaded.error().text());
            }
        }
        found.push_back(std::move(listed));
    }
    return found;
}

Result<std::vector<ListedNetwork>> findNetworks(const CliContext &context, const ModelListOptions &options,
                                                model::TorchModule &module)
{
    const JobContext job = context.job("Counting networks");
    std::vector<ListedNetwork> found;
    const auto all = module.architectures();
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (job.cancelled())
            return makeError(Errc::Cancelled, says("Listing the models was cancelled."));
        job.progress(static_cast<std::int64_t>(i), static_cast<std::int64_t>(all.size()));
        const auto figures = module.figures(all[i].name, {});
        if (!figures)
            return figures.error();
        if (!passes(options, static_cast<double>(figures->weightBytes)))
            continue;
        ListedNetwork listed{all[i], *figures, {}};
        if (options.measure) {
            const auto speed = module.speed(all[i].name, {}, {options.device, options.batch, options.seconds});
            if (!speed)
                return speed.error();
            listed.speed = *speed;
        }
        found.push_back(std::move(listed));
    }
    return found;
}

Result<ModelList> findAll(const CliContext &context, const ModelListOptions &options)
{
    ModelList list;
    auto models = findModels(context, options);
    if (!models)
        return models.error();
    list.models = std::move(*models);
    const auto module = model::torchModule();
    if (!module) {
        list.networksProblem = module.error().text();
        return list;
    }
    auto networks = findNetworks(context, options, **module);
    if (!networks)
        return networks.error();
    list.networks = std::move(*networks);
    return list;
}

Json orNull(double value)
{
    return value > 0 ? Json(value) : Json(nullptr);
}

Json networkJson(const ListedNetwork &network)
{
    const auto &[info, figures, speed] = network;
    return {{"name", info.name},
            {"description", info.description},
            {"parameters", figures.parameters},
            {"executed_parameters", figures.executedParameters},
            {"gmacs", static_cast<double>(figures.macs) / kGiga},
            {"attention_gmacs", static_cast<double>(figures.attentionMacs) / kGiga},
            {"weight_bytes", figures.weightBytes},
            {"peak_memory_bytes", figures.peakBytes},
            {"faces_per_second", speed ? Json(speed->facesPerSecond) : Json(nullptr)},
            {"device", speed ? Json(speed->device) : Json(nullptr)},
            {"published",
             {{"parameters_m", orNull(info.publishedParametersM)},
              {"gmacs", orNull(info.publishedGmacs)},
              {"frames_per_second", orNull(info.publishedFramesPerSecond)}}},
            {"options", info.options}};
}

std::string megabytes(double bytes)
{
    return bytes > 0 ? text::fixed(bytes / kMega, 1) : "-";
}

std::string published(double value, int decimals)
{
    return value > 0 ? text::fixed(value, decimals) : "-";
}

std::string modelTable(const ModelList &list)
{
    Table table({"model", "scheme", "kind", "input", "MB", "faces/s", "available"});
    for (const auto &[entry, speed] : list.models) {
        const Size in = entry.card.input;
        table.add({entry.name, entry.card.schemeId, entry.card.architecture,
                   in.empty() ? "-" : std::to_string(in.width) + "x" + std::to_string(in.height),
                   megabytes(static_cast<double>(entry.weightBytes)), speed ? text::fixed(*speed, 1) : "-",
                   entry.available ? "yes" : "no"});
    }
    return table.text();
}

std::string networkTable(const ModelList &list)
{
    Table table({"network", "M parameters", "executed", "published", "GMAC", "published", "attention", "MB", "peak MB",
                 "faces/s", "published"});
    for (const auto &[info, figures, speed] : list.networks)
        table.add(
            {info.name, text::fixed(static_cast<double>(figures.parameters) / kMega, 3),
             text::fixed(static_cast<double>(figures.executedParameters) / kMega, 3),
             published(info.publishedParametersM, 3), text::fixed(static_cast<double>(figures.macs) / kGiga, 3),
             published(info.publishedGmacs, 3), text::fixed(static_cast<double>(figures.attentionMacs) / kGiga, 3),
             megabytes(static_cast<double>(figures.weightBytes)), megabytes(static_cast<double>(figures.peakBytes)),
             speed ? text::fixed(speed->facesPerSecond, 1) : "-", published(info.publishedFramesPerSecond, 0)});
    return table.text();
}
} // namespace

Json entryJson(const model::CatalogueEntry &entry, std::optional<double> speed)
{
    const model::ModelCard &c = entry.card;
    return {{"name", entry.name},
            {"scheme", c.schemeId},
            {"architecture", c.architecture},
            {"input", {c.input.width, c.input.height}},
            {"available", entry.available},
            {"problem", entry.problem.text()},
            {"sha256", c.sha256},
            {"weight_bytes", entry.weightBytes},
            {"faces_per_second", speed ? Json(*speed) : Json(nullptr)},
            {"licence", c.licence},
            {"training_data", c.trainingData},
            {"accuracy", c.accuracy},
            {"builtin", entry.builtin}};
}

int listModels(CliContext &context, const ModelListOptions &options)
{
    const auto list = findAll(context, options);
    if (!list)
        return context.fail(list.error());
    if (!context.json) {
        for (const auto &[entry, speed] : list->models)
            if (!entry.available)
                context.note(entry.name + ": " + entry.problem.text());
        context.print(modelTable(*list) + "\n" +
                      (list->networksProblem.empty() ? networkTable(*list) : list->networksProblem));
        return kDone;
    }
    Json out = {{"models", Json::array()}, {"networks", Json::array()}};
    for (const auto &[entry, speed] : list->models)
        out["models"].push_back(entryJson(entry, speed));
    for (const auto &network : list->networks)
        out["networks"].push_back(networkJson(network));
    out["networks_problem"] = list->networksProblem.empty() ? Json(nullptr) : Json(list->networksProblem);
    context.printJson(out);
    return kDone;
}

} // namespace fiducial::cli
