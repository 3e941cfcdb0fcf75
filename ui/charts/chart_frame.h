#pragma once

#include <QColor>
#include <QFont>
#include <QRectF>
#include <QString>

#include <functional>

class QPainter;
class QWidget;

namespace fiducial::ui {

struct ChartAxis {
    double low = 0;
    double high = 1;
    QString name;                            ///< below the x axis; the y axis has none
    std::function<QString(double)> format{}; ///< of a tick
};

/// A pair of linear axes on a widget: maps values to pixels, draws grid, ticks and names.
class ChartFrame {
public:
    /// `area`: where values are drawn; ticks and names are outside, see kLeft, kBottom.
    ChartFrame(const QRectF &area, ChartAxis x, ChartAxis y);
    static constexpr double kLeft = 38;
    static constexpr double kBottom = 34;
    static constexpr double kTop = 8;
    static constexpr double kRight = 10;
    /// The whole widget but for ticks and names.
    static QRectF areaOf(const QWidget &widget);

    const QRectF &area() const { return area_; }
    double toX(double value) const;
    double toY(double value) const;
    double xAt(double pixel) const; ///< not clamped
    void paint(QPainter &painter, const QWidget &widget) const;

private:
    QRectF area_;
    ChartAxis x_, y_;
};

/// Captions of charts.
QFont chartFont(const QWidget &widget);
/// The colour of a run in charts of this widget; `look` as layerStyle() takes it, as on the canvas.
QColor runColour(int look, const QWidget &widget);
/// An accent frame while the widget has the keyboard.
void paintFocusFrame(QPainter &painter, const QWidget &widget);
/// A sentence in place of a chart.
void paintChartNote(QPainter &painter, const QWidget &widget, const QString &sentence);
/// A small plate with lines of text beside a point, inside the widget.
void paintChartPlate(QPainter &painter, const QWidget &widget, QPointF at, const QString &text);

} // namespace fiducial::ui
