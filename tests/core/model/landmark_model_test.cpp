#include "core/base/text.h"
#include "core/image/image.h"
#include "core/model/landmark_model.h"
#include "core/model/model_catalogue.h"
#include "core/model/network_loader.h"
#include "core/scheme/landmark_scheme.h"
#include "tests/core/model/model_support.h"
#include "tests/support/test_support.h"

#include <QTest>

#include <cmath>

using namespace fiducial;
using namespace fiducial::model;
using namespace fiducial::test;

namespace {
/// Gives what `answer` says for one face's 3 x H x W values; refuses batches above `limit` as a full device does.
class FakeBackend final : public Backend {
public:
    using Answer = std::function<std::vector<float>(const float *chw, std::int64_t plane)>;
    explicit FakeBackend(Answer answer, std::int64_t limit = 1000) : answer_(std::move(answer)), limit_(limit) {}

    Result<std::vector<NamedTensor>> forward(const FloatTensor &batch) override
    {
        batches.push_back(batch.shape[0]);
        if (batch.shape[0] > limit_)
            return makeError(Errc::TooLarge, says("full"));
        FloatTensor out;
        const auto plane = batch.shape[2] * batch.shape[3];
        for (std::int64_t n = 0; n < batch.shape[0]; ++n) {
            const auto one = answer_(batch.data.data() + n * 3 * plane, plane);
            out.data.insert(out.data.end(), one.begin(), one.end());
        }
        out.shape = {batch.shape[0], static_cast<std::int64_t>(out.data.size()) / batch.shape[0]};
        return std::vector<NamedTensor>{{"out", std::move(out)}};
    }
    std::string device() const override { return "fake"; }

    std::vector<std::int64_t> batches;

private:
    Answer answer_;
    std::int64_t limit_;
};

/// All 98 points at the first values of the three planes: x from plane 0, y from plane 2.
std::vector<float> firstValues(const float *chw, std::int64_t plane)
{
    std::vector<float> out;
    for (int i = 0; i < 98; ++i) {
        out.push_back(chw[0]);
        out.push_back(chw[2 * plane]);
    }
    return out;
}

struct Loaded {
    std::unique_ptr<LandmarkModel> model;
    FakeBackend *backend = nullptr;
};

Loaded fake(const ModelCard &card, FakeBackend::Answer answer, int batch = 16, std::int64_t limit = 1000)
{
    auto backend = std::make_unique<FakeBackend>(std::move(answer), limit);
    Loaded loaded;
    loaded.backend = backend.get();
    loaded.model = networkModel(card, Network{std::move(backend), "hash"}, batch).value();
    return loaded;
}

cv::Mat plainPicture(cv::Scalar bgr)
{
    return {40, 40, CV_8UC3, bgr};
}

std::vector<FaceInput> manyFaces(int count)
{
    std::vector<FaceInput> faces;
    for (int i = 0; i < count; ++i)
        faces.push_back({plainPicture({double(i), 0, 0}), {10, 10, 16, 16}, {}});
    return faces;
}

double distanceTo(const Point2f &p, double x, double y)
{
    return distance(toDouble(p), {x, y});
}
} // namespace

class LandmarkModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void preparedValuesFollowTheCard_data();
    void preparedValuesFollowTheCard();
    void preparedCropGoesBackExactly();
    void centreAndScaleChooseTheCropWhereTheCardAsks();
    void outputsAreInImagePixelsAndInOrder();
    void fullDeviceHalvesTheBatch();
    void deviceTooSmallForOneFaceFails();
    void cancellingStops();
    void progressCountsFaces();
    void mirroredAverageUsesTheMirrorMap();
    void faceWithoutBoxOrPictureIsAnError();
    void meanShapeFillsTheBox();
    void onnxFileRunsAnyNumberOfFaces();
    void damagedOnnxIsRefused();
    void wrongWeightsOrDeviceAreRefused();
    void torchModelsSayHowToGetLibTorch();
    void publicModelAgreesWithAnIndependentReference();
    void committedCardsReachTheirFigures_data();
    void committedCardsReachTheirFigures();
};

