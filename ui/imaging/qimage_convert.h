#pragma once

#include <QImage>
#include <QString>

#include <filesystem>

namespace cv {
class Mat;
}

namespace fiducial::ui {

/// An 8-bit BGR picture as RGB32, which Qt draws fastest. Copies.
QImage toQImage(const cv::Mat &bgr);

QString toQString(const std::filesystem::path &path);
std::filesystem::path toPath(const QString &path);

} // namespace fiducial::ui
