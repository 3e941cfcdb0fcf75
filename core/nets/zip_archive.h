#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace fiducial::nets {

struct ZipMember {
    std::string_view data; ///< points into the archive
    bool stored = true;    ///< false: `data` is compressed
};

/// The members of a zip archive by name. Nothing is unpacked: PyTorch stores tensors as they are. Zip64 is understood.
Result<std::map<std::string, ZipMember>> readZip(std::string_view bytes);

} // namespace fiducial::nets
