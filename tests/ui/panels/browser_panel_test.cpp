#include "core/shape/mean_head.h"
#include "tests/ui/document/project_fixture.h"
#include "ui/imaging/thumbnail_queue.h"
#include "ui/panels/browser_panel.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QToolButton>

#include <algorithm>
#include <numbers>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;
using namespace Qt::StringLiterals;

namespace {
/// The panel over a data set whose faces have errors of 1, 2, ... pixels, in a shuffled order.
struct Browser {
    explicit Browser(int images = 40, int facesPerImage = 1)
        : project(images, facesPerImage),
          thumbnails(DiskCache(project.folder() / "cache", 1 << 20), 64),
          model(document, thumbnails),
          panel(document, model)
    {
        project.open(document);
        std::vector<double> shifts;
        for (int i = 0; i < document.faceCount(); ++i)
            shifts.push_back(1 + i * 7 % document.faceCount());
        document.addRun(ProjectFixture::shiftedRun(document, shifts), true);
        thumbnails.reset([this](int row) {
            return ThumbnailQueue::Source{document.dataset().imagePath(document.face(row).sample),
                                          document.face(row).box.value_or(Rect{}),
                                          {},
                                          {}};
        });
        panel.resize(264, 600);
        panel.show();
        (void)QTest::qWaitForWindowExposed(&panel);
        panel.activateWindow();
        panel.setCurrentFace(0);
        panel.view()->setFocus();
    }
    QListView &view() { return *panel.view(); }
    QRect cell(int row) { return view().visualRect(model.index(row)); }
    void click(int row, Qt::KeyboardModifiers modifiers = {})
    {
        view().scrollTo(model.index(row));
        QTest::mouseClick(view().viewport(), Qt::LeftButton, modifiers, cell(row).center());
    }
    void filter(const QString &text, int expectedRows)
    {
        panel.filterField()->setFocus();
        panel.filterField()->selectAll();
        QTest::keyClicks(panel.filterField(), text);
        QVERIFY(QTest::qWaitFor([&] { return model.rowCount() == expectedRows; }));
    }
    void sortBy(const QString &name)
    {
        panel.sortBox()->setFocus();
        QTest::keyClick(panel.sortBox(), Qt::Key_Home);
        while (panel.sortBox()->currentText() != name)
            QTest::keyClick(panel.sortBox(), Qt::Key_Down);
    }
    QToolButton *button(const QString &name)
    {
        for (auto *button : panel.findChildren<QToolButton *>())
            if (button->accessibleName() == name)
                return button;
        qFatal("no button %s", qPrintable(name));
    }

    ProjectFixture project;
    ProjectDocument document;
    ThumbnailQueue thumbnails;
    FaceListModel model;
    BrowserPanel panel;
};
} // namespace

class BrowserPanelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void grid_fillsTheWidthWithWholeColumns();
    void list_isOneFaceALine();
    void sorting_ordersByErrorAndKeepsTheCurrentFace();
    void filter_narrowsByPartOrPattern();
    void filterWithoutHits_offersToClearIt();
    void filter_escapeAndReturnLeadBackToTheFaces();
    void oneRowForEachImage_selectsAllItsFaces();
    void keys_walkInListOrder();
    void return_activatesTheFace();
    void clicks_chooseAndExtendTheSelection();
    void showingAFace_isNotChoosingIt();
    void edit_movesNoRow();
    void largeList_staysWhereItIsWhileOneFaceIsEdited();
    void sorting_byYawGoesFromLeftToRight();
    void finishedRun_sortsAgain();
    void closedDataSet_leavesNothingBehind();
};

