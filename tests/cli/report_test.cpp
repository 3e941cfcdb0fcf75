#include "tests/support/command_line.h"
#include "tests/support/test_support.h"

#include <QCryptographicHash>
#include <QImage>
#include <QJsonArray>
#include <QJsonObject>
#include <QMap>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <random>

/// Reports, comparisons, the coordinate doctor and the table of decoders, as a user asks for them.
namespace fiducial::test {

namespace fs = std::filesystem;
using namespace Qt::StringLiterals;

namespace {
constexpr char kSampleList[] = "WFLW_annotations/list_98pt_rect_attr_train_test/list_98pt_rect_attr_test.txt";

std::vector<double> facesOf(const QJsonObject &evaluation)
{
    std::vector<double> out;
    for (const QJsonValue &face : evaluation[u"per_face"_s].toArray())
        out.push_back(face[u"nme"_s].toDouble(std::nan("")));
    return out;
}

double meanOf(const std::vector<double> &values)
{
    double sum = 0;
    for (const double v : values)
        sum += v;
    return sum / static_cast<double>(values.size());
}

/// 2.5 and 97.5 % of the means of values that are drawn again.
std::pair<double, double> meanInterval(const std::vector<double> &values)
{
    std::mt19937 random(7);
    std::uniform_int_distribution<std::size_t> any(0, values.size() - 1);
    std::vector<double> means(4000);
    for (double &mean : means) {
        std::vector<double> drawn;
        for (std::size_t i = 0; i < values.size(); ++i)
            drawn.push_back(values[any(random)]);
        mean = meanOf(drawn);
    }
    std::ranges::sort(means);
    return {means[100], means[3900]};
}
} // namespace

class ReportTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void reportIsOnePageWithTheSameNumbers();
    void groupsHoldTheirFaces();
    void reportRefusesAFilledFolderBeforeItPredicts();
    void truthIsOneOfTwo();
    void compareEqualsAnIndependentComputation();
    void aRunEqualsItself();
    void doctorNamesTheSlip_data();
    void doctorNamesTheSlip();
    void doctorTakesARun();
    void decodersMissAsTheoryTells();
    void sheetShowsTheWorst();
    void heatmapsLieUnderTheMarks();
    void heatmapsNeedTheirModel();

private:
    Outcome run(const QStringList &arguments) const { return CommandLine(folder_ / "user").run(arguments); }
    QString path(const char *name) const { return q((folder_ / name).string()); }
    QJsonObject evaluation(const char *runFile) const
    {
        return run({u"evaluate"_s, samples_, u"--predictions"_s, path(runFile), u"--per-face"_s, u"--json"_s}).json();
    }

    TempDir folder_;
    QString samples_ = q((sourceDir() / "resources" / "samples").string());
};

void ReportTest::initTestCase()
{
    const QStringList predict{u"predict"_s, samples_, u"--model"_s, u"mean-shape"_s, u"-o"_s};
    QCOMPARE(run(predict + QStringList{path("a.json")}).code, 0);
    QCOMPARE(run(predict + QStringList{path("b.json"), u"--boxes"_s, u"truth"_s}).code, 0);
}

