#include "core/nets/encoder_layer.h"
#include "core/nets/landmark_network.h"
#include "core/nets/layer_count.h"
#include "core/nets/weights.h"
#include "tests/support/test_support.h"

#include <torch/torch.h>

#include <QObject>
#include <QTest>

using namespace fiducial;
using namespace fiducial::nets;
using test::q;

namespace {
std::shared_ptr<LandmarkNetwork> network(const std::string &name,
                                         const std::map<std::string, std::string> &changes = {})
{
    const auto options = networkOptions(name, changes);
    Q_ASSERT(options);
    auto made = makeNetwork(*options);
    Q_ASSERT(made);
    (*made)->eval();
    return *made;
}

torch::Tensor picture(int side, int batch = 1)
{
    torch::manual_seed(7);
    return torch::rand({batch, 3, side, side});
}

/// Weights that do not sit at their starts, where heads are zero and norms do nothing.
void shake(LandmarkNetwork &net)
{
    torch::manual_seed(3);
    const torch::NoGradGuard noGrad;
    for (auto &parameter : net.parameters())
        parameter.add_(torch::randn_like(parameter) * 0.02);
}

double largestDifference(const torch::Tensor &a, const torch::Tensor &b)
{
    return (a.to(torch::kDouble) - b.to(torch::kDouble)).abs().max().item<double>();
}
} // namespace

class NetworksTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void rotatesByPosition();
    void productsDependOnDistanceAlone();
    void layerHasTheCountOfItsFormula();
    void meetsThePublishedBudget_data();
    void meetsThePublishedBudget();
    void fastNetworkHasItsSize();
    void pfldFitsItsSizeLimits();
    void countsAttentionApart();
    void hourglassCountsAsPublished_data();
    void hourglassCountsAsPublished();
    void smallHeatmapNetworkHasItsSize();
    void heatmapNetworksGiveMapsAndGradients_data();
    void heatmapNetworksGiveMapsAndGradients();
    void blurPoolHalvesWithoutAliasing();
    void everyNetworkGivesStagesAndGradients_data();
    void everyNetworkGivesStagesAndGradients();
    void encoderStartsAtTheMeanShape();
    void smallInputsWork_data();
    void smallInputsWork();
    void savedNetworkPredictsTheSame_data();
    void savedNetworkPredictsTheSame();
    void halfWeightsTakeHalfTheBytes();
    void torchvisionWeightsFillTheBackbone();
    void publishedLayoutsLoad_data();
    void publishedLayoutsLoad();
    void misfittingWeightsAreNamed();
    void slptStartsWhereItsCardSays();
    void pfldPoseIsForTrainingAlone();
    void learnsPicturesByHeart_data();
    void learnsPicturesByHeart();
};

void NetworksTest::initTestCase()
{
    torch::set_num_threads(1); // several tests run at once
}

void NetworksTest::rotatesByPosition()
{
    const auto v = torch::arange(1, 9, torch::kDouble).mul(0.1).view({1, 1, 1, 8});
    const auto turned = rotate(v, rotary(torch::tensor({3.0, 5.0}, torch::kDouble).view({1, 1, 2}), 8));
    const auto expected =
        torch::tensor({-.127223, -.183886, .287867, .408819, .717186, -.309265, .659142, .833986}, torch::kDouble);
    QVERIFY(largestDifference(turned.flatten(), expected) < 1e-6);
}

void NetworksTest::productsDependOnDistanceAlone()
{
    const auto v = torch::arange(1, 9, torch::kDouble).mul(0.1).view({1, 1, 1, 8});
    const auto k = torch::tensor({.5, -.2, .1, .3, -.4, .2, .6, -.1}, torch::kDouble).view({1, 1, 1, 8});
    const auto product = [&](double x1, double y1, double x2, double y2) {
        const auto at = [](double x, double y) { return torch::tensor({x, y}, torch::kDouble).view({1, 1, 2}); };
        return (rotate(v, rotary(at(x1, y1), 8)) * rotate(k, rotary(at(x2, y2), 8))).sum().item<double>();
    };
    QVERIFY(std::abs(product(3, 5, 1, 2) - .48822246) < 1e-8);
    QVERIFY(std::abs(product(13, 25, 11, 22) - .48822246) < 1e-8);
}

