#include "core/training/optimiser.h"

#include <torch/torch.h>

#include <ATen/ops/_amp_foreach_non_finite_check_and_unscale.h>
#include <ATen/ops/_amp_update_scale.h>
#include <ATen/ops/_fused_adamw.h>
#include <ATen/ops/_fused_sgd.h>
#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>

namespace fiducial::training {

namespace {
constexpr double kSecondBeta = 0.999;
constexpr double kEpsilon = 1e-8;
constexpr double kAverageMemory = 0.05; ///< share of the steps
constexpr float kFirstScale = 65536;
constexpr int kScaleGrowthSteps = 2000;

std::vector<torch::Tensor> gradientsOf(const std::vector<torch::Tensor> &parameters)
{
    std::vector<torch::Tensor> gradients;
    for (const auto &parameter : parameters)
        if (parameter.grad().defined())
            gradients.push_back(parameter.grad());
    return gradients;
}

const char *typeName(const torch::Tensor &tensor)
{
    switch (tensor.scalar_type()) {
    case torch::kFloat:
        return "F32";
    case torch::kLong:
        return "I64";
    case torch::kInt:
        return "I32";
    default:
        TORCH_CHECK(false, "a checkpoint holds float32 and whole numbers only");
    }
}
} // namespace

double learningRate(const TrainOptions &options, std::int64_t step, std::int64_t steps)
{
    const double warm = options.warmUp * static_cast<double>(steps);
    const double now = static_cast<double>(step);
    if (now + 1 < warm)
        return options.learningRate * (now + 1) / warm;
    const double share = std::clamp((now - warm) / std::max(1.0, static_cast<double>(steps) - warm), 0.0, 1.0);
    const double cosine = 0.5 * (1 + std::cos(std::numbers::pi * share));
    return options.learningRate * (options.finalRate + (1 - options.finalRate) * cosine);
}

double memoryDecay(std::int64_t step, std::int64_t steps)
{
    const double memory = std::max(1.0, kAverageMemory * static_cast<double>(steps));
    const double taken = static_cast<double>(step);
    return std::min(1 - 1 / memory, (1 + taken) / (10 + taken));
}

double averageDecay(const TrainOptions &options, std::int64_t step, std::int64_t steps)
{
    return std::min(options.ema, memoryDecay(step, steps));
}

void clipGradients(const std::vector<torch::Tensor> &parameters, double largest)
{
    const auto gradients = gradientsOf(parameters);
    if (largest <= 0 || gradients.empty())
        return;
    const auto norm = torch::stack(at::_foreach_norm(gradients)).norm();
    at::_foreach_mul_(gradients, (largest / (norm + 1e-6)).clamp_max(1));
}

Optimiser::Optimiser(const TrainOptions &options, const torch::nn::Module &network) : options_(options)
{
    const torch::NoGradGuard noGrad;
    for (const auto &item : network.named_parameters()) {
        Slot slot{item.key(), item.value(), torch::zeros_like(item.value()), {}, item.value().dim() > 1};
        if (options.optimiser == "adamw")
            slot.second = torch::zeros_like(item.value());
        slots_.push_back(std::move(slot));
    }
    const auto device = slots_.front().parameter.device();
    count_ = torch::zeros({}, torch::TensorOptions().device(device));
    if (options.precision == "float16") {
        scale_ = torch::full({}, kFirstScale, count_.options());
        growth_ = torch::zeros({}, count_.options().dtype(torch::kInt));
        infinite_ = torch::zeros({}, count_.options());
    }
}

void Optimiser::clearGradients()
{
    for (auto &slot : slots_)
        slot.parameter.mutable_grad().reset();
}

torch::Tensor Optimiser::scaled(const torch::Tensor &loss) const
{
    return scale_.defined() ? loss * scale_ : loss;
}

void Optimiser::step(double rate, double clip)
{
    const torch::NoGradGuard noGrad;
    std::vector<torch::Tensor> parameters;
    for (const auto &slot : slots_)
        parameters.push_back(slot.parameter);
    if (scale_.defined()) {
        infinite_.zero_();
        at::_amp_foreach_non_finite_check_and_unscale_(gradientsOf(parameters), infinite_, scale_.reciprocal());
    }
    clipGradients(parameters, clip);
    count_.add_(1);
    update(true, rate);
    update(false, rate);
    if (scale_.defined()) {
        count_.sub_(infinite_);
        at::_amp_update_scale_(scale_, growth_, infinite_, 2, 0.5, kScaleGrowthSteps);
    }
}

void Optimiser::update(bool decays, double rate)
{
    std::vector<torch::Tensor> parameters, gradients, first, second;
    for (const auto &slot : slots_) {
        if (slot.decays != decays || !slot.parameter.grad().defined())
            continue;
        parameters.push_back(slot.parameter);
        gradients.push_back(slot.parameter.grad());
        first.push_back(slot.first);
        second.push_back(slot.second);
    }
    if (parameters.empty())
        return;
    const double decay = decays ? options_.weightDecay : 0;
    const std::optional<torch::Tensor> infinite = infinite_.defined() ? std::optional(infinite_) : std::nullopt;
    if (options_.optimiser == "adamw") {
        const std::vector<torch::Tensor> counts(parameters.size(), count_);
        at::_fused_adamw_(parameters, gradients, first, second, {}, counts, rate, options_.momentum, kSecondBeta, decay,
                          kEpsilon, false, false, std::nullopt, infinite);
    } else {
        // The momentum starts at zero, which is what the first step would make of it.
        at::_fused_sgd_(parameters, gradients, first, decay, options_.momentum, rate, 0, false, false, false,
                        std::nullopt, infinite);
    }
}

std::vector<std::pair<std::string, torch::Tensor>> Optimiser::state() const
{
    std::vector<std::pair<std::string, torch::Tensor>> out = {{"optimiser.count", count_}};
    for (const auto &slot : slots_) {
        out.emplace_back("optimiser.first." + slot.name, slot.first);
        if (slot.second.defined())
            out.emplace_back("optimiser.second." + slot.name, slot.second);
    }
    if (scale_.defined()) {
        out.emplace_back("optimiser.scale", scale_);
        out.emplace_back("optimiser.growth", growth_);
    }
    return out;
}

void Optimiser::save(safetensors::File &file) const
{
    for (const auto &[name, tensor] : state())
        file.tensors.emplace(name, fileTensor(tensor));
}

Result<void> Optimiser::load(const safetensors::FileView &file)
{
    for (const auto &[name, tensor] : state())
        if (const auto copied = copyFrom(file, name, tensor); !copied)
            return copied;
    return {};
}

safetensors::Tensor fileTensor(const torch::Tensor &tensor)
{
    const auto host = tensor.detach().to(torch::kCPU).contiguous();
    const auto *bytes = static_cast<const char *>(host.const_data_ptr());
    return {typeName(host), host.sizes().vec(), std::string(bytes, bytes + host.nbytes())};
}

Result<void> copyFrom(const safetensors::FileView &file, const std::string &name, torch::Tensor target)
{
    const torch::NoGradGuard noGrad;
    const auto it = file.tensors.find(name);
    if (it == file.tensors.end() || it->second.dtype != typeName(target) || it->second.shape != target.sizes().vec())
        return makeError(Errc::Malformed, says("The checkpoint lacks %1, or has it in another form.", name));
    auto host = torch::empty(target.sizes(), target.scalar_type());
    std::memcpy(host.data_ptr(), it->second.bytes.data(), host.nbytes());
    target.copy_(host);
    return {};
}

} // namespace fiducial::training
