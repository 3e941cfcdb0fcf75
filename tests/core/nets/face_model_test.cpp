#include "core/nets/face_model.h"
#include "core/nets/landmark_network.h"
#include "core/nets/weights.h"
#include "tests/support/test_support.h"

#include <torch/torch.h>

#include <QObject>
#include <QTest>

#include <cmath>

using namespace fiducial;
using namespace fiducial::nets;
using test::q;

namespace {
std::shared_ptr<LandmarkNetwork> network(const std::string &preset)
{
    torch::manual_seed(3);
    return makeNetwork(*networkOptions(preset, {{"points", "5"}, {"input", "64"}})).value();
}

double largest(const torch::Tensor &a, const torch::Tensor &b)
{
    return (a - b).abs().max().item<double>();
}

/// Eight shapes of five points in 0..1.
torch::Tensor someShapes()
{
    torch::manual_seed(5);
    return torch::rand({8, 5, 2}) * 0.5 + 0.25;
}

std::shared_ptr<LandmarkNetwork> prepared(const std::string &preset)
{
    auto net = network(preset);
    net->setMeanShape(someShapes().mean(0));
    net->setShapeModes(someShapes());
    return net;
}
} // namespace

/// The networks that place a morphable face model.
class FaceModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { torch::set_num_threads(1); }
    void cameraSeesAsPublished();
    void rotationTurnsAboutXThenYThenZ();
    void modesSpanTheShapes();
    void startsAtTheMeanShape_data();
    void startsAtTheMeanShape();
    void learnsShapes();
    void publishedSynergyNetLoads();
    void faceReconNeedsItsModel();
};

void FaceModelTest::cameraSeesAsPublished()
{
    const auto seen = projectPinhole(torch::tensor({.2, .1, .3}, torch::kDouble).view({1, 1, 3}), 1015, 224)[0][0];
    QVERIFY(std::abs(seen[0].item<double>() - 132.927835) < 1e-6);
    QVERIFY(std::abs(seen[1].item<double>() - 100.536082) < 1e-6);
}

void FaceModelTest::rotationTurnsAboutXThenYThenZ()
{
    const double a = 0.3, b = -0.2, c = 0.5;
    const auto r = rotationFromAngles(torch::tensor({a, b, c}, torch::kDouble).view({1, 3}))[0];
    QVERIFY(std::abs(r[0][0].item<double>() - std::cos(b) * std::cos(c)) < 1e-12);
    QVERIFY(std::abs(r[2][0].item<double>() + std::sin(b)) < 1e-12);
    QVERIFY(std::abs(r[2][1].item<double>() - std::sin(a) * std::cos(b)) < 1e-12);
    QVERIFY(largest(r.mm(r.t()), torch::eye(3, torch::kDouble)) < 1e-12);
}

void FaceModelTest::modesSpanTheShapes()
{
    const auto shapes = someShapes();
    const auto found = shapeModes(shapes, 9);
    QVERIFY(largest(found.mean, shapes.mean(0)) < 1e-6);
    const auto modes = found.modes.flatten(0, 1);                    // 10 x 9
    QVERIFY(largest(modes.slice(1, 7), torch::zeros({10, 2})) == 0); // eight shapes have seven directions
    // Standard deviations: the squares of the modes add up to the variance of each coordinate.
    QVERIFY(largest(modes.square().sum(1), shapes.flatten(1).var(0)) < 1e-6);
    const auto centred = (shapes - found.mean).flatten(1).t();
    const auto solved = std::get<0>(torch::linalg_lstsq(modes.slice(1, 0, 7), centred));
    QVERIFY(largest(modes.slice(1, 0, 7).mm(solved), centred) < 1e-5);
    QCOMPARE(shapeModes(torch::empty({0, 5, 2}), 3).modes.abs().sum().item<double>(), 0.0);
}