void ReportTest::reportIsOnePageWithTheSameNumbers()
{
    const Outcome done = run({u"evaluate"_s, samples_, u"--predictions"_s, path("a.json"), u"--report"_s,
                              path("report"), u"--worst"_s, u"5"_s, u"--per-face"_s, u"--json"_s});
    QVERIFY2(done.code == 0, done.err.constData());
    const QJsonObject json = done.json();
    QCOMPARE(QByteArray::fromStdString(readAll(folder_ / "report" / "evaluation.json")), done.out);

    const QByteArray page = QByteArray::fromStdString(readAll(folder_ / "report" / "report.html"));
    QVERIFY(!page.contains("http:") && !page.contains("https:") && !page.contains("url("));
    QXmlStreamReader xml(page);
    QString text;
    int pictures = 0;
    while (!xml.atEnd()) {
        xml.readNext();
        text += xml.isCharacters() ? xml.text().toString() + u' ' : QString();
        if (xml.isStartElement() && xml.attributes().hasAttribute(u"src"_s)) {
            const QString source = xml.attributes().value(u"src"_s).toString();
            QVERIFY(source.startsWith(u"data:image/jpeg;base64,"_s));
            QCOMPARE(QImage::fromData(QByteArray::fromBase64(source.mid(23).toLatin1())).size(), QSize(480, 480));
            ++pictures;
        }
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QCOMPARE(pictures, 5);
    const auto percent = [](const QJsonValue &v) { return QString::number(100 * v.toDouble(), 'f', 2) + u" %"_s; };
    QVERIFY(text.contains(percent(json[u"nme"_s])) && text.contains(percent(json[u"failure_rate"_s])));
    QVERIFY(text.contains(u"AUC "_s + QString::number(json[u"auc"_s].toDouble(), 'f', 4)));
    for (const QString &subset : json[u"subsets"_s].toObject().keys())
        QVERIFY2(text.contains(subset) && text.contains(percent(json[u"subsets"_s][subset][u"nme"_s])),
                 qPrintable(subset));
    for (const QString &contour : json[u"contours"_s].toObject().keys())
        QVERIFY2(text.contains(percent(json[u"contours"_s][contour])), qPrintable(contour));
    const std::string list = readAll(fs::path(samples_.toStdString()) / kSampleList);
    QVERIFY(text.contains(q(
        QCryptographicHash::hash(QByteArray::fromStdString(list), QCryptographicHash::Sha256).toHex().toStdString())));
    const auto [low, high] = meanInterval(facesOf(json));
    QVERIFY(low < json[u"nme"_s].toDouble() && json[u"nme"_s].toDouble() < high);
    for (const char *file : {"faces.csv", "landmarks.csv", "ced.svg", "histogram.svg", "contours.svg", "mean_face.svg",
                             "worst_01.jpg", "worst_05.jpg"})
        QVERIFY2(fs::exists(folder_ / "report" / file), file);
}

void ReportTest::groupsHoldTheirFaces()
{
    QCOMPARE(run({u"evaluate"_s, samples_, u"--predictions"_s, path("a.json"), u"--report"_s, path("groups")}).code, 0);
    QXmlStreamReader xml(QByteArray::fromStdString(readAll(folder_ / "groups" / "report.html")));
    QMap<QString, QStringList> rows; // by their first cell
    QStringList row;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == u"tr")
            row.clear();
        else if (xml.isStartElement() && xml.name() == u"td")
            row += xml.readElementText();
        else if (xml.isEndElement() && xml.name() == u"tr" && !row.isEmpty())
            rows[row[0]] = row.mid(1);
    }
    std::map<QString, std::vector<double>> expected;
    for (const QJsonValue &face : evaluation("a.json")[u"per_face"_s].toArray()) {
        const double yaw = std::abs(face[u"yaw"_s].toDouble());
        expected[yaw < 15   ? u"yaw below 15°"_s
                 : yaw < 30 ? u"yaw 15 to 30°"_s
                 : yaw < 60 ? u"yaw 30 to 60°"_s
                            : u"yaw from 60°"_s]
            .push_back(face[u"nme"_s].toDouble());
    }
    QVERIFY(expected.size() > 1);
    for (const auto &[name, nmes] : expected) {
        QVERIFY2(rows.contains(name), qPrintable(name));
        QCOMPARE(rows[name][0], QString::number(nmes.size()));
        QCOMPARE(rows[name][2], QString::number(100 * meanOf(nmes), 'f', 2) + u" %"_s);
    }
}

