#include "core/dataset/select.h"

#include "core/base/text.h"

#include <unordered_map>

namespace fiducial {

std::vector<int> facesOf(const Dataset &dataset)
{
    std::vector<int> rows;
    rows.reserve(dataset.faces.size());
    for (std::size_t i = 0; i < dataset.faces.size(); ++i)
        if (!dataset.faces[i].removed)
            rows.push_back(static_cast<int>(i));
    return rows;
}

std::vector<int> selectFaces(const Dataset &dataset, std::string_view pattern)
{
    std::vector<int> rows = facesOf(dataset);
    if (!pattern.empty())
        std::erase_if(rows, [&](int row) { return !text::matchesWildcard(dataset.sampleOf(row).image, pattern); });
    return rows;
}

Dataset subset(const Dataset &dataset, const std::vector<int> &faces)
{
    Dataset out = dataset;
    out.samples.clear();
    out.faces.clear();
    std::unordered_map<int, int> newSample;
    for (const int row : faces) {
        Face face = dataset.faces[static_cast<std::size_t>(row)];
        const auto [it, added] = newSample.try_emplace(face.sample, static_cast<int>(out.samples.size()));
        if (added) {
            out.samples.push_back(dataset.samples[static_cast<std::size_t>(face.sample)]);
            out.samples.back().faces.clear();
        }
        face.sample = it->second;
        out.samples[static_cast<std::size_t>(face.sample)].faces.push_back(static_cast<int>(out.faces.size()));
        out.faces.push_back(std::move(face));
    }
    for (Issue &issue : out.issues)
        issue.face = -1; // rows have moved
    return out;
}

} // namespace fiducial
