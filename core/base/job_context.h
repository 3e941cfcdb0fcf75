#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

namespace fiducial {

/// What long work is given: a question "stop?", asked at least once a sample or batch, and a place to report progress.
/// Both may be called from any thread the work runs on. A default context never stops and reports to nobody.
struct JobContext {
    std::function<bool()> cancelled = [] { return false; };
    std::function<void(std::int64_t done, std::int64_t total)> progress = [](std::int64_t, std::int64_t) {};
};

} // namespace fiducial
