#pragma once

#include <torch/torch.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace fiducial::test {

/// A reference of a published network: names, shapes, and outputs for weights and an input made by a rule.
struct ParitySheet {
    struct Tensor {
        std::string name;
        std::vector<std::int64_t> shape;
        std::string kind; ///< decides the scale of its values: "matrix", "scale", ...
        bool operator<(const Tensor &other) const { return name < other.name; }
    };
    struct Output {
        std::string path;
        std::vector<std::int64_t> shape;
        double deviation = 0;
        double gap = 0;                         ///< largest difference of the float32 and the float64 run
        std::vector<double> values32, values64; ///< at the indices i * (count - 1) / 31
    };
    std::vector<std::int64_t> inputShape;
    std::vector<Tensor> state;
    std::vector<Output> outputs;
    std::int64_t parameters = 0;
    std::int64_t macs = 0;                      ///< of one image
    std::map<std::string, std::string> options; ///< of sheets of our own networks
};

/// The sheet `name` below `folder`; fails the program where it is not readable.
ParitySheet readParitySheet(const std::filesystem::path &folder, const std::string &name);

/// u(name, i) of the rule for i = 0 ... count - 1, in float32.
torch::Tensor ruleNumbers(const std::string &name, const std::vector<std::int64_t> &shape);

/// Gives the tensors of the sheet's names their values. `prefix` stands before those names in the module. The text says
/// which names or shapes differ; empty where all are equal.
std::string fillByRule(const ParitySheet &sheet, torch::nn::Module &module, const std::string &prefix = {});

/// A module of ours beside the sheet of the published one.
struct Candidate {
    using Outputs = std::vector<torch::Tensor>;
    std::shared_ptr<torch::nn::Module> module;
    std::function<Outputs(const torch::Tensor &)> forward;
    std::string extra{}; ///< a buffer that the published state lacks
};

/// Names, shapes, numbers of parameters and of multiply-accumulates, and the forward pass in float32 and float64: what
/// differs more than the sheet's README allows, a line each; empty where nothing does.
std::string compareNetworks(const ParitySheet &sheet, const Candidate &candidate);

} // namespace fiducial::test
