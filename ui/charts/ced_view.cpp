#include "ui/charts/ced_view.h"

#include "core/analysis/histogram.h"
#include "ui/document/wording.h"
#include "ui/paint/mark_icon.h"
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
constexpr double kGrabPixels = 5;
constexpr double kLeastThreshold = 0.001;
constexpr int kCedSamples = 201;
constexpr double kSwatchRoom = 17;
constexpr int kMarkSide = 13;
constexpr double kNameGap = 8;
constexpr double kNameShare = 0.5; ///< of the chart's width that a run's name may take
constexpr int kHoverSteps = 50;    ///< across the chart, by the keyboard
} // namespace

CedView::CedView(QWidget *parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void CedView::setRuns(std::vector<CedRun> runs)
{
    runs_ = std::move(runs);
    bands_.assign(runs_.size(), std::nullopt);
    curves_.clear();
    order_.assign(runs_.size(), std::nullopt);
    for (const CedRun &run : runs_)
        curves_.push_back(metrics::ced(run.nmes, upTo_, kCedSamples));
    hover_.reset();
    updateNumbers();
    update();
}

const std::vector<int> &CedView::order(int run) const
{
    // Only for those who point at the chart: sorting many faces takes longer than drawing them.
    std::optional<std::vector<int>> &order = order_[at(run)];
    if (!order) {
        const auto &nmes = runs_[at(run)].nmes;
        order = analysis::sortedRows(nmes, false);
        while (!order->empty() && std::isnan(nmes[at(order->back())]))
            order->pop_back();
    }
    return *order;
}

void CedView::setBand(int run, const analysis::CedBand &band)
{
    bands_[at(run)] = band;
    updateNumbers();
    update();
}

void CedView::setRange(double upTo)
{
    if (upTo == upTo_ || !(upTo > 0))
        return;
    upTo_ = upTo;
    setRuns(std::exchange(runs_, {}));
}

void CedView::setThreshold(double threshold)
{
    threshold_ = threshold;
    updateNumbers();
    update();
}

void CedView::setNormaliser(const QString &name)
{
    normaliser_ = name;
    update();
}

void CedView::setEmptyText(const QString &sentence)
{
    empty_ = sentence;
    update();
}

ChartFrame CedView::frame() const
{
    const auto share = [](double y) { return QLocale().toString(y, 'g', 3); };
    const auto percent = [](double x) { return QLocale().toString(100 * x, 'g', 3); };
    return {ChartFrame::areaOf(*this), {0, upTo_, tr("NME %, %1").arg(normaliser_), percent}, {0, 1, {}, share}};
}

double CedView::shareAt(int run, double nme) const
{
    const auto &faces = order(run);
    const auto &nmes = runs_[at(run)].nmes;
    const auto end = std::upper_bound(faces.begin(), faces.end(), nme,
                                      [&](double value, int face) { return value < nmes[at(face)]; });
    return faces.empty() ? std::nan("") : static_cast<double>(end - faces.begin()) / static_cast<double>(faces.size());
}

int CedView::faceAt(int run, double nme) const
{
    const auto &faces = order(run);
    const auto reached = static_cast<std::size_t>(std::lround(shareAt(run, nme) * static_cast<double>(faces.size())));
    return faces[reached == 0 ? 0 : reached - 1];
}

int CedView::nearestRun(QPointF position) const
{
    const ChartFrame axes = frame();
    const double nme = axes.xAt(position.x());
    int nearest = -1;
    double least = 0;
    for (int run = 0; run < static_cast<int>(runs_.size()); ++run) {
        if (order(run).empty())
            continue;
        const double away = std::abs(axes.toY(shareAt(run, nme)) - position.y());
        if (nearest < 0 || away < least) {
            nearest = run;
            least = away;
        }
    }
    return nearest;
}

QPoint CedView::thresholdHandle() const
{
    const ChartFrame axes = frame();
    return QPointF(axes.toX(threshold_), axes.area().center().y()).toPoint();
}

QPoint CedView::pointOnCurve(int run, double nme) const
{
    const ChartFrame axes = frame();
    return QPointF(axes.toX(nme), axes.toY(shareAt(run, nme))).toPoint();
}

bool CedView::isAtThreshold(QPointF position) const
{
    return std::abs(position.x() - frame().toX(threshold_)) <= kGrabPixels;
}

void CedView::moveThreshold(double threshold)
{
    // Steps that can be read; the eye cannot place it finer.
    const double next = std::clamp(std::round(threshold * 1000) / 1000, kLeastThreshold, upTo_);
    if (next == threshold_)
        return;
    setThreshold(next);
    Q_EMIT thresholdMoved(next);
}

QString CedView::numbersText(int run) const
{
    return numbers_[at(run)];
}

QString CedView::numbersOf(const std::vector<double> &nmes) const
{
    const auto area = metrics::areaUnderCed(nmes, threshold_, metrics::Convention::Exact);
    const auto failures = metrics::failureRate(nmes, threshold_, metrics::Convention::Exact);
    if (!area || !failures)
        return u"–"_s;
    return u"%1 · %2"_s.arg(QLocale().toString(*area, 'f', 3), percentText(*failures, 1));
}

QString CedView::hoverText() const
{
    if (!hover_)
        return {};
    QStringList lines{tr("NME %1").arg(percentText(*hover_, 2))};
    for (int run = 0; run < static_cast<int>(runs_.size()); ++run)
        if (!order(run).empty())
            lines += tr("%1: %2 of the faces").arg(runs_[at(run)].name, percentText(shareAt(run, *hover_), 1));
    return lines.join(u'\n');
}

void CedView::updateNumbers()
{
    numbers_.clear();
    for (const CedRun &run : runs_)
        numbers_.push_back(numbersOf(run.nmes));
    QStringList parts{tr("Threshold %1").arg(percentText(threshold_, 1))};
    for (int run = 0; run < static_cast<int>(runs_.size()); ++run) {
        QString part = tr("%1: AUC and failures %2").arg(runs_[at(run)].name, numbersText(run));
        if (bands_[at(run)])
            part += tr(", AUC %1 to %2 with 95 % confidence")
                        .arg(QLocale().toString(bands_[at(run)]->auc.low, 'f', 3),
                             QLocale().toString(bands_[at(run)]->auc.high, 'f', 3));
        parts += part;
    }
    summary_ = parts.join(u'\n');
    setAccessibleDescription(summary_);
}

void CedView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (runs_.empty()) {
        paintChartNote(painter, *this, empty_);
    } else {
        const ChartFrame axes = frame();
        axes.paint(painter, *this);
        for (int run = 0; run < static_cast<int>(runs_.size()); ++run)
            paintRun(painter, axes, run);
        paintThreshold(painter, axes);
        paintNumbers(painter, axes);
        if (hover_) {
            painter.setPen(QPen(paletteOf(palette()).muted, 1, Qt::DotLine));
            const double x = axes.toX(*hover_);
            painter.drawLine(QPointF(x, axes.area().top()), QPointF(x, axes.area().bottom()));
            paintChartPlate(painter, *this, {x, axes.area().top()}, hoverText());
        }
    }
    paintFocusFrame(painter, *this);
}

