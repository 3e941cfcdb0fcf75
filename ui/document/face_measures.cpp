#include "ui/document/face_measures.h"

namespace fiducial::ui {

FaceMeasure measureFace(const LandmarkSet &reference, const LandmarkSet &points, const LandmarkScheme &scheme,
                        const std::optional<Rect> &box, std::optional<double> boxSize)
{
    FaceMeasure measure;
    if (reference.empty() || reference.count() != points.count() || reference.count() != scheme.count)
        return measure;
    std::vector<double> errors = metrics::pointErrors(reference, points.points);
    for (int i = 0; i < points.count(); ++i)
        if (!points.isPresent(i))
            errors[static_cast<std::size_t>(i)] = std::numeric_limits<double>::quiet_NaN();
    const auto lengths = metrics::normalisers(reference, scheme, box, boxSize);
    for (std::size_t n = 0; n < lengths.size(); ++n)
        measure.nme[n] = static_cast<float>(metrics::nme(errors, lengths[n]));
    for (std::size_t i = 0; i < errors.size(); ++i) {
        if (!(errors[i] >= 0) || (measure.worstPoint >= 0 && errors[i] <= static_cast<double>(measure.worstPixels)))
            continue;
        measure.worstPixels = static_cast<float>(errors[i]);
        measure.worstPoint = static_cast<int>(i);
    }
    return measure;
}

} // namespace fiducial::ui
