#include "app/train/run_control.h"

#include "core/base/text.h"

#include <array>
#include <csignal>
#include <cstdio>
#include <poll.h>
#include <unistd.h>

namespace fiducial::train {

namespace {
constexpr int kInterrupted = 130;
volatile std::sig_atomic_t interrupted = 0;

/// Only a person who presses Ctrl+C twice is in a hurry; batch systems send SIGTERM more than once.
void onSignal(int signal)
{
    if (interrupted && signal == SIGINT)
        _exit(kInterrupted);
    interrupted = 1;
}
} // namespace

RunControl::RunControl()
{
    std::signal(SIGINT, onSignal);
    std::signal(SIGTERM, onSignal);
    std::signal(SIGPIPE, SIG_IGN); // whoever reads the log may end; the run goes on
}

training::TrainControl RunControl::control(bool quiet)
{
    training::TrainControl control;
    control.stopped = [this] { return stopped(); };
    control.paused = [this] { return paused(); };
    if (!quiet)
        control.log = [](const std::string &line) {
            std::fwrite(line.data(), 1, line.size(), stdout);
            std::fflush(stdout);
        };
    return control;
}

bool RunControl::stopped()
{
    readCommands();
    return stopped_ || interrupted;
}

bool RunControl::paused()
{
    readCommands();
    return paused_;
}

void RunControl::readCommands()
{
    pollfd input = {STDIN_FILENO, POLLIN, 0};
    while (open_ && ::poll(&input, 1, 0) > 0) {
        std::array<char, 256> bytes;
        const auto count = ::read(STDIN_FILENO, bytes.data(), bytes.size());
        open_ = count > 0; // a background program may not read its terminal, and a pipe may be closed
        pending_.append(bytes.data(), static_cast<std::size_t>(open_ ? count : 0));
    }
    for (auto end = pending_.find('\n'); end != std::string::npos; end = pending_.find('\n')) {
        const std::string line(text::trimmed(std::string_view(pending_).substr(0, end)));
        pending_.erase(0, end + 1);
        if (line == "pause" || line == "resume")
            paused_ = line == "pause";
        else if (line == "stop")
            stopped_ = true;
        else
            std::fprintf(stderr, "fiducial-train: '%s' is no command; pause, resume and stop are.\n", line.c_str());
    }
}

} // namespace fiducial::train