void BrowserPanelTest::grid_fillsTheWidthWithWholeColumns()
{
    Browser b;
    for (const int width : {264, 400, 700}) {
        b.panel.resize(width, 600);
        QCoreApplication::processEvents();
        const int available = b.view().viewport()->width();
        int columns = 1;
        while (b.cell(columns).top() == b.cell(0).top())
            ++columns;
        QVERIFY2(columns >= 2, qPrintable(QString::number(width)));
        QVERIFY(b.cell(columns - 1).right() <= available);
        QVERIFY2(available - b.cell(columns - 1).right() < b.cell(0).width(), "there is room for another column");
        QCOMPARE(b.cell(columns).left(), b.cell(0).left());
    }
}

void BrowserPanelTest::list_isOneFaceALine()
{
    Browser b;
    b.click(5);
    QTest::mouseClick(b.button(u"Show as a list"_s), Qt::LeftButton);
    QCoreApplication::processEvents();
    QVERIFY(b.cell(1).top() > b.cell(0).top());
    QCOMPARE(b.cell(1).left(), b.cell(0).left());
    QCOMPARE(b.panel.currentFace(), 5);
    QVERIFY(b.view().viewport()->rect().intersects(b.cell(5)));
}

void BrowserPanelTest::sorting_ordersByErrorAndKeepsTheCurrentFace()
{
    Browser b;
    QSignalSpy chosen(&b.panel, &BrowserPanel::faceChosen);
    b.panel.setCurrentFace(3);
    b.sortBy(u"NME, worst first"_s);
    for (int row = 1; row < b.model.rowCount(); ++row)
        QVERIFY(b.document.nme(b.model.faceAt(row)) <= b.document.nme(b.model.faceAt(row - 1)));
    QCOMPARE(b.panel.currentFace(), 3);
    QCOMPARE(b.view().currentIndex().row(), b.model.listRowOf(3));
    b.sortBy(u"NME, best first"_s);
    QCOMPARE(b.model.faceAt(0), 0);
    b.sortBy(u"name"_s);
    QCOMPARE(b.model.index(0).data(Qt::ToolTipRole).toString(), u"video/1.png"_s);
    b.sortBy(u"file order"_s);
    QCOMPARE(b.model.faceAt(7), 7);
    QCOMPARE(chosen.count(), 0);
}

// P22
void BrowserPanelTest::filter_narrowsByPartOrPattern()
{
    Browser b;
    QSignalSpy chosen(&b.panel, &BrowserPanel::faceChosen);
    b.filter(u"VIDEO/"_s, 20);
    b.filter(u"web/1?.png"_s, 5);
    b.filter(u"*/3*"_s, 11);
    b.filter(u" 17 "_s, 1);
    QCOMPARE(b.model.faceAt(0), 17);
    QCOMPARE(b.panel.currentFace(), 0); // not listed, and still what the canvas shows
    QCOMPARE(b.panel.faceFromCurrent(1), 17);
    QCOMPARE(chosen.count(), 0);
    QCOMPARE(b.document.undoStack()->count(), 0);
}

void BrowserPanelTest::filterWithoutHits_offersToClearIt()
{
    Browser b;
    b.filter(u"zebra"_s, 0);
    QVERIFY(!b.view().isVisible());
    auto *clear = b.panel.findChild<QPushButton *>();
    QVERIFY(clear->isVisible());
    QTest::mouseClick(clear, Qt::LeftButton);
    QCOMPARE(b.model.rowCount(), 40);
    QVERIFY(b.view().isVisible());
    QCOMPARE(b.view().currentIndex().row(), 0);
}

// P23
void BrowserPanelTest::filter_escapeAndReturnLeadBackToTheFaces()
{
    Browser b;
    b.filter(u"web"_s, 20);
    QTest::keyClick(b.panel.filterField(), Qt::Key_Escape);
    QCOMPARE(b.model.rowCount(), 40);
    QVERIFY(b.panel.filterField()->hasFocus());
    QTest::keyClick(b.panel.filterField(), Qt::Key_Escape);
    QVERIFY(b.view().hasFocus());
    b.filter(u"video"_s, 20);
    QTest::keyClick(b.panel.filterField(), Qt::Key_Return);
    QVERIFY(b.view().hasFocus());
    QCOMPARE(b.model.rowCount(), 20);
}

