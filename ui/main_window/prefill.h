#pragma once

#include "core/pipeline/predict.h"

#include <QObject>
#include <QPointer>

#include <memory>

namespace fiducial::ui {

class Job;
class JobRunner;
class LoadedModels;
class ProjectDocument;

/// What a pre-fill is to do.
struct PrefillRequest {
    QString model; ///< name of the catalogue, or a weights file
    QString card;  ///< of a weights file, may be empty
    std::vector<int> faces;
    BoxSource boxes = BoxSource::Annotated;
    model::DeviceOptions device;
    ViewOptions views; ///< what the points are averaged over
};

/// Runs a model in the background and hands its predictions to the document as they arrive. The loaded model is kept
/// for the next time. Predictions are bound to their faces: what is shown meanwhile does not matter, and another data
/// set drops them. GUI thread.
class Prefill : public QObject {
    Q_OBJECT
public:
    Prefill(ProjectDocument &document, JobRunner &jobs, LoadedModels &models, QObject *parent = nullptr);
    ~Prefill() override;

    bool isRunning() const { return !job_.isNull(); }
    void start(const PrefillRequest &request);
    void cancel();
    /// Loads it again the next time: the weights of its name may be others.
    void forgetModel();

Q_SIGNALS:
    void started();
    /// `issues`: unreadable images, faces without a box.
    void finished(int predicted, int missing, bool cancelled, const std::vector<fiducial::Issue> &issues);
    /// One sentence; `cardNeeded`: the weights file needs a card that only the user can complete.
    void failed(const QString &problem, bool cardNeeded);
    /// The run's header, milliseconds a face; for the status line.
    void modelReady(const fiducial::Run &header, double millisecondsPerFace);

private:
    struct Loaded; ///< model, detector and what they were loaded for; touched by the inference thread only
    void received(quint64 ticket, const Run &header, const std::vector<int> &rows,
                  const std::vector<Prediction> &predictions);
    int runFor(const Run &header);

    ProjectDocument &document_;
    JobRunner &jobs_;
    LoadedModels &models_;
    std::shared_ptr<Loaded> loaded_;
    QPointer<Job> job_;
    quint64 ticket_ = 0;
    int runNumber_ = -1; ///< the run that the running job fills
};

} // namespace fiducial::ui
