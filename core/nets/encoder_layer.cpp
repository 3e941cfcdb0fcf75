#include "core/nets/encoder_layer.h"

#include <torch/torch.h>

namespace fiducial::nets {

Rotary rotary(const torch::Tensor &positions, int headWidth)
{
    // Half precision would blur the angles; the caller's tensors get its type in rotate().
    const auto type = positions.scalar_type() == torch::kDouble ? torch::kDouble : torch::kFloat;
    const int half = headWidth / 2;
    const auto exponents = torch::arange(0, half, 2, positions.options().dtype(type)) / half;
    const auto frequencies = torch::pow(10000.0, -exponents);
    auto angles = positions.to(type).unsqueeze(-1) * frequencies;     // B x n x 2 x D / 4
    angles = angles.flatten(2).repeat_interleave(2, -1).unsqueeze(1); // B x 1 x n x D
    return {angles.cos(), angles.sin()};
}

torch::Tensor rotate(const torch::Tensor &x, const Rotary &rotary)
{
    const auto pairs = x.unflatten(-1, {-1, 2});
    const auto turned = torch::stack({-pairs.select(-1, 1), pairs.select(-1, 0)}, -1).flatten(-2);
    return x * rotary.cosine.to(x.scalar_type()) + turned * rotary.sine.to(x.scalar_type());
}

torch::Tensor linear(const torch::nn::Linear &layer, const torch::Tensor &x)
{
    return torch::linear(x, layer->weight, layer->bias);
}

torch::Tensor atLeastFloat(const torch::Tensor &x)
{
    return x.scalar_type() == torch::kHalf || x.scalar_type() == torch::kBFloat16 ? x.to(torch::kFloat) : x;
}

torch::nn::LayerNorm layerNorm(int width)
{
    return torch::nn::LayerNorm(torch::nn::LayerNormOptions({width}));
}

torch::Tensor splitHeads(const torch::Tensor &x, int heads)
{
    return x.unflatten(-1, {heads, -1}).transpose(1, 2);
}

torch::Tensor joinHeads(const torch::Tensor &x)
{
    return x.transpose(1, 2).flatten(2);
}

RotaryAttentionImpl::RotaryAttentionImpl(int width, int headCount) : heads(headCount)
{
    qkv = register_module("qkv", torch::nn::Linear(width, 3 * width));
    proj = register_module("proj", torch::nn::Linear(width, width));
}

torch::Tensor RotaryAttentionImpl::forward(const torch::Tensor &x, const Rotary &positions)
{
    const auto parts = linear(qkv, x).chunk(3, -1);
    const auto q = rotate(splitHeads(parts[0], heads), positions);
    const auto k = rotate(splitHeads(parts[1], heads), positions);
    return linear(proj, joinHeads(torch::scaled_dot_product_attention(q, k, splitHeads(parts[2], heads))));
}

MlpImpl::MlpImpl(const std::vector<int> &widths, Activation kind) : activation(kind)
{
    for (std::size_t i = 1; i < widths.size(); ++i)
        layers.push_back(register_module("fc" + std::to_string(i), torch::nn::Linear(widths[i - 1], widths[i])));
}

torch::Tensor MlpImpl::forward(torch::Tensor x)
{
    for (std::size_t i = 0; i < layers.size(); ++i) {
        x = linear(layers[i], x);
        if (i + 1 < layers.size())
            x = activation == Activation::Gelu ? torch::gelu(x) : torch::relu(x);
    }
    return x;
}

EncoderLayerImpl::EncoderLayerImpl(int width, int heads, int hidden)
{
    norm1 = register_module("norm1", layerNorm(width));
    attn = register_module("attn", RotaryAttention(width, heads));
    norm2 = register_module("norm2", layerNorm(width));
    mlp = register_module("mlp", Mlp(std::vector{width, hidden, width}, MlpImpl::Activation::Gelu));
}

torch::Tensor EncoderLayerImpl::forward(const torch::Tensor &x, const Rotary &positions)
{
    const auto y = x + attn(norm1(x), positions);
    return y + mlp(norm2(y));
}

} // namespace fiducial::nets
