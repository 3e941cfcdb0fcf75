#include "core/model/backend.h"
#include "tests/support/test_support.h"

#include <nlohmann/json.hpp>

#include <QObject>
#include <QTest>

#include <algorithm>
#include <cstdlib>

using namespace fiducial;
using namespace fiducial::model;
using test::q;

namespace {
/// What tests/data/nets/encoder_tiny.pth holds, and what the network gives for the sheet's input.
struct TinyNetwork {
    BackendRequest request;
    nlohmann::json sheet;
};

TinyNetwork tinyNetwork()
{
    const auto folder = test::dataDir() / "nets";
    TinyNetwork tiny;
    tiny.sheet = nlohmann::json::parse(test::readAll(folder / "encoder_tiny.json"));
    tiny.request.weights = (folder / "encoder_tiny.pth").string();
    tiny.request.architecture = "mobilenetv3-encoder-fast";
    tiny.request.options = tiny.sheet.at("options").get<std::map<std::string, std::string>>();
    tiny.request.device = "cpu";
    tiny.request.threads = 1;
    return tiny;
}

/// u("input", i) of the parity sheets.
FloatTensor ruleInput(std::vector<std::int64_t> shape)
{
    FloatTensor input{std::move(shape), {}};
    for (std::int64_t i = 0; i < input.count(); ++i) {
        auto x = static_cast<std::uint32_t>(0xf9d86f7bU + static_cast<std::uint64_t>(i) * 2654435761ULL);
        x ^= x >> 16;
        x *= 2246822519U;
        x ^= x >> 13;
        input.data.push_back(static_cast<float>(x / 2147483648.0 - 1));
    }
    return input;
}

QString problem(const BackendRequest &request)
{
    const auto backend = torchModule().value()->load(request);
    return backend ? QString() : q(backend.error().message.text());
}
} // namespace

class RealTorchModuleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void listsItsNetworks();
    void countsANetwork();
    void predictsWithAPublishedStateDictionary();
    void heatmapNetworkTellsSpreadAndMaps();
    void saysWhatDoesNotFit();
    void tellsWeightsFromTorchScript();
};

void RealTorchModuleTest::initTestCase()
{
    ::setenv("FIDUCIAL_TORCH_MODULE", TORCH_MODULE_FILE, 1);
    const auto module = torchModule();
    QVERIFY2(module.ok(), module.ok() ? "" : module.error().message.text().c_str());
}

void RealTorchModuleTest::listsItsNetworks()
{
    const auto all = torchModule().value()->architectures();
    const auto it = std::find_if(all.begin(), all.end(), [](const auto &a) { return a.name == "resnet34-encoder-98"; });
    QVERIFY(it != all.end());
    QCOMPARE(q(it->options.at("backbone")), QStringLiteral("resnet34"));
    QCOMPARE(it->publishedParametersM, 53.52);
    QCOMPARE(it->publishedGmacs, 11.80);
}

