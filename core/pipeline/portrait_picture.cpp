#include "core/pipeline/portrait_picture.h"

#include "core/base/rng.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace fiducial::pipeline::portrait {

struct Picture::Pixels {
    cv::Mat linear; ///< CV_32FC3, R G B, at the finished size
};

namespace {

Vec3 backdropColour(Rng &rng, double low, double high)
{
    const auto value = static_cast<float>(rng.uniform(low, high));
    const auto tint = [&] { return value * static_cast<float>(rng.uniform(0.65, 1.35)); };
    const float r = tint(), g = tint();
    return {r, (r + g) / 2, g};
}

cv::Scalar scalar(Vec3 c)
{
    return {c.x, c.y, c.z};
}

void paintGradient(cv::Mat &image, Rng &rng)
{
    const Vec3 top = backdropColour(rng, 0.12, 0.7), bottom = top * static_cast<float>(rng.uniform(0.35, 0.9));
    const auto u0 = static_cast<float>(rng.uniform(0.2, 0.8));
    for (int y = 0; y < image.rows; ++y)
        for (int x = 0; x < image.cols; ++x) {
            const float u = static_cast<float>(x) / static_cast<float>(image.cols),
                        v = static_cast<float>(y) / static_cast<float>(image.rows);
            const float glow = 0.45F * bump((u - u0) / 0.45F) * bump((v - 0.4F) / 0.5F);
            const Vec3 c = lerp(top, bottom, v) * (0.75F + glow + 0.05F * cloud(u * 5, v * 5, 3));
            image.at<cv::Vec3f>(y, x) = {c.x, c.y, c.z};
        }
}

void paintBokeh(cv::Mat &image, Rng &rng)
{
    const Vec3 base = backdropColour(rng, 0.02, 0.18);
    image.setTo(scalar(base));
    const float unit = static_cast<float>(image.cols);
    for (int i = 0; i < 14; ++i) { // dim shapes far away
        const cv::Point centre(static_cast<int>(rng.below(image.cols)), static_cast<int>(rng.below(image.rows)));
        cv::circle(image, centre, static_cast<int>(rng.uniform(0.08, 0.3) * unit),
                   scalar(base * static_cast<float>(rng.uniform(0.5, 2.2))), -1, cv::LINE_AA);
    }
    cv::GaussianBlur(image, image, {}, unit / 22);
    for (int i = 0; i < 26; ++i) {
        const auto strength = static_cast<float>(rng.uniform(0.05, 0.5));
        const int radius = static_cast<int>(rng.uniform(0.012, 0.05) * unit);
        const cv::Point centre(static_cast<int>(rng.below(image.cols)),
                               static_cast<int>(rng.uniform(0, 0.8) * image.rows));
        cv::Mat light(image.size(), image.type(), cv::Scalar(0));
        cv::circle(light, centre, radius,
                   scalar(Vec3{1, static_cast<float>(rng.uniform(0.5, 1)), static_cast<float>(rng.uniform(0.2, 1))} *
                          strength),
                   -1, cv::LINE_AA);
        image += light;
    }
    cv::GaussianBlur(image, image, {}, unit / 260);
}

void paintRoom(cv::Mat &image, Rng &rng)
{
    const Vec3 wall = backdropColour(rng, 0.25, 0.6);
    image.setTo(scalar(wall));
    const int w = image.cols, h = image.rows;
    const int corner = static_cast<int>(rng.uniform(0.1, 0.9) * w),
              floor = static_cast<int>(rng.uniform(0.72, 0.9) * h);
    cv::rectangle(image, {corner, 0}, {w, h}, scalar(wall * 0.78F), -1);
    cv::rectangle(image, {0, floor}, {w, h},
                  scalar(Vec3{0.24F, 0.15F, 0.09F} * static_cast<float>(rng.uniform(0.5, 1.2))), -1);
    if (rng.uniform() < 0.6) { // a window
        const int x = static_cast<int>(rng.uniform(-0.1, 0.8) * w), y = static_cast<int>(rng.uniform(0, 0.2) * h);
        const int across = static_cast<int>(0.33 * w), down = static_cast<int>(0.5 * h);
        cv::rectangle(image, {x - w / 40, y - h / 40}, {x + across + w / 40, y + down + h / 40}, scalar(wall * 1.25F),
                      -1);
        cv::rectangle(image, {x, y}, {x + across, y + down}, cv::Scalar(0.85, 0.95, 1.05), -1);
        cv::rectangle(image, {x + across / 2 - w / 90, y}, {x + across / 2 + w / 90, y + down}, scalar(wall * 1.2F),
                      -1);
    }
    for (int i = 0; i < 3; ++i) { // pictures, cupboards, shelves
        const int x = static_cast<int>(rng.uniform(-0.1, 0.9) * w), y = static_cast<int>(rng.uniform(0.05, 0.7) * h);
        const cv::Rect body(x, y, static_cast<int>(rng.uniform(0.1, 0.3) * w),
                            static_cast<int>(rng.uniform(0.1, 0.4) * h));
        cv::rectangle(image, body, scalar(backdropColour(rng, 0.04, 0.4)), -1);
        for (int k = 0; k < 9; ++k) {
            const int at = body.x + static_cast<int>(rng.uniform(0, 0.9) * body.width);
            cv::rectangle(image, {at, body.y + body.height / 5}, {at + body.width / 12, body.y + body.height},
                          scalar(backdropColour(rng, 0.03, 0.4)), -1);
        }
    }
    cv::GaussianBlur(image, image, {}, w / rng.uniform(40, 110));
}

cv::Mat backdrop(Size size, std::uint64_t seed)
{
    Rng rng(seed);
    const double scale = 256.0 / std::max(size.width, size.height);
    cv::Mat image(std::max(2, cvRound(size.height * scale)), std::max(2, cvRound(size.width * scale)), CV_32FC3);
    switch (rng.below(3)) {
    case 0:
        paintGradient(image, rng);
        break;
    case 1:
        paintBokeh(image, rng);
        break;
    default:
        paintRoom(image, rng);
        break;
    }
    cv::Mat out;
    cv::resize(image, out, {size.width, size.height}, 0, 0, cv::INTER_CUBIC);
    return out;
}

/// Linear to display, with a shoulder for what is too bright.
float toned(float v)
{
    v = std::max(0.0F, v);
    const float shoulder = v < 0.6F ? v : 0.6F + 0.4F * (1 - std::exp(-(v - 0.6F) / 0.4F));
    return toSrgb(shoulder);
}

cv::Mat developed(const cv::Mat &linear)
{
    static const std::vector<std::uint8_t> table = [] {
        std::vector<std::uint8_t> out(4096);
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] =
                static_cast<std::uint8_t>(std::lround(255 * toned(static_cast<float>(i * i) / (1024.0F * 4096.0F))));
        return out;
    }();
    cv::Mat out(linear.size(), CV_8UC3);
    for (int y = 0; y < linear.rows; ++y)
        for (int x = 0; x < linear.cols; ++x)
            for (int k = 0; k < 3; ++k) {
                const float v = std::sqrt(std::max(0.0F, linear.at<cv::Vec3f>(y, x)[k]) * 1024.0F * 4096.0F);
                out.at<cv::Vec3b>(y, x)[2 - k] = table[static_cast<std::size_t>(std::min(v, 4095.0F))];
            }
    return out;
}

