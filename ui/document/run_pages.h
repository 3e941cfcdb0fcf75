#pragma once

#include "core/base/lru_cache.h"
#include "core/store/project_store.h"

#include <functional>

namespace fiducial::ui {

/// The stored rows of runs, read in pages when they are asked for: neighbours in a run are mostly wanted together, and
/// far faces take no memory.
class RunPages {
public:
    /// `problem` is told once per store when a row cannot be read.
    explicit RunPages(std::function<void(const Error &)> problem) : problem_(std::move(problem)) {}

    /// Not owned; null closes.
    void setStore(store::ProjectStore *store);
    /// To be called when stored rows were replaced.
    void clear();

    /// Without image, covariance and peak; valid until many other pages were asked for. Null where it cannot be read.
    const Prediction *row(int run, int row);
    std::vector<Covariance2f> covariance(int run, int row);

private:
    using Page = std::vector<Prediction>;
    void failed(const Error &error);

    std::function<void(const Error &)> problem_;
    store::ProjectStore *store_ = nullptr;
    bool told_ = false;
    LruCache<std::int64_t, std::shared_ptr<const Page>> pages_{64};
    LruCache<std::int64_t, std::vector<Covariance2f>> covariances_{64};
};

} // namespace fiducial::ui
