#include "core/scheme/landmark_scheme.h"
#include "tests/support/command_line.h"
#include "tests/support/test_support.h"

#include <QImage>
#include <QJsonArray>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <memory>
#include <utility>

/// The built program as a user runs it: arguments in, exit code, output and files out.
namespace fiducial::test {

namespace fs = std::filesystem;
using namespace Qt::StringLiterals;

namespace {
QString name(const fs::path &path)
{
    return q(path.string());
}

/// A face whose points are the mean shape in a box, each moved by a whole number of pixels that its index gives.
std::vector<Point2> pointsIn(const Rect &box, int variant)
{
    std::vector<Point2> points;
    for (const Point2 p : findScheme("wflw98")->meanShape) {
        const int i = static_cast<int>(points.size());
        points.push_back({box.x + box.width / 2 + p.x * box.width * 0.9 + (i * 7 + variant) % 5 - 2,
                          box.y + box.height / 2 + p.y * box.height * 0.9 + (i * 3 + variant) % 5 - 2});
    }
    return points;
}

std::string wflwRow(const Rect &box, const std::string &attributes, const std::string &image, int variant)
{
    QString row;
    for (const Point2 p : pointsIn(box, variant))
        row += QString::number(p.x, 'f', 6) + u' ' + QString::number(p.y, 'f', 6) + u' ';
    for (const double v : {box.x, box.y, box.right(), box.bottom()})
        row += QString::number(static_cast<int>(v)) + u' ';
    return row.toStdString() + attributes + " " + image + "\n";
}

constexpr char kList[] = "WFLW_annotations/list_98pt_rect_attr_train_test/list_98pt_rect_attr_test.txt";

/// WFLW's layout with three pictures and four faces; returns the list.
fs::path writeSmallWflw(const fs::path &root, const std::string &extraRow = {})
{
    for (int i = 0; i < 3; ++i) {
        QImage picture(240, 160, QImage::Format_RGB32);
        picture.fill(QColor(90 + 40 * i, 110, 130));
        const fs::path file = root / "WFLW_images" / "web" / ("face" + std::to_string(i) + ".png");
        fs::create_directories(file.parent_path());
        if (!picture.save(name(file)))
            qFatal("cannot write %s", file.c_str());
    }
    writeAll(root / kList, wflwRow({20, 20, 100, 110}, "1 0 0 0 0 0", "web/face0.png", 0) +
                               wflwRow({60, 30, 90, 90}, "0 1 0 0 1 0", "web/face1.png", 1) + extraRow +
                               wflwRow({10, 20, 90, 100}, "0 0 0 0 0 0", "web/face2.png", 2) +
                               wflwRow({130, 30, 90, 100}, "1 0 0 0 0 1", "web/face2.png", 3));
    return root / kList;
}
} // namespace

class CliTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsHowItIsUsed();
    void exitCodeTellsWrongUseFromFailure();
    void infoNamesIssuesWithFileAndLine();
    void everyRunFileEvaluatesToTheSame_data();
    void everyRunFileEvaluatesToTheSame();
    void evaluateJsonHasItsKeys();
    void missingFacesCountAsFailures();
    void selectLeavesTheFacesOfMatchingImages();
    void convertKeepsEveryPoint_data();
    void convertKeepsEveryPoint();
    void convertSaysWhatIsLost();
    void diffNamesTheMovedPoint();
    void diffFindsTheSameImagesUnderOtherNames();
    void renderDrawsEachFace();
    void renderDrawsWithoutGroundTruth();
    void evaluateWithoutGroundTruthSaysSo();
    void predictWritesAnnotations();
    void interruptLeavesWholeFiles();
    void modelsAreListed();
    void benchReportsItsRows();
    void realModelOnRealFaces();

private:
    CommandLine cli() const { return CommandLine(*folder_ / "user"); }
    Outcome run(const QStringList &arguments) const { return cli().run(arguments); }
    QString path(const char *relative) const { return name(*folder_ / relative); }
    /// Mean-shape predictions of the small set, in a RUN file of this name.
    QString predicted(const char *file) const;

