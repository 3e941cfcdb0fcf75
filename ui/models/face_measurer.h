#pragma once

#include "core/analysis/face_table.h"
#include "core/analysis/implausibility.h"
#include "core/analysis/landmark_errors.h"
#include "core/analysis/suspicion.h"
#include "core/base/job_context.h"
#include "core/metrics/metrics.h"
#include "core/shape/head_pose.h"

#include <memory>
#include <optional>
#include <span>
#include <vector>

/// The measures of the error laboratory for a handful of faces at a time; plain values in and out, so that any thread
/// can work on them.
namespace fiducial::ui {

/// What is the same for every face of a data set. It does not hold the data set: whoever holds one while it is edited
/// makes the document copy it.
struct MeasuringBasis {
    const LandmarkScheme *scheme;
    analysis::FaceTable table; ///< images, sizes and attributes
    shape::HeadPoseFit pose;
    std::optional<analysis::ShapeStatistics> shapes; ///< of the ground truth; none where it is too little to tell
};
/// Precondition: the data set has a scheme. Cancelled.
Result<std::shared_ptr<const MeasuringBasis>> measuringBasis(const Dataset &dataset, const JobContext &context);

/// What one run, or the user, says about a face. Points are in the data set's scheme, NaN where absent.
struct SubjectPoints {
    std::vector<Point2> points; ///< empty: nothing
    std::vector<Covariance2f> covariance;
    bool missing = false; ///< the detector missed the face
};

struct FaceSets {
    int row = -1;
    LandmarkSet reference; ///< empty: none
    std::vector<SubjectPoints> subjects;
    LandmarkSet truth = {};
    std::optional<Rect> box = {}; ///< as annotated or edited
    std::optional<double> boxSize = {};
};

/// Left and right of one set of a face are exchanged, as a whole or in some contours.
struct SideDoubt {
    bool ofTruth = false; ///< of the ground truth, against the mean shape; else of the active subject
    analysis::SideCheck check;
};

/// What of one face deserves a second look.
struct FaceChecks {
    std::vector<analysis::SuspectPoint> suspects; ///< of the ground truth; none below two runs
    std::vector<analysis::ContourCell> contours;  ///< where the active subject's points landed
    std::vector<SideDoubt> sides;
    std::vector<float> sigmas; ///< per landmark: error of the active subject over its raw sigma; empty: not known
};

struct MeasuringTask {
    metrics::Normaliser normaliser = metrics::Normaliser::InterOcular;
    int runs = 0;                                       ///< the first so many subjects are runs
    int active = -1;                                    ///< subject whose shape is judged and whose points are kept
    int sigmaStride = 1;                                ///< FaceChecks::sigmas of every so many rows
    std::shared_ptr<analysis::MeanFaceErrors> meanFace; ///< gathers the active subject's errors; null: nobody asks
};

/// One entry a face, in the order of the faces. A missing face has an NME of +infinity: a failure without a number.
struct MeasuredFaces {
    std::vector<int> rows;
    std::vector<analysis::RunMeasures> subjects;
    std::vector<double> yaw, pitch, roll; ///< of the reference, else of the active subject
    std::vector<double> disagreement;     ///< between runs
    std::vector<double> implausibility;   ///< of the active subject's shape, else of the ground truth
    std::vector<double> suspicion;        ///< of the ground truth: worst score, 0 where no point is suspect
    std::vector<float> pointErrors;       ///< of the active subject: faces x landmarks, shares of the normaliser
    std::vector<FaceChecks> checks;
};
MeasuredFaces measureFaces(const MeasuringBasis &basis, std::span<const FaceSets> faces, const MeasuringTask &task);

} // namespace fiducial::ui
