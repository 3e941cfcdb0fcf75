#include "ui/main_window/heat_maps.h"

#include "core/base/text.h"
#include "ui/document/project_document.h"
#include "ui/jobs/job_runner.h"
#include "ui/main_window/loaded_models.h"

namespace fiducial::ui {

struct HeatMaps::Loaded {
    std::string hash;
    std::shared_ptr<model::LandmarkModel> model;

    Result<void> prepare(const Run &header, const std::string &scheme, LoadedModels &models)
    {
        if (model && hash == header.modelHash)
            return {};
        const auto entry = pipeline::entryOfRun(header, models.catalogue());
        if (!entry)
            return entry.error();
        auto made = models.load(entry->name, {}, scheme, {}); // the one that pre-fills, where it is the same
        if (!made)
            return made.error();
        model = std::move(made).value();
        hash = header.modelHash;
        return {};
    }
};

namespace {
std::string cropText(const Rect &crop)
{
    std::string out;
    for (const double v : {crop.x, crop.y, crop.width, crop.height})
        out += ' ' + text::shortest(v);
    return out;
}
} // namespace

HeatMaps::HeatMaps(ProjectDocument &document, JobRunner &jobs, LoadedModels &models, QObject *parent)
    : QObject(parent), document_(document), jobs_(jobs), models_(models), loaded_(std::make_shared<Loaded>())
{
    connect(&document_, &ProjectDocument::changed, this, [this](const ChangeEvent &event) {
        if (!std::holds_alternative<DatasetReset>(event))
            return;
        kept_.clear();
        want(-1, -1);
    });
}

HeatMaps::~HeatMaps() = default;

void HeatMaps::forgetModels()
{
    loaded_ = std::make_shared<Loaded>(); // a running job keeps its own
    without_.clear();
    wanted_ = {};
    set(State::Nothing);
}

Result<HeatMaps::Task> HeatMaps::taskOf(int face, int run) const
{
    const DocumentRun *documentRun = document_.run(run);
    if (!documentRun)
        return makeError(Errc::Missing, says("Pre-fill this face with a heatmap model to see its heat."));
    const Run &of = documentRun->run;
    Task task;
    task.header.name = of.name;
    task.header.modelName = of.modelName;
    task.header.modelHash = of.modelHash;
    task.header.device = of.device;
    task.header.boxes = of.boxes;
    if (const auto possible = pipeline::mayHaveMaps(task.header); !possible)
        return possible.error();
    if (const auto without = without_.find(of.modelHash); without != without_.end())
        return makeError(Errc::Unsupported, without->second);
    const Prediction *prediction = document_.prediction(face, run);
    if (!prediction)
        return makeError(Errc::Missing, says("%1 has not predicted this face.", document_.runName(run).toStdString()));
    auto request = pipeline::mapsRequest(document_.dataset(), face, task.header, *prediction);
    if (!request)
        return request.error();
    task.request = std::move(request).value();
    task.key = of.modelHash + ' ' + document_.faceId(face).toString() + cropText(task.request.cropBox);
    return task;
}

void HeatMaps::want(int face, int run)
{
    face_ = face;
    if (face < 0) {
        wanted_ = {};
        if (job_)
            job_->cancel();
        return set(State::Nothing);
    }
    auto task = taskOf(face, run);
    if (!task) {
        wanted_ = {};
        return set(State::Refused, {}, task.error().sentence());
    }
    if (task->key == wanted_.key && (state_ == State::Computing || state_ == State::Ready))
        return;
    wanted_ = std::move(task).value();
    if (const auto kept = kept_.find(wanted_.key))
        return set(State::Ready, *kept);
    set(State::Computing);
    if (job_)
        job_->cancel(); // its answer starts the next one
    else
        start();
}

void HeatMaps::set(State state, Maps maps, Sentence reason)
{
    if (state == State::Nothing && state_ == State::Nothing)
        return;
    state_ = state;
    maps_ = std::move(maps);
    reason_ = std::move(reason);
    Q_EMIT changed();
}

void HeatMaps::start()
{
    const auto work = [task = wanted_, loaded = loaded_, scheme = document_.dataset().schemeId,
                       models = &models_](const JobContext &context) -> Result<Maps> {
        if (context.cancelled())
            return makeError(Errc::Cancelled, says("Computing the heatmaps was cancelled."));
        if (const auto ready = loaded->prepare(task.header, scheme, *models); !ready)
            return ready.error();
        auto maps = pipeline::faceMaps(task.request, *loaded->model, context);
        if (!maps)
            return maps.error();
        return std::make_shared<const model::LandmarkMaps>(std::move(maps).value());
    };
    job_ = jobs_.run<Maps>(JobRunner::Pool::Inference, tr("Heatmaps"), work, this,
                           [this, task = wanted_](Result<Maps> result) { answered(task, std::move(result)); });
}

void HeatMaps::answered(const Task &task, Result<Maps> result)
{
    job_ = nullptr;
    if (result)
        kept_.insert(task.key, *result, 1);
    else if (result.error().code == Errc::Unsupported)
        without_[task.header.modelHash] = result.error().sentence();
    if (state_ != State::Computing)
        return;
    if (task.key != wanted_.key || (!result && result.error().code == Errc::Cancelled))
        return start();
    if (result)
        set(State::Ready, *result);
    else
        set(State::Refused, {}, result.error().sentence());
}

} // namespace fiducial::ui
