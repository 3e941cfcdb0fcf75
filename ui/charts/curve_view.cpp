#include "ui/charts/curve_view.h"

#include "ui/paint/layer_style.h"
#include "ui/theme/marks.h"
#include "ui/theme/palette.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kTopRoom = 26;    ///< title and legend
constexpr int kBottomRoom = 36; ///< ticks and name of the x axis
constexpr int kRightRoom = 12;
constexpr int kYTicks = 5;
constexpr int kPixelsPerXTick = 70;
constexpr double kMarkRadius = 2.5;

QString plainNumber(double value)
{
    return QLocale().toString(value, 'g', 4);
}

QFont captionFont(const QWidget &widget)
{
    QFont font = widget.font();
    font.setPixelSize(measures::kCaptionPixels);
    return font;
}
} // namespace

CurveView::CurveView(QWidget *parent) : QWidget(parent), format_(plainNumber)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void CurveView::setTitles(const QString &title, const QString &xName, Format yFormat)
{
    title_ = title;
    xName_ = xName;
    format_ = yFormat ? std::move(yFormat) : Format(plainNumber);
    setAccessibleName(title);
    update();
}

void CurveView::setEmptyText(const QString &sentence)
{
    empty_ = sentence;
    update();
}

void CurveView::setXEnd(double x)
{
    xEnd_ = x;
    update();
}

void CurveView::setLogarithmic(bool logarithmic)
{
    logarithmic_ = logarithmic;
    update();
}

void CurveView::setCurves(std::vector<Curve> curves)
{
    curves_ = std::move(curves);
    setHover({});
    update();
}

void CurveView::setNames(const QStringList &names)
{
    for (std::size_t i = 0; i < curves_.size(); ++i)
        curves_[i].name = names.value(static_cast<qsizetype>(i));
    update();
}

void CurveView::append(int curve, QPointF point)
{
    curves_[static_cast<std::size_t>(curve)].points.push_back(point);
    update();
}

void CurveView::clearPoints()
{
    for (Curve &curve : curves_)
        curve.points.clear();
    setHover({});
    update();
}

bool CurveView::isShown(double y) const
{
    return std::isfinite(y) && (!logarithmic_ || y > 0);
}

double CurveView::scaled(double y) const
{
    return logarithmic_ ? std::log10(y) : y;
}

bool CurveView::isEmpty() const
{
    return std::all_of(curves_.begin(), curves_.end(), [](const Curve &curve) { return curve.points.empty(); });
}

CurveView::Range CurveView::xRange() const
{
    Range range{0, xEnd_};
    for (const Curve &curve : curves_)
        if (!curve.points.empty())
            range.high = std::max(range.high, curve.points.back().x());
    if (range.high <= range.low)
        range.high = range.low + 1;
    return range;
}

CurveView::Range CurveView::yRange() const
{
    Range range{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
    for (const Curve &curve : curves_)
        for (const QPointF &point : curve.points)
            if (isShown(point.y())) {
                range.low = std::min(range.low, scaled(point.y()));
                range.high = std::max(range.high, scaled(point.y()));
            }
    if (range.low > range.high)
        return {0, 1};
    const double room = std::max(0.06 * (range.high - range.low), 1e-6 + 0.02 * std::abs(range.high));
    range = {range.low - room, range.high + room};
    if (!logarithmic_ && range.low < 0 && range.low + room >= 0)
        range.low = 0; // errors and losses are never below
    return range;
}

std::vector<double> CurveView::ticks(double low, double high, int most)
{
    if (!(high > low) || most < 1)
        return {};
    const double rough = (high - low) / most;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    double step = 10 * power;
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= rough * (1 - 1e-9)) {
            step = factor * power;
            break;
        }
    std::vector<double> out;
    for (double k = std::ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; ++k)
        out.push_back(k * step + 0.0); // no minus zero
    return out;
}

std::vector<double> CurveView::yTicks(Range y, int most) const
{
    if (!logarithmic_)
        return ticks(y.low, y.high, most);
    // 1, 2, 5 of each decade; where that is too little for the range, evenly as on a plain axis.
    std::vector<double> out;
    for (double decade = std::floor(y.low); decade <= y.high; ++decade)
        for (const double factor : {1.0, 2.0, 5.0})
            if (const double tick = decade + std::log10(factor); tick >= y.low && tick <= y.high)
                out.push_back(tick);
    if (static_cast<int>(out.size()) > 2 * most)
        std::erase_if(out, [](double tick) { return std::abs(tick - std::round(tick)) > 1e-9; });
    if (out.size() < 2) {
        out.clear();
        for (const double value : ticks(std::pow(10, y.low), std::pow(10, y.high), most))
            if (value > 0)
                out.push_back(std::log10(value));
    }
    return out;
}

