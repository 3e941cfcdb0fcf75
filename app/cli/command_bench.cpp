#include "app/cli/bench_rows.h"
#include "app/cli/commands.h"
#include "app/cli/table.h"
#include "core/base/file_io.h"
#include "core/base/text.h"
#include "core/model/backend.h"
#include "core/model/places.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <opencv2/core/version.hpp>

#include <QSysInfo>

#include <fstream>
#include <thread>
#include <unistd.h>

namespace fiducial::cli {

namespace {
using Json = nlohmann::ordered_json;

struct BenchCommand {
    BenchOptions options;
    std::vector<std::string> names;
    bool full = false;
};

/// Of a checkout, seen from its build folder.
std::string torchScriptOfTests()
{
    const auto file = model::executableFolder() / "../../../tests/data/torchscript/list.pt";
    return toUtf8(file.lexically_normal());
}

std::string processor()
{
    std::ifstream info("/proc/cpuinfo"); // has no size, so it is read to its end
    for (std::string line; std::getline(info, line);)
        if (line.starts_with("model name") && line.find(':') != std::string::npos)
            return std::string(text::trimmed(line.substr(line.find(':') + 1)));
    return QSysInfo::currentCpuArchitecture().toStdString(); // ARM kernels name no model
}

/// Opens LibTorch, so it is asked for after the measurements.
Json machine()
{
    const double pages = static_cast<double>(sysconf(_SC_PHYS_PAGES));
    auto torch = model::torchModule();
    return {{"cores", std::thread::hardware_concurrency()},
            {"memory_mb", std::round(pages * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 20))},
            {"processor", processor()},
            {"system", QSysInfo::prettyProductName().toStdString()},
            {"fiducial", FIDUCIAL_VERSION},
            {"qt", qVersion()},
            {"opencv", CV_VERSION},
            {"libtorch", torch ? Json((*torch)->version()) : Json(nullptr)}};
}

Json rowJson(const BenchRow &row, const Result<Measurement> &measured)
{
    Json out = {{"name", row.name}, {"what", row.what},     {"value", nullptr},
                {"unit", row.unit}, {"target", row.target}, {"better", row.atLeast ? "higher" : "lower"},
                {"met", nullptr},   {"faces", nullptr},     {"details", Json::object()},
                {"reason", nullptr}};
    if (!measured) {
        out["reason"] = measured.error().text();
        return out;
    }
    out["value"] = measured->value;
    if (const auto met = isMet(row, *measured))
        out["met"] = *met;
    if (measured->faces > 0)
        out["faces"] = measured->faces;
    if (measured->faces < row.ofFaces)
        out["reason"] = "The target speaks of " + std::to_string(row.ofFaces) + " faces.";
    for (const auto &[key, value] : measured->details)
        out["details"][key] = value;
    return out;
}

std::string number(double value)
{
    return text::fixed(value, std::abs(value) < 1 ? 3 : std::abs(value) < 100 ? 2 : 0);
}

std::string tableOf(const Json &rows)
{
    Table table({"", "value", "target", "", "faces", "details"});
    std::string reasons;
    for (const Json &row : rows) {
        const std::string unit = " " + row["unit"].get<std::string>();
        const bool measured = row["value"].is_number();
        std::string details;
        for (const auto &[key, value] : row["details"].items())
            details += (details.empty() ? "" : ", ") + key + " " + number(value.get<double>());
        table.add({row["name"].get<std::string>(), measured ? number(row["value"].get<double>()) + unit : "-",
                   (row["better"] == "higher" ? ">= " : "< ") + number(row["target"].get<double>()) + unit,
                   row["met"].is_null() ? "?"
                   : row["met"]         ? "met"
                                        : "missed",
                   row["faces"].is_null() ? "" : std::to_string(row["faces"].get<int>()), details});
        if (!measured)
            reasons += row["name"].get<std::string>() + ": " + row["reason"].get<std::string>() + "\n";
    }
    return table.text() + reasons;
}

int runBench(CliContext &context, const BenchCommand &command)
{
    BenchWorkspace workspace(context.formats(), model::resourcesFolder() / "samples");
    BenchRun run{context, command.options, workspace, {}};
    Json rows = Json::array();
    for (const BenchRow &row : benchRows()) {
        if (!command.names.empty() && std::ranges::find(command.names, row.name) == command.names.end())
            continue;
        context.note(std::string("Measuring ") + row.name + ": " + row.what);
        const auto measured = row.measure(run, context.job(row.name));
        if (!measured && measured.error().code == Errc::Cancelled)
            return context.fail(measured.error());
        rows.push_back(rowJson(row, measured));
    }
    const Json system = machine();
    if (context.json) {
        context.printJson({{"machine", system}, {"faces", command.options.faces}, {"rows", rows}});
        return kDone;
    }
    context.print(tableOf(rows));
    context.print(system["processor"].get<std::string>() + ", " + std::to_string(system["cores"].get<int>()) +
                  " cores, " + number(system["memory_mb"].get<double>()) + " MB, " +
                  system["system"].get<std::string>() + ", Fiducial " FIDUCIAL_VERSION);
    return kDone;
}

std::vector<std::string> rowNames()
{
    std::vector<std::string> names;
    for (const BenchRow &row : benchRows())
        names.emplace_back(row.name);
    return names;
}
} // namespace

void addBench(CLI::App &app, Command *run)
{
    auto *command = app.add_subcommand("bench", "Measure the numbers that Fiducial holds on this machine");
    auto options = std::make_shared<BenchCommand>();
    options->options.torchScript = torchScriptOfTests();
    command->add_option("NAMES", options->names, "Rows to measure (default: all)")->check(CLI::IsMember(rowNames()));
    auto *faces = command
                      ->add_option("--faces", options->options.faces,
                                   "Size of the large data set; targets for 100,000 faces are judged with as many only")
                      ->check(CLI::Range(100, 1'000'000))
                      ->capture_default_str();
    command->add_flag("--full", options->full, "The same as --faces 100000")->excludes(faces);
    command->add_option("--torchscript", options->options.torchScript,
                        "TorchScript file of 98 points for first-torch (default: that of a checkout's tests)");
    options->options.model.addTo(*command, false);
    command->footer(
        "Examples:\n  fiducial-cli bench --full\n  fiducial-cli bench open-100k order --faces 20000 --json");
    command->callback([=] {
        if (options->full)
            options->options.faces = 100'000;
        *run = [=](CliContext &context) { return runBench(context, *options); };
    });
}

} // namespace fiducial::cli
