#include "ui/dialogs/model_manager.h"

#include "core/model/model_speed.h"
#include "core/scheme/landmark_scheme.h"
#include "ui/dialogs/model_adder.h"
#include "ui/dialogs/model_details.h"
#include "ui/dialogs/model_table.h"
#include "ui/document/wording.h"
#include "ui/jobs/job_runner.h"
#include "ui/models/catalogue_model.h"
#include "ui/settings/app_settings.h"
#include "ui/theme/icon_factory.h"
#include "ui/theme/marks.h"
#include "ui/theme/translated.h"

#include <QBoxLayout>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QToolButton>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr double kMeasureSeconds = 1.5;
constexpr int kMeasureBatch = 16;

/// What a measurement is kept under: the same weights are as fast under another name.
QString speedKey(const model::CatalogueEntry &entry)
{
    return QString::fromStdString(entry.card.sha256.empty() ? entry.name : entry.card.sha256);
}

struct MeasuredSpeed {
    double facesPerSecond = 0;
    std::string device;
};
} // namespace

ModelManager::ModelManager(const model::ModelCatalogue &models, JobRunner &jobs, AppSettings &settings,
                           std::function<PreviewFace()> face, QWidget *parent)
    : QDialog(parent),
      models_(models),
      jobs_(jobs),
      settings_(settings),
      face_(std::move(face)),
      table_(new ModelTable(models, this)),
      adder_(new ModelAdder(models, jobs, this))
{
    markPanel(this);
    build();
    connectAdder();
    connect(table_, &ModelTable::currentChanged, this, &ModelManager::showCurrent);
    connect(table_, &ModelTable::removeAsked, remove_, &QPushButton::click);
    refresh(preFilling());
    translated(this, [this] { retranslate(); });
    table_->setFocus();
}

ModelManager::~ModelManager()
{
    if (job_)
        job_->cancel();
}

void ModelManager::build()
{
    auto *left = new QWidget(this);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 12, 0);
    column->setSpacing(10);
    column->addWidget(buildChosen());
    column->addWidget(table_, 1);
    column->addWidget(buildButtons());
    auto *split = new QSplitter(Qt::Horizontal, this);
    split->setChildrenCollapsible(false);
    split->addWidget(left);
    split->addWidget(buildSide());
    split->setStretchFactor(0, 1);
    constexpr int kTableWidth = 880, kSideWidth = 300;
    split->setSizes({kTableWidth, kSideWidth});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 14);
    layout->setSpacing(10);
    layout->addWidget(split, 1);
    layout->addWidget(makeSeparator(this));
    layout->addWidget(buildActivity());
    resize(1240, 640);
}

void ModelManager::retranslate()
{
    setWindowTitle(tr("Models"));
    add_->setText(tr("&Add file…"));
    remove_->setText(tr("&Remove…"));
    default_->setText(tr("Set as &default"));
    measure_->setText(tr("M&easure"));
    preview_->setText(tr("&Preview"));
    back_->setText(tr("&Use the defaults"));
    close_->setText(tr("Close"));
    bar_->setAccessibleName(tr("Progress"));
    cancel_->setToolTip(tr("Cancel"));
    cancel_->setAccessibleName(tr("Cancel"));
    if (!job_)
        showNote({}); // said in another language
    table_->retranslate();
    updateChosen();
    showCurrent();
}

QPushButton *ModelManager::makeButton(void (ModelManager::*slot)())
{
    auto *button = new QPushButton(this);
    button->setAutoDefault(false);
    connect(button, &QPushButton::clicked, this, slot);
    return button;
}

QWidget *ModelManager::buildButtons()
{
    add_ = makeButton(&ModelManager::chooseFile);
    remove_ = makeButton(&ModelManager::removeCurrent);
    default_ = makeButton(&ModelManager::makeDefault);
    measure_ = makeButton(&ModelManager::measure);
    preview_ = makeButton(&ModelManager::preview);
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(add_);
    layout->addWidget(remove_);
    layout->addStretch(1);
    layout->addWidget(measure_);
    layout->addWidget(preview_);
    layout->addWidget(default_);
    return row;
}

