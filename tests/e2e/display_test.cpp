#include "tests/e2e/gui_session.h"
#include "ui/canvas/landmark_canvas.h"
#include "ui/main_window/actions.h"

#include <QApplication>
#include <QMenu>
#include <QTest>

#include <algorithm>

using namespace fiducial;
using namespace fiducial::test;

/// What is opened is on the screen: the picture of every kind of file that has one, its landmarks, and their opacity.
class DisplayTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void opensAndShows_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("faces");
        QTest::addColumn<int>("points");
        QTest::newRow("aflw") << QStringLiteral("aflw/test_aflw.json") << 2 << 19;
        QTest::newRow("wholebody") << QStringLiteral("coco_wholebody/test_coco_wholebody.json") << 4 << 68;
        QTest::newRow("cofw") << QStringLiteral("cofw/test_cofw.json") << 2 << 29;
        QTest::newRow("lapa") << QStringLiteral("lapa/test_lapa.json") << 2 << 106;
    }
    void opensAndShows()
    {
        QFETCH(const QString, path);
        const auto file = sharedPath(("data/formats/" + path.toStdString()).c_str());
        if (file.empty())
            QSKIP("shared/data/formats is not here: its files are NOT shown");
        const TempDir folder;
        GuiSession gui(*qApp, folder.path());
        QVERIFY(gui.open(file));
        QTEST(gui.window().document().existingFaces(), "faces");
        const LandmarkSet *shown = gui.window().canvas().shownLandmarks();
        QVERIFY(shown);
        QTEST(shown->count(), "points");
        QVERIFY2(coloursOf(gui) > 500, "a photograph has hundreds of colours");
    }

    void opacityFadesItsLayerAndIsRemembered()
    {
        const TempDir folder;
        GuiSession gui(*qApp, folder.path());
        QVERIFY(gui.open(model::resourcesFolder() / "samples"));
        const QImage full = gui.window().canvas().grab().toImage();
        QMenu *layer = gui.window().actions().opacityMenu()->actions().front()->menu();
        QAction *quarter = layer->actions().back();
        QVERIFY(!quarter->isChecked());
        quarter->trigger();
        const QImage faded = gui.window().canvas().grab().toImage();
        QVERIFY(greenOf(faded) < 0.6 * greenOf(full));
        QVERIFY(greenOf(faded) > 0);

        gui.restart();
        QVERIFY(gui.open(model::resourcesFolder() / "samples"));
        QVERIFY(gui.window().actions().opacityMenu()->actions().front()->menu()->actions().back()->isChecked());
        QVERIFY(greenOf(gui.window().canvas().grab().toImage()) < 0.6 * greenOf(full));
    }

private:
    static int coloursOf(GuiSession &gui)
    {
        const QImage image = gui.window().canvas().grab().toImage().convertToFormat(QImage::Format_RGB32);
        std::vector<QRgb> pixels;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                pixels.push_back(image.pixel(x, y));
        std::sort(pixels.begin(), pixels.end());
        return static_cast<int>(std::unique(pixels.begin(), pixels.end()) - pixels.begin());
    }

    /// How much of the ground truth's green there is.
    static double greenOf(const QImage &image)
    {
        double sum = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x) {
                const QColor c = image.pixelColor(x, y);
                sum += std::max(0, c.green() - std::max(c.red(), c.blue()));
            }
        return sum;
    }
};

QTEST_MAIN(DisplayTest)
#include "display_test.moc"
