#pragma once

#include "ui/document/project_document.h"

#include <QDialog>

class QButtonGroup;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace fiducial::ui {

/// The runs of the project: their names, how they are drawn, and away with them. What is changed here is kept at once.
/// Not modal.
class RunDialog : public QDialog {
    Q_OBJECT
public:
    explicit RunDialog(ProjectDocument &document, QWidget *parent = nullptr);
    void choose(int run);

private:
    void build();
    QHBoxLayout *buildLook();
    QButtonGroup *addLookButtons(QHBoxLayout &line, const QString &caption, const QStringList &names);
    void refresh();
    void fill(QTreeWidgetItem *item, const DocumentRun &run);
    void refreshLook();
    void chooseLook();
    void remove();
    int current() const; ///< -1: none

    ProjectDocument &document_;
    QTreeWidget *runs_ = nullptr;
    QLabel *empty_ = nullptr;
    QWidget *look_ = nullptr;
    QButtonGroup *colours_ = nullptr;
    QButtonGroup *marks_ = nullptr;
    QPushButton *rename_ = nullptr;
    QPushButton *remove_ = nullptr;
};

} // namespace fiducial::ui
