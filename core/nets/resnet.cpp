#include "core/nets/resnet.h"

#include <torch/torch.h>

namespace fiducial::nets {

namespace {
torch::nn::Conv2d convolution(int in, int out, int kernel, int stride)
{
    return torch::nn::Conv2d(torch::nn::Conv2dOptions(in, out, kernel).stride(stride).padding(kernel / 2).bias(false));
}

struct BasicBlockImpl : torch::nn::Module {
    BasicBlockImpl(int in, int out, int stride)
    {
        conv1 = register_module("conv1", convolution(in, out, 3, stride));
        bn1 = register_module("bn1", torch::nn::BatchNorm2d(out));
        conv2 = register_module("conv2", convolution(out, out, 3, 1));
        bn2 = register_module("bn2", torch::nn::BatchNorm2d(out));
        if (stride != 1 || in != out)
            downsample = register_module(
                "downsample", torch::nn::Sequential(convolution(in, out, 1, stride), torch::nn::BatchNorm2d(out)));
    }

    torch::Tensor forward(const torch::Tensor &x)
    {
        const auto shortcut = downsample ? downsample->forward(x) : x;
        return torch::relu(bn2(conv2(torch::relu(bn1(conv1(x))))) + shortcut);
    }

    torch::nn::Conv2d conv1{nullptr}, conv2{nullptr};
    torch::nn::BatchNorm2d bn1{nullptr}, bn2{nullptr};
    torch::nn::Sequential downsample{nullptr};
};
TORCH_MODULE(BasicBlock);

torch::nn::Sequential stage(int in, int out, int blocks, int stride)
{
    torch::nn::Sequential layers;
    for (int i = 0; i < blocks; ++i)
        layers->push_back(BasicBlock(i == 0 ? in : out, out, i == 0 ? stride : 1));
    return layers;
}
} // namespace

BasicResNetImpl::BasicResNetImpl(const std::vector<int> &blocks, int outputs)
{
    conv1 = register_module("conv1",
                            torch::nn::Conv2d(torch::nn::Conv2dOptions(3, 64, 7).stride(2).padding(3).bias(false)));
    bn1 = register_module("bn1", torch::nn::BatchNorm2d(64));
    layer1 = register_module("layer1", stage(64, 64, blocks.at(0), 1));
    layer2 = register_module("layer2", stage(64, 128, blocks.at(1), 2));
    layer3 = register_module("layer3", stage(128, 256, blocks.at(2), 2));
    layer4 = register_module("layer4", stage(256, 512, blocks.at(3), 2));
    fc = register_module("fc", torch::nn::Linear(512, outputs));
}

torch::Tensor BasicResNetImpl::forward(torch::Tensor x)
{
    x = torch::max_pool2d(torch::relu(bn1(conv1(x))), 3, 2, 1);
    x = layer4->forward(layer3->forward(layer2->forward(layer1->forward(x))));
    return fc(torch::adaptive_avg_pool2d(x, {1, 1}).flatten(1));
}

} // namespace fiducial::nets
