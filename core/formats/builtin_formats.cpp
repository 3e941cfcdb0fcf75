#include "core/formats/annotation_format.h"
#include "core/formats/lapa_format.h"
#include "core/formats/pts_format.h"
#include "core/formats/wflw_format.h"

namespace fiducial::formats {

FormatRegistry makeBuiltinFormats()
{
    FormatRegistry registry;
    registry.add(makeWflwFormat());
    // Lists stand above: a folder that holds both lists and files of one face opens as its lists.
    registry.add(makePtsFormat());
    registry.add(makeLapaFormat());
    return registry;
}

} // namespace fiducial::formats
