#include "ui/dialogs/train_dialog.h"

#include "ui/charts/curve_view.h"
#include "ui/dialogs/model_adder.h"
#include "ui/dialogs/option_form.h"
#include "ui/dialogs/train_data_form.h"
#include "ui/document/project_document.h"
#include "ui/document/wording.h"
#include "ui/imaging/qimage_convert.h"
#include "ui/jobs/job_runner.h"
#include "ui/settings/app_settings.h"
#include "ui/theme/marks.h"
#include "ui/theme/translated.h"

#include <QBoxLayout>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>

#include <algorithm>
#include <utility>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
enum LossCurve { StepLoss, EpochLoss };
enum NmeCurve { AveragedNme, NetworkNme };

const QStringList &commonOptions()
{
    static const QStringList names{u"network"_s, u"epochs"_s,    u"batch"_s,   u"learning_rate"_s,
                                   u"device"_s,  u"precision"_s, u"weights"_s, u"backbone"_s};
    return names;
}

/// Scrolls up and down alone: as wide as the form has to be, in any language.
class FormScroll : public QScrollArea {
public:
    using QScrollArea::QScrollArea;

    QSize minimumSizeHint() const override
    {
        constexpr int kLeast = 360;
        const int width = widget() ? widget()->minimumSizeHint().width() : 0;
        return {std::max(kLeast, width + verticalScrollBar()->sizeHint().width()), 200};
    }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (watched == widget() && event->type() == QEvent::LayoutRequest)
            updateGeometry();
        return QScrollArea::eventFilter(watched, event);
    }
};

/// A file name out of anything.
QString fileNameOf(QString text)
{
    for (QChar &c : text)
        if (!c.isLetterOrNumber() && c != u'-' && c != u'_')
            c = u'-';
    return text.isEmpty() ? u"run"_s : text;
}
} // namespace

TrainDialog::TrainDialog(const Services &services, QWidget *parent) : QDialog(parent), services_(services)
{
    markPanel(this);
    session_ = new TrainingSession(services_.formats, services_.jobs, services_.trainer, services_.userData, this);
    adder_ = new ModelAdder(services_.models, services_.jobs, this);
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->setChildrenCollapsible(false);
    split->addWidget(buildSetup());
    split->addWidget(buildRun());
    split->setStretchFactor(1, 1);
    constexpr int kFormWidth = 430, kRunWidth = 700;
    split->setSizes({kFormWidth, kRunWidth});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 14);
    layout->setSpacing(12);
    layout->addWidget(split, 1);
    layout->addWidget(makeSeparator(this));
    layout->addWidget(buildButtons());
    resize(1180, 760);
    connectSession();
    connectAdder();
    setFolder(suggestedFolder());
    ownFolder_ = false;
    readOptions();
    translated(this, [this] { retranslate(); });
}

QWidget *TrainDialog::buildSetup()
{
    auto *left = new QWidget(this);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 12, 0);
    column->setSpacing(10);
    setup_ = new QWidget(left);
    auto *form = new QVBoxLayout(setup_);
    form->setContentsMargins(0, 0, 8, 0);
    form->setSpacing(10);
    data_ = new TrainDataForm(services_.document, services_.settings, setup_);
    auto *title = new QLabel(setup_);
    markTitle(title);
    translated(title, [title] { title->setText(tr("Options")); });
    optionsNote_ = new QLabel(setup_);
    optionsNote_->setWordWrap(true);
    markMuted(optionsNote_);
    options_ = new OptionForm(setup_);
    form->addWidget(data_);
    form->addWidget(makeSeparator(setup_));
    form->addWidget(title);
    form->addWidget(optionsNote_);
    form->addWidget(options_);
    form->addStretch(1);
    auto *scroll = new FormScroll(left);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(setup_);
    setup_->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    folderRow_ = new QWidget(left);
    auto *row = new QHBoxLayout(folderRow_);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    folder_ = new QLineEdit(folderRow_);
    auto *caption = new QLabel(folderRow_);
    caption->setBuddy(folder_);
    auto *choose = new QPushButton(folderRow_);
    choose->setAutoDefault(false);
    translated(folderRow_, [this, caption, choose] {
        folder_->setAccessibleName(tr("Folder of the run"));
        caption->setText(tr("&Folder"));
        choose->setText(tr("Choose…"));
    });
    row->addWidget(caption);
    row->addWidget(folder_, 1);
    row->addWidget(choose);
    column->addWidget(scroll, 1);
    column->addWidget(folderRow_);
    connect(choose, &QPushButton::clicked, this, &TrainDialog::chooseFolder);
    connect(folder_, &QLineEdit::textEdited, this, [this] { ownFolder_ = true; });
    connect(folder_, &QLineEdit::textChanged, this, &TrainDialog::readFolder);
    connect(data_, &TrainDataForm::changed, this, &TrainDialog::updateState);
    connect(options_, &OptionForm::changed, this, &TrainDialog::updateState);
    return left;
}

