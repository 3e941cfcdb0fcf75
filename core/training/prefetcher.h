#pragma once

#include "core/training/augment.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>

namespace fiducial::training {

/// Makes batches on a thread of its own, a few ahead of the one in use. next() is for one thread.
class Prefetcher {
public:
    /// Calls make(first), make(first + 1), ... before `end`, on the other thread.
    Prefetcher(std::function<Batch(std::int64_t)> make, std::int64_t first, std::int64_t end);
    Prefetcher(const Prefetcher &) = delete;
    Prefetcher &operator=(const Prefetcher &) = delete;
    /// Waits for the batch in the making.
    ~Prefetcher();

    /// Precondition: fewer than end - first calls so far. Throws what make() threw.
    Batch next();
    /// Seconds that next() has waited.
    double waited() const { return waited_; }

private:
    void run(std::int64_t first, std::int64_t end);

    static constexpr std::size_t kAhead = 3;
    std::function<Batch(std::int64_t)> make_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Batch> ready_; ///< guarded by mutex_, as are the two below
    std::exception_ptr failure_;
    bool stopped_ = false;
    double waited_ = 0;
    std::thread thread_; ///< last: starts when all else is there
};

} // namespace fiducial::training
