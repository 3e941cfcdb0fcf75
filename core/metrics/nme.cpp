#include "core/metrics/metrics.h"

namespace fiducial::metrics {

namespace {

constexpr double kNoError = std::numeric_limits<double>::quiet_NaN();

} // namespace

std::vector<double> pointErrors(const LandmarkSet &reference, std::span<const Point2> points)
{
    std::vector<double> errors(reference.points.size(), kNoError);
    for (std::size_t i = 0; i < errors.size() && i < points.size(); ++i)
        if (reference.isPresent(static_cast<int>(i)) && isFinite(points[i]))
            errors[i] = distance(reference.points[i], points[i]);
    return errors;
}

double nme(std::span<const double> pointErrors, double length)
{
    double sum = 0;
    int valid = 0;
    for (const double error : pointErrors) {
        if (!std::isfinite(error))
            continue;
        sum += error;
        ++valid;
    }
    return valid > 0 && length > 0 && std::isfinite(length) ? sum / (valid * length) : kNoError;
}

LiveNme::LiveNme(const LandmarkSet &reference, std::span<const Point2> points, double length)
    : reference_(reference.points), errors_(pointErrors(reference, points)), length_(length)
{
    for (int i = 0; i < reference.count(); ++i)
        if (!reference.isPresent(i))
            reference_[static_cast<std::size_t>(i)] = {kNoError, kNoError};
    // A face without a reference, or with one of another scheme, has points but no errors.
    reference_.resize(points.size(), {kNoError, kNoError});
    errors_.resize(points.size(), kNoError);
}

void LiveNme::movePoint(int index, Point2 to)
{
    const auto i = static_cast<std::size_t>(index);
    // An absent reference is NaN and so is its error.
    errors_.at(i) = isFinite(to) ? distance(reference_[i], to) : kNoError;
}

void LiveNme::setPresent(int index, bool present, Point2 at)
{
    if (present)
        movePoint(index, at);
    else
        errors_.at(static_cast<std::size_t>(index)) = kNoError;
}

double LiveNme::value() const
{
    return nme(errors_, length_);
}

double LiveNme::pointError(int index) const
{
    return errors_.at(static_cast<std::size_t>(index));
}

} // namespace fiducial::metrics
