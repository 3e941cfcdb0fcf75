#include "core/base/text.h"
#include "core/pipeline/compare.h"
#include "core/pipeline/report.h"
#include "tests/support/numbers.h"
#include "tests/support/test_support.h"

#include <QMap>
#include <QTest>
#include <QXmlStreamReader>

#include <cmath>

/// The folder that a report is, and the comparison of two runs, from data made here.
namespace fiducial::test {

namespace fs = std::filesystem;
using namespace Qt::StringLiterals;

namespace {
constexpr int kFaces = 40;
constexpr int kWorst = 38;                      ///< face with the largest error
constexpr double kBiasX = 0.02, kBiasY = -0.01; ///< of every landmark, shares of the face's size
const char kName[] = "a,b \"<script>alert('x')</script>&amp;\xFF.jpg";

std::vector<Point2> faceAt(double size)
{
    std::vector<Point2> points = findScheme("wflw98")->meanShape;
    for (Point2 &p : points)
        p = p * size + Point2{200, 200};
    return points;
}

double sizeOf(int face)
{
    return 100 + 5 * face;
}

/// Moves of the landmark in face units: half of the faces to the left, half to the right of the bias.
double scatterOf(int face, int landmark)
{
    return (face % 2 == 0 ? 1 : -1) * (landmark == 7 ? 0.03 : 0.001 * (face / 2));
}

Dataset makeDataset()
{
    Dataset out;
    out.name = "made <here>";
    out.schemeId = "wflw98";
    out.attributeNames = {"even", "odd"};
    for (int i = 0; i < kFaces; ++i) {
        Sample sample;
        sample.image = i == kWorst ? std::string(kName) : "face" + std::to_string(i) + ".jpg";
        sample.faces = {i};
        out.samples.push_back(sample);
        Face face;
        face.sample = i;
        face.box = Rect{150, 150, sizeOf(i), sizeOf(i)};
        face.truth.points = faceAt(sizeOf(i));
        face.attributes = {static_cast<std::int8_t>(i % 2 == 0), static_cast<std::int8_t>(i % 2)};
        out.faces.push_back(face);
    }
    return out;
}

/// `factor`: how far the run errs; face 3 is missing.
Run makeRun(const Dataset &dataset, double factor)
{
    Run out;
    out.name = out.modelName = "net & co";
    out.schemeId = dataset.schemeId;
    out.modelHash = std::string(64, 'a');
    for (int i = 0; i < kFaces; ++i) {
        const Face &face = dataset.faces[static_cast<std::size_t>(i)];
        Prediction row;
        row.image = dataset.sampleOf(i).image;
        row.box = *face.box;
        row.missing = i == 3;
        for (int k = 0; k < 98 && !row.missing; ++k)
            row.points.push_back(toFloat(face.truth.points[static_cast<std::size_t>(k)] +
                                         Point2{kBiasX + scatterOf(i, k), kBiasY} * (factor * sizeOf(i))));
        out.rows.push_back(row);
    }
    return out;
}

std::vector<std::vector<std::string>> parseCsv(const std::string &text)
{
    if (!text.starts_with("\xEF\xBB\xBF"))
        return {}; // a spreadsheet would take it for another encoding
    std::vector<std::vector<std::string>> rows{{""}};
    bool quoted = false;
    for (std::size_t i = 3; i < text.size(); ++i) {
        if (quoted && text[i] == '"' && text[i + 1] == '"')
            rows.back().back() += text[++i];
        else if (text[i] == '"')
            quoted = !quoted;
        else if (text[i] == ',' && !quoted)
            rows.back().emplace_back();
        else if (text[i] == '\n' && !quoted)
            rows.push_back({""});
        else
            rows.back().back() += text[i];
    }
    rows.pop_back();
    return rows;
}

/// Column of a table by its header.
std::vector<std::string> column(const std::vector<std::vector<std::string>> &rows, const std::string &name)
{
    const auto at = std::ranges::find(rows[0], name) - rows[0].begin();
    std::vector<std::string> out;
    for (std::size_t i = 1; i < rows.size(); ++i)
        out.push_back(rows[i].at(static_cast<std::size_t>(at)));
    return out;
}

double number(const std::string &text)
{
    return text::parseDouble(text).value_or(std::nan(""));
}

} // namespace

class ReportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void pageIsWellFormedAndEscaped();
    void numbersOfFacesParseBack();
    void landmarksHaveTheirBiasAndSpread();
    void excludedFacesAreNamed();
    void figuresAreDrawings();
    void intervalsBelongToTheNumberBesideThem();
    void goesIntoNewOrEmptyFoldersOnly();
    void leavesNothingBehindWhereItFails();
    void missingFacesAloneMakeAReport();
    void pairsTheFacesOfTwoRuns();
    void otherRunsAreComparedFaceByFace();
    void knownRowsNeedNoMatching();

private:
    pipeline::ReportRequest request(const pipeline::EvaluateReport &report) const;
    pipeline::EvaluateReport evaluated(metrics::Convention convention) const;
    std::string fileOf(const char *name) const { return readAll(folder_ / "report" / name); }