void LandmarkModelTest::preparedValuesFollowTheCard_data()
{
    QTest::addColumn<bool>("rgb");
    QTest::newRow("BGR") << false;
    QTest::newRow("RGB") << true;
}

// P21
void LandmarkModelTest::preparedValuesFollowTheCard()
{
    QFETCH(bool, rgb);
    ModelCard card = plainCard();
    card.rgb = rgb;
    card.scale = 0.5;
    card.mean = {1, 2, 3};
    card.deviation = {2, 4, 8};
    const auto loaded = fake(card, firstValues);
    for (const auto &[name, bgr] :
         {std::pair{"red", cv::Scalar(0, 0, 200)}, std::pair{"blue", cv::Scalar(200, 0, 0)}}) {
        const auto prepared = loaded.model->prepare({plainPicture(bgr), {10, 10, 16, 16}, {}});
        QCOMPARE(prepared.chw.size(), std::size_t{3 * 64});
        for (std::size_t c = 0; c < 3; ++c) {
            const double value = bgr[static_cast<int>(rgb ? 2 - c : c)];
            const double wanted = (value * 0.5 - card.mean[c]) / card.deviation[c];
            for (std::size_t i = 0; i < 64; ++i)
                QVERIFY2(std::abs(double(prepared.chw[c * 64 + i]) - wanted) < 1e-5, name);
        }
    }
}

void LandmarkModelTest::preparedCropGoesBackExactly()
{
    ModelCard card = plainCard(112);
    card.crop = {.margin = 1.15, .rotation = 12, .law = GridLaw::PixelCentre};
    const auto loaded = fake(card, firstValues);
    const auto prepared =
        loaded.model->prepare({cv::Mat(3000, 4000, CV_8UC3, cv::Scalar()), {3500.3, 2100.7, 411, 367}, {}});
    const Affine back = prepared.cropFromImage.inverse();
    for (const Point2 p : {Point2{0, 0}, Point2{3999, 2999}, Point2{3612.25, 2204.5}})
        QVERIFY(distance(back * (prepared.cropFromImage * p), p) < 1e-4);
}

void LandmarkModelTest::centreAndScaleChooseTheCropWhereTheCardAsks()
{
    ModelCard card = plainCard(256);
    card.crop.margin = 1.3;
    const FaceInput face{cv::Mat(600, 600, CV_8UC3, cv::Scalar()), {10, 10, 50, 50}, CentreScale{{320, 240}, 1.5}};
    const Affine byBox = cropFromImage(face.box, card.crop, card.input);
    QVERIFY(fake(card, firstValues).model->prepare(face).cropFromImage == byBox);
    card.centreScaleMargin = 1;
    const Affine wanted = starCropFromImage({320, 240}, 1.5, 256);
    const Affine got = fake(card, firstValues).model->prepare(face).cropFromImage;
    QVERIFY(distance(got * Point2{350, 200}, wanted * Point2{350, 200}) < 1e-9);
    QVERIFY(distance(got * Point2{350, 200}, {153.1, 93.3666667}) < 1e-6); // algorithms.md 4.1
    const FaceInput plain{face.picture, face.box, {}};
    QVERIFY(fake(card, firstValues).model->prepare(plain).cropFromImage == byBox);
}

