#include "ui/charts/histogram_view.h"

#include "ui/document/wording.h"
#include "ui/theme/palette.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kBins = 30;
constexpr double kBeyondWidth = 20;
constexpr double kBeyondGap = 6;
constexpr double kEdgePixels = 4;
constexpr double kClickPixels = 3;
constexpr double kInfinite = std::numeric_limits<double>::infinity();
} // namespace

HistogramView::HistogramView(QWidget *parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void HistogramView::setValues(const std::vector<double> &nmes, double upTo, int run)
{
    histogram_ = analysis::histogram(nmes, 0, upTo, kBins);
    run_ = run;
    hovered_ = firstBin_ = lastBin_ = -1;
    update();
}

void HistogramView::setThreshold(double threshold)
{
    threshold_ = threshold;
    update();
}

void HistogramView::setNormaliser(const QString &name)
{
    normaliser_ = name;
    update();
}

void HistogramView::setEmptyText(const QString &sentence)
{
    empty_ = sentence;
    update();
}

void HistogramView::setInterval(Interval interval)
{
    interval_ = interval;
    firstBin_ = lastBin_ = -1;
    setAccessibleDescription(
        interval ? tr("NME from %1 to %2").arg(percentText(interval->first), percentText(interval->second))
                 : QString());
    update();
}

bool HistogramView::isEmpty() const
{
    return histogram_.above == 0 &&
           std::all_of(histogram_.counts.begin(), histogram_.counts.end(), [](int n) { return n == 0; });
}

ChartFrame HistogramView::frame() const
{
    const auto count = [](double y) { return QLocale().toString(y, 'g', 6); };
    const auto percent = [](double x) { return QLocale().toString(100 * x, 'g', 3); };
    int most = std::max(1, histogram_.above);
    for (const int n : histogram_.counts)
        most = std::max(most, n);
    QRectF area = ChartFrame::areaOf(*this);
    area.setRight(area.right() - kBeyondWidth - kBeyondGap);
    return {area,
            {histogram_.low, std::max(histogram_.high, 1e-6), tr("NME %, %1").arg(normaliser_), percent},
            {0, most * 1.05, {}, count}};
}

QRectF HistogramView::beyondArea() const
{
    const QRectF area = frame().area();
    return {area.right() + kBeyondGap, area.top(), kBeyondWidth, area.height()};
}

double HistogramView::valueAt(double x) const
{
    const ChartFrame axes = frame();
    return x > axes.area().right() + kBeyondGap / 2 ? kInfinite
                                                    : std::clamp(axes.xAt(x), histogram_.low, histogram_.high);
}

double HistogramView::xOf(double value) const
{
    return std::isinf(value) ? beyondArea().right() : frame().toX(std::clamp(value, histogram_.low, histogram_.high));
}

int HistogramView::binAt(double x) const
{
    const double value = valueAt(x);
    if (std::isinf(value))
        return kBins;
    return std::clamp(static_cast<int>((value - histogram_.low) / (histogram_.high - histogram_.low) * kBins), 0,
                      kBins - 1);
}

std::pair<double, double> HistogramView::binInterval(int first, int last) const
{
    // A bin holds its lower edge but not its upper one, an interval holds both: the last value below is its end.
    const auto lower = [this](int bin) { return histogram_.edge(static_cast<std::size_t>(bin)); };
    const double from = first >= kBins ? std::nextafter(histogram_.high, kInfinite) : lower(first);
    const double to = last >= kBins       ? kInfinite
                      : last == kBins - 1 ? histogram_.high
                                          : std::nextafter(lower(last + 1), 0);
    return {from, to};
}

int HistogramView::countIn(int bin) const
{
    return bin >= kBins ? histogram_.above : histogram_.counts[static_cast<std::size_t>(bin)];
}

QPoint HistogramView::pointOf(double nme) const
{
    const double x = nme > histogram_.high ? beyondArea().center().x() : frame().toX(nme);
    return QPointF(x, frame().area().center().y()).toPoint();
}

QString HistogramView::binText(int bin) const
{
    const QString count = tr("%n face(s)", nullptr, countIn(bin));
    if (bin >= kBins)
        return tr("beyond %1 or missed: %2").arg(percentText(histogram_.high, 1), count);
    return tr("%1 to %2: %3")
        .arg(percentText(histogram_.edge(static_cast<std::size_t>(bin)), 1),
             percentText(histogram_.edge(static_cast<std::size_t>(bin) + 1), 1), count);
}

void HistogramView::brush(Interval interval)
{
    if (interval == interval_)
        return;
    const int first = firstBin_, last = lastBin_;
    setInterval(interval);
    firstBin_ = first;
    lastBin_ = last;
    Q_EMIT brushed(interval_);
}

void HistogramView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Palette &colours = paletteOf(palette());
    if (isEmpty()) {
        paintChartNote(painter, *this, empty_);
        paintFocusFrame(painter, *this);
        return;
    }
    const ChartFrame axes = frame();
    if (interval_) {
        const double from = interval_->first > histogram_.high ? beyondArea().left() : xOf(interval_->first);
        const QRectF chosen(from, axes.area().top(), xOf(interval_->second) - from, axes.area().height());
        painter.fillRect(chosen, colours.selection);
        painter.setPen(QPen(colours.accent, 1.2));
        painter.drawLine(chosen.topLeft(), chosen.bottomLeft());
        painter.drawLine(chosen.topRight(), chosen.bottomRight());
    }
    axes.paint(painter, *this);
    painter.setPen(Qt::NoPen);
    const double width = axes.area().width() / kBins;
    for (int bin = 0; bin <= kBins; ++bin) {
        const QRectF place = bin < kBins ? QRectF(axes.area().left() + bin * width, 0, width, 0) : beyondArea();
        const double top = axes.toY(countIn(bin));
        QColor colour = runColour(run_, *this);
        colour.setAlphaF(bin == hovered_ ? 1.0F : 0.8F);
        painter.setBrush(colour);
        painter.drawRect(QRectF(place.left() + 0.75, top, place.width() - 1.5, axes.area().bottom() - top));
    }
    painter.setFont(chartFont(*this));
    painter.setPen(colours.muted);
    painter.drawText(beyondArea().adjusted(-8, axes.area().height() + 3, 8, 18), Qt::AlignHCenter | Qt::AlignTop,
                     u"…"_s);
    painter.setPen(QPen(colours.bad, 1.2, Qt::DashLine));
    const double x = axes.toX(threshold_);
    if (threshold_ <= histogram_.high)
        painter.drawLine(QPointF(x, axes.area().top()), QPointF(x, axes.area().bottom()));
    if (hovered_ >= 0)
        paintChartPlate(painter, *this, {xOf(binInterval(hovered_, hovered_).first), axes.area().top()},
                        binText(hovered_));
    paintFocusFrame(painter, *this);
}