    TempDir folder_;
    Dataset dataset_ = makeDataset();
    Run run_ = makeRun(dataset_, 1);
    pipeline::EvaluateRequest asked_;
};

pipeline::EvaluateReport ReportTest::evaluated(metrics::Convention convention) const
{
    pipeline::EvaluateRequest asked = asked_;
    asked.options.convention = convention;
    return pipeline::evaluate(asked, {}).value();
}

pipeline::ReportRequest ReportTest::request(const pipeline::EvaluateReport &report) const
{
    pipeline::ReportRequest out;
    out.evaluated = asked_;
    out.report = &report;
    out.reference = "original";
    out.command = "fiducial-cli evaluate 'a<b' --report r";
    out.versions = {{"Fiducial", "1.2.3"}};
    out.worst = 3;
    out.raster = [](const std::string &svg) { return Result<std::string>("drawn from " + svg); };
    out.picture = [](std::size_t entry) -> Result<std::string> {
        if (entry == kWorst)
            return makeError(Errc::NotFound, says("There is no <picture>."));
        return std::string("\x89PNG and so on");
    };
    return out;
}

void ReportTest::initTestCase()
{
    asked_.dataset = &dataset_;
    asked_.run = &run_;
    asked_.options.threshold = 0.08;
    const auto report = evaluated(metrics::Convention::Exact);
    const auto written = pipeline::writeReport(folder_ / "report", request(report), {});
    QVERIFY2(written.ok(), written.ok() ? "" : written.error().text().c_str());
}

void ReportTest::pageIsWellFormedAndEscaped()
{
    const QByteArray page = QByteArray::fromStdString(fileOf("report.html"));
    QXmlStreamReader xml(page);
    int pictures = 0;
    QString text;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isCharacters())
            text += xml.text();
        if (!xml.isStartElement())
            continue;
        QVERIFY(xml.name() != u"script" && xml.name() != u"link" && xml.name() != u"iframe");
        for (const auto &attribute : xml.attributes()) {
            QVERIFY2(attribute.name() != u"href" && !attribute.name().startsWith(u"on"),
                     qPrintable(attribute.name().toString()));
            if (attribute.name() == u"src") {
                QVERIFY(attribute.value().startsWith(u"data:image/png;base64,"));
                QCOMPARE(QByteArray::fromBase64(attribute.value().mid(22).toLatin1()), QByteArray("\x89PNG and so on"));
                ++pictures;
            }
        }
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    for (const char *outside : {"http:", "https:", "url(", "@import", "<script"})
        QVERIFY2(!page.contains(outside), outside);
    QVERIFY(page.contains("prefers-color-scheme"));
    QCOMPARE(pictures, 2);
    QVERIFY(text.contains(u"There is no <picture>."));
    QVERIFY(text.contains(u"a,b \"<script>alert('x')</script>&amp;\uFFFD.jpg"_s));
    for (const char *said : {"made <here>", "net & co", "original", "inter-ocular", "exact", "8.0 %", "Fiducial 1.2.3",
                             "fiducial-cli evaluate 'a<b' --report r", "1000 resamples"})
        QVERIFY2(text.contains(QString::fromUtf8(said)), said);
    QVERIFY(text.contains(QString(64, u'a')));
}

