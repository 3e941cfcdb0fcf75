#include "core/analysis/coordinate_doctor.h"

#include "core/base/text.h"
#include "core/dataset/landmark_set.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

namespace fiducial::analysis {

namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kLeastCommon = 4;

/// Points that both sets have, in the order of the scheme; NaN where one lacks it.
struct CommonFace {
    std::vector<Point2> subject;
    std::vector<Point2> reference;
    Size image;
    double size = 0; ///< of the reference
};

double middle(std::vector<double> values)
{
    std::erase_if(values, [](double v) { return !std::isfinite(v); });
    if (values.empty())
        return kNothing;
    const auto at = values.begin() + std::ssize(values) / 2;
    std::nth_element(values.begin(), at, values.end());
    if (values.size() % 2 == 1)
        return *at;
    return (*at + *std::max_element(values.begin(), at)) / 2;
}

/// The subject with a slip undone.
struct Repair {
    CoordinateSlip slip = CoordinateSlip::None;
    double scaleX = 1;
    double scaleY = 1;

    bool needsImage() const
    {
        return slip == CoordinateSlip::MirroredImage || slip == CoordinateSlip::MirroredBoth ||
               slip == CoordinateSlip::Fractions;
    }
    bool mirrorsPoints() const
    {
        return slip == CoordinateSlip::MirroredPoints || slip == CoordinateSlip::MirroredBoth;
    }
    Point2 operator()(Point2 p, Size image) const
    {
        switch (slip) {
        case CoordinateSlip::SwappedAxes:
            return {p.y, p.x};
        case CoordinateSlip::MirroredImage:
        case CoordinateSlip::MirroredBoth:
            return {image.width - 1 - p.x, p.y};
        case CoordinateSlip::Fractions:
            return {p.x * image.width, p.y * image.height};
        case CoordinateSlip::Scaled:
            return {p.x / scaleX, p.y / scaleY};
        case CoordinateSlip::None:
        case CoordinateSlip::MirroredPoints:
            break;
        }
        return p;
    }
};

class Doctor {
public:
    Doctor(std::vector<CommonFace> faces, const std::vector<int> &mirror) : faces_(std::move(faces)), mirror_(mirror) {}

    CoordinateDiagnosis run() const
    {
        CoordinateDiagnosis out;
        out.faces = static_cast<int>(faces_.size());
        out.deviationAsRead = deviation({});
        const Repair repair = likeliest(out.deviationAsRead);
        out.slip = repair.slip;
        out.scaleX = repair.scaleX;
        out.scaleY = repair.scaleY;
        out.deviationRepaired = deviation(repair);
        findOffsets(repair, out);
        return out;
    }

private:
    /// What is left of one face: median of the differences on each axis, median distance.
    struct Remainder {
        double x, y, distance;
    };

    Remainder remainder(const CommonFace &face, const Repair &repair) const
    {
        if (repair.needsImage() && face.image.empty())
            return {kNothing, kNothing, kNothing};
        std::vector<double> x, y, far;
        for (std::size_t i = 0; i < face.reference.size(); ++i) {
            const std::size_t from = repair.mirrorsPoints() ? static_cast<std::size_t>(mirror_[i]) : i;
            const Point2 d = repair(face.subject[from], face.image) - face.reference[i];
            x.push_back(d.x);
            y.push_back(d.y);
            far.push_back(length(d));
        }
        return {middle(std::move(x)), middle(std::move(y)), middle(std::move(far))};
    }

    double deviation(const Repair &repair) const
    {
        std::vector<double> shares;
        for (const CommonFace &face : faces_)
            shares.push_back(remainder(face, repair).distance / face.size);
        return middle(std::move(shares));
    }

    /// Robust scale of each axis: median of all ratios of points far enough from the origin.
    Repair scaled() const
    {
        std::vector<double> x, y;
        for (const CommonFace &face : faces_)
            for (std::size_t i = 0; i < face.reference.size(); ++i) {
                x.push_back(face.subject[i].x / face.reference[i].x);
                y.push_back(face.subject[i].y / face.reference[i].y);
            }
        return {CoordinateSlip::Scaled, middle(std::move(x)), middle(std::move(y))};
    }

