#pragma once

#include "core/shape/contour_spline.h"
#include "core/shape/shape_model.h"
#include "tests/ui/canvas/canvas_fixture.h"

#include <algorithm>
#include <cmath>
#include <limits>

/// A canvas with the mean face of WFLW, and what it says.
namespace fiducial::test {

inline constexpr double kExact = 1e-6;

inline const LandmarkScheme &wflw()
{
    return *findScheme("wflw98");
}

/// The mean face, 240 pixels high, in the middle of the picture.
inline LandmarkSet meanFace()
{
    return pointsAt(shape::meanShapeIn(wflw(), {80, 30, 240, 240}));
}

inline std::unique_ptr<ui::LandmarkCanvas> wflwCanvas(std::vector<ui::CanvasFace> faces)
{
    auto canvas = makeCanvas(std::move(faces));
    const std::vector<ui::CanvasFace> again = canvas->faces();
    canvas->setScheme(&wflw());
    canvas->setFaces(again);
    return canvas;
}

inline std::unique_ptr<ui::LandmarkCanvas> meanCanvas()
{
    return wflwCanvas({faceWith({ui::makeLayer(ui::LayerKind::Mine, meanFace())})});
}

inline QPointF viewOf(const ui::LandmarkCanvas &canvas, Point2 p)
{
    return canvas.viewTransform().toView(p);
}

inline Point2 at(const LandmarkSet &set, int i)
{
    return set.points[static_cast<std::size_t>(i)];
}

inline const Contour &contourOf(int landmark)
{
    return wflw().contours[static_cast<std::size_t>(wflw().contourOf(landmark))];
}

inline std::vector<Point2> contourPoints(const LandmarkSet &set, int landmark)
{
    std::vector<Point2> points;
    for (const int i : contourOf(landmark).points)
        points.push_back(at(set, i));
    return points;
}

/// What a canvas says from here on.
struct Said : QObject {
    explicit Said(ui::LandmarkCanvas &canvas)
    {
        connect(&canvas, &ui::LandmarkCanvas::editFinished, this,
                [this](const ui::CanvasEdit &edit) { edits.push_back(edit); });
        connect(&canvas, &ui::LandmarkCanvas::editCancelled, this, [this] { ++cancelled; });
        connect(&canvas, &ui::LandmarkCanvas::dragPreview, this,
                [this](const Uuid &, const LandmarkSet &set) { previews.push_back(set); });
        connect(&canvas, &ui::LandmarkCanvas::notice, this, [this](const QString &text) { notices += text; });
    }
    std::vector<ui::CanvasEdit> edits;
    std::vector<LandmarkSet> previews;
    QStringList notices;
    int cancelled = 0;
};

inline double farthest(const std::vector<Point2> &a, const std::vector<Point2> &b)
{
    double most = a.size() == b.size() ? 0 : std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i)
        most = std::max(most, distance(a[i], b[i]));
    return most;
}

} // namespace fiducial::test
