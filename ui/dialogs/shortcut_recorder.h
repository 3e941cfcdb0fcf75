#pragma once

#include <QKeySequence>
#include <QLineEdit>

namespace fiducial::ui {

/// A field that shows keys and, while it has the focus, takes the next ones that are pressed together: one stroke, all
/// modifiers. Escape gives up; Tab goes on as everywhere.
class ShortcutRecorder : public QLineEdit {
    Q_OBJECT
public:
    explicit ShortcutRecorder(QWidget *parent = nullptr);
    void setKeys(const QList<QKeySequence> &keys); ///< shown while nothing is recorded

Q_SIGNALS:
    void recorded(const QKeySequence &keys);
    void gaveUp();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showState();

    QString shown_;
};

/// The stroke of a key event without what the keyboard alone put there (keypad, the Shift of "?"); empty where only
/// modifiers are down.
QKeySequence strokeOf(const QKeyEvent &event);

} // namespace fiducial::ui
