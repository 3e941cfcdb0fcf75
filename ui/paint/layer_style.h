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

/// The standard style: ground truth a hollow circle, runs x + diamond triangle, mine a white disc. `look` of a run: its
/// number in the project, from 0, or what somebody chose. The first four differ in colour and in mark, the first
/// kRunLooks in one of them, then they start over.
LayerStyle layerStyle(LayerKind kind, int look = 0);

inline constexpr int kRunMarks = 4;
inline constexpr int kRunColours = 4;
inline constexpr int kRunLooks = kRunMarks * kRunColours;
/// Of 0 .. kRunMarks - 1 and 0 .. kRunColours - 1, as the first four looks have them.
int runLook(int colour, int mark);
int colourOfLook(int look);
int markOfLook(int look);

/// Error lines, arrows and failure frames.
QColor errorColour();
/// The thin dark edge that every mark and line carries so that it reads on any skin.
QColor edgeColour();
/// The edge of what is drawn in the accent: light around the dark accent of the light theme.
QColor accentEdge(const QColor &accent);

} // namespace fiducial::ui
