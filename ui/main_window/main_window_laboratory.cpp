#include "ui/canvas/landmark_canvas.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/face_presenter.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/status_line.h"
#include "ui/panels/browser_panel.h"
#include "ui/panels/laboratory_panel.h"
#include "ui/settings/app_settings.h"

#include <QDockWidget>

#include <memory>
#include <utility>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr auto kLaboratoryKey = "view/laboratory"_L1;
constexpr int kLaboratoryHeight = 290;
constexpr int kWidthBetweenDocks = 1340; ///< of the window: the laboratory has room between the other docks
} // namespace

void MainWindow::connectLaboratory()
{
    actions_->laboratory->setChecked(services_.settings.flag(kLaboratoryKey, false));
    connect(actions_->laboratory, &QAction::toggled, this, [this](bool on) {
        services_.settings.setFlag(kLaboratoryKey, on);
        showLaboratory(on);
        if (on)
            resizeDocks({laboratoryDock_}, {kLaboratoryHeight}, Qt::Vertical);
    });
    connect(actions_->nextFailure, &QAction::triggered, this, [this] { stepFailure(1); });
    connect(actions_->previousFailure, &QAction::triggered, this, [this] { stepFailure(-1); });
    connect(laboratory_, &LaboratoryPanel::faceChosen, this, &MainWindow::showFace);
    connect(laboratory_, &LaboratoryPanel::faceActivated, this, [this](int face) {
        fillWithLaboratory(false);
        showFace(face);
        canvas_->setFocus();
    });
    connectLandmarksOfLaboratory();
    connect(laboratory_, &LaboratoryPanel::fillRequested, this, &MainWindow::fillWithLaboratory);
    connect(laboratory_, &LaboratoryPanel::closeRequested, this, [this] { actions_->laboratory->setChecked(false); });
    connect(laboratory_, &LaboratoryPanel::prefillRequested, actions_->prefillAll, &QAction::trigger);
    connect(laboratory_, &LaboratoryPanel::importRequested, actions_->importRun, &QAction::trigger);
}

void MainWindow::connectLandmarksOfLaboratory()
{
    struct Wanted {
        int face = -1;
        std::vector<int> landmarks;
    };
    auto wanted = std::make_shared<Wanted>(); // until the face's picture has come
    const auto select = [this, wanted](int face) {
        if (face != std::exchange(wanted->face, -1))
            return;
        canvas_->setSelection(wanted->landmarks);
        if (!wanted->landmarks.empty())
            canvas_->ensureVisible(wanted->landmarks.front());
    };
    connect(presenter_, &FacePresenter::faceShown, this, select);
    connect(laboratory_, &LaboratoryPanel::landmarksChosen, this,
            [this, wanted, select](int face, const std::vector<int> &landmarks) {
                showFace(face);
                *wanted = {face, landmarks};
                if (presenter_->isFaceShown())
                    select(face);
            });
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    placeCorners();
    QMainWindow::resizeEvent(event);
}

/// In a narrow window the laboratory lies below the other docks, so that it does not widen the window.
void MainWindow::placeCorners()
{
    const bool wide = width() >= kWidthBetweenDocks;
    for (const auto &[corner, side] : {std::pair(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea),
                                       std::pair(Qt::BottomRightCorner, Qt::RightDockWidgetArea)})
        if (const auto area = wide ? side : Qt::BottomDockWidgetArea; this->corner(corner) != area)
            setCorner(corner, area);
}

void MainWindow::showLaboratory(bool show)
{
    if (!show)
        fillWithLaboratory(false);
    laboratoryDock_->setVisible(show && document_.isOpen());
}

void MainWindow::fillWithLaboratory(bool fill)
{
    if (fill == laboratory_->isFilling())
        return;
    laboratory_->setFilling(fill);
    centralWidget()->setVisible(!fill);
    browserDock_->setVisible(!fill && document_.isOpen());
    inspectorDock_->setVisible(!fill && document_.isOpen());
    historyDock_->setVisible(!fill && document_.isOpen() && actions_->history->isChecked());
    if (!fill)
        resizeDocks({laboratoryDock_}, {kLaboratoryHeight}, Qt::Vertical);
}

void MainWindow::stepFailure(int by)
{
    const int current = presenter_->currentFace();
    int face = -1;
    if (laboratory_->isVisible()) {
        face = laboratory_->nextFailure(current, by);
    } else {
        const int listed = faces_.listRowOf(current);
        for (int row = listed < 0 ? (by > 0 ? 0 : faces_.rowCount() - 1) : listed + by;
             face < 0 && row >= 0 && row < faces_.rowCount(); row += by)
            if (document_.isFailure(faces_.faceAt(row)))
                face = faces_.faceAt(row);
    }
    if (face >= 0)
        showFace(face);
    else
        status_->showMessage(by > 0 ? tr("No failure after this face") : tr("No failure before this face"));
}

} // namespace fiducial::ui
