#include "core/base/sha256.h"
#include "core/model/card_folder.h"
#include "tests/core/model/model_support.h"
#include "tests/ui/main_window/window_fixture.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/heat_maps.h"
#include "ui/main_window/model_tools.h"
#include "ui/main_window/sigma_calibration.h"

#include <QMenu>

#include <cmath>
#include <random>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;
using namespace Qt::StringLiterals;

namespace {
constexpr int kWaitMs = 20'000;
constexpr int kInput = 64, kCells = 16;

/// Where the map of a landmark has its peak: as the mean face lies in its box.
Point2 cellOf(int landmark)
{
    const auto &mean = findScheme("wflw98")->meanShape;
    const Rect box = landmarkBox(mean);
    const Point2 p = mean[static_cast<std::size_t>(landmark)];
    return {2 + (p.x - box.x) / box.width * 11, 2 + (p.y - box.y) / box.height * 11};
}

std::string heatWeights()
{
    std::vector<float> maps;
    for (int i = 0; i < 98; ++i)
        for (int y = 0; y < kCells; ++y)
            for (int x = 0; x < kCells; ++x)
                maps.push_back(
                    static_cast<float>(std::exp(-(std::pow(x - cellOf(i).x, 2) + std::pow(y - cellOf(i).y, 2)) / 1.5)));
    return heatmapOnnx(kInput, 98, kCells, kCells, maps);
}
} // namespace

/// Heatmaps on the canvas, computed again for the face on screen, and the width of ellipses; by real events.
class HeatWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hover_changesTheLayer();
    void selection_isSummed();
    void heat_liesAtThePredictedPoint();
    void faceChange_neverShowsTheOldFacesHeat();
    void ninthFace_dropsTheFirst();
    void importedRun_saysWhy();
    void regression_saysWhyAndKeepsItsEllipses();
    void modelInMemory_isTheOneThatPrefilled();
    void removedModel_saysWhy();
    void pointAndSum_excludeEachOther();
    void ellipses_areCalibratedOnOtherFaces();
    void ellipses_stayRawWithTooFewFaces();
    void errorLines_areMagnifiedFromTheMenu();

private:
    static void addModel(WindowFixture &f, const std::string &name, const std::string &weights,
                         model::OutputKind output)
    {
        const auto folder = f.project.folder() / "user" / "models";
        std::filesystem::create_directories(folder);
        model::ModelCard card = plainCard(kInput);
        card.name = name;
        card.file = name + ".onnx";
        card.sha256 = sha256(weights);
        card.output = output;
        card.decoder = heatmap::Decoder::SoftArgMax;
        card.crop.margin = 1.25;
        writeAll(folder / card.file, weights);
        writeAll(folder / (name + ".json"), printCard(card));
    }
    static bool openPredicted(WindowFixture &f)
    {
        if (!f.open())
            return false;
        f.canvas().setAnimated(false);
        addModel(f, "heat", heatWeights(), model::OutputKind::Heatmaps);
        std::vector<int> all;
        for (int i = 0; i < f.document().faceCount(); ++i)
            all.push_back(i);
        return f.gui.prefill(all, u"heat"_s) && show(f, 0);
    }
    static bool show(WindowFixture &f, int face)
    {
        f.window().presenter().setCurrentFace(face);
        return QTest::qWaitFor([&] { return f.face() == face && f.window().presenter().isFaceShown(); }, kWaitMs);
    }
    static bool ready(WindowFixture &f)
    {
        return QTest::qWaitFor([&] { return f.window().heatMaps().state() == HeatMaps::State::Ready; }, kWaitMs);
    }
    static void hover(WindowFixture &f, int landmark)
    {
        QTest::mouseMove(&f.canvas(), f.viewOf(landmark) + QPoint(40, 40));
        QTest::mouseMove(&f.canvas(), f.viewOf(landmark));
    }
    static const CanvasHeat &heat(WindowFixture &f) { return f.canvas().heat(); }
    /// The heat alone: what the canvas shows with it, less what it shows without.
    static QPointF heatCentre(WindowFixture &f, const QRect &part)
    {
        f.window().actions().hideOverlays->setChecked(true);
        const QImage plain = f.canvas().grab().toImage();
        f.window().actions().hideOverlays->setChecked(false);
        for (QAction *layer : {f.window().actions().groundTruth, f.window().actions().prediction,
                               f.window().actions().contours, f.window().actions().errors})
            layer->setChecked(false);
        const QImage with = f.canvas().grab().toImage();
        QPointF sum;
        double weight = 0;
        for (int y = part.top(); y <= part.bottom(); ++y)
            for (int x = part.left(); x <= part.right(); ++x) {
                const QColor a = plain.pixelColor(x, y), b = with.pixelColor(x, y);
                const double w =
                    std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) + std::abs(a.blue() - b.blue());
                sum += w * QPointF(x + 0.5, y + 0.5);
                weight += w;
            }
        return sum / weight;
    }
    static QAction *entry(QMenu *menu, const QString &text)
    {
        for (QAction *action : menu->actions())
            if (QString(action->text()).remove(u'&').startsWith(text))
                return action;
        return nullptr;
    }
};

