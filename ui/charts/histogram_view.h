#pragma once

#include "core/analysis/histogram.h"
#include "ui/charts/chart_frame.h"

#include <QWidget>

#include <optional>
#include <utility>

namespace fiducial::ui {

/// Histogram of one run's NMEs with an interval that is brushed: drawn by the mouse, its ends dragged, a click takes
/// one bin; Left and Right walk the bins, with Shift they extend the interval; Escape or a double click clears it.
/// What lies beyond the range stands in a bin of its own at the right. GUI thread.
class HistogramView : public QWidget {
    Q_OBJECT
public:
    using Interval = std::optional<std::pair<double, double>>;

    explicit HistogramView(QWidget *parent = nullptr);
    /// `run`: its number, for the colour.
    void setValues(const std::vector<double> &nmes, double upTo, int run);
    void setThreshold(double threshold);
    void setNormaliser(const QString &name);
    void setEmptyText(const QString &sentence);
    void setInterval(Interval interval); ///< emits nothing
    Interval interval() const { return interval_; }
    const analysis::Histogram &histogram() const { return histogram_; }

    /// Where a value stands; beyond the range: in the last bin.
    QPoint pointOf(double nme) const;
    QSize sizeHint() const override { return {260, 160}; }
    QSize minimumSizeHint() const override { return {180, 110}; }

Q_SIGNALS:
    /// From the first to the last, both included; the upper end may be +infinity. Empty: cleared.
    void brushed(const std::optional<std::pair<double, double>> &interval);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    bool isEmpty() const;
    ChartFrame frame() const;
    QRectF beyondArea() const;
    double valueAt(double x) const; ///< +infinity in the bin beyond
    double xOf(double value) const;
    int binAt(double x) const; ///< the one beyond is the last
    std::pair<double, double> binInterval(int first, int last) const;
    int countIn(int bin) const;
    void brush(Interval interval);
    QString binText(int bin) const;

    analysis::Histogram histogram_;
    int run_ = 0;
    double threshold_ = 0;
    QString normaliser_;
    QString empty_;
    Interval interval_;
    std::optional<double> anchor_; ///< the end that stays while the other one is dragged
    QPointF pressed_;
    bool moved_ = false;
    int hovered_ = -1;
    int firstBin_ = -1, lastBin_ = -1; ///< of the keyboard: where it started and where it is
};

} // namespace fiducial::ui
