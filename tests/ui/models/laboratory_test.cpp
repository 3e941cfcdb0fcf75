#include "core/base/rng.h"
#include "tests/ui/models/laboratory_fixture.h"
#include "ui/models/face_table_model.h"
#include "ui/models/subset_model.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>

#include <algorithm>
#include <map>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;
using namespace Qt::StringLiterals;

/// The laboratory's columns and tables against plain computations.
class LaboratoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void columns_equalAPlainComputation();
    void missedFaces_areFailuresWithoutANumber();
    void disagreementAndSuspicion_needTwoRuns();
    void pose_isThatOfTheReference();
    void implausibility_findsTheSlippedShape();
    void meanFace_findsTheHabit();
    void normaliserAndReference_measureAllAnew();
    void inactive_measuresNothing();
    void table_sortsWithMissingNumbersLast();
    void table_filtersByQueryAndInterval();
    void wrongQuery_keepsTheRowsAndNamesThePlace();
    void landmark_addsAColumnAndSortsByIt();
    void failures_areWalkedInTheTablesOrder();
    void review_showsAtOnce();
    void subsets_equalAPlainComputation();
    void subsets_areThePartsOfTheDataSet();
    void published_standBesideOfficialLabelsOnly();
    void published_areNamedWithTheirSource();
    void hundredThousandFaces();
};

namespace {
/// A list of the name, size and attributes of WFLW's test list; its pictures do not exist.
std::filesystem::path writeTestList(const std::filesystem::path &root)
{
    constexpr int kCounts[] = {326, 314, 698, 206, 736, 773};
    std::string list;
    for (int face = 0; face < 2500; ++face) {
        for (const Point2 p : findScheme("wflw98")->meanShape)
            list += text::fixed(300 + 150 * p.x, 2) + " " + text::fixed(300 + 150 * p.y, 2) + " ";
        list += "200 200 400 " + std::to_string(400 + face);
        for (const int count : kCounts)
            list += face < count ? " 1" : " 0";
        list += " web/" + std::to_string(face) + ".jpg\n";
    }
    std::filesystem::create_directories(root / "WFLW_annotations");
    std::filesystem::create_directories(root / "WFLW_images");
    writeAll(root / "WFLW_annotations" / "list_98pt_rect_attr_test.txt", list);
    return root / "WFLW_annotations" / "list_98pt_rect_attr_test.txt";
}
} // namespace

void LaboratoryTest::columns_equalAPlainComputation()
{
    Lab lab(8);
    const std::vector<double> shifts{3, 1, 0.5, 2, 4, 0, 1.5, 2.5};
    lab.addRun(shifts, "one");
    lab.addRun({1}, "two");
    QVERIFY(lab.measure());
    const auto &table = lab.laboratory.table();
    QCOMPARE(table.rows, std::size_t{8});
    QCOMPARE(lab.laboratory.runCount(), 2);
    QCOMPARE(lab.laboratory.active(), 1);
    for (int row = 0; row < 8; ++row) {
        const auto i = static_cast<std::size_t>(row);
        QVERIFY(close(lab.nmes(0)[i], shifts[i] / lab.interOcular(row)));
        QVERIFY(close(lab.nmes(1)[i], 1 / lab.interOcular(row)));
        QVERIFY(close(table.runs[0].worstError[i], shifts[i] / lab.interOcular(row), 1e-5));
        QVERIFY(close(table.disagreement[i], std::abs(shifts[i] - 1) / lab.interOcular(row)));
        QVERIFY(std::isnan(table.runs[0].uncertainty[i]));
        QCOMPARE(table.image[i], lab.document.dataset().sampleOf(row).image);
    }
    QVERIFY(table.implausibility.empty()); // eight shapes are no statistics
}

void LaboratoryTest::missedFaces_areFailuresWithoutANumber()
{
    Lab lab(4);
    lab.addRun({1, kNone, 2, kNone});
    QVERIFY(lab.measure());
    QVERIFY(std::isinf(lab.nmes(0)[1]) && std::isinf(lab.nmes(0)[3]) && std::isfinite(lab.nmes(0)[0]));
    FaceTableModel model(lab.laboratory);
    const int column = model.columnOf(FaceTableModel::Kind::Nme, 0);
    QVERIFY(!model.setQuery(u"nme > 0.001"_s));
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.faceAt(0), 1); // beyond every number
    QCOMPARE(model.index(0, column).data().toString(), u"missed"_s);
}