void NetworksTest::layerHasTheCountOfItsFormula()
{
    QCOMPARE(parameterCount(*EncoderLayer(512, 8, 1024)), 2'102'784);
    QCOMPARE(parameterCount(*EncoderLayer(384, 8, 1536)), 1'774'464);
    QCOMPARE(parameterCount(*EncoderLayer(256, 8, 512)), 527'104);
    QCOMPARE(parameterCount(*EncoderLayer(192, 4, 768)), 444'864);
    QCOMPARE(parameterCount(*EncoderLayer(128, 4, 256)), 132'480);
    QCOMPARE(parameterCount(*Mlp(std::vector{256, 256, 256, 2}, MlpImpl::Activation::Relu)), 132'098);
}

void NetworksTest::meetsThePublishedBudget_data()
{
    QTest::addColumn<QString>("name");
    for (const NetworkPreset &preset : networkPresets())
        if (preset.published.parametersM > 0 && preset.options.family != "hourglass") // counts without idle layers
            QTest::newRow(preset.name.c_str()) << q(preset.name);
}

void NetworksTest::meetsThePublishedBudget()
{
    QFETCH(QString, name);
    const auto net = network(name.toStdString());
    const auto presets = networkPresets();
    const auto preset = std::find_if(presets.begin(), presets.end(), [&](const auto &p) { return q(p.name) == name; });
    const double parameters = static_cast<double>(parameterCount(*net)) / 1e6;
    const torch::InferenceMode inference;
    const LayerCount count = countLayers([&] { net->forward(picture(net->options().input)); });
    const double gmacs = static_cast<double>(count.macs) / 1e9;
    qInfo("%s: %.3f M parameters (published %.3f), %.3f GMACs (%.3f), attention %.3f", qPrintable(name), parameters,
          preset->published.parametersM, gmacs, preset->published.gmacs,
          static_cast<double>(count.attentionMacs) / 1e9);
    QVERIFY(std::abs(parameters / preset->published.parametersM - 1) < 0.02);
    QVERIFY(gmacs <= preset->published.gmacs);
}

void NetworksTest::fastNetworkHasItsSize()
{
    const auto net = network("mobilenetv3-encoder-fast");
    const double parameters = static_cast<double>(parameterCount(*net)) / 1e6;
    QVERIFY2(std::abs(parameters - 2.9) < 0.1, std::to_string(parameters).c_str());
    const torch::InferenceMode inference;
    QCOMPARE(net->forward(picture(128)).stages.size(), std::size_t{5}); // the linear layer, then four layers
}

void NetworksTest::pfldFitsItsSizeLimits()
{
    const auto bytes = [](const LandmarkNetwork &net) {
        std::size_t sum = 0;
        for (const auto &[name, tensor] : weightsOf(net).tensors)
            sum += tensor.bytes.size();
        return static_cast<double>(sum) / 1e6;
    };
    QVERIFY2(bytes(*network("pfld")) < 12.5, std::to_string(bytes(*network("pfld"))).c_str());
    QVERIFY2(bytes(*network("pfld-0.25")) < 2.1, std::to_string(bytes(*network("pfld-0.25"))).c_str());
}

void NetworksTest::countsAttentionApart()
{
    EncoderLayer layer(128, 4, 256);
    layer->eval();
    const torch::InferenceMode inference;
    const auto positions = rotary(torch::rand({1, 162, 2}), 32);
    const LayerCount count = countLayers([&] { layer(torch::rand({1, 162, 128}), positions); });
    QCOMPARE(count.macs, std::int64_t{162} * (4 * 128 * 128 + 2 * 128 * 256));
    QCOMPARE(count.attentionMacs, std::int64_t{2} * 162 * 162 * 128);
}

void NetworksTest::hourglassCountsAsPublished_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("built");
    QTest::addColumn<int>("executed");
    QTest::newRow("68") << QStringLiteral("star-68") << 17'069'572 << 13'368'708;
    QTest::newRow("98") << QStringLiteral("adnet-98") << 17'177'332 << 13'476'468;
}

void NetworksTest::hourglassCountsAsPublished()
{
    QFETCH(QString, name);
    QFETCH(int, built);
    QFETCH(int, executed);
    const auto net = network(name.toStdString(), {{"input", "64"}});
    QCOMPARE(parameterCount(*net), built);
    const auto out = net->forward(picture(64, 2));
    torch::Tensor sum = out.stages.back().sum();
    for (const auto &stage : out.maps)
        sum = sum + stage.heat.sum();
    sum.backward();
    std::int64_t count = 0;
    for (const auto &parameter : net->parameters())
        if (parameter.grad().defined())
            count += parameter.numel();
    QCOMPARE(count, executed);
}

void NetworksTest::smallHeatmapNetworkHasItsSize()
{
    const auto net = network("heatmap-small-98");
    const torch::InferenceMode inference;
    const LayerCount count = countLayers([&] { net->forward(picture(128)); });
    qInfo("%.3f M parameters, %.3f GMACs", static_cast<double>(parameterCount(*net)) / 1e6,
          static_cast<double>(count.macs) / 1e9);
    QVERIFY(parameterCount(*net) < 3'000'000);
    QCOMPARE(net->forward(picture(128)).maps.back().heat.sizes().vec(), (std::vector<std::int64_t>{1, 98, 32, 32}));
}

void NetworksTest::heatmapNetworksGiveMapsAndGradients_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("input");
    QTest::addColumn<int>("stages");
    QTest::addColumn<int>("cells");
    QTest::addColumn<QString>("idle"); // what every parameter without gradient contains
    const auto row = [](const char *name, int input, int stages, int cells, const char *idle) {
        QTest::newRow(name) << QString::fromLatin1(name) << input << stages << cells << QString::fromLatin1(idle);
    };
    row("star-98", 64, 4, 16, "skip_layer.conv");
    row("sh-fan-68", 64, 4, 16, "none");
    row("hrnet-98", 64, 1, 16, "none");
    row("keyposs-64", 64, 1, 16, "backbone.conv");
    row("keyposs-16", 64, 1, 4, "o"); // conv3, conv4 of the stem and the layer that scales down
    row("heatmap-small-98", 64, 1, 16, "none");
}

void NetworksTest::heatmapNetworksGiveMapsAndGradients()
{
    QFETCH(QString, name);
    QFETCH(int, input);
    QFETCH(int, stages);
    QFETCH(int, cells);
    QFETCH(QString, idle);
    const auto net = network(name.toStdString(), {{"points", "98"}, {"input", std::to_string(input)}});
    net->train();
    const auto out = net->forward(picture(input, 2));
    QCOMPARE(out.stages.size(), static_cast<std::size_t>(stages));
    QCOMPARE(out.maps.size(), out.stages.size());
    torch::Tensor loss = torch::zeros({});
    for (std::size_t i = 0; i < out.stages.size(); ++i) {
        QCOMPARE(out.stages[i].sizes().vec(), (std::vector<std::int64_t>{2, 98, 2}));
        QCOMPARE(out.maps[i].heat.sizes().vec(), (std::vector<std::int64_t>{2, 98, cells, cells}));
        QVERIFY(out.stages[i].min().item<double>() >= 0 && out.stages[i].max().item<double>() <= 1);
        loss = loss + (out.stages[i] - 0.3).abs().mean();
        for (const auto &maps : {out.maps[i].heat, out.maps[i].points, out.maps[i].edges})
            if (maps.defined())
                loss = loss + maps.square().mean();
    }
    loss.backward();
    for (const auto &parameter : net->named_parameters())
        if (!parameter.value().grad().defined())
            QVERIFY2(parameter.key().find(idle.toStdString()) != std::string::npos, parameter.key().c_str());
    net->eval(); // other decoders
    const torch::InferenceMode inference;
    QCOMPARE(net->forward(picture(input, 2)).stages.back().sizes().vec(), (std::vector<std::int64_t>{2, 98, 2}));
}

void NetworksTest::blurPoolHalvesWithoutAliasing()
{
    const auto net = network("adnet-68", {{"pool", "blur"}, {"input", "128"}, {"width", "32"}, {"stacks", "1"}});
    const auto buffers = net->named_buffers();
    const auto filter = buffers["pre.2.1.filt"];
    QCOMPARE(filter.sizes().vec(), (std::vector<std::int64_t>{16, 1, 3, 3}));
    QCOMPARE(filter[3][0][1][1].item<double>(), 0.25);
    QCOMPARE(filter[3][0].sum().item<double>(), 1.0);
    QVERIFY(buffers.contains("hgs.0.low2.low2.low2.pool1.1.filt"));
    const torch::InferenceMode inference;
    QCOMPARE(net->forward(picture(128)).maps[0].edges.sizes().vec(), (std::vector<std::int64_t>{1, 9, 32, 32}));
}

void NetworksTest::everyNetworkGivesStagesAndGradients_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"mobilenetv3-encoder-fast", "mobilenetv3-encoder-3.4m-98", "resnet18-linear", "pfld",
                             "pfld-0.25", "slpt6", "heatmap-small-98"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void NetworksTest::everyNetworkGivesStagesAndGradients()
{
    QFETCH(QString, name);
    const auto net = network(name.toStdString());
    shake(*net);
    net->train();
    const auto out = net->forward(picture(net->options().input, 2));
    torch::Tensor loss = torch::zeros({});
    for (const auto &stage : out.stages) {
        QCOMPARE(stage.sizes().vec(), (std::vector<std::int64_t>{2, 98, 2}));
        loss = loss + (stage - 0.3).abs().mean();
    }
    if (out.pose.defined())
        loss = loss + out.pose.abs().mean();
    loss.backward();
    std::string idle;
    for (const auto &parameter : net->named_parameters())
        if (!parameter.value().grad().defined())
            idle += parameter.key() + " ";
    // Published with the network, but no part of its forward pass.
    const QString expected = name.startsWith(u"pfld")
                                 ? QStringLiteral("pfld_backbone.bn8.weight pfld_backbone.bn8.bias ")
                             : name.startsWith(u"slpt") ? QStringLiteral("feature_norm.weight feature_norm.bias ")
                                                        : QString();
    QCOMPARE(q(idle), expected);
}

void NetworksTest::encoderStartsAtTheMeanShape()
{
    const auto mean = torch::rand({98, 2});
    for (const char *name : {"mobilenetv3-encoder-fast", "mobilenetv3-encoder-3.4m-98"}) {
        const auto net = network(name);
        net->setMeanShape(mean);
        const torch::InferenceMode inference;
        for (const auto &stage : net->forward(picture(net->options().input, 2)).stages)
            QVERIFY(largestDifference(stage[1], mean) < 1e-6);
    }
}

void NetworksTest::smallInputsWork_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("input");
    QTest::newRow("encoder at 128") << QStringLiteral("mobilenetv3-encoder-3.4m-98") << 128;
    QTest::newRow("encoder at 64") << QStringLiteral("mobilenetv3-encoder-fast") << 64;
    QTest::newRow("slpt at 128") << QStringLiteral("slpt6") << 128;
    QTest::newRow("linear at 128") << QStringLiteral("resnet50-linear") << 128;
}

void NetworksTest::smallInputsWork()
{
    QFETCH(QString, name);
    QFETCH(int, input);
    const auto net = network(name.toStdString(), {{"input", std::to_string(input)}, {"points", "19"}});
    const torch::InferenceMode inference;
    QCOMPARE(net->forward(picture(input)).stages.back().sizes().vec(), (std::vector<std::int64_t>{1, 19, 2}));
}

void NetworksTest::savedNetworkPredictsTheSame_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("input");
    const auto row = [](const char *name, int input) { QTest::newRow(name) << QString::fromLatin1(name) << input; };
    row("mobilenetv3-encoder-fast", 64);
    row("mobilenetv3-encoder-3.4m-98", 128);
    row("resnet18-linear", 64);
    row("resnet50-encoder-98", 64);
    row("pfld", 112);
    row("pfld-0.25", 112);
    row("slpt6", 64);
    row("synergynet-68", 64);
    row("deep3d-68", 64);
    row("heatmap-small-98", 64);
    row("star-98", 64);
    row("sh-fan-68", 64);
    row("hrnet-98", 64);
    row("keyposs-64", 64);
    row("keyposs-8", 128);
}

