#include "core/pipeline/point_array.h"
#include "ui/canvas/landmark_canvas.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/document/wording.h"
#include "ui/imaging/qimage_convert.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/face_presenter.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/model_tools.h"
#include "ui/main_window/prefill.h"
#include "ui/main_window/run_menu.h"
#include "ui/main_window/session.h"
#include "ui/main_window/status_line.h"
#include "ui/panels/browser_panel.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/welcome_page.h"
#include "ui/settings/app_settings.h"
#include "ui/theme/icon_factory.h"
#include "ui/theme/marks.h"
#include "ui/theme/theme_controller.h"
#include "ui/theme/translated.h"

#include <QActionGroup>
#include <QCursor>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QStackedWidget>
#include <QToolBar>
#include <QToolButton>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
struct Switch {
    QAction *action;
    QString key; ///< of the settings
    bool on;     ///< by default
};

} // namespace

void MainWindow::buildMenus()
{
    actions_->fill(*menuBar());
    auto *boxes = new QActionGroup(this);
    boxes->addAction(actions_->boxesAnnotated);
    boxes->addAction(actions_->boxesDetector);
    (services_.settings.boxes() == u"detector"_s ? actions_->boxesDetector : actions_->boxesAnnotated)
        ->setChecked(true);

    buildThemeMenu();
    buildMarkMenus();
    updateRecentMenu();
    updateNormaliserMenu();
}

void MainWindow::buildToolBar()
{
    toolBar_ = addToolBar(QString());
    translated(toolBar_, [this] { toolBar_->setWindowTitle(tr("Tools")); });
    toolBar_->setObjectName(u"tools"_s);
    toolBar_->setMovable(false);
    toolBar_->setIconSize(QSize(measures::kIconSize, measures::kIconSize));
    toolBar_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    toolBar_->addAction(actions_->openFolder);
    toolBar_->addAction(actions_->exportAs);
    toolBar_->addSeparator();
    auto *prefillButton = new QToolButton(toolBar_);
    prefillButton->setDefaultAction(actions_->prefillFace);
    prefillButton->setIcon(themedIcon(u"prefill"_s, IconRole::OnAccent));
    prefillButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    prefillButton->setPopupMode(QToolButton::MenuButtonPopup);
    auto *menu = new QMenu(prefillButton);
    menu->addActions({actions_->prefillFace, actions_->prefillSelected, actions_->prefillAll});
    menu->addSeparator();
    menu->addActions({actions_->chooseModel, actions_->manageModels});
    menu->addSeparator();
    menu->addActions(
        {actions_->boxesAnnotated, actions_->boxesDetector, actions_->flipAverage, actions_->jitterSpread});
    prefillButton->setMenu(menu);
    markPrimary(prefillButton);
    toolBar_->addWidget(prefillButton);
    toolBar_->addAction(actions_->useFace);
    toolBar_->addSeparator();
    toolBar_->addActions({actions_->undo, actions_->redo});
    for (QAction *action : {actions_->undo, actions_->redo, actions_->loupe})
        action->setPriority(QAction::LowPriority); // icon alone
    toolBar_->addAction(actions_->loupe);
    toolBar_->addSeparator();
    toolBar_->addActions({actions_->groundTruth, actions_->prediction, actions_->mine, actions_->errors});
    const QList<QAction *> menus = actions_->opacityMenu()->actions();
    QAction *const layers[] = {actions_->groundTruth, actions_->prediction, actions_->mine};
    for (int i = 0; i < menus.size(); ++i) {
        QWidget *button = toolBar_->widgetForAction(layers[i]);
        button->setContextMenuPolicy(Qt::CustomContextMenu);
        connect(button, &QWidget::customContextMenuRequested, this,
                [menu = menus[i]->menu(), button](QPoint at) { menu->popup(button->mapToGlobal(at)); });
    }
    auto *space = new QWidget(toolBar_);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    toolBar_->addWidget(space);
    toolBar_->addAction(actions_->palette);
}

