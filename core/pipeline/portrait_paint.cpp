#include "core/pipeline/portrait_paint.h"

#include "core/base/rng.h"
#include "core/pipeline/portrait_head.h"

#include <opencv2/imgproc.hpp>

#include <array>

namespace fiducial::pipeline::portrait {

namespace {

constexpr int kShift = 4; // sub-texel bits of OpenCV's drawing functions

cv::Point texel(float s, float t)
{
    const float scale = FaceTextures::kPerCm * (1 << kShift);
    return {cvRound((s - FaceTextures::kLeft) * scale), cvRound((t - FaceTextures::kTop) * scale)};
}

cv::Scalar coded(Vec3 linear, double alpha)
{
    return {255.0 * toSrgb(linear.x), 255.0 * toSrgb(linear.y), 255.0 * toSrgb(linear.z), alpha};
}

/// The area between two curves over |s|, on one side.
std::vector<cv::Point> area(float side, float from, float to, float (*top)(float), float (*bottom)(float))
{
    std::vector<cv::Point> out;
    constexpr int kSteps = 40;
    for (int i = 0; i < 2 * kSteps; ++i) {
        const float q = static_cast<float>(i < kSteps ? i : 2 * kSteps - 1 - i) / (kSteps - 1);
        const float a = lerp(from, to, q);
        out.push_back(texel(side * a, (i < kSteps ? top : bottom)(a)));
    }
    return out;
}

/// Soft colour of the skin at one place, as a factor of the person's albedo.
Vec3 complexion(const FaceTraits &traits, float s, float t)
{
    const float a = std::abs(s), red = 0.5F + traits.person.redness;
    const auto seed = traits.person.noiseSeed;
    float flush =
        0.35F * bump((a - 3.9F) / 1.5F) * bump((t - 2.6F) / 1.5F) + 0.4F * bump(s / 1.3F) * bump((t - 3.5F) / 1.0F);
    flush += 0.15F * bump(s / 1.5F) * bump((t - 9) / 1.0F) + 0.14F * cloud(s * 0.7F, t * 0.7F, seed);
    Vec3 k{1 + 0.05F * flush, 1 - 0.2F * red * flush, 1 - 0.22F * red * flush};
    const float rings = (0.25F + 0.5F * traits.person.age) * bump((a - 2.9F) / 1.0F) * bump((t - 0.75F) / 0.4F);
    const float sockets =
        0.3F * bump((a - 3.0F) / 1.6F) * bump((t + 0.65F) / 0.5F) + 0.35F * bump((a - 1.6F) / 0.35F) * bump(t / 0.5F);
    k = k * lerp(Vec3{1, 1, 1}, Vec3{0.75F, 0.66F, 0.68F}, clamp01(rings + sockets * 0.7F));
    k = k * (1 + 0.06F * cloud(s * 1.7F, t * 1.7F, seed + 5));
    // What shows around the nostrils and between the lips stays dark in any light.
    k = k * (1 - 0.9F * bump((a - 0.62F) / 0.33F) * bump((t - 4.17F) / 0.15F));
    k = k * (1 - 0.25F * bump((a - 1.62F) / 0.14F) * bump((t - 3.75F) / 0.45F));
    k = k * (1 - 0.3F * bump((a - 2.55F) / 0.22F) * bump((t - 6.07F) / 0.16F));
    return k;
}

Vec3 withMakeUp(const MakeUp &makeUp, Vec3 colour, float s, float t)
{
    const float a = std::abs(s);
    const float blush = makeUp.blush * bump((a - 4.3F + 0.3F * (t - 2.5F)) / 1.4F) * bump((t - 2.6F) / 1.1F);
    colour = lerp(colour, colour * Vec3{1.05F, 0.55F, 0.6F}, 0.8F * blush);
    if (a > 1.5F && a < 5.4F && t < 0.6F && t > -1.6F) {
        const float top = canonical::upperLid(std::clamp(a, 1.8F, 4.5F));
        const float above = top - t;
        const float reach = above > 0 ? bump(above / 0.75F) : bump(above / 0.2F) * 0.5F;
        const float wing = smoothstep(1.5F, 2.2F, a) * smoothstep(5.3F, 4.4F, a);
        colour = lerp(colour, makeUp.shadowColour, 0.75F * makeUp.eyeShadow * reach * wing);
    }
    return colour;
}

/// Softened cover of the brows.
float browShade(float s, float t)
{
    const float a = std::abs(s);
    if (a < 1 || a > 6 || t < -2.6F || t > -0.6F)
        return 0;
    const float middle = -1.52F - 0.16F * bump((a - 3.4F) / 1.2F) + 0.35F * smoothstep(4.3F, 5.6F, a);
    const float half = lerp(0.32F, 0.08F, smoothstep(3.6F, 5.6F, a));
    return smoothstep(1.15F, 1.7F, a) * smoothstep(5.7F, 5.0F, a) *
           smoothstep(half + 0.22F, half - 0.1F, std::abs(t - middle));
}

void paintSkin(cv::Mat &colour, const FaceTraits &traits)
{
    constexpr int kStep = 8;
    cv::Mat soft(FaceTextures::kHeight / kStep, FaceTextures::kWidth / kStep, CV_8UC4);
    const float shadow = traits.person.beard == Beard::Stubble ? 0.4F
                         : traits.person.beard == Beard::None  ? 0.0F
                                                               : 0.8F;
    for (int row = 0; row < soft.rows; ++row)
        for (int column = 0; column < soft.cols; ++column) {
            const float s = FaceTextures::kLeft + (static_cast<float>(column) + 0.5F) * kStep / FaceTextures::kPerCm;
            const float t = FaceTextures::kTop + (static_cast<float>(row) + 0.5F) * kStep / FaceTextures::kPerCm;
            Vec3 albedo = traits.person.skin * complexion(traits, s, t);
            const float beard =
                beardDensity(traits.person.beard == Beard::None ? Beard::None : traits.person.beard, s, t);
            albedo = lerp(albedo, traits.person.browColour * 0.8F + albedo * Vec3{0.3F, 0.32F, 0.36F}, shadow * beard);
            albedo = lerp(albedo, traits.person.browColour, 0.42F * traits.person.browThickness * browShade(s, t));
            albedo = withMakeUp(traits.makeUp, albedo, s, t);
            const auto c = coded(albedo, 0);
            soft.at<cv::Vec4b>(row, column) = cv::Vec4b(cv::saturate_cast<uchar>(c[0]), cv::saturate_cast<uchar>(c[1]),
                                                        cv::saturate_cast<uchar>(c[2]), 0);
        }
    cv::resize(soft, colour, colour.size(), 0, 0, cv::INTER_LINEAR);
}

void paintLips(cv::Mat &colour, cv::Mat &layer, const FaceTraits &traits)
{
    cv::Mat mask(colour.size(), CV_8U, cv::Scalar(0));
    for (const float side : {-1.0F, 1.0F})
        cv::fillPoly(mask, std::vector{area(side, 0, canonical::kLipHalf, canonical::lipTop, canonical::lipBottom)},
                     255, cv::LINE_AA, kShift);
    const cv::Rect region(320, 780, 384, 260);
    const float painted = traits.makeUp.lipstick;
    cv::GaussianBlur(mask(region), mask(region), {}, painted > 0 ? 2.0 : 4.5);
    const Vec3 lip = lerp(traits.person.lipColour, traits.makeUp.lipColour, 0.9F * painted);
    for (int row = region.y; row < region.br().y; ++row)
        for (int column = region.x; column < region.br().x; ++column) {
            const float cover = static_cast<float>(mask.at<uchar>(row, column)) / 255;
            if (cover <= 0)
                continue;
            const float s = FaceTextures::kLeft + static_cast<float>(column) / FaceTextures::kPerCm;
            const float t = FaceTextures::kTop + static_cast<float>(row) / FaceTextures::kPerCm;
            const float lines = noise(s * 7 + 0.4F * noise(s * 3, t * 2), t * 0.9F, 3),
                        line = canonical::mouthLine(std::abs(s));
            const float seam = 0.45F * bump((std::abs(t - line) - 0.3F * (1 - s * s / 5.6F)) / 0.12F);
            const Vec3 c = lip * ((1 + 0.1F * lines) * (1 - 0.5F * seam) * (t < line ? 0.88F : 1.06F));
            auto &texelColour = colour.at<cv::Vec4b>(row, column);
            const auto code = coded(c, 0);
            for (int k = 0; k < 3; ++k)
                texelColour[k] = cv::saturate_cast<uchar>(
                    lerp(texelColour[k], static_cast<float>(code[k]), cover * (0.8F + 0.2F * painted)));
            layer.at<cv::Vec4b>(row, column)[1] = mask.at<uchar>(row, column);
        }
}

void cutOpenings(cv::Mat &layer)
{
    for (const float side : {-1.0F, 1.0F}) {
        const std::vector<std::vector<cv::Point>> openings = {
            area(side, canonical::kEyeInner, canonical::kEyeOuter, canonical::upperLid, canonical::lowerLid),
            area(side, -0.02F, canonical::kMouthHalf, canonical::mouthTop, canonical::mouthBottom)};
        cv::Mat hole(layer.size(), CV_8U, cv::Scalar(255));
        const cv::Rect eye(side < 0 ? 200 : 600, 440, 230, 130), mouth(340, 860, 344, 90);
        cv::fillPoly(hole, openings, 0, cv::LINE_AA, kShift);
        for (const cv::Rect &part : {eye, mouth})
            for (int row = part.y; row < part.br().y; ++row)
                for (int column = part.x; column < part.br().x; ++column) {
                    auto &solid = layer.at<cv::Vec4b>(row, column)[0];
                    solid = std::min(solid, hole.at<uchar>(row, column));
                }
    }
}

void stroke(cv::Mat &colour, float s, float t, float ds, float dt, Vec3 shade, double cover, int thickness)
{
    cv::line(colour, texel(s, t), texel(s + ds, t + dt), coded(shade, cover), thickness, cv::LINE_AA, kShift);
}

void paintBrows(cv::Mat &colour, const FaceTraits &traits, Rng &rng)
{
    const auto points = canonical::landmarks();
    const Person &person = traits.person;
    const int hairs = static_cast<int>(520 * person.browThickness);
    for (const float side : {-1.0F, 1.0F})
        for (int i = 0; i < hairs; ++i) {
            const auto q = static_cast<float>(rng.uniform()), across = static_cast<float>(rng.uniform());
            const float at = 4 * (1 - q), in = at - std::floor(at); // 0 is the outer end, 4 the inner one
            const int k = std::min(static_cast<int>(at), 3);
            constexpr std::array<int, 5> lower = {33, 41, 40, 39, 38};
            const Vec3 top = lerp(points[33 + k], points[34 + k], in);
            const Vec3 bottom = lerp(points[lower[k]], points[lower[k + 1]], in);
            const float body = lerp(0.5F, across, person.browThickness);
            const Vec3 root = lerp(bottom, top, 0.04F + 0.8F * body);
            const float grow = 0.32F + 0.14F * static_cast<float>(rng.uniform());
            const float lean = lerp(0.25F, 1.15F, smoothstep(0, 0.5F, q)) + 0.3F * static_cast<float>(rng.uniform()) +
                               0.5F * (across - 0.5F);
            const Vec3 shade =
                lerp(person.skin, person.browColour * (0.7F + 0.6F * static_cast<float>(rng.uniform())), 0.8F);
            stroke(colour, side * std::abs(root.x), root.y, side * grow * std::sin(lean),
                   -grow * std::cos(lean) * (1 - 0.75F * across * across), shade, 150, 1);
        }
}

void paintBeard(cv::Mat &colour, const FaceTraits &traits, Rng &rng)
{
    const Beard beard = traits.person.beard;
    if (beard == Beard::None)
        return;
    const bool stubble = beard == Beard::Stubble;
    const float grow = stubble ? 0.07F : 0.5F;
    for (int i = 0; i < (stubble ? 6000 : 14000); ++i) {
        const auto s = static_cast<float>(rng.uniform(-7.4, 7.4)), t = static_cast<float>(rng.uniform(0, 12));
        const float chance = static_cast<float>(rng.uniform());
        const float lean = static_cast<float>(rng.normal()) * 0.3F,
                    shade = 0.6F + 0.6F * static_cast<float>(rng.uniform());
        if (chance > beardDensity(beard, s, t) || beardDensity(beard, s, t + (stubble ? 0.0F : grow)) < 0.3F)
            continue;
        const float along = t < 6 ? 0.9F * s / 2.6F : 0.15F * s;
        const float angle = std::clamp(along, -1.2F, 1.2F) + lean;
        stroke(colour, s, t, grow * std::sin(angle), grow * std::cos(angle), traits.person.browColour * shade,
               stubble ? 60 : 210, stubble ? 1 : 2);
    }
}

void paintSpots(cv::Mat &colour, const FaceTraits &traits, Rng &rng)
{
    const int freckles = static_cast<int>(450 * traits.person.freckles);
    for (int i = 0; i < freckles + 3; ++i) {
        const bool mole = i >= freckles;
        const auto s = static_cast<float>(rng.uniform(-6, 6)),
                   t = static_cast<float>(rng.uniform(mole ? -5 : 0.2, mole ? 9 : 5.0));
        const float radius = mole ? 0.03F + 0.04F * static_cast<float>(rng.uniform())
                                  : 0.02F + 0.035F * static_cast<float>(rng.uniform());
        const cv::Point at = texel(s, t);
        auto here = colour.at<cv::Vec4b>(at.y >> kShift, at.x >> kShift);
        const double dark = mole ? 0.78 : 0.86;
        cv::circle(colour, at, cvRound(radius * FaceTextures::kPerCm * (1 << kShift)),
                   {here[0] * (dark + 0.05), here[1] * dark, here[2] * dark, 0.0}, -1, cv::LINE_AA, kShift);
    }
}

void paintLiner(cv::Mat &colour, cv::Mat &layer, const FaceTraits &traits)
{
    const bool liner = traits.makeUp.liner > 0;
    for (const float side : {-1.0F, 1.0F})
        for (const bool upper : {true, false}) {
            std::vector<cv::Point> line;
            for (int i = 0; i <= 24; ++i) {
                const float a = lerp(1.95F, 4.5F, static_cast<float>(i) / 24);
                line.push_back(
                    texel(side * a, upper ? canonical::upperLid(a) - 0.02F : canonical::lowerLid(a) + 0.02F));
            }
            if (liner && upper)
                line.push_back(texel(side * 5.0F, -0.3F));
            if (liner)
                cv::polylines(colour, line, false, coded(Vec3{0.012F, 0.01F, 0.01F}, 120), upper ? 7 : 3, cv::LINE_AA,
                              kShift);
            cv::polylines(layer, line, false, {255, 0, 150, 0}, 4, cv::LINE_AA, kShift);
        }
}

} // namespace

float beardDensity(Beard beard, float s, float t)
{
    const float a = std::abs(s);
    if (beard == Beard::None)
        return 0;
    const float lipEdge = t < canonical::mouthLine(std::min(a, 2.3F)) ? canonical::lipTop(std::min(a, 2.6F)) - t
                                                                      : t - canonical::lipBottom(std::min(a, 2.6F));
    const float offLips = a > 2.75F ? 1.0F : smoothstep(0.04F, 0.2F, lipEdge);
    const float moustache = smoothstep(3.2F, 2.5F, a - 0.25F * (t - 5)) * smoothstep(4.5F, 4.9F, t + 0.06F * a) *
                            smoothstep(6.6F, 6.0F, t) * (1 - 0.5F * bump(s / 0.16F));
    const float below = smoothstep(7.2F, 7.9F, t), beside = smoothstep(2.45F, 2.9F, a) * smoothstep(5.0F, 5.8F, t);
    const float chin = smoothstep(3.4F, 2.4F, a) * std::max(below, 0.9F * beside);
    const float cheekLine =
        5.0F - 0.55F * std::max(0.0F, a - 2.9F) - 0.3F * std::max(0.0F, a - 5) * std::max(0.0F, a - 5);
    const float cheeks =
        smoothstep(cheekLine - 0.5F, cheekLine + 1.2F, t) * std::max(smoothstep(2.45F, 2.9F, a), below);
    const float bottom = smoothstep(12.2F, 11.0F, t);
    switch (beard) {
    case Beard::Moustache:
        return moustache * offLips;
    case Beard::Goatee:
        return std::max(moustache, chin) * offLips * bottom;
    default:
        return std::max({moustache, chin, cheeks}) * offLips * bottom;
    }
}

float toSrgb(float linear)
{
    const float v = clamp01(linear);
    return v <= 0.0031308F ? 12.92F * v : 1.055F * std::pow(v, 1 / 2.4F) - 0.055F;
}

float fromSrgb(float coded)
{
    return coded <= 0.04045F ? coded / 12.92F : std::pow((coded + 0.055F) / 1.055F, 2.4F);
}

FaceTextures::FaceTextures(const FaceTraits &traits)
    : colour_(static_cast<std::size_t>(4) * kWidth * kHeight), layer_(static_cast<std::size_t>(4) * kWidth * kHeight)
{
    cv::Mat colour(kHeight, kWidth, CV_8UC4, colour_.data()), layer(kHeight, kWidth, CV_8UC4, layer_.data());
    Rng rng(traits.person.noiseSeed);
    layer.setTo(cv::Scalar(255, 0, 0, 0));
    paintSkin(colour, traits);
    paintSpots(colour, traits, rng);
    paintLips(colour, layer, traits);
    paintLiner(colour, layer, traits);
    paintBrows(colour, traits, rng);
    paintBeard(colour, traits, rng);
    cutOpenings(layer);
}

FaceTextures::Texel FaceTextures::sample(float s, float t) const
{
    const float x = std::clamp((s - kLeft) * kPerCm, 0.0F, kWidth - 1.001F),
                y = std::clamp((t - kTop) * kPerCm, 0.0F, kHeight - 1.001F);
    const int column = static_cast<int>(x), row = static_cast<int>(y);
    const float u = x - static_cast<float>(column), v = y - static_cast<float>(row);
    const std::array<float, 4> weights = {(1 - u) * (1 - v), u * (1 - v), (1 - u) * v, u * v};
    std::array<float, 8> sum{};
    for (int corner = 0; corner < 4; ++corner) {
        const auto at =
            static_cast<std::size_t>(4) * (static_cast<std::size_t>(row + corner / 2) * kWidth + column + corner % 2);
        for (int k = 0; k < 4; ++k) {
            sum[k] += weights[corner] * colour_[at + k];
            sum[4 + k] += weights[corner] * layer_[at + k];
        }
    }
    constexpr float k = 1.0F / 255;
    return {sum[0] * k, sum[1] * k, sum[2] * k, sum[3] * k, sum[4] * k, sum[5] * k, sum[6] * k, sum[7] * k};
}

bool FaceTextures::solid(float s, float t) const
{
    if (farFromOpenings(s, t))
        return true;
    const float x = std::clamp((s - kLeft) * kPerCm, 0.0F, kWidth - 1.001F),
                y = std::clamp((t - kTop) * kPerCm, 0.0F, kHeight - 1.001F);
    const int column = static_cast<int>(x), row = static_cast<int>(y);
    const float u = x - static_cast<float>(column), v = y - static_cast<float>(row);
    const auto at = [&](int c, int r) {
        return static_cast<float>(
            layer_[static_cast<std::size_t>(4) * (static_cast<std::size_t>(row + r) * kWidth + column + c)]);
    };
    return lerp(lerp(at(0, 0), at(1, 0), u), lerp(at(0, 1), at(1, 1), u), v) > 127.5F;
}

} // namespace fiducial::pipeline::portrait