void HeatWindowTest::hover_changesTheLayer()
{
    WindowFixture f;
    QVERIFY(openPredicted(f));
    QVERIFY(heat(f).face.isNil());
    f.key(Qt::Key_J);
    QVERIFY(f.window().actions().heat->isChecked());
    QVERIFY(ready(f));
    QVERIFY(heat(f).picture.isNull());
    QVERIFY(heat(f).plate.note.contains(u"Point at"_s));
    hover(f, 60);
    QVERIFY(!heat(f).picture.isNull());
    QVERIFY2(heat(f).plate.title.startsWith(u"Heat of #60"_s), qPrintable(heat(f).plate.title));
    QVERIFY(heat(f).plate.title.endsWith(u"heat"_s) && heat(f).plate.peak.startsWith(u"peak"_s));
    const QImage first = heat(f).picture.image();
    hover(f, 96);
    QVERIFY(heat(f).plate.title.startsWith(u"Heat of #96"_s));
    QVERIFY(heat(f).picture.image() != first);
    f.key(Qt::Key_J);
    QVERIFY(heat(f).face.isNil());
}

void HeatWindowTest::selection_isSummed()
{
    WindowFixture f;
    QVERIFY(openPredicted(f));
    f.key(Qt::Key_J);
    QVERIFY(ready(f));
    f.canvas().setSelection({60, 72});
    QVERIFY2(heat(f).plate.title.startsWith(u"Sum of 2 heatmap"_s), qPrintable(heat(f).plate.title));
    hover(f, 96); // what the mouse is at goes before
    QVERIFY(heat(f).plate.title.startsWith(u"Heat of #96"_s));
    f.key(Qt::Key_J, Qt::ShiftModifier);
    QVERIFY(heat(f).plate.title.startsWith(u"Sum of 98 heatmap"_s));
}

void HeatWindowTest::heat_liesAtThePredictedPoint()
{
    WindowFixture f;
    QVERIFY(openPredicted(f));
    f.key(Qt::Key_J);
    QVERIFY(ready(f));
    f.canvas().setSelection({54});
    const Point2 predicted = f.document().runSet(0, f.document().activeRun()).points[54];
    const QPointF expected = f.canvas().viewTransform().toView(predicted);
    const QPointF found = heatCentre(f, QRect(expected.toPoint() - QPoint(120, 120), QSize(240, 240)));
    const double pixels =
        std::hypot(found.x() - expected.x(), found.y() - expected.y()) / f.canvas().viewTransform().scale;
    QVERIFY2(pixels < 0.25, qPrintable(QString::number(pixels))); // of the image; marks that stay are drawn over it
}

void HeatWindowTest::faceChange_neverShowsTheOldFacesHeat()
{
    WindowFixture f;
    QVERIFY(openPredicted(f));
    f.key(Qt::Key_J, Qt::ShiftModifier);
    QVERIFY(ready(f));
    int wrong = 0, answers = 0;
    const auto check = [&] {
        const CanvasHeat &shown = heat(f);
        if (shown.picture.isNull())
            return;
        ++answers;
        wrong += shown.face != f.document().faceId(f.face());
    };
    connect(&f.window().heatMaps(), &HeatMaps::changed, &f.window(), check, Qt::QueuedConnection);
    for (const int face : {1, 2, 0, 3, 4, 5, 1}) { // faster than any answer
        f.key(Qt::Key_D);
        check();
        f.window().presenter().setCurrentFace(face);
        check();
        QVERIFY(heat(f).picture.isNull() || heat(f).face == f.document().faceId(face));
    }
    QVERIFY(ready(f));
    QTRY_VERIFY(f.window().presenter().isFaceShown());
    QCOMPARE(heat(f).face, f.document().faceId(1));
    QVERIFY(!heat(f).picture.isNull());
    QCOMPARE(wrong, 0);
    QVERIFY(answers > 0);
}

