#include "tests/support/test_support.h"

#include <cstdlib>
#include <fstream>
#include <random>
#include <sstream>
#include <stdexcept>

namespace fiducial::test {

namespace fs = std::filesystem;

fs::path sourceDir()
{
    return FIDUCIAL_SOURCE_DIR;
}

fs::path binaryDir()
{
    return FIDUCIAL_BINARY_DIR;
}

fs::path sharedDir()
{
    const char *given = std::getenv("FIDUCIAL_SHARED_DIR");
    const fs::path path = given ? fs::path(given) : sourceDir().parent_path() / "shared";
    return fs::is_directory(path) ? path : fs::path();
}

fs::path sharedPath(const char *relative)
{
    const fs::path root = sharedDir();
    return !root.empty() && fs::exists(root / relative) ? root / relative : fs::path();
}

fs::path dataDir()
{
    return sourceDir() / "tests" / "data";
}

fs::path cliProgram()
{
    return binaryDir() / "bin" / "fiducial-cli";
}

fs::path guiProgram()
{
    return binaryDir() / "bin" / "fiducial";
}

bool longTests()
{
    const char *value = std::getenv("FIDUCIAL_LONG_TESTS");
    return value && std::string(value) == "1";
}

TempDir::TempDir()
{
    std::random_device device;
    path_ = fs::temp_directory_path() / ("fiducial-test-" + std::to_string(device()) + std::to_string(device()));
    fs::create_directories(path_);
}

TempDir::~TempDir()
{
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

std::string readAll(const fs::path &path)
{
    std::ifstream in(path, std::ios::binary);
    if (!in)
        throw std::runtime_error("cannot read " + path.string());
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

void writeAll(const fs::path &path, const std::string &bytes)
{
    fs::create_directories(path.parent_path());
    std::ofstream out(path, std::ios::binary);
    out << bytes;
    if (!out.flush())
        throw std::runtime_error("cannot write " + path.string());
}

} // namespace fiducial::test
