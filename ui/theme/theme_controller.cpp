#include "ui/theme/theme_controller.h"

#include "ui/theme/control_style.h"
#include "ui/theme/marks.h"

#include <QApplication>
#include <QFile>
#include <QPalette>

#include <algorithm>
#include <vector>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {

QColor mixed(const QColor &a, const QColor &b, float share)
{
    return QColor::fromRgbF(a.redF() + (b.redF() - a.redF()) * share, a.greenF() + (b.greenF() - a.greenF()) * share,
                            a.blueF() + (b.blueF() - a.blueF()) * share);
}

QString styleSheet(const Palette &c)
{
    QFile file(u":/fiducial/theme/style.qss"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The style sheet is not part of the program.");
    QString sheet = QString::fromUtf8(file.readAll());
    std::vector<std::pair<QString, QColor>> roles = {
        {u"window"_s, c.window},
        {u"panel"_s, c.panel},
        {u"raised"_s, c.raised},
        {u"border"_s, c.border},
        {u"text"_s, c.text},
        {u"muted"_s, c.muted},
        {u"faint"_s, mixed(c.muted, c.panel, 0.4F)},
        {u"scroll"_s, mixed(c.border, c.muted, 0.35F)},
        {u"accent"_s, c.accent},
        {u"accentHover"_s, mixed(c.accent, c.text, 0.10F)},
        {u"accentPressed"_s, mixed(c.accent, c.text, 0.20F)},
        {u"onAccent"_s, c.onAccent},
        {u"selection"_s, c.selection},
    };
    // Longer names first: @accent is the beginning of @accentHover.
    std::sort(roles.begin(), roles.end(), [](const auto &a, const auto &b) { return a.first.size() > b.first.size(); });
    for (const auto &[name, colour] : roles)
        sheet.replace(u'@' + name, colour.name());
    return sheet;
}

} // namespace

ThemeController::ThemeController(QApplication &application, ThemeMode mode)
    : application_(application),
      mode_(mode),
      systemIsDark_(QApplication::palette().color(QPalette::Window).lightnessF() < 0.5F)
{
    QApplication::setStyle(new ControlStyle);
    QFont font = QApplication::font();
    font.setPixelSize(measures::kTextPixels);
    QApplication::setFont(font);
    apply();
}

void ThemeController::setMode(ThemeMode mode)
{
    const bool before = isDark();
    mode_ = mode;
    if (isDark() == before)
        return;
    apply();
    Q_EMIT themeChanged();
}

bool ThemeController::isDark() const
{
    return mode_ == ThemeMode::System ? systemIsDark_ : mode_ == ThemeMode::Dark;
}

const Palette &ThemeController::palette() const
{
    return isDark() ? darkPalette() : lightPalette();
}

void ThemeController::apply()
{
    QApplication::setPalette(toQPalette(palette()));
    application_.setStyleSheet(styleSheet(palette()));
}

} // namespace fiducial::ui
