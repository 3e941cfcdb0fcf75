#include "core/pipeline/run_io.h"
#include "ui/dialogs/agreement_dialog.h"
#include "ui/dialogs/contact_sheet.h"
#include "ui/dialogs/doctor_dialog.h"
#include "ui/dialogs/report_dialog.h"
#include "ui/dialogs/run_dialog.h"
#include "ui/document/wording.h"
#include "ui/imaging/qimage_convert.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/face_presenter.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/run_menu.h"
#include "ui/main_window/session.h"
#include "ui/main_window/status_line.h"
#include "ui/panels/browser_panel.h"
#include "ui/panels/laboratory_panel.h"
#include "ui/settings/app_settings.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>

#include <limits>
#include <map>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr auto kCheckLink = "check-coordinates"_L1;

/// A dialog that stays beside the window and goes when it is closed.
template <class Dialog>
Dialog *showBeside(Dialog *dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
    return dialog;
}

using LandmarkSets = std::map<int, LandmarkSet>;

/// What a project's annotator corrected, or what stands in an annotation file, by the rows of the data set.
Result<LandmarkSets> otherAnnotation(const formats::FormatRegistry &formats, const std::filesystem::path &file,
                                     const Dataset &dataset, const JobContext &context)
{
    LandmarkSets out;
    if (store::ProjectStore::isProject(file)) {
        auto corrected = pipeline::annotationsOf(file, dataset, context);
        if (!corrected)
            return corrected.error();
        for (auto &[row, mine] : *corrected)
            out[row] = std::move(mine.set);
        return out;
    }
    const auto run = pipeline::readRun(formats, file, context);
    if (!run)
        return run.error();
    const auto rows = matchRun(*run, dataset);
    for (std::size_t face = 0; face < rows.size(); ++face)
        if (rows[face] >= 0) {
            auto points =
                pointsInScheme(run->rows[static_cast<std::size_t>(rows[face])], run->schemeId, dataset.schemeId);
            if (!points)
                return points.error();
            out[static_cast<int>(face)] = LandmarkSet{std::move(points).value(), {}};
        }
    return out;
}

/// As a run that can be shown and taken from.
Run asRun(const LandmarkSets &sets, const Dataset &dataset, const std::string &name, const std::string &source)
{
    constexpr float kNone = std::numeric_limits<float>::quiet_NaN();
    Run run;
    run.name = run.modelName = name;
    run.schemeId = dataset.schemeId;
    run.device = "imported";
    run.source = source;
    for (const auto &[face, set] : sets) {
        Prediction row;
        row.image = dataset.sampleOf(face).image;
        row.box = dataset.faces[static_cast<std::size_t>(face)].box.value_or(Rect{});
        for (int i = 0; i < set.count(); ++i)
            row.points.push_back(set.isPresent(i) ? toFloat(set.points[static_cast<std::size_t>(i)])
                                                  : Point2f{kNone, kNone});
        run.rows.push_back(std::move(row));
    }
    return run;
}

struct OtherAnnotation {
    ComparedAnnotation compared;
    std::shared_ptr<Run> run;
};
} // namespace

void MainWindow::connectReports()
{
    laboratory_->addActions({actions_->worstFaces, actions_->exportReport});
    const auto enable = [this] {
        actions_->exportReport->setEnabled(ReportDialog::hasSubject(document_));
        actions_->worstFaces->setEnabled(document_.isOpen() && document_.scheme() && document_.activeRun() >= 0);
        actions_->compareProject->setEnabled(document_.isOpen() && document_.scheme());
        actions_->checkCoordinates->setEnabled(document_.isOpen() && document_.scheme());
    };
    connect(&document_, &ProjectDocument::changed, this, enable);
    enable();
    connect(actions_->exportReport, &QAction::triggered, this, &MainWindow::showReportDialog);
    connect(actions_->worstFaces, &QAction::triggered, this, &MainWindow::showWorstFaces);
    connect(actions_->compareProject, &QAction::triggered, this, &MainWindow::compareDialog);
    connect(actions_->checkCoordinates, &QAction::triggered, this, &MainWindow::showDoctor);
    connect(session_, &Session::coordinatesSuspicious, this,
            [this](int run, const analysis::CoordinateDiagnosis &diagnosis) {
                const QString sentence =
                    tr("%1: %2").arg(document_.runName(run), coordinateFindings(diagnosis).join(u' '));
                showProblem(tr("Imported coordinates"), sentence);
                problemText_->setText(problemText_->text() + u" <a href=\"%1\">%2</a>"_s.arg(
                                                                 kCheckLink, tr("Check coordinates…").toHtmlEscaped()));
            });
    connect(runs_, &RunMenu::manageRequested, this, [this] { showBeside(new RunDialog(document_, this)); });
    problemText_->setTextInteractionFlags(Qt::TextBrowserInteraction);
    connect(problemText_, &QLabel::linkActivated, this, [this](const QString &link) {
        if (link == kCheckLink && actions_->checkCoordinates->isEnabled())
            showDoctor();
    });
}

