#pragma once

#include <QObject>
#include <QTimer>

#include <map>
#include <memory>
#include <vector>

namespace fiducial::ui {

class JobRunner;
class ProjectDocument;

/// One factor per landmark that turns the sigma of a run into a statement about its errors, fitted on faces with ground
/// truth and never on the face it is used for: the faces are dealt into folds, and each is judged by the others'. Runs
/// are read a few rows at a time when their factors are first asked for. GUI thread.
class SigmaCalibration : public QObject {
    Q_OBJECT
public:
    static constexpr int kFolds = 5;
    static constexpr int kLeastFaces = 20;  ///< with ground truth and covariance; fewer: not calibrated
    static constexpr int kMostFaces = 1000; ///< evenly spread over the data set

    SigmaCalibration(ProjectDocument &document, JobRunner &jobs, QObject *parent = nullptr);
    ~SigmaCalibration() override;

    struct Factors {
        enum State { Pending, TooFew, Fitted } state = Pending;
        std::vector<double> factor; ///< per landmark; empty unless Fitted
        int faces = 0;              ///< behind them
    };
    Factors factors(int face, int run);

Q_SIGNALS:
    void changed();

private:
    struct Fit;
    struct Reading; ///< a run on its way
    void begin(int run);
    void readOn();
    void fitRead();

    ProjectDocument &document_;
    JobRunner &jobs_;
    std::map<int, std::shared_ptr<const Fit>> fits_; ///< by run
    std::vector<int> queue_;                         ///< runs to be read
    std::unique_ptr<Reading> reading_;
    QTimer timer_;
    int generation_ = 0;
};

} // namespace fiducial::ui
