#include "core/base/rng.h"
#include "core/base/text.h"
#include "core/pipeline/run_io.h"
#include "tests/e2e/gui_session.h"
#include "ui/canvas/landmark_canvas.h"
#include "ui/charts/ced_view.h"
#include "ui/charts/confusion_view.h"
#include "ui/charts/histogram_view.h"
#include "ui/charts/mean_face_view.h"
#include "ui/dialogs/report_dialog.h"
#include "ui/imaging/qimage_convert.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/face_presenter.h"
#include "ui/main_window/session.h"
#include "ui/panels/browser_panel.h"
#include "ui/panels/face_table_pane.h"
#include "ui/panels/flat_combo.h"
#include "ui/panels/laboratory_checks.h"
#include "ui/panels/laboratory_panel.h"

#include <QApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QXmlStreamReader>

#include <cmath>
#include <limits>
#include <numeric>

using namespace fiducial;
using namespace fiducial::test;
using namespace Qt::StringLiterals;

namespace {
constexpr int kFewFaces = 60;
constexpr int kWaitMs = 120'000;
const char kList[] = "WFLW_annotations/list_98pt_rect_attr_train_test/list_98pt_rect_attr_test.txt";
const char kImported[] = "other program";
const char *const kBundled[] = {"mobilenetv3_encoder_128_wflw98", "heatmap_small_128_wflw98"};

using FacePoints = std::vector<Point2>;

/// A run, computed here from the points alone.
struct Numbers {
    QString name;
    int number = -1;
    std::vector<FacePoints> points;
    std::vector<double> nme;
    std::vector<std::vector<double>> point; ///< share of the inter-ocular distance
};

double mean(const std::vector<double> &values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}
} // namespace

/// The error laboratory over real faces with the bundled models, a public one and an imported run, by real events:
/// every gesture yields the faces that a computation from the definitions names, whichever run is active.
class LaboratoryE2eTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void runsAreMadeAndImported();
    void aBrushKeepsTheFacesOfItsInterval_data() { eachRun(); }
    void aBrushKeepsTheFacesOfItsInterval();
    void aClickOnTheCurveShowsItsFace_data() { eachRun(); }
    void aClickOnTheCurveShowsItsFace();
    void aPointOfTheMeanFaceSortsByItsError_data() { eachRun(); }
    void aPointOfTheMeanFaceSortsByItsError();
    void aCellOfTheConfusionListsItsFaces_data() { eachRun(); }
    void aCellOfTheConfusionListsItsFaces();
    void aQueryAsksSeveralRuns();
    void theReportIsWellFormedAndAlone();
    void blinkShowsOneSetAfterTheOther();
    void splitShowsEachOnItsSide();
    void cleanupTestCase() { gui_.reset(); }

private:
    ui::MainWindow &window() { return gui_->window(); }
    ui::ProjectDocument &document() { return window().document(); }
    ui::LaboratoryPanel &panel() { return window().laboratory(); }
    int count() { return document().faceCount(); }
    bool settled()
    {
        return QTest::qWaitFor([this] { return !document().isMeasuring() && !panel().laboratory().isMeasuring(); },
                               kWaitMs);
    }
    Numbers measure(std::vector<FacePoints> points) const;
    void importOtherProgram(std::vector<FacePoints> &points);
    void eachRun();
    /// Makes the run of the data row the active one, as a user does; its numbers.
    const Numbers *activate();
    std::vector<int> listed()
    {
        std::vector<int> faces = panel().tableModel().faces();
        std::ranges::sort(faces);
        return faces;
    }
    template <class Keeps>
    std::vector<int> facesThat(const Keeps &keeps)
    {
        std::vector<int> faces;
        for (int face = 0; face < count(); ++face)
            if (keeps(static_cast<std::size_t>(face)))
                faces.push_back(face);
        return faces;
    }
    void type(const QString &query);
    bool showPair();
    QImage picture();
    QImage pictureWith(bool truth, bool prediction);

    TempDir folder_;
    QStringList models_;
    std::unique_ptr<GuiSession> gui_;
    std::vector<FacePoints> truth_; ///< read from the list by this test
    std::vector<Numbers> runs_;     ///< the imported one, the public model, the bundled ones
};

