#include "core/training/prefetcher.h"

#include <chrono>

namespace fiducial::training {

Prefetcher::Prefetcher(std::function<Batch(std::int64_t)> make, std::int64_t first, std::int64_t end)
    : make_(std::move(make)), thread_([this, first, end] { run(first, end); })
{}

Prefetcher::~Prefetcher()
{
    {
        const std::scoped_lock lock(mutex_);
        stopped_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

Batch Prefetcher::next()
{
    const auto start = std::chrono::steady_clock::now();
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !ready_.empty() || failure_; });
    waited_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (ready_.empty())
        std::rethrow_exception(failure_);
    Batch batch = std::move(ready_.front());
    ready_.pop_front();
    changed_.notify_all();
    return batch;
}

void Prefetcher::run(std::int64_t first, std::int64_t end)
{
    try {
        for (std::int64_t i = first; i < end; ++i) {
            {
                std::unique_lock lock(mutex_);
                changed_.wait(lock, [this] { return ready_.size() < kAhead || stopped_; });
                if (stopped_)
                    return;
            }
            Batch batch = make_(i);
            const std::scoped_lock lock(mutex_);
            ready_.push_back(std::move(batch));
            changed_.notify_all();
        }
    } catch (...) {
        const std::scoped_lock lock(mutex_);
        failure_ = std::current_exception();
        changed_.notify_all();
    }
}

} // namespace fiducial::training
