#include "app/cli/cli_context.h"
#include "app/cli/commands.h"
#include "app/cli/table.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace fiducial::cli {

namespace {
using Json = nlohmann::ordered_json;

Json entryJson(const model::CatalogueEntry &entry)
{
    const model::ModelCard &c = entry.card;
    return {{"name", entry.name},
            {"scheme", c.schemeId},
            {"architecture", c.architecture},
            {"input", {c.input.width, c.input.height}},
            {"available", entry.available},
            {"problem", entry.problem},
            {"sha256", c.sha256},
            {"licence", c.licence},
            {"training_data", c.trainingData},
            {"accuracy", c.accuracy},
            {"builtin", entry.builtin}};
}

int listModels(CliContext &context)
{
    const auto entries = context.models().entries();
    if (context.json) {
        Json out = Json::array();
        for (const auto &entry : entries)
            out.push_back(entryJson(entry));
        context.printJson(out);
        return kDone;
    }
    Table table({"name", "scheme", "kind", "input", "available"});
    for (const auto &entry : entries) {
        const Size in = entry.card.input;
        table.add({entry.name, entry.card.schemeId, entry.card.architecture,
                   in.empty() ? "-" : std::to_string(in.width) + "x" + std::to_string(in.height),
                   entry.available ? "yes" : entry.problem});
    }
    context.print(table.text());
    return kDone;
}

int addModel(CliContext &context, const std::string &weights, const std::string &cardFile)
{
    auto probe = model::probeModel(weights);
    if (!probe)
        return context.fail(probe.error());
    std::optional<model::ModelCard> card = probe->card;
    if (!cardFile.empty()) {
        auto read = model::readCard(cardFile);
        if (!read)
            return context.fail(read.error());
        card = std::move(read).value();
    }
    if (!card) {
        std::string fields;
        for (const std::string &field : probe->missing)
            fields += (fields.empty() ? "" : ", ") + field;
        return context.fail(makeError(Errc::InvalidArgument,
                                      "Nothing but a card can say these of the model: " + fields +
                                          ". Write them into a card (see `fiducial-cli models list --json` for "
                                          "examples) and give it with --card.",
                                      weights));
    }
    auto added = context.models().add(weights, *card);
    if (!added)
        return context.fail(added.error());
    if (context.json)
        context.printJson(entryJson(*added));
    else
        context.print(added->name + " added; use it with --model " + added->name);
    return kDone;
}
} // namespace

void addModels(CLI::App &app, Command *run)
{
    auto *command = app.add_subcommand("models", "List the models, or add a weights file");
    command->require_subcommand(1);
    auto *list = command->add_subcommand("list", "Built-in, bundled and added models");
    list->fallthrough();
    list->callback([=] { *run = listModels; });
    auto *add = command->add_subcommand("add", "Copy a weights file and its card into the user's models");
    add->fallthrough();
    auto weights = std::make_shared<std::string>();
    auto card = std::make_shared<std::string>();
    add->add_option("FILE", *weights, ".onnx, TorchScript .pt or .safetensors")->required();
    add->add_option("--card", *card, "Model card (JSON)");
    add->callback([=] { *run = [=](CliContext &context) { return addModel(context, *weights, *card); }; });
    command->footer("Example:\n  fiducial-cli models add pfld.onnx --card pfld.json");
}

} // namespace fiducial::cli