void CedView::paintRun(QPainter &painter, const ChartFrame &axes, int run) const
{
    QColor colour = runColour(runs_[at(run)].look, *this);
    if (const auto &band = bands_[at(run)]) {
        QPolygonF outline;
        for (std::size_t i = 0; i < band->curve.x.size(); ++i)
            outline << QPointF(axes.toX(band->curve.x[i]), axes.toY(band->high[i]));
        for (std::size_t i = band->curve.x.size(); i-- > 0;)
            outline << QPointF(axes.toX(band->curve.x[i]), axes.toY(band->low[i]));
        QColor soft = colour;
        soft.setAlphaF(0.18F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(soft);
        painter.drawPolygon(outline);
    }
    const metrics::CedCurve &curve = curves_[at(run)];
    QPainterPath path;
    for (std::size_t i = 0; i < curve.x.size(); ++i) {
        const QPointF to(axes.toX(curve.x[i]), axes.toY(curve.share[i]));
        i == 0 ? path.moveTo(to) : path.lineTo(to);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, 1.75, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
}

void CedView::paintThreshold(QPainter &painter, const ChartFrame &axes) const
{
    const double x = axes.toX(threshold_);
    const QColor colour = paletteOf(palette()).bad;
    painter.setPen(QPen(colour, dragging_ ? 2 : 1.2, Qt::DashLine));
    painter.drawLine(QPointF(x, axes.area().top()), QPointF(x, axes.area().bottom()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    const double top = axes.area().top();
    painter.drawPolygon(QPolygonF{QPointF(x - 5, top - 7), QPointF(x + 5, top - 7), QPointF(x, top)});
}

void CedView::paintNumbers(QPainter &painter, const ChartFrame &axes) const
{
    const Palette &colours = paletteOf(palette());
    painter.setFont(chartFont(*this));
    const QFontMetricsF metrics(painter.font());
    const QString title = tr("AUC · failures at %1").arg(percentText(threshold_, 1));
    const double mostOfName = kNameShare * axes.area().width();
    double width = metrics.horizontalAdvance(title);
    for (int run = 0; run < static_cast<int>(runs_.size()); ++run)
        width = std::max(width, metrics.horizontalAdvance(numbersText(run)) + kSwatchRoom + kNameGap +
                                    std::min(mostOfName, metrics.horizontalAdvance(runs_[at(run)].name)));
    const double line = 15;
    const double height = line * static_cast<double>(runs_.size() + 1);
    QRectF box(axes.area().right() - width - 6, axes.area().bottom() - height - 8, width, line);
    QColor ground = colours.panel;
    ground.setAlphaF(0.8F);
    numbersArea_ = box.adjusted(-4, -2, 6, height - line + 2);
    painter.fillRect(numbersArea_, ground);
    painter.setPen(colours.muted);
    painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter, title);
    for (int run = 0; run < static_cast<int>(runs_.size()); ++run) {
        box.translate(0, line);
        const QRectF text = box.adjusted(0, 0, -kSwatchRoom, 0);
        painter.setPen(colours.text);
        painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter, numbersText(run));
        painter.setPen(colours.muted);
        painter.drawText(text.adjusted(0, 0, -metrics.horizontalAdvance(numbersText(run)) - kNameGap, 0),
                         Qt::AlignRight | Qt::AlignVCenter,
                         metrics.elidedText(runs_[at(run)].name, Qt::ElideMiddle, mostOfName));
        const QPixmap mark =
            markPixmap(layerStyle(LayerKind::Run, runs_[at(run)].look), kMarkSide, devicePixelRatioF(), colours.dark);
        painter.drawPixmap(QPointF(box.right() - kMarkSide, box.center().y() - kMarkSide / 2.0), mark);
    }
}

void CedView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || runs_.empty())
        return;
    dragging_ = isAtThreshold(event->position());
    if (dragging_)
        return;
    const double nme = frame().xAt(event->position().x());
    if (const int run = nearestRun(event->position()); run >= 0 && nme >= 0 && nme <= upTo_)
        Q_EMIT faceChosen(faceAt(run, nme));
}

