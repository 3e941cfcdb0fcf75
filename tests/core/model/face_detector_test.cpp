#include "core/base/text.h"
#include "core/dataset/landmark_set.h"
#include "core/image/image.h"
#include "core/model/detector_common.h"
#include "core/model/face_detector.h"
#include "core/model/places.h"
#include "tests/support/test_support.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <optional>

using namespace fiducial;
using namespace fiducial::model;
using namespace fiducial::test;

namespace {
DetectorCard cardNamed(const char *file)
{
    return parseDetectorCard(readAll(sourceDir() / "resources" / "models" / file)).value();
}

std::unique_ptr<FaceDetector> centerFace()
{
    auto detector = loadDetector(cardNamed("centerface.json"), sourceDir() / ".deps" / "models");
    return detector ? std::move(*detector) : nullptr;
}

std::unique_ptr<FaceDetector> haarCascade()
{
    auto detector = loadDetector(cardNamed("haar.json"), "/usr/share/opencv4/haarcascades");
    return detector ? std::move(*detector) : nullptr;
}

std::optional<cv::Mat> groupPicture(const char *number)
{
    const std::string name = std::string("data/groups/12_Group_Group_12_Group_Group_12_") + number + ".jpg";
    const auto path = sharedPath(name.c_str());
    return path.empty() ? std::nullopt : std::optional(image::decode(path).value());
}

bool sameBoxes(const std::vector<DetectedFace> &a, const std::vector<DetectedFace> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const auto &x, const auto &y) { return x.box == y.box && x.score == y.score; });
}
} // namespace

class FaceDetectorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void letterboxGoesBackToThePicture();
    void overlappingFacesLeaveTheBest();
    void landmarkAreaIsAShareOfTheBox();
    void boxesAreThoseOfTheLandmarks_data();
    void boxesAreThoseOfTheLandmarks();
    void landmarkAreaOfACardIsChecked();
    void groupPhotographHasItsFaces();
    void switchingPicturesChangesNothing();
    void annotatedFacesAreFound();
    void everyKindOfDetectorFindsTheGroup();
    void emptyPictureIsAnError();
    void missingOrWrongFilesAreSaid();
    void defaultSaysWhichOneIsAtWork();
};

void FaceDetectorTest::letterboxGoesBackToThePicture()
{
    const Letterbox letterbox(cv::Mat(400, 800, CV_8UC3, cv::Scalar(9, 9, 9)), {640, 640});
    QCOMPARE(letterbox.canvas.size(), cv::Size(640, 640));
    QCOMPARE(letterbox.scale, 0.8);
    QVERIFY(letterbox.canvas.at<cv::Vec3b>(319, 639) == cv::Vec3b(9, 9, 9));
    QVERIFY(letterbox.canvas.at<cv::Vec3b>(320, 0) == cv::Vec3b(0, 0, 0));
    const Rect beyond = letterbox.toPicture(-8, -8, 640, 320);
    QVERIFY(distance({beyond.x, beyond.y}, {-10.5, -10.5}) < 1e-9 && std::abs(beyond.right() - 799.5) < 1e-9);
    const Rect part = letterbox.toPicture(80, 160, 160, 240);
    QVERIFY(distance({part.x, part.y}, {99.5, 199.5}) < 1e-9 && std::abs(part.width - 100) < 1e-9);
}

void FaceDetectorTest::overlappingFacesLeaveTheBest()
{
    const auto kept =
        suppressed({{{0, 0, 10, 10}, 0.5}, {{1, 1, 10, 10}, 0.9}, {{30, 30, 5, 5}, 0.2}, {{3, 3, 0, 9}, 1}}, 0.3);
    QCOMPARE(kept.size(), std::size_t{2});
    QCOMPARE(kept[0].score, 0.9);
    QCOMPARE(kept[1].score, 0.2);
}

void FaceDetectorTest::landmarkAreaIsAShareOfTheBox()
{
    const auto moved = landmarkBoxes({{{10, 20, 100, 200}, 0.5}}, {-0.1, 0.25, 1.2, 0.75});
    QVERIFY(moved[0].box == (Rect{0, 70, 120, 150}));
    QCOMPARE(moved[0].score, 0.5);
}

