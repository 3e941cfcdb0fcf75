#include "core/pipeline/report_markup.h"
#include "ui/imaging/report_pictures.h"

#include <QFont>
#include <QGuiApplication>
#include <QImage>
#include <QTest>

using namespace fiducial;
using namespace fiducial::ui;

class ReportPicturesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void captionsOfAFigureHaveTheirSize_data();
    void captionsOfAFigureHaveTheirSize();
};

void ReportPicturesTest::captionsOfAFigureHaveTheirSize_data()
{
    QTest::addColumn<bool>("inPixels");
    QTest::newRow("application font in points") << false;
    QTest::newRow("application font in pixels, as in the window") << true;
}

void ReportPicturesTest::captionsOfAFigureHaveTheirSize()
{
    QFETCH(bool, inPixels);
    QFont font;
    inPixels ? font.setPixelSize(30) : font.setPointSizeF(30);
    const QFont before = QGuiApplication::font();
    QGuiApplication::setFont(font);
    pipeline::SvgDrawing drawing(200, 40, "caption");
    drawing.text({10, 30}, "MMMMM");
    const auto png = pngOfSvg(drawing.file());
    QGuiApplication::setFont(before);
    QVERIFY(png.ok());
    const QImage image = QImage::fromData(QByteArray::fromStdString(*png)).convertToFormat(QImage::Format_Grayscale8);
    QCOMPARE(image.size(), QSize(400, 80)); // twice as large
    QRect ink;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixelColor(x, y).value() < 160)
                ink |= QRect(x, y, 1, 1);
    // Letters of 12 px: capitals are about 0.7 of that high, an M nearly as wide as the font is high.
    QVERIFY2(ink.height() >= 2 * 7 && ink.height() <= 2 * 11, qPrintable(QString::number(ink.height())));
    QVERIFY2(ink.width() >= 2 * 40 && ink.width() <= 2 * 65, qPrintable(QString::number(ink.width())));
}

QTEST_MAIN(ReportPicturesTest)
#include "report_pictures_test.moc"
