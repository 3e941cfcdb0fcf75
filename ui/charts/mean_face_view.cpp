#include "ui/charts/mean_face_view.h"

#include "ui/document/wording.h"
#include "ui/paint/colour_ramp.h"
#include "ui/paint/scheme_words.h"
#include "ui/theme/palette.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr double kMeanFaceMargin = 14;
constexpr double kLegendHeight = 22;
constexpr double kLeastRadius = 2.5;
constexpr double kHitPixels = 10;
constexpr double kWidestSigma = 0.045; ///< of the drawn face: nine of ten ellipses stay within

struct Axes {
    double major = 0, minor = 0, angle = 0; ///< degrees
};

Axes axesOf(const analysis::LandmarkErrors &errors)
{
    const double middle = (errors.xx + errors.yy) / 2;
    const double spread = std::hypot((errors.xx - errors.yy) / 2, errors.xy);
    if (!std::isfinite(middle))
        return {};
    return {std::sqrt(middle + spread), std::sqrt(std::max(0.0, middle - spread)),
            0.5 * std::atan2(2 * errors.xy, errors.xx - errors.yy) * 180 / M_PI};
}
} // namespace

MeanFaceView::MeanFaceView(QWidget *parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void MeanFaceView::setErrors(const LandmarkScheme *scheme, std::vector<analysis::LandmarkErrors> errors)
{
    scheme_ = scheme;
    errors_ = std::move(errors);
    if (!scheme_ || std::ssize(errors_) != scheme_->count)
        errors_.clear();
    std::vector<double> shares;
    for (const auto &landmark : errors_)
        if (std::isfinite(landmark.nme))
            shares.push_back(landmark.nme);
    if (shares.empty())
        errors_.clear();
    const auto [least, most] = std::minmax_element(shares.begin(), shares.end());
    least_ = shares.empty() ? 0 : *least;
    most_ = shares.empty() ? 0 : *most;
    hovered_ = -1;
    if (chosen_ >= count())
        chosen_ = -1;
    chooseMagnification();
    update();
}

void MeanFaceView::setEmptyText(const QString &sentence)
{
    empty_ = sentence;
    update();
}

void MeanFaceView::setChosen(int landmark)
{
    chosen_ = landmark < count() ? landmark : -1;
    setAccessibleDescription(chosen_ >= 0 ? textOf(chosen_) : QString());
    update();
}

double MeanFaceView::scale() const
{
    return std::max(1.0, std::min(width() - 2 * kMeanFaceMargin, height() - 2 * kMeanFaceMargin - kLegendHeight));
}

QPointF MeanFaceView::toView(Point2 point) const
{
    const QPointF centre(width() / 2.0, (height() - kLegendHeight) / 2.0);
    return centre + QPointF(point.x, point.y) * scale();
}

QPoint MeanFaceView::pointOf(int landmark) const
{
    return toView(scheme_->meanShape[static_cast<std::size_t>(landmark)]).toPoint();
}

void MeanFaceView::chooseMagnification()
{
    std::vector<double> sigmas;
    for (const auto &landmark : errors_)
        if (const double major = axesOf(landmark).major; major > 0)
            sigmas.push_back(major);
    magnification_ = 1;
    if (sigmas.empty())
        return;
    const auto ninth = sigmas.begin() + static_cast<std::ptrdiff_t>(sigmas.size() * 9 / 10);
    std::nth_element(sigmas.begin(), ninth, sigmas.end());
    for (const double step : {2.0, 3.0, 5.0, 10.0, 20.0})
        if (*ninth * step <= kWidestSigma)
            magnification_ = step;
}

QString MeanFaceView::textOf(int landmark) const
{
    const auto &errors = errorsOf(landmark);
    const QString name = landmarkLabel(*scheme_, landmark);
    if (errors.faces == 0)
        return name;
    // Of the face's size: the mean shape's longer side is 1.
    const QString across = errors.bias.x < 0 ? tr("left %1") : tr("right %1");
    const QString along = errors.bias.y < 0 ? tr("up %1") : tr("down %1");
    return tr("# %1: NME %2\nbias %3, %4 of the face's size")
        .arg(name, percentText(errors.nme), across.arg(percentText(std::abs(errors.bias.x))),
             along.arg(percentText(std::abs(errors.bias.y))));
}

QColor MeanFaceView::colourOf(int landmark) const
{
    const double nme = errorsOf(landmark).nme;
    return cividis(most_ > least_ ? (nme - least_) / (most_ - least_) : 0.5);
}

void MeanFaceView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (errors_.empty()) {
        paintChartNote(painter, *this, empty_);
    } else {
        paintContours(painter);
        for (int landmark = 0; landmark < count(); ++landmark)
            paintLandmark(painter, landmark);
        paintLegend(painter);
        if (hovered_ >= 0)
            paintChartPlate(painter, *this, pointOf(hovered_), textOf(hovered_));
    }
    paintFocusFrame(painter, *this);
}

