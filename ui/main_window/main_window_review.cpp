#include "ui/canvas/landmark_canvas.h"
#include "ui/document/edit_meter.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/face_presenter.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/status_line.h"
#include "ui/panels/browser_panel.h"
#include "ui/panels/comment_list.h"
#include "ui/panels/history_view.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/laboratory_panel.h"
#include "ui/panels/queue_view.h"
#include "ui/panels/remark_field.h"
#include "ui/panels/review_view.h"
#include "ui/theme/marks.h"

#include <QDateTime>
#include <QDockWidget>
#include <QLabel>
#include <QLocale>
#include <QStatusBar>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kHistoryHeight = 340;
} // namespace

void MainWindow::connectReview()
{
    remark_ = new RemarkField(canvas_);
    reviewed_ = new QLabel(this);
    markMuted(reviewed_);
    reviewed_->setContentsMargins(0, 0, measures::kPanelMargin, 0);
    statusBar()->addPermanentWidget(reviewed_);
    meter_ = new EditMeter(document_, this);
    meter_->watch(canvas_);
    connect(presenter_, &FacePresenter::currentFaceChanged, this, [this](int face) {
        meter_->setFace(face);
        remark_->giveUp(); // it speaks of the face before
    });
    connect(&document_, &ProjectDocument::revealRequested, this, &MainWindow::revealEdit);
    connect(&document_, &ProjectDocument::changed, this, [this](const ChangeEvent &event) {
        const auto *faces = std::get_if<FacesChanged>(&event);
        if (std::holds_alternative<DatasetReset>(event) || (faces && (faces->review || faces->fields)))
            showReviewProgress();
    });
    connect(actions_->exclude, &QAction::triggered, this, &MainWindow::exclude);
    connect(actions_->comment, &QAction::triggered, this, &MainWindow::comment);
    connect(inspector_, &InspectorPanel::reviewRequested, this, [this](ReviewState state) {
        if (state == ReviewState::Excluded)
            exclude();
        else
            review(state, false);
    });
    CommentList *comments = inspector_->reviewView()->comments();
    connect(comments, &CommentList::addRequested, this, &MainWindow::comment);
    connect(comments, &CommentList::pointChosen, this, [this](int point) {
        canvas_->setSelection(point < 0 ? std::vector<int>{} : std::vector<int>{point});
        if (point >= 0)
            canvas_->ensureVisible(point);
        else
            canvas_->fitFace();
    });
    connectQueue();
    connectHistory();
    showReviewProgress();
}

void MainWindow::connectQueue()
{
    QueueView *view = inspector_->reviewView()->queueView();
    connect(view, &QueueView::startRequested, this, &MainWindow::startQueue);
    connect(view, &QueueView::stepRequested, this, &MainWindow::stepQueue);
    connect(actions_->queueNext, &QAction::triggered, this, [this] { stepQueue(1); });
    connect(canvas_, &LandmarkCanvas::spaceTapped, this, [this] { stepQueue(1); });
    connect(queue_, &ReviewQueue::changed, this, &MainWindow::showReviewProgress);
}

void MainWindow::connectHistory()
{
    history_ = new HistoryView(document_, this);
    historyDock_ = new QDockWidget(this);
    historyDock_->setObjectName(u"history"_s);
    historyDock_->setTitleBarWidget(new QWidget(historyDock_));
    historyDock_->setFeatures(QDockWidget::DockWidgetClosable);
    historyDock_->setWidget(history_);
    addDockWidget(Qt::RightDockWidgetArea, historyDock_);
    historyDock_->hide();
    connect(actions_->history, &QAction::toggled, this, [this](bool on) {
        historyDock_->setVisible(on && document_.isOpen());
        if (on)
            resizeDocks({historyDock_}, {kHistoryHeight}, Qt::Vertical);
        else
            history_->endPreview();
    });
    connect(&document_, &ProjectDocument::changed, this, [this](const ChangeEvent &event) {
        if (std::holds_alternative<DatasetReset>(event))
            historyDock_->setVisible(actions_->history->isChecked() && document_.isOpen());
    });
    connect(actions_->fullScreen, &QAction::toggled, this, [this](bool alone) {
        historyDock_->setVisible(!alone && actions_->history->isChecked() && document_.isOpen());
    });
    connect(history_, &HistoryView::closeRequested, this, [this] { actions_->history->setChecked(false); });
    connect(canvas_, &LandmarkCanvas::selectionChanged, history_, &HistoryView::setSelectedLandmarks);
    connect(history_, &HistoryView::previewRequested, this,
            [this](int face, const LandmarkSet &set, const std::vector<int> &changed) {
                if (face != presenter_->currentFace()) {
                    showFace(face);
                    selectWhenShown(face, changed);
                }
                presenter_->setGhost(face, set);
            });
    connect(history_, &HistoryView::previewEnded, this, [this] { presenter_->setGhost(-1, {}); });
    connect(history_, &HistoryView::revertRequested, &document_, &ProjectDocument::revertTo);
    connect(history_, &HistoryView::revertPictureRequested, &document_, &ProjectDocument::revertPicture);
}

void MainWindow::review(ReviewState state, bool goOn)
{
    const int face = presenter_->currentFace();
    if (face < 0 || document_.facesPending())
        return;
    document_.setReview({face}, state);
    if (!goOn)
        return;
    if (queue_->contains(face))
        stepQueue(1);
    else
        step(1);
}

