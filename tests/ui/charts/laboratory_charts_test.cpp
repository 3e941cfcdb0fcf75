#include "core/base/rng.h"
#include "ui/charts/calibration_view.h"
#include "ui/charts/ced_view.h"
#include "ui/charts/confusion_view.h"
#include "ui/charts/histogram_view.h"
#include "ui/charts/mean_face_view.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <limits>

using namespace fiducial;
using namespace fiducial::ui;
using namespace Qt::StringLiterals;

/// The charts of the error laboratory under a real mouse and keyboard.
class LaboratoryChartsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void ced_namesAucAndFailures();
    void ced_thresholdIsDragged();
    void ced_thresholdFollowsTheKeys();
    void ced_clickAsksForTheFaceThere();
    void ced_bandSurroundsTheCurve();
    void ced_emptySaysWhatToDo();
    void histogram_dragBrushesAnInterval();
    void histogram_clickTakesOneBin();
    void histogram_edgesAreDragged();
    void histogram_keysWalkAndExtend();
    void histogram_doubleClickAndEscapeClear();
    void meanFace_clickChoosesALandmark();
    void meanFace_keysWalkTheLandmarks();
    void meanFace_coloursByErrorOnCividis();
    void calibration_isReadOffUnderThePointer();
    void calibration_keysWalkTheShares();
    void confusion_clickChoosesACellWithPoints();
    void confusion_linesBetweenCellsAreAlike();
    void confusion_keysWalkAndChoose();

private:
    template <class View>
    std::unique_ptr<View> shown()
    {
        auto view = std::make_unique<View>();
        view->resize(420, 260);
        view->show();
        return QTest::qWaitForWindowExposed(view.get()) ? std::move(view) : nullptr;
    }
};

namespace {
const double kMissed = std::numeric_limits<double>::infinity();

void drag(QWidget &widget, QPoint from, QPoint to)
{
    QTest::mousePress(&widget, Qt::LeftButton, {}, from);
    for (int i = 1; i <= 8; ++i)
        QTest::mouseMove(&widget, from + (to - from) * i / 8);
    QTest::mouseRelease(&widget, Qt::LeftButton, {}, to);
}

/// 0.7 %, 1.7 %, ... 19.7 %, one missed face, one without a number.
std::vector<double> evenErrors()
{
    std::vector<double> nmes;
    for (int i = 0; i < 20; ++i)
        nmes.push_back((i + 0.7) / 100);
    nmes.push_back(kMissed);
    nmes.push_back(std::nan(""));
    return nmes;
}

std::vector<analysis::LandmarkErrors> someErrors(int count)
{
    std::vector<analysis::LandmarkErrors> errors;
    for (int i = 0; i < count; ++i)
        errors.push_back({{0.002, -0.001}, 1e-4, 2e-5, 4e-5, 0.01 + 0.0005 * i, 12});
    return errors;
}
} // namespace

void LaboratoryChartsTest::ced_namesAucAndFailures()
{
    auto view = shown<CedView>();
    view->setRuns({{u"one"_s, 0, evenErrors()}, {u"two"_s, 1, std::vector<double>(22, 0.02)}});
    view->setThreshold(0.1);
    // One: 10 of 21 faces are at most 10 %; AUC = 1 - mean(min(e, 0.1)) / 0.1.
    double sum = 11 * 0.1;
    for (int i = 0; i < 10; ++i)
        sum += (i + 0.7) / 100;
    QCOMPARE(view->numbersText(0),
             u"%1 · %2 %"_s.arg(QString::number(1 - sum / 21 / 0.1, 'f', 3), QString::number(100 * 11 / 21.0, 'f', 1)));
    QCOMPARE(view->numbersText(1), u"0.800 · 0.0 %"_s);
    QVERIFY(view->accessibleDescription().contains(u"two"_s));
}