QWidget *TrainDialog::buildRun()
{
    auto *right = new QWidget(this);
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(12, 0, 0, 0);
    column->setSpacing(8);
    headline_ = new QLabel(right);
    headline_->setWordWrap(true);
    markHeadline(headline_);
    loss_ = new CurveView(right);
    loss_->setCurves({{{}, {}, false, true}, {{}, {}, true, false}});
    loss_->setLogarithmic(true);
    nme_ = new CurveView(right);
    nme_->setCurves({{{}, {}, true, false}, {{}, {}, true, true}});
    status_ = new QLabel(right);
    status_->setWordWrap(true);
    status_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    bar_ = new QProgressBar(right);
    bar_->setTextVisible(false);
    column->addWidget(headline_);
    column->addWidget(loss_, 1);
    column->addWidget(nme_, 1);
    column->addWidget(bar_);
    column->addWidget(status_);
    column->addWidget(buildResult());
    return right;
}

QWidget *TrainDialog::buildResult()
{
    result_ = new QWidget(this);
    auto *row = new QHBoxLayout(result_);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    name_ = new QLineEdit(result_);
    auto *caption = new QLabel(result_);
    caption->setBuddy(name_);
    add_ = new QPushButton(result_);
    add_->setAutoDefault(false);
    translated(result_, [this, caption] {
        name_->setAccessibleName(tr("Name of the model"));
        caption->setText(tr("&Name"));
        add_->setText(tr("&Add to the models"));
    });
    row->addWidget(caption);
    row->addWidget(name_, 1);
    row->addWidget(add_);
    connect(add_, &QPushButton::clicked, this, &TrainDialog::exportModel);
    connect(name_, &QLineEdit::textChanged, this, &TrainDialog::updateState);
    result_->hide();
    return result_;
}

QWidget *TrainDialog::buildButtons()
{
    auto *buttons = new QWidget(this);
    auto *row = new QHBoxLayout(buttons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    pause_ = new QPushButton(buttons);
    stop_ = new QPushButton(buttons);
    start_ = new QPushButton(buttons);
    markPrimary(start_);
    auto *close = new QPushButton(buttons);
    translated(close, [close] {
        close->setText(tr("Close"));
        close->setToolTip(tr("A training goes on"));
    });
    for (QPushButton *button : {pause_, stop_, start_, close})
        button->setAutoDefault(false);
    row->addWidget(pause_);
    row->addWidget(stop_);
    row->addStretch(1);
    row->addWidget(close);
    row->addWidget(start_);
    connect(start_, &QPushButton::clicked, this, &TrainDialog::startOrResume);
    connect(pause_, &QPushButton::clicked, this, &TrainDialog::pauseOrGoOn);
    connect(stop_, &QPushButton::clicked, session_, &TrainingSession::stop);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    return buttons;
}

void TrainDialog::connectSession()
{
    connect(session_, &TrainingSession::stateChanged, this, &TrainDialog::updateState);
    connect(session_, &TrainingSession::event, this, &TrainDialog::take);
    connect(session_, &TrainingSession::ended, this, &TrainDialog::ended);
    connect(session_, &TrainingSession::issuesFound, this, [this](const std::vector<Issue> &issues) {
        showStatus([count = static_cast<int>(issues.size()), first = issues.front()] {
            return tr("%n face(s) were left out: %1", nullptr, count).arg(issueText(first));
        });
    });
    connect(session_, &TrainingSession::exportFailed, this,
            [this](const Sentence &problem) { showStatus([problem] { return sentenceText(problem); }, true); });
    connect(session_, &TrainingSession::exported, this, [this](const QString &weights, model::ModelCard card) {
        card.name = name_->text().toStdString();
        card.trainingData = tr("%1 faces and %2 for validation: %3")
                                .arg(QLocale().toString(run_.trainingFaces), QLocale().toString(run_.validationFaces),
                                     trainedOn_.isEmpty() ? QFileInfo(folder()).fileName() : trainedOn_)
                                .toStdString();
        adder_->addWithCard(weights, card);
    });
    connect(&services_.jobs, &JobRunner::progressed, this, [this] {
        if (session_->state() != TrainingSession::State::Preparing)
            return;
        const auto [done, total] = session_->cut();
        bar_->setRange(0, static_cast<int>(total));
        bar_->setValue(static_cast<int>(done));
    });
}

void TrainDialog::connectAdder()
{
    connect(adder_, &ModelAdder::added, this, [this](const QString &name) {
        updateState();
        showStatus([name] { return tr("%1 is one of the models now.").arg(name); });
        Q_EMIT modelAdded(name);
    });
    connect(adder_, &ModelAdder::failed, this, [this](const QString &problem) {
        updateState();
        showStatus([problem] { return problem; }, true);
    });
}

void TrainDialog::readOptions()
{
    if (services_.trainer.isEmpty()) {
        markTitle(optionsNote_);
        updateState();
        return;
    }
    auto *process = new QProcess(this);
    const auto done = [this, process] {
        process->deleteLater();
        optionsNote_->setVisible(!options_->describe(process->readAllStandardOutput(), commonOptions()));
        optionsRead_ = true;
        showOptionsNote();
        showRunOptions();
        updateState();
    };
    connect(process, &QProcess::finished, this, done);
    connect(process, &QProcess::errorOccurred, this, [done](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            done();
    });
    process->start(services_.trainer, {u"--describe"_s});
}

QString TrainDialog::suggestedFolder() const
{
    const QString base =
        services_.document.isOpen()
            ? fileNameOf(QFileInfo(QString::fromStdString(services_.document.dataset().name)).completeBaseName())
            : u"training"_s;
    const QDir folder(toQString(services_.userData) + u"/training"_s);
    int number = 1;
    while (folder.exists(u"%1-%2"_s.arg(base).arg(number)))
        ++number;
    return folder.filePath(u"%1-%2"_s.arg(base).arg(number));
}

void TrainDialog::hideEvent(QHideEvent *event)
{
    QDialog::hideEvent(event);
    tellActivity();
}

void TrainDialog::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    tellActivity();
    if (session_->state() != TrainingSession::State::Idle)
        return;
    data_->refresh();
    if (!ownFolder_ && !hasRun_) {
        setFolder(suggestedFolder());
        ownFolder_ = false;
    }
}

