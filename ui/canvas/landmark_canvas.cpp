#include "ui/canvas/landmark_canvas.h"

#include "ui/canvas/canvas_accessible.h"
#include "ui/canvas/canvas_p.h"
#include "ui/paint/face_figure.h"
#include "ui/theme/palette.h"

#include <QEvent>
#include <QKeyEvent>
#include <QNativeGestureEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <utility>

namespace fiducial::ui {

namespace {
constexpr double kFaceMargin = 1.25;
constexpr int kLoadingDelay = 300;
} // namespace

CanvasPrivate::CanvasPrivate(LandmarkCanvas &canvas) : q(canvas)
{
    loadingTimer.setSingleShot(true);
    loadingTimer.setInterval(kLoadingDelay);
    connect(&loadingTimer, &QTimer::timeout, this, [this] {
        slow = true;
        q.update();
    });
    connect(&blinkTimer, &QTimer::timeout, this, &CanvasPrivate::turnBlink);
    connect(&view, &CanvasView::changed, this, &CanvasPrivate::afterViewChange);
    connect(&backdrop, &Backdrop::settled, &q, QOverload<>::of(&QWidget::update));
}

void CanvasPrivate::afterViewChange()
{
    q.update();
    Q_EMIT q.viewChanged(view.current().scale * 100);
    if (const double angle = view.current().angle; std::exchange(shownAngle, angle) != angle)
        Q_EMIT q.rotationChanged(angle);
}

void CanvasPrivate::applyFaces(std::vector<CanvasFace> faces)
{
    const Uuid before = q.activeFace();
    const bool keepGesture = gesture.edits() && survives(faces);
    const bool lost = gesture.edits() && !keepGesture;
    const Uuid lostFace = gesture.face;
    if (lost)
        gesture = {};
    if (!keepGesture)
        scene.clearPreview();
    scene.setFaces(std::move(faces));
    refreshPins();
    const CanvasFace *active = scene.active();
    if (!active || active->id != before) {
        hovered = -1;
        select({}, -1);
    }
    if (!comparesAnything())
        q.setBlinking(false);
    placeCompareControls();
    q.update();
    if (lost)
        Q_EMIT q.editCancelled(lostFace);
}

void CanvasPrivate::showPending()
{
    loading = false;
    slow = false;
    loadingTimer.stop();
    if (pendingFaces) {
        std::vector<CanvasFace> faces = std::move(*pendingFaces);
        pendingFaces.reset();
        applyFaces(std::move(faces));
    }
    if (pendingActive) {
        const Uuid face = *pendingActive;
        pendingActive.reset();
        activate(face);
    }
}

void CanvasPrivate::activate(const Uuid &face)
{
    if (gesture.edits() && scene.indexOf(face) >= 0 && gesture.face != face)
        cancelEdit();
    if (!scene.setActive(face))
        return;
    hovered = -1;
    refreshPins();
    select({}, -1);
    placeCompareControls();
    if (lockedContour >= 0 && !loading)
        fitPart(true);
    q.update();
}

bool CanvasPrivate::canEdit() const
{
    return editable && !loading && message.isEmpty();
}

bool CanvasPrivate::hasFacePoints() const
{
    const CanvasFace *face = scene.active();
    return face && faceArea(face->overlay).has_value();
}

ViewTransform CanvasPrivate::faceFit() const
{
    const CanvasFace *face = scene.active();
    const std::optional<Rect> area = face ? faceArea(face->overlay, kFaceMargin) : std::nullopt;
    if (!area || q.rect().isEmpty())
        return imageFit();
    ViewTransform fit = ViewTransform::fitting(*area, QRectF(q.rect()), view.target().angle);
    if (fit.scale > CanvasView::kMaxScale)
        fit = fit.zoomedAt(QRectF(q.rect()).center(), CanvasView::kMaxScale / fit.scale);
    return snapped(fit, q.devicePixelRatioF());
}

ViewTransform CanvasPrivate::imageFit() const
{
    const Size size = backdrop.imageSize();
    if (size.empty() || q.rect().isEmpty())
        return view.current();
    return snapped(ViewTransform::fitting(pictureArea(size), QRectF(q.rect()), view.target().angle),
                   q.devicePixelRatioF());
}

void CanvasPrivate::fitAfterLoad()
{
    if (fitOnLoad != LandmarkCanvas::FitOnLoad::Keep)
        view.jumpTo({view.target().scale, view.target().offset}); // another picture starts upright
    if (lockedContour >= 0 && fitPart(false))
        return;
    switch (fitOnLoad) {
    case LandmarkCanvas::FitOnLoad::Keep:
        return;
    case LandmarkCanvas::FitOnLoad::Face:
        fitted = hasFacePoints() ? Fitted::Face : Fitted::Image;
        break;
    case LandmarkCanvas::FitOnLoad::Image:
        fitted = Fitted::Image;
        break;
    }
    view.jumpTo(fitted == Fitted::Face ? faceFit() : imageFit());
}

void CanvasPrivate::refreshAccent()
{
    const Palette &colours = paletteOf(q.palette());
    options.accent = colours.accent;
    backdrop.setGround(colours.canvas);
    placeCompareControls();
    q.update();
}

LandmarkCanvas::LandmarkCanvas(QWidget *parent) : QWidget(parent), d_(std::make_unique<CanvasPrivate>(*this))
{
    installCanvasAccessibility();
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setLayoutDirection(Qt::LeftToRight);
    grabGesture(Qt::PinchGesture);
    setAccessibleName(tr("Picture"));
    d_->view.setAnimated(style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0);
    d_->refreshAccent();
}

LandmarkCanvas::~LandmarkCanvas() = default;

void LandmarkCanvas::beginLoading()
{
    cancelGesture();
    d_->rememberPartZoom();
    d_->loading = true;
    d_->loadingTimer.start();
}

void LandmarkCanvas::setPicture(const QImage &picture, Size imageSize)
{
    const bool fresh = d_->loading || !hasPicture();
    const Size before = d_->backdrop.imageSize();
    d_->message.clear();
    d_->backdrop.setPicture(picture, imageSize);
    d_->showPending();
    d_->placeCompareControls();
    if (fresh || before != d_->backdrop.imageSize())
        d_->fitAfterLoad();
    update();
}

void LandmarkCanvas::showMessage(const QString &sentence)
{
    cancelGesture();
    d_->message = sentence;
    d_->showPending();
    d_->placeCompareControls();
    update();
}

bool LandmarkCanvas::hasPicture() const
{
    return !d_->backdrop.picture().isNull() && d_->message.isEmpty();
}

Size LandmarkCanvas::imageSize() const
{
    return d_->backdrop.imageSize();
}

void LandmarkCanvas::setFitOnLoad(FitOnLoad fit)
{
    d_->fitOnLoad = fit;
}

void LandmarkCanvas::setScheme(const LandmarkScheme *scheme)
{
    if (scheme != d_->scheme)
        setShapeModels({}, {});
    d_->scheme = scheme;
    update();
}

void LandmarkCanvas::setFaces(std::vector<CanvasFace> faces)
{
    if (d_->loading)
        d_->pendingFaces = std::move(faces);
    else
        d_->applyFaces(std::move(faces));
}

const std::vector<CanvasFace> &LandmarkCanvas::faces() const
{
    return d_->pendingFaces ? *d_->pendingFaces : d_->scene.given();
}

void LandmarkCanvas::setActiveFace(const Uuid &face)
{
    if (d_->loading)
        d_->pendingActive = face;
    else
        d_->activate(face);
}

Uuid LandmarkCanvas::activeFace() const
{
    if (d_->pendingActive)
        return *d_->pendingActive;
    const CanvasFace *face = d_->scene.active();
    return face ? face->id : Uuid{};
}

void LandmarkCanvas::setPointedFace(const Uuid &face)
{
    d_->pointed = face;
    update();
}

void LandmarkCanvas::setOptions(const OverlayOptions &options)
{
    const QColor accent = d_->options.accent;
    d_->options = options;
    d_->options.accent = accent;
    update();
}

const OverlayOptions &LandmarkCanvas::options() const
{
    return d_->options;
}

void LandmarkCanvas::setLayerVisible(LayerKind kind, int run, bool visible)
{
    d_->scene.setLayerVisible({kind, kind == LayerKind::Run ? run : -1}, visible);
    d_->setHovered(-1, true);
    update();
}

bool LandmarkCanvas::isLayerVisible(LayerKind kind, int run) const
{
    return d_->scene.isLayerVisible({kind, kind == LayerKind::Run ? run : -1});
}

void LandmarkCanvas::setOverlaysHidden(bool hidden)
{
    d_->hiddenBySwitch = hidden;
    d_->scene.setHidden(hidden || d_->peeking);
    d_->setHovered(-1, true);
    update();
}

bool LandmarkCanvas::overlaysHidden() const
{
    return d_->scene.isHidden();
}

void LandmarkCanvas::setEditable(bool editable)
{
    if (!editable)
        cancelGesture();
    d_->editable = editable;
}

bool LandmarkCanvas::isEditable() const
{
    return d_->editable;
}

void LandmarkCanvas::setNumberPlate(const NumberPlate &plate)
{
    if (plate == d_->plate)
        return;
    update(d_->numberRect().toAlignedRect());
    d_->plate = plate;
    update(d_->numberRect().toAlignedRect());
    d_->placeCompareControls();
}

const NumberPlate &LandmarkCanvas::numberPlate() const
{
    return d_->plate;
}

void LandmarkCanvas::setLegend(const std::vector<LegendEntry> &legend)
{
    if (legend == d_->legend)
        return;
    update(d_->legendArea().toAlignedRect());
    d_->legend = legend;
    update(d_->legendArea().toAlignedRect());
    d_->placeCompareControls();
}

void LandmarkCanvas::setHoverText(std::function<QString(const Uuid &, int, const LandmarkSet &)> text)
{
    d_->hoverText = std::move(text);
}

void LandmarkCanvas::setPointNotes(std::function<std::vector<PointNote>(const Uuid &, const FaceLayer &)> notes)
{
    d_->pointNotes = std::move(notes);
    update();
}

void LandmarkCanvas::setLoupeVisible(bool visible)
{
    if (visible == d_->loupe)
        return;
    d_->loupe = visible;
    update();
    Q_EMIT loupeToggled(visible);
}

bool LandmarkCanvas::isLoupeVisible() const
{
    return d_->loupe;
}

const ViewTransform &LandmarkCanvas::viewTransform() const
{
    return d_->view.current();
}

void LandmarkCanvas::setViewTransform(const ViewTransform &view)
{
    d_->fitted = CanvasPrivate::Fitted::No;
    d_->view.jumpTo(view);
}

double LandmarkCanvas::zoomPercent() const
{
    return d_->view.current().scale * 100;
}

void LandmarkCanvas::zoomBy(double factor)
{
    d_->fitted = CanvasPrivate::Fitted::No;
    d_->view.zoomAt(QRectF(rect()).center(), factor, true);
}

void LandmarkCanvas::zoomTo(double percent)
{
    d_->fitted = CanvasPrivate::Fitted::No;
    const ViewTransform &now = d_->view.target();
    ViewTransform zoomed = now.zoomedAt(QRectF(rect()).center(), percent / 100 / now.scale);
    zoomed.scale = percent / 100; // free of rounding, so that 100 % is pixel for pixel
    d_->view.glideTo(snapped(zoomed, devicePixelRatioF()));
}

void LandmarkCanvas::fitFace()
{
    d_->fitted = CanvasPrivate::Fitted::Face;
    d_->view.glideTo(d_->faceFit());
}

void LandmarkCanvas::fitImage()
{
    d_->fitted = CanvasPrivate::Fitted::Image;
    d_->view.glideTo(d_->imageFit());
}

void LandmarkCanvas::ensureVisible(int landmark)
{
    const FaceLayer *layer = d_->workLayer();
    if (!layer || landmark < 0 || landmark >= layer->set.count())
        return;
    const Point2 p = layer->set.points[static_cast<std::size_t>(landmark)];
    const QRectF safe = QRectF(rect()).adjusted(24, 24, -24, -24);
    const QPointF at = d_->view.target().toView(p);
    if (!isFinite(p) || safe.isEmpty() || safe.contains(at))
        return;
    const QPointF inside(std::clamp(at.x(), safe.left(), safe.right()), std::clamp(at.y(), safe.top(), safe.bottom()));
    d_->fitted = CanvasPrivate::Fitted::No;
    d_->view.glideTo(d_->view.target().movedBy(inside - at));
}

void LandmarkCanvas::setAnimated(bool animated)
{
    d_->view.setAnimated(animated);
}

void LandmarkCanvas::setTone(double brightness, double contrast, double gamma)
{
    d_->backdrop.setTone({brightness, contrast, gamma});
    update();
}

void LandmarkCanvas::setPixelatedAbove(double percent)
{
    d_->backdrop.setPixelatedAbove(percent / 100);
    update();
}

void LandmarkCanvas::setWheelScrolls(bool scrolls)
{
    d_->wheelScrolls = scrolls;
}

void LandmarkCanvas::setHitRadius(double pixels)
{
    d_->hitRadius = pixels;
}

QSize LandmarkCanvas::sizeHint() const
{
    return {860, 600};
}

QSize LandmarkCanvas::minimumSizeHint() const
{
    return {240, 180};
}

void LandmarkCanvas::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    d_->paint(painter, event->region());
}

