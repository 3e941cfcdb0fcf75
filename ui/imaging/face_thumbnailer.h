#pragma once

#include "core/geometry/affine.h"
#include "ui/imaging/disk_cache.h"

#include <QImage>

#include <vector>

namespace fiducial::ui {

/// A square picture of one face and the map that draws landmarks onto it.
struct FaceThumbnail {
    QImage image;
    Affine thumbFromImage; ///< from image pixels (PC0) to thumbnail pixels
    QString problem;       ///< why there is no image
};

/// Thumbnails of the faces of one picture: from the disk cache, else by one (reduced) decode for all of them. One
/// result per box, an empty box means the whole picture. Any thread.
std::vector<FaceThumbnail> makeFaceThumbnails(const std::filesystem::path &picture, const std::vector<Rect> &boxes,
                                              int edge, const DiskCache &cache);

} // namespace fiducial::ui