void LaboratoryE2eTest::initTestCase()
{
    const auto source = sharedPath("data/faces98");
    const auto onnx = sharedPath("models/pfld_ghostone_112_wflw98.onnx");
    if (source.empty() || onnx.empty())
        QSKIP("shared/data/faces98 or shared/models is not here: the laboratory on real faces is NOT tested");
    models_.push_back(ui::toQString(onnx));
    if (std::filesystem::exists(binaryDir() / "lib" / "libfiducial_torch.so"))
        for (const char *name : kBundled)
            models_.push_back(QString::fromLatin1(name));
    else
        qWarning("the LibTorch module is not built: the laboratory is NOT tested with the bundled models");
    const std::string whole = readAll(source / kList);
    const auto lines = text::lines(whole);
    const std::size_t faces = longTests() ? lines.size() : kFewFaces;
    std::string list;
    for (std::size_t i = 0; i < faces; ++i) {
        const std::string line(lines[i * lines.size() / faces]);
        if (line.empty())
            continue;
        list += line + "\n";
        const QStringList numbers = q(line).split(u' ');
        FacePoints points;
        for (int k = 0; k < 98; ++k)
            points.push_back({numbers[2 * k].toDouble(), numbers[2 * k + 1].toDouble()});
        truth_.push_back(std::move(points));
    }
    const auto root = folder_ / "set";
    std::filesystem::create_directories((root / kList).parent_path());
    writeAll(root / kList, list);
    std::filesystem::create_directory_symlink(source / "WFLW_images", root / "WFLW_images");
    gui_ = std::make_unique<GuiSession>(*qApp, folder_ / "gui");
    QVERIFY(gui_->open(root));
    QCOMPARE(count(), static_cast<int>(truth_.size()));
}

Numbers LaboratoryE2eTest::measure(std::vector<FacePoints> points) const
{
    Numbers out;
    for (std::size_t face = 0; face < points.size(); ++face) {
        out.nme.push_back(independentNme(truth_[face], points[face], 60, 72));
        const double eyes =
            std::hypot(truth_[face][60].x - truth_[face][72].x, truth_[face][60].y - truth_[face][72].y);
        out.point.emplace_back();
        for (std::size_t i = 0; i < 98; ++i)
            out.point.back().push_back(
                std::hypot(points[face][i].x - truth_[face][i].x, points[face][i].y - truth_[face][i].y) / eyes);
    }
    out.points = std::move(points);
    return out;
}

/// Another program's predictions: each face off by an amount of its own.
void LaboratoryE2eTest::importOtherProgram(std::vector<FacePoints> &points)
{
    Run other;
    other.name = kImported;
    other.schemeId = "wflw98";
    Rng rng(11);
    for (int face = 0; face < count(); ++face) {
        Prediction row;
        row.image = document().dataset().sampleOf(face).image;
        row.box = document().face(face).box.value_or(Rect{});
        const double spread = rng.uniform(0.2, 12);
        points.emplace_back();
        for (const Point2 p : truth_[static_cast<std::size_t>(face)]) {
            row.points.push_back(toFloat({p.x + rng.uniform(-spread, spread), p.y + rng.uniform(-spread, spread)}));
            points.back().push_back({double{row.points.back().x}, double{row.points.back().y}});
        }
        other.rows.push_back(std::move(row));
    }
    QVERIFY(pipeline::writeRun(folder_ / "other.json", other).ok());
    QSignalSpy imported(&window().session(), &ui::Session::imported);
    window().session().importRun(ui::toQString(folder_ / "other.json"), {});
    QVERIFY(QTest::qWaitFor([&] { return imported.count() > 0; }, kWaitMs));
}

