#include "tests/core/nets/parity_sheet.h"

#include "core/nets/layer_count.h"
#include "tests/support/test_support.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <sstream>

namespace fiducial::test {

namespace {
std::uint32_t fnv(const std::string &text)
{
    std::uint32_t h = 2166136261U;
    for (const char c : text)
        h = (h ^ static_cast<unsigned char>(c)) * 16777619U;
    return h;
}

double fanIn(const std::vector<std::int64_t> &shape)
{
    double n = 1;
    for (std::size_t i = 1; i < shape.size(); ++i)
        n *= static_cast<double>(shape[i]);
    return n;
}

/// value = base + factor * u, or base + factor * |u|.
struct Scale {
    double base, factor;
    bool absolute;
};

Scale scaleOf(const ParitySheet::Tensor &t)
{
    if (t.kind == "table")
        return {0, 1, false};
    if (t.kind == "scale")
        return {1, 0.1, false};
    if (t.kind == "running_var")
        return {1, 0.2, true};
    if (t.kind != "matrix")
        return {0, 0.05, false};
    const double factor = t.shape.size() == 2 ? 2.0 : t.shape.at(1) == 1 ? 5.0 : 0.8;
    return {0, factor * std::sqrt(3.0 / fanIn(t.shape)), false};
}

torch::Tensor valuesOf(const ParitySheet::Tensor &t)
{
    if (t.kind == "counter")
        return torch::zeros({}, torch::kLong);
    const Scale scale = scaleOf(t);
    auto u = ruleNumbers(t.name, t.shape).to(torch::kDouble);
    if (scale.absolute)
        u = u.abs();
    return (u * scale.factor + scale.base).to(torch::kFloat);
}
} // namespace

torch::Tensor ruleNumbers(const std::string &name, const std::vector<std::int64_t> &shape)
{
    auto out = torch::empty(shape, torch::kFloat);
    const std::uint64_t start = fnv(name);
    auto *values = out.data_ptr<float>();
    for (std::int64_t i = 0; i < out.numel(); ++i) {
        auto x = static_cast<std::uint32_t>(start + static_cast<std::uint64_t>(i) * 2654435761ULL);
        x ^= x >> 16;
        x *= 2246822519U;
        x ^= x >> 13;
        values[i] = static_cast<float>(x / 2147483648.0 - 1);
    }
    return out;
}

ParitySheet readParitySheet(const std::filesystem::path &folder, const std::string &name)
{
    const auto json = nlohmann::json::parse(readAll(folder / (name + ".json")));
    ParitySheet sheet;
    sheet.inputShape = json.at("input").at("shape").get<std::vector<std::int64_t>>();
    sheet.parameters = json.at("parameters_learnable").get<std::int64_t>();
    sheet.macs = json.at("macs_per_image").get<std::int64_t>();
    if (json.contains("options"))
        sheet.options = json.at("options").get<std::map<std::string, std::string>>();
    for (const auto &entry : json.at("state")) {
        const auto kind = entry.at(2).get<std::string>();
        sheet.state.push_back({entry.at(0).get<std::string>(), entry.at(1).get<std::vector<std::int64_t>>(),
                               kind.substr(kind.find(':') + 1)});
    }
    for (const auto &output : json.at("outputs"))
        sheet.outputs.push_back(
            {output.at("path").get<std::string>(), output.at("shape").get<std::vector<std::int64_t>>(),
             output.at("std").get<double>(), output.at("max_abs_diff_f32_f64").get<double>(),
             output.at("values").get<std::vector<double>>(), output.at("values_f64").get<std::vector<double>>()});
    return sheet;
}

std::string fillByRule(const ParitySheet &sheet, torch::nn::Module &module, const std::string &prefix)
{
    std::map<std::string, torch::Tensor> own;
    for (const auto &item : module.named_parameters())
        own.emplace(item.key(), item.value());
    for (const auto &item : module.named_buffers())
        own.emplace(item.key(), item.value());
    const torch::NoGradGuard noGrad;
    std::string differences;
    for (const auto &wanted : sheet.state) {
        const auto it = own.find(prefix + wanted.name);
        if (it == own.end() || it->second.sizes().vec() != wanted.shape)
            differences += "differs: " + wanted.name + "\n";
        else if (wanted.kind != "fixed") // what the constructor computes
            it->second.copy_(valuesOf(wanted));
        own.erase(prefix + wanted.name);
    }
    for (const auto &[name, tensor] : own)
        if (name.starts_with(prefix))
            differences += "not in the sheet: " + name + "\n";
    return differences;
}

namespace {
std::string compareOutput(const ParitySheet::Output &expected, const torch::Tensor &actual)
{
    if (actual.sizes().vec() != expected.shape)
        return expected.path + " has another shape\n";
    const bool isDouble = actual.scalar_type() == torch::kDouble;
    const auto flat = actual.contiguous().flatten().to(torch::kDouble);
    const auto &values = isDouble ? expected.values64 : expected.values32;
    const double tolerance = isDouble ? 1e-9 * expected.deviation : 10 * expected.gap;
    double worst = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto index = static_cast<std::int64_t>(i) * (flat.numel() - 1) / 31;
        worst = std::max(worst, std::abs(flat[index].item<double>() - values[i]));
    }
    if (worst <= tolerance)
        return {};
    std::ostringstream text;
    text << expected.path << (isDouble ? " in float64" : " in float32") << " is off by " << worst / expected.deviation
         << " of its deviation, allowed are " << tolerance / expected.deviation << "\n";
    return text.str();
}

std::string compareOutputs(const ParitySheet &sheet, const Candidate::Outputs &outputs)
{
    if (outputs.size() != sheet.outputs.size())
        return std::to_string(outputs.size()) + " outputs\n";
    std::string differences;
    for (std::size_t i = 0; i < outputs.size(); ++i)
        differences += compareOutput(sheet.outputs[i], outputs[i]);
    return differences;
}
} // namespace

std::string compareNetworks(const ParitySheet &sheet, const Candidate &candidate)
{
    std::string differences = fillByRule(sheet, *candidate.module);
    const std::string extra = candidate.extra.empty() ? "" : "not in the sheet: " + candidate.extra + "\n";
    if (differences != extra)
        return differences + "expected: " + extra;
    differences.clear();
    if (const auto count = nets::parameterCount(*candidate.module); count != sheet.parameters)
        differences += std::to_string(count) + " parameters instead of " + std::to_string(sheet.parameters) + "\n";
    candidate.module->eval();
    const torch::InferenceMode inference;
    const auto input = ruleNumbers("input", sheet.inputShape);
    differences += compareOutputs(sheet, candidate.forward(input));
    const auto count = nets::countLayers([&] { candidate.forward(input.narrow(0, 0, 1)); });
    if (count.macs != sheet.macs)
        differences += std::to_string(count.macs) + " MACs instead of " + std::to_string(sheet.macs) + "\n";
    candidate.module->to(torch::kDouble);
    return differences + compareOutputs(sheet, candidate.forward(input.to(torch::kDouble)));
}

} // namespace fiducial::test
