#include "core/pipeline/report_page.h"

#include "core/base/sha256.h"
#include "core/base/text.h"
#include "core/pipeline/utc_now.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace fiducial::pipeline {

namespace {
constexpr double kNoShare = std::numeric_limits<double>::quiet_NaN();

constexpr char kPageStyle[] = R"(
:root{color-scheme:light dark;--window:#f4f5f7;--panel:#ffffff;--border:#d5d9df;--text:#1b2026;--muted:#5a646f;--bad:#b04008}
@media (prefers-color-scheme:dark){:root{--window:#1b1e22;--panel:#22262b;--border:#363c44;--text:#e7eaee;--muted:#9ca6b1;--bad:#ff8a52}}
*{box-sizing:border-box}
body{margin:0;background:var(--window);color:var(--text);font:14px/1.5 system-ui,sans-serif}
main{max-width:1100px;margin:0 auto;padding:24px 20px 48px}
h1{font-size:22px;margin:0}
h2{font-size:16px;margin:36px 0 10px;padding-top:14px;border-top:1px solid var(--border)}
p{margin:4px 0 12px;max-width:76ch}
.muted,figcaption,th,dt{color:var(--muted)}
.numbers{display:flex;flex-wrap:wrap;gap:12px;margin:18px 0}
.number{background:var(--panel);border:1px solid var(--border);border-radius:6px;padding:10px 16px;min-width:170px}
.number b{display:block;font-size:24px;font-weight:600}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:3px 18px 3px 0;text-align:right;font-weight:400;white-space:nowrap;border-bottom:1px solid var(--border)}
th:first-child,td:first-child{text-align:left}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 18px;margin:0}
dd{margin:0;overflow-wrap:anywhere}
code{font:12px ui-monospace,monospace}
figure{margin:0}
figure svg{max-width:100%;height:auto}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(420px,100%),1fr));gap:18px}
.figures figure{background:var(--panel);border:1px solid var(--border);border-radius:6px;padding:12px}
.faces{display:grid;grid-template-columns:repeat(auto-fill,minmax(240px,1fr));gap:14px}
.faces img{width:100%;display:block;border-radius:6px}
.faces figcaption{overflow-wrap:anywhere}
.bad{color:var(--bad)}
.wide{overflow-x:auto}
.wide+.wide,.wide+.figures{margin-top:16px}
)";

std::string shareText(const std::optional<double> &value)
{
    return percentText(value.value_or(kNoShare));
}

std::string aucText(const std::optional<double> &value)
{
    return value ? text::fixed(std::abs(*value) < 5e-5 ? 0 : *value, 4) : "–"; // no -0
}