void MainWindow::showReportDialog()
{
    auto *dialog = showBeside(
        new ReportDialog(document_, jobs_, services_.settings, faces_.faces(), browser_->selectedFaces(), this));
    connect(dialog, &ReportDialog::written, this, [this](const QString &page) {
        status_->showMessage(tr("Report written to %1").arg(QDir::toNativeSeparators(page)));
    });
}

void MainWindow::showWorstFaces()
{
    auto *sheet = showBeside(new ContactSheet(document_, jobs_, services_.settings, this));
    connect(sheet, &ContactSheet::faceChosen, this, [this](int face) {
        fillWithLaboratory(false);
        showFace(face);
    });
    connect(sheet, &ContactSheet::sheetSaved, this,
            [this](const QString &path) { status_->showMessage(tr("Picture written to %1").arg(path)); });
    connect(sheet, &ContactSheet::failed, this,
            [this](const QString &sentence) { showProblem(tr("Worst faces"), sentence); });
}

DoctorDialog *MainWindow::showDoctor()
{
    return showBeside(new DoctorDialog(document_, jobs_, services_.formats, services_.settings, this));
}

void MainWindow::compareDialog()
{
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Compare with another project"), services_.settings.lastFolder(),
        tr("Projects and annotations (*.fiducial *.txt *.pts *.json *.csv *.tsv *.xml);;All files (*)"));
    if (path.isEmpty())
        return;
    services_.settings.setLastFolder(QFileInfo(path).path());
    compareWith(path);
}

void MainWindow::compareWith(const QString &path)
{
    auto mine = std::make_shared<LandmarkSets>();
    std::vector<int> faces;
    for (const int row : document_.existingRows()) {
        faces.push_back(row);
        if (document_.isEdited(row))
            (*mine)[row] = document_.state(row).mine.set;
    }
    if (mine->empty()) {
        showProblem(tr("Compare"), tr("Nothing has been corrected in this project yet."));
        return;
    }
    jobs_.run<OtherAnnotation>(
        JobRunner::Pool::Io, tr("Comparing annotations"),
        [mine, faces, dataset = document_.sharedDataset(), generation = document_.generation(),
         normaliser = document_.normaliser(), file = toPath(path), name = QFileInfo(path).completeBaseName(),
         &formats = services_.formats](const JobContext &context) -> Result<OtherAnnotation> {
            const auto other = otherAnnotation(formats, file, *dataset, context);
            if (!other)
                return other.error();
            const auto sideOf = [](const LandmarkSets &sets) {
                return [&sets](int row) -> const LandmarkSet * {
                    const auto found = sets.find(row);
                    return found == sets.end() ? nullptr : &found->second;
                };
            };
            auto report =
                pipeline::agreement({dataset.get(), faces, sideOf(*mine), sideOf(*other), normaliser}, context);
            if (!report)
                return report.error();
            Run run = asRun(*other, *dataset, name.toStdString(), toQString(file).toStdString());
            return OtherAnnotation{{dataset, name, std::move(report).value(), generation},
                                   std::make_shared<Run>(std::move(run))};
        },
        this,
        [this](const Result<OtherAnnotation> &result) {
            if (result)
                showAgreement(result->compared, std::move(*result->run));
            else if (result.error().code != Errc::Cancelled)
                showProblem(tr("Compare"), errorText(result.error()));
        });
}

void MainWindow::showAgreement(const ComparedAnnotation &compared, Run other)
{
    if (document_.generation() != compared.generation)
        return;
    document_.addRun(std::move(other), true);
    actions_->prediction->setChecked(true);
    auto *dialog = showBeside(new AgreementDialog(compared, this));
    connect(dialog, &AgreementDialog::faceChosen, this, [this, generation = compared.generation](int face) {
        if (document_.generation() == generation)
            showFace(face);
    });
}

} // namespace fiducial::ui