void MainWindow::connectSession()
{
    connect(session_, &Session::opening, this, [this](const QString &name) {
        centre_->setCurrentIndex(0);
        welcome_->setBusy(name);
    });
    connect(session_, &Session::opened, this, &MainWindow::opened);
    connect(session_, &Session::failed, this, [this](const QString &title, const QString &sentence) {
        welcome_->setBusy({});
        if (!document_.isOpen()) {
            browserDock_->hide();
            inspectorDock_->hide();
        }
        showProblem(title, sentence);
    });
    connect(session_, &Session::locateNeeded, this, [this](const QString &project, const QString &sentence) {
        welcome_->setBusy({});
        const auto answer =
            QMessageBox::question(this, tr("Locate folder"), sentence, QMessageBox::Open | QMessageBox::Cancel);
        if (answer != QMessageBox::Open)
            return;
        const QString folder =
            QFileDialog::getExistingDirectory(this, tr("Locate the data set"), services_.settings.lastFolder());
        if (!folder.isEmpty())
            session_->locate(project, folder);
    });
    connect(session_, &Session::exported, status_, &StatusLine::showMessage);
    connect(session_, &Session::imported, status_, &StatusLine::showMessage);
    connect(session_, &Session::saved, this,
            [this](const QString &path) { status_->showMessage(tr("Project copied to %1").arg(path)); });
    connect(session_, &Session::issuesFound, this, [this](const std::vector<Issue> &issues) { issues_.add(issues); });

    connect(prefill_, &Prefill::started, this, &MainWindow::updateActions);
    connect(prefill_, &Prefill::failed, this, [this](const QString &problem, bool cardNeeded) {
        showProblem(tr("Pre-fill"), problem);
        if (cardNeeded && QFileInfo::exists(services_.settings.model()))
            tools_->add(services_.settings.model());
    });
    connect(prefill_, &Prefill::finished, this,
            [this](int predicted, int missing, bool cancelled, const std::vector<Issue> &issues) {
                issues_.add(issues);
                QString sentence = tr("%n face(s) predicted", nullptr, predicted);
                if (missing > 0)
                    sentence += u", "_s + tr("%n missing", nullptr, missing);
                if (cancelled)
                    sentence += u", "_s + tr("then cancelled");
                status_->showMessage(sentence);
            });
    connect(prefill_, &Prefill::modelReady, this, &MainWindow::showModel);
    const auto saving = [this] {
        const SaveQueue &queue = document_.saveQueue();
        status_->showSaving(queue.state(), queue.pending(), sentenceText(queue.problem()));
    };
    connect(&document_.saveQueue(), &SaveQueue::stateChanged, this, saving);
    connectUnsaved();
}

/// Says that edits cannot be written, and no longer than that is true.
void MainWindow::connectUnsaved()
{
    connect(&document_.saveQueue(), &SaveQueue::failed, this, [this](const QString &problem) {
        showProblem(tr("Edits are not saved"), problem);
        unsavedProblem_ = problemText_->text();
    });
    connect(&document_.saveQueue(), &SaveQueue::stateChanged, this, [this](SaveQueue::State state) {
        if (state == SaveQueue::State::Saved && problemText_->text() == unsavedProblem_)
            problemBar_->hide();
    });
}

void MainWindow::showModel(const Run &header, double milliseconds)
{
    QStringList names{QString::fromStdString(header.modelName), QString::fromStdString(header.device)};
    const LandmarkScheme *from = findScheme(header.schemeId), *to = document_.scheme();
    const bool mapped = from && to && from != to;
    status_->showModel([names, mapped, counts = std::pair{mapped ? from->count : 0, mapped ? to->count : 0},
                        flip = header.views.flip, milliseconds] {
        QStringList parts{names[0]};
        if (mapped)
            parts += tr("%1 → %2 points").arg(counts.first).arg(counts.second);
        if (flip)
            parts += tr("mirror averaged");
        parts += {deviceText(names[1]), tr("%1 ms a face").arg(QLocale().toString(milliseconds, 'f', 1))};
        return parts.join(u" · "_s);
    });
}

void MainWindow::connectFaces()
{
    connect(browser_, &BrowserPanel::faceChosen, this, &MainWindow::showFace);
    connect(browser_, &BrowserPanel::faceActivated, this, [this](int face) {
        showFace(face);
        canvas_->setFocus();
    });
    connect(presenter_, &FacePresenter::currentFaceChanged, this, [this](int face) {
        if (face >= 0 && face != browser_->currentFace())
            showFace(face); // another face of the picture was clicked
    });
    connect(presenter_, &FacePresenter::preview, this, [this](const LandmarkSet &set) {
        landmarks_.showPreview(set);
        inspector_->showPreview(set);
    });
    connect(presenter_, &FacePresenter::previewEnded, this, [this] {
        landmarks_.endPreview();
        inspector_->endPreview();
    });
    connect(canvas_, &LandmarkCanvas::selectionChanged, inspector_, &InspectorPanel::setSelectedLandmarks);
    connect(canvas_, &LandmarkCanvas::selectionChanged, this, &MainWindow::updateActions);
    connect(inspector_, &InspectorPanel::landmarksSelected, this, [this](const std::vector<int> &landmarks) {
        canvas_->setSelection(landmarks);
        if (!landmarks.empty())
            canvas_->ensureVisible(landmarks.front());
    });
    connect(inspector_, &InspectorPanel::landmarkHovered, canvas_, &LandmarkCanvas::setHovered);
    connect(inspector_, &InspectorPanel::faceRequested, this, &MainWindow::showFace);
    connect(inspector_, &InspectorPanel::acceptRequested, actions_->accept, &QAction::trigger);
    connect(canvas_, &LandmarkCanvas::cursorMoved, status_, &StatusLine::showCursor);
    connect(canvas_, &LandmarkCanvas::viewChanged, status_, &StatusLine::showZoom);
    connect(welcome_, &WelcomePage::openFolderRequested, actions_->openFolder, &QAction::trigger);
    connect(welcome_, &WelcomePage::openFileRequested, actions_->openFile, &QAction::trigger);
    connect(welcome_, &WelcomePage::openSamplesRequested, actions_->openSamples, &QAction::trigger);
    connect(welcome_, &WelcomePage::openRequested, this, [this](const QString &path) { open(path); });
}