QRectF CurveView::plotArea() const
{
    const QFontMetrics metrics(captionFont(*this));
    int widest = 0;
    for (const double tick : yTicks(yRange(), kYTicks))
        widest = std::max(widest, metrics.horizontalAdvance(format_(logarithmic_ ? std::pow(10, tick) : tick)));
    const double left = widest + 10;
    return {left, kTopRoom, width() - left - kRightRoom, static_cast<double>(height() - kTopRoom - kBottomRoom)};
}

QPointF CurveView::toView(QPointF point, const QRectF &area, Range x, Range y) const
{
    return {area.left() + (point.x() - x.low) / (x.high - x.low) * area.width(),
            area.bottom() - (scaled(point.y()) - y.low) / (y.high - y.low) * area.height()};
}

QColor CurveView::colourOf(int index) const
{
    const LayerStyle style = layerStyle(LayerKind::Run, index);
    return paletteOf(palette()).dark ? style.colour : style.chartColour;
}

void CurveView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Palette &colours = paletteOf(palette());
    QFont bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    painter.setPen(colours.text);
    painter.drawText(QRectF(0, 0, width(), kTopRoom - 6), Qt::AlignLeft | Qt::AlignVCenter, title_);
    if (isEmpty()) {
        painter.setFont(font());
        painter.setPen(colours.muted);
        painter.drawText(rect().adjusted(16, kTopRoom, -16, 0), Qt::AlignCenter | Qt::TextWordWrap, empty_);
    } else {
        const QRectF area = plotArea();
        const Range x = xRange(), y = yRange();
        paintAxes(painter, area, x, y);
        painter.setClipRect(area.adjusted(-kMarkRadius, -kMarkRadius, kMarkRadius, kMarkRadius));
        for (const bool faint : {true, false})
            for (int i = 0; i < static_cast<int>(curves_.size()); ++i)
                if (curves_[static_cast<std::size_t>(i)].faint == faint)
                    paintCurve(painter, i, area, x, y);
        painter.setClipping(false);
        paintLegend(painter);
        paintHover(painter, area, x, y);
    }
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(colours.accent);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
}

void CurveView::paintAxes(QPainter &painter, const QRectF &area, Range x, Range y) const
{
    const Palette &colours = paletteOf(palette());
    painter.setFont(captionFont(*this));
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (const double tick : yTicks(y, kYTicks)) {
        const double at = area.bottom() - (tick - y.low) / (y.high - y.low) * area.height();
        painter.setPen(colours.chartGrid);
        painter.drawLine(QPointF(area.left(), at), QPointF(area.right(), at));
        painter.setPen(colours.muted);
        painter.drawText(QRectF(0, at - 8, area.left() - 6, 16), Qt::AlignRight | Qt::AlignVCenter,
                         format_(logarithmic_ ? std::pow(10, tick) : tick));
    }
    for (const double tick : ticks(x.low, x.high, std::max(2, static_cast<int>(area.width() / kPixelsPerXTick)))) {
        const double at = area.left() + (tick - x.low) / (x.high - x.low) * area.width();
        painter.setPen(colours.border);
        painter.drawLine(QPointF(at, area.bottom()), QPointF(at, area.bottom() + 4));
        painter.setPen(colours.muted);
        painter.drawText(QRectF(at - 40, area.bottom() + 4, 80, 16), Qt::AlignHCenter | Qt::AlignVCenter,
                         plainNumber(tick));
    }
    painter.setPen(colours.border);
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    painter.setPen(colours.muted);
    painter.drawText(QRectF(area.left(), area.bottom() + 18, area.width(), 16), Qt::AlignHCenter | Qt::AlignVCenter,
                     xName_);
    painter.setRenderHint(QPainter::Antialiasing);
}

