#include "ui/canvas/landmark_canvas.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/face_presenter.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/run_menu.h"
#include "ui/settings/app_settings.h"

#include <utility>

namespace fiducial::ui {

void MainWindow::connectCompare()
{
    runs_ = new RunMenu(document_, *presenter_, *actions_->runsMenu(), this);
    connect(runs_, &RunMenu::runShown, this, [this] { actions_->prediction->setChecked(true); });
    connect(canvas_, &LandmarkCanvas::legendMenuRequested, this, [this](QPoint at) {
        if (!document_.runs().empty())
            runs_->menu().popup(at);
    });

    connect(actions_->blink, &QAction::triggered, this, [this](bool on) {
        canvas_->setFocus();
        canvas_->setBlinking(on);
        actions_->blink->setChecked(canvas_->isBlinking());
    });
    connect(canvas_, &LandmarkCanvas::blinkingChanged, actions_->blink, &QAction::setChecked);
    for (const auto &[action, comparison] :
         {std::pair{actions_->split, Comparison::Split}, std::pair{actions_->onion, Comparison::Onion}})
        connect(action, &QAction::triggered, this, [this, comparison = comparison](bool on) {
            canvas_->setComparison(on ? comparison : Comparison::Off);
            if (on)
                canvas_->focusComparison();
        });
    connect(canvas_, &LandmarkCanvas::comparisonChanged, this, [this](Comparison comparison) {
        actions_->split->setChecked(comparison == Comparison::Split);
        actions_->onion->setChecked(comparison == Comparison::Onion);
    });
}

} // namespace fiducial::ui
