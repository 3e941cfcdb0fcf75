#include "core/model/averaged_model.h"

#include "core/base/rng.h"
#include "core/scheme/landmark_scheme.h"

#include <algorithm>

namespace fiducial::model {

namespace {
constexpr std::uint64_t kSeed = 98;
constexpr double kShift = 0.03;
constexpr double kScale = 0.05;

/// Of the box, as shares of its sides.
struct Jitter {
    double dx = 0, dy = 0, scale = 1;
};

std::vector<Jitter> jitters(int count)
{
    Rng rng(kSeed);
    std::vector<Jitter> all;
    for (int i = 0; i < count; ++i) {
        Jitter jitter;
        jitter.dx = rng.uniform(-kShift, kShift);
        jitter.dy = rng.uniform(-kShift, kShift);
        jitter.scale = rng.uniform(1 - kScale, 1 + kScale);
        all.push_back(jitter);
    }
    return all;
}

FaceInput moved(FaceInput face, const Jitter &jitter)
{
    const Point2 centre = face.box.centre();
    const double width = face.box.width * jitter.scale, height = face.box.height * jitter.scale;
    face.box = {centre.x + jitter.dx * face.box.width - width / 2, centre.y + jitter.dy * face.box.height - height / 2,
                width, height};
    if (face.centreScale) {
        const double side = 200 * face.centreScale->scale;
        face.centreScale->centre = face.centreScale->centre + Point2{jitter.dx * side, jitter.dy * side};
        face.centreScale->scale *= jitter.scale;
    }
    return face;
}

LandmarkModel::Prepared mirrored(LandmarkModel::Prepared face, int width)
{
    for (auto row = face.chw.begin(); row != face.chw.end(); row += width)
        std::reverse(row, row + width);
    face.cropFromImage = Affine{-1, 0, static_cast<double>(width - 1), 0, 1, 0} * face.cropFromImage;
    return face;
}

/// Mean of the answers. Its covariance: that of a mixture where the answers have some themselves, else their sample
/// covariance where there are enough of them for an ellipse.
FaceOutput combined(std::span<const FaceOutput> answers)
{
    constexpr std::size_t kFewestForEllipse = 3;
    const bool mixture = !answers.front().covariance.empty();
    const auto n = static_cast<double>(answers.size());
    FaceOutput out;
    for (std::size_t p = 0; p < answers.front().points.size(); ++p) {
        Point2 mean;
        double peak = 0;
        for (const FaceOutput &answer : answers) {
            mean = mean + toDouble(answer.points[p]) * (1 / n);
            peak += answer.peak.empty() ? 0 : static_cast<double>(answer.peak[p]) / n;
        }
        out.points.push_back(toFloat(mean));
        if (!answers.front().peak.empty())
            out.peak.push_back(static_cast<float>(peak));
        if (!mixture && answers.size() < kFewestForEllipse)
            continue;
        double xx = 0, xy = 0, yy = 0;
        for (const FaceOutput &answer : answers) {
            const Point2 d = toDouble(answer.points[p]) - mean;
            const Covariance2f own = mixture ? answer.covariance[p] : Covariance2f{};
            xx += d.x * d.x + static_cast<double>(own.xx);
            xy += d.x * d.y + static_cast<double>(own.xy);
            yy += d.y * d.y + static_cast<double>(own.yy);
        }
        const auto share = [&](double sum) { return static_cast<float>(sum / (mixture ? n : n - 1)); };
        out.covariance.push_back({share(xx), share(xy), share(yy)});
    }
    return out;
}

class AveragedModel final : public LandmarkModel {
public:
    AveragedModel(std::shared_ptr<LandmarkModel> model, const LandmarkScheme &scheme, ViewOptions views)
        : model_(std::move(model)), scheme_(scheme), views_(views), jitters_(jitters(views.jitters))
    {}

    const ModelCard &card() const override { return model_->card(); }
    std::string device() const override { return model_->device(); }
    std::string hash() const override { return model_->hash(); }
    ViewOptions views() const override { return views_; }

    Prepared prepare(const FaceInput &face) const override
    {
        Prepared prepared = model_->prepare(face);
        for (const Jitter &jitter : jitters_)
            prepared.further.push_back(model_->prepare(moved(face, jitter)));
        return prepared;
    }

    Result<std::vector<FaceOutput>> predict(std::span<const FaceInput> faces, const JobContext &context) override
    {
        std::vector<FaceOutput> all;
        for (std::size_t i = 0; i < faces.size(); ++i) {
            const Prepared prepared = prepare(faces[i]);
            auto one = run({&prepared, 1}, context);
            if (!one)
                return one.error();
            all.push_back(std::move(one->front()));
            context.progress(static_cast<std::int64_t>(i + 1), static_cast<std::int64_t>(faces.size()));
        }
        return all;
    }

    Result<std::vector<FaceOutput>> run(std::span<const Prepared> faces, const JobContext &context) override
    {
        std::vector<Prepared> views;
        for (const Prepared &face : faces) {
            addViews(views, face);
            for (const Prepared &further : face.further)
                addViews(views, further);
        }
        auto answers = model_->run(views, {context.cancelled, [](std::int64_t, std::int64_t) {}});
        if (!answers)
            return answers.error();
        const std::size_t each = jitters_.size() + 1;
        const std::size_t count = flips() ? 2 * each : each;
        std::vector<FaceOutput> out;
        for (std::size_t at = 0; at + count <= answers->size(); at += count) {
            const std::span<FaceOutput> ofFace(answers->data() + at, count);
            for (std::size_t i = 1; flips() && i < count; i += 2)
                swapPairs(ofFace[i]);
            out.push_back(combined(ofFace));
        }
        return out;
    }

    Result<LandmarkMaps> maps(const Prepared &face) override { return model_->maps(face); }

private:
    /// A model whose card averages with the mirror image does so itself.
    bool flips() const { return views_.flip && !model_->card().flipAverage; }

    void addViews(std::vector<Prepared> &views, const Prepared &face) const
    {
        views.push_back({face.chw, face.cropFromImage, face.box, {}});
        if (flips())
            views.push_back(mirrored(views.back(), card().input.width));
    }

    void swapPairs(FaceOutput &answer) const
    {
        const auto swap = [this](auto &values) {
            auto swapped = values;
            for (std::size_t i = 0; i < values.size(); ++i)
                swapped[i] = values[static_cast<std::size_t>(scheme_.mirror[i])];
            values = std::move(swapped);
        };
        swap(answer.points);
        swap(answer.covariance);
        swap(answer.peak);
    }

    std::shared_ptr<LandmarkModel> model_;
    const LandmarkScheme &scheme_;
    ViewOptions views_;
    std::vector<Jitter> jitters_;
};
} // namespace

Result<std::shared_ptr<LandmarkModel>> averagedModel(std::shared_ptr<LandmarkModel> model, ViewOptions views)
{
    views.flip = views.flip || model->card().flipAverage;
    if (model->card().input.empty() || model->views() == views)
        return model;
    const LandmarkScheme *scheme = findScheme(model->card().schemeId);
    if (!scheme)
        return makeError(Errc::InvalidArgument, says("The card's scheme \"%1\" is not known.", model->card().schemeId));
    return std::shared_ptr<LandmarkModel>(std::make_shared<AveragedModel>(std::move(model), *scheme, views));
}

} // namespace fiducial::model
