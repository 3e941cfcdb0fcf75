#include "tests/ui/document/project_fixture.h"
#include "ui/document/wording.h"
#include "ui/models/issue_model.h"
#include "ui/models/landmark_table_model.h"
#include "ui/models/review_queue.h"
#include "ui/panels/figure_rows.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/metrics_view.h"
#include "ui/panels/review_view.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QTableWidget>
#include <QToolButton>

#include <algorithm>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;
using namespace Qt::StringLiterals;

namespace {
enum Tab { LandmarksTab, MetricsTab, ReviewTab, IssuesTab };

struct Inspector {
    Inspector() : landmarks(document), issues(document), queue(document), panel(document, landmarks, issues, queue)
    {
        writeAll(project.listFile(), readAll(project.listFile()) + "1 2 three\n");
        project.open(document);
        panel.resize(320, 700);
        panel.show();
        (void)QTest::qWaitForWindowExposed(&panel);
        panel.activateWindow();
    }
    void addRun(double shift) { document.addRun(ProjectFixture::shiftedRun(document, {shift}), true); }
    void showTab(Tab tab)
    {
        QTabBar *bar = panel.tabs()->tabBar();
        QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(tab).center());
        QCOMPARE(panel.tabs()->currentIndex(), static_cast<int>(tab));
    }
    QTableView &table() { return *panel.landmarkTable(); }
    QString cell(int row, int column) { return table().model()->index(row, column).data().toString(); }
    void clickCell(int row, Qt::KeyboardModifiers modifiers = {})
    {
        const QModelIndex index = table().model()->index(row, LandmarkTableModel::NameColumn);
        table().scrollTo(index);
        QTest::mouseClick(table().viewport(), Qt::LeftButton, modifiers, table().visualRect(index).center());
    }
    void clickHeader(int column)
    {
        QHeaderView *header = table().horizontalHeader();
        QTest::mouseClick(
            header->viewport(), Qt::LeftButton, {},
            {header->sectionViewportPosition(column) + header->sectionSize(column) / 2, header->height() / 2});
    }
    template <class Button>
    Button *button(const QString &text)
    {
        for (auto *button : panel.findChildren<Button *>())
            if (button->text() == text)
                return button;
        qFatal("no button %s", qPrintable(text));
    }
    bool says(const QString &words)
    {
        for (const auto *label : panel.findChildren<QLabel *>())
            if (label->isVisible() && label->text().contains(words))
                return true;
        return false;
    }
    /// The value beside this caption in the figures that are shown.
    QString figure(const QString &caption)
    {
        for (const auto *rows : panel.findChildren<NumberRows *>())
            for (const NumberRows::Row &row : rows->rows())
                if (rows->isVisible() && row.caption == caption)
                    return row.value;
        return {};
    }

    /// Whether these words have a line of the figures to themselves.
    bool listsAlone(const QString &words)
    {
        for (const auto *rows : panel.findChildren<NumberRows *>())
            for (const NumberRows::Row &row : rows->rows())
                if (rows->isVisible() && row.caption == words && row.value.isEmpty())
                    return true;
        return false;
    }

    ProjectFixture project;
    ProjectDocument document;
    LandmarkTableModel landmarks;
    IssueModel issues;
    ReviewQueue queue;
    InspectorPanel panel;
};
} // namespace

class InspectorPanelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void withoutFace_saysWhatToDo();
    void table_listsAndSortsLandmarks();
    void table_tellsWhatTheMouseAndKeysSelect();
    void table_showsASelectionWithoutTellingIt();
    void table_tellsTheLandmarkUnderTheMouse();
    void metrics_sayWhyThereAreNoNumbers();
    void metrics_areThoseOfTheDocument();
    void worstPoints_haveRoomForTheirNumbers();
    void metrics_tellThePose();
    void metrics_followAPreviewAndGoBack();
    void metrics_worstPointLeadsToItsLandmark();
    void review_buttonsAskForTheState();
    void review_showsAttributesAsWordsAndWherePointsComeFrom();
    void issues_areCountedAndLeadToTheirFace();
};

