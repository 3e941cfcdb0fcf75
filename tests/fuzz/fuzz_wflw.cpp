#include "tests/core/formats/format_samples.h"
#include "tests/fuzz/format_check.h"
#include "tests/fuzz/fuzz_target.h"

#include <cstdio>
#include <cstdlib>

std::vector<std::string> fuzzSeeds()
{
    using namespace fiducial::test;
    return {wflwList(3, true), wflwList(3, false), wflwList(2, true, "\r\n")};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view bytes(reinterpret_cast<const char *>(data), size);
    const std::string problem = fiducial::test::formatProblem("wflw", "list_98pt_test.txt", bytes);
    if (!problem.empty()) {
        std::fprintf(stderr, "%s\n", problem.c_str());
        std::abort();
    }
    return 0;
}
