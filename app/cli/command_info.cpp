#include "app/cli/commands.h"
#include "app/cli/inputs.h"
#include "app/cli/table.h"
#include "core/base/file_io.h"
#include "core/dataset/edited_dataset.h"
#include "core/dataset/select.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <map>

namespace fiducial::cli {

namespace {
using Json = nlohmann::ordered_json;

std::map<std::string, int> attributeCounts(const Dataset &dataset)
{
    std::map<std::string, int> counts;
    for (std::size_t a = 0; a < dataset.attributeNames.size(); ++a)
        for (const int row : facesOf(dataset))
            counts[dataset.attributeNames[a]] += attributeOf(dataset, row, static_cast<int>(a)) == 1;
    return counts;
}

Json infoJson(const Input &input)
{
    const Dataset &d = *input.dataset;
    Json out = {{"path", toUtf8(d.root)},
                {"name", d.name},
                {"format", d.formatId},
                {"scheme", d.schemeId.empty() ? Json(nullptr) : Json(d.schemeId)},
                {"images", d.samples.size()},
                {"faces", facesOf(d).size()},
                {"image_root", toUtf8(d.imageRoot)},
                {"project", input.isProject}};
    int edited = 0;
    for (const int row : facesOf(d))
        edited += isEdited(d.faces[static_cast<std::size_t>(row)], input.edited(row) != nullptr);
    out["edited_faces"] = edited;
    out["files"] = Json::array();
    for (const SourceFile &file : d.files)
        out["files"].push_back(
            {{"path", file.path}, {"format", file.formatId}, {"bytes", file.bytes}, {"split", file.split}});
    out["attributes"] = Json::object();
    for (const auto &[name, count] : attributeCounts(d))
        out["attributes"][name] = count;
    out["issues"] = Json::array();
    for (const Issue &issue : d.issues)
        out["issues"].push_back({{"severity", issue.severity == Severity::Error     ? "error"
                                              : issue.severity == Severity::Warning ? "warning"
                                                                                    : "note"},
                                 {"file", issue.file},
                                 {"line", issue.line},
                                 {"what", issue.what.text()},
                                 {"fix", issue.fix.text()}});
    return out;
}

std::string infoText(const CliContext &context, const Input &input)
{
    const Dataset &d = *input.dataset;
    const auto *format = context.formats().find(d.formatId);
    const LandmarkScheme *scheme = d.scheme();
    std::string out = d.name + (input.isProject ? " (project)" : "") + "\n";
    out += "format   " + (format ? format->info().name.text() : std::string("images without annotations")) + "\n";
    out += "scheme   " + (scheme ? scheme->id + ", " + scheme->title().text() : std::string("none")) + "\n";
    out += "images   " + std::to_string(d.samples.size()) + "\n";
    out += "faces    " + std::to_string(facesOf(d).size()) + "\n";
    for (const SourceFile &file : d.files)
        if (d.files.size() <= 12)
            out += "file     " + file.path + (file.split.empty() ? "" : " (" + file.split + ")") + "\n";
    if (d.files.size() > 12)
        out += "files    " + std::to_string(d.files.size()) + "\n";
    for (const auto &[name, count] : attributeCounts(d))
        out += name + std::string(name.size() < 9 ? 9 - name.size() : 1, ' ') + std::to_string(count) + "\n";
    if (d.issues.empty())
        return out + "issues   none\n";
    out += "issues   " + std::to_string(d.issues.size()) + "\n";
    for (const Issue &issue : d.issues)
        out += "  " + issue.text() + "\n";
    return out;
}
} // namespace

void addInfo(CLI::App &app, Command *run)
{
    auto *command = app.add_subcommand("info", "What a file, folder or project is, and what is wrong with it");
    auto options = std::make_shared<InputOptions>();
    options->addTo(*command, "Annotation file, data set folder, image folder or project");
    command->footer("Examples:\n  fiducial-cli info WFLW\n  fiducial-cli info list_98pt_rect_attr_test.txt --images "
                    "WFLW_images --json");
    command->callback([=] {
        *run = [=](CliContext &context) {
            auto input = openInput(context, *options);
            if (!input)
                return context.fail(input.error());
            if (context.json)
                context.printJson(infoJson(*input));
            else
                context.print(infoText(context, *input));
            return static_cast<int>(kDone);
        };
    });
}

} // namespace fiducial::cli