void ReportTest::numbersOfFacesParseBack()
{
    const auto rows = parseCsv(fileOf("faces.csv"));
    QCOMPARE(rows.size(), std::size_t{kFaces + 1});
    QCOMPARE(column(rows, "image")[kWorst], std::string(kName));
    const auto nmes = column(rows, "nme"), missing = column(rows, "missing"), failure = column(rows, "failure");
    const auto odd = column(rows, "attribute_odd");
    const auto &scheme = *findScheme("wflw98");
    for (int i = 0; i < kFaces; ++i) {
        const auto at = static_cast<std::size_t>(i);
        QCOMPARE(missing[at], std::string(i == 3 ? "1" : "0"));
        QCOMPARE(odd[at], std::string(i % 2 ? "1" : "0"));
        double sum = 0;
        for (int k = 0; k < 98; ++k)
            sum += std::hypot(kBiasX + scatterOf(i, k), kBiasY);
        const double eyes = distance(scheme.meanShape[60], scheme.meanShape[72]);
        const double expected = sum / 98 / eyes;
        QCOMPARE(nmes[at].empty(), i == 3);
        if (i != 3)
            QVERIFY2(near(number(nmes[at]), expected, 1e-5), nmes[at].c_str());
        QCOMPARE(failure[at], std::string(i == 3 || expected > 0.08 ? "1" : "0"));
    }
}

void ReportTest::landmarksHaveTheirBiasAndSpread()
{
    const auto rows = parseCsv(fileOf("landmarks.csv"));
    QCOMPARE(rows.size(), std::size_t{99});
    const auto x = column(rows, "bias_x"), y = column(rows, "bias_y"), xx = column(rows, "covariance_xx");
    const auto yy = column(rows, "covariance_yy"), faces = column(rows, "faces"), contour = column(rows, "contour");
    double mean = 0, square = 0;
    for (int i = 0; i < kFaces; ++i)
        if (i != 3) {
            mean += kBiasX + scatterOf(i, 7);
            square += std::pow(kBiasX + scatterOf(i, 7), 2);
        }
    mean /= kFaces - 1;
    QVERIFY(near(number(x[7]), mean, 1e-5));
    QVERIFY(near(number(y[7]), kBiasY, 1e-5));
    QVERIFY(near(number(xx[7]), (square - (kFaces - 1) * mean * mean) / (kFaces - 2), 1e-6));
    QVERIFY(near(number(yy[7]), 0, 1e-6));
    QCOMPARE(faces[7], std::to_string(kFaces - 1));
    QVERIFY(!contour[7].empty());
}

void ReportTest::excludedFacesAreNamed()
{
    QVERIFY(!q(fileOf("report.html")).contains(u"xcluded"));
    const auto report = evaluated(metrics::Convention::Exact);
    pipeline::ReportRequest asked = request(report);
    asked.excluded = {{2, "twice <in> the set"}, {0, ""}};
    QVERIFY(pipeline::writeReport(folder_ / "excluded", asked, {}).ok());
    const QString page = q(readAll(folder_ / "excluded" / "report.html"));
    QVERIFY(page.contains(u"2 faces, in the review"_s));
    const qsizetype list = page.indexOf(u"<h2>Excluded faces</h2>"_s);
    QVERIFY(list > 0);
    const QString image = q(dataset_.sampleOf(2).image).toHtmlEscaped();
    const qsizetype face = page.indexOf(
        u"<td>%1</td><td>%2</td><td>twice &lt;in&gt; the set</td>"_s.arg(image).arg(dataset_.numberInImage(2) + 1),
        list);
    QVERIFY(face > 0);
    QVERIFY(page.indexOf(u"<td>no reason given</td>"_s, face) > 0);
}

