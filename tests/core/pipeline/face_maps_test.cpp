#include "core/base/sha256.h"
#include "core/pipeline/face_maps.h"
#include "core/pipeline/predict.h"
#include "core/scheme/landmark_scheme.h"
#include "tests/core/model/model_support.h"
#include "tests/support/test_support.h"

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include <QTest>

#include <cmath>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::pipeline;

namespace {
constexpr int kSide = 16;  ///< of the input
constexpr int kCells = 16; ///< of the maps

Point2 cellOf(int landmark)
{
    return {4.0 + landmark % 8, 4.0 + landmark / 16};
}
} // namespace

/// Heatmaps of a run's faces, computed again from picture, crop and weights.
class FaceMapsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        cv::imwrite((folder_ / "face.png").string(), cv::Mat(80, 80, CV_8UC3, cv::Scalar(255, 255, 255)));
        std::vector<float> maps;
        for (int i = 0; i < 98; ++i)
            for (int y = 0; y < kCells; ++y)
                for (int x = 0; x < kCells; ++x)
                    maps.push_back(static_cast<float>(
                        std::exp(-(std::pow(x - cellOf(i).x, 2) + std::pow(y - cellOf(i).y, 2)) / 2)));
        addModel("heat", heatmapOnnx(kSide, 98, kCells, kCells, maps), model::OutputKind::Heatmaps);
        addModel("points", constantOnnx(kSide, 196, 0.5F), model::OutputKind::Coordinates);
        data_ = {};
        data_.imageRoot = folder_.path();
        data_.schemeId = "wflw98";
        Face face;
        face.sample = 0;
        face.box = Rect{20, 24, 40, 32};
        Sample sample;
        sample.image = "face.png";
        sample.faces = {0};
        data_.samples.push_back(sample);
        data_.faces.push_back(face);
    }

    void maps_lieWhereTheRunPredicted();
    void model_isFoundByItsWeights();
    void runsWithoutModel_sayWhy();
    void regression_hasNoMaps();
    void cancelled_isAnError();

private:
    void addModel(const std::string &name, const std::string &weights, model::OutputKind output)
    {
        writeAll(models_ / (name + ".onnx"), weights);
        model::ModelCard card = plainCard(kSide);
        card.name = name;
        card.file = name + ".onnx";
        card.sha256 = sha256(weights);
        card.output = output;
        card.decoder = heatmap::Decoder::SoftArgMax;
        writeAll(models_ / (name + ".json"), printCard(card));
    }
    Run predicted(const std::string &name)
    {
        auto model = catalogue().load(name, {}, "wflw98", {});
        if (!model)
            qFatal("%s", model.error().text().c_str());
        PredictRequest request;
        request.dataset = &data_;
        auto report = predict(request, **model, nullptr, JobContext{});
        if (!report)
            qFatal("%s", report.error().text().c_str());
        return std::move(report->run);
    }
    model::ModelCatalogue catalogue() const { return {folder_ / "nothing", models_.path()}; }

    TempDir folder_, models_;
    Dataset data_;
};

void FaceMapsTest::maps_lieWhereTheRunPredicted()
{
    const Run run = predicted("heat");
    const auto request = mapsRequest(data_, 0, run, run.rows[0]);
    QVERIFY(request.ok());
    auto model = modelOfRun(run, catalogue(), {});
    QVERIFY2(model.ok(), model.ok() ? "" : model.error().text().c_str());
    const auto maps = faceMaps(*request, **model, JobContext{});
    QVERIFY2(maps.ok(), maps.ok() ? "" : maps.error().text().c_str());
    QVERIFY(maps->count == 98 && maps->height == kCells && maps->width == kCells);
    for (const int i : {0, 40, 97}) {
        const Point2 at = maps->imageFromCell * cellOf(i);
        QVERIFY(distance(at, toDouble(run.rows[0].points[static_cast<std::size_t>(i)])) < 0.02);
        const auto cell = static_cast<std::size_t>((i * kCells + static_cast<int>(cellOf(i).y)) * kCells + cellOf(i).x);
        QVERIFY(std::abs(maps->values[cell] - run.rows[0].peak[static_cast<std::size_t>(i)]) < 1e-5F);
    }
}

void FaceMapsTest::model_isFoundByItsWeights()
{
    Run run = predicted("heat");
    run.name = run.modelName = "called otherwise";
    QVERIFY(modelOfRun(run, catalogue(), {}).ok());
    run.modelName = "heat";
    run.modelHash[0] = run.modelHash[0] == 'a' ? 'b' : 'a';
    const auto renewed = modelOfRun(run, catalogue(), {});
    QVERIFY(!renewed.ok() && renewed.error().text().find("others now") != std::string::npos);
    std::filesystem::remove(models_ / "heat.json");
    const auto gone = modelOfRun(run, catalogue(), {});
    QVERIFY(!gone.ok() && gone.error().text().find("not here") != std::string::npos);
}

void FaceMapsTest::runsWithoutModel_sayWhy()
{
    Run run = predicted("heat");
    run.modelHash.clear();
    QVERIFY(!mayHaveMaps(run).ok());
    run.device = "imported";
    QVERIFY(mayHaveMaps(run).error().text().find("imported") != std::string::npos);
    Prediction missing = run.rows[0];
    missing.missing = true;
    QVERIFY(!mapsRequest(data_, 0, run, missing).ok());
    Prediction cropless = run.rows[0];
    cropless.cropBox = {};
    QVERIFY(!mapsRequest(data_, 0, run, cropless).ok());
}

void FaceMapsTest::regression_hasNoMaps()
{
    const Run run = predicted("points");
    auto model = modelOfRun(run, catalogue(), {});
    QVERIFY(model.ok());
    const auto maps = faceMaps(*mapsRequest(data_, 0, run, run.rows[0]), **model, JobContext{});
    QVERIFY(!maps.ok());
    QCOMPARE(maps.error().code, Errc::Unsupported);
}

void FaceMapsTest::cancelled_isAnError()
{
    const Run run = predicted("heat");
    auto model = modelOfRun(run, catalogue(), {});
    QVERIFY(model.ok());
    JobContext stop;
    stop.cancelled = [] { return true; };
    const auto maps = faceMaps(*mapsRequest(data_, 0, run, run.rows[0]), **model, stop);
    QVERIFY(!maps.ok() && maps.error().code == Errc::Cancelled);
}

QTEST_GUILESS_MAIN(FaceMapsTest)
#include "face_maps_test.moc"
