#include "ui/canvas/canvas_bench.h"

#include "ui/canvas/landmark_canvas.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>

#include <algorithm>

namespace fiducial::ui {

namespace {

constexpr int kFaces = 10;
constexpr double kFaceSide = 260;

void sendTimed(LandmarkCanvas &canvas, QEvent::Type type, QPointF at)
{
    const bool held = type != QEvent::MouseButtonRelease;
    QMouseEvent event(type, at, canvas.mapToGlobal(at), type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton,
                      held ? Qt::LeftButton : Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(&canvas, &event);
}

std::vector<CanvasFace> tenFaces(const LandmarkScheme &scheme)
{
    std::vector<CanvasFace> faces;
    for (int i = 0; i < kFaces; ++i) {
        LandmarkSet set;
        for (const Point2 &p : scheme.meanShape)
            set.points.push_back(p * kFaceSide + Point2{220.0 + 390 * (i % 5), 400.0 + 700 * (i / 5)});
        CanvasFace face;
        face.id = Uuid::random();
        face.overlay.layers = {makeLayer(LayerKind::Mine, std::move(set))};
        faces.push_back(std::move(face));
    }
    return faces;
}

double median(std::vector<double> values)
{
    if (values.empty())
        return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

} // namespace

CanvasTiming measureCanvas(int rounds)
{
    const LandmarkScheme *scheme = findScheme("wflw98");
    LandmarkCanvas canvas;
    canvas.setAttribute(Qt::WA_DontShowOnScreen);
    canvas.setAnimated(false);
    canvas.resize(1280, 900);
    canvas.setScheme(scheme);
    canvas.setFaces(tenFaces(*scheme));
    canvas.setFitOnLoad(LandmarkCanvas::FitOnLoad::Image);
    QImage picture(2000, 1500, QImage::Format_RGB32);
    picture.fill(Qt::darkGray);
    canvas.setPicture(picture);
    canvas.show();
    QApplication::processEvents();

    CanvasTiming timing;
    timing.points = kFaces * scheme->count;
    std::vector<double> drags;
    std::vector<double> paints;
    QElapsedTimer timer;
    const QPointF start = canvas.viewTransform().toView(canvas.faces().front().overlay.layers.front().set.points[60]);
    sendTimed(canvas, QEvent::MouseButtonPress, start);
    for (int i = 0; i < rounds; ++i) {
        timer.start();
        sendTimed(canvas, QEvent::MouseMove, start + QPointF(10 + i % 40, 10 + i % 25));
        QApplication::sendPostedEvents(nullptr, QEvent::UpdateRequest);
        drags.push_back(static_cast<double>(timer.nsecsElapsed()) * 1e-6);
    }
    sendTimed(canvas, QEvent::MouseButtonRelease, start);
    for (int i = 0; i < rounds; ++i) {
        timer.start();
        canvas.repaint();
        paints.push_back(static_cast<double>(timer.nsecsElapsed()) * 1e-6);
    }
    timing.dragMilliseconds = median(std::move(drags));
    timing.fullMilliseconds = median(std::move(paints));
    return timing;
}

} // namespace fiducial::ui
