#include "app/cli/commands.h"
#include "app/cli/crop_job.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace fiducial::cli {

namespace {
struct CropsCommand {
    std::vector<std::string> paths;
    InputOptions shared; ///< --images and --select hold for every path
    bool accepted = false;
    std::string boxes = "annotated";
    std::string group = "person";
    std::string out;
    pipeline::CropCacheRequest request;

    std::vector<CropInput> inputs() const
    {
        std::vector<CropInput> all;
        for (const std::string &path : paths)
            all.push_back({{path, shared.images, shared.select}, accepted});
        return all;
    }
};

int runCrops(CliContext &context, CropsCommand &options)
{
    options.request.boxes = *parseBoxSource(options.boxes);
    options.request.group = *pipeline::parseCropGroup(options.group);
    const auto job = CropJob::open(context, options.inputs(), options.request);
    if (!job)
        return context.fail(job.error());
    const auto report = job->write(context, options.out);
    if (!report)
        return context.fail(report.error());
    if (context.json)
        context.printJson(cropsJson(*report, options.out));
    else
        context.print(cropsText(*report) + ": " + options.out);
    return kDone;
}
} // namespace

void addCrops(CLI::App &app, Command *run)
{
    auto *command = app.add_subcommand("crops", "Cut the faces of data sets into the file a network is trained on");
    auto options = std::make_shared<CropsCommand>();
    auto &request = options->request;
    command->add_option("PATH", options->paths, "Annotation files, data set folders or projects");
    command->add_option("--images", options->shared.images,
                        "Folder the image paths start from (default: as the data set lays them out)");
    command->add_option("--select", options->shared.select, "Only faces whose image path matches, e.g. 'web/*'");
    command->add_flag("--accepted", options->accepted, "Only faces that the review of a project accepted");
    command->add_option("--scheme", request.schemeId, "Scheme of the points (default: that of the first PATH)");
    command->add_option("--side", request.side, "Pixels of a crop's side, a multiple of 4")->capture_default_str();
    command->add_option("--margin", request.margin, "Side of a crop over the longer side of the face box")
        ->capture_default_str();
    command->add_flag("!--stretched", request.square, "Each side of the box for itself, not the longer one for both");
    command
        ->add_option("--extra-pixels", request.extraPixels, "Pixels of the picture around the box, before the margin")
        ->capture_default_str();
    command->add_option("--boxes", options->boxes, "Annotated boxes, or those around the landmarks")
        ->check(CLI::IsMember({"annotated", "truth"}))
        ->capture_default_str();
    command->add_option("--validation", request.validation, "Share that is kept for validation")->capture_default_str();
    command
        ->add_option("--group", options->group,
                     "What the split keeps together: person (Anna_Lee of Anna_Lee_07.jpg), folder or face")
        ->check(CLI::IsMember({"person", "folder", "face"}))
        ->capture_default_str();
    command->add_option("--seed", request.seed, "Another seed splits in another way")->capture_default_str();
    command->add_option("--synth", request.synthetic, "Add this many rendered portraits, for training alone")
        ->capture_default_str();
    command->add_option("--synth-seed", request.syntheticSeed, "The same seed draws the same portraits")
        ->capture_default_str();
    command->add_option("-o,--output", options->out, "Crop cache to write: .safetensors")->required();
    command->footer("Examples:\n  fiducial-cli crops WFLW/list_train.txt -o crops.safetensors --synth 1000\n"
                    "  fiducial-cli crops faces.fiducial --accepted --scheme ibug68 -o crops68.safetensors");
    command->callback([=] { *run = [=](CliContext &context) { return runCrops(context, *options); }; });
}

} // namespace fiducial::cli