void LaboratoryTest::disagreementAndSuspicion_needTwoRuns()
{
    Lab lab(4);
    lab.addRun({10, 0, 0, 0}, "one");
    QVERIFY(lab.measure());
    QVERIFY(lab.laboratory.table().disagreement.empty() && lab.laboratory.table().suspicion.empty());
    lab.addRun({10.05, 0, 3, 0}, "two");
    QVERIFY(lab.settle());
    const auto &table = lab.laboratory.table();
    // Both runs say that the first face lies ten pixels to the right; nobody else is suspect.
    const double distance = 10.025 / lab.interOcular(0);
    const double spread = 0.05 / lab.interOcular(0);
    QVERIFY(table.suspicion[0] >= 0.5 * distance / std::max(spread, 0.005));
    QCOMPARE(table.suspicion[1], 0.0);
    QVERIFY(close(table.disagreement[2], 3 / lab.interOcular(2)));
}

void LaboratoryTest::pose_isThatOfTheReference()
{
    Lab lab(3);
    lab.addRun({5});
    QVERIFY(lab.measure());
    const shape::HeadPoseFit fit(*lab.document.scheme());
    for (int row = 0; row < 3; ++row) {
        const auto pose = fit.pose(lab.document.face(row).truth.points);
        QVERIFY(pose.has_value());
        QCOMPARE(lab.laboratory.table().yaw[static_cast<std::size_t>(row)], pose->yaw);
        QCOMPARE(lab.laboratory.table().roll[static_cast<std::size_t>(row)], pose->roll);
    }
}

void LaboratoryTest::implausibility_findsTheSlippedShape()
{
    Rng random(7);
    auto dataset = std::make_shared<Dataset>();
    dataset->schemeId = "wflw98";
    const LandmarkScheme &scheme = *dataset->scheme();
    for (int i = 0; i < 60; ++i) {
        Face face;
        face.sample = i;
        for (const Point2 p : scheme.meanShape)
            face.truth.points.push_back({200 * p.x + random.normal(), 200 * p.y + random.normal()});
        dataset->faces.push_back(face);
        dataset->samples.push_back({"a.png", {}, {i}});
    }
    const auto basis = measuringBasis(*dataset, JobContext{});
    QVERIFY(basis && (*basis)->shapes);
    std::vector<FaceSets> faces(3);
    for (int i = 0; i < 3; ++i) {
        const LandmarkSet &truth = dataset->faces[static_cast<std::size_t>(i)].truth;
        faces[static_cast<std::size_t>(i)] = {
            .row = i, .reference = truth, .subjects = {{truth.points, {}, false}}, .truth = truth};
    }
    faces[1].subjects[0].points[54] = {900, 900};
    faces[2].subjects[0] = {}; // no prediction: the ground truth is judged
    const MeasuredFaces measured = measureFaces(**basis, faces, {.runs = 1, .active = 0});
    QVERIFY(measured.implausibility[1] > 5 * measured.implausibility[0]);
    QCOMPARE(measured.implausibility[2], (*basis)->shapes->judge(dataset->faces[2].truth.points).face);
}

void LaboratoryTest::meanFace_findsTheHabit()
{
    Lab lab(5);
    lab.addRun({2, 4, 3, 1, 5});
    QVERIFY(lab.measure());
    const auto &errors = lab.laboratory.landmarkErrors();
    QCOMPARE(errors.size(), std::size_t{98});
    // The fixture's faces are the mean shape, 60 pixels to its unit, and the run lies to the right of them all.
    for (const auto &landmark : errors) {
        QVERIFY(close(landmark.bias.x, 3.0 / 60, 1e-3) && close(landmark.bias.y, 0, 1e-3));
        QVERIFY(close(landmark.nme, 3.0 / lab.interOcular(0), 1e-3));
        QCOMPARE(landmark.faces, 5);
    }
}

