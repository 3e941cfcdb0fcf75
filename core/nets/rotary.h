#pragma once

#include <torch/types.h>

namespace fiducial::nets {

/// Rotary position embedding in two dimensions (algorithm: Su et al. 2021, one half of a head's channels for each
/// axis): the product of a rotated query and a rotated key depends on their distance alone.
struct Rotary {
    torch::Tensor cosine; ///< B or 1 x 1 x n x D
    torch::Tensor sine;
};

/// `positions`: B x n x 2, x then y, in any unit (tokens). `headWidth` D: a multiple of 4. Channel pair (2i, 2i + 1) of
/// the first half turns by x * 10000^(-2i / (D / 2)), of the second half by y.
Rotary rotary(const torch::Tensor &positions, int headWidth);
/// `x`: B x heads x n x D.
torch::Tensor rotate(const torch::Tensor &x, const Rotary &rotary);

} // namespace fiducial::nets
