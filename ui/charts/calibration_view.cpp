#include "ui/charts/calibration_view.h"

#include "ui/document/wording.h"
#include "ui/theme/palette.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr double kHoverStep = 0.02; ///< of the expected share, by the keyboard
constexpr double kLegendLine = 15;
constexpr double kLegendSwatch = 18;
} // namespace

CalibrationView::CalibrationView(QWidget *parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void CalibrationView::setCurves(std::vector<NamedCalibration> curves, int look)
{
    curves_ = std::move(curves);
    look_ = look;
    hover_.reset();
    QStringList lines;
    for (int i = 0; i < static_cast<int>(curves_.size()); ++i)
        lines += legendText(i);
    setAccessibleDescription(lines.join(u'\n'));
    update();
}

void CalibrationView::setEmptyText(const QString &sentence)
{
    empty_ = sentence;
    update();
}

QString CalibrationView::legendText(int curve) const
{
    const NamedCalibration &shown = curves_[static_cast<std::size_t>(curve)];
    return tr("%1 · off by %2").arg(shown.name, percentText(shown.curve.error, 1));
}

ChartFrame CalibrationView::frame() const
{
    const auto percent = [](double share) { return QLocale().toString(100 * share, 'g', 3); };
    return {
        ChartFrame::areaOf(*this), {0, 1, tr("points expected inside the ellipse, %"), percent}, {0, 1, {}, percent}};
}

double CalibrationView::observedAt(const analysis::CalibrationCurve &curve, double expected) const
{
    const auto it = std::lower_bound(curve.expected.begin(), curve.expected.end(), expected);
    if (it == curve.expected.begin())
        return curve.observed.front();
    if (it == curve.expected.end())
        return curve.observed.back();
    const auto right = static_cast<std::size_t>(it - curve.expected.begin());
    const double from = curve.expected[right - 1];
    const double share = (expected - from) / (curve.expected[right] - from);
    return curve.observed[right - 1] + share * (curve.observed[right] - curve.observed[right - 1]);
}

QPoint CalibrationView::pointOn(int curve, double expected) const
{
    const ChartFrame axes = frame();
    const double observed = observedAt(curves_[static_cast<std::size_t>(curve)].curve, expected);
    return QPointF(axes.toX(expected), axes.toY(observed)).toPoint();
}

QString CalibrationView::hoverText() const
{
    if (!hover_ || curves_.empty())
        return {};
    const double k = std::sqrt(-2 * std::log(1 - *hover_));
    QStringList lines{tr("Inside %1 σ: %2 expected").arg(QLocale().toString(k, 'f', 2), percentText(*hover_, 0))};
    for (const NamedCalibration &shown : curves_)
        lines += tr("%1: %2").arg(shown.name, percentText(observedAt(shown.curve, *hover_), 1));
    return lines.join(u'\n');
}

void CalibrationView::setHover(std::optional<double> expected)
{
    if (expected == hover_)
        return;
    hover_ = expected;
    update();
}

void CalibrationView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (curves_.empty()) {
        paintChartNote(painter, *this, empty_);
    } else {
        const ChartFrame axes = frame();
        axes.paint(painter, *this);
        paintCurves(painter, axes);
        paintLegend(painter, axes);
        if (hover_) {
            const double x = axes.toX(*hover_);
            painter.setPen(QPen(paletteOf(palette()).muted, 1, Qt::DotLine));
            painter.drawLine(QPointF(x, axes.area().top()), QPointF(x, axes.area().bottom()));
            paintChartPlate(painter, *this, {x, axes.area().top()}, hoverText());
        }
    }
    paintFocusFrame(painter, *this);
}

void CalibrationView::paintCurves(QPainter &painter, const ChartFrame &axes) const
{
    painter.setPen(QPen(paletteOf(palette()).muted, 1, Qt::DashLine));
    painter.drawLine(QPointF(axes.toX(0), axes.toY(0)), QPointF(axes.toX(1), axes.toY(1)));
    painter.setBrush(Qt::NoBrush);
    for (const NamedCalibration &shown : curves_) {
        QPainterPath path;
        for (std::size_t i = 0; i < shown.curve.k.size(); ++i) {
            const QPointF to(axes.toX(shown.curve.expected[i]), axes.toY(shown.curve.observed[i]));
            i == 0 ? path.moveTo(to) : path.lineTo(to);
        }
        painter.setPen(
            QPen(runColour(look_, *this), 1.75, shown.raw ? Qt::DotLine : Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPath(path);
    }
}

void CalibrationView::paintLegend(QPainter &painter, const ChartFrame &axes) const
{
    const Palette &colours = paletteOf(palette());
    painter.setFont(chartFont(*this));
    const QFontMetricsF metrics(painter.font());
    double width = 0;
    for (int i = 0; i < static_cast<int>(curves_.size()); ++i)
        width = std::max(width, metrics.horizontalAdvance(legendText(i)));
    width += kLegendSwatch + 6;
    QRectF line(axes.area().right() - width - 6,
                axes.area().bottom() - kLegendLine * static_cast<double>(curves_.size()) - 8, width, kLegendLine);
    QColor ground = colours.panel;
    ground.setAlphaF(0.8F);
    painter.fillRect(line.adjusted(-4, -2, 6, kLegendLine * static_cast<double>(curves_.size() - 1) + 2), ground);
    for (int i = 0; i < static_cast<int>(curves_.size()); ++i) {
        painter.setPen(QPen(runColour(look_, *this), 1.75,
                            curves_[static_cast<std::size_t>(i)].raw ? Qt::DotLine : Qt::SolidLine, Qt::RoundCap));
        const double y = line.center().y();
        painter.drawLine(QPointF(line.left() + 1, y), QPointF(line.left() + kLegendSwatch, y));
        painter.setPen(colours.text);
        painter.drawText(line.adjusted(kLegendSwatch + 6, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, legendText(i));
        line.translate(0, kLegendLine);
    }
}

void CalibrationView::mouseMoveEvent(QMouseEvent *event)
{
    const double expected = frame().xAt(event->position().x());
    setHover(expected < 0 || expected >= 1 ? std::nullopt : std::optional(expected));
}

void CalibrationView::leaveEvent(QEvent *event)
{
    setHover({});
    QWidget::leaveEvent(event);
}

void CalibrationView::keyPressEvent(QKeyEvent *event)
{
    const bool walks = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
    if (event->key() == Qt::Key_Escape && hover_)
        return setHover({});
    if (!walks || curves_.empty())
        return QWidget::keyPressEvent(event);
    const double step = event->key() == Qt::Key_Left ? -kHoverStep : kHoverStep;
    setHover(hover_ ? std::clamp(*hover_ + step, 0.0, 1 - kHoverStep) : 0.5);
}

} // namespace fiducial::ui
