#include "core/base/rng.h"
#include "core/base/sha256.h"
#include "core/base/text.h"
#include "tests/e2e/gui_session.h"
#include "tests/support/faulty_vfs.h"
#include "ui/canvas/landmark_canvas.h"
#include "ui/document/change_event.h"
#include "ui/document/save_queue.h"
#include "ui/imaging/qimage_convert.h"
#include "ui/main_window/face_presenter.h"
#include "ui/main_window/status_line.h"
#include "ui/panels/remark_field.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QTest>

#include <cstdio>
#include <numeric>

using namespace fiducial;
using namespace fiducial::test;
using namespace Qt::StringLiterals;

namespace {

/// Everything a face state holds, so that equal digests are equal states.
std::string digestOf(const FaceState &state)
{
    std::string all(toString(state.review));
    all += "|" + state.note.author + "|" + std::to_string(state.note.time) + "|" + state.note.reason;
    for (const Comment &comment : state.comments)
        all += "|" + comment.id.toString() + std::to_string(comment.point) + comment.text + comment.author +
               std::to_string(comment.time) + (comment.resolved ? "resolved" : "open");
    for (int i = 0; i < state.mine.set.count(); ++i) {
        const auto at = static_cast<std::size_t>(i);
        const Point2 &point = state.mine.set.points[at];
        const Provenance &origin = state.mine.origin.at(at);
        all += " " + text::shortest(point.x) + " " + text::shortest(point.y);
        for (const int value :
             {static_cast<int>(state.mine.set.visibilityAt(i)), static_cast<int>(origin.source), int{origin.run}})
            all += " " + std::to_string(value);
        all += " " + text::shortestFloat(origin.movedPixels) + " " + std::to_string(origin.time);
    }
    return sha256(all).substr(0, 32);
}

/// Says on stdout what happens in the window, a line each: an edit before the store can have written it, and its being
/// saved when the status line shows that.
class Reporter {
public:
    explicit Reporter(ui::MainWindow &window)
        : document_(window.document()), label_(window.statusLine().findChild<QLabel *>(u"saving"_s))
    {
        for (int row = 0; row < document_.faceCount(); ++row)
            states_.push_back(document_.state(row));
        // The queue tells that it is saving before it hands the revision to the store.
        QObject::connect(&document_.saveQueue(), &ui::SaveQueue::stateChanged, &window, [this] { look(); });
        QObject::connect(&document_, &ui::ProjectDocument::changed, &window, [this] { look(); });
    }

    /// What the window shows after opening.
    void tellAll() const
    {
        const auto log = document_.store()->revisions();
        for (std::size_t row = 0; row < states_.size(); ++row)
            std::printf("state %zu %s\n", row, digestOf(states_[row]).c_str());
        std::printf("log %zu\n", log ? log->size() : 0);
        std::fflush(stdout);
    }

    void look()
    {
        std::string changes;
        for (std::size_t row = 0; row < states_.size(); ++row) {
            const FaceState &now = document_.state(static_cast<int>(row));
            if (now == states_[row])
                continue;
            states_[row] = now;
            changes += " " + std::to_string(row) + " " + digestOf(now);
        }
        if (!changes.empty())
            std::printf("edit %s%s\n", gesture.c_str(), changes.c_str());
        edits_ += !changes.empty();
        if (edits_ > saved_ && showsSaved()) {
            saved_ = edits_;
            std::printf("saved %d\n", saved_);
        }
        std::fflush(stdout);
    }

    bool showsSaved() const { return label_->isVisible() && label_->text() == u"All edits saved"_s; }

    std::string gesture;

private:
    ui::ProjectDocument &document_;
    QLabel *label_;
    std::vector<FaceState> states_;
    int edits_ = 0;
    int saved_ = 0;
};

/// Works on the window by mouse and keys alone.
class Hand {
public:
    Hand(ui::MainWindow &window, Reporter &reporter, std::uint64_t seed)
        : window_(window), canvas_(window.canvas()), reporter_(reporter), rng_(seed)
    {}

    /// One gesture on what is shown; false where the picture does not come.
    bool act()
    {
        struct Gesture {
            const char *name;
            void (Hand::*make)();
        };
        static constexpr Gesture kGestures[] = {
            {"drag", &Hand::drag},
            {"drag", &Hand::drag},
            {"nudge", &Hand::nudge},
            {"visibility", &Hand::hide},
            {"undo", &Hand::undo},
            {"redo", &Hand::redo},
            {"use-prediction", &Hand::useRun},
            {"review", &Hand::review},
            {"step", &Hand::goOn},
        };
        const bool ready = QTest::qWaitFor(
            [this] {
                const int row = window_.presenter().currentFace();
                return row >= 0 && canvas_.hasPicture() && canvas_.activeFace() == window_.document().faceId(row);
            },
            10000);
        if (!ready)
            return false;
        const Gesture &gesture = kGestures[rng_.below(std::size(kGestures))];
        reporter_.gesture = gesture.name;
        canvas_.setFocus();
        (this->*gesture.make)();
        return true;
    }

private:
    void key(int key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&canvas_, Qt::Key(key), modifiers); }

