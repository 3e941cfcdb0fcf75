#include "core/shape/mean_head.h"

#include <algorithm>
#include <array>

namespace fiducial::shape {

namespace {
constexpr std::size_t kContourEnd = 33; ///< WFLW's order: contour, brows, nose, eyes, mouth, pupils
constexpr double kContourWeight = 0.05;

// clang-format off
constexpr double kHead[][3] = {
    {-7.084, -0.290, 0.086}, {-7.005, 0.586, 0.242}, {-6.931, 1.462, 0.400}, {-6.828, 2.334, 0.640},
    {-6.685, 3.199, 0.488}, {-6.488, 4.054, 0.457}, {-6.259, 4.902, 0.512}, {-5.972, 5.731, 1.060},
    {-5.565, 6.508, 2.193}, {-5.080, 7.238, 3.234}, {-4.511, 7.905, 4.134}, {-3.886, 8.521, 4.761},
    {-3.235, 9.110, 5.450}, {-2.524, 9.624, 6.353}, {-1.729, 9.994, 7.168}, {-0.877, 10.202, 7.707},
    {0.000, 10.265, 7.879}, {0.877, 10.202, 7.707}, {1.729, 9.994, 7.168}, {2.524, 9.624, 6.353},
    {3.235, 9.110, 5.450}, {3.886, 8.521, 4.761}, {4.511, 7.905, 4.134}, {5.080, 7.238, 3.234},
    {5.565, 6.508, 2.193}, {5.972, 5.731, 1.060}, {6.259, 4.902, 0.512}, {6.488, 4.054, 0.457},
    {6.685, 3.199, 0.488}, {6.828, 2.334, 0.640}, {6.931, 1.462, 0.400}, {7.005, 0.586, 0.242},
    {7.084, -0.290, 0.086}, {-5.566, -1.141, 6.074}, {-4.575, -1.971, 7.590}, {-3.515, -2.062, 8.508},
    {-2.445, -1.962, 9.029}, {-1.386, -1.753, 9.148}, {-1.395, -1.141, 8.691}, {-2.444, -1.322, 8.565},
    {-3.513, -1.411, 8.148}, {-4.575, -1.361, 7.321}, {1.386, -1.753, 9.148}, {2.445, -1.962, 9.029},
    {3.515, -2.062, 8.508}, {4.575, -1.971, 7.590}, {5.566, -1.141, 6.074}, {4.575, -1.361, 7.321},
    {3.513, -1.411, 8.148}, {2.444, -1.322, 8.565}, {1.395, -1.141, 8.691}, {0.000, -0.030, 9.007},
    {0.000, 1.200, 9.620}, {0.000, 2.421, 10.376}, {0.000, 3.585, 10.987}, {-1.508, 4.008, 9.181},
    {-0.775, 4.227, 9.125}, {0.000, 4.382, 9.704}, {0.775, 4.227, 9.125}, {1.508, 4.008, 9.181},
    {-4.511, 0.000, 6.667}, {-3.886, -0.430, 7.353}, {-3.193, -0.580, 7.522}, {-2.413, -0.400, 7.535},
    {-1.775, 0.110, 7.439}, {-2.486, 0.340, 7.412}, {-3.225, 0.420, 7.545}, {-3.896, 0.310, 7.353},
    {1.775, 0.110, 7.439}, {2.413, -0.400, 7.535}, {3.193, -0.580, 7.522}, {3.886, -0.430, 7.353},
    {4.511, 0.000, 6.667}, {3.896, 0.310, 7.353}, {3.225, 0.420, 7.545}, {2.486, 0.340, 7.412},
};
// clang-format on

HeadPoint placeOf(int landmark98)
{
    const auto i = static_cast<std::size_t>(landmark98);
    if (landmark98 < 0 || i >= std::size(kHead))
        return {};
    return {kHead[i][0], kHead[i][1], kHead[i][2], i < kContourEnd ? kContourWeight : 1};
}
} // namespace

std::vector<HeadPoint> meanHead(const LandmarkScheme &scheme)
{
    const LandmarkScheme &wflw = *findScheme("wflw98");
    const SchemeMap *map = findSchemeMap(wflw.id, scheme.id);
    std::vector<HeadPoint> head;
    for (std::size_t i = 0; i < scheme.pointNames.size(); ++i) {
        if (map) {
            head.push_back(placeOf(map->source[i]));
            continue;
        }
        const auto same = std::ranges::find(wflw.pointNames, scheme.pointNames[i]);
        head.push_back(same == wflw.pointNames.end() ? HeadPoint{}
                                                     : placeOf(static_cast<int>(same - wflw.pointNames.begin())));
    }
    return head;
}

} // namespace fiducial::shape
