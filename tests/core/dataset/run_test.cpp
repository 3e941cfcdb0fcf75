#include "core/dataset/run.h"
#include "tests/support/test_support.h"

#include <QTest>

#include <cmath>

using namespace fiducial;
using test::q;

class RunTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void boxSourcesHaveNames();
    void rowsMatchByImageAndBoxNotByPosition();
    void onlyFaceOfAnImageMatchesUnlessItsBoxLiesApart();
    void rowOfADeletedFaceMatchesNoOtherFace();
    void otherBoxesMatchByOverlap();
    void bestOverlapWins();
    void eachRowIsUsedOnce();
    void rowsWithoutBoxMatchByTheirPoints();
    void unknownImagesAreLeftOver();
    void pathsAreComparedNormalised();
    void manyFacesMatchInReasonableTime();
    void pointsAreMappedToAnotherScheme();
    void unknownSchemePairIsAnError();
};

namespace {
Dataset dataset(const std::vector<std::pair<std::string, Rect>> &faces)
{
    Dataset out;
    for (const auto &[image, box] : faces) {
        if (out.samples.empty() || out.samples.back().image != image)
            out.samples.push_back({image, {}, {}});
        out.samples.back().faces.push_back(static_cast<std::int32_t>(out.faces.size()));
        Face face;
        face.sample = static_cast<std::int32_t>(out.samples.size()) - 1;
        face.box = box;
        out.faces.push_back(std::move(face));
    }
    return out;
}

Run runOf(const std::vector<std::pair<std::string, Rect>> &rows)
{
    Run run;
    for (const auto &[image, box] : rows) {
        Prediction row;
        row.image = image;
        row.box = box;
        run.rows.push_back(std::move(row));
    }
    return run;
}

const Rect kLeft{0, 0, 100, 100};
const Rect kRight{300, 0, 100, 100};
} // namespace

void RunTest::boxSourcesHaveNames()
{
    for (const auto source : {BoxSource::Annotated, BoxSource::Detector, BoxSource::Truth})
        QVERIFY(parseBoxSource(toString(source)) == source);
    QVERIFY(!parseBoxSource("Annotated") && !parseBoxSource(""));
}

// P5
void RunTest::rowsMatchByImageAndBoxNotByPosition()
{
    const auto faces = dataset({{"a.jpg", kLeft}, {"a.jpg", kRight}, {"b.jpg", kLeft}});
    const auto run = runOf({{"b.jpg", kLeft}, {"a.jpg", kRight}, {"a.jpg", kLeft}});
    std::vector<int> left;
    QCOMPARE(matchRun(run, faces, &left), std::vector<int>({2, 1, 0}));
    QVERIFY(left.empty());
}

void RunTest::onlyFaceOfAnImageMatchesUnlessItsBoxLiesApart()
{
    QCOMPARE(matchRun(runOf({{"a.jpg", {90, 0, 100, 100}}}), dataset({{"a.jpg", kLeft}})), std::vector<int>({0}));
    QCOMPARE(matchRun(runOf({{"a.jpg", kRight}}), dataset({{"a.jpg", kLeft}})), std::vector<int>({-1}));
    QCOMPARE(matchRun(runOf({{"a.jpg", {}}}), dataset({{"a.jpg", kLeft}})), std::vector<int>({0}));
    // With a second face the box decides.
    QCOMPARE(matchRun(runOf({{"a.jpg", {1000, 0, 10, 10}}}), dataset({{"a.jpg", kLeft}, {"a.jpg", kRight}})),
             std::vector<int>({-1, -1}));
}

void RunTest::rowOfADeletedFaceMatchesNoOtherFace()
{
    auto faces = dataset({{"a.jpg", kLeft}, {"a.jpg", kRight}});
    faces.faces[0].removed = true;
    faces.samples[0].faces = {1};
    std::vector<int> left;
    QCOMPARE(matchRun(runOf({{"a.jpg", kLeft}}), faces, &left), std::vector<int>({-1, -1}));
    QCOMPARE(left, std::vector<int>({0}));
}

void RunTest::otherBoxesMatchByOverlap()
{
    const auto faces = dataset({{"a.jpg", kLeft}, {"a.jpg", kRight}});
    std::vector<int> left;
    const auto run = runOf({{"a.jpg", {305, 5, 100, 100}}, {"a.jpg", {60, 0, 100, 100}}});
    QCOMPARE(matchRun(run, faces, &left), std::vector<int>({-1, 0})); // 0.25 of common area is too little
    QCOMPARE(left, std::vector<int>({1}));
}

