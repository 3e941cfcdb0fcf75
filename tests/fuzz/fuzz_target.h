#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// What each fuzz target defines; the driver (or libFuzzer) calls it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

/// Valid inputs that the driver damages.
std::vector<std::string> fuzzSeeds();
