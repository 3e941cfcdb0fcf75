#pragma once

#include "ui/document/change_event.h"

#include <QObject>
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

/// Yaw of what is edited or predicted on each face, else of its ground truth, in degrees: computed when it is asked for
/// and kept until the points change. GUI thread.
class YawCache : public QObject {
    Q_OBJECT
public:
    explicit YawCache(const ProjectDocument &document, QObject *parent = nullptr);
    /// Of these faces; NaN where there is none.
    std::vector<double> yaws(const std::vector<int> &rows);

private:
    void documentChanged(const ChangeEvent &event);

    const ProjectDocument &document_;
    std::vector<float> yaws_; ///< +infinity: not computed
};

/// Data set rows in that order. Yaw goes from faces that look to the image's left to those that look right.
/// Faces without a number come last when sorting by one; ties keep the file order.
std::vector<int> orderedFaces(const ProjectDocument &document, const FaceOrder &order, YawCache &yaws);
/// The same after faces came or went, in the places of `before`: what stays does not move, although its numbers may
/// have changed, and what is new stands where its image does.
std::vector<int> orderedFacesAsBefore(const ProjectDocument &document, const FaceOrder &order,
                                      const std::vector<int> &before);

} // namespace fiducial::ui
