#include "ui/theme/control_style.h"

#include "ui/theme/icon_factory.h"
#include "ui/theme/marks.h"
#include "ui/theme/palette.h"
#include "ui/theme/tool_button_painter.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QPainter>
#include <QStyleOption>
#include <QTabBar>

#include <algorithm>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kItemHeight = 22;
constexpr int kItemMargin = 5; ///< Qt adds one
constexpr int kFieldInset = 5; ///< beside what Fusion leaves

/// A combo or spin box that is no cell of a table or a word of a header.
bool isFramedField(QStyle::ComplexControl control, const QStyleOption *option)
{
    const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
    const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
    return (control == QStyle::CC_ComboBox && combo && combo->frame) ||
           (control == QStyle::CC_SpinBox && spin && spin->frame);
}

/// Ground and frame of a check box or radio button.
void paintIndicator(QPainter &painter, const QStyleOption &option, double radius)
{
    const Palette &c = paletteOf(option.palette);
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool on = option.state & (QStyle::State_On | QStyle::State_NoChange);
    const bool focus = option.state & QStyle::State_HasFocus;
    const QRectF box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setOpacity(enabled ? 1 : 0.5);
    painter.setPen(QPen(on || focus ? c.accent : c.muted, 1));
    painter.setBrush(on ? c.accent : c.window);
    painter.drawRoundedRect(box, radius, radius);
}

void paintCheckBox(QPainter &painter, const QStyleOption &option)
{
    painter.save();
    paintIndicator(painter, option, 3.5);
    const QRectF box(option.rect);
    painter.setPen(QPen(paletteOf(option.palette).onAccent, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const auto at = [&](double x, double y) { return box.topLeft() + QPointF(x * box.width(), y * box.height()); };
    if (option.state & QStyle::State_On)
        painter.drawPolyline(QPolygonF{at(0.26, 0.53), at(0.43, 0.69), at(0.74, 0.33)});
    else if (option.state & QStyle::State_NoChange)
        painter.drawLine(at(0.28, 0.5), at(0.72, 0.5));
    painter.restore();
}

void paintSortArrow(QPainter &painter, const QStyleOptionHeader &header)
{
    const QRectF box(header.rect);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(paletteOf(header.palette).accent);
    // Qt names the arrow after the way it points in a list that grows downwards.
    if (header.sortIndicator == QStyleOptionHeader::SortDown)
        painter.drawPolygon(QPolygonF{box.bottomLeft(), box.bottomRight(), {box.center().x(), box.top()}});
    else
        painter.drawPolygon(QPolygonF{box.topLeft(), box.topRight(), {box.center().x(), box.bottom()}});
    painter.restore();
}

/// Fusion veils the words of the current item; where it is selected its ground says enough.
void paintCurrentItem(QPainter &painter, const QStyleOption &option)
{
    if (option.state & QStyle::State_Selected)
        return;
    painter.save();
    painter.setPen(QPen(paletteOf(option.palette).accent, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
    painter.restore();
}

void paintRadioButton(QPainter &painter, const QStyleOption &option)
{
    painter.save();
    paintIndicator(painter, option, option.rect.width() / 2.0);
    if (option.state & QStyle::State_On) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(paletteOf(option.palette).onAccent);
        const double r = option.rect.width() * 0.2;
        painter.drawEllipse(QRectF(option.rect).center(), r, r);
    }
    painter.restore();
}

/// `half` is half its width; negative: it points up.
void paintChevron(QPainter &painter, QPointF c, const QColor &colour, double half = 4)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(
        QPolygonF{c + QPointF(-half, -half / 2), c + QPointF(0, half / 2), c + QPointF(half, -half / 2)});
}

void paintFrame(QPainter &painter, const QStyleOption &option, const QColor &ground)
{
    const Palette &c = paletteOf(option.palette);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(option.state & QStyle::State_HasFocus ? c.accent : c.border, 1));
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), measures::kRadius, measures::kRadius);
}

