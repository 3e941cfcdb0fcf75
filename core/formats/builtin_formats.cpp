#include "core/formats/annotation_format.h"
#include "core/formats/coco_format.h"
#include "core/formats/hrnet_csv_format.h"
#include "core/formats/imglab_format.h"
#include "core/formats/lapa_format.h"
#include "core/formats/pfld_format.h"
#include "core/formats/pts_format.h"
#include "core/formats/tsv_format.h"
#include "core/formats/wflw_format.h"

namespace fiducial::formats {

FormatRegistry makeBuiltinFormats()
{
    FormatRegistry registry;
    registry.add(makeWflwFormat());
    registry.add(std::make_unique<CocoFormat>());
    registry.add(std::make_unique<HrnetCsvFormat>());
    registry.add(std::make_unique<PfldFormat>());
    registry.add(std::make_unique<TsvFormat>());
    registry.add(std::make_unique<ImglabFormat>());
    // Lists stand above: a folder that holds both lists and files of one face opens as its lists.
    registry.add(makePtsFormat());
    registry.add(makeLapaFormat());
    return registry;
}

} // namespace fiducial::formats
