#include "core/pipeline/report_figures.h"

#include "core/base/colour_ramp.h"
#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace fiducial::pipeline {

namespace {
constexpr double kFigureWidth = 640;

/// A plot's frame: data to pixels, grid and numbers along both axes.
class Plot {
public:
    Plot(std::string_view title, double xMax, double yMax)
        : drawing(kFigureWidth, kHeight, title), xMax_(xMax), yMax_(yMax)
    {}

    SvgDrawing drawing;

    Point2 at(double x, double y) const
    {
        return {kArea.x + kArea.width * x / xMax_, kArea.bottom() - kArea.height * y / yMax_};
    }

    /// `xFactor`, `yFactor`: what the numbers along the axes are multiplied by; counts are no fractions.
    void axes(std::string_view xTitle, double xFactor, std::string_view yTitle, double yFactor, bool counts = false)
    {
        for (const double x : steps(xMax_ * xFactor)) {
            drawing.line(at(x / xFactor, 0), at(x / xFactor, yMax_), "grid");
            drawing.text(at(x / xFactor, 0) + Point2{0, 18}, tick(x), "middle");
        }
        for (const double y : steps(yMax_ * yFactor, counts ? 1 : 0)) {
            drawing.line(at(0, y / yFactor), at(xMax_, y / yFactor), "grid");
            drawing.text(at(0, y / yFactor) + Point2{-8, 4}, tick(y), "end");
        }
        drawing.line(at(0, 0), at(xMax_, 0), "axis");
        drawing.line(at(0, 0), at(0, yMax_), "axis");
        drawing.text({kArea.x + kArea.width / 2, kHeight - 6}, xTitle, "middle");
        drawing.text({8, 14}, yTitle);
    }

    /// `height`: of the text, share of the plot's.
    void threshold(double x, const std::string &text, double height = 1)
    {
        if (!(x < xMax_))
            return;
        drawing.line(at(x, 0), at(x, yMax_), "threshold");
        const bool left = x > 0.6 * xMax_;
        drawing.text(at(x, yMax_ * height) + Point2{left ? -6.0 : 6.0, 14}, text, left ? "end" : "start", "value");
    }

private:
    static constexpr double kHeight = 340;
    static constexpr Rect kArea{56, 26, 568, 262};

    static std::vector<double> steps(double most, double least = 0)
    {
        const double power = std::pow(10, std::floor(std::log10(most / 4)));
        double step = 10 * power;
        for (const double factor : {5.0, 2.0, 1.0})
            if (most / (factor * power) <= 8)
                step = factor * power;
        step = std::max(step, least);
        std::vector<double> out;
        for (int i = 0; i * step <= most * (1 + 1e-9); ++i)
            out.push_back(i * step);
        return out;
    }
    static std::string tick(double value)
    {
        const double rounded = std::round(value * 1e6) / 1e6;
        return text::shortest(rounded);
    }

