#include "tests/core/training/small_cache.h"

#include "core/base/rng.h"

#include <array>
#include <cmath>
#include <cstdlib>

namespace fiducial::test {

namespace {
using Layout = std::vector<std::array<double, 2>>;

/// Fractions of the crop; eyes, nose, mouth, then anywhere.
Layout faceLayout(int landmarks)
{
    Layout layout = {{0.38, 0.42}, {0.62, 0.42}, {0.5, 0.54}, {0.41, 0.64}, {0.59, 0.64}};
    Rng rng(5);
    while (layout.size() < static_cast<std::size_t>(landmarks))
        layout.push_back({rng.uniform(0.32, 0.68), rng.uniform(0.32, 0.68)});
    return layout;
}

/// The first five pair as eyes and corners do, the others stay.
std::string mirrorText(int landmarks)
{
    std::string text = "[1, 0, 2, 4, 3";
    for (int i = 5; i < landmarks; ++i)
        text += ", " + std::to_string(i);
    return text + "]";
}

/// A bright spot of the landmark's own colour, with the exact centre.
void drawSpot(std::string &images, std::size_t face, int side, int landmark, double x, double y)
{
    for (int row = 0; row < side; ++row)
        for (int column = 0; column < side; ++column) {
            const double distance = std::hypot(column - x, row - y) / (0.03 * side);
            for (int channel = 0; channel < 3; ++channel) {
                const double colour = (landmark + 1) >> channel & 1 ? 220 : 30;
                const std::size_t at = ((face * side + row) * side + column) * 3 + channel;
                const double below = static_cast<unsigned char>(images[at]);
                const double share = std::exp(-distance * distance);
                images[at] = static_cast<char>(static_cast<int>(below + (colour - below) * share));
            }
        }
}
} // namespace

safetensors::File smallCache(int faces, int side, int landmarks)
{
    Rng rng(11);
    const Layout layout = faceLayout(landmarks);
    const auto count = static_cast<std::size_t>(faces);
    std::string images(count * side * side * 3, '\x50');
    std::vector<float> points;
    std::string split;
    for (std::size_t face = 0; face < count; ++face) {
        const double angle = rng.uniform(-0.3, 0.3), scale = rng.uniform(0.85, 1.15);
        const double dx = rng.uniform(-0.04, 0.04), dy = rng.uniform(-0.04, 0.04);
        for (int i = 0; i < landmarks; ++i) {
            const double x = (layout[i][0] - 0.5) * scale, y = (layout[i][1] - 0.5) * scale;
            const double px = side * (0.5 + dx + x * std::cos(angle) - y * std::sin(angle)) - 0.5;
            const double py = side * (0.5 + dy + x * std::sin(angle) + y * std::cos(angle)) - 0.5;
            points.push_back(static_cast<float>(px));
            points.push_back(static_cast<float>(py));
            drawSpot(images, face, side, i, px, py);
        }
        split += face % 4 == 3 ? '\1' : '\0';
    }
    const std::int64_t n = faces;
    safetensors::File file;
    file.tensors["images"] = {"U8", {n, side, side, 3}, images};
    file.tensors["points"] = safetensors::Tensor::fromFloats({n, landmarks, 2}, points);
    file.tensors["visibility"] = {"U8", {n, landmarks}, std::string(count * landmarks, '\2')};
    file.tensors["split"] = {"U8", {n}, split};
    file.metadata = {{"format", "fiducial-crops-1"},
                     {"scheme", "five"},
                     {"mirror", mirrorText(landmarks)},
                     {"side", std::to_string(side)},
                     {"margin", "1.75"},
                     {"normaliser", "[0, 1]"},
                     {"sources", "[]"},
                     {"key", "small"}};
    return file;
}

std::filesystem::path writeSmallCache(const std::filesystem::path &path, int faces, int side)
{
    if (!safetensors::write(path, smallCache(faces, side)))
        std::abort();
    return path;
}

} // namespace fiducial::test