    std::unique_ptr<TempDir> folder_;
    QString list_;
};

void CliTest::init()
{
    folder_ = std::make_unique<TempDir>();
    list_ = name(writeSmallWflw(*folder_ / "data"));
}

QString CliTest::predicted(const char *file) const
{
    const QString out = path(file);
    const Outcome done = run({u"predict"_s, list_, u"--model"_s, u"mean-shape"_s, u"-o"_s, out});
    return done.code == 0 ? out : QString();
}

void CliTest::tellsHowItIsUsed()
{
    const Outcome help = run({u"--help"_s});
    QCOMPARE(help.code, 0);
    for (const char *command :
         {"info", "predict", "evaluate", "convert", "diff", "render", "synth", "crops", "train", "models", "bench"}) {
        QVERIFY2(help.out.contains(command), command);
        const Outcome one = run({QString::fromLatin1(command), u"--help"_s});
        QCOMPARE(one.code, 0);
        QVERIFY2(one.out.contains("Example"), command);
        QVERIFY2(one.out.contains("--json"), command);
    }
    QVERIFY(run({u"--version"_s}).out.startsWith("fiducial-cli "));
}

void CliTest::exitCodeTellsWrongUseFromFailure()
{
    QCOMPARE(run({}).code, 2);
    QCOMPARE(run({u"frobnicate"_s}).code, 2);
    QCOMPARE(run({u"info"_s}).code, 2);
    QCOMPARE(run({u"info"_s, list_, u"--no-such-option"_s}).code, 2);
    const Outcome neither = run({u"evaluate"_s, list_});
    QCOMPARE(neither.code, 2);
    QVERIFY(neither.err.contains("--model") && neither.err.contains("--predictions"));
    QVERIFY(neither.out.isEmpty());

    const Outcome absent = run({u"info"_s, path("absent.txt")});
    QCOMPARE(absent.code, 1);
    QVERIFY2(absent.err.contains("absent.txt"), absent.err.constData());
    const Outcome model = run({u"predict"_s, list_, u"--model"_s, path("absent.onnx"), u"-o"_s, path("run.csv")});
    QVERIFY2(model.code == 1 || model.code == 2, model.err.constData());
    QVERIFY(!fs::exists(*folder_ / "run.csv"));
    const Outcome extension = run({u"predict"_s, list_, u"--model"_s, u"mean-shape"_s, u"-o"_s, path("run.xyz")});
    QVERIFY(extension.code != 0);
    QVERIFY2(extension.err.contains(".safetensors"), extension.err.constData());
}

void CliTest::infoNamesIssuesWithFileAndLine()
{
    const QString list = name(writeSmallWflw(*folder_ / "bad", "1 2 3 what is this\n"));
    const Outcome info = run({u"info"_s, list, u"--json"_s});
    QCOMPARE(info.code, 0);
    const QJsonObject json = info.json();
    QCOMPARE(json[u"faces"_s].toInt(), 4);
    QCOMPARE(json[u"images"_s].toInt(), 3);
    QCOMPARE(json[u"format"_s].toString(), u"wflw"_s);
    QCOMPARE(json[u"scheme"_s].toString(), u"wflw98"_s);
    QCOMPARE(json[u"attributes"_s][u"pose"_s].toInt(), 2);
    const QJsonArray issues = json[u"issues"_s].toArray();
    QCOMPARE(issues.size(), 1);
    QCOMPARE(issues[0][u"line"_s].toInt(), 3);
    QVERIFY(issues[0][u"file"_s].toString().endsWith(u"list_98pt_rect_attr_test.txt"));
    QVERIFY(!issues[0][u"what"_s].toString().isEmpty());

    const Outcome text = run({u"info"_s, list});
    QCOMPARE(text.code, 0);
    QVERIFY2(text.out.contains("list_98pt_rect_attr_test.txt:3"), text.out.constData());
    QCOMPARE(run({u"info"_s, path("data"), u"--json"_s}).json()[u"faces"_s].toInt(), 4);
}