void RunTest::bestOverlapWins()
{
    // Both rows overlap both faces by more than half; the closer pairs are taken.
    const auto faces = dataset({{"a.jpg", {0, 0, 100, 100}}, {"a.jpg", {20, 0, 100, 100}}});
    const auto run = runOf({{"a.jpg", {19, 0, 100, 100}}, {"a.jpg", {2, 0, 100, 100}}});
    QCOMPARE(matchRun(run, faces), std::vector<int>({1, 0}));
}

void RunTest::eachRowIsUsedOnce()
{
    const auto faces = dataset({{"a.jpg", kLeft}, {"a.jpg", kLeft}});
    std::vector<int> left;
    QCOMPARE(matchRun(runOf({{"a.jpg", kLeft}, {"a.jpg", kLeft}, {"a.jpg", kLeft}}), faces, &left),
             std::vector<int>({0, 1}));
    QCOMPARE(left, std::vector<int>({2}));
    QCOMPARE(matchRun(runOf({{"a.jpg", kLeft}}), faces), std::vector<int>({0, -1}));
}

void RunTest::rowsWithoutBoxMatchByTheirPoints()
{
    const auto faces = dataset({{"a.jpg", kLeft}, {"a.jpg", kRight}});
    Run run = runOf({{"a.jpg", {}}, {"a.jpg", {}}});
    run.rows[0].points = {{310, 5}, {395, 95}};
    run.rows[1].points = {{5, 5}, {95, 95}, {std::nanf(""), 0}};
    QCOMPARE(matchRun(run, faces), std::vector<int>({1, 0}));
}

void RunTest::unknownImagesAreLeftOver()
{
    std::vector<int> left;
    QCOMPARE(matchRun(runOf({{"x.jpg", kLeft}, {"a.jpg", kLeft}}), dataset({{"a.jpg", kLeft}}), &left),
             std::vector<int>({1}));
    QCOMPARE(left, std::vector<int>({0}));
    QCOMPARE(matchRun(Run(), dataset({{"a.jpg", kLeft}})), std::vector<int>({-1}));
}

void RunTest::pathsAreComparedNormalised()
{
    QCOMPARE(matchRun(runOf({{"./web\\a.jpg", kLeft}}), dataset({{"web//a.jpg", kLeft}})), std::vector<int>({0}));
}

void RunTest::manyFacesMatchInReasonableTime()
{
    std::vector<std::pair<std::string, Rect>> faces, rows;
    for (int i = 0; i < 700; ++i) {
        faces.push_back({"crowd.jpg", {i * 20.0, 0, 18, 18}});
        rows.push_back({"crowd.jpg", {(699 - i) * 20.0 + 1, 0, 18, 18}});
    }
    const auto matched = matchRun(runOf(rows), dataset(faces));
    for (int i = 0; i < 700; ++i)
        QCOMPARE(matched[static_cast<std::size_t>(i)], 699 - i);
}

void RunTest::pointsAreMappedToAnotherScheme()
{
    Prediction row;
    for (int i = 0; i < 98; ++i)
        row.points.push_back({static_cast<float>(i), static_cast<float>(-i)});
    const auto same = pointsInScheme(row, "wflw98", "wflw98");
    QCOMPARE(same.value().size(), 98u);
    const auto mapped = pointsInScheme(row, "wflw98", "ibug68");
    QVERIFY(mapped.ok());
    QCOMPARE(mapped->size(), 68u);
    // algorithms.md 2.5: chin point 8 is 16, outer eye corners 36 and 45 are 60 and 72.
    QCOMPARE((*mapped)[8], Point2({16, -16}));
    QCOMPARE((*mapped)[36], Point2({60, -60}));
    QCOMPARE((*mapped)[45], Point2({72, -72}));
}

void RunTest::unknownSchemePairIsAnError()
{
    Prediction row;
    row.points.resize(19);
    const auto mapped = pointsInScheme(row, "aflw19", "wflw98");
    QVERIFY(!mapped);
    QCOMPARE(mapped.error().code, Errc::Unsupported);
    QVERIFY(q(mapped.error().message.text()).contains(QStringLiteral("aflw19")));
    QVERIFY(pointsInScheme(Prediction(), "aflw19", "wflw98").value().empty()); // missing faces have no points
}

QTEST_GUILESS_MAIN(RunTest)
#include "run_test.moc"
