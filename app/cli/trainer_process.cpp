#include "app/cli/trainer_process.h"

#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>

#include <cmath>
#include <csignal>
#include <sys/prctl.h>
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

/// "epoch 3 of 42, NME 4.21 %, 12 min left"; empty for lines about something else.
std::string progressText(const json &line)
{
    const auto epoch = numberOf(line, "epoch");
    if (!epoch)
        return {};
    std::string text = "epoch " + wholeNumber(*epoch);
    if (const auto epochs = numberOf(line, "epochs"))
        text += " of " + wholeNumber(*epochs);
    if (const auto loss = numberOf(line, "loss"))
        text += ", loss " + text::shortest(std::round(*loss * 1e4) / 1e4);
    if (const auto nme = numberOf(line, "nme"))
        text += ", NME " + text::fixed(100 * *nme, 2) + " %";
    if (const auto left = numberOf(line, "seconds_left"); left && *left >= 1)
        text += *left < 90 ? ", " + wholeNumber(*left) + " s left" : ", " + wholeNumber(*left / 60) + " min left";
    return text;
}

/// The trainer's log for people: lines with a validation error stay, others are drawn over on a terminal.
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
        const json object = json::parse(line, nullptr, false);
        const std::string text = object.is_object() ? progressText(object) : line;
        if (text.empty() || context_.quiet)
            return;
        if (!object.is_object() || numberOf(object, "nme")) {
            clear();
            context_.note(text);
        } else if (terminal_) {
            std::fprintf(stderr, "\r%s\033[K", text.c_str());
            drawn_ = true;
        }
    }

private:
    void clear()
    {
        if (drawn_)
            std::fputs("\r\033[K", stderr);
        drawn_ = false;
    }

    const CliContext &context_;
    bool terminal_;
    bool drawn_ = false;
};

void relayLines(QProcess &process, LogRelay &relay)
{
    while (process.canReadLine())
        if (const std::string line(text::trimmed(process.readLine().toStdString())); !line.empty())
            relay.take(line);
}

/// Its own process group: a Ctrl+C of the terminal reaches it once, through us.
void detachFromTerminal()
{
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
}
} // namespace

std::optional<std::filesystem::path> findTrainer()
{
    const QString given = qEnvironmentVariable("FIDUCIAL_TRAIN");
    const QFileInfo file(given.isEmpty() ? QCoreApplication::applicationDirPath() + u"/fiducial-train"_s : given);
    if (!file.isFile() || !file.isExecutable())
        return std::nullopt;
    return std::filesystem::path(file.absoluteFilePath().toStdU16String());
}

int runTrainer(CliContext &context, const std::filesystem::path &program, const QStringList &arguments)
{
    const JobContext job = context.job("Training");
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.setChildProcessModifier(detachFromTerminal);
    process.start(QString::fromStdU16String(program.u16string()), arguments);
    if (!process.waitForStarted())
        return context.fail(
            makeError(Errc::Unreadable, "The trainer cannot be started: " + process.errorString().toStdString() + "."));
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
    return context.fail(makeError(Errc::Internal, "The trainer was ended by the system, perhaps for lack of memory; "
                                                  "run the command again to go on."));
}

} // namespace fiducial::cli
