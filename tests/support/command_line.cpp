#include "tests/support/command_line.h"

#include "tests/support/test_support.h"

namespace fiducial::test {

CommandLine::CommandLine(const std::filesystem::path &userDir)
{
    setVariable(QStringLiteral("FIDUCIAL_USER_DIR"), q(userDir.string()));
}

void CommandLine::setVariable(const QString &name, const QString &value)
{
    environment_.insert(name, value);
}

std::unique_ptr<QProcess> CommandLine::start(const QStringList &arguments) const
{
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(environment_);
    process->start(q(cliProgram().string()), arguments);
    return process;
}

Outcome CommandLine::run(const QStringList &arguments, int seconds) const
{
    const auto process = start(arguments);
    if (!process->waitForFinished(1000 * seconds) || process->exitStatus() != QProcess::NormalExit) {
        qWarning("%s did not end by itself: %s", qPrintable(arguments.join(QLatin1Char(' '))),
                 process->readAllStandardError().constData());
        return {};
    }
    return {process->exitCode(), process->readAllStandardOutput(), process->readAllStandardError()};
}

} // namespace fiducial::test
