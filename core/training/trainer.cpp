#include "core/training/trainer.h"

#include "core/base/file_io.h"
#include "core/base/rng.h"
#include "core/base/text.h"
#include "core/nets/layer_count.h"
#include "core/nets/tensor_bridge.h"
#include "core/nets/torch_device.h"
#include "core/nets/weights.h"
#include "core/training/batch_maker.h"
#include "core/training/checkpoint.h"
#include "core/training/prefetcher.h"
#include "core/training/train_log.h"

#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include <ATen/autocast_mode.h>
#include <chrono>
#include <cmath>
#include <thread>

namespace fiducial::training {

namespace {
using Json = nlohmann::ordered_json;
using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// The layers of a forward pass in half precision on CUDA, while it lives; nothing for float32.
class Autocast {
public:
    explicit Autocast(const std::string &precision) : active_(precision != "float32")
    {
        if (!active_)
            return;
        at::autocast::set_autocast_dtype(at::kCUDA, precision == "float16" ? at::kHalf : at::kBFloat16);
        at::autocast::set_autocast_enabled(at::kCUDA, true);
        at::autocast::increment_nesting();
    }
    Autocast(const Autocast &) = delete;
    Autocast &operator=(const Autocast &) = delete;
    ~Autocast()
    {
        if (!active_)
            return;
        if (at::autocast::decrement_nesting() == 0)
            at::autocast::clear_cache();
        at::autocast::set_autocast_enabled(at::kCUDA, false);
    }

private:
    bool active_;
};

void toChannelsLast(torch::nn::Module &network)
{
    for (auto &parameter : network.parameters())
        if (parameter.dim() == 4)
            parameter.set_data(parameter.contiguous(torch::MemoryFormat::ChannelsLast));
}

/// The running statistics of batch norms. With the momentum that networks are published with they hold on to those of
/// the untrained network for a thousand steps, and validation sees no progress; here they forget at least as fast as
/// the averaged weights. Over the few values of small maps, or where one norm serves several layers, they tell little
/// about the batch at hand all the same: a network that is to predict with them can learn with them at the end.
class NormMemory {
public:
    explicit NormMemory(const torch::nn::Module &network)
    {
        for (const auto &module : network.modules())
            if (auto norm = std::dynamic_pointer_cast<torch::nn::BatchNorm2dImpl>(module))
                norms_.emplace_back(norm, norm->options.momentum().value_or(0));
    }

    void setDecay(double decay)
    {
        for (auto &[norm, published] : norms_)
            norm->options.momentum(std::max(published, 1 - decay));
    }

    /// Until the network is told to train again.
    void freeze()
    {
        for (auto &[norm, published] : norms_)
            norm->eval();
    }

private:
    std::vector<std::pair<std::shared_ptr<torch::nn::BatchNorm2dImpl>, double>> norms_;
};

/// Parameters and buffers of floating numbers.
std::vector<torch::Tensor> floatTensors(const torch::nn::Module &module)
{
    std::vector<torch::Tensor> out;
    for (auto tensors : {module.parameters(), module.buffers()})
        for (auto &tensor : tensors)
            if (tensor.is_floating_point())
                out.push_back(tensor.detach());
    return out;
}

struct ValidationResult {
    std::optional<double> network, average; ///< mean NME, a fraction
};

class Trainer {
public:
    Trainer(const TrainRequest &request, const TrainControl &control, const CropCache &cache, torch::Device device)
        : request_(request),
          options_(request.options),
          control_(control),
          cache_(cache),
          device_(device),
          identity_{request.options, cache.key() + " of " + std::to_string(cache.faces()) + " faces"},
          validationFaces_(cache.part(CropCache::Part::Validation))
    {}

