#pragma once

#include "core/base/safetensors.h"
#include "core/training/train_options.h"

#include <torch/nn/module.h>
#include <torch/types.h>

#include <vector>

namespace fiducial::training {

/// Rises over the share warmUp of the steps, then falls as a cosine to finalRate. `step` from 0.
double learningRate(const TrainOptions &options, std::int64_t step, std::int64_t steps);
/// Decay of anything averaged over the steps: its memory is at most 5 % of all steps, and shorter at the beginning,
/// where the start is soon forgotten. `step` from 0.
double memoryDecay(std::int64_t step, std::int64_t steps);
/// Of the averaged weights: the same, and at most options.ema.
double averageDecay(const TrainOptions &options, std::int64_t step, std::int64_t steps);

/// Scales the gradients so that their norm is at most `largest` (0: any). Nothing is brought to the host.
void clipGradients(const std::vector<torch::Tensor> &parameters, double largest);

/// AdamW or SGD in one fused call for all weights. Weights of one axis (biases, norms) do not decay.
class Optimiser {
public:
    Optimiser(const TrainOptions &options, const torch::nn::Module &network);

    void clearGradients();
    /// Parameters without a gradient stay. With `scale`, gradients are divided by it first, and a step with a gradient
    /// that is no finite number is left out.
    void step(double rate, double clip);
    /// Loss scale of half precision: 1 unless float16 is asked for.
    torch::Tensor scaled(const torch::Tensor &loss) const;

    /// Everything that the next step depends on, under names that begin with "optimiser.".
    void save(safetensors::File &file) const;
    Result<void> load(const safetensors::FileView &file);

private:
    struct Slot {
        std::string name;
        torch::Tensor parameter, first, second;
        bool decays = false;
    };
    void update(bool decays, double rate);
    std::vector<std::pair<std::string, torch::Tensor>> state() const;

    TrainOptions options_;
    std::vector<Slot> slots_;
    torch::Tensor count_;                     ///< steps taken, float
    torch::Tensor scale_, growth_, infinite_; ///< of float16; undefined otherwise
};

/// A weight tensor as a file has it, and back. `copyFrom` refuses another shape or type.
safetensors::Tensor fileTensor(const torch::Tensor &tensor);
Result<void> copyFrom(const safetensors::FileView &file, const std::string &name, torch::Tensor target);

} // namespace fiducial::training
