#include "core/shape/head_pose.h"
#include "tests/ui/document/project_fixture.h"
#include "ui/imaging/thumbnail_queue.h"
#include "ui/models/face_list_model.h"
#include "ui/models/issue_model.h"
#include "ui/models/landmark_table_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <numeric>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;
using namespace Qt::StringLiterals;

/// The list of faces, the table of landmarks, the list of issues.
class ModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void order_sortsByErrorWithMissingOnesLast();
    void order_keepsTheFilesOrderAmongEquals();
    void order_filtersByPartOrPattern();
    void order_oneRowPerImageTakesTheFirstListed();
    void order_yawFollowsEditsAndRuns();
    void faceList_tellsWhatADelegateNeeds();
    void faceList_findsRowsOfFacesAndImages();
    void faceList_touchesOnlyWhatChanged();
    void sortedFaceList_keepsItsPlacesWhenFacesComeAndGo();
    void landmarks_showSubjectElseGroundTruth();
    void landmarks_followEditAndPreview();
    void landmarks_ofAnAbsentPointAreDashes();
    void landmarks_ignoreEditsOfOtherFaces();
    void issues_nameTheirPlaceAndFace();
};

namespace {
struct Faces {
    explicit Faces(int images = 8, int facesPerImage = 1)
        : project(images, facesPerImage), thumbnails(DiskCache(project.folder() / "cache", 1 << 20), 32)
    {
        project.open(document);
    }
    void addRun(const std::vector<double> &shifts)
    {
        document.addRun(ProjectFixture::shiftedRun(document, shifts), true);
    }
    void move(int row, int point, Point2 by)
    {
        LandmarkSet set = document.state(row).mine.empty() ? document.face(row).truth : document.state(row).mine.set;
        set.points[static_cast<std::size_t>(point)] = set.points[static_cast<std::size_t>(point)] + by;
        document.moveLandmarks(row, document.groundTruthGrab(row), set, {point});
    }
    ProjectFixture project;
    ProjectDocument document;
    ThumbnailQueue thumbnails;
};

FaceOrder by(FaceSort sort, const QString &filter = {}, bool oneRowPerImage = false)
{
    return {sort, filter, oneRowPerImage};
}

std::vector<int> ordered(const ProjectDocument &document, const FaceOrder &order)
{
    YawCache yaws(document);
    return orderedFaces(document, order, yaws);
}
} // namespace

void ModelsTest::order_sortsByErrorWithMissingOnesLast()
{
    Faces f(6);
    const double none = std::nan("");
    f.addRun({3, none, 1, 5, none, 2});
    QCOMPARE(ordered(f.document, by(FaceSort::NmeWorstFirst)), (std::vector<int>{3, 0, 5, 2, 1, 4}));
    QCOMPARE(ordered(f.document, by(FaceSort::NmeBestFirst)), (std::vector<int>{2, 5, 0, 3, 1, 4}));
    QCOMPARE(ordered(f.document, by(FaceSort::FileOrder)), (std::vector<int>{0, 1, 2, 3, 4, 5}));
    QCOMPARE(ordered(f.document, by(FaceSort::Name)), (std::vector<int>{1, 3, 5, 0, 2, 4})); // video, then web
}

void ModelsTest::order_keepsTheFilesOrderAmongEquals()
{
    Faces f(6);
    QCOMPARE(ordered(f.document, by(FaceSort::NmeWorstFirst)), (std::vector<int>{0, 1, 2, 3, 4, 5}));
    f.addRun({2});
    const auto order = ordered(f.document, by(FaceSort::NmeBestFirst));
    for (std::size_t i = 1; i < order.size(); ++i)
        QVERIFY(f.document.nme(order[i - 1]) < f.document.nme(order[i]) || order[i - 1] < order[i]);
}