    Result<TrainReport> run()
    {
        if (const auto ready = prepare(); !ready)
            return ready.error();
        if (const auto begun = beginLog(); !begun)
            return begun.error();
        firstStep_ = state_.step;
        Prefetcher batches([this](std::int64_t step) { return maker_->training(step); }, state_.step, steps_);
        start_ = lineStart_ = epochStart_ = Clock::now();
        for (bool early = false; state_.step < steps_ && !stopped_ && !early;) {
            trainStep(batches.next());
            const auto after = afterStep(batches, early);
            if (!after)
                return after.error();
            waitWhilePaused();
        }
        return finish();
    }

private:
    Result<void> prepare()
    {
        const auto networkOptions = nets::networkOptions(options_.network, networkChanges());
        if (!networkOptions)
            return networkOptions.error();
        auto maker = BatchMaker::make(cache_, options_, networkOptions->input, device_);
        if (!maker)
            return maker.error();
        maker_.emplace(std::move(maker).value());
        stepsPerEpoch_ = maker_->stepsPerEpoch();
        steps_ = stepsPerEpoch_ * options_.epochs;
        torch::manual_seed(static_cast<std::uint64_t>(options_.seed));
        for (auto *network : {&state_.network, &state_.average}) {
            auto made = nets::makeNetwork(*networkOptions);
            if (!made)
                return made.error();
            *network = std::move(made).value();
        }
        if (const auto filled = initialWeights(); !filled)
            return filled;
        for (auto *network : {&state_.network, &state_.average}) {
            (*network)->to(device_);
            toChannelsLast(**network);
        }
        norms_.emplace(*state_.network);
        state_.average->eval();
        for (auto &parameter : state_.average->parameters())
            parameter.set_requires_grad(false);
        tensors_ = floatTensors(*state_.network);
        averages_ = floatTensors(*state_.average);
        averageWeights(0);
        state_.optimiser = std::make_unique<Optimiser>(options_, *state_.network);
        lossSum_ = torch::zeros({}, torch::TensorOptions().device(device_));
        return resume();
    }

    std::map<std::string, std::string> networkChanges() const
    {
        auto changes = options_.changes;
        changes["points"] = std::to_string(cache_.landmarks());
        return changes;
    }

    Result<void> initialWeights()
    {
        const torch::NoGradGuard noGrad;
        state_.network->setMeanShape(maker_->meanShape());
        state_.network->setShapeModes(maker_->wholeShapes());
        const std::string &path = options_.weights.empty() ? options_.backbone : options_.weights;
        if (path.empty())
            return {};
        const auto file = nets::WeightsFile::read(path);
        if (!file)
            return file.error();
        const auto loaded = options_.weights.empty() ? nets::loadBackbone(*state_.network, *file)
                                                     : nets::loadWeights(*state_.network, *file);
        if (!loaded)
            return makeError(loaded.error().code, loaded.error().message, path);
        return {};
    }

    Result<void> resume()
    {
        std::error_code ec;
        const auto path = request_.out / kCheckpointFile;
        resumed_ = std::filesystem::exists(path, ec);
        if (resumed_ && !request_.resume)
            return makeError(Errc::InvalidArgument,
                             says("The folder holds a run already; resume it, or choose another folder."),
                             toUtf8(request_.out));
        return resumed_ ? loadCheckpoint(path, state_, identity_) : Result<void>();
    }

    Result<void> beginLog()
    {
        auto log = TrainLog::open(request_.out / kLogFile, resumed_ ? state_.step : -1, control_.log);
        if (!log)
            return log.error();
        log_.emplace(std::move(log).value());
        const auto written = writeFileAtomically(request_.out / kOptionsFile, writeTrainOptions(options_));
        if (!written)
            return written.error();
        Json entry = {{"event", resumed_ ? "resume" : "start"},
                      {"step", state_.step},
                      {"steps", steps_},
                      {"steps_per_epoch", stepsPerEpoch_},
                      {"device", nets::describe(device_)},
                      {"training_faces", cache_.part(CropCache::Part::Training).size()},
                      {"validation_faces", validationFaces_.size()},
                      {"scheme", cache_.scheme()},
                      {"normaliser", cache_.normaliser() ? "inter-ocular" : "diagonal"},
                      {"crops", identity_.crops},
                      {"parameters", nets::parameterCount(*state_.network)},
                      {"options", Json::parse(writeTrainOptions(options_))}};
        return log_->add(entry);
    }

