#pragma once

#include "core/shape/shape_model.h"
#include "core/shape/soft_drag.h"
#include "ui/canvas/canvas_types.h"
#include "ui/paint/plates.h"
#include "ui/paint/point_notes.h"
#include "ui/paint/view_transform.h"

#include <QImage>
#include <QWidget>

#include <functional>
#include <memory>
#include <optional>

namespace fiducial::ui {

class CanvasPrivate;

/// Shows one picture with the landmarks of its faces and turns mouse and keys into finished gestures. It never changes
/// data: it is given values and emits edits; what moves under the hand is a preview of its own.
///
/// Order for a new sample: beginLoading(), setFaces(), setPicture() or showMessage(). While loading the last picture
/// and its faces stay on screen and cannot be edited; the new faces appear together with their picture.
///
/// Coordinates are image pixels (PC0). Layout direction has no influence on the canvas. GUI thread only.
class LandmarkCanvas : public QWidget {
    Q_OBJECT
public:
    explicit LandmarkCanvas(QWidget *parent = nullptr);
    ~LandmarkCanvas() override;

    // Picture.

    void beginLoading();
    /// `picture` may be a reduced decode; `imageSize` is what coordinates refer to (empty: the picture's own). After
    /// beginLoading(), or where the size differs, the view is fitted (see setFitOnLoad); else it is kept.
    void setPicture(const QImage &picture, Size imageSize = {});
    /// One sentence instead of a picture (nothing open, unreadable file). Faces are not drawn and cannot be edited.
    void showMessage(const QString &sentence);
    bool hasPicture() const;
    Size imageSize() const;

    enum class FitOnLoad { Keep, Face, Image };
    void setFitOnLoad(FitOnLoad fit); ///< default Face; Image where the active face has no points

    // Faces and layers.

    /// May be null; must outlive the canvas or be replaced before it goes.
    void setScheme(const LandmarkScheme *scheme);
    /// Replaces all faces. The active face is kept where its id is still there, else the first one. A drag goes on
    /// where the grabbed set is unchanged, and is cancelled otherwise.
    void setFaces(std::vector<CanvasFace> faces);
    const std::vector<CanvasFace> &faces() const;
    /// Clears the selection where it changes the face. Unknown ids are ignored. Emits nothing.
    void setActiveFace(const Uuid &face);
    Uuid activeFace() const; ///< nil where there are none
    /// Frames a face in the accent colour, for a list that speaks of it; nil: none.
    void setPointedFace(const Uuid &face);

    void setOptions(const OverlayOptions &options); ///< labels, contours, errors, ellipses, box, mark size
    const OverlayOptions &options() const;
    /// Applies to every face, now and after setFaces(), on top of FaceLayer::visible.
    void setLayerVisible(LayerKind kind, int run, bool visible);
    bool isLayerVisible(LayerKind kind, int run) const;
    /// Hides every overlay, plates too (held key H does the same); hidden points cannot be hit.
    void setOverlaysHidden(bool hidden);
    bool overlaysHidden() const;

    // Two sets held against each other (CanvasFace::compared); in memory, for faces to come too.

    void setComparison(Comparison comparison); ///< Split brings a divider, Onion a slider
    Comparison comparison() const;
    void focusComparison();           ///< to the divider or the slider, where one is shown
    void setSplitShare(double share); ///< of the width that is left of the divider, 0..1
    double splitShare() const;
    void setOnionFade(double fade); ///< 0: only the first .. 1: only the second
    double onionFade() const;
    /// Shows one and the other in turn, twice a second (held key B does the same); without animation one of them, the
    /// other one next time. Ends when B is released or the focus leaves. Nothing where there are not two sets.
    void setBlinking(bool blinking);
    bool isBlinking() const;

    void setEditable(bool editable); ///< default true
    bool isEditable() const;

    // Plates. The canvas lays them out; they take no mouse events.

    void setNumberPlate(const NumberPlate &plate); ///< top left
    const NumberPlate &numberPlate() const;
    void setLegend(const std::vector<LegendEntry> &legend); ///< bottom left
    void setHeat(CanvasHeat heat); ///< under the marks of its face, on no other; its plate above the legend
    const CanvasHeat &heat() const;
    /// Text beside the hovered or dragged landmark, e.g. "0.6 px · 0.4 %", put after "#64". Called on the GUI thread
    /// when the plate is shown, with the set as it is at the moment; default: none, the plate shows the label alone.
    void setHoverText(std::function<QString(const Uuid &face, int landmark, const LandmarkSet &shown)> text);
    /// Words beside the points that errors are drawn from (see FaceOverlay::reference), asked for whenever they are
    /// painted, with the layer as it is at the moment; null: none.
    void setPointNotes(std::function<std::vector<PointNote>(const Uuid &face, const FaceLayer &layer)> notes);
    void setLoupeVisible(bool visible); ///< key M
    bool isLoupeVisible() const;

    // Selection of landmarks of the active face.

