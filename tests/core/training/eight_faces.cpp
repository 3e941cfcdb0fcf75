#include "tests/core/training/eight_faces.h"

#include "core/model/landmark_model.h"
#include "core/scheme/landmark_scheme.h"
#include "core/training/augment.h"
#include "core/training/trainer.h"
#include "tests/core/training/small_cache.h"
#include "tests/support/test_support.h"

#include <opencv2/imgproc.hpp>

#include <QTest>
#include <QThread>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace fiducial::test {

namespace {
using training::TrainOptions;

constexpr int kFaces = 8;
constexpr int kStepsPerEpoch = 10; ///< one validation and one checkpoint for each would take most of the time
constexpr double kMargin = 1.75;   ///< of the crops
constexpr double kGoal = 0.01;
/// The programs crop with OpenCV and round colours: the seventh part of a pixel's share in the smallest input.
constexpr double kAgreement = 0.004;

/// The faces `times` over for training, and once for validation.
void repeatFaces(safetensors::File &file, int times)
{
    const auto copies = static_cast<std::size_t>(times);
    for (auto &[name, tensor] : file.tensors) {
        const std::string once = tensor.bytes;
        for (std::size_t i = 0; i < copies; ++i)
            tensor.bytes += once;
        tensor.shape[0] *= times + 1;
    }
    auto &split = file.tensors["split"].bytes;
    std::fill(split.begin(), split.end(), '\0');
    std::fill(split.end() - kFaces, split.end(), '\1');
}

TrainOptions optionsOf(const Lesson &lesson)
{
    TrainOptions options = training::withoutAugmentation({});
    options.network = lesson.network.toStdString();
    options.changes = {{"input", std::to_string(lesson.input)}};
    options.device = "cpu";
    options.threads = longTests() ? std::max(1, QThread::idealThreadCount() / 2) : 1; // beside other tests
    options.batch = kFaces;
    options.epochs = lesson.epochs;
    options.learningRate = 2e-3;
    options.logSteps = 100;
    return options;
}

cv::Mat pictureOf(const safetensors::File &file, int face, int side)
{
    const std::string &bytes = file.tensors.at("images").bytes;
    const auto begin = static_cast<std::size_t>(face) * side * side * 3;
    cv::Mat rgb(side, side, CV_8UC3), bgr;
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(begin), rgb.total() * 3, rgb.ptr<char>());
    cv::cvtColor(rgb, bgr, cv::COLOR_RGB2BGR);
    return bgr;
}

/// Mean over the faces of the mean distance over that of the first two landmarks.
double errorOf(const std::vector<model::FaceOutput> &outputs, const safetensors::File &file, int landmarks)
{
    const auto truth = file.tensors.at("points").toFloats().value();
    double sum = 0;
    for (std::size_t face = 0; face < outputs.size(); ++face) {
        const auto at = [&](std::size_t i) { return Point2{truth[2 * i], truth[2 * i + 1]}; };
        const std::size_t first = face * static_cast<std::size_t>(landmarks);
        const double eyes = std::hypot(at(first).x - at(first + 1).x, at(first).y - at(first + 1).y);
        for (std::size_t i = 0; i < static_cast<std::size_t>(landmarks); ++i) {
            const Point2f p = outputs[face].points[i];
            sum += std::hypot(p.x - at(first + i).x, p.y - at(first + i).y) / eyes / landmarks;
        }
    }
    return sum / static_cast<double>(outputs.size());
}

/// The weights as the model manager takes them.
Result<std::vector<model::FaceOutput>> predictInProgram(const std::filesystem::path &weights,
                                                        const safetensors::File &faces, int side)
{
    const auto probe = model::probeModel(weights);
    if (!probe)
        return probe.error();
    if (!probe->card)
        return makeError(Errc::Unsupported, says("The trained weights do not say how they are run."));
    const auto opened = model::loadModel(*probe->card, weights.parent_path(), {.device = "cpu", .threads = 1});
    if (!opened)
        return opened.error();
    const double box = side / kMargin, corner = (side - 1 - box) / 2;
    std::vector<model::FaceInput> inputs;
    for (int face = 0; face < kFaces; ++face)
        inputs.push_back({pictureOf(faces, face, side), {corner, corner, box, box}, {}});
    return (*opened)->predict(inputs, {});
}
} // namespace

void lessonColumns()
{
    QTest::addColumn<QString>("network");
    QTest::addColumn<int>("input");
    QTest::addColumn<QString>("options");
    QTest::addColumn<int>("landmarks");
    QTest::addColumn<int>("epochs");
}

void addLesson(const char *name, const Lesson &lesson)
{
    QTest::newRow(name) << lesson.network << lesson.input << lesson.options << lesson.landmarks << lesson.epochs;
}

Lesson currentLesson()
{
    QFETCH(QString, network);
    QFETCH(int, input);
    QFETCH(QString, options);
    QFETCH(int, landmarks);
    QFETCH(int, epochs);
    return {network, input, options, landmarks, epochs};
}

void learnByHeart(const Lesson &lesson)
{
    ::setenv("FIDUCIAL_TORCH_MODULE", TORCH_MODULE_FILE, 0);
    const TempDir folder;
    const auto options = training::readTrainOptions(lesson.options.toStdString(), optionsOf(lesson));
    QVERIFY2(options, options ? "" : options.error().text().c_str());
    const auto faces = smallCache(kFaces, lesson.input, lesson.landmarks);
    auto crops = faces;
    repeatFaces(crops, kStepsPerEpoch * options->batch / kFaces);
    crops.metadata["scheme"] = findSchemeByCount(lesson.landmarks)->id;
    QVERIFY(safetensors::write(folder / "crops.safetensors", crops));
    const auto report = training::train({*options, folder / "crops.safetensors", folder / "run", false}, {});
    QVERIFY2(report, report ? "" : report.error().text().c_str());

    const auto weights = folder / "learned.safetensors";
    QVERIFY(training::exportRun(folder / "run", weights, false));
    const auto outputs = predictInProgram(weights, faces, lesson.input);
    QVERIFY2(outputs, outputs ? "" : outputs.error().text().c_str());
    const double learned = *report->bestNme, shown = errorOf(*outputs, faces, lesson.landmarks);
    qInfo("%s: NME %.4f when validated, %.4f in the program", qPrintable(lesson.network), learned, shown);
    QVERIFY(learned < kGoal);
    QVERIFY(shown < kGoal);
    QVERIFY(std::abs(learned - shown) < kAgreement);
}

} // namespace fiducial::test