void BrowserPanelTest::oneRowForEachImage_selectsAllItsFaces()
{
    Browser b(10, 3);
    QCOMPARE(b.model.rowCount(), 30);
    b.panel.setCurrentFace(4);
    QTest::mouseClick(b.button(u"One row for each image instead of each face"_s), Qt::LeftButton);
    QCOMPARE(b.model.rowCount(), 10);
    QCOMPARE(b.view().currentIndex().row(), 1);
    QCOMPARE(b.panel.selectedFaces(), (std::vector<int>{3, 4, 5}));
    QCOMPARE(b.panel.currentFace(), 4);
}

// P23
void BrowserPanelTest::keys_walkInListOrder()
{
    Browser b;
    QSignalSpy chosen(&b.panel, &BrowserPanel::faceChosen);
    for (int i = 1; i <= 39; ++i)
        QTest::keyClick(&b.view(), Qt::Key_Right);
    QTest::keyClick(&b.view(), Qt::Key_Right); // the end
    QCOMPARE(chosen.count(), 39);
    QCOMPARE(b.panel.currentFace(), 39);
    QTest::keyClick(&b.view(), Qt::Key_Left);
    QCOMPARE(b.panel.currentFace(), 38);
    QTest::keyClick(&b.view(), Qt::Key_Home);
    QCOMPARE(b.panel.currentFace(), 0);
    QTest::keyClicks(&b.view(), u"3"_s); // letters do not jump
    QCOMPARE(b.panel.currentFace(), 0);
    b.sortBy(u"NME, worst first"_s);
    b.view().setFocus();
    QTest::keyClick(&b.view(), Qt::Key_Home);
    QCOMPARE(b.panel.currentFace(), b.model.faceAt(0));
    QTest::keyClick(&b.view(), Qt::Key_Right);
    QCOMPARE(b.panel.currentFace(), b.model.faceAt(1));
}

void BrowserPanelTest::return_activatesTheFace()
{
    Browser b;
    QSignalSpy activated(&b.panel, &BrowserPanel::faceActivated);
    b.click(4);
    QTest::keyClick(&b.view(), Qt::Key_Return);
    QCOMPARE(activated.count(), 1);
    QCOMPARE(activated[0][0].toInt(), 4);
    b.click(5);
    QTest::mouseDClick(b.view().viewport(), Qt::LeftButton, {}, b.cell(5).center());
    QCOMPARE(activated.count(), 2);
    QCOMPARE(activated[1][0].toInt(), 5);
}

void BrowserPanelTest::clicks_chooseAndExtendTheSelection()
{
    Browser b;
    QSignalSpy chosen(&b.panel, &BrowserPanel::faceChosen);
    b.click(2);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(b.panel.selectedFaces(), std::vector<int>{2});
    b.click(5, Qt::ShiftModifier);
    QCOMPARE(b.panel.selectedFaces(), (std::vector<int>{2, 3, 4, 5}));
    b.click(3, Qt::ControlModifier);
    QCOMPARE(b.panel.selectedFaces(), (std::vector<int>{2, 4, 5}));
}

void BrowserPanelTest::showingAFace_isNotChoosingIt()
{
    Browser b;
    QSignalSpy chosen(&b.panel, &BrowserPanel::faceChosen);
    b.panel.setCurrentFace(30);
    QCOMPARE(chosen.count(), 0);
    QVERIFY(b.view().viewport()->rect().intersects(b.cell(30)));
    QCOMPARE(b.panel.selectedFaces(), std::vector<int>{30});
    QCOMPARE(b.panel.faceFromCurrent(1), 31);
    QCOMPARE(b.panel.faceFromCurrent(10), -1);
}

