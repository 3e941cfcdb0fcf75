#pragma once

#include <QSize>

#include <initializer_list>

class QAbstractButton;
class QLabel;
class QPushButton;
class QToolButton;
class QWidget;

/// Roles that the style sheet knows, set once when a widget is made.
namespace fiducial::ui {

/// The one primary action of a place: accent ground. Its icon, if any, must be made with IconRole::OnAccent.
void markPrimary(QAbstractButton *button);
/// Neighbouring checkable buttons drawn as one control; the caller lays them out with spacing 0 and groups them.
void markSegments(std::initializer_list<QAbstractButton *> buttons);
/// A push button without a frame, with a ground only when hovered, pressed or checked (tool buttons are so by
/// themselves).
void markFlat(QAbstractButton *button);
/// A tool button of 22 px, for the status line and inside fields.
void markCompact(QAbstractButton *button);
/// A tool button whose icon and words stand at its beginning, below those of its neighbours, not in its middle.
void markLeading(QAbstractButton *button);
void markCaption(QWidget *label);  ///< 11 px, muted
void markMuted(QWidget *label);    ///< 13 px, muted
void markNote(QWidget *label);     ///< muted, with room around: stands where there is nothing to show
void markTitle(QWidget *label);    ///< 13 px, bold
void markHeadline(QWidget *label); ///< 15 px, bold
/// Panel ground for a plain widget (docks and their contents have it by themselves).
void markPanel(QWidget *widget);

/// A one-pixel line between sections.
QWidget *makeSeparator(QWidget *parent);

namespace measures {
inline constexpr int kGrid = 4;
inline constexpr int kToolBarHeight = 44;
inline constexpr int kButtonHeight = 30;
inline constexpr int kRadius = 6;
inline constexpr int kIconSize = 16;
inline constexpr int kMessageIconSize = 32;
inline constexpr QSize kPushButtonIcon(22, 16); ///< Qt leaves only 4 px beside the icon of a push button
inline constexpr int kPanelMargin = 14;
inline constexpr int kTextPixels = 13;
inline constexpr int kCaptionPixels = 11;
inline constexpr int kHeadlinePixels = 15;
} // namespace measures

} // namespace fiducial::ui
