#include "ui/paint/plates.h"

#include "ui/paint/colour_ramp.h"
#include "ui/paint/overlay_painter.h"

#include <QFont>
#include <QFontMetricsF>
#include <QLinearGradient>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fiducial::ui {

namespace {

constexpr double kPadX = 10;
constexpr double kPadY = 7;
constexpr double kGap = 8;
constexpr int kTextPixels = 13;
constexpr int kHeadlinePixels = 15;
constexpr double kLegendMark = 8;
constexpr QSizeF kRampSize(120, 8);
constexpr double kNoteWidth = 360; ///< long notes are wrapped there

const QColor kPlateGround(14, 16, 19, 214);
const QColor kPlateText(242, 244, 247);
const QColor kPlateMuted(184, 192, 202);

QFont sized(const QFont &font, int pixels, bool bold = false)
{
    QFont f = font;
    f.setPixelSize(pixels);
    f.setBold(bold);
    return f;
}

double width(const QString &text, const QFont &font)
{
    return text.isEmpty() ? 0 : std::ceil(QFontMetricsF(font).horizontalAdvance(text));
}

double lineHeight(const QFont &font)
{
    return std::ceil(QFontMetricsF(font).height());
}

/// Parts of the first line with their fonts and colours, empty ones left out.
struct Part {
    QString text;
    QFont font;
    QColor colour;
};

std::vector<Part> firstLine(const NumberPlate &plate, const QFont &font)
{
    std::vector<Part> parts;
    const auto add = [&](const QString &text, const QFont &f, const QColor &colour) {
        if (!text.isEmpty())
            parts.push_back({text, f, colour});
    };
    add(plate.headline, sized(font, kHeadlinePixels, true), kPlateText);
    add(plate.text, sized(font, kTextPixels), kPlateText);
    add(plate.muted, sized(font, kTextPixels), kPlateMuted);
    return parts;
}

double firstLineWidth(const std::vector<Part> &parts)
{
    double total = 0;
    for (const Part &part : parts)
        total += width(part.text, part.font) + (total > 0 ? kGap : 0);
    return total;
}

void paintGround(QPainter &painter, const QRectF &rect, double radius)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(kPlateGround);
    painter.drawRoundedRect(rect, radius, radius);
}

/// Draws from `left` on a baseline, elided at `right`; returns where it ended.
double paintText(QPainter &painter, const Part &part, double left, double right, double baseline)
{
    const QFontMetricsF fm(part.font);
    const QString fitted = fm.elidedText(part.text, Qt::ElideRight, std::max(0.0, right - left) + 0.5);
    painter.setFont(part.font);
    painter.setPen(part.colour);
    painter.drawText(QPointF(left, baseline), fitted);
    return left + width(fitted, part.font);
}

class PainterState {
public:
    explicit PainterState(QPainter &painter) : painter_(painter)
    {
        painter_.save();
        painter_.setLayoutDirection(Qt::LeftToRight);
    }
    ~PainterState() { painter_.restore(); }
    PainterState(const PainterState &) = delete;
    PainterState &operator=(const PainterState &) = delete;

private:
    QPainter &painter_;
};

/// "0 ramp peak 0.084" as far as the text on its left.
double rampWidth(const HeatPlate &plate, const QFont &font)
{
    return width(QStringLiteral("0"), font) + kRampSize.width() + width(plate.peak, font) + 2 * kGap;
}

QRectF noteRect(const HeatPlate &plate, const QFont &font, double maxWidth)
{
    if (plate.note.isEmpty())
        return {};
    const QRectF room(0, 0, std::max(0.0, std::min(kNoteWidth, maxWidth - 2 * kPadX)), 1000);
    const QSizeF size = QFontMetricsF(font).boundingRect(room, Qt::TextWordWrap, plate.note).size();
    return {0, 0, std::ceil(size.width()), std::ceil(size.height())};
}

