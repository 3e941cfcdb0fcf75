#include "core/metrics/metrics.h"
#include "core/pipeline/run_io.h"
#include "core/scheme/landmark_scheme.h"
#include "tests/core/model/model_support.h"
#include "tests/ui/main_window/window_fixture.h"
#include "ui/main_window/actions.h"
#include "ui/panels/welcome_page.h"

#include <QDialog>
#include <QImage>
#include <QMenu>
#include <QToolButton>

#include <algorithm>
#include <cmath>

using namespace fiducial;
using namespace fiducial::test;
using namespace Qt::StringLiterals;

class MainWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void modelOfMorePoints_fillsASmallerScheme();
    void averaging_isChosenInTheMenuAndRemembered();
    void dropped_dataSetOpens();
    void dropped_textOrSeveralFilesAreRefused();
    void unreadableFile_isSaidAndNothingOpens();
    void recentProjects_openFromTheWelcomePage();
    void missingRecentProject_isGreyedAndRemovable();
    void secondWindow_isToldThatTheProjectIsOpen();
    void closing_remembersFaceAndEdits();
    void closedDataSet_leavesNoNumbersBehind();
    void questionMark_listsEveryActionWithKeys();
    void palette_runsAnActionByItsName();
    void changedDataSet_isSaid();
    void importedPredictions_findTheirFaces();
    void importedPredictions_ofNoFaceAreRefused();
};

namespace {
constexpr int kWaitMs = 20000;

/// Does this with the modal dialog that comes up while the object lives, then closes it.
class WithDialog {
public:
    explicit WithDialog(std::function<void(QDialog &)> look)
    {
        QObject::connect(&timer_, &QTimer::timeout, [this, look = std::move(look)] {
            auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
            if (!dialog)
                return;
            timer_.stop();
            look(*dialog);
            dialog->reject();
        });
        timer_.start(0);
    }

private:
    QTimer timer_;
};

ui::WelcomePage &welcome(WindowFixture &f)
{
    return *f.window().findChild<ui::WelcomePage *>();
}

std::vector<QToolButton *> recentButtons(WindowFixture &f)
{
    std::vector<QToolButton *> buttons;
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    for (auto *button : welcome(f).findChildren<QToolButton *>(u"recentProject"_s))
        buttons.push_back(button);
    return buttons;
}
} // namespace

void MainWindowTest::dropped_dataSetOpens()
{
    WindowFixture f;
    QVERIFY(welcome(f).isVisible());
    QSignalSpy opened(&f.window().session(), &ui::Session::opened);
    f.drop(f.root());
    QVERIFY(QTest::qWaitFor([&] { return opened.count() == 1; }, kWaitMs));
    QCOMPARE(f.document().faceCount(), 6);
    QVERIFY(!welcome(f).isVisible());
    QVERIFY(f.window().browser().isVisible());
    QVERIFY(f.canvas().hasFocus());
    f.drop(ui::toQString(f.project.listFile()));
    QVERIFY(QTest::qWaitFor([&] { return opened.count() == 2; }, kWaitMs));
    QCOMPARE(f.document().faceCount(), 6);
}

void MainWindowTest::dropped_textOrSeveralFilesAreRefused()
{
    WindowFixture f;
    QMimeData text, several, remote;
    text.setText(u"hello"_s);
    several.setUrls({QUrl::fromLocalFile(f.root()), QUrl::fromLocalFile(f.root())});
    remote.setUrls({QUrl(u"https://example.org/list.txt"_s)});
    for (const QMimeData *mime : {&text, &several, &remote}) {
        QDragEnterEvent enter(f.window().rect().center(), Qt::CopyAction, mime, Qt::LeftButton, {});
        enter.ignore();
        QApplication::sendEvent(&f.window(), &enter);
        QVERIFY(!enter.isAccepted());
    }
}

void MainWindowTest::unreadableFile_isSaidAndNothingOpens()
{
    WindowFixture f;
    writeAll(f.project.folder() / "notes.txt", "shopping list");
    QSignalSpy failed(&f.window().session(), &ui::Session::failed);
    f.drop(ui::toQString(f.project.folder() / "notes.txt"));
    QVERIFY(QTest::qWaitFor([&] { return failed.count() == 1; }, kWaitMs));
    QVERIFY(f.says(u"notes.txt could not be opened"_s));
    QVERIFY(!f.document().isOpen());
    QVERIFY(welcome(f).isVisible());
    QVERIFY(f.gui.settings().recent().isEmpty());
}

