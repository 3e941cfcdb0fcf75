#include "ui/canvas/landmark_canvas.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/face_presenter.h"
#include "ui/main_window/heat_layer.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/model_tools.h"
#include "ui/main_window/prefill.h"
#include "ui/main_window/sigma_calibration.h"
#include "ui/panels/inspector_panel.h"
#include "ui/settings/app_settings.h"
#include "ui/theme/translated.h"

#include <QActionGroup>
#include <QMenu>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr auto kCalibratedKey = "view/ellipses_calibrated"_L1;
} // namespace

void MainWindow::connectHeat()
{
    heatMaps_ = new HeatMaps(document_, jobs_, models_, this);
    heat_ = new HeatLayer(document_, *canvas_, *presenter_, *heatMaps_, this);
    const auto apply = [this] {
        heat_->setMode(actions_->heatSum->isChecked() ? HeatLayer::Mode::Sum
                       : actions_->heat->isChecked()  ? HeatLayer::Mode::Points
                                                      : HeatLayer::Mode::Off);
    };
    for (const auto &[action, other] :
         {std::pair{actions_->heat, actions_->heatSum}, std::pair{actions_->heatSum, actions_->heat}})
        connect(action, &QAction::toggled, this, [apply, other = other](bool on) {
            if (on)
                other->setChecked(false);
            apply();
        });
    connect(inspector_, &InspectorPanel::landmarkHovered, heat_, &HeatLayer::setHovered);
    connect(tools_, &ModelTools::modelsChanged, this, [this] {
        models_.forget();
        prefill_->forgetModel();
        heatMaps_->forgetModels();
        heat_->refresh();
    });
    translated(this, [this] { heat_->refresh(); });
    connectEllipses();
    buildErrorLengths();
}

void MainWindow::connectEllipses()
{
    calibration_ = new SigmaCalibration(document_, jobs_, this);
    QMenu &menu = *actions_->ellipseMenu();
    auto *group = new QActionGroup(&menu);
    QAction *raw = menu.addAction(QString()), *calibrated = menu.addAction(QString());
    for (QAction *action : {raw, calibrated}) {
        action->setCheckable(true);
        group->addAction(action);
    }
    translated(&menu, [raw, calibrated] {
        raw->setText(tr("&As the heatmaps are"));
        calibrated->setText(tr("&Calibrated on the errors of other faces"));
    });
    (services_.settings.flag(kCalibratedKey, false) ? calibrated : raw)->setChecked(true);
    connect(calibrated, &QAction::toggled, this, [this](bool on) {
        services_.settings.setFlag(kCalibratedKey, on);
        presenter_->refreshEllipses();
    });
    connect(calibration_, &SigmaCalibration::changed, presenter_, &FacePresenter::refreshEllipses);
    connect(actions_->ellipses, &QAction::toggled, presenter_, &FacePresenter::refreshEllipses);
    presenter_->setEllipseScale([this, calibrated](int face, int run) -> FacePresenter::EllipseScale {
        if (!calibrated->isChecked())
            return {{}, tr("raw σ")};
        auto fit = calibration_->factors(face, run);
        if (fit.state == SigmaCalibration::Factors::Fitted)
            return {std::move(fit.factor), tr("σ calibrated on %n other face(s)", nullptr, fit.faces)};
        if (fit.state == SigmaCalibration::Factors::TooFew)
            return {{}, tr("raw σ, too few faces with ground truth to calibrate it")};
        return {{}, tr("raw σ, being calibrated…")};
    });
}

void MainWindow::buildErrorLengths()
{
    QMenu &menu = *actions_->errorLengthMenu();
    auto *group = new QActionGroup(&menu);
    for (const int times : {1, 2, 5, 10, 20}) {
        QAction *action = menu.addAction(QString());
        action->setCheckable(true);
        action->setData(times);
        group->addAction(action);
        action->setChecked(times == 1 || times == services_.settings.errorMagnification());
        translated(&menu, [action, times] {
            action->setText(times == 1 ? tr("To &scale") : tr("%1 times, as arrows").arg(times));
        });
        connect(action, &QAction::triggered, this, [this, times] {
            services_.settings.setErrorMagnification(times);
            actions_->errors->setChecked(true);
            updateOverlay();
        });
    }
}

double MainWindow::errorMagnification() const
{
    for (const QAction *action : actions_->errorLengthMenu()->actions())
        if (action->isChecked())
            return action->data().toDouble();
    return 1;
}

} // namespace fiducial::ui
