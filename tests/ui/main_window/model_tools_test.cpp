#include "tests/core/model/model_support.h"
#include "tests/ui/main_window/window_fixture.h"
#include "ui/dialogs/model_manager.h"
#include "ui/dialogs/train_dialog.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/model_tools.h"
#include "ui/main_window/status_line.h"
#include "ui/settings/app_settings.h"

#include <QMenu>
#include <QToolButton>

using namespace fiducial;
using namespace fiducial::test;
using namespace Qt::StringLiterals;

namespace {
constexpr int kWaitMs = 20'000;
}

/// The windows about models, opened from the main window.
class ModelToolsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void manager_previewsTheFaceOnScreen();
    void manager_opensOnceAndIsInThePalette();
    void menu_checksTheModelInUse();
    void droppedFileThatIsNoModel_isSaid();
    void replacedWeights_areReadAgain();
    void training_outlivesItsWindow();
};

namespace {
QPushButton *buttonOf(const QWidget &window, const QString &text)
{
    for (auto *button : window.findChildren<QPushButton *>())
        if (QString(button->text()).remove(u'&').startsWith(text))
            return button;
    qFatal("no button %s", qPrintable(text));
}

/// Weights that put every point at `value` of the crop, with a card beside them.
QString writeModel(WindowFixture &f, const std::string &name, float value)
{
    const auto weights = f.project.folder() / (name + ".onnx");
    model::ModelCard card = plainCard();
    card.name = name;
    card.file = name + ".onnx";
    card.schemeId = "wflw98";
    writeAll(weights, constantOnnx(card.input.width, 196, value));
    writeAll(f.project.folder() / (name + ".json"), printCard(card));
    return ui::toQString(weights);
}
} // namespace

void ModelToolsTest::manager_previewsTheFaceOnScreen()
{
    WindowFixture f;
    QVERIFY(f.open());
    f.window().actions().manageModels->trigger();
    ui::ModelManager *manager = f.window().modelTools().manager();
    QVERIFY(manager && manager->isVisible() && !manager->isModal());
    manager->select(u"mean-shape-wflw98"_s);
    QTest::mouseClick(buttonOf(*manager, u"Preview"_s), Qt::LeftButton);
    QVERIFY(QTest::qWaitFor([&] { return manager->findChild<ui::FacePreview *>()->hasResult(); }, kWaitMs));
    QVERIFY(f.document().runs().empty());
    QCOMPARE(f.document().editedFaceCount(), 0);
}

void ModelToolsTest::manager_opensOnceAndIsInThePalette()
{
    WindowFixture f;
    f.window().actions().manageModels->trigger();
    ui::ModelManager *first = f.window().modelTools().manager();
    f.window().actions().manageModels->trigger();
    QCOMPARE(f.window().modelTools().manager(), first);
    QVERIFY(!buttonOf(*first, u"Preview"_s)->isEnabled()); // nothing is open
    QTest::keyClick(first, Qt::Key_Escape);
    QVERIFY(QTest::qWaitFor([&] { return f.window().modelTools().manager() == nullptr; }, kWaitMs));
    QVERIFY(f.window().actions().all().contains(f.window().actions().manageModels));
    QVERIFY(f.window().actions().all().contains(f.window().actions().train));
}

namespace {
/// Opens the menu of models, says which of its lines are checked, and chooses one, or none.
QStringList checkedModels(WindowFixture &f, const QString &choice)
{
    QStringList checked;
    QTimer::singleShot(0, &f.window(), [&] {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        if (!menu)
            return;
        for (QAction *action : menu->actions()) {
            if (action->isChecked())
                checked += action->text();
            if (!choice.isEmpty() && action->text().startsWith(choice))
                menu->setActiveAction(action);
        }
        QTest::keyClick(menu, choice.isEmpty() ? Qt::Key_Escape : Qt::Key_Return);
    });
    f.window().actions().chooseModel->trigger();
    return checked;
}
} // namespace

