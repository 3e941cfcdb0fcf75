#pragma once

#include <QColor>

class QPalette;

namespace fiducial::ui {

/// The colours of the interface by role. Two exist, both constant.
struct Palette {
    bool dark = false;
    QColor window;    ///< behind everything, menu bar
    QColor panel;     ///< docks, toolbar, lists, fields
    QColor raised;    ///< a card, a pressed or hovered control
    QColor border;    ///< one-pixel separators and frames
    QColor text;      ///< main text
    QColor muted;     ///< captions, units, hints
    QColor canvas;    ///< ground around the picture
    QColor accent;    ///< primary action, selection, progress
    QColor onAccent;  ///< text on accent
    QColor selection; ///< ground of selected rows and checked buttons; text on it is `text`
    QColor good;
    QColor warning;
    QColor bad;
    QColor chartGrid;
};

const Palette &lightPalette();
const Palette &darkPalette();

/// The one that a widget shows: `const Palette &c = paletteOf(palette())`. Decided by the lightness of the window
/// colour, so it is right inside paintEvent() at any time; repaint on QEvent::PaletteChange, which reaches every widget
/// when the theme changes.
const Palette &paletteOf(const QPalette &palette);

/// The same roles as QPalette, for Fusion and for plain widgets.
QPalette toQPalette(const Palette &palette);

/// Contrast of two opaque colours, 1..21 (WCAG 2.1).
double contrastRatio(const QColor &a, const QColor &b);

} // namespace fiducial::ui