void ReportTest::reportRefusesAFilledFolderBeforeItPredicts()
{
    writeAll(folder_ / "filled" / "notes.txt", "mine");
    const Outcome done =
        run({u"evaluate"_s, samples_, u"--model"_s, u"no-such-model"_s, u"--report"_s, path("filled")});
    QCOMPARE(done.code, 2);
    QVERIFY2(done.err.contains("empty folder"), done.err.constData());
    QCOMPARE(readAll(folder_ / "filled" / "notes.txt"), std::string("mine"));
}

void ReportTest::truthIsOneOfTwo()
{
    const Outcome both = run({u"evaluate"_s, samples_, u"--predictions"_s, path("a.json"), u"--truth"_s, samples_,
                              u"--reference"_s, u"corrected"_s});
    QCOMPARE(both.code, 2);
}

void ReportTest::compareEqualsAnIndependentComputation()
{
    const Outcome done = run({u"compare"_s, samples_, path("a.json"), path("b.json"), u"--faces"_s, u"4"_s,
                              u"--threshold"_s, u"0.1"_s, u"--json"_s});
    QVERIFY2(done.code == 0, done.err.constData());
    const QJsonObject json = done.json();
    const QJsonObject first = evaluation("a.json"), second = evaluation("b.json");
    const auto a = facesOf(first), b = facesOf(second);
    QCOMPARE(a.size(), std::size_t{24});
    std::vector<double> differences;
    int failures = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        differences.push_back(b[i] - a[i]);
        failures += (b[i] > 0.1) - (a[i] > 0.1);
    }
    const QJsonObject nme = json[u"paired"_s][u"nme"_s].toObject();
    QVERIFY(std::abs(nme[u"estimate"_s].toDouble() - meanOf(differences)) < 1e-7);
    const auto [low, high] = meanInterval(differences);
    const double slack = 0.15 * (high - low);
    QVERIFY(std::abs(nme[u"low"_s].toDouble() - low) < slack && std::abs(nme[u"high"_s].toDouble() - high) < slack);
    QVERIFY(std::abs(json[u"paired"_s][u"failure_rate"_s][u"estimate"_s].toDouble() - failures / 24.0) < 1e-9);
    const double chance = nme[u"p"_s].toDouble(-1);
    QVERIFY(chance >= 0 && chance <= 1);
    QCOMPARE(chance<0.05, low> 0 || high < 0);
    QVERIFY(std::abs(json[u"a"_s][u"nme"_s].toDouble() - first[u"nme"_s].toDouble()) < 1e-12);
    QVERIFY(std::abs(json[u"b"_s][u"nme"_s].toDouble() - second[u"nme"_s].toDouble()) < 1e-12);
    const QJsonArray most = json[u"most_different"_s].toArray();
    QCOMPARE(most.size(), 4);
    std::ranges::sort(differences, std::greater{}, [](double v) { return std::abs(v); });
    for (qsizetype i = 0; i < most.size(); ++i)
        QVERIFY(std::abs(most[i][u"difference"_s].toDouble() - differences[static_cast<std::size_t>(i)]) < 1e-7);
    QCOMPARE(json[u"subsets"_s].toObject().size(), first[u"subsets"_s].toObject().size());
    QVERIFY(run({u"compare"_s, samples_, path("a.json"), path("b.json")}).out.contains("B - A"));
}

void ReportTest::aRunEqualsItself()
{
    const QJsonObject json = run({u"compare"_s, samples_, path("a.json"), path("a.json"), u"--json"_s}).json();
    QCOMPARE(json[u"paired"_s][u"nme"_s][u"estimate"_s].toDouble(1), 0.0);
    QCOMPARE(json[u"paired"_s][u"nme"_s][u"p"_s].toDouble(0), 1.0);
}