void LandmarkModelTest::outputsAreInImagePixelsAndInOrder()
{
    auto loaded = fake(plainCard(), firstValues, 4);
    const auto faces = manyFaces(11);
    const auto outputs = loaded.model->predict(faces, {});
    QVERIFY(outputs.ok());
    QCOMPARE(outputs.value().size(), faces.size());
    for (std::size_t i = 0; i < faces.size(); ++i) {
        // u = blue / 255 across a box of 16 pixels that starts at 10, v = 0.
        const double x = 10 + 16 * static_cast<double>(i) / 255;
        QVERIFY(distanceTo(outputs.value()[i].points[97], x, 10) < 1e-4);
    }
    QCOMPARE(loaded.backend->batches, (std::vector<std::int64_t>{4, 4, 3}));

    std::vector<LandmarkModel::Prepared> prepared;
    for (const auto &face : faces)
        prepared.push_back(loaded.model->prepare(face));
    const auto again = loaded.model->run(prepared, {});
    QVERIFY(again.ok());
    for (std::size_t i = 0; i < faces.size(); ++i)
        QVERIFY(again.value()[i].points == outputs.value()[i].points);
}

void LandmarkModelTest::fullDeviceHalvesTheBatch()
{
    auto loaded = fake(plainCard(), firstValues, 16, 3);
    const auto outputs = loaded.model->predict(manyFaces(20), {});
    QVERIFY(outputs.ok());
    QCOMPARE(outputs.value().size(), std::size_t{20});
    QVERIFY(distanceTo(outputs.value()[19].points[0], 10 + 16 * 19.0 / 255, 10) < 1e-4);
    QCOMPARE(loaded.backend->batches[0], 16);
    QCOMPARE(loaded.backend->batches.back(), 2);
}

void LandmarkModelTest::deviceTooSmallForOneFaceFails()
{
    auto loaded = fake(plainCard(), firstValues, 4, 0);
    const auto outputs = loaded.model->predict(manyFaces(5), {});
    QVERIFY(!outputs.ok());
    QCOMPARE(outputs.error().code, Errc::TooLarge);
    QCOMPARE(loaded.backend->batches, (std::vector<std::int64_t>{4, 2, 1}));
}

void LandmarkModelTest::cancellingStops()
{
    auto loaded = fake(plainCard(), firstValues, 2);
    JobContext context;
    context.cancelled = [&] { return loaded.backend->batches.size() >= 2; };
    const auto outputs = loaded.model->predict(manyFaces(20), context);
    QVERIFY(!outputs.ok());
    QCOMPARE(outputs.error().code, Errc::Cancelled);
    QCOMPARE(loaded.backend->batches.size(), std::size_t{2});
}

void LandmarkModelTest::progressCountsFaces()
{
    std::vector<std::pair<std::int64_t, std::int64_t>> seen;
    JobContext context;
    context.progress = [&](std::int64_t done, std::int64_t total) { seen.emplace_back(done, total); };
    QVERIFY(fake(plainCard(), firstValues, 2).model->predict(manyFaces(5), context).ok());
    QVERIFY((seen == std::vector<std::pair<std::int64_t, std::int64_t>>{{2, 5}, {4, 5}, {5, 5}}));
}

void LandmarkModelTest::mirroredAverageUsesTheMirrorMap()
{
    ModelCard card = plainCard();
    card.flipAverage = true;
    // A network that always answers: point i stands at (i, i) / 128 of what it sees.
    const auto diagonal = [](const float *, std::int64_t) {
        std::vector<float> out;
        for (int i = 0; i < 98; ++i)
            out.insert(out.end(), 2, static_cast<float>(i) / 128);
        return out;
    };
    auto loaded = fake(card, diagonal);
    const auto outputs = loaded.model->predict(manyFaces(1), {});
    QVERIFY(outputs.ok());
    const LandmarkScheme *scheme = findScheme("wflw98");
    for (int i = 0; i < 98; ++i) {
        const int j = scheme->mirror[static_cast<std::size_t>(i)];
        const double u = (i / 128.0 + (1 - j / 128.0)) / 2;
        const double v = (i / 128.0 + j / 128.0) / 2;
        QVERIFY(distanceTo(outputs.value()[0].points[static_cast<std::size_t>(i)], 10 + 16 * u, 10 + 16 * v) < 1e-4);
    }
    // What it sees the second time is the mirrored crop.
    cv::Mat halves = plainPicture({0, 0, 0});
    halves(cv::Rect(18, 0, 22, 40)) = cv::Scalar(255, 0, 0);
    std::vector<float> corners;
    auto watching = fake(card, [&](const float *chw, std::int64_t) {
        corners.push_back(chw[0]);
        return std::vector<float>(196);
    });
    QVERIFY(watching.model->predict(std::vector<FaceInput>{{halves, {10, 10, 16, 16}, {}}}, {}).ok());
    QCOMPARE(corners, (std::vector<float>{0, 1}));
}

