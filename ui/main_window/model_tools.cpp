#include "ui/main_window/model_tools.h"

#include "ui/dialogs/model_adder.h"
#include "ui/dialogs/model_manager.h"
#include "ui/dialogs/train_dialog.h"
#include "ui/document/project_document.h"
#include "ui/document/wording.h"
#include "ui/settings/app_settings.h"

#include <QCursor>
#include <QFileDialog>
#include <QMenu>

#include <utility>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

ModelTools::ModelTools(Services services, QWidget *window)
    : QObject(window),
      services_(std::move(services)),
      window_(window),
      adder_(new ModelAdder(services_.models, services_.jobs, window))
{
    adder_->setPreviewFace([this] { return currentFace(); });
    connect(adder_, &ModelAdder::added, this, [this](const QString &name) {
        services_.settings.setModel(name);
        Q_EMIT modelsChanged();
        Q_EMIT message(tr("%1 pre-fills from now on").arg(name));
    });
    connect(adder_, &ModelAdder::failed, this, [this](const QString &sentence) {
        if (!sentence.isEmpty())
            Q_EMIT problem(tr("Model"), sentence);
    });
}

PreviewFace ModelTools::currentFace() const
{
    const bool ready = services_.document.isOpen() && !services_.document.facesPending();
    return ready ? PreviewFace{services_.document.sharedDataset(), services_.currentFace()} : PreviewFace{};
}

QString ModelTools::modelName() const
{
    const QString chosen = services_.settings.model();
    return chosen.isEmpty() ? QString::fromStdString(services_.models.defaultFor(services_.document.dataset().schemeId))
                            : chosen;
}

void ModelTools::choose()
{
    QMenu menu(window_);
    menu.setToolTipsVisible(true);
    const QString current = services_.settings.model();
    const auto mark = [&](QAction *action, const QString &name) {
        action->setCheckable(true);
        action->setChecked(name == current);
    };
    QAction *byDefault = menu.addAction(tr("Default for the data set"));
    mark(byDefault, {});
    menu.addSeparator();
    for (const model::CatalogueEntry &entry : services_.models.entries()) {
        QAction *action = menu.addAction(
            u"%1 (%2)"_s.arg(QString::fromStdString(entry.name), QString::fromStdString(entry.card.schemeId)));
        action->setData(QString::fromStdString(entry.name));
        mark(action, QString::fromStdString(entry.name));
        action->setEnabled(entry.available);
        action->setToolTip(sentenceText(entry.problem));
    }
    menu.addSeparator();
    QAction *file = menu.addAction(tr("Weights file…"));
    QAction *chosen = menu.exec(QCursor::pos());
    if (chosen == byDefault) {
        services_.settings.setModel({});
    } else if (chosen == file) {
        const QString path = QFileDialog::getOpenFileName(window_, tr("Weights file"), services_.settings.lastFolder(),
                                                          tr("Models (*.onnx *.pt *.safetensors);;All files (*)"));
        if (!path.isEmpty())
            add(path);
    } else if (chosen) {
        services_.settings.setModel(chosen->data().toString());
    }
}

void ModelTools::add(const QString &weights)
{
    adder_->add(weights);
}

ModelManager *ModelTools::manager() const
{
    return manager_;
}

void ModelTools::showManager()
{
    if (!manager_) {
        manager_ = new ModelManager(
            services_.models, services_.jobs, services_.settings, [this] { return currentFace(); }, window_);
        manager_->setAttribute(Qt::WA_DeleteOnClose);
        connect(manager_, &ModelManager::modelsChanged, this, &ModelTools::modelsChanged);
    }
    manager_->show();
    manager_->raise();
    manager_->activateWindow();
}

void ModelTools::showTraining()
{
    if (!training_) {
        training_ = new TrainDialog({services_.document, services_.jobs, services_.formats, services_.models,
                                     services_.settings, services_.userData, findTrainer()},
                                    window_);
        connect(training_, &TrainDialog::message, this, &ModelTools::message);
        connect(training_, &TrainDialog::activityChanged, this,
                [this] { Q_EMIT trainingActivity(training_->activity()); });
        connect(training_, &TrainDialog::modelAdded, this, [this] {
            Q_EMIT modelsChanged();
            if (manager_)
                manager_->refresh();
        });
    }
    training_->show();
    training_->raise();
    training_->activateWindow();
}

} // namespace fiducial::ui