void CurveView::paintCurve(QPainter &painter, int index, const QRectF &area, Range x, Range y) const
{
    const Curve &curve = curves_[static_cast<std::size_t>(index)];
    QColor colour = colourOf(index);
    colour.setAlphaF(curve.faint ? 0.45F : 1.0F);
    QPainterPath path;
    bool down = false;
    double column = -1; // of the last point that was drawn: a long run has many in one pixel
    for (const QPointF &point : curve.points) {
        if (!isShown(point.y())) {
            down = false;
            continue;
        }
        const QPointF at = toView(point, area, x, y);
        if (down && !curve.marks && at.x() - column < 0.5 && &point != &curve.points.back())
            continue;
        down ? path.lineTo(at) : path.moveTo(at);
        down = true;
        column = at.x();
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, curve.faint ? 1 : 1.75, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
    if (!curve.marks)
        return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    for (const QPointF &point : curve.points)
        if (isShown(point.y()))
            painter.drawEllipse(toView(point, area, x, y), kMarkRadius, kMarkRadius);
}

void CurveView::paintLegend(QPainter &painter) const
{
    const Palette &colours = paletteOf(palette());
    painter.setFont(captionFont(*this));
    double right = width() - kRightRoom;
    for (int i = static_cast<int>(curves_.size()) - 1; i >= 0; --i) {
        const QString &name = curves_[static_cast<std::size_t>(i)].name;
        const double text = painter.fontMetrics().horizontalAdvance(name) + 2;
        painter.setPen(colours.muted);
        painter.drawText(QRectF(right - text, 0, text, kTopRoom - 6), Qt::AlignLeft | Qt::AlignVCenter, name);
        painter.setPen(QPen(colourOf(i), 2));
        const double y = (kTopRoom - 6) / 2.0;
        painter.drawLine(QPointF(right - text - 20, y), QPointF(right - text - 6, y));
        if (curves_[static_cast<std::size_t>(i)].marks) {
            painter.setBrush(colourOf(i));
            painter.setPen(Qt::NoPen);
            painter.drawEllipse(QPointF(right - text - 13, y), kMarkRadius, kMarkRadius);
        }
        right -= text + 34;
    }
}

void CurveView::paintHover(QPainter &painter, const QRectF &area, Range x, Range y) const
{
    if (!hover_)
        return;
    const Palette &colours = paletteOf(palette());
    const double at = area.left() + (*hover_ - x.low) / (x.high - x.low) * area.width();
    painter.setPen(QPen(colours.muted, 1, Qt::DashLine));
    painter.drawLine(QPointF(at, area.top()), QPointF(at, area.bottom()));
    painter.setPen(QPen(colours.panel, 1));
    for (int i = 0; i < static_cast<int>(curves_.size()); ++i)
        if (const QPointF *point = pointAt(curves_[static_cast<std::size_t>(i)], *hover_)) {
            painter.setBrush(colourOf(i));
            painter.drawEllipse(toView(*point, area, x, y), 4, 4);
        }
    painter.setFont(captionFont(*this));
    const QString text = hoverText();
    QRectF plate = QRectF(painter.fontMetrics().boundingRect(rect(), Qt::AlignLeft, text)).adjusted(-8, -5, 8, 5);
    plate.moveTopLeft({at + 10, area.top() + 4});
    if (plate.right() > width() - 2)
        plate.moveRight(at - 10);
    painter.setPen(colours.border);
    painter.setBrush(colours.raised);
    painter.drawRoundedRect(plate, 4, 4);
    painter.setPen(colours.text);
    painter.drawText(plate.adjusted(8, 5, -8, -5), Qt::AlignLeft | Qt::AlignTop, text);
}

std::optional<double> CurveView::nearestX(double x) const
{
    std::optional<double> best;
    const auto consider = [&](const QPointF &point) {
        if (!isShown(point.y()))
            return false;
        if (!best || std::abs(point.x() - x) < std::abs(*best - x))
            best = point.x();
        return true;
    };
    for (const Curve &curve : curves_) {
        const auto after = std::lower_bound(curve.points.begin(), curve.points.end(), x,
                                            [](const QPointF &point, double value) { return point.x() < value; });
        (void)std::find_if(after, curve.points.end(), consider); // gaps on either side are passed over
        (void)std::find_if(std::make_reverse_iterator(after), curve.points.rend(), consider);
    }
    return best;
}

const QPointF *CurveView::pointAt(const Curve &curve, double x) const
{
    // The last value that was known there.
    const auto it = std::upper_bound(curve.points.begin(), curve.points.end(), x + 1e-9,
                                     [](double value, const QPointF &point) { return value < point.x(); });
    if (it == curve.points.begin() || !isShown(std::prev(it)->y()))
        return nullptr;
    return &*std::prev(it);
}

QString CurveView::hoverText() const
{
    if (!hover_)
        return {};
    QStringList lines{u"%1 %2"_s.arg(xName_, plainNumber(*hover_))};
    for (const Curve &curve : curves_)
        if (const QPointF *point = pointAt(curve, *hover_))
            lines += u"%1  %2"_s.arg(curve.name, format_(point->y()));
    return lines.join(u'\n');
}

void CurveView::setHover(std::optional<double> x)
{
    if (hover_ == x)
        return;
    hover_ = x;
    setAccessibleDescription(hoverText());
    update();
}

void CurveView::mouseMoveEvent(QMouseEvent *event)
{
    const QRectF area = plotArea();
    const Range x = xRange();
    if (isEmpty() || area.width() <= 0)
        return;
    setHover(nearestX(x.low + (event->position().x() - area.left()) / area.width() * (x.high - x.low)));
}

void CurveView::leaveEvent(QEvent *)
{
    setHover({});
}

void CurveView::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (event->key() == Qt::Key_Escape && hover_) {
        setHover({});
        return;
    }
    if (step == 0 || isEmpty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    std::optional<double> next;
    for (const Curve &curve : curves_)
        for (const QPointF &point : curve.points) {
            if (!isShown(point.y()))
                continue;
            const bool beyond = !hover_ || (step > 0 ? point.x() > *hover_ : point.x() < *hover_);
            if (beyond && (!next || (step > 0 ? point.x() < *next : point.x() > *next)))
                next = point.x();
        }
    if (next)
        setHover(next);
}

} // namespace fiducial::ui