void LandmarkModelTest::faceWithoutBoxOrPictureIsAnError()
{
    for (const FaceInput &face : {FaceInput{plainPicture({}), {}, {}}, FaceInput{{}, {1, 1, 5, 5}, {}},
                                  FaceInput{plainPicture({}), {std::nan(""), 0, 5, 5}, {}},
                                  FaceInput{cv::Mat(8, 8, CV_8UC1), {1, 1, 5, 5}, {}}}) {
        const auto outputs = fake(plainCard(), firstValues).model->predict(std::vector{face}, {});
        QVERIFY(!outputs.ok());
        QCOMPARE(outputs.error().code, Errc::InvalidArgument);
    }
}

void LandmarkModelTest::meanShapeFillsTheBox()
{
    for (const char *id : {"wflw98", "ibug68", "cofw29", "aflw19", "lapa106"}) {
        auto model = meanShapeModel(id);
        QVERIFY2(model.ok(), id);
        const Rect box{20, 30, 80, 100};
        const auto outputs = model.value()->predict(std::vector<FaceInput>{{{}, box, {}}, {{}, {0, 0, 1, 1}, {}}}, {});
        QVERIFY(outputs.ok());
        QCOMPARE(outputs.value().size(), std::size_t{2});
        std::vector<Point2> points;
        for (const auto p : outputs.value()[0].points)
            points.push_back(toDouble(p));
        QCOMPARE(static_cast<int>(points.size()), findScheme(id)->count);
        const Rect extent = landmarkBox(points);
        QVERIFY(distance({extent.x, extent.y}, {box.x, box.y}) < 1e-4);
        QVERIFY(distance({extent.right(), extent.bottom()}, {box.right(), box.bottom()}) < 1e-4);
        QVERIFY(model.value()->hash().empty());
    }
    QVERIFY(!meanShapeModel("wflw99").ok());
    QVERIFY(!meanShapeModel("wflw98").value()->predict(std::vector<FaceInput>{{{}, {}, {}}}, {}).ok());
}

void LandmarkModelTest::onnxFileRunsAnyNumberOfFaces()
{
    // x of every point is the mean of the first channel, y twice that of the third plus 0.1.
    std::vector<std::vector<float>> weights(3, std::vector<float>(196));
    std::vector<float> bias(196);
    for (std::size_t i = 0; i < 98; ++i) {
        weights[0][2 * i] = 1;
        weights[2][2 * i + 1] = 2;
        bias[2 * i + 1] = 0.1F;
    }
    const TempDir dir;
    writeAll(dir / "plain.onnx", channelMeanOnnx(8, weights, bias));
    auto model = loadModel(plainCard(), dir.path(), {.batch = 3});
    QVERIFY2(model.ok(), model.ok() ? "" : model.error().text().c_str());
    QVERIFY(model.value()->device().starts_with("CPU, "));
    QCOMPARE(model.value()->hash().size(), std::size_t{64});
    std::vector<FaceInput> faces;
    for (int i = 0; i < 7; ++i)
        faces.push_back({plainPicture({10.0 * i, 7, 5.0 * i}), {10, 10, 16, 16}, {}});
    const auto outputs = model.value()->predict(faces, {});
    QVERIFY2(outputs.ok(), outputs.ok() ? "" : outputs.error().text().c_str());
    for (int i = 0; i < 7; ++i) {
        const double u = 10.0 * i / 255;
        const double v = 2 * 5.0 * i / 255 + 0.1;
        QVERIFY(distanceTo(outputs.value()[static_cast<std::size_t>(i)].points[50], 10 + 16 * u, 10 + 16 * v) < 1e-3);
    }
    ModelCard rgb = plainCard();
    rgb.rgb = true;
    auto swapped = loadModel(rgb, dir.path(), {});
    const auto one = swapped.value()->predict(std::span(faces).subspan(2, 1), {});
    QVERIFY(one.ok());
    QVERIFY(distanceTo(one.value()[0].points[0], 10 + 16 * 10.0 / 255, 10 + 16 * (2 * 20.0 / 255 + 0.1)) < 1e-3);
}

