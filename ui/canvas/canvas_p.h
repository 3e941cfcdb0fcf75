#pragma once

#include "ui/canvas/backdrop.h"
#include "ui/canvas/canvas_scene.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/hit_test.h"
#include "ui/canvas/landmark_canvas.h"
#include "ui/canvas/loupe.h"
#include "ui/paint/overlay_painter.h"

#include <QObject>
#include <QTimer>

#include <set>

class QKeyEvent;
class QMouseEvent;
class QNativeGestureEvent;
class QPainter;
class QWheelEvent;

namespace fiducial::ui {

class OnionPlate;
class SplitDivider;

/// What the hand is doing.
struct Gesture {
    enum Kind { None, PressedPoint, Drag, Nudge, PressedEmpty, RubberBand, Pan };
    Kind kind = None;
    Qt::MouseButton button = Qt::NoButton;
    Qt::KeyboardModifiers modifiers;
    QPointF press; ///< view pixels
    QPointF last;  ///< view pixels of the last move
    Point2 pressImage;
    int point = -1; ///< what was pressed
    std::vector<int> selectedBefore;

    // Drag and Nudge.
    Uuid face;
    LayerKey layer;
    LandmarkSet start;
    std::vector<int> moved;
    Point2 delta;
    std::set<int> keys; ///< arrows held

    bool edits() const { return kind == Drag || kind == Nudge; }
};

/// The parts of a LandmarkCanvas. Split over canvas_gesture, canvas_input, canvas_keys and canvas_paint.
class CanvasPrivate : public QObject {
public:
    explicit CanvasPrivate(LandmarkCanvas &canvas);

    // State that arrives from outside (landmark_canvas.cpp).
    void showPending();
    void applyFaces(std::vector<CanvasFace> faces);
    void activate(const Uuid &face);
    void fitAfterLoad();
    ViewTransform faceFit() const;
    ViewTransform imageFit() const;
    bool hasFacePoints() const;
    void afterViewChange();
    bool canEdit() const;
    void refreshAccent();

    // Comparison (canvas_compare.cpp).
    bool comparesAnything() const;
    int splitX() const; ///< the first column right of the divider
    QRect sideRect(int side) const;
    /// What is shown, and can be hit, at a place.
    const std::vector<CanvasFace> &shownAt(QPointF at) const;
    void makeCompareControls();
    void placeCompareControls();
    void startBlink();
    void turnBlink();
    void releaseHeldKeys();
    bool eventFilter(QObject *watched, QEvent *event) override;

    // Selection.
    void select(std::vector<int> landmarks, int anchor);
    void toggle(int landmark);
    std::vector<int> range(int from, int to) const;
    /// The set that selection and keys refer to: the edited layer's, else the topmost one's; null where none is shown.
    const FaceLayer *workLayer() const;
    int workLayerIndex() const;
    void setHovered(int landmark, bool byMouse);

    // Gestures (canvas_gesture.cpp).
    bool beginMove(Gesture::Kind kind);
    void moveTo(Point2 delta);
    void finishMove(EditKind kind);
    void cancelMove();
    void endNudge();
    bool survives(const std::vector<CanvasFace> &faces) const;
    void editVisibility();
    void updateBand(QPointF to);
    void finishPress();
    void activateAt(QPointF at);

    // Input (canvas_input.cpp, canvas_keys.cpp).
    void press(QMouseEvent *event);
    void pressLeft(QPointF at, Qt::KeyboardModifiers modifiers);
    void move(QMouseEvent *event);
    void release(QMouseEvent *event);
    void doubleClick(QMouseEvent *event);
    void hover(QPointF at);
    void leave();
    void wheel(QWheelEvent *event);
    bool nativeGesture(QNativeGestureEvent *event);
    bool gestureEvent(QEvent *event);
    void updateCursor();
    bool wantsShortcut(const QKeyEvent &event) const;
    bool keyPress(const QKeyEvent &event);
    bool keyRelease(const QKeyEvent &event);
    bool arrow(const QKeyEvent &event);
    bool escape();
    bool viewKey(const QKeyEvent &event);

    // Painting (canvas_paint.cpp).
    void paint(QPainter &painter, const QRegion &region);
    void paintOverlays(QPainter &painter, const QRect &part);
    void paintFaces(QPainter &painter, const std::vector<CanvasFace> &faces, const QRect &part, const Highlight &marks);
    void paintNotes(QPainter &painter, const std::vector<CanvasFace> &faces, const QRect &bounds);
    void paintPlates(QPainter &painter);
    void paintMessage(QPainter &painter, const QString &text);
    Highlight highlight() const;
    void updateLandmarks(const std::vector<int> &landmarks);
    void updateContour(int landmark);
    void updatePlates();
    QRectF numberRect() const;
    QRectF legendArea() const;
    QString hoverPlateText() const;
    int platePoint() const;
    std::optional<Loupe> currentLoupe() const;
    QRectF loupeArea() const;

    LandmarkCanvas &q;
    CanvasScene scene;
    CanvasView view;
    Backdrop backdrop;
    const LandmarkScheme *scheme = nullptr;
    OverlayOptions options;
    Gesture gesture;

    bool loading = false;
    std::optional<std::vector<CanvasFace>> pendingFaces;
    std::optional<Uuid> pendingActive;
    QString message;
    QTimer loadingTimer;
    bool slow = false; ///< loading takes long enough to say so

    std::vector<int> selected;
    int anchor = -1; ///< landmark that ranges and Tab start from
    int hovered = -1;
    bool hoveredByMouse = false;
    std::optional<QPointF> cursor;

    bool editable = true;
    bool peeking = false; ///< H is held
    bool hiddenBySwitch = false;
    bool keyboardFocus = false; ///< came here by Tab: show it
    bool spaceHeld = false;
    bool spaceUsed = false;
    bool loupe = false;
    SplitDivider *divider = nullptr; ///< made with the first comparison
    OnionPlate *onion = nullptr;
    double splitShare = 0.5;
    QTimer blinkTimer;
    bool blinking = false;
    int blinkShown = 1;
    NumberPlate plate;
    std::vector<LegendEntry> legend;
    std::function<QString(const Uuid &, int, const LandmarkSet &)> hoverText;
    std::function<std::vector<PointNote>(const Uuid &, const FaceLayer &)> pointNotes;
    QRectF shownPlate; ///< where the hover plate was painted last
    QRectF shownLoupe;

    enum class Fitted { No, Face, Image };
    Fitted fitted = Fitted::Image; ///< what the view keeps fitting while the widget is resized
    LandmarkCanvas::FitOnLoad fitOnLoad = LandmarkCanvas::FitOnLoad::Face;
};

} // namespace fiducial::ui
