#include "ui/document/run_pages.h"

namespace fiducial::ui {

namespace {
constexpr int kPageRows = 64;

std::int64_t keyOf(int run, int index)
{
    return (std::int64_t{run} << 32) + index;
}
} // namespace

void RunPages::setStore(store::ProjectStore *store)
{
    store_ = store;
    told_ = false;
    clear();
}

void RunPages::clear()
{
    pages_.clear();
    covariances_.clear();
}

const Prediction *RunPages::row(int run, int row)
{
    const int index = row / kPageRows;
    auto page = pages_.find(keyOf(run, index)).value_or(nullptr);
    if (!page) {
        if (!store_)
            return nullptr;
        auto rows = store_->runRows(run, index * kPageRows, kPageRows);
        if (!rows) {
            failed(rows.error());
            return nullptr;
        }
        page = std::make_shared<const Page>(std::move(rows).value());
        pages_.insert(keyOf(run, index), page, 1);
    }
    const auto at = static_cast<std::size_t>(row % kPageRows);
    return at < page->size() ? &(*page)[at] : nullptr;
}

std::vector<Covariance2f> RunPages::covariance(int run, int row)
{
    if (auto known = covariances_.find(keyOf(run, row)))
        return std::move(*known);
    if (!store_)
        return {};
    auto read = store_->runRow(run, row);
    if (!read) {
        failed(read.error());
        return {};
    }
    covariances_.insert(keyOf(run, row), read->covariance, 1);
    return std::move(read->covariance);
}

void RunPages::failed(const Error &error)
{
    if (!std::exchange(told_, true))
        problem_(error);
}

} // namespace fiducial::ui
