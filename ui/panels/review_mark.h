#pragma once

#include "core/dataset/face_state.h"

#include <QWidget>

class QPainter;

namespace fiducial::ui {

struct Palette;

/// "in work", translated.
QString reviewName(ReviewState state);
QColor reviewColour(ReviewState state, const Palette &colours);
/// A mark whose shape tells the state as well as its colour: in work a half disc, done a disc, accepted a tick,
/// rejected a cross, needs work a triangle, excluded a bar, new a dotted ring.
void paintReviewMark(QPainter &painter, QPointF centre, double size, ReviewState state, const Palette &colours);

/// Mark and name of a state, right-aligned.
class ReviewBadge : public QWidget {
    Q_OBJECT
public:
    explicit ReviewBadge(QWidget *parent = nullptr);
    void setState(ReviewState state);
    ReviewState state() const { return state_; }
    QSize sizeHint() const override;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    ReviewState state_ = ReviewState::New;
};

} // namespace fiducial::ui
