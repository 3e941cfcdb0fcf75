#pragma once

#include "core/dataset/face_state.h"

#include <QWidget>

#include <vector>

class QButtonGroup;
class QLabel;

namespace fiducial::ui {

class NumberRows;
class ProjectDocument;
class Section;

/// Review state of one face, its attributes as words, and where its points come from.
class ReviewView : public QWidget {
    Q_OBJECT
public:
    explicit ReviewView(ProjectDocument &document, QWidget *parent = nullptr);
    void setFace(int face); ///< -1: none
    void refresh();
    void retranslate();

Q_SIGNALS:
    void reviewRequested(fiducial::ReviewState state);

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildStates();
    void updateStateIcons();
    void showAttributes();
    void showPoints();

    ProjectDocument &document_;
    int face_ = -1;
    Section *stateSection_ = nullptr;
    Section *attributeSection_ = nullptr;
    Section *pointSection_ = nullptr;
    QWidget *attributeLine_ = nullptr;
    QButtonGroup *states_ = nullptr;
    NumberRows *attributes_ = nullptr;
    NumberRows *points_ = nullptr;
};

} // namespace fiducial::ui
