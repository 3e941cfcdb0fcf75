#pragma once

#include <QDialog>
#include <QList>

class QAction;
class QLineEdit;
class QListView;

namespace fiducial::ui {

/// Ctrl+K: type a few letters, Return runs the action. Disabled actions are shown greyed and not run.
class CommandPalette : public QDialog {
    Q_OBJECT
public:
    explicit CommandPalette(const QList<QAction *> &actions, QWidget *parent = nullptr);
    QLineEdit *field() const { return field_; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void filter(const QString &text);
    void runCurrent();

    QList<QAction *> actions_;
    QLineEdit *field_ = nullptr;
    QListView *list_ = nullptr;
};

} // namespace fiducial::ui
