#include "ui/panels/laboratory_checks.h"

#include "ui/charts/calibration_view.h"
#include "ui/charts/confusion_view.h"
#include "ui/jobs/job_runner.h"
#include "ui/paint/scheme_words.h"
#include "ui/panels/section.h"
#include "ui/theme/marks.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QTableView>

#include <algorithm>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kCalibrationFolds = 5;
constexpr int kNameWidth = 165; ///< of a landmark

struct Calibration {
    analysis::CalibrationCurve raw;
    analysis::CalibrationCurve fitted; ///< each face by factors from the other folds
    int faces = 0;
};

QString noteOf(const QLabel &label)
{
    return label.isHidden() ? QString() : label.text();
}
} // namespace

LaboratoryLandmarks::LaboratoryLandmarks(ProjectDocument &document, Laboratory &laboratory, JobRunner &jobs,
                                         QWidget *parent)
    : LaboratoryPage(document, laboratory, parent), jobs_(jobs)
{
    calibrationSection_ = new Section(this);
    calibration_ = new CalibrationView(calibrationSection_);
    calibrationSection_->content()->addWidget(calibration_, 1);
    confusionSection_ = new Section(this);
    confusion_ = new ConfusionView(confusionSection_);
    confusionSection_->content()->addWidget(confusion_, 1);
    setStretchFactor(0, 2);
    setStretchFactor(1, 3);
    setSizes({340, 500});
    connect(confusion_, &ConfusionView::cellChosen, this, &LaboratoryLandmarks::pickCell);
}

void LaboratoryLandmarks::refresh(const QString &note)
{
    note_ = note;
    ++generation_;
    calibrationStale_ = true;
    calibrationSection_->setAside({});
    confusionSection_->setAside(tr("% of the row's points"), activeConditions());
    calibration_->setAccessibleName(tr("Calibration of the uncertainty, %1").arg(activeConditions()));
    confusion_->setAccessibleName(tr("Confusion of contours, %1").arg(activeConditions()));
    refreshConfusion(note);
    if (isVisible())
        startCalibration();
}

void LaboratoryLandmarks::showEvent(QShowEvent *event)
{
    LaboratoryPage::showEvent(event);
    if (calibrationStale_)
        startCalibration();
}

void LaboratoryLandmarks::startCalibration()
{
    if (laboratory_.isMeasuring() || laboratory_.active() < 0) {
        calibration_->setEmptyText(note_);
        return calibration_->setCurves({}, 0);
    }
    calibrationStale_ = false;
    std::vector<double> sigmas;
    int faces = 0;
    for (const FaceChecks &checks : laboratory_.checks()) {
        sigmas.insert(sigmas.end(), checks.sigmas.begin(), checks.sigmas.end());
        faces += !checks.sigmas.empty();
    }
    const int landmarks = document_.scheme()->count;
    calibration_->setEmptyText(
        laboratory_.activeGivesCovariance()
            ? note_
            : tr("This run gives no uncertainty; heatmap models do, and so does averaging over views."));
    if (faces == 0)
        return calibration_->setCurves({}, 0);
    jobs_.run<Calibration>(
        JobRunner::Pool::Io, {},
        [sigmas = std::move(sigmas), landmarks, faces](const JobContext &) -> Result<Calibration> {
            return Calibration{
                analysis::calibrationCurve(sigmas),
                analysis::calibrationCurve(analysis::crossFittedDistances(sigmas, landmarks, kCalibrationFolds)),
                faces};
        },
        this,
        [this, generation = generation_](const Result<Calibration> &done) {
            if (generation != generation_ || !done)
                return;
            const QString factors = tr("calibrated, %1 folds").arg(kCalibrationFolds);
            calibration_->setCurves({{tr("raw"), done->raw, true}, {factors, done->fitted, false}},
                                    document_.runLook(document_.activeRun()));
            calibrationSection_->setAside(tr("found inside, % · %n face(s)", nullptr, done->faces), activeConditions());
        });
}

void LaboratoryLandmarks::refreshConfusion(const QString &note)
{
    confusion_->setEmptyText(note);
    if (laboratory_.isMeasuring() || laboratory_.active() < 0 || !document_.scheme())
        return confusion_->setCounts(nullptr, {});
    analysis::ContourConfusion confusion(*document_.scheme());
    bool any = false;
    for (const FaceChecks &checks : laboratory_.checks()) {
        confusion.add(checks.contours);
        any = any || !checks.contours.empty();
    }
    confusion_->setCounts(document_.scheme(), any ? confusion.counts() : std::vector<std::vector<int>>());
}

