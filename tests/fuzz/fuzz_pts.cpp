#include "tests/core/formats/format_samples.h"
#include "tests/fuzz/format_check.h"
#include "tests/fuzz/fuzz_target.h"

#include <cstdio>
#include <cstdlib>

std::vector<std::string> fuzzSeeds()
{
    using namespace fiducial::test;
    return {ptsFile(0, 68), ptsFile(1, 98, "\r\n"), ptsFile(2, 29)};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    const std::string problem = fiducial::test::formatProblem("300w", "face.pts", bytes);
    if (!problem.empty()) {
        std::fprintf(stderr, "%s\n", problem.c_str());
        std::abort();
    }
    return 0;
}