void HistogramView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || isEmpty())
        return;
    pressed_ = event->position();
    moved_ = false;
    anchor_ = valueAt(pressed_.x());
    if (interval_ && std::abs(pressed_.x() - xOf(interval_->first)) <= kEdgePixels)
        anchor_ = interval_->second;
    else if (interval_ && std::abs(pressed_.x() - xOf(interval_->second)) <= kEdgePixels)
        anchor_ = interval_->first;
}

void HistogramView::mouseMoveEvent(QMouseEvent *event)
{
    if (isEmpty())
        return;
    if (!anchor_) {
        const double x = event->position().x();
        const QRectF area = frame().area();
        hovered_ = x >= area.left() && x <= beyondArea().right() ? binAt(x) : -1;
        update();
        return;
    }
    moved_ = moved_ || std::abs(event->position().x() - pressed_.x()) > kClickPixels;
    if (!moved_)
        return;
    hovered_ = -1;
    firstBin_ = lastBin_ = -1;
    const double value = valueAt(event->position().x());
    brush(std::pair(std::min(*anchor_, value), std::max(*anchor_, value)));
}

void HistogramView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !anchor_)
        return;
    anchor_.reset();
    if (moved_)
        return;
    firstBin_ = lastBin_ = binAt(pressed_.x());
    brush(binInterval(firstBin_, lastBin_));
}

void HistogramView::mouseDoubleClickEvent(QMouseEvent *)
{
    anchor_.reset();
    firstBin_ = lastBin_ = -1;
    brush({});
}

void HistogramView::leaveEvent(QEvent *)
{
    hovered_ = -1;
    update();
}

void HistogramView::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (event->key() == Qt::Key_Escape && interval_) {
        firstBin_ = lastBin_ = -1;
        brush({});
        return;
    }
    if (step == 0 || isEmpty()) {
        QWidget::keyPressEvent(event);
        return;
    }
    lastBin_ = lastBin_ < 0 ? (step > 0 ? 0 : kBins) : std::clamp(lastBin_ + step, 0, kBins);
    if (firstBin_ < 0 || !(event->modifiers() & Qt::ShiftModifier))
        firstBin_ = lastBin_;
    brush(binInterval(std::min(firstBin_, lastBin_), std::max(firstBin_, lastBin_)));
    setAccessibleDescription(binText(lastBin_));
}

} // namespace fiducial::ui
