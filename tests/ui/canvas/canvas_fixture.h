#pragma once

#include "ui/canvas/landmark_canvas.h"

#include <QApplication>
#include <QMouseEvent>
#include <QTest>
#include <QWheelEvent>

#include <cstdlib>
#include <memory>

/// A shown canvas with a grey picture of 400 x 300 and one view pixel per image pixel, and real events for it.
namespace fiducial::test {

inline constexpr int kWidth = 400;
inline constexpr int kHeight = 300;

inline LandmarkSet pointsAt(std::vector<Point2> points)
{
    LandmarkSet set;
    set.points = std::move(points);
    return set;
}

inline QImage greyPicture(QSize size = {kWidth, kHeight})
{
    QImage picture(size, QImage::Format_RGB32);
    picture.fill(QColor(128, 128, 128));
    return picture;
}

inline ui::CanvasFace faceWith(std::vector<ui::FaceLayer> layers, Uuid id = Uuid::random())
{
    ui::CanvasFace face;
    face.id = id;
    face.overlay.layers = std::move(layers);
    return face;
}

/// Three points that form an open contour, and one loose point.
inline const LandmarkScheme &smallScheme()
{
    static const LandmarkScheme scheme = [] {
        LandmarkScheme s;
        s.id = "small";
        s.name = "small";
        s.count = 4;
        s.pointNames = {"one", "two", "three", "loose"};
        s.contours = {{"line", "line", {0, 1, 2}, false, true}, {"rest", "rest", {3}, false, false}};
        s.mirror = {0, 1, 2, 3};
        s.meanShape = {{-0.5, 0}, {0, 0.1}, {0.5, 0}, {0, 0.5}};
        return s;
    }();
    return scheme;
}

inline LandmarkSet smallSet()
{
    return pointsAt({{100, 100}, {150, 120}, {200, 100}, {150, 200}});
}

inline std::unique_ptr<ui::LandmarkCanvas> makeCanvas(std::vector<ui::CanvasFace> faces, double scale = 1)
{
    auto canvas = std::make_unique<ui::LandmarkCanvas>();
    canvas->setAnimated(false);
    canvas->resize(kWidth, kHeight);
    canvas->setScheme(&smallScheme());
    canvas->setFaces(std::move(faces));
    canvas->setPicture(greyPicture());
    canvas->show();
    (void)QTest::qWaitForWindowExposed(canvas.get());
    canvas->activateWindow();
    canvas->setFocus();
    canvas->setViewTransform({scale, {0, 0}});
    return canvas;
}

/// Clipping moves the raster engine's strokes by a rounding: two levels of a channel are the same colour.
inline bool alike(QRgb a, QRgb b)
{
    return std::abs(qRed(a) - qRed(b)) <= 2 && std::abs(qGreen(a) - qGreen(b)) <= 2 &&
           std::abs(qBlue(a) - qBlue(b)) <= 2;
}

inline bool alike(const QImage &a, const QImage &b)
{
    for (int y = 0; y < a.height() && a.size() == b.size(); ++y)
        for (int x = 0; x < a.width(); ++x)
            if (!alike(a.pixel(x, y), b.pixel(x, y)))
                return false;
    return a.size() == b.size();
}

/// A mouse event at a fractional place, which QTest cannot make.
inline void sendMouse(QWidget &widget, QEvent::Type type, QPointF at, Qt::MouseButton button = Qt::LeftButton,
                      Qt::KeyboardModifiers modifiers = {})
{
    const bool move = type == QEvent::MouseMove;
    const Qt::MouseButtons held = type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::MouseButtons(button);
    QMouseEvent event(type, at, widget.mapToGlobal(at), move ? Qt::NoButton : button, held, modifiers);
    QApplication::sendEvent(&widget, &event);
}

inline void press(QWidget &w, QPointF at, Qt::KeyboardModifiers modifiers = {}, Qt::MouseButton b = Qt::LeftButton)
{
    sendMouse(w, QEvent::MouseButtonPress, at, b, modifiers);
}

inline void moveTo(QWidget &w, QPointF at, Qt::KeyboardModifiers modifiers = {}, Qt::MouseButton b = Qt::LeftButton)
{
    sendMouse(w, QEvent::MouseMove, at, b, modifiers);
}

inline void release(QWidget &w, QPointF at, Qt::KeyboardModifiers modifiers = {}, Qt::MouseButton b = Qt::LeftButton)
{
    sendMouse(w, QEvent::MouseButtonRelease, at, b, modifiers);
}

inline void drag(QWidget &w, QPointF from, QPointF to, int steps = 8, Qt::KeyboardModifiers modifiers = {},
                 Qt::MouseButton b = Qt::LeftButton)
{
    press(w, from, modifiers, b);
    for (int i = 1; i <= steps; ++i)
        moveTo(w, from + (to - from) * i / steps, modifiers, b);
    release(w, to, modifiers, b);
}

inline void click(QWidget &w, QPointF at, Qt::KeyboardModifiers modifiers = {})
{
    press(w, at, modifiers);
    release(w, at, modifiers);
}

inline void turnWheel(QWidget &w, QPointF at, int delta)
{
    QWheelEvent event(at, w.mapToGlobal(at), {}, {0, delta}, Qt::NoButton, {}, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&w, &event);
}

} // namespace fiducial::test
