#include "app/cli/cli_context.h"
#include "app/cli/commands.h"

#include <CLI/CLI.hpp>

#include <QGuiApplication>
#include <QLocale>

#include <algorithm>
#include <clocale>
#include <memory>
#include <string_view>

namespace {
/// Only drawing needs fonts and so a platform; the rest starts faster without, and both work without a display.
std::unique_ptr<QCoreApplication> makeApplication(int &argc, char **argv)
{
    const auto asksForReport = [](const char *argument) { return std::string_view(argument).starts_with("--report"); };
    if (argc > 1 && (std::string_view(argv[1]) == "render" || std::any_of(argv + 1, argv + argc, asksForReport))) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        return std::make_unique<QGuiApplication>(argc, argv);
    }
    return std::make_unique<QCoreApplication>(argc, argv); // plugins of Qt SQL
}
} // namespace

int main(int argc, char **argv)
{
    using namespace fiducial::cli;
    const auto application = makeApplication(argc, argv);
    std::setlocale(LC_NUMERIC, "C");
    QLocale::setDefault(QLocale::c()); // numbers on pictures as in the text
    installInterruptHandler();

    CLI::App app("Fiducial: a workbench for facial landmarks, without its window.", "fiducial-cli");
    app.set_version_flag("--version", std::string("fiducial-cli ") + FIDUCIAL_VERSION);
    app.require_subcommand(1);
    app.footer(
        "Exit codes: 0 done, 1 failed, 2 wrong use, 130 cancelled. `fiducial-cli COMMAND --help` shows examples.");
    Command chosen;
    for (const auto add : {addInfo, addPredict, addEvaluate, addConvert, addCompare, addDoctor, addDiff, addRender,
                           addSynth, addCrops, addTrain, addModels, addDecoders, addEditCost, addBench})
        add(app, &chosen);
    bool json = false, quiet = false;
    for (CLI::App *command : app.get_subcommands({})) {
        command->add_flag("--json", json, "Machine-readable result on standard output");
        command->add_flag("--quiet", quiet, "No progress and no notes");
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &e) {
        return app.exit(e) == 0 ? kDone : kWrongUse;
    }
    CliContext context;
    context.json = json;
    context.quiet = quiet;
    return chosen(context);
}
