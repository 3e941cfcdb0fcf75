#include "tests/ui/models/laboratory_fixture.h"
#include "ui/models/face_table_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <algorithm>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;
using namespace Qt::StringLiterals;

/// The laboratory while the data set, its runs and its faces change.
class LaboratoryEditsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void edits_areMeasuredAlone();
    void fields_areEditedWithoutACopyOfTheDataSet();
    void fields_editedWhileItPrepares_areInTheTable();
    void deletedFace_losesItsNumbers_andGetsThemBack();
    void addedFace_isMeasuredAlone();
    void newAttribute_isAColumn();
    void pickedFaces_stayWhenOthersComeAndGo();
    void newPredictions_areMeasuredAlone();
    void changesOnTheWay_leaveNothingStale();
    void closing_whileItMeasures();
};

void LaboratoryEditsTest::edits_areMeasuredAlone()
{
    Lab lab(6);
    lab.addRun({2});
    QVERIFY(lab.measure());
    QSignalSpy measured(&lab.laboratory, &Laboratory::rowsMeasured);
    QSignalSpy settled(&lab.laboratory, &Laboratory::settled);
    lab.move(2, 10, {5, 0}); // the first edit brings the subject "mine"
    QVERIFY(settled.wait());
    QCOMPARE(lab.laboratory.subjects().size(), std::size_t{2});
    QVERIFY(!lab.laboratory.subjects()[1].isRun());
    QVERIFY(close(lab.nmes(1)[2], 5.0 / 98 / lab.interOcular(2)));
    QVERIFY(std::isnan(lab.nmes(1)[3]));
    for (const auto &rows : measured)
        QCOMPARE(rows.front().value<std::vector<int>>(), std::vector<int>{2});
    measured.clear();
    settled.clear();
    lab.move(3, 10, {7, 0});
    QVERIFY(settled.wait());
    QVERIFY(!measured.isEmpty());
    for (const auto &rows : measured) // its state and its points
        QCOMPARE(rows.front().value<std::vector<int>>(), std::vector<int>{3});
    QCOMPARE(settled.front().front().toBool(), true); // rows stay in their places
    QVERIFY(close(lab.nmes(1)[3], 7.0 / 98 / lab.interOcular(3)));
}

void LaboratoryEditsTest::fields_areEditedWithoutACopyOfTheDataSet()
{
    Lab lab(6);
    lab.addRun({2});
    QVERIFY(lab.measure());
    lab.document.setNormaliser(metrics::Normaliser::BoxAnnotated);
    QVERIFY(lab.settle());
    const Dataset *before = &lab.document.dataset();
    QSignalSpy settled(&lab.laboratory, &Laboratory::settled);
    lab.document.setAttribute({1}, "blur", 1);
    QVERIFY(settled.wait());
    lab.document.setAttribute({2}, "blur", 1);
    QVERIFY(settled.wait());
    lab.document.setBox(3, {10, 10, 30, 30});
    QVERIFY(settled.wait());
    QCOMPARE(&lab.document.dataset(), before);
    QCOMPARE(lab.laboratory.table().attributes[5], (std::vector<std::int8_t>{0, 1, 1, 0, 0, 0}));
    QVERIFY(close(lab.nmes(0)[3], 2.0 / 30)); // of the box as it is now
}

void LaboratoryEditsTest::fields_editedWhileItPrepares_areInTheTable()
{
    Lab lab(4);
    lab.addRun({2});
    lab.laboratory.setActive(true);
    QVERIFY(lab.laboratory.isMeasuring());
    lab.document.setAttribute({1}, "blur", 1);
    lab.document.deleteFace(3);
    lab.document.setAttribute({2}, "glasses", 1);
    QVERIFY(lab.settle());
    const auto &table = lab.laboratory.table();
    QCOMPARE(table.attributeNames.back(), std::string("glasses"));
    QCOMPARE(table.attributes[5], (std::vector<std::int8_t>{0, 1, 0, -1}));
    QCOMPARE(table.attributes[6], (std::vector<std::int8_t>{-1, -1, 1, -1}));
    QVERIFY(std::isnan(table.size[3]) && std::isnan(lab.nmes(0)[3]));
    QCOMPARE(lab.laboratory.measuredCount(), 3);
}

