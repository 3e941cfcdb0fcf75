#pragma once

#include "core/base/sentence.h"

#include <QString>

#include <filesystem>
#include <string>
#include <vector>

/// What every test may use: places, temporary folders, comparison of numbers.
namespace fiducial::test {

/// The folder shared/ beside the checkout (FIDUCIAL_SHARED_DIR overrides it); empty where there is none.
std::filesystem::path sharedDir();
/// A path below sharedDir(), or empty where it does not exist: `if (p.empty()) QSKIP("...")`.
std::filesystem::path sharedPath(const char *relative);
/// tests/data of the checkout.
std::filesystem::path dataDir();
/// Root of the checkout and of the build.
std::filesystem::path sourceDir();
std::filesystem::path binaryDir();
/// The built command line program and application.
std::filesystem::path cliProgram();
std::filesystem::path guiProgram();
/// Whether the full counts of slow tests are asked for (`./dev test --long`, environment FIDUCIAL_LONG_TESTS=1).
bool longTests();

/// A fresh folder that is removed with its contents.
class TempDir {
public:
    TempDir();
    ~TempDir();
    TempDir(const TempDir &) = delete;
    TempDir &operator=(const TempDir &) = delete;
    const std::filesystem::path &path() const { return path_; }
    std::filesystem::path operator/(const std::string &name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

/// Whole contents of a file, and writing one; both fail the program where the system refuses.
std::string readAll(const std::filesystem::path &path);
void writeAll(const std::filesystem::path &path, const std::string &bytes);

inline QString q(const std::string &s)
{
    return QString::fromStdString(s);
}
inline QString q(const Sentence &s)
{
    return q(s.text());
}
/// What sentences say in English.
inline std::vector<std::string> texts(const std::vector<Sentence> &sentences)
{
    std::vector<std::string> out;
    for (const Sentence &sentence : sentences)
        out.push_back(sentence.text());
    return out;
}

} // namespace fiducial::test