void ReportTest::doctorNamesTheSlip_data()
{
    QTest::addColumn<double>("shift");
    QTest::addColumn<bool>("swap");
    QTest::addColumn<QString>("slip");
    QTest::addColumn<QString>("offset");
    QTest::newRow("as it is") << 0.0 << false << u"none"_s << u"none"_s;
    QTest::newRow("half a pixel") << 0.5 << false << u"none"_s << u"half"_s;
    QTest::newRow("one pixel") << -1.0 << false << u"none"_s << u"one"_s;
    QTest::newRow("axes") << 0.0 << true << u"swapped-axes"_s << u"none"_s;
}

void ReportTest::doctorNamesTheSlip()
{
    QFETCH(double, shift);
    QFETCH(bool, swap);
    QByteArray list;
    const QByteArray original = QByteArray::fromStdString(readAll(fs::path(samples_.toStdString()) / kSampleList));
    for (const QByteArray &line : original.trimmed().split('\n')) {
        QByteArrayList fields = line.trimmed().split(' ');
        for (int i = 0; i < 196; i += 2) {
            const double x = fields[i].toDouble() + shift, y = fields[i + 1].toDouble() + shift;
            fields[i] = QByteArray::number(swap ? y : x, 'f', 6);
            fields[i + 1] = QByteArray::number(swap ? x : y, 'f', 6);
        }
        list += fields.join(' ') + '\n';
    }
    const fs::path file = folder_ / QTest::currentDataTag() / kSampleList;
    writeAll(file, list.toStdString());
    const Outcome done = run({u"doctor"_s, q(file.string()), u"--truth"_s, samples_, u"--json"_s});
    QVERIFY2(done.code == 0, done.err.constData());
    const QJsonObject json = done.json();
    QCOMPARE(json[u"faces"_s].toInt(), 24);
    QTEST(json[u"slip"_s].toString(), "slip");
    QTEST(json[u"offset"_s].toString(), "offset");
    QCOMPARE(json[u"sign"_s].toInt(), shift > 0 ? 1 : shift < 0 ? -1 : 0);
    QCOMPARE(json[u"healthy"_s].toBool(), shift == 0 && !swap);
    QVERIFY(std::abs(json[u"x"_s][u"pixels"_s].toDouble(99) - shift) < 0.01);
    const Outcome said = run({u"doctor"_s, q(file.string()), u"--truth"_s, samples_});
    QCOMPARE(QString::fromUtf8(said.out).trimmed(), json[u"summary"_s].toString());
}

void ReportTest::doctorTakesARun()
{
    const QJsonObject subject = run({u"doctor"_s, path("b.json"), u"--truth"_s, samples_, u"--json"_s}).json();
    const QJsonObject truth = run({u"doctor"_s, samples_, u"--truth"_s, path("b.json"), u"--json"_s}).json();
    QCOMPARE(subject[u"faces"_s].toInt(), 24);
    QCOMPARE(truth[u"faces"_s].toInt(), 24);
    QCOMPARE(subject[u"slip"_s].toString(), u"none"_s);
    QVERIFY(subject[u"deviation_as_read"_s].toDouble() > 0);
    QCOMPARE(run({u"doctor"_s, path("nothing.json"), u"--truth"_s, samples_}).code, 1);
}

void ReportTest::decodersMissAsTheoryTells()
{
    const Outcome done = run({u"decoders"_s, u"--noise"_s, u"0,0.05"_s, u"--json"_s});
    QVERIFY2(done.code == 0, done.err.constData());
    const QJsonArray rows = done.json()[u"rows"_s].toArray();
    QCOMPARE(rows.size(), 5 * 2 * 8);
    for (const QJsonValue &row : rows) {
        const QString decoder = row[u"decoder"_s].toString();
        const double error = row[u"mean_cells"_s].toDouble(-1);
        const bool quiet = row[u"noise"_s].toDouble(-1) == 0;
        QVERIFY(error >= 0);
        QVERIFY(std::abs(row[u"mean_share"_s].toDouble() * row[u"side"_s].toInt() - error) < 1e-9);
        if (quiet && decoder == u"keypos")
            QVERIFY(error < 1e-4);
        if (quiet && decoder == u"argmax") // mean distance of a unit square's points to its centre
            QVERIFY2(std::abs(error - (std::sqrt(2.0) + std::log(1 + std::sqrt(2.0))) / 6) < 0.03,
                     qPrintable(QString::number(error)));
    }
    const Outcome chosen =
        run({u"decoders"_s, u"argmax"_s, u"dark"_s, u"--sides"_s, u"64,4"_s, u"--unit"_s, u"share"_s});
    QVERIFY(chosen.out.contains("argmax") && chosen.out.contains("dark") && !chosen.out.contains("keypos"));
    QCOMPARE(run({u"decoders"_s, u"guess"_s}).code, 2);
}

