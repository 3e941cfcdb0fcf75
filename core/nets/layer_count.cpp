#include "core/nets/layer_count.h"

#include <torch/torch.h>

#include <ATen/record_function.h>
#include <algorithm>
#include <c10/core/Allocator.h>
#include <c10/util/ThreadLocalDebugInfo.h>
#include <string_view>
#include <unordered_map>

namespace fiducial::nets {

namespace {
/// The operators of a network call each other; only the outermost of these counts.
struct Counter {
    LayerCount count;
    std::unordered_map<const c10::TensorImpl *, std::int64_t> idle; ///< parameters that no operator has taken yet
    int depth = 0;
};
thread_local Counter *activeCounter = nullptr;

bool isCounted(std::string_view name)
{
    return name == "aten::convolution" || name == "aten::linear" || name == "aten::scaled_dot_product_attention" ||
           name == "aten::matmul" || name == "aten::bmm" || name == "aten::addmm" || name == "aten::mm";
}

void addAttention(const at::Tensor &query, const at::Tensor &key, const at::Tensor &value)
{
    const std::int64_t pairs = query.numel() / query.size(-1) * key.size(-2);
    activeCounter->count.attentionMacs += pairs * (query.size(-1) + value.size(-1));
}

/// (input, weight, bias, stride, padding, dilation, transposed, ...)
void addConvolution(c10::ArrayRef<const c10::IValue> inputs)
{
    const auto input = inputs[0].toTensor();
    const auto weight = inputs[1].toTensor();
    std::int64_t places = input.size(0);
    for (std::int64_t axis = 2; axis < input.dim(); ++axis) {
        const auto i = static_cast<std::size_t>(axis - 2);
        const auto at = [&](std::size_t which) {
            const auto list = inputs[which].toIntVector();
            return list.size() == 1 ? list[0] : list.at(i);
        };
        const auto reach = at(5) * (weight.size(axis) - 1);
        places *= inputs[6].toBool() ? input.size(axis) : (input.size(axis) + 2 * at(4) - reach - 1) / at(3) + 1;
    }
    activeCounter->count.macs += places * weight.numel();
}

void addOperator(std::string_view name, c10::ArrayRef<const c10::IValue> inputs)
{
    const auto input = [&](std::size_t i) { return inputs[i].toTensor(); };
    if (name == "aten::linear")
        activeCounter->count.macs += input(0).numel() * input(1).size(0);
    else if (name == "aten::scaled_dot_product_attention")
        addAttention(input(0), input(1), input(2));
    else if (name == "aten::convolution")
        addConvolution(inputs);
    else if (name == "aten::addmm")
        activeCounter->count.macs += input(1).numel() * input(2).size(-1);
    else // a matrix on the right is a layer's weights; a batch of them is not
        (input(1).dim() <= 2 ? activeCounter->count.macs : activeCounter->count.attentionMacs) +=
            input(0).numel() * input(1).size(-1);
}

void addParameter(const at::Tensor &tensor)
{
    if (auto taken = activeCounter->idle.extract(tensor.unsafeGetTensorImpl()))
        activeCounter->count.parameters += taken.mapped();
}

void addParameters(c10::ArrayRef<const c10::IValue> inputs)
{
    for (const c10::IValue &input : inputs) {
        if (input.isTensor())
            addParameter(input.toTensor());
        else if (input.isTensorList())
            for (const at::Tensor &tensor : input.toTensorVector())
                addParameter(tensor);
    }
}

/// Inputs may be read here alone.
std::unique_ptr<at::ObserverContext> enterOperator(const at::RecordFunction &function)
{
    if (activeCounter && !activeCounter->idle.empty())
        addParameters(function.inputs());
    if (activeCounter && isCounted(function.name()) && activeCounter->depth++ == 0)
        addOperator(function.name(), function.inputs());
    return nullptr;
}

void leaveOperator(const at::RecordFunction &function, at::ObserverContext *)
{
    if (activeCounter && isCounted(function.name()))
        --activeCounter->depth;
}

/// Told of every block that the CPU's allocator hands out and takes back.
class MemoryCounter final : public c10::MemoryReportingInfoBase {
public:
    void reportMemoryUsage(void *, std::int64_t bytes, std::size_t, std::size_t, c10::Device device) override
    {
        if (!device.is_cpu())
            return;
        now_ += bytes;
        peak_ = std::max(peak_, now_);
    }
    bool memoryProfilingEnabled() const override { return true; }
    std::int64_t peak() const { return peak_; }

private:
    std::int64_t now_ = 0;
    std::int64_t peak_ = 0;
};
} // namespace

LayerCount countLayers(const std::function<void()> &run, const torch::nn::Module *module)
{
    Counter counter;
    if (module)
        for (const auto &parameter : module->parameters())
            counter.idle.emplace(parameter.unsafeGetTensorImpl(), parameter.numel());
    activeCounter = &counter;
    const auto handle = at::addThreadLocalCallback(
        at::RecordFunctionCallback(enterOperator, leaveOperator).needsInputs(true).scopes({at::RecordScope::FUNCTION}));
    const auto clean = [&] {
        at::removeCallback(handle);
        activeCounter = nullptr;
    };
    try {
        run();
    } catch (...) {
        clean();
        throw;
    }
    clean();
    return counter.count;
}

std::int64_t peakTensorBytes(const std::function<void()> &run)
{
    const auto counter = std::make_shared<MemoryCounter>();
    const c10::DebugInfoGuard guard(c10::DebugInfoKind::PROFILER_STATE, counter);
    run();
    return counter->peak();
}

std::int64_t parameterCount(const torch::nn::Module &module)
{
    std::int64_t count = 0;
    for (const auto &parameter : module.parameters())
        count += parameter.numel();
    return count;
}

} // namespace fiducial::nets
