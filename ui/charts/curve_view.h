#pragma once

#include <QPointF>
#include <QString>
#include <QStringList>
#include <QWidget>

#include <functional>
#include <limits>
#include <optional>
#include <vector>

namespace fiducial::ui {

/// One line of a CurveView. Drawn in the colour of its place (as runs are), so that a curve keeps its colour.
struct Curve {
    QString name;
    std::vector<QPointF> points; ///< ascending x; a y that is not finite is a gap
    bool marks = false;          ///< each point is drawn as well
    bool faint = false;          ///< thinner, behind the others: raw values beside their mean
};

/// Curves over one pair of axes with ticks, a legend and the values under the pointer. With the keyboard: Left and
/// Right move along the points, Escape leaves them. GUI thread.
class CurveView : public QWidget {
    Q_OBJECT
public:
    /// How a value of y reads, with its unit: "4.31 %".
    using Format = std::function<QString(double)>;

    explicit CurveView(QWidget *parent = nullptr);

    void setTitles(const QString &title, const QString &xName, Format yFormat);
    /// Said in place of curves while there is no point.
    void setEmptyText(const QString &sentence);
    /// The end of the x axis as far as it is known; points beyond enlarge it.
    void setXEnd(double x);
    void setLogarithmic(bool logarithmic); ///< the y axis; values that are not positive are gaps then

    void setCurves(std::vector<Curve> curves);
    const std::vector<Curve> &curves() const { return curves_; }
    void setNames(const QStringList &names); ///< one for each curve
    void append(int curve, QPointF point);
    void clearPoints();

    /// What the pointer stands at, as it is shown beside it; empty where it stands at nothing.
    QString hoverText() const;
    QSize sizeHint() const override { return {460, 220}; }
    QSize minimumSizeHint() const override { return {240, 140}; }

    /// Round numbers that divide low..high into at most `most` parts.
    static std::vector<double> ticks(double low, double high, int most);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Range {
        double low = 0;
        double high = 1;
    };
    bool isEmpty() const;
    Range xRange() const;
    Range yRange() const;
    double scaled(double y) const; ///< logarithm where the axis is logarithmic
    bool isShown(double y) const;
    QRectF plotArea() const;
    QPointF toView(QPointF point, const QRectF &area, Range x, Range y) const;
    std::vector<double> yTicks(Range y, int most) const;
    /// The nearest x at which a curve has a point.
    std::optional<double> nearestX(double x) const;
    const QPointF *pointAt(const Curve &curve, double x) const;

    void paintAxes(QPainter &painter, const QRectF &area, Range x, Range y) const;
    void paintCurve(QPainter &painter, int index, const QRectF &area, Range x, Range y) const;
    void paintHover(QPainter &painter, const QRectF &area, Range x, Range y) const;
    void paintLegend(QPainter &painter) const;
    QColor colourOf(int index) const;
    void setHover(std::optional<double> x);

    QString title_;
    QString xName_;
    QString empty_;
    Format format_;
    std::vector<Curve> curves_;
    double xEnd_ = 0;
    bool logarithmic_ = false;
    std::optional<double> hover_; ///< an x of a point
};

} // namespace fiducial::ui
