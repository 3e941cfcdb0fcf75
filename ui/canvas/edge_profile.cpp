#include "ui/canvas/edge_profile.h"

#include <algorithm>
#include <cmath>

namespace fiducial::ui {

namespace {

constexpr double kSigma = 0.8;       ///< image pixels; smooths before the derivative
constexpr double kLeastGradient = 2; ///< grey levels per pixel; less is noise
constexpr double kFarCost = 0.5;     ///< an edge at the end of the profile counts half of one at the centre

double brightness(const QImage &picture, Size imageSize, Point2 p)
{
    const double x = (p.x + 0.5) * picture.width() / imageSize.width - 0.5;
    const double y = (p.y + 0.5) * picture.height() / imageSize.height - 0.5;
    const double left = std::floor(x), top = std::floor(y);
    const auto grey = [&](double column, double row) {
        const int i = static_cast<int>(std::clamp(column, 0.0, picture.width() - 1.0));
        const int j = static_cast<int>(std::clamp(row, 0.0, picture.height() - 1.0));
        const QRgb pixel = picture.pixel(i, j);
        return 0.299 * qRed(pixel) + 0.587 * qGreen(pixel) + 0.114 * qBlue(pixel);
    };
    const double u = x - left, v = y - top;
    return (1 - v) * ((1 - u) * grey(left, top) + u * grey(left + 1, top)) +
           v * ((1 - u) * grey(left, top + 1) + u * grey(left + 1, top + 1));
}

/// Derivative of the profile smoothed by a Gaussian, grey levels per image pixel. Its border goes on.
std::vector<double> gradients(const std::vector<double> &values)
{
    const double sigma = kSigma / EdgeProfile::kStep;
    const int reach = static_cast<int>(std::ceil(3 * sigma)), count = static_cast<int>(values.size());
    double slope = 0; // what the kernel makes of a profile that rises by one a sample
    for (int k = -reach; k <= reach; ++k)
        slope += k * k * std::exp(-k * k / (2 * sigma * sigma));
    std::vector<double> result;
    for (int i = 0; i < count; ++i) {
        double sum = 0;
        for (int k = -reach; k <= reach; ++k)
            sum += k * std::exp(-k * k / (2 * sigma * sigma)) *
                   values[static_cast<std::size_t>(std::clamp(i + k, 0, count - 1))];
        result.push_back(sum / slope / EdgeProfile::kStep);
    }
    return result;
}

} // namespace

std::optional<double> EdgeProfile::peak() const
{
    const std::vector<double> slopes = gradients(values);
    const int middle = static_cast<int>(values.size() / 2);
    std::optional<double> best;
    double most = 0;
    for (int i = 1; i + 1 < static_cast<int>(slopes.size()); ++i) {
        const auto at = [&](int k) { return std::abs(slopes[static_cast<std::size_t>(k)]); };
        if (at(i) < kLeastGradient || at(i) < at(i - 1) || at(i) <= at(i + 1))
            continue;
        const double weight = at(i) * (1 - kFarCost * std::abs(i - middle) / middle);
        if (weight <= most)
            continue;
        most = weight;
        const double bend = at(i - 1) - 2 * at(i) + at(i + 1);
        const double between = bend < 0 ? 0.5 * (at(i - 1) - at(i + 1)) / bend : 0; // vertex of the parabola
        best = kStep * (i - middle + between);
    }
    return best;
}

EdgeProfile edgeProfile(const QImage &picture, Size imageSize, Point2 centre, Point2 normal, double reach)
{
    EdgeProfile profile{centre, normal, {}};
    if (picture.isNull() || imageSize.empty())
        return profile;
    const Point2 along{-normal.y, normal.x};
    const int half = std::max(1, static_cast<int>(std::lround(reach / EdgeProfile::kStep)));
    for (int i = -half; i <= half; ++i) {
        const Point2 p = centre + normal * (i * EdgeProfile::kStep);
        double sum = 0;
        for (const double side : {-1.0, 0.0, 1.0})
            sum += brightness(picture, imageSize, p + along * side);
        profile.values.push_back(sum / 3);
    }
    return profile;
}

} // namespace fiducial::ui
