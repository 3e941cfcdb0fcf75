#include "core/base/rng.h"
#include "tests/ui/document/project_fixture.h"
#include "ui/charts/calibration_view.h"
#include "ui/charts/confusion_view.h"
#include "ui/jobs/job_runner.h"
#include "ui/models/face_table_model.h"
#include "ui/panels/face_table_pane.h"
#include "ui/panels/laboratory_checks.h"
#include "ui/panels/laboratory_panel.h"
#include "ui/settings/app_settings.h"

#include <QHeaderView>
#include <QSignalSpy>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;
using namespace Qt::StringLiterals;

/// The laboratory's pages about landmarks and about the ground truth: what they show is what a plain computation says,
/// and every click leads to the faces.
class LaboratoryChecksTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void init();
    void cleanup();
    void calibration_rawCountsWhatLiesInside();
    void calibration_isFittedOnOtherFaces();
    void calibration_ofARunWithoutUncertaintySaysSo();
    void suspects_needTwoRuns();
    void suspects_areListedWorstFirst();
    void suspects_clickLeadsToTheLandmark();
    void suspects_sortByTheirHeader();
    void confusion_cellListsItsFaces();
    void confusion_chipEndsTheList();
    void sides_namePredictionAndGroundTruth();
    void sides_exchangedContoursAreSelected();
    void filling_showsTwoPagesThatBelongTogether();

private:
    bool show(LaboratoryPanel::Page page);
    void addRun(Run run, const char *name)
    {
        run.name = name;
        document_->addRun(std::move(run), true);
    }
    Run shifted(double by) const { return ProjectFixture::shiftedRun(*document_, {by}); }
    /// Normal errors of 2 pixels on each axis, covariance of 1 square pixel.
    Run boldRun();
    double interOcular() const
    {
        const auto &truth = document_->face(0).truth.points;
        return std::hypot(truth[60].x - truth[72].x, truth[60].y - truth[72].y);
    }
    int contour(const char *id) const
    {
        const auto &contours = document_->scheme()->contours;
        return static_cast<int>(std::ranges::find(contours, id, &Contour::id) - contours.begin());
    }
    LaboratoryDoubts &doubts() { return panel_->doubtsPage(); }

    std::unique_ptr<ProjectFixture> project_;
    std::unique_ptr<JobRunner> jobs_;
    std::unique_ptr<ProjectDocument> document_;
    std::unique_ptr<AppSettings> settings_;
    std::unique_ptr<LaboratoryPanel> panel_;
    std::vector<double> errors_; ///< of boldRun(), in its sigmas: faces x landmarks
};

namespace {
constexpr int kFaces = 36;
constexpr int kPoints = 98;

double shareInside(const std::vector<double> &distances, double k)
{
    return static_cast<double>(std::ranges::count_if(distances, [&](double d) { return d <= k; })) /
           static_cast<double>(distances.size());
}

double medianOf(std::vector<double> values)
{
    std::ranges::sort(values);
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

void clickRow(QTableView &view, int row)
{
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(view.model()->index(row, 0)).center());
}
} // namespace

void LaboratoryChecksTest::init()
{
    project_ = std::make_unique<ProjectFixture>(kFaces);
    jobs_ = std::make_unique<JobRunner>();
    document_ = std::make_unique<ProjectDocument>();
    project_->open(*document_);
    settings_ = std::make_unique<AppSettings>(QString::fromStdString((project_->folder() / "s.ini").string()));
    panel_ = std::make_unique<LaboratoryPanel>(*document_, *jobs_, *settings_);
    panel_->resize(1300, 420);
}

void LaboratoryChecksTest::cleanup()
{
    jobs_->cancelAll();
    jobs_->waitForDone();
    panel_.reset();
    document_.reset();
    jobs_.reset();
}

bool LaboratoryChecksTest::show(LaboratoryPanel::Page page)
{
    panel_->showPage(page);
    panel_->show();
    return QTest::qWaitForWindowExposed(panel_.get()) && QTest::qWaitFor([this] {
               return !panel_->laboratory().isMeasuring() && panel_->laboratory().rowCount() > 0 &&
                      !document_->isMeasuring();
           });
}

