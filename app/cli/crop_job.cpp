#include "app/cli/crop_job.h"

#include "core/base/text.h"

#include <nlohmann/json.hpp>

namespace fiducial::cli {

namespace {
/// The selected faces of a project without those that its review refused; with `acceptedOnly` those it accepted.
Result<std::vector<int>> reviewedFaces(const Input &input, const std::string &path, bool acceptedOnly)
{
    std::vector<int> faces;
    for (const int face : input.faces) {
        const ReviewState review = input.states[static_cast<std::size_t>(face)].review;
        const bool refused = review == ReviewState::Rejected || review == ReviewState::Excluded;
        if (acceptedOnly ? review == ReviewState::Accepted : !refused)
            faces.push_back(face);
    }
    if (faces.empty())
        return makeError(Errc::InvalidArgument, acceptedOnly ? "No face of " + path + " is accepted."
                                                             : "Every face of " + path + " is rejected or excluded.");
    return faces;
}
} // namespace

Result<CropJob> CropJob::open(const CliContext &context, const std::vector<CropInput> &inputs,
                              pipeline::CropCacheRequest settings)
{
    CropJob job;
    job.request_ = std::move(settings);
    for (const CropInput &wanted : inputs) {
        auto input = openInput(context, wanted.input);
        if (!input)
            return input.error();
        if (input->isProject) {
            auto faces = reviewedFaces(*input, wanted.input.path, wanted.accepted);
            if (!faces)
                return faces.error();
            input->faces = std::move(faces).value();
        } else if (wanted.accepted) {
            return makeError(Errc::InvalidArgument,
                             "Only a project has accepted faces; " + wanted.input.path + " is none.");
        }
        context.issues(input->dataset->issues);
        const auto &kept = job.inputs_.emplace_back(std::make_unique<Input>(std::move(input).value()));
        job.request_.sources.push_back({kept->dataset, kept->faces, kept->editedSets()});
    }
    return job;
}

Result<pipeline::CropCacheReport> CropJob::write(const CliContext &context, const std::filesystem::path &file) const
{
    auto report = pipeline::writeCropCache(request_, file, context.job("Cutting faces"));
    if (report)
        context.issues(report->issues);
    return report;
}

nlohmann::ordered_json cropsJson(const pipeline::CropCacheReport &report, const std::string &file)
{
    auto issues = nlohmann::ordered_json::array();
    for (const Issue &issue : report.issues)
        issues.push_back({{"file", issue.file}, {"what", issue.what}});
    return {{"crops", file},
            {"scheme", report.schemeId},
            {"faces", report.faces},
            {"training", report.training},
            {"validation", report.validation},
            {"synthetic", report.synthetic},
            {"left_out", report.leftOut},
            {"bytes", report.bytes},
            {"seconds", report.seconds},
            {"issues", std::move(issues)}};
}

std::string cropsText(const pipeline::CropCacheReport &report)
{
    std::string text = std::to_string(report.faces) + " faces in " + report.schemeId + ", " +
                       std::to_string(report.validation) + " of them for validation, " +
                       std::to_string(report.synthetic) + " synthetic";
    if (report.leftOut > 0)
        text += ", " + std::to_string(report.leftOut) + " left out";
    return text + "; " + text::fixed(static_cast<double>(report.bytes) / 1e6, 1) + " MB in " +
           text::fixed(report.seconds, 1) + " s";
}

} // namespace fiducial::cli
