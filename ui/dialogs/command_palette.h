#pragma once

#include <QAction>
#include <QDialog>
#include <QList>
#include <QPointer>

class QLabel;
class QLineEdit;
class QListView;

namespace fiducial::ui {

/// Ctrl+K: type a few letters, Return runs the action. Disabled actions are shown greyed and not run.
class CommandPalette : public QDialog {
    Q_OBJECT
public:
    explicit CommandPalette(const QList<QAction *> &actions, QWidget *parent = nullptr);
    QLineEdit *field() const { return field_; }
    QListView *list() const { return list_; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void filter(const QString &text);
    void runCurrent();

    QList<QPointer<QAction>> actions_;
    QLineEdit *field_ = nullptr;
    QListView *list_ = nullptr;
    QLabel *nothing_ = nullptr;
};

} // namespace fiducial::ui