void NetworksTest::savedNetworkPredictsTheSame()
{
    QFETCH(QString, name);
    QFETCH(int, input);
    const test::TempDir dir;
    const auto net = network(name.toStdString(), {{"points", "29"}, {"input", std::to_string(input)}});
    net->setMeanShape(torch::rand({29, 2}));
    net->setShapeModes(torch::rand({8, 29, 2}));
    shake(*net);
    const auto saved = saveNetwork(*net, dir / "net.safetensors");
    QVERIFY2(saved.ok(), saved.ok() ? "" : saved.error().text().c_str());
    const auto read = loadNetworkFile(dir / "net.safetensors");
    QVERIFY2(read.ok(), read.ok() ? "" : read.error().text().c_str());
    QVERIFY((*read)->options() == net->options());
    const torch::InferenceMode inference;
    const auto answer = [&](LandmarkNetwork &asked) {
        const auto out = asked.forward(picture(input));
        return out.maps.empty() ? out.stages.back() : out.maps.back().heat; // whose places may be nowhere
    };
    QCOMPARE(largestDifference(answer(**read), answer(*net)), 0.0);
}

void NetworksTest::halfWeightsTakeHalfTheBytes()
{
    const test::TempDir dir;
    const auto net = network("mobilenetv3-encoder-fast");
    net->setMeanShape(torch::rand({98, 2}));
    shake(*net);
    QVERIFY(saveNetwork(*net, dir / "net.safetensors", true).ok());
    QVERIFY(std::filesystem::file_size(dir / "net.safetensors") < 6'200'000);
    const auto read = loadNetworkFile(dir / "net.safetensors");
    QVERIFY(read.ok());
    const torch::InferenceMode inference;
    const auto image = picture(128);
    QVERIFY(largestDifference((*read)->forward(image).stages.back(), net->forward(image).stages.back()) < 0.01);
}