void ReportTest::figuresAreDrawings()
{
    for (const char *name : {"ced.svg", "histogram.svg", "contours.svg", "mean_face.svg"}) {
        QXmlStreamReader xml(QByteArray::fromStdString(fileOf(name)));
        QMap<QString, int> elements;
        while (!xml.atEnd())
            if (xml.readNext() == QXmlStreamReader::StartElement) {
                QCOMPARE(xml.namespaceUri(), u"http://www.w3.org/2000/svg");
                ++elements[xml.name().toString()];
            }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        if (name == std::string_view("mean_face.svg"))
            QCOMPARE(elements.value(u"ellipse"_s), 98);
        if (name == std::string_view("ced.svg")) {
            QCOMPARE(elements.value(u"polygon"_s), 1);
            QCOMPARE(elements.value(u"polyline"_s), 1);
        }
    }
    QCOMPARE(fileOf("worst_02.png"), std::string("\x89PNG and so on"));
    QCOMPARE(fileOf("ced.png"), "drawn from " + fileOf("ced.svg"));
}

/// What another convention counts otherwise has no interval.
void ReportTest::intervalsBelongToTheNumberBesideThem()
{
    QCOMPARE(QByteArray::fromStdString(fileOf("report.html")).count("95 % interval"), 3);
    const auto report = evaluated(metrics::Convention::Fan);
    QVERIFY(pipeline::writeReport(folder_ / "fan", request(report), {}).ok());
    const auto page = QByteArray::fromStdString(readAll(folder_ / "fan" / "report.html"));
    QCOMPARE(page.count("95 % interval"), 1); // of the NME
}

void ReportTest::goesIntoNewOrEmptyFoldersOnly()
{
    const auto report = evaluated(metrics::Convention::Exact);
    const std::string before = fileOf("report.html");
    const auto again = pipeline::writeReport(folder_ / "report", request(report), {});
    QVERIFY(!again && again.error().code == Errc::InvalidArgument);
    QCOMPARE(fileOf("report.html"), before);
    writeAll(folder_ / "file", "x");
    QVERIFY(pipeline::checkReportFolder(folder_ / "file").error().message.text().find("file") != std::string::npos);
    fs::create_directory(folder_ / "empty");
    QVERIFY(pipeline::writeReport((folder_ / "empty").string() + "/", request(report), {}).ok());
    QVERIFY(fs::exists(folder_ / "empty" / "report.html"));
    QVERIFY(pipeline::writeReport(folder_ / "deep" / "er", request(report), {}).ok());
}

void ReportTest::leavesNothingBehindWhereItFails()
{
    TempDir place;
    const auto report = evaluated(metrics::Convention::Exact);
    pipeline::ReportRequest asked = request(report);
    int drawn = 0;
    JobContext context;
    context.cancelled = [&] { return drawn > 0; };
    asked.picture = [&](std::size_t) -> Result<std::string> {
        ++drawn;
        return std::string("x");
    };
    QVERIFY(pipeline::writeReport(place / "report", asked, context).error().code == Errc::Cancelled);
    QVERIFY(fs::is_empty(place.path()));
    asked.picture = [&](std::size_t) -> Result<std::string> { // somebody else fills the folder meanwhile
        fs::create_directories(place / "report");
        writeAll(place / "report" / "theirs", "x");
        return std::string("x");
    };
    QVERIFY(!pipeline::writeReport(place / "report", asked, {}));
    QCOMPARE(std::distance(fs::directory_iterator(place.path()), {}), 1);
    QCOMPARE(std::distance(fs::directory_iterator(place / "report"), {}), 1);
}

void ReportTest::missingFacesAloneMakeAReport()
{
    Run run = run_;
    for (Prediction &row : run.rows) {
        row.missing = true;
        row.points.clear();
    }
    pipeline::EvaluateRequest asked = asked_;
    asked.run = &run;
    const auto report = pipeline::evaluate(asked, {}).value();
    pipeline::ReportRequest out = request(report);
    out.evaluated = asked;
    QVERIFY(pipeline::writeReport(folder_ / "missing", out, {}).ok());
    QXmlStreamReader xml(QByteArray::fromStdString(readAll(folder_ / "missing" / "report.html")));
    while (!xml.atEnd())
        xml.readNext();
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
}

