#pragma once

#include "ui/paint/face_layer.h"
#include "ui/paint/view_transform.h"

#include <QFontMetricsF>
#include <QRectF>

class QPainter;

namespace fiducial::ui {

/// Draws faces onto a picture. Sizes of marks, pens and letters are device-independent pixels and do not change with
/// the zoom. Any QPainter whose coordinates are the view pixels of `view`; the painter's state is left as it was.
class OverlayPainter {
public:
    /// `scheme` may be null (no contours, labels are indices) and must outlive the painter.
    OverlayPainter(QPainter &painter, const ViewTransform &view, const LandmarkScheme *scheme,
                   const OverlayOptions &options);

    /// Everything of one face that touches `clip` (view pixels; null: everything). `dimmed`: a face that is not active.
    void paintFace(const FaceOverlay &face, const Highlight &highlight = {}, const QRectF &clip = {},
                   bool dimmed = false);

    void paintContours(const FaceLayer &layer, int brightContour = -1);
    void paintMarks(const FaceLayer &layer);
    void paintEllipses(const FaceLayer &layer);
    void paintErrors(const LandmarkSet &from, const LandmarkSet &reference);
    void paintFailure(const FaceOverlay &face);
    void paintHighlight(const FaceLayer &layer, const Highlight &highlight);
    void paintLabels(const FaceLayer &layer, const Highlight &highlight);
    void paintBox(const Rect &box, bool active);

private:
    bool touches(QPointF centre, double reach) const;
    bool matchesScheme(const LandmarkSet &set) const;

    QPainter &painter_;
    ViewTransform view_;
    const LandmarkScheme *scheme_;
    OverlayOptions options_;
    double markSize_;
    bool thin_ = false; ///< many layers overlap
    QRectF clip_;
};

/// One mark by itself (legend, tables, list delegates), centred on `centre`.
void paintMark(QPainter &painter, QPointF centre, const LayerStyle &style, double size,
               Visibility visibility = Visibility::Visible);

inline constexpr int kLabelPixels = 11;

/// Light text with a dark edge, that reads on any picture.
void paintHaloText(QPainter &painter, QPointF baseline, const QString &text, const QColor &colour);

/// What is written beside a landmark; none where nothing is.
struct LandmarkLabel {
    QString text;
    QPointF baseline; ///< view pixels
    QRectF rect;      ///< of its letters, filled in by landmarkLabels()
    bool strong = false;
};
std::optional<LandmarkLabel> landmarkLabelAt(const LandmarkSet &set, int landmark, const Highlight &highlight,
                                             const ViewTransform &view, const LandmarkScheme *scheme,
                                             const OverlayOptions &options);

/// Of all landmarks: those of hovered and selected ones, and in the order of the scheme what has room beside them.
std::vector<LandmarkLabel> landmarkLabels(const LandmarkSet &set, const Highlight &highlight, const ViewTransform &view,
                                          const LandmarkScheme *scheme, const OverlayOptions &options,
                                          const QFontMetricsF &metrics);

/// View pixels that drawing one landmark of `face` may touch: its marks in all layers, its contour neighbours, rings,
/// error line and label (not its ellipse, which no edit moves).
QRectF dirtyRect(const FaceOverlay &face, int landmark, const ViewTransform &view, const LandmarkScheme *scheme,
                 const OverlayOptions &options);

} // namespace fiducial::ui