void LaboratoryChartsTest::ced_thresholdIsDragged()
{
    auto view = shown<CedView>();
    view->setRuns({{u"one"_s, 0, evenErrors()}});
    view->setThreshold(0.1);
    QSignalSpy moved(view.get(), &CedView::thresholdMoved);
    QSignalSpy chosen(view.get(), &CedView::thresholdChosen);
    QSignalSpy faces(view.get(), &CedView::faceChosen);
    const QPoint from = view->thresholdHandle();
    const QPoint to(view->pointOnCurve(0, 0.05).x(), from.y());
    drag(*view, from, to);
    QVERIFY(moved.size() >= 2);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(faces.size(), 0);
    QVERIFY(std::abs(view->threshold() - 0.05) <= 0.001);
    QCOMPARE(chosen.front().front().toDouble(), view->threshold());
    QVERIFY(view->numbersText(0).endsWith(QString::number(100 * 16 / 21.0, 'f', 1) + u" %"_s));
    drag(*view, view->thresholdHandle(), QPoint(-500, from.y()));
    QCOMPARE(view->threshold(), 0.001);
}

void LaboratoryChartsTest::ced_thresholdFollowsTheKeys()
{
    auto view = shown<CedView>();
    view->setRuns({{u"one"_s, 0, evenErrors()}});
    view->setThreshold(0.1);
    QSignalSpy chosen(view.get(), &CedView::thresholdChosen);
    QTest::keyClick(view.get(), Qt::Key_Left);
    QTest::keyClick(view.get(), Qt::Key_Left, Qt::ShiftModifier);
    QVERIFY(std::abs(view->threshold() - 0.089) < 1e-9);
    QCOMPARE(chosen.size(), 2);
}

void LaboratoryChartsTest::ced_clickAsksForTheFaceThere()
{
    auto view = shown<CedView>();
    std::vector<double> other(22, 0.14);
    other[7] = 0.001;
    view->setRuns({{u"one"_s, 0, evenErrors()}, {u"two"_s, 1, other}});
    view->setThreshold(0.12);
    QSignalSpy faces(view.get(), &CedView::faceChosen);
    QTest::mouseClick(view.get(), Qt::LeftButton, {}, view->pointOnCurve(0, 0.052));
    QCOMPARE(faces.takeFirst().front().toInt(), 4); // 4.7 %
    QTest::mouseClick(view.get(), Qt::LeftButton, {}, view->pointOnCurve(1, 0.06));
    QCOMPARE(faces.takeFirst().front().toInt(), 7);
    // By the keyboard: up to 1.8 %, then the face there.
    for (int i = 0; i < 6; ++i)
        QTest::keyClick(view.get(), Qt::Key_Up);
    QTest::keyClick(view.get(), Qt::Key_Return);
    QCOMPARE(faces.takeFirst().front().toInt(), 1);
}

void LaboratoryChartsTest::ced_bandSurroundsTheCurve()
{
    auto view = shown<CedView>();
    view->setRuns({{u"one"_s, 0, evenErrors()}});
    const QImage before = view->grab().toImage();
    const auto band = analysis::bootstrapCed(evenErrors(), view->range(), 0.1, {}, JobContext{});
    QVERIFY(band.ok());
    view->setBand(0, *band);
    QVERIFY(view->hasBand(0));
    const QImage after = view->grab().toImage();
    const QPoint on = view->pointOnCurve(0, 0.08);
    int differing = 0;
    for (int y = on.y() - 30; y < on.y() + 30; ++y)
        differing += before.pixel(on.x(), y) != after.pixel(on.x(), y);
    QVERIFY(differing > 20); // twenty faces: a wide band
    QVERIFY(view->accessibleDescription().contains(u"confidence"_s));
}

void LaboratoryChartsTest::ced_emptySaysWhatToDo()
{
    auto view = shown<CedView>();
    const QImage nothing = view->grab().toImage();
    view->setEmptyText(u"Pre-fill"_s);
    QVERIFY(view->grab().toImage() != nothing);
    QSignalSpy faces(view.get(), &CedView::faceChosen);
    QTest::mouseClick(view.get(), Qt::LeftButton, {}, {100, 100});
    QTest::keyClick(view.get(), Qt::Key_Left);
    QCOMPARE(faces.size(), 0);
}

