#pragma once

#include "core/shape/shape_model.h"
#include "core/shape/soft_drag.h"
#include "ui/canvas/backdrop.h"
#include "ui/canvas/canvas_scene.h"
#include "ui/canvas/canvas_tool.h"
#include "ui/canvas/canvas_view.h"
#include "ui/canvas/edge_profile.h"
#include "ui/canvas/hit_test.h"
#include "ui/canvas/landmark_canvas.h"
#include "ui/canvas/loupe.h"
#include "ui/paint/overlay_painter.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <optional>
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
    enum Kind { None, PressedPoint, Drag, Nudge, PressedEmpty, RubberBand, Pan, Tool, ToolNudge };
    Kind kind = None;
    bool editing = false; ///< there is a preview, and an edit to come
    Qt::MouseButton button = Qt::NoButton;
    Qt::KeyboardModifiers modifiers;
    QPointF press; ///< view pixels
    QPointF last;  ///< view pixels of the last move
    Point2 pressImage;
    int point = -1; ///< what was pressed
    std::vector<int> selectedBefore;

    // While it edits.
    Uuid face;
    LayerKey layer;
    LandmarkSet start;
    LandmarkSet result;        ///< what the edit will be; the preview may differ from it until then
    std::vector<int> placed;   ///< landmarks that the hand moves, ascending
    std::vector<int> moved;    ///< these and all that may follow them, ascending
    std::vector<int> mirrored; ///< those whose partners are moved by mirror edit
    std::optional<shape::SoftDrag> soft;

    // Drag and Nudge.
    Point2 delta;
    std::set<int> keys; ///< arrows held, of ToolNudge too

    bool edits() const { return editing; }
    bool isNudge() const { return kind == Nudge || kind == ToolNudge; }
    /// A landmark is under the hand.
    bool holdsPoint() const { return editing && kind != Nudge && point >= 0; }
};

/// The set that an edit begins with.
struct EditTarget {
    Uuid face;
    LayerKey layer;
    LandmarkSet set;
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

    // Part pass (canvas_part.cpp).
    std::optional<ViewTransform> partFit() const;
    void rememberPartZoom();
    bool fitPart(bool glide); ///< and selects the part; false where this face does not have it

    // Selection.
    void select(std::vector<int> landmarks, int anchor);
    void toggle(int landmark);
    std::vector<int> range(int from, int to) const;
    std::vector<int> contourPoints(int contour) const; ///< present ones, in drawing order
    void selectContourOf(int landmark);
    /// The set that selection and keys refer to: the edited layer's, else the topmost one's; null where none is shown.
    const FaceLayer *workLayer() const;
    int workLayerIndex() const;
    void setHovered(int landmark, bool byMouse);

    // Gestures (canvas_gesture.cpp).
    /// Mine, else what would become mine; where nothing is shown and mine is empty, a set without points.
    std::optional<EditTarget> editTarget() const;
    /// `placed`: what the hand moves, ascending. The caller sets the gesture's kind.
    bool beginEdit(std::vector<int> placed);
    bool beginMove(Gesture::Kind kind);
    void moveTo(Point2 delta);
    void previewEdit(const LandmarkSet &result) { previewEdit(result, result); }
    void previewEdit(const LandmarkSet &shown, const LandmarkSet &result);
    /// Nothing has changed: as cancelEdit().
    void finishEdit(EditKind kind);
    void cancelEdit();
    /// An edit without a preview: `result` is shown until the faces are set again.
    void commit(const EditTarget &target, const LandmarkSet &result, const std::vector<int> &placed, EditKind kind);
    void endNudge();
    bool survives(const std::vector<CanvasFace> &faces) const;
    void editVisibility();
    void updateBand(QPointF to);
    void finishPress();
    void activateAt(QPointF at);

    // Tools (canvas_tool.cpp).
    void pressTool(QPointF at, Qt::KeyboardModifiers modifiers);
    bool matchesScheme(const LandmarkSet &set) const { return scheme && scheme->count == set.count(); }

    // What follows the hand (canvas_follow.cpp).
    void refreshPins();
    std::vector<int> pins() const;         ///< of the active face, ascending
    std::vector<int> pinnedByHand() const; ///< those pinned by command
    void togglePin(int landmark);
    /// Where the points of a set are likely to be that are not there, from those that are; else the mean shape in the
    /// face's box. Empty where nothing tells.
    std::vector<Point2> guess(const LandmarkSet &set);
    void prepareFollowers();
    void applyFollowers(LandmarkSet &set) const;
    void paintMirrorCheck(QPainter &painter) const;
    /// Across the contour of a present landmark; nothing where it lies on none.
    std::optional<EdgeProfile> profileAt(int landmark) const; ///< canvas_edge.cpp

    // Input (canvas_input.cpp, canvas_keys.cpp).
    void press(QMouseEvent *event);
    void pressLeft(QPointF at, Qt::KeyboardModifiers modifiers);
    void move(QMouseEvent *event);
    void release(QMouseEvent *event);
    void doubleClick(QMouseEvent *event);
    void hover(QPointF at);
    void leave();
    void wheel(QWheelEvent *event);
    void scroll(const QWheelEvent &event);
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
    void paintPointedFace(QPainter &painter) const;
    void paintNotes(QPainter &painter, const std::vector<CanvasFace> &faces, const QRect &bounds);
    void paintPlates(QPainter &painter);
    bool showsHeat() const; ///< canvas_heat.cpp
    void paintHeat(QPainter &painter, const QRegion &region) const;
    void paintHeatPlate(QPainter &painter) const;
    void paintMessage(QPainter &painter, const QString &text);
    void paintTools(QPainter &painter);
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
    CanvasTool tool = CanvasTool::Select;
    std::unique_ptr<ToolHandler> handler; ///< null: Select

    std::optional<shape::ResidualModel> residuals; ///< what soft drags follow
    std::optional<shape::ShapeModel> shapes;
    bool softDrag = false;
    bool mirrorEdit = false;
    bool mirrorCheck = false;
    int lockedContour = -1;                         ///< contour that the view is locked to
    double partZoom = 0;                            ///< view pixels of the face's size; 0: not chosen yet
    std::map<Uuid, std::map<int, bool>> pinChoices; ///< pinned or not by command, over what a person placed

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
    bool wheelScrolls = false; ///< without Ctrl
    double hitRadius = kHitRadius;
    bool loupe = false;
    SplitDivider *divider = nullptr; ///< made with the first comparison
    OnionPlate *onion = nullptr;
    double splitShare = 0.5;
    QTimer blinkTimer;
    bool blinking = false;
    int blinkShown = 1;
    CanvasHeat heat;
    NumberPlate plate;
    std::vector<LegendEntry> legend;
    std::function<QString(const Uuid &, int, const LandmarkSet &)> hoverText;
    std::function<std::vector<PointNote>(const Uuid &, const FaceLayer &)> pointNotes;
    QRectF shownPlate; ///< where the hover plate was painted last
    QRectF shownLoupe;

    double shownAngle = 0; ///< told last
    Uuid pointed;          ///< face that is framed
    enum class Fitted { No, Face, Image };
    Fitted fitted = Fitted::Image; ///< what the view keeps fitting while the widget is resized
    LandmarkCanvas::FitOnLoad fitOnLoad = LandmarkCanvas::FitOnLoad::Face;
};

} // namespace fiducial::ui
