#include "tests/ui/main_window/window_fixture.h"
#include "ui/dialogs/run_dialog.h"
#include "ui/main_window/actions.h"

#include <QMenu>
#include <QToolButton>
#include <QTreeWidget>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;
using namespace Qt::StringLiterals;

/// The runs of a project, managed in the window.
class RunsWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void name_isChangedInPlaceAndKept();
    void look_changesPictureAndIsKept();
    void removing_asksAndLosesTheRunAlone();
    void removing_theReferenceFallsBack();
    void withoutRuns_nothingIsOffered();

private:
    static RunDialog *manage(WindowFixture &f)
    {
        QMenu *menu = f.window().actions().runsMenu();
        Q_EMIT menu->aboutToShow();
        for (QAction *action : menu->actions())
            if (action->text().contains(u"Manage runs"_s))
                action->trigger();
        for (auto *dialog : f.window().findChildren<RunDialog *>())
            if (dialog->isVisible())
                return dialog;
        qFatal("no dialog");
    }
    static void addTwoRuns(WindowFixture &f)
    {
        f.document().addRun(ProjectFixture::shiftedRun(f.document(), {4}), true);
        Run second = ProjectFixture::shiftedRun(f.document(), {6});
        second.name = "second";
        f.document().addRun(second, true);
    }
    static void reopen(WindowFixture &f)
    {
        QVERIFY(QTest::qWaitFor([&] { return !f.document().isStoringRuns(); }));
        f.gui.restart();
        QVERIFY(f.open());
    }
    static QPushButton *button(const QWidget &dialog, const QString &text)
    {
        for (auto *found : dialog.findChildren<QPushButton *>())
            if (found->text().remove(u'&') == text)
                return found;
        return nullptr;
    }
};

void RunsWindowTest::name_isChangedInPlaceAndKept()
{
    WindowFixture f;
    QVERIFY(f.open());
    addTwoRuns(f);
    RunDialog *dialog = manage(f);
    auto *runs = dialog->findChild<QTreeWidget *>();
    QCOMPARE(runs->topLevelItemCount(), 2);
    QCOMPARE(runs->currentItem()->text(0), u"second"_s); // the active one
    runs->setFocus();
    QTest::keyClick(runs, Qt::Key_F2);
    auto *field = runs->findChild<QLineEdit *>();
    QVERIFY(field);
    QTest::keyClicks(field, u"a better name"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(QTest::qWaitFor([&] { return f.document().runName(1) == u"a better name"_s; }));
    QVERIFY(dialog->isVisible()); // Return ended the editing alone
    QCOMPARE(f.document().runName(0), u"shifted"_s);
    reopen(f);
    QCOMPARE(f.document().runName(1), u"a better name"_s);
    QCOMPARE(f.document().runSet(2, 1).count(), 98);
}

void RunsWindowTest::look_changesPictureAndIsKept()
{
    WindowFixture f;
    QVERIFY(f.open());
    addTwoRuns(f);
    QVERIFY(f.canvas().hasPicture());
    const QImage before = f.canvas().grab().toImage();
    RunDialog *dialog = manage(f);
    for (auto *choice : dialog->findChildren<QToolButton *>())
        if (choice->toolTip() == u"Yellow"_s || choice->toolTip() == u"Diamond"_s)
            QTest::mouseClick(choice, Qt::LeftButton);
    QCOMPARE(f.document().runLook(1), runLook(3, 2));
    QCOMPARE(f.document().runLook(0), 0);
    const auto &layers = f.canvas().faces().front().overlay.layers;
    const auto layer = std::ranges::find(layers, 1, &FaceLayer::run);
    QVERIFY(layer != layers.end());
    QVERIFY(layer->style.mark == Mark::Diamond && layer->style.colour == QColor(0xF0, 0xE4, 0x42));
    QVERIFY(f.canvas().grab().toImage() != before);
    reopen(f);
    QCOMPARE(f.document().runLook(1), runLook(3, 2));
    QCOMPARE(f.document().runLook(0), 0);
}

void RunsWindowTest::removing_asksAndLosesTheRunAlone()
{
    WindowFixture f;
    QVERIFY(f.open());
    addTwoRuns(f);
    f.document().usePrediction(2, 1, {});
    const auto taken = f.document().state(2).mine;
    RunDialog *dialog = manage(f);
    {
        AnswerBoxes no(QMessageBox::Cancel);
        QTest::mouseClick(button(*dialog, u"Remove…"_s), Qt::LeftButton);
        QCOMPARE(no.count(), 1);
        QVERIFY2(no.text().contains(u"6 face"_s), qPrintable(no.text()));
        QCOMPARE(f.document().runs().size(), std::size_t{2});
    }
    AnswerBoxes yes(QMessageBox::Discard);
    QTest::mouseClick(button(*dialog, u"Remove…"_s), Qt::LeftButton);
    QCOMPARE(f.document().runs().size(), std::size_t{1});
    QCOMPARE(f.document().activeRun(), 0);
    QVERIFY(f.document().state(2).mine == taken);
    QVERIFY(f.gui.waitSaved());
    reopen(f);
    QCOMPARE(f.document().runs().size(), std::size_t{1});
    QCOMPARE(f.document().runName(0), u"shifted"_s);
    QVERIFY(f.document().state(2).mine == taken);
    Run third = ProjectFixture::shiftedRun(f.document(), {1});
    QCOMPARE(f.document().addRun(third, true), 2); // a number is never used again
}

void RunsWindowTest::withoutRuns_nothingIsOffered()
{
    WindowFixture f;
    QVERIFY(f.open());
    RunDialog dialog(f.document());
    dialog.show();
    QVERIFY(!button(dialog, u"Rename"_s)->isEnabled() && !button(dialog, u"Remove…"_s)->isEnabled());
    for (const auto *look : dialog.findChildren<QToolButton *>())
        QVERIFY(!look->isVisible());
    f.document().addRun(ProjectFixture::shiftedRun(f.document(), {4}), true);
    QVERIFY(button(dialog, u"Rename"_s)->isEnabled());
}

void RunsWindowTest::removing_theReferenceFallsBack()
{
    WindowFixture f;
    QVERIFY(f.open());
    addTwoRuns(f);
    f.document().setReference({Reference::Kind::Run, 1});
    f.document().removeRun(1);
    QVERIFY(f.document().reference() == Reference{});
    f.document().removeRun(0);
    QCOMPARE(f.document().activeRun(), -1);
    QVERIFY(f.canvas().faces().front().overlay.layers.size() == 1);
    QVERIFY(!f.window().actions().worstFaces->isEnabled());
}

QTEST_MAIN(RunsWindowTest)
#include "runs_window_test.moc"
