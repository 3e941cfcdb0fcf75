#pragma once

#include "core/dataset/face_state.h"

#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace fiducial::ui {

class ProjectDocument;

/// The comments of one face, open ones first: what they are pinned to, who wrote them when, the words; each can be
/// resolved and removed. Says how to write one where there is none.
class CommentList : public QWidget {
    Q_OBJECT
public:
    explicit CommentList(ProjectDocument &document, QWidget *parent = nullptr);
    void setFace(int face); ///< -1: none
    void refresh();
    void retranslate();

Q_SIGNALS:
    void addRequested();
    void pointChosen(int point); ///< -1: the whole face

private:
    void rebuild();
    QWidget *makeRow(const Comment &comment);

    ProjectDocument &document_;
    int face_ = -1;
    std::vector<Comment> shown_;
    QVBoxLayout *rows_ = nullptr;
    QWidget *list_ = nullptr;
    QLabel *empty_ = nullptr;
    QPushButton *add_ = nullptr;
};

} // namespace fiducial::ui
