#include "ui/panels/figure_rows.h"

#include "ui/theme/palette.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kRowHeight = 22;
constexpr int kColumnGap = 10;
constexpr int kValueColumn = 34;
constexpr double kBarHeight = 6;

QFont emboldened(QFont font)
{
    font.setBold(true);
    return font;
}

QString valueText(double value)
{
    return std::isfinite(value) ? QLocale().toString(value, 'f', 1) : u"–"_s;
}

QRectF rowRect(const QWidget &widget, std::size_t row)
{
    return {0, static_cast<double>(row) * kRowHeight, static_cast<double>(widget.width()), kRowHeight};
}
} // namespace

NumberRows::NumberRows(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void NumberRows::setRows(std::vector<Row> rows)
{
    const bool resized = rows.size() != rows_.size();
    rows_ = std::move(rows);
    if (resized)
        updateGeometry();
    update();
}

void NumberRows::announce()
{
    QStringList lines;
    for (const Row &row : rows_)
        lines += row.value.isEmpty()
                     ? row.caption
                     : row.caption + u": "_s + row.value + (row.aside.isEmpty() ? QString() : u", "_s + row.aside);
    setAccessibleDescription(lines.join(u"; "_s));
}

QSize NumberRows::sizeHint() const
{
    return {200, static_cast<int>(rows_.size()) * kRowHeight};
}

void NumberRows::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Palette &colours = paletteOf(palette());
    const QFont bold = emboldened(font());
    int aside = 0;
    for (const Row &row : rows_)
        aside = std::max(aside, fontMetrics().horizontalAdvance(row.aside));
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        const Row &row = rows_[i];
        QRectF line = rowRect(*this, i);
        painter.setFont(font());
        if (row.value.isEmpty()) {
            painter.setPen(colours.text);
            painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                             fontMetrics().elidedText(row.caption, Qt::ElideMiddle, width()));
            continue;
        }
        painter.setPen(colours.muted);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, row.aside);
        if (aside > 0)
            line.setRight(line.right() - aside - kColumnGap);
        // The caption says what the number is: a long value, the name of a landmark, gives way.
        const int most = static_cast<int>(line.width()) * 2 / 3;
        const QString caption = fontMetrics().elidedText(row.caption, Qt::ElideRight, most);
        painter.setPen(row.strong ? colours.text : colours.muted);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, caption);
        line.setLeft(line.left() + fontMetrics().horizontalAdvance(caption) + kColumnGap);
        painter.setFont(bold);
        painter.setPen(colours.text);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(row.value, Qt::ElideRight, static_cast<int>(line.width())));
    }
}

BarRows::BarRows(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void BarRows::setRows(std::vector<Row> rows, double full)
{
    const bool resized = rows.size() != rows_.size();
    rows_ = std::move(rows);
    full_ = full > 0 ? full : 1;
    if (resized)
        updateGeometry();
    update();
}

void BarRows::announce()
{
    QStringList lines;
    for (const Row &row : rows_)
        lines += row.caption + u": "_s + valueText(row.value);
    setAccessibleDescription(lines.join(u"; "_s));
}

QSize BarRows::sizeHint() const
{
    return {200, static_cast<int>(rows_.size()) * kRowHeight};
}

void BarRows::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Palette &colours = paletteOf(palette());
    int caption = 0;
    for (const Row &row : rows_)
        caption = std::max(caption, fontMetrics().horizontalAdvance(row.caption) + 1); // advances are rounded
    caption = std::min(caption, width() / 2);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        const Row &row = rows_[i];
        const QRectF line = rowRect(*this, i);
        painter.setPen(colours.muted);
        painter.drawText(QRectF(0, line.top(), caption, line.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(row.caption, Qt::ElideRight, caption));
        painter.setPen(colours.text);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, valueText(row.value));
        const double left = caption + kColumnGap;
        QRectF track(left, line.center().y() - kBarHeight / 2, line.width() - left - kValueColumn, kBarHeight);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.chartGrid);
        painter.drawRoundedRect(track, kBarHeight / 2, kBarHeight / 2);
        if (!(row.value > 0))
            continue;
        track.setWidth(std::max(kBarHeight, track.width() * std::min(1.0, row.value / full_)));
        painter.setBrush(colours.accent);
        painter.drawRoundedRect(track, kBarHeight / 2, kBarHeight / 2);
    }
}

} // namespace fiducial::ui
