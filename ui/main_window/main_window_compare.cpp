#include "ui/canvas/landmark_canvas.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/face_presenter.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/run_menu.h"
#include "ui/settings/app_settings.h"
#include "ui/theme/translated.h"

#include <utility>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr auto kPointErrorsKey = "view/point_errors"_L1;
} // namespace

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
    connectPointErrors();
    connect(canvas_, &LandmarkCanvas::comparisonChanged, this, [this](Comparison comparison) {
        actions_->split->setChecked(comparison == Comparison::Split);
        actions_->onion->setChecked(comparison == Comparison::Onion);
    });
}

void MainWindow::connectPointErrors()
{
    QMenu &menu = *actions_->pointErrorMenu();
    AppSettings &settings = services_.settings;
    const auto addPart = [&](const QString &key) {
        QAction *action = menu.addAction(QString());
        action->setCheckable(true);
        action->setChecked(settings.flag(key, true));
        connect(action, &QAction::toggled, this, [&settings, key](bool on) { settings.setFlag(key, on); });
        return action;
    };
    QAction *pixels = addPart(u"view/point_errors_pixels"_s);
    QAction *share = addPart(u"view/point_errors_share"_s);
    QAction *mahalanobis = addPart(u"view/point_errors_mahalanobis"_s);
    translated(&menu, [pixels, share, mahalanobis] {
        pixels->setText(tr("&Pixels"));
        share->setText(tr("&Share of the normaliser"));
        mahalanobis->setText(tr("&Mahalanobis distance, raw covariance"));
    });
    actions_->pointErrors->setChecked(settings.flag(kPointErrorsKey, false));
    connect(actions_->pointErrors, &QAction::toggled, this,
            [&settings](bool on) { settings.setFlag(kPointErrorsKey, on); });
    const auto show = [this, pixels, share, mahalanobis] {
        const bool on = actions_->pointErrors->isChecked();
        presenter_->setPointErrors(
            {on && pixels->isChecked(), on && share->isChecked(), on && mahalanobis->isChecked()});
    };
    for (QAction *action : {actions_->pointErrors, pixels, share, mahalanobis})
        connect(action, &QAction::toggled, this, show);
    show();
}

} // namespace fiducial::ui
