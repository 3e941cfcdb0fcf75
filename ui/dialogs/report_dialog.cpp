#include "ui/dialogs/report_dialog.h"

#include "ui/document/wording.h"
#include "ui/imaging/qimage_convert.h"
#include "ui/imaging/report_pictures.h"
#include "ui/jobs/job_runner.h"
#include "ui/settings/app_settings.h"
#include "ui/theme/marks.h"
#include "ui/theme/translated.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QCoreApplication>
#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QUrl>

#include <algorithm>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kOtherRunsHeight = 96;

QString newReportFolder(const QString &parent, const QString &dataset)
{
    const QDir place(parent.isEmpty() ? QDir::homePath() : parent);
    const QString name = QFileInfo(dataset).completeBaseName() + u"-report"_s;
    QString out = place.filePath(name);
    for (int i = 2; QFileInfo::exists(out); ++i)
        out = place.filePath(name + u"-%1"_s.arg(i));
    return QDir::toNativeSeparators(out);
}

/// As wide as the fields of a form: else its lines are counted at another width than it has.
QLabel *makeSentence(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setWordWrap(true);
    QSizePolicy wide(QSizePolicy::Expanding, QSizePolicy::Preferred);
    wide.setHeightForWidth(true);
    label->setSizePolicy(wide);
    return label;
}

/// In a background thread; `runs` outlives it.
Result<void> writeReport(const GatheredRuns &runs, std::vector<pipeline::ExcludedFace> excluded,
                         const std::filesystem::path &folder, int worst, const std::string &version,
                         const JobContext &context)
{
    const pipeline::EvaluateRequest asked = runs.request();
    auto report = pipeline::evaluate(asked, context);
    if (!report)
        return report.error();
    FaceDrawing drawing{asked.dataset,     asked.run,          asked.dataset->scheme(), report->faces,
                        report->rowOfFace, report->evaluation, asked.reference};
    drawing.referenceName = runs.referenceName;
    drawing.plates = FaceDrawing::Plates::Legend; // the page says the rest below each face
    pipeline::ReportRequest request;
    request.evaluated = asked;
    request.report = &*report;
    request.reference = runs.againstTruth ? "original" : runs.referenceName.toStdString();
    request.worst = worst;
    request.excluded = std::move(excluded);
    for (std::size_t i = 1; i < runs.subjects.size(); ++i)
        request.others.push_back({&runs.subjects[i].run, runs.subjects[i].rowOfFace});
    addReportPictures(drawing, version, &request);
    return pipeline::writeReport(folder, request, context);
}
} // namespace

bool ReportDialog::hasSubject(const ProjectDocument &document)
{
    return document.isOpen() && document.scheme() && (!document.runs().empty() || document.editedFaceCount() > 0);
}

ReportDialog::ReportDialog(ProjectDocument &document, JobRunner &jobs, AppSettings &settings, std::vector<int> filtered,
                           std::vector<int> selected, QWidget *parent)
    : QDialog(parent),
      document_(document),
      jobs_(jobs),
      settings_(settings),
      filtered_(std::move(filtered)),
      selected_(std::move(selected)),
      gatherer_(document)
{
    markPanel(this);
    build();
    fillRuns();
    fillScopes();
    folder_->setText(newReportFolder(settings_.lastFolder(), QString::fromStdString(document_.dataset().name)));
    connect(&gatherer_, &RunGatherer::gathered, this, &ReportDialog::write);
    connect(&gatherer_, &RunGatherer::progressed, this, [this](qint64 done, qint64 total) {
        bar_->setRange(0, static_cast<int>(total));
        bar_->setValue(static_cast<int>(done));
    });
    connect(&gatherer_, &RunGatherer::stopped, this, [this] { // a run went away
        setPhase(Phase::Asking);
        fillRuns();
        check();
    });
    connect(&document_, &ProjectDocument::changed, this, [this](const ChangeEvent &event) {
        if (!std::holds_alternative<DatasetReset>(event))
            return;
        if (job_)
            job_->cancel();
        done(Rejected);
    });
    connect(&jobs_, &JobRunner::progressed, this, &ReportDialog::showProgress);
    setPhase(Phase::Asking);
    translated(this, [this] { retranslate(); });
}

