#include "core/model/backend.h"
#include "core/model/landmark_model.h"
#include "tests/core/model/model_support.h"
#include "tests/support/test_support.h"

#include <QTest>

using namespace fiducial;
using namespace fiducial::model;
using namespace fiducial::test;

/// The door to the module, with a stand-in for LibTorch behind it. The module stays open once it is: the order of the
/// first two functions matters.
class TorchModuleTest : public QObject {
    Q_OBJECT

private:
    TempDir dir_;

    std::filesystem::path script(const std::string &stages) const
    {
        writeAll(dir_ / "net.pt", stages);
        return dir_ / "net.pt";
    }

private Q_SLOTS:
    void initTestCase() { qputenv("FIDUCIAL_USER_DIR", QByteArray::fromStdString((dir_ / "user").string())); }
    void moduleOfAnotherAbiIsRefused();
    void moduleIsOpenedOnce();
    void stagesOfTheContractNeedNoCard();
    void lastStageBecomesImagePixels();
    void foreignShapesAreAskedFor();
    void deviceErrorsNameTheFile();
};

void TorchModuleTest::moduleOfAnotherAbiIsRefused()
{
    qputenv("FIDUCIAL_TORCH_MODULE", FAKE_TORCH_OTHER);
    const auto module = torchModule();
    QVERIFY(!module.ok());
    QCOMPARE(module.error().code, Errc::Unsupported);
    QVERIFY(!module.error().file.empty());
}

void TorchModuleTest::moduleIsOpenedOnce()
{
    qputenv("FIDUCIAL_TORCH_MODULE", FAKE_TORCH);
    const auto module = torchModule();
    QVERIFY2(module.ok(), module.ok() ? "" : module.error().text().c_str());
    QCOMPARE(module.value()->version(), std::string("LibTorch 0.0"));
    QCOMPARE(torchModule().value(), module.value());
}

void TorchModuleTest::stagesOfTheContractNeedNoCard()
{
    const auto report = probeModel(script("98 2\n98 2\n98 4\n"));
    QVERIFY2(report.ok(), report.ok() ? "" : report.error().text().c_str());
    QCOMPARE(report.value().architecture, std::string("torchscript"));
    QCOMPARE(report.value().outputs.size(), std::size_t{3});
    QVERIFY(report.value().card && report.value().missing.empty());
    const ModelCard &card = *report.value().card;
    QCOMPARE(card.schemeId, std::string("wflw98"));
    QVERIFY(card.input == (Size{256, 256}));
    QVERIFY(!card.rgb && card.scale == 1 && card.mean[0] == 127.5 && card.deviation[2] == 127.5);
    QVERIFY(card.output == OutputKind::Stages && card.crop.law == GridLaw::PixelCentre && card.centreScaleMargin == 1);
    QVERIFY(parseCard(printCard(card)).ok());
}

void TorchModuleTest::lastStageBecomesImagePixels()
{
    const auto report = probeModel(script("98 2\n98 2\n98 4\n"));
    auto model = loadModel(*report.value().card, dir_.path(), {.device = "cpu"});
    QVERIFY(model.ok());
    QCOMPARE(model.value()->device(), std::string("fake cpu"));
    const FaceInput face{cv::Mat(400, 400, CV_8UC3, cv::Scalar()), {10, 10, 20, 20}, CentreScale{{200, 180}, 1.5}};
    const auto outputs = model.value()->predict(std::vector<FaceInput>(3, face), {});
    QVERIFY(outputs.ok());
    // (3/8, 3/16) of a crop of 300 pixels around (200, 180); its left edge lies at x = 50.
    for (const auto &output : outputs.value())
        QVERIFY(distance(toDouble(output.points[97]), {50 + 300 * 0.375, 30 + 300 * 0.1875}) < 1e-4);
}

void TorchModuleTest::foreignShapesAreAskedFor()
{
    for (const char *stages : {"143 0\n", "97 2\n", "98 1\n", ""}) {
        const auto report = probeModel(script(stages));
        QVERIFY(report.ok());
        QVERIFY2(!report.value().card, stages);
        QVERIFY(std::find(report.value().missing.begin(), report.value().missing.end(), "scheme") !=
                report.value().missing.end());
    }
}

void TorchModuleTest::deviceErrorsNameTheFile()
{
    const auto report = probeModel(script("98 2\n"));
    const auto model = loadModel(*report.value().card, dir_.path(), {.device = "cuda"});
    QVERIFY(!model.ok());
    QVERIFY(model.error().message.text().find("it is a fake") != std::string::npos);
    QVERIFY(model.error().file.find("net.pt") != std::string::npos);
}

QTEST_GUILESS_MAIN(TorchModuleTest)
#include "torch_module_test.moc"
