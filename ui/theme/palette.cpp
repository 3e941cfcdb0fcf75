#include "ui/theme/palette.h"

#include <QPalette>

#include <algorithm>
#include <cmath>

namespace fiducial::ui {

namespace {

QColor rgb(QRgb value)
{
    return QColor::fromRgb(value);
}

double luminance(const QColor &colour)
{
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

} // namespace

const Palette &lightPalette()
{
    static const Palette palette{false,         rgb(0xf4f5f7), rgb(0xffffff), rgb(0xeef0f3), rgb(0xd5d9df),
                                 rgb(0x1b2026), rgb(0x5a646f), rgb(0x3a3d42), rgb(0x1d60c6), rgb(0xffffff),
                                 rgb(0xdbe8fb), rgb(0x0a7356), rgb(0x855b00), rgb(0xb04008), rgb(0xe4e7eb)};
    return palette;
}

const Palette &darkPalette()
{
    static const Palette palette{true,          rgb(0x1b1e22), rgb(0x22262b), rgb(0x2a2f35), rgb(0x363c44),
                                 rgb(0xe7eaee), rgb(0x9ca6b1), rgb(0x141619), rgb(0x6aa6ff), rgb(0x0c1420),
                                 rgb(0x2b3b52), rgb(0x45c49a), rgb(0xe0b04a), rgb(0xff8a52), rgb(0x30363d)};
    return palette;
}

const Palette &paletteOf(const QPalette &palette)
{
    return palette.color(QPalette::Active, QPalette::Window).lightnessF() < 0.5F ? darkPalette() : lightPalette();
}

QPalette toQPalette(const Palette &p)
{
    QPalette q;
    // Most of what is seen is panels; main windows and dialogs get their own ground from the style sheet.
    q.setColor(QPalette::Window, p.panel);
    q.setColor(QPalette::WindowText, p.text);
    q.setColor(QPalette::Base, p.panel);
    q.setColor(QPalette::AlternateBase, p.raised);
    q.setColor(QPalette::Text, p.text);
    q.setColor(QPalette::PlaceholderText, p.muted);
    q.setColor(QPalette::Button, p.raised);
    q.setColor(QPalette::ButtonText, p.text);
    q.setColor(QPalette::BrightText, p.bad);
    q.setColor(QPalette::Highlight, p.selection);
    q.setColor(QPalette::HighlightedText, p.text);
    q.setColor(QPalette::Link, p.accent);
    q.setColor(QPalette::LinkVisited, p.accent);
    q.setColor(QPalette::ToolTipBase, p.raised);
    q.setColor(QPalette::ToolTipText, p.text);
    q.setColor(QPalette::Light, p.panel);
    q.setColor(QPalette::Midlight, p.raised);
    q.setColor(QPalette::Mid, p.border);
    q.setColor(QPalette::Dark, p.border);
    q.setColor(QPalette::Shadow, p.canvas);
    QColor faint = p.muted;
    faint.setAlphaF(0.6F);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        q.setColor(QPalette::Disabled, role, faint);
    return q;
}

double contrastRatio(const QColor &a, const QColor &b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

} // namespace fiducial::ui