void FaceModelTest::startsAtTheMeanShape_data()
{
    QTest::addColumn<QString>("preset");
    QTest::addColumn<double>("tolerance");
    QTest::newRow("synergy") << QStringLiteral("synergynet-68") << 0.1; // its heads start small, not at zero
    QTest::newRow("face-recon") << QStringLiteral("deep3d-68") << 1e-5;
}

void FaceModelTest::startsAtTheMeanShape()
{
    QFETCH(QString, preset);
    QFETCH(double, tolerance);
    const auto net = prepared(preset.toStdString());
    net->eval();
    const torch::InferenceMode inference;
    const auto stages = net->forward(torch::rand({2, 3, 64, 64})).stages;
    QCOMPARE(stages.back().sizes().vec(), (std::vector<std::int64_t>{2, 5, 2}));
    QVERIFY(largest(stages.back()[1], someShapes().mean(0)) < tolerance);
}

void FaceModelTest::learnsShapes()
{
    const auto net = prepared("synergynet-68");
    const auto truth = someShapes();
    const auto images = torch::upsample_bilinear2d(torch::rand({8, 3, 4, 4}), std::vector<std::int64_t>{64, 64}, false);
    net->train();
    constexpr double kRate = 1e-3;
    constexpr int kSteps = 50;
    torch::optim::AdamW optimiser(net->parameters(), torch::optim::AdamWOptions(kRate));
    double error = 1; // of the input
    for (int step = 0; step < kSteps; ++step) {
        optimiser.param_groups()[0].options().set_lr(kRate * 0.5 * (1 + std::cos(M_PI * step / kSteps)));
        torch::Tensor loss = torch::zeros({});
        const auto stages = net->forward(images).stages;
        for (const auto &stage : stages)
            loss = loss + torch::smooth_l1_loss(stage, truth, at::Reduction::Mean, 0.01);
        optimiser.zero_grad();
        loss.backward();
        optimiser.step();
        error = (stages.back() - truth).norm(2, -1).mean().item<double>();
    }
    QVERIFY2(error < 0.1, qPrintable(QString::number(error))); // the mean shape is 0.19 off
}

void FaceModelTest::publishedSynergyNetLoads()
{
    const auto source = prepared("synergynet-68");
    safetensors::File file;
    for (const auto &[name, tensor] : weightsOf(*source).tensors) {
        auto copy = tensor;
        if (name == "param_mean" || name == "param_std") { // whitens the texture too
            copy.bytes.append(40 * sizeof(float), '\0');
            copy.shape = {102};
        }
        file.tensors.emplace("state_dict.module." + name, copy);
    }
    for (const char *dense : {"u", "w_shp", "w_exp"})
        file.tensors.emplace(std::string("state_dict.module.") + dense,
                             safetensors::Tensor::fromFloats({3, 1}, {1, 2, 3}));
    const auto net = network("synergynet-68");
    const auto loaded = loadWeights(*net, WeightsFile::parse(safetensors::print(file)).value());
    QVERIFY2(loaded.ok(), loaded.ok() ? "" : loaded.error().message.text().c_str());
    source->eval();
    net->eval();
    const torch::InferenceMode inference;
    const auto image = torch::rand({1, 3, 64, 64});
    QCOMPARE(largest(net->forward(image).stages.back(), source->forward(image).stages.back()), 0.0);
}

void FaceModelTest::faceReconNeedsItsModel()
{
    const auto source = prepared("deep3d-68");
    auto file = weightsOf(*source);
    const auto whole = WeightsFile::parse(safetensors::print(file)).value();
    QVERIFY(loadWeights(*network("deep3d-68"), whole).ok());
    std::erase_if(file.tensors, [](const auto &item) { return item.first.starts_with("face_model."); });
    const auto refused = loadWeights(*network("deep3d-68"), WeightsFile::parse(safetensors::print(file)).value());
    QVERIFY(!refused.ok());
    QVERIFY2(refused.error().message.text().find("missing face_model.") != std::string::npos,
             refused.error().message.text().c_str());
}

QTEST_GUILESS_MAIN(FaceModelTest)
#include "face_model_test.moc"
