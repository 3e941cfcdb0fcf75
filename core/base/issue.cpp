#include "core/base/issue.h"

#include <algorithm>

namespace fiducial {

Sentence Issue::sentence() const
{
    return located(file, line, joined(what, fix));
}

std::string Issue::text() const
{
    return sentence().text();
}

int countAtLeast(const std::vector<Issue> &issues, Severity severity)
{
    return static_cast<int>(
        std::count_if(issues.begin(), issues.end(), [&](const Issue &issue) { return issue.severity >= severity; }));
}

} // namespace fiducial