    void trainStep(const Batch &batch)
    {
        torch::manual_seed(Rng(static_cast<std::uint64_t>(options_.seed)).split(state_.step).next());
        state_.network->train();
        norms_->setDecay(memoryDecay(state_.step, steps_));
        if (static_cast<double>(steps_ - state_.step) <= options_.freezeNorms * static_cast<double>(steps_))
            norms_->freeze();
        state_.optimiser->clearGradients();
        torch::Tensor loss;
        {
            const Autocast autocast(options_.precision);
            const auto output = state_.network->forward(batch.images);
            const auto &network = state_.network->options();
            loss = landmarkLoss(options_, output, batch.target, network);
            if (options_.siamese > 0)
                loss = loss + options_.siamese *
                                  consistencyLoss(options_, batch.frame.points(output.stages.back(), network.input),
                                                  batch.frame.weights(batch.target.weights));
        }
        state_.optimiser->scaled(loss).backward();
        rate_ = learningRate(options_, state_.step, steps_);
        state_.optimiser->step(rate_, options_.clip);
        averageWeights(averageDecay(options_, state_.step, steps_));
        lossSum_.add_(loss.detach());
        ++lossSteps_;
        imagesSinceLine_ += batch.images.size(0);
        ++state_.step;
    }

    void averageWeights(double decay)
    {
        const torch::NoGradGuard noGrad;
        at::_foreach_lerp_(averages_, tensors_, 1 - decay);
    }

    int epoch() const { return static_cast<int>((state_.step - 1) / stepsPerEpoch_) + 1; }

    Result<void> afterStep(const Prefetcher &batches, bool &early)
    {
        const bool epochEnds = state_.step % stepsPerEpoch_ == 0;
        stopped_ = control_.stopped() && state_.step < steps_;
        if (epochEnds || state_.step % options_.logSteps == 0)
            if (const auto logged = logStep(batches); !logged)
                return logged;
        if (epochEnds)
            if (const auto ended = endEpoch(early); !ended)
                return ended;
        const bool due = options_.checkpointSteps > 0 && state_.step % options_.checkpointSteps == 0;
        if (epochEnds || due || stopped_)
            return saveCheckpoint(request_.out / kCheckpointFile, state_, identity_);
        return {};
    }

    Result<void> logStep(const Prefetcher &batches)
    {
        loss_ = lossSum_.item<double>() / static_cast<double>(std::max<std::int64_t>(1, lossSteps_));
        lossSum_.zero_();
        lossSteps_ = 0;
        if (!std::isfinite(loss_))
            return makeError(Errc::InvalidArgument,
                             says("The loss is no number any more at step %1; a lower learning rate or clip may help.",
                                  state_.step));
        const double seconds = std::max(1e-9, secondsSince(lineStart_));
        const double waited = batches.waited() - waitedBefore_;
        const Json entry = {{"event", "step"},
                            {"step", state_.step},
                            {"epoch", epoch()},
                            {"lr", rate_},
                            {"loss", loss_},
                            {"images_per_second", static_cast<double>(imagesSinceLine_) / seconds},
                            {"waiting", waited / seconds},
                            {"seconds_left", secondsLeft()}};
        epochLoss_ += loss_;
        ++epochLines_;
        imagesSinceEpoch_ += imagesSinceLine_;
        waitedInEpoch_ += waited;
        trainedInEpoch_ += seconds;
        waitedBefore_ = batches.waited();
        imagesSinceLine_ = 0;
        lineStart_ = Clock::now();
        return log_->add(entry);
    }

    double secondsLeft() const
    {
        const double each = (secondsSince(start_) - pausedSeconds_) / static_cast<double>(state_.step - firstStep_);
        return each * static_cast<double>(steps_ - state_.step);
    }

