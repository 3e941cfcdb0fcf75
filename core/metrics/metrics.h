#pragma once

#include "core/base/job_context.h"
#include "core/dataset/dataset.h"

#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Errors of predicted landmarks as the field's papers and code bases define them (algorithms.md section 3). All errors
/// are fractions of the normaliser (0.0431, not 4.31 %); a value that does not exist is NaN in arrays and nullopt on
/// its own.
namespace fiducial::metrics {

/// What a landmark error is divided by. Always computed from the reference alone.
enum class Normaliser {
    InterOcular,  ///< distance of the outer eye corners
    InterPupil,   ///< distance of the eye centres
    Box,          ///< sqrt(w h) of the box around the reference landmarks
    BoxMax,       ///< max(w, h) of that box
    BoxAnnotated, ///< sqrt(w h) of the annotated face box, or the given box_size (AFLW)
    Diagonal,     ///< sqrt(w^2 + h^2) of the landmark box
};
inline constexpr int kNormaliserCount = 6;
/// "inter-ocular", "inter-pupil", "box", "box-max", "box-annotated", "diagonal": command line, JSON and screen.
std::string_view toString(Normaliser normaliser);
std::optional<Normaliser> parseNormaliser(std::string_view text);

/// How errors are pooled over faces and how failure rate and AUC are computed.
enum class Convention {
    Exact,  ///< mean of per-face NME; failure NME > t; AUC = 1 - mean(min(NME, t)) / t
    Star,   ///< STAR / ADNet / PIPNet: grid of step 1e-4 with its float quirk, historic Simpson (3.3)
    Hrnet,  ///< mean of per-face NME; failure NME > t; it defines no AUC
    Mmpose, ///< pooled mean over all valid points; keypoint AUC over thresholds i/20; it defines no failure rate
    Fan,    ///< CED on 1000 samples of linspace(0, 1), AUC@7 = mean of the first 70; it defines no failure rate
};
std::string_view toString(Convention convention); ///< "exact", "star", "hrnet", "mmpose", "fan"
std::optional<Convention> parseConvention(std::string_view text);

/// Failure threshold that a scheme and convention use where the user names none. exact and star: 0.05 for ibug68, else
/// 0.10; hrnet: 0.10; fan: 0.07 (AUC@7); mmpose: 1, the range that its AUC spans whatever the threshold.
double defaultThreshold(const LandmarkScheme &scheme, Convention convention);
Normaliser defaultNormaliser(const LandmarkScheme &scheme);

/// Normaliser lengths of one face in pixels; NaN where it does not exist (scheme without eye corners, absent points,
/// zero length).
using Normalisers = std::array<double, kNormaliserCount>;
/// `annotatedBox`: for BoxAnnotated; `boxSize`: the AFLW column, takes precedence over the box.
Normalisers normalisers(const LandmarkSet &reference, const LandmarkScheme &scheme,
                        const std::optional<Rect> &annotatedBox, std::optional<double> boxSize = std::nullopt);
Normalisers normalisers(const Face &face, const LandmarkScheme &scheme); ///< of the face's ground truth

/// Distance of each point to its reference in pixels; NaN where either is absent.
std::vector<double> pointErrors(const LandmarkSet &reference, std::span<const Point2> points);

/// Mean over the finite point errors divided by `length`; NaN where the length is not positive or no point is valid.
double nme(std::span<const double> pointErrors, double length);

/// NME that follows a drag: a move costs one distance, value() one sum over the stored errors, so that nothing drifts.
/// Indices beyond the reference throw std::out_of_range.
class LiveNme {
public:
    LiveNme() = default;
    LiveNme(const LandmarkSet &reference, std::span<const Point2> points, double length);
    void movePoint(int index, Point2 to);
    void setPresent(int index, bool present, Point2 at);
    double value() const;               ///< NaN where it does not exist
    double pointError(int index) const; ///< pixels

private:
    std::vector<Point2> reference_;
    std::vector<double> errors_;
    double length_ = std::numeric_limits<double>::quiet_NaN();
};

/// One face to be evaluated. `prediction` empty or without a finite point: missing (the detector found no face), which
/// counts as a failure of every convention that has failures, lowers every AUC and is left out of means.
struct EvaluatedFace {
    const LandmarkSet *reference = nullptr;
    std::span<const Point2> prediction; ///< in the reference's scheme; NaN points are not valid
    std::optional<Rect> annotatedBox;
    std::optional<double> boxSize;
    std::span<const std::int8_t> attributes; ///< as `attributeNames` of evaluate()
};

struct EvaluationOptions {
    std::optional<Normaliser> normaliser; ///< the scheme's default
    Convention convention = Convention::Exact;
    std::optional<double> threshold; ///< the default of scheme and convention
};

/// Numbers of one group of faces under one normaliser.
struct Summary {
    int faces = 0; ///< evaluated, including the missing
    int missing = 0;
    int unnormalised = 0; ///< faces without the normaliser or without a point to compare: in no number below
    std::optional<double> nme;
    std::optional<double> failureRate;
    std::optional<double> auc;
    friend bool operator==(const Summary &, const Summary &) = default;
};

struct ContourError {
    std::string contour; ///< Contour::id
    double nme = std::numeric_limits<double>::quiet_NaN();
};

/// Everything `evaluate` reports. Per-face arrays are in the order of the input; NaN where a value does not exist.
struct Evaluation {
    Normaliser normaliser = Normaliser::InterOcular;
    Convention convention = Convention::Exact;
    double threshold = 0;
    Summary summary;
    std::array<std::optional<double>, kNormaliserCount> nmeUnder; ///< the pooled NME under every normaliser
    std::vector<std::array<float, kNormaliserCount>> perFace;     ///< NME of each face under every normaliser
    std::vector<double> nmes;        ///< NME of each face under `normaliser`, +infinity where missing: what ced() takes
    std::vector<double> perLandmark; ///< NME of each landmark
    std::vector<ContourError> contours;
    std::map<std::string, Summary> subsets; ///< attribute name -> faces whose attribute is 1

    double faceNme(int face) const
    {
        return static_cast<double>(perFace[static_cast<std::size_t>(face)][static_cast<std::size_t>(normaliser)]);
    }
};

/// One pass over all faces; splits the work over the cores, the result does not depend on their number. Cancelled:
/// Errc::Cancelled. InvalidArgument: a scheme without the normaliser's landmarks, a threshold outside 0.0001..1, a set
/// with another number of points than the scheme.
Result<Evaluation> evaluate(std::span<const EvaluatedFace> faces, const LandmarkScheme &scheme,
                            const std::vector<std::string> &attributeNames, const EvaluationOptions &options,
                            const JobContext &context);

/// Failure rate and AUC of per-face NMEs (missing faces as +infinity, NaN is left out), unrounded. nullopt where the
/// convention has none, the threshold is outside 0.0001..1 or no number is left. The AUC of mmpose needs the errors of
/// single points: evaluate() gives it.
std::optional<double> failureRate(std::span<const double> nmes, double threshold, Convention convention);
std::optional<double> areaUnderCed(std::span<const double> nmes, double threshold, Convention convention);

/// Empirical distribution at the given positions: share of faces with NME <= x. Missing faces (+infinity) never count
/// as reached, NaN is left out. Empty without numbers, for upTo <= 0 and for fewer than 2 samples.
struct CedCurve {
    std::vector<double> x;
    std::vector<double> share;
};
CedCurve ced(std::span<const double> nmes, double upTo, int samples = 201);

} // namespace fiducial::metrics
