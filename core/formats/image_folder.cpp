#include "core/formats/image_folder.h"

#include "core/base/file_io.h"
#include "core/formats/dataset_builder.h"

namespace fiducial::formats {

Dataset imageDataset(const std::filesystem::path &root, const std::vector<std::filesystem::path> &images)
{
    Dataset dataset;
    dataset.name = toUtf8(images.size() == 1 ? images.front().filename() : root.filename());
    dataset.root = root;
    dataset.imageRoot = root;
    dataset.formatId = "images";
    dataset.samples.reserve(images.size());
    for (const auto &image : images)
        dataset.samples.push_back({relativeTo(image, root), {}, {}});
    return dataset;
}

} // namespace fiducial::formats
