#include "core/training/augment.h"
#include "tests/support/test_support.h"

#include <torch/torch.h>

#include <QObject>
#include <QTest>

#include <cmath>

using namespace fiducial;
using namespace fiducial::training;

namespace {
const std::vector<int> kMirror = {1, 0, 2, 4, 3};
const InputGeometry kGeometry{96, 80, 64};

/// Points of five landmarks in pixels of the crop, far enough inside to stay in sight.
torch::Tensor facePoints(int faces)
{
    const auto one = torch::tensor({35.0F, 40.0F, 60.0F, 41.0F, 47.5F, 52.0F, 38.0F, 62.0F, 58.0F, 61.0F});
    return one.view({1, 5, 2}).expand({faces, 5, 2}).contiguous();
}

/// Each landmark is a soft dot, alone in its crop: faces x 5 crops, of which `landmark` is seen.
torch::Tensor dotCrops(const torch::Tensor &points, int landmark)
{
    const int side = kGeometry.crop;
    const auto places = torch::arange(side, torch::kFloat);
    const auto x = places.view({1, 1, -1}) - points.select(1, landmark).select(1, 0).view({-1, 1, 1});
    const auto y = places.view({1, -1, 1}) - points.select(1, landmark).select(1, 1).view({-1, 1, 1});
    const auto dot = torch::exp(-(x.square() + y.square()) / 8) * 255;
    return dot.unsqueeze(3).expand({-1, -1, -1, 3}).round().to(torch::kByte).contiguous();
}

/// Centre of mass in pixels: B x 2.
torch::Tensor centres(const torch::Tensor &images)
{
    const auto mass = images.select(1, 0);
    const auto places = torch::arange(images.size(2), torch::kFloat);
    const auto sum = mass.sum(std::vector<std::int64_t>{1, 2});
    return torch::stack({mass.sum(1).matmul(places) / sum, mass.sum(2).matmul(places) / sum}, 1);
}

TrainOptions geometryOnly()
{
    TrainOptions options = withoutAugmentation({});
    options.flip = 0.5;
    options.rotation = 40;
    options.scale = 0.2;
    options.shift = 0.05;
    return options;
}

std::vector<std::int64_t> faceList(int count)
{
    std::vector<std::int64_t> out;
    for (int i = 0; i < count; ++i)
        out.push_back(i);
    return out;
}

double largest(const torch::Tensor &t)
{
    return t.abs().max().item<double>();
}
} // namespace

class AugmentTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { torch::set_num_threads(1); }
    void pointsFollowThePixels();
    void flipExchangesThePairs();
    void withoutAugmentationTheFieldIsTaken();
    void drawsDependOnTheFaceAlone();
    void greyRemovesColour();
    void coverHidesOneRectangle();
    void blurLosesDetail();
    void jpegKeepsFlatBlocksAndLosesDetail();
    void coloursAreAsTheNetworkTakesThem();
    void valuesStayInRange();
};

void AugmentTest::pointsFollowThePixels()
{
    constexpr int kFaces = 24;
    const Augmenter augmenter(kGeometry, "unit", kMirror);
    const auto points = facePoints(kFaces);
    const auto plan = drawPlan(geometryOnly(), kGeometry, 5, 0, faceList(kFaces));
    int mirrored = 0;
    for (const auto flag : plan.mirrored)
        mirrored += flag;
    QVERIFY(mirrored > 4 && mirrored < 20);
    for (int landmark = 0; landmark < 5; ++landmark) {
        const auto batch = augmenter.apply(plan, dotCrops(points, landmark), points, torch::ones({kFaces, 5}));
        const auto found = (centres(batch.images) + 0.5) / kGeometry.input;
        for (int face = 0; face < kFaces; ++face) {
            // A mirrored left eye is the right one.
            const int now = plan.mirrored[static_cast<std::size_t>(face)] ? kMirror[landmark] : landmark;
            const double off = largest(batch.target.points[face][now] - found[face]) * kGeometry.input;
            QVERIFY2(off < 0.05, qPrintable(QStringLiteral("landmark %1: %2 px").arg(landmark).arg(off)));
        }
    }
}

