#pragma once

#include "core/formats/annotation_format.h"

namespace fiducial::formats {

/// Reads COCO-style face JSON and the faces of COCO-WholeBody. The text is outlined, then parsed element by element:
/// a bad element is an issue with its line, the rest loads.
Result<Dataset> readCocoFiles(const ReadRequest &request, const JobContext &context);

/// Face::extra keys that the writer needs again.
inline constexpr char kCocoIdKey[] = "coco.id";
inline constexpr char kCocoImageIdKey[] = "coco.image_id";
inline constexpr char kCocoFlagsKey[] = "coco.flags"; ///< "0/1" where the file has no flag for occluded

} // namespace fiducial::formats
