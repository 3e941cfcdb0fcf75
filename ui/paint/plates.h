#pragma once

#include "ui/paint/layer_style.h"

#include <QPointF>
#include <QRectF>
#include <QString>

#include <vector>

class QFont;
class QPainter;

/// Translucent dark plates with light text, laid over a picture; the same in both themes.
namespace fiducial::ui {

/// "4.31 %" (headline, 15 px bold) "NME, inter-ocular, mine against ground truth" (13 px) "was 5.02 %" (muted), and
/// under it a second line in muted 13 px. Empty parts are left out; all empty: nothing is drawn.
struct NumberPlate {
    QString headline;
    QString text;
    QString muted;
    QString second;
    bool empty() const { return headline.isEmpty() && text.isEmpty() && muted.isEmpty() && second.isEmpty(); }
    friend bool operator==(const NumberPlate &, const NumberPlate &) = default;
};

struct LegendEntry {
    LayerStyle style;
    QString text;
    double opacity = 1;
    friend bool operator==(const LegendEntry &, const LegendEntry &) = default;
};

/// What the heat over a picture is: "Heat of #64 · NAME", the ramp from 0 to its peak, or a sentence in its place.
struct HeatPlate {
    QString title;
    QString peak; ///< "peak 0.084"; empty: no ramp
    QString note; ///< what is going on, or why there is no heat; wrapped
    bool empty() const { return title.isEmpty() && peak.isEmpty() && note.isEmpty(); }
    friend bool operator==(const HeatPlate &, const HeatPlate &) = default;
};

/// All take the font of the interface (its family and 13 px size are kept, weights and sizes derived from it), are laid
/// out left to right in every locale, elide what is wider than `maxWidth`, and return the plate's rectangle.
QRectF numberPlateRect(const NumberPlate &plate, const QFont &font, QPointF topLeft, double maxWidth);
QRectF paintNumberPlate(QPainter &painter, const NumberPlate &plate, const QFont &font, QPointF topLeft,
                        double maxWidth);
QRectF legendRect(const std::vector<LegendEntry> &entries, const QFont &font, QPointF bottomLeft, double maxWidth);
QRectF paintLegend(QPainter &painter, const std::vector<LegendEntry> &entries, const QFont &font, QPointF bottomLeft,
                   double maxWidth);
QRectF heatPlateRect(const HeatPlate &plate, const QFont &font, QPointF bottomLeft, double maxWidth);
QRectF paintHeatPlate(QPainter &painter, const HeatPlate &plate, const QFont &font, QPointF bottomLeft,
                      double maxWidth);
/// One line beside a point ("#64  0.6 px · 0.4 %"), kept inside `bounds`.
QRectF hoverPlateRect(const QString &text, const QFont &font, QPointF at, const QRectF &bounds);
QRectF paintHoverPlate(QPainter &painter, const QString &text, const QFont &font, QPointF at, const QRectF &bounds);

/// The ground of a plate alone, for one that holds controls.
void paintPlateGround(QPainter &painter, const QRectF &rect);

/// Frame of a face whose error is beyond the failure threshold, with a soft halo inwards.
void paintFailureFrame(QPainter &painter, const QRectF &rect);

} // namespace fiducial::ui