void CliTest::everyRunFileEvaluatesToTheSame_data()
{
    QTest::addColumn<QString>("file");
    for (const char *file : {"run.safetensors", "run.json", "run.csv"})
        QTest::newRow(file) << QString::fromLatin1(file);
}

void CliTest::everyRunFileEvaluatesToTheSame()
{
    QFETCH(QString, file);
    const QString out = predicted(file.toLatin1().constData());
    QVERIFY(!out.isEmpty());
    const QJsonObject stored = run({u"evaluate"_s, list_, u"--predictions"_s, out, u"--json"_s}).json();
    const QJsonObject direct = run({u"evaluate"_s, list_, u"--model"_s, u"mean-shape"_s, u"--json"_s}).json();
    const double nme = direct[u"nme"_s].toDouble();
    QVERIFY(nme > 0.001 && nme < 1);
    QVERIFY(std::abs(stored[u"nme"_s].toDouble() - nme) < 1e-6);
    QCOMPARE(stored[u"faces"_s].toInt(), 4);
    QCOMPARE(stored[u"missing"_s].toInt(-1), 0);
    QCOMPARE(stored[u"boxes"_s].toString(), u"annotated"_s);
}

void CliTest::evaluateJsonHasItsKeys()
{
    const Outcome done = run({u"evaluate"_s, list_, u"--model"_s, u"mean-shape"_s, u"--threshold"_s, u"0.08"_s,
                              u"--normaliser"_s, u"inter-pupil"_s, u"--json"_s});
    QCOMPARE(done.code, 0);
    const QJsonObject json = done.json();
    for (const char *key : {"faces", "missing", "nme", "failure_rate", "auc", "normaliser", "threshold", "convention",
                            "boxes", "reference", "device", "per_landmark", "contours", "subsets"})
        QVERIFY2(json.contains(QLatin1String(key)), key);
    QCOMPARE(json[u"normaliser"_s].toString(), u"inter-pupil"_s);
    QCOMPARE(json[u"threshold"_s].toDouble(), 0.08);
    QCOMPARE(json[u"convention"_s].toString(), u"exact"_s);
    QCOMPARE(json[u"reference"_s].toString(), u"original"_s);
    QCOMPARE(json[u"per_landmark"_s].toArray().size(), 98);
    QCOMPARE(json[u"subsets"_s][u"pose"_s][u"faces"_s].toInt(), 2);
    // HRNet's code base defines no AUC.
    const QJsonObject hrnet =
        run({u"evaluate"_s, list_, u"--model"_s, u"mean-shape"_s, u"--convention"_s, u"hrnet"_s, u"--json"_s}).json();
    QVERIFY(hrnet.contains(u"auc"_s) && hrnet[u"auc"_s].isNull());
}

void CliTest::missingFacesCountAsFailures()
{
    const QString csv = predicted("run.csv");
    QVERIFY(!csv.isEmpty());
    const std::string whole = readAll(csv.toStdString());
    writeAll(csv.toStdString(), whole.substr(0, whole.rfind('\n', whole.size() - 2) + 1));
    const QJsonObject json =
        run({u"evaluate"_s, list_, u"--predictions"_s, csv, u"--threshold"_s, u"1"_s, u"--json"_s}).json();
    QCOMPARE(json[u"faces"_s].toInt(), 4);
    QCOMPARE(json[u"missing"_s].toInt(), 1);
    QCOMPARE(json[u"failure_rate"_s].toDouble(), 0.25);
}

void CliTest::selectLeavesTheFacesOfMatchingImages()
{
    const QStringList command{u"evaluate"_s, list_, u"--model"_s, u"mean-shape"_s, u"--json"_s, u"--select"_s};
    QCOMPARE(run(command + QStringList{u"web/face2*"_s}).json()[u"faces"_s].toInt(), 2);
    QCOMPARE(run(command + QStringList{u"nowhere/*"_s}).code, 2);
}

void CliTest::convertKeepsEveryPoint_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<QString>("file");
    QTest::newRow("wflw") << u"wflw"_s << u"copy.txt"_s;
    QTest::newRow("coco") << u"coco"_s << u"copy.json"_s;
    QTest::newRow("tsv") << u"tsv"_s << u"copy.tsv"_s;
}