    Result<void> endEpoch(bool &early)
    {
        const ValidationResult validation = validate();
        const auto &nme = validation.average;
        const bool best = nme && (!state_.bestNme || *nme < *state_.bestNme);
        if (best) {
            state_.bestNme = nme;
            state_.bestEpoch = epoch();
        }
        for (const char *name : {kLastFile, kBestFile})
            if (name == kLastFile || best)
                if (const auto saved = saveWeights(request_.out / name, *state_.average, false, facts(nme)); !saved)
                    return saved;
        early = options_.patience > 0 && nme && epoch() - state_.bestEpoch >= options_.patience;
        const auto number = [](const std::optional<double> &value) { return value ? Json(*value) : Json(); };
        const Json entry = {{"event", "epoch"},
                            {"step", state_.step},
                            {"epoch", epoch()},
                            {"lr", rate_},
                            {"loss", epochLoss_ / std::max(1, epochLines_)},
                            {"images_per_second", static_cast<double>(imagesSinceEpoch_) / trainedInEpoch_},
                            {"waiting", waitedInEpoch_ / trainedInEpoch_},
                            {"val_nme", number(validation.network)},
                            {"val_nme_ema", number(nme)},
                            {"best", best},
                            {"seconds", secondsSince(epochStart_)},
                            {"seconds_left", early ? 0 : secondsLeft()}};
        epochLoss_ = waitedInEpoch_ = trainedInEpoch_ = 0;
        epochLines_ = 0;
        imagesSinceEpoch_ = 0;
        epochStart_ = lineStart_ = Clock::now();
        return log_->add(entry);
    }

    /// What a card needs to know.
    std::map<std::string, std::string> facts(const std::optional<double> &nme) const
    {
        std::map<std::string, std::string> out = {{"scheme", cache_.scheme()},
                                                  {"margin", text::shortest(options_.margin)},
                                                  {"square", cache_.square() ? "true" : "false"},
                                                  {"extra_pixels", text::shortest(cache_.extraPixels())},
                                                  {"colours", options_.colours},
                                                  {"crops", identity_.crops},
                                                  {"epoch", std::to_string(epoch())}};
        if (nme)
            out["val_nme"] = text::shortest(*nme);
        for (const auto &[name, value] : printTrainOptions(options_))
            out["train." + name] = value;
        return out;
    }

    ValidationResult validate()
    {
        if (validationFaces_.empty())
            return {};
        const torch::NoGradGuard noGrad;
        state_.network->eval();
        const std::int64_t count = static_cast<std::int64_t>(validationFaces_.size()), size = options_.batch;
        const auto make = [this, size](std::int64_t i) {
            const auto first = static_cast<std::size_t>(i * size);
            const auto n = std::min(static_cast<std::size_t>(size), validationFaces_.size() - first);
            return maker_->plain(std::span(validationFaces_).subspan(first, n));
        };
        std::vector<torch::Tensor> network, average;
        const std::int64_t end = (count + size - 1) / size;
        Prefetcher batches(make, 0, end);
        for (std::int64_t i = 0; i < end; ++i) {
            const Batch batch = batches.next();
            const Autocast autocast(options_.precision);
            network.push_back(errors(*state_.network, batch));
            average.push_back(errors(*state_.average, batch));
        }
        return {meanOf(network), meanOf(average)};
    }

    torch::Tensor errors(nets::LandmarkNetwork &network, const Batch &batch) const
    {
        // A landmark that a map says nothing about is missed, not left out: it counts as in the middle.
        const auto points = network.forward(batch.images).stages.back().nan_to_num(0.5);
        return faceErrors(points, batch.target, normaliser(batch.target));
    }

