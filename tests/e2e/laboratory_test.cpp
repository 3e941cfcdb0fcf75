#include "core/base/rng.h"
#include "core/base/text.h"
#include "core/pipeline/run_io.h"
#include "tests/e2e/gui_session.h"
#include "ui/canvas/landmark_canvas.h"
#include "ui/charts/ced_view.h"
#include "ui/charts/histogram_view.h"
#include "ui/charts/mean_face_view.h"
#include "ui/dialogs/report_dialog.h"
#include "ui/imaging/qimage_convert.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/face_presenter.h"
#include "ui/main_window/session.h"
#include "ui/panels/browser_panel.h"
#include "ui/panels/face_table_pane.h"
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
#include <numeric>

using namespace fiducial;
using namespace fiducial::test;
using namespace Qt::StringLiterals;

namespace {
constexpr int kFewFaces = 60;
constexpr int kWaitMs = 120'000;
const char kList[] = "WFLW_annotations/list_98pt_rect_attr_train_test/list_98pt_rect_attr_test.txt";

/// Of the faces, computed here from the files alone.
struct Numbers {
    std::vector<double> nme;
    std::vector<std::vector<double>> point; ///< share of the inter-ocular distance
};
} // namespace

/// The error laboratory over real faces with a public model and an imported run, by real events: every gesture yields
/// the faces that a computation from the definitions names.
class LaboratoryE2eTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void runsAreMadeAndImported();
    void aBrushKeepsTheFacesOfItsInterval();
    void aClickOnTheCurveShowsItsFace();
    void aPointOfTheMeanFaceSortsByItsError();
    void aQueryAsksBothRuns();
    void theReportIsWellFormedAndAlone();
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
    Numbers measure(const std::vector<std::vector<Point2>> &points) const;
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

    TempDir folder_;
    std::filesystem::path model_;
    std::unique_ptr<GuiSession> gui_;
    std::vector<std::vector<Point2>> truth_; ///< read from the list by this test
    Numbers model98_, imported_;
};

void LaboratoryE2eTest::initTestCase()
{
    const auto source = sharedPath("data/faces98");
    model_ = sharedPath("models/pfld_ghostone_112_wflw98.onnx");
    if (source.empty() || model_.empty())
        QSKIP("shared/data/faces98 or shared/models is not here: the laboratory on real faces is NOT tested");
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
        std::vector<Point2> points;
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

Numbers LaboratoryE2eTest::measure(const std::vector<std::vector<Point2>> &points) const
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
    return out;
}

void LaboratoryE2eTest::runsAreMadeAndImported()
{
    // Another program's predictions: each face off by an amount of its own.
    Run other;
    other.name = "other program";
    other.schemeId = "wflw98";
    Rng rng(11);
    for (int face = 0; face < count(); ++face) {
        Prediction row;
        row.image = document().dataset().sampleOf(face).image;
        row.box = document().face(face).box.value_or(Rect{});
        const double spread = rng.uniform(0.2, 12);
        for (const Point2 p : truth_[static_cast<std::size_t>(face)])
            row.points.push_back(toFloat({p.x + rng.uniform(-spread, spread), p.y + rng.uniform(-spread, spread)}));
        other.rows.push_back(std::move(row));
    }
    QVERIFY(pipeline::writeRun(folder_ / "other.json", other).ok());
    QSignalSpy imported(&window().session(), &ui::Session::imported);
    window().session().importRun(ui::toQString(folder_ / "other.json"), {});
    QVERIFY(QTest::qWaitFor([&] { return imported.count() > 0; }, kWaitMs));
    std::vector<int> all(static_cast<std::size_t>(count()));
    std::iota(all.begin(), all.end(), 0);
    QVERIFY(gui_->prefill(all, ui::toQString(model_)));
    QCOMPARE(document().runs().size(), std::size_t{2});
    QTest::keyClick(&window().canvas(), Qt::Key_L, Qt::ControlModifier);
    QVERIFY(QTest::qWaitFor([this] { return panel().isVisible() && panel().laboratory().faceCount() == count(); }));
    QVERIFY(settled());

    const int otherNumber = document().runs().front()->number, modelNumber = document().runs().back()->number;
    std::vector<std::vector<Point2>> model, points;
    for (int face = 0; face < count(); ++face) {
        model.push_back(document().runSet(face, modelNumber).points);
        points.emplace_back();
        for (const Point2f p : other.rows[static_cast<std::size_t>(face)].points)
            points.back().push_back({double{p.x}, double{p.y}});
        QCOMPARE(document().runSet(face, otherNumber).points, points.back());
    }
    model98_ = measure(model);
    imported_ = measure(points);
    QCOMPARE(document().activeRun(), modelNumber);
    for (int face = 0; face < count(); ++face)
        QVERIFY(std::abs(document().nme(face) - model98_.nme[static_cast<std::size_t>(face)]) < 1e-6);
}

