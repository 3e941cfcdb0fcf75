#include "app/cli/crop_job.h"

#include "core/base/text.h"

#include <nlohmann/json.hpp>

namespace fiducial::cli {

Result<CropJob> CropJob::open(const CliContext &context, const std::vector<CropInput> &inputs,
                              pipeline::CropCacheRequest settings)
{
    CropJob job;
    job.request_ = std::move(settings);
    for (const CropInput &wanted : inputs) {
        auto source = pipeline::openCropSource(context.formats(), dataRequest(wanted.input), wanted.accepted,
                                               context.job("Reading"));
        if (!source)
            return source.error();
        context.issues(source->dataset->issues);
        job.request_.sources.push_back(std::move(source).value());
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
        issues.push_back({{"file", issue.file}, {"what", issue.what.text()}});
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
