#include "core/pipeline/run_io.h"
#include "tests/ui/main_window/window_fixture.h"
#include "ui/dialogs/contact_sheet.h"
#include "ui/dialogs/doctor_dialog.h"
#include "ui/dialogs/report_dialog.h"
#include "ui/main_window/actions.h"

#include <QComboBox>
#include <QDesktopServices>
#include <QDir>
#include <QListWidget>
#include <QProcess>
#include <QProgressBar>
#include <QSpinBox>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;
using namespace Qt::StringLiterals;

/// Documents made of measurements, in the window: report, contact sheet, coordinate doctor.
class ReportsWindowTest : public QObject {
    Q_OBJECT

public Q_SLOTS:
    void openUrl(const QUrl &url) { opened_ = url; }

private Q_SLOTS:
    void report_isWhatTheCommandLineWrites();
    void report_ofTheFilteredFacesAlone();
    void report_namesExcludedFaces();
    void report_cancelled_leavesNothing();
    void report_refusesAFilledFolder();
    void report_needsSomethingToReport();
    void worstFaces_leadToTheFace();
    void worstFaces_areSavedAsRenderDrawsThem();
    void doctor_findsHalfPixels();
    void doctor_readsAnotherFile();
    void import_ofShiftedPredictions_offersTheDoctor();
    void import_ofOrdinaryPredictions_doesNot();

private:
    QUrl opened_;
};

