#pragma once

#include "ui/theme/palette.h"

#include <QObject>

class QApplication;

namespace fiducial::ui {

enum class ThemeMode { System, Light, Dark };

/// Gives the application its style, palette, font sizes and style sheet, and changes them while it runs. One object,
/// made by main() before the first window, owned by the caller; it must not outlive the application.
///
/// What widgets set to be drawn right:
/// - a primary button: `markPrimary(button)`;
/// - neighbours that choose one of several, as one segmented control: `markSegments({a, b, c})`;
/// - captions (11 px, muted): `markCaption(label)`; the one headline number (15 px, bold): `markHeadline(label)`;
///   section titles (13 px, bold): `markTitle(label)`; muted text at 13 px: `markMuted(label)`;
/// - a panel's ground for a plain QWidget: `markPanel(widget)`.
class ThemeController : public QObject {
    Q_OBJECT
public:
    /// System means: light or dark by the window colour the application started with.
    explicit ThemeController(QApplication &application, ThemeMode mode = ThemeMode::System);

    void setMode(ThemeMode mode);
    ThemeMode mode() const { return mode_; }
    bool isDark() const;
    const Palette &palette() const;

Q_SIGNALS:
    /// After palette and style sheet have changed.
    void themeChanged();

private:
    void apply();

    QApplication &application_;
    ThemeMode mode_;
    bool systemIsDark_;
};

} // namespace fiducial::ui
