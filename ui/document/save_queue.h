#pragma once

#include "core/store/project_store.h"

#include <QObject>
#include <QTimer>

#include <deque>

namespace fiducial::ui {

/// Hands revisions to the store and tells when they are on disk. A revision that cannot be written stays in the queue,
/// is said once, and is tried again every few seconds, in order; nothing is ever dropped. GUI thread.
class SaveQueue : public QObject {
    Q_OBJECT
public:
    enum class State { Saved, Saving, Failed };

    explicit SaveQueue(QObject *parent = nullptr);
    /// Not owned; null closes. Precondition: nothing is pending.
    void setStore(store::ProjectStore *store);

    void append(store::Revision revision);
    State state() const { return state_; }
    int pending() const { return static_cast<int>(queue_.size()); }
    const Sentence &problem() const { return problem_; }
    /// Tries what failed again now.
    void retry();
    /// Waits until the store has answered for everything queued; true when all of it is on disk.
    bool flush();

Q_SIGNALS:
    /// Also when more edits wait while saving fails: pending() is another then.
    void stateChanged(fiducial::ui::SaveQueue::State state);
    /// Once per gesture, when its revision is on disk.
    void saved(const fiducial::store::Revision &revision);
    /// Once when saving starts to fail.
    void failed(const QString &problem);

private:
    void sendNext();
    void answered(int generation, const Result<std::int64_t> &result);
    void setState(State state);

    store::ProjectStore *store_ = nullptr;
    std::deque<store::Revision> queue_; ///< the first is with the store while inFlight_
    bool inFlight_ = false;
    int generation_ = 0; ///< answers of an earlier store are ignored
    State state_ = State::Saved;
    Sentence problem_;
    QTimer retryTimer_;
};

} // namespace fiducial::ui
