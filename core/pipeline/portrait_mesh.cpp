#include "core/pipeline/portrait_mesh.h"

#include <numbers>

namespace fiducial::pipeline::portrait {

void addGrid(Mesh &mesh, int columns, int rows, bool wrap, const std::function<Vertex(int, int)> &at)
{
    const auto first = static_cast<std::uint32_t>(mesh.vertices.size());
    mesh.vertices.reserve(mesh.vertices.size() + static_cast<std::size_t>(columns) * rows);
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column)
            mesh.vertices.push_back(at(column, row));
    const auto index = [&](int column, int row) {
        return first + static_cast<std::uint32_t>(row * columns + column % columns);
    };
    for (int row = 0; row + 1 < rows; ++row)
        for (int column = 0; column < columns - (wrap ? 0 : 1); ++column) {
            const auto a = index(column, row), b = index(column + 1, row);
            const auto c = index(column, row + 1), d = index(column + 1, row + 1);
            mesh.triangles.push_back({a, b, c});
            mesh.triangles.push_back({b, d, c});
        }
}

void addTube(Mesh &mesh, const std::vector<Vec3> &path, const std::function<float(float)> &radius, int sides)
{
    const int count = static_cast<int>(path.size());
    Vec3 side = normalized(cross(path[1] - path[0], Vec3{0.13F, 0.31F, 0.94F}));
    addGrid(mesh, sides, count + 2, true, [&](int column, int row) {
        const int i = std::clamp(row - 1, 0, count - 1);
        const Vec3 along = normalized(path[std::min(i + 1, count - 1)] - path[std::max(i - 1, 0)]);
        side = normalized(side - along * dot(side, along));
        const Vec3 up = cross(along, side);
        const float angle = 2 * std::numbers::pi_v<float> * static_cast<float>(column) / static_cast<float>(sides);
        const bool cap = row == 0 || row == count + 1;
        const float at = static_cast<float>(i) / static_cast<float>(count - 1);
        const Vec3 out = side * std::cos(angle) + up * std::sin(angle);
        const Vec3 end = cap ? along * (row == 0 ? -0.6F : 0.6F) * radius(at) : Vec3{};
        return Vertex{path[i] + out * (cap ? 0.02F : radius(at)) + end, {}, angle, at, 0};
    });
}

void addEllipsoid(Mesh &mesh, Vec3 centre, Vec3 right, Vec3 down, Vec3 forward, int steps)
{
    addGrid(mesh, 2 * steps, steps + 1, true, [&](int column, int row) {
        const float pi = std::numbers::pi_v<float>;
        const float longitude = pi * static_cast<float>(column) / static_cast<float>(steps);
        const float latitude = pi * static_cast<float>(row) / static_cast<float>(steps);
        const float ring = std::sin(latitude);
        return Vertex{centre + right * (ring * std::sin(longitude)) - down * std::cos(latitude) +
                          forward * (ring * std::cos(longitude)),
                      {},
                      longitude,
                      latitude,
                      0};
    });
}

void computeNormals(Mesh &mesh)
{
    for (Vertex &v : mesh.vertices)
        v.normal = {};
    for (const auto &[a, b, c] : mesh.triangles) {
        const Vec3 p = mesh.vertices[a].position;
        const Vec3 n = cross(mesh.vertices[b].position - p, mesh.vertices[c].position - p);
        for (const auto i : {a, b, c})
            mesh.vertices[i].normal += n;
    }
    for (Vertex &v : mesh.vertices)
        v.normal = normalized(v.normal);
}

} // namespace fiducial::pipeline::portrait
