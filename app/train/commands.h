#pragma once

#include "core/base/result.h"

#include <functional>

namespace CLI {
class App;
}

namespace fiducial::train {

enum ExitCode { kDone = 0, kFailed = 1, kWrongUse = 2, kCancelled = 130 };

using Command = std::function<int()>;

/// The sentence to standard error; the exit code that fits it.
int fail(const Error &error);

/// `fiducial-train bench`.
void addBench(CLI::App &app, Command *run);

} // namespace fiducial::train