void AugmentTest::flipExchangesThePairs()
{
    TrainOptions options = withoutAugmentation({});
    const auto faces = faceList(1);
    const Augmenter augmenter(kGeometry, "unit", kMirror);
    const auto points = facePoints(1);
    auto weights = torch::ones({1, 5});
    weights[0][3] = 0;
    const auto crops = torch::zeros({1, 96, 96, 3}, torch::kByte);
    const auto plain = augmenter.apply(drawPlan(options, kGeometry, 1, 0, faces), crops, points, weights);
    options.flip = 1;
    const auto flipped = augmenter.apply(drawPlan(options, kGeometry, 1, 0, faces), crops, points, weights);
    for (int i = 0; i < 5; ++i) {
        const auto a = plain.target.points[0][kMirror[static_cast<std::size_t>(i)]], b = flipped.target.points[0][i];
        QVERIFY(std::abs(1 - a[0].item<double>() - b[0].item<double>()) < 1e-6);
        QVERIFY(std::abs(a[1].item<double>() - b[1].item<double>()) < 1e-6);
    }
    QCOMPARE(flipped.target.weights[0][4].item<float>(), 0.0F);
    QCOMPARE(flipped.target.weights[0][3].item<float>(), 1.0F);
}

void AugmentTest::withoutAugmentationTheFieldIsTaken()
{
    const InputGeometry geometry{96, 64, 64}; // one pixel each: the middle of the crop as it is
    const auto crops = torch::randint(0, 256, {2, 96, 96, 3}, torch::kByte);
    const Augmenter augmenter(geometry, "unit", kMirror);
    const auto plan = drawPlan(withoutAugmentation({}), geometry, 1, 0, faceList(2));
    const auto batch = augmenter.apply(plan, crops, facePoints(2), torch::ones({2, 5}));
    const auto expected = crops.narrow(1, 16, 64).narrow(2, 16, 64).permute({0, 3, 1, 2}).to(torch::kFloat) / 255;
    QVERIFY(largest(batch.images - expected) < 1e-4);
    QVERIFY(std::abs(batch.target.points[0][0][0].item<double>() - (35 - 16 + 0.5) / 64) < 1e-6);
}

void AugmentTest::drawsDependOnTheFaceAlone()
{
    TrainOptions options;
    const std::vector<std::int64_t> faces = {7, 3, 9}, other = {3, 12};
    const auto a = drawPlan(options, kGeometry, 4, 2, faces), b = drawPlan(options, kGeometry, 4, 2, other);
    QVERIFY(torch::equal(a.matrix[1], b.matrix[0]));
    QVERIFY(torch::equal(a.colour[1], b.colour[0]));
    QVERIFY(!torch::equal(a.matrix[0], a.matrix[1]));
    const auto nextEpoch = drawPlan(options, kGeometry, 4, 3, faces),
               otherSeed = drawPlan(options, kGeometry, 5, 2, faces);
    QVERIFY(!torch::equal(a.matrix, nextEpoch.matrix));
    QVERIFY(!torch::equal(a.matrix, otherSeed.matrix));
}

void AugmentTest::greyRemovesColour()
{
    TrainOptions options = withoutAugmentation({});
    options.grey = 1;
    const auto crops = torch::randint(0, 256, {2, 96, 96, 3}, torch::kByte);
    const Augmenter augmenter(kGeometry, "unit", kMirror);
    const auto images = augmenter.pictures(drawPlan(options, kGeometry, 1, 0, faceList(2)), crops);
    QVERIFY(largest(images.select(1, 0) - images.select(1, 2)) < 1e-5);
    QVERIFY(images.std().item<double>() > 0.01);
}

