#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/mutate.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

// Runs a fuzz target without a fuzzing engine: `fuzz_x [runs [file...]]`. Files are further seeds; with 0 runs they are
// fed as they are, which replays a finding.
namespace {
void feed(const std::string &bytes)
{
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(bytes.data()), bytes.size());
}
} // namespace

int main(int argc, char **argv)
{
    const long runs = argc > 1 ? std::strtol(argv[1], nullptr, 10) : 500;
    std::vector<std::string> seeds = fuzzSeeds();
    for (int i = 2; i < argc; ++i) {
        std::ifstream in(argv[i], std::ios::binary);
        seeds.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    for (const std::string &seed : seeds)
        feed(seed);
    for (long i = 0; i < runs; ++i) {
        fiducial::Rng rng(static_cast<std::uint64_t>(i) + 1000003);
        feed(fiducial::test::mutated(seeds[rng.below(seeds.size())], rng));
    }
    std::printf("%zu seeds, %ld damaged inputs\n", seeds.size(), runs);
    return 0;
}
