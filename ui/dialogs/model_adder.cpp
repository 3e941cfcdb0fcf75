#include "ui/dialogs/model_adder.h"

#include "ui/dialogs/model_card_dialog.h"
#include "ui/document/wording.h"
#include "ui/imaging/qimage_convert.h"
#include "ui/jobs/job_runner.h"

#include <QWidget>

namespace fiducial::ui {

ModelAdder::ModelAdder(const model::ModelCatalogue &models, JobRunner &jobs, QWidget *window)
    : QObject(window), models_(models), jobs_(jobs), window_(window)
{}

void ModelAdder::add(const QString &weights)
{
    if (busy_)
        return;
    busy_ = true;
    jobs_.run<model::ProbeReport>(
        JobRunner::Pool::Inference, tr("Reading the model"),
        [file = toPath(weights)](const JobContext &) { return model::probeModel(file); }, this,
        [this, weights](const Result<model::ProbeReport> &probe) { probed(weights, probe); });
}

void ModelAdder::probed(const QString &weights, const Result<model::ProbeReport> &probe)
{
    if (!probe) {
        end(probe.error());
        return;
    }
    if (probe->card) {
        addWithCard(weights, *probe->card);
        return;
    }
    auto *dialog = new ModelCardDialog(weights, *probe, window_);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::finished, this, [this, weights, dialog](int result) {
        if (result == QDialog::Accepted)
            addWithCard(weights, dialog->card());
        else
            end(makeError(Errc::Cancelled, {}));
    });
    if (const PreviewFace face = face_ ? face_() : PreviewFace{})
        dialog->enablePreview(jobs_, face);
    dialog->open();
}

void ModelAdder::addWithCard(const QString &weights, const model::ModelCard &card)
{
    busy_ = true;
    jobs_.run<model::CatalogueEntry>(
        JobRunner::Pool::Io, tr("Adding the model"),
        [file = toPath(weights), card, models = &models_](const JobContext &) { return models->add(file, card); }, this,
        [this](const Result<model::CatalogueEntry> &entry) { end(entry); });
}

void ModelAdder::end(const Result<model::CatalogueEntry> &entry)
{
    busy_ = false;
    if (entry)
        Q_EMIT added(QString::fromStdString(entry->name));
    else
        Q_EMIT failed(entry.error().code == Errc::Cancelled ? QString() : errorText(entry.error()));
}

} // namespace fiducial::ui