void LaboratoryE2eTest::runsAreMadeAndImported()
{
    std::vector<FacePoints> written;
    importOtherProgram(written);
    std::vector<int> all(static_cast<std::size_t>(count()));
    std::iota(all.begin(), all.end(), 0);
    for (const QString &model : models_)
        QVERIFY(gui_->prefill(all, model));
    QTest::keyClick(&window().canvas(), Qt::Key_L, Qt::ControlModifier);
    QVERIFY(QTest::qWaitFor([this] { return panel().isVisible() && panel().laboratory().rowCount() == count(); }));
    QVERIFY(settled());

    const ui::Laboratory &laboratory = panel().laboratory();
    QCOMPARE(document().runs().size(), static_cast<std::size_t>(models_.size() + 1));
    QCOMPARE(laboratory.runCount(), static_cast<int>(models_.size() + 1));
    for (std::size_t run = 0; run < document().runs().size(); ++run) {
        const int number = document().runs()[run]->number;
        std::vector<FacePoints> points;
        for (int face = 0; face < count(); ++face)
            points.push_back(document().runSet(face, number).points);
        runs_.push_back(measure(std::move(points)));
        runs_.back().number = number;
        runs_.back().name = laboratory.subjects()[run].name;
        QCOMPARE(laboratory.subjects()[run].number, number);
        for (std::size_t face = 0; face < runs_.back().nme.size(); ++face)
            QVERIFY(std::abs(laboratory.table().runs[run].nme[face] - runs_.back().nme[face]) < 1e-6);
    }
    QCOMPARE(runs_.front().name, QString::fromLatin1(kImported));
    QCOMPARE(runs_.front().points, written);
    QCOMPARE(document().activeRun(), runs_.back().number);
    for (std::size_t run = 2; run < runs_.size(); ++run)
        QVERIFY2(mean(runs_[run].nme) < 0.03, qPrintable(runs_[run].name));
}

void LaboratoryE2eTest::eachRun()
{
    QTest::addColumn<int>("run");
    QTest::newRow(kImported) << 0;
    QTest::newRow("public ONNX model") << 1;
    for (int i = 0; i + 1 < models_.size(); ++i)
        QTest::newRow(kBundled[i]) << 2 + i;
}

const Numbers *LaboratoryE2eTest::activate()
{
    QFETCH(int, run);
    if (run >= static_cast<int>(runs_.size()))
        return nullptr;
    ui::FlatCombo &choice = panel().runChoice();
    choice.setFocus();
    QTest::keyClick(&choice, Qt::Key_Home);
    for (int i = 0; i < run; ++i)
        QTest::keyClick(&choice, Qt::Key_Down);
    const Numbers &chosen = runs_[static_cast<std::size_t>(run)];
    return settled() && document().activeRun() == chosen.number ? &chosen : nullptr;
}

void LaboratoryE2eTest::aBrushKeepsTheFacesOfItsInterval()
{
    panel().showPage(ui::LaboratoryPanel::Page::Faces);
    const Numbers *run = activate();
    QVERIFY(run);
    ui::HistogramView &histogram = panel().histogramView();
    std::vector<double> sorted = run->nme;
    std::ranges::sort(sorted);
    const QPoint from = histogram.pointOf(sorted[sorted.size() / 4]);
    const QPoint to = histogram.pointOf(sorted[sorted.size() * 3 / 4]);
    QTest::mousePress(&histogram, Qt::LeftButton, {}, from);
    for (int i = 1; i <= 8; ++i)
        QTest::mouseMove(&histogram, from + (to - from) * i / 8);
    QTest::mouseRelease(&histogram, Qt::LeftButton, {}, to);
    QVERIFY(histogram.interval().has_value());
    const auto [low, high] = *histogram.interval();
    const auto expected =
        facesThat([&, l = low, h = high](std::size_t face) { return run->nme[face] >= l && run->nme[face] <= h; });
    QVERIFY(!expected.empty() && std::ssize(expected) < count());
    QCOMPARE(listed(), expected);
    QTest::keyClick(&histogram, Qt::Key_Escape);
    QCOMPARE(static_cast<int>(listed().size()), count());
}