void blur(cv::Mat &image, const Degradation &d)
{
    if (d.defocus > 0)
        cv::GaussianBlur(image, image, {}, d.defocus);
    if (d.motion > 0) {
        const int side = static_cast<int>(d.motion) | 1;
        cv::Mat kernel(side, side, CV_32F, cv::Scalar(0));
        const float reach = d.motion / 2, middle = static_cast<float>(side / 2);
        const cv::Point2f step(reach * std::cos(d.motionAngle), reach * std::sin(d.motionAngle));
        cv::line(kernel, cv::Point2f(middle - step.x, middle - step.y), cv::Point2f(middle + step.x, middle + step.y),
                 cv::Scalar(1));
        cv::filter2D(image, image, -1, kernel / cv::sum(kernel)[0]);
    }
    if (d.downsample > 1) {
        const cv::Size full = image.size();
        cv::Mat small;
        cv::resize(image, small, {}, 1 / d.downsample, 1 / d.downsample, cv::INTER_AREA);
        cv::resize(small, image, full, 0, 0, cv::INTER_LINEAR);
    }
}

} // namespace

Picture::Picture(Size size, const PictureTraits &traits) : traits_(traits), pixels_(std::make_unique<Pixels>())
{
    pixels_->linear = backdrop(size, traits.backdropSeed);
    const Lighting &light = traits.light;
    // The room is lit by the same light, only less by the lamp that points at the face.
    const Vec3 ambient = (light.skyColour + light.keyColour * 0.35F) * 1.2F;
    cv::multiply(pixels_->linear, cv::Scalar(ambient.x, ambient.y, ambient.z) * light.exposure, pixels_->linear);
}

Picture::~Picture() = default;

void Picture::add(const Layer &layer)
{
    constexpr int n = kSupersampling;
    for (int y = 0; y + n <= layer.height; y += n)
        for (int x = 0; x + n <= layer.width; x += n) {
            Vec3 sum;
            float cover = 0;
            for (int k = 0; k < n * n; ++k) {
                const auto at = static_cast<std::size_t>(y + k / n) * layer.width + x + k % n;
                // Highlights are limited before they are averaged: their edges stay smooth.
                const Vec3 c = layer.colour[at] * traits_.light.exposure;
                sum += Vec3{std::min(c.x, 1.6F), std::min(c.y, 1.6F), std::min(c.z, 1.6F)};
                cover += layer.cover[at];
            }
            if (cover <= 0)
                continue;
            constexpr float k = 1.0F / (n * n);
            auto &pixel = pixels_->linear.at<cv::Vec3f>((layer.y + y) / n, (layer.x + x) / n);
            pixel = pixel * (1 - cover * k) + cv::Vec3f(sum.x, sum.y, sum.z) * k;
        }
}

std::vector<std::uint8_t> Picture::jpeg()
{
    const Degradation &d = traits_.degradation;
    blur(pixels_->linear, d);
    cv::Mat image = developed(pixels_->linear);
    if (d.noise > 0) {
        const auto seed = static_cast<std::uint32_t>(traits_.backdropSeed);
        for (int y = 0; y < image.rows; ++y)
            for (int x = 0; x < image.cols; ++x)
                for (int k = 0; k < 3; ++k) {
                    const float grain = hashed(x, y, seed + k) + hashed(x, y, seed + 7 + k) - 1;
                    auto &value = image.at<cv::Vec3b>(y, x)[k];
                    value = cv::saturate_cast<std::uint8_t>(static_cast<float>(value) + 2.4F * d.noise * grain);
                }
    }
    std::vector<std::uint8_t> bytes;
    cv::imencode(".jpg", image, bytes, {cv::IMWRITE_JPEG_QUALITY, d.jpegQuality});
    return bytes;
}

} // namespace fiducial::pipeline::portrait
