#include "core/store/sql_worker.h"

namespace fiducial::store {

Result<std::unique_ptr<SqlWorker>> SqlWorker::start(const std::filesystem::path &file)
{
    std::unique_ptr<SqlWorker> worker(new SqlWorker);
    std::promise<Result<void>> promise;
    auto opened = promise.get_future();
    worker->thread_ = std::thread(&SqlWorker::loop, worker.get(), file, std::move(promise));
    if (auto result = opened.get(); !result)
        return result.error();
    return worker;
}

SqlWorker::~SqlWorker()
{
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_one();
    thread_.join();
}

void SqlWorker::post(Request request)
{
    {
        const std::lock_guard lock(mutex_);
        queue_.push_back(std::move(request));
    }
    wake_.notify_one();
}

void SqlWorker::loop(const std::filesystem::path &file, std::promise<Result<void>> opened)
{
    auto connection = sql::Connection::open(file);
    if (!connection) {
        opened.set_value(connection.error());
        return;
    }
    connection_ = connection->get();
    opened.set_value({});
    std::unique_lock lock(mutex_);
    for (;;) {
        wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
        if (queue_.empty())
            return;
        const Request request = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        request(*connection_);
        lock.lock();
    }
}

} // namespace fiducial::store