void LaboratoryChartsTest::histogram_dragBrushesAnInterval()
{
    auto view = shown<HistogramView>();
    view->setValues(evenErrors(), 0.15, 0);
    QCOMPARE(view->histogram().above, 6); // 15.5 % and more, the missed face too
    QSignalSpy brushed(view.get(), &HistogramView::brushed);
    drag(*view, view->pointOf(0.03), view->pointOf(0.072));
    QVERIFY(brushed.size() >= 2);
    QVERIFY(std::abs(view->interval()->first - 0.03) < 0.0005 && std::abs(view->interval()->second - 0.072) < 0.0005);
    QCOMPARE(analysis::rowsBetween(evenErrors(), view->interval()->first, view->interval()->second),
             (std::vector<int>{3, 4, 5, 6}));
    // To the bin beyond: without an end, missed faces too.
    drag(*view, view->pointOf(0.12), view->pointOf(kMissed));
    QVERIFY(std::isinf(view->interval()->second));
    QCOMPARE(analysis::rowsBetween(evenErrors(), view->interval()->first, view->interval()->second).back(), 20);
}

void LaboratoryChartsTest::histogram_clickTakesOneBin()
{
    auto view = shown<HistogramView>();
    view->setValues(evenErrors(), 0.15, 0); // bins of half a per cent, a face in every second one
    QSignalSpy brushed(view.get(), &HistogramView::brushed);
    QTest::mouseClick(view.get(), Qt::LeftButton, {}, view->pointOf(0.0470));
    QCOMPARE(brushed.size(), 1);
    QCOMPARE(analysis::rowsBetween(evenErrors(), view->interval()->first, view->interval()->second),
             std::vector<int>{4});
    QTest::mouseClick(view.get(), Qt::LeftButton, {}, view->pointOf(kMissed));
    QCOMPARE(analysis::rowsBetween(evenErrors(), view->interval()->first, view->interval()->second).size(),
             std::size_t{6});
}

void LaboratoryChartsTest::histogram_edgesAreDragged()
{
    auto view = shown<HistogramView>();
    view->setValues(evenErrors(), 0.15, 0);
    view->setInterval(std::pair(0.04, 0.08));
    drag(*view, view->pointOf(0.08), view->pointOf(0.11));
    QCOMPARE(view->interval()->first, 0.04);
    QVERIFY(std::abs(view->interval()->second - 0.11) < 0.0005);
    drag(*view, view->pointOf(0.04), view->pointOf(0.02));
    QVERIFY(std::abs(view->interval()->first - 0.02) < 0.0005);
    QVERIFY(std::abs(view->interval()->second - 0.11) < 0.0005);
}

