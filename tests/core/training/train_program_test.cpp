#include "tests/core/training/small_cache.h"
#include "tests/support/test_support.h"

#include <nlohmann/json.hpp>

#include <QObject>
#include <QProcess>
#include <QTest>

#include <csignal>
#include <sys/types.h>

using namespace fiducial;
using namespace Qt::StringLiterals;
using test::q;

/// The program as others start it: arguments, standard input, signals, exit codes.
class TrainProgramTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void trainsByFileAndArguments();
    void lineOnInputStops();
    void pausesAndGoesOn();
    void signalLeavesACheckpoint_data();
    void signalLeavesACheckpoint();
    void killedRunResumes();
    void exportsHalf();
    void wrongUseIsTwo_data();
    void wrongUseIsTwo();
    void describesItsOptions();
    void benchMeasuresANetwork();

private:
    QString path(const char *name) const { return q((*dir_ / name).string()); }
    void start(QProcess &process, const QStringList &arguments) const;
    /// Exit code of a run to its end.
    int run(const QStringList &arguments, QByteArray *output = nullptr) const;
    QStringList tiny(const char *out, int epochs) const;
    /// The value of a key in the last line of the run's log.
    std::string lastOfLog(const char *out, const char *key) const;
    static bool waitForLine(QProcess &process, const char *text);

    std::unique_ptr<test::TempDir> dir_;
};

void TrainProgramTest::init()
{
    dir_ = std::make_unique<test::TempDir>();
    test::writeSmallCache(*dir_ / "crops.safetensors", 24);
    test::writeAll(*dir_ / "tiny.json", R"({"network.input": 64, "network.backbone": "mobilenet_v3_small",
        "network.backbone_width": 0.25, "network.width": 32, "network.heads": 2, "network.mlp": 64,
        "network.refine_layers": 1, "batch": 4, "device": "cpu", "threads": 1, "log_steps": 1})");
}

void TrainProgramTest::start(QProcess &process, const QStringList &arguments) const
{
    process.start(q((test::binaryDir() / "bin" / "fiducial-train").string()), arguments);
}

int TrainProgramTest::run(const QStringList &arguments, QByteArray *output) const
{
    QProcess process;
    start(process, arguments);
    if (!process.waitForFinished(60000) || process.exitStatus() != QProcess::NormalExit)
        return -1;
    if (output)
        *output = process.readAllStandardOutput() + process.readAllStandardError();
    return process.exitCode();
}

QStringList TrainProgramTest::tiny(const char *out, int epochs) const
{
    return {u"--config"_s, path("tiny.json"), u"--crops"_s,  path("crops.safetensors"),
            u"--out"_s,    path(out),         u"--epochs"_s, QString::number(epochs)};
}

std::string TrainProgramTest::lastOfLog(const char *out, const char *key) const
{
    std::string log = test::readAll(*dir_ / out / "log.jsonl");
    log.pop_back();
    const auto entry = nlohmann::json::parse(log.substr(log.rfind('\n') + 1));
    return entry[key].is_string() ? entry[key].get<std::string>() : entry[key].dump();
}

bool TrainProgramTest::waitForLine(QProcess &process, const char *text)
{
    while (process.canReadLine() || process.waitForReadyRead(30000))
        while (process.canReadLine())
            if (process.readLine().contains(text))
                return true;
    return false;
}

void TrainProgramTest::trainsByFileAndArguments()
{
    QByteArray output;
    QCOMPARE(run(tiny("run", 2) << u"--batch"_s << u"9"_s, &output), 0);
    QCOMPARE(lastOfLog("run", "reason"), std::string("done"));
    QCOMPARE(lastOfLog("run", "step"), std::string("4")); // 18 faces, twice: the command line's batch holds
    QCOMPARE(output.toStdString(), test::readAll(*dir_ / "run" / "log.jsonl"));
}

void TrainProgramTest::lineOnInputStops()
{
    QProcess process;
    start(process, tiny("run", 100000));
    QVERIFY(waitForLine(process, "\"step\":3"));
    process.write("stop\n");
    QVERIFY(process.waitForFinished(30000));
    QCOMPARE(process.exitCode(), 130);
    QCOMPARE(lastOfLog("run", "reason"), std::string("stopped"));
}

void TrainProgramTest::pausesAndGoesOn()
{
    QProcess process;
    start(process, tiny("run", 100000));
    QVERIFY(waitForLine(process, "\"step\":3"));
    process.write("pause\n");
    while (process.waitForReadyRead(1500)) // until it is quiet
        process.readAllStandardOutput();
    QCOMPARE(process.state(), QProcess::Running);
    process.write("resume\n");
    QVERIFY(waitForLine(process, "\"event\":\"step\""));
    process.write("pause\nstop\n");
    QVERIFY(process.waitForFinished(30000));
    QCOMPARE(process.exitCode(), 130);
}