void MainWindowTest::recentProjects_openFromTheWelcomePage()
{
    WindowFixture f;
    QVERIFY(f.open());
    QCOMPARE(f.window().actions().recentMenu()->actions().size(), 1);
    f.key(Qt::Key_W, Qt::ControlModifier);
    QVERIFY(!f.document().isOpen());
    QVERIFY(welcome(f).isVisible());
    QVERIFY(!f.window().browser().isVisible());
    const auto buttons = recentButtons(f);
    QCOMPARE(buttons.size(), std::size_t{1});
    QSignalSpy opened(&f.window().session(), &ui::Session::opened);
    QTest::mouseClick(buttons[0], Qt::LeftButton);
    QVERIFY(QTest::qWaitFor([&] { return opened.count() == 1; }, kWaitMs));
    QCOMPARE(f.document().faceCount(), 6);
}

void MainWindowTest::missingRecentProject_isGreyedAndRemovable()
{
    WindowFixture f;
    f.gui.settings().addRecent(u"/nowhere/at/all"_s);
    f.gui.settings().addRecent(f.root());
    f.gui.restart();
    const auto buttons = recentButtons(f);
    QCOMPARE(buttons.size(), std::size_t{2});
    QVERIFY(buttons[0]->isEnabled());
    QVERIFY(!buttons[1]->isEnabled());
    QVERIFY(f.says(u"not found"_s));
    for (auto *button : buttons[1]->parentWidget()->findChildren<QToolButton *>())
        if (button != buttons[1])
            QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(f.gui.settings().recent(), QStringList{f.root()});
    QCOMPARE(recentButtons(f).size(), std::size_t{1});
}

void MainWindowTest::secondWindow_isToldThatTheProjectIsOpen()
{
    WindowFixture f;
    QVERIFY(f.open());
    GuiSession second(*qApp, f.project.folder());
    QSignalSpy failed(&second.window().session(), &ui::Session::failed);
    second.window().open(f.root());
    QVERIFY(QTest::qWaitFor([&] { return failed.count() == 1; }, kWaitMs));
    QVERIFY2(failed[0][1].toString().contains(u"open"_s), qPrintable(failed[0][1].toString()));
    QVERIFY(!second.window().document().isOpen());
    QVERIFY(f.document().isOpen());
    f.dragLandmark(16, {20, 20});
    QVERIFY(f.gui.waitSaved());
}

void MainWindowTest::closing_remembersFaceAndEdits()
{
    WindowFixture f;
    QVERIFY(f.open());
    f.key(Qt::Key_D);
    f.key(Qt::Key_D);
    QVERIFY(QTest::qWaitFor([&] { return f.showsPictureOf(2); }, kWaitMs));
    f.dragLandmark(16, {20, 20});
    const FaceState edited = f.document().state(2);
    QVERIFY(!edited.mine.empty());
    const AnswerBoxes answers(QMessageBox::Cancel);
    f.gui.restart();
    QCOMPARE(answers.count(), 0);
    QVERIFY(f.open());
    QCOMPARE(f.face(), 2);
    QVERIFY(f.document().state(2) == edited);
    QCOMPARE(f.window().statusLine().savingText(), u"All edits saved"_s);
}

void MainWindowTest::closedDataSet_leavesNoNumbersBehind()
{
    WindowFixture f;
    QVERIFY(f.openStill());
    QVERIFY(f.gui.prefill({0, 1}, u"mean-shape-wflw98"_s));
    QVERIFY(f.says(u" %"_s) && f.says(u"2 face(s) predicted"_s));
    QVERIFY(f.document().close());
    for (const auto *label : f.window().findChild<ui::StatusLine *>()->findChildren<QLabel *>())
        QCOMPARE(label->text(), QString());
    QTest::mouseMove(&f.window(), {300, 300});
    QVERIFY(!f.says(u" %"_s) && !f.says(u"All edits saved"_s));
    QVERIFY(f.open());
    QVERIFY(f.says(u" %"_s) && f.says(u"All edits saved"_s));
}

