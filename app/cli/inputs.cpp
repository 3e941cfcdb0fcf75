#include "app/cli/inputs.h"

#include "core/base/file_io.h"
#include "core/model/averaged_model.h"

#include <numeric>

namespace fiducial::cli {

Result<Input> openInput(const CliContext &context, const InputOptions &options)
{
    auto input = pipeline::openDataInput(context.formats(), dataRequest(options), context.job("Reading"));
    if (input && !input->excluded.empty())
        context.note(input->excludedSentence());
    return input;
}

pipeline::DataInputRequest dataRequest(const InputOptions &options)
{
    return {options.path, options.images, options.select, model::userDataFolder()};
}

Result<Input> openInputWithFaces(const CliContext &context, const InputOptions &options)
{
    InputOptions everything = options;
    everything.select.clear();
    auto input = openInput(context, everything);
    if (!input)
        return input;
    if (input->dataset->faces.empty() && !input->dataset->samples.empty()) {
        auto detector = model::defaultDetector();
        if (!detector)
            return detector.error();
        auto detected = pipeline::detectFaces(*input->dataset, **detector, context.job("Finding faces"));
        if (!detected)
            return detected.error();
        context.note(std::to_string(detected->dataset.faces.size()) + " faces found by " + (*detector)->name() +
                     " in " + std::to_string(detected->dataset.samples.size()) + " images.");
        context.issues(detected->issues);
        input->dataset = std::make_shared<const Dataset>(std::move(detected->dataset));
    }
    if (auto selected = input->select(options.select); !selected)
        return selected.error();
    if (input->faces.empty())
        return makeError(Errc::InvalidArgument, says("There are no faces in %1.", options.path));
    return input;
}

Result<pipeline::PredictReport> predictInput(const CliContext &context, const Input &input, const ModelOptions &options)
{
    auto loaded = context.models().load(options.model, options.card, input.dataset->schemeId, options.device);
    if (!loaded)
        return loaded.error();
    const auto model = model::averagedModel(std::move(*loaded), options.views);
    if (!model)
        return model.error();
    if ((*model)->views() != options.views && options.views != ViewOptions{})
        context.note((*model)->card().name + ((*model)->card().input.empty()
                                                  ? " looks at no picture: there is nothing to average."
                                                  : " averages with the mirror image by its card."));
    std::unique_ptr<model::FaceDetector> detector;
    if (options.boxSource() == BoxSource::Detector) {
        auto made = model::defaultDetector();
        if (!made)
            return made.error();
        detector = std::move(made).value();
    }
    pipeline::PredictRequest request;
    request.dataset = input.dataset.get();
    request.faces = input.faces;
    request.boxes = options.boxSource();
    return pipeline::predict(request, **model, detector.get(), context.job("Predicting"));
}

namespace {
std::string imageSeenFrom(const std::filesystem::path &root, const std::filesystem::path &otherRoot,
                          const std::string &image)
{
    const std::filesystem::path relative(std::u8string(image.begin(), image.end()));
    const auto seen = (otherRoot / relative).lexically_normal().lexically_relative(root);
    return seen.empty() || *seen.begin() == ".." ? image : toUtf8(seen);
}

std::filesystem::path canonicalRoot(const Dataset &dataset)
{
    std::error_code ignored;
    return std::filesystem::weakly_canonical(dataset.imageRoot, ignored);
}
} // namespace

Run rebased(Run run, const Dataset &from, const Dataset &to)
{
    const auto root = canonicalRoot(to), otherRoot = canonicalRoot(from);
    for (Prediction &row : run.rows)
        row.image = imageSeenFrom(root, otherRoot, row.image);
    return run;
}

Dataset rebased(Dataset dataset, const Dataset &to)
{
    const auto root = canonicalRoot(to), otherRoot = canonicalRoot(dataset);
    for (Sample &sample : dataset.samples)
        sample.image = imageSeenFrom(root, otherRoot, sample.image);
    dataset.imageRoot = to.imageRoot;
    return dataset;
}

} // namespace fiducial::cli
