#pragma once

#include <QColor>

namespace fiducial::ui {

/// Which set of a face a layer shows.
enum class LayerKind { GroundTruth, Run, Mine };

enum class Mark { Circle, Cross, Plus, Diamond, Triangle, Disc, Square };

/// How one layer looks on a picture; the same in both themes. Shape and colour both tell layers apart.
struct LayerStyle {
    Mark mark = Mark::Circle;
    QColor colour;
    QColor chartColour; ///< the same layer in charts and tables on a light ground (3:1 or more)
    friend bool operator==(const LayerStyle &, const LayerStyle &) = default;
};

/// The standard style: ground truth a hollow circle, runs x + diamond triangle (the fifth starts over), mine a white
/// disc. `run` counts the runs shown, from 0.
LayerStyle layerStyle(LayerKind kind, int run = 0);

/// Error lines, arrows and failure frames.
QColor errorColour();
/// The thin dark edge that every mark and line carries so that it reads on any skin.
QColor edgeColour();

} // namespace fiducial::ui
