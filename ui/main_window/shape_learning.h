#pragma once

#include "core/shape/shape_model.h"
#include "core/shape/soft_drag.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace fiducial::ui {

class JobRunner;
class LandmarkCanvas;
class ProjectDocument;

/// Learns in the background what the canvas's soft drags and completions follow: the shapes of the data set's ground
/// truth when it is opened, and what is wrong with the active run where the truth is known. GUI thread.
class ShapeLearning : public QObject {
    Q_OBJECT
public:
    ShapeLearning(ProjectDocument &document, JobRunner &jobs, LandmarkCanvas &canvas, QObject *parent);

private:
    void reset();
    void learnShapes();
    void beginResiduals();
    void gatherPairs();
    void learnResiduals();

    ProjectDocument &document_;
    JobRunner &jobs_;
    LandmarkCanvas &canvas_;
    QTimer later_;     ///< after the last of a row of changes
    QTimer gathering_; ///< runs while pairs are gathered, a piece at a time
    int nextRow_ = 0;  ///< to be gathered
    std::vector<std::vector<Point2>> predictions_, truths_;
    std::optional<shape::ShapeModel> shapes_;
    std::optional<shape::ResidualModel> residuals_;
    int learnedRun_ = -1; ///< the run that residuals_ are, or are being, learned from
    int generation_ = 0;  ///< of the data set
};

} // namespace fiducial::ui
