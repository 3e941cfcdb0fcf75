#pragma once

#include "core/training/trainer.h"

#include <string>

namespace fiducial::train {

/// Steers a run from outside: lines on standard input ("pause", "resume", "stop"), and SIGINT or SIGTERM for stop. A
/// second SIGINT ends the program at once. One object a program; one thread.
class RunControl {
public:
    /// Takes over the two signals.
    RunControl();

    /// Lines of the log go to standard output unless `quiet`. The object must outlive the result.
    training::TrainControl control(bool quiet);

private:
    /// Takes what has arrived on standard input, without waiting.
    void readCommands();
    bool stopped();
    bool paused();

    std::string pending_; ///< start of a line
    bool open_ = true;    ///< standard input may still bring something
    bool stopped_ = false;
    bool paused_ = false;
};

} // namespace fiducial::train
