#pragma once

#include "core/nets/rotary.h"

#include <torch/nn/module.h>
#include <torch/nn/modules/linear.h>
#include <torch/nn/modules/normalization.h>
#include <torch/nn/pimpl.h>

namespace fiducial::nets {

/// The layer's weights on the last axis, in one step; the layer's own forward() takes two for three axes.
torch::Tensor linear(const torch::nn::Linear &layer, const torch::Tensor &x);
/// Coordinates in half precision would lose a tenth of a pixel: those become float, other types stay.
torch::Tensor atLeastFloat(const torch::Tensor &x);
/// Layer norm over the last axis, eps 1e-5.
torch::nn::LayerNorm layerNorm(int width);
/// B x n x (heads * D) -> B x heads x n x D and back.
torch::Tensor splitHeads(const torch::Tensor &x, int heads);
torch::Tensor joinHeads(const torch::Tensor &x);

/// Self-attention with rotary positions; parameters "qkv" and "proj" as in Vision Transformers.
struct RotaryAttentionImpl : torch::nn::Module {
    RotaryAttentionImpl(int width, int heads);
    torch::Tensor forward(const torch::Tensor &x, const Rotary &positions);

    torch::nn::Linear qkv{nullptr}, proj{nullptr};
    int heads;
};
TORCH_MODULE(RotaryAttention);

/// Linear layers with `activation` between them; parameters "fc1", "fc2", ...
struct MlpImpl : torch::nn::Module {
    enum class Activation { Gelu, Relu };
    /// `widths`: input, hidden ..., output.
    MlpImpl(const std::vector<int> &widths, Activation activation);
    torch::Tensor forward(torch::Tensor x);

    std::vector<torch::nn::Linear> layers;
    Activation activation;
};
TORCH_MODULE(Mlp);

/// Pre-norm transformer encoder layer: x + attention(norm1(x)), then + mlp(norm2(x)) with GELU. B x n x width.
struct EncoderLayerImpl : torch::nn::Module {
    EncoderLayerImpl(int width, int heads, int mlp);
    torch::Tensor forward(const torch::Tensor &x, const Rotary &positions);

    torch::nn::LayerNorm norm1{nullptr}, norm2{nullptr};
    RotaryAttention attn{nullptr};
    Mlp mlp{nullptr};
};
TORCH_MODULE(EncoderLayer);

} // namespace fiducial::nets