void MainWindow::connectFileActions()
{
    connect(actions_->openFolder, &QAction::triggered, this, [this] {
        const QString folder =
            QFileDialog::getExistingDirectory(this, tr("Open folder"), services_.settings.lastFolder());
        if (folder.isEmpty())
            return;
        services_.settings.setLastFolder(folder);
        open(folder);
    });
    connect(actions_->openFile, &QAction::triggered, this, [this] {
        const QString filter =
            tr("Annotations and projects (*.txt *.pts *.json *.csv *.tsv *.xml *.fiducial);;All files (*)");
        const QString file =
            QFileDialog::getOpenFileName(this, tr("Open file"), services_.settings.lastFolder(), filter);
        if (file.isEmpty())
            return;
        services_.settings.setLastFolder(QFileInfo(file).path());
        open(file);
    });
    connect(actions_->openSamples, &QAction::triggered, this, [this] { open(toQString(services_.samples), true); });
    actions_->openSamples->setEnabled(std::filesystem::exists(services_.samples));
    connect(actions_->locate, &QAction::triggered, this, [this] {
        const QString project = document_.isOpen()
                                    ? toQString(document_.projectFile())
                                    : QFileDialog::getOpenFileName(this, tr("Project"), services_.settings.lastFolder(),
                                                                   tr("Projects (*.fiducial)"));
        if (project.isEmpty())
            return;
        const QString folder =
            QFileDialog::getExistingDirectory(this, tr("Locate the data set"), services_.settings.lastFolder());
        if (folder.isEmpty() || !document_.close())
            return;
        session_->locate(project, folder);
    });
    connect(actions_->saveProjectAs, &QAction::triggered, this, [this] {
        const QString name = QString::fromStdString(document_.dataset().name) + u".fiducial"_s;
        const QString path = QFileDialog::getSaveFileName(
            this, tr("Save project as"), services_.settings.lastFolder() + u'/' + name, tr("Projects (*.fiducial)"));
        if (!path.isEmpty())
            session_->saveCopy(path);
    });
    connect(actions_->importRun, &QAction::triggered, this, &MainWindow::importDialog);
    connect(actions_->exportAs, &QAction::triggered, this, &MainWindow::exportDialog);
    connect(actions_->exportAgain, &QAction::triggered, this, [this] {
        if (!session_->exportAgain())
            exportDialog();
    });
    connect(actions_->closeProject, &QAction::triggered, this, [this] { document_.close(); });
    connect(actions_->quit, &QAction::triggered, this, &QWidget::close);
    connect(actions_->undo, &QAction::triggered, document_.undoStack(), &QUndoStack::undo);
    connect(actions_->redo, &QAction::triggered, document_.undoStack(), &QUndoStack::redo);
    connect(document_.undoStack(), &QUndoStack::indexChanged, this, &MainWindow::updateActions);
    connect(actions_->selectAll, &QAction::triggered, canvas_, &LandmarkCanvas::selectAll);
    connect(actions_->revertFace, &QAction::triggered, this,
            [this] { document_.revertToOriginal(presenter_->currentFace()); });
}