void FaceDetectorTest::boxesAreThoseOfTheLandmarks_data()
{
    QTest::addColumn<bool>("haar");
    QTest::newRow("CenterFace") << false;
    QTest::newRow("Haar cascade") << true;
}

void FaceDetectorTest::boxesAreThoseOfTheLandmarks()
{
    QFETCH(const bool, haar);
    const auto images = sharedPath("data/faces98/WFLW_images");
    const auto list = sharedPath("data/faces98/WFLW_annotations/list_98pt_rect_attr_train_test/"
                                 "list_98pt_rect_attr_test.txt");
    const auto detector = haar ? haarCascade() : centerFace();
    if (list.empty() || !detector)
        QSKIP("the detector or the shared pictures are not here");
    std::vector<double> down, height;
    const std::string text = readAll(list);
    const auto lines = text::lines(text);
    for (std::size_t i = 0; i < lines.size(); i += 9) {
        const auto fields = text::splitBlanks(lines[i]);
        std::vector<Point2> points;
        for (std::size_t k = 0; k < 196; k += 2)
            points.push_back({text::parseDouble(fields[k]).value(), text::parseDouble(fields[k + 1]).value()});
        const Rect wanted = landmarkBox(points);
        const auto faces = detector->detect(image::decode(images / std::string(fields.back())).value());
        QVERIFY(faces.ok());
        if (faces->empty())
            continue;
        down.push_back((faces->front().box.centre().y - wanted.centre().y) / wanted.height);
        height.push_back(faces->front().box.height / wanted.height);
    }
    QVERIFY2(down.size() > (haar ? 30 : 35), std::to_string(down.size()).c_str());
    const auto median = [](std::vector<double> values) {
        std::nth_element(values.begin(), values.begin() + values.size() / 2, values.end());
        return values[values.size() / 2];
    };
    QVERIFY2(std::abs(median(down)) < 0.03, std::to_string(median(down)).c_str());
    QVERIFY2(std::abs(median(height) - 1) < 0.05, std::to_string(median(height)).c_str());
}

void FaceDetectorTest::landmarkAreaOfACardIsChecked()
{
    const std::string card = readAll(sourceDir() / "resources" / "models" / "centerface.json");
    const auto with = [&card](const std::string &area) {
        std::string changed = card;
        const auto from = changed.find('[', changed.find("landmark_area"));
        return parseDetectorCard(changed.replace(from, changed.find(']', from) - from + 1, area));
    };
    QVERIFY(with("[0, 0.5, 1, 0.5]")->landmarkArea == (Rect{0, 0.5, 1, 0.5}));
    for (const char *bad : {"[0, 0, 1]", "[0, 0, 0, 1]", "[0, 0, 1, \"a\"]", "[0, 0, 1, 1e9]", "7"})
        QVERIFY2(!with(bad).ok(), bad);
}

void FaceDetectorTest::groupPhotographHasItsFaces()
{
    const auto picture = groupPicture("459");
    const auto detector = centerFace();
    if (!picture || !detector)
        QSKIP("CenterFace or the shared pictures are not here");
    const auto faces = detector->detect(*picture);
    QVERIFY(faces.ok());
    QCOMPARE(faces.value().size(), std::size_t{27});
    const Rect pictureArea{-0.5, -0.5, double(picture->cols), double(picture->rows)};
    for (std::size_t i = 0; i < faces.value().size(); ++i) {
        const auto &face = faces.value()[i];
        QVERIFY(face.box.width > 12 && face.box.width < 200 && face.box.height > face.box.width * 0.8);
        QVERIFY(pictureArea.contains(face.box.centre()));
        QVERIFY(i == 0 || face.score <= faces.value()[i - 1].score);
    }
}

void FaceDetectorTest::switchingPicturesChangesNothing()
{
    const auto large = groupPicture("459");
    const auto other = groupPicture("24");
    const auto detector = centerFace();
    if (!large || !other || !detector)
        QSKIP("CenterFace or the shared pictures are not here");
    const auto first = detector->detect(*large);
    QVERIFY(detector->detect(*other).ok());
    QVERIFY(detector->detect(cv::Mat(90, 1500, CV_8UC3, cv::Scalar())).ok());
    QVERIFY(detector->detect((*other)(cv::Rect(0, 0, 200, 700))).ok());
    const auto again = detector->detect(*large);
    QVERIFY(first.ok() && again.ok());
    QVERIFY(sameBoxes(first.value(), again.value()));
}

