#include "tests/e2e/edit_hand.h"

#include "core/scheme/landmark_scheme.h"
#include "ui/canvas/landmark_canvas.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/face_presenter.h"
#include "ui/panels/history_view.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/remark_field.h"
#include "ui/panels/review_view.h"

#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <numeric>

namespace fiducial::test {

using namespace Qt::StringLiterals;

namespace {
constexpr int kWaitMs = 10000;
} // namespace

struct EditHand::Gesture {
    const char *name;
    void (EditHand::*make)();
    bool edits = true;
};

const std::vector<EditHand::Gesture> &EditHand::gestures()
{
    static const std::vector<Gesture> all = {
        {"drag", &EditHand::drag},
        {"drag of a selection", &EditHand::dragSelection},
        {"nudge", &EditHand::nudge},
        {"visibility", &EditHand::hide},
        {"contour drag", &EditHand::bendContour},
        {"slide on a contour", &EditHand::slidePoint},
        {"freehand", &EditHand::drawContour},
        {"transform", &EditHand::transform},
        {"snap", &EditHand::snap},
        {"guided placement", &EditHand::place},
        {"soft drag", &EditHand::softDrag},
        {"soft drag with pins", &EditHand::pinnedDrag},
        {"predict the others", &EditHand::predictOthers},
        {"mirror edit", &EditHand::mirrorEdit},
        {"gradient peak", &EditHand::gradientPeak},
        {"mean shape", &EditHand::meanShape},
        {"copy and paste", &EditHand::paste},
        {"copy from the previous face", &EditHand::copyPrevious},
        {"add a face", &EditHand::addFace},
        {"delete a face", &EditHand::deleteFace},
        {"edit the box", &EditHand::editBox},
        {"attribute", &EditHand::switchAttribute},
        {"move landmarks to another face", &EditHand::moveLandmarks},
        {"use prediction", &EditHand::useRun},
        {"revert points", &EditHand::revertPoints},
        {"revert face", &EditHand::revertFace},
        {"revert to a revision", &EditHand::revertToRevision},
        {"review by keys", &EditHand::review},
        {"review by buttons", &EditHand::chooseState},
        {"exclude", &EditHand::exclude},
        {"comment", &EditHand::comment},
        {"resolve a comment", &EditHand::resolveComment},
        {"remove a comment", &EditHand::removeComment},
        {"undo", &EditHand::undo},
        {"redo", &EditHand::redo},
        {"walk", &EditHand::walk, false},
    };
    return all;
}

EditHand::EditHand(ui::MainWindow &window, std::uint64_t seed, std::size_t made)
    : window_(window), canvas_(window.canvas()), rng_(seed), made_(made)
{}

std::vector<std::string> EditHand::edits()
{
    std::vector<std::string> names;
    for (const Gesture &gesture : gestures())
        if (gesture.edits)
            names.emplace_back(gesture.name);
    return names;
}

std::size_t EditHand::next() const
{
    std::vector<std::size_t> lap(gestures().size());
    std::iota(lap.begin(), lap.end(), std::size_t{0});
    Rng order(made_ / lap.size() + 1);
    for (std::size_t i = lap.size(); i > 1; --i)
        std::swap(lap[i - 1], lap[order.below(i)]);
    return lap[made_ % lap.size()];
}

std::string EditHand::gesture() const
{
    return gestures()[next()].name;
}

bool EditHand::act()
{
    if (!waitForFace())
        return false;
    prepare();
    (this->*gestures()[next()].make)();
    ++made_;
    return true;
}

bool EditHand::waitForFace()
{
    return QTest::qWaitFor(
        [this] {
            const int row = window_.presenter().currentFace();
            return row >= 0 && canvas_.hasPicture() && canvas_.activeFace() == window_.document().faceId(row) &&
                   window_.presenter().isFaceShown();
        },
        kWaitMs);
}

/// The window before was killed in the middle of a gesture, perhaps with layers hidden.
void EditHand::prepare()
{
    canvas_.setFocus();
    if (canvas_.tool() != ui::CanvasTool::Select)
        key(Qt::Key_Escape);
    for (QAction *layer : {window_.actions().groundTruth, window_.actions().prediction, window_.actions().mine})
        show(layer, true);
    if (present().empty() && window_.document().isEdited(window_.presenter().currentFace()))
        window_.actions().revertFace->trigger(); // everything was hidden: nothing left to take hold of
}

void EditHand::key(int key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(&canvas_, Qt::Key(key), modifiers);
}

void EditHand::click(QPoint at, Qt::KeyboardModifiers modifiers)
{
    QTest::mouseClick(&canvas_, Qt::LeftButton, modifiers, at);
}

void EditHand::stroke(QPoint from, const std::vector<QPoint> &steps, Qt::KeyboardModifiers modifiers)
{
    QTest::mouseMove(&canvas_, from);
    QTest::mousePress(&canvas_, Qt::LeftButton, modifiers, from);
    for (const QPoint step : steps)
        QTest::mouseMove(&canvas_, from += step);
    QTest::mouseRelease(&canvas_, Qt::LeftButton, modifiers, from);
}

void EditHand::press(const QString &name)
{
    window_.inspector().showReview();
    for (auto *button : window_.inspector().reviewView()->findChildren<QToolButton *>())
        if (button->isVisible() && (button->objectName() == name || button->text() == name))
            return QTest::mouseClick(button, Qt::LeftButton);
}

void EditHand::show(QAction *layer, bool shown)
{
    if (layer->isChecked() != shown)
        layer->trigger();
}

void EditHand::step()
{
    key(coin() ? Qt::Key_D : Qt::Key_A);
    waitForFace();
    canvas_.setFocus();
}

std::vector<int> EditHand::present() const
{
    std::vector<int> found;
    const LandmarkSet *shown = canvas_.shownLandmarks();
    for (int i = 0; shown && i < shown->count(); ++i)
        if (shown->isPresent(i))
            found.push_back(i);
    return found;
}

int EditHand::anyLandmark()
{
    const std::vector<int> all = present();
    return all.empty() ? -1 : all[rng_.below(all.size())];
}

QPoint EditHand::viewOf(int landmark) const
{
    const LandmarkSet *shown = canvas_.shownLandmarks();
    if (!shown || landmark < 0)
        return canvas_.rect().center();
    return canvas_.viewTransform().toView(shown->points[static_cast<std::size_t>(landmark)]).toPoint();
}

QPoint EditHand::by(int most)
{
    const auto range = static_cast<std::uint64_t>(2 * most + 1);
    return {static_cast<int>(rng_.below(range)) - most, static_cast<int>(rng_.below(range)) - most};
}

std::pair<int, int> EditHand::neighbours()
{
    std::vector<std::pair<int, int>> pairs;
    const std::vector<int> all = present();
    for (const Contour &contour : window_.document().scheme()->contours)
        for (std::size_t i = 1; contour.curve && i < contour.points.size(); ++i)
            if (std::ranges::binary_search(all, contour.points[i - 1]) &&
                std::ranges::binary_search(all, contour.points[i]))
                pairs.emplace_back(contour.points[i - 1], contour.points[i]);
    return pairs.empty() ? std::pair{-1, -1} : pairs[rng_.below(pairs.size())];
}

void EditHand::drag()
{
    stroke(landmark(), {by(12), by(12), by(12)});
}

void EditHand::dragSelection()
{
    click(landmark());
    for (int i = 0; i < 3; ++i)
        click(landmark(), Qt::ControlModifier);
    if (!canvas_.selection().empty())
        stroke(viewOf(canvas_.selection().front()), {by(8), by(12)});
}

void EditHand::nudge()
{
    click(landmark());
    const Qt::KeyboardModifiers modifiers[] = {Qt::NoModifier, Qt::ShiftModifier, Qt::AltModifier};
    key(Qt::Key_Left + static_cast<int>(rng_.below(4)), modifiers[rng_.below(3)]);
}

void EditHand::hide()
{
    click(landmark());
    key(Qt::Key_V);
}

void EditHand::bendContour()
{
    const auto [a, b] = neighbours();
    const QPoint along = viewOf(b) - viewOf(a);
    key(Qt::Key_C);
    const QPoint across = coin() ? QPoint(along.y(), -along.x()) : QPoint(-along.y(), along.x());
    stroke(viewOf(a), {across / 2, across / 2, by(3)}, coin() ? Qt::ShiftModifier : Qt::NoModifier);
    key(Qt::Key_Escape);
}

void EditHand::slidePoint()
{
    const auto [a, b] = neighbours();
    const QPoint along = viewOf(b) - viewOf(a);
    key(Qt::Key_C);
    stroke(viewOf(a), {along / 3, along / 3});
    key(Qt::Key_Escape);
}

void EditHand::drawContour()
{
    const auto [a, b] = neighbours();
    click(viewOf(a));
    key(Qt::Key_W);
    std::vector<QPoint> steps;
    const QPoint drift = by(14) + QPoint(8, 0);
    for (int i = 0; i < 6; ++i)
        steps.push_back(drift + by(5));
    stroke(viewOf(a), steps);
    key(Qt::Key_Escape);
}

/// By a corner, by the grip that turns, or as a whole.
void EditHand::transform()
{
    key(Qt::Key_T);
    const std::vector<int> chosen = canvas_.selection().size() < 2 ? present() : canvas_.selection();
    QRect frame;
    for (const int i : chosen)
        frame |= QRect(viewOf(i), QSize(1, 1));
    frame.adjust(-12, -12, 12, 12);
    const QPoint handles[] = {frame.center(), frame.bottomRight(), frame.topLeft(),
                              QPoint(frame.center().x(), frame.top() - 26)};
    stroke(handles[rng_.below(4)], {by(6) + QPoint(4, 2), by(6)});
    key(Qt::Key_Escape);
}

void EditHand::snap()
{
    key(Qt::Key_Y);
    click(landmark() + by(10));
    key(Qt::Key_Escape);
}

/// Annotates from nothing: mine is emptied and everything else hidden.
void EditHand::place()
{
    const ui::Actions &actions = window_.actions();
    if (actions.revertFace->isEnabled())
        actions.revertFace->trigger();
    const QPoint at = landmark();
    show(actions.groundTruth, false);
    show(actions.prediction, false);
    key(Qt::Key_Insert);
    for (int i = 0; i < 3; ++i)
        click(at + by(30));
    key(Qt::Key_Escape);
    show(actions.groundTruth, true);
    show(actions.prediction, true);
}

void EditHand::softDrag()
{
    key(Qt::Key_Q);
    drag();
    key(Qt::Key_Q);
}

void EditHand::pinnedDrag()
{
    click(landmark());
    key(Qt::Key_X, Qt::ShiftModifier);
    softDrag();
}

void EditHand::predictOthers()
{
    drag();
    key(Qt::Key_X);
}

void EditHand::mirrorEdit()
{
    key(Qt::Key_K);
    drag();
    key(Qt::Key_K);
}

void EditHand::gradientPeak()
{
    click(viewOf(neighbours().first));
    key(Qt::Key_Period);
}

void EditHand::meanShape()
{
    key(Qt::Key_M, Qt::ControlModifier);
}

void EditHand::paste()
{
    key(Qt::Key_C, Qt::ControlModifier);
    step();
    key(Qt::Key_V, Qt::ControlModifier);
}

void EditHand::copyPrevious()
{
    if (window_.presenter().currentFace() == 0)
        key(Qt::Key_D);
    waitForFace();
    canvas_.setFocus();
    key(Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
}

/// A picture keeps three faces at most, and one at least.
void EditHand::addFace()
{
    if (canvas_.faces().size() >= 3)
        return key(Qt::Key_Delete, Qt::ControlModifier);
    key(Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    stroke(canvas_.rect().center() - QPoint(70, 60) + by(20), {QPoint(60, 50), QPoint(60, 70) + by(20)});
    waitForFace();
    canvas_.setFocus();
}

void EditHand::deleteFace()
{
    if (canvas_.faces().size() < 2)
        addFace();
    key(Qt::Key_Delete, Qt::ControlModifier);
}

void EditHand::editBox()
{
    const std::optional<Rect> box = window_.document().face(window_.presenter().currentFace()).box;
    if (!box)
        return;
    key(Qt::Key_B, Qt::ControlModifier);
    stroke(canvas_.viewTransform().toView(Point2{box->right(), box->bottom()}).toPoint(), {by(12), QPoint(9, 7)});
    key(Qt::Key_Escape);
}

void EditHand::switchAttribute()
{
    key(Qt::Key_1 + static_cast<int>(rng_.below(6)), Qt::ControlModifier);
}

void EditHand::moveLandmarks()
{
    if (canvas_.faces().size() < 2)
        addFace();
    drag();
    if (canvas_.faces().size() == 2) // of more the window asks which
        window_.actions().moveLandmarks->trigger();
}

void EditHand::useRun()
{
    const Qt::KeyboardModifiers scope[] = {Qt::NoModifier, Qt::ShiftModifier, Qt::AltModifier};
    click(landmark());
    key(Qt::Key_U, scope[rng_.below(3)]);
}

void EditHand::revertPoints()
{
    drag();
    if (!canvas_.selection().empty())
        window_.actions().revertPoints->trigger();
}

void EditHand::revertFace()
{
    drag();
    window_.actions().revertFace->trigger();
}

void EditHand::revertToRevision()
{
    drag();
    drag();
    window_.actions().history->setChecked(true);
    ui::HistoryView &history = window_.history();
    const auto listed = [&] { return history.model().rowCount() >= 2; };
    if (QTest::qWaitFor(listed, kWaitMs)) {
        const QModelIndex row = history.model().index(1, 0);
        QTest::mouseClick(history.list()->viewport(), Qt::LeftButton, {}, history.list()->visualRect(row).center());
        QPushButton *button = coin() ? history.revertPointsButton() : history.revertFaceButton();
        QTest::mouseClick(button->isEnabled() ? button : history.revertFaceButton(), Qt::LeftButton);
    }
    window_.actions().history->setChecked(false);
}

void EditHand::review()
{
    switch (rng_.below(3)) {
    case 0:
        return key(Qt::Key_Return, Qt::ControlModifier);
    case 1:
        return key(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
    default:
        return key(Qt::Key_Backspace, Qt::ControlModifier);
    }
}

void EditHand::chooseState()
{
    const QString states[] = {u"new"_s, u"in work"_s, u"done"_s, u"needs work"_s};
    const auto now = toString(window_.document().review(window_.presenter().currentFace()));
    const QString &state = states[rng_.below(4)];
    press(state.toStdString() == now ? u"accepted"_s : state);
}

/// Answers what the window asks for.
void EditHand::remark(Qt::Key which, const QString &words)
{
    click(landmark());
    key(which, Qt::ControlModifier | Qt::ShiftModifier);
    QTest::keyClicks(window_.remarkField().field(), words);
    QTest::keyClick(window_.remarkField().field(), Qt::Key_Return);
    canvas_.setFocus();
}

void EditHand::exclude()
{
    remark(Qt::Key_X, coin() ? u"blurred"_s : u"twice in the set"_s);
}

void EditHand::comment()
{
    remark(Qt::Key_C, u"too low"_s);
}

void EditHand::resolveComment()
{
    comment();
    press(u"resolve"_s);
}

void EditHand::removeComment()
{
    comment();
    press(u"remove"_s);
}

void EditHand::undo()
{
    for (std::uint64_t times = 1 + rng_.below(3); times > 0; --times)
        key(Qt::Key_Z, Qt::ControlModifier);
}

void EditHand::redo()
{
    undo();
    waitForFace();
    canvas_.setFocus();
    key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
}

void EditHand::walk()
{
    switch (rng_.below(3)) {
    case 0:
        return key(Qt::Key_Space);
    case 1:
        return key(Qt::Key_D);
    default:
        return key(Qt::Key_A);
    }
}

} // namespace fiducial::test
