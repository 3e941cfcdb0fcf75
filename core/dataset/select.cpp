#include "core/dataset/select.h"

#include "core/base/text.h"

#include <unordered_map>

namespace fiducial {

std::vector<int> selectFaces(const Dataset &dataset, std::string_view pattern)
{
    std::vector<int> rows;
    for (std::size_t i = 0; i < dataset.faces.size(); ++i)
        if (pattern.empty() || text::matchesWildcard(dataset.sampleOf(static_cast<int>(i)).image, pattern))
            rows.push_back(static_cast<int>(i));
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
