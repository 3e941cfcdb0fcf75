#pragma once

#include <QIcon>
#include <QStringList>

namespace fiducial::ui {

/// Which colour the strokes take. It follows the application's palette at the moment of painting.
enum class IconRole { Text, Muted, Accent, OnAccent, Good, Warning, Bad };

/// The icon resources/icons/<name>.svg: 16x16, drawn sharp at any size and device pixel ratio, recoloured by itself
/// when the theme changes, greyed when disabled. Names: iconNames(). An unknown name gives a null icon. GUI thread
/// only.
QIcon themedIcon(const QString &name, IconRole role = IconRole::Text);

QStringList iconNames();

} // namespace fiducial::ui