void LaboratoryE2eTest::aClickOnTheCurveShowsItsFace()
{
    panel().showPage(ui::LaboratoryPanel::Page::Overview);
    const Numbers *run = activate();
    QVERIFY(run);
    Q_EMIT panel().fillRequested(true); // the curves lie apart there
    ui::CedView &ced = panel().cedView();
    QVERIFY(QTest::qWaitFor([&] { return ced.height() > 200; }));
    const int active = panel().laboratory().active();
    std::vector<double> sorted = run->nme;
    std::ranges::sort(sorted);
    const auto standsAlone = [&](double nme, QPoint at) {
        for (int other = 0; other < panel().laboratory().runCount(); ++other)
            if (other != active && std::abs(ced.pointOnCurve(other, nme).y() - at.y()) < 2)
                return false;
        return std::abs(ced.thresholdHandle().x() - at.x()) > 8;
    };
    // Where the neighbours and the other curves are further away than two pixels, a click means one face.
    int clicked = 0;
    for (std::size_t i = 1; i + 1 < sorted.size() && clicked < 3; ++i) {
        const double middle = (sorted[i] + sorted[i + 1]) / 2;
        const QPoint at = ced.pointOnCurve(active, middle);
        if (sorted[i + 1] >= ced.range() || at.x() - ced.pointOnCurve(active, sorted[i]).x() < 2 ||
            ced.pointOnCurve(active, sorted[i + 1]).x() - at.x() < 2 || !standsAlone(middle, at))
            continue;
        QTest::mouseClick(&ced, Qt::LeftButton, {}, at);
        const auto best = std::ranges::find(run->nme, sorted[i]) - run->nme.begin();
        QCOMPARE(window().presenter().currentFace(), static_cast<int>(best));
        ++clicked;
    }
    Q_EMIT panel().fillRequested(false);
    QVERIFY(clicked > 0);
}

void LaboratoryE2eTest::aPointOfTheMeanFaceSortsByItsError()
{
    panel().showPage(ui::LaboratoryPanel::Page::Overview);
    const Numbers *run = activate();
    QVERIFY(run);
    constexpr std::size_t kLandmark = 16; // the chin stands alone
    QTest::mouseClick(&panel().meanFaceView(), Qt::LeftButton, {}, panel().meanFaceView().pointOf(kLandmark));
    QCOMPARE(panel().tableModel().landmark(), static_cast<int>(kLandmark));
    const std::vector<int> order = panel().tableModel().faces();
    QCOMPARE(static_cast<int>(order.size()), count());
    for (std::size_t i = 1; i < order.size(); ++i)
        QVERIFY(run->point[static_cast<std::size_t>(order[i - 1])][kLandmark] >=
                run->point[static_cast<std::size_t>(order[i])][kLandmark] - 1e-6);
    QTableView *view = panel().tablePane().view();
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(view->model()->index(0, 0)).center());
    QCOMPARE(window().presenter().currentFace(), order.front());
    panel().showPage(ui::LaboratoryPanel::Page::Overview);
    QTest::mouseClick(&panel().meanFaceView(), Qt::LeftButton, {}, {2, 2}); // beside every point
    QCOMPARE(panel().tableModel().landmark(), -1);
}

void LaboratoryE2eTest::aCellOfTheConfusionListsItsFaces()
{
    panel().showPage(ui::LaboratoryPanel::Page::Landmarks);
    const Numbers *run = activate();
    QVERIFY(run);
    const auto &contours = document().scheme()->contours;
    std::vector<int> contourOf(98, -1);
    for (std::size_t c = 0; c < contours.size(); ++c)
        for (const int i : contours[c].points)
            if (contourOf[static_cast<std::size_t>(i)] < 0)
                contourOf[static_cast<std::size_t>(i)] = static_cast<int>(c);
    std::vector<std::vector<int>> landsOn(run->points.size()); // contour of the nearest reference landmark
    for (std::size_t face = 0; face < landsOn.size(); ++face)
        for (const Point2 p : run->points[face]) {
            double least = std::numeric_limits<double>::infinity();
            landsOn[face].push_back(-1);
            for (std::size_t i = 0; i < 98; ++i) {
                const double away = std::hypot(p.x - truth_[face][i].x, p.y - truth_[face][i].y);
                if (contourOf[i] >= 0 && away < least) {
                    least = away;
                    landsOn[face].back() = contourOf[i];
                }
            }
        }
    ui::ConfusionView &view = panel().landmarksPage().confusionView();
    const auto size = static_cast<int>(contours.size());
    int clicked = 0;
    for (int from = 0; from < size; ++from)
        for (int to = 0; to < size && clicked < 3; ++to) {
            const auto expected = facesThat([&](std::size_t face) {
                for (std::size_t i = 0; i < 98; ++i)
                    if (contourOf[i] == from && landsOn[face][i] == to)
                        return true;
                return false;
            });
            if (from == to || expected.empty() || std::ssize(expected) == count())
                continue;
            QTest::mouseClick(&view, Qt::LeftButton, {}, view.cellRect(from, to).center());
            QCOMPARE(listed(), expected);
            panel().showPage(ui::LaboratoryPanel::Page::Landmarks);
            ++clicked;
        }
    QVERIFY(clicked > 0);
    panel().tableModel().setPicked({});
}