QWidget *ModelManager::buildChosen()
{
    chosenBar_ = new QWidget(this);
    auto *layout = new QHBoxLayout(chosenBar_);
    layout->setContentsMargins(0, 0, 0, 0);
    chosen_ = new QLabel(chosenBar_);
    chosen_->setWordWrap(true);
    back_ = new QPushButton(chosenBar_);
    back_->setAutoDefault(false);
    connect(back_, &QPushButton::clicked, this, [this] {
        settings_.setModel({});
        updateChosen();
        Q_EMIT modelsChanged();
    });
    layout->addWidget(chosen_, 1);
    layout->addWidget(back_);
    return chosenBar_;
}

QWidget *ModelManager::buildActivity()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    note_ = new QLabel(row);
    note_->setWordWrap(true);
    note_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    bar_ = new QProgressBar(row);
    bar_->setFixedWidth(144);
    bar_->setTextVisible(false);
    cancel_ = new QToolButton(row);
    cancel_->setIcon(themedIcon(u"close"_s, IconRole::Muted));
    cancel_->setFocusPolicy(Qt::TabFocus);
    markFlat(cancel_);
    close_ = new QPushButton(row);
    close_->setAutoDefault(false);
    connect(close_, &QPushButton::clicked, this, &QDialog::close);
    layout->addWidget(note_, 1);
    layout->addWidget(bar_);
    layout->addWidget(cancel_);
    layout->addWidget(close_);
    bar_->hide();
    cancel_->hide();
    connect(cancel_, &QToolButton::clicked, this, [this] {
        if (job_)
            job_->cancel();
        cancel_->setEnabled(false);
    });
    connect(&jobs_, &JobRunner::progressed, this, [this] {
        if (!job_)
            return;
        bar_->setRange(0, static_cast<int>(job_->total()));
        bar_->setValue(static_cast<int>(job_->done()));
    });
    return row;
}

QWidget *ModelManager::buildSide()
{
    auto *side = new QWidget(this);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(12, 0, 0, 0);
    column->setSpacing(12);
    details_ = new ModelDetails(side);
    auto *scroll = new QScrollArea(side);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(details_);
    details_->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    picture_ = new FacePreview(side);
    column->addWidget(scroll, 3);
    column->addWidget(picture_, 2);
    side->setMinimumWidth(260);
    return side;
}

void ModelManager::connectAdder()
{
    adder_->setPreviewFace(face_);
    connect(adder_, &ModelAdder::added, this, [this](const QString &name) {
        refresh(name);
        showNote(tr("%1 is one of the models now.").arg(name));
        Q_EMIT modelsChanged();
    });
    connect(adder_, &ModelAdder::failed, this, [this](const QString &problem) {
        updateButtons();
        showNote(problem, true);
    });
}

void ModelManager::refresh(const QString &name)
{
    const QString wanted = name.isEmpty() ? currentModel() : name;
    table_->rows().refresh();
    readSpeeds();
    table_->settle(wanted);
    updateChosen();
    showCurrent();
}

void ModelManager::readSpeeds()
{
    CatalogueModel &rows = table_->rows();
    for (int row = 0; row < rows.rowCount(); ++row) {
        const auto &entry = rows.entry(row);
        const auto speed = settings_.modelSpeed(speedKey(entry));
        rows.setSpeed(QString::fromStdString(entry.name), speed.facesPerSecond, speed.device);
    }
}

QString ModelManager::preFilling() const
{
    const PreviewFace face = face_();
    if (const QString chosen = settings_.model(); !chosen.isEmpty() || !face)
        return chosen;
    return QString::fromStdString(models_.defaultFor(face.dataset->schemeId));
}

QString ModelManager::currentModel() const
{
    return table_->currentModel();
}