Run LaboratoryChecksTest::boldRun()
{
    Rng random(3);
    Run run = shifted(0);
    errors_.clear();
    for (Prediction &row : run.rows) {
        row.covariance.assign(kPoints, {1, 0, 1});
        for (Point2f &point : row.points) {
            const double x = 2 * random.normal(), y = 2 * random.normal();
            point = toFloat(Point2{static_cast<double>(point.x) + x, static_cast<double>(point.y) + y});
            errors_.push_back(std::hypot(x, y));
        }
    }
    return run;
}

void LaboratoryChecksTest::calibration_rawCountsWhatLiesInside()
{
    addRun(boldRun(), "bold");
    QVERIFY(show(LaboratoryPanel::Page::Landmarks));
    CalibrationView &view = panel_->landmarksPage().calibrationView();
    QVERIFY(QTest::qWaitFor([&] { return view.curves().size() == 2; }));
    const auto &raw = view.curves().front();
    QVERIFY(raw.raw && raw.name == u"raw"_s);
    QCOMPARE(raw.curve.samples, kFaces * kPoints);
    for (std::size_t i = 0; i < raw.curve.k.size(); ++i) {
        QVERIFY(std::abs(raw.curve.observed[i] - shareInside(errors_, raw.curve.k[i])) < 1e-3);
        QVERIFY(std::abs(raw.curve.expected[i] - (1 - std::exp(-raw.curve.k[i] * raw.curve.k[i] / 2))) < 1e-12);
    }
    QVERIFY(view.accessibleName().contains(u"bold"_s) && view.accessibleName().contains(u"ground truth"_s));
}

void LaboratoryChecksTest::calibration_isFittedOnOtherFaces()
{
    addRun(boldRun(), "bold");
    QVERIFY(show(LaboratoryPanel::Page::Landmarks));
    CalibrationView &view = panel_->landmarksPage().calibrationView();
    QVERIFY(QTest::qWaitFor([&] { return view.curves().size() == 2; }));
    const auto &fitted = view.curves().back();
    QVERIFY2(fitted.name.contains(u"calibrated"_s) && fitted.name.contains(u"5"_s), qPrintable(fitted.name));
    // Every fifth face is judged by the median of the other four fifths, landmark by landmark.
    std::vector<double> calibrated;
    for (int face = 0; face < kFaces; ++face)
        for (int i = 0; i < kPoints; ++i) {
            std::vector<double> others;
            for (int other = 0; other < kFaces; ++other)
                if (other % 5 != face % 5)
                    others.push_back(errors_[static_cast<std::size_t>(other * kPoints + i)]);
            calibrated.push_back(errors_[static_cast<std::size_t>(face * kPoints + i)] /
                                 (medianOf(others) / std::sqrt(2 * std::log(2))));
        }
    for (const std::size_t at : {10U, 20U, 40U, 60U})
        QVERIFY(std::abs(fitted.curve.observed[at] - shareInside(calibrated, fitted.curve.k[at])) < 2e-3);
    QVERIFY(fitted.curve.error < 0.05 && view.curves().front().curve.error > 0.2);
}

void LaboratoryChecksTest::calibration_ofARunWithoutUncertaintySaysSo()
{
    addRun(shifted(1), "plain");
    QVERIFY(show(LaboratoryPanel::Page::Landmarks));
    CalibrationView &view = panel_->landmarksPage().calibrationView();
    QVERIFY(view.curves().empty());
    QVERIFY2(view.emptyText().contains(u"no uncertainty"_s), qPrintable(view.emptyText()));
}

void LaboratoryChecksTest::suspects_needTwoRuns()
{
    addRun(shifted(0.1), "one");
    QVERIFY(show(LaboratoryPanel::Page::Doubts));
    QVERIFY2(doubts().suspectNote().contains(u"two runs"_s), qPrintable(doubts().suspectNote()));
    QVERIFY(!doubts().suspectView().isVisible());
    addRun(shifted(0.2), "two");
    QVERIFY(show(LaboratoryPanel::Page::Doubts));
    QVERIFY2(doubts().suspectNote().contains(u"agree"_s), qPrintable(doubts().suspectNote()));
}