void TrainProgramTest::signalLeavesACheckpoint_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("interrupt") << SIGINT;
    QTest::newRow("terminate, twice") << SIGTERM;
}

void TrainProgramTest::signalLeavesACheckpoint()
{
    QFETCH(int, signal);
    QProcess process;
    start(process, tiny("run", 100000));
    QVERIFY(waitForLine(process, "\"step\":2"));
    ::kill(static_cast<pid_t>(process.processId()), signal);
    if (signal == SIGTERM)
        ::kill(static_cast<pid_t>(process.processId()), signal);
    QVERIFY(process.waitForFinished(30000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 130);
    QVERIFY(std::filesystem::exists(*dir_ / "run" / "checkpoint.safetensors"));
}

void TrainProgramTest::killedRunResumes()
{
    QCOMPARE(run(tiny("whole", 4)), 0);
    QProcess process;
    start(process, tiny("parts", 4));
    QVERIFY(waitForLine(process, "\"event\":\"epoch\"")); // its checkpoint may or may not be there already
    process.kill();
    QVERIFY(process.waitForFinished(30000));
    QCOMPARE(run(tiny("parts", 4)), std::filesystem::exists(*dir_ / "parts" / "checkpoint.safetensors") ? 2 : 0);
    // Options come from the run itself.
    QCOMPARE(run({u"--resume"_s, u"--crops"_s, path("crops.safetensors"), u"--out"_s, path("parts")}), 0);
    for (const char *name : {"last.safetensors", "best.safetensors", "checkpoint.safetensors"})
        QVERIFY2(test::readAll(*dir_ / "whole" / name) == test::readAll(*dir_ / "parts" / name), name);
}

void TrainProgramTest::exportsHalf()
{
    QCOMPARE(run(tiny("run", 1)), 0);
    QCOMPARE(run({u"export"_s, u"--run"_s, path("run"), u"-o"_s, path("model.safetensors"), u"--half"_s}), 0);
    const auto file = safetensors::read(*dir_ / "model.safetensors");
    QVERIFY(file);
    QCOMPARE(file->tensors.at("first.weight").dtype, std::string("F16"));
    QCOMPARE(file->metadata.at("option.width"), std::string("32"));
    QCOMPARE(run({u"export"_s, u"--run"_s, path("nothing"), u"-o"_s, path("model.safetensors")}), 1);
}

void TrainProgramTest::wrongUseIsTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("nothing") << QStringList() << QByteArray("--crops");
    QTest::newRow("unknown option") << QStringList{u"--learningrate"_s, u"1"_s} << QByteArray("learningrate");
    QTest::newRow("no value") << QStringList{u"--crops"_s, u"a"_s, u"--out"_s, u"b"_s, u"--batch"_s, u"x"_s}
                              << QByteArray("batch");
    QTest::newRow("unknown command") << QStringList{u"traim"_s} << QByteArray("traim");
}

void TrainProgramTest::wrongUseIsTwo()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, says);
    QByteArray output;
    QCOMPARE(run(arguments, &output), 2);
    QVERIFY2(output.contains(says), output.constData());
}

void TrainProgramTest::describesItsOptions()
{
    QByteArray output;
    QCOMPARE(run({u"--describe"_s}, &output), 0);
    const auto json = nlohmann::json::parse(output.toStdString(), nullptr, false);
    QVERIFY(json.is_array() && json.size() > 40);
    QCOMPARE(run({u"--help"_s}, &output), 0);
    for (const auto &entry : json)
        QVERIFY(output.contains("--" + QByteArray::fromStdString(entry["name"].get<std::string>())));
}

void TrainProgramTest::benchMeasuresANetwork()
{
    QByteArray output;
    QCOMPARE(run({u"bench"_s, u"pfld-0.25"_s, u"--device"_s, u"cpu"_s, u"--batch"_s, u"2"_s, u"--seconds"_s, u"0.05"_s},
                 &output),
             0);
    const auto row = nlohmann::json::parse(output.toStdString(), nullptr, false);
    QVERIFY2(row.is_object(), output.constData());
    QVERIFY(row["faces_per_second"].get<double>() > 0);
    QVERIFY(row["parameters_m"].get<double>() > 0.05);
}

QTEST_GUILESS_MAIN(TrainProgramTest)
#include "train_program_test.moc"