void LaboratoryTest::normaliserAndReference_measureAllAnew()
{
    Lab lab(5);
    const int first = lab.addRun({2}, "one");
    lab.addRun({5}, "two");
    QVERIFY(lab.measure());
    lab.document.setNormaliser(metrics::Normaliser::Diagonal);
    QVERIFY(lab.settle());
    const Rect box = landmarkBox(lab.document.face(0).truth);
    QVERIFY(close(lab.nmes(0)[0], 2 / std::hypot(box.width, box.height)));
    QVERIFY(lab.laboratory.conditions(0).contains(u"diagonal"_s));
    lab.document.setNormaliser(metrics::Normaliser::InterOcular);
    lab.document.setReference({Reference::Kind::Run, first});
    QVERIFY(lab.settle());
    QVERIFY(close(lab.nmes(0)[0], 0) && close(lab.nmes(1)[0], 3 / lab.interOcular(0), 1e-5));
    QVERIFY(lab.laboratory.conditions(1).contains(u"against one"_s));
    QVERIFY(lab.laboratory.conditions(1).contains(u"annotated boxes"_s));
}

void LaboratoryTest::inactive_measuresNothing()
{
    Lab lab(3);
    lab.addRun({2});
    QVERIFY(lab.settle());
    QCOMPARE(lab.laboratory.rowCount(), 0);
    QVERIFY(lab.measure());
    lab.laboratory.setActive(false);
    lab.addRun({3}, "later");
    QVERIFY(lab.settle());
    QCOMPARE(lab.laboratory.runCount(), 1);
    QVERIFY(lab.measure());
    QCOMPARE(lab.laboratory.runCount(), 2);
}

void LaboratoryTest::table_sortsWithMissingNumbersLast()
{
    Lab lab(6);
    lab.addRun({3, kNone, 1, 5, 0.5, 2}, "one");
    QVERIFY(lab.measure());
    FaceTableModel model(lab.laboratory);
    QAbstractItemModelTester tester(&model);
    QCOMPARE(model.faces(), (std::vector<int>{1, 3, 0, 5, 2, 4})); // worst first, missed before all
    model.sort(model.columnOf(FaceTableModel::Kind::Nme, 0), Qt::AscendingOrder);
    QCOMPARE(model.faces(), (std::vector<int>{4, 2, 5, 0, 3, 1}));
    model.sort(model.columnOf(FaceTableModel::Kind::Image, 0), Qt::AscendingOrder);
    QCOMPARE(model.faces(), (std::vector<int>{1, 3, 5, 0, 2, 4})); // video, then web
    model.sort(model.columnOf(FaceTableModel::Kind::WorstError, 0), Qt::AscendingOrder);
    QCOMPARE(model.faces().back(), 1); // has none
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(model.rowOf(model.faceAt(row)), row);
}

void LaboratoryTest::table_filtersByQueryAndInterval()
{
    Lab lab(12);
    const std::vector<double> shifts{3, 0.2, 1, 5, 0.5, 2, 4, 0.1, 1.5, 2.5, 3.5, 0.7};
    lab.addRun({1}, "flat one");
    lab.addRun(shifts, "two");
    QVERIFY(lab.measure());
    FaceTableModel model(lab.laboratory);
    const double eyes = lab.interOcular(0);
    const auto expected = [&](const auto &keeps) {
        std::vector<int> faces;
        for (int face = 0; face < 12; ++face)
            if (keeps(face, shifts[static_cast<std::size_t>(face)] / lab.interOcular(face)))
                faces.push_back(face);
        return faces;
    };
    const auto listed = [&] {
        std::vector<int> faces = model.faces();
        std::sort(faces.begin(), faces.end());
        return faces;
    };
    const QString limit = QString::number(100 * 1.2 / eyes, 'f', 6) + u" %"_s;
    QVERIFY(!model.setQuery(u"nme > %1 and pose = 1"_s.arg(limit)));
    QCOMPARE(listed(), expected([&](int face, double nme) { return nme > 1.2 / eyes && face % 3 == 0; }));
    QVERIFY(!model.setQuery(u"nme - nme(\"flat one\") > 0 and image matches \"video/*\""_s));
    QCOMPARE(listed(), expected([&](int face, double nme) { return nme > 1 / lab.interOcular(face) && face % 2; }));
    model.setInterval(std::pair(1.8 / eyes, 3.2 / eyes));
    QCOMPARE(listed(), expected([&](int face, double nme) {
                 return face % 2 && nme > 1 / lab.interOcular(face) && nme >= 1.8 / eyes && nme <= 3.2 / eyes;
             }));
    QVERIFY(!model.setQuery({}));
    QCOMPARE(listed(), expected([&](int, double nme) { return nme >= 1.8 / eyes && nme <= 3.2 / eyes; }));
    model.setInterval({});
    QCOMPARE(model.rowCount(), 12);
}

