#pragma once

#include "core/base/file_io.h"
#include "core/base/text.h"
#include "core/shape/shape_model.h"
#include "tests/ui/document/project_fixture.h"

#include <filesystem>
#include <string>
#include <vector>

/// Faces that tests add, and the lists that they stand in.
namespace fiducial::test {

inline constexpr Rect kBox{10, 12, 40, 44};

inline LandmarkSet meanIn(const ui::ProjectDocument &document, const Rect &box)
{
    return {shape::meanShapeIn(*document.scheme(), box), {}};
}

inline int addOne(ui::ProjectDocument &document, int sample)
{
    return document.addFace(sample, kBox, meanIn(document, kBox));
}

inline std::vector<std::string> linesOf(const std::filesystem::path &file)
{
    const auto bytes = readFile(file);
    std::vector<std::string> lines;
    for (const std::string_view line : text::split(bytes ? std::string_view(*bytes) : std::string_view(), '\n'))
        if (!line.empty())
            lines.emplace_back(line);
    return lines;
}

} // namespace fiducial::test
