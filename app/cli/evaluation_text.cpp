#include "app/cli/evaluation_text.h"

#include "app/cli/table.h"
#include "core/base/text.h"

namespace fiducial::cli {

std::string evaluationText(const pipeline::EvaluateReport &report, const Dataset &dataset, const Run &run,
                           const std::string &reference)
{
    const metrics::Evaluation &e = report.evaluation;
    const auto value = [](const std::optional<double> &v) { return v ? percent(*v) : std::string("-"); };
    std::string out =
        run.modelName + " against " + reference + ", " + std::string(metrics::toString(e.normaliser)) + ", boxes " +
        std::string(toString(run.boxes)) + (run.detector.empty() ? "" : " (" + run.detector + ")") + ", convention " +
        std::string(metrics::toString(e.convention)) + (report.map.empty() ? "" : ", map " + report.map) + "\n\n";
    Table table({"", "faces", "missing", "NME", "failures > " + percent(e.threshold, 0), "AUC"});
    const auto add = [&](const std::string &name, const metrics::Summary &s) {
        table.add({name, std::to_string(s.faces), std::to_string(s.missing), value(s.nme), value(s.failureRate),
                   s.auc ? text::fixed(*s.auc, 4) : "-"});
    };
    add("all", e.summary);
    for (const auto &[name, summary] : e.subsets)
        add(name, summary);
    out += table.text() + "\n";
    Table contours({"contour", "NME"});
    for (const auto &contour : e.contours)
        contours.add({contour.contour, percent(contour.nme)});
    out += contours.text();
    if (!report.unmatchedRows.empty())
        out += "\n" + std::to_string(report.unmatchedRows.size()) + " predictions belong to no face of " +
               dataset.name + ".\n";
    return out;
}

} // namespace fiducial::cli