    double xMax_;
    double yMax_;
};

std::string errorAxis(const metrics::Evaluation &e)
{
    return "NME, " + std::string(metrics::toString(e.normaliser)) + ", %";
}

std::string optionalPercent(const std::optional<double> &v)
{
    return percentText(v.value_or(std::numeric_limits<double>::quiet_NaN()));
}

std::string otherClass(std::size_t run)
{
    return "other" + std::to_string(run % 3);
}

/// Beside `corner`, the lower right one: what the curves are, or the numbers of a single one.
void curveNames(const ReportRequest &request, const ReportNumbers &numbers, Point2 corner, SvgDrawing &drawing)
{
    const auto auc = [](const metrics::Summary &s) { return "AUC " + (s.auc ? text::fixed(*s.auc, 4) : "–"); };
    const metrics::Summary &own = request.report->evaluation.summary;
    if (numbers.comparisons.empty()) {
        drawing.text(corner + Point2{-8, -28}, auc(own), "end", "value");
        drawing.text(corner + Point2{-8, -10}, "failure rate " + optionalPercent(own.failureRate), "end", "value");
        return;
    }
    double y = -10 - 18 * static_cast<double>(numbers.comparisons.size());
    const auto add = [&](const Run &run, const metrics::Summary &s, const std::string &look) {
        drawing.text(corner + Point2{-48, y}, run.name + ", " + auc(s), "end", "value");
        drawing.line(corner + Point2{-42, y - 4}, corner + Point2{-8, y - 4}, look);
        y += 18;
    };
    add(*request.evaluated.run, own, "curve");
    for (std::size_t run = 0; run < numbers.comparisons.size(); ++run)
        add(*numbers.comparisons[run].run, numbers.comparisons[run].summary, otherClass(run));
}

ReportFigure cedFigure(const ReportRequest &request, const ReportNumbers &numbers)
{
    const metrics::Evaluation &e = request.report->evaluation;
    const analysis::CedBand &band = *numbers.band;
    Plot plot("Cumulative error distribution", numbers.upTo, 1);
    plot.axes(errorAxis(e), 100, "faces, %", 100);
    std::vector<Point2> outline, curve;
    for (std::size_t i = 0; i < band.curve.x.size(); ++i) {
        curve.push_back(plot.at(band.curve.x[i], band.curve.share[i]));
        outline.push_back(plot.at(band.curve.x[i], band.high[i]));
    }
    for (std::size_t i = band.curve.x.size(); i-- > 0;)
        outline.push_back(plot.at(band.curve.x[i], band.low[i]));
    plot.drawing.polyline(outline, "band", true);
    for (std::size_t run = 0; run < numbers.comparisons.size(); ++run) {
        std::vector<Point2> other;
        const metrics::CedCurve &ced = numbers.comparisons[run].curve;
        for (std::size_t i = 0; i < ced.x.size(); ++i)
            other.push_back(plot.at(ced.x[i], ced.share[i]));
        plot.drawing.polyline(other, otherClass(run));
    }
    plot.drawing.polyline(curve, "curve");
    const bool farRight = e.threshold > 0.7 * numbers.upTo && e.threshold < numbers.upTo;
    plot.threshold(e.threshold, "threshold " + percentText(e.threshold, 1), farRight ? 0.5 : 1); // beside the curve
    curveNames(request, numbers, plot.at(farRight ? e.threshold : numbers.upTo, 0), plot.drawing);
    return {"ced",
            "Share of the faces whose NME is at most the value below; the band holds " +
                percentText(request.bootstrap.confidence, 0) + " of the bootstrap resamples at each point.",
            std::move(plot.drawing)};
}

ReportFigure histogramFigure(const ReportRequest &request, const ReportNumbers &numbers)
{
    const metrics::Evaluation &e = request.report->evaluation;
    const analysis::Histogram &h = numbers.histogram;
    const int most = std::max(1, *std::ranges::max_element(h.counts));
    Plot plot("Histogram of the NME", numbers.upTo, most * 1.05);
    plot.axes(errorAxis(e), 100, "faces", 1, true);
    for (std::size_t bin = 0; bin < h.counts.size(); ++bin) {
        const Point2 topLeft = plot.at(h.edge(bin), h.counts[bin]), bottomRight = plot.at(h.edge(bin + 1), 0);
        plot.drawing.rect(Rect::fromCorners(topLeft.x + 0.5, topLeft.y, bottomRight.x - 0.5, bottomRight.y), "bar", {},
                          percentText(h.edge(bin)) + " to " + percentText(h.edge(bin + 1)) + ": " +
                              std::to_string(h.counts[bin]) + " faces");
    }
    plot.threshold(e.threshold, "threshold " + percentText(e.threshold, 1));
    std::string caption = "Faces by their NME.";
    if (h.above > 0)
        caption += " " + std::to_string(h.above) + " lie beyond " + percentText(numbers.upTo) + ".";
    if (h.missing > 0)
        caption += " " + std::to_string(h.missing) + " have no NME.";
    return {"histogram", caption, std::move(plot.drawing)};
}

ReportFigure contourFigure(const ReportRequest &request, const ReportNumbers &numbers)
{
    constexpr double kRow = 24, kLeft = 150, kRight = 80;
    const metrics::Evaluation &e = request.report->evaluation;
    double most = 0;
    for (const auto &contour : e.contours)
        if (std::isfinite(contour.nme))
            most = std::max(most, contour.nme);
    SvgDrawing drawing(kFigureWidth, kRow * static_cast<double>(e.contours.size()) + 12, "NME of each contour");
    double y = 6;
    for (const auto &contour : e.contours) {
        const auto named = std::ranges::find(numbers.scheme->contours, contour.contour, &Contour::id);
        drawing.text({kLeft - 8, y + 16}, named == numbers.scheme->contours.end() ? contour.contour : named->name,
                     "end");
        const double share = std::isfinite(contour.nme) && most > 0 ? contour.nme / most : 0;
        const double width = (kFigureWidth - kLeft - kRight) * share;
        drawing.rect({kLeft, y + 3, width, kRow - 6}, "bar");
        drawing.text({kLeft + width + 6, y + 16}, percentText(contour.nme), "start", "value");
        y += kRow;
    }
    return {"contours", "NME of the landmarks of each contour, " + std::string(metrics::toString(e.normaliser)) + ".",
            std::move(drawing)};
}

std::string hexColour(double t)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string out = "#";
    for (const std::uint8_t part : cividisRgb(t)) {
        out += digits[part >> 4];
        out += digits[part & 15];
    }
    return out;
}

struct SigmaAxes {
    double major = 0, minor = 0, degrees = 0;
};

SigmaAxes sigmaAxes(const analysis::LandmarkErrors &e)
{
    const double middle = (e.xx + e.yy) / 2, spread = std::hypot((e.xx - e.yy) / 2, e.xy);
    if (!std::isfinite(middle))
        return {};
    return {std::sqrt(middle + spread), std::sqrt(std::max(0.0, middle - spread)),
            0.5 * std::atan2(2 * e.xy, e.xx - e.yy) * 180 / std::numbers::pi};
}

