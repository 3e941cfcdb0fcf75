#pragma once

#include "app/cli/bench_workspace.h"
#include "app/cli/cli_context.h"
#include "app/cli/options.h"

#include <map>
#include <optional>
#include <span>

namespace fiducial::cli {

struct BenchOptions {
    int faces = 10'000;
    ModelOptions model;      ///< of the throughput row; no name: the bundled one
    std::string torchScript; ///< of the row about the first LibTorch model
};

/// A number of one row, with what else was seen on the way.
struct Measurement {
    double value = 0;
    std::vector<std::pair<std::string, double>> details;
    int faces = 0; ///< how many it was measured with, where that matters
};

/// What every measurement is given.
struct BenchRun {
    const CliContext &context;
    const BenchOptions &options;
    BenchWorkspace &workspace;
    std::map<std::string, double> browsed; ///< what browsing gave, once it has been measured
};

/// One number to hold.
struct BenchRow {
    const char *name;
    const char *what;
    const char *unit;
    double target;
    bool atLeast; ///< the target is a lower bound; else the value has to stay below it
    int ofFaces;  ///< how many faces the target speaks of; 0 where it speaks of none
    Result<Measurement> (*measure)(BenchRun &run, const JobContext &job);
};

std::span<const BenchRow> benchRows();

/// Whether the row holds; nothing where it was measured with fewer faces than its target speaks of, and so says little.
std::optional<bool> isMet(const BenchRow &row, const Measurement &measured);

} // namespace fiducial::cli