    /// A slip is believed where undoing it leaves less than half of the deviation; mere shifts are not its business.
    Repair likeliest(double asRead) const
    {
        Repair best;
        double least = asRead;
        std::vector<Repair> candidates;
        for (const auto slip : {CoordinateSlip::SwappedAxes, CoordinateSlip::MirroredPoints,
                                CoordinateSlip::MirroredImage, CoordinateSlip::MirroredBoth, CoordinateSlip::Fractions})
            candidates.push_back({slip});
        const Repair scale = scaled();
        const auto isScale = [](double s) { return std::isfinite(s) && s > 0 && std::abs(s - 1) > 0.01; };
        if (isScale(scale.scaleX) && isScale(scale.scaleY))
            candidates.push_back(scale);
        for (const Repair &candidate : candidates) {
            const double left = deviation(candidate);
            const double before = best.slip == CoordinateSlip::None ? asRead / 2 : least;
            if (left < before) {
                best = candidate;
                least = left;
            }
        }
        return best;
    }

    void findOffsets(const Repair &repair, CoordinateDiagnosis &out) const;

    std::vector<CommonFace> faces_;
    const std::vector<int> &mirror_;
};

/// One face's difference on an axis. Noise grows with the face, so that the line is fitted to shares of its size:
/// difference / size = perSize + pixels / size.
struct SizedDifference {
    double inverse; ///< 1 / size
    double share;   ///< difference / size

    double residual(const AxisOffset &line) const { return share - line.perSize - line.pixels * inverse; }
};

AxisOffset lineThrough(const std::vector<SizedDifference> &samples)
{
    const auto n = static_cast<double>(samples.size());
    double meanInverse = 0, meanShare = 0;
    for (const SizedDifference &s : samples) {
        meanInverse += s.inverse / n;
        meanShare += s.share / n;
    }
    double spread = 0;
    for (const SizedDifference &s : samples)
        spread += std::pow(s.inverse - meanInverse, 2);
    // Where all faces are of one size, a share of it cannot be told from a constant.
    const bool sloped = std::sqrt(spread / n) > 0.05 * meanInverse;
    double both = 0, squares = 0, weight = 0;
    for (const SizedDifference &s : samples) {
        const double lever = sloped ? s.inverse - meanInverse : s.inverse;
        both += lever * s.share;
        weight += lever * lever;
    }
    AxisOffset out;
    out.pixels = both / weight;
    out.perSize = sloped ? meanShare - out.pixels * meanInverse : 0;
    for (const SizedDifference &s : samples)
        squares += std::pow(s.residual(out), 2);
    out.standardError = std::sqrt(squares / std::max(n - (sloped ? 2 : 1), 1.0) / weight);
    return out;
}

/// Least squares, then twice more without what lies beyond 3.5 robust deviations.
AxisOffset robustLine(const std::vector<SizedDifference> &samples)
{
    AxisOffset line = lineThrough(samples);
    for (int round = 0; round < 2; ++round) {
        std::vector<double> residuals;
        for (const SizedDifference &s : samples)
            residuals.push_back(std::abs(s.residual(line)));
        const double limit = 3.5 * 1.4826 * middle(residuals) + 1e-12;
        std::vector<SizedDifference> kept;
        for (std::size_t i = 0; i < samples.size(); ++i)
            if (residuals[i] <= limit)
                kept.push_back(samples[i]);
        line = lineThrough(kept);
    }
    return line;
}

constexpr double kNearBy = 0.25;       ///< pixels: half the distance between the offsets that are told apart
constexpr double kSureEnough = 0.0833; ///< standard error of which three fit into that

/// The known offset that both axes are near to; nothing where they are near to different ones or to none.
std::optional<double> commonOffset(const AxisOffset &x, const AxisOffset &y)
{
    for (const double known : {0.0, 0.5, -0.5, 1.0, -1.0})
        if (std::abs(x.pixels - known) < kNearBy && std::abs(y.pixels - known) < kNearBy)
            return known;
    return std::nullopt;
}

void Doctor::findOffsets(const Repair &repair, CoordinateDiagnosis &out) const
{
    std::vector<SizedDifference> x, y;
    for (const CommonFace &face : faces_) {
        const Remainder left = remainder(face, repair);
        if (std::isfinite(left.x) && std::isfinite(left.y)) {
            x.push_back({1 / face.size, left.x / face.size});
            y.push_back({1 / face.size, left.y / face.size});
        }
    }
    constexpr double kRelated = 0.5;
    if (x.size() < kLeastPairs || !(out.deviationRepaired < kRelated))
        return;
    out.x = robustLine(x);
    out.y = robustLine(y);
    if (std::max(out.x.standardError, out.y.standardError) > kSureEnough)
        return;
    const auto known = commonOffset(out.x, out.y);
    if (!known) {
        out.offset = PixelOffset::Other;
        return;
    }
    out.offset = *known == 0 ? PixelOffset::None : std::abs(*known) == 1 ? PixelOffset::One : PixelOffset::Half;
    out.sign = *known > 0 ? 1 : *known < 0 ? -1 : 0;
}

std::optional<CommonFace> commonPoints(const PairedShape &pair)
{
    CommonFace face{
        {pair.subject.begin(), pair.subject.end()}, {pair.reference.begin(), pair.reference.end()}, pair.image};
    std::size_t common = 0;
    for (std::size_t i = 0; i < face.subject.size(); ++i)
        common += isFinite(face.subject[i]) && isFinite(face.reference[i]);
    const Rect box = landmarkBox(face.reference);
    face.size = std::sqrt(box.width * box.height);
    if (common < kLeastCommon || !(face.size > 0))
        return std::nullopt;
    return face;
}

std::string slipText(const CoordinateDiagnosis &d)
{
    switch (d.slip) {
    case CoordinateSlip::None:
        break;
    case CoordinateSlip::SwappedAxes:
        return "x and y are exchanged. ";
    case CoordinateSlip::MirroredPoints:
        return "Left and right points are exchanged. ";
    case CoordinateSlip::MirroredImage:
        return "The points belong to the mirrored image and kept their numbers. ";
    case CoordinateSlip::MirroredBoth:
        return "The points belong to the mirrored image. ";
    case CoordinateSlip::Fractions:
        return "The coordinates are fractions of the image's width and height. ";
    case CoordinateSlip::Scaled:
        return "The coordinates belong to an image " + text::fixed(d.scaleX, 3) + " x " + text::fixed(d.scaleY, 3) +
               " times the size. ";
    }
    return {};
}

std::string offsetText(const CoordinateDiagnosis &d)
{
    const std::string numbers = "x " + text::fixed(d.x.pixels, 2) + ", y " + text::fixed(d.y.pixels, 2) + " px";
    const std::string side = d.sign > 0 ? "The numbers are " : "The numbers are smaller by ";
    switch (d.offset) {
    case PixelOffset::None:
        return "No pixel offset.";
    case PixelOffset::Half:
        return side + (d.sign > 0 ? "larger by " : "") +
               "half a pixel: one set counts from a pixel's corner, the other from its centre (" + numbers + ").";
    case PixelOffset::One:
        return side + (d.sign > 0 ? "larger by " : "") + "one pixel: one set counts from 1, the other from 0 (" +
               numbers + ").";
    case PixelOffset::Other:
        return "There is an offset of " + numbers + ", which no convention explains.";
    case PixelOffset::Unclear:
        break;
    }
    return "A pixel offset cannot be told from these " + std::to_string(d.faces) + " faces.";
}

} // namespace