void MainWindowTest::questionMark_listsEveryActionWithKeys()
{
    WindowFixture f;
    QVERIFY(f.open());
    QStringList texts, caps;
    const WithDialog sheet([&](QDialog &dialog) {
        for (const auto *label : dialog.findChildren<QLabel *>())
            texts.append(label->text());
        for (const auto *widget : dialog.findChildren<QWidget *>())
            caps.append(widget->accessibleName());
    });
    f.key(Qt::Key_Question);
    QVERIFY(!texts.isEmpty());
    QSet<QString> keys;
    for (const QAction *action : f.window().actions().all()) {
        if (action->shortcuts().isEmpty())
            continue;
        QVERIFY2(texts.contains(QString(action->text()).remove(u'&')), qPrintable(action->text()));
        QStringList own;
        for (const QKeySequence &sequence : action->shortcuts()) {
            own.append(sequence.toString(QKeySequence::NativeText));
            QVERIFY2(!keys.contains(own.back()), qPrintable(u"%1 has two meanings"_s.arg(own.back())));
            keys.insert(own.back());
        }
        QVERIFY2(caps.contains(own.join(u", "_s)), qPrintable(action->text()));
    }
}

void MainWindowTest::palette_runsAnActionByItsName()
{
    WindowFixture f;
    QVERIFY(f.open());
    QVERIFY(f.window().actions().contours->isChecked());
    const WithDialog palette([](QDialog &dialog) {
        auto *field = dialog.findChild<QLineEdit *>();
        QTest::keyClicks(field, u"contours"_s);
        QTest::keyClick(field, Qt::Key_Return);
    });
    f.key(Qt::Key_K, Qt::ControlModifier);
    QVERIFY(QTest::qWaitFor([&] { return !f.window().actions().contours->isChecked(); }, kWaitMs));
    QVERIFY(!f.canvas().options().contours);
}

// P5
void MainWindowTest::changedDataSet_isSaid()
{
    WindowFixture f;
    QVERIFY(f.open());
    f.dragLandmark(16, {20, 20});
    f.key(Qt::Key_W, Qt::ControlModifier);
    const std::string list = readAll(f.project.listFile());
    writeAll(f.project.listFile(), list.substr(list.find('\n') + 1));
    QVERIFY(f.open());
    QCOMPARE(f.document().faceCount(), 5);
    QCOMPARE(f.document().editedFaceCount(), 0);
    QVERIFY(f.says(u"no longer in the data set"_s));
    for (int row = 0; row < 5; ++row)
        QVERIFY(f.document().state(row) == FaceState{});
    f.key(Qt::Key_W, Qt::ControlModifier);
    writeAll(f.project.listFile(), list);
    QVERIFY(f.open());
    QCOMPARE(f.document().editedFaceCount(), 1); // kept while its face was gone
}

namespace {
/// The ground truth of the last faces, 3 px to the right and 4 px down, in reverse order.
Run shiftedRun(const Dataset &data, int faces)
{
    Run run;
    run.schemeId = data.schemeId;
    run.name = "elsewhere";
    for (int row = static_cast<int>(data.faces.size()) - 1; faces > 0; --row, --faces) {
        const Face &face = data.faces[static_cast<std::size_t>(row)];
        Prediction prediction;
        prediction.image = "/another/place/" + data.sampleOf(row).image;
        prediction.box = *face.box;
        for (const Point2 p : face.truth.points)
            prediction.points.push_back(toFloat(p + Point2{3, 4}));
        run.rows.push_back(std::move(prediction));
    }
    return run;
}
} // namespace

void MainWindowTest::importedPredictions_findTheirFaces()
{
    WindowFixture f;
    QVERIFY(f.open());
    TempDir folder;
    Run run = shiftedRun(f.document().dataset(), 4);
    run.rows[2].image = "nowhere.jpg";
    QVERIFY(pipeline::writeRun(folder / "run.csv", run));
    QSignalSpy done(&f.window().session(), &ui::Session::imported);
    QSignalSpy issues(&f.window().session(), &ui::Session::issuesFound);
    f.window().session().importRun(ui::toQString(folder / "run.csv"), {});
    QVERIFY(done.wait(kWaitMs));
    QCOMPARE(f.document().runs().size(), std::size_t{1});
    QCOMPARE(f.document().runName(f.document().activeRun()), u"elsewhere"_s);
    for (const int row : {2, 4, 5}) {
        const auto errors = metrics::pointErrors(f.document().face(row).truth,
                                                 f.document().runSet(row, f.document().activeRun()).points);
        QVERIFY(std::abs(errors[10] - 5) < 1e-4);
    }
    for (const int row : {0, 1, 3})
        QVERIFY(!f.document().prediction(row, f.document().activeRun()));
    QCOMPARE(issues.count(), 1);
    const auto listed = issues[0][0].value<std::vector<Issue>>();
    QCOMPARE(listed.size(), std::size_t{1});
    QVERIFY(q(listed[0].what).contains(u"nowhere.jpg"_s));
}

