#pragma once

#include "core/base/rng.h"
#include "core/base/text.h"

#include <string>

/// Small valid annotation texts, made by rule.
namespace fiducial::test {

/// x y of point i of face `face`, three decimals.
inline std::string samplePoint(int face, int i)
{
    Rng rng(static_cast<std::uint64_t>(face) * 1000 + static_cast<std::uint64_t>(i));
    return text::fixed(20 + rng.uniform(0, 200), 3) + " " + text::fixed(30 + rng.uniform(0, 200), 3);
}

inline std::string wflwRow(int face, bool full, const std::string &image)
{
    std::string row;
    for (int i = 0; i < 98; ++i)
        row += samplePoint(face, i) + " ";
    return row + (full ? "20 30 220 230 0 1 0 0 1 0 " : "") + image;
}

inline std::string wflwList(int faces, bool full, const std::string &lineEnd = "\n")
{
    std::string out;
    for (int i = 0; i < faces; ++i)
        out += wflwRow(i, full, "37--Soccer/image_" + std::to_string(i / 2) + ".jpg") + lineEnd;
    return out;
}

inline std::string ptsFile(int face, int points, const std::string &lineEnd = "\n")
{
    std::string out = "version: 1" + lineEnd + "n_points:  " + std::to_string(points) + lineEnd + "{" + lineEnd;
    for (int i = 0; i < points; ++i)
        out += samplePoint(face, i) + lineEnd;
    return out + "}" + lineEnd;
}

inline std::string lapaFile(int face)
{
    std::string out = "106\n";
    for (int i = 0; i < 106; ++i)
        out += samplePoint(face, i) + "\n";
    return out;
}

} // namespace fiducial::test
