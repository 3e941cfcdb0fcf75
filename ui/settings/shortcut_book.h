#pragma once

#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QObject>

class QAction;

namespace fiducial::ui {

class AppSettings;

/// The keys of actions: those they were made with, and those the user gave them instead, which alone are kept in the
/// settings, by the actions' object names. Keys belong to one action: what is given to one is taken from others. Menus,
/// tooltips, palette and key sheet read the actions and need nothing of this. GUI thread.
class ShortcutBook : public QObject {
    Q_OBJECT
public:
    /// Gives the actions their kept keys; `actions` and `settings` outlive the book.
    ShortcutBook(QList<QAction *> actions, AppSettings &settings, QObject *parent = nullptr);

    const QList<QAction *> &actions() const { return actions_; }
    QList<QKeySequence> defaults(const QAction *action) const { return defaults_.value(action); }
    bool isDefault(const QAction *action) const;
    /// Whose these keys are; null: nobody's.
    QAction *holder(const QKeySequence &keys) const;

    void assign(QAction *action, const QList<QKeySequence> &keys);
    /// Back to the keys it was made with, which are taken from whoever has them now.
    void reset(QAction *action);
    void resetAll();

Q_SIGNALS:
    void changed(QAction *action);

private:
    void give(QAction *action, const QList<QKeySequence> &keys);

    QList<QAction *> actions_;
    QHash<const QAction *, QList<QKeySequence>> defaults_;
    AppSettings &settings_;
};

} // namespace fiducial::ui
