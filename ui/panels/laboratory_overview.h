#pragma once

#include "ui/models/subset_model.h"
#include "ui/panels/laboratory_page.h"

#include <QTimer>

class QLabel;

namespace fiducial::ui {

class CedView;
class FaceTableModel;
class FaceTablePane;
class FlatCombo;
class HistogramView;
class JobRunner;
class MeanFaceView;
class Section;

/// The runs over the whole data set: cumulative error, mean face and subsets.
class LaboratoryOverview : public LaboratoryPage {
    Q_OBJECT
public:
    LaboratoryOverview(ProjectDocument &document, Laboratory &laboratory, JobRunner &jobs, QWidget *parent);

    CedView &cedView() { return *ced_; }
    MeanFaceView &meanFaceView() { return *meanFace_; }
    SubsetModel &subsetModel() { return subsets_; }
    QTableView &subsetView() { return *subsetView_; }
    void setLandmark(int landmark); ///< the one that the table shows
    void refreshThreshold();
    void dropBands(); ///< and starts no others
    void refresh(const QString &note) override;
    void retranslate() override;

Q_SIGNALS:
    void thresholdMoved(double threshold); ///< while it is dragged

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void buildSubsets();
    void sizeSubsetColumns();
    QString publishedNote() const;
    void startBands();

    JobRunner &jobs_;
    SubsetModel subsets_;
    int bandGeneration_ = 0;
    QTimer bandTimer_;
    Section *cedSection_ = nullptr;
    Section *meanFaceSection_ = nullptr;
    Section *subsetSection_ = nullptr;
    CedView *ced_ = nullptr;
    MeanFaceView *meanFace_ = nullptr;
    QTableView *subsetView_ = nullptr;
    FlatCombo *subsetNumber_ = nullptr;
    QLabel *publishedNote_ = nullptr;
};

/// The active run face by face: histogram and table.
class LaboratoryFaces : public LaboratoryPage {
    Q_OBJECT
public:
    LaboratoryFaces(ProjectDocument &document, Laboratory &laboratory, FaceTableModel &table, FaceTablePane &pane,
                    QWidget *parent);

    HistogramView &histogramView() { return *histogram_; }
    void refreshThreshold();
    void refresh(const QString &note) override;
    void retranslate() override;

private:
    FaceTableModel &table_;
    Section *histogramSection_ = nullptr;
    HistogramView *histogram_ = nullptr;
};

/// The end of the axes of errors: a little beyond the scheme's usual threshold.
double errorRange(const ProjectDocument &document);

} // namespace fiducial::ui