void LaboratoryE2eTest::aBrushKeepsTheFacesOfItsInterval()
{
    panel().showPage(ui::LaboratoryPanel::Page::Faces);
    ui::HistogramView &histogram = panel().histogramView();
    std::vector<double> sorted = model98_.nme;
    std::ranges::sort(sorted);
    const QPoint from = histogram.pointOf(sorted[sorted.size() / 4]), to = histogram.pointOf(sorted[sorted.size() / 2]);
    QTest::mousePress(&histogram, Qt::LeftButton, {}, from);
    for (int i = 1; i <= 8; ++i)
        QTest::mouseMove(&histogram, from + (to - from) * i / 8);
    QTest::mouseRelease(&histogram, Qt::LeftButton, {}, to);
    QVERIFY(histogram.interval().has_value());
    const auto [low, high] = *histogram.interval();
    const auto expected = facesThat(
        [&, l = low, h = high](std::size_t face) { return model98_.nme[face] >= l && model98_.nme[face] <= h; });
    QVERIFY(!expected.empty() && std::ssize(expected) < count());
    QCOMPARE(listed(), expected);
    QTest::keyClick(&histogram, Qt::Key_Escape);
    QCOMPARE(static_cast<int>(listed().size()), count());
}

void LaboratoryE2eTest::aClickOnTheCurveShowsItsFace()
{
    panel().showPage(ui::LaboratoryPanel::Page::Overview);
    ui::CedView &ced = panel().cedView();
    const int run = panel().laboratory().active();
    std::vector<double> sorted = model98_.nme;
    std::ranges::sort(sorted);
    // Where the neighbours are further apart than two pixels, a click means one face.
    int clicked = 0;
    for (std::size_t i = 1; i + 1 < sorted.size() && clicked < 3; ++i) {
        const double middle = (sorted[i] + sorted[i + 1]) / 2;
        const QPoint at = ced.pointOnCurve(run, middle);
        if (sorted[i + 1] >= ced.range() || at.x() - ced.pointOnCurve(run, sorted[i]).x() < 3)
            continue;
        QTest::mouseClick(&ced, Qt::LeftButton, {}, at);
        const auto best = std::ranges::find(model98_.nme, sorted[i]) - model98_.nme.begin();
        QCOMPARE(window().presenter().currentFace(), static_cast<int>(best));
        ++clicked;
    }
    QVERIFY(clicked > 0);
}

void LaboratoryE2eTest::aPointOfTheMeanFaceSortsByItsError()
{
    panel().showPage(ui::LaboratoryPanel::Page::Overview);
    constexpr std::size_t kLandmark = 16; // the chin stands alone
    QTest::mouseClick(&panel().meanFaceView(), Qt::LeftButton, {}, panel().meanFaceView().pointOf(kLandmark));
    QCOMPARE(panel().tableModel().landmark(), static_cast<int>(kLandmark));
    const std::vector<int> order = panel().tableModel().faces();
    QCOMPARE(static_cast<int>(order.size()), count());
    for (std::size_t i = 1; i < order.size(); ++i)
        QVERIFY(model98_.point[static_cast<std::size_t>(order[i - 1])][kLandmark] >=
                model98_.point[static_cast<std::size_t>(order[i])][kLandmark] - 1e-6);
    QTableView *view = panel().tablePane().view();
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(view->model()->index(0, 0)).center());
    QCOMPARE(window().presenter().currentFace(), order.front());
}

void LaboratoryE2eTest::type(const QString &query)
{
    auto *field = panel().tablePane().findChild<QLineEdit *>();
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, query);
    QTest::keyClick(field, Qt::Key_Return);
}

void LaboratoryE2eTest::aQueryAsksBothRuns()
{
    panel().showPage(ui::LaboratoryPanel::Page::Faces);
    type(u"nme > 3 % and nme(\"other program\") < nme"_s);
    const auto expected = facesThat(
        [&](std::size_t face) { return model98_.nme[face] > 0.03 && imported_.nme[face] < model98_.nme[face]; });
    QVERIFY(QTest::qWaitFor([&] { return listed() == expected; }, 5000));
    QVERIFY(!expected.empty() && std::ssize(expected) < count());
    type(u"nme(\"other program\") > 8 %"_s);
    const auto others = facesThat([&](std::size_t face) { return imported_.nme[face] > 0.08; });
    QVERIFY(QTest::qWaitFor([&] { return listed() == others; }, 5000));
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
        QVERIFY(std::abs(faces[face][u"nme"_s].toDouble() - model98_.nme[static_cast<std::size_t>(face)]) < 1e-6);
        sum += model98_.nme[static_cast<std::size_t>(face)];
    }
    QVERIFY(std::abs(json[u"nme"_s].toDouble() - sum / count()) < 1e-6);
}

QTEST_MAIN(LaboratoryE2eTest)
#include "laboratory_test.moc"
