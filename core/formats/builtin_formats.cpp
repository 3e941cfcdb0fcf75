#include "core/formats/annotation_format.h"

namespace fiducial::formats {

// Lists first: a folder that holds both lists and files of one face opens as its lists.
FormatRegistry makeBuiltinFormats()
{
    FormatRegistry registry;
    return registry;
}

} // namespace fiducial::formats
