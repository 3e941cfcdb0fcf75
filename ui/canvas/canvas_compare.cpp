#include "ui/canvas/canvas_p.h"
#include "ui/canvas/compare_controls.h"

#include <QEvent>
#include <QSlider>

#include <algorithm>
#include <cmath>

namespace fiducial::ui {

namespace {
constexpr int kBlinkMs = 250; ///< each set; two full turns a second
constexpr int kOnionFromBottom = 52;
} // namespace

bool CanvasPrivate::comparesAnything() const
{
    return std::ranges::any_of(scene.given(),
                               [](const CanvasFace &face) { return face.compared[0] >= 0 && face.compared[1] >= 0; });
}

int CanvasPrivate::splitX() const
{
    return static_cast<int>(std::lround(splitShare * q.width()));
}

QRect CanvasPrivate::sideRect(int side) const
{
    const int x = splitX();
    return side == 0 ? QRect(0, 0, x, q.height()) : QRect(x, 0, q.width() - x, q.height());
}

const std::vector<CanvasFace> &CanvasPrivate::shownAt(QPointF at) const
{
    return scene.isSplit() ? scene.side(at.x() < splitX() ? 0 : 1) : scene.shown();
}

void CanvasPrivate::makeCompareControls()
{
    if (divider)
        return;
    divider = new SplitDivider(&q);
    onion = new OnionPlate(&q);
    onion->slider()->setValue(static_cast<int>(std::lround(100 * scene.fade())));
    connect(divider, &SplitDivider::moveRequested, this, [this](int x) { q.setSplitShare(double(x) / q.width()); });
    connect(onion->slider(), &QSlider::valueChanged, this, [this](int percent) { q.setOnionFade(percent / 100.0); });
    divider->installEventFilter(this);
    onion->slider()->installEventFilter(this);
}

void CanvasPrivate::placeCompareControls()
{
    if (!divider)
        return;
    const bool useful = comparesAnything() && message.isEmpty();
    divider->setAccent(options.accent);
    divider->moveTo(splitX(), {numberRect(), legendArea()});
    divider->setVisible(useful && scene.comparison() == Comparison::Split);
    onion->setAccent(options.accent);
    onion->move((q.width() - onion->width()) / 2, q.height() - kOnionFromBottom - onion->height());
    onion->setVisible(useful && scene.comparison() == Comparison::Onion);
    const CanvasFace *face = scene.active();
    if (face && face->compared[0] >= 0 && face->compared[1] >= 0)
        onion->setStyles(face->overlay.layers[static_cast<std::size_t>(face->compared[0])].style,
                         face->overlay.layers[static_cast<std::size_t>(face->compared[1])].style);
}

void CanvasPrivate::startBlink()
{
    // Without animation each press shows the other set for as long as the key is held.
    blinkShown = view.isAnimated() ? 0 : 1 - blinkShown;
    scene.setBlink(blinkShown);
    blinkTimer.setInterval(kBlinkMs);
    if (view.isAnimated())
        blinkTimer.start();
}

void CanvasPrivate::turnBlink()
{
    blinkShown = 1 - blinkShown;
    scene.setBlink(blinkShown);
    q.update();
}

bool CanvasPrivate::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        onion->update();
    if (event->type() == QEvent::FocusOut)
        releaseHeldKeys(); // they came by way of the control that had the focus
    return QObject::eventFilter(watched, event);
}

void CanvasPrivate::releaseHeldKeys()
{
    spaceHeld = false;
    if (peeking) {
        peeking = false;
        scene.setHidden(hiddenBySwitch);
    }
    q.setBlinking(false);
    updateCursor();
    q.update();
}

void LandmarkCanvas::setComparison(Comparison comparison)
{
    if (comparison == d_->scene.comparison())
        return;
    d_->scene.setComparison(comparison);
    d_->setHovered(-1, true);
    if (comparison != Comparison::Off)
        d_->makeCompareControls();
    d_->placeCompareControls();
    update();
    Q_EMIT comparisonChanged(comparison);
}

Comparison LandmarkCanvas::comparison() const
{
    return d_->scene.comparison();
}

void LandmarkCanvas::focusComparison()
{
    if (d_->divider && d_->divider->isVisible())
        d_->divider->setFocus(Qt::ShortcutFocusReason);
    else if (d_->onion && d_->onion->isVisible())
        d_->onion->slider()->setFocus(Qt::ShortcutFocusReason);
}

void LandmarkCanvas::setSplitShare(double share)
{
    d_->splitShare = std::clamp(share, 0.0, 1.0);
    d_->placeCompareControls();
    update();
}

double LandmarkCanvas::splitShare() const
{
    return d_->splitShare;
}

void LandmarkCanvas::setOnionFade(double fade)
{
    d_->scene.setFade(fade);
    if (d_->onion)
        d_->onion->slider()->setValue(static_cast<int>(std::lround(100 * d_->scene.fade())));
    update();
}

double LandmarkCanvas::onionFade() const
{
    return d_->scene.fade();
}

void LandmarkCanvas::setBlinking(bool blinking)
{
    blinking = blinking && d_->comparesAnything();
    if (blinking == d_->blinking)
        return;
    d_->blinking = blinking;
    if (blinking) {
        d_->startBlink();
    } else {
        d_->blinkTimer.stop();
        d_->scene.setBlink(-1);
    }
    d_->setHovered(-1, true);
    update();
    Q_EMIT blinkingChanged(blinking);
}

bool LandmarkCanvas::isBlinking() const
{
    return d_->blinking;
}

} // namespace fiducial::ui
