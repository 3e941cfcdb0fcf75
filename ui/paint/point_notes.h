#pragma once

#include "ui/paint/face_layer.h"
#include "ui/paint/view_transform.h"

#include <QRectF>
#include <QString>

#include <vector>

class QFont;
class QPainter;

namespace fiducial::ui {

/// A few words beside a point, such as its error.
struct PointNote {
    int landmark = -1;
    QString text;
    double weight = 0; ///< the heavier ones keep their place where there is not room for all
};

struct PlacedNote {
    int landmark = -1;
    QString text;
    QRectF rect; ///< view pixels
};

/// Places the notes of one layer around its marks so that none covers a mark of the face, a label, another note or
/// leaves `bounds` (view pixels). Those of hovered and selected points come first, then the heavier ones; what finds no
/// room is left out, and where that is most of them, only hovered, selected and the ten heaviest stay.
std::vector<PlacedNote> placePointNotes(std::vector<PointNote> notes, const FaceOverlay &face, int layer,
                                        const Highlight &highlight, const ViewTransform &view,
                                        const LandmarkScheme *scheme, const OverlayOptions &options, const QFont &font,
                                        const QRectF &bounds);

void paintPointNotes(QPainter &painter, const std::vector<PlacedNote> &notes, const QFont &font);

} // namespace fiducial::ui
