#include "core/base/issue.h"

#include <algorithm>

namespace fiducial {

std::string Issue::text() const
{
    std::string out = file;
    if (!file.empty() && line > 0)
        out += ":" + std::to_string(line);
    if (!out.empty())
        out += ": ";
    out += what;
    if (!fix.empty())
        out += " " + fix;
    return out;
}

int countAtLeast(const std::vector<Issue> &issues, Severity severity)
{
    return static_cast<int>(
        std::count_if(issues.begin(), issues.end(), [&](const Issue &issue) { return issue.severity >= severity; }));
}

} // namespace fiducial