void HeatWindowTest::ninthFace_dropsTheFirst()
{
    WindowFixture f(9);
    QVERIFY(openPredicted(f));
    f.key(Qt::Key_J, Qt::ShiftModifier);
    for (int face = 0; face < 8; ++face)
        QVERIFY(show(f, face) && ready(f));
    QVERIFY(show(f, 0));
    QCOMPARE(f.window().heatMaps().state(), HeatMaps::State::Ready); // at once: still kept
    QVERIFY(show(f, 8) && ready(f));
    QVERIFY(show(f, 0));
    QCOMPARE(f.window().heatMaps().state(), HeatMaps::State::Ready); // used after the others
    f.window().presenter().setCurrentFace(1);
    QCOMPARE(f.window().heatMaps().state(), HeatMaps::State::Computing); // the ninth took its place
    QVERIFY(heat(f).plate.note.startsWith(u"Computing"_s));
    QVERIFY(ready(f));
}

void HeatWindowTest::importedRun_saysWhy()
{
    WindowFixture f;
    QVERIFY(f.open());
    Run run = ProjectFixture::shiftedRun(f.document(), {2});
    run.name = "theirs";
    run.modelName.clear();
    run.device = "imported";
    f.document().addRun(run, true);
    f.key(Qt::Key_J);
    QCOMPARE(f.window().heatMaps().state(), HeatMaps::State::Refused); // nothing is waited for
    QVERIFY(heat(f).plate.note.contains(u"theirs was imported"_s));
    QVERIFY(heat(f).picture.isNull());
    QVERIFY(heat(f).face == f.document().faceId(f.face()));
}

void HeatWindowTest::regression_saysWhyAndKeepsItsEllipses()
{
    WindowFixture f;
    QVERIFY(f.open());
    addModel(f, "points", constantOnnx(kInput, 196, 0.5F), model::OutputKind::Coordinates);
    QVERIFY(f.gui.prefill({0, 1}, u"points"_s) && show(f, 0));
    f.key(Qt::Key_J);
    QTRY_COMPARE(f.window().heatMaps().state(), HeatMaps::State::Refused);
    QVERIFY2(heat(f).plate.note.contains(u"does not read its points from heatmaps"_s), qPrintable(heat(f).plate.note));
    QVERIFY(show(f, 1));
    QCOMPARE(f.window().heatMaps().state(), HeatMaps::State::Refused); // known by now
    QVERIFY(show(f, 2));
    QVERIFY(!heat(f).plate.note.isEmpty());
}

void HeatWindowTest::modelInMemory_isTheOneThatPrefilled()
{
    WindowFixture f;
    QVERIFY(openPredicted(f));
    writeAll(f.project.folder() / "user" / "models" / "heat.onnx", "no model any more");
    f.key(Qt::Key_J);
    QVERIFY(ready(f)); // nothing was read again
    f.window().modelTools().modelsChanged();
    QVERIFY(show(f, 1));
    QTRY_COMPARE(f.window().heatMaps().state(), HeatMaps::State::Refused);
}

void HeatWindowTest::removedModel_saysWhy()
{
    WindowFixture f;
    QVERIFY(openPredicted(f));
    const auto folder = f.project.folder() / "user" / "models";
    std::filesystem::remove(folder / "heat.onnx");
    std::filesystem::remove(folder / "heat.json");
    f.key(Qt::Key_J);
    QTRY_COMPARE(f.window().heatMaps().state(), HeatMaps::State::Refused);
    QVERIFY(heat(f).plate.note.contains(u"is not here"_s));
    f.window().actions().ellipses->setChecked(true);
    for (const FaceLayer &layer : f.canvas().faces().front().overlay.layers)
        if (layer.kind == LayerKind::Run)
            QCOMPARE(layer.covariance.size(), std::size_t{98});
}

