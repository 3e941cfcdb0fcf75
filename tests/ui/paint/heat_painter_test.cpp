#include "core/geometry/crop_transform.h"
#include "ui/paint/heat_painter.h"
#include "ui/paint/plates.h"

#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

using namespace fiducial;
using namespace fiducial::ui;

namespace {
constexpr int kCells = 32;
constexpr int kStride = 4; // pixels of the input a cell

/// Gaussians of height 1, one a landmark.
std::vector<float> bells(const std::vector<Point2> &centres, double sigma)
{
    std::vector<float> maps;
    for (const Point2 c : centres)
        for (int y = 0; y < kCells; ++y)
            for (int x = 0; x < kCells; ++x)
                maps.push_back(
                    static_cast<float>(std::exp(-(std::pow(x - c.x, 2) + std::pow(y - c.y, 2)) / (2 * sigma * sigma))));
    return maps;
}

Affine imageFromCells(const Rect &box, const CropRule &rule)
{
    const Affine cropFromCell{kStride, 0, (kStride - 1) / 2.0, 0, kStride, (kStride - 1) / 2.0};
    return cropFromImage(box, rule, {kCells * kStride, kCells * kStride}).inverse() * cropFromCell;
}

QImage painted(const HeatPicture &picture, const ViewTransform &view, QSize size)
{
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    picture.paint(painter, view, QRectF(image.rect()));
    return image;
}

/// Where the heat is, in pixels of the view (their centres at half numbers).
QPointF centreOf(const QImage &image)
{
    QPointF sum;
    double weight = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const double w = qAlpha(image.pixel(x, y));
            sum += w * QPointF(x + 0.5, y + 0.5);
            weight += w;
        }
    return sum / weight;
}
} // namespace

class HeatPainterTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void blob_liesAtItsPointThroughEveryCrop_data();
    void blob_liesAtItsPointThroughEveryCrop();
    void anisotropicBlob_isTurnedWithItsCrop();
    void sum_addsTheMapsThatExist();
    void colours_areCividisAndOpacityFollowsTheHeat();
    void cells_areJoinedWithoutSteps();
    void nothing_isPaintedWhereThereIsNoHeat_data();
    void nothing_isPaintedWhereThereIsNoHeat();
    void clip_isKept();
    void plate_wrapsLongNotes();
};

void HeatPainterTest::blob_liesAtItsPointThroughEveryCrop_data()
{
    QTest::addColumn<double>("rotation");
    QTest::addColumn<double>("zoom");
    QTest::newRow("upright") << 0.0 << 3.0;
    QTest::newRow("turned") << 33.0 << 3.0;
    QTest::newRow("turned back, reduced") << -71.0 << 1.25;
    QTest::newRow("upside down, enlarged") << 180.0 << 7.0;
}

void HeatPainterTest::blob_liesAtItsPointThroughEveryCrop()
{
    QFETCH(double, rotation);
    QFETCH(double, zoom);
    const Rect box{40.5, 31.25, 57, 83};
    const Affine imageFromCell = imageFromCells(box, {.margin = 1.25, .rotation = rotation});
    for (const Point2 cell : {Point2{15.5, 15.5}, Point2{12.3, 18.8}, Point2{19.65, 13.4}}) {
        const std::array<int, 1> first = {0};
        const HeatGrid grid = sumOfMaps(bells({cell}, 1.4), kCells, kCells, imageFromCell, first);
        const Point2 point = imageFromCell * cell;
        const ViewTransform view{zoom, QPointF(300, 300) - QPointF(point.x, point.y) * zoom};
        const QPointF at = centreOf(painted(HeatPicture(grid), view, {600, 600}));
        const Point2 found = view.toImage(at);
        QVERIFY2(distance(found, point) < 0.1, qPrintable(QString::number(distance(found, point))));
    }
}

void HeatPainterTest::anisotropicBlob_isTurnedWithItsCrop()
{
    std::vector<float> map;
    for (int y = 0; y < kCells; ++y)
        for (int x = 0; x < kCells; ++x)
            map.push_back(static_cast<float>(std::exp(-std::pow(x - 15.5, 2) / 18 - std::pow(y - 15.5, 2) / 2)));
    const Affine imageFromCell = imageFromCells({0, 0, 100, 100}, {.rotation = 30});
    const std::array<int, 1> first = {0};
    const QImage image =
        painted(HeatPicture(sumOfMaps(map, kCells, kCells, imageFromCell, first)), {4, {0, 0}}, {400, 400});
    const QPointF c = centreOf(image);
    double xx = 0, xy = 0, yy = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const double w = qAlpha(image.pixel(x, y)), dx = x + 0.5 - c.x(), dy = y + 0.5 - c.y();
            xx += w * dx * dx;
            xy += w * dx * dy;
            yy += w * dy * dy;
        }
    const double painted = 0.5 * std::atan2(2 * xy, xx - yy);
    const double expected = std::atan2(imageFromCell.c, imageFromCell.a);
    QVERIFY(std::abs(std::remainder(painted - expected, std::numbers::pi)) < 0.02);
}