void LaboratoryChartsTest::histogram_keysWalkAndExtend()
{
    auto view = shown<HistogramView>();
    view->setValues(evenErrors(), 0.15, 0);
    QTest::keyClick(view.get(), Qt::Key_Right); // 0 to 0.5 %
    QTest::keyClick(view.get(), Qt::Key_Right); // 0.5 to 1 %
    QCOMPARE(analysis::rowsBetween(evenErrors(), view->interval()->first, view->interval()->second),
             std::vector<int>{0});
    for (int i = 0; i < 4; ++i)
        QTest::keyClick(view.get(), Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(analysis::rowsBetween(evenErrors(), view->interval()->first, view->interval()->second),
             (std::vector<int>{0, 1, 2}));
}

void LaboratoryChartsTest::histogram_doubleClickAndEscapeClear()
{
    auto view = shown<HistogramView>();
    view->setValues(evenErrors(), 0.15, 0);
    QSignalSpy brushed(view.get(), &HistogramView::brushed);
    view->setInterval(std::pair(0.04, 0.08));
    QTest::mouseDClick(view.get(), Qt::LeftButton, {}, view->pointOf(0.1));
    QVERIFY(!view->interval());
    view->setInterval(std::pair(0.04, 0.08));
    QTest::keyClick(view.get(), Qt::Key_Escape);
    QVERIFY(!view->interval());
    QVERIFY(!brushed.isEmpty());
}

void LaboratoryChartsTest::meanFace_clickChoosesALandmark()
{
    auto view = shown<MeanFaceView>();
    const LandmarkScheme *scheme = findScheme("wflw98");
    view->setErrors(scheme, someErrors(98));
    QSignalSpy chosen(view.get(), &MeanFaceView::landmarkChosen);
    for (const int landmark : {16, 54, 72}) {
        QTest::mouseClick(view.get(), Qt::LeftButton, {}, view->pointOf(landmark));
        QCOMPARE(chosen.takeFirst().front().toInt(), landmark);
        QCOMPARE(view->chosen(), landmark);
        QVERIFY(view->accessibleDescription().contains(QString::fromStdString(scheme->label(landmark))));
    }
    QTest::mouseClick(view.get(), Qt::LeftButton, {}, {3, 3}); // beside the face
    QCOMPARE(chosen.takeFirst().front().toInt(), -1);
    QVERIFY(view->textOf(16).contains(u"right 0.20 %"_s) && view->textOf(16).contains(u"up 0.10 %"_s));
}

void LaboratoryChartsTest::meanFace_keysWalkTheLandmarks()
{
    auto view = shown<MeanFaceView>();
    view->setErrors(findScheme("ibug68"), someErrors(68));
    QSignalSpy chosen(view.get(), &MeanFaceView::landmarkChosen);
    QTest::keyClick(view.get(), Qt::Key_Left); // the last one
    QTest::keyClick(view.get(), Qt::Key_Return);
    QTest::keyClick(view.get(), Qt::Key_Right);
    QTest::keyClick(view.get(), Qt::Key_Right);
    QTest::keyClick(view.get(), Qt::Key_Return);
    QTest::keyClick(view.get(), Qt::Key_Escape);
    QCOMPARE(chosen.size(), 3);
    QCOMPARE(chosen[0].front().toInt(), 67);
    QCOMPARE(chosen[1].front().toInt(), 1);
    QCOMPARE(chosen[2].front().toInt(), -1);
}

void LaboratoryChartsTest::meanFace_coloursByErrorOnCividis()
{
    auto view = shown<MeanFaceView>();
    auto errors = someErrors(98);
    for (auto &landmark : errors)
        landmark.bias = {};
    errors[16].nme = 0.2; // the worst by far
    view->setErrors(findScheme("wflw98"), errors);
    const QImage image = view->grab().toImage();
    const QColor worst = image.pixelColor(view->pointOf(16)), best = image.pixelColor(view->pointOf(0));
    QVERIFY2(worst.red() > 200 && worst.green() > 200 && worst.blue() < 120, qPrintable(worst.name()));
    QVERIFY2(best.blue() > best.red() && best.red() < 60, qPrintable(best.name()));
    auto without = someErrors(98);
    without[20].faces = 0; // never seen: neither drawn nor hit
    view->setErrors(findScheme("wflw98"), without);
    QSignalSpy chosen(view.get(), &MeanFaceView::landmarkChosen);
    QTest::mouseClick(view.get(), Qt::LeftButton, {}, view->pointOf(20));
    QVERIFY(chosen.isEmpty() || chosen.front().front().toInt() != 20);
}

void LaboratoryChartsTest::calibration_isReadOffUnderThePointer()
{
    auto view = shown<CalibrationView>();
    Rng random(5);
    std::vector<double> distances;
    for (int i = 0; i < 4000; ++i) // twice as far as sigma says
        distances.push_back(2 * std::hypot(random.normal(), random.normal()));
    view->setCurves({{u"raw"_s, analysis::calibrationCurve(distances), true}}, 1);
    const double k = std::sqrt(2 * std::log(2)); // half of the points are promised to be inside
    const auto inside = std::count_if(distances.begin(), distances.end(), [&](double d) { return d <= k; });
    const double observed = static_cast<double>(inside) / 4000;
    QTest::mouseMove(view.get(), view->pointOn(0, 0.5));
    QVERIFY2(view->hoverText().contains(u"1.1"_s) && view->hoverText().contains(u"50"_s),
             qPrintable(view->hoverText()));
    const QString shownShare = view->hoverText().section(u"raw: "_s, 1).section(u' ', 0, 0);
    QVERIFY2(std::abs(shownShare.toDouble() - 100 * observed) < 1.5, qPrintable(shownShare));
    QVERIFY(view->legendText(0).startsWith(u"raw"_s));
    QVERIFY(view->accessibleDescription().contains(u"raw"_s));
    // The curve is drawn where it is said to pass, in the run's colour.
    const QImage picture = view->grab().toImage();
    const QColor wanted = runColour(1, *view);
    const QPoint at = view->pointOn(0, 0.7);
    int found = 0;
    for (int y = -3; y <= 3; ++y)
        for (int x = -3; x <= 3; ++x)
            found += QColor(picture.pixel(at + QPoint(x, y))).hue() == wanted.hue();
    QVERIFY(found > 0);
}

void LaboratoryChartsTest::calibration_keysWalkTheShares()
{
    auto view = shown<CalibrationView>();
    view->setEmptyText(u"nothing"_s);
    QTest::keyClick(view.get(), Qt::Key_Right);
    QVERIFY(view->hoverText().isEmpty()); // there is no curve
    view->setCurves({{u"raw"_s, analysis::calibrationCurve(std::vector<double>{0.5, 1, 2}), true}}, 0);
    QTest::keyClick(view.get(), Qt::Key_Right);
    const QString first = view->hoverText();
    QTest::keyClick(view.get(), Qt::Key_Left);
    QVERIFY(!first.isEmpty() && view->hoverText() != first);
    QTest::keyClick(view.get(), Qt::Key_Escape);
    QVERIFY(view->hoverText().isEmpty());
}

void LaboratoryChartsTest::confusion_clickChoosesACellWithPoints()
{
    auto view = shown<ConfusionView>();
    const LandmarkScheme &scheme = *findScheme("ibug68");
    std::vector<std::vector<int>> counts(9, std::vector<int>(9));
    for (std::size_t i = 0; i < 9; ++i)
        counts[i][i] = 90;
    counts[6][2] = 10;
    view->setCounts(&scheme, counts);
    QSignalSpy chosen(view.get(), &ConfusionView::cellChosen);
    QTest::mouseClick(view.get(), Qt::LeftButton, {}, view->cellRect(6, 2).center());
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.front()[0].toInt(), 6);
    QCOMPARE(chosen.front()[1].toInt(), 2);
    QTest::mouseClick(view.get(), Qt::LeftButton, {}, view->cellRect(2, 6).center()); // holds nothing
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(view->share(6, 2), 0.1);
    QCOMPARE(view->cellText(6, 2), u"10.0"_s);
    QCOMPARE(view->cellText(2, 6), QString());
    QVERIFY(view->textOf(6, 2).contains(u"10 of 100"_s));
}