void ReportTest::sheetShowsTheWorst()
{
    const Outcome done = run({u"render"_s, samples_, u"--predictions"_s, path("a.json"), u"-o"_s, path("sheet"),
                              u"--sheet"_s, u"5"_s, u"--size"_s, u"100"_s});
    QVERIFY2(done.code == 0, done.err.constData());
    QCOMPARE(QImage(path("sheet/sheet.png")).size(), QSize(3 * 108 - 8, 2 * 108 - 8));
}

void ReportTest::heatmapsLieUnderTheMarks()
{
    if (!fs::exists(binaryDir() / "lib" / "libfiducial_torch.so"))
        QSKIP("the LibTorch module is not built: render --heatmaps is NOT tested");
    const fs::path one = folder_ / "one";
    fs::create_directories((one / kSampleList).parent_path());
    const std::string list = readAll(fs::path(samples_.toStdString()) / kSampleList);
    writeAll(one / kSampleList, list.substr(0, list.find('\n') + 1));
    fs::create_directory_symlink(fs::path(samples_.toStdString()) / "WFLW_images", one / "WFLW_images");
    const QString set = q(one.string());
    const Outcome predicted = run({u"predict"_s, set, u"--model"_s, u"heatmap_small_128_wflw98"_s, u"-o"_s,
                                   path("heat.safetensors"), u"--json"_s});
    QVERIFY2(predicted.code == 0, predicted.err.constData());
    const auto drawn = [&](const char *folder, const QStringList &options) {
        const Outcome done = run(QStringList{u"render"_s, set, u"--predictions"_s, path("heat.safetensors"), u"-o"_s,
                                             path(folder), u"--sheet"_s, u"1"_s, u"--size"_s, u"200"_s} +
                                 options);
        return done.code == 0 ? QImage(path(folder) + u"/sheet.png"_s).convertToFormat(QImage::Format_RGB32) : QImage();
    };
    const QImage plain = drawn("plain", {}), heated = drawn("heated", {u"--heatmaps"_s});
    QVERIFY(!plain.isNull() && plain.size() == heated.size());
    // Heat where landmarks are: about the middle of the picture, not in its corners.
    int inside = 0, corners = 0;
    for (int y = 0; y < 200; ++y)
        for (int x = 0; x < 200; ++x)
            if (plain.pixel(x, y) != heated.pixel(x, y))
                ++(std::abs(x - 100) > 85 && std::abs(y - 100) > 85 ? corners : inside);
    QVERIFY2(inside > 2000, qPrintable(QString::number(inside)));
    QCOMPARE(corners, 0);
}

void ReportTest::heatmapsNeedTheirModel()
{
    const Outcome done =
        run({u"render"_s, samples_, u"--predictions"_s, path("a.json"), u"-o"_s, path("none"), u"--heatmaps"_s});
    QCOMPARE(done.code, 1);
    QVERIFY2(done.err.contains("no heatmaps"), done.err.constData());
    QVERIFY(!fs::exists(folder_ / "none"));
}

} // namespace fiducial::test

QTEST_GUILESS_MAIN(fiducial::test::ReportTest)
#include "report_test.moc"