void LaboratoryTest::wrongQuery_keepsTheRowsAndNamesThePlace()
{
    Lab lab(4);
    lab.addRun({1, 2, 3, 4});
    QVERIFY(lab.measure());
    FaceTableModel model(lab.laboratory);
    QVERIFY(!model.setQuery(u"pose = 1"_s));
    const auto rows = model.faces();
    const auto error = model.setQuery(u"nme > and"_s);
    QVERIFY(error.has_value());
    QCOMPARE(error->position, std::size_t{6});
    QVERIFY(queryProblem(*error, u"nme > and"_s).contains(u"7"_s));
    QCOMPARE(model.faces(), rows);
    QCOMPARE(model.query(), u"pose = 1"_s);
}

void LaboratoryTest::landmark_addsAColumnAndSortsByIt()
{
    Lab lab(4);
    Run run = ProjectFixture::shiftedRun(lab.document, {0});
    const std::vector<float> away{2, 9, 1, 4};
    for (std::size_t row = 0; row < away.size(); ++row)
        run.rows[row].points[33].y += away[row];
    lab.document.addRun(std::move(run), true);
    QVERIFY(lab.measure());
    FaceTableModel model(lab.laboratory);
    model.setLandmark(33);
    QCOMPARE(model.faces(), (std::vector<int>{1, 3, 0, 2}));
    const int column = model.columnOf(FaceTableModel::Kind::PointError, 33);
    QCOMPARE(model.sortColumn(), column);
    const double percent = QLocale().toDouble(model.index(0, column).data().toString());
    QVERIFY(close(percent, 100 * 9 / lab.interOcular(1), 0.01));
    QVERIFY(model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().contains(u"33"_s));
    model.setLandmark(-1);
    QCOMPARE(model.columnOf(FaceTableModel::Kind::PointError, 33), -1);
    QCOMPARE(model.rowCount(), 4);
}

void LaboratoryTest::failures_areWalkedInTheTablesOrder()
{
    Lab lab(6);
    lab.addRun({3, kNone, 0.1, 5, 0.2, 4});
    QVERIFY(lab.measure());
    lab.document.setThreshold(2 / lab.interOcular(0));
    FaceTableModel model(lab.laboratory); // 1 (missed) 3 5 0 | 4 2
    std::vector<int> walked;
    for (int face = model.nextFailure(-1, 1); face >= 0; face = model.nextFailure(face, 1))
        walked.push_back(face);
    QCOMPARE(walked, (std::vector<int>{1, 3, 5, 0}));
    QCOMPARE(model.nextFailure(2, -1), 0);
    QCOMPARE(model.nextFailure(1, -1), -1);
}

void LaboratoryTest::review_showsAtOnce()
{
    Lab lab(3);
    lab.addRun({1});
    QVERIFY(lab.measure());
    FaceTableModel model(lab.laboratory);
    lab.document.setReview({1}, ReviewState::NeedsWork);
    const int column = model.columnOf(FaceTableModel::Kind::State, 0);
    QCOMPARE(model.index(model.rowOf(1), column).data().toString(), u"needs work"_s);
    QVERIFY(!model.setQuery(u"state = \"needs work\""_s));
    QCOMPARE(model.faces(), std::vector<int>{1});
}