void NetworksTest::torchvisionWeightsFillTheBackbone()
{
    const auto classifier = makeNetwork(*networkOptions("resnet18-linear", {{"points", "500"}})).value();
    const auto file = WeightsFile::parse(safetensors::print(weightsOf(*classifier)));
    QVERIFY(file.ok());
    const auto net = network("resnet18-encoder-98");
    const auto filled = loadBackbone(*net, *file);
    QVERIFY2(filled.ok(), filled.ok() ? "" : filled.error().text().c_str());
    QCOMPARE(filled->leftOver, (std::vector<std::string>{"fc.bias", "fc.weight"}));
    QVERIFY(torch::equal(net->named_parameters()["backbone.layer4.1.conv2.weight"],
                         classifier->named_parameters()["layer4.1.conv2.weight"]));
    const auto none = loadBackbone(*network("pfld"), *file);
    QVERIFY(!none.ok());
    const auto other = loadBackbone(*network("resnet34-encoder-98"), *file);
    QVERIFY(!other.ok());
    QVERIFY(other.error().message.text().find("missing layer1.2") != std::string::npos);
}

void NetworksTest::publishedLayoutsLoad_data()
{
    QTest::addColumn<QString>("preset");
    QTest::addColumn<QString>("prefix"); // of every name in the file
    QTest::addColumn<QString>("lacks");  // what such names begin with
    QTest::newRow("star") << QStringLiteral("star-98") << QStringLiteral("net.") << QString();
    QTest::newRow("hrnet") << QStringLiteral("hrnet-98") << QStringLiteral("state_dict.module.") << QString();
    QTest::newRow("keyposs of 64") << QStringLiteral("keyposs-64") << QStringLiteral("state_dict.")
                                   << QStringLiteral("backbone.conv3");
    QTest::newRow("keyposs of 16") << QStringLiteral("keyposs-16") << QStringLiteral("state_dict.")
                                   << QStringLiteral("keypoint_head.downscale_layer");
    QTest::newRow("keyposs of 4") << QStringLiteral("keyposs-4") << QStringLiteral("state_dict.")
                                  << QStringLiteral("keypoint_head.downscale_layer");
}