void CliTest::convertKeepsEveryPoint()
{
    QFETCH(QString, format);
    QFETCH(QString, file);
    const QString images = path("data/WFLW_images");
    const QString copy = path("out/") + file;
    const Outcome written = run({u"convert"_s, list_, u"--to"_s, format, u"-o"_s, copy});
    QVERIFY2(written.code == 0, written.err.constData());
    const QString back = path("back/list.txt");
    const Outcome again = run({u"convert"_s, copy, u"--images"_s, images, u"--to"_s, u"wflw"_s, u"-o"_s, back});
    QVERIFY2(again.code == 0, again.err.constData());
    const Outcome same = run({u"diff"_s, list_, back, u"--images"_s, images, u"--json"_s});
    QVERIFY2(same.code == 0, same.err.constData());
    QCOMPARE(same.json()[u"compared_faces"_s].toInt(), 4);
    QCOMPARE(same.json()[u"changed_points"_s].toInt(-1), 0);
}

void CliTest::convertSaysWhatIsLost()
{
    const Outcome plan = run({u"convert"_s, list_, u"--to"_s, u"300w"_s, u"--scheme"_s, u"ibug68"_s, u"-o"_s,
                              path("pts"), u"--dry-run"_s, u"--json"_s});
    QVERIFY2(plan.code == 0, plan.err.constData());
    QVERIFY(!plan.json()[u"losses"_s].toArray().isEmpty());
    QCOMPARE(plan.json()[u"written"_s].toBool(true), false);
    QVERIFY(!fs::exists(*folder_ / "pts"));
    const Outcome unknown = run({u"convert"_s, list_, u"--to"_s, u"nonsense"_s, u"-o"_s, path("x")});
    QCOMPARE(unknown.code, 2);
    QVERIFY2(unknown.err.contains("nonsense"), unknown.err.constData());
    const std::string before = readAll(list_.toStdString());
    QVERIFY(run({u"convert"_s, list_, u"--to"_s, u"wflw"_s, u"-o"_s, list_}).code != 0);
    QVERIFY(readAll(list_.toStdString()) == before);
}

void CliTest::diffNamesTheMovedPoint()
{
    std::string text = readAll(list_.toStdString());
    const std::string first = text.substr(0, text.find(' '));
    text.replace(0, first.size(), QString::number(std::stod(first) + 3.5, 'f', 6).toStdString());
    const fs::path moved = *folder_ / "moved.txt";
    writeAll(moved, text);
    const Outcome csv = run({u"diff"_s, list_, name(moved), u"--images"_s, path("data/WFLW_images"), u"--csv"_s});
    QVERIFY2(csv.code == 0, csv.err.constData());
    const QList<QByteArray> lines = csv.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines[0].startsWith("image,face,landmark,name,"));
    const QList<QByteArray> fields = lines[1].split(',');
    QCOMPARE(fields[0], "web/face0.png");
    QCOMPARE(fields[2], "0");
    QCOMPARE(fields[8], "3.500");
}

void CliTest::diffFindsTheSameImagesUnderOtherNames()
{
    // imglab names images from the XML's folder, WFLW from WFLW_images.
    const QString copy = path("out/copy.xml");
    QCOMPARE(run({u"convert"_s, list_, u"--to"_s, u"imglab"_s, u"-o"_s, copy}).code, 0);
    const QJsonObject json = run({u"diff"_s, list_, copy, u"--json"_s}).json();
    QCOMPARE(json[u"compared_faces"_s].toInt(), 4);
    const double largest = json[u"max_pixels"_s].toDouble();
    QVERIFY(largest > 0 && largest < 0.7072); // imglab holds whole pixels
}

