#include "core/base/text.h"
#include "tests/e2e/gui_session.h"
#include "ui/canvas/landmark_canvas.h"
#include "ui/imaging/qimage_convert.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/face_presenter.h"
#include "ui/main_window/session.h"
#include "ui/panels/browser_panel.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <numeric>

using namespace fiducial;
using namespace fiducial::test;

/// The main job on real faces, by real mouse and key events: open, pre-fill, drag, undo, use prediction, export,
/// reopen.
class MainJobTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        list_ = sharedPath("data/faces98/WFLW_annotations/list_98pt_rect_attr_train_test/list_98pt_rect_attr_test.txt");
        model_ = sharedPath("models/pfld_ghostone_112_wflw98.onnx");
        if (list_.empty() || model_.empty())
            QSKIP("shared/data/faces98 or shared/models is not here: the main job on real faces is NOT tested");
        gui_ = std::make_unique<GuiSession>(*qApp, folder_.path());
    }

    void opensTheTestList()
    {
        QVERIFY(gui_->open(list_));
        QCOMPARE(document().faceCount(), 361);
        QCOMPARE(document().dataset().schemeId, std::string("wflw98"));
        QVERIFY(gui_->window().presenter().currentFace() == 0);
    }

    void prefillsEveryFaceUnderFourPercent()
    {
        std::vector<int> all(static_cast<std::size_t>(document().faceCount()));
        std::iota(all.begin(), all.end(), 0);
        QVERIFY(gui_->prefill(all, ui::toQString(model_)));
        QCOMPARE(document().runs().size(), std::size_t(1));
        double sum = 0;
        for (int row = 0; row < document().faceCount(); ++row) {
            const auto run = document().runSet(row, document().activeRun());
            QCOMPARE(run.count(), 98);
            const double nme = independentNme(document().face(row).truth.points, run.points, 60, 72);
            QVERIFY(std::abs(nme - document().nme(row)) < 1e-6);
            sum += nme;
        }
        const double mean = sum / document().faceCount();
        qInfo("mean NME %.4f", mean);
        QVERIFY(mean < 0.04);
    }

    void dragShowsTheExactNmeAtEveryStep()
    {
        const int row = 3;
        gui_->window().browser().setFocus();
        selectFace(row);
        auto &canvas = gui_->window().canvas();
        const auto before = document().runSet(row, document().activeRun());
        const auto truth = document().face(row).truth.points;
        const int landmark = 16;
        // The ground truth is out of the way: the hand grabs the prediction.
        gui_->window().actions().groundTruth->setChecked(false);
        const QPointF start = canvas.viewTransform().toView(before.points[landmark]);
        LandmarkSet preview;
        int previews = 0;
        auto connection = connect(&canvas, &ui::LandmarkCanvas::dragPreview, this,
                                  [&](const Uuid &, const LandmarkSet &set, const std::vector<int> &) {
                                      preview = set;
                                      ++previews;
                                  });
        QTest::mousePress(&canvas, Qt::LeftButton, {}, start.toPoint());
        for (int i = 1; i <= 12; ++i) {
            QTest::mouseMove(&canvas, start.toPoint() + QPoint(3 * i, -2 * i));
            if (previews == 0)
                continue; // within the distance that starts a drag
            const double expected = independentNme(truth, preview.points, 60, 72);
            QVERIFY2(std::abs(expected - gui_->window().presenter().shownNme()) < 1e-6, qPrintable(QString::number(i)));
        }
        QVERIFY(previews >= 8);
        QTest::mouseRelease(&canvas, Qt::LeftButton, {}, start.toPoint() + QPoint(36, -24));
        disconnect(connection);
        gui_->window().actions().groundTruth->setChecked(true);

        const EditedSet &mine = document().state(row).mine;
        QCOMPARE(mine.set.count(), 98);
        const Point2 moved = mine.set.points[landmark];
        const double scale = canvas.viewTransform().scale;
        QVERIFY(std::abs(moved.x - (before.points[landmark].x + 36 / scale)) < 1e-6);
        QVERIFY(std::abs(moved.y - (before.points[landmark].y - 24 / scale)) < 1e-6);
        for (int i = 0; i < 98; ++i)
            if (i != landmark)
                QVERIFY(mine.set.points[static_cast<std::size_t>(i)] == before.points[static_cast<std::size_t>(i)]);
        QVERIFY(mine.origin[landmark].source == PointSource::Human);
        QVERIFY(mine.origin[0].source == PointSource::Model);
        QVERIFY(std::abs(document().nme(row) - independentNme(truth, mine.set.points, 60, 72)) < 1e-6);
    }

    void undoAndRedoGiveTheSamePoints()
    {
        const int row = 3;
        const auto edited = document().state(row);
        auto &canvas = gui_->window().canvas();
        canvas.setFocus();
        QTest::keyClick(&canvas, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(document().state(row).mine.empty());
        QTest::keyClick(&canvas, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(document().state(row) == edited);
    }

    void usePredictionTakesTheWholeFace()
    {
        selectFace(5);
        auto &canvas = gui_->window().canvas();
        canvas.setFocus();
        QTest::keyClick(&canvas, Qt::Key_U);
        QVERIFY(document().state(5).mine.set == document().runSet(5, document().activeRun()));
        QVERIFY(document().state(4).mine.empty());
    }

    void exportChangesExactlyTheEditedFaces()
    {
        QVERIFY(gui_->waitSaved());
        pipeline::ExportRequest request;
        request.dataset = &document().dataset();
        request.target = folder_ / "export";
        QSignalSpy exported(&gui_->window().session(), &ui::Session::exported);
        QSignalSpy failed(&gui_->window().session(), &ui::Session::failed);
        gui_->window().session().exportDataset(request);
        QVERIFY(QTest::qWaitFor([&] { return exported.count() + failed.count() > 0; }, 30000));
        QVERIFY2(failed.isEmpty(), failed.isEmpty() ? "" : qPrintable(failed.first().value(1).toString()));

        std::filesystem::path written;
        for (const auto &entry : std::filesystem::recursive_directory_iterator(folder_ / "export"))
            if (entry.path().extension() == ".txt")
                written = entry.path();
        QVERIFY(!written.empty());
        const std::string sourceText = readAll(list_), writtenText = readAll(written);
        const auto source = text::lines(sourceText), copy = text::lines(writtenText);
        QCOMPARE(copy.size(), source.size());
        for (std::size_t i = 0; i < source.size(); ++i)
            QCOMPARE(source[i] == copy[i], i != 3 && i != 5);
        auto again = formats::openDataset(gui_->formats(), {written, document().dataset().imageRoot, {}}, JobContext{});
        QVERIFY(again.ok());
        for (const int row : {3, 5})
            for (std::size_t k = 0; k < 98; ++k)
                QVERIFY(distance(again->faces[static_cast<std::size_t>(row)].truth.points[k],
                                 document().state(row).mine.set.points[k]) < 1e-5);
    }

    void reopeningShowsEverythingAgain()
    {
        const auto third = document().state(3);
        const auto fifth = document().state(5);
        gui_->restart();
        QVERIFY(gui_->open(list_));
        QVERIFY(document().state(3) == third);
        QVERIFY(document().state(5) == fifth);
        QCOMPARE(document().runs().size(), std::size_t(1));
        QCOMPARE(document().runSet(7, document().activeRun()).count(), 98);
        QCOMPARE(gui_->window().presenter().currentFace(), 5);
        // The history is there too: undo goes on where the session before ended.
        gui_->window().actions().undo->trigger();
        QVERIFY(document().state(5).mine.empty());
        QVERIFY(document().state(3) == third);
    }

    void cleanupTestCase() { gui_.reset(); }

private:
    ui::ProjectDocument &document() { return gui_->window().document(); }

    /// Goes to the face by the keys of the browser.
    void selectFace(int row)
    {
        auto &canvas = gui_->window().canvas();
        canvas.setFocus();
        canvas.setSelection({});
        while (gui_->window().presenter().currentFace() < row)
            QTest::keyClick(&canvas, Qt::Key_D);
        while (gui_->window().presenter().currentFace() > row)
            QTest::keyClick(&canvas, Qt::Key_A);
        const auto path = document().dataset().imagePath(document().face(row).sample);
        QVERIFY(QTest::qWaitFor(
            [&] {
                return canvas.hasPicture() && !canvas.viewTransform().pictureRect(canvas.imageSize()).isEmpty() &&
                       canvas.activeFace() == document().faceId(row);
            },
            10000));
    }

    std::filesystem::path list_, model_;
    TempDir folder_;
    std::unique_ptr<GuiSession> gui_;
};

QTEST_MAIN(MainJobTest)
#include "main_job_test.moc"