std::string countOf(int count, const char *one, const char *many)
{
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

using TableRow = std::vector<std::string>;

std::string tableElement(const TableRow &header, const std::vector<TableRow> &rows)
{
    const auto line = [](const TableRow &fields, const char *cell) {
        std::string out = "<tr>";
        for (const std::string &field : fields)
            out += "<" + std::string(cell) + ">" + escaped(field) + "</" + cell + ">";
        return out + "</tr>\n";
    };
    std::string out = "<div class=\"wide\"><table><thead>" + line(header, "th") + "</thead><tbody>\n";
    for (const TableRow &row : rows)
        out += line(row, "td");
    return out + "</tbody></table></div>\n";
}

/// Writes the sections one after another.
class ReportPage {
public:
    ReportPage(const ReportRequest &request, const ReportNumbers &numbers, const std::vector<ReportFigure> &figures,
               const std::vector<ReportPicture> &pictures)
        : request_(request),
          numbers_(numbers),
          figures_(figures),
          pictures_(pictures),
          run_(*request.evaluated.run),
          dataset_(*request.evaluated.dataset),
          report_(*request.report),
          e_(request.report->evaluation)
    {}

    std::string text()
    {
        const std::string title = run_.name + " on " + dataset_.name;
        out_ = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
               "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>" +
               escaped(title) + "</title>\n<style>" + kPageStyle + figureStyle(false) +
               "@media (prefers-color-scheme:dark){\n" + figureStyle(true) +
               "}\n</style>\n</head>\n<body>\n<main>\n<h1>" + escaped(title) + "</h1>\n";
        headline();
        provenance();
        curves();
        comparisons();
        groups();
        meanFace();
        worstFaces();
        excludedFaces();
        files();
        return std::move(out_) + "</main>\n</body>\n</html>\n";
    }

private:
    std::string normaliser() const { return std::string(metrics::toString(e_.normaliser)); }

    /// Only of a number that the bootstrap drew again: other conventions have other failure rates and areas.
    std::string interval(const std::optional<double> &value, const analysis::Interval &drawn, bool percent) const
    {
        if (!value || !(std::abs(*value - drawn.estimate) <= 1e-9) || !std::isfinite(drawn.low))
            return {};
        const auto shown = [&](double v) { return percent ? text::fixed(100 * v, 2) : text::fixed(v, 4); };
        return percentText(request_.bootstrap.confidence, 0) + " interval " + shown(drawn.low) + " to " +
               shown(drawn.high) + (percent ? " %" : "");
    }

    void tile(const std::string &value, const std::string &what, const std::string &more)
    {
        out_ += "<div class=\"number\"><b>" + escaped(value) + "</b>" + escaped(what);
        if (!more.empty())
            out_ += "<br/><span class=\"muted\">" + escaped(more) + "</span>";
        out_ += "</div>\n";
    }

    void headline()
    {
        const metrics::Summary &s = e_.summary;
        const analysis::CedBand band = numbers_.band.value_or(analysis::CedBand{});
        out_ += "<div class=\"numbers\">\n";
        tile(shareText(s.nme), "NME, " + normaliser(), interval(s.nme, band.nme, true));
        tile(shareText(s.failureRate), "failures, NME > " + percentText(e_.threshold, 1),
             interval(s.failureRate, band.failureRate, true));
        tile(aucText(s.auc), "AUC up to " + percentText(e_.threshold, 1), interval(s.auc, band.auc, false));
        tile(std::to_string(s.faces), "faces",
             std::to_string(s.missing) + " without a prediction" +
                 (s.unnormalised > 0 ? ", " + std::to_string(s.unnormalised) + " that cannot be measured" : ""));
        out_ += "</div>\n";
    }

    void term(const char *name, const std::string &value)
    {
        if (!value.empty())
            out_ += "<dt>" + std::string(name) + "</dt><dd>" + escaped(value) + "</dd>\n";
    }

    void provenance()
    {
        out_ += "<h2>What was measured</h2>\n<dl>\n";
        term("Data set", dataset_.name + ", " + countOf(static_cast<int>(dataset_.files.size()), "file", "files") +
                             ", " + numbers_.scheme->title().text());
        constexpr std::size_t kMostFiles = 4;
        for (std::size_t i = 0; i < dataset_.files.size() && dataset_.files.size() <= kMostFiles; ++i)
            term("Annotation file", dataset_.files[i].path + hashOf(hashOfSource(dataset_.files[i])));
        term("Reference", request_.reference == "original" ? "original ground truth" : request_.reference);
        term("Model", run_.modelName + hashOf(run_.modelHash));
        term("Predictions", run_.name == run_.modelName ? run_.source : run_.name + ", " + run_.source);
        term("Made", run_.created);
        term("Device", run_.device);
        term("Boxes", std::string(toString(run_.boxes)) + (run_.detector.empty() ? "" : " by " + run_.detector));
        if (run_.views != ViewOptions{})
            term("Averaged",
                 std::string(run_.views.flip ? "with the mirror image" : "") +
                     (run_.views.flip && run_.views.jitters ? ", " : "") +
                     (run_.views.jitters ? countOf(run_.views.jitters, "shifted box", "shifted boxes") : ""));
        term("Scheme map", report_.map);
        term("Normaliser", normaliser() + ", of the reference");
        term("Convention", std::string(metrics::toString(e_.convention)));
        term("Failure threshold", percentText(e_.threshold, 1));
        term("Intervals", percentText(request_.bootstrap.confidence, 0) + ", percentile bootstrap over the faces, " +
                              std::to_string(request_.bootstrap.resamples) + " resamples, seed " +
                              std::to_string(request_.bootstrap.seed) +
                              "; of numbers that are a mean over the faces (convention exact)");
        if (!report_.unmatchedRows.empty())
            term("Left out",
                 countOf(static_cast<int>(report_.unmatchedRows.size()), "prediction belongs", "predictions belong") +
                     " to no face");
        if (!request_.excluded.empty())
            term("Excluded", countOf(static_cast<int>(request_.excluded.size()), "face", "faces") +
                                 ", in the review; named at the end");
        std::string programs;
        for (const auto &[name, version] : request_.versions)
            programs += (programs.empty() ? "" : ", ") + name + " " + version;
        term("Versions", programs);
        term("Report", utcNow());
        if (!request_.command.empty())
            out_ += "<dt>Command</dt><dd><code>" + escaped(request_.command) + "</code></dd>\n";
        out_ += "</dl>\n";
    }

    /// Empty where the file is gone or too large to read for this.
    std::string hashOfSource(const SourceFile &file) const
    {
        constexpr std::uint64_t kMostBytes = 256U << 20;
        if (!file.sha256.empty() || file.bytes > kMostBytes)
            return file.sha256;
        const auto hash = sha256OfFile(dataset_.root / std::filesystem::path(file.path));
        return hash ? *hash : std::string();
    }

    static std::string hashOf(const std::string &hash) { return hash.empty() ? "" : ", SHA-256 " + hash; }

    void figure(const char *name)
    {
        const auto found = std::ranges::find(figures_, name, &ReportFigure::name);
        if (found != figures_.end())
            out_ += "<figure>" + found->drawing.element() + "<figcaption>" + escaped(found->caption) +
                    "</figcaption></figure>\n";
    }

    void curves()
    {
        out_ += "<h2>Errors over the faces</h2>\n<div class=\"figures\">\n";
        figure("ced");
        figure("histogram");
        out_ += "</div>\n";
    }

    std::string chanceText(double chance) const
    {
        const double least = 1.0 / request_.bootstrap.resamples;
        return chance < least ? "< " + text::shortest(least) : text::fixed(chance, 3);
    }

    /// "-0.00" is 0.
    static double rounded(double share) { return std::round(share * 1e4) / 1e4 + 0.0; }

    void addDifference(TableRow *row, const analysis::Interval &drawn, double chance) const
    {
        row->push_back(percentText(rounded(drawn.estimate)));
        row->push_back(std::isfinite(drawn.low)
                           ? text::fixed(100 * rounded(drawn.low), 2) + " to " + percentText(rounded(drawn.high))
                           : "–");
        row->push_back(chanceText(chance));
    }

    /// Two tables: one would be wider than the page.
    void comparisons()
    {
        if (numbers_.comparisons.empty())
            return;
        const std::string interval = percentText(request_.bootstrap.confidence, 0) + " interval";
        std::vector<TableRow> errors{{run_.name, "", aucText(e_.summary.auc), shareText(e_.summary.nme), "", "", ""}};
        std::vector<TableRow> failures{{run_.name, shareText(e_.summary.failureRate), "", "", ""}};
        for (const RunComparison &c : numbers_.comparisons) {
            errors.push_back(
                {c.run->name, std::to_string(c.paired.compared), aucText(c.summary.auc), shareText(c.summary.nme)});
            addDifference(&errors.back(), c.paired.nme, c.paired.nmeChance);
            failures.push_back({c.run->name, shareText(c.summary.failureRate)});
            addDifference(&failures.back(), c.paired.failureRate, c.paired.failureChance);
        }
        out_ += "<h2>Compared with other runs</h2>\n<p class=\"muted\">Differences are each run minus " +
                escaped(run_.name) +
                ", face by face: of the mean NME over the faces that have one in both, and of the share of faces "
                "beyond the threshold. Intervals and p-values are those of a paired bootstrap; a difference whose "
                "interval holds 0 may be chance.</p>\n";
        out_ +=
            tableElement({"Run", "faces in both", "AUC", "NME, " + normaliser(), "difference", interval, "p"}, errors);
        out_ +=
            tableElement({"Run", "failures > " + percentText(e_.threshold, 1), "difference", interval, "p"}, failures);
    }

    TableRow summaryRow(const std::string &name, const metrics::Summary &s) const
    {
        return {name,
                std::to_string(s.faces),
                std::to_string(s.missing),
                shareText(s.nme),
                shareText(s.failureRate),
                aucText(s.auc)};
    }

    void groups()
    {
        out_ += "<h2>Subsets, normalisers, contours</h2>\n";
        std::vector<TableRow> rows{summaryRow("all", e_.summary)};
        for (const std::string &name : dataset_.attributeNames)
            if (const auto subset = e_.subsets.find(name); subset != e_.subsets.end())
                rows.push_back(summaryRow(name, subset->second));
        for (const FaceGroup &group : numbers_.groups)
            rows.push_back(summaryRow(group.name, group.summary));
        out_ += tableElement(
            {"Subset", "faces", "missing", "NME, " + normaliser(), "failures > " + percentText(e_.threshold, 1), "AUC"},
            rows);
        rows.clear();
        for (int n = 0; n < metrics::kNormaliserCount; ++n)
            rows.push_back({std::string(metrics::toString(static_cast<metrics::Normaliser>(n))),
                            shareText(e_.nmeUnder[static_cast<std::size_t>(n)])});
        out_ += tableElement({"Normaliser", "NME"}, rows) + "<div class=\"figures\">\n";
        figure("contours");
        out_ += "</div>\n";
    }

    void meanFace()
    {
        const auto &errors = e_.perLandmark;
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < errors.size(); ++i)
            if (std::isfinite(errors[i]))
                order.push_back(i);
        std::ranges::stable_sort(order, std::greater{}, [&](std::size_t i) { return errors[i]; });
        constexpr std::size_t kMostLandmarks = 12;
        std::vector<TableRow> rows;
        for (std::size_t k = 0; k < std::min(order.size(), kMostLandmarks); ++k)
            rows.push_back({numbers_.scheme->label(static_cast<int>(order[k])), percentText(errors[order[k]])});
        out_ += "<h2>Landmarks</h2>\n<div class=\"figures\">\n";
        figure("mean_face");
        out_ += "<figure>" + tableElement({"Landmark with the largest error", "NME, " + normaliser()}, rows) +
                "</figure>\n</div>\n";
    }

    void worstFaces()
    {
        out_ +=
            "<h2>Faces with the largest NME</h2>\n<p class=\"muted\">Lines lead from the predicted landmarks to the "
            "reference.</p>\n<div class=\"faces\">\n";
        for (const ReportPicture &picture : pictures_) {
            const int row = report_.faces[picture.entry];
            const std::string image = dataset_.sampleOf(row).image;
            out_ += "<figure>";
            if (picture.bytes.empty())
                out_ += "<p class=\"bad\">" + escaped(picture.problem) + "</p>";
            else
                out_ += "<img alt=\"" + escaped(image) + "\" src=\"data:image/" + (picture.png ? "png" : "jpeg") +
                        ";base64," + base64(picture.bytes) + "\"/>";
            out_ += "<figcaption><b>" + escaped(percentText(e_.faceNme(static_cast<int>(picture.entry)))) + "</b> " +
                    escaped(image) + ", face " + std::to_string(dataset_.numberInImage(row) + 1);
            if (const int point = report_.worstPoint[picture.entry]; point >= 0)
                out_ += "; worst " + escaped(numbers_.scheme->label(point)) + ", " +
                        percentText(report_.worst[picture.entry]);
            out_ += "</figcaption></figure>\n";
        }
        out_ += "</div>\n";
    }

    void excludedFaces()
    {
        if (request_.excluded.empty())
            return;
        std::vector<TableRow> rows;
        for (const ExcludedFace &face : request_.excluded)
            rows.push_back({dataset_.sampleOf(face.row).image, std::to_string(dataset_.numberInImage(face.row) + 1),
                            face.reason.empty() ? "no reason given" : face.reason});
        out_ += "<h2>Excluded faces</h2>\n<p class=\"muted\">They were excluded in the review and are in none of the "
                "numbers, figures and tables.</p>\n" +
                tableElement({"Image", "face of the image", "reason"}, rows);
    }

    void files()
    {
        out_ += "<h2>Files beside this page</h2>\n<p>Every number as <code>evaluation.json</code>, every face in "
                "<code>faces.csv</code>, every landmark in <code>landmarks.csv</code>, " +
                std::string(numbers_.comparisons.empty() ? "" : "the comparison in <code>comparison.csv</code>, ") +
                "figures as " + (request_.raster ? "SVG and PNG" : "SVG") +
                ", the faces above as pictures. The page itself needs none of them.</p>\n";
    }

    const ReportRequest &request_;
    const ReportNumbers &numbers_;
    const std::vector<ReportFigure> &figures_;
    const std::vector<ReportPicture> &pictures_;
    const Run &run_;
    const Dataset &dataset_;
    const EvaluateReport &report_;
    const metrics::Evaluation &e_;
    std::string out_;
};
} // namespace

std::string reportPage(const ReportRequest &request, const ReportNumbers &numbers,
                       const std::vector<ReportFigure> &figures, const std::vector<ReportPicture> &pictures)
{
    return ReportPage(request, numbers, figures, pictures).text();
}

} // namespace fiducial::pipeline
