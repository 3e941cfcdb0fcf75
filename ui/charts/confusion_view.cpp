#include "ui/charts/confusion_view.h"

#include "ui/document/wording.h"
#include "ui/paint/scheme_words.h"
#include "ui/theme/palette.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr double kNameRoom = 112;
constexpr double kColumnNameRoom = 18;
constexpr double kLeastShown = 0.0005; ///< smaller shares than 0.1 % are "<0.1"
constexpr double kFullColour = 0.1;    ///< share of strays that has the strongest ground
} // namespace

ConfusionView::ConfusionView(QWidget *parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void ConfusionView::setCounts(const LandmarkScheme *scheme, std::vector<std::vector<int>> counts)
{
    scheme_ = scheme;
    counts_ = std::move(counts);
    totals_.clear();
    for (const std::vector<int> &row : counts_)
        totals_.push_back(std::accumulate(row.begin(), row.end(), 0));
    setCurrent({});
    update();
}

void ConfusionView::setEmptyText(const QString &sentence)
{
    empty_ = sentence;
    update();
}

double ConfusionView::share(int from, int to) const
{
    const int total = totals_[static_cast<std::size_t>(from)];
    return total > 0 ? static_cast<double>(points(from, to)) / total : std::nan("");
}

QString ConfusionView::nameOf(int contour) const
{
    return contourCaption(scheme_->contours[static_cast<std::size_t>(contour)]);
}

QString ConfusionView::textOf(int from, int to) const
{
    const QLocale locale;
    return tr("%1 → %2: %3 of %4 points, %5")
        .arg(nameOf(from), nameOf(to), locale.toString(points(from, to)),
             locale.toString(totals_[static_cast<std::size_t>(from)]), percentText(share(from, to), 2));
}

QString ConfusionView::cellText(int from, int to) const
{
    const double part = share(from, to);
    if (!(part > 0))
        return {};
    return part < kLeastShown ? u"<0.1"_s : QLocale().toString(100 * part, 'f', 1);
}

double ConfusionView::nameWidth() const
{
    return std::min(kNameRoom, 0.36 * width());
}

QRect ConfusionView::cellRect(int from, int to) const
{
    const double left = nameWidth();
    const double cellWidth = (width() - left - 2) / std::max(1, count());
    const double cellHeight = (height() - kColumnNameRoom - 2) / std::max(1, count());
    const auto x = [&](int column) { return qRound(left + column * cellWidth); };
    const auto y = [&](int row) { return qRound(kColumnNameRoom + row * cellHeight); };
    return {x(to), y(from), x(to + 1) - x(to) - 1, y(from + 1) - y(from) - 1}; // one pixel between any two
}

ConfusionView::Cell ConfusionView::cellAt(QPointF position) const
{
    for (int from = 0; from < count(); ++from)
        for (int to = 0; to < count(); ++to)
            if (cellRect(from, to).contains(position.toPoint()))
                return std::pair(from, to);
    return {};
}

void ConfusionView::setCurrent(Cell cell)
{
    if (cell == current_)
        return;
    current_ = cell;
    const QString text = cell ? textOf(cell->first, cell->second) : QString();
    setToolTip(text);
    setAccessibleDescription(text);
    setCursor(cell && points(cell->first, cell->second) > 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void ConfusionView::choose(Cell cell)
{
    if (cell && points(cell->first, cell->second) > 0)
        Q_EMIT cellChosen(cell->first, cell->second);
}

void ConfusionView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (counts_.empty()) {
        paintChartNote(painter, *this, empty_);
        return paintFocusFrame(painter, *this);
    }
    painter.setFont(chartFont(*this));
    const Palette &colours = paletteOf(palette());
    for (int i = 0; i < count(); ++i) {
        const QRect row = cellRect(i, 0);
        const QString number = QLocale().toString(i + 1);
        painter.setPen(current_ && current_->first == i ? colours.text : colours.muted);
        painter.drawText(QRectF(0, row.top(), nameWidth() - 8, row.height()), Qt::AlignRight | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(u"%1  %2"_s.arg(nameOf(i), number), Qt::ElideMiddle,
                                                          static_cast<int>(nameWidth()) - 10));
        const QRect column = cellRect(0, i);
        painter.setPen(current_ && current_->second == i ? colours.text : colours.muted);
        painter.drawText(QRectF(column.left(), 0, column.width(), kColumnNameRoom), Qt::AlignCenter, number);
    }
    for (int from = 0; from < count(); ++from)
        for (int to = 0; to < count(); ++to)
            paintCell(painter, from, to);
    painter.setRenderHint(QPainter::Antialiasing);
    paintFocusFrame(painter, *this);
}

void ConfusionView::paintCell(QPainter &painter, int from, int to) const
{
    const Palette &colours = paletteOf(palette());
    const QRect cell = cellRect(from, to);
    painter.fillRect(cell, colours.raised);
    const double part = share(from, to);
    if (from != to && part > 0) {
        QColor ground = colours.bad;
        ground.setAlphaF(static_cast<float>(0.12 + 0.4 * std::sqrt(std::min(1.0, part / kFullColour))));
        painter.fillRect(cell, ground);
    }
    painter.setPen(from == to ? colours.muted : colours.text);
    painter.drawText(cell, Qt::AlignCenter, cellText(from, to));
    if (current_ == std::pair(from, to)) {
        painter.setPen(colours.accent);
        painter.drawRect(cell.adjusted(0, 0, -1, -1));
    }
}

void ConfusionView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        choose(cellAt(event->position()));
}

void ConfusionView::mouseMoveEvent(QMouseEvent *event)
{
    setCurrent(cellAt(event->position()));
}

void ConfusionView::leaveEvent(QEvent *event)
{
    setCurrent({});
    QWidget::leaveEvent(event);
}

void ConfusionView::keyPressEvent(QKeyEvent *event)
{
    if (counts_.empty())
        return QWidget::keyPressEvent(event);
    const auto [from, to] = current_.value_or(std::pair(0, 0));
    const int last = count() - 1;
    switch (event->key()) {
    case Qt::Key_Left:
        return setCurrent(std::pair(from, std::max(0, to - 1)));
    case Qt::Key_Right:
        return setCurrent(std::pair(from, std::min(last, to + 1)));
    case Qt::Key_Up:
        return setCurrent(std::pair(std::max(0, from - 1), to));
    case Qt::Key_Down:
        return setCurrent(std::pair(std::min(last, from + 1), to));
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return choose(current_);
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace fiducial::ui