void InspectorPanelTest::withoutFace_saysWhatToDo()
{
    Inspector i;
    QVERIFY(i.says(u"Choose a face"_s));
    QVERIFY(!i.button<QPushButton>(u"Accept and next"_s)->isEnabled());
    i.showTab(LandmarksTab);
    QVERIFY(i.says(u"Choose a face"_s));
    i.panel.setFace(0);
    QVERIFY(!i.says(u"Choose a face"_s));
    QVERIFY(i.button<QPushButton>(u"Accept and next"_s)->isEnabled());
}

void InspectorPanelTest::table_listsAndSortsLandmarks()
{
    Inspector i;
    i.showTab(LandmarksTab);
    i.panel.setFace(0);
    QCOMPARE(i.table().model()->rowCount(), 98);
    LandmarkSet set = i.document.face(0).truth;
    set.points[9] = set.points[9] + Point2{0, 7};
    set.points[70] = set.points[70] + Point2{9, 0};
    i.document.moveLandmarks(0, i.document.groundTruthGrab(0), set, {9, 70});
    i.clickHeader(LandmarkTableModel::PixelsColumn);
    if (i.cell(0, LandmarkTableModel::IndexColumn) != u"70"_s)
        i.clickHeader(LandmarkTableModel::PixelsColumn);
    QCOMPARE(i.cell(0, LandmarkTableModel::IndexColumn), u"70"_s);
    QCOMPARE(i.cell(1, LandmarkTableModel::IndexColumn), u"9"_s);
    QCOMPARE(i.cell(0, LandmarkTableModel::PixelsColumn), u"9.0"_s);
    i.clickHeader(LandmarkTableModel::IndexColumn);
    const int first = i.cell(0, LandmarkTableModel::IndexColumn).toInt();
    QVERIFY(first == 0 || first == 97); // by number, not by letters
    QCOMPARE(std::abs(i.cell(1, LandmarkTableModel::IndexColumn).toInt() - first), 1);
}