void LaboratoryTest::subsets_equalAPlainComputation()
{
    Lab lab(9);
    const std::vector<double> shifts{3, 0.2, 1, kNone, 0.5, 2, 4, 0.1, 1.5};
    lab.addRun(shifts, "one");
    lab.addRun({1}, "two");
    QVERIFY(lab.measure());
    SubsetModel model(lab.laboratory);
    lab.document.setThreshold(1.2 / lab.interOcular(0)); // computes it
    QVERIFY(QTest::qWaitFor([&] { return model.rowCount() > 0 && model.isComplete(); }, 5000));
    std::map<QString, int> rows;
    for (int row = 0; row < model.rowCount(); ++row)
        rows[model.index(row, 0).data().toString()] = row;
    QVERIFY(rows.contains(u"Pose"_s) && rows.contains(u"All faces"_s) && rows.contains(u"Yaw below 30°"_s));
    const auto number = [&](const QString &subset, int run) {
        return QLocale().toDouble(model.index(rows[subset], SubsetModel::FirstRunColumn + run).data().toString());
    };
    const double eyes = lab.interOcular(0);
    const double limit = 1.2 / eyes;
    // Pose: faces 0, 3 (missed), 6.
    QVERIFY(close(number(u"Pose"_s, 0), 100 * (3 + 4) / 2.0 / eyes, 0.006));
    model.setNumber(SubsetModel::Number::FailureRate);
    QVERIFY(close(number(u"Pose"_s, 0), 100, 0.006));
    QVERIFY(close(number(u"All faces"_s, 0), 100 * 5.0 / 9, 0.006)); // 3, missed, 2, 4, 1.5
    QVERIFY(close(number(u"All faces"_s, 1), 0, 0.006));
    model.setNumber(SubsetModel::Number::Auc);
    double sum = 0;
    for (const double shift : shifts)
        sum += std::min(std::isnan(shift) ? limit : shift / eyes, limit);
    QVERIFY(close(number(u"All faces"_s, 0), 1 - sum / 9 / limit, 6e-5));
    QVERIFY(model.index(rows[u"All faces"_s], SubsetModel::FirstRunColumn + 1).data(SubsetModel::BestRole).toBool() !=
            model.index(rows[u"All faces"_s], SubsetModel::FirstRunColumn).data(SubsetModel::BestRole).toBool());
    QCOMPARE(model.index(rows[u"Pose"_s], 0).data(SubsetModel::QueryRole).toString(), u"pose = 1"_s);
}

void LaboratoryTest::subsets_areThePartsOfTheDataSet()
{
    using Attributes = std::vector<std::pair<std::string, std::vector<std::int8_t>>>;
    const auto titles = [](const char *scheme, const std::vector<std::string> &splits, const Attributes &given = {}) {
        analysis::FaceTable table;
        for (const auto &[name, values] : given) {
            table.attributeNames.push_back(name);
            table.attributes.push_back(values);
        }
        table.rows = splits.size();
        table.split = splits;
        QStringList out;
        for (const Subset &subset : subsetsOf(table, *analysis::queryColumns(table, -1), scheme)) {
            out += subset.title;
            if (subset.query.isEmpty())
                continue;
            const auto columns = analysis::queryColumns(table, -1);
            const auto parsed = analysis::parseQuery(subset.query.toStdString(), *columns);
            out += parsed.query ? QString::number(parsed.query->rows(*columns)->size()) : subset.query;
        }
        return out.join(u'|');
    };
    QCOMPARE(titles("ibug68", {"common", "challenge", "train", "common", "private"}),
             u"All faces|Common|2|Challenge|1|Full|3|Private (split 2)|1"_s);
    QCOMPARE(titles("ibug68", {"train", "train"}), u"All faces"_s);
    QCOMPARE(titles("aflw19", {"face_landmarks_aflw_test", "face_landmarks_aflw_test face_landmarks_aflw_test_frontal",
                               "face_landmarks_aflw_train"}),
             u"All faces|Full|2|Frontal|1"_s);
    QCOMPARE(titles("wflw98", {"test", "train", "test"}), u"All faces|test|2|train|1"_s);
    // attributes of like names, and one that is a word of the query language
    QCOMPARE(titles("wflw98", {"", "", "", "", ""},
                    {{"pose", {1, 1, 1, 0, 0}},
                     {"Pose", {1, 0, 0, 0, 0}},
                     {"POSE", {1, 1, 1, 1, 0}},
                     {"not", {0, 0, 1, 1, 0}}}),
             u"All faces|Pose|3|Pose|1|POSE|4|Not|2"_s);
}

void LaboratoryTest::published_standBesideOfficialLabelsOnly()
{
    Lab lab(6);
    lab.addRun({1}, "one");
    QVERIFY(lab.measure());
    SubsetModel model(lab.laboratory);
    lab.document.setThreshold(0.09); // computes it
    QVERIFY(QTest::qWaitFor([&] { return model.rowCount() > 0 && model.isComplete(); }, 5000));
    QCOMPARE(model.publishedCount(), 0); // a list of that name, but not those faces
    QCOMPARE(model.columnCount(), SubsetModel::FirstRunColumn + 1);
}

