#include "app/cli/commands.h"
#include "app/cli/inputs.h"
#include "core/base/file_io.h"
#include "core/image/image.h"
#include "core/pipeline/export_dataset.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace fiducial::cli {

namespace {
struct ConvertCommand {
    InputOptions input;
    std::string to;
    std::string out;
    std::string scheme;
    bool recompute = false;
    bool dryRun = false;
};

std::vector<std::string> texts(const std::vector<Sentence> &sentences)
{
    std::vector<std::string> out;
    for (const Sentence &sentence : sentences)
        out.push_back(sentence.text());
    return out;
}

int runConvert(CliContext &context, const ConvertCommand &options)
{
    auto input = openInput(context, options.input);
    if (!input)
        return context.fail(input.error());
    pipeline::ExportRequest request;
    request.dataset = input->dataset.get();
    request.faces = input->faces;
    request.edited = input->editedSets();
    request.formatId = options.to;
    request.schemeId = options.scheme;
    request.target = options.out;
    request.recomputeDerived = options.recompute;
    auto plan = pipeline::planExport(context.formats(), request);
    if (!plan)
        return context.fail(plan.error());
    nlohmann::ordered_json out = {{"files", nlohmann::ordered_json::array()},     {"faces", input->faces.size()},
                                  {"excluded", input->excluded.size()},           {"losses", texts(plan->losses)},
                                  {"derived_fields", texts(plan->derivedFields)}, {"written", !options.dryRun}};
    int edited = 0;
    for (const auto &file : plan->files) {
        out["files"].push_back(toUtf8(file.path));
        edited += file.editedFaces; // a face stands in one new file
    }
    out["edited_faces"] = edited;
    if (!options.dryRun) {
        auto written = pipeline::exportDataset(context.formats(), request, context.job("Writing"));
        if (!written)
            return context.fail(written.error());
        out["faces"] = written->faces;
        out["edited_faces"] = written->editedFaces;
    }
    if (context.json) {
        context.printJson(out);
        return kDone;
    }
    for (const Sentence &loss : plan->losses)
        context.note("Lost: " + loss.text());
    for (const Sentence &field : plan->derivedFields)
        context.note((options.recompute ? "Recomputed: " : "Kept, or computed where there was none: ") + field.text());
    const std::string verb = options.dryRun ? " would be written to " : " written to ";
    const std::string changed = edited > 0 ? " (" + std::to_string(edited) + " edited)" : "";
    context.print(std::to_string(out["faces"].get<int>()) + " faces" + changed + verb +
                  (plan->files.size() == 1 ? toUtf8(plan->files[0].path)
                                           : std::to_string(plan->files.size()) + " files at " + options.out));
    return kDone;
}
} // namespace

void addConvert(CLI::App &app, Command *run)
{
    auto *command =
        app.add_subcommand("convert", "Write annotations in another format (or a project's corrections in its own)");
    auto options = std::make_shared<ConvertCommand>();
    options->input.addTo(*command, "Annotation file, data set folder or project");
    command->add_option("--to", options->to, "wflw, 300w, coco, hrnet-csv, pfld, tsv, imglab or lapa")->required();
    command->add_option("-o,--output", options->out, "File, or folder for formats of one file a face")->required();
    command->add_option("--scheme", options->scheme, "Landmarks to write, e.g. ibug68 from a 98-point set");
    command->add_flag("--recompute", options->recompute,
                      "Compute boxes, centre, scale and area from the points instead of keeping them");
    command->add_flag("--dry-run", options->dryRun, "Say what would be written and lost");
    command->footer("Examples:\n  fiducial-cli convert WFLW/list_98pt_rect_attr_test.txt --to coco -o test.json\n"
                    "  fiducial-cli convert WFLW --to 300w --scheme ibug68 -o pts");
    command->callback([=] { *run = [=](CliContext &context) { return runConvert(context, *options); }; });
}

} // namespace fiducial::cli
