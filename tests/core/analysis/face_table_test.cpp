#include "core/analysis/face_table.h"
#include "core/analysis/query.h"
#include "tests/support/numbers.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace fiducial;
using namespace fiducial::analysis;
using namespace fiducial::test;

namespace {

/// Three faces on two images.
Dataset threeFaces()
{
    Dataset dataset;
    dataset.schemeId = "ibug68";
    dataset.attributeNames = {"pose", "make-up", "size", "Größe"};
    dataset.samples = {{"web/a.jpg", {}, {0, 1}}, {"cam/b.jpg", {}, {2}}};
    for (int i = 0; i < 3; ++i) {
        Face face;
        face.sample = i / 2;
        face.truth.points = {{0, 0}, {30.0 * (i + 1), 0}, {0, 30.0 * (i + 1)}};
        face.attributes = {static_cast<std::int8_t>(i == 0), 1, 0, static_cast<std::int8_t>(i == 2)};
        dataset.faces.push_back(face);
    }
    dataset.faces[1].attributes.clear();
    dataset.faces[1].truth = {};
    return dataset;
}

std::vector<int> rowsOf(const FaceTable &table, int active, const char *text)
{
    const QueryColumns columns = queryColumns(table, active).value();
    const ParsedQuery parsed = parseQuery(text, columns);
    if (!parsed.query) {
        qWarning("%s", parsed.error->text(text).c_str());
        return {-1};
    }
    return parsed.query->rows(columns).value();
}

} // namespace

class FaceTableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsWhatTheDataSetKnows();
    void followsTheDataSet();
    void attributesOfAnyNameAreColumns();
    void knowsTheReview();
    void measuresARun();
    void activeRunAndOthersByName();
    void whatNobodyComputedIsUnknown();
    void wrongLengthIsAnError();
};

void FaceTableTest::knowsWhatTheDataSetKnows()
{
    FaceTable table = faceTable(threeFaces());
    QCOMPARE(table.rows, std::size_t{3});
    QCOMPARE(rowsOf(table, -1, "pose"), std::vector<int>{0});
    QCOMPARE(rowsOf(table, -1, "make-up = none"), std::vector<int>{1});
    QCOMPARE(rowsOf(table, -1, "attribute_size = 0"), (std::vector<int>{0, 2}));
    QCOMPARE(rowsOf(table, -1, "Größe"), std::vector<int>{2});
    QCOMPARE(rowsOf(table, -1, "size > 50"), std::vector<int>{2});
    QCOMPARE(rowsOf(table, -1, "size = none"), std::vector<int>{1});
    QCOMPARE(rowsOf(table, -1, "image ~ 'web'"), (std::vector<int>{0, 1}));
    table.state = {0, static_cast<std::uint8_t>(ReviewState::NeedsWork),
                   static_cast<std::uint8_t>(ReviewState::Excluded)};
    QCOMPARE(rowsOf(table, -1, "state = 'needs work' or state = excluded"), (std::vector<int>{1, 2}));
}

void FaceTableTest::followsTheDataSet()
{
    Dataset dataset = threeFaces();
    FaceTable table = faceTable(dataset);
    table.runs = {RunMeasurer("one", 3).take()};
    table.runs[0].nme = {0.1, 0.2, 0.3};
    table.yaw = {1, 2, 3};
    addReviewColumns(table);
    dataset.faces.push_back(dataset.faces[2]);
    dataset.faces[0].removed = true;
    dataset.faces[2].attributes[1] = 0;
    dataset.attributeNames = {"pose", "make-up", "size"};
    followDataset(table, dataset, std::vector<int>{0, 2});
    QCOMPARE(table.rows, std::size_t{4});
    QCOMPARE(table.image.back(), std::string("cam/b.jpg"));
    QCOMPARE(table.attributes, (std::vector<std::vector<std::int8_t>>{{-1, -1, 0, 0}, {-1, -1, 0, 1}, {-1, -1, 0, 0}}));
    QVERIFY(std::isnan(table.size[0]) && !std::isnan(table.size[2]) && table.size[3] == table.size[2]);
    QVERIFY(table.runs[0].nme[2] == 0.3 && std::isnan(table.runs[0].nme[3]) && std::isnan(table.yaw[3]));
    QVERIFY(table.pitch.empty() && table.split.empty());
    QVERIFY(queryColumns(table, 0)); // as many rows everywhere
    clearMeasures(table, 1);
    QVERIFY(std::isnan(table.runs[0].nme[1]) && std::isnan(table.yaw[1]) && table.yaw[2] == 3);
    dataset.faces[0].removed = false;
    followDataset(table, dataset, std::vector<int>{0});
    QCOMPARE(table.size[0], 30.0);
}