void ModelManager::select(const QString &name)
{
    table_->select(name);
}

bool ModelManager::isBusy() const
{
    return !job_.isNull() || adder_->isBusy();
}

void ModelManager::showCurrent()
{
    if (const auto *entry = table_->currentEntry())
        details_->setEntry(*entry);
    else
        details_->clear({});
    if (!job_)
        picture_->showMessage(tr("Preview shows what the model says about the face on screen."));
    updateButtons();
}

void ModelManager::enable(QPushButton &button, const QString &tip, const QString &reason)
{
    button.setEnabled(reason.isEmpty());
    button.setToolTip(reason.isEmpty() ? tip : reason);
    button.setAccessibleDescription(reason);
}

void ModelManager::updateButtons()
{
    const auto *entry = table_->currentEntry();
    const QString busy = isBusy() ? tr("Something is under way; cancel it first.") : QString();
    const QString none = !busy.isEmpty() ? busy : entry ? QString() : tr("Select a model first.");
    const QString unusable = !none.isEmpty() ? none : entry->available ? QString() : sentenceText(entry->problem);
    enable(*add_, tr("Add a weights file to the models"), busy);
    enable(*remove_, tr("Delete the weights and the card of this model"),
           !none.isEmpty() ? none
           : entry->added
               ? QString()
               : tr("%1 belongs to the installation and cannot be removed.").arg(QString::fromStdString(entry->name)));
    const bool already = table_->isCurrentDefault() && settings_.model().isEmpty();
    enable(*default_, tr("Pre-fill sets of these landmarks with it when nobody chooses"),
           !unusable.isEmpty() ? unusable
           : already           ? tr("It is the default already.")
                               : QString());
    enable(*measure_, tr("Run the network for a moment and count faces a second"), unusable);
    enable(*preview_, tr("Show what it says about the face on screen"),
           !unusable.isEmpty() ? unusable
           : face_()           ? QString()
                               : tr("Open a data set and choose a face first."));
}

void ModelManager::updateChosen()
{
    const QString chosen = settings_.model();
    chosenBar_->setVisible(!chosen.isEmpty());
    chosen_->setText(tr("%1 is chosen: it pre-fills in place of the defaults.").arg(QFileInfo(chosen).fileName()));
    updateButtons();
}

void ModelManager::showNote(const QString &sentence, bool problem)
{
    note_->setText(sentence);
    if (problem)
        markTitle(note_);
    else
        markMuted(note_);
}

bool ModelManager::event(QEvent *event)
{
    if (event->type() == QEvent::WindowActivate)
        updateButtons(); // another face, or none, may be on screen now
    return QDialog::event(event);
}

void ModelManager::chooseFile()
{
    const QString file =
        QFileDialog::getOpenFileName(this, tr("Weights file"), settings_.lastFolder(),
                                     tr("Models (*.onnx *.pt *.pth *.pkl *.safetensors);;All files (*)"));
    if (file.isEmpty())
        return;
    settings_.setLastFolder(QFileInfo(file).path());
    addFile(file);
}

void ModelManager::addFile(const QString &weights)
{
    if (isBusy())
        return;
    showNote(tr("Reading %1…").arg(QFileInfo(weights).fileName()));
    adder_->add(weights);
    updateButtons();
}

void ModelManager::removeCurrent()
{
    const QString name = currentModel();
    const auto answer =
        QMessageBox::question(this, tr("Remove model"), tr("Remove %1? Its weights and card are deleted.").arg(name),
                              QMessageBox::Yes | QMessageBox::Cancel, QMessageBox::Cancel);
    if (answer != QMessageBox::Yes)
        return;
    if (const auto removed = models_.remove(name.toStdString()); !removed) {
        showNote(errorText(removed.error()), true);
        return;
    }
    if (settings_.model() == name)
        settings_.setModel({});
    const int row = table_->currentViewRow();
    refresh();
    table_->selectNear(row);
    showNote(tr("%1 was removed.").arg(name));
    Q_EMIT modelsChanged();
}

