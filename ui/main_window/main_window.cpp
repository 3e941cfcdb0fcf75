#include "ui/main_window/main_window.h"

#include "ui/canvas/landmark_canvas.h"
#include "ui/document/wording.h"
#include "ui/imaging/qimage_convert.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/face_presenter.h"
#include "ui/main_window/model_tools.h"
#include "ui/main_window/prefill.h"
#include "ui/main_window/session.h"
#include "ui/main_window/status_line.h"
#include "ui/panels/browser_panel.h"
#include "ui/panels/history_view.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/laboratory_panel.h"
#include "ui/panels/welcome_page.h"
#include "ui/settings/app_settings.h"
#include "ui/theme/icon_factory.h"
#include "ui/theme/marks.h"
#include "ui/theme/theme_controller.h"
#include "ui/theme/translated.h"

#include <QCloseEvent>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QScreen>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kThumbnailEdge = 208; ///< 104 logical pixels stay sharp at 2x
constexpr std::uint64_t kThumbnailCacheBytes = std::uint64_t{512} << 20;
constexpr int kBrowserWidth = 276;
constexpr int kInspectorWidth = 324;
constexpr int kNeighbours = 3;

QDockWidget *makeDock(const QString &name, QWidget *content, Qt::DockWidgetArea area, QMainWindow *window)
{
    auto *dock = new QDockWidget(window);
    dock->setObjectName(name);
    dock->setTitleBarWidget(new QWidget(dock));
    dock->setFeatures(QDockWidget::DockWidgetClosable);
    dock->setWidget(content);
    window->addDockWidget(area, dock);
    return dock;
}
} // namespace

MainWindow::MainWindow(const MainWindowServices &services, QWidget *parent)
    : QMainWindow(parent),
      services_(services),
      models_(services_.models),
      thumbnails_(DiskCache(services.cache / "thumbnails", kThumbnailCacheBytes), kThumbnailEdge),
      faces_(document_, thumbnails_),
      landmarks_(document_),
      issues_(document_)
{
    setAcceptDrops(true);
    document_.setAuthor(services_.settings.author().toStdString());
    actions_ = new Actions(this);
    session_ = new Session(document_, jobs_, services_.formats, services_.userData, this);
    prefill_ = new Prefill(document_, jobs_, models_, this);
    buildPanels();
    presenter_ = new FacePresenter(document_, *canvas_, pictures_, this);
    tools_ = new ModelTools({document_, jobs_, services_.formats, services_.models, services_.settings,
                             services_.userData, [this] { return presenter_->currentFace(); }},
                            this);
    buildMenus();
    buildToolBar();
    connectSession();
    connectFaces();
    connectFileActions();
    connectViewActions();
    connectWorkActions();
    connectLaboratory();
    connectCompare();
    connectReview();
    connectTools();
    connectFaceEdits();
    connectReports();
    connectHeat();
    connectComfort();
    connect(&document_, &ProjectDocument::changed, this, &MainWindow::documentChanged);
    restoreLayout();
    updateOverlay();
    updateActions();
    updateTitle();
    if (const QString problem = services_.settings.problem(); !problem.isEmpty())
        showProblem(tr("Settings"), problem);
}

MainWindow::~MainWindow()
{
    // Jobs refer to what is destroyed before jobs_.
    jobs_.cancelAll();
    jobs_.waitForDone();
    disconnect(&document_, nullptr, nullptr, nullptr);
    document_.close();
}

void MainWindow::buildPanels()
{
    centre_ = new QStackedWidget(this);
    welcome_ = new WelcomePage(services_.settings, centre_);
    auto *work = new QWidget(centre_);
    auto *column = new QVBoxLayout(work);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    problemBar_ = new QWidget(this);
    problemText_ = new QLabel(problemBar_);
    problemText_->setWordWrap(true);
    problemText_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *close = new QToolButton(problemBar_);
    close->setIcon(themedIcon(u"close"_s, IconRole::Muted));
    translated(close, [close] { close->setAccessibleName(tr("Close")); });
    markFlat(close);
    auto *bar = new QHBoxLayout(problemBar_);
    bar->setContentsMargins(measures::kPanelMargin, 6, 6, 6);
    auto *icon = new QLabel(problemBar_);
    icon->setPixmap(themedIcon(u"warning"_s, IconRole::Bad).pixmap(measures::kIconSize));
    bar->addWidget(icon);
    bar->addWidget(problemText_, 1);
    bar->addWidget(close);
    markPanel(problemBar_);
    problemBar_->hide();
    connect(close, &QToolButton::clicked, problemBar_, &QWidget::hide);
    canvas_ = new LandmarkCanvas(work);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(makeToolStrip(work));
    row->addWidget(canvas_, 1);
    column->addLayout(row, 1);
    centre_->addWidget(welcome_);
    centre_->addWidget(work);
    auto *holder = new QWidget(this);
    auto *holderLayout = new QVBoxLayout(holder);
    holderLayout->setContentsMargins(0, 0, 0, 0);
    holderLayout->setSpacing(0);
    holderLayout->addWidget(problemBar_);
    holderLayout->addWidget(centre_, 1);
    setCentralWidget(holder);

    browser_ = new BrowserPanel(document_, faces_, this);
    queue_ = new ReviewQueue(document_, this);
    inspector_ = new InspectorPanel(document_, landmarks_, issues_, *queue_, this);
    browserDock_ = makeDock(u"browser"_s, browser_, Qt::LeftDockWidgetArea, this);
    inspectorDock_ = makeDock(u"inspector"_s, inspector_, Qt::RightDockWidgetArea, this);
    laboratory_ = new LaboratoryPanel(document_, jobs_, services_.settings, this);
    laboratoryDock_ = makeDock(u"laboratory"_s, laboratory_, Qt::BottomDockWidgetArea, this);
    laboratoryDock_->hide();
    resizeDocks({browserDock_, inspectorDock_}, {kBrowserWidth, kInspectorWidth}, Qt::Horizontal);
    placeCorners();

    status_ = new StatusLine(jobs_, this);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(status_, 1);
}