void paintComboBox(QPainter &painter, const QStyleOptionComboBox &option)
{
    const Palette &c = paletteOf(option.palette);
    const bool hover = (option.state & QStyle::State_MouseOver) && (option.state & QStyle::State_Enabled);
    painter.save();
    paintFrame(painter, option, option.editable ? c.window : (hover ? c.raised : c.panel));
    const double x = option.direction == Qt::RightToLeft ? option.rect.left() + 14 : option.rect.right() - 13;
    paintChevron(painter, {x, QRectF(option.rect).center().y()}, c.muted);
    painter.restore();
}

void paintSpinBox(QPainter &painter, const QStyleOptionSpinBox &option, const QRect &up, const QRect &down)
{
    const Palette &c = paletteOf(option.palette);
    painter.save();
    paintFrame(painter, option, c.window);
    const auto step = [&](const QRect &rect, QAbstractSpinBox::StepEnabledFlag flag, double half) {
        const bool possible = (option.stepEnabled & flag) && (option.state & QStyle::State_Enabled);
        painter.setOpacity(possible ? 1 : 0.4);
        paintChevron(painter, QRectF(rect).center(), c.muted, half);
    };
    if (option.buttonSymbols != QAbstractSpinBox::NoButtons) {
        step(up, QAbstractSpinBox::StepUpEnabled, -3);
        step(down, QAbstractSpinBox::StepDownEnabled, 3);
    }
    painter.restore();
}

} // namespace

ControlStyle::ControlStyle() : QProxyStyle(u"Fusion"_s) {}

void ControlStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    // The size that sizeFromContents() gives a spin box is not asked for under a style sheet.
    const bool inView = widget->parent() && qobject_cast<QAbstractItemView *>(widget->parent()->parent());
    if (qobject_cast<QAbstractSpinBox *>(widget) && !inView)
        widget->setMinimumHeight(measures::kButtonHeight);
}

void ControlStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                 const QWidget *widget) const
{
    switch (element) {
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return paintCheckBox(*painter, *option);
    case PE_IndicatorRadioButton:
        return paintRadioButton(*painter, *option);
    case PE_FrameFocusRect:
        if (qobject_cast<const QAbstractItemView *>(widget))
            return paintCurrentItem(*painter, *option);
        if (qobject_cast<const QTabBar *>(widget)) // the ground of the tab says it; a frame would cross the words
            return;
        return QProxyStyle::drawPrimitive(element, option, painter, widget);
    case PE_PanelLineEdit:
        if (widget && qobject_cast<const QAbstractSpinBox *>(widget->parentWidget()))
            return; // lies on the ground of its box
        return QProxyStyle::drawPrimitive(element, option, painter, widget);
    case PE_IndicatorHeaderArrow:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option))
            return paintSortArrow(*painter, *header);
        return QProxyStyle::drawPrimitive(element, option, painter, widget);
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void ControlStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                      const QWidget *widget) const
{
    if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        control == CC_ToolButton && button && !(button->features & QStyleOptionToolButton::Arrow))
        return paintToolButton(*painter, *button, widget);
    if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
        control == CC_ComboBox && combo && combo->frame)
        return paintComboBox(*painter, *combo);
    if (const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
        control == CC_SpinBox && spin && spin->frame) {
        const QRect up = subControlRect(CC_SpinBox, spin, SC_SpinBoxUp, widget);
        const QRect down = subControlRect(CC_SpinBox, spin, SC_SpinBoxDown, widget);
        return paintSpinBox(*painter, *spin, up, down);
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

void ControlStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
    if (element == CE_HeaderLabel && header) {
        QStyleOptionHeader plain = *header;
        plain.state &= ~QStyle::State_On; // would be bold above every selected cell
        return QProxyStyle::drawControl(element, &plain, painter, widget);
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

QSize ControlStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                     const QWidget *widget) const
{
    if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option); type == CT_ToolButton && button)
        return toolButtonSize(*button, widget);
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_ComboBox && isFramedField(CC_ComboBox, option))
        result.setWidth(result.width() + kFieldInset);
    if (type == CT_ComboBox)
        result.setHeight(std::max(result.height(), measures::kButtonHeight));
    else if (type == CT_ItemViewItem)
        result.setHeight(std::max(result.height(), kItemHeight));
    else if (type == CT_MenuItem)
        result.setHeight(result.height() > 14 ? std::max(result.height(), 28) : result.height()); // lines stay thin
    return result;
}