void CliTest::renderDrawsEachFace()
{
    const QString csv = predicted("run.csv");
    const Outcome done =
        run({u"render"_s, list_, u"--predictions"_s, csv, u"-o"_s, path("png"), u"--size"_s, u"128"_s});
    QVERIFY2(done.code == 0, done.err.constData());
    for (const char *file : {"png/web/face0.png", "png/web/face1.png", "png/web/face2_1.png", "png/web/face2_2.png"}) {
        const QImage drawn(path(file));
        QVERIFY2(!drawn.isNull(), file);
        QCOMPARE(drawn.width(), 128);
    }
    const Outcome failures = run({u"render"_s, list_, u"--predictions"_s, csv, u"-o"_s, path("fail"), u"--threshold"_s,
                                  u"1"_s, u"--failures-only"_s, u"--json"_s});
    QCOMPARE(failures.json()[u"pictures"_s].toInt(-1), 0);
}

void CliTest::renderDrawsWithoutGroundTruth()
{
    const fs::path portraits = *folder_ / "portraits";
    QCOMPARE(run({u"synth"_s, u"-o"_s, name(portraits), u"--count"_s, u"2"_s}).code, 0);
    const QString photos = name(portraits / "WFLW_images" / "portraits");
    const Outcome run1 = run({u"predict"_s, photos, u"--model"_s, u"mean-shape-wflw98"_s, u"-o"_s, path("run.json")});
    if (run1.code != 0 && run1.err.contains("detector"))
        QSKIP("no face detector is installed");
    QVERIFY2(run1.code == 0, run1.err.constData());
    const QStringList render{u"render"_s, photos, u"--predictions"_s, path("run.json"), u"-o"_s, path("png")};
    const Outcome drawn = run(render);
    QVERIFY2(drawn.code == 0, drawn.err.constData());
    int pictures = 0;
    for (const auto &entry : fs::recursive_directory_iterator(*folder_ / "png"))
        pictures += entry.path().extension() == ".png";
    QVERIFY(pictures >= 1);
    const Outcome failures = run(render + QStringList{u"--failures-only"_s});
    QCOMPARE(failures.code, 2);
    QVERIFY2(failures.err.contains("ground truth"), failures.err.constData());
}

void CliTest::evaluateWithoutGroundTruthSaysSo()
{
    const QString csv = predicted("run.csv");
    const Outcome done = run({u"evaluate"_s, path("data/WFLW_images"), u"--predictions"_s, csv, u"--quiet"_s});
    QVERIFY(done.code == 1 || done.code == 2);
    QCOMPARE(done.err.trimmed().count('\n'), 0);
    QVERIFY2(done.err.contains("--truth") || done.err.contains("no faces"), done.err.constData());
}

void CliTest::predictWritesAnnotations()
{
    const QString file = path("data/predicted.json");
    const Outcome done =
        run({u"predict"_s, list_, u"--model"_s, u"mean-shape"_s, u"--format"_s, u"coco"_s, u"-o"_s, file});
    QVERIFY2(done.code == 0, done.err.constData());
    const QJsonObject info = run({u"info"_s, file, u"--images"_s, path("data/WFLW_images"), u"--json"_s}).json();
    QCOMPARE(info[u"format"_s].toString(), u"coco"_s);
    QCOMPARE(info[u"faces"_s].toInt(), 4);
    const QJsonObject model = run({u"evaluate"_s, list_, u"--model"_s, u"mean-shape"_s, u"--json"_s}).json();
    const QJsonObject stored = run({u"evaluate"_s, list_, u"--predictions"_s, file, u"--json"_s}).json();
    QVERIFY(std::abs(stored[u"nme"_s].toDouble() - model[u"nme"_s].toDouble()) < 1e-5);
}