namespace {
template <class T>
T *dialogOf(WindowFixture &f)
{
    for (auto *dialog : f.window().findChildren<T *>())
        if (dialog->isVisible())
            return dialog;
    return nullptr;
}

QPushButton *button(const QWidget &dialog, const QString &text)
{
    for (auto *found : dialog.findChildren<QPushButton *>())
        if (found->isVisible() && found->text().remove(u'&') == text)
            return found;
    return nullptr;
}

void click(QWidget *widget)
{
    QTest::mouseClick(widget, Qt::LeftButton);
}

bool dialogSays(const QWidget &dialog, const QString &words)
{
    for (const auto *label : dialog.findChildren<QLabel *>())
        if (label->isVisible() && label->text().contains(words))
            return true;
    return false;
}

int cli(const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(q(cliProgram().string()), arguments);
    return process.waitForFinished(100'000) ? process.exitCode() : -1;
}

/// A dialog of a report about the first run that goes to `folder`.
ReportDialog *askForReport(WindowFixture &f, const std::filesystem::path &folder)
{
    f.key(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    auto *dialog = dialogOf<ReportDialog>(f);
    if (!dialog)
        qFatal("no dialog");
    auto *place = dialog->findChild<QLineEdit *>(u"folder"_s);
    place->setFocus();
    place->selectAll();
    QTest::keyClicks(place, toQString(folder));
    return dialog;
}

/// Both coordinates off by `pixels`; points scatter a little.
Run offsetRun(const ProjectDocument &document, float pixels)
{
    Run run = ProjectFixture::shiftedRun(document, {0});
    for (std::size_t row = 0; row < run.rows.size(); ++row)
        for (std::size_t i = 0; i < run.rows[row].points.size(); ++i) {
            Point2f &p = run.rows[row].points[i];
            const float noise = 0.02F * static_cast<float>((i * 7 + row * 3) % 5) - 0.04F;
            p = {p.x + pixels + noise, p.y + pixels - noise};
        }
    return run;
}
} // namespace

void ReportsWindowTest::report_isWhatTheCommandLineWrites()
{
    WindowFixture f;
    QVERIFY(f.open());
    const Run first = ProjectFixture::shiftedRun(f.document(), {1, 5, std::nan(""), 4, 3, 0.5});
    Run second = ProjectFixture::shiftedRun(f.document(), {2, 4, 1});
    second.name = "second";
    QVERIFY(pipeline::writeRun(f.project.folder() / "first.safetensors", first).ok());
    QVERIFY(pipeline::writeRun(f.project.folder() / "second.safetensors", second).ok());
    f.document().addRun(second, true);
    f.document().addRun(first, true);
    ReportDialog *dialog = askForReport(f, f.project.folder() / "report");
    QVERIFY(dialogSays(*dialog, u"NME, inter-ocular, against ground truth"_s));
    auto *others = dialog->findChild<QListWidget *>();
    QCOMPARE(others->count(), 1);
    others->setFocus();
    others->setCurrentRow(0);
    QTest::keyClick(others, Qt::Key_Space);
    QCOMPARE(others->item(0)->checkState(), Qt::Checked);
    QSignalSpy written(dialog, &ReportDialog::written);
    click(button(*dialog, u"Write report"_s));
    QVERIFY(QTest::qWaitFor([&] { return written.count() > 0; }, 60'000));

    QCOMPARE(cli({u"evaluate"_s, f.root(), u"--predictions"_s, toQString(f.project.folder() / "first.safetensors"),
                  u"--beside"_s, toQString(f.project.folder() / "second.safetensors"), u"--report"_s,
                  toQString(f.project.folder() / "same"), u"--quiet"_s}),
             0);
    for (const char *name : {"evaluation.json", "faces.csv", "landmarks.csv", "comparison.csv", "ced.svg"})
        QCOMPARE(QByteArray::fromStdString(readAll(f.project.folder() / "report" / name)),
                 QByteArray::fromStdString(readAll(f.project.folder() / "same" / name)));
    const QImage figure(toQString(f.project.folder() / "report" / "ced.png"));
    QCOMPARE(figure.size(), QSize(1280, 680));
    QVERIFY(QFile::exists(toQString(f.project.folder() / "report" / "worst_01.jpg")));

    QVERIFY(dialogSays(*dialog, u"The report lies in"_s));
    QDesktopServices::setUrlHandler(u"file"_s, this, "openUrl");
    click(button(*dialog, u"Open"_s));
    QDesktopServices::unsetUrlHandler(u"file"_s);
    QCOMPARE(opened_.toLocalFile(), toQString(f.project.folder() / "report" / "report.html"));
    QVERIFY(f.says(u"Report written to"_s));
}

void ReportsWindowTest::report_ofTheFilteredFacesAlone()
{
    WindowFixture f;
    QVERIFY(f.open());
    f.document().addRun(ProjectFixture::shiftedRun(f.document(), {1, 5, 2, 4, 3, 0.5}), true);
    auto *view = f.window().browser().findChild<QListView *>();
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(view, Qt::Key_Down, Qt::ShiftModifier);
    const int selected = static_cast<int>(f.window().browser().selectedFaces().size());
    QVERIFY(selected > 1 && selected < f.document().faceCount());
    ReportDialog *dialog = askForReport(f, f.project.folder() / "report");
    auto *scope = dialog->findChildren<QComboBox *>().at(1);
    scope->setFocus();
    QTest::keyClick(scope, Qt::Key_End);
    QCOMPARE(scope->currentText(), u"Selected (%1)"_s.arg(selected));
    QSignalSpy written(dialog, &ReportDialog::written);
    click(button(*dialog, u"Write report"_s));
    QVERIFY(QTest::qWaitFor([&] { return written.count() > 0; }, 60'000));
    QCOMPARE(q(readAll(f.project.folder() / "report" / "faces.csv")).count(u'\n'), selected + 1);
}

void ReportsWindowTest::report_namesExcludedFaces()
{
    WindowFixture f;
    QVERIFY(f.open());
    f.document().addRun(ProjectFixture::shiftedRun(f.document(), {1, 5, 2}), true);
    f.document().setReview({2}, ReviewState::Excluded, "not a face");
    ReportDialog *dialog = askForReport(f, f.project.folder() / "report");
    QSignalSpy written(dialog, &ReportDialog::written);
    click(button(*dialog, u"Write report"_s));
    QVERIFY(QTest::qWaitFor([&] { return written.count() > 0; }, 60'000));
    const QString page = q(readAll(f.project.folder() / "report" / "report.html"));
    QVERIFY(
        page.contains(u"<td>%1</td><td>1</td><td>not a face</td>"_s.arg(q(f.document().dataset().sampleOf(2).image))));
    QCOMPARE(q(readAll(f.project.folder() / "report" / "faces.csv")).count(u'\n'), 6); // a header and the other five
}

void ReportsWindowTest::report_cancelled_leavesNothing()
{
    WindowFixture f;
    QVERIFY(f.open());
    f.document().addRun(ProjectFixture::shiftedRun(f.document(), {1, 5, 2}), true);
    ReportDialog *dialog = askForReport(f, f.project.folder() / "report");
    click(button(*dialog, u"Write report"_s));
    QVERIFY(dialog->findChild<QProgressBar *>()->isVisible());
    click(button(*dialog, u"Cancel"_s));
    QVERIFY(QTest::qWaitFor([&] { return button(*dialog, u"Write report"_s)->isEnabled(); }));
    QVERIFY(!std::filesystem::exists(f.project.folder() / "report"));
    click(button(*dialog, u"Cancel"_s));
    QVERIFY(QTest::qWaitFor([&] { return !dialogOf<ReportDialog>(f); }));
}

void ReportsWindowTest::report_refusesAFilledFolder()
{
    WindowFixture f;
    QVERIFY(f.open());
    f.document().addRun(ProjectFixture::shiftedRun(f.document(), {1}), true);
    ReportDialog *dialog = askForReport(f, f.project.root());
    QVERIFY(dialogSays(*dialog, u"has files in it"_s));
    QVERIFY(!button(*dialog, u"Write report"_s)->isEnabled());
}

void ReportsWindowTest::report_needsSomethingToReport()
{
    WindowFixture f;
    QVERIFY(!f.window().actions().exportReport->isEnabled());
    QVERIFY(f.open());
    QVERIFY(!f.window().actions().exportReport->isEnabled());
    f.dragLandmark(16, {20, 6});
    QVERIFY(f.window().actions().exportReport->isEnabled()); // mine against the ground truth
}

void ReportsWindowTest::worstFaces_leadToTheFace()
{
    WindowFixture f;
    QVERIFY(f.open());
    f.document().addRun(ProjectFixture::shiftedRun(f.document(), {1, 5, std::nan(""), 4, 3, 0.5}), true);
    f.window().actions().worstFaces->trigger();
    auto *sheet = dialogOf<ContactSheet>(f);
    QVERIFY(sheet);
    QVERIFY(QTest::qWaitFor([&] { return sheet->isDrawn(); }, 30'000));
    const QAbstractItemModel *model = sheet->view().model();
    QCOMPARE(model->rowCount(), 5); // a missed face has no NME
    std::vector<int> faces;
    for (int i = 0; i < model->rowCount(); ++i)
        faces.push_back(model->index(i, 0).data(Qt::UserRole).toInt());
    QCOMPARE(faces, (std::vector<int>{1, 3, 4, 0, 5}));
    QTest::mouseClick(sheet->view().viewport(), Qt::LeftButton, {},
                      sheet->view().visualRect(model->index(1, 0)).center());
    QCOMPARE(f.face(), 3);
    auto *count = sheet->findChild<QSpinBox *>();
    count->setFocus();
    count->selectAll();
    QTest::keyClicks(count, u"2"_s);
    QTest::keyClick(count, Qt::Key_Tab);
    QCOMPARE(model->rowCount(), 2);
    f.document().setReference({Reference::Kind::Run, 0}); // it follows: the run against itself
    QVERIFY(QTest::qWaitFor([&] { return dialogSays(*sheet, u"against shifted"_s) && sheet->isDrawn(); }));
    QVERIFY(f.document().close());
    QVERIFY(QTest::qWaitFor([&] { return !dialogOf<ContactSheet>(f); }));
}

void ReportsWindowTest::worstFaces_areSavedAsRenderDrawsThem()
{
    WindowFixture f;
    QVERIFY(f.open());
    const Run run = ProjectFixture::shiftedRun(f.document(), {1, 5, 2, 4, 3, 0.5});
    QVERIFY(pipeline::writeRun(f.project.folder() / "run.safetensors", run).ok());
    f.document().addRun(run, true);
    f.window().actions().worstFaces->trigger();
    auto *sheet = dialogOf<ContactSheet>(f);
    QVERIFY(QTest::qWaitFor([&] { return sheet->isDrawn(); }, 30'000));
    QSignalSpy saved(sheet, &ContactSheet::sheetSaved);
    sheet->savePicture(toQString(f.project.folder() / "sheet.png"));
    QVERIFY(QTest::qWaitFor([&] { return saved.count() > 0; }, 30'000));
    QCOMPARE(cli({u"render"_s, f.root(), u"--predictions"_s, toQString(f.project.folder() / "run.safetensors"),
                  u"--sheet"_s, u"20"_s, u"-o"_s, toQString(f.project.folder() / "drawn"), u"--quiet"_s}),
             0);
    const QImage window(toQString(f.project.folder() / "sheet.png"));
    const QImage command(toQString(f.project.folder() / "drawn" / "sheet.png"));
    QCOMPARE(window.size(), QSize(3 * 640 + 16, 2 * 640 + 8));
    QCOMPARE(window.size(), command.size());
    int different = 0; // the interface may have another font: plates
    for (int y = 0; y < window.height(); y += 2)
        for (int x = 0; x < window.width(); x += 2)
            different += window.pixel(x, y) != command.pixel(x, y);
    QVERIFY2(different < window.width() * window.height() / 4 / 10, qPrintable(QString::number(different)));
}

void ReportsWindowTest::doctor_findsHalfPixels()
{
    WindowFixture f;
    QVERIFY(f.gui.open(model::resourcesFolder() / "samples")); // faces of many places and sizes
    f.document().addRun(offsetRun(f.document(), 0), true);
    f.document().addRun(offsetRun(f.document(), 0.5F), true);
    f.window().actions().checkCoordinates->trigger();
    auto *dialog = dialogOf<DoctorDialog>(f);
    QVERIFY(dialog);
    QVERIFY(QTest::qWaitFor([&] { return !dialog->isExamining(); }));
    QVERIFY2(dialog->findings().contains(u"half a pixel larger"_s), qPrintable(dialog->findings()));
}

void ReportsWindowTest::doctor_readsAnotherFile()
{
    WindowFixture f(8);
    QVERIFY(f.open());
    Run run = offsetRun(f.document(), 0);
    for (Prediction &row : run.rows)
        for (Point2f &p : row.points)
            p = {p.y, p.x};
    QVERIFY(pipeline::writeRun(f.project.folder() / "swapped.json", run).ok());
    f.window().actions().checkCoordinates->trigger();
    auto *dialog = dialogOf<DoctorDialog>(f);
    QVERIFY(dialog->findings().contains(u"Choose an annotation file"_s)); // no run yet
    dialog->examineFile(toQString(f.project.folder() / "swapped.json"));
    QVERIFY(QTest::qWaitFor([&] { return !dialog->isExamining(); }));
    QVERIFY2(dialog->findings().startsWith(u"x and y are exchanged."_s), qPrintable(dialog->findings()));
    dialog->examineFile(toQString(f.project.folder() / "nowhere.json"));
    QVERIFY(QTest::qWaitFor([&] { return !dialog->isExamining(); }));
    QVERIFY(!dialog->findings().isEmpty() && !dialog->findings().contains(u"exchanged"_s));
}

void ReportsWindowTest::import_ofShiftedPredictions_offersTheDoctor()
{
    WindowFixture f;
    QVERIFY(f.gui.open(model::resourcesFolder() / "samples")); // faces of many places and sizes
    QVERIFY(pipeline::writeRun(f.project.folder() / "one.json", offsetRun(f.document(), 1)).ok());
    QSignalSpy imported(&f.window().session(), &Session::imported);
    f.window().session().importRun(toQString(f.project.folder() / "one.json"), {});
    QVERIFY(QTest::qWaitFor([&] { return imported.count() > 0; }));
    QVERIFY(QTest::qWaitFor([&] { return f.says(u"one pixel larger"_s); }));
    for (auto *label : f.window().findChildren<QLabel *>())
        if (label->isVisible() && label->text().contains(u"one pixel larger"_s)) {
            label->setFocus(Qt::TabFocusReason);
            QTest::keyClick(label, Qt::Key_Tab);
            QTest::keyClick(label, Qt::Key_Return);
        }
    auto *dialog = dialogOf<DoctorDialog>(f);
    QVERIFY(dialog);
    QVERIFY(QTest::qWaitFor([&] { return !dialog->isExamining(); }));
    QVERIFY(dialog->findings().contains(u"counts from 1"_s));
}

void ReportsWindowTest::import_ofOrdinaryPredictions_doesNot()
{
    WindowFixture f(12);
    QVERIFY(f.open());
    Run run = offsetRun(f.document(), 0);
    for (std::size_t row = 0; row < run.rows.size(); ++row)
        for (Point2f &p : run.rows[row].points)
            p.x += row % 2 ? 1.3F : -1.1F;
    QVERIFY(pipeline::writeRun(f.project.folder() / "run.json", run).ok());
    QSignalSpy imported(&f.window().session(), &Session::imported);
    QSignalSpy suspicious(&f.window().session(), &Session::coordinatesSuspicious);
    f.window().session().importRun(toQString(f.project.folder() / "run.json"), {});
    QVERIFY(QTest::qWaitFor([&] { return imported.count() > 0; }));
    QTest::qWait(50);
    QVERIFY(suspicious.isEmpty());
}

QTEST_MAIN(ReportsWindowTest)
#include "reports_window_test.moc"