void HeatWindowTest::pointAndSum_excludeEachOther()
{
    WindowFixture f;
    QVERIFY(openPredicted(f));
    Actions &a = f.window().actions();
    f.key(Qt::Key_J);
    f.key(Qt::Key_J, Qt::ShiftModifier);
    QVERIFY(a.heatSum->isChecked() && !a.heat->isChecked());
    f.key(Qt::Key_J);
    QVERIFY(a.heat->isChecked() && !a.heatSum->isChecked());
    QVERIFY(ready(f));
    QVERIFY(f.document().close());
    QCOMPARE(f.window().heatMaps().state(), HeatMaps::State::Nothing);
    QVERIFY(heat(f).face.isNil());
}

namespace {
/// A run with errors of `sigma` pixels along each axis, said to be 1; those of the last face a hundred times as large.
Run boastfulRun(const ProjectDocument &document, double sigma)
{
    Run run = ProjectFixture::shiftedRun(document, {0});
    std::mt19937 random(1);
    std::normal_distribution<double> error(0, sigma);
    for (std::size_t row = 0; row < run.rows.size(); ++row) {
        const double wild = row + 1 == run.rows.size() ? 100 : 1;
        for (Point2f &p : run.rows[row].points)
            p = toFloat(toDouble(p) + Point2{wild * error(random), wild * error(random)});
        run.rows[row].covariance.assign(run.rows[row].points.size(), {1, 0, 1});
    }
    return run;
}

SigmaCalibration::Factors calibration(WindowFixture &f)
{
    return f.window().findChild<SigmaCalibration *>()->factors(f.face(), f.document().activeRun());
}

const FaceLayer *runLayer(WindowFixture &f)
{
    for (const FaceLayer &layer : f.canvas().faces().front().overlay.layers)
        if (layer.kind == LayerKind::Run)
            return &layer;
    return nullptr;
}
} // namespace

void HeatWindowTest::ellipses_areCalibratedOnOtherFaces()
{
    WindowFixture f(45);
    QVERIFY(f.open());
    f.document().addRun(boastfulRun(f.document(), 3), true);
    f.window().actions().ellipses->setChecked(true);
    QVERIFY(runLayer(f) && runLayer(f)->sigmaFactors.empty());
    entry(f.window().actions().ellipseMenu(), u"Calibrated"_s)->trigger();
    QTRY_VERIFY(runLayer(f) && runLayer(f)->sigmaFactors.size() == 98);
    QCOMPARE(calibration(f).state, SigmaCalibration::Factors::Fitted);
    QCOMPARE(calibration(f).faces, 36); // all but the fold of this one
    double mean = 0;
    for (const double factor : runLayer(f)->sigmaFactors)
        mean += factor / 98;
    QVERIFY2(std::abs(mean - 3) < 0.3, qPrintable(QString::number(mean)));
    QVERIFY(show(f, 44)); // whose own errors are absurd
    QVERIFY(*std::ranges::max_element(runLayer(f)->sigmaFactors) < 8);
    entry(f.window().actions().ellipseMenu(), u"As the heatmaps"_s)->trigger();
    QVERIFY(runLayer(f)->sigmaFactors.empty());
}

void HeatWindowTest::ellipses_stayRawWithTooFewFaces()
{
    WindowFixture f;
    QVERIFY(f.open());
    f.document().addRun(boastfulRun(f.document(), 3), true);
    f.window().actions().ellipses->setChecked(true);
    entry(f.window().actions().ellipseMenu(), u"Calibrated"_s)->trigger();
    QTRY_COMPARE(calibration(f).state, SigmaCalibration::Factors::TooFew);
    QVERIFY(runLayer(f)->sigmaFactors.empty());
}

void HeatWindowTest::errorLines_areMagnifiedFromTheMenu()
{
    WindowFixture f;
    QVERIFY(f.open());
    QCOMPARE(f.canvas().options().errorMagnification, 1.0);
    entry(f.window().actions().errorLengthMenu(), u"10 times"_s)->trigger();
    QCOMPARE(f.canvas().options().errorMagnification, 10.0);
    QVERIFY(f.canvas().options().errors);
    f.gui.restart();
    QVERIFY(f.open());
    QCOMPARE(f.canvas().options().errorMagnification, 10.0); // kept for the next session
    QVERIFY(entry(f.window().actions().errorLengthMenu(), u"10 times"_s)->isChecked());
    entry(f.window().actions().errorLengthMenu(), u"To scale"_s)->trigger();
    QCOMPARE(f.canvas().options().errorMagnification, 1.0);
}

QTEST_MAIN(HeatWindowTest)
#include "heat_window_test.moc"