void LaboratoryLandmarks::pickCell(int from, int to)
{
    std::vector<int> faces;
    const auto &checks = laboratory_.checks();
    for (std::size_t face = 0; face < checks.size(); ++face)
        for (const analysis::ContourCell &cell : checks[face].contours)
            if (cell.from == from && cell.to == to)
                faces.push_back(static_cast<int>(face));
    const auto name = [this](int contour) {
        return contourCaption(document_.scheme()->contours[static_cast<std::size_t>(contour)]);
    };
    Q_EMIT facesPicked(u"%1 → %2"_s.arg(name(from), name(to)), faces);
}

void LaboratoryLandmarks::retranslate()
{
    calibrationSection_->setTitle(tr("Calibration"));
    confusionSection_->setTitle(tr("Confusion of contours"));
}

LaboratoryDoubts::LaboratoryDoubts(ProjectDocument &document, Laboratory &laboratory, QWidget *parent)
    : LaboratoryPage(document, laboratory, parent), suspects_(laboratory), sides_(laboratory)
{
    suspectSection_ = new Section(this);
    suspectView_ = buildList(suspects_, suspectSection_, suspectNote_);
    sideSection_ = new Section(this);
    sideView_ = buildList(sides_, sideSection_, sideNote_);
    setSizes({540, 280});
}

QTableView *LaboratoryDoubts::buildList(DoubtModel &model, Section *section, QLabel *&note)
{
    note = new QLabel(section);
    note->setWordWrap(true);
    note->setAlignment(Qt::AlignCenter);
    markMuted(note);
    QTableView *view = makeLaboratoryTable(model, section);
    QHeaderView *header = view->horizontalHeader();
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    header->setSortIndicator(model.sortColumn(), model.sortOrder());
    for (int column = 1; column < model.columnCount(); ++column) {
        const QString title = model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        header->resizeSection(
            column, std::max(header->fontMetrics().horizontalAdvance(title) + 26, column == 1 ? kNameWidth : 0));
    }
    header->setSectionResizeMode(0, QHeaderView::Stretch);
    connect(header, &QHeaderView::sortIndicatorChanged, &model, &DoubtModel::sort);
    const auto choose = [this](const QModelIndex &index) {
        if (!index.isValid())
            return;
        Q_EMIT landmarksChosen(index.data(DoubtModel::FaceRole).toInt(),
                               index.data(DoubtModel::LandmarksRole).value<std::vector<int>>());
    };
    connect(view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, choose);
    connect(view, &QTableView::clicked, this, choose); // the current row once more
    section->content()->addWidget(view, 1);
    section->content()->addWidget(note, 1);
    return view;
}

QString LaboratoryDoubts::suspectNote() const
{
    return noteOf(*suspectNote_);
}

QString LaboratoryDoubts::sideNote() const
{
    return noteOf(*sideNote_);
}

void LaboratoryDoubts::refresh(const QString &)
{
    const bool measuring = laboratory_.isMeasuring();
    const auto show = [](QTableView *view, QLabel *label, const QString &note) {
        label->setText(note);
        label->setVisible(!note.isEmpty());
        view->setVisible(note.isEmpty());
    };
    show(suspectView_, suspectNote_,
         measuring ? tr("Measuring…")
         : laboratory_.runCount() < 2
             ? tr("It takes two runs to doubt the ground truth: pre-fill with another model or "
                  "import predictions.")
         : suspects_.items().empty() ? tr("The runs agree with the ground truth wherever they agree with each other.")
                                     : QString());
    show(sideView_, sideNote_,
         measuring                ? tr("Measuring…")
         : sides_.items().empty() ? tr("On no face are left and right exchanged.")
                                  : QString());
    const auto points = static_cast<int>(suspects_.items().size());
    suspectSection_->setAside(
        points == 0
            ? QString()
            : tr("%1 on %2").arg(tr("%n point(s)", nullptr, points), tr("%n face(s)", nullptr, suspects_.faceCount())));
    const auto sides = static_cast<int>(sides_.items().size());
    sideSection_->setAside(sides == 0 ? QString() : tr("%n set(s) of points", nullptr, sides));
    suspectView_->setAccessibleName(tr("Suspect points of the ground truth"));
    sideView_->setAccessibleName(tr("Faces with left and right exchanged"));
}

void LaboratoryDoubts::retranslate()
{
    suspectSection_->setTitle(tr("Suspect ground truth"));
    sideSection_->setTitle(tr("Left and right"));
}

} // namespace fiducial::ui
