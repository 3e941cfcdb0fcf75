#pragma once

#include "core/formats/annotation_format.h"

namespace fiducial::formats {

/// Whether annotations can be added; the error is the sentence for people.
Result<void> takesCocoRows(std::string_view source);

/// CocoFormat::changeRows(): elements of "annotations" go and come. In COCO-WholeBody files, where an annotation is a
/// person, a deleted face is marked as not valid.
/// Malformed where a dropped record is none of the file's elements.
Result<std::vector<Replacement>> changedCocoRows(std::string_view source, const FormatInfo &info,
                                                 const AnnotationFormat::RowChanges &changes);

} // namespace fiducial::formats
