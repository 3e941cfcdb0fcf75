#include "core/base/result.h"

namespace fiducial {

std::string Error::text() const
{
    std::string out = file;
    if (!file.empty() && line > 0)
        out += ":" + std::to_string(line);
    if (!out.empty())
        out += ": ";
    return out + message;
}

} // namespace fiducial