void LaboratoryTest::published_areNamedWithTheirSource()
{
    Lab lab(2);
    auto opened = pipeline::openProject(lab.project.formats(),
                                        {writeTestList(lab.project.folder() / "official"), {}, lab.project.userData()},
                                        JobContext{});
    QVERIFY2(opened, opened ? "" : opened.error().text().c_str());
    lab.document.open(std::move(opened).value());
    lab.addRun({3}, "one");
    QVERIFY(lab.measure());
    SubsetModel model(lab.laboratory);
    const auto computed = [&] {
        return QTest::qWaitFor([&] { return model.rowCount() > 0 && model.isComplete(); }, 20'000);
    };
    lab.document.setThreshold(0.09); // computes it
    QVERIFY(computed());
    QVERIFY(model.publishedCount() > 10);
    const auto cell = [&](const QString &subset, const QString &method) {
        for (int column = SubsetModel::FirstRunColumn + 1; column < model.columnCount(); ++column)
            for (int row = 0; row < model.rowCount(); ++row)
                if (model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().startsWith(method + u" ["_s) &&
                    model.index(row, 0).data().toString() == subset)
                    return model.index(row, column);
        return QModelIndex();
    };
    QCOMPARE(cell(u"All faces"_s, u"STAR"_s).data().toString(), u"4.02"_s);
    QCOMPARE(cell(u"Pose"_s, u"STAR"_s).data().toString(), u"not available"_s);
    QCOMPARE(cell(u"Blur"_s, u"ADNet"_s).data().toString(), u"4.79"_s);
    QCOMPARE(cell(u"Size below 100 px"_s, u"ADNet"_s).data().toString(), u"not available"_s);
    const QString tip = cell(u"Pose"_s, u"STAR"_s).data(Qt::ToolTipRole).toString();
    QVERIFY2(tip.contains(u"inter-ocular"_s) && tip.contains(u"[S] "_s) && tip.contains(u"transcribed"_s),
             qPrintable(tip));
    QVERIFY(!cell(u"All faces"_s, u"STAR"_s).data(SubsetModel::BestRole).toBool());
    model.setNumber(SubsetModel::Number::FailureRate); // at 9 % they are other failures
    QCOMPARE(cell(u"All faces"_s, u"STAR"_s).data().toString(), u"not available"_s);
    lab.document.setThreshold(0.1);
    QVERIFY(computed());
    QCOMPARE(cell(u"All faces"_s, u"STAR"_s).data().toString(), u"2.32"_s);
    lab.document.deleteFace(2000); // these are not the faces of the list any more
    QVERIFY(computed());
    QCOMPARE(model.publishedCount(), 0);
    lab.document.undoStack()->undo();
    QVERIFY(QTest::qWaitFor([&] { return model.publishedCount() > 10; }, 5000));
    lab.document.setReference({Reference::Kind::Run, 0}); // nothing that papers speak of
    QVERIFY(lab.settle() && computed());
    QCOMPARE(model.publishedCount(), 0);
}

// The figures that DESIGN names are printed, not judged: the machine may be busy.
void LaboratoryTest::hundredThousandFaces()
{
    if (!longTests())
        QSKIP("FIDUCIAL_LONG_TESTS is not set");
    Lab lab(500, 200);
    std::vector<double> shifts;
    for (int i = 0; i < 997; ++i)
        shifts.push_back((i * 7919 % 997) / 150.0);
    lab.addRun(shifts, "one");
    QElapsedTimer timer;
    timer.start();
    lab.laboratory.setActive(true);
    QVERIFY(QTest::qWaitFor([&] { return !lab.laboratory.isMeasuring(); }, 300'000));
    qInfo("measured in %lld ms", timer.restart());
    FaceTableModel model(lab.laboratory);
    timer.restart();
    model.sort(model.columnOf(FaceTableModel::Kind::Nme, 0), Qt::AscendingOrder);
    qInfo("sorted by NME in %lld ms", timer.restart());
    QVERIFY(!model.setQuery(u"nme > 3 % and (pose = 1 or abs(yaw) > 10) and image matches \"web\""_s));
    qInfo("filtered in %lld ms: %d faces", timer.restart(), model.rowCount());
    model.setInterval(std::pair(0.02, 0.05));
    qInfo("brushed in %lld ms: %d faces", timer.restart(), model.rowCount());
    model.sort(model.columnOf(FaceTableModel::Kind::Image, 0), Qt::AscendingOrder);
    qInfo("sorted by name in %lld ms", timer.restart());
    model.setInterval({});
    QVERIFY(!model.setQuery({}));
    QCOMPARE(model.rowCount(), 100'000);
}

QTEST_GUILESS_MAIN(LaboratoryTest)
#include "laboratory_test.moc"
