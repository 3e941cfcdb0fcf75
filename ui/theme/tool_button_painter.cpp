#include "ui/theme/tool_button_painter.h"

#include "ui/theme/icon_factory.h"
#include "ui/theme/marks.h"
#include "ui/theme/palette.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyle>
#include <QStyleOption>
#include <QVariant>
#include <QWidget>

#include <algorithm>
#include <optional>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int kIconGap = 7;
constexpr int kTextPadding = 10;
constexpr int kMenuWidth = 14;
constexpr int kCompactHeight = 22;
constexpr int kCompactPadding = 4;

int paddingOf(const QString &role)
{
    return role == "compact"_L1 ? kCompactPadding : kTextPadding;
}

QString mark(const QWidget *widget, const char *property)
{
    return widget ? widget->property(property).toString() : QString();
}

bool hasMenu(const QStyleOptionToolButton &option)
{
    return option.features & QStyleOptionToolButton::HasMenu;
}

bool showsIcon(const QStyleOptionToolButton &option)
{
    return !option.icon.isNull() && option.toolButtonStyle != Qt::ToolButtonTextOnly;
}

bool showsText(const QStyleOptionToolButton &option)
{
    return !option.text.isEmpty() && (option.toolButtonStyle != Qt::ToolButtonIconOnly || option.icon.isNull());
}

int textWidth(const QStyleOptionToolButton &option)
{
    return option.fontMetrics.size(Qt::TextShowMnemonic, option.text).width();
}

struct Look {
    QColor ground;
    QColor border;
    QColor text;
};

Look lookOf(const QStyleOptionToolButton &option, bool primary, bool segment)
{
    const Palette &c = paletteOf(option.palette);
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool down = option.state & QStyle::State_Sunken;
    const bool on = option.state & QStyle::State_On;
    const bool hover = enabled && (option.state & QStyle::State_MouseOver);
    const bool focus = (option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange);
    Look look{Qt::transparent, Qt::transparent, c.text};
    if (primary && enabled) {
        const int shade = down ? 115 : (hover ? 107 : 100);
        const QColor ground = c.dark ? c.accent.lighter(shade) : c.accent.darker(shade);
        look = {ground, ground, c.onAccent};
    } else if (primary || down || on) {
        look.ground = primary || !enabled ? c.raised : c.selection;
    } else if (hover) {
        look.ground = c.raised;
    }
    if (segment) {
        look.border = c.border;
        look.text = on ? c.text : c.muted;
    }
    if (focus)
        look.border = primary ? c.text : c.accent;
    if (!enabled) {
        look.text = c.muted;
        look.text.setAlphaF(0.6F);
    }
    return look;
}

/// A rounded rectangle whose inner corners of a segmented row are square.
QPainterPath groundShape(const QRectF &rect, const QString &segment, Qt::LayoutDirection direction)
{
    const double r = measures::kRadius;
    QPainterPath path;
    if (segment.isEmpty()) {
        path.addRoundedRect(rect, r, r);
        return path;
    }
    const bool leftToRight = direction == Qt::LeftToRight;
    const bool roundLeft = segment == (leftToRight ? "first"_L1 : "last"_L1);
    const bool roundRight = segment == (leftToRight ? "last"_L1 : "first"_L1);
    QRectF square = rect;
    path.setFillRule(Qt::WindingFill);
    path.addRoundedRect(rect, r, r);
    if (!roundLeft && !roundRight)
        return path
            .united([&] {
                QPainterPath p;
                p.addRect(rect);
                return p;
            }())
            .simplified();
    if (roundLeft)
        square.setLeft(rect.center().x());
    else
        square.setRight(rect.center().x());
    QPainterPath half;
    half.addRect(square);
    return path.united(half).simplified();
}

void paintLabel(QPainter &painter, const QStyleOptionToolButton &option, const QRect &area, const QColor &colour,
                bool bold, std::optional<int> leading)
{
    const bool icon = showsIcon(option);
    const bool text = showsText(option);
    QFont font = option.font;
    if (bold)
        font.setWeight(QFont::DemiBold);
    const int words = text ? QFontMetrics(font).size(Qt::TextShowMnemonic, option.text).width() : 0;
    const int side = icon ? option.iconSize.width() : 0;
    const int total = side + words + (icon && text ? kIconGap : 0);
    int x = area.left() + (leading ? *leading : std::max(0, (area.width() - total) / 2));
    const bool enabled = option.state & QStyle::State_Enabled;
    if (icon) {
        QRect rect(x, area.top() + (area.height() - option.iconSize.height()) / 2, side, option.iconSize.height());
        rect = QStyle::visualRect(option.direction, area, rect);
        // The accent wants the icon in the colour of its words; the action's own icon is for menus.
        const QIcon shown = bold && enabled ? themedIcon(option.icon.name(), IconRole::OnAccent) : option.icon;
        shown.paint(&painter, rect, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled,
                    option.state & QStyle::State_On ? QIcon::On : QIcon::Off);
        x += side + kIconGap;
    }
    if (!text)
        return;
    const QRect rect = QStyle::visualRect(option.direction, area, {x, area.top(), words + 1, area.height()});
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextHideMnemonic, option.text);
}

void paintMenuMark(QPainter &painter, const QStyleOptionToolButton &option, const QColor &colour)
{
    const QRect place = QStyle::visualRect(option.direction, option.rect,
                                           option.rect.adjusted(option.rect.width() - kMenuWidth - 4, 0, -4, 0));
    const QPointF c = QRectF(place).center();
    painter.setPen(QPen(colour, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(QPolygonF{c + QPointF(-3, -1.5), c + QPointF(0, 1.5), c + QPointF(3, -1.5)});
}

} // namespace

void paintToolButton(QPainter &painter, const QStyleOptionToolButton &option, const QWidget *widget)
{
    const QString segment = mark(widget, "segment");
    const bool primary = mark(widget, "role") == "primary"_L1;
    const Look look = lookOf(option, primary, !segment.isEmpty());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QRectF ground = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    if (!segment.isEmpty() && segment != "first"_L1)
        ground.setLeft(ground.left() - 1); // neighbours share one line
    painter.setPen(QPen(look.border, 1));
    painter.setBrush(look.ground);
    if (look.ground.alpha() > 0 || look.border.alpha() > 0)
        painter.drawPath(groundShape(ground, segment, option.direction));
    QRect area = option.rect;
    if (hasMenu(option) && showsText(option)) {
        area = QStyle::visualRect(option.direction, option.rect, option.rect.adjusted(0, 0, -kMenuWidth, 0));
        paintMenuMark(painter, option, look.text);
    }
    const bool leading = mark(widget, "words") == "leading"_L1;
    const bool flush = mark(widget, "role") == "compact"_L1; // stands like a label, without a ground of its own
    paintLabel(painter, option, area, look.text, primary,
               leading ? std::optional(flush ? 0 : kTextPadding) : std::nullopt);
    painter.restore();
}

QSize toolButtonSize(const QStyleOptionToolButton &option, const QWidget *widget)
{
    const int height = mark(widget, "role") == "compact"_L1 ? kCompactHeight : measures::kButtonHeight;
    if (!showsText(option))
        return {std::max(height, option.iconSize.width() + 6), std::max(height, option.iconSize.height() + 6)};
    int width = textWidth(option) + 2 * paddingOf(mark(widget, "role"));
    if (mark(widget, "role") == "primary"_L1)
        width += 6; // its letters are wider
    if (showsIcon(option))
        width += option.iconSize.width() + kIconGap;
    if (hasMenu(option))
        width += kMenuWidth;
    return {width, height};
}

} // namespace fiducial::ui