    const std::vector<int> &selection() const;     ///< ascending
    void setSelection(std::vector<int> landmarks); ///< emits selectionChanged where it differs
    void setHovered(int landmark);                 ///< rings it, for a table's hover; -1: none. Emits nothing.
    void selectNext(int step);        ///< +1, -1: next or previous landmark that is present, wrapping around
    void selectNextContour(int step); ///< all points of the next or previous contour
    void selectContour();             ///< that of the hovered landmark, else of the one chosen last
    void selectAll();
    /// The set that keys and selection refer to, as it is shown; null where there is none. Valid until the next event.
    const LandmarkSet *shownLandmarks() const;
    QString landmarkLabel(int landmark) const; ///< "16 chin"

    // Edits by command; the same as their keys.

    void nudgeSelection(Point2 delta);
    void cycleVisibility();
    bool isDragging() const;
    void cancelGesture();

    // Tools (canvas_tool.cpp) and what follows the hand (canvas_follow.cpp).

    void setTool(CanvasTool tool); ///< gives up a running gesture
    CanvasTool tool() const;
    /// The points that are not moved by hand follow the residual model, pinned ones stay.
    void setSoftDrag(bool on);
    bool isSoftDrag() const;
    void setMirrorEdit(bool on); ///< the partner of a moved point makes the mirrored movement
    bool isMirrorEdit() const;
    void setMirrorCheck(bool on); ///< shows the mid-line and the pairs that do not fit it; tells how many
    bool isMirrorCheck() const;
    /// What has been learned from faces of the scheme. Null: the generic models; so after setScheme().
    void setShapeModels(std::optional<shape::ResidualModel> residuals, std::optional<shape::ShapeModel> shapes);
    /// Pinned landmarks of the active face, ascending: what a person placed (CanvasFace::placed), but for what was
    /// pinned or unpinned by togglePins(), which is kept in memory.
    std::vector<int> pinnedLandmarks() const;
    void togglePins();      ///< of the selection: unpins where all are pinned
    void predictFromPins(); ///< one edit: all points that are not pinned
    /// Moves the selected landmarks, else the hovered one, to the strongest edge along their contour's normal.
    void moveToGradientPeak();

    /// Locks the view to the contour of the selection, else of the hovered landmark: every face that comes shows it in
    /// the middle, as large against the face as it was shown last, and selects it.
    void setPartPass(bool on);
    bool isPartPass() const;
    void setOnlyActiveFace(bool on); ///< hides the other faces of the picture
    bool showsOnlyActiveFace() const;

    // View.

    const ViewTransform &viewTransform() const;
    void setViewTransform(const ViewTransform &view); ///< at once, without a glide
    double zoomPercent() const;
    void zoomBy(double factor);  ///< at the centre
    void zoomTo(double percent); ///< at the centre
    void fitFace();              ///< all points of the active face, those outside the picture too
    void fitImage();
    /// Turns the view about its centre to so many degrees, clockwise; the coordinates of landmarks know nothing of it.
    /// Another picture starts upright.
    void setRotation(double degrees);
    double rotation() const; ///< -180..180
    /// Turns the view so that the eyes of the active face lie level, and fits the face; false where it has no eyes.
    bool levelEyes();
    void ensureVisible(int landmark); ///< pans where the active face's landmark is out of sight
    void setAnimated(bool animated);  ///< default: as the style says; off in tests
    /// How the picture looks, in memory, for pictures to come too: brightness and contrast -1..1, gamma 0.2..5.
    void setTone(double brightness, double contrast, double gamma);
    void setPixelatedAbove(double percent); ///< beyond this zoom pixels are squares; default 400
    void setWheelScrolls(bool scrolls);     ///< default: it zooms; with Ctrl it does the other
    void setHitRadius(double pixels);       ///< of the screen; how near a point is grabbed

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// On every mouse move of a drag, for live numbers.
    void dragPreview(const fiducial::Uuid &face, const fiducial::LandmarkSet &preview, const std::vector<int> &moved);
    /// Once per gesture: a drag that moved something, a run of arrow keys, a visibility change.
    void editFinished(const fiducial::ui::CanvasEdit &edit);
    /// A drag was given up (Escape, lost grab, faces replaced): numbers go back to the data's.
    void editCancelled(const fiducial::Uuid &face);
    void faceDrawn(const fiducial::Rect &box);                             ///< tool AddFace
    void boxEdited(const fiducial::Uuid &face, const fiducial::Rect &box); ///< tool EditBox, once per gesture
    void selectionChanged(const std::vector<int> &landmarks);
    void hovered(int landmark); ///< of the active face; -1: none
    void faceActivated(const fiducial::Uuid &face);
    void viewChanged(double zoomPercent);
    void rotationChanged(double degrees);
    void cursorMoved(fiducial::Point2 image, bool inside);
    void loupeToggled(bool visible);
    /// Right click on the legend, or the menu key; global place for a menu about its layers.
    void legendMenuRequested(QPoint global);
    void comparisonChanged(fiducial::ui::Comparison comparison);
    void blinkingChanged(bool blinking);
    void toolChanged(fiducial::ui::CanvasTool tool);
    void partPassChanged(bool on);
    void notice(const QString &sentence); ///< what came of a command, or why nothing did
    void spaceTapped();                   ///< Space pressed and released without a pan in between

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    friend class CanvasPrivate;
    std::unique_ptr<CanvasPrivate> d_;
};

} // namespace fiducial::ui
