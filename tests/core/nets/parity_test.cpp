#include "core/nets/backbone.h"
#include "core/nets/face_recon.h"
#include "core/nets/landmark_network.h"
#include "core/nets/pfld.h"
#include "core/nets/synergy_net.h"
#include "tests/core/nets/parity_sheet.h"
#include "tests/support/test_support.h"

#include <QObject>
#include <QTest>

using namespace fiducial;
using namespace fiducial::nets;
using test::q;

namespace {
using test::Candidate;
using Outputs = Candidate::Outputs;

Candidate classifier(const std::string &name)
{
    auto net = makeBackbone({name, 1, 4, 1000});
    return {net, [net](const torch::Tensor &x) { return Outputs{net->classify(x)}; }, {}};
}

Candidate pfldBackbone()
{
    PfldBackbone net(98, 1);
    return {net.ptr(),
            [net](const torch::Tensor &x) mutable {
                const auto [features, points] = net->forward(x);
                return Outputs{features, points};
            },
            {}};
}

Candidate pfldAuxiliary()
{
    PfldAuxiliary net(64);
    return {net.ptr(), [net](const torch::Tensor &x) mutable { return Outputs{net->forward(x)}; }, {}};
}

Candidate slpt(const std::string &preset)
{
    const auto net = makeNetwork(*networkOptions(preset, {})).value();
    const auto initial = (0.5 + 0.35 * test::ruleNumbers("initial_points", {98, 2}).to(torch::kDouble));
    net->setMeanShape(initial.to(torch::kFloat));
    return {net,
            [net](const torch::Tensor &x) {
                const auto stages = torch::stack(net->forward(x).stages, 1).chunk(3, 1);
                return Outputs(stages.begin(), stages.end());
            },
            "initial_points"};
}

Candidate synergyNet()
{
    SynergyParts net;
    return {net.ptr(),
            [net](const torch::Tensor &x) mutable {
                const auto points = test::ruleNumbers("vertex_lmk", {2, 3, 68}).narrow(0, 0, x.size(0)).to(x.dtype());
                const auto [numbers, pooled] = net->imageToNumbers(x);
                return Outputs{numbers, pooled,
                               net->residual(points, pooled, numbers.narrow(1, 12, 40), numbers.narrow(1, 52, 10)),
                               net->numbers(points)};
            },
            {}};
}

Candidate faceRecon()
{
    FaceRecon net;
    return {net.ptr(), [net](const torch::Tensor &x) mutable { return Outputs{net(x)}; }, {}};
}

Candidate encoder(const test::ParitySheet &sheet)
{
    const auto net = makeNetwork(*networkOptions("mobilenetv3-encoder-fast", sheet.options)).value();
    return {net, [net](const torch::Tensor &x) { return net->forward(x).stages; }, {}};
}

Candidate candidateOf(const std::string &name, const test::ParitySheet &sheet)
{
    if (name.starts_with("encoder_"))
        return encoder(sheet);
    if (name.starts_with("torchvision_"))
        return classifier(name.substr(std::string("torchvision_").size()));
    if (name == "pfld_wflw98")
        return pfldBackbone();
    if (name == "pfld_wflw98_aux")
        return pfldAuxiliary();
    if (name == "synergynet_62")
        return synergyNet();
    if (name == "deep3dfacerecon_r50_257")
        return faceRecon();
    return slpt(name.substr(0, name.find('_')));
}
} // namespace

class ParityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void ruleGivesTheNumbersOfItsReadme();
    void equalsThePublishedNetwork_data();
    void equalsThePublishedNetwork();
    void equalsItsDescriptionInPython_data();
    void equalsItsDescriptionInPython();

private:
    void compareWith(const std::filesystem::path &folder, const std::string &name);
};

void ParityTest::initTestCase()
{
    torch::set_num_threads(1); // several tests run at once
}

void ParityTest::ruleGivesTheNumbersOfItsReadme()
{
    const auto u = test::ruleNumbers("input", {393216});
    QCOMPARE(u[0].item<float>(), static_cast<float>(-0.9908549077808857));
    QCOMPARE(u[3].item<float>(), static_cast<float>(-0.7660093251615763));
    QCOMPARE(u[393215].item<float>(), static_cast<float>(-0.2972886483184993));
}

void ParityTest::equalsThePublishedNetwork_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name :
         {"torchvision_resnet18", "torchvision_resnet34", "torchvision_resnet50", "torchvision_mobilenet_v3_large",
          "torchvision_mobilenet_v3_small", "pfld_wflw98", "pfld_wflw98_aux", "slpt6_wflw98", "slpt12_wflw98",
          "synergynet_62", "deep3dfacerecon_r50_257"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void ParityTest::equalsThePublishedNetwork()
{
    QFETCH(QString, name);
    const auto folder = test::sharedPath("research/parity");
    if (folder.empty())
        QSKIP("The parity sheets are not here.");
    compareWith(folder, name.toStdString());
}

void ParityTest::equalsItsDescriptionInPython_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("linear first coordinates") << QStringLiteral("encoder_fast");
    QTest::newRow("reference layers, samples of four levels") << QStringLiteral("encoder_sampling");
}

void ParityTest::equalsItsDescriptionInPython()
{
    QFETCH(QString, name);
    compareWith(test::dataDir() / "nets", name.toStdString());
}

void ParityTest::compareWith(const std::filesystem::path &folder, const std::string &name)
{
    const auto sheet = test::readParitySheet(folder, name);
    QCOMPARE(q(test::compareNetworks(sheet, candidateOf(name, sheet))), QString());
}

QTEST_GUILESS_MAIN(ParityTest)
#include "parity_test.moc"
