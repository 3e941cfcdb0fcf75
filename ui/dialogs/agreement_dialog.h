#pragma once

#include "core/pipeline/agreement.h"

#include <QDialog>

class QLabel;
class QTabWidget;
class QTreeWidget;

namespace fiducial::ui {

/// What another annotation of the same data set says, as it was compared in the background.
struct ComparedAnnotation {
    std::shared_ptr<const Dataset> dataset;
    QString name;
    pipeline::AgreementReport report;
    quint64 generation = 0; ///< of the document it speaks of
};

/// The disagreements of two annotators: faces in the order of their difference, each a click away, and the error of
/// each landmark. Not modal.
class AgreementDialog : public QDialog {
    Q_OBJECT
public:
    explicit AgreementDialog(const ComparedAnnotation &compared, QWidget *parent = nullptr);

    QTreeWidget &faces() { return *faces_; }
    QTreeWidget &landmarks() { return *landmarks_; }

Q_SIGNALS:
    void faceChosen(int face);

private:
    QTreeWidget *buildFaces(const ComparedAnnotation &compared);
    QTreeWidget *buildLandmarks(const ComparedAnnotation &compared);

    QTreeWidget *faces_ = nullptr;
    QTreeWidget *landmarks_ = nullptr;
};

} // namespace fiducial::ui
