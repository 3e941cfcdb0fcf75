#include "tests/ui/document/project_fixture.h"
#include "ui/document/edit_meter.h"
#include "ui/document/project_document.h"

#include <QMouseEvent>
#include <QSignalSpy>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;
using namespace Qt::StringLiterals;

namespace {
LandmarkSet shifted(const LandmarkSet &set, double by)
{
    LandmarkSet moved = set;
    for (Point2 &point : moved.points)
        point.x += by;
    return moved;
}

void move(ProjectDocument &document, int row, int point, double by)
{
    const LandmarkSet &from = document.isEdited(row) ? document.state(row).mine.set : document.face(row).truth;
    document.moveLandmarks(row, document.groundTruthGrab(row), shifted(from, by), {point});
}

void send(QObject &widget, QEvent::Type type, QPointF at)
{
    const Qt::MouseButton button = type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton;
    QMouseEvent event(type, at, at, button, type == QEvent::MouseButtonRelease ? Qt::NoButton : Qt::LeftButton, {});
    QCoreApplication::sendEvent(&widget, &event);
}

/// Undo, redo, undo: each time exactly as it was, and again after reopening.
#define VERIFY_UNDO(document, fixture, row, before)                                                                    \
    do {                                                                                                               \
        const FaceState after = (document).state(row);                                                                 \
        QVERIFY(after != (before));                                                                                    \
        (document).undoStack()->undo();                                                                                \
        QVERIFY((document).state(row) == (before));                                                                    \
        (document).undoStack()->redo();                                                                                \
        QVERIFY((document).state(row) == after);                                                                       \
        (document).close();                                                                                            \
        (fixture).open(document);                                                                                      \
        QVERIFY((document).state(row) == after);                                                                       \
        (document).undoStack()->undo();                                                                                \
        QVERIFY((document).state(row) == (before));                                                                    \
        (document).undoStack()->redo();                                                                                \
    } while (false)
} // namespace

class ReviewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void states_carryAuthorTimeAndReason();
    void sameState_keepsWhoGaveIt();
    void firstEdit_putsTheFaceInWork();
    void comments_areAddedResolvedAndRemoved();
    void excludedFaces_areLeftOutWithTheirReasons();
    void revertTo_bringsBackFaceOrPoints();
    void undo_tellsWhichPointsItTouched();
    void counts_followEveryChange();
    void meter_countsClicksDragsAndWork();
    void meter_leavesPausesOut();
    void scratchEstimate_takesTheOwnPaceOnceThereIsOne();
};

