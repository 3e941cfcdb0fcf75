#include "tests/e2e/screen_stage.h"
#include "tests/support/faulty_vfs.h"
#include "tests/ui/main_window/pseudo_locale.h"
#include "ui/dialogs/contact_sheet.h"
#include "ui/dialogs/doctor_dialog.h"
#include "ui/dialogs/help_window.h"
#include "ui/dialogs/preferences_dialog.h"
#include "ui/dialogs/train_dialog.h"
#include "ui/main_window/status_line.h"

#include <QDir>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>
#include <QUndoStack>

#include <functional>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;

namespace {
using Look = std::function<void(QWidget &)>;

/// One screen: brings it up and has it looked at; false where it did not come up.
struct Screen {
    const char *name;
    bool (*show)(ScreenStage &, const Look &);
};

bool look(ScreenStage &stage, const Look &look)
{
    look(stage.window());
    return true;
}

QWidget *dialogOf(ScreenStage &stage)
{
    for (QWidget *widget : QApplication::topLevelWidgets())
        if (widget->isVisible() && widget != &stage.window() && !qobject_cast<QMenu *>(widget))
            return widget;
    return nullptr;
}

/// What an action opens beside the window, or before it.
template <const char *kAction>
bool opened(ScreenStage &stage, const Look &look)
{
    bool seen = false;
    QTimer modal;
    modal.setSingleShot(true);
    QObject::connect(&modal, &QTimer::timeout, [&] {
        if (QWidget *dialog = QApplication::activeModalWidget()) {
            look(*dialog);
            seen = true;
            dialog->close();
        }
    });
    modal.start(0);
    stage.action(kAction)->trigger();
    QTest::qWait(30);
    if (QWidget *dialog = dialogOf(stage); dialog && !seen) {
        if (auto *sheet = qobject_cast<ContactSheet *>(dialog))
            (void)QTest::qWaitFor([&] { return sheet->isDrawn(); }, 20'000);
        if (auto *doctor = qobject_cast<DoctorDialog *>(dialog))
            (void)QTest::qWaitFor([&] { return !doctor->isExamining(); }, 20'000);
        look(*dialog);
        seen = true;
        dialog->close();
    }
    return seen;
}

template <int kTab>
bool inspectorTab(ScreenStage &stage, const Look &look)
{
    stage.window().inspector().tabs()->setCurrentIndex(kTab);
    look(stage.window());
    return stage.window().inspector().tabs()->currentIndex() == kTab;
}

template <int kPage>
bool laboratoryPage(ScreenStage &stage, const Look &look)
{
    if (!stage.measuredLaboratory(static_cast<LaboratoryPanel::Page>(kPage)))
        return false;
    look(stage.window());
    return true;
}

template <int kPage>
bool filledLaboratory(ScreenStage &stage, const Look &look)
{
    if (!stage.measuredLaboratory(static_cast<LaboratoryPanel::Page>(kPage)))
        return false;
    Q_EMIT stage.laboratory().fillRequested(true);
    stage.laboratory().showPage(static_cast<LaboratoryPanel::Page>(kPage));
    look(stage.window());
    return stage.laboratory().isFilling();
}

template <int kPage>
bool preferences(ScreenStage &stage, const Look &look)
{
    stage.actions().preferences->trigger();
    auto *dialog = stage.window().findChild<PreferencesDialog *>();
    if (!dialog)
        return false;
    dialog->showPage(static_cast<PreferencesDialog::Page>(kPage));
    look(*dialog);
    dialog->close();
    return true;
}

bool helpPages(ScreenStage &stage, const Look &look)
{
    stage.actions().help->trigger();
    auto *help = stage.window().findChild<HelpWindow *>();
    if (!help)
        return false;
    help->showPage(QStringLiteral("laboratory"));
    look(*help);
    help->close();
    return true;
}

bool welcome(ScreenStage &stage, const Look &look)
{
    if (!stage.document().close())
        return false;
    look(stage.window());
    return true;
}

bool filtered(ScreenStage &stage, const Look &look)
{
    stage.window().browser().filterField()->setText(QStringLiteral("nme > 90 %"));
    const bool empty = QTest::qWaitFor([&] { return stage.window().browser().faceFromCurrent(1) < 0; });
    look(stage.window());
    stage.window().browser().clearFilter();
    return empty;
}

bool history(ScreenStage &stage, const Look &look)
{
    stage.actions().history->setChecked(true);
    look(stage.window());
    return stage.window().history().isVisible();
}

bool remark(ScreenStage &stage, const Look &look)
{
    stage.actions().comment->trigger();
    look(stage.window());
    const bool asks = stage.window().remarkField().isVisible();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    return asks && !stage.window().remarkField().isVisible();
}

// Tools of the canvas, each in the middle of its gesture.

bool contourDrag(ScreenStage &stage, const Look &look)
{
    stage.key(Qt::Key_C);
    stage.grab(stage.viewOf(14), {{0, 8}, {-6, 18}, {-12, 30}});
    look(stage.window());
    return stage.canvas().isDragging();
}

bool freehand(ScreenStage &stage, const Look &look)
{
    stage.canvas().setSelection({8});
    stage.key(Qt::Key_W);
    std::vector<QPoint> way;
    for (int i = 1; i <= 20; ++i)
        way.emplace_back(i * 9, static_cast<int>(60 * std::sin(i * 0.15)));
    stage.grab(stage.viewOf(4), way);
    look(stage.window());
    return stage.canvas().isDragging();
}

bool transform(ScreenStage &stage, const Look &look)
{
    stage.canvas().setSelection({76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87});
    stage.key(Qt::Key_T);
    look(stage.window());
    return stage.canvas().tool() == CanvasTool::Transform;
}

bool softDrag(ScreenStage &stage, const Look &look)
{
    stage.canvas().setSelection({16, 54, 60});
    stage.key(Qt::Key_X, Qt::ShiftModifier);
    stage.key(Qt::Key_Q);
    stage.grab(stage.viewOf(82), {{4, 4}, {10, 12}, {18, 20}});
    look(stage.window());
    return stage.canvas().isDragging() && stage.canvas().isSoftDrag();
}

bool mirrorCheck(ScreenStage &stage, const Look &look)
{
    stage.key(Qt::Key_K, Qt::ShiftModifier);
    look(stage.window());
    return stage.canvas().isMirrorCheck();
}

bool guidedPlacement(ScreenStage &stage, const Look &look)
{
    const int faces = stage.document().existingFaces();
    stage.document().addFace(stage.document().dataset().faces[0].sample, {20, 20, 150, 150}, {});
    const bool added = stage.document().existingFaces() == faces + 1 && stage.show(stage.document().faceCount() - 1);
    stage.key(Qt::Key_Insert);
    for (const QPoint at : {QPoint(380, 250), QPoint(384, 280), QPoint(390, 310)})
        QTest::mouseClick(&stage.canvas(), Qt::LeftButton, {}, at);
    look(stage.window());
    const bool places = stage.canvas().tool() == CanvasTool::Place;
    stage.document().undoStack()->setIndex(stage.document().undoStack()->index() - 4);
    return added && places;
}

bool loupe(ScreenStage &stage, const Look &look)
{
    stage.key(Qt::Key_M);
    stage.hover(stage.viewOf(60));
    look(stage.window());
    return stage.canvas().isLoupeVisible();
}

bool partPass(ScreenStage &stage, const Look &look)
{
    stage.canvas().setSelection({60});
    stage.key(Qt::Key_Z);
    look(stage.window());
    return stage.canvas().isPartPass();
}

bool boxEdit(ScreenStage &stage, const Look &look)
{
    stage.key(Qt::Key_B, Qt::ControlModifier);
    stage.canvas().fitImage();
    look(stage.window());
    return stage.canvas().tool() == CanvasTool::EditBox;
}

bool heat(ScreenStage &stage, const Look &look)
{
    stage.document().setActiveRun(2);
    stage.window().presenter().setRunVisible(2, true);
    stage.key(Qt::Key_J, Qt::ShiftModifier);
    const bool warm = QTest::qWaitFor([&] { return !stage.canvas().heat().picture.isNull(); }, 20'000);
    look(stage.window());
    stage.document().setActiveRun(0);
    return warm;
}

bool noHeat(ScreenStage &stage, const Look &look)
{
    stage.key(Qt::Key_J);
    stage.hover(stage.viewOf(60));
    look(stage.window());
    return !stage.canvas().heat().plate.note.isEmpty();
}

bool ellipses(ScreenStage &stage, const Look &look)
{
    stage.key(Qt::Key_E);
    stage.key(Qt::Key_N, Qt::ShiftModifier);
    stage.hover(stage.viewOf(16));
    look(stage.window());
    return stage.canvas().options().ellipses;
}

bool names(ScreenStage &stage, const Look &look)
{
    stage.key(Qt::Key_N);
    look(stage.window());
    return stage.canvas().options().labels == LabelMode::Names;
}

bool split(ScreenStage &stage, const Look &look)
{
    stage.key(Qt::Key_S);
    look(stage.window());
    return stage.canvas().comparison() == Comparison::Split;
}

bool onion(ScreenStage &stage, const Look &look)
{
    stage.key(Qt::Key_O);
    look(stage.window());
    return stage.canvas().comparison() == Comparison::Onion;
}

bool failure(ScreenStage &stage, const Look &look)
{
    const bool shown = stage.show(3); // one of those that are far off
    look(stage.window());
    return shown && stage.canvas().options().failures;
}

// Busy: work goes on while the screen is looked at.

bool prefilling(ScreenStage &stage, const Look &look)
{
    PrefillRequest request;
    request.model = QStringLiteral("heat_64_wflw98");
    request.views = {true, 100};
    request.faces = stage.document().existingRows();
    stage.window().prefill().start(request);
    auto *bar = stage.window().findChild<StatusLine *>()->findChild<QProgressBar *>();
    const bool busy = QTest::qWaitFor([&] { return bar->isVisible(); }, 20'000);
    look(stage.window());
    stage.window().prefill().cancel();
    const bool ended = QTest::qWaitFor([&] { return !stage.window().prefill().isRunning(); }, 20'000);
    while (stage.document().runs().size() > 3)
        stage.document().removeRun(stage.document().runs().back()->number);
    stage.document().setActiveRun(0);
    return ended && busy;
}

bool measuring(ScreenStage &stage, const Look &look)
{
    stage.actions().laboratory->setChecked(true);
    stage.document().setNormaliser(metrics::Normaliser::Box);
    stage.document().setNormaliser(metrics::Normaliser::InterOcular);
    look(stage.window());
    return stage.laboratory().isVisible();
}

constexpr char kTrainer[] = R"sh(#!/bin/sh
case "$1" in --describe) echo '[{"group": "Network", "name": "network", "description": "Preset", "type": "text",
 "default": "small", "choices": ["small", "large"]}, {"group": "Optimiser", "name": "epochs", "description": "Passes",
 "type": "integer", "default": 60, "low": 1, "high": 1000}]'; exit;; esac
echo '{"event":"start","step":0,"steps":600,"steps_per_epoch":10,"device":"CPU","training_faces":300,"validation_faces":20,"options":{"network":"small","epochs":60}}'
for e in 1 2 3 4 5 6 7 8 9; do
  echo '{"event":"step","step":'$e'0,"epoch":'$e',"loss":0.'$((95 - e * 9))',"images_per_second":63,"waiting":0.01,"seconds_left":312}'
  echo '{"event":"epoch","step":'$e'0,"epoch":'$e',"loss":0.'$((95 - e * 9))',"val_nme":0.'$((97 - e * 7))',"val_nme_ema":0.'$((98 - e * 8))',"best":true,"seconds_left":312}'
done
while read -r line; do [ "$line" = stop ] && exit 130; done
)sh";

bool training(ScreenStage &stage, const Look &look)
{
    const auto trainer = stage.folder() / "fiducial-train";
    writeAll(trainer, kTrainer);
    std::filesystem::permissions(trainer, std::filesystem::perms::owner_all);
    qputenv("FIDUCIAL_TRAIN", toQString(trainer).toLocal8Bit());
    stage.actions().train->trigger();
    qunsetenv("FIDUCIAL_TRAIN");
    TrainDialog *dialog = stage.window().modelTools().training();
    dialog->setFolder(toQString(stage.folder() / "training"));
    QPushButton *start = nullptr;
    for (auto *button : dialog->findChildren<QPushButton *>())
        start =
            button->property("role").toString() == QStringLiteral("primary") && button->isVisible() ? button : start;
    if (!start || !QTest::qWaitFor([&] { return start->isEnabled(); }, 20'000))
        return false;
    QTest::mouseClick(start, Qt::LeftButton);
    auto *bar = dialog->findChild<QProgressBar *>();
    const bool busy = QTest::qWaitFor([&] { return bar->isVisible() && bar->value() > 0; }, 20'000);
    QTest::qWait(300);
    look(*dialog);
    dialog->session().stop();
    return QTest::qWaitFor([&] { return dialog->session().state() == TrainingSession::State::Idle; }, 20'000) && busy;
}

// Dialogs that need more than an action.

bool runsDialog(ScreenStage &stage, const Look &look)
{
    QMenu *menu = stage.actions().runsMenu();
    Q_EMIT menu->aboutToShow();
    for (QAction *action : menu->actions())
        if (action->menu() == nullptr && !action->isCheckable() && !action->isSeparator())
            action->trigger(); // the last one
    QWidget *dialog = dialogOf(stage);
    if (dialog)
        look(*dialog);
    return dialog && dialog->inherits("fiducial::ui::RunDialog");
}

bool agreement(ScreenStage &stage, const Look &look)
{
    auto opened = pipeline::openProject(stage.formats(), {stage.folder() / "set", {}, stage.folder() / "ben"}, {});
    ProjectDocument ben;
    ben.open(std::move(opened).value());
    ben.addRun(stage.noisyRun("ben", 0.03, 5), true);
    for (const int row : {0, 1})
        ben.usePrediction(row, ben.activeRun(), {});
    const auto file = ben.projectFile();
    if (!ben.saveQueue().flush() || !ben.close())
        return false;
    stage.window().compareWith(toQString(file));
    const bool compared = QTest::qWaitFor([&] { return dialogOf(stage) != nullptr; }, 20'000);
    if (QWidget *dialog = dialogOf(stage))
        look(*dialog);
    stage.document().removeRun(stage.document().runs().back()->number);
    return compared;
}

bool modelCard(ScreenStage &stage, const Look &look)
{
    const auto file = stage.folder() / "foreign.onnx";
    writeAll(file, constantOnnx(64, 196, 0.5F));
    stage.window().modelTools().add(toQString(file));
    const bool asked = QTest::qWaitFor([&] { return dialogOf(stage) != nullptr; }, 20'000);
    if (QWidget *dialog = dialogOf(stage))
        look(*dialog);
    return asked;
}

bool closeWarning(ScreenStage &stage, const Look &look)
{
    setFault(Fault::DiskIsFull);
    stage.canvas().setSelection({16});
    stage.key(Qt::Key_Right);
    bool seen = false;
    QTimer modal;
    QObject::connect(&modal, &QTimer::timeout, [&] {
        if (auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget()); box && !seen) {
            seen = true;
            look(*box);
            QTest::mouseClick(box->button(QMessageBox::Cancel), Qt::LeftButton);
        }
    });
    modal.start(10);
    const bool stays = !stage.window().close();
    look(stage.window()); // the bar says it, too
    setFault(Fault::None);
    return stage.document().saveQueue().flush() && seen && stays;
}

constexpr char kExport[] = "export", kReport[] = "export-report", kWorst[] = "worst-faces",
               kDoctor[] = "check-coordinates", kModels[] = "manage-models", kTrain[] = "train", kPalette[] = "palette",
               kSheet[] = "shortcuts", kAbout[] = "about", kTone[] = "tone";

constexpr Screen kScreens[] = {
    {"welcome", welcome},
    {"face", look},
    {"landmarks", inspectorTab<0>},
    {"review", inspectorTab<2>},
    {"issues", inspectorTab<3>},
    {"nothing_found", filtered},
    {"history", history},
    {"comment", remark},
    {"contour_drag", contourDrag},
    {"freehand", freehand},
    {"transform", transform},
    {"soft_drag", softDrag},
    {"mirror_check", mirrorCheck},
    {"guided_placement", guidedPlacement},
    {"loupe", loupe},
    {"part_pass", partPass},
    {"box_edit", boxEdit},
    {"heat", heat},
    {"no_heat", noHeat},
    {"ellipses", ellipses},
    {"names", names},
    {"split", split},
    {"onion", onion},
    {"failure", failure},
    {"laboratory_overview", laboratoryPage<0>},
    {"laboratory_faces", laboratoryPage<1>},
    {"laboratory_landmarks", laboratoryPage<2>},
    {"laboratory_doubts", laboratoryPage<3>},
    {"laboratory_filling_1", filledLaboratory<0>},
    {"laboratory_filling_2", filledLaboratory<2>},
    {"measuring", measuring},
    {"prefilling", prefilling},
    {"training", training},
    {"export", opened<kExport>},
    {"report", opened<kReport>},
    {"worst_faces", opened<kWorst>},
    {"check_coordinates", opened<kDoctor>},
    {"models", opened<kModels>},
    {"model_card", modelCard},
    {"train", opened<kTrain>},
    {"runs", runsDialog},
    {"agreement", agreement},
    {"palette", opened<kPalette>},
    {"keys", opened<kSheet>},
    {"about", opened<kAbout>},
    {"tone", opened<kTone>},
    {"preferences_general", preferences<0>},
    {"preferences_canvas", preferences<1>},
    {"preferences_keys", preferences<2>},
    {"help", helpPages},
    {"close_warning", closeWarning},
};
} // namespace

/// Every screen, dialog and canvas tool on real faces: nothing is clipped, nothing lies outside, and Chinese is
/// Chinese. FIDUCIAL_SCREENS_DIR keeps the pictures; QT_SCALE_FACTOR=2 makes them of a sharp screen.
class ScreensTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        installFaultyVfs();
        const QString given = qEnvironmentVariable("FIDUCIAL_SCREENS_DIR");
        folder_ = given.isEmpty() ? toQString(temporary_ / "screens") : given;
        QVERIFY(QDir().mkpath(folder_));
    }
    void screens_haveRoomForTheirWords_data();
    void screens_haveRoomForTheirWords();
    void cleanupTestCase() { stage_.reset(); }

private:
    ScreenStage &stage(const QString &language, const QString &theme);

    TempDir temporary_;
    QString folder_, shown_;
    std::unique_ptr<ScreenStage> stage_;
};

void ScreensTest::screens_haveRoomForTheirWords_data()
{
    QTest::addColumn<int>("screen");
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("theme");
    for (const char *language : {"en", "zh_CN"})
        for (const char *theme : {"light", "dark"})
            for (int i = 0; i < static_cast<int>(std::size(kScreens)); ++i)
                if (longTests() || (language == std::string_view("en") && theme == std::string_view("light")))
                    QTest::addRow("%s_%s_%s", kScreens[i].name, language, theme)
                        << i << QString::fromLatin1(language) << QString::fromLatin1(theme);
}

ScreenStage &ScreensTest::stage(const QString &language, const QString &theme)
{
    if (const QString wanted = language + theme; wanted != shown_) {
        stage_.reset();
        stage_ = std::make_unique<ScreenStage>(language, theme);
        shown_ = wanted;
    }
    return *stage_;
}

void ScreensTest::screens_haveRoomForTheirWords()
{
    QFETCH(const int, screen);
    QFETCH(const QString, language);
    QFETCH(const QString, theme);
    ScreenStage &stage = this->stage(language, theme);
    QVERIFY(stage.home());
    QStringList wrong;
    int seen = 0;
    const auto look = [&](QWidget &window) {
        QTest::qWait(40); // layouts settle
        (void)QTest::qWaitFor([&] { return clippedTexts(window).isEmpty(); }, 500);
        wrong += clippedTexts(window);
        if (language == u"zh_CN"_s)
            wrong += englishTexts(window, ScreenStage::names());
        const QString name = QString::fromLatin1(QTest::currentDataTag()) + (seen > 0 ? u"_%1"_s.arg(seen) : u""_s);
        const QPixmap picture = window.grab();
        if (picture.size() != window.size() * window.devicePixelRatio())
            wrong += u"the picture is no picture of the window"_s;
        if (!picture.save(folder_ + u'/' + name + u".png"_s))
            wrong += u"cannot be written: "_s + name;
        ++seen;
    };
    QVERIFY(kScreens[screen].show(stage, look));
    QVERIFY(seen > 0);
    wrong.removeDuplicates();
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
}

QTEST_MAIN(ScreensTest)
#include "screens_test.moc"
