#include "core/geometry/crop_transform.h"
#include "core/image/image.h"

#include <opencv2/imgproc.hpp>

#include <QTest>

using namespace fiducial;

namespace {
/// Blue is 40 + x, green is 20 + y: where a pixel came from can be read off it.
cv::Mat ramp(int width, int height)
{
    cv::Mat picture(height, width, CV_8UC3);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            picture.at<cv::Vec3b>(y, x) = {static_cast<uchar>(40 + x), static_cast<uchar>(20 + y), 255};
    return picture;
}

/// A soft spot with its centre exactly at `centre`.
cv::Mat spot(int width, int height, Point2 centre, double sigma)
{
    cv::Mat picture(height, width, CV_8UC3);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const double r = distance({double(x), double(y)}, centre);
            picture.at<cv::Vec3b>(y, x) =
                cv::Vec3b::all(cv::saturate_cast<uchar>(255 * std::exp(-r * r / (2 * sigma * sigma))));
        }
    return picture;
}

Point2 centroid(const cv::Mat &picture)
{
    cv::Mat grey;
    cv::cvtColor(picture, grey, cv::COLOR_BGR2GRAY);
    const cv::Moments m = cv::moments(grey);
    return {m.m10 / m.m00, m.m01 / m.m00};
}
} // namespace

class WarpTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void identityCopies();
    void outsideIsBlack();
    void contentLandsWhereTheMapSays_data();
    void contentLandsWhereTheMapSays();
    void shrinkingAverages();
    void cropFarOutsideIsBlack();
    void thumbnailMapAgreesWithItsPixels();
    void thumbnailStaysInsideThePicture();
    void thumbnailOfTheWholePictureKeepsItsShape();
};

void WarpTest::identityCopies()
{
    const cv::Mat picture = ramp(64, 48);
    const cv::Mat out = image::warp(picture, Affine{}, {64, 48});
    QCOMPARE(cv::norm(picture, out, cv::NORM_INF), 0.0);
}

void WarpTest::outsideIsBlack()
{
    const cv::Mat out = image::warp(ramp(64, 48), Affine{1, 0, 20, 0, 1, 0}, {64, 48});
    QVERIFY(out.at<cv::Vec3b>(10, 5) == cv::Vec3b(0, 0, 0));
    QVERIFY(out.at<cv::Vec3b>(10, 20) == cv::Vec3b(40, 30, 255));
}

void WarpTest::contentLandsWhereTheMapSays_data()
{
    QTest::addColumn<double>("side");
    for (const double side : {40.0, 100.0, 230.0, 333.3, 500.0, 811.0})
        QTest::addRow("box of %g", side) << side;
}

void WarpTest::contentLandsWhereTheMapSays()
{
    QFETCH(double, side);
    const Point2 at{310.3, 287.6};
    const cv::Mat picture = spot(640, 600, at, side / 25);
    for (const double rotation : {0.0, 25.0}) {
        for (const GridLaw law : {GridLaw::PixelCentre, GridLaw::Edge}) {
            const Rect box{at.x - side * 0.4, at.y - side * 0.55, side, side};
            const Affine map = cropFromImage(box, {.rotation = rotation, .law = law}, {112, 112});
            const Point2 wanted = map * at;
            QVERIFY(distance(centroid(image::warp(picture, map, {112, 112})), wanted) < 0.05);
        }
    }
}

void WarpTest::shrinkingAverages()
{
    cv::Mat chequered(512, 512, CV_8UC3);
    for (int y = 0; y < 512; ++y)
        for (int x = 0; x < 512; ++x)
            chequered.at<cv::Vec3b>(y, x) = cv::Vec3b::all((x + y) % 2 == 0 ? 0 : 255);
    const Affine map = cropFromImage({-0.5, -0.5, 512, 512}, {}, {64, 64});
    const cv::Mat inner = image::warp(chequered, map, {64, 64})(cv::Rect(2, 2, 60, 60));
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(inner, mean, deviation);
    QVERIFY(std::abs(mean[0] - 127.5) < 2 && deviation[0] < 2);
}

void WarpTest::cropFarOutsideIsBlack()
{
    const Affine map = cropFromImage({5000, 5000, 900, 900}, {}, {64, 64});
    QCOMPARE(cv::norm(image::warp(ramp(64, 48), map, {64, 64})), 0.0);
}

void WarpTest::thumbnailMapAgreesWithItsPixels()
{
    const Point2 at{400.25, 310.75};
    Affine map;
    const cv::Mat thumb = image::thumbnail(spot(800, 600, at, 9), {330, 250, 130, 150}, 128, 1.35, &map);
    QCOMPARE(thumb.size(), cv::Size(128, 128));
    QVERIFY(distance(centroid(thumb), map * at) < 0.1);
}

void WarpTest::thumbnailStaysInsideThePicture()
{
    Affine map;
    const cv::Mat thumb = image::thumbnail(ramp(150, 120), {-10, -10, 60, 60}, 64, 1.5, &map);
    const Point2 corner = map * Point2{-0.5, -0.5};
    QVERIFY(distance(corner, {-0.5, -0.5}) < 1e-9);
    QVERIFY(thumb.at<cv::Vec3b>(1, 1)[2] == 255);
    // A box larger than the picture shows the longer side whole, black beside the shorter one.
    const cv::Mat all = image::thumbnail(ramp(150, 120), {0, 0, 400, 400}, 64, 1.0, &map);
    QVERIFY(distance(map * Point2{149.5, 59.5}, {63.5, 31.5}) < 1e-9);
    QVERIFY(all.at<cv::Vec3b>(1, 32) == cv::Vec3b(0, 0, 0));
}

void WarpTest::thumbnailOfTheWholePictureKeepsItsShape()
{
    QCOMPARE(image::thumbnail(ramp(160, 80), {}, 64).size(), cv::Size(64, 32));
    QCOMPARE(image::thumbnail(ramp(80, 160), {}, 64).size(), cv::Size(32, 64));
}

QTEST_GUILESS_MAIN(WarpTest)
#include "warp_test.moc"
