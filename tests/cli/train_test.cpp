#include "core/base/safetensors.h"
#include "core/formats/annotation_format.h"
#include "tests/core/store/store_fixtures.h"
#include "tests/support/command_line.h"
#include "tests/support/test_support.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <memory>

/// `fiducial-cli crops` and `train` as a user runs them; the trainer is a script that tells what it was given.
namespace fiducial::test {

namespace fs = std::filesystem;
using namespace Qt::StringLiterals;

class TrainTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { samples_ = q((sourceDir() / "resources" / "samples").string()); }
    void init() { folder_ = std::make_unique<TempDir>(); }
    void cropsAreCutAndCounted();
    void cropsOfAProjectAreItsCorrectedFaces();
    void cropsSayWhatIsWrong_data();
    void cropsSayWhatIsWrong();
    void trainerGetsCropsAndOptions();
    void cropsAreCutAgainOnlyWhenNeeded();
    void earlierRunIsLeftAlone();
    void logBecomesProgress();
    void exitCodeIsTheTrainers();
    void interruptReachesTheTrainer();
    void missingTrainerIsOneSentence();
    void configurationErrorsNameTheKey_data();
    void configurationErrorsNameTheKey();

private:
    QString path(const char *relative) const { return q((*folder_ / relative).string()); }
    CommandLine cli() const;
    Outcome run(const QStringList &arguments) const { return cli().run(arguments); }
    /// A project of the samples: a point of faces 4 (accepted) and 9 is moved, face 20 is excluded.
    QString writeProject() const;
    /// A trainer that keeps its arguments in out/arguments and then does this.
    void writeTrainer(const std::string &script) const;
    QString writeConfig(QJsonObject changes = {}) const;

    std::unique_ptr<TempDir> folder_;
    QString samples_;
};

CommandLine TrainTest::cli() const
{
    CommandLine cli(*folder_ / "user");
    cli.setVariable(u"FIDUCIAL_TRAIN"_s, path("fiducial-train"));
    return cli;
}