void MainWindow::restoreLayout()
{
    resize(1440, 900);
    if (const QByteArray geometry = services_.settings.windowGeometry(); !geometry.isEmpty())
        restoreGeometry(geometry);
    bringOnScreen();
    if (const QByteArray state = services_.settings.windowState(); !state.isEmpty())
        restoreState(state);
    if (isRightToLeft() != (dockWidgetArea(browserDock_) == Qt::RightDockWidgetArea))
        placeDocks();
    placeCorners(); // the state has those of the width it was saved at
    browserDock_->setVisible(document_.isOpen());
    inspectorDock_->setVisible(document_.isOpen());
    historyDock_->setVisible(actions_->history->isChecked() && document_.isOpen());
    showLaboratory(actions_->laboratory->isChecked());
}

/// Docks do not change sides with the direction of reading by themselves.
void MainWindow::placeDocks()
{
    const QList<int> widths{browserDock_->width(), inspectorDock_->width()};
    const auto begin = isRightToLeft() ? Qt::RightDockWidgetArea : Qt::LeftDockWidgetArea;
    const auto end = isRightToLeft() ? Qt::LeftDockWidgetArea : Qt::RightDockWidgetArea;
    addDockWidget(begin, browserDock_);
    addDockWidget(end, inspectorDock_);
    addDockWidget(end, historyDock_);
    resizeDocks({browserDock_, inspectorDock_}, widths, Qt::Horizontal);
}

/// Screens may have gone or shrunk since the window was closed: Qt leaves a window that only a corner of is visible.
void MainWindow::bringOnScreen()
{
    const QScreen *at = QGuiApplication::screenAt(geometry().center());
    constexpr QSize kFrame(8, 32); // not known before the window is shown
    const QRect room = (at ? at : QGuiApplication::primaryScreen())->availableGeometry();
    if (room.contains(geometry()) || windowState() != Qt::WindowNoState)
        return;
    resize(size().boundedTo(room.size() - kFrame));
    const QSize whole = size() + kFrame;
    move(std::clamp(x(), room.left(), std::max(room.left(), room.right() + 1 - whole.width())),
         std::clamp(y(), room.top(), std::max(room.top(), room.bottom() + 1 - whole.height())));
}

void MainWindow::open(const QString &path, bool prefillFaces)
{
    prefillOnOpen_ = prefillFaces;
    session_->open(path);
}

void MainWindow::opened(const QString &path)
{
    welcome_->setBusy({});
    problemBar_->hide();
    status_->showSaving(SaveQueue::State::Saved, 0, {});
    services_.settings.addRecent(path);
    updateRecentMenu();
    thumbnails_.reset([this](int row) {
        const Face &face = document_.face(row);
        const Sample &sample = document_.dataset().sampleOf(row);
        const auto boxOf = [this](int r) {
            const Face &f = document_.face(r);
            const Rect landmarks = landmarkBox(f.truth);
            return landmarks.empty() ? f.box.value_or(Rect{}) : landmarks;
        };
        ThumbnailQueue::Source source{document_.dataset().imagePath(face.sample), boxOf(row), {}, {}};
        for (const int other : sample.faces)
            if (other != row && sample.faces.size() <= 64) {
                source.sameRows.push_back(other);
                source.sameBoxes.push_back(boxOf(other));
            }
        return source;
    });
    faces_.refresh();
    canvas_->setEditable(!document_.facesPending());
    centre_->setCurrentIndex(1);
    browserDock_->show();
    inspectorDock_->show();
    showLaboratory(actions_->laboratory->isChecked());
    const int face = document_.store()->value("current-face", {}).ok()
                         ? document_.rowOf(Uuid::parse(*document_.store()->value("current-face", {})).value_or(Uuid{}))
                         : -1;
    showFace(face >= 0 ? document_.faceToShow(face) : faces_.faces().empty() ? -1 : faces_.faceAt(0));
    canvas_->setFocus();
    const store::BindReport &bind = document_.bindReport();
    if (!bind.vanished.empty())
        showProblem(tr("Changed data set"),
                    tr("%n face(s) with edits are no longer in the data set; the project keeps them.", nullptr,
                       static_cast<int>(bind.vanished.size())));
    if (document_.faceCount() == 0)
        showProblem(tr("No faces"), tr("There are no faces in this data set; the issues list says why."));
    if (prefillOnOpen_ && !document_.facesPending()) {
        prefillOnOpen_ = false;
        startPrefill(faces_.faces());
    }
}

