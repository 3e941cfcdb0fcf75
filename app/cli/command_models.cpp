#include "app/cli/commands.h"
#include "app/cli/model_list.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace fiducial::cli {

namespace {
constexpr char kListKeys[] =
    "Keys with --json:\n"
    "  models            name, scheme, architecture, input [width, height], available, problem, sha256, weight_bytes,\n"
    "                    faces_per_second (null: not measured), licence, training_data, accuracy, builtin\n"
    "  networks          name, description, parameters, executed_parameters (those a forward pass uses: what is\n"
    "                    published counts these), gmacs (convolutions and linear layers that run),\n"
    "                    attention_gmacs (products of attention), weight_bytes (float32), peak_memory_bytes (weights "
    "and\n"
    "                    tensors of one face at once, CPU), faces_per_second and device (null: not measured), "
    "options,\n"
    "                    published {parameters_m, gmacs, frames_per_second} (null: nothing is published)\n"
    "  networks_problem  why networks is empty: LibTorch is not there; else null\n"
    "Examples:\n"
    "  fiducial-cli models list --max-size 20\n"
    "  fiducial-cli models list --json --measure --batch 16";

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
        return context.fail(
            makeError(Errc::InvalidArgument,
                      says("Nothing but a card can say these of the model: %1. Write them into a card (see "
                           "`fiducial-cli models list --json` for examples) and give it with --card.",
                           fields),
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

void addList(CLI::App &command, Command *run)
{
    auto *list = command.add_subcommand("list", "Built-in, bundled and added models, and the networks of Fiducial");
    list->fallthrough();
    auto options = std::make_shared<ModelListOptions>();
    list->add_option("--max-size", options->maxMegabytes, "Only weights of at most so many MB (a million bytes)")
        ->check(CLI::PositiveNumber);
    list->add_flag("--measure", options->measure, "Measure faces a second here");
    list->add_option("--device", options->device, "Measured on: auto, cpu, cuda or cuda:N")->capture_default_str();
    list->add_option("--batch", options->batch, "Faces at a time")->check(CLI::Range(1, 4096))->capture_default_str();
    list->add_option("--seconds", options->seconds, "Time of measuring each")
        ->check(CLI::Range(0.01, 600.0))
        ->capture_default_str();
    list->footer(kListKeys);
    list->callback([=] { *run = [=](CliContext &context) { return listModels(context, *options); }; });
}
} // namespace

void addModels(CLI::App &app, Command *run)
{
    auto *command = app.add_subcommand("models", "List the models and networks, or add a weights file");
    command->require_subcommand(0, 1);
    command->fallthrough();
    command->callback([=] {
        if (command->get_subcommands().empty())
            *run = [](CliContext &context) { return listModels(context, {}); };
    });
    addList(*command, run);
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
