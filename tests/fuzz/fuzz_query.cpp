#include "core/analysis/query.h"
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <limits>

namespace {
using namespace fiducial::analysis;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
const std::vector<double> kNme{0.02, kNone, 0.12};
const std::vector<float> kYaw{-40, 0, 35};
const std::vector<std::int8_t> kPose{1, 0, -1};
const std::vector<std::uint8_t> kState{0, 1, 7};
const std::vector<std::string> kImage{"web/a.jpg", "", "cam/b.png"};

QueryColumns makeColumns()
{
    QueryColumns columns(kNme.size());
    const bool added = columns.add({"nme", "", {}, std::span<const double>(kNme)}).ok() &&
                       columns.add({"nme", "second run", {}, std::span<const double>(kNme)}).ok() &&
                       columns.add({"yaw", "", {}, std::span<const float>(kYaw)}).ok() &&
                       columns.add({"pose", "", {}, std::span<const std::int8_t>(kPose)}).ok() &&
                       columns.add({"state", "", {"new", "in work"}, std::span<const std::uint8_t>(kState)}).ok() &&
                       columns.add({"image", "", {}, std::span<const std::string>(kImage)}).ok();
    return added ? columns : QueryColumns(0);
}

[[noreturn]] void giveUp(const char *problem)
{
    std::fprintf(stderr, "%s\n", problem);
    std::abort();
}
} // namespace

std::vector<std::string> fuzzSeeds()
{
    return {"nme > 0.08 and pose = 1",
            "nme(\"second run\") - nme >= 8 % or not (state = \"in work\" and image matches 'web/*')",
            "-10 <= yaw <= abs(-yaw * 2 / 3 + 1e-3) and state != new and nme != none",
            "((pose or not pose)) and image ~ \"a\\\"b\\\\\" or none = yaw"};
}

/// Any text gives either a query, whose rows are in range and ascending, or an error with a place inside the text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const QueryColumns columns = makeColumns();
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const ParsedQuery parsed = parseQuery(text, columns);
    if (parsed.query.has_value() == parsed.error.has_value())
        giveUp("Neither a query nor an error, or both.");
    if (parsed.error) {
        const bool inside = parsed.error->position <= size && parsed.error->length <= size - parsed.error->position;
        if (!inside || parsed.error->message.empty() || parsed.error->expected.empty() ||
            parsed.error->text(text).empty())
            giveUp("An error without a place or a sentence.");
        return 0;
    }
    const auto rows = parsed.query->rows(columns);
    if (!rows || std::ranges::adjacent_find(*rows, std::ranges::greater_equal{}) != rows->end() ||
        std::ranges::any_of(*rows, [](int row) { return row < 0 || row >= static_cast<int>(kNme.size()); }))
        giveUp("A query without an answer, or with rows that do not exist.");
    return 0;
}