void LandmarkModelTest::damagedOnnxIsRefused()
{
    const TempDir dir;
    const std::string good = constantOnnx(8, 196, 0.5F);
    for (const std::string &bytes :
         {std::string(), std::string("text"), good.substr(0, good.size() / 2), std::string(5000, '\xff')}) {
        writeAll(dir / "plain.onnx", bytes);
        const auto model = loadModel(plainCard(), dir.path(), {});
        QVERIFY(!model.ok());
        QVERIFY(model.error().file.find("plain.onnx") != std::string::npos);
    }
    // Readable, but its outputs are not those of the card's scheme.
    writeAll(dir / "plain.onnx", constantOnnx(8, 136, 0.5F));
    auto other = loadModel(plainCard(), dir.path(), {});
    QVERIFY(other.ok());
    QVERIFY(other.value()->predict(manyFaces(1), {}).error().message.text().find("1 x 136") != std::string::npos);
}

void LandmarkModelTest::wrongWeightsOrDeviceAreRefused()
{
    const TempDir dir;
    writeAll(dir / "plain.onnx", constantOnnx(8, 196, 0.5F));
    ModelCard card = plainCard();
    const auto cuda = loadModel(card, dir.path(), {.device = "cuda"});
    QVERIFY(!cuda.ok() && cuda.error().message.text().find("cuda") != std::string::npos);
    card.sha256 = std::string(64, '0');
    QVERIFY(loadModel(card, dir.path(), {}).error().message.text().find("SHA-256") != std::string::npos);
    card.file = "none.onnx";
    QCOMPARE(loadModel(card, dir.path(), {}).error().code, Errc::NotFound);
    card.schemeId = "wflw99";
    QVERIFY(!loadModel(card, dir.path(), {}).ok());
}

void LandmarkModelTest::torchModelsSayHowToGetLibTorch()
{
    const TempDir dir;
    writeAll(dir / "net.pt", "not read");
    writeAll(dir / "broken.so", "not a library");
    ModelCard card = plainCard();
    card.architecture = "torchscript";
    card.file = "net.pt";
    qputenv("FIDUCIAL_TORCH_MODULE", QByteArray::fromStdString((dir / "none.so").string()));
    const auto absent = loadModel(card, dir.path(), {});
    QVERIFY(!absent.ok());
    QCOMPARE(absent.error().code, Errc::Missing);
    QVERIFY(absent.error().message.text().find("LibTorch") != std::string::npos);
    QVERIFY(absent.error().message.text().find("./dev setup") != std::string::npos);
    qputenv("FIDUCIAL_TORCH_MODULE", QByteArray::fromStdString((dir / "broken.so").string()));
    QVERIFY(loadModel(card, dir.path(), {}).error().message.text().find("./dev setup") != std::string::npos);
    qunsetenv("FIDUCIAL_TORCH_MODULE");
}

