#include "core/model/averaged_model.h"
#include "core/pipeline/predict.h"
#include "core/scheme/landmark_scheme.h"
#include "tests/core/image/picture_files.h"
#include "tests/core/model/model_support.h"
#include "tests/support/test_support.h"

#include <QTest>

#include <algorithm>

using namespace fiducial;
using namespace fiducial::test;

/// From picture files to points, through a network whose answer tells the colours it was given.
class PredictTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void colours_reachTheModelInTheOrderOfItsCard_data();
    void colours_reachTheModelInTheOrderOfItsCard();
    void everyOrientation_cropsTheSamePart_data();
    void everyOrientation_cropsTheSamePart();
    void answers_belongToTheFaceThatWasAsked();
    void unreadablePicture_isAnIssueAndTheOthersGoOn();
    void mirrorImage_isAveragedThroughTheMirrorPairs();
    void jitters_giveTheSpreadAsCovariance();
    void meanShape_hasNothingToAverage();
    void progress_countsTheFacesThatWereAsked();

private:
    /// Point 0 stands at the mean of the first channel and the mean of the third, point 1 at that of the second, all as
    /// fractions of the box.
    std::unique_ptr<model::LandmarkModel> colourModel(bool rgb)
    {
        std::vector<std::vector<float>> weights(3, std::vector<float>(196));
        weights[0][0] = weights[2][1] = weights[1][2] = 1;
        writeAll(folder_ / "plain.onnx", channelMeanOnnx(8, weights, std::vector<float>(196)));
        model::ModelCard card = plainCard();
        card.rgb = rgb;
        auto loaded = model::loadModel(card, folder_.path(), {});
        if (!loaded)
            qFatal("%s", loaded.error().text().c_str());
        return std::move(loaded).value();
    }

    /// One face with this box an image.
    Dataset dataset(const std::vector<std::string> &images, Rect box) const
    {
        Dataset out;
        out.imageRoot = folder_.path();
        out.schemeId = "wflw98";
        for (const std::string &image : images) {
            Face face;
            face.sample = static_cast<int>(out.samples.size());
            face.box = box;
            Sample sample;
            sample.image = image;
            sample.faces = {static_cast<std::int32_t>(out.faces.size())};
            out.samples.push_back(std::move(sample));
            out.faces.push_back(std::move(face));
        }
        return out;
    }

    pipeline::PredictReport predict(const Dataset &data, model::LandmarkModel &model, std::vector<int> faces = {})
    {
        pipeline::PredictRequest request;
        request.dataset = &data;
        request.faces = std::move(faces);
        auto report = pipeline::predict(request, model, nullptr, {});
        if (!report)
            qFatal("%s", report.error().text().c_str());
        return std::move(report).value();
    }

    void writePicture(const char *name, const cv::Scalar &bgr)
    {
        writeAll(folder_ / name, encode(".png", cv::Mat(40, 40, CV_8UC3, bgr)));
    }

    TempDir folder_;
};

namespace {
constexpr Rect kBox{10, 10, 20, 20};

/// The point of a row as a fraction of the box.
Point2 fraction(const Prediction &row, std::size_t point, Rect box = kBox)
{
    const Point2f p = row.points[point];
    return {(static_cast<double>(p.x) - box.x) / box.width, (static_cast<double>(p.y) - box.y) / box.height};
}

bool isAt(Point2 p, Point2 wanted)
{
    return std::abs(p.x - wanted.x) < 0.01 && std::abs(p.y - wanted.y) < 0.01;
}
} // namespace

void PredictTest::colours_reachTheModelInTheOrderOfItsCard_data()
{
    QTest::addColumn<bool>("rgb");
    QTest::newRow("BGR") << false;
    QTest::newRow("RGB") << true;
}

// P21
void PredictTest::colours_reachTheModelInTheOrderOfItsCard()
{
    QFETCH(const bool, rgb);
    writePicture("red.png", {0, 0, 255});
    writePicture("blue.png", {255, 0, 0});
    const auto model = colourModel(rgb);
    const auto report = predict(dataset({"red.png", "blue.png"}, kBox), *model);
    QCOMPARE(report.predicted, 2);
    const Point2 firstChannel{1, 0}, lastChannel{0, 1};
    QVERIFY(isAt(fraction(report.run.rows[0], 0), rgb ? firstChannel : lastChannel));
    QVERIFY(isAt(fraction(report.run.rows[1], 0), rgb ? lastChannel : firstChannel));
}

