#include "core/nets/weights_file.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/support/test_support.h"

#include <cstdio>
#include <cstdlib>

std::vector<std::string> fuzzSeeds()
{
    const auto folder = fiducial::test::dataDir() / "weights";
    std::vector<std::string> seeds;
    for (const char *name : {"zip.pt", "legacy.pth", "checkpoint.pkl", "module.pt"})
        seeds.push_back(fiducial::test::readAll(folder / name));
    return seeds;
}

/// Whatever is read out of a damaged file has as many numbers as its shape says.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto file = fiducial::nets::WeightsFile::parse(std::string(reinterpret_cast<const char *>(data), size));
    if (!file)
        return 0;
    for (std::size_t i = 0; i < file->entries().size(); ++i) {
        const auto tensor = file->tensor(i);
        const auto numbers = tensor ? tensor->toFloats() : fiducial::Result<std::vector<float>>(tensor.error());
        if (numbers && static_cast<std::int64_t>(numbers->size()) != tensor->count()) {
            std::fprintf(stderr, "Tensor %s has another size than its shape.\n", file->entries()[i].name.c_str());
            std::abort();
        }
    }
    return 0;
}
