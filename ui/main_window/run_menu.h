#pragma once

#include <QAction>
#include <QList>
#include <QMenu>
#include <QObject>

#include <functional>

namespace fiducial::ui {

class FacePresenter;
class ProjectDocument;

/// View > Runs: which runs are drawn, which one is active, what errors are measured against. Made anew whenever it is
/// about to be shown.
class RunMenu : public QObject {
    Q_OBJECT
public:
    RunMenu(ProjectDocument &document, FacePresenter &presenter, QMenu &menu, QObject *parent = nullptr);

    /// The same choices as actions with whole sentences, for the palette; valid until the next call.
    QList<QAction *> paletteActions();
    QMenu &menu() { return menu_; }

Q_SIGNALS:
    void manageRequested();
    /// A run was chosen to be drawn; drawing runs at all is another switch.
    void runShown();

private:
    void refresh();
    void addVisible();
    void addActive();
    void addReference();
    QAction *add(QMenu &menu, const QString &text, const QString &sentence, bool checked,
                 std::function<void(bool)> choose);
    QString nameOf(int run) const;

    ProjectDocument &document_;
    FacePresenter &presenter_;
    QMenu &menu_;
    QObject *sentences_ = nullptr; ///< owns the palette's actions
    QList<QAction *> paletteActions_;
};

} // namespace fiducial::ui
