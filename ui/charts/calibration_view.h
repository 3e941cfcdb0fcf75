#pragma once

#include "core/analysis/calibration.h"
#include "ui/charts/chart_frame.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace fiducial::ui {

/// One line of a CalibrationView.
struct NamedCalibration {
    QString name;
    analysis::CalibrationCurve curve;
    bool raw = false; ///< drawn dashed
};

/// Whether a run's ellipses say how far it errs: share of the points inside k sigma against the share that a Gaussian
/// promises. On the diagonal: right; below it: too sure of itself. With the keyboard: Left and Right read off the
/// curves, Escape leaves them. GUI thread.
class CalibrationView : public QWidget {
    Q_OBJECT
public:
    explicit CalibrationView(QWidget *parent = nullptr);

    /// `look`: of the run, as layerStyle() takes it.
    void setCurves(std::vector<NamedCalibration> curves, int look);
    const std::vector<NamedCalibration> &curves() const { return curves_; }
    void setEmptyText(const QString &sentence);
    QString emptyText() const { return empty_; }

    QString legendText(int curve) const; ///< "raw · error 0.312"
    QString hoverText() const;
    QPoint pointOn(int curve, double expected) const; ///< where a curve passes
    QSize sizeHint() const override { return {260, 200}; }
    QSize minimumSizeHint() const override { return {180, 120}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    ChartFrame frame() const;
    double observedAt(const analysis::CalibrationCurve &curve, double expected) const;
    void paintCurves(QPainter &painter, const ChartFrame &axes) const;
    void paintLegend(QPainter &painter, const ChartFrame &axes) const;
    void setHover(std::optional<double> expected);

    std::vector<NamedCalibration> curves_;
    int look_ = 0;
    QString empty_;
    std::optional<double> hover_; ///< an expected share
};

} // namespace fiducial::ui
