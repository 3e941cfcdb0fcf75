#pragma once

#include "core/dataset/face_state.h"
#include "ui/models/review_queue.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace fiducial::ui {

class FlatCombo;
class ProjectDocument;

/// How many faces are in each review state: mark, name, bar, number. Drawn by itself.
class StateBars : public QWidget {
    Q_OBJECT
public:
    explicit StateBars(ProjectDocument &document, QWidget *parent = nullptr);
    void refresh();
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ProjectDocument &document_;
};

/// The review queue: by what it is put in order, how far it is done, the way back and on; below it the states of all
/// faces.
class QueueView : public QWidget {
    Q_OBJECT
public:
    QueueView(ProjectDocument &document, ReviewQueue &queue, QWidget *parent = nullptr);
    void refresh();
    void retranslate();

    FlatCombo *orderBox() const { return order_; }
    QPushButton *startButton() const { return start_; }

Q_SIGNALS:
    void startRequested(fiducial::ui::QueueOrder order);
    void stepRequested(int step);

private:
    QString sentence() const;

    ProjectDocument &document_;
    ReviewQueue &queue_;
    QueueOrder shownOrder_ = QueueOrder::Browser; ///< of the queue, when the box last followed it
    FlatCombo *order_ = nullptr;
    QLabel *orderLabel_ = nullptr;
    QPushButton *start_ = nullptr;
    QToolButton *back_ = nullptr;
    QToolButton *on_ = nullptr;
    QLabel *place_ = nullptr;
    StateBars *bars_ = nullptr;
};

} // namespace fiducial::ui
