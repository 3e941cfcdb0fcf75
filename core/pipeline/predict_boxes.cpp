#include "core/pipeline/predict_boxes.h"

#include "core/base/file_io.h"

#include <opencv2/core.hpp>

namespace fiducial::pipeline {

namespace {
constexpr double kMinDetectionOverlap = 0.3;

/// Pairs faces with detections, best overlap first, so that neighbours in a crowd never share a box.
std::vector<std::optional<Rect>> assignDetections(const std::vector<Rect> &wanted,
                                                  const std::vector<model::DetectedFace> &found)
{
    std::vector<std::optional<Rect>> assigned(wanted.size());
    std::vector<bool> used(found.size(), false);
    for (;;) {
        double best = kMinDetectionOverlap;
        std::size_t bestFace = 0, bestBox = found.size();
        for (std::size_t f = 0; f < wanted.size(); ++f) {
            for (std::size_t d = 0; d < found.size() && !assigned[f]; ++d) {
                const double overlap = used[d] ? 0 : intersectionOverUnion(wanted[f], found[d].box);
                if (overlap > best) {
                    best = overlap;
                    bestFace = f;
                    bestBox = d;
                }
            }
        }
        if (bestBox == found.size())
            return assigned;
        assigned[bestFace] = found[bestBox].box;
        used[bestBox] = true;
    }
}

Rect pictureRect(const cv::Mat &picture)
{
    return {0, 0, static_cast<double>(picture.cols - 1), static_cast<double>(picture.rows - 1)};
}

/// The box a face is known by; a face without any is compared by its landmarks, else by the whole picture.
Rect knownBox(const Face &face, const cv::Mat &picture)
{
    if (face.box && !face.box->empty())
        return *face.box;
    const Rect landmarks = landmarkBox(face.truth);
    return landmarks.empty() ? pictureRect(picture) : landmarks;
}
} // namespace

Result<std::vector<std::optional<Rect>>> boxesForFaces(const Dataset &dataset, const std::vector<int> &rows,
                                                       BoxSource source, const cv::Mat &picture,
                                                       model::FaceDetector *detector, std::vector<Issue> &issues)
{
    std::vector<std::optional<Rect>> boxes;
    if (source == BoxSource::Detector) {
        if (!detector)
            return makeError(Errc::InvalidArgument,
                             says("Boxes from a detector were asked for, but there is no detector."));
        std::vector<Rect> wanted;
        for (const int row : rows)
            wanted.push_back(knownBox(dataset.faces[static_cast<std::size_t>(row)], picture));
        auto found = detector->detect(picture);
        if (!found)
            return found.error();
        return assignDetections(wanted, *found);
    }
    for (const int row : rows) {
        const Face &face = dataset.faces[static_cast<std::size_t>(row)];
        const Rect landmarks = landmarkBox(face.truth);
        const bool annotated = source == BoxSource::Annotated && face.box && !face.box->empty();
        if (!annotated && landmarks.empty()) {
            const auto &image = dataset.samples[static_cast<std::size_t>(face.sample)].image;
            issues.push_back({Severity::Warning, image, 0,
                              says("The face has neither a box nor landmarks; it was not predicted."),
                              says("Choose boxes from the detector."), row});
            boxes.emplace_back();
            continue;
        }
        boxes.emplace_back(annotated ? *face.box : landmarks);
    }
    return boxes;
}

} // namespace fiducial::pipeline
