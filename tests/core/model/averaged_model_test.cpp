#include "core/model/averaged_model.h"
#include "core/scheme/landmark_scheme.h"
#include "tests/core/model/model_support.h"
#include "tests/support/test_support.h"

#include <QTest>

using namespace fiducial;
using namespace fiducial::model;
using namespace fiducial::test;

namespace {
constexpr int kPoints = 98;
constexpr float kLeft = 0.25F, kRight = 0.75F;

/// What was asked of a ClosedForm, which its test cannot reach any more.
struct Asked {
    std::vector<Rect> boxes;
    std::vector<CentreScale> centres;
    std::size_t views = 0;
    bool spread = false; ///< its answers have a covariance of (10 + i, 1, 20) and the value at the left edge as peak
};

/// Sees kLeft at the left edge of its input and kRight at the right one; finds point i at (i / 32 + value at the left
/// edge, i / 64) of it.
class ClosedForm final : public LandmarkModel {
public:
    ClosedForm(ModelCard card, Asked &asked) : card_(std::move(card)), asked_(asked) {}

    const ModelCard &card() const override { return card_; }
    std::string device() const override { return "fake"; }
    std::string hash() const override { return "hash"; }

    Result<std::vector<FaceOutput>> predict(std::span<const FaceInput>, const JobContext &) override
    {
        return makeError(Errc::Unsupported, says("averaging prepares and runs"));
    }

    Prepared prepare(const FaceInput &face) const override
    {
        asked_.boxes.push_back(face.box);
        if (face.centreScale)
            asked_.centres.push_back(*face.centreScale);
        const auto width = static_cast<std::size_t>(card_.input.width);
        std::vector<float> chw(3 * width * static_cast<std::size_t>(card_.input.height));
        for (std::size_t row = 0; row < chw.size(); row += width) {
            chw[row] = kLeft;
            chw[row + width - 1] = kRight;
        }
        return {std::move(chw), cropFromImage(face.box, card_.crop, card_.input), face.box, {}};
    }

    Result<std::vector<FaceOutput>> run(std::span<const Prepared> faces, const JobContext &context) override
    {
        if (context.cancelled())
            return makeError(Errc::Cancelled, says("stopped"));
        asked_.views += faces.size();
        std::vector<FaceOutput> all;
        for (const Prepared &face : faces) {
            FaceOutput out;
            const Affine imageFromCrop = face.cropFromImage.inverse();
            for (int i = 0; i < kPoints; ++i)
                out.points.push_back(
                    toFloat(imageFromCrop * Point2{i / 32.0 + static_cast<double>(face.chw[0]), i / 64.0}));
            for (int i = 0; i < kPoints && asked_.spread; ++i) {
                out.covariance.push_back({10 + static_cast<float>(i), 1, 20});
                out.peak.push_back(face.chw[0]);
            }
            all.push_back(std::move(out));
        }
        return all;
    }

private:
    ModelCard card_;
    Asked &asked_;
};

std::shared_ptr<LandmarkModel> averaged(Asked &asked, ViewOptions views, const ModelCard &card = plainCard())
{
    return averagedModel(std::make_unique<ClosedForm>(card, asked), views).value();
}

/// Where ClosedForm puts point i of a face with this box, asked about its picture or about the mirror image.
Point2 answer(const Rect &box, int i, bool mirrored = false)
{
    const ModelCard card = plainCard();
    const int source = mirrored ? findScheme("wflw98")->mirror[static_cast<std::size_t>(i)] : i;
    Point2 inCrop{source / 32.0 + static_cast<double>(mirrored ? kRight : kLeft), source / 64.0};
    if (mirrored)
        inCrop.x = card.input.width - 1 - inCrop.x;
    return cropFromImage(box, card.crop, card.input).inverse() * inCrop;
}

FaceInput faceIn(const Rect &box)
{
    return {cv::Mat(), box, {}};
}

const Rect kBox{40, 60, 80, 100};

/// Mean and sample covariance.
struct Spread {
    Point2 mean;
    double xx = 0, xy = 0, yy = 0;
};

Spread spreadOf(const std::vector<Point2> &points)
{
    Spread s;
    const auto n = static_cast<double>(points.size());
    for (const Point2 p : points)
        s.mean = s.mean + p * (1 / n);
    for (const Point2 p : points) {
        const Point2 d = p - s.mean;
        s.xx += d.x * d.x / (n - 1);
        s.xy += d.x * d.y / (n - 1);
        s.yy += d.y * d.y / (n - 1);
    }
    return s;
}

bool near(float value, double expected)
{
    return std::abs(static_cast<double>(value) - expected) < 1e-3 * (1 + std::abs(expected));
}

bool isSpread(const FaceOutput &output, int i, const std::vector<Point2> &answers)
{
    const Spread expected = spreadOf(answers);
    const auto at = static_cast<std::size_t>(i);
    const Covariance2f &c = output.covariance[at];
    return distance(toDouble(output.points[at]), expected.mean) < 1e-3 && near(c.xx, expected.xx) &&
           near(c.xy, expected.xy) && near(c.yy, expected.yy) && expected.xx > 0 && expected.yy > 0;
}
} // namespace

class AveragedModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mirrorImageGoesBackThroughTheMirrorPairs();
    void spreadOverJitterIsTheCovariance();
    void ownCovarianceIsThatOfTheMixture();
    void mapsAreThoseOfTheModel();
    void jittersStayNearTheBox();
    void everyJitterIsMirroredToo();
    void jitterIsTheSameForEveryFaceAndRun();
    void centreAndScaleMoveWithTheBox();
    void cardThatMirrorsItselfIsNotMirroredAgain();
    void nothingToAverageLeavesTheModel();
    void unknownSchemeIsAnError();
    void cancellingAndProgressPassThrough();
};

void AveragedModelTest::mirrorImageGoesBackThroughTheMirrorPairs()
{
    Asked asked;
    const auto model = averaged(asked, {.flip = true});
    QCOMPARE(model->views(), (ViewOptions{true, 0}));
    const FaceInput face = faceIn(kBox);
    const auto out = model->predict({&face, 1}, {});
    QVERIFY(out.ok());
    QCOMPARE(asked.views, std::size_t{2});
    for (int i = 0; i < kPoints; ++i) {
        const Point2 expected = (answer(kBox, i) + answer(kBox, i, true)) * 0.5;
        QVERIFY(distance(toDouble(out->front().points[static_cast<std::size_t>(i)]), expected) < 1e-3);
    }
    QVERIFY(out->front().covariance.empty()); // two answers span no ellipse
}

void AveragedModelTest::spreadOverJitterIsTheCovariance()
{
    Asked asked;
    const auto model = averaged(asked, {.jitters = 5});
    const FaceInput face = faceIn(kBox);
    const auto out = model->predict({&face, 1}, {});
    QVERIFY(out.ok());
    QCOMPARE(asked.boxes.size(), std::size_t{6});
    QCOMPARE(out->front().covariance.size(), std::size_t{kPoints});
    for (int i = 0; i < kPoints; ++i) {
        std::vector<Point2> answers;
        for (const Rect &box : asked.boxes)
            answers.push_back(answer(box, i));
        QVERIFY(isSpread(out->front(), i, answers));
    }
}

void AveragedModelTest::ownCovarianceIsThatOfTheMixture()
{
    Asked asked{.spread = true};
    const auto model = averaged(asked, {.flip = true});
    const FaceInput face = faceIn(kBox);
    const auto out = model->predict({&face, 1}, {});
    QVERIFY(out.ok());
    for (int i = 0; i < kPoints; ++i) {
        const int pair = findScheme("wflw98")->mirror[static_cast<std::size_t>(i)];
        const Point2 apart = answer(kBox, i) - answer(kBox, i, true);
        const Covariance2f &c = out->front().covariance[static_cast<std::size_t>(i)];
        QVERIFY(near(c.xx, 10 + (i + pair) / 2.0 + apart.x * apart.x / 4));
        QVERIFY(near(c.xy, 1 + apart.x * apart.y / 4));
        QVERIFY(near(c.yy, 20 + apart.y * apart.y / 4));
        QVERIFY(near(out->front().peak[static_cast<std::size_t>(i)], 0.5));
    }
}

void AveragedModelTest::mapsAreThoseOfTheModel()
{
    Asked asked;
    const auto model = averaged(asked, {.flip = true});
    const auto maps = model->maps(model->prepare(faceIn(kBox)));
    QVERIFY(!maps.ok()); // a model without maps says so by its name
    QVERIFY(maps.error().message.text().find(plainCard().name) != std::string::npos);
}

void AveragedModelTest::jittersStayNearTheBox()
{
    Asked asked;
    const auto model = averaged(asked, {.jitters = 64});
    model->prepare(faceIn(kBox));
    QCOMPARE(asked.boxes.front(), kBox);
    double farthest = 0;
    for (const Rect &box : asked.boxes) {
        const Point2 shift = box.centre() - kBox.centre();
        const double scale = box.width / kBox.width;
        QVERIFY(std::abs(shift.x) <= 0.03 * kBox.width && std::abs(shift.y) <= 0.03 * kBox.height);
        QVERIFY(scale >= 0.95 && scale <= 1.05);
        QVERIFY(std::abs(box.height / kBox.height - scale) < 1e-12);
        farthest = std::max(farthest, std::abs(shift.x) / kBox.width);
    }
    QVERIFY(farthest > 0.02);
}

