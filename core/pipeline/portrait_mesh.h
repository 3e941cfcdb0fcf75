#pragma once

#include "core/pipeline/portrait_math.h"

#include <array>
#include <cstdint>
#include <functional>
#include <vector>

namespace fiducial::pipeline::portrait {

enum class Material : std::uint8_t {
    Face, ///< s, t are canonical face coordinates in cm; painted from the face's textures
    Skin, ///< s, t only seed the skin's grain
    Eye,  ///< s, t: angle from the gaze axis (radians), angle around it; extra: position across the opening
    LidRim,
    Lash,
    Hair, ///< s across the strands (cm), t along them (cm), extra: coverage 0..1
    MouthInside,
    Tooth,
    Tongue,
    Cloth, ///< s, t in cm
    Knit,
    MaskCloth,
    Frame,
    DarkGlass,
    ClearGlass,
    Foam,
};

struct Vertex {
    Vec3 position;
    Vec3 normal;
    float s = 0, t = 0;
    float extra = 0;
};

/// One surface of one material; vertices in the head's frame until they are posed.
struct Mesh {
    Material material = Material::Skin;
    int face = 0; ///< whose textures and colours
    Vec3 axis;    ///< hair is combed in circles about it; zero: it hangs down
    Vec3 colour;  ///< linear, where the material has no own
    std::vector<Vertex> vertices;
    std::vector<std::array<std::uint32_t, 3>> triangles;
};

/// Adds a grid of columns x rows vertices made by `at(column, row)`; `wrap` joins the last column to the first.
void addGrid(Mesh &mesh, int columns, int rows, bool wrap, const std::function<Vertex(int, int)> &at);
/// A closed tube of varying radius along a polyline.
void addTube(Mesh &mesh, const std::vector<Vec3> &path, const std::function<float(float)> &radius, int sides = 8);
/// An ellipsoid with these half axes (columns of a frame).
void addEllipsoid(Mesh &mesh, Vec3 centre, Vec3 right, Vec3 down, Vec3 forward, int steps = 16);
/// Area-weighted vertex normals; vertices in one place (seams, poles) are not joined.
void computeNormals(Mesh &mesh);

} // namespace fiducial::pipeline::portrait