void TrainTest::writeTrainer(const std::string &script) const
{
    writeAll(*folder_ / "fiducial-train", "#!/bin/sh\necho \"$@\" > \"$4/arguments\"\n" + script);
    QVERIFY(QFile::setPermissions(path("fiducial-train"), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

QString TrainTest::writeConfig(QJsonObject changes) const
{
    QJsonObject config{{u"data"_s, QJsonArray{QJsonObject{{u"path"_s, samples_}, {u"select"_s, u"*000*"_s}}}},
                       {u"crops"_s, QJsonObject{{u"side"_s, 64}, {u"validation"_s, 0.3}, {u"group"_s, u"face"_s}}},
                       {u"train"_s, QJsonObject{{u"epochs"_s, 3}}},
                       {u"out"_s, u"out"_s}}; // beside the configuration
    for (auto it = changes.begin(); it != changes.end(); ++it)
        config[it.key()] = it.value();
    writeAll(*folder_ / "train.json", QJsonDocument(config).toJson().toStdString());
    return path("train.json");
}

void TrainTest::cropsAreCutAndCounted()
{
    const Outcome done =
        run({u"crops"_s, samples_, u"-o"_s, path("crops.safetensors"), u"--side"_s, u"64"_s, u"--scheme"_s, u"ibug68"_s,
             u"--synth"_s, u"2"_s, u"--group"_s, u"face"_s, u"--validation"_s, u"0.3"_s, u"--json"_s});
    QVERIFY2(done.code == 0, done.err.constData());
    const QJsonObject json = done.json();
    QCOMPARE(json[u"scheme"_s].toString(), u"ibug68"_s);
    QCOMPARE(json[u"faces"_s].toInt(), 26);
    QCOMPARE(json[u"synthetic"_s].toInt(), 2);
    QCOMPARE(json[u"left_out"_s].toInt(-1), 0);
    QCOMPARE(json[u"training"_s].toInt() + json[u"validation"_s].toInt(), 26);
    QVERIFY(json[u"validation"_s].toInt() > 0);
    QCOMPARE(json[u"bytes"_s].toInteger(), static_cast<qint64>(fs::file_size(*folder_ / "crops.safetensors")));
}

QString TrainTest::writeProject() const
{
    const fs::path file = *folder_ / "faces.fiducial";
    const auto registry = formats::makeBuiltinFormats();
    const auto dataset = formats::openDataset(registry, {samples_.toStdString(), {}, {}}, {});
    auto project = store::ProjectStore::create(file, *dataset, samples_.toStdString());
    if (!dataset || !project)
        qFatal("the project cannot be made");
    const auto bound = (*project)->bind(*dataset, {});
    for (const std::size_t row : {4u, 9u, 20u}) {
        FaceState state;
        state.review = row == 4 ? ReviewState::Accepted : row == 9 ? ReviewState::Done : ReviewState::Excluded;
        state.mine.set = dataset->faces[row].truth;
        state.mine.origin.resize(98);
        state.mine.set.points[0] = state.mine.set.points[0] + Point2{6, 0};
        if (!appendAndWait(**project, edit(bound->faceIds[row], {}, state)))
            qFatal("the project cannot be edited");
    }
    return q(file.string());
}

void TrainTest::cropsOfAProjectAreItsCorrectedFaces()
{
    const QString project = writeProject();
    const auto points = [&](const QString &source, const QStringList &more) {
        const Outcome done = run(QStringList{u"crops"_s, source, u"-o"_s, path("c.safetensors")} + more);
        const auto file = safetensors::read(*folder_ / "c.safetensors");
        return done.code == 0 && file ? file->tensors.at("points").toFloats().value() : std::vector<float>();
    };
    constexpr std::size_t kFace = 2 * 98;
    const auto truth = points(samples_, {}), corrected = points(project, {});
    QCOMPARE(corrected.size(), 23 * kFace);
    for (std::size_t i = 0; i < 20 * kFace; ++i)
        QCOMPARE(corrected[i] != truth[i], i == 4 * kFace || i == 9 * kFace);
    QVERIFY(std::equal(corrected.begin() + 20 * kFace, corrected.end(), truth.begin() + 21 * kFace));
    const auto accepted = points(project, {u"--accepted"_s});
    QVERIFY(accepted == std::vector<float>(corrected.begin() + 4 * kFace, corrected.begin() + 5 * kFace));
}

void TrainTest::cropsSayWhatIsWrong_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("told");
    QTest::newRow("scheme") << QStringList{samples_, u"--scheme"_s, u"lapa106"_s} << 2 << u"lapa106"_s;
    QTest::newRow("side") << QStringList{samples_, u"--side"_s, u"7"_s} << 2 << u"multiple of 4"_s;
    QTest::newRow("group") << QStringList{samples_, u"--group"_s, u"hair"_s} << 2 << u"person"_s;
    QTest::newRow("accepted") << QStringList{samples_, u"--accepted"_s} << 2 << u"project"_s;
    QTest::newRow("nothing") << QStringList{} << 2 << u"no data set"_s;
    QTest::newRow("absent") << QStringList{u"/absent/list.txt"_s} << 1 << u"/absent/list.txt"_s;
}

void TrainTest::cropsSayWhatIsWrong()
{
    QFETCH(QStringList, options);
    QFETCH(int, code);
    QFETCH(QString, told);
    const Outcome refused = run(QStringList{u"crops"_s} + options + QStringList{u"-o"_s, path("crops.safetensors")});
    QCOMPARE(refused.code, code);
    QVERIFY2(QString::fromUtf8(refused.err).contains(told), refused.err.constData());
    QVERIFY(!fs::exists(*folder_ / "crops.safetensors"));
}

void TrainTest::trainerGetsCropsAndOptions()
{
    writeTrainer("");
    const Outcome done = run({u"train"_s, u"--config"_s, writeConfig(), u"--resume"_s});
    QVERIFY2(done.code == 0, done.err.constData());
    const std::string out = (*folder_ / "out").string();
    QCOMPARE(q(readAll(*folder_ / "out/arguments")).trimmed(),
             q("--crops " + out + "/crops.safetensors --out " + out + " --config " + out + "/train.json --resume"));
    QCOMPARE(QJsonDocument::fromJson(QByteArray::fromStdString(readAll(*folder_ / "out/train.json"))).object(),
             (QJsonObject{{u"epochs"_s, 3}}));
    QVERIFY(fs::exists(*folder_ / "out/crops.safetensors"));

    const Outcome elsewhere = run({u"train"_s, u"--config"_s, writeConfig({{u"data"_s, u"absent"_s}}), samples_,
                                   u"-o"_s, path("other"), u"--json"_s});
    QVERIFY2(elsewhere.code == 0, elsewhere.err.constData());
    QCOMPARE(elsewhere.json()[u"faces"_s].toInt(), 24);
    QVERIFY(fs::exists(*folder_ / "other/crops.safetensors"));
}

void TrainTest::cropsAreCutAgainOnlyWhenNeeded()
{
    writeTrainer("");
    const fs::path crops = *folder_ / "out/crops.safetensors";
    QCOMPARE(run({u"train"_s, u"--config"_s, writeConfig()}).code, 0);
    const auto first = fs::last_write_time(crops);
    const Outcome again = run({u"train"_s, u"--config"_s, writeConfig({{u"train"_s, QJsonObject{}}})});
    QVERIFY2(again.err.contains("up to date"), again.err.constData());
    QCOMPARE(fs::last_write_time(crops), first);
    QCOMPARE(run({u"train"_s, u"--config"_s, writeConfig({{u"crops"_s, QJsonObject{{u"side"_s, 32}}}})}).code, 0);
    QVERIFY(fs::last_write_time(crops) > first);
}

void TrainTest::earlierRunIsLeftAlone()
{
    writeTrainer("");
    writeAll(*folder_ / "out/checkpoint.safetensors", "earlier");
    const Outcome refused = run({u"train"_s, u"--config"_s, writeConfig()});
    QCOMPARE(refused.code, 2);
    QVERIFY2(refused.err.contains("--resume"), refused.err.constData());
    QVERIFY(!fs::exists(*folder_ / "out/crops.safetensors"));
    QCOMPARE(run({u"train"_s, u"--config"_s, writeConfig(), u"--resume"_s}).code, 0);
}

void TrainTest::logBecomesProgress()
{
    writeTrainer(R"(cat <<'END'
{"event":"start","step":0,"device":"CPU","training_faces":20,"validation_faces":4,"options":{"epochs":3}}
{"event":"step","step":1,"epoch":1,"loss":9.5,"seconds_left":700}
{"event":"epoch","step":9,"epoch":1,"loss":2.25,"val_nme":0.05,"val_nme_ema":0.0421,"seconds_left":600}
{"event":"end","step":9,"reason":"done","best_nme":0.0421,"best_epoch":1}
END
)");
    const Outcome text = run({u"train"_s, u"--config"_s, writeConfig()});
    QCOMPARE(text.code, 0);
    QVERIFY2(text.err.contains("Training on 20 faces, 4 for validation; CPU"), text.err.constData());
    QVERIFY2(text.err.contains("epoch 1 of 3, loss 2.25, NME 4.21 %, 10 min left"), text.err.constData());
    QVERIFY2(text.err.contains("Ended (done), NME 4.21 % after epoch 1"), text.err.constData());
    QVERIFY(!text.err.contains("9.5")); // steps are for terminals
    const Outcome json = run({u"train"_s, u"--config"_s, writeConfig(), u"--json"_s});
    const QList<QByteArray> lines = json.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 4);
    for (const QByteArray &line : lines)
        QVERIFY(QJsonDocument::fromJson(line).object().contains(u"event"_s));
}

void TrainTest::exitCodeIsTheTrainers()
{
    writeTrainer("echo 'The loss is no number any more.' >&2\nexit 7\n");
    const Outcome failed = run({u"train"_s, u"--config"_s, writeConfig()});
    QCOMPARE(failed.code, 7);
    QVERIFY(failed.err.contains("no number"));
    writeTrainer("kill -9 $$\n");
    const Outcome killed = run({u"train"_s, u"--config"_s, writeConfig()});
    QCOMPARE(killed.code, 1);
    QVERIFY2(killed.err.contains("--resume"), killed.err.constData());
}

void TrainTest::interruptReachesTheTrainer()
{
    writeTrainer("trap 'echo stopped > \"$4/stopped\"; exit 130' INT\ntouch \"$4/runs\"\n"
                 "while true; do sleep 0.1; done\n");
    const auto process = cli().start({u"train"_s, u"--config"_s, writeConfig()});
    QVERIFY(process->waitForStarted());
    QTRY_VERIFY_WITH_TIMEOUT(fs::exists(*folder_ / "out/runs"), 30'000);
    QCOMPARE(::kill(static_cast<pid_t>(process->processId()), SIGINT), 0);
    QVERIFY(process->waitForFinished(20'000));
    QCOMPARE(process->exitCode(), 130);
    QVERIFY(fs::exists(*folder_ / "out/stopped"));
}

void TrainTest::missingTrainerIsOneSentence()
{
    const Outcome missing = run({u"train"_s, u"--config"_s, writeConfig()});
    QCOMPARE(missing.code, 1);
    QVERIFY2(missing.err.contains("no LibTorch"), missing.err.constData());
    QCOMPARE(missing.err.trimmed().count('\n'), 0);
    QVERIFY(!fs::exists(*folder_ / "out")); // said before any work is done
}

void TrainTest::configurationErrorsNameTheKey_data()
{
    QTest::addColumn<QString>("config");
    QTest::addColumn<QString>("told");
    QTest::newRow("no JSON") << u"{"_s << u"not a JSON object"_s;
    QTest::newRow("unknown") << uR"({"outt": "x"})"_s << u"'outt' is unknown"_s;
    QTest::newRow("unknown in crops") << uR"({"crops": {"sides": 3}, "out": "x"})"_s << u"'crops.sides' is unknown"_s;
    QTest::newRow("kind") << uR"({"crops": {"side": "big"}, "out": "x"})"_s << u"'crops.side' must be a whole number"_s;
    QTest::newRow("negative") << uR"({"crops": {"synth": -4}, "out": "x"})"_s << u"'crops.synth'"_s;
    QTest::newRow("huge") << uR"({"crops": {"side": 99999999999}, "out": "x"})"_s << u"'crops.side' is too large"_s;
    QTest::newRow("group") << uR"({"crops": {"group": "hair"}, "out": "x"})"_s << u"person, folder or face"_s;
    QTest::newRow("boxes") << uR"({"crops": {"boxes": "?"}, "out": "x"})"_s << u"annotated or truth"_s;
    QTest::newRow("path") << uR"({"data": [{"path": "a"}, {"select": "b"}], "out": "x"})"_s << u"'data[1].path'"_s;
    QTest::newRow("data") << uR"({"data": [7], "out": "x"})"_s << u"'data[0]' must be a JSON object"_s;
    QTest::newRow("train") << uR"({"train": [], "out": "x"})"_s << u"'train' must be a JSON object"_s;
    QTest::newRow("no out") << uR"({"data": "a"})"_s << u"\"out\""_s;
}

void TrainTest::configurationErrorsNameTheKey()
{
    QFETCH(QString, config);
    QFETCH(QString, told);
    writeTrainer("");
    writeAll(*folder_ / "train.json", config.toStdString());
    const Outcome refused = run({u"train"_s, u"--config"_s, path("train.json")});
    QCOMPARE(refused.code, 2);
    QVERIFY2(QString::fromUtf8(refused.err).contains(told), refused.err.constData());
    QVERIFY2(refused.err.contains("train.json"), refused.err.constData());
}

} // namespace fiducial::test

QTEST_GUILESS_MAIN(fiducial::test::TrainTest)
#include "train_test.moc"