void NetworksTest::publishedLayoutsLoad()
{
    QFETCH(QString, preset);
    QFETCH(QString, prefix);
    QFETCH(QString, lacks);
    std::map<std::string, std::string> changes;
    if (preset.startsWith(u"star"))
        changes = {{"width", "32"}, {"stacks", "1"}};
    const auto source = network(preset.toStdString(), changes);
    const auto own = weightsOf(*source);
    safetensors::File file;
    std::size_t left = 0;
    for (const auto &[name, tensor] : own.tensors)
        if (lacks.isEmpty() || !name.starts_with(lacks.toStdString()))
            file.tensors.emplace(prefix.toStdString() + name, tensor);
        else
            ++left;
    QCOMPARE(left > 0, !lacks.isEmpty());
    file.tensors.emplace("optimizer.step", safetensors::Tensor::fromFloats({1}, {1}));
    const auto read = WeightsFile::parse(safetensors::print(file)).value();
    const auto net = network(preset.toStdString(), changes);
    const auto loaded = loadWeights(*net, read, {});
    QVERIFY2(loaded.ok(), loaded.ok() ? "" : loaded.error().message.text().c_str());
    QCOMPARE(loaded->found.size() + left, own.tensors.size());
}

void NetworksTest::misfittingWeightsAreNamed()
{
    const auto net = network("resnet18-linear");
    auto weights = weightsOf(*net);
    weights.tensors.erase("layer1.0.conv1.weight");
    weights.tensors["stray"] = safetensors::Tensor::fromFloats({1}, {1});
    weights.tensors["fc.bias"] = safetensors::Tensor::fromFloats({2}, {1, 2});
    const auto loaded = loadWeights(*net, WeightsFile::parse(safetensors::print(weights)).value());
    QVERIFY(!loaded.ok());
    QCOMPARE(
        q(loaded.error().message.text()),
        QStringLiteral("The weights do not fit the network: 100 tensors; missing layer1.0.conv1.weight; of another "
                       "shape fc.bias; not part of the network stray."));
}

