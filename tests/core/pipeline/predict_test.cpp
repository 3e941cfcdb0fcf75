#include "core/pipeline/predict.h"
#include "tests/core/image/picture_files.h"
#include "tests/core/model/model_support.h"
#include "tests/support/test_support.h"

#include <QTest>

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

QTEST_GUILESS_MAIN(PredictTest)
#include "predict_test.moc"
