#pragma once

#include "core/base/job_context.h"
#include "core/dataset/run.h"

#include <cstdint>
#include <string>
#include <vector>

/// What correcting predictions costs with each editing tool, by simulated annotators.
namespace fiducial::pipeline {

/// An annotator drags the worst point of the face to its truth, with Gaussian placement noise, until the NME
/// (inter-ocular distance of the truth) is at the goal; then the next face.
struct EditCostRequest {
    const Dataset *dataset = nullptr; ///< its ground truth is what the annotators know
    const Run *run = nullptr;         ///< the pre-fill
    std::vector<int> faces;           ///< rows; empty: all. Those without inter-ocular distance or pre-fill are skipped
    int mostFaces = 50;               ///< evenly drawn from more

    /// Faces that the soft drag learned from, and the same model's predictions of them; null: nothing learned.
    const Dataset *trainDataset = nullptr;
    const Run *trainRun = nullptr;

    double goal = 0.02;  ///< NME; also the error below which a point counts as right
    double noise = 0.01; ///< standard deviation of a coordinate of a placed point, share of the inter-ocular distance
    int seeds = 3;       ///< annotators
    std::uint64_t seed = 1;
    int mostDrags = 300; ///< an annotator gives a face up after so many
};

struct ToolCost {
    std::string tool;          ///< "plain", "contour", "soft, nothing learned", "soft"
    std::vector<double> drags; ///< of each annotator: mean over faces
    double mean = 0;
    double deviation = 0;         ///< of `drags` (n - 1); NaN for one annotator
    int givenUp = 0;              ///< faces, over all annotators
    std::int64_t right = 0;       ///< points that were right in the prediction, over all annotators
    std::int64_t pushed = 0;      ///< points that were right before some drag of another point and wrong after it
    std::int64_t pushedAtEnd = 0; ///< right in the prediction, never dragged, wrong when the face was done
};

struct EditCostReport {
    int faces = 0;
    int skipped = 0;
    int learnedFrom = 0; ///< faces; 0: nothing
    double nmeBefore = 0;
    int atGoal = 0; ///< faces that need no drag
    std::vector<ToolCost> tools;
};

/// InvalidArgument: no face is left, an image is in both data sets, too few training faces. Cancelled.
Result<EditCostReport> editCost(const EditCostRequest &request, const JobContext &context);

} // namespace fiducial::pipeline