void FaceTableTest::attributesOfAnyNameAreColumns()
{
    Dataset dataset = threeFaces();
    dataset.attributeNames = {"Not", "make-up", "make up", "Make/up"};
    const FaceTable table = faceTable(dataset);
    QCOMPARE(rowsOf(table, -1, "attribute_not"), std::vector<int>{0});
    QCOMPARE(rowsOf(table, -1, "not attribute_not = 1"), (std::vector<int>{1, 2}));
    QCOMPARE(rowsOf(table, -1, "make_up"), (std::vector<int>{0, 2}));
    QCOMPARE(rowsOf(table, -1, "attribute_make_up = 0"), (std::vector<int>{0, 2}));
    QCOMPARE(rowsOf(table, -1, "attribute_make_up_2"), std::vector<int>{2});
}

void FaceTableTest::knowsTheReview()
{
    FaceTable table = faceTable(threeFaces());
    addReviewColumns(table);
    FaceState state;
    state.review = ReviewState::NeedsWork;
    state.comments = {{Uuid::random(), 3, "open", "Ada", 1, false}, {Uuid::random(), 3, "done", "Ada", 1, true}};
    state.mine.set.points.resize(5);
    state.mine.origin = {{PointSource::Human, -1, 2, 1},
                         {PointSource::Model, 0, 0, 1},
                         {PointSource::Model, 0, 0, 1},
                         {PointSource::Model, 0, 0, 1},
                         {PointSource::None, -1, 0, 0}};
    setReview(table, 1, state, true);
    setReview(table, 2, {}, true);
    QCOMPARE(rowsOf(table, -1, "comments > 0"), std::vector<int>{1});
    QCOMPARE(rowsOf(table, -1, "comments = 1 and human = 1 and model > 2"), std::vector<int>{1});
    QCOMPARE(rowsOf(table, -1, "source = model"), std::vector<int>{1});
    QCOMPARE(rowsOf(table, -1, "source = 'ground truth'"), std::vector<int>{2});
    QCOMPARE(rowsOf(table, -1, "state = 'needs work'"), std::vector<int>{1});
    for (Provenance &origin : state.mine.origin)
        origin.source = PointSource::Human;
    setReview(table, 1, state, true);
    QCOMPARE(rowsOf(table, -1, "source = human and human > 4"), std::vector<int>{1});
}

void FaceTableTest::measuresARun()
{
    const LandmarkSet reference{{{0, 0}, {10, 0}, {kNan, kNan}}, {}};
    RunMeasurer measurer("a", 4);
    measurer.add(0, reference, std::vector<Point2>{{3, 4}, {10, 1}, {5, 5}},
                 std::vector<Covariance2f>{{4, 1, 4}, {std::numeric_limits<float>::quiet_NaN(), 0, 1}, {0, 0, 0}}, 50);
    measurer.add(1, reference, {}, {}, 50);
    measurer.add(2, reference, std::vector<Point2>{{0, 0}, {10, 0}, {0, 0}}, {}, 50);
    measurer.add(3, reference, std::vector<Point2>{{0, 0}, {10, 0}, {0, 0}}, {}, 0);
    const RunMeasures run = measurer.take();
    QVERIFY(std::abs(run.nme[0] - 3.0 / 50) < 1e-12);
    QVERIFY(std::abs(run.worstError[0] - 5.0 / 50) < 1e-12);
    QCOMPARE(run.worstPoint[0], 0.0);
    QVERIFY(std::abs(run.uncertainty[0] - std::sqrt(2.0) / 50) < 1e-9);
    QVERIFY(std::isnan(run.nme[1]) && std::isnan(run.worstPoint[1]));
    QCOMPARE(run.nme[2], 0.0);
    QCOMPARE(run.worstError[2], 0.0);
    QVERIFY(std::isnan(run.uncertainty[2]));
    QVERIFY(std::isnan(run.nme[3]));
}

void FaceTableTest::activeRunAndOthersByName()
{
    FaceTable table = faceTable(threeFaces());
    table.runs = {{"first", {0.01, 0.05, 0.09}, {}, {}, {}}, {"second", {0.02, 0.02, 0.2}, {}, {}, {}}};
    QCOMPARE(rowsOf(table, 0, "nme > 4 %"), (std::vector<int>{1, 2}));
    QCOMPARE(rowsOf(table, 1, "nme > 4 %"), std::vector<int>{2});
    QCOMPARE(rowsOf(table, 0, "nme > nme('second')"), std::vector<int>{1});
    QCOMPARE(rowsOf(table, 0, "nme('first') = nme"), (std::vector<int>{0, 1, 2}));
}

void FaceTableTest::whatNobodyComputedIsUnknown()
{
    const FaceTable table = faceTable(threeFaces());
    const QueryColumns columns = queryColumns(table, 0).value();
    for (const char *name : {"nme", "yaw", "disagreement", "state"})
        QVERIFY(!columns.find(name));
}

void FaceTableTest::wrongLengthIsAnError()
{
    FaceTable table = faceTable(threeFaces());
    table.yaw = {1, 2};
    QVERIFY(!queryColumns(table, -1).ok());
}

QTEST_GUILESS_MAIN(FaceTableTest)
#include "face_table_test.moc"
