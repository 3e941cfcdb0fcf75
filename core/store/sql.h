#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

/// A thin layer over Qt SQL's SQLite driver. The first failure of a connection sticks: everything after it does
/// nothing and reads nothing, until clear(). So a request is written straight down and asked once, at its end.
namespace fiducial::store::sql {

/// One connection; made, used and destroyed in one thread.
class Connection {
public:
    /// The file is created where it does not exist.
    static Result<std::unique_ptr<Connection>> open(const std::filesystem::path &file);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    void execute(std::string_view statement);
    /// First column of the first row; 0 or empty where there is no row.
    std::int64_t integer(std::string_view query);
    std::string text(std::string_view query);

    bool failed() const { return error_.has_value(); }
    Result<void> status() const;
    void clear() { error_.reset(); }
    /// Records a failure found by the caller, a blob that cannot be read for instance.
    void fail(Error error);
    /// The value; without one the error is recorded with the file's name, and a default-made value given.
    template <class T>
    T take(Result<T> result)
    {
        if (result)
            return std::move(result).value();
        failHere(result.error());
        return {};
    }
    const std::filesystem::path &file() const { return file_; }

private:
    friend class Statement;
    friend class Transaction;
    Connection(std::filesystem::path file, std::string name);
    void failHere(Error error);

    std::filesystem::path file_;
    std::string name_;
    std::optional<Error> error_;
};

struct Blob {
    std::string_view bytes;
};

/// A prepared statement. Text that Qt's UTF-16 cannot hold unchanged (file names that are not UTF-8) is stored as the
/// bytes it is, and comes back as such.
class Statement {
public:
    Statement(Connection &connection, std::string_view statement);
    ~Statement();
    Statement(const Statement &) = delete;
    Statement &operator=(const Statement &) = delete;

    /// Binds the values in order and executes.
    template <class... Values>
    Statement &run(const Values &...values)
    {
        int column = 0;
        (bind(column++, values), ...);
        execute();
        return *this;
    }
    /// The next row of a query; false after the last one or a failure.
    bool next();

    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string text(int column) const;
    std::string blob(int column) const;
    bool isNull(int column) const;

private:
    void bind(int column, std::int64_t value);
    void bind(int column, int value) { bind(column, std::int64_t{value}); }
    void bind(int column, bool value) { bind(column, std::int64_t{value}); }
    void bind(int column, double value);
    void bind(int column, const std::string &text);
    void bind(int column, Blob blob);
    void bind(int column, const std::optional<std::int64_t> &value);
    void bind(int column, const std::optional<Blob> &value);
    void execute();

    struct Query;
    Connection &connection_;
    std::unique_ptr<Query> query_;
};

/// BEGIN IMMEDIATE; rolled back by the destructor unless committed.
class Transaction {
public:
    explicit Transaction(Connection &connection);
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;

    /// Commits where nothing has failed; else rolls back and returns the failure.
    Result<void> commit();

private:
    void rollBack();

    Connection &connection_;
    bool open_ = false;
};

} // namespace fiducial::store::sql
