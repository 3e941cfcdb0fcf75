#include "core/base/result.h"

namespace fiducial {

Sentence Error::sentence() const
{
    return located(file, line, message);
}

std::string Error::text() const
{
    return sentence().text();
}

} // namespace fiducial