void ReportDialog::build()
{
    form_ = new QWidget(this);
    run_ = new QComboBox(form_);
    others_ = new QListWidget(form_);
    others_->setMaximumHeight(kOtherRunsHeight);
    others_->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    scope_ = new QComboBox(form_);
    worst_ = new QSpinBox(form_);
    worst_->setRange(0, 1000);
    worst_->setValue(12);
    measured_ = makeSentence(form_);
    auto *form = new QFormLayout(form_);
    form->setContentsMargins(0, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setHorizontalSpacing(14);
    form->setVerticalSpacing(8);
    form->addRow(u" "_s, run_);
    form->addRow(u" "_s, others_);
    othersLabel_ = static_cast<QLabel *>(form->labelForField(others_));
    form->addRow(u" "_s, scope_);
    form->addRow(u" "_s, measured_);
    form->addRow(u" "_s, worst_);
    QWidget *place = buildPlace();
    form->addRow(u" "_s, place);
    static_cast<QLabel *>(form->labelForField(place))->setBuddy(folder_);
    translated(form_, [this, form, place] {
        const std::pair<QWidget *, QString> captions[] = {
            {run_, tr("&Run")},          {others_, tr("&Beside it")},        {scope_, tr("&Faces")},
            {measured_, tr("Measured")}, {worst_, tr("&Worst faces shown")}, {place, tr("&To")}};
        for (const auto &[field, caption] : captions)
            static_cast<QLabel *>(form->labelForField(field))->setText(caption);
    });

    message_ = new QLabel(this);
    message_->setWordWrap(true);
    message_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    bar_ = new QProgressBar(this);
    bar_->setTextVisible(false);
    auto *buttons = new QDialogButtonBox(this);
    close_ = buttons->addButton(QDialogButtonBox::Cancel);
    write_ = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    open_ = buttons->addButton(QString(), QDialogButtonBox::ActionRole);
    markPrimary(write_);
    markPrimary(open_);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(form_);
    layout->addWidget(bar_);
    layout->addWidget(message_, 1, Qt::AlignTop);
    layout->addWidget(buttons);
    resize(560, sizeHint().height());

    connect(close_, &QPushButton::clicked, this, &QDialog::reject);
    connect(write_, &QPushButton::clicked, this, &ReportDialog::begin);
    connect(open_, &QPushButton::clicked, this, [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(page_)); });
    connect(run_, &QComboBox::currentIndexChanged, this, &ReportDialog::fillOthers);
    connect(folder_, &QLineEdit::textChanged, this, &ReportDialog::check);
}

QWidget *ReportDialog::buildPlace()
{
    auto *place = new QWidget(form_);
    folder_ = new QLineEdit(place);
    folder_->setObjectName(u"folder"_s);
    browse_ = new QPushButton(place);
    auto *line = new QHBoxLayout(place);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(6);
    line->addWidget(folder_, 1);
    line->addWidget(browse_);
    connect(browse_, &QPushButton::clicked, this, [this] {
        const QString parent =
            QFileDialog::getExistingDirectory(this, tr("Folder of the report"), QFileInfo(folder_->text()).path());
        if (parent.isEmpty())
            return;
        const bool empty = QDir(parent).isEmpty();
        folder_->setText(empty ? QDir::toNativeSeparators(parent)
                               : newReportFolder(parent, QString::fromStdString(document_.dataset().name)));
    });
    return place;
}

void ReportDialog::fillRuns()
{
    const QSignalBlocker quiet(run_);
    run_->clear();
    for (const auto &run : document_.runs())
        run_->addItem(document_.runName(run->number), run->number);
    if (document_.editedFaceCount() > 0)
        run_->addItem(tr("mine (%n face(s))", nullptr, document_.editedFaceCount()), -1);
    run_->setCurrentIndex(std::max(0, run_->findData(document_.activeRun())));
    fillOthers();
}

void ReportDialog::retranslate()
{
    setWindowTitle(tr("Export report"));
    measured_->setText(conditions());
    browse_->setText(tr("Choose…"));
    write_->setText(tr("Write report"));
    open_->setText(tr("Open"));
    close_->setText(phase_ == Phase::Done ? tr("Close") : tr("Cancel"));
    const QString mine = tr("mine (%n face(s))", nullptr, document_.editedFaceCount());
    if (const int index = run_->findData(-1); index >= 0)
        run_->setItemText(index, mine);
    for (int i = 0; i < others_->count(); ++i)
        if (others_->item(i)->data(Qt::UserRole).toInt() < 0)
            others_->item(i)->setText(mine);
    for (int i = 0; i < scope_->count(); ++i)
        scope_->setItemText(i, scopeName(static_cast<Scope>(scope_->itemData(i).toInt())));
    if (phase_ == Phase::Asking)
        check();
    else
        message_->setText(phase_ == Phase::Writing ? tr("Measuring and drawing…") : doneSentence());
    layout()->activate(); // sentences are longer in some languages
    resize(width(), std::max(height(), layout()->totalHeightForWidth(width())));
}

void ReportDialog::fillOthers()
{
    others_->clear();
    for (int i = 0; i < run_->count(); ++i) {
        if (i == run_->currentIndex())
            continue;
        auto *item = new QListWidgetItem(run_->itemText(i), others_);
        item->setData(Qt::UserRole, run_->itemData(i));
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable);
        item->setCheckState(Qt::Unchecked);
    }
    others_->setVisible(others_->count() > 0);
    othersLabel_->setVisible(others_->count() > 0);
}

void ReportDialog::fillScopes()
{
    for (const Scope scope : {Scope::All, Scope::Filtered, Scope::Selected}) {
        scope_->addItem({}, static_cast<int>(scope));
        static_cast<QStandardItemModel *>(scope_->model())
            ->item(scope_->count() - 1)
            ->setEnabled(!facesOf(scope).empty());
    }
}

