#pragma once

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

#include <filesystem>
#include <memory>

namespace fiducial::test {

/// What a run of fiducial-cli came to.
struct Outcome {
    int code = -1; ///< -1: it did not end by itself
    QByteArray out;
    QByteArray err;
    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

/// The built fiducial-cli as a user runs it: arguments in; exit code, output and files out.
class CommandLine {
public:
    /// `userDir`: where it keeps what belongs to the user.
    explicit CommandLine(const std::filesystem::path &userDir);
    void setVariable(const QString &name, const QString &value); ///< of its environment

    std::unique_ptr<QProcess> start(const QStringList &arguments) const;
    Outcome run(const QStringList &arguments, int seconds = 100) const;

private:
    QProcessEnvironment environment_ = QProcessEnvironment::systemEnvironment();
};

} // namespace fiducial::test
