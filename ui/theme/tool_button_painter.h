#pragma once

#include <QSize>

class QPainter;
class QStyleOptionToolButton;
class QWidget;

namespace fiducial::ui {

/// Flat tool buttons: a ground only when hovered, pressed or checked; primary and segmented ones by their marks.
void paintToolButton(QPainter &painter, const QStyleOptionToolButton &option, const QWidget *widget);
QSize toolButtonSize(const QStyleOptionToolButton &option, const QWidget *widget);

} // namespace fiducial::ui
