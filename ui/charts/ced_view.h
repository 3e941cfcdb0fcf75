#pragma once

#include "core/analysis/bootstrap.h"
#include "ui/charts/chart_frame.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace fiducial::ui {

/// One run on a CED chart.
struct CedRun {
    QString name;
    int look = 0;             ///< as layerStyle() takes it
    std::vector<double> nmes; ///< of each face; +infinity: missing, NaN: left out
};

/// Cumulative error of several runs with bootstrap bands, AUC and failure rate at a threshold that is dragged, or moved
/// by Left and Right (with Shift in steps of 1 %). A click on a curve asks for the face that stands there; Up and Down
/// with Return do so from the keyboard. GUI thread.
class CedView : public QWidget {
    Q_OBJECT
public:
    explicit CedView(QWidget *parent = nullptr);

    /// Bands of earlier runs are dropped.
    void setRuns(std::vector<CedRun> runs);
    const std::vector<CedRun> &runs() const { return runs_; }
    void setBand(int run, const analysis::CedBand &band); ///< must be over 0..range()
    bool hasBand(int run) const { return run < static_cast<int>(bands_.size()) && bands_[at(run)].has_value(); }
    void setRange(double upTo);
    double range() const { return upTo_; }
    void setThreshold(double threshold); ///< emits nothing
    double threshold() const { return threshold_; }
    void setNormaliser(const QString &name); ///< of the x axis
    void setEmptyText(const QString &sentence);

    /// "0.612 · 3.1 %": AUC and failure rate at the threshold as it stands.
    QString numbersText(int run) const;
    QString hoverText() const;
    /// Where the threshold stands, for those who drag it.
    QPoint thresholdHandle() const;
    /// Where a run's curve passes.
    QPoint pointOnCurve(int run, double nme) const;
    QSize sizeHint() const override { return {300, 200}; }
    QSize minimumSizeHint() const override { return {200, 120}; }

Q_SIGNALS:
    void thresholdMoved(double threshold);  ///< while it is dragged
    void thresholdChosen(double threshold); ///< at the end
    /// The face with the largest NME up to where the curve was clicked.
    void faceChosen(int face);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    static std::size_t at(int run) { return static_cast<std::size_t>(run); }
    ChartFrame frame() const;
    bool isAtThreshold(QPointF position) const;
    void moveThreshold(double threshold);
    int nearestRun(QPointF position) const;
    double shareAt(int run, double nme) const;
    int faceAt(int run, double nme) const;
    void stepHover(int step);
    void updateNumbers();
    QString numbersOf(const std::vector<double> &nmes) const;
    const std::vector<int> &order(int run) const; ///< faces by their NME, those without one left out
    void paintRun(QPainter &painter, const ChartFrame &frame, int run) const;
    void paintThreshold(QPainter &painter, const ChartFrame &frame) const;
    void paintNumbers(QPainter &painter, const ChartFrame &frame) const;

    std::vector<CedRun> runs_;
    std::vector<metrics::CedCurve> curves_;
    std::vector<std::optional<analysis::CedBand>> bands_;
    std::vector<QString> numbers_; ///< AUC and failures at the threshold
    QString summary_;              ///< the same in words, with the intervals of the bootstrap
    mutable std::vector<std::optional<std::vector<int>>> order_;
    double upTo_ = 0.15;
    double threshold_ = 0.1;
    QString normaliser_;
    QString empty_;
    bool dragging_ = false;
    mutable QRectF numbersArea_;  ///< where AUC and failures stand, since the last painting
    std::optional<double> hover_; ///< an NME
};

} // namespace fiducial::ui
