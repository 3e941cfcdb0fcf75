#include "ui/imaging/qimage_convert.h"

#include <opencv2/core/mat.hpp>
#include <opencv2/imgproc.hpp>

#include <QFile>

namespace fiducial::ui {

QImage toQImage(const cv::Mat &bgr)
{
    if (bgr.empty())
        return {};
    QImage out(bgr.cols, bgr.rows, QImage::Format_RGB32);
    cv::Mat view(bgr.rows, bgr.cols, CV_8UC4, out.bits(), static_cast<std::size_t>(out.bytesPerLine()));
    cv::cvtColor(bgr, view, cv::COLOR_BGR2BGRA); // BGRA with alpha 255 is RGB32 in memory
    return out;
}

QString toQString(const std::filesystem::path &path)
{
    return QFile::decodeName(path.c_str());
}

std::filesystem::path toPath(const QString &path)
{
    return QFile::encodeName(path).toStdString();
}

} // namespace fiducial::ui
