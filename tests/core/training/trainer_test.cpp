#include "core/nets/weights.h"
#include "core/training/augment.h"
#include "core/training/batch_maker.h"
#include "core/training/prefetcher.h"
#include "core/training/trainer.h"
#include "tests/core/training/small_cache.h"
#include "tests/support/test_support.h"

#include <nlohmann/json.hpp>
#include <torch/torch.h>

#include <QObject>
#include <QTest>

#include <stdexcept>
#include <utility>

using namespace fiducial;
using namespace fiducial::training;

namespace {
/// 0.1 M parameters at 64 pixels.
TrainOptions tinyOptions()
{
    TrainOptions options;
    options.changes = {{"input", "64"},
                       {"backbone", "mobilenet_v3_small"},
                       {"backbone_width", "0.25"},
                       {"token_stride", "16"},
                       {"width", "32"},
                       {"heads", "2"},
                       {"mlp", "64"},
                       {"refine_layers", "1"}};
    options.device = "cpu";
    options.threads = 1;
    options.batch = 4;
    options.epochs = 3;
    options.logSteps = 2;
    return options;
}

TrainControl stopAfter(int steps)
{
    TrainControl control;
    control.stopped = [left = steps]() mutable { return --left <= 0; };
    return control;
}

std::vector<nlohmann::json> logOf(const std::filesystem::path &run)
{
    std::vector<nlohmann::json> out;
    std::string line;
    for (const char c : test::readAll(run / kLogFile)) {
        if (c != '\n')
            line += c;
        else
            out.push_back(nlohmann::json::parse(std::exchange(line, {})));
    }
    return out;
}

std::vector<nlohmann::json> events(const std::filesystem::path &run, const std::string &event)
{
    std::vector<nlohmann::json> out;
    for (auto &entry : logOf(run))
        if (entry["event"] == event)
            out.push_back(std::move(entry));
    return out;
}

void verify(const Result<TrainReport> &report)
{
    QVERIFY2(report, report ? "" : report.error().text().c_str());
}
} // namespace

class TrainerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void resumedRunIsTheUnbrokenOne_data();
    void resumedRunIsTheUnbrokenOne();
    void sameSeedGivesTheSameWeights();
    void frozenNormsKeepTheirMemory();
    void logTellsHowItGoes();
    void refusesAnotherRun();
    void refusesWhatDoesNotFit();
    void twoViewsAreTwiceTheImages();
    void stopsWithoutProgress();
    void waitsWhilePaused();
    void exportedWeightsPredictTheSame();
    void startsFromWeights();
    void failuresOfTheLoaderArrive();

private:
    Result<TrainReport> runTraining(const char *name, const TrainOptions &options, const TrainControl &control = {},
                                    bool resume = false)
    {
        return train({options, crops_, *dir_ / name, resume}, control);
    }

    std::unique_ptr<test::TempDir> dir_;
    std::filesystem::path crops_;
};

void TrainerTest::init()
{
    dir_ = std::make_unique<test::TempDir>();
    crops_ = test::writeSmallCache(*dir_ / "crops.safetensors", 24);
}

void TrainerTest::resumedRunIsTheUnbrokenOne_data()
{
    QTest::addColumn<QString>("optimiser");
    QTest::addColumn<int>("stop");
    QTest::newRow("within an epoch") << "adamw" << 6;
    QTest::newRow("at the end of an epoch") << "adamw" << 4;
    QTest::newRow("sgd") << "sgd" << 7;
    QTest::newRow("frozen norms") << "frozen" << 9;
}

void TrainerTest::resumedRunIsTheUnbrokenOne()
{
    QFETCH(QString, optimiser);
    QFETCH(int, stop);
    TrainOptions options = tinyOptions();
    if (optimiser == u"frozen")
        options.freezeNorms = 0.5;
    else
        options.optimiser = optimiser.toStdString();
    verify(runTraining("whole", options));
    const auto stopped = runTraining("parts", options, stopAfter(stop));
    verify(stopped);
    QVERIFY(stopped->stopped);
    QCOMPARE(stopped->step, stop);
    const auto finished = runTraining("parts", options, {}, true);
    verify(finished);
    QVERIFY(!finished->stopped);
    QCOMPARE(finished->step, finished->steps);
    for (const char *name : {kCheckpointFile, kLastFile, kBestFile})
        QVERIFY2(test::readAll(*dir_ / "whole" / name) == test::readAll(*dir_ / "parts" / name), name);
}