void MainWindow::connectViewActions()
{
    connect(actions_->fitFace, &QAction::triggered, canvas_, &LandmarkCanvas::fitFace);
    connect(actions_->fitImage, &QAction::triggered, canvas_, &LandmarkCanvas::fitImage);
    connect(actions_->actualSize, &QAction::triggered, this, [this] { canvas_->zoomTo(100); });
    connect(actions_->zoomIn, &QAction::triggered, this, [this] { canvas_->zoomBy(1.25); });
    connect(actions_->zoomOut, &QAction::triggered, this, [this] { canvas_->zoomBy(0.8); });
    const std::vector<Switch> switches = {{actions_->groundTruth, u"view/ground_truth"_s, true},
                                          {actions_->prediction, u"view/prediction"_s, true},
                                          {actions_->mine, u"view/mine"_s, true},
                                          {actions_->ellipses, u"view/ellipses"_s, false},
                                          {actions_->errors, u"view/errors"_s, true},
                                          {actions_->failures, u"view/failures"_s, true},
                                          {actions_->contours, u"view/contours"_s, true},
                                          {actions_->indices, u"view/indices"_s, false},
                                          {actions_->names, u"view/names"_s, false}};
    for (const Switch &s : switches) {
        s.action->setChecked(services_.settings.flag(s.key, s.on));
        connect(s.action, &QAction::toggled, this, [this, s](bool on) {
            services_.settings.setFlag(s.key, on);
            if (on && s.action == actions_->indices)
                actions_->names->setChecked(false);
            if (on && s.action == actions_->names)
                actions_->indices->setChecked(false);
            updateOverlay();
        });
    }
    connect(actions_->hideOverlays, &QAction::toggled, canvas_, &LandmarkCanvas::setOverlaysHidden);
    connect(actions_->loupe, &QAction::toggled, canvas_, &LandmarkCanvas::setLoupeVisible);
    connect(canvas_, &LandmarkCanvas::loupeToggled, actions_->loupe, &QAction::setChecked);
    connect(actions_->fullScreen, &QAction::toggled, this, [this](bool alone) {
        showLaboratory(!alone && actions_->laboratory->isChecked());
        for (QWidget *panel : {static_cast<QWidget *>(browserDock_), static_cast<QWidget *>(inspectorDock_),
                               static_cast<QWidget *>(toolBar_)})
            panel->setVisible(!alone && (panel == toolBar_ || document_.isOpen()));
        setWindowState(alone ? windowState() | Qt::WindowFullScreen : windowState() & ~Qt::WindowFullScreen);
    });
    connect(&services_.theme, &ThemeController::themeChanged, this, &MainWindow::updateOverlay);
}

void MainWindow::updateOverlay()
{
    OverlayOptions options;
    options.markSize = services_.settings.markSize();
    options.contours = actions_->contours->isChecked();
    options.errors = actions_->errors->isChecked();
    options.errorMagnification = errorMagnification();
    options.failures = actions_->failures->isChecked();
    browser_->setFailuresShown(options.failures);
    options.ellipses = actions_->ellipses->isChecked();
    options.labels = actions_->indices->isChecked() ? LabelMode::Indices
                     : actions_->names->isChecked() ? LabelMode::Names
                                                    : LabelMode::Off;
    options.accent = services_.theme.palette().accent;
    canvas_->setOptions(options);
    presenter_->setLayerVisible(LayerKind::GroundTruth, actions_->groundTruth->isChecked());
    presenter_->setLayerVisible(LayerKind::Run, actions_->prediction->isChecked());
    presenter_->setLayerVisible(LayerKind::Mine, actions_->mine->isChecked());
    for (const LayerKind kind : {LayerKind::GroundTruth, LayerKind::Run, LayerKind::Mine})
        presenter_->setLayerOpacity(kind, services_.settings.layerOpacity(layerKey(kind)));
}

