#pragma once

#include "core/dataset/face_state.h"

#include <QWidget>

#include <vector>

class QButtonGroup;
class QLabel;
class QVBoxLayout;

namespace fiducial::ui {

class AttributeList;
class CommentList;
class NumberRows;
class ProjectDocument;
class QueueView;
class ReviewQueue;
class Section;

/// Review state of one face with who gave it, comments, the review queue, the work spent, where the points come from,
/// and the attributes.
class ReviewView : public QWidget {
    Q_OBJECT
public:
    ReviewView(ProjectDocument &document, ReviewQueue &queue, QWidget *parent = nullptr);
    void setFace(int face); ///< -1: none
    void refresh();
    void retranslate();
    CommentList *comments() const { return comments_; }
    AttributeList *attributes() const { return attributes_; }
    QueueView *queueView() const { return queueView_; }

Q_SIGNALS:
    void reviewRequested(fiducial::ReviewState state);

protected:
    void changeEvent(QEvent *event) override;

private:
    void buildStates();
    Section *addSection(QVBoxLayout &column, QWidget *parent, QWidget *content);
    void showState();
    void showWork();
    void updateStateIcons();
    void showPoints();

    ProjectDocument &document_;
    int face_ = -1;
    Section *stateSection_ = nullptr;
    Section *commentSection_ = nullptr;
    Section *queueSection_ = nullptr;
    Section *workSection_ = nullptr;
    Section *attributeSection_ = nullptr;
    Section *pointSection_ = nullptr;
    QButtonGroup *states_ = nullptr;
    QLabel *note_ = nullptr;
    CommentList *comments_ = nullptr;
    QueueView *queueView_ = nullptr;
    NumberRows *work_ = nullptr;
    AttributeList *attributes_ = nullptr;
    NumberRows *points_ = nullptr;
};

} // namespace fiducial::ui
