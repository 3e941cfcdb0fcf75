#include "core/base/rng.h"
#include "core/base/sha256.h"
#include "core/store/blob.h"
#include "tests/e2e/edit_hand.h"
#include "tests/e2e/gui_session.h"
#include "tests/support/faulty_vfs.h"
#include "ui/document/change_event.h"
#include "ui/document/save_queue.h"
#include "ui/main_window/status_line.h"

#include <QApplication>
#include <QLabel>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <map>
#include <numeric>

using namespace fiducial;
using namespace fiducial::test;
using namespace Qt::StringLiterals;

namespace {

/// Of everything a face state holds, as the store writes it: equal digests are equal states.
std::string digestOf(const FaceState &state)
{
    return sha256(store::encodeState(state)).substr(0, 32);
}

/// One word of a line.
std::string dashed(std::string name)
{
    std::ranges::replace(name, ' ', '-');
    return name;
}

/// Says on stdout what happens in the window, a line each: an edit before the store can have written it, and its being
/// saved when the status line shows that.
class Reporter {
public:
    explicit Reporter(ui::MainWindow &window)
        : document_(window.document()), label_(window.statusLine().findChild<QLabel *>(u"saving"_s)), states_(shown())
    {
        // The queue tells that it is saving before it hands the revision to the store.
        QObject::connect(&document_.saveQueue(), &ui::SaveQueue::stateChanged, &window, [this] { look(); });
        QObject::connect(&document_, &ui::ProjectDocument::changed, &window, [this] { look(); });
    }

    /// What the window shows after opening.
    void tellAll() const
    {
        const auto log = document_.store()->revisionHeaders();
        for (const auto &[face, state] : states_)
            std::printf("state %s %s\n", face.c_str(), digestOf(state).c_str());
        std::printf("log %zu\n", log ? log->size() : 0);
        std::fflush(stdout);
    }

    void begin(const std::string &gesture)
    {
        gesture_ = dashed(gesture);
        std::printf("gesture %s\n", gesture_.c_str());
    }

    void look()
    {
        std::string changes;
        States now = shown();
        for (const auto &[face, state] : now)
            if (const auto before = states_.find(face); before == states_.end() || before->second != state)
                changes += " " + face + " " + digestOf(state);
        for (const auto &[face, state] : states_)
            if (!now.contains(face))
                changes += " " + face + " gone";
        if (!changes.empty()) {
            states_ = std::move(now);
            ++edits_;
            std::printf("edit %s%s\n", gesture_.c_str(), changes.c_str());
        }
        if (edits_ > saved_ && showsSaved()) {
            saved_ = edits_;
            std::printf("saved %d\n", saved_);
        }
        std::fflush(stdout);
    }

    bool showsSaved() const { return label_->isVisible() && label_->text() == u"All edits saved"_s; }

private:
    using States = std::map<std::string, FaceState>; ///< by the face's id

    States shown() const
    {
        States states;
        for (const int row : document_.existingRows())
            states[document_.faceId(row).toString()] = document_.state(row);
        return states;
    }

    ui::ProjectDocument &document_;
    QLabel *label_;
    States states_;
    std::string gesture_;
    int edits_ = 0;
    int saved_ = 0;
};

int fail(const char *what)
{
    std::fprintf(stderr, "%s\n", what);
    return 1;
}

} // namespace

/// `kill_target FOLDER DATASET SEED GESTURES MADE [power-cut]`: the main window, its project and settings in FOLDER,
/// edited as fast as it goes until it is killed; the windows before it have made MADE gestures. With power-cut, what
/// SQLite has not synced goes with the process.
int main(int argc, char **argv)
{
    if (argc < 6)
        return fail("usage: kill_target FOLDER DATASET SEED GESTURES MADE [power-cut]");
    const bool powerCut = argc > 6;
    if (powerCut)
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
    if (powerCut && faultyVfsOpens() == 0)
        return fail("the store does not use the faulty file system");

    Reporter reporter(window);
    reporter.tellAll();
    for (const std::string &gesture : EditHand::edits())
        std::printf("knows %s\n", dashed(gesture).c_str());
    Rng rhythm(std::strtoull(argv[3], nullptr, 10));
    EditHand hand(window, rhythm.next(), std::strtoull(argv[5], nullptr, 10));
    for (long left = std::strtol(argv[4], nullptr, 10); left > 0; --left) {
        reporter.begin(hand.gesture());
        if (!hand.act())
            return fail("the picture of a face is not shown");
        QCoreApplication::processEvents();
        reporter.look();
        if (rhythm.below(3) == 0 && !QTest::qWaitFor([&] { return reporter.showsSaved(); }, 10000))
            return fail("the window does not show that the edits are saved");
    }
    return 0;
}
