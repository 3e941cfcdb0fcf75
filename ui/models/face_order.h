#pragma once

#include <QString>

#include <vector>

namespace fiducial::ui {

class ProjectDocument;

enum class FaceSort { FileOrder, Name, NmeWorstFirst, NmeBestFirst, Yaw };

/// Which faces the browser lists, and in what order.
struct FaceOrder {
    FaceSort sort = FaceSort::FileOrder;
    QString filter; ///< part of the image path, case-insensitive; '*' and '?' make it a wildcard over the whole path
    bool oneRowPerImage = false; ///< the first listed face stands for its image
    friend bool operator==(const FaceOrder &, const FaceOrder &) = default;
};

/// Data set rows in that order. Yaw goes from faces that look to the image's left to those that look right.
/// Faces without a number come last when sorting by one; ties keep the file order.
std::vector<int> orderedFaces(const ProjectDocument &document, const FaceOrder &order);

} // namespace fiducial::ui
