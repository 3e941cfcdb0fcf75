#include "core/training/train_log.h"

#include "core/base/file_io.h"
#include "core/base/text.h"

#include <nlohmann/json.hpp>

namespace fiducial::training {

namespace {
/// Lines up to a step. A line that a kill cut short is left out.
std::string linesUpTo(const std::string &log, std::int64_t step)
{
    std::string kept;
    for (const auto line : text::lines(log)) {
        const auto entry = nlohmann::json::parse(line, nullptr, false);
        if (!entry.is_object())
            continue;
        const auto at = entry.find("step");
        if (at == entry.end() || (at->is_number_integer() && at->get<std::int64_t>() <= step))
            kept.append(line).push_back('\n');
    }
    return kept;
}

nlohmann::json sentenceJson(const Sentence &sentence)
{
    if (!sentence.translatable())
        return sentence.pattern();
    nlohmann::json out = {sentence.pattern()};
    for (const Sentence &value : sentence.values())
        out.push_back(sentenceJson(value));
    return out;
}

std::string lineOf(const nlohmann::ordered_json &entry)
{
    return entry.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}
} // namespace

Result<TrainLog> TrainLog::open(const std::filesystem::path &path, std::int64_t step, Listener listener)
{
    std::string kept;
    if (step >= 0) {
        const auto log = readFile(path);
        if (!log && log.error().code != Errc::NotFound)
            return log.error();
        kept = log ? linesUpTo(*log, step) : std::string();
    }
    if (const auto written = writeFileAtomically(path, kept); !written)
        return written.error();
    std::FILE *file = std::fopen(path.c_str(), "ae");
    if (!file)
        return makeError(Errc::Unwritable, says("The log cannot be written."), toUtf8(path));
    return TrainLog(file, std::move(listener));
}

Result<void> TrainLog::add(const nlohmann::ordered_json &entry)
{
    const std::string line = lineOf(entry);
    if (std::fwrite(line.data(), 1, line.size(), file_.get()) != line.size() || std::fflush(file_.get()) != 0)
        return makeError(Errc::Unwritable, says("The log cannot be written; is the disk full?"));
    if (listener_)
        listener_(line);
    return {};
}

std::string failureLine(const Error &error)
{
    return lineOf({{"event", "failure"}, {"sentence", sentenceJson(error.sentence())}});
}

} // namespace fiducial::training
