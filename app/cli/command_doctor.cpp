#include "app/cli/commands.h"
#include "app/cli/inputs.h"
#include "core/pipeline/examine.h"
#include "core/pipeline/run_io.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <cmath>

namespace fiducial::cli {

namespace {
using Json = nlohmann::ordered_json;
using analysis::CoordinateSlip;
using analysis::PixelOffset;

struct DoctorCommand {
    InputOptions input;
    std::string truth;
};

/// Both sets of every face; the data set is one of them, the run the other.
struct DoctorFaces {
    Input input;
    Run run;
    bool runIsSubject = false;
};

const char *slipName(CoordinateSlip slip)
{
    switch (slip) {
    case CoordinateSlip::SwappedAxes:
        return "swapped-axes";
    case CoordinateSlip::MirroredPoints:
        return "mirrored-points";
    case CoordinateSlip::MirroredImage:
        return "mirrored-image";
    case CoordinateSlip::MirroredBoth:
        return "mirrored-both";
    case CoordinateSlip::Fractions:
        return "fractions";
    case CoordinateSlip::Scaled:
        return "scaled";
    case CoordinateSlip::None:
        break;
    }
    return "none";
}

const char *offsetName(PixelOffset offset)
{
    switch (offset) {
    case PixelOffset::None:
        return "none";
    case PixelOffset::Half:
        return "half";
    case PixelOffset::One:
        return "one";
    case PixelOffset::Other:
        return "other";
    case PixelOffset::Unclear:
        break;
    }
    return "unclear";
}

Json jsonNumber(double v)
{
    return std::isfinite(v) ? Json(v) : Json(nullptr);
}

Json axisJson(const analysis::AxisOffset &axis)
{
    return {{"pixels", jsonNumber(axis.pixels)},
            {"standard_error", jsonNumber(axis.standardError)},
            {"per_size", jsonNumber(axis.perSize)}};
}

Json diagnosisJson(const analysis::CoordinateDiagnosis &d)
{
    return {{"healthy", d.healthy()},
            {"faces", d.faces},
            {"slip", slipName(d.slip)},
            {"offset", offsetName(d.offset)},
            {"sign", d.sign},
            {"x", axisJson(d.x)},
            {"y", axisJson(d.y)},
            {"deviation_as_read", jsonNumber(d.deviationAsRead)},
            {"deviation_repaired", jsonNumber(d.deviationRepaired)},
            {"scale_x", jsonNumber(d.scaleX)},
            {"scale_y", jsonNumber(d.scaleY)},
            {"summary", d.summary()}};
}

/// A run has no images of its own, so one of the two has to be a data set.
Result<DoctorFaces> openBoth(const CliContext &context, const DoctorCommand &options)
{
    DoctorFaces faces;
    auto input = openInput(context, options.input);
    faces.runIsSubject = !input;
    if (faces.runIsSubject) {
        auto truth = openInput(context, {options.truth, options.input.images, options.input.select});
        if (!truth)
            return input.error().code == Errc::NotFound ? input.error() : truth.error();
        input = std::move(truth);
    }
    faces.input = std::move(input).value();
    auto run = pipeline::readRun(context.formats(), faces.runIsSubject ? options.input.path : options.truth,
                                 context.job("Reading"));
    if (!run)
        return run.error();
    faces.run = std::move(run).value();
    return faces;
}

int runDoctor(CliContext &context, const DoctorCommand &options)
{
    auto faces = openBoth(context, options);
    if (!faces)
        return context.fail(faces.error());
    if (!faces->input.dataset->scheme())
        return context.fail(
            makeError(Errc::InvalidArgument, says("There are no landmarks in %1.", options.input.path)));
    const auto diagnosis = pipeline::examineCoordinates(
        {faces->input.dataset.get(), &faces->run, {}, faces->input.faces, faces->runIsSubject},
        context.job("Examining"));
    if (!diagnosis)
        return context.fail(diagnosis.error());
    if (context.json)
        context.printJson(diagnosisJson(*diagnosis));
    else
        context.print(diagnosis->summary());
    return kDone;
}
} // namespace

void addDoctor(CLI::App &app, Command *run)
{
    auto *command = app.add_subcommand(
        "doctor", "Whether a set of landmarks counts its coordinates in another way: half pixels, mirrored points ...");
    auto options = std::make_shared<DoctorCommand>();
    options->input.addTo(*command, "What is examined: annotation file, data set folder, project or run");
    command->add_option("--truth", options->truth, "What is taken as right, on the same images; may be a run")
        ->required();
    command->footer("Example:\n  fiducial-cli doctor converted.json --truth WFLW/list_98pt_rect_attr_test.txt");
    command->callback([=] { *run = [=](CliContext &context) { return runDoctor(context, *options); }; });
}

} // namespace fiducial::cli
