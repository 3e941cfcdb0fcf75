#include "app/cli/evaluation_report.h"

#include "app/cli/face_drawing.h"
#include "core/pipeline/report.h"

#include <opencv2/core/version.hpp>

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace fiducial::cli {

namespace {
constexpr int kPictureSide = 480;

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
                                   const std::string &reference, int worst)
{
    const FaceDrawing drawing{&input,           request.run,       input.dataset->scheme(), report.faces,
                              report.rowOfFace, report.evaluation, request.reference,       false};
    pipeline::ReportRequest out;
    out.evaluated = request;
    out.report = &report;
    out.reference = reference;
    out.command = commandLine();
    out.versions = {{"Fiducial", FIDUCIAL_VERSION}, {"Qt", qVersion()}, {"OpenCV", CV_VERSION}};
    out.worst = worst;
    out.picture = [&](std::size_t entry) -> Result<std::string> {
        const auto drawn = drawFace(drawing, entry, kPictureSide);
        if (!drawn)
            return drawn.error();
        return encoded(*drawn, "JPEG").toStdString();
    };
    return pipeline::writeReport(folder, out, context.job("Writing the report"));
}

} // namespace fiducial::cli
