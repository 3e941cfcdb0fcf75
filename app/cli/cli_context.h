#pragma once

#include "core/base/issue.h"
#include "core/base/job_context.h"
#include "core/formats/annotation_format.h"
#include "core/model/model_catalogue.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace fiducial::cli {

enum ExitCode { kDone = 0, kFailed = 1, kWrongUse = 2, kCancelled = 130 };

/// What every command is given. Made once in main().
class CliContext {
public:
    CliContext();

    const formats::FormatRegistry &formats() const { return formats_; }
    const model::ModelCatalogue &models() const { return models_; }

    bool json = false;  ///< --json: machine-readable result on stdout, nothing else there
    bool quiet = false; ///< --quiet: no progress, no notes

    /// Cancelled by Ctrl+C; progress with time left on a terminal, under the given title.
    JobContext job(const std::string &title) const;

    void print(const std::string &text) const; ///< result, to stdout
    void printJson(const nlohmann::ordered_json &value) const;
    void note(const std::string &text) const;                                   ///< to stderr, not with --quiet
    void issues(const std::vector<Issue> &issues, std::size_t most = 10) const; ///< to stderr
    /// The sentence to stderr and the exit code that fits it.
    int fail(const Error &error) const;

private:
    formats::FormatRegistry formats_;
    model::ModelCatalogue models_;
};

/// Makes Ctrl+C set a flag that job contexts ask; a second Ctrl+C ends the program at once.
void installInterruptHandler();

} // namespace fiducial::cli