void paintRamp(QPainter &painter, const HeatPlate &plate, const QFont &font, QPointF topLeft, double right)
{
    const QFontMetricsF fm(font);
    const double baseline = topLeft.y() + fm.ascent();
    const double left = paintText(painter, {QStringLiteral("0"), font, kPlateMuted}, topLeft.x(), right, baseline);
    const QRectF ramp(QPointF(left + kGap, topLeft.y() + (lineHeight(font) - kRampSize.height()) / 2), kRampSize);
    QLinearGradient gradient(ramp.topLeft(), ramp.topRight());
    constexpr int kStops = 8;
    for (int i = 0; i <= kStops; ++i)
        gradient.setColorAt(i / double{kStops}, cividis(i / double{kStops}));
    painter.fillRect(ramp, gradient);
    paintText(painter, {plate.peak, font, kPlateMuted}, ramp.right() + kGap, right, baseline);
}

double legendEntryWidth(const LegendEntry &entry, const QFont &font)
{
    return kLegendMark + 6 + width(entry.text, font);
}

} // namespace

QRectF numberPlateRect(const NumberPlate &plate, const QFont &font, QPointF topLeft, double maxWidth)
{
    if (plate.empty())
        return {};
    const std::vector<Part> parts = firstLine(plate, font);
    const QFont text = sized(font, kTextPixels);
    const double inner = std::max(firstLineWidth(parts), width(plate.second, text));
    double height = 2 * kPadY;
    if (!parts.empty())
        height += lineHeight(parts.front().font);
    if (!plate.second.isEmpty())
        height += lineHeight(text) + (parts.empty() ? 0 : 2);
    return {topLeft, QSizeF(std::min(inner + 2 * kPadX, maxWidth), height)};
}

QRectF paintNumberPlate(QPainter &painter, const NumberPlate &plate, const QFont &font, QPointF topLeft,
                        double maxWidth)
{
    const QRectF rect = numberPlateRect(plate, font, topLeft, maxWidth);
    if (rect.isEmpty())
        return rect;
    const PainterState state(painter);
    paintGround(painter, rect, 6);
    const double right = rect.right() - kPadX;
    double y = rect.top() + kPadY;
    if (const std::vector<Part> parts = firstLine(plate, font); !parts.empty()) {
        const QFontMetricsF fm(parts.front().font);
        double x = rect.left() + kPadX;
        for (const Part &part : parts)
            x = paintText(painter, part, x, right, y + fm.ascent()) + kGap;
        y += lineHeight(parts.front().font) + 2;
    }
    if (!plate.second.isEmpty()) {
        const QFont text = sized(font, kTextPixels);
        paintText(painter, {plate.second, text, kPlateMuted}, rect.left() + kPadX, right,
                  y + QFontMetricsF(text).ascent());
    }
    return rect;
}

QRectF legendRect(const std::vector<LegendEntry> &entries, const QFont &font, QPointF bottomLeft, double maxWidth)
{
    if (entries.empty())
        return {};
    const QFont text = sized(font, kTextPixels);
    double inner = 0;
    for (const LegendEntry &entry : entries)
        inner += legendEntryWidth(entry, text) + (inner > 0 ? 2 * kGap : 0);
    const double height = lineHeight(text) + 2 * (kPadY - 1);
    return {bottomLeft.x(), bottomLeft.y() - height, std::min(inner + 2 * kPadX, maxWidth), height};
}

QRectF paintLegend(QPainter &painter, const std::vector<LegendEntry> &entries, const QFont &font, QPointF bottomLeft,
                   double maxWidth)
{
    const QRectF rect = legendRect(entries, font, bottomLeft, maxWidth);
    if (rect.isEmpty())
        return rect;
    const PainterState state(painter);
    paintGround(painter, rect, 6);
    const QFont text = sized(font, kTextPixels);
    const QFontMetricsF fm(text);
    const double right = rect.right() - kPadX;
    const double baseline = rect.center().y() + (fm.ascent() - fm.descent()) / 2;
    double x = rect.left() + kPadX;
    for (const LegendEntry &entry : entries) {
        if (x + kLegendMark + 6 > right)
            break;
        painter.setOpacity(std::clamp(entry.opacity, 0.0, 1.0));
        paintMark(painter, {x + kLegendMark / 2, rect.center().y()}, entry.style, kLegendMark);
        x = paintText(painter, {entry.text, text, kPlateText}, x + kLegendMark + 6, right, baseline) + 2 * kGap;
    }
    return rect;
}

