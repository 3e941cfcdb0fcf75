#include "ui/main_window/prefill.h"

#include "core/model/averaged_model.h"
#include "ui/document/project_document.h"
#include "ui/document/wording.h"
#include "ui/jobs/job_runner.h"
#include "ui/main_window/loaded_models.h"

#include <QDateTime>

namespace fiducial::ui {

struct Prefill::Loaded {
    std::string key;
    std::shared_ptr<model::LandmarkModel> model;
    std::unique_ptr<model::FaceDetector> detector;

    Result<void> prepare(const PrefillRequest &request, LoadedModels &models, const std::string &scheme)
    {
        const std::string wanted = request.model.toStdString() + "\n" + request.card.toStdString() + "\n" + scheme +
                                   "\n" + request.device.device + (request.device.half ? " half" : "") +
                                   (request.views.flip ? " flip " : " ") + std::to_string(request.views.jitters);
        if (!model || key != wanted) {
            auto loaded = models.load(request.model.toStdString(), request.card.toStdString(), scheme, request.device);
            if (!loaded)
                return loaded.error();
            auto averaged = model::averagedModel(std::move(loaded).value(), request.views);
            if (!averaged)
                return averaged.error();
            model = std::move(averaged).value();
            key = wanted;
        }
        if (request.boxes == BoxSource::Detector && !detector) {
            auto loaded = model::defaultDetector();
            if (!loaded)
                return loaded.error();
            detector = std::move(loaded).value();
        }
        return {};
    }
};

Prefill::Prefill(ProjectDocument &document, JobRunner &jobs, LoadedModels &models, QObject *parent)
    : QObject(parent), document_(document), jobs_(jobs), models_(models), loaded_(std::make_shared<Loaded>())
{
    connect(&document_, &ProjectDocument::changed, this, [this](const ChangeEvent &event) {
        if (!std::holds_alternative<DatasetReset>(event))
            return;
        ++ticket_; // what is still under way belongs to another data set
        cancel();
    });
}

Prefill::~Prefill() = default;

void Prefill::cancel()
{
    if (job_)
        job_->cancel();
}

void Prefill::forgetModel()
{
    loaded_ = std::make_shared<Loaded>(); // a running job keeps its own
}

void Prefill::start(const PrefillRequest &request)
{
    if (isRunning() || !document_.isOpen() || request.faces.empty())
        return;
    const quint64 ticket = ++ticket_;
    runNumber_ = -1;
    const auto dataset = document_.sharedDataset();
    const auto work = [this, ticket, request, dataset, loaded = loaded_,
                       models = &models_](const JobContext &context) -> Result<pipeline::PredictReport> {
        if (auto ready = loaded->prepare(request, *models, dataset->schemeId); !ready)
            return ready.error();
        Run header;
        header.name = loaded->model->card().name;
        header.modelName = header.name;
        header.modelHash = loaded->model->hash();
        header.schemeId = loaded->model->card().schemeId;
        header.device = loaded->model->device();
        header.views = loaded->model->views();
        header.boxes = request.boxes;
        header.detector = request.boxes == BoxSource::Detector ? loaded->detector->name() : std::string();
        header.source = dataset->name;
        pipeline::PredictRequest predict;
        predict.dataset = dataset.get();
        predict.faces = request.faces;
        predict.boxes = request.boxes;
        predict.onBatch = [this, ticket, header](const std::vector<int> &rows,
                                                 const std::vector<Prediction> &predictions) {
            QMetaObject::invokeMethod(
                this, [this, ticket, header, rows, predictions] { received(ticket, header, rows, predictions); },
                Qt::QueuedConnection);
        };
        return pipeline::predict(predict, *loaded->model, loaded->detector.get(), context);
    };
    const auto done = [this, ticket, dataset](const Result<pipeline::PredictReport> &result) {
        if (ticket != ticket_)
            return;
        if (!result) {
            Q_EMIT failed(errorText(result.error()), result.error().code == Errc::InvalidArgument);
            return;
        }
        if (runNumber_ >= 0)
            document_.finishRun(runNumber_);
        const pipeline::PredictReport &report = *result;
        if (report.predicted > 0)
            Q_EMIT modelReady(report.run, 1000 * report.networkSeconds / report.predicted);
        Q_EMIT finished(report.predicted, report.missing, report.cancelled, report.issues);
    };
    job_ = jobs_.run<pipeline::PredictReport>(JobRunner::Pool::Inference, tr("Pre-filling"), work, this, done);
    Q_EMIT started();
}

int Prefill::runFor(const Run &header)
{
    // Predictions of the same model on the same kind of boxes go on in their run, so that pre-filling face by face
    // makes one.
    for (const auto &run : document_.runs())
        if (run->run.modelName == header.modelName && run->run.modelHash == header.modelHash &&
            run->run.boxes == header.boxes && run->run.detector == header.detector && run->run.views == header.views) {
            document_.setActiveRun(run->number);
            return run->number;
        }
    Run fresh = header;
    fresh.id = Uuid::random();
    fresh.created = QDateTime::currentDateTimeUtc().toString(Qt::ISODate).toStdString();
    return document_.addRun(std::move(fresh), false);
}

void Prefill::received(quint64 ticket, const Run &header, const std::vector<int> &rows,
                       const std::vector<Prediction> &predictions)
{
    if (ticket != ticket_)
        return;
    if (runNumber_ < 0)
        runNumber_ = runFor(header);
    document_.appendPredictions(runNumber_, rows, predictions);
}

} // namespace fiducial::ui