void NetworksTest::pfldPoseIsForTrainingAlone()
{
    const auto net = network("pfld");
    QVERIFY(!net->forward(picture(112, 2)).pose.defined());
    net->train();
    QCOMPARE(net->forward(picture(112, 2)).pose.sizes().vec(), (std::vector<std::int64_t>{2, 3}));
}

void NetworksTest::slptStartsWhereItsCardSays()
{
    const auto net = network("slpt6");
    auto weights = weightsOf(*net);
    weights.tensors.erase("initial_points"); // as published
    const auto file = WeightsFile::parse(safetensors::print(weights)).value();
    const auto refused = loadWeights(*net, file);
    QVERIFY(!refused.ok());
    QVERIFY(refused.error().message.text().find("weights.start") != std::string::npos);
    QVERIFY(loadWeights(*net, file, {.meanShape = true}).ok());
    const auto start = net->named_buffers()["initial_points"];
    QVERIFY(std::abs(start.min().item<double>() - 1.0 / 12) < 1e-3); // the box of the shape in the crop of 1.2 boxes
    QVERIFY(std::abs(start.max().item<double>() - 11.0 / 12) < 1e-3);
}

void NetworksTest::learnsPicturesByHeart_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("input");
    QTest::addColumn<double>("width");
    QTest::addColumn<int>("steps");
    QTest::addColumn<double>("rate");
    QTest::newRow("encoder") << QStringLiteral("mobilenetv3-encoder-fast") << 64 << 0.25 << 100 << 1e-3;
    QTest::newRow("encoder with samples") << QStringLiteral("mobilenetv3-encoder-3.4m-98") << 64 << 0.25 << 100 << 1e-3;
}

void NetworksTest::learnsPicturesByHeart()
{
    QFETCH(QString, name);
    QFETCH(int, input);
    QFETCH(double, width);
    QFETCH(int, steps);
    QFETCH(double, rate);
    const auto net =
        network(name.toStdString(),
                {{"points", "5"}, {"input", std::to_string(input)}, {"backbone_width", std::to_string(width)}});
    const auto images = torch::upsample_bilinear2d(picture(4, 8), {input, input}, false) * 2 - 1;
    const auto truth = torch::rand({8, 5, 2}) * 0.5 + 0.25;
    net->setMeanShape(truth.mean(0));
    net->train();
    torch::optim::AdamW optimizer(net->parameters(), torch::optim::AdamWOptions(rate));
    const auto error = [&] { return (net->forward(images).stages.back() - truth).norm(2, -1).mean().item<double>(); };
    const double before = error();
    for (int step = 0; step < steps; ++step) {
        torch::Tensor loss = torch::zeros({});
        for (const auto &stage : net->forward(images).stages)
            loss = loss + torch::smooth_l1_loss(stage, truth, at::Reduction::Mean, 0.01);
        optimizer.zero_grad();
        loss.backward();
        optimizer.step();
    }
    const double after = error();
    qInfo("%s: mean error %.4f -> %.4f of the input", qPrintable(name), before, after);
    QVERIFY(after < 0.01);
    QVERIFY(before > 10 * after);
}

QTEST_GUILESS_MAIN(NetworksTest)
#include "networks_test.moc"