void AveragedModelTest::everyJitterIsMirroredToo()
{
    Asked asked;
    const auto model = averaged(asked, {.flip = true, .jitters = 2});
    const FaceInput face = faceIn(kBox);
    const auto out = model->predict({&face, 1}, {});
    QCOMPARE(asked.views, std::size_t{6});
    for (const int i : {0, 16, 60, 97}) {
        std::vector<Point2> answers;
        for (const Rect &box : asked.boxes)
            for (const bool mirrored : {false, true})
                answers.push_back(answer(box, i, mirrored));
        QVERIFY(isSpread(out->front(), i, answers));
    }
}

void AveragedModelTest::jitterIsTheSameForEveryFaceAndRun()
{
    Asked asked;
    const auto model = averaged(asked, {.flip = true, .jitters = 3});
    const Rect elsewhere{300, 10, 50, 50};
    const std::vector<FaceInput> faces{faceIn(kBox), faceIn(elsewhere), faceIn(kBox)};
    const auto out = model->predict(faces, {});
    const auto again = averaged(asked, {.flip = true, .jitters = 3})->predict(faces, {});
    QVERIFY(out.ok() && again.ok());
    QVERIFY((*out)[0].points == (*out)[2].points);
    QVERIFY((*out)[0].covariance == (*out)[2].covariance);
    for (std::size_t i = 0; i < faces.size(); ++i)
        QVERIFY((*out)[i].points == (*again)[i].points);

    // Prepared faces are run together, each keeping its views.
    std::vector<LandmarkModel::Prepared> prepared;
    for (const FaceInput &face : faces)
        prepared.push_back(model->prepare(face));
    const auto together = model->run(prepared, {});
    QCOMPARE(together->size(), faces.size());
    for (std::size_t i = 0; i < faces.size(); ++i)
        QVERIFY((*together)[i].points == (*out)[i].points);
}

void AveragedModelTest::centreAndScaleMoveWithTheBox()
{
    Asked asked;
    const auto model = averaged(asked, {.jitters = 4});
    FaceInput face = faceIn(kBox);
    face.centreScale = CentreScale{.centre = {80, 110}, .scale = 0.5};
    model->prepare(face);
    QCOMPARE(asked.centres.size(), std::size_t{5});
    for (std::size_t i = 0; i < asked.centres.size(); ++i) {
        const Rect &box = asked.boxes[i];
        const Point2 shift = box.centre() - kBox.centre();
        const Point2 moved = asked.centres[i].centre - Point2{80, 110};
        QVERIFY(std::abs(moved.x / 100 - shift.x / kBox.width) < 1e-9);
        QVERIFY(std::abs(moved.y / 100 - shift.y / kBox.height) < 1e-9);
        QVERIFY(std::abs(asked.centres[i].scale / 0.5 - box.width / kBox.width) < 1e-9);
    }
}

void AveragedModelTest::cardThatMirrorsItselfIsNotMirroredAgain()
{
    ModelCard card = plainCard();
    card.flipAverage = true;
    Asked asked;
    const auto model = averaged(asked, {.jitters = 2}, card);
    QCOMPARE(model->views(), (ViewOptions{true, 2}));
    const FaceInput face = faceIn(kBox);
    QVERIFY(model->predict({&face, 1}, {}).ok());
    QCOMPARE(asked.views, std::size_t{3});
    const auto asItIs = averaged(asked, {.flip = true}, card);
    QVERIFY(dynamic_cast<ClosedForm *>(asItIs.get()));
}

void AveragedModelTest::nothingToAverageLeavesTheModel()
{
    Asked asked;
    QVERIFY(dynamic_cast<ClosedForm *>(averaged(asked, {}).get()));
    auto mean = averagedModel(meanShapeModel("wflw98").value(), {.flip = true, .jitters = 8});
    QVERIFY(mean.ok());
    QCOMPARE((*mean)->views(), ViewOptions{});
}

void AveragedModelTest::unknownSchemeIsAnError()
{
    Asked asked;
    ModelCard card = plainCard();
    card.schemeId = "wflw99";
    const auto model = averagedModel(std::make_unique<ClosedForm>(card, asked), {.flip = true});
    QVERIFY(!model.ok());
    QVERIFY(model.error().message.text().find("wflw99") != std::string::npos);
}

void AveragedModelTest::cancellingAndProgressPassThrough()
{
    Asked asked;
    const auto model = averaged(asked, {.flip = true});
    const std::vector<FaceInput> faces(3, faceIn(kBox));
    std::vector<std::int64_t> told;
    JobContext context;
    context.progress = [&](std::int64_t done, std::int64_t total) { told.insert(told.end(), {done, total}); };
    QVERIFY(model->predict(faces, context).ok());
    QCOMPARE(told, (std::vector<std::int64_t>{1, 3, 2, 3, 3, 3}));
    context.cancelled = [] { return true; };
    const auto stopped = model->predict(faces, context);
    QVERIFY(!stopped.ok());
    QVERIFY(stopped.error().code == Errc::Cancelled);
}

QTEST_GUILESS_MAIN(AveragedModelTest)
#include "averaged_model_test.moc"
