#include "core/pipeline/found_faces.h"

#include <nlohmann/json.hpp>

namespace fiducial::pipeline {

std::string printFoundFaces(const Dataset &dataset)
{
    nlohmann::json images = nlohmann::json::object();
    for (const Sample &sample : dataset.samples) {
        nlohmann::json boxes = nlohmann::json::array();
        for (const int row : sample.faces)
            if (const auto &box = dataset.faces[static_cast<std::size_t>(row)].box)
                boxes.push_back({box->x, box->y, box->width, box->height});
        images[sample.image] = std::move(boxes);
    }
    return images.dump();
}

bool applyFoundFaces(Dataset &images, const std::string &json)
{
    const nlohmann::json found = nlohmann::json::parse(json, nullptr, false);
    if (!found.is_object())
        return false;
    std::vector<Face> faces;
    for (std::size_t s = 0; s < images.samples.size(); ++s) {
        const auto boxes = found.find(images.samples[s].image);
        if (boxes == found.end() || !boxes->is_array())
            return false;
        for (const nlohmann::json &box : *boxes) {
            if (!box.is_array() || box.size() != 4 ||
                !std::all_of(box.begin(), box.end(), [](const nlohmann::json &v) { return v.is_number(); }))
                return false;
            Face face;
            face.sample = static_cast<std::int32_t>(s);
            face.box = Rect{box[0].get<double>(), box[1].get<double>(), box[2].get<double>(), box[3].get<double>()};
            faces.push_back(std::move(face));
        }
    }
    for (Sample &sample : images.samples)
        sample.faces.clear();
    for (std::size_t i = 0; i < faces.size(); ++i)
        images.samples[static_cast<std::size_t>(faces[i].sample)].faces.push_back(static_cast<std::int32_t>(i));
    images.faces = std::move(faces);
    return true;
}

} // namespace fiducial::pipeline
