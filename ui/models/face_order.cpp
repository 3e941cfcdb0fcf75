#include "ui/models/face_order.h"

#include "core/base/text.h"
#include "core/pipeline/face_pose.h"
#include "ui/document/project_document.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace fiducial::ui {

namespace {
constexpr float kNotComputed = std::numeric_limits<float>::infinity();

/// Removed rows stand in the list for images without faces, one each, so that a face can be added there.
std::vector<int> listable(const ProjectDocument &document)
{
    const Dataset &dataset = document.dataset();
    std::vector<bool> listed(dataset.samples.size(), false);
    std::vector<int> rows;
    for (int row = 0; row < document.faceCount(); ++row) {
        const auto sample = static_cast<std::size_t>(document.face(row).sample);
        if (!document.exists(row) && (listed[sample] || !dataset.samples[sample].faces.empty()))
            continue;
        listed[sample] = true;
        rows.push_back(row);
    }
    return rows;
}

/// What is in no file follows the last row of its image, or of the images before.
void placeAdded(const Dataset &dataset, std::vector<int> &rows)
{
    if (dataset.faces.empty() || !dataset.faces.back().added)
        return;
    std::vector<int> lastOfImage(dataset.samples.size(), -1);
    for (std::size_t row = 0; row < dataset.faces.size() && !dataset.faces[row].added; ++row)
        lastOfImage[static_cast<std::size_t>(dataset.faces[row].sample)] = static_cast<int>(row);
    int last = -1;
    for (int &row : lastOfImage)
        row = last = row < 0 ? last : row;
    std::ranges::stable_sort(rows, {}, [&](int row) {
        const Face &face = dataset.faces[static_cast<std::size_t>(row)];
        return face.added ? std::pair(lastOfImage[static_cast<std::size_t>(face.sample)], face.sample + 1)
                          : std::pair(row, -1);
    });
}

std::vector<int> filtered(const ProjectDocument &document, const QString &filter)
{
    const QString trimmed = filter.trimmed();
    const bool wildcard = trimmed.contains(u'*') || trimmed.contains(u'?');
    const std::string pattern = trimmed.toLower().toStdString();
    const Dataset &dataset = document.dataset();
    // One answer a sample, not a face: paths are long and shared.
    std::vector<signed char> matches(dataset.samples.size(), -1);
    std::vector<int> rows = listable(document);
    std::erase_if(rows, [&](int row) {
        const auto sample = static_cast<std::size_t>(document.face(row).sample);
        if (matches[sample] < 0) {
            const QString path = QString::fromStdString(dataset.samples[sample].image);
            matches[sample] =
                trimmed.isEmpty() || (wildcard ? text::matchesWildcard(path.toLower().toStdString(), pattern)
                                               : path.contains(trimmed, Qt::CaseInsensitive));
        }
        return !matches[sample];
    });
    placeAdded(dataset, rows);
    return rows;
}

/// Rising; faces without a finite number last. One number for each of the rows.
void sortByNumber(std::vector<int> &rows, const std::vector<double> &numbers)
{
    struct Keyed {
        double key;
        int row;
    };
    std::vector<Keyed> keyed;
    keyed.reserve(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        keyed.push_back({std::isfinite(numbers[i]) ? numbers[i] : std::numeric_limits<double>::infinity(), rows[i]});
    std::ranges::stable_sort(keyed, {}, &Keyed::key);
    std::ranges::transform(keyed, rows.begin(), &Keyed::row);
}

std::vector<double> nmesOf(const ProjectDocument &document, const std::vector<int> &rows, double sign)
{
    std::vector<double> nmes;
    nmes.reserve(rows.size());
    for (const int row : rows)
        nmes.push_back(sign * document.nme(row));
    return nmes;
}

void keepFirstOfImages(const ProjectDocument &document, std::vector<int> &rows)
{
    std::unordered_set<int> seen;
    std::erase_if(rows, [&](int row) { return !seen.insert(document.face(row).sample).second; });
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

YawCache::YawCache(const ProjectDocument &document, QObject *parent) : QObject(parent), document_(document)
{
    connect(&document_, &ProjectDocument::changed, this, &YawCache::documentChanged);
}

void YawCache::documentChanged(const ChangeEvent &event)
{
    const auto *faces = std::get_if<FacesChanged>(&event);
    const auto *runs = std::get_if<RunsChanged>(&event);
    if ((faces && !faces->points) || std::holds_alternative<FacesListed>(event))
        return;
    const std::vector<int> *rows = faces ? &faces->rows : runs && !runs->rows.empty() ? &runs->rows : nullptr;
    if (!rows)
        return yaws_.clear();
    for (const int row : *rows)
        if (static_cast<std::size_t>(row) < yaws_.size())
            yaws_[static_cast<std::size_t>(row)] = kNotComputed;
}

std::vector<double> YawCache::yaws(const std::vector<int> &rows)
{
    std::vector<double> out(rows.size(), std::numeric_limits<double>::quiet_NaN());
    if (!document_.scheme())
        return out;
    yaws_.resize(static_cast<std::size_t>(document_.faceCount()), kNotComputed);
    const shape::HeadPoseFit fit(*document_.scheme());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        float &yaw = yaws_[static_cast<std::size_t>(rows[i])];
        if (std::isinf(yaw)) {
            const bool truth = document_.subject(rows[i]) == Subject::None;
            const auto pose =
                pipeline::headPose(fit, truth ? document_.face(rows[i]).truth : document_.subjectSet(rows[i]));
            yaw = pose ? static_cast<float>(pose->yaw) : std::numeric_limits<float>::quiet_NaN();
        }
        out[i] = static_cast<double>(yaw);
    }
    return out;
}

std::vector<int> orderedFaces(const ProjectDocument &document, const FaceOrder &order, YawCache &yaws)
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
        sortByNumber(rows, nmesOf(document, rows, -1));
        break;
    case FaceSort::NmeBestFirst:
        sortByNumber(rows, nmesOf(document, rows, 1));
        break;
    case FaceSort::Yaw:
        sortByNumber(rows, yaws.yaws(rows));
        break;
    }
    if (order.oneRowPerImage)
        keepFirstOfImages(document, rows);
    return rows;
}