void LaboratoryEditsTest::deletedFace_losesItsNumbers_andGetsThemBack()
{
    Lab lab(5);
    lab.addRun({2, 4, 3, 1, 5});
    QVERIFY(lab.measure());
    FaceTableModel model(lab.laboratory);
    const analysis::FaceTable before = lab.laboratory.table();
    QSignalSpy reset(&lab.laboratory, &Laboratory::reset);
    QSignalSpy measured(&lab.laboratory, &Laboratory::rowsMeasured);
    lab.document.deleteFace(1);
    const auto &table = lab.laboratory.table();
    QVERIFY(std::isnan(lab.nmes(0)[1]) && std::isnan(table.yaw[1]) && std::isnan(table.size[1]));
    QVERIFY(std::isnan(lab.laboratory.pointErrors(0)[1]));
    QCOMPARE(lab.nmes(0)[4], before.runs[0].nme[4]);
    QCOMPARE(model.faces(), (std::vector<int>{4, 2, 0, 3}));
    QCOMPARE(lab.laboratory.measuredCount(), 4);
    QVERIFY(!lab.laboratory.isMeasuring());
    // The mean face follows a little later.
    QVERIFY(QTest::qWaitFor([&] { return lab.laboratory.landmarkErrors()[0].faces == 4; }, 10'000));
    measured.clear();
    lab.document.undoStack()->undo();
    QVERIFY(QTest::qWaitFor([&] { return !std::isnan(lab.nmes(0)[1]); }, 10'000));
    for (const auto &rows : measured)
        QCOMPARE(rows.front().value<std::vector<int>>(), std::vector<int>{1});
    QCOMPARE(lab.nmes(0), before.runs[0].nme);
    QCOMPARE(table.yaw, before.yaw);
    QCOMPARE(table.size, before.size);
    QCOMPARE(table.attributes, before.attributes);
    QCOMPARE(model.faces(), (std::vector<int>{4, 1, 2, 0, 3}));
    QCOMPARE(reset.count(), 0);
}

void LaboratoryEditsTest::addedFace_isMeasuredAlone()
{
    Lab lab(4);
    lab.addRun({2});
    QVERIFY(lab.measure());
    FaceTableModel model(lab.laboratory);
    QSignalSpy reset(&lab.laboratory, &Laboratory::reset);
    QSignalSpy measured(&lab.laboratory, &Laboratory::rowsMeasured);
    QSignalSpy settled(&lab.laboratory, &Laboratory::settled);
    const std::vector<double> before = lab.nmes(0);
    const int row = lab.document.addFace(0, {10, 10, 50, 50}, lab.document.face(0).truth);
    QVERIFY(settled.wait());
    const auto &table = lab.laboratory.table();
    QCOMPARE(table.rows, std::size_t{5});
    QCOMPARE(table.image[4], table.image[0]);
    QCOMPARE(table.state[4], static_cast<std::uint8_t>(ReviewState::InWork));
    for (const auto &rows : measured)
        QCOMPARE(rows.front().value<std::vector<int>>(), std::vector<int>{row});
    QVERIFY(std::equal(before.begin(), before.end(), lab.nmes(0).begin()) && std::isnan(lab.nmes(0)[4]));
    QCOMPARE(model.faces().back(), row);
    QCOMPARE(lab.laboratory.subjects().size(), std::size_t{2}); // the face is mine
    lab.document.setReference({Reference::Kind::Mine, -1});
    QVERIFY(lab.settle());
    QVERIFY(!std::isnan(lab.laboratory.table().yaw[4]));
    QCOMPARE(reset.count(), 1);
    lab.document.undoStack()->undo();
    QCOMPARE(model.rowOf(row), -1);
    QVERIFY(std::isnan(lab.laboratory.table().yaw[4]));
}

void LaboratoryEditsTest::newAttribute_isAColumn()
{
    Lab lab(4);
    lab.addRun({2});
    QVERIFY(lab.measure());
    FaceTableModel model(lab.laboratory);
    using Kind = FaceTableModel::Kind;
    QSignalSpy reset(&lab.laboratory, &Laboratory::reset);
    QSignalSpy measured(&lab.laboratory, &Laboratory::rowsMeasured);
    lab.document.defineAttributes({"hat", "glasses"});
    QVERIFY(model.columnOf(Kind::Attribute, 7) >= 0);
    QVERIFY(!lab.laboratory.isMeasuring() && measured.isEmpty());
    QVERIFY(!measured.wait(50));
    lab.document.setAttribute({2}, "glasses", 1);
    QVERIFY(!model.setQuery(u"glasses = 1"_s));
    QCOMPARE(model.faces(), std::vector<int>{2});
    model.sort(model.columnOf(Kind::Attribute, 7), Qt::DescendingOrder);
    QVERIFY(lab.document.removeAttribute("hat"));
    QCOMPARE(model.sortColumn(), model.columnOf(Kind::Attribute, 6)); // still the glasses
    QCOMPARE(model.faces(), std::vector<int>{2});
    QCOMPARE(reset.count(), 0);
}

void LaboratoryEditsTest::pickedFaces_stayWhenOthersComeAndGo()
{
    Lab lab(5);
    lab.addRun({2, 4, 3, 1, 5});
    QVERIFY(lab.measure());
    FaceTableModel model(lab.laboratory);
    QAbstractItemModelTester tester(&model);
    model.setPicked(FaceTableModel::Picked{u"some"_s, {1, 2, 3}});
    lab.document.deleteFace(1);
    QCOMPARE(model.faces(), (std::vector<int>{2, 3}));
    lab.document.defineAttributes({"glasses"});
    (void)lab.document.addFace(0, {10, 10, 50, 50}, lab.document.face(0).truth);
    QCOMPARE(model.faces(), (std::vector<int>{2, 3}));
    QCOMPARE(model.picked()->title, u"some"_s);
    lab.document.undoStack()->undo();
    lab.document.undoStack()->undo();
    QCOMPARE(model.faces(), (std::vector<int>{1, 2, 3}));
    lab.laboratory.retranslate();
    QCOMPARE(model.faces(), (std::vector<int>{1, 2, 3}));
}

void LaboratoryEditsTest::newPredictions_areMeasuredAlone()
{
    Lab lab(6);
    const int run = lab.addRun({2});
    QVERIFY(lab.measure());
    QSignalSpy measured(&lab.laboratory, &Laboratory::rowsMeasured);
    QSignalSpy settled(&lab.laboratory, &Laboratory::settled);
    lab.document.appendPredictions(run, {1, 4},
                                   {ProjectFixture::shiftedPrediction(lab.document, 1, 6),
                                    ProjectFixture::shiftedPrediction(lab.document, 4, kNone)});
    QVERIFY(settled.wait());
    QCOMPARE(measured.front().front().value<std::vector<int>>(), (std::vector<int>{1, 4}));
    QVERIFY(close(lab.nmes(0)[1], 6 / lab.interOcular(1)));
    QVERIFY(std::isinf(lab.nmes(0)[4]));
    QVERIFY(close(lab.nmes(0)[0], 2 / lab.interOcular(0)));
    // The mean face follows a little later: two of five faces that have points are the same, one lies further off.
    QVERIFY(QTest::qWaitFor(
        [&] { return close(lab.laboratory.landmarkErrors()[0].bias.x, (4 * 2 + 6) / 5.0 / 60, 1e-3); }, 10'000));
}

void LaboratoryEditsTest::changesOnTheWay_leaveNothingStale()
{
    Lab lab(300, 4);
    lab.addRun({2});
    lab.laboratory.setActive(true);
    QVERIFY(QTest::qWaitFor([&] { return lab.laboratory.measuredCount() > 0; }, 20'000));
    lab.document.setNormaliser(metrics::Normaliser::Diagonal); // answers to the first question are on their way
    QVERIFY(lab.settle());
    for (int row = 0; row < lab.document.faceCount(); ++row) {
        const Rect box = landmarkBox(lab.document.face(row).truth);
        QVERIFY(close(lab.nmes(0)[static_cast<std::size_t>(row)], 2 / std::hypot(box.width, box.height)));
    }
}

void LaboratoryEditsTest::closing_whileItMeasures()
{
    Lab lab(300, 4);
    lab.addRun({2});
    lab.laboratory.setActive(true);
    QVERIFY(QTest::qWaitFor([&] { return lab.laboratory.measuredCount() > 0; }, 20'000));
    QVERIFY(lab.document.close());
    QCOMPARE(lab.laboratory.rowCount(), 0);
    lab.jobs.waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(lab.laboratory.measuredCount(), 0);
    QVERIFY(!lab.laboratory.isMeasuring());
}

QTEST_GUILESS_MAIN(LaboratoryEditsTest)
#include "laboratory_edits_test.moc"
