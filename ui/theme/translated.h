#pragma once

#include <QString>

#include <functional>

class QWidget;

namespace fiducial::ui {

/// Runs `setTexts` now and whenever the language changes, while `widget` lives: for texts that are set where a part is
/// made, without a class of its own. What it captures must live as long as `widget`.
void translated(QWidget *widget, std::function<void()> setTexts);

/// "Open folder…" of "&Open folder…", and of "Open folder(&O)…", as Chinese has it.
QString withoutMnemonic(QString text);

} // namespace fiducial::ui
