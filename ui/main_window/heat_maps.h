#pragma once

#include "core/base/lru_cache.h"
#include "core/pipeline/face_maps.h"

#include <QObject>
#include <QString>

#include <map>
#include <memory>

namespace fiducial::ui {

class Job;
class JobRunner;
class LoadedModels;
class ProjectDocument;

/// The heatmaps behind a prediction, computed again for the face that is wanted: by the model that made the run, on the
/// crop it was given, on the inference thread. Those of the last eight faces are kept, none is stored. An answer that
/// comes late is kept too, but never told for another face. GUI thread.
class HeatMaps : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t kKept = 8; ///< faces

    HeatMaps(ProjectDocument &document, JobRunner &jobs, LoadedModels &models, QObject *parent = nullptr);
    ~HeatMaps() override;

    /// Of this face in this run; -1: none. What is wanted already goes on.
    void want(int face, int run);
    /// The weights of a name may be others now.
    void forgetModels();

    enum class State { Nothing, Computing, Ready, Refused };
    State state() const { return state_; }
    int face() const { return face_; }
    const std::shared_ptr<const model::LandmarkMaps> &maps() const { return maps_; } ///< Ready, else null
    const Sentence &reason() const { return reason_; }                               ///< Refused

Q_SIGNALS:
    void changed();

private:
    using Maps = std::shared_ptr<const model::LandmarkMaps>;
    struct Loaded; ///< the model; touched by the inference thread only
    struct Task {
        std::string key; ///< weights, face and crop
        Run header;      ///< without rows
        pipeline::FaceMapsRequest request;
    };
    Result<Task> taskOf(int face, int run) const;
    void set(State state, Maps maps = {}, Sentence reason = {});
    void start();
    void answered(const Task &task, Result<Maps> result);

    ProjectDocument &document_;
    JobRunner &jobs_;
    LoadedModels &models_;
    std::shared_ptr<Loaded> loaded_;
    Job *job_ = nullptr; ///< at most one
    Task wanted_;
    int face_ = -1;
    State state_ = State::Nothing;
    Maps maps_;
    Sentence reason_;
    LruCache<std::string, Maps> kept_{kKept};
    std::map<std::string, Sentence> without_; ///< weights that give no maps, with the reason
};

} // namespace fiducial::ui