void ReviewTest::states_carryAuthorTimeAndReason()
{
    ProjectFixture fixture;
    ProjectDocument document;
    document.setAuthor("Ada");
    fixture.open(document);
    const std::int64_t now = QDateTime::currentMSecsSinceEpoch();
    document.setReview({2}, ReviewState::Excluded, "not a face");
    const FaceState excluded = document.state(2);
    QCOMPARE(excluded.note.author, std::string("Ada"));
    QCOMPARE(excluded.note.reason, std::string("not a face"));
    QVERIFY(excluded.note.time >= now && excluded.note.time < now + 60'000);
    VERIFY_UNDO(document, fixture, 2, FaceState{});
    document.setAuthor("Bo");
    document.setReview({2}, ReviewState::Accepted);
    QCOMPARE(document.state(2).note.author, std::string("Bo"));
    QCOMPARE(document.state(2).note.reason, std::string());
    VERIFY_UNDO(document, fixture, 2, excluded);
}

void ReviewTest::sameState_keepsWhoGaveIt()
{
    ProjectFixture fixture;
    ProjectDocument document;
    document.setAuthor("Ada");
    fixture.open(document);
    document.setReview({0}, ReviewState::Accepted);
    const FaceState before = document.state(0);
    document.setAuthor("Bo");
    document.setReview({0, 1}, ReviewState::Accepted);
    QVERIFY(document.state(0) == before);
    QCOMPARE(document.state(1).note.author, std::string("Bo"));
    document.undoStack()->undo();
    QVERIFY(document.state(0) == before);
    QVERIFY(document.state(1) == FaceState{});
}

void ReviewTest::firstEdit_putsTheFaceInWork()
{
    ProjectFixture fixture;
    ProjectDocument document;
    document.setAuthor("Ada");
    fixture.open(document);
    move(document, 1, 4, 3);
    QVERIFY(document.review(1) == ReviewState::InWork);
    const ReviewNote note = document.state(1).note;
    QCOMPARE(note.author, std::string("Ada"));
    document.setAuthor("Bo");
    move(document, 1, 5, 3);
    QVERIFY(document.state(1).note == note); // whoever goes on did not begin it
    document.undoStack()->undo();
    document.undoStack()->undo();
    QVERIFY(document.state(1) == FaceState{});
}

void ReviewTest::comments_areAddedResolvedAndRemoved()
{
    ProjectFixture fixture;
    ProjectDocument document;
    document.setAuthor("Ada");
    fixture.open(document);
    document.addComment(0, 16, u"  chin too low 顔 "_s);
    const Comment comment = document.state(0).comments.at(0);
    QCOMPARE(comment.point, 16);
    QCOMPARE(comment.text, std::string("chin too low 顔"));
    QCOMPARE(comment.author, std::string("Ada"));
    QCOMPARE(document.openComments(0), 1);
    VERIFY_UNDO(document, fixture, 0, FaceState{});
    const FaceState open = document.state(0);
    document.resolveComment(0, comment.id, true);
    QCOMPARE(document.openComments(0), 0);
    VERIFY_UNDO(document, fixture, 0, open);
    const FaceState resolved = document.state(0);
    document.removeComment(0, comment.id);
    QVERIFY(document.state(0).comments.empty());
    VERIFY_UNDO(document, fixture, 0, resolved);
    const int steps = document.undoStack()->count();
    document.addComment(0, -1, u"   "_s);
    QCOMPARE(document.undoStack()->count(), steps);
}

void ReviewTest::excludedFaces_areLeftOutWithTheirReasons()
{
    ProjectFixture fixture;
    ProjectDocument document;
    fixture.open(document);
    std::vector<int> rows{0, 1, 2, 3};
    QCOMPARE(document.leaveOutExcluded(rows), QString());
    document.setReview({1, 3}, ReviewState::Excluded, "blurred");
    document.setReview({2}, ReviewState::Excluded);
    const QString said = document.leaveOutExcluded(rows);
    QCOMPARE(rows, std::vector<int>{0});
    QVERIFY(said.contains(u"3 "_s) && said.contains(u"blurred (2)"_s) && said.contains(u"no reason given (1)"_s));
}

void ReviewTest::revertTo_bringsBackFaceOrPoints()
{
    ProjectFixture fixture;
    ProjectDocument document;
    fixture.open(document);
    move(document, 0, 3, 2);
    const EditedSet first = document.state(0).mine;
    move(document, 0, 3, 2);
    move(document, 0, 7, 5);
    document.setReview({0}, ReviewState::Done);
    const FaceState before = document.state(0);

    document.revertTo(0, first, {});
    QVERIFY(document.state(0).mine == first);
    QVERIFY(document.review(0) == ReviewState::Done);
    VERIFY_UNDO(document, fixture, 0, before);
    document.undoStack()->undo();

    document.revertTo(0, first, {7});
    const EditedSet &mine = document.state(0).mine;
    QVERIFY(mine.set.points[7] == first.set.points[7]);
    QVERIFY(mine.origin[7] == first.origin[7]);
    QVERIFY(mine.set.points[3] == before.mine.set.points[3]);
    VERIFY_UNDO(document, fixture, 0, before);

    document.revertTo(0, {}, {3}); // the original
    QVERIFY(document.state(0).mine.set.points[3] == document.face(0).truth.points[3]);
    QCOMPARE(document.state(0).mine.origin[3].source, PointSource::GroundTruth);
    document.revertTo(0, {}, {});
    QVERIFY(!document.isEdited(0));
}

void ReviewTest::undo_tellsWhichPointsItTouched()
{
    ProjectFixture fixture;
    ProjectDocument document;
    fixture.open(document);
    move(document, 4, 11, 3);
    move(document, 4, 12, 3);
    QSignalSpy revealed(&document, &ProjectDocument::revealRequested);
    document.undoStack()->undo();
    document.undoStack()->redo();
    document.undoStack()->undo();
    document.undoStack()->undo(); // the edit that began mine: its other points are those of the ground truth
    QCOMPARE(revealed.last().at(1).value<std::vector<int>>(), std::vector<int>{11});
    document.undoStack()->redo();
    revealed.clear();
    document.undoStack()->redo();
    document.undoStack()->undo();
    QCOMPARE(revealed.count(), 2);
    for (const auto &call : revealed) {
        QCOMPARE(call.at(0).toInt(), 4);
        QCOMPARE(call.at(1).value<std::vector<int>>(), std::vector<int>{12});
    }
}

void ReviewTest::counts_followEveryChange()
{
    ProjectFixture fixture;
    ProjectDocument document;
    fixture.open(document);
    QCOMPARE(document.reviewCount(ReviewState::New), 6);
    document.setReview({0, 1, 2}, ReviewState::Accepted);
    document.setReview({1}, ReviewState::Rejected);
    QCOMPARE(document.reviewCount(ReviewState::New), 3);
    QCOMPARE(document.reviewCount(ReviewState::Accepted), 2);
    QCOMPARE(document.reviewCount(ReviewState::Rejected), 1);
    document.undoStack()->undo();
    QCOMPARE(document.reviewCount(ReviewState::Accepted), 3);
    document.close();
    fixture.open(document);
    QCOMPARE(document.reviewCount(ReviewState::Accepted), 3);
    QCOMPARE(document.reviewCount(ReviewState::New), 3);
}

void ReviewTest::meter_countsClicksDragsAndWork()
{
    ProjectFixture fixture;
    ProjectDocument document;
    fixture.open(document);
    EditMeter meter(document);
    QObject canvas;
    std::int64_t now = 1000;
    meter.setClock([&now] { return now; });
    meter.watch(&canvas);
    meter.setFace(0);
    now += 2000;
    send(canvas, QEvent::MouseButtonPress, {10, 10});
    now += 500;
    send(canvas, QEvent::MouseMove, {30, 10});
    send(canvas, QEvent::MouseButtonRelease, {30, 10});
    move(document, 0, 3, 2); // what the drag was for
    QVERIFY((document.cost(0) == store::EditCost{0, 1, 2500}));
    send(canvas, QEvent::MouseButtonPress, {30, 10});
    send(canvas, QEvent::MouseButtonRelease, {31, 10});
    now += 4000;
    document.undoStack()->undo(); // takes the points back, not the work
    QVERIFY((document.cost(0) == store::EditCost{1, 1, 6500}));
    QVERIFY(document.cost(1).empty());
    meter.setFace(1);
    document.setReview({1}, ReviewState::Accepted);
    document.close();
    fixture.open(document);
    QVERIFY((document.cost(0) == store::EditCost{1, 1, 6500}));
    QVERIFY((document.totalCost() == store::EditCost{1, 1, 6500}));
}

void ReviewTest::meter_leavesPausesOut()
{
    ProjectFixture fixture;
    ProjectDocument document;
    fixture.open(document);
    EditMeter meter(document);
    QObject canvas;
    std::int64_t now = 0;
    meter.setClock([&now] { return now; });
    meter.watch(&canvas);
    meter.setFace(2);
    now += EditMeter::kPauseMs;
    send(canvas, QEvent::MouseMove, {1, 1}); // just at work still
    now += EditMeter::kPauseMs + 1;
    send(canvas, QEvent::MouseMove, {2, 1});
    now += 700;
    document.setReview({2}, ReviewState::Done);
    QCOMPARE(document.cost(2).activeMs, EditMeter::kPauseMs + 700);
}

void ReviewTest::scratchEstimate_takesTheOwnPaceOnceThereIsOne()
{
    QCOMPARE(scratchEstimate(98, {}).activeMs, std::int64_t{98 * 2500});
    QVERIFY(!scratchEstimate(98, {10, 9, 100'000}).ownPace);
    const ScratchEstimate own = scratchEstimate(98, {10, 10, 30'000});
    QVERIFY(own.ownPace);
    QCOMPARE(own.placements, 98);
    QCOMPARE(own.activeMs, std::int64_t{98 * 1500});
}

QTEST_MAIN(ReviewTest)
#include "review_test.moc"
