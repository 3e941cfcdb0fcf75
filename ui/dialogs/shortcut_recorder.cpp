#include "ui/dialogs/shortcut_recorder.h"

#include <QKeyEvent>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

QKeySequence strokeOf(const QKeyEvent &event)
{
    const int key = event.key();
    if (key == 0 || key == Qt::Key_unknown || key == Qt::Key_Control || key == Qt::Key_Shift || key == Qt::Key_Alt ||
        key == Qt::Key_AltGr || key == Qt::Key_Meta || key == Qt::Key_CapsLock || key == Qt::Key_NumLock)
        return {};
    Qt::KeyboardModifiers modifiers =
        event.modifiers() & (Qt::ControlModifier | Qt::ShiftModifier | Qt::AltModifier | Qt::MetaModifier);
    const bool letter = key >= Qt::Key_A && key <= Qt::Key_Z;
    if (key > Qt::Key_Space && key < Qt::Key_Escape && !letter)
        modifiers &= ~Qt::ShiftModifier; // "?" needs Shift on some keyboards and none on others
    return QKeyCombination(modifiers, static_cast<Qt::Key>(key));
}

ShortcutRecorder::ShortcutRecorder(QWidget *parent) : QLineEdit(parent)
{
    setReadOnly(true);
    setContextMenuPolicy(Qt::NoContextMenu);
    setAttribute(Qt::WA_InputMethodEnabled, false); // keys, not characters
}

void ShortcutRecorder::setKeys(const QList<QKeySequence> &keys)
{
    shown_ = QKeySequence::listToString(keys, QKeySequence::NativeText).replace(u"; "_s, u", "_s);
    showState();
}

void ShortcutRecorder::showState()
{
    setPlaceholderText(hasFocus() ? tr("Press the keys…") : tr("none"));
    setText(hasFocus() ? QString() : shown_);
}

bool ShortcutRecorder::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept(); // no action may run instead
        return true;
    }
    return QLineEdit::event(event);
}

void ShortcutRecorder::keyPressEvent(QKeyEvent *event)
{
    event->accept();
    if (event->isAutoRepeat())
        return;
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier)
        return Q_EMIT gaveUp();
    if (const QKeySequence stroke = strokeOf(*event); !stroke.isEmpty())
        Q_EMIT recorded(stroke);
}

void ShortcutRecorder::keyReleaseEvent(QKeyEvent *event)
{
    event->accept();
}

void ShortcutRecorder::focusInEvent(QFocusEvent *event)
{
    QLineEdit::focusInEvent(event);
    showState();
}

void ShortcutRecorder::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    showState();
}

void ShortcutRecorder::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        showState();
    QLineEdit::changeEvent(event);
}

} // namespace fiducial::ui