void MeanFaceView::paintContours(QPainter &painter) const
{
    painter.setPen(QPen(paletteOf(palette()).border, 1));
    painter.setBrush(Qt::NoBrush);
    for (const Contour &contour : scheme_->contours) {
        if (!contour.curve)
            continue;
        QPolygonF line;
        for (const int i : contour.points)
            line << toView(scheme_->meanShape[static_cast<std::size_t>(i)]);
        contour.closed ? painter.drawPolygon(line) : painter.drawPolyline(line);
    }
}

void MeanFaceView::paintLandmark(QPainter &painter, int landmark) const
{
    const auto &errors = errorsOf(landmark);
    if (errors.faces == 0)
        return;
    const Palette &colours = paletteOf(palette());
    const QPointF mean = toView(scheme_->meanShape[static_cast<std::size_t>(landmark)]);
    const QPointF bias = QPointF(errors.bias.x, errors.bias.y) * scale() * magnification_;
    const Axes axes = axesOf(errors);
    const double factor = scale() * magnification_;
    painter.save();
    painter.translate(mean + bias);
    painter.rotate(axes.angle);
    const bool strong = landmark == chosen_ || landmark == hovered_;
    painter.setPen(QPen(strong ? colours.accent : colours.muted, strong ? 2 : 0.8));
    painter.setBrush(colourOf(landmark));
    painter.drawEllipse(QPointF(), std::max(kLeastRadius, axes.major * factor),
                        std::max(kLeastRadius, axes.minor * factor));
    painter.restore();
    if (std::hypot(bias.x(), bias.y()) > 1) {
        painter.setPen(QPen(colours.bad, 1.2));
        painter.drawLine(mean, mean + bias);
    }
}

void MeanFaceView::paintLegend(QPainter &painter) const
{
    const Palette &colours = paletteOf(palette());
    painter.setFont(chartFont(*this));
    const QString low = percentText(least_, 1), high = percentText(most_, 1);
    const QString size = tr("1 σ and bias × %1").arg(QLocale().toString(magnification_, 'g', 3));
    const QFontMetricsF metrics(painter.font());
    const double y = height() - kLegendHeight + 4;
    double x = 8;
    painter.setPen(colours.muted);
    painter.drawText(QPointF(x, y + 11), low);
    x += metrics.horizontalAdvance(low) + 6;
    for (int i = 0; i < 48; ++i)
        painter.fillRect(QRectF(x + i, y + 3, 1.5, 8), cividis(i / 47.0));
    x += 48 + 6;
    painter.drawText(QPointF(x, y + 11), high);
    x += metrics.horizontalAdvance(high) + 12;
    const double room = width() - 8 - x;
    const QString shown =
        metrics.horizontalAdvance(size) <= room ? size : tr("× %1").arg(QLocale().toString(magnification_, 'g', 3));
    if (metrics.horizontalAdvance(shown) <= room)
        painter.drawText(QPointF(width() - 8 - metrics.horizontalAdvance(shown), y + 11), shown);
}

int MeanFaceView::landmarkAt(QPointF position) const
{
    int nearest = -1;
    double least = kHitPixels;
    for (int landmark = 0; landmark < count(); ++landmark) {
        if (errorsOf(landmark).faces == 0)
            continue;
        const QPointF away = position - toView(scheme_->meanShape[static_cast<std::size_t>(landmark)]);
        if (const double pixels = std::hypot(away.x(), away.y()); pixels < least) {
            least = pixels;
            nearest = landmark;
        }
    }
    return nearest;
}

void MeanFaceView::choose(int landmark)
{
    setChosen(landmark);
    Q_EMIT landmarkChosen(chosen_);
}

void MeanFaceView::setHovered(int landmark)
{
    if (landmark == hovered_)
        return;
    hovered_ = landmark;
    setCursor(landmark >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void MeanFaceView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const int landmark = landmarkAt(event->position());
    if (landmark >= 0 || chosen_ >= 0)
        choose(landmark);
}

void MeanFaceView::mouseMoveEvent(QMouseEvent *event)
{
    setHovered(landmarkAt(event->position()));
}

void MeanFaceView::leaveEvent(QEvent *)
{
    setHovered(-1);
}

void MeanFaceView::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (step != 0 && count() > 0) {
        const int from = hovered_ >= 0 ? hovered_ : chosen_;
        setHovered(from < 0 ? (step > 0 ? 0 : count() - 1) : (from + step + count()) % count());
        setAccessibleDescription(textOf(hovered_));
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && hovered_ >= 0) {
        choose(hovered_);
    } else if (event->key() == Qt::Key_Escape && chosen_ >= 0) {
        choose(-1);
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace fiducial::ui