    /// Distance of the scheme's two landmarks; the diagonal of the landmarks' box where the scheme has no such pair.
    torch::Tensor normaliser(const Target &target) const
    {
        if (const auto pair = cache_.normaliser()) {
            const auto difference = target.points.select(1, pair->first) - target.points.select(1, pair->second);
            const auto both = target.weights.select(1, pair->first) * target.weights.select(1, pair->second);
            return difference.square().sum(-1).sqrt() * both;
        }
        const auto absent = target.weights.unsqueeze(-1).eq(0);
        const auto high = target.points.masked_fill(absent, -1e9).amax(1);
        const auto low = target.points.masked_fill(absent, 1e9).amin(1);
        return (high - low).clamp_min(0).square().sum(-1).sqrt();
    }

    static std::optional<double> meanOf(const std::vector<torch::Tensor> &errors)
    {
        const double mean = torch::cat(errors).to(torch::kDouble).nanmean().item<double>();
        return std::isnan(mean) ? std::nullopt : std::optional(mean);
    }

    void waitWhilePaused()
    {
        const auto start = Clock::now();
        while (control_.paused() && !control_.stopped())
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        const auto pause = Clock::now() - start;
        pausedSeconds_ += std::chrono::duration<double>(pause).count();
        lineStart_ += pause;
        epochStart_ += pause;
    }

    Result<TrainReport> finish()
    {
        const TrainReport report{state_.step, steps_, stopped_, state_.bestNme, state_.bestEpoch};
        const Json entry = {{"event", "end"},
                            {"step", state_.step},
                            {"reason", stopped_               ? "stopped"
                                       : state_.step < steps_ ? "patience"
                                                              : "done"},
                            {"best_nme", state_.bestNme ? Json(*state_.bestNme) : Json()},
                            {"best_epoch", state_.bestEpoch}};
        if (const auto added = log_->add(entry); !added)
            return added.error();
        return report;
    }

    const TrainRequest &request_;
    const TrainOptions &options_;
    const TrainControl &control_;
    const CropCache &cache_;
    torch::Device device_;
    RunIdentity identity_;
    std::vector<std::int64_t> validationFaces_;
    std::optional<BatchMaker> maker_; ///< trains on the loader's thread
    std::optional<TrainLog> log_;
    TrainState state_;
    std::optional<NormMemory> norms_;
    std::vector<torch::Tensor> tensors_, averages_; ///< of the network and its average, pair by pair
    bool resumed_ = false, stopped_ = false;
    std::int64_t stepsPerEpoch_ = 0, steps_ = 0, firstStep_ = 0;

    // For the log.
    torch::Tensor lossSum_; ///< since the last line, on the device
    std::int64_t lossSteps_ = 0, imagesSinceLine_ = 0, imagesSinceEpoch_ = 0;
    double rate_ = 0, loss_ = 0, epochLoss_ = 0;
    int epochLines_ = 0;
    double waitedBefore_ = 0, waitedInEpoch_ = 0, trainedInEpoch_ = 0, pausedSeconds_ = 0;
    Clock::time_point start_, lineStart_, epochStart_;
};

Result<torch::Device> prepareDevice(const TrainOptions &options)
{
    const auto device = nets::chooseDevice(options.device);
    if (!device)
        return device.error();
    if (options.precision != "float32" && !device->is_cuda())
        return makeError(Errc::InvalidArgument, says("Half precision is for CUDA; set precision to float32."));
    if (options.threads > 0)
        torch::set_num_threads(options.threads);
    at::globalContext().setDeterministicAlgorithms(options.deterministic, true);
    at::globalContext().setDeterministicFillUninitializedMemory(false); // everything is written before it is read
    at::globalContext().setDeterministicCuDNN(options.deterministic);
    at::globalContext().setBenchmarkCuDNN(!options.deterministic);
    return device;
}
} // namespace

Result<TrainReport> train(const TrainRequest &request, const TrainControl &control)
{
    if (const auto fit = checkTrainOptions(request.options); !fit)
        return fit.error();
    const auto cache = CropCache::open(request.crops);
    if (!cache)
        return cache.error();
    return nets::guarded([&]() -> Result<TrainReport> {
        const auto device = prepareDevice(request.options);
        if (!device)
            return device.error();
        return Trainer(request, control, *cache, *device).run();
    });
}

} // namespace fiducial::training
