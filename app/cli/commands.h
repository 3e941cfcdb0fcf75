#pragma once

#include <functional>

namespace CLI {
class App;
}

/// Each adds its subcommand with options and help; `*run` becomes what main() calls when it was chosen, and returns the
/// exit code.
namespace fiducial::cli {

class CliContext;
using Command = std::function<int(CliContext &)>;

void addInfo(CLI::App &app, Command *run);
void addPredict(CLI::App &app, Command *run);
void addEvaluate(CLI::App &app, Command *run);
void addConvert(CLI::App &app, Command *run);
void addCompare(CLI::App &app, Command *run);
void addDoctor(CLI::App &app, Command *run);
void addDiff(CLI::App &app, Command *run);
void addModels(CLI::App &app, Command *run);
void addSynth(CLI::App &app, Command *run);
void addCrops(CLI::App &app, Command *run);
void addTrain(CLI::App &app, Command *run);
void addRender(CLI::App &app, Command *run);
void addDecoders(CLI::App &app, Command *run);
void addEditCost(CLI::App &app, Command *run);
void addBench(CLI::App &app, Command *run);

} // namespace fiducial::cli
