#pragma once

#include "core/analysis/landmark_errors.h"
#include "ui/charts/chart_frame.h"

#include <QWidget>

#include <vector>

namespace fiducial::ui {

/// Where on the face a run errs: on the mean shape an ellipse of the errors' covariance for each landmark (1 sigma),
/// a line for their bias, both magnified as the legend says, coloured by the landmark's share of the error on cividis.
/// A click on a landmark chooses it; from the keyboard Left and Right walk along them, Return chooses. GUI thread.
class MeanFaceView : public QWidget {
    Q_OBJECT
public:
    explicit MeanFaceView(QWidget *parent = nullptr);

    /// `errors`: one per landmark of the scheme, or none. `scheme` may be null with none and outlives the view.
    void setErrors(const LandmarkScheme *scheme, std::vector<analysis::LandmarkErrors> errors);
    void setEmptyText(const QString &sentence);
    void setChosen(int landmark); ///< -1: none; emits nothing
    int chosen() const { return chosen_; }

    QString textOf(int landmark) const; ///< "16 chin: 6.9 %, bias right 1.2 %, down 0.3 %"
    double magnification() const { return magnification_; }
    QPoint pointOf(int landmark) const; ///< where its mean place is drawn
    QSize sizeHint() const override { return {240, 220}; }
    QSize minimumSizeHint() const override { return {160, 120}; }

Q_SIGNALS:
    void landmarkChosen(int landmark); ///< -1: none any more

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    const analysis::LandmarkErrors &errorsOf(int landmark) const { return errors_[static_cast<std::size_t>(landmark)]; }
    int count() const { return static_cast<int>(errors_.size()); }
    double scale() const; ///< pixels of the mean shape's unit
    QPointF toView(Point2 point) const;
    QColor colourOf(int landmark) const;
    void chooseMagnification();
    int landmarkAt(QPointF position) const;
    void choose(int landmark);
    void setHovered(int landmark);
    void paintLandmark(QPainter &painter, int landmark) const;
    void paintContours(QPainter &painter) const;
    void paintLegend(QPainter &painter) const;

    const LandmarkScheme *scheme_ = nullptr;
    std::vector<analysis::LandmarkErrors> errors_;
    double least_ = 0, most_ = 0; ///< NME shares: ends of the ramp
    double magnification_ = 1;
    QString empty_;
    int chosen_ = -1;
    int hovered_ = -1;
};

} // namespace fiducial::ui