void ReportTest::pairsTheFacesOfTwoRuns()
{
    Run other = makeRun(dataset_, 1.1);
    other.rows[5].missing = true;
    other.rows[5].points.clear();
    const auto report = pipeline::compare({asked_, &other, {}}, {}).value();
    QCOMPARE(report.paired.compared, kFaces - 2);
    QVERIFY(report.onlyFirst == std::vector<std::size_t>{5});
    QVERIFY(report.onlySecond.empty());
    QCOMPARE(report.order.size(), std::size_t{kFaces - 2});
    double sum = 0, last = INFINITY;
    for (const std::size_t entry : report.order) {
        const double one = report.first.evaluation.faceNme(static_cast<int>(entry));
        QVERIFY(near(report.difference(entry), 0.1 * one, 1e-5)); // every error grew by a tenth
        QVERIFY(std::abs(report.difference(entry)) <= last);
        last = std::abs(report.difference(entry));
        sum += report.difference(entry);
    }
    QVERIFY(near(report.paired.nme.estimate, sum / (kFaces - 2), 1e-7));
    QVERIFY(report.paired.nme.low > 0 && report.paired.nmeChance < 0.01);
}

void ReportTest::otherRunsAreComparedFaceByFace()
{
    Run other = makeRun(dataset_, 1.1), same = run_;
    other.name = "worse <run>";
    other.rows[5].missing = true;
    other.rows[5].points.clear();
    same.name = "same";
    const auto report = evaluated(metrics::Convention::Exact);
    pipeline::ReportRequest asked = request(report);
    asked.others = {{&other, {}}, {&same, {}}};
    QVERIFY(pipeline::writeReport(folder_ / "compared", asked, {}).ok());
    const auto rows = parseCsv(readAll(folder_ / "compared" / "comparison.csv"));
    QCOMPARE(column(rows, "run"), (std::vector<std::string>{"net & co", "worse <run>", "same"}));
    const auto direct = pipeline::compare({asked_, &other, {}}, {}).value();
    QCOMPARE(number(column(rows, "nme_difference")[1]), direct.paired.nme.estimate);
    QCOMPARE(number(column(rows, "nme_low")[1]), direct.paired.nme.low);
    QCOMPARE(number(column(rows, "nme_high")[1]), direct.paired.nme.high);
    QCOMPARE(number(column(rows, "failure_rate_difference")[1]), direct.paired.failureRate.estimate);
    QCOMPARE(column(rows, "compared")[1], std::to_string(kFaces - 2));
    QCOMPARE(number(column(rows, "nme_difference")[2]), 0.0);
    QVERIFY(column(rows, "nme_difference")[0].empty());

    QXmlStreamReader xml(QByteArray::fromStdString(readAll(folder_ / "compared" / "report.html")));
    QString text;
    while (!xml.atEnd())
        if (xml.readNext() == QXmlStreamReader::Characters)
            text += xml.text();
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QVERIFY(text.contains(u"worse <run>, AUC"_s)); // beside its curve
    const auto percent = [](double v) { return QString::number(100 * v, 'f', 2); };
    QVERIFY(text.contains(percent(direct.paired.nme.low) + u" to "_s + percent(direct.paired.nme.high) + u" %"_s));
}

/// Faces that lie in one place in one image cannot be told apart by matching.
void ReportTest::knownRowsNeedNoMatching()
{
    pipeline::EvaluateRequest asked = asked_;
    Run turned = run_;
    std::ranges::reverse(turned.rows);
    turned.rows.emplace_back();
    for (Prediction &row : turned.rows)
        row.image.clear();
    asked.run = &turned;
    for (int i = 0; i < kFaces; ++i)
        asked.rowOfFace.push_back(kFaces - 1 - i);
    const auto report = pipeline::evaluate(asked, {}).value();
    const auto matched = evaluated(metrics::Convention::Exact);
    QVERIFY(report.evaluation.nmes == matched.evaluation.nmes);
    QCOMPARE(report.unmatchedRows, std::vector<int>{kFaces});
}

} // namespace fiducial::test

QTEST_GUILESS_MAIN(fiducial::test::ReportTest)
#include "report_test.moc"
