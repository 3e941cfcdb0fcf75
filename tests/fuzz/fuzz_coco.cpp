#include "tests/core/formats/list_samples.h"
#include "tests/fuzz/format_check.h"
#include "tests/fuzz/fuzz_target.h"

#include <cstdio>
#include <cstdlib>

std::vector<std::string> fuzzSeeds()
{
    using namespace fiducial::test;
    return {cocoFile(2, 29), cocoFile(2, 19, {1, 0}), cocoWholeBodyFile()};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    const std::string problem = fiducial::test::formatProblem("coco", "faces.json", bytes);
    if (!problem.empty()) {
        std::fprintf(stderr, "%s\n", problem.c_str());
        std::abort();
    }
    return 0;
}