void LaboratoryChecksTest::suspects_areListedWorstFirst()
{
    Run one = shifted(0.1), two = shifted(0.1);
    for (Run *run : {&one, &two}) {
        run->rows[3].points[54].y += 12;
        run->rows[7].points[10].y += 5;
    }
    two.rows[3].points[54].x += 1; // a pixel apart
    one.rows[9].points[20].x += 9; // they do not agree
    addRun(std::move(one), "one");
    addRun(std::move(two), "two");
    QVERIFY(show(LaboratoryPanel::Page::Doubts));
    const auto &items = doubts().suspectModel().items();
    QCOMPARE(items.size(), std::size_t{2});
    QCOMPARE(doubts().suspectNote(), QString());
    // distance to the mean of both runs over their distance, which counts as 0.5 % at least
    const double first = std::hypot(0.6, 12) / interOcular() / std::max(1 / interOcular(), 0.005);
    const double second = std::hypot(0.1, 5) / interOcular() / 0.005;
    const std::vector<std::pair<int, double>> expected =
        first > second ? std::vector<std::pair<int, double>>{{3, first}, {7, second}}
                       : std::vector<std::pair<int, double>>{{7, second}, {3, first}};
    for (std::size_t i = 0; i < 2; ++i) {
        QCOMPARE(items[i].face, expected[i].first);
        QVERIFY(std::abs(items[i].point.score - expected[i].second) < 1e-2);
    }
}

void LaboratoryChecksTest::suspects_clickLeadsToTheLandmark()
{
    for (const char *name : {"one", "two"}) {
        Run run = shifted(0.1);
        run.rows[3].points[54].y += 12;
        addRun(std::move(run), name);
    }
    QVERIFY(show(LaboratoryPanel::Page::Doubts));
    QSignalSpy chosen(panel_.get(), &LaboratoryPanel::landmarksChosen);
    clickRow(doubts().suspectView(), 0);
    QVERIFY(!chosen.isEmpty());
    QCOMPARE(chosen.back()[0].toInt(), 3);
    QCOMPARE(chosen.back()[1].value<std::vector<int>>(), std::vector<int>{54});
}

void LaboratoryChecksTest::suspects_sortByTheirHeader()
{
    for (const char *name : {"one", "two"}) {
        Run run = shifted(0.1);
        run.rows[3].points[54].y += 12;
        run.rows[8].points[54].y += 5;
        run.rows[1].points[2].y += 7;
        addRun(std::move(run), name);
    }
    QVERIFY(show(LaboratoryPanel::Page::Doubts));
    QHeaderView *header = doubts().suspectView().horizontalHeader();
    const auto click = [&](int section) {
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                          {header->sectionViewportPosition(section) + header->sectionSize(section) / 2, 8});
    };
    const auto faces = [&] {
        std::vector<int> out;
        for (const auto &item : doubts().suspectModel().items())
            out.push_back(item.face);
        return out;
    };
    QCOMPARE(faces(), (std::vector<int>{3, 1, 8}));
    click(SuspectModel::LandmarkColumn);
    const auto once = faces();
    click(SuspectModel::LandmarkColumn);
    const auto twice = faces();
    QVERIFY(once.front() == 1 ? twice.back() == 1 : once.back() == 1 && twice.front() == 1);
}

void LaboratoryChecksTest::confusion_cellListsItsFaces()
{
    const int eye = contour("left_eye"), brow = contour("left_brow");
    const auto &contours = document_->scheme()->contours;
    Run run = shifted(0.1);
    int moved = 0;
    for (const int face : {2, 11})
        for (std::size_t i = 0; i < 3; ++i, ++moved)
            run.rows[static_cast<std::size_t>(face)]
                .points[static_cast<std::size_t>(contours[static_cast<std::size_t>(eye)].points[i])] = toFloat(
                document_->face(face)
                    .truth.points[static_cast<std::size_t>(contours[static_cast<std::size_t>(brow)].points[i])]);
    addRun(std::move(run), "confused");
    QVERIFY(show(LaboratoryPanel::Page::Landmarks));
    ConfusionView &view = panel_->landmarksPage().confusionView();
    const double all = kFaces * static_cast<double>(contours[static_cast<std::size_t>(eye)].points.size());
    QCOMPARE(view.share(eye, brow), moved / all);
    QCOMPARE(view.share(brow, eye), 0.0);
    QTest::mouseClick(&view, Qt::LeftButton, {}, view.cellRect(eye, brow).center());
    auto listed = panel_->tableModel().faces();
    std::ranges::sort(listed);
    QCOMPARE(listed, (std::vector<int>{2, 11}));
    QVERIFY(panel_->tablePane().isVisible());
}