void RealTorchModuleTest::countsANetwork()
{
    const auto pfld = torchModule().value()->figures("pfld", {});
    QVERIFY(pfld.ok());
    QCOMPARE(pfld->parameters, 1'264'804 + 463'811);         // with the auxiliary branch
    QCOMPARE(pfld->executedParameters, 1'264'804 - 2 * 128); // nor does its last normalisation, as published
    QCOMPARE(pfld->macs, 386'590'400);                       // which does not run
    QCOMPARE(pfld->attentionMacs, 0);
    QVERIFY(pfld->weightBytes > 4 * pfld->parameters);
    // The picture and the first layer's output are there together; every output together would be far more.
    QVERIFY(pfld->peakBytes > pfld->weightBytes + 4 * (3 * 112 * 112 + 64 * 56 * 56));
    QVERIFY(pfld->peakBytes < pfld->weightBytes + 50'000'000);
    const auto speed = torchModule().value()->speed("pfld", {}, {.device = "cpu", .batch = 2, .seconds = 0.05});
    QVERIFY(speed.ok());
    QVERIFY(speed->facesPerSecond > 1);
    QVERIFY(q(speed->device).startsWith(QStringLiteral("CPU")));
    QVERIFY(!torchModule().value()->speed("nothing", {}, {}).ok());
    QVERIFY(!torchModule().value()->figures("pfld", {{"points", "none"}}).ok());
}

void RealTorchModuleTest::predictsWithAPublishedStateDictionary()
{
    const TinyNetwork tiny = tinyNetwork();
    auto backend = torchModule().value()->load(tiny.request);
    QVERIFY2(backend.ok(), backend.ok() ? "" : backend.error().message.text().c_str());
    const auto outputs = (*backend)->forward(ruleInput({2, 3, 32, 32}));
    QVERIFY2(outputs.ok(), outputs.ok() ? "" : outputs.error().message.text().c_str());
    const auto &expected = tiny.sheet.at("outputs");
    QCOMPARE(outputs->size(), expected.size());
    for (std::size_t s = 0; s < outputs->size(); ++s) {
        const FloatTensor &stage = (*outputs)[s].tensor;
        QCOMPARE(stage.shape, (std::vector<std::int64_t>{2, 5, 2}));
        const double tolerance = 10 * expected[s].at("max_abs_diff_f32_f64").get<double>();
        for (std::int64_t i = 0; i < 32; ++i) {
            const double difference = static_cast<double>(stage.data[static_cast<std::size_t>(i * 19 / 31)]) -
                                      expected[s].at("values")[static_cast<std::size_t>(i)].get<double>();
            QVERIFY2(std::abs(difference) <= tolerance, std::to_string(difference).c_str());
        }
    }
}

void RealTorchModuleTest::heatmapNetworkTellsSpreadAndMaps()
{
    TinyNetwork tiny = tinyNetwork();
    QVERIFY(!(*torchModule().value()->load(tiny.request))->maps(ruleInput({1, 3, 32, 32})).ok());
    tiny.request.weights = (test::dataDir() / "nets" / "pyramid_tiny.safetensors").string();
    tiny.request.architecture = "heatmap-small-98";
    tiny.request.options = {
        {"points", "5"}, {"input", "32"},    {"backbone", "mobilenet_v3_small"}, {"backbone_width", "0.125"},
        {"width", "16"}, {"last_level", "2"}};
    auto backend = torchModule().value()->load(tiny.request);
    QVERIFY2(backend.ok(), backend.ok() ? "" : backend.error().message.text().c_str());
    const auto face = ruleInput({1, 3, 32, 32});
    const auto outputs = (*backend)->forward(face);
    QVERIFY2(outputs.ok(), outputs.ok() ? "" : outputs.error().message.text().c_str());
    QCOMPARE(outputs->size(), std::size_t{3});
    QCOMPARE(outputs->at(0).name, std::string(kCovarianceOutput));
    QCOMPARE(outputs->at(0).tensor.shape, (std::vector<std::int64_t>{1, 5, 3}));
    QCOMPARE(outputs->at(1).name, std::string(kPeakOutput));
    QCOMPARE(outputs->at(2).tensor.shape, (std::vector<std::int64_t>{1, 5, 2})); // the coordinates stay the last
    const auto maps = (*backend)->maps(face);
    QVERIFY2(maps.ok(), maps.ok() ? "" : maps.error().message.text().c_str());
    QCOMPARE(maps->maps.shape, (std::vector<std::int64_t>{5, 8, 8}));
    for (std::size_t i = 0; i < 5; ++i) {
        const float *map = maps->maps.data.data() + i * 64;
        double sum = 0, x = 0, xx = 0, squares = 0;
        for (int cell = 0; cell < 64; ++cell) {
            const double place = maps->first + maps->step * (cell % 8), value = map[cell];
            sum += value;
            squares += value * value;
            x += value * place;
            xx += value * place * place;
        }
        QVERIFY(std::abs(x / sum - outputs->at(2).tensor.data[2 * i]) < 1e-5);
        const double variance = (xx / sum - x * x / sum / sum) / (1 - squares / sum / sum);
        QVERIFY(std::abs(variance - outputs->at(0).tensor.data[3 * i]) < 1e-4);
        QCOMPARE(outputs->at(1).tensor.data[i], *std::max_element(map, map + 64));
    }
}

void RealTorchModuleTest::saysWhatDoesNotFit()
{
    TinyNetwork tiny = tinyNetwork();
    tiny.request.options["points"] = "6";
    QVERIFY(problem(tiny.request).contains(QStringLiteral("of another shape landmark_tokens, mean_shape")));
    tiny.request.options["points"] = "5";
    tiny.request.options["weights.level"] = "net";
    QVERIFY(problem(tiny.request).contains(QStringLiteral("0 tensors from level net; missing ")));
    tiny.request.options["weights.level"] = "net_ema.module";
    QCOMPARE(problem(tiny.request), QString());
    tiny.request.architecture = "lenet";
    QCOMPARE(problem(tiny.request), QStringLiteral("There is no network named 'lenet'."));
}

void RealTorchModuleTest::tellsWeightsFromTorchScript()
{
    TinyNetwork tiny = tinyNetwork();
    tiny.request.weights = (test::dataDir() / "weights" / "zip.pt").string();
    tiny.request.architecture = "torchscript";
    tiny.request.options.clear();
    QVERIFY2(problem(tiny.request).contains(QStringLiteral("weights without a network")),
             qPrintable(problem(tiny.request)));
}

QTEST_GUILESS_MAIN(RealTorchModuleTest)
#include "torch_module_test.moc"
