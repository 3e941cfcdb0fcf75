#include "app/cli/trainer_process.h"

#include "core/base/text.h"
#include "ui/jobs/training_process.h"

#include <nlohmann/json.hpp>

#include <QProcess>

#include <cmath>
#include <csignal>
#include <unistd.h>

namespace fiducial::cli {

namespace {
using nlohmann::json;
using namespace Qt::StringLiterals;

std::optional<double> numberOf(const json &line, const char *key)
{
    const auto it = line.find(key);
    return it != line.end() && it->is_number() ? std::optional(it->get<double>()) : std::nullopt;
}

std::string wholeNumber(double value)
{
    return std::to_string(std::llround(value));
}

/// ", 12 min left"
std::string timeLeft(const json &line)
{
    const double left = numberOf(line, "seconds_left").value_or(0);
    if (left < 1)
        return {};
    return left < 90 ? ", " + wholeNumber(left) + " s left" : ", " + wholeNumber(left / 60) + " min left";
}

/// The trainer's log for people: what an epoch gave stays, steps are drawn over on a terminal.
class LogRelay {
public:
    explicit LogRelay(const CliContext &context) : context_(context), terminal_(isatty(STDERR_FILENO) != 0) {}
    ~LogRelay() { clear(); }

    void take(const std::string &line)
    {
        if (context_.json) {
            context_.print(line);
            std::fflush(stdout);
            return;
        }
        const json entry = json::parse(line, nullptr, false);
        const std::string event = entry.is_object() ? entry.value("event", json()).dump() : std::string();
        if (event == "\"step\"") {
            drawOver(epochText(entry) + timeLeft(entry));
            return;
        }
        clear();
        if (event == "\"start\"" || event == "\"resume\"")
            context_.note(startText(entry));
        else if (event == "\"epoch\"")
            context_.note(epochText(entry) + nmeText(entry, "val_nme_ema") + timeLeft(entry));
        else if (event == "\"end\"")
            context_.note(endText(entry));
        else
            context_.note(line);
    }

private:
    std::string startText(const json &entry)
    {
        if (const auto options = entry.find("options"); options != entry.end() && options->is_object())
            epochs_ = numberOf(*options, "epochs");
        const auto device = entry.find("device");
        return "Training on " + wholeNumber(numberOf(entry, "training_faces").value_or(0)) + " faces, " +
               wholeNumber(numberOf(entry, "validation_faces").value_or(0)) + " for validation" +
               (device != entry.end() && device->is_string() ? "; " + device->get<std::string>() : std::string());
    }

    std::string epochText(const json &entry) const
    {
        std::string text = "epoch " + wholeNumber(numberOf(entry, "epoch").value_or(0));
        if (epochs_)
            text += " of " + wholeNumber(*epochs_);
        if (const auto loss = numberOf(entry, "loss"))
            text += ", loss " + text::shortest(std::round(*loss * 1e4) / 1e4);
        return text;
    }

    static std::string nmeText(const json &entry, const char *key)
    {
        const auto nme = numberOf(entry, key);
        return nme ? ", NME " + text::fixed(100 * *nme, 2) + " %" : std::string();
    }

    static std::string endText(const json &entry)
    {
        const auto reason = entry.find("reason");
        std::string text = "Ended";
        if (reason != entry.end() && reason->is_string())
            text += " (" + reason->get<std::string>() + ")";
        text += nmeText(entry, "best_nme");
        if (const auto epoch = numberOf(entry, "best_epoch"); epoch && *epoch > 0)
            text += " after epoch " + wholeNumber(*epoch);
        return text;
    }

    void drawOver(const std::string &text)
    {
        if (!terminal_ || context_.quiet)
            return;
        std::fprintf(stderr, "\r%s\033[K", text.c_str());
        drawn_ = true;
    }

    void clear()
    {
        if (drawn_)
            std::fputs("\r\033[K", stderr);
        drawn_ = false;
    }

    const CliContext &context_;
    bool terminal_;
    bool drawn_ = false;
    std::optional<double> epochs_;
};

void relayLines(QProcess &process, LogRelay &relay)
{
    while (process.canReadLine())
        if (const std::string line(text::trimmed(process.readLine().toStdString())); !line.empty())
            relay.take(line);
}
} // namespace

int runTrainer(CliContext &context, const QString &program, const QStringList &arguments)
{
    const JobContext job = context.job("Training");
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.setChildProcessModifier(ui::leaveTerminal);
    process.start(program, arguments);
    if (!process.waitForStarted())
        return context.fail(makeError(Errc::Unreadable,
                                      says("The trainer cannot be started: %1.", process.errorString().toStdString())));
    LogRelay relay(context);
    bool passedOn = false;
    constexpr int kPollMilliseconds = 200;
    while (process.state() != QProcess::NotRunning) {
        if (!process.waitForReadyRead(kPollMilliseconds))
            process.waitForFinished(kPollMilliseconds / 4); // its output may be closed before it ends
        relayLines(process, relay);
        if (!passedOn && job.cancelled()) {
            ::kill(static_cast<pid_t>(process.processId()), SIGINT);
            passedOn = true;
        }
    }
    relayLines(process, relay);
    if (process.exitStatus() == QProcess::NormalExit)
        return process.exitCode();
    if (passedOn)
        return kCancelled;
    return context.fail(makeError(
        Errc::Internal, says("The trainer was ended by the system, perhaps for lack of memory; --resume goes on.")));
}

} // namespace fiducial::cli