void LaboratoryChecksTest::confusion_chipEndsTheList()
{
    addRun(shifted(0.1), "one");
    QVERIFY(show(LaboratoryPanel::Page::Landmarks));
    ConfusionView &view = panel_->landmarksPage().confusionView();
    QTest::mouseClick(&view, Qt::LeftButton, {}, view.cellRect(0, 0).center());
    QVERIFY(panel_->tableModel().picked().has_value());
    panel_->tableModel().setPicked(FaceTableModel::Picked{u"two faces"_s, {4, 6}});
    QCOMPARE(panel_->tableModel().rowCount(), 2);
    QToolButton *chip = nullptr;
    for (auto *button : panel_->tablePane().findChildren<QToolButton *>())
        if (button->isVisible() && button->text() == u"two faces"_s)
            chip = button;
    QVERIFY(chip);
    QCoreApplication::processEvents(); // it has just got its place
    QTest::mouseClick(chip, Qt::LeftButton);
    QCOMPARE(panel_->tableModel().rowCount(), kFaces);
    QVERIFY(!chip->isVisible());
}

void LaboratoryChecksTest::sides_namePredictionAndGroundTruth()
{
    Run run = shifted(0.1);
    const auto &mirror = document_->scheme()->mirror;
    const auto &truth = document_->face(5).truth.points;
    for (std::size_t i = 0; i < truth.size(); ++i)
        run.rows[5].points[i] = toFloat(truth[static_cast<std::size_t>(mirror[i])]);
    addRun(std::move(run), "turned");
    QVERIFY(show(LaboratoryPanel::Page::Doubts));
    const auto &items = doubts().sideModel().items();
    QCOMPARE(items.size(), std::size_t{1});
    QCOMPARE(items[0].face, 5);
    QVERIFY(items[0].doubt.check.swapped && !items[0].doubt.ofTruth);
    QCOMPARE(doubts().sideModel().index(0, SideModel::SetColumn).data().toString(), u"turned"_s);
    QCOMPARE(doubts().sideModel().index(0, SideModel::PartColumn).data().toString(), u"whole face"_s);
    // Against itself the run is in order, and so is the ground truth.
    document_->setReference({Reference::Kind::Run, 0});
    QVERIFY(show(LaboratoryPanel::Page::Doubts));
    QVERIFY(doubts().sideModel().items().empty());
    QVERIFY(!doubts().sideNote().isEmpty());
}

void LaboratoryChecksTest::sides_exchangedContoursAreSelected()
{
    Run run = shifted(0.1);
    const auto &scheme = *document_->scheme();
    const auto &truth = document_->face(5).truth.points;
    std::vector<int> eyes;
    for (const char *id : {"right_eye", "left_eye"})
        for (const int i : scheme.contours[static_cast<std::size_t>(contour(id))].points) {
            eyes.push_back(i);
            run.rows[5].points[static_cast<std::size_t>(i)] =
                toFloat(truth[static_cast<std::size_t>(scheme.mirror[static_cast<std::size_t>(i)])]);
        }
    std::ranges::sort(eyes);
    addRun(std::move(run), "eyes");
    QVERIFY(show(LaboratoryPanel::Page::Doubts));
    QSignalSpy chosen(panel_.get(), &LaboratoryPanel::landmarksChosen);
    QCOMPARE(doubts().sideModel().rowCount(), 1);
    clickRow(doubts().sideView(), 0);
    auto landmarks = chosen.back()[1].value<std::vector<int>>();
    std::ranges::sort(landmarks);
    QCOMPARE(landmarks, eyes);
    QCOMPARE(chosen.back()[0].toInt(), 5);
}

void LaboratoryChecksTest::filling_showsTwoPagesThatBelongTogether()
{
    addRun(shifted(0.1), "one");
    QVERIFY(show(LaboratoryPanel::Page::Doubts));
    QVERIFY(doubts().isVisible() && !panel_->landmarksPage().isVisible());
    panel_->setFilling(true);
    QVERIFY(doubts().isVisible() && panel_->landmarksPage().isVisible() && !panel_->tablePane().isVisible());
    panel_->showPage(LaboratoryPanel::Page::Faces);
    QVERIFY(panel_->tablePane().isVisible() && !doubts().isVisible());
}

QTEST_MAIN(LaboratoryChecksTest)
#include "laboratory_checks_test.moc"
