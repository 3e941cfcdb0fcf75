#pragma once

#include <QString>

/// The options of fiducial-train in the language of the interface. What a trainer built elsewhere describes otherwise
/// is shown as it says it.
namespace fiducial::ui {

QString optionCaption(QString name);     ///< "Learning rate" of "learning_rate", "Width" of "network.width"
QString optionText(const QString &text); ///< of a group's title or a description

} // namespace fiducial::ui