void AugmentTest::coverHidesOneRectangle()
{
    TrainOptions options = withoutAugmentation({});
    options.cover = 1;
    const auto crops = torch::full({4, 96, 96, 3}, 128, torch::kByte);
    const Augmenter augmenter(kGeometry, "unit", kMirror);
    const auto plan = drawPlan(options, kGeometry, 3, 0, faceList(4));
    const auto images = augmenter.pictures(plan, crops);
    for (int face = 0; face < 4; ++face) {
        const auto changed = (images[face] - 128.0 / 255).abs().amax(0) > 1e-4;
        const auto r = plan.rectangle[face];
        const auto sides = [&](int axis) {
            const double low = std::max(0.0, std::ceil(r[axis].item<double>()));
            const double high = std::min<double>(kGeometry.input, std::ceil(r[axis + 2].item<double>()));
            return high - low;
        };
        QCOMPARE(changed.sum().item<double>(), sides(0) * sides(1));
    }
}

void AugmentTest::blurLosesDetail()
{
    TrainOptions options = withoutAugmentation({});
    const auto crops = torch::randint(0, 256, {6, 96, 96, 3}, torch::kByte);
    const Augmenter augmenter(kGeometry, "unit", kMirror);
    const auto sharp = augmenter.pictures(drawPlan(options, kGeometry, 3, 0, faceList(6)), crops);
    options.blur = 1;
    const auto soft = augmenter.pictures(drawPlan(options, kGeometry, 3, 0, faceList(6)), crops);
    for (int face = 0; face < 6; ++face) {
        QVERIFY(soft[face].std().item<double>() < 0.8 * sharp[face].std().item<double>());
        QVERIFY(std::abs((soft[face].mean() - sharp[face].mean()).item<double>()) < 0.01);
    }
}

void AugmentTest::jpegKeepsFlatBlocksAndLosesDetail()
{
    // A grey that the coarsest step of a flat block (16 x 8 at quality 50 is 128, a half) represents within half a
    // step.
    const auto flat = torch::full({1, 3, 16, 16}, 0.6);
    QVERIFY(largest(compressBlocks(flat, torch::tensor({50.0F})) - flat) < 8 / 8.0 / 255 + 1e-4);
    const auto noise = torch::rand({1, 3, 32, 32});
    const double fine = largest(compressBlocks(noise, torch::tensor({100.0F})) - noise);
    QVERIFY(fine < 0.02);
    const auto coarse = (compressBlocks(noise, torch::tensor({15.0F})) - noise).abs().mean().item<double>();
    QVERIFY(coarse > 0.05);
}

void AugmentTest::coloursAreAsTheNetworkTakesThem()
{
    const auto crops = torch::full({1, 96, 96, 3}, 255, torch::kByte);
    const auto plan = drawPlan(withoutAugmentation({}), kGeometry, 1, 0, faceList(1));
    const auto value = [&](const char *colours, int channel) {
        const auto batch =
            Augmenter(kGeometry, colours, kMirror).apply(plan, crops, facePoints(1), torch::ones({1, 5}));
        return batch.images[0][channel][32][32].item<double>();
    };
    QVERIFY(std::abs(value("unit", 0) - 1) < 1e-6);
    QVERIFY(std::abs(value("half", 1) - 1) < 1e-6);
    QVERIFY(std::abs(value("imagenet", 0) - (1 - 0.485) / 0.229) < 1e-5);
    QVERIFY(std::abs(value("imagenet", 2) - (1 - 0.406) / 0.225) < 1e-5);
}

void AugmentTest::valuesStayInRange()
{
    TrainOptions options;
    options.colour = options.blur = options.jpeg = options.cover = 1;
    const auto crops = torch::randint(0, 256, {8, 96, 96, 3}, torch::kByte);
    const auto images =
        Augmenter(kGeometry, "unit", kMirror).pictures(drawPlan(options, kGeometry, 9, 1, faceList(8)), crops);
    QVERIFY(images.min().item<double>() >= 0);
    QVERIFY(images.max().item<double>() <= 1);
    QVERIFY(images.isfinite().all().item<bool>());
}

QTEST_GUILESS_MAIN(AugmentTest)
#include "augment_test.moc"