QRectF heatPlateRect(const HeatPlate &plate, const QFont &font, QPointF bottomLeft, double maxWidth)
{
    if (plate.empty())
        return {};
    const QFont text = sized(font, kTextPixels);
    const QRectF note = noteRect(plate, text, maxWidth);
    double inner = std::max(width(plate.title, text), note.width());
    double height = note.height();
    if (!plate.title.isEmpty())
        height += lineHeight(text) + (height > 0 ? 2 : 0);
    if (!plate.peak.isEmpty()) {
        inner = std::max(inner, rampWidth(plate, text));
        height += lineHeight(text) + (height > 0 ? 2 : 0);
    }
    height += 2 * kPadY;
    return {bottomLeft.x(), bottomLeft.y() - height, std::min(inner + 2 * kPadX, maxWidth), height};
}

QRectF paintHeatPlate(QPainter &painter, const HeatPlate &plate, const QFont &font, QPointF bottomLeft, double maxWidth)
{
    const QRectF rect = heatPlateRect(plate, font, bottomLeft, maxWidth);
    if (rect.isEmpty())
        return rect;
    const PainterState state(painter);
    paintGround(painter, rect, 6);
    const QFont text = sized(font, kTextPixels);
    const double left = rect.left() + kPadX, right = rect.right() - kPadX;
    double y = rect.top() + kPadY;
    if (!plate.title.isEmpty()) {
        paintText(painter, {plate.title, text, kPlateText}, left, right, y + QFontMetricsF(text).ascent());
        y += lineHeight(text) + 2;
    }
    if (!plate.peak.isEmpty()) {
        paintRamp(painter, plate, text, {left, y}, right);
        y += lineHeight(text) + 2;
    }
    if (!plate.note.isEmpty()) {
        painter.setFont(text);
        painter.setPen(kPlateMuted);
        painter.drawText(QRectF(left, y, right - left + 1, rect.bottom() - y), Qt::TextWordWrap, plate.note);
    }
    return rect;
}

QRectF hoverPlateRect(const QString &text, const QFont &font, QPointF at, const QRectF &bounds)
{
    if (text.isEmpty())
        return {};
    const QFont small = sized(font, kTextPixels - 1);
    const QSizeF size(width(text, small) + 14, lineHeight(small) + 6);
    // Above and to the right of the point, on the other side where there is no room.
    QRectF rect(at + QPointF(12, -12 - size.height()), size);
    if (rect.right() > bounds.right())
        rect.moveRight(at.x() - 12);
    if (rect.top() < bounds.top())
        rect.moveTop(at.y() + 12);
    rect.moveLeft(std::max(rect.left(), bounds.left()));
    rect.moveBottom(std::min(rect.bottom(), bounds.bottom()));
    return rect;
}

QRectF paintHoverPlate(QPainter &painter, const QString &text, const QFont &font, QPointF at, const QRectF &bounds)
{
    const QRectF rect = hoverPlateRect(text, font, at, bounds);
    if (rect.isEmpty())
        return rect;
    const PainterState state(painter);
    paintGround(painter, rect, 4);
    const QFont small = sized(font, kTextPixels - 1);
    paintText(painter, {text, small, kPlateText}, rect.left() + 7, rect.right(),
              rect.top() + 3 + QFontMetricsF(small).ascent());
    return rect;
}

void paintPlateGround(QPainter &painter, const QRectF &rect)
{
    const PainterState state(painter);
    paintGround(painter, rect, 6);
}

void paintFailureFrame(QPainter &painter, const QRectF &rect)
{
    const PainterState state(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    QColor colour = errorColour();
    for (int i = 4; i >= 1; --i) {
        colour.setAlphaF(0.10F * static_cast<float>(5 - i));
        painter.setPen(QPen(colour, 2));
        const double inset = 1 + 2.0 * i;
        painter.drawRect(rect.adjusted(inset, inset, -inset, -inset));
    }
    painter.setPen(QPen(errorColour(), 2));
    painter.drawRect(rect.adjusted(1, 1, -1, -1));
}

} // namespace fiducial::ui
