#pragma once

#include "core/dataset/landmark_set.h"

#include <QWidget>

#include <vector>

class QLabel;
class QTableWidget;

namespace fiducial::ui {

class BarRows;
class NumberRows;
class ProjectDocument;
class Section;

/// The errors of one face: under every normaliser, by contour, and its worst points. A preview costs no layout.
class MetricsView : public QWidget {
    Q_OBJECT
public:
    explicit MetricsView(ProjectDocument &document, QWidget *parent = nullptr);

    void setFace(int face); ///< -1: none
    void showPreview(const LandmarkSet &preview);
    void refresh(); ///< reads the document again
    void setSelectedLandmarks(const std::vector<int> &landmarks);
    void retranslate();

Q_SIGNALS:
    void landmarkClicked(int landmark);

private:
    QWidget *buildFigures();
    void buildWorstTable();
    /// What stands instead of numbers, empty where there are numbers.
    QString emptyReason() const;
    void showNumbers(const LandmarkSet &points, const QString &subject);
    void showContours(const std::vector<double> &errors, double length);
    void showWorst(const std::vector<double> &errors, double length);
    void announce();

    ProjectDocument &document_;
    int face_ = -1;
    QWidget *figures_ = nullptr;
    QLabel *empty_ = nullptr;
    Section *faceSection_ = nullptr;
    Section *contourSection_ = nullptr;
    Section *worstSection_ = nullptr;
    NumberRows *numbers_ = nullptr;
    BarRows *contours_ = nullptr;
    QTableWidget *worst_ = nullptr;
    std::vector<int> selected_;
};

} // namespace fiducial::ui