/// Mean face in a square of the figure's height.
class MeanFaceDrawing {
public:
    explicit MeanFaceDrawing(const ReportNumbers &numbers)
        : numbers_(numbers), drawing_(kSide, kSide + 34, "Mean face with the bias and spread of each landmark")
    {
        std::vector<double> sigmas, errors;
        for (const auto &landmark : numbers.landmarks) {
            if (const double major = sigmaAxes(landmark).major; major > 0)
                sigmas.push_back(major);
            if (std::isfinite(landmark.nme))
                errors.push_back(landmark.nme);
        }
        const auto [least, most] = std::ranges::minmax(errors);
        least_ = least;
        most_ = most;
        if (sigmas.empty())
            return;
        const auto place = sigmas.begin() + static_cast<std::ptrdiff_t>(sigmas.size() * 9 / 10);
        std::nth_element(sigmas.begin(), place, sigmas.end());
        for (const int step : {2, 3, 5, 10, 20})
            if (*place * kFace * step <= kWidest)
                magnification_ = step;
    }

    void draw()
    {
        const LandmarkScheme &scheme = *numbers_.scheme;
        for (const Contour &contour : scheme.contours) {
            std::vector<Point2> points;
            for (const int i : contour.points)
                points.push_back(placeOf(static_cast<std::size_t>(i)));
            if (contour.curve)
                drawing_.polyline(points, "contour", contour.closed);
        }
        for (std::size_t i = 0; i < numbers_.landmarks.size(); ++i)
            spread(i);
        for (std::size_t i = 0; i < numbers_.landmarks.size(); ++i)
            bias(i);
        legend();
    }

    int magnification() const { return magnification_; }
    SvgDrawing take() { return std::move(drawing_); }

private:
    static constexpr double kSide = 560, kFace = 490, kWidest = 11;

    Point2 placeOf(std::size_t i) const { return Point2{kSide / 2, kSide / 2} + numbers_.scheme->meanShape[i] * kFace; }

    Point2 biasedPlaceOf(std::size_t i) const
    {
        return placeOf(i) + numbers_.landmarks[i].bias * (kFace * magnification_);
    }

    void spread(std::size_t i)
    {
        const analysis::LandmarkErrors &e = numbers_.landmarks[i];
        if (e.faces == 0)
            return;
        const SigmaAxes axes = sigmaAxes(e);
        const double scale = kFace * magnification_;
        const std::string title = numbers_.scheme->label(static_cast<int>(i)) + ": NME " + percentText(e.nme) +
                                  ", bias " + percentText(e.bias.x) + " right, " + percentText(e.bias.y) +
                                  " down of the face's size";
        const std::string colour = hexColour(most_ > least_ ? (e.nme - least_) / (most_ - least_) : 0.5);
        drawing_.ellipse(biasedPlaceOf(i), {std::max(1.5, axes.major * scale), std::max(1.5, axes.minor * scale)},
                         axes.degrees, "ellipse", colour, title);
    }

    void bias(std::size_t i)
    {
        if (numbers_.landmarks[i].faces > 0)
            drawing_.line(placeOf(i), biasedPlaceOf(i), "bias");
    }

    void legend()
    {
        constexpr int kSteps = 24;
        constexpr double kWidth = 160, kLeft = (kSide - kWidth) / 2, kTop = kSide + 8;
        for (int i = 0; i < kSteps; ++i)
            drawing_.rect({kLeft + kWidth * i / kSteps, kTop, kWidth / kSteps + 0.5, 12}, "ramp",
                          hexColour(i / (kSteps - 1.0)));
        drawing_.text({kLeft - 8, kTop + 11}, "NME " + percentText(least_), "end");
        drawing_.text({kLeft + kWidth + 8, kTop + 11}, percentText(most_));
    }

    const ReportNumbers &numbers_;
    SvgDrawing drawing_;
    double least_ = 0;
    double most_ = 0;
    int magnification_ = 1;
};

ReportFigure meanFaceFigure(const ReportNumbers &numbers)
{
    MeanFaceDrawing face(numbers);
    face.draw();
    const std::string times = std::to_string(face.magnification());
    return {"mean_face",
            "Where landmarks are drawn to (bias, line) and how they scatter around it (1 sigma, ellipse) on the mean "
            "face, coloured by NME" +
                (face.magnification() > 1 ? "; both are drawn " + times + " times as long as they are." : "."),
            face.take()};
}
} // namespace

std::vector<ReportFigure> reportFigures(const ReportRequest &request, const ReportNumbers &numbers)
{
    std::vector<ReportFigure> out;
    if (!numbers.band)
        return out;
    out.push_back(cedFigure(request, numbers));
    const auto measured = [](const analysis::LandmarkErrors &e) { return e.faces > 0; };
    if (!std::ranges::any_of(numbers.landmarks, measured))
        return out; // nothing but missing faces
    out.push_back(histogramFigure(request, numbers));
    if (!request.report->evaluation.contours.empty())
        out.push_back(contourFigure(request, numbers));
    out.push_back(meanFaceFigure(numbers));
    return out;
}

} // namespace fiducial::pipeline