void MainWindow::exclude()
{
    const int face = presenter_->currentFace();
    if (face < 0 || document_.facesPending())
        return;
    remark_->ask({tr("Exclude this face"), tr("why: not a face, too blurred, twice in the set …"), tr("Exclude"), true},
                 [this, face](const QString &reason) {
                     document_.setReview({face}, ReviewState::Excluded, reason.toStdString());
                 });
}

void MainWindow::comment()
{
    const int face = presenter_->currentFace();
    if (face < 0 || document_.facesPending())
        return;
    const int point = canvas_->selection().size() == 1 ? canvas_->selection().front() : -1;
    const QString about =
        point < 0 ? tr("Comment on this face") : tr("Comment on %1").arg(canvas_->landmarkLabel(point));
    remark_->ask({about, tr("what is to be seen or done here"), tr("Comment"), false},
                 [this, face, point](const QString &text) { document_.addComment(face, point, text); });
}

void MainWindow::startQueue(QueueOrder order)
{
    switch (order) {
    case QueueOrder::Browser:
        return queueFaces(order, faces_.faces());
    case QueueOrder::Random:
        return queueFaces(order, shuffledFaces(document_.faceCount(),
                                               static_cast<std::uint64_t>(QDateTime::currentMSecsSinceEpoch())));
    case QueueOrder::WorstFirst: {
        std::vector<double> errors;
        for (int face = 0; face < document_.faceCount(); ++face)
            errors.push_back(document_.nme(face));
        return queueFaces(order, largestFirst(errors));
    }
    case QueueOrder::Laboratory:
    case QueueOrder::Disagreement:
    case QueueOrder::Suspicion:
    case QueueOrder::Implausibility:
        break;
    }
    Laboratory &laboratory = laboratory_->laboratory();
    if (!laboratory.isActive())
        laboratory.setActive(true);
    if (laboratory.isMeasuring()) {
        status_->showMessage(tr("The faces are being measured; the queue starts when that is done."));
        connect(
            &laboratory, &Laboratory::settled, this, [this, order] { startQueue(order); },
            static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
        return;
    }
    const analysis::FaceTable &table = laboratory.table();
    if (order == QueueOrder::Laboratory)
        queueFaces(order, laboratory_->tableModel().faces());
    else
        queueFaces(order, largestFirst(order == QueueOrder::Disagreement ? table.disagreement
                                       : order == QueueOrder::Suspicion  ? table.suspicion
                                                                         : table.implausibility));
    laboratory.setActive(laboratory_->isVisible());
}

void MainWindow::queueFaces(QueueOrder order, std::vector<int> faces)
{
    if (document_.facesPending())
        return;
    std::erase_if(faces, [this](int face) { return !document_.exists(face); });
    if (faces.empty()) {
        status_->showMessage(order == QueueOrder::Browser || order == QueueOrder::Laboratory
                                 ? tr("No face is listed there; clear the filter.")
                                 : tr("No face has that number yet. Pre-fill the faces with a model, or with two to "
                                      "hold against each other."));
        return;
    }
    queue_->start(order, std::move(faces));
    stepQueue(1);
}

void MainWindow::stepQueue(int step)
{
    if (!document_.isOpen() || document_.facesPending() || canvas_->isDragging())
        return;
    if (queue_->isEmpty()) {
        queueFaces(QueueOrder::Browser, faces_.faces());
        return;
    }
    // A new queue starts at its head, wherever the face on screen stands in it.
    const int from = queue_->position() < 0 ? -1 : presenter_->currentFace();
    const int face = queue_->next(step, from);
    if (face >= 0)
        showFace(face);
    else
        status_->showMessage(tr("All faces of the queue are decided."));
}

void MainWindow::showReviewProgress()
{
    reviewed_->setVisible(document_.isOpen());
    if (!document_.isOpen())
        return;
    const QLocale locale;
    const int decided = document_.reviewCount(ReviewState::Accepted) + document_.reviewCount(ReviewState::Rejected) +
                        document_.reviewCount(ReviewState::Excluded);
    QString text = tr("Reviewed %1 of %2").arg(locale.toString(decided), locale.toString(document_.existingFaces()));
    if (!queue_->isEmpty())
        text += u" · "_s +
                tr("queue %1 of %2").arg(locale.toString(queue_->decidedCount()), locale.toString(queue_->size()));
    reviewed_->setText(text);
    reviewed_->setToolTip(tr("Faces that are accepted, rejected or excluded"));
}

void MainWindow::revealEdit(int face, const std::vector<int> &points)
{
    face = document_.faceToShow(face);
    showFace(face);
    selectWhenShown(face, points);
}

/// Not all of them: where everything changed there is nothing to point at.
void MainWindow::selectWhenShown(int face, const std::vector<int> &points)
{
    const LandmarkScheme *scheme = document_.scheme();
    if (points.empty() || !scheme || static_cast<int>(points.size()) >= scheme->count)
        return;
    const auto select = [this, face, points] {
        if (presenter_->currentFace() != face)
            return;
        canvas_->setSelection(points);
        canvas_->ensureVisible(points.front());
    };
    if (presenter_->isFaceShown())
        select();
    else
        connect(presenter_, &FacePresenter::faceShown, this, select, Qt::SingleShotConnection);
}

} // namespace fiducial::ui