// P22
void BrowserPanelTest::edit_movesNoRow()
{
    Browser b;
    b.sortBy(u"NME, worst first"_s);
    const std::vector<int> order = b.model.faces();
    QSignalSpy reset(&b.model, &QAbstractItemModel::modelReset);
    QSignalSpy changed(&b.model, &QAbstractItemModel::dataChanged);
    const int face = order[0];
    b.document.usePrediction(face, b.document.activeRun(), {});
    LandmarkSet perfect = b.document.face(face).truth;
    std::vector<int> all;
    for (int i = 0; i < 98; ++i)
        all.push_back(i);
    b.document.moveLandmarks(face, b.document.groundTruthGrab(face), perfect, all);
    QVERIFY(QTest::qWaitFor([&] {
        return std::any_of(changed.begin(), changed.end(),
                           [](const auto &c) { return c[0].toModelIndex().row() == 0; });
    }));
    QCOMPARE(b.document.nme(face), 0.0);
    QVERIFY(b.model.faces() == order);
    QCOMPARE(reset.count(), 0);
}

// P22
void BrowserPanelTest::largeList_staysWhereItIsWhileOneFaceIsEdited()
{
    Browser b(150);
    b.sortBy(u"NME, worst first"_s);
    b.panel.setCurrentFace(b.model.faceAt(75));
    QScrollBar *bar = b.view().verticalScrollBar();
    QVERIFY(bar->value() > 0);
    const int value = bar->value();
    QSignalSpy changed(&b.model, &QAbstractItemModel::dataChanged);
    b.document.usePrediction(b.model.faceAt(75), b.document.activeRun(), {});
    b.document.setReview({b.model.faceAt(75)}, ReviewState::Accepted);
    b.document.undoStack()->undo();
    QVERIFY(QTest::qWaitFor([&] { return !changed.isEmpty(); }));
    QCOMPARE(bar->value(), value);
    QCOMPARE(b.view().currentIndex().row(), 75);
}

void BrowserPanelTest::sorting_byYawGoesFromLeftToRight()
{
    Browser b(5);
    // The mean head turned by these angles; the detector missed face 3.
    const std::vector<double> yaws{20, -30, 5, 0, -10};
    Run run = ProjectFixture::shiftedRun(b.document, {0, 0, 0, std::nan(""), 0});
    for (std::size_t row = 0; row < yaws.size(); ++row) {
        const double c = std::cos(yaws[row] * std::numbers::pi / 180), s = std::sin(yaws[row] * std::numbers::pi / 180);
        const auto head = shape::meanHead(*findScheme("wflw98"));
        for (std::size_t i = 0; i < run.rows[row].points.size(); ++i)
            run.rows[row].points[i] = toFloat({48 + 4 * (c * head[i].x + s * head[i].z), 30 + 4 * head[i].y});
    }
    b.document.addRun(std::move(run), true);
    b.sortBy(u"yaw"_s);
    QCOMPARE(b.model.faces(), (std::vector<int>{1, 4, 3, 2, 0})); // face 3: its ground truth looks ahead
}

void BrowserPanelTest::finishedRun_sortsAgain()
{
    Browser b;
    b.sortBy(u"NME, worst first"_s);
    b.panel.setCurrentFace(9);
    std::vector<double> shifts(40, 1.0);
    shifts[9] = 30;
    b.document.addRun(ProjectFixture::shiftedRun(b.document, shifts), true);
    QVERIFY(QTest::qWaitFor([&] { return b.model.faceAt(0) == 9; }));
    QCOMPARE(b.view().currentIndex().row(), 0);
}

void BrowserPanelTest::closedDataSet_leavesNothingBehind()
{
    Browser b;
    const QAbstractItemModelTester tester(&b.model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(b.document.close());
    QCOMPARE(b.model.rowCount(), 0);
    QCOMPARE(b.panel.currentFace(), -1);
    QVERIFY(b.panel.selectedFaces().empty());
    QVERIFY(!b.view().isVisible());
}

QTEST_MAIN(BrowserPanelTest)
#include "browser_panel_test.moc"