void ModelManager::makeDefault()
{
    const auto *entry = table_->currentEntry();
    const QString name = currentModel();
    const LandmarkScheme *scheme = findScheme(entry->card.schemeId);
    const QString landmarks = scheme ? schemeText(*scheme) : QString::fromStdString(entry->card.schemeId);
    if (const auto set = models_.setDefault(name.toStdString()); !set) {
        showNote(errorText(set.error()), true);
        return;
    }
    settings_.setModel({}); // a model chosen by hand would stand before every default
    refresh(name);
    showNote(tr("%1 pre-fills %2 from now on.").arg(name, landmarks));
    Q_EMIT modelsChanged();
}

void ModelManager::begin(Job *job, const QString &what)
{
    job_ = job;
    showNote(what);
    bar_->setRange(0, 0);
    bar_->show();
    cancel_->setEnabled(true);
    cancel_->show();
    updateButtons();
}

void ModelManager::endActivity()
{
    job_.clear();
    const bool hadFocus = cancel_->hasFocus();
    bar_->hide();
    cancel_->hide();
    updateButtons();
    if (hadFocus)
        table_->setFocus();
}

void ModelManager::measure()
{
    const QString name = currentModel(), key = speedKey(*table_->currentEntry());
    const auto work = [models = &models_, name](const JobContext &context) -> Result<MeasuredSpeed> {
        auto loaded = models->load(name.toStdString(), {}, {}, {});
        if (!loaded)
            return loaded.error();
        const auto speed = model::facesPerSecond(**loaded, kMeasureBatch, kMeasureSeconds, context);
        if (!speed)
            return speed.error();
        return MeasuredSpeed{*speed, (*loaded)->device()};
    };
    const auto done = [this, name, key](const Result<MeasuredSpeed> &result) {
        endActivity();
        if (!result) {
            const bool cancelled = result.error().code == Errc::Cancelled;
            showNote(cancelled ? tr("Measuring was cancelled.") : errorText(result.error()), !cancelled);
            return;
        }
        const QString device = QString::fromStdString(result->device);
        settings_.setModelSpeed(key, {result->facesPerSecond, device});
        table_->rows().setSpeed(name, result->facesPerSecond, device);
        showNote(tr("%1: %2 faces a second, %3 at a time, %4")
                     .arg(name, QLocale().toString(result->facesPerSecond, 'f', 1))
                     .arg(kMeasureBatch)
                     .arg(deviceText(device)));
    };
    begin(jobs_.run<MeasuredSpeed>(JobRunner::Pool::Inference, tr("Measuring"), work, this, done),
          tr("Measuring %1…").arg(name));
}

void ModelManager::preview()
{
    const PreviewFace face = face_();
    const QString name = currentModel();
    if (!face) {
        updateButtons();
        return;
    }
    const auto load = [models = &models_, name, scheme = face.dataset->schemeId] {
        return models->load(name.toStdString(), {}, scheme, {});
    };
    const auto done = [this, name](const Result<PreviewResult> &result) {
        endActivity();
        if (!result) {
            const bool cancelled = result.error().code == Errc::Cancelled;
            picture_->showMessage(cancelled ? tr("The preview was cancelled.") : errorText(result.error()));
            showNote({});
            return;
        }
        if (name == currentModel())
            picture_->showResult(*result);
        showNote(tr("%1 · %2 · %3 ms")
                     .arg(name, deviceText(result->device), QLocale().toString(result->milliseconds, 'f', 1)));
    };
    begin(jobs_.run<PreviewResult>(
              JobRunner::Pool::Inference, tr("Preview"),
              [load, face](const JobContext &context) { return previewFace(load, face, context); }, this, done),
          tr("%1 looks at the face…").arg(name));
    picture_->showMessage(tr("Predicting…"));
}

} // namespace fiducial::ui
