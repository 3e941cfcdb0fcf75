#include "core/dataset/dataset.h"

#include "core/base/text.h"

#include <unordered_map>

namespace fiducial {

std::filesystem::path Dataset::imagePath(int sample) const
{
    const auto &image = samples[static_cast<std::size_t>(sample)].image;
    return imageRoot / std::filesystem::path(std::u8string(image.begin(), image.end()));
}

int Dataset::numberInImage(int face) const
{
    const auto &siblings = sampleOf(face).faces;
    for (std::size_t i = 0; i < siblings.size(); ++i)
        if (siblings[i] == face)
            return static_cast<int>(i);
    return 0;
}

std::vector<std::string> faceKeys(const Dataset &dataset)
{
    std::vector<std::string> keys;
    keys.reserve(dataset.faces.size());
    std::unordered_map<std::string, int> seen;
    seen.reserve(dataset.faces.size());
    for (std::size_t i = 0; i < dataset.faces.size(); ++i) {
        const Face &face = dataset.faces[i];
        std::string key = dataset.sampleOf(static_cast<int>(i)).image + "|";
        if (face.box) {
            key += text::shortest(face.box->x) + "," + text::shortest(face.box->y) + "," +
                   text::shortest(face.box->width) + "," + text::shortest(face.box->height);
        } else if (!face.truth.empty()) {
            key += "@" + text::shortest(face.truth.points[0].x) + "," + text::shortest(face.truth.points[0].y);
        }
        const int repeat = ++seen[key];
        if (repeat > 1)
            key += "#" + std::to_string(repeat);
        keys.push_back(std::move(key));
    }
    return keys;
}

const std::vector<std::string> &wflwAttributeNames()
{
    static const std::vector<std::string> names = {"pose",    "expression", "illumination",
                                                   "make-up", "occlusion",  "blur"};
    return names;
}

} // namespace fiducial
