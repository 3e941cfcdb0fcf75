#pragma once

#include "core/base/job_context.h"
#include "core/dataset/dataset.h"
#include "core/model/landmark_model.h"

#include <QImage>
#include <QString>
#include <QWidget>

#include <functional>

namespace fiducial::ui {

/// The face that a model is tried on.
struct PreviewFace {
    std::shared_ptr<const Dataset> dataset; ///< null: none
    int row = -1;
    explicit operator bool() const { return dataset && row >= 0; }
};

/// What a model says about one face; neither an edit nor a run.
struct PreviewResult {
    QImage picture; ///< full size
    std::vector<Point2> points;
    const LandmarkScheme *scheme = nullptr; ///< of the model
    QString model;
    QString device;
    double milliseconds = 0; ///< of the network
};

/// Loads the model, predicts the face from its annotated box and decodes its picture. Blocks: for a background thread.
using ModelLoader = std::function<Result<std::unique_ptr<model::LandmarkModel>>()>;
Result<PreviewResult> previewFace(const ModelLoader &load, const PreviewFace &face, const JobContext &context);

/// Shows such a result, or a sentence in its place.
class FacePreview : public QWidget {
    Q_OBJECT
public:
    explicit FacePreview(QWidget *parent = nullptr);

    void showResult(const PreviewResult &result);
    void showMessage(const QString &sentence);
    bool hasResult() const { return !result_.picture.isNull(); }
    QSize sizeHint() const override { return {300, 260}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    PreviewResult result_;
    QString message_;
    QImage drawn_; ///< at the present size
};

} // namespace fiducial::ui