// P22
void ModelsTest::order_filtersByPartOrPattern()
{
    Faces f(12, 2);
    QCOMPARE(ordered(f.document, by(FaceSort::FileOrder, u"VIDEO"_s)).size(), std::size_t{12});
    QCOMPARE(ordered(f.document, by(FaceSort::FileOrder, u"eb/1"_s)), (std::vector<int>{20, 21}));
    QCOMPARE(ordered(f.document, by(FaceSort::FileOrder, u"*/1.png"_s)), (std::vector<int>{2, 3}));
    QCOMPARE(ordered(f.document, by(FaceSort::FileOrder, u"WEB/?.png"_s)).size(), std::size_t{10});
    QVERIFY(ordered(f.document, by(FaceSort::FileOrder, u"web/?"_s)).empty()); // a pattern is the whole path
    QCOMPARE(ordered(f.document, by(FaceSort::FileOrder, u"  "_s)).size(), std::size_t{24});
    QVERIFY(ordered(f.document, by(FaceSort::FileOrder, u"["_s)).empty());
}

void ModelsTest::order_oneRowPerImageTakesTheFirstListed()
{
    Faces f(3, 2);
    f.addRun({1, 6, 5, 2, 3, 4});
    QCOMPARE(ordered(f.document, by(FaceSort::FileOrder, {}, true)), (std::vector<int>{0, 2, 4}));
    QCOMPARE(ordered(f.document, by(FaceSort::NmeWorstFirst, {}, true)), (std::vector<int>{1, 2, 5}));
}

void ModelsTest::order_yawFollowsEditsAndRuns()
{
    Faces f(3);
    YawCache yaws(f.document);
    const shape::HeadPoseFit fit(*f.document.scheme());
    const auto same = [&](const std::vector<Point2> &points, int row) {
        const double yaw = yaws.yaws({row}).front();
        return std::abs(yaw - fit.pose(points)->yaw) < 1e-4;
    };
    QVERIFY(same(f.document.face(1).truth.points, 1));
    // The tip of the nose to the right: the head turns.
    for (int step = 0; step < 2; ++step) {
        for (const int landmark : {54, 57, 53})
            f.move(1, landmark, {4, 0});
        QVERIFY(same(f.document.subjectSet(1).points, 1));
    }
    QCOMPARE(orderedFaces(f.document, by(FaceSort::Yaw), yaws).back(), 1);
    f.document.undoStack()->setIndex(0);
    QVERIFY(same(f.document.face(1).truth.points, 1));
    Run run = ProjectFixture::shiftedRun(f.document, {0});
    for (const std::size_t landmark : {54U, 57U, 53U})
        run.rows[2].points[landmark].x -= 8;
    f.document.addRun(std::move(run), true);
    QCOMPARE(orderedFaces(f.document, by(FaceSort::Yaw), yaws).front(), 2);
    QVERIFY(same(f.document.subjectSet(2).points, 2));
}

void ModelsTest::faceList_tellsWhatADelegateNeeds()
{
    Faces f(2, 2);
    FaceListModel model(f.document, f.thumbnails);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    f.addRun({1, std::nan(""), 40});
    const auto at = [&](int row, int role) { return model.index(row).data(role); };
    QCOMPARE(at(2, Qt::DisplayRole).toString(), u"1.png"_s);
    QCOMPARE(at(2, Qt::ToolTipRole).toString(), u"video/1.png"_s);
    QCOMPARE(at(2, FaceListModel::FacesInImageRole).toInt(), 2);
    QCOMPARE(at(0, FaceListModel::NmeRole).toDouble(), f.document.nme(0));
    QVERIFY(!at(0, FaceListModel::FailedRole).toBool());
    QVERIFY(at(1, FaceListModel::FailedRole).toBool()); // missed by the detector
    QVERIFY(at(2, FaceListModel::FailedRole).toBool()); // beyond the threshold
    QVERIFY(std::isnan(at(1, FaceListModel::NmeRole).toDouble()));
    QVERIFY(!at(0, FaceListModel::EditedRole).toBool());
    f.move(0, 3, {1, 1});
    f.document.setReview({0}, ReviewState::Accepted);
    QVERIFY(at(0, FaceListModel::EditedRole).toBool());
    QCOMPARE(at(0, FaceListModel::ReviewRole).toInt(), static_cast<int>(ReviewState::Accepted));
    QVERIFY(f.document.close());
    QCOMPARE(model.rowCount(), 0);
}