void MainWindow::connectWorkActions()
{
    connect(actions_->nextFace, &QAction::triggered, this, [this] { step(1); });
    connect(actions_->previousFace, &QAction::triggered, this, [this] { step(-1); });
    connect(actions_->cycleVisibility, &QAction::triggered, canvas_, &LandmarkCanvas::cycleVisibility);
    connect(actions_->prefillFace, &QAction::triggered, this, [this] { startPrefill({presenter_->currentFace()}); });
    connect(actions_->prefillSelected, &QAction::triggered, this, [this] { startPrefill(browser_->selectedFaces()); });
    connect(actions_->prefillAll, &QAction::triggered, this, [this] { startPrefill(faces_.faces()); });
    connect(actions_->chooseModel, &QAction::triggered, tools_, &ModelTools::choose);
    connect(actions_->manageModels, &QAction::triggered, tools_, &ModelTools::showManager);
    connect(actions_->train, &QAction::triggered, tools_, &ModelTools::showTraining);
    connect(tools_, &ModelTools::message, status_, &StatusLine::showMessage);
    connect(tools_, &ModelTools::trainingActivity, this,
            [this](const QString &text) { status_->showTask(text, tr("Show the training window")); });
    connect(status_, &StatusLine::taskClicked, tools_, &ModelTools::showTraining);
    connect(tools_, &ModelTools::problem, this, &MainWindow::showProblem);
    for (QAction *action : {actions_->boxesAnnotated, actions_->boxesDetector})
        connect(action, &QAction::triggered, this, [this] {
            services_.settings.setBoxes(actions_->boxesDetector->isChecked() ? u"detector"_s : u"annotated"_s);
        });
    for (const auto &[action, key] :
         {std::pair{actions_->flipAverage, u"model/flip"_s}, std::pair{actions_->jitterSpread, u"model/jitter"_s}}) {
        action->setChecked(services_.settings.flag(key, false));
        connect(action, &QAction::toggled, this, [this, key = key](bool on) { services_.settings.setFlag(key, on); });
    }
    connect(actions_->useFace, &QAction::triggered, this,
            [this] { presenter_->usePrediction(FacePresenter::Scope::Face); });
    connect(actions_->useContours, &QAction::triggered, this,
            [this] { presenter_->usePrediction(FacePresenter::Scope::Contours); });
    connect(actions_->usePoints, &QAction::triggered, this,
            [this] { presenter_->usePrediction(FacePresenter::Scope::Points); });
    connect(actions_->accept, &QAction::triggered, this, [this] { review(ReviewState::Accepted, true); });
    connect(actions_->needsWork, &QAction::triggered, this, [this] { review(ReviewState::NeedsWork, true); });
    connect(actions_->reject, &QAction::triggered, this, [this] { review(ReviewState::Rejected, true); });
}

void MainWindow::startPrefill(const std::vector<int> &faces)
{
    if (!document_.isOpen() || document_.facesPending() || faces.empty() || faces.front() < 0)
        return;
    if (prefill_->isRunning()) {
        status_->showMessage(tr("A pre-fill is running; cancel it first."));
        return;
    }
    PrefillRequest request;
    request.model = tools_->modelName();
    request.faces = faces;
    std::erase_if(request.faces, [this](int face) { return !document_.exists(face); });
    constexpr int kJitters = 8;
    request.views = {actions_->flipAverage->isChecked(), actions_->jitterSpread->isChecked() ? kJitters : 0};
    request.boxes = actions_->boxesDetector->isChecked() ? BoxSource::Detector : BoxSource::Annotated;
    prefill_->start(request);
}

void MainWindow::importDialog()
{
    const QString file = QFileDialog::getOpenFileName(
        this, tr("Import predictions"), services_.settings.lastFolder(),
        tr("Predictions (*.safetensors *.json *.csv *.npy *.txt *.tsv *.xml)") + u";;"_s + tr("All files (*)"));
    if (file.isEmpty())
        return;
    QString order;
    if (const std::filesystem::path list = toPath(file).replace_extension(".txt");
        pipeline::isPointArray(toPath(file)) && !std::filesystem::exists(list)) {
        order = QFileDialog::getOpenFileName(this, tr("Which face is each row? An annotation file or a list of images"),
                                             QFileInfo(file).path());
        if (order.isEmpty())
            return;
    }
    session_->importRun(file, order);
}

void MainWindow::exportDialog()
{
    if (!document_.isOpen())
        return;
    ExportDialog dialog(services_.formats, document_, faces_.faces(), browser_->selectedFaces(), services_.settings,
                        this);
    if (dialog.exec() == QDialog::Accepted)
        session_->exportDataset(dialog.request(), dialog.excludedSentence());
}

void MainWindow::updateRecentMenu()
{
    QMenu *menu = actions_->recentMenu();
    menu->clear();
    for (const QString &path : services_.settings.recent()) {
        QAction *action = menu->addAction(path);
        action->setEnabled(QFileInfo::exists(path));
        connect(action, &QAction::triggered, this, [this, path] { open(path); });
    }
    menu->setEnabled(!menu->isEmpty());
}

void MainWindow::updateNormaliserMenu()
{
    QMenu *menu = actions_->normaliserMenu();
    menu->clear();
    menu->setEnabled(document_.isOpen());
    auto *group = new QActionGroup(menu);
    for (int i = 0; i < metrics::kNormaliserCount; ++i) {
        const auto normaliser = static_cast<metrics::Normaliser>(i);
        QAction *action = menu->addAction(normaliserName(normaliser));
        action->setCheckable(true);
        action->setChecked(document_.normaliser() == normaliser);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, normaliser] { document_.setNormaliser(normaliser); });
    }
}

} // namespace fiducial::ui
