#pragma once

#include "core/store/sql.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <mutex>
#include <thread>

namespace fiducial::store {

/// The thread that owns the connection. Requests run one after the other in the order they were posted; the destructor
/// lets it finish them.
class SqlWorker {
public:
    using Request = std::function<void(sql::Connection &)>;

    static Result<std::unique_ptr<SqlWorker>> start(const std::filesystem::path &file);
    ~SqlWorker();
    SqlWorker(const SqlWorker &) = delete;
    SqlWorker &operator=(const SqlWorker &) = delete;

    void post(Request request);

    /// Runs `request` (Connection & -> Result<T>) and waits for it; at once where this is the worker's own thread. A
    /// failure of the connection takes the place of what was returned.
    template <class Function>
    auto call(Function request) -> std::invoke_result_t<Function, sql::Connection &>
    {
        using Answer = std::invoke_result_t<Function, sql::Connection &>;
        const auto guarded = [&request](sql::Connection &connection) -> Answer {
            connection.clear();
            Answer answer = request(connection);
            return connection.failed() ? Answer(connection.status().error()) : std::move(answer);
        };
        if (std::this_thread::get_id() == thread_.get_id())
            return guarded(*connection_);
        // Shared with the request: setting the value may still be under way when the answer is there.
        const auto promise = std::make_shared<std::promise<Answer>>();
        post([promise, &guarded](sql::Connection &connection) { promise->set_value(guarded(connection)); });
        return promise->get_future().get();
    }

private:
    SqlWorker() = default;
    void loop(const std::filesystem::path &file, std::promise<Result<void>> opened);

    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Request> queue_;
    bool stopping_ = false;
    sql::Connection *connection_ = nullptr; // of the worker's thread
    std::thread thread_;
};

} // namespace fiducial::store