void InspectorPanelTest::table_tellsWhatTheMouseAndKeysSelect()
{
    Inspector i;
    i.showTab(LandmarksTab);
    i.panel.setFace(0);
    std::vector<int> told;
    connect(&i.panel, &InspectorPanel::landmarksSelected, this, [&](const std::vector<int> &l) { told = l; });
    i.clickCell(5);
    QCOMPARE(told, std::vector<int>{5});
    i.clickCell(8, Qt::ControlModifier);
    QCOMPARE(told, (std::vector<int>{5, 8}));
    i.clickCell(3);
    QTest::keyClick(&i.table(), Qt::Key_Down);
    QCOMPARE(told, std::vector<int>{4});
    QTest::keyClick(&i.table(), Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(told, (std::vector<int>{4, 5}));
}

void InspectorPanelTest::table_showsASelectionWithoutTellingIt()
{
    Inspector i;
    i.showTab(LandmarksTab);
    i.panel.setFace(0);
    QSignalSpy told(&i.panel, &InspectorPanel::landmarksSelected);
    i.panel.setSelectedLandmarks({80, 90});
    QCOMPARE(told.count(), 0);
    QCOMPARE(i.table().selectionModel()->selectedRows().size(), 2);
    const QModelIndex last = i.table().model()->index(90, 0);
    QVERIFY(i.table().viewport()->rect().intersects(i.table().visualRect(last)));
    i.panel.setFace(1);
    QVERIFY(i.table().selectionModel()->selectedRows().isEmpty());
    QCOMPARE(told.count(), 0);
}

void InspectorPanelTest::table_tellsTheLandmarkUnderTheMouse()
{
    Inspector i;
    i.showTab(LandmarksTab);
    i.panel.setFace(0);
    std::vector<int> told;
    connect(&i.panel, &InspectorPanel::landmarkHovered, this, [&](int landmark) { told.push_back(landmark); });
    QTest::mouseMove(i.table().viewport(), i.table().visualRect(i.table().model()->index(2, 1)).center());
    QTest::mouseMove(i.table().viewport(), i.table().visualRect(i.table().model()->index(6, 1)).center());
    QVERIFY(!told.empty());
    QCOMPARE(told.back(), 6);
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(i.table().viewport(), &leave);
    QCOMPARE(told.back(), -1);
}

void InspectorPanelTest::metrics_sayWhyThereAreNoNumbers()
{
    Inspector i;
    i.panel.setFace(0);
    QVERIFY(i.says(u"No prediction yet."_s));
    i.document.addRun(ProjectFixture::shiftedRun(i.document, {std::nan("")}), true);
    QVERIFY(i.says(u"The detector missed this face in shifted"_s));
    i.document.setReference({Reference::Kind::Mine, -1});
    QVERIFY(i.says(u"this face has no mine"_s));
}

void InspectorPanelTest::metrics_areThoseOfTheDocument()
{
    Inspector i;
    i.panel.setFace(1);
    i.addRun(3);
    QCOMPARE(i.figure(u"NME, inter-ocular"_s), percentText(i.document.nme(1)));
    QCOMPARE(i.figure(u"NME, "_s + normaliserName(metrics::Normaliser::Diagonal)),
             percentText(i.document.measure(1).under(metrics::Normaliser::Diagonal)));
    QVERIFY(i.listsAlone(u"shifted"_s));
    QVERIFY(i.says(u"against ground truth"_s));
    i.panel.setFace(-1);
    QVERIFY(i.figure(u"NME, inter-ocular"_s).isEmpty());
}

void InspectorPanelTest::worstPoints_haveRoomForTheirNumbers()
{
    Inspector i;
    i.panel.setFace(0);
    i.addRun(345);
    i.showTab(MetricsTab);
    const auto tables = i.panel.findChildren<QTableWidget *>();
    const auto found = std::ranges::find_if(tables, [](const auto *table) { return table->isVisible(); });
    QVERIFY(found != tables.end());
    for (const int column : {2, 3}) {
        const QTableWidgetItem *item = (*found)->item(0, column);
        QVERIFY(item->text().toDouble() > 300);
        QVERIFY((*found)->fontMetrics().horizontalAdvance(item->text()) + 12 <= (*found)->columnWidth(column));
    }
    QCOMPARE((*found)->item(0, 1)->toolTip(), (*found)->item(0, 1)->text());
}

void InspectorPanelTest::metrics_tellThePose()
{
    Inspector i;
    i.panel.setFace(0);
    i.addRun(3);
    const auto angle = [&](int which) {
        return i.figure(u"Yaw, pitch, roll"_s).remove(u'°').split(u", "_s).value(which).toDouble();
    };
    // The mean face is symmetric: it looks ahead, with whatever pitch its proportions show.
    QVERIFY(i.figure(u"Yaw, pitch, roll"_s).endsWith(u'°'));
    QCOMPARE(angle(0), 0.0);
    QCOMPARE(angle(2), 0.0);
    LandmarkSet turned = i.document.runSet(0, i.document.activeRun());
    turned.points[54] = turned.points[54] + Point2{6, 0}; // the nose
    i.panel.showPreview(turned);
    QVERIFY(angle(0) > 1);
}

void InspectorPanelTest::metrics_followAPreviewAndGoBack()
{
    Inspector i;
    i.panel.setFace(0);
    i.addRun(1);
    const QString before = i.figure(u"NME, inter-ocular"_s);
    LandmarkSet preview = i.document.runSet(0, i.document.activeRun());
    preview.points[16] = preview.points[16] + Point2{20, 0};
    i.panel.showPreview(preview);
    QCOMPARE(i.figure(u"NME, inter-ocular"_s),
             percentText(i.document.measureOf(0, preview).under(metrics::Normaliser::InterOcular)));
    QVERIFY(i.figure(u"NME, inter-ocular"_s) != before);
    i.panel.endPreview();
    QCOMPARE(i.figure(u"NME, inter-ocular"_s), before);
}

void InspectorPanelTest::metrics_worstPointLeadsToItsLandmark()
{
    Inspector i;
    i.panel.setFace(0);
    LandmarkSet set = i.document.face(0).truth;
    set.points[33] = set.points[33] + Point2{0, 9};
    i.document.moveLandmarks(0, i.document.groundTruthGrab(0), set, {33});
    std::vector<int> told;
    connect(&i.panel, &InspectorPanel::landmarksSelected, this, [&](const std::vector<int> &l) { told = l; });
    auto *worst = i.panel.findChild<QTableWidget *>();
    QCOMPARE(worst->item(0, 0)->text(), u"33"_s);
    QTest::mouseClick(worst->viewport(), Qt::LeftButton, {}, worst->visualItemRect(worst->item(0, 1)).center());
    QCOMPARE(told, std::vector<int>{33});
}

void InspectorPanelTest::review_buttonsAskForTheState()
{
    Inspector i;
    i.panel.setFace(2);
    QSignalSpy accept(&i.panel, &InspectorPanel::acceptRequested);
    std::vector<ReviewState> asked;
    connect(&i.panel, &InspectorPanel::reviewRequested, this, [&](ReviewState state) {
        asked.push_back(state);
        i.document.setReview({2}, state);
    });
    QTest::mouseClick(i.button<QPushButton>(u"Accept and next"_s), Qt::LeftButton);
    QCOMPARE(accept.count(), 1);
    QTest::mouseClick(i.button<QPushButton>(u"Needs work"_s), Qt::LeftButton);
    i.showTab(ReviewTab);
    QVERIFY(i.button<QToolButton>(u"needs work"_s)->isChecked());
    QTest::mouseClick(i.button<QToolButton>(u"rejected"_s), Qt::LeftButton);
    QCOMPARE(asked, (std::vector<ReviewState>{ReviewState::NeedsWork, ReviewState::Rejected}));
    i.document.undoStack()->undo();
    QVERIFY(i.button<QToolButton>(u"needs work"_s)->isChecked());
}

void InspectorPanelTest::review_showsAttributesAsWordsAndWherePointsComeFrom()
{
    Inspector i;
    i.panel.setFace(0);
    i.showTab(ReviewTab);
    const auto attribute = [&i](const QString &name) {
        return i.panel.findChild<QCheckBox *>(name)->accessibleDescription();
    };
    QCOMPARE(attribute(u"pose"_s), u"large"_s);
    QCOMPARE(attribute(u"occlusion"_s), u"yes"_s);
    QCOMPARE(attribute(u"blur"_s), u"clear"_s);
    QTest::mouseClick(i.panel.findChild<QCheckBox *>(u"blur"_s), Qt::LeftButton, {}, {8, 8});
    QCOMPARE(attribute(u"blur"_s), u"blurred"_s);
    QCOMPARE(i.document.face(0).attributes[5], std::int8_t{1});
    i.document.undoStack()->undo();
    QCOMPARE(attribute(u"blur"_s), u"clear"_s);
    QCOMPARE(i.figure(u"From ground truth"_s), u"98"_s);
    LandmarkSet set = i.document.face(0).truth;
    set.points[16] = set.points[16] + Point2{3, 4};
    i.document.moveLandmarks(0, i.document.groundTruthGrab(0), set, {16});
    QCOMPARE(i.figure(u"From ground truth"_s), u"97"_s);
    QCOMPARE(i.figure(u"Placed by hand"_s), u"1"_s);
    QCOMPARE(i.figure(u"Moved by hand, most"_s), u"5.0 px"_s);
    i.panel.setFace(1);
    QCOMPARE(attribute(u"pose"_s), u"frontal"_s);
}

void InspectorPanelTest::issues_areCountedAndLeadToTheirFace()
{
    Inspector i;
    i.showTab(IssuesTab);
    QListView *list = i.panel.issueView();
    QCOMPARE(list->model()->rowCount(), 1); // the broken row of the list
    Issue issue;
    issue.what.text() = "The box is empty.";
    issue.face = 3;
    i.issues.add({issue});
    QVERIFY(i.panel.tabs()->tabToolTip(IssuesTab).startsWith(u"2"_s));
    QSignalSpy asked(&i.panel, &InspectorPanel::faceRequested);
    const auto doubleClick = [&](int row) {
        const QPoint at = list->visualRect(list->model()->index(row, IssueModel::WhatColumn)).center();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, at);
        QTest::mouseDClick(list->viewport(), Qt::LeftButton, {}, at);
    };
    doubleClick(0); // belongs to no face
    QCOMPARE(asked.count(), 0);
    doubleClick(1);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked[0][0].toInt(), 3);
}

QTEST_MAIN(InspectorPanelTest)
#include "inspector_panel_test.moc"