void CedView::mouseMoveEvent(QMouseEvent *event)
{
    if (runs_.empty())
        return;
    const double nme = frame().xAt(event->position().x());
    if (dragging_) {
        moveThreshold(nme);
        return;
    }
    const bool atThreshold = isAtThreshold(event->position());
    setCursor(atThreshold ? Qt::SplitHCursor : Qt::PointingHandCursor);
    hover_.reset();
    const bool atNumbers = numbersArea_.contains(event->position());
    if (!atThreshold && !atNumbers && nme >= 0 && nme <= upTo_)
        hover_ = nme;
    setToolTip(atNumbers ? summary_ : QString()); // with the intervals of the bootstrap
    update();
}

void CedView::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !std::exchange(dragging_, false))
        return;
    update();
    Q_EMIT thresholdChosen(threshold_);
}

void CedView::leaveEvent(QEvent *)
{
    hover_.reset();
    update();
}

void CedView::stepHover(int step)
{
    const double width = upTo_ / kHoverSteps;
    hover_ = std::clamp(std::round(hover_.value_or(0) / width + step) * width, 0.0, upTo_);
    setAccessibleDescription(hoverText());
    update();
}

void CedView::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    if (runs_.empty())
        return QWidget::keyPressEvent(event);
    if (key == Qt::Key_Left || key == Qt::Key_Right) {
        const double step = event->modifiers() & Qt::ShiftModifier ? 0.01 : 0.001;
        moveThreshold(threshold_ + (key == Qt::Key_Right ? step : -step));
        Q_EMIT thresholdChosen(threshold_);
    } else if (key == Qt::Key_Up || key == Qt::Key_Down) {
        stepHover(key == Qt::Key_Up ? 1 : -1);
    } else if ((key == Qt::Key_Return || key == Qt::Key_Enter) && hover_ && !order(0).empty()) {
        Q_EMIT faceChosen(faceAt(0, *hover_));
    } else if (key == Qt::Key_Escape && hover_) {
        hover_.reset();
        update();
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace fiducial::ui