void LaboratoryChartsTest::confusion_linesBetweenCellsAreAlike()
{
    auto view = shown<ConfusionView>();
    view->setCounts(findScheme("ibug68"), std::vector<std::vector<int>>(9, std::vector<int>(9, 1)));
    for (const int width : {400, 401, 402, 407, 431})
        for (int i = 1; i < 9; ++i) {
            view->resize(width, width - 150);
            QCOMPARE(view->cellRect(0, i).left() - view->cellRect(0, i - 1).right(), 2); // one pixel
            QCOMPARE(view->cellRect(i, 0).top() - view->cellRect(i - 1, 0).bottom(), 2);
        }
}

void LaboratoryChartsTest::confusion_keysWalkAndChoose()
{
    auto view = shown<ConfusionView>();
    std::vector<std::vector<int>> counts(9, std::vector<int>(9, 1));
    view->setCounts(findScheme("ibug68"), counts);
    QSignalSpy chosen(view.get(), &ConfusionView::cellChosen);
    for (const auto key : {Qt::Key_Right, Qt::Key_Right, Qt::Key_Down, Qt::Key_Left, Qt::Key_Return})
        QTest::keyClick(view.get(), key);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.front()[0].toInt(), 1);
    QCOMPARE(chosen.front()[1].toInt(), 1);
    QVERIFY(view->accessibleDescription().contains(u"1 of 9"_s));
}

QTEST_MAIN(LaboratoryChartsTest)
#include "laboratory_charts_test.moc"