void ModelToolsTest::menu_checksTheModelInUse()
{
    WindowFixture f;
    QVERIFY(f.open());
    f.gui.settings().setModel({});
    QCOMPARE(checkedModels(f, u"mean-shape"_s), QStringList{u"Default for the data set"_s});
    QVERIFY(f.gui.settings().model().startsWith(u"mean-shape"_s));
    const QStringList checked = checkedModels(f, {});
    QCOMPARE(checked.size(), 1);
    QVERIFY(checked.first().startsWith(f.gui.settings().model()));
    checkedModels(f, u"Default"_s);
    QVERIFY(f.gui.settings().model().isEmpty());
}

void ModelToolsTest::droppedFileThatIsNoModel_isSaid()
{
    WindowFixture f;
    QVERIFY(f.open());
    QSignalSpy problem(&f.window().modelTools(), &ui::ModelTools::problem);
    writeAll(f.project.folder() / "broken.onnx", "no network");
    f.drop(ui::toQString(f.project.folder() / "broken.onnx"));
    QVERIFY(problem.wait(kWaitMs));
    QVERIFY(f.says(u"broken.onnx"_s));
    QVERIFY(f.gui.settings().model().isEmpty());
}

void ModelToolsTest::replacedWeights_areReadAgain()
{
    WindowFixture f;
    QVERIFY(f.open());
    const QString weights = writeModel(f, "changing", 0.25F);
    QVERIFY(f.gui.prefill({0}, weights));
    const Point2 before = f.document().runSet(0, f.document().activeRun()).points[0];
    writeModel(f, "changing", 0.75F);
    Q_EMIT f.window().modelTools().modelsChanged();
    QVERIFY(f.gui.prefill({0}, weights));
    const Point2 after = f.document().runSet(0, f.document().activeRun()).points[0];
    QVERIFY(after.x > before.x + 10);
}

void ModelToolsTest::training_outlivesItsWindow()
{
    WindowFixture f;
    const auto script = f.project.folder() / "fiducial-train";
    writeAll(script, "#!/bin/sh\n[ \"$1\" = --describe ] && echo '[{\"name\": \"epochs\", \"group\": \"a\", \"type\": "
                     "\"integer\", \"default\": 1, \"low\": 1, \"high\": 9}]' && exit\n"
                     "echo '{\"event\":\"start\",\"step\":0,\"steps\":8,\"steps_per_epoch\":4}'\n"
                     "echo '{\"event\":\"step\",\"step\":2,\"epoch\":1,\"loss\":4,\"seconds_left\":75}'\n"
                     "read line\nexit 130\n");
    QVERIFY(QFile::setPermissions(ui::toQString(script), QFile::ReadOwner | QFile::ExeOwner));
    qputenv("FIDUCIAL_TRAIN", ui::toQString(script).toUtf8());
    QVERIFY(f.open());
    f.window().actions().train->trigger();
    ui::TrainDialog *dialog = f.window().modelTools().training();
    QVERIFY(dialog && dialog->isVisible());
    dialog->setFolder(ui::toQString(f.project.folder() / "run"));
    QVERIFY(QTest::qWaitFor([&] { return buttonOf(*dialog, u"Start"_s)->isEnabled(); }, kWaitMs));
    QTest::mouseClick(buttonOf(*dialog, u"Start"_s), Qt::LeftButton);
    const auto running = [&] { return dialog->session().state() == ui::TrainingSession::State::Running; };
    QVERIFY(QTest::qWaitFor(running, kWaitMs));
    auto *task = f.window().statusLine().findChild<QToolButton *>(u"task"_s);
    QVERIFY(task && !task->isVisible());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!dialog->isVisible());
    QVERIFY(running());
    // The status line says so, and leads back.
    QTRY_VERIFY(task->isVisible());
    QTRY_COMPARE(task->text(), u"Training 25 % · 1 min 15 s left"_s);
    QTest::mouseClick(task, Qt::LeftButton);
    QVERIFY(dialog->isVisible());
    QVERIFY(!task->isVisible());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(task->isVisible());
    f.window().actions().train->trigger();
    QCOMPARE(f.window().modelTools().training(), dialog);
    QVERIFY(dialog->isVisible());
    QTest::mouseClick(buttonOf(*dialog, u"Stop"_s), Qt::LeftButton);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(QTest::qWaitFor([&] { return !running(); }, kWaitMs));
    QVERIFY(!task->isVisible());
    qunsetenv("FIDUCIAL_TRAIN");
}

QTEST_MAIN(ModelToolsTest)
#include "model_tools_test.moc"