void LaboratoryE2eTest::type(const QString &query)
{
    auto *field = panel().tablePane().findChild<QLineEdit *>();
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, query);
    QTest::keyClick(field, Qt::Key_Return);
}

void LaboratoryE2eTest::aQueryAsksSeveralRuns()
{
    panel().showPage(ui::LaboratoryPanel::Page::Faces);
    const auto yields = [&](const QString &query, const std::vector<int> &expected) {
        type(query);
        return !expected.empty() && std::ssize(expected) < count() &&
               QTest::qWaitFor([&] { return listed() == expected; }, 5000);
    };
    const Numbers &imported = runs_[0], &onnx = runs_[1], &active = runs_.back();
    QCOMPARE(document().activeRun(), active.number);
    QVERIFY(yields(u"nme > 2 % and nme(\"other program\") < nme"_s, facesThat([&](std::size_t face) {
                       return active.nme[face] > 0.02 && imported.nme[face] < active.nme[face];
                   })));
    QVERIFY(yields(u"nme(\"other program\") > 8 %"_s,
                   facesThat([&](std::size_t face) { return imported.nme[face] > 0.08; })));
    QVERIFY(yields(u"nme(\"%1\") > 4 % or nme(\"%2\") >= 10 %"_s.arg(onnx.name, imported.name),
                   facesThat([&](std::size_t face) { return onnx.nme[face] > 0.04 || imported.nme[face] >= 0.1; })));
    type(u" "_s);
    QVERIFY(QTest::qWaitFor([&] { return static_cast<int>(listed().size()) == count(); }, 5000));
}

void LaboratoryE2eTest::theReportIsWellFormedAndAlone()
{
    QTest::keyClick(&window().canvas(), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    ui::ReportDialog *dialog = window().findChild<ui::ReportDialog *>();
    QVERIFY(dialog);
    auto *place = dialog->findChild<QLineEdit *>(u"folder"_s);
    place->setFocus();
    place->selectAll();
    QTest::keyClicks(place, ui::toQString(folder_ / "report"));
    QSignalSpy written(dialog, &ui::ReportDialog::written);
    QTest::keyClick(place, Qt::Key_Return);
    QVERIFY(QTest::qWaitFor([&] { return written.count() > 0; }, kWaitMs));
    dialog->close();
    const QByteArray page = QByteArray::fromStdString(readAll(folder_ / "report" / "report.html"));
    for (const char *outside : {"http:", "https:", "url(", "@import", "<script"})
        QVERIFY2(!page.contains(outside), outside);
    QXmlStreamReader xml(page);
    int pictures = 0;
    while (!xml.atEnd())
        if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == u"img") {
            QVERIFY(xml.attributes().value(u"src"_s).startsWith(u"data:image/"));
            ++pictures;
        }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QCOMPARE(pictures, 12);
    const auto json =
        QJsonDocument::fromJson(QByteArray::fromStdString(readAll(folder_ / "report" / "evaluation.json"))).object();
    const QJsonArray faces = json[u"per_face"_s].toArray();
    QCOMPARE(static_cast<int>(faces.size()), count());
    double sum = 0;
    for (int face = 0; face < count(); ++face) {
        QVERIFY(std::abs(faces[face][u"nme"_s].toDouble() - runs_.back().nme[static_cast<std::size_t>(face)]) < 1e-6);
        sum += runs_.back().nme[static_cast<std::size_t>(face)];
    }
    QVERIFY(std::abs(json[u"nme"_s].toDouble() - sum / count()) < 1e-6);
}