std::vector<int> orderedFacesAsBefore(const ProjectDocument &document, const FaceOrder &order,
                                      const std::vector<int> &before)
{
    std::vector<int> listed = filtered(document, order.filter);
    const auto sampleOf = [&](int row) { return static_cast<std::size_t>(document.face(row).sample); };
    std::vector<bool> stays(static_cast<std::size_t>(document.faceCount()), false);
    for (const int row : listed)
        stays[static_cast<std::size_t>(row)] = true;
    // Places in `before`: the last of each image, and which rows had one.
    std::vector<int> lastOfImage(document.dataset().samples.size(), -1);
    std::vector<bool> had(stays.size(), false);
    for (std::size_t i = 0; i < before.size(); ++i) {
        lastOfImage[sampleOf(before[i])] = static_cast<int>(i);
        had[static_cast<std::size_t>(before[i])] = true;
    }
    std::unordered_map<int, std::vector<int>> comeAfter; // by place; those of images that had none come last
    const int end = static_cast<int>(before.size());
    for (const int row : listed)
        if (const int place = lastOfImage[sampleOf(row)]; !had[static_cast<std::size_t>(row)])
            comeAfter[place < 0 ? end : place].push_back(row);
    std::vector<int> rows;
    rows.reserve(listed.size());
    for (int place = 0; place <= end; ++place) {
        if (place < end && stays[static_cast<std::size_t>(before[static_cast<std::size_t>(place)])])
            rows.push_back(before[static_cast<std::size_t>(place)]);
        if (const auto come = comeAfter.find(place); come != comeAfter.end())
            rows.insert(rows.end(), come->second.begin(), come->second.end());
    }
    if (order.oneRowPerImage)
        keepFirstOfImages(document, rows);
    return rows;
}

} // namespace fiducial::ui