std::string CoordinateDiagnosis::summary() const
{
    constexpr double kUnrelated = 0.5;
    if (!(deviationRepaired < kUnrelated))
        return "The two sets have nothing to do with each other: no convention explains the differences.";
    return slipText(*this) + offsetText(*this);
}

Point2 CoordinateDiagnosis::repaired(Point2 subject, Size image) const
{
    const double shift = offset == PixelOffset::Half ? 0.5 * sign : offset == PixelOffset::One ? 1.0 * sign : 0.0;
    return Repair{slip, scaleX, scaleY}(subject, image) - Point2{shift, shift};
}

Result<CoordinateDiagnosis> diagnoseCoordinates(std::span<const PairedShape> pairs, const LandmarkScheme &scheme)
{
    std::vector<CommonFace> faces;
    const auto count = static_cast<std::size_t>(scheme.count);
    for (const PairedShape &pair : pairs) {
        if (pair.subject.size() != count || pair.reference.size() != count)
            return makeError(Errc::InvalidArgument, says("Both sets need the %1 points of %2.", count, scheme.name));
        if (auto face = commonPoints(pair))
            faces.push_back(std::move(*face));
    }
    if (faces.size() < kLeastPairs)
        return makeError(
            Errc::InvalidArgument,
            says("Conventions are told from at least %1 faces that have points in both sets.", kLeastPairs));
    return Doctor(std::move(faces), scheme.mirror).run();
}

} // namespace fiducial::analysis
