#pragma once

#include "ui/models/laboratory.h"

#include <QSplitter>

class QAbstractItemModel;
class QTableView;

namespace fiducial::ui {

/// A page of the error laboratory: sections in a row, parted by one line.
class LaboratoryPage : public QSplitter {
    Q_OBJECT
public:
    LaboratoryPage(ProjectDocument &document, Laboratory &laboratory, QWidget *parent);

    /// Shows what the laboratory has measured; `note` stands in place of charts that have nothing to show.
    virtual void refresh(const QString &note) = 0;
    virtual void retranslate() = 0;

Q_SIGNALS:
    void faceChosen(int face);
    void landmarksChosen(int face, const std::vector<int> &landmarks);
    /// Faces with something in common, to be listed.
    void facesPicked(const QString &what, const std::vector<int> &faces);
    void queryChosen(const QString &query);
    void landmarkChosen(int landmark); ///< of all faces; -1: none any more

protected:
    void changeEvent(QEvent *event) override;
    /// Of the active run: "name · inter-ocular, against ground truth, annotated boxes".
    QString activeConditions() const;
    bool sameBoxes() const; ///< of all runs
    /// Of all runs; boxes only where they are the same.
    QString allConditions() const;

    ProjectDocument &document_;
    Laboratory &laboratory_;
};

/// A table of the laboratory: rows of text without a frame.
QTableView *makeLaboratoryTable(QAbstractItemModel &model, QWidget *parent);

} // namespace fiducial::ui