void PredictTest::everyOrientation_cropsTheSamePart_data()
{
    QTest::addColumn<int>("orientation");
    for (int orientation = 1; orientation <= 8; ++orientation)
        QTest::addRow("orientation %d", orientation) << orientation;
}

// P7
void PredictTest::everyOrientation_cropsTheSamePart()
{
    QFETCH(const int, orientation);
    cv::Mat upright(32, 48, CV_8UC3, cv::Scalar(255, 0, 255));
    upright(cv::Rect(30, 2, 12, 12)) = cv::Scalar(0, 255, 0);
    const std::string bytes = pngWithExif(stored(upright, orientation), orientation);
    writeAll(folder_ / "turned.png", bytes);
    const auto model = colourModel(false);
    const Rect green{31, 3, 10, 10};
    const auto report = predict(dataset({"turned.png"}, green), *model);
    QVERIFY(isAt(fraction(report.run.rows[0], 0, green), {0, 0}));
    QVERIFY(isAt(fraction(report.run.rows[0], 1, green), {1, 0}));
    QCOMPARE(readAll(folder_ / "turned.png"), bytes);
}

// P4
void PredictTest::answers_belongToTheFaceThatWasAsked()
{
    std::vector<std::string> names;
    for (int i = 0; i < 40; ++i) {
        names.push_back("p" + std::to_string(i) + ".png");
        writePicture(names.back().c_str(), {6.0 * i, 0, 0});
    }
    const Dataset data = dataset(names, kBox);
    std::vector<int> faces;
    for (int i = 0; i < 40; ++i)
        faces.push_back(i * 7 % 40); // pictures are decoded by several threads, and in another order than the file's
    const auto model = colourModel(false);
    const auto report = predict(data, *model, faces);
    QCOMPARE(report.run.rows.size(), faces.size());
    for (std::size_t i = 0; i < faces.size(); ++i) {
        QCOMPARE(report.run.rows[i].image, names[static_cast<std::size_t>(faces[i])]);
        QVERIFY(isAt(fraction(report.run.rows[i], 0), {6.0 * faces[i] / 255, 0}));
    }
}

// P20
void PredictTest::unreadablePicture_isAnIssueAndTheOthersGoOn()
{
    writePicture("red.png", {0, 0, 255});
    writeAll(folder_ / "broken.png", "nothing");
    const auto model = colourModel(false);
    const auto report = predict(dataset({"red.png", "broken.png", "red.png"}, kBox), *model);
    QCOMPARE(report.predicted, 2);
    QCOMPARE(report.issues.size(), std::size_t{1});
    QVERIFY(q(report.issues[0].text()).contains(QStringLiteral("broken.png")));
    for (const Prediction &row : report.run.rows)
        if (row.image == "red.png")
            QVERIFY(isAt(fraction(row, 0), {0, 1}));
}

namespace {
/// Channel means of the box after a jitter, from the picture alone: the ramp's blue is 5 x, its red 4 y.
Point2 rampMean(Rect box)
{
    return {5 * box.centre().x / 255, 4 * box.centre().y / 255};
}
} // namespace

void PredictTest::mirrorImage_isAveragedThroughTheMirrorPairs()
{
    // Point 0 stands at the mean of blue, whatever the picture's direction; its partner (32) at 0, so the mirror image
    // brings 1 - 0 of the crop's width to point 0 and 1 - the mean to point 32.
    writePicture("plain.png", {51, 0, 102});
    auto averaged = model::averagedModel(colourModel(false), {.flip = true});
    QVERIFY(averaged.ok());
    const auto report = predict(dataset({"plain.png"}, kBox), **averaged);
    QCOMPARE(report.predicted, 1);
    QVERIFY(report.run.views == (ViewOptions{.flip = true}));
    const Prediction &row = report.run.rows[0];
    QVERIFY(row.covariance.empty());
    QCOMPARE(findScheme("wflw98")->mirror[0], 32);
    QVERIFY(isAt(fraction(row, 0), {(0.2 + 1 - 0) / 2, (0.4 + 0) / 2}));
    QVERIFY(isAt(fraction(row, 32), {(0 + 1 - 0.2) / 2, (0 + 0.4) / 2}));
    QCOMPARE(findScheme("wflw98")->mirror[16], 16); // its own partner
    QVERIFY(isAt(fraction(row, 16), {0.5, 0}));
}

