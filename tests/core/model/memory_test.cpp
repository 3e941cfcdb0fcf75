#include "core/model/backend.h"
#include "core/model/landmark_model.h"
#include "tests/core/model/model_support.h"
#include "tests/support/test_support.h"

#include <QTest>

#include <cstdlib>

using namespace fiducial;
using namespace fiducial::model;
using namespace fiducial::test;

/// P30: a long session takes no more memory than a short one.
class MemoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void memoryStaysFlat_data();
    void memoryStaysFlat();

private:
    TempDir folder_;
};

namespace {
constexpr int kBatch = 16;

/// Pictures of many sizes, so that buffers are allocated anew.
std::vector<FaceInput> faces(int first)
{
    std::vector<FaceInput> all;
    for (int i = first; i < first + kBatch; ++i) {
        const int side = 200 + 37 * (i % 11);
        all.push_back({cv::Mat(side, side + 50, CV_8UC3, cv::Scalar(i % 256, 90, 130)),
                       {20.0 + i % 7, 15, side * 0.6, side * 0.7},
                       {}});
    }
    return all;
}

bool predictAll(LandmarkModel &model, int count)
{
    for (int done = 0; done < count; done += kBatch) {
        const auto outputs = model.predict(faces(done), {});
        if (!outputs.ok() || outputs->size() != kBatch)
            return false;
    }
    return true;
}
} // namespace

void MemoryTest::initTestCase()
{
#ifdef FIDUCIAL_SANITIZED
    QSKIP("AddressSanitizer keeps freed memory for a while: resident memory tells nothing");
#endif
#ifdef TORCH_MODULE_FILE
    ::setenv("FIDUCIAL_TORCH_MODULE", TORCH_MODULE_FILE, 0);
#endif
    writeAll(folder_ / "plain.onnx", constantOnnx(64, 196, 0.5F));
    writeAll(folder_ / "plain.json", printCard(plainCard(64)));
}

void MemoryTest::memoryStaysFlat_data()
{
    QTest::addColumn<QString>("card");
    QTest::addColumn<QString>("weights"); ///< folder
    QTest::addColumn<int>("count");
    const auto models = sourceDir() / "resources" / "models";
    const int count = longTests() ? 10'000 : 160;
    QTest::newRow("small ONNX file") << q((folder_ / "plain.json").string()) << q(folder_.path().string())
                                     << (longTests() ? 10'000 : 800);
    QTest::newRow("published ONNX model")
        << q((models / "pfld_ghostone_112_wflw98.json").string()) << q((sharedDir() / "models").string()) << count;
    QTest::newRow("bundled model, LibTorch")
        << q((models / "mobilenetv3_encoder_128_wflw98.json").string()) << q(models.string()) << count;
}

void MemoryTest::memoryStaysFlat()
{
    QFETCH(QString, card);
    QFETCH(QString, weights);
    QFETCH(int, count);
    const auto described = readCard(card.toStdString());
    QVERIFY(described.ok());
    if (!std::filesystem::exists(std::filesystem::path(weights.toStdString()) / described->file))
        QSKIP("the weights are not here");
    if (described->architecture != "onnx" && !torchModule())
        QSKIP("there is no LibTorch");
    auto model = loadModel(*described, weights.toStdString(), {.device = "cpu", .batch = kBatch, .threads = 1});
    QVERIFY2(model.ok(), model.ok() ? "" : model.error().text().c_str());
    // The first passes fill allocators and caches of kernels.
    QVERIFY(predictAll(**model, count / 4));
    const auto before = heldBytes();
    QVERIFY(predictAll(**model, count));
    const auto grown = heldBytes() - before;
    // A leak of one set of 98 points a face would show over 10,000 faces, one of a crop over the short form.
    constexpr std::int64_t kMost = 1 << 20;
    qInfo("%d predictions: held memory grew by %.1f MB", count, static_cast<double>(grown) / (1 << 20));
    QVERIFY2(grown < kMost, qPrintable(QString::number(grown)));
}

QTEST_GUILESS_MAIN(MemoryTest)
#include "memory_test.moc"