void HeatPainterTest::sum_addsTheMapsThatExist()
{
    auto maps = bells({{8, 8}, {20, 20}}, 2);
    maps[0] = -5;
    maps[1] = std::numeric_limits<float>::quiet_NaN();
    const std::array<int, 4> landmarks = {0, 1, 2, -1};
    const HeatGrid grid = sumOfMaps(maps, kCells, kCells, {}, landmarks);
    QVERIFY(std::abs(grid.peak() - 1) < 1e-4F);
    QVERIFY(std::abs(grid.values[8 * kCells + 8] - 1) < 1e-4F && std::abs(grid.values[20 * kCells + 20] - 1) < 1e-4F);
    QVERIFY(grid.values[0] >= 0 && grid.values[0] < 1e-6F);
}

void HeatPainterTest::colours_areCividisAndOpacityFollowsTheHeat()
{
    HeatGrid grid{3, 1, {0, 2, 4}, {}};
    const QImage image = HeatPicture(grid).image();
    const int step = image.width() / 3, y = image.height() / 2;
    QCOMPARE(qAlpha(image.pixel(2, y)), 0); // the cell itself, not its slope
    const QColor middle = image.pixelColor(step + step / 2, y), top = image.pixelColor(image.width() - 2, y);
    QVERIFY(top.alpha() > middle.alpha() && middle.alpha() > 80 && top.alpha() < 255);
    QVERIFY(std::abs(top.red() - 253) < 4 && std::abs(top.green() - 231) < 4 && top.blue() < 80);         // yellow
    QVERIFY(std::abs(middle.red() - middle.blue()) < 20 && std::abs(middle.red() - middle.green()) < 20); // grey
}

void HeatPainterTest::cells_areJoinedWithoutSteps()
{
    const HeatGrid grid{4, 4, {0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, {}};
    const QImage image = HeatPicture(grid).image();
    int steepest = 0;
    for (int y = 1; y < image.height(); ++y)
        for (int x = 1; x < image.width(); ++x)
            steepest = std::max({steepest, std::abs(qAlpha(image.pixel(x, y)) - qAlpha(image.pixel(x - 1, y))),
                                 std::abs(qAlpha(image.pixel(x, y)) - qAlpha(image.pixel(x, y - 1)))});
    QVERIFY2(steepest < 16, qPrintable(QString::number(steepest)));
}

void HeatPainterTest::nothing_isPaintedWhereThereIsNoHeat_data()
{
    QTest::addColumn<float>("value");
    QTest::newRow("zero") << 0.0F;
    QTest::newRow("negative") << -1.0F;
    QTest::newRow("NaN") << std::numeric_limits<float>::quiet_NaN();
    QTest::newRow("infinite") << std::numeric_limits<float>::infinity();
}

void HeatPainterTest::nothing_isPaintedWhereThereIsNoHeat()
{
    QFETCH(float, value);
    QVERIFY(HeatPicture(HeatGrid{2, 2, {value, value, value, value}, {}}).isNull());
    QVERIFY(HeatPicture(HeatGrid{}).isNull());
    QCOMPARE(painted(HeatPicture(), {}, {8, 8}).pixel(4, 4), QRgb(0));
}

void HeatPainterTest::clip_isKept()
{
    const HeatGrid grid{2, 2, {1, 1, 1, 1}, {}};
    QImage image(100, 100, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    HeatPicture(grid).paint(painter, {50, {0, 0}}, QRectF(10, 10, 20, 20));
    painter.end();
    QVERIFY(qAlpha(image.pixel(20, 20)) > 0 && qAlpha(image.pixel(5, 20)) == 0 && qAlpha(image.pixel(35, 20)) == 0);
}

void HeatPainterTest::plate_wrapsLongNotes()
{
    const QFont font;
    const HeatPlate word{{}, {}, QStringLiteral("Computing")}, sentence{{}, {}, QStringLiteral("heat ").repeated(60)};
    const QRectF small = heatPlateRect(word, font, {10, 400}, 800),
                 large = heatPlateRect(sentence, font, {10, 400}, 800);
    QVERIFY(large.height() > 2 * small.height() && large.width() < 400);
    QCOMPARE(small.bottom(), 400.0);
    QVERIFY(heatPlateRect({}, font, {10, 400}, 800).isEmpty());
    const HeatPlate ramp{QStringLiteral("Heat of #64"), QStringLiteral("peak 0.5"), {}};
    QImage image(500, 100, QImage::Format_RGB32);
    image.fill(Qt::red);
    QPainter painter(&image);
    const QRectF rect = paintHeatPlate(painter, ramp, font, {10, 90}, 480);
    painter.end();
    QCOMPARE(rect, heatPlateRect(ramp, font, {10, 90}, 480));
    int yellow = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const QColor c = image.pixelColor(x, y);
            yellow += c.red() > 220 && c.green() > 200 && c.blue() < 100;
        }
    QVERIFY(yellow > 20); // the end of the ramp
}

QTEST_MAIN(HeatPainterTest)
#include "heat_painter_test.moc"