void FaceDetectorTest::annotatedFacesAreFound()
{
    const auto file = sharedPath("data/faces98/WFLW_images/video/Amelia_Vega_31.jpg");
    const auto detector = centerFace();
    if (file.empty() || !detector)
        QSKIP("CenterFace or the shared pictures are not here");
    const auto faces = detector->detect(image::decode(file).value());
    QVERIFY(faces.ok());
    QCOMPARE(faces.value().size(), std::size_t{1});
    QVERIFY(intersectionOverUnion(faces.value()[0].box, Rect::fromCorners(44, 46, 162, 161)) > 0.7);
}

void FaceDetectorTest::everyKindOfDetectorFindsTheGroup()
{
    const auto picture = groupPicture("459");
    const auto ultraFace = sharedPath("models/ultraface_rfb_320.onnx");
    const auto centre = centerFace();
    const std::filesystem::path cascades = "/usr/share/opencv4/haarcascades";
    if (!picture || ultraFace.empty() || !centre || !std::filesystem::exists(cascades))
        QSKIP("a detector or the shared pictures are not here");
    const auto reference = centre->detect(*picture);
    QVERIFY(reference.ok());
    for (auto &detector : {loadDetector(cardNamed("ultraface_rfb_320.json"), ultraFace.parent_path()),
                           loadDetector(cardNamed("haar.json"), cascades)}) {
        QVERIFY2(detector.ok(), detector.ok() ? "" : detector.error().text().c_str());
        const auto faces = detector.value()->detect(*picture);
        QVERIFY(faces.ok());
        int agreed = 0;
        for (const auto &wanted : reference.value())
            for (const auto &face : faces.value())
                agreed += intersectionOverUnion(wanted.box, face.box) > 0.4 ? 1 : 0;
        QVERIFY2(agreed >= 18, std::to_string(agreed).c_str());
        QVERIFY(faces.value().size() <= 30);
    }
}

void FaceDetectorTest::emptyPictureIsAnError()
{
    const auto detector = centerFace();
    if (!detector)
        QSKIP("CenterFace is not here");
    QVERIFY(!detector->detect({}).ok());
    QVERIFY(!detector->detect(cv::Mat(8, 8, CV_8UC1)).ok());
    QVERIFY(detector->detect(cv::Mat(1, 1, CV_8UC3, cv::Scalar())).ok());
}

void FaceDetectorTest::missingOrWrongFilesAreSaid()
{
    const TempDir dir;
    DetectorCard card = cardNamed("centerface.json");
    QCOMPARE(loadDetector(card, dir.path()).error().code, Errc::NotFound);
    writeAll(dir / "centerface.onnx", "not an ONNX file");
    QVERIFY(!loadDetector(card, dir.path()).ok());
    card.sha256.clear();
    QVERIFY(!loadDetector(card, dir.path()).ok());
    card.architecture = "yolo";
    QVERIFY(loadDetector(card, dir.path()).error().message.text().find("yolo") != std::string::npos);
    card.architecture = "haar";
    QVERIFY(!loadDetector(card, dir.path()).ok());
}

void FaceDetectorTest::defaultSaysWhichOneIsAtWork()
{
    const TempDir dir;
    qputenv("FIDUCIAL_CENTERFACE", QByteArray::fromStdString((dir / "none.onnx").string()));
    QVERIFY2(!defaultDetector().ok(), "a file that was asked for and is not there is no reason to take another");
    qunsetenv("FIDUCIAL_CENTERFACE");
    const auto detector = defaultDetector();
    if (!detector)
        QSKIP("neither CenterFace nor Haar cascades are here");
    const bool there = std::filesystem::exists(checkoutModels() / "centerface.onnx");
    QCOMPARE(detector.value()->name(), std::string(there ? "CenterFace" : "Haar cascade"));
}

QTEST_GUILESS_MAIN(FaceDetectorTest)
#include "face_detector_test.moc"