void ModelsTest::faceList_findsRowsOfFacesAndImages()
{
    Faces f(4, 2);
    FaceListModel model(f.document, f.thumbnails);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy ordered(&model, &FaceListModel::orderChanged);
    model.setOrder(by(FaceSort::FileOrder, u"video"_s));
    QCOMPARE(model.faces(), (std::vector<int>{2, 3, 6, 7}));
    QCOMPARE(model.listRowOf(6), 2);
    QCOMPARE(model.listRowOf(0), -1);
    QCOMPARE(model.listRowOf(-1), -1);
    QCOMPARE(model.listRowOf(99), -1);
    model.setOrder(by(FaceSort::FileOrder, u"video"_s, true));
    QCOMPARE(model.listRowOf(7), 1); // its image stands for it
    QCOMPARE(ordered.count(), 2);
    model.setOrder(by(FaceSort::FileOrder, u"video"_s, true));
    QCOMPARE(ordered.count(), 2);
}

void ModelsTest::sortedFaceList_keepsItsPlacesWhenFacesComeAndGo()
{
    Faces f(4, 2);
    f.document.addRun(ProjectFixture::shiftedRun(f.document, {1, 8, 3, 6, 5, 4, 7, 2}), true);
    f.document.setActiveRun(1);
    QVERIFY(QTest::qWaitFor([&] { return !f.document.isMeasuring(); }));
    FaceListModel model(f.document, f.thumbnails);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setOrder(by(FaceSort::NmeWorstFirst));
    QCOMPARE(model.faces(), (std::vector<int>{1, 6, 3, 4, 5, 2, 7, 0}));
    f.document.deleteFace(6);
    QCOMPARE(model.faces(), (std::vector<int>{1, 3, 4, 5, 2, 7, 0}));
    f.document.deleteFace(7); // a row stands for the picture in the place of its last face
    QCOMPARE(model.faces(), (std::vector<int>{1, 3, 4, 5, 2, 6, 0}));
    QCOMPARE(f.document.faceToShow(7), 6);
    QCOMPARE(f.document.faceToShow(6), 6);
    const int added = f.document.addFace(0, {10, 10, 30, 30}, {});
    QCOMPARE(model.faces(), (std::vector<int>{1, 3, 4, 5, 2, 6, 0, added}));
    model.setOrder(by(FaceSort::NmeWorstFirst, {}, true));
    f.document.deleteFace(1); // which stood for its image
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.listRowOf(0), 0);
    f.document.undoStack()->undo();
    model.setOrder(by(FaceSort::NmeWorstFirst));
    f.document.undoStack()->undo();
    f.document.undoStack()->undo();
    f.document.undoStack()->undo();
    QCOMPARE(model.rowCount(), 8);
    QCOMPARE(model.listRowOf(1), 0);
    model.refresh();
    QCOMPARE(model.faces(), (std::vector<int>{1, 6, 3, 4, 5, 2, 7, 0}));
}

// P22
void ModelsTest::faceList_touchesOnlyWhatChanged()
{
    Faces f;
    FaceListModel model(f.document, f.thumbnails);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    f.move(5, 3, {1, 1});
    f.move(5, 4, {1, 1});
    f.document.setReview({2}, ReviewState::Done);
    QVERIFY(QTest::qWaitFor([&] { return changed.count() >= 2; }));
    std::vector<int> rows;
    for (const auto &change : changed) {
        QCOMPARE(change[0].toModelIndex(), change[1].toModelIndex());
        rows.push_back(change[0].toModelIndex().row());
    }
    std::sort(rows.begin(), rows.end());
    QCOMPARE(rows, (std::vector<int>{2, 5})); // edits of one moment come in one batch
    QCOMPARE(reset.count(), 0);
}

void ModelsTest::landmarks_showSubjectElseGroundTruth()
{
    Faces f;
    LandmarkTableModel model(f.document);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    model.setFace(0);
    QCOMPARE(model.rowCount(), 98);
    const auto cell = [&](int point, int column) { return model.index(point, column).data().toString(); };
    QCOMPARE(cell(60, LandmarkTableModel::IndexColumn), u"60"_s);
    QCOMPARE(cell(60, LandmarkTableModel::NameColumn), QString::fromStdString(f.document.scheme()->pointNames[60]));
    QCOMPARE(cell(60, LandmarkTableModel::SourceColumn), u"ground truth"_s);
    QCOMPARE(cell(60, LandmarkTableModel::PixelsColumn), u"–"_s);
    QCOMPARE(cell(60, LandmarkTableModel::PercentColumn), u"–"_s);
    f.addRun({2});
    QCOMPARE(cell(60, LandmarkTableModel::SourceColumn), u"model"_s);
    QCOMPARE(cell(60, LandmarkTableModel::PixelsColumn), u"2.0"_s);
    QCOMPARE(cell(60, LandmarkTableModel::PercentColumn), QString::number(100 * f.document.nme(0), 'f', 1));
    QCOMPARE(cell(60, LandmarkTableModel::XColumn), QString::number(f.document.face(0).truth.points[60].x + 2, 'f', 1));
}

