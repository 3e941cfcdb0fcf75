#include "app/cli/evaluation_report.h"

#include "ui/imaging/report_pictures.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace fiducial::cli {

namespace {
/// As a shell reads it.
std::string shellWord(const std::string &word)
{
    const auto plain = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
               std::string_view("-_./=:,+@%").find(c) != std::string_view::npos;
    };
    if (!word.empty() && std::ranges::all_of(word, plain))
        return word;
    std::string out = "'";
    for (const char c : word)
        out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

std::string commandLine()
{
    std::string out = "fiducial-cli";
    for (const QString &argument : QCoreApplication::arguments().mid(1))
        out += " " + shellWord(argument.toStdString());
    return out;
}
} // namespace

Result<void> writeEvaluationReport(const CliContext &context, const std::string &folder, const Input &input,
                                   const pipeline::EvaluateRequest &request, const pipeline::EvaluateReport &report,
                                   const std::string &reference, int worst, const std::vector<Run> &others)
{
    ui::FaceDrawing drawing{input.dataset.get(), request.run,       input.dataset->scheme(), report.faces,
                            report.rowOfFace,    report.evaluation, request.reference};
    drawing.referenceName = QString::fromStdString(reference);
    drawing.plates = ui::FaceDrawing::Plates::Legend; // the page says the rest below each face
    pipeline::ReportRequest out;
    out.evaluated = request;
    out.report = &report;
    out.reference = reference;
    out.command = commandLine();
    out.worst = worst;
    for (const Run &other : others)
        out.others.push_back({&other, {}});
    for (const int row : input.excluded)
        out.excluded.push_back({row, input.states[static_cast<std::size_t>(row)].note.reason});
    ui::addReportPictures(drawing, FIDUCIAL_VERSION, &out);
    return pipeline::writeReport(folder, out, context.job("Writing the report"));
}

} // namespace fiducial::cli
