#include "core/model/places.h"

#include "core/model/model_catalogue.h"

#include <cstdlib>

namespace fiducial::model {

namespace fs = std::filesystem;

namespace {
fs::path fromEnvironment(const char *name)
{
    const char *value = std::getenv(name);
    return value ? fs::path(value) : fs::path();
}
} // namespace

fs::path executableFolder()
{
    std::error_code ec;
    const fs::path program = fs::read_symlink("/proc/self/exe", ec);
    return ec ? fs::current_path(ec) : program.parent_path();
}

fs::path checkoutModels()
{
    return (executableFolder() / "../../../.deps/models").lexically_normal();
}

fs::path resourcesFolder()
{
    if (const fs::path given = fromEnvironment("FIDUCIAL_DATA_DIR"); !given.empty())
        return given;
    std::error_code ec;
    const fs::path installed = (executableFolder() / "../share/fiducial").lexically_normal();
    const fs::path checkout = (executableFolder() / "../../../resources").lexically_normal();
    return !fs::is_directory(installed, ec) && fs::is_directory(checkout, ec) ? checkout : installed;
}

fs::path userDataFolder()
{
    if (const fs::path given = fromEnvironment("FIDUCIAL_USER_DIR"); !given.empty())
        return given;
    if (const fs::path data = fromEnvironment("XDG_DATA_HOME"); data.is_absolute())
        return data / "fiducial";
    return fromEnvironment("HOME") / ".local/share/fiducial";
}

} // namespace fiducial::model