/// The middle of the canvas: no plates.
QImage LaboratoryE2eTest::picture()
{
    const QImage all = window().canvas().grab().toImage();
    return all.copy(0, 70, all.width(), all.height() - 190);
}

QImage LaboratoryE2eTest::pictureWith(bool truth, bool prediction)
{
    ui::Actions &a = window().actions();
    a.groundTruth->setChecked(truth);
    a.prediction->setChecked(prediction);
    const QImage image = picture();
    a.groundTruth->setChecked(true);
    a.prediction->setChecked(true);
    return image;
}

/// Ground truth and the active run alone, as blinking and splitting show them, in the laboratory's room too.
bool LaboratoryE2eTest::showPair()
{
    for (std::size_t run = 0; run + 1 < runs_.size(); ++run)
        window().presenter().setRunVisible(runs_[run].number, false);
    window().actions().errors->setChecked(false);
    window().actions().laboratory->setChecked(false);
    auto &canvas = window().canvas();
    window().activateWindow();
    if (!QTest::qWaitForWindowActive(&window()) || !QTest::qWaitFor([&] { return canvas.height() > 450; }))
        return false;
    canvas.setFocus();
    const int face = window().presenter().currentFace(), next = face + 1 < count() ? face + 1 : face - 1;
    QTest::keyClick(&canvas, next > face ? Qt::Key_D : Qt::Key_A);
    return window().presenter().currentFace() == next &&
           QTest::qWaitFor([&] { return canvas.hasPicture() && canvas.activeFace() == document().faceId(next); });
}

void LaboratoryE2eTest::blinkShowsOneSetAfterTheOther()
{
    QVERIFY(showPair());
    auto &canvas = window().canvas();
    const QImage truth = pictureWith(true, false), prediction = pictureWith(false, true), both = picture();
    QVERIFY(truth != prediction && both != truth && both != prediction);
    canvas.setAnimated(true); // they take turns
    QTest::keyPress(&canvas, Qt::Key_B);
    int turns = 0;
    const QImage *last = nullptr;
    bool strange = false;
    QVERIFY(QTest::qWaitFor(
        [&] {
            const QImage now = picture();
            const QImage *shown = now == truth ? &truth : now == prediction ? &prediction : nullptr;
            strange = strange || !shown;
            turns += shown != last;
            last = shown;
            return strange || turns >= 4;
        },
        10'000));
    QTest::keyRelease(&canvas, Qt::Key_B);
    canvas.setAnimated(false);
    QVERIFY(!strange);
    QCOMPARE(picture(), both);
}

void LaboratoryE2eTest::splitShowsEachOnItsSide()
{
    QVERIFY(showPair());
    auto &canvas = window().canvas();
    const QImage truth = pictureWith(true, false), prediction = pictureWith(false, true);
    QTest::keyClick(&canvas, Qt::Key_S);
    auto *divider = canvas.findChild<QWidget *>(u"split-divider"_s);
    QVERIFY(divider && divider->isVisible());
    constexpr int kHandle = 8; // the divider's line and shade
    for (const double share : {0.5, 0.35, 0.6}) {
        const int x = static_cast<int>(share * canvas.width());
        const QPoint grip(divider->width() / 2, divider->height() / 2); // on the line
        QTest::mousePress(divider, Qt::LeftButton, {}, grip);
        QTest::mouseMove(divider, divider->mapFrom(&canvas, QPoint(x, canvas.height() / 2)));
        QTest::mouseRelease(divider, Qt::LeftButton, {}, divider->rect().center());
        const QImage split = picture();
        const auto same = [&](const QImage &a, int from, int to) {
            return a.copy(from, 0, to - from, a.height()) == split.copy(from, 0, to - from, split.height());
        };
        QVERIFY(std::abs(canvas.splitShare() * canvas.width() - x) < 0.5);
        QVERIFY(same(truth, 0, x - kHandle) && !same(prediction, 0, x - kHandle));
        QVERIFY(same(prediction, x + kHandle, split.width()) && !same(truth, x + kHandle, split.width()));
    }
    QTest::keyClick(divider, Qt::Key_S);
    QVERIFY(!divider->isVisible());
}

QTEST_MAIN(LaboratoryE2eTest)
#include "laboratory_test.moc"
