#pragma once

#include "ui/dialogs/shortcut_sheet.h"

#include <QKeySequence>
#include <QWidget>

#include <functional>

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace fiducial::ui {

class ShortcutBook;
class ShortcutRecorder;

/// Every action with its keys: search, change by pressing, take over from another action, back to the default.
class ShortcutPage : public QWidget {
    Q_OBJECT
public:
    /// `groups` gives the actions by menu, titles in the language of the moment.
    ShortcutPage(ShortcutBook &book, std::function<QList<ShortcutSheet::Group>()> groups, QWidget *parent = nullptr);

    QLineEdit *search() const { return search_; }
    QTreeWidget *list() const { return list_; }
    ShortcutRecorder *recorder() const { return recorder_; }
    /// Chooses the action, as a click on its line does.
    void setCurrent(const QAction *action);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildEditor();
    void fill();
    void fillLine(QTreeWidgetItem &line, const QAction &action) const;
    void filter(const QString &text);
    QAction *current() const;
    void showCurrent();
    void record(const QKeySequence &keys);
    void assign(const QList<QKeySequence> &keys);
    void ask(const QKeySequence &keys, const QAction &owner);
    void say(const QString &sentence);
    static QString pictureUse(const QKeySequence &keys);
    void retranslate();

    ShortcutBook &book_;
    std::function<QList<ShortcutSheet::Group>()> groups_;
    QLineEdit *search_;
    QTreeWidget *list_;
    QLabel *nothing_;
    QLabel *name_ = nullptr;
    ShortcutRecorder *recorder_ = nullptr;
    QPushButton *clear_ = nullptr;
    QPushButton *reset_ = nullptr;
    QPushButton *resetAll_ = nullptr;
    QLabel *message_ = nullptr;
    QPushButton *takeOver_ = nullptr;
    QKeySequence asked_; ///< recorded, but another action's
};

} // namespace fiducial::ui
