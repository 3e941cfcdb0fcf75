#include "app/cli/cli_context.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <memory>
#include <unistd.h>

namespace fiducial::cli {

namespace {
volatile std::sig_atomic_t interrupted = 0;

void onInterrupt(int)
{
    if (interrupted)
        _exit(kCancelled);
    interrupted = 1;
}

std::string duration(double seconds)
{
    const int s = static_cast<int>(seconds + 0.5);
    return s < 60 ? std::to_string(s) + " s" : std::to_string(s / 60) + " min " + std::to_string(s % 60) + " s";
}

/// One line on a terminal that is drawn over itself, at most ten times a second.
class ProgressLine {
public:
    explicit ProgressLine(std::string title) : title_(std::move(title)) {}

    ~ProgressLine()
    {
        if (shown_)
            std::fputs("\r\033[K", stderr);
    }

    void update(std::int64_t done, std::int64_t total)
    {
        const auto now = std::chrono::steady_clock::now();
        if (total <= 0 || (done < total && now - last_ < std::chrono::milliseconds(100)))
            return;
        last_ = now;
        const double elapsed = std::chrono::duration<double>(now - start_).count();
        std::string line = title_ + " " + std::to_string(done) + " of " + std::to_string(total);
        if (done > 0 && done < total && elapsed > 1)
            line += ", " + duration(elapsed * static_cast<double>(total - done) / static_cast<double>(done)) + " left";
        std::fprintf(stderr, "\r%s\033[K", line.c_str());
        std::fflush(stderr);
        shown_ = true;
    }

private:
    std::string title_;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point last_{};
    bool shown_ = false;
};
} // namespace

void installInterruptHandler()
{
    std::signal(SIGINT, onInterrupt);
    std::signal(SIGTERM, onInterrupt);
}

CliContext::CliContext()
    : formats_(formats::makeBuiltinFormats()),
      models_(model::resourcesFolder() / "models", model::userDataFolder() / "models")
{}

JobContext CliContext::job(const std::string &title) const
{
    JobContext context;
    context.cancelled = [] { return interrupted != 0; };
    if (!quiet && isatty(STDERR_FILENO)) {
        auto line = std::make_shared<ProgressLine>(title);
        context.progress = [line](std::int64_t done, std::int64_t total) { line->update(done, total); };
    }
    return context;
}

void CliContext::print(const std::string &text) const
{
    std::fwrite(text.data(), 1, text.size(), stdout);
    if (text.empty() || text.back() != '\n')
        std::fputc('\n', stdout);
}

void CliContext::printJson(const nlohmann::ordered_json &value) const
{
    print(value.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

void CliContext::note(const std::string &text) const
{
    if (!quiet)
        std::fprintf(stderr, "%s\n", text.c_str());
}

void CliContext::issues(const std::vector<Issue> &issues, std::size_t most) const
{
    for (std::size_t i = 0; i < issues.size() && i < most; ++i)
        note(issues[i].text());
    if (issues.size() > most)
        note("... and " + std::to_string(issues.size() - most) + " more; `fiducial-cli info` lists them all.");
}

int CliContext::fail(const Error &error) const
{
    std::fprintf(stderr, "fiducial-cli: %s\n", error.text().c_str());
    if (error.code == Errc::Cancelled)
        return kCancelled;
    return error.code == Errc::InvalidArgument ? kWrongUse : kFailed;
}

} // namespace fiducial::cli
