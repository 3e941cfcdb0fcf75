#include "ui/models/face_order.h"

#include "core/base/text.h"
#include "core/pipeline/face_pose.h"
#include "ui/document/project_document.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>
#include <unordered_set>

namespace fiducial::ui {

namespace {
std::vector<int> filtered(const ProjectDocument &document, const QString &filter)
{
    std::vector<int> rows;
    const QString trimmed = filter.trimmed();
    const bool wildcard = trimmed.contains(u'*') || trimmed.contains(u'?');
    const std::string pattern = trimmed.toLower().toStdString();
    const Dataset &dataset = document.dataset();
    // One answer a sample, not a face: paths are long and shared.
    std::vector<signed char> matches(dataset.samples.size(), -1);
    for (int row = 0; row < document.faceCount(); ++row) {
        const auto sample = static_cast<std::size_t>(document.face(row).sample);
        if (matches[sample] < 0) {
            const QString path = QString::fromStdString(dataset.samples[sample].image);
            matches[sample] =
                trimmed.isEmpty() || (wildcard ? text::matchesWildcard(path.toLower().toStdString(), pattern)
                                               : path.contains(trimmed, Qt::CaseInsensitive));
        }
        if (matches[sample])
            rows.push_back(row);
    }
    return rows;
}

/// Rising; faces without a finite number last.
template <class Number>
void sortByNumber(const ProjectDocument &document, std::vector<int> &rows, const Number &numberOf)
{
    std::vector<double> key(static_cast<std::size_t>(document.faceCount()));
    for (const int row : rows) {
        const double number = numberOf(row);
        key[static_cast<std::size_t>(row)] = std::isfinite(number) ? number : std::numeric_limits<double>::infinity();
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [&](int a, int b) { return key[static_cast<std::size_t>(a)] < key[static_cast<std::size_t>(b)]; });
}

/// By what is edited or predicted, else by the ground truth.
void sortByYaw(const ProjectDocument &document, std::vector<int> &rows)
{
    if (!document.scheme())
        return;
    const shape::HeadPoseFit fit(*document.scheme());
    sortByNumber(document, rows, [&](int row) {
        const bool truth = document.subject(row) == Subject::None;
        const auto pose = pipeline::headPose(fit, truth ? document.face(row).truth : document.subjectSet(row));
        return pose ? pose->yaw : std::numeric_limits<double>::quiet_NaN();
    });
}

void sortByName(const Dataset &dataset, std::vector<int> &rows)
{
    struct Named {
        std::string_view name;
        int row;
    };
    std::vector<Named> named;
    named.reserve(rows.size());
    for (const int row : rows)
        named.push_back({dataset.sampleOf(row).image, row});
    std::ranges::stable_sort(named, {}, &Named::name);
    std::ranges::transform(named, rows.begin(), &Named::row);
}
} // namespace

std::vector<int> orderedFaces(const ProjectDocument &document, const FaceOrder &order)
{
    if (!document.isOpen())
        return {};
    std::vector<int> rows = filtered(document, order.filter);
    const Dataset &dataset = document.dataset();
    switch (order.sort) {
    case FaceSort::FileOrder:
        break;
    case FaceSort::Name:
        sortByName(dataset, rows);
        break;
    case FaceSort::NmeWorstFirst:
        sortByNumber(document, rows, [&](int row) { return -document.nme(row); });
        break;
    case FaceSort::NmeBestFirst:
        sortByNumber(document, rows, [&](int row) { return document.nme(row); });
        break;
    case FaceSort::Yaw:
        sortByYaw(document, rows);
        break;
    }
    if (order.oneRowPerImage) {
        std::unordered_set<int> seen;
        std::erase_if(rows, [&](int row) { return !seen.insert(document.face(row).sample).second; });
    }
    return rows;
}

} // namespace fiducial::ui
