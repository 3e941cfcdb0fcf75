#include "core/nets/hrnet.h"

#include <torch/torch.h>

#include <numeric>

namespace fiducial::nets {

namespace {
torch::Tensor enlarged(const torch::Tensor &x, const torch::Tensor &like)
{
    return torch::upsample_bilinear2d(x, {like.size(2), like.size(3)}, false);
}

ConvNorm reluConv(int in, int out, int stride, NormOptions norm)
{
    return ConvNorm(convolution(in, out, 3, stride), Activation::Relu, norm);
}

/// From branch `from` to the resolution and channels of branch `to`; bilinear enlargement is left to the caller.
torch::nn::Sequential fuseLayer(const std::vector<int> &channels, std::size_t from, std::size_t to, NormOptions norm)
{
    torch::nn::Sequential layer;
    if (from > to) { // named "0" and "1" like a ConvNorm, without a level between
        layer->push_back(convolution(channels[from], channels[to], 1));
        layer->push_back(batchNorm(channels[to], norm));
        return layer;
    }
    for (std::size_t k = from; k < to; ++k) {
        const bool last = k + 1 == to;
        layer->push_back(ConvNorm(convolution(channels[from], last ? channels[to] : channels[from], 3, 2),
                                  last ? Activation::None : Activation::Relu, norm));
    }
    return layer;
}

struct HrModuleImpl : torch::nn::Module {
    HrModuleImpl(const std::vector<int> &channels, NormOptions norm)
    {
        torch::nn::ModuleList list;
        register_module("branches", list);
        for (const int width : channels) {
            branches.push_back(residualStage<BasicBlock>(width, width, 4, 1, norm));
            list->push_back(branches.back());
        }
        const auto rows = register_module("fuse_layers", std::make_shared<torch::nn::Module>());
        fuse.resize(channels.size());
        for (std::size_t to = 0; to < channels.size(); ++to) {
            const auto row = rows->register_module(std::to_string(to), std::make_shared<torch::nn::Module>());
            for (std::size_t from = 0; from < channels.size(); ++from) {
                fuse[to].push_back(from == to ? torch::nn::Sequential(nullptr) : fuseLayer(channels, from, to, norm));
                if (from != to)
                    row->register_module(std::to_string(from), fuse[to].back());
            }
        }
    }

    std::vector<torch::Tensor> run(std::vector<torch::Tensor> maps)
    {
        for (std::size_t i = 0; i < maps.size(); ++i)
            maps[i] = branches[i]->forward(maps[i]);
        std::vector<torch::Tensor> fused;
        for (std::size_t to = 0; to < maps.size(); ++to) {
            torch::Tensor sum;
            for (std::size_t from = 0; from < maps.size(); ++from) {
                auto part = from == to ? maps[from] : fuse[to][from]->forward(maps[from]);
                if (from > to)
                    part = enlarged(part, maps[to]);
                sum = sum.defined() ? sum + part : part;
            }
            fused.push_back(torch::relu(sum));
        }
        return fused;
    }

    std::vector<torch::nn::Sequential> branches;
    std::vector<std::vector<torch::nn::Sequential>> fuse; ///< [to][from]
};
TORCH_MODULE(HrModule);
} // namespace

HrnetImpl::HrnetImpl(const HrnetOptions &options) : branches(options.branches)
{
    const auto &c = options.channels;
    const auto &norm = options.norm;
    for (std::size_t i = 0; i < options.stem.size(); ++i) {
        const auto conv =
            register_module("conv" + std::to_string(i + 1), convolution(i == 0 ? 3 : 64, 64, 3, options.stem[i]));
        if (i < options.stemRun)
            stem.push_back(conv);
    }
    bn1 = register_module("bn1", batchNorm(64, norm));
    bn2 = register_module("bn2", batchNorm(64, norm));
    layer1 = register_module("layer1", residualStage<Bottleneck>(64, 64, 4, 1, norm));
    transitions = {reluConv(256, c[0], 1, norm), reluConv(256, c[1], 2, norm), reluConv(c[1], c[2], 2, norm),
                   reluConv(c[2], c[3], 2, norm)};
    for (std::size_t stage = 0; stage < 3; ++stage) {
        const auto transition =
            register_module("transition" + std::to_string(stage + 1), std::make_shared<torch::nn::Module>());
        if (stage == 0)
            transition->register_module("0", transitions[0]);
        const torch::nn::Sequential newBranch(transitions[stage + 1]);
        transition->register_module(std::to_string(stage + 1), newBranch);
        const auto modules = register_module("stage" + std::to_string(stage + 2), torch::nn::ModuleList());
        for (int i = 0; i < options.modules[stage]; ++i)
            modules->push_back(HrModule(std::vector<int>(c.begin(), c.begin() + static_cast<int>(stage) + 2), norm));
        stages.push_back(modules);
    }
    joined = std::accumulate(c.begin(), c.begin() + static_cast<int>(branches), 0);
    if (options.outputs > 0)
        head = register_module(
            "head", torch::nn::Sequential(torch::nn::Conv2d(torch::nn::Conv2dOptions(joined, joined, 1)),
                                          batchNorm(joined, norm), torch::nn::ReLU(),
                                          torch::nn::Conv2d(torch::nn::Conv2dOptions(joined, options.outputs, 1))));
}

torch::Tensor HrnetImpl::forward(torch::Tensor x)
{
    for (std::size_t i = 0; i < stem.size(); ++i)
        x = (i == 0 ? bn1 : bn2)(stem[i](x)).relu_();
    x = layer1->forward(x);
    std::vector<torch::Tensor> maps{transitions[0](x), transitions[1](x)};
    for (std::size_t stage = 0; stage + 1 < branches; ++stage) {
        if (stage > 0)
            maps.push_back(transitions[stage + 1](maps.back()));
        for (std::size_t i = 0; i < stages[stage]->size(); ++i)
            maps = stages[stage]->ptr<HrModuleImpl>(i)->run(maps);
    }
    for (std::size_t i = 1; i < maps.size(); ++i)
        maps[i] = enlarged(maps[i], maps[0]);
    const auto all = torch::cat(maps, 1);
    return head ? head->forward(all) : all;
}

} // namespace fiducial::nets
