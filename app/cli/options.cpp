#include "app/cli/options.h"

#include <CLI/CLI.hpp>

namespace fiducial::cli {

void InputOptions::addTo(CLI::App &command, const char *what)
{
    command.add_option("PATH", path, what)->required();
    command.add_option("--images", images,
                       "Folder the image paths start from (default: as the data set lays them out)");
    command.add_option("--select", select, "Only faces whose image path matches, e.g. 'web/*'");
}

void ModelOptions::addTo(CLI::App &command, bool required)
{
    auto *option = command.add_option("--model", model, "Name from `models list`, or a weights file");
    if (required)
        option->required();
    command.add_option("--card", card, "Model card (JSON) of a weights file");
    command.add_option("--boxes", boxes, "Where face boxes come from")
        ->check(CLI::IsMember({"annotated", "detector", "truth"}))
        ->capture_default_str();
    command.add_option("--device", device.device, "auto, cpu, cuda or cuda:N")->capture_default_str();
    command.add_option("--batch", device.batch, "Faces at a time")->check(CLI::Range(1, 4096))->capture_default_str();
    command.add_option("--threads", device.threads, "Threads of the network (0: all cores)")
        ->check(CLI::Range(0, 1024));
    command.add_flag("--flip", views.flip, "Average with the prediction of the mirror image");
    command
        .add_option("--jitter", views.jitters,
                    "Average over so many boxes shifted and scaled a little; the spread is stored as covariance")
        ->check(CLI::Range(0, 64));
    command.add_flag("--half", device.half, "Half precision (CUDA only)");
}

void MetricOptions::addTo(CLI::App &command)
{
    command.add_option("--normaliser", normaliser, "What errors are divided by (default: the scheme's)")
        ->check(CLI::IsMember({"inter-ocular", "inter-pupil", "box", "box-max", "box-annotated", "diagonal"}));
    command.add_option("--convention", convention, "How errors are pooled, failure rate and AUC computed")
        ->check(CLI::IsMember({"exact", "star", "hrnet", "mmpose", "fan"}))
        ->capture_default_str();
    command
        .add_option("--threshold", threshold,
                    "Failure threshold as a fraction, e.g. 0.08 (default: by scheme and convention)")
        ->check(CLI::Range(1e-6, 10.0));
}

metrics::EvaluationOptions MetricOptions::evaluation() const
{
    metrics::EvaluationOptions options;
    options.normaliser = metrics::parseNormaliser(normaliser);
    options.convention = metrics::parseConvention(convention).value_or(metrics::Convention::Exact);
    options.threshold = threshold;
    return options;
}

} // namespace fiducial::cli