void TrainerTest::sameSeedGivesTheSameWeights()
{
    TrainOptions options = tinyOptions();
    options.epochs = 1;
    for (const char *name : {"a", "b"})
        verify(runTraining(name, options));
    QVERIFY(test::readAll(*dir_ / "a" / kLastFile) == test::readAll(*dir_ / "b" / kLastFile));
    options.seed = 2;
    verify(runTraining("c", options));
    QVERIFY(test::readAll(*dir_ / "a" / kLastFile) != test::readAll(*dir_ / "c" / kLastFile));
}

void TrainerTest::frozenNormsKeepTheirMemory()
{
    TrainOptions options = tinyOptions();
    const auto remembered = [&](const char *run, double frozen) {
        options.freezeNorms = frozen;
        verify(runTraining(run, options));
        std::string bytes;
        const auto file = safetensors::read(*dir_ / run / kLastFile);
        for (const auto &[name, tensor] : file->tensors)
            if (name.ends_with("running_mean"))
                bytes += tensor.bytes;
        return bytes;
    };
    const std::string never = remembered("never", 0), half = remembered("half", 0.5), always = remembered("always", 1);
    QVERIFY(always.size() > 1000);
    QCOMPARE(always.find_first_not_of('\0'), std::string::npos); // as they start
    QVERIFY(half != always && half != never);
}

void TrainerTest::logTellsHowItGoes()
{
    std::string heard;
    TrainControl control;
    control.log = [&](const std::string &line) { heard += line; };
    verify(runTraining("run", tinyOptions(), control));
    QCOMPARE(heard, test::readAll(*dir_ / "run" / kLogFile));
    const auto start = events(*dir_ / "run", "start");
    QCOMPARE(start.size(), std::size_t{1});
    QCOMPARE(start[0]["training_faces"].get<int>(), 18);
    QCOMPARE(start[0]["steps"].get<int>(), 12);
    QCOMPARE(start[0]["options"]["batch"].get<int>(), 4);
    const auto epochs = events(*dir_ / "run", "epoch");
    QCOMPARE(epochs.size(), std::size_t{3});
    for (const auto &entry : epochs)
        for (const char *key :
             {"step", "epoch", "lr", "loss", "images_per_second", "waiting", "val_nme", "val_nme_ema", "seconds_left"})
            QVERIFY2(entry[key].is_number(), key);
    QCOMPARE(events(*dir_ / "run", "step").size(), std::size_t{6});
    QCOMPARE(events(*dir_ / "run", "end")[0]["reason"].get<std::string>(), std::string("done"));
}

void TrainerTest::refusesAnotherRun()
{
    TrainOptions options = tinyOptions();
    verify(runTraining("run", options, stopAfter(2)));
    const auto again = runTraining("run", options);
    QVERIFY(!again && again.error().code == Errc::InvalidArgument);
    options.learningRate = 1;
    const auto other = runTraining("run", options, {}, true);
    QVERIFY(!other);
    QVERIFY2(other.error().message.text().find("learning_rate") != std::string::npos,
             other.error().message.text().c_str());
    options = tinyOptions();
    options.logSteps = 5; // may differ
    crops_ = test::writeSmallCache(*dir_ / "others.safetensors", 28);
    const auto crops = runTraining("run", options, {}, true);
    QVERIFY(!crops);
    QVERIFY2(crops.error().message.text().find("crops") != std::string::npos, crops.error().message.text().c_str());
    crops_ = *dir_ / "crops.safetensors";
    verify(runTraining("run", options, {}, true));
    test::writeAll(*dir_ / "run" / kCheckpointFile, test::readAll(crops_));
    QVERIFY(!runTraining("run", options, {}, true));
}

void TrainerTest::refusesWhatDoesNotFit()
{
    TrainOptions options = tinyOptions();
    options.precision = "bfloat16";
    QVERIFY(!runTraining("half", options));
    options = tinyOptions();
    options.margin = 2;
    const auto wide = runTraining("wide", options);
    QVERIFY(!wide && wide.error().code == Errc::InvalidArgument);
    options = tinyOptions();
    options.network = "pfld";
    options.changes.clear();
    options.loss = "pfld"; // no head pose from five landmarks
    QVERIFY(!runTraining("pose", options));
    options = tinyOptions();
    options.device = "cuda:99";
    QVERIFY(!runTraining("device", options));
    crops_ = *dir_ / "none.safetensors";
    QVERIFY(!runTraining("none", tinyOptions()));
}