void LandmarkCanvas::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    d_->placeCompareControls();
    switch (d_->fitted) {
    case CanvasPrivate::Fitted::Face:
        return d_->view.jumpTo(d_->faceFit());
    case CanvasPrivate::Fitted::Image:
        return d_->view.jumpTo(d_->imageFit());
    case CanvasPrivate::Fitted::No:
        break;
    }
    if (event->oldSize().isValid()) {
        const QSize grown = event->size() - event->oldSize();
        d_->view.panBy(QPointF(grown.width() / 2, grown.height() / 2));
    }
}

void LandmarkCanvas::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        d_->refreshAccent();
    else if (event->type() == QEvent::LanguageChange)
        setAccessibleName(tr("Picture"));
}

bool LandmarkCanvas::event(QEvent *event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride:
        if (d_->wantsShortcut(*static_cast<QKeyEvent *>(event))) {
            event->accept();
            return true;
        }
        break;
    case QEvent::KeyPress: {
        // Tab would otherwise change the focus before keyPressEvent() sees it.
        const auto &key = *static_cast<QKeyEvent *>(event);
        if ((key.key() == Qt::Key_Tab || key.key() == Qt::Key_Backtab) && d_->keyPress(key)) {
            event->accept();
            return true;
        }
        break;
    }
    case QEvent::NativeGesture:
        return d_->nativeGesture(static_cast<QNativeGestureEvent *>(event));
    case QEvent::Gesture:
        return d_->gestureEvent(event);
    case QEvent::Hide:
        cancelGesture();
        break;
    default:
        break;
    }
    return QWidget::event(event);
}

} // namespace fiducial::ui
