#include "tests/ui/main_window/window_fixture.h"
#include "ui/main_window/actions.h"
#include "ui/panels/face_table_pane.h"
#include "ui/panels/laboratory_checks.h"
#include "ui/panels/laboratory_panel.h"

#include <QTableView>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;
using namespace Qt::StringLiterals;

/// The error laboratory in the window.
class LaboratoryWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void action_showsAndHidesTheDock();
    void dock_isRememberedButNeverWithoutData();
    void narrowWindow_isNotWidened();
    void table_leadsToTheFace();
    void filling_hidesEverythingElse();
    void failures_areWalkedByOneKey();
    void failureOverlay_marksFacesAndPoints();
    void pictureAlone_hidesTheLaboratory();
    void suspect_isSelectedOnTheCanvas();

private:
    static bool showLaboratory(WindowFixture &f)
    {
        f.window().actions().laboratory->setChecked(true);
        LaboratoryPanel &panel = f.window().laboratory();
        return QTest::qWaitFor([&] {
            return panel.isVisible() && panel.laboratory().rowCount() > 0 && !panel.laboratory().isMeasuring() &&
                   !f.document().isMeasuring();
        });
    }
    static void addRun(WindowFixture &f, const std::vector<double> &shifts)
    {
        f.document().addRun(ProjectFixture::shiftedRun(f.document(), shifts), true);
    }
};

void LaboratoryWindowTest::action_showsAndHidesTheDock()
{
    WindowFixture f;
    QVERIFY(!f.window().actions().laboratory->isEnabled());
    QVERIFY(f.open());
    QVERIFY(!f.window().laboratory().isVisible());
    addRun(f, {1});
    f.key(Qt::Key_L, Qt::ControlModifier);
    QVERIFY(showLaboratory(f));
    QVERIFY(f.canvas().isVisible());
    f.key(Qt::Key_L, Qt::ControlModifier);
    QVERIFY(!f.window().laboratory().isVisible());
}

void LaboratoryWindowTest::dock_isRememberedButNeverWithoutData()
{
    WindowFixture f;
    QVERIFY(f.open());
    QVERIFY(showLaboratory(f));
    QVERIFY(f.document().close());
    QVERIFY(!f.window().laboratory().isVisible());
    f.gui.restart();
    QVERIFY(!f.window().laboratory().isVisible());
    QVERIFY(f.open());
    QVERIFY(f.window().laboratory().isVisible());
}

void LaboratoryWindowTest::narrowWindow_isNotWidened()
{
    WindowFixture f;
    QVERIFY(f.open());
    for (int run = 0; run < 3; ++run)
        addRun(f, {1, 5, 2, 4, 3, 0.5});
    f.window().resize(1024, 760);
    QVERIFY(showLaboratory(f));
    for (const auto page : {LaboratoryPanel::Page::Overview, LaboratoryPanel::Page::Faces,
                            LaboratoryPanel::Page::Landmarks, LaboratoryPanel::Page::Doubts}) {
        f.window().laboratory().showPage(page);
        QTest::qWait(20);
        QCOMPARE(f.window().width(), 1024);
        QVERIFY(f.window().minimumSizeHint().width() <= 1024);
    }
    QVERIFY(f.window().laboratory().width() > 1000); // below the other docks
    f.window().resize(1440, 900);
    QTRY_VERIFY(f.window().laboratory().width() < 1440 - 400); // between them
}

void LaboratoryWindowTest::table_leadsToTheFace()
{
    WindowFixture f;
    QVERIFY(f.open());
    addRun(f, {1, 5, 2, 4, 3, 0.5});
    QVERIFY(showLaboratory(f));
    f.window().laboratory().showPage(LaboratoryPanel::Page::Faces);
    QTableView *view = f.window().laboratory().tablePane().view();
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(view->model()->index(0, 0)).center());
    QCOMPARE(f.face(), 1); // the worst
    QTest::keyClick(view, Qt::Key_Down);
    QCOMPARE(f.face(), 3);
    QTest::keyClick(view, Qt::Key_Return);
    QVERIFY(f.canvas().hasFocus());
    f.key(Qt::Key_D); // the next one in the list: the table follows
    QCOMPARE(f.face(), 4);
    QCOMPARE(view->currentIndex().row(), f.window().laboratory().tableModel().rowOf(4));
}

void LaboratoryWindowTest::filling_hidesEverythingElse()
{
    WindowFixture f;
    QVERIFY(f.open());
    addRun(f, {1, 5, 2, 4, 3, 0.5});
    QVERIFY(showLaboratory(f));
    Q_EMIT f.window().laboratory().fillRequested(true);
    QVERIFY(!f.canvas().isVisible() && !f.window().browser().isVisible());
    QVERIFY(f.window().laboratory().tablePane().isVisible());
    QTableView *view = f.window().laboratory().tablePane().view();
    view->setFocus();
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(view->model()->index(1, 0)).center());
    QVERIFY(!f.canvas().isVisible()); // a click only chooses
    QTest::keyClick(view, Qt::Key_Return);
    QVERIFY(f.canvas().isVisible() && f.window().browser().isVisible());
    QCOMPARE(f.face(), 3);
}

