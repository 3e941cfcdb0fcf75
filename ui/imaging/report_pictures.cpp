#include "ui/imaging/report_pictures.h"

#include <opencv2/core/version.hpp>

#include <QPainter>
#include <QSvgRenderer>

namespace fiducial::ui {

namespace {
constexpr int kFaceSide = 480;
constexpr int kFigureScale = 2;
} // namespace

void addReportPictures(const FaceDrawing &drawing, const std::string &version, pipeline::ReportRequest *request)
{
    request->versions = {{"Fiducial", version}, {"Qt", qVersion()}, {"OpenCV", CV_VERSION}};
    request->raster = pngOfSvg;
    request->picture = [&drawing](std::size_t entry) -> Result<std::string> {
        const auto drawn = drawFace(drawing, entry, kFaceSide);
        if (!drawn)
            return drawn.error();
        return encoded(*drawn, "JPEG").toStdString();
    };
}

Result<std::string> pngOfSvg(const std::string &svg)
{
    QSvgRenderer renderer(QByteArray::fromStdString(svg));
    if (!renderer.isValid() || renderer.defaultSize().isEmpty())
        return makeError(Errc::Internal, says("A figure of the report cannot be drawn."));
    QImage image(renderer.defaultSize() * kFigureScale, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    renderer.render(&painter);
    painter.end();
    return encoded(image, "PNG").toStdString();
}

} // namespace fiducial::ui