void MainWindow::showFace(int face)
{
    presenter_->setCurrentFace(face);
    browser_->setCurrentFace(face);
    laboratory_->setCurrentFace(face);
    const int shown = face >= 0 && document_.exists(face) ? face : -1;
    inspector_->setFace(shown);
    history_->setFace(face);
    queue_->visit(face);
    landmarks_.setFace(shown);
    if (face >= 0) {
        std::vector<int> neighbours;
        for (int step = 1; step <= kNeighbours; ++step)
            for (const int signedStep : {step, -step})
                if (const int next = browser_->faceFromCurrent(signedStep); next >= 0 && signedStep >= -1)
                    neighbours.push_back(next);
        presenter_->prefetch(neighbours);
    }
    updateActions();
}

void MainWindow::step(int by)
{
    if (const int face = browser_->faceFromCurrent(by); face >= 0)
        showFace(face);
}

void MainWindow::documentChanged(const ChangeEvent &event)
{
    if (std::holds_alternative<DatasetReset>(event)) {
        if (!document_.isOpen()) {
            status_->clear();
            thumbnails_.reset({});
            landmarks_.setFace(-1);
            inspector_->setFace(-1);
            browser_->setCurrentFace(-1);
            if (!session_->isOpening()) {
                centre_->setCurrentIndex(0);
                browserDock_->hide();
                inspectorDock_->hide();
                showLaboratory(false);
                welcome_->refresh();
            }
        }
        updateTitle();
        updateNormaliserMenu();
    }
    updateActions();
}

void MainWindow::updateActions()
{
    const int face = presenter_->currentFace();
    const bool hasPicture = face >= 0 && !document_.facesPending();
    const bool hasFace = hasPicture && document_.exists(face);
    const int run = document_.activeRun();
    const auto inRun = [&](int row) {
        const Prediction *prediction = document_.prediction(row, run);
        return prediction && !prediction->missing;
    };
    actions_->setAvailable(
        {document_.isOpen(), hasPicture, hasFace, hasFace && document_.prediction(face, run) != nullptr,
         hasFace && !document_.state(face).mine.empty(), hasPicture && document_.isPictureChanged(face),
         hasPicture && std::ranges::any_of(document_.dataset().sampleOf(face).faces, inRun)});
    actions_->undo->setEnabled(document_.undoStack()->canUndo());
    actions_->redo->setEnabled(document_.undoStack()->canRedo());
}

void MainWindow::updateTitle()
{
    setWindowTitle(document_.isOpen() ? tr("%1 – Fiducial").arg(QString::fromStdString(document_.dataset().name))
                                      : tr("Fiducial"));
}

void MainWindow::showProblem(const QString &title, const QString &sentence)
{
    problemText_->setText(u"<b>%1</b> – %2"_s.arg(title.toHtmlEscaped(), sentence.toHtmlEscaped()));
    problemBar_->show();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (canvas_->isDragging())
        canvas_->cancelGesture();
    if (document_.isOpen() && presenter_->currentFace() >= 0 && document_.store())
        (void)document_.store()->setValue("current-face", document_.faceId(presenter_->currentFace()).toString());
    if (!document_.saveQueue().flush()) {
        const auto answer = QMessageBox::warning(
            this, tr("Edits are not saved"),
            tr("%n edit(s) could not be written: %1 Closing now loses them.", nullptr, document_.saveQueue().pending())
                .arg(sentenceText(document_.saveQueue().problem())),
            QMessageBox::Cancel | QMessageBox::Discard, QMessageBox::Cancel);
        if (answer != QMessageBox::Discard) {
            event->ignore();
            return;
        }
    }
    fillWithLaboratory(false); // the layout that is kept is that of the docks
    services_.settings.setWindow(saveGeometry(), document_.isOpen() ? saveState() : services_.settings.windowState());
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const auto urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.front().isLocalFile())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const QString path = event->mimeData()->urls().value(0).toLocalFile();
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == u"onnx"_s || suffix == u"pt"_s || suffix == u"safetensors"_s)
        tools_->add(path);
    else if (!path.isEmpty())
        open(path);
}

} // namespace fiducial::ui