    /// Where one of the shown landmarks is on the canvas.
    QPoint landmark()
    {
        const LandmarkSet *shown = canvas_.shownLandmarks();
        if (!shown || shown->empty())
            return canvas_.rect().center();
        const Point2 place = shown->points[rng_.below(static_cast<std::uint64_t>(shown->count()))];
        return canvas_.viewTransform().toView(place).toPoint();
    }

    QPoint by(int most)
    {
        const auto range = static_cast<std::uint64_t>(2 * most + 1);
        return {static_cast<int>(rng_.below(range)) - most, static_cast<int>(rng_.below(range)) - most};
    }

    void click() { QTest::mouseClick(&canvas_, Qt::LeftButton, {}, landmark()); }

    void drag()
    {
        QPoint at = landmark();
        QTest::mousePress(&canvas_, Qt::LeftButton, {}, at);
        for (int i = 0; i < 3; ++i)
            QTest::mouseMove(&canvas_, at += by(12));
        QTest::mouseRelease(&canvas_, Qt::LeftButton, {}, at);
    }

    void nudge()
    {
        click();
        const Qt::KeyboardModifiers step[] = {Qt::NoModifier, Qt::ShiftModifier, Qt::AltModifier};
        key(Qt::Key_Left + static_cast<int>(rng_.below(4)), step[rng_.below(3)]);
    }

    void hide()
    {
        click();
        key(Qt::Key_V);
    }

    void undo()
    {
        for (std::uint64_t times = 1 + rng_.below(3); times > 0; --times)
            key(Qt::Key_Z, Qt::ControlModifier);
    }

    void redo() { key(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier); }

    void useRun()
    {
        const Qt::KeyboardModifiers scope[] = {Qt::NoModifier, Qt::ShiftModifier, Qt::AltModifier};
        click();
        key(Qt::Key_U, scope[rng_.below(3)]);
    }

    void review()
    {
        switch (rng_.below(5)) {
        case 3:
            return remark(Qt::Key_X, u"blurred"_s);
        case 4:
            return remark(Qt::Key_C, u"too low"_s);
        case 0:
            return key(Qt::Key_Return, Qt::ControlModifier);
        case 1:
            return key(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
        default:
            return key(Qt::Key_Backspace, Qt::ControlModifier);
        }
    }

    /// Excludes the face or comments on a point, in words.
    void remark(Qt::Key which, const QString &words)
    {
        click();
        key(which, Qt::ControlModifier | Qt::ShiftModifier);
        QTest::keyClicks(window_.remarkField().field(), words);
        QTest::keyClick(window_.remarkField().field(), Qt::Key_Return);
    }

    void goOn() { key(rng_.below(2) ? Qt::Key_D : Qt::Key_A); }

    ui::MainWindow &window_;
    ui::LandmarkCanvas &canvas_;
    Reporter &reporter_;
    Rng rng_;
};

int fail(const char *what)
{
    std::fprintf(stderr, "%s\n", what);
    return 1;
}

} // namespace

/// `kill_target FOLDER DATASET SEED GESTURES [power-cut]`: the main window, its project and settings in FOLDER, edited
/// as fast as it goes until it is killed. With power-cut, what SQLite has not synced goes with the process.
int main(int argc, char **argv)
{
    if (argc < 5)
        return fail("usage: kill_target FOLDER DATASET SEED GESTURES [power-cut]");
    if (argc > 5)
        installFaultyVfs();
    QApplication application(argc, argv);
    GuiSession gui(application, argv[1]);
    if (!gui.open(argv[2]))
        return fail("the data set does not open");
    ui::MainWindow &window = gui.window();
    std::vector<int> all(static_cast<std::size_t>(window.document().faceCount()));
    std::iota(all.begin(), all.end(), 0);
    if (window.document().runs().empty() && !gui.prefill(all, u"mean-shape"_s))
        return fail("the faces are not predicted");
    if (argc > 5 && faultyVfsOpens() == 0)
        return fail("the store does not use the faulty file system");

    Reporter reporter(window);
    reporter.tellAll();
    Rng rhythm(std::strtoull(argv[3], nullptr, 10));
    Hand hand(window, reporter, rhythm.next());
    for (long left = std::strtol(argv[4], nullptr, 10); left > 0; --left) {
        if (!hand.act())
            return fail("the picture of a face is not shown");
        QCoreApplication::processEvents();
        reporter.look();
        if (rhythm.below(3) == 0 && !QTest::qWaitFor([&] { return reporter.showsSaved(); }, 10000))
            return fail("the window does not show that the edits are saved");
    }
    return 0;
}