void TrainerTest::twoViewsAreTwiceTheImages()
{
    TrainOptions options = tinyOptions();
    options.siamese = 0.5;
    verify(runTraining("two", options));
    const auto steps = events(*dir_ / "two", "step");
    QCOMPARE(steps.back()["step"].get<int>(), 12); // as with one view
    options.siamese = 0;
    verify(runTraining("one", options));
    QVERIFY(steps[0]["loss"] != events(*dir_ / "one", "step")[0]["loss"]);
    const auto cache = CropCache::open(crops_);
    QVERIFY(cache);
    options.siamese = 0.5;
    auto maker = BatchMaker::make(*cache, options, 64, torch::kCPU);
    QVERIFY(maker);
    const Batch batch = maker->training(0);
    QCOMPARE(batch.images.sizes().vec(), (std::vector<std::int64_t>{8, 3, 64, 64}));
    const auto frame = batch.frame.points(batch.target.points, 64).chunk(2);
    QVERIFY(torch::allclose(frame[0], frame[1], 0, 1e-3)); // the same faces
    QVERIFY(!torch::allclose(batch.images.narrow(0, 0, 4), batch.images.narrow(0, 4, 4)));
}

void TrainerTest::stopsWithoutProgress()
{
    TrainOptions options = tinyOptions();
    options.learningRate = 0;
    options.ema = 0;
    options.changes["refine_layers"] = "1";
    options.epochs = 50;
    options.patience = 2;
    const auto report = runTraining("run", options);
    verify(report);
    QVERIFY(!report->stopped);
    QVERIFY(report->step < report->steps);
    QCOMPARE(events(*dir_ / "run", "end")[0]["reason"].get<std::string>(), std::string("patience"));
}

void TrainerTest::waitsWhilePaused()
{
    int asked = 0;
    TrainControl control;
    control.paused = [&] { return ++asked >= 3 && asked < 6; };
    const auto report = runTraining("run", tinyOptions(), control);
    verify(report);
    QCOMPARE(report->step, report->steps);
    QCOMPARE(asked, static_cast<int>(report->steps) + 3);
    control.paused = [] { return true; }; // stop ends a pause
    control.stopped = [left = 5]() mutable { return --left <= 0; };
    const auto stopped = runTraining("stopped", tinyOptions(), control);
    verify(stopped);
    QVERIFY(stopped->stopped);
}

void TrainerTest::exportedWeightsPredictTheSame()
{
    TrainOptions options = tinyOptions();
    options.epochs = 1;
    verify(runTraining("run", options));
    const auto whole = *dir_ / "whole.safetensors", half = *dir_ / "half.safetensors";
    QVERIFY(exportRun(*dir_ / "run", whole, false));
    QVERIFY(exportRun(*dir_ / "run", half, true));
    QVERIFY(10 * std::filesystem::file_size(half) < 6 * std::filesystem::file_size(whole));
    const auto metadata = safetensors::readMetadata(half);
    QVERIFY(metadata);
    QCOMPARE(metadata->at("scheme"), std::string("five"));
    QCOMPARE(metadata->at("train.batch"), std::string("4"));
    const torch::NoGradGuard noGrad;
    std::vector<torch::Tensor> points;
    for (const auto &path : {*dir_ / "run" / kBestFile, whole, half}) {
        const auto network = nets::loadNetworkFile(path);
        QVERIFY2(network, network ? "" : network.error().text().c_str());
        points.push_back((*network)->forward(torch::ones({1, 3, 64, 64}) * 0.3).stages.back());
    }
    QVERIFY(torch::equal(points[0], points[1]));
    QVERIFY((points[0] - points[2]).abs().max().item<double>() < 0.01);
    QVERIFY(!exportRun(*dir_ / "nowhere", whole, false));
}

void TrainerTest::startsFromWeights()
{
    TrainOptions options = tinyOptions();
    options.epochs = 1;
    verify(runTraining("first", options));
    options.weights = (*dir_ / "first" / kLastFile).string();
    options.learningRate = 0;
    options.momentum = 0;
    verify(runTraining("second", options));
    const auto first = safetensors::read(*dir_ / "first" / kLastFile);
    const auto second = safetensors::read(*dir_ / "second" / kLastFile);
    QVERIFY(first && second);
    QVERIFY(first->tensors.at("first.weight") == second->tensors.at("first.weight"));
    options.changes["width"] = "64";
    const auto other = runTraining("third", options);
    QVERIFY(!other);
    QVERIFY2(other.error().file.ends_with(kLastFile), other.error().text().c_str());
}

void TrainerTest::failuresOfTheLoaderArrive()
{
    Prefetcher batches(
        [](std::int64_t i) {
            if (i == 2)
                throw std::runtime_error("no third batch");
            return Batch{torch::full({1}, static_cast<double>(i)), {}};
        },
        0, 5);
    QCOMPARE(batches.next().images.item<double>(), 0.0);
    QCOMPARE(batches.next().images.item<double>(), 1.0);
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, batches.next());
    Prefetcher unused([](std::int64_t) { return Batch(); }, 0, 100); // ends although nobody takes its batches
}

QTEST_GUILESS_MAIN(TrainerTest)
#include "trainer_test.moc"
