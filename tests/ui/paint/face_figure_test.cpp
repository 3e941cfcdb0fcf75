#include "ui/paint/face_figure.h"

#include <QGuiApplication>
#include <QPainter>
#include <QTest>

using namespace fiducial;
using namespace fiducial::ui;
using namespace Qt::StringLiterals;

namespace {

FaceFigure simpleFigure()
{
    FaceFigure figure;
    figure.picture = QImage(200, 100, QImage::Format_RGB32);
    figure.picture.fill(QColor(10, 200, 30));
    LandmarkSet set;
    set.points = {{50, 50}, {150, 50}};
    FaceOverlay face;
    face.layers = {makeLayer(LayerKind::Mine, set)};
    figure.faces = {face};
    return figure;
}

} // namespace

class FaceFigureTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void figure_hasTheSizeAskedFor();
    void figure_showsPictureAndMarksInPlace();
    void reducedPicture_standsForTheFullSize();
    void area_isShownLarge();
    void faceArea_holdsPointsOutsideThePicture();
    void plate_andLegendStayInside();
    void plates_elideWhatIsTooLong();
    void failureFrame_isDrawn();
    void emptyRequest_isNull();
};

void FaceFigureTest::figure_hasTheSizeAskedFor()
{
    const QImage image = renderFaceFigure(simpleFigure(), {320, 200}, 1.5);
    QCOMPARE(image.size(), QSize(480, 300));
    QCOMPARE(image.devicePixelRatio(), 1.5);
}

void FaceFigureTest::figure_showsPictureAndMarksInPlace()
{
    // 2 view pixels per image pixel, 100 pixels of ground above and below.
    const QImage image = renderFaceFigure(simpleFigure(), {400, 400});
    QCOMPARE(image.pixelColor(200, 50), simpleFigure().ground);
    QCOMPARE(image.pixelColor(200, 150), QColor(10, 200, 30));
    QCOMPARE(image.pixelColor(101, 201), QColor(Qt::white));
    QCOMPARE(image.pixelColor(301, 201), QColor(Qt::white));
}

void FaceFigureTest::reducedPicture_standsForTheFullSize()
{
    FaceFigure figure = simpleFigure();
    figure.picture = figure.picture.scaled(50, 25);
    figure.imageSize = {200, 100};
    const QImage image = renderFaceFigure(figure, {400, 200});
    QCOMPARE(image.pixelColor(101, 101), QColor(Qt::white));
    QCOMPARE(image.pixelColor(395, 195), QColor(10, 200, 30));
}

void FaceFigureTest::area_isShownLarge()
{
    FaceFigure figure = simpleFigure();
    figure.area = Rect{40, 40, 20, 20}; // around the first point
    const QImage image = renderFaceFigure(figure, {200, 200});
    QCOMPARE(image.pixelColor(100, 100), QColor(Qt::white));
    QCOMPARE(image.pixelColor(20, 20), QColor(10, 200, 30));
}

void FaceFigureTest::faceArea_holdsPointsOutsideThePicture()
{
    FaceOverlay face = simpleFigure().faces.front();
    face.layers[0].set.points[0] = {-80, 20};
    const Rect area = faceArea(face).value();
    QVERIFY(area.contains({-80, 20}) && area.contains({150, 50}));
    face.layers[0].visible = false;
    QVERIFY(!faceArea(face));
    face.box = Rect{10, 10, 20, 20};
    QVERIFY(faceArea(face)->contains({10, 10}));
}

void FaceFigureTest::plate_andLegendStayInside()
{
    FaceFigure figure = simpleFigure();
    figure.faces.clear();
    const QImage bare = renderFaceFigure(figure, {240, 120});
    figure.plate = {u"4.31 %"_s, u"NME, inter-ocular, mine against ground truth"_s, u"was 5.02 %"_s, u"206.jpg"_s};
    figure.legend = {{layerStyle(LayerKind::GroundTruth), u"ground truth"_s}, {layerStyle(LayerKind::Mine), u"mine"_s}};
    const QImage image = renderFaceFigure(figure, {240, 120});
    QVERIFY(image.pixelColor(14, 14) != bare.pixelColor(14, 14));
    QVERIFY(image.pixelColor(14, 100) != bare.pixelColor(14, 100));
    for (int y = 0; y < image.height(); ++y)
        for (const int x : {2, 237})
            QCOMPARE(image.pixelColor(x, y), bare.pixelColor(x, y));
}

void FaceFigureTest::plates_elideWhatIsTooLong()
{
    const QFont font = QGuiApplication::font();
    const NumberPlate plate{u"4.31 %"_s, u"NME, inter-ocular, mine against ground truth"_s, {}, {}};
    const QRectF wide = numberPlateRect(plate, font, {10, 10}, 2000);
    const QRectF narrow = numberPlateRect(plate, font, {10, 10}, 120);
    QCOMPARE(narrow.width(), 120.0);
    QVERIFY(wide.width() > 200 && wide.width() < 900);
    QVERIFY(numberPlateRect({}, font, {10, 10}, 200).isEmpty());
    const QRectF bounds(0, 0, 300, 200);
    for (const QPointF at : {QPointF(5, 5), QPointF(295, 5), QPointF(5, 195), QPointF(295, 195)})
        QVERIFY(bounds.contains(hoverPlateRect(u"#64  0.6 px"_s, font, at, bounds)));
}

void FaceFigureTest::failureFrame_isDrawn()
{
    FaceFigure figure = simpleFigure();
    figure.failure = true;
    QCOMPARE(renderFaceFigure(figure, {200, 100}).pixelColor(1, 50), errorColour());
}

void FaceFigureTest::emptyRequest_isNull()
{
    QVERIFY(renderFaceFigure(simpleFigure(), {0, 100}).isNull());
    QVERIFY(renderFaceFigure(simpleFigure(), {100, 100}, 0).isNull());
    QCOMPARE(renderFaceFigure(FaceFigure{}, {40, 30}).pixelColor(20, 15), FaceFigure{}.ground);
}

QTEST_MAIN(FaceFigureTest)
#include "face_figure_test.moc"
