#include "ui/document/save_queue.h"

#include "ui/document/wording.h"

#include <QCoreApplication>
#include <QPointer>

namespace fiducial::ui {

namespace {
constexpr int kRetryMs = 3000;
}

SaveQueue::SaveQueue(QObject *parent) : QObject(parent)
{
    retryTimer_.setSingleShot(true);
    retryTimer_.setInterval(kRetryMs);
    connect(&retryTimer_, &QTimer::timeout, this, &SaveQueue::retry);
}

void SaveQueue::setStore(store::ProjectStore *store)
{
    ++generation_;
    store_ = store;
    queue_.clear();
    inFlight_ = false;
    retryTimer_.stop();
    problem_ = {};
    setState(State::Saved);
}

void SaveQueue::append(store::Revision revision)
{
    if (!store_)
        return;
    queue_.push_back(std::move(revision));
    if (state_ == State::Saved)
        setState(State::Saving);
    else if (state_ == State::Failed)
        Q_EMIT stateChanged(state_);
    sendNext();
}

void SaveQueue::sendNext()
{
    if (inFlight_ || queue_.empty() || retryTimer_.isActive())
        return;
    inFlight_ = true;
    store_->append(
        queue_.front(), [self = QPointer<SaveQueue>(this), generation = generation_](Result<std::int64_t> result) {
            if (!self)
                return;
            QMetaObject::invokeMethod(
                self, [self, generation, result] { self->answered(generation, result); }, Qt::QueuedConnection);
        });
}

void SaveQueue::answered(int generation, const Result<std::int64_t> &result)
{
    if (generation != generation_)
        return;
    inFlight_ = false;
    if (!result) {
        const bool first = state_ != State::Failed;
        problem_ = result.error().sentence();
        retryTimer_.start();
        setState(State::Failed);
        if (first)
            Q_EMIT failed(sentenceText(problem_));
        return;
    }
    store::Revision written = std::move(queue_.front());
    queue_.pop_front();
    written.sequence = *result;
    problem_ = {};
    Q_EMIT saved(written);
    setState(queue_.empty() ? State::Saved : State::Saving);
    sendNext();
}

void SaveQueue::retry()
{
    retryTimer_.stop();
    sendNext();
}

bool SaveQueue::flush()
{
    retry();
    while (inFlight_) {
        store_->flush();
        QCoreApplication::sendPostedEvents(this, QEvent::MetaCall);
    }
    return queue_.empty();
}

void SaveQueue::setState(State state)
{
    if (state_ == state)
        return;
    state_ = state;
    Q_EMIT stateChanged(state);
}

} // namespace fiducial::ui
