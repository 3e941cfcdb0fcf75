#pragma once

#include "tests/core/image/picture_files.h"
#include "tests/support/test_support.h"
#include "ui/imaging/qimage_convert.h"

#include <opencv2/core/mat.hpp>

#include <QColor>
#include <QImage>
#include <QTest>

/// Picture files for the tests of loaders and thumbnails.
namespace fiducial::test {

inline constexpr int kWaitMs = 20000;

/// A plain picture of one colour, written as PNG.
inline std::filesystem::path writePlain(const std::filesystem::path &file, QColor colour, QSize size = {64, 48})
{
    QImage picture(size, QImage::Format_RGB32);
    picture.fill(colour);
    std::filesystem::create_directories(file.parent_path());
    if (!picture.save(ui::toQString(file), "PNG"))
        qFatal("cannot write a picture");
    return file;
}

/// 48 x 32, each quarter in a colour of its own: which way up it lies can be seen.
inline cv::Mat quarters()
{
    cv::Mat picture(32, 48, CV_8UC3, cv::Scalar(0, 0, 255));
    picture(cv::Rect(24, 0, 24, 16)) = cv::Scalar(0, 255, 0);
    picture(cv::Rect(0, 16, 24, 16)) = cv::Scalar(255, 0, 0);
    picture(cv::Rect(24, 16, 24, 16)) = cv::Scalar(255, 255, 255);
    return picture;
}

inline bool isNear(QRgb a, QColor b)
{
    return std::abs(qRed(a) - b.red()) < 40 && std::abs(qGreen(a) - b.green()) < 40 &&
           std::abs(qBlue(a) - b.blue()) < 40;
}

/// The quarters stand where they belong.
inline bool isUpright(const QImage &picture)
{
    const int w = picture.width(), h = picture.height();
    return isNear(picture.pixel(w / 4, h / 4), Qt::red) && isNear(picture.pixel(3 * w / 4, h / 4), Qt::green) &&
           isNear(picture.pixel(w / 4, 3 * h / 4), Qt::blue) && isNear(picture.pixel(3 * w / 4, 3 * h / 4), Qt::white);
}

} // namespace fiducial::test
