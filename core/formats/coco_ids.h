#pragma once

#include "core/formats/json_records.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_set>

/// Ids of COCO-style JSON. In memory they are what JsonRecord::id() gives.
namespace fiducial::formats {

/// The numbers that the ids of one list use.
class IdNumbers {
public:
    /// An id that exists somewhere: no new one becomes equal to it. Anything but a whole number is passed over.
    void know(const std::string &id);
    /// Uses the id; false where it is no whole number or is used already.
    bool use(const std::string &id);
    /// Uses the next number above all that were known or used.
    std::string next();

private:
    std::unordered_set<std::int64_t> known_;
    std::unordered_set<std::int64_t> used_;
    std::int64_t last_ = 0;
};

/// The ids of the images of a file by their paths (as Sample::image); of several images of one path the first one with
/// an id counts.
std::map<std::string, std::string> cocoImageIds(std::string_view json, const JsonOutline &outline);

/// The id as it stands in a file.
std::string printedId(const std::string &id);

} // namespace fiducial::formats