QString ReportDialog::scopeName(Scope scope) const
{
    const QString name = scope == Scope::All        ? tr("All faces")
                         : scope == Scope::Filtered ? tr("Listed in the browser")
                                                    : tr("Selected");
    return tr("%1 (%2)").arg(name, QLocale().toString(static_cast<qulonglong>(facesOf(scope).size())));
}

std::vector<int> ReportDialog::facesOf(Scope scope) const
{
    if (scope != Scope::All)
        return scope == Scope::Filtered ? filtered_ : selected_;
    std::vector<int> faces = document_.existingRows();
    return faces;
}

QString ReportDialog::conditions() const
{
    return tr("NME, %1, against %2; failures beyond %3")
        .arg(normaliserName(document_.normaliser()), document_.referenceName(), percentText(document_.threshold(), 1));
}

void ReportDialog::setPhase(Phase phase)
{
    phase_ = phase;
    form_->setEnabled(phase == Phase::Asking);
    bar_->setVisible(phase == Phase::Writing);
    write_->setVisible(phase != Phase::Done);
    write_->setEnabled(phase == Phase::Asking);
    open_->setVisible(phase == Phase::Done);
    close_->setText(phase == Phase::Done ? tr("Close") : tr("Cancel"));
    QPushButton *first = phase == Phase::Done ? open_ : phase == Phase::Writing ? close_ : write_;
    first->setDefault(true);
    if (phase != Phase::Asking)
        first->setFocus();
}

void ReportDialog::check()
{
    const QString folder = folder_->text().trimmed();
    const auto usable = pipeline::checkReportFolder(toPath(folder));
    message_->setText(usable ? QString() : errorText(usable.error()));
    write_->setEnabled(usable.ok() && !folder.isEmpty());
}

void ReportDialog::begin()
{
    std::vector<int> subjects{run_->currentData().toInt()};
    for (int i = 0; i < others_->count(); ++i)
        if (others_->item(i)->checkState() == Qt::Checked)
            subjects.push_back(others_->item(i)->data(Qt::UserRole).toInt());
    std::vector<int> faces = facesOf(static_cast<Scope>(scope_->currentData().toInt()));
    excludedFaces_.clear();
    for (const int row : faces)
        if (document_.review(row) == ReviewState::Excluded)
            excludedFaces_.push_back({row, document_.state(row).note.reason});
    excluded_ = document_.leaveOutExcluded(faces);
    if (faces.empty()) { // to those who measure it would mean all
        message_->setText(excluded_.isEmpty() ? tr("No face is chosen.") : excluded_);
        return;
    }
    setPhase(Phase::Writing);
    message_->setText(tr("Reading predictions…"));
    settings_.setLastFolder(QFileInfo(folder_->text().trimmed()).path());
    gatherer_.start(subjects, std::move(faces));
}

void ReportDialog::write(std::shared_ptr<const GatheredRuns> runs)
{
    message_->setText(tr("Measuring and drawing…"));
    const QString folder = folder_->text().trimmed();
    job_ = jobs_.run<bool>(
        JobRunner::Pool::Io, tr("Writing the report"),
        [runs, excluded = excludedFaces_, path = toPath(folder), worst = worst_->value(),
         version = QCoreApplication::applicationVersion().toStdString()](const JobContext &context) -> Result<bool> {
            if (auto done = writeReport(*runs, excluded, path, worst, version, context); !done)
                return done.error();
            return true;
        },
        this,
        [this, folder](const Result<bool> &result) {
            finish(result ? Result<void>() : Result<void>(result.error()), folder);
        });
}

void ReportDialog::finish(const Result<void> &result, const QString &folder)
{
    if (!result) {
        setPhase(Phase::Asking);
        check();
        if (result.error().code == Errc::Cancelled)
            return;
        message_->setText(errorText(result.error()));
        Q_EMIT failed(message_->text());
        return;
    }
    page_ = QDir(folder).filePath(u"report.html"_s);
    message_->setText(doneSentence());
    setPhase(Phase::Done);
    Q_EMIT written(page_);
}

QString ReportDialog::doneSentence() const
{
    return tr("The report lies in %1.").arg(QDir::toNativeSeparators(QFileInfo(page_).path())) +
           (excluded_.isEmpty() ? QString() : u'\n' + excluded_);
}

void ReportDialog::showProgress()
{
    if (!job_)
        return;
    bar_->setRange(0, static_cast<int>(job_->total()));
    bar_->setValue(static_cast<int>(job_->done()));
}

void ReportDialog::reject()
{
    if (phase_ != Phase::Writing) {
        QDialog::reject();
        return;
    }
    if (job_) {
        job_->cancel();
        return;
    }
    gatherer_.cancel();
    setPhase(Phase::Asking);
    check();
}

} // namespace fiducial::ui