void MainWindowTest::importedPredictions_ofNoFaceAreRefused()
{
    WindowFixture f;
    QVERIFY(f.open());
    TempDir folder;
    Run run = shiftedRun(f.document().dataset(), 1);
    run.rows[0].image = "nowhere.jpg";
    QVERIFY(pipeline::writeRun(folder / "run.json", run));
    QSignalSpy failed(&f.window().session(), &ui::Session::failed);
    const AnswerBoxes boxes(QMessageBox::Ok);
    f.window().session().importRun(ui::toQString(folder / "run.json"), {});
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, kWaitMs);
    QVERIFY(failed[0][1].toString().contains(u"None of its 1 rows"_s));
    QVERIFY(f.document().runs().empty());
}

namespace {
bool showsModel(WindowFixture &f, const QString &text)
{
    const auto labels = f.window().statusLine().findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(), [&](const QLabel *label) { return label->text().contains(text); });
}
} // namespace

void MainWindowTest::modelOfMorePoints_fillsASmallerScheme()
{
    TempDir folder;
    std::string pts = "version: 1\nn_points: 68\n{\n";
    for (const Point2 p : findScheme("ibug68")->meanShape)
        pts += std::to_string(80 + 90 * p.x) + " " + std::to_string(60 + 90 * p.y) + "\n";
    writeAll(folder / "set/a.pts", pts + "}\n");
    QImage picture(160, 120, QImage::Format_RGB32);
    picture.fill(Qt::gray);
    QVERIFY(picture.save(q((folder / "set/a.png").string())));
    GuiSession gui(*qApp, folder / "user");
    QVERIFY(gui.open(folder / "set"));
    QCOMPARE(gui.window().document().dataset().schemeId, std::string("ibug68"));
    QVERIFY(gui.prefill({0}, u"mean-shape-wflw98"_s));
    const auto labels = gui.window().statusLine().findChildren<QLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
        return label->text().contains(u"mean-shape-wflw98 · 98 → 68 points"_s);
    }));

    gui.window().actions().useFace->trigger();
    const auto &mine = gui.window().document().state(0).mine.set;
    QCOMPARE(mine.count(), 68);
    const auto &run = *gui.window().document().runs().front();
    QCOMPARE(run.run.schemeId, std::string("wflw98"));
    const Prediction &predicted = *gui.window().document().prediction(0, run.number);
    const auto &source = findSchemeMap("wflw98", "ibug68")->source;
    for (std::size_t i = 0; i < source.size(); ++i)
        QCOMPARE(mine.points[i], toDouble(predicted.points[static_cast<std::size_t>(source[i])]));
}

void MainWindowTest::averaging_isChosenInTheMenuAndRemembered()
{
    WindowFixture f;
    QVERIFY(f.open());
    QVERIFY(!f.window().actions().flipAverage->isChecked());
    f.window().actions().flipAverage->trigger();
    f.window().actions().jitterSpread->trigger();
    f.gui.restart();
    QVERIFY(f.open());
    QVERIFY(f.window().actions().flipAverage->isChecked());
    QVERIFY(f.window().actions().jitterSpread->isChecked());

    // A network whose answer is 1 / 4 everywhere: the mirror image answers 3 / 4 across.
    const auto weights = f.project.folder() / "quarter.onnx";
    model::ModelCard card = plainCard();
    writeAll(weights, constantOnnx(card.input.width, 196, 0.25F));
    writeAll(f.project.folder() / "quarter.json", printCard(card));
    f.gui.settings().setModel(ui::toQString(weights));
    f.window().actions().prefillFace->trigger();
    QVERIFY(QTest::qWaitFor([&] { return showsModel(f, u"mirror averaged"_s); }, kWaitMs));
    const auto &run = *f.document().runs().front();
    QVERIFY(run.run.views == (ViewOptions{.flip = true, .jitters = 8}));
    const int face = f.window().presenter().currentFace();
    const Prediction row = *f.document().prediction(face, run.number);
    const auto covariance = f.document().covariance(face, run.number);
    QCOMPARE(covariance.size(), row.points.size());
    // Half the answers lie half a box away across: that spread is far larger than down.
    const float width = static_cast<float>(row.cropBox.width);
    QVERIFY(std::abs(row.points[0].x - static_cast<float>(row.cropBox.centre().x)) < 0.05F * width);
    QVERIFY(covariance[0].xx > 0.05F * width * width && covariance[0].xx < 0.09F * width * width);
    QVERIFY(covariance[0].yy < 0.01F * width * width);
}

QTEST_MAIN(MainWindowTest)
#include "main_window_test.moc"
