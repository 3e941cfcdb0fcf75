#include "core/model/model_speed.h"

#include <algorithm>
#include <chrono>

namespace fiducial::model {

Result<double> facesPerSecond(LandmarkModel &model, int batch, double seconds, const JobContext &context)
{
    using Clock = std::chrono::steady_clock;
    constexpr int kWarmUpPasses = 2;
    constexpr int kSide = 256;
    const cv::Mat grey(kSide, kSide, CV_8UC3, cv::Scalar::all(128));
    const std::vector faces(static_cast<std::size_t>(batch), model.prepare({grey, {0, 0, kSide, kSide}, {}}));
    const JobContext quiet{context.cancelled, [](std::int64_t, std::int64_t) {}};
    for (int i = 0; i < kWarmUpPasses; ++i)
        if (const auto done = model.run(faces, quiet); !done)
            return done.error();
    const auto start = Clock::now();
    double elapsed = 0;
    int passes = 0;
    do {
        if (const auto done = model.run(faces, quiet); !done)
            return done.error();
        ++passes;
        elapsed = std::chrono::duration<double>(Clock::now() - start).count();
        context.progress(std::min<std::int64_t>(static_cast<std::int64_t>(1000 * elapsed / seconds), 1000), 1000);
    } while (elapsed < seconds);
    return passes * batch / elapsed;
}

} // namespace fiducial::model