// P21
void LandmarkModelTest::publicModelAgreesWithAnIndependentReference()
{
    const auto weights = sharedPath("models/pfld_ghostone_112_wflw98.onnx");
    const auto picture = sharedPath("data/faces98/WFLW_images/video/Amelia_Vega_31.jpg");
    if (weights.empty() || picture.empty())
        QSKIP("the shared models and faces are not here");
    const auto card = readCard(sourceDir() / "resources/models/pfld_ghostone_112_wflw98.json");
    auto model = loadModel(card.value(), weights.parent_path(), {});
    QVERIFY2(model.ok(), model.ok() ? "" : model.error().text().c_str());
    const auto decoded = image::decode(picture);
    const auto outputs =
        model.value()->predict(std::vector<FaceInput>{{decoded.value(), Rect::fromCorners(44, 46, 162, 161), {}}}, {});
    QVERIFY(outputs.ok());
    // A numpy script: the same file and rectangle, own bilinear sampling of a square of 1.15 x the longer side, BGR /
    // 255, the network in OpenCV 5.0's dnn, u x side + left edge.
    struct Reference {
        std::size_t point;
        double x;
        double y;
    };
    for (const auto &[point, x, y] : {Reference{0, 44.2978, 44.3247},
                                      {8, 50.1428, 114.0500},
                                      {16, 98.6636, 160.1825},
                                      {32, 160.1206, 56.0928},
                                      {54, 106.4281, 110.3384},
                                      {60, 66.5476, 68.7325},
                                      {72, 144.6012, 75.9946},
                                      {79, 104.6675, 122.1562},
                                      {96, 78.3803, 71.6261},
                                      {97, 134.6001, 76.8714}})
        QVERIFY2(distanceTo(outputs.value()[0].points[point], x, y) < 0.01, std::to_string(point).c_str());
}

void LandmarkModelTest::committedCardsReachTheirFigures_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<double>("limit");
    QTest::newRow("98 points") << QStringLiteral("pfld_ghostone_112_wflw98") << 0.025;
    QTest::newRow("68 points") << QStringLiteral("peppa_slim_160_68") << 0.06;
}

void LandmarkModelTest::committedCardsReachTheirFigures()
{
    QFETCH(QString, name);
    QFETCH(double, limit);
    const auto list =
        sharedPath("data/faces98/WFLW_annotations/list_98pt_rect_attr_train_test/list_98pt_rect_attr_test.txt");
    const auto models = sharedPath("models");
    if (list.empty() || models.empty())
        QSKIP("the shared models and faces are not here");
    const auto card = readCard(sourceDir() / "resources/models" / (name.toStdString() + ".json"));
    auto model = loadModel(card.value(), models, {});
    QVERIFY2(model.ok(), model.ok() ? "" : model.error().text().c_str());
    const SchemeMap *map = findSchemeMap("wflw98", card.value().schemeId);
    const std::string text = readAll(list);
    const auto lines = text::lines(text);
    double sum = 0;
    int faces = 0;
    for (std::size_t row = 0; row < lines.size(); row += 12) {
        const auto fields = text::splitBlanks(lines[row]);
        const auto number = [&](std::size_t i) { return text::parseDouble(fields[i]).value(); };
        std::vector<Point2> truth;
        for (std::size_t i = 0; i < 98; ++i)
            truth.push_back({number(2 * i), number(2 * i + 1)});
        const double interOcular = distance(truth[60], truth[72]);
        if (map)
            truth = map->apply(truth);
        const auto picture = image::decode(sharedPath("data/faces98/WFLW_images") / fields[206]);
        const FaceInput face{
            picture.value(), Rect::fromCorners(number(196), number(197), number(198), number(199)), {}};
        const auto outputs = model.value()->predict(std::span(&face, 1), {});
        QVERIFY(outputs.ok());
        for (std::size_t i = 0; i < truth.size(); ++i)
            sum += distance(toDouble(outputs.value()[0].points[i]), truth[i]) / interOcular / double(truth.size());
        ++faces;
    }
    QVERIFY2(faces >= 30 && sum / faces < limit, std::to_string(sum / faces).c_str());
}

QTEST_GUILESS_MAIN(LandmarkModelTest)
#include "landmark_model_test.moc"
