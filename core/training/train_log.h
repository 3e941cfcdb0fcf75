#pragma once

#include "core/base/result.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace fiducial::training {

/// The log of a run: a file of one JSON object a line, in the order of training. Each has "event" (start, step, epoch,
/// end) and, but for start, "step". A line is on the disk, or with its listener, as soon as add() returns.
class TrainLog {
public:
    using Listener = std::function<void(const std::string &line)>;

    /// Goes on with a log that is there, without the lines that came after `step`: that part is trained again. Step -1
    /// begins a new log.
    static Result<TrainLog> open(const std::filesystem::path &path, std::int64_t step, Listener listener);

    Result<void> add(const nlohmann::ordered_json &entry);

private:
    struct Close {
        void operator()(std::FILE *file) const { std::fclose(file); }
    };
    TrainLog(std::FILE *file, Listener listener) : file_(file), listener_(std::move(listener)) {}
    std::unique_ptr<std::FILE, Close> file_;
    Listener listener_;
};

/// What a program that starts a training gets on standard output where it fails: {"event": "failure", "sentence": ...}
/// with a line end. A sentence is a text, or for those that can be translated a list of pattern and values.
std::string failureLine(const Error &error);

} // namespace fiducial::training