QString TrainDialog::folder() const
{
    return folder_->text().trimmed();
}

void TrainDialog::setFolder(const QString &folder)
{
    ownFolder_ = true;
    folder_->setText(folder);
}

void TrainDialog::chooseFolder()
{
    const QString chosen =
        QFileDialog::getExistingDirectory(this, tr("Folder of the run"), services_.settings.lastFolder());
    if (!chosen.isEmpty())
        setFolder(chosen);
}

void TrainDialog::readFolder()
{
    if (session_->state() != TrainingSession::State::Idle)
        return;
    loss_->clearPoints();
    nme_->clearPoints();
    run_ = {};
    best_ = 0;
    finished_ = hasWeights_ = false;
    outcome_.reset();
    hasRun_ = !folder().isEmpty() && pipeline::holdsTrainingRun(toPath(folder()));
    bar_->setRange(0, 1);
    bar_->setValue(0);
    if (hasRun_) {
        QFile log(folder() + u'/' + QLatin1StringView(pipeline::kTrainingLog));
        if (log.open(QIODevice::ReadOnly))
            while (!log.atEnd())
                if (const auto event = parseTrainingLine(log.readLine()))
                    take(*event);
        showRunOptions();
    }
    showHeadline();
    showStatus([this] { return outcomeWords(); });
    name_->setText(fileNameOf(QFileInfo(folder()).fileName()));
    updateState();
}

void TrainDialog::showRunOptions()
{
    if (hasRun_ && !options_->isEmpty() && !run_.options.isEmpty())
        options_->setValues(run_.options);
}

void TrainDialog::startOrResume()
{
    if (hasRun_) {
        session_->resume(folder());
        return;
    }
    trainedOn_ = data_->describe();
    session_->start({data_->sources(), data_->files(), data_->crops(), options_->values(), folder()});
    showHeadline();
}

void TrainDialog::pauseOrGoOn()
{
    session_->setPaused(!session_->isPaused());
    showStatus({});
    updateState();
}

double TrainDialog::epochOf(qint64 step) const
{
    return run_.stepsPerEpoch > 0 ? static_cast<double>(step) / static_cast<double>(run_.stepsPerEpoch) : 0;
}

void TrainDialog::takeStart(const TrainingEvent &event)
{
    run_ = event;
    if (run_.stepsPerEpoch > 0) {
        const double epochs = epochOf(run_.steps);
        loss_->setXEnd(epochs);
        nme_->setXEnd(epochs);
    }
    bar_->setRange(0, static_cast<int>(run_.steps));
    bar_->setValue(static_cast<int>(event.step));
    secondsLeft_.reset();
    hasRun_ = true;
    finished_ = false;
}

