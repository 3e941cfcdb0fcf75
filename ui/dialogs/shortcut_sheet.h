#pragma once

#include <QDialog>
#include <QList>

class QAction;

namespace fiducial::ui {

/// The `?` sheet: every action that has keys, by menu, in columns; and the canvas's mouse gestures.
class ShortcutSheet : public QDialog {
    Q_OBJECT
public:
    struct Group {
        QString title;
        QList<QAction *> actions;
    };
    explicit ShortcutSheet(const QList<Group> &groups, QWidget *parent = nullptr, bool wheelScrolls = false);
};

} // namespace fiducial::ui