/// Words of combo and spin boxes begin where those of a line edit do.
QRect ControlStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                                   const QWidget *widget) const
{
    QRect rect = QProxyStyle::subControlRect(control, option, part, widget);
    const bool leftToRight = option->direction == Qt::LeftToRight;
    if (control == CC_ComboBox && part == SC_ComboBoxEditField && isFramedField(control, option))
        rect.adjust(leftToRight ? kFieldInset : 0, 0, leftToRight ? 0 : -kFieldInset, 0);
    else if (control == CC_SpinBox && part == SC_SpinBoxEditField && isFramedField(control, option))
        rect.translate(leftToRight ? kFieldInset : -kFieldInset, 0); // into the empty edge of its steps
    return rect;
}

QRect ControlStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    if (element == SE_HeaderArrow) // above the name: narrow columns have no room beside it
        return {option->rect.center().x() - 3, option->rect.top() + 1, 7, 4};
    return QProxyStyle::subElementRect(element, option, widget);
}

int ControlStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_SmallIconSize:
    case PM_ToolBarIconSize:
    case PM_ButtonIconSize:
    case PM_TabBarIconSize:
    case PM_ListViewIconSize:
        return measures::kIconSize;
    case PM_MessageBoxIconSize:
        return measures::kMessageIconSize;
    case PM_FocusFrameHMargin: // of an item's words: they stand below those of the header
        return kItemMargin;
    case PM_DockWidgetSeparatorExtent:
    case PM_SplitterWidth:
        return 1;
    case PM_ToolBarFrameWidth:
    case PM_ToolBarItemMargin:
        return 0;
    case PM_ToolBarExtensionExtent:
        return 20;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return measures::kIconSize;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int ControlStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                            QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_ItemView_ActivateItemOnSingleClick:
    case SH_UnderlineShortcut:
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    case SH_ToolTip_WakeUpDelay:
        return 500;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

/// Marks of runs keep their colours on the ground of a selected row.
QPixmap ControlStyle::generatedIconPixmap(QIcon::Mode mode, const QPixmap &pixmap, const QStyleOption *option) const
{
    return mode == QIcon::Selected ? pixmap : QProxyStyle::generatedIconPixmap(mode, pixmap, option);
}

QIcon ControlStyle::standardIcon(StandardPixmap icon, const QStyleOption *option, const QWidget *widget) const
{
    switch (icon) {
    case SP_TitleBarCloseButton:
    case SP_DockWidgetCloseButton:
    case SP_TabCloseButton:
    case SP_LineEditClearButton:
        return themedIcon(u"close"_s, IconRole::Muted);
    case SP_ToolBarHorizontalExtensionButton:
        return themedIcon(u"more"_s);
    case SP_TitleBarNormalButton:
        return themedIcon(u"float"_s, IconRole::Muted);
    case SP_MessageBoxInformation:
        return themedIcon(u"info"_s, IconRole::Accent);
    case SP_MessageBoxQuestion:
        return themedIcon(u"help"_s, IconRole::Accent);
    case SP_MessageBoxWarning:
        return themedIcon(u"warning"_s, IconRole::Warning);
    case SP_MessageBoxCritical:
        return themedIcon(u"error"_s, IconRole::Bad);
    default:
        return QProxyStyle::standardIcon(icon, option, widget);
    }
}

} // namespace fiducial::ui
