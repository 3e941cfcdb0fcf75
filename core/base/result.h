#pragma once

#include "core/base/sentence.h"

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace fiducial {

/// What kind of thing went wrong. The user interface picks its headline from this; the sentence is in Error::message.
enum class Errc {
    NotFound,        ///< a file or folder does not exist
    Unreadable,      ///< it exists, but the system refuses to read it
    Unwritable,      ///< cannot be written: permission, full disk
    Malformed,       ///< contents break the format
    Unsupported,     ///< understood, but not handled
    TooLarge,        ///< beyond a stated limit
    InvalidArgument, ///< the caller's or user's request makes no sense
    Missing,         ///< a needed part (weights, LibTorch, card field) is absent
    Busy,            ///< somebody else holds it (instance lock)
    Cancelled,
    Internal,
};

/// An expected failure: one clear sentence that says what is wrong and what to do, and where.
struct Error {
    Errc code = Errc::Internal;
    Sentence message;
    std::string file; ///< UTF-8 path, empty where no file is concerned
    int line = 0;     ///< 1-based, 0 where none

    Sentence sentence() const; ///< "file:line: message"; parts that are empty are left out
    std::string text() const;  ///< that in English
    friend bool operator==(const Error &, const Error &) = default;
};

/// A value or an Error. Expected failures are values; exceptions are for bugs.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }

    /// Precondition: ok(). Throws std::bad_variant_access otherwise.
    T &value() & { return std::get<0>(state_); }
    const T &value() const & { return std::get<0>(state_); }
    T &&value() && { return std::get<0>(std::move(state_)); }
    T &operator*() & { return value(); }
    const T &operator*() const & { return value(); }
    T *operator->() { return &value(); }
    const T *operator->() const { return &value(); }

    /// Precondition: !ok().
    const Error &error() const { return std::get<1>(state_); }

private:
    std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : error_(std::move(error)) {}

    bool ok() const { return !error_; }
    explicit operator bool() const { return ok(); }
    /// Precondition: !ok().
    const Error &error() const { return error_.value(); }

private:
    std::optional<Error> error_;
};

inline Error makeError(Errc code, Sentence message, std::string file = {}, int line = 0)
{
    return Error{code, std::move(message), std::move(file), line};
}

} // namespace fiducial