void TrainDialog::take(const TrainingEvent &event)
{
    switch (event.kind) {
    case TrainingEvent::Kind::Start:
        takeStart(event);
        break;
    case TrainingEvent::Kind::Step:
        if (event.loss)
            loss_->append(StepLoss, {epochOf(event.step), *event.loss});
        break;
    case TrainingEvent::Kind::Epoch:
        hasWeights_ = true;
        if (event.loss)
            loss_->append(EpochLoss, {epochOf(event.step), *event.loss});
        if (event.nme)
            nme_->append(AveragedNme, {epochOf(event.step), *event.nme});
        if (event.networkNme)
            nme_->append(NetworkNme, {epochOf(event.step), *event.networkNme});
        if (event.nme && (best_ == 0 || *event.nme < best_)) {
            best_ = *event.nme;
            bestEpoch_ = event.epoch;
        }
        break;
    case TrainingEvent::Kind::End:
        finished_ = event.reason != u"stopped"_s;
        break;
    }
    if (event.secondsLeft)
        secondsLeft_ = event.secondsLeft;
    last_ = event;
    showProgress(event);
    tellActivity();
}

void TrainDialog::ended(TrainingProcess::Outcome outcome, const Sentence &problem)
{
    hasRun_ = pipeline::holdsTrainingRun(toPath(folder()));
    outcome_ = outcome;
    problem_ = problem;
    if (outcome == TrainingProcess::Outcome::Done)
        finished_ = true;
    showHeadline();
    showStatus([this] { return outcomeWords(); }, outcome == TrainingProcess::Outcome::Failed);
    updateState();
    Q_EMIT message(tr("Training: %1").arg(outcomeWords()));
}

void TrainDialog::exportModel()
{
    showStatus([] { return tr("Writing the model…"); });
    session_->exportModel(folder(), folder() + u'/' + name_->text() + u".safetensors"_s);
}

QString TrainDialog::startProblem() const
{
    if (services_.trainer.isEmpty())
        return tr("There is no trainer in this build.");
    if (folder().isEmpty())
        return tr("Choose a folder for the run.");
    if (hasRun_)
        return finished_ ? tr("The run in this folder is finished; choose another folder.") : QString();
    if (options_->isEmpty())
        return tr("The options are not known yet.");
    const QString data = data_->problem();
    return data.isEmpty() ? options_->problem() : data;
}

void TrainDialog::updateState()
{
    if (!start_)
        return; // still being built
    const auto state = session_->state();
    const bool idle = state == TrainingSession::State::Idle && !adder_->isBusy();
    updateButtons(idle, state == TrainingSession::State::Running, startProblem());
    data_->setEnabled(idle && !hasRun_);
    options_->setEnabled(idle && !hasRun_);
    folderRow_->setEnabled(idle);
    result_->setVisible(hasWeights_);
    const bool nameable = fileNameOf(name_->text()) == name_->text();
    add_->setEnabled(idle && hasWeights_ && nameable);
    add_->setToolTip(nameable ? tr("Write the best weights in half precision and add them with their card")
                              : tr("The name becomes a file name: letters, digits, - and _."));
    name_->setEnabled(idle);
    tellActivity();
}

void TrainDialog::updateButtons(bool idle, bool running, const QString &missing)
{
    start_->setText(hasRun_ ? tr("&Resume") : tr("&Start"));
    start_->setEnabled(idle && missing.isEmpty());
    start_->setToolTip(idle ? missing : QString());
    start_->setAccessibleDescription(start_->toolTip());
    pause_->setEnabled(running && !session_->isStopping());
    pause_->setText(session_->isPaused() ? tr("&Go on") : tr("&Pause"));
    const bool preparing = session_->state() == TrainingSession::State::Preparing;
    stop_->setEnabled((running || preparing) && !session_->isStopping());
    stop_->setText(preparing ? tr("&Cancel") : tr("&Stop"));
    stop_->setToolTip(preparing ? QString() : tr("Stop after this step; the run can go on later"));
    if (session_->isStopping())
        showStatus([] { return tr("Stopping after this step…"); });
    else if (session_->isPaused())
        showStatus([] { return tr("Paused."); });
    else if (idle && (status_->text().isEmpty() || status_->text() == missing_))
        showStatus([missing] { return missing; });
    missing_ = missing;
    bar_->setVisible(!idle || hasRun_);
}

} // namespace fiducial::ui