void PredictTest::jitters_giveTheSpreadAsCovariance()
{
    cv::Mat ramp(60, 50, CV_8UC3);
    for (int y = 0; y < ramp.rows; ++y)
        for (int x = 0; x < ramp.cols; ++x)
            ramp.at<cv::Vec3b>(y, x) = {static_cast<uchar>(5 * x), 0, static_cast<uchar>(4 * y)};
    writeAll(folder_ / "ramp.png", encode(".png", ramp));
    const auto model = colourModel(false);
    constexpr int kJitters = 4;

    // What the model is asked about is what prepare() shows; each answer follows from its crop alone.
    auto averaged = model::averagedModel(colourModel(false), {.jitters = kJitters});
    QVERIFY(averaged.ok());
    const Rect box{15, 20, 20, 20};
    const auto prepared = (*averaged)->prepare({ramp, box, {}});
    QCOMPARE(prepared.further.size(), std::size_t{kJitters});
    std::vector<Rect> boxes{prepared.box};
    for (const auto &view : prepared.further)
        boxes.push_back(view.box);
    std::vector<Point2> answers;
    Point2 mean;
    for (const Rect &b : boxes) {
        QVERIFY(std::abs(b.centre().x - box.centre().x) <= 0.03 * box.width + 1e-9);
        QVERIFY(std::abs(b.width / box.width - 1) <= 0.05 + 1e-9);
        const Point2 share = rampMean(b);
        answers.push_back({b.x + share.x * b.width, b.y + share.y * b.height});
        mean = mean + answers.back() * (1.0 / (kJitters + 1));
    }
    double xx = 0, xy = 0, yy = 0;
    for (const Point2 &a : answers) {
        xx += (a.x - mean.x) * (a.x - mean.x) / kJitters;
        xy += (a.x - mean.x) * (a.y - mean.y) / kJitters;
        yy += (a.y - mean.y) * (a.y - mean.y) / kJitters;
    }
    const auto report = predict(dataset({"ramp.png"}, box), **averaged);
    const Prediction &row = report.run.rows[0];
    QCOMPARE(row.covariance.size(), std::size_t{98});
    QVERIFY(distance(toDouble(row.points[0]), mean) < 0.6);
    const Covariance2f &c = row.covariance[0];
    const double scale = xx + yy;
    QVERIFY(scale > 0.01);
    QVERIFY2(std::abs(static_cast<double>(c.xx) - xx) < 0.15 * scale,
             std::to_string(static_cast<double>(c.xx) / xx).c_str());
    QVERIFY(std::abs(static_cast<double>(c.xy) - xy) < 0.15 * scale);
    QVERIFY(std::abs(static_cast<double>(c.yy) - yy) < 0.15 * scale);

    const auto again = predict(dataset({"ramp.png"}, box), **averaged);
    QVERIFY(again.run.rows[0].points == row.points);
    QVERIFY(again.run.rows[0].covariance == row.covariance);
}

void PredictTest::meanShape_hasNothingToAverage()
{
    writePicture("red.png", {0, 0, 255});
    auto averaged = model::averagedModel(model::meanShapeModel("wflw98").value(), {.flip = true, .jitters = 8});
    QVERIFY(averaged.ok());
    const auto report = predict(dataset({"red.png"}, kBox), **averaged);
    QVERIFY(report.run.views == ViewOptions{});
    QVERIFY(report.run.rows[0].covariance.empty());
}

void PredictTest::progress_countsTheFacesThatWereAsked()
{
    constexpr int kFaces = 40; // more than one batch
    writePicture("red.png", {0, 0, 255});
    const Dataset data = dataset(std::vector<std::string>(kFaces, "red.png"), kBox);
    auto model = model::averagedModel(colourModel(true), {.flip = true});
    QVERIFY(model);
    pipeline::PredictRequest request;
    request.dataset = &data;
    std::vector<std::int64_t> done;
    bool sameTotal = true;
    const JobContext context{[] { return false; },
                             [&](std::int64_t count, std::int64_t total) {
                                 done.push_back(count);
                                 sameTotal = sameTotal && total == kFaces;
                             }};
    QVERIFY(pipeline::predict(request, **model, nullptr, context));
    QVERIFY(sameTotal);
    QVERIFY(std::is_sorted(done.begin(), done.end()));
    QCOMPARE(done.front(), 0);
    QCOMPARE(done.back(), kFaces);
}

QTEST_GUILESS_MAIN(PredictTest)
#include "predict_test.moc"