void ModelsTest::landmarks_followEditAndPreview()
{
    Faces f;
    LandmarkTableModel model(f.document);
    model.setFace(1);
    f.move(1, 4, {3, 4});
    const auto cell = [&](int point, int column) { return model.index(point, column).data().toString(); };
    QCOMPARE(cell(4, LandmarkTableModel::SourceColumn), u"human"_s);
    QCOMPARE(cell(5, LandmarkTableModel::SourceColumn), u"ground truth"_s);
    QCOMPARE(cell(4, LandmarkTableModel::PixelsColumn), u"5.0"_s);
    LandmarkSet preview = f.document.state(1).mine.set;
    preview.points[4] = f.document.face(1).truth.points[4] + Point2{0, 12};
    model.showPreview(preview);
    QCOMPARE(cell(4, LandmarkTableModel::PixelsColumn), u"12.0"_s);
    model.endPreview();
    QCOMPARE(cell(4, LandmarkTableModel::PixelsColumn), u"5.0"_s);
    f.document.undoStack()->undo();
    QCOMPARE(cell(4, LandmarkTableModel::SourceColumn), u"ground truth"_s);
}

void ModelsTest::landmarks_ofAnAbsentPointAreDashes()
{
    Faces f;
    f.addRun({2});
    f.document.usePrediction(0, f.document.activeRun(), {10});
    LandmarkTableModel model(f.document);
    model.setFace(0);
    const auto cell = [&](int point, int column) { return model.index(point, column).data().toString(); };
    QCOMPARE(cell(10, LandmarkTableModel::VisibilityColumn), u"visible"_s);
    QCOMPARE(cell(11, LandmarkTableModel::VisibilityColumn), u"absent"_s);
    QCOMPARE(cell(10, LandmarkTableModel::PixelsColumn), u"2.0"_s);
    QCOMPARE(cell(11, LandmarkTableModel::PixelsColumn), u"–"_s);
    QCOMPARE(cell(11, LandmarkTableModel::PercentColumn), u"–"_s);
}

void ModelsTest::landmarks_ignoreEditsOfOtherFaces()
{
    Faces f;
    LandmarkTableModel model(f.document);
    model.setFace(1);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    f.move(2, 4, {3, 4});
    QCOMPARE(changed.count(), 0);
    f.move(1, 4, {3, 4});
    QVERIFY(changed.count() > 0);
    QVERIFY(f.document.close());
    QCOMPARE(model.rowCount(), 0);
}

void ModelsTest::issues_nameTheirPlaceAndFace()
{
    Faces f;
    QVERIFY(f.document.close());
    writeAll(f.project.listFile(), "1 2 three\n" + readAll(f.project.listFile()));
    IssueModel model(f.document);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    f.project.open(f.document);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, IssueModel::SeverityColumn).data().toString(), u"error"_s);
    QCOMPARE(model.index(0, IssueModel::PlaceColumn).data().toString(), u"list_98pt_rect_attr_test.txt:1"_s);
    QVERIFY(!model.index(0, IssueModel::WhatColumn).data().toString().isEmpty());
    Issue later;
    later.file = "web/0.png";
    later.what = Sentence::verbatim("truncated");
    later.face = 3;
    model.add({later});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(1, IssueModel::WhatColumn).data(IssueModel::FaceRole).toInt(), 3);
    QCOMPARE(model.index(1, IssueModel::PlaceColumn).data().toString(), u"0.png"_s);
    QVERIFY(f.document.close());
    QCOMPARE(model.rowCount(), 0);
}

QTEST_GUILESS_MAIN(ModelsTest)
#include "models_test.moc"
