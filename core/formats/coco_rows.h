#pragma once

#include "core/formats/annotation_format.h"

namespace fiducial::formats {

/// CocoFormat::changeRows(): elements of "annotations" go and come. In COCO-WholeBody files, where an annotation is a
/// person, a deleted face is marked as not valid.
Result<std::vector<Replacement>> changedCocoRows(std::string_view source, const FormatInfo &info,
                                                 const AnnotationFormat::RowChanges &changes);

} // namespace fiducial::formats
