#pragma once

#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <utility>

namespace fiducial {

/// Least-recently-used cache bounded by a cost (bytes). Thread-safe; values are copied out, so store shared handles.
template <class Key, class Value, class Hash = std::hash<Key>>
class LruCache {
public:
    explicit LruCache(std::size_t capacity) : capacity_(capacity) {}

    std::optional<Value> find(const Key &key)
    {
        const std::lock_guard lock(mutex_);
        const auto it = index_.find(key);
        if (it == index_.end())
            return std::nullopt;
        entries_.splice(entries_.begin(), entries_, it->second);
        return it->second->value;
    }

    /// Replaces an older value of the same key. A value dearer than the whole cache is not kept.
    void insert(const Key &key, Value value, std::size_t cost)
    {
        const std::lock_guard lock(mutex_);
        removeLocked(key);
        if (cost > capacity_)
            return;
        entries_.push_front(Entry{key, std::move(value), cost});
        index_[key] = entries_.begin();
        used_ += cost;
        while (used_ > capacity_)
            removeLocked(Key(entries_.back().key));
    }

    void remove(const Key &key)
    {
        const std::lock_guard lock(mutex_);
        removeLocked(key);
    }

    void clear()
    {
        const std::lock_guard lock(mutex_);
        entries_.clear();
        index_.clear();
        used_ = 0;
    }

    std::size_t used() const
    {
        const std::lock_guard lock(mutex_);
        return used_;
    }

private:
    struct Entry {
        Key key;
        Value value;
        std::size_t cost;
    };

    void removeLocked(const Key &key)
    {
        const auto it = index_.find(key);
        if (it == index_.end())
            return;
        used_ -= it->second->cost;
        entries_.erase(it->second);
        index_.erase(it);
    }

    mutable std::mutex mutex_;
    std::list<Entry> entries_;
    std::unordered_map<Key, typename std::list<Entry>::iterator, Hash> index_;
    std::size_t capacity_;
    std::size_t used_ = 0;
};

} // namespace fiducial