void LaboratoryWindowTest::failures_areWalkedByOneKey()
{
    WindowFixture f;
    QVERIFY(f.open());
    addRun(f, {0.1, 30, 0.1, std::nan(""), 40, 0.1});
    QVERIFY(QTest::qWaitFor([&] { return !f.document().isMeasuring(); }));
    QCOMPARE(f.face(), 0);
    f.key(Qt::Key_F8); // file order while the laboratory is closed
    QCOMPARE(f.face(), 1);
    f.key(Qt::Key_F8);
    QCOMPARE(f.face(), 3);
    f.key(Qt::Key_F8);
    f.key(Qt::Key_F8); // none after the last
    QCOMPARE(f.face(), 4);
    QVERIFY(showLaboratory(f));
    f.window().browser().setCurrentFace(3);
    f.window().presenter().setCurrentFace(3); // missed: first in the table, the worst first
    f.key(Qt::Key_F8);
    QCOMPARE(f.face(), 4);
    f.key(Qt::Key_F8);
    QCOMPARE(f.face(), 1);
    f.key(Qt::Key_F8, Qt::ShiftModifier);
    QCOMPARE(f.face(), 4);
}

void LaboratoryWindowTest::failureOverlay_marksFacesAndPoints()
{
    WindowFixture f;
    QVERIFY(f.open());
    Run run = ProjectFixture::shiftedRun(f.document(), {0.1});
    for (const std::size_t landmark : {20U, 60U})
        run.rows[0].points[landmark].x += 12;
    f.document().addRun(std::move(run), true);
    QVERIFY(QTest::qWaitFor([&] { return !f.document().isMeasuring() && f.canvas().hasPicture(); }));
    const auto &overlay = f.canvas().faces().front().overlay;
    QCOMPARE(overlay.worst.size(), std::size_t{2});
    QVERIFY(!overlay.failed);
    const QImage with = f.canvas().grab().toImage();
    f.key(Qt::Key_F, Qt::ControlModifier | Qt::ShiftModifier);
    const QImage without = f.canvas().grab().toImage();
    const auto differs = [&](std::size_t landmark) {
        const Point2 at = f.document().runSet(0, 0).points[landmark];
        const QPoint c = f.canvas().viewTransform().toView(at).toPoint() * f.canvas().devicePixelRatioF();
        int count = 0;
        for (int y = -9; y <= 9; ++y)
            for (int x = -9; x <= 9; ++x)
                count += with.pixel(c + QPoint(x, y)) != without.pixel(c + QPoint(x, y));
        return count;
    };
    QVERIFY(differs(20) > 60);
    QVERIFY(differs(60) > 60);
    QCOMPARE(differs(85), 0);
    f.document().setThreshold(0.003); // the whole face fails now
    QVERIFY(f.canvas().faces().front().overlay.failed);
    QVERIFY(f.canvas().faces().front().overlay.worst.size() <= 10);
}

void LaboratoryWindowTest::pictureAlone_hidesTheLaboratory()
{
    WindowFixture f;
    QVERIFY(f.open());
    addRun(f, {1});
    QVERIFY(showLaboratory(f));
    Q_EMIT f.window().laboratory().fillRequested(true);
    f.window().actions().fullScreen->setChecked(true);
    QVERIFY(f.canvas().isVisible() && !f.window().laboratory().isVisible() && !f.window().browser().isVisible());
    f.window().actions().fullScreen->setChecked(false);
    QVERIFY(f.window().laboratory().isVisible() && f.window().browser().isVisible());
}

void LaboratoryWindowTest::suspect_isSelectedOnTheCanvas()
{
    WindowFixture f;
    QVERIFY(f.open());
    for (int i = 0; i < 2; ++i) {
        Run run = ProjectFixture::shiftedRun(f.document(), {0.1});
        run.rows[3].points[54].y += 12;
        run.rows[4].points[33].y += 9;
        f.document().addRun(std::move(run), true);
    }
    QVERIFY(showLaboratory(f));
    LaboratoryDoubts &doubts = f.window().laboratory().doubtsPage();
    f.window().laboratory().showPage(LaboratoryPanel::Page::Doubts);
    const auto choose = [&](int row) {
        QTableView &view = doubts.suspectView();
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(view.model()->index(row, 0)).center());
    };
    QCOMPARE(doubts.suspectModel().rowCount(), 2);
    for (int row = 0; row < doubts.suspectModel().rowCount(); ++row) {
        const auto item = doubts.suspectModel().items()[static_cast<std::size_t>(row)];
        choose(row);
        QCOMPARE(f.face(), item.face);
        QVERIFY(QTest::qWaitFor([&] { return f.canvas().selection() == std::vector<int>{item.point.landmark}; }, 5000));
    }
}

QTEST_MAIN(LaboratoryWindowTest)
#include "laboratory_window_test.moc"