void CliTest::interruptLeavesWholeFiles()
{
    const fs::path out = *folder_ / "portraits";
    const auto process = cli().start({u"synth"_s, u"-o"_s, name(out), u"--count"_s, u"100000"_s});
    QVERIFY(process->waitForStarted());
    const fs::path pictures = out / "WFLW_images" / "portraits";
    QTRY_VERIFY_WITH_TIMEOUT(fs::exists(pictures) && !fs::is_empty(pictures), 20'000);
    QCOMPARE(::kill(static_cast<pid_t>(process->processId()), SIGINT), 0);
    QVERIFY(process->waitForFinished(20'000));
    QCOMPARE(process->exitStatus(), QProcess::NormalExit);
    QCOMPARE(process->exitCode(), 130);
    int whole = 0;
    for (const auto &entry : fs::recursive_directory_iterator(out)) {
        if (!entry.is_regular_file())
            continue;
        QVERIFY2(entry.path().extension() == ".jpg", entry.path().c_str());
        const std::string bytes = readAll(entry.path());
        QVERIFY(bytes.ends_with("\xFF\xD9"));
        ++whole;
    }
    QVERIFY(whole > 0);
}

void CliTest::modelsAreListed()
{
    const Outcome list = run({u"models"_s, u"list"_s});
    QVERIFY2(list.code == 0, list.err.constData());
    QVERIFY(list.out.contains("mean-shape-wflw98"));
}

void CliTest::benchReportsItsRows()
{
    const Outcome done = run(
        {u"bench"_s, u"metrics"_s, u"live-nme"_s, u"commit"_s, u"throughput"_s, u"--faces"_s, u"100"_s, u"--json"_s});
    QVERIFY2(done.code == 0, done.err.constData());
    const QJsonObject json = done.json();
    for (const auto &key :
         {u"cores"_s, u"memory_mb"_s, u"processor"_s, u"system"_s, u"fiducial"_s, u"qt"_s, u"opencv"_s, u"libtorch"_s})
        QVERIFY2(json[u"machine"_s].toObject().contains(key), qPrintable(key));
    QVERIFY(json[u"machine"_s][u"cores"_s].toInt() >= 1);
    QCOMPARE(json[u"faces"_s].toInt(), 100);
    const QJsonArray rows = json[u"rows"_s].toArray();
    QCOMPARE(rows.size(), 4);
    for (const QJsonValue &row : rows) {
        QStringList keys = row.toObject().keys();
        keys.sort();
        QCOMPARE(keys.join(u' '), u"better details faces met name reason target unit value what"_s);
        const bool application = fs::exists(guiProgram()) || row[u"name"_s].toString() != u"commit"_s;
        if (row[u"name"_s].toString() == u"throughput"_s || !application) {
            QVERIFY(row[u"value"_s].isDouble() || !row[u"reason"_s].toString().isEmpty());
            continue;
        }
        QVERIFY2(row[u"value"_s].toDouble(-1) > 0, qPrintable(row[u"name"_s].toString()));
        QVERIFY(row[u"target"_s].toDouble() > 0);
    }
    // Far fewer faces than the target speaks of: never told to be met.
    const auto named = [&](const QString &name) {
        return *std::find_if(rows.begin(), rows.end(), [&](const auto &r) { return r[u"name"_s].toString() == name; });
    };
    QVERIFY(!named(u"metrics"_s)[u"met"_s].toBool());
    QCOMPARE(named(u"metrics"_s)[u"faces"_s].toInt(), 100);
    QVERIFY(named(u"live-nme"_s)[u"met"_s].isBool());
    QCOMPARE(run({u"bench"_s, u"no-such-row"_s}).code, 2);
}

void CliTest::realModelOnRealFaces()
{
    const fs::path weights = sharedPath("models/pfld_ghostone_112_wflw98.onnx");
    const fs::path list = sharedPath(("data/faces98/" + std::string(kList)).c_str());
    if (weights.empty() || list.empty())
        QSKIP("the shared models and faces are not here");
    const QString runFile = path("pfld.safetensors");
    const Outcome done = run({u"predict"_s, name(list), u"--model"_s, name(weights), u"-o"_s, runFile});
    QVERIFY2(done.code == 0, done.err.constData());
    const QJsonObject json = run({u"evaluate"_s, name(list), u"--predictions"_s, runFile, u"--json"_s}).json();
    QCOMPARE(json[u"faces"_s].toInt(), 361);
    QCOMPARE(json[u"missing"_s].toInt(-1), 0);
    const double nme = json[u"nme"_s].toDouble();
    QVERIFY2(nme > 0.005 && nme < 0.04, qPrintable(QString::number(nme)));
}

} // namespace fiducial::test

QTEST_GUILESS_MAIN(fiducial::test::CliTest)
#include "cli_test.moc"
