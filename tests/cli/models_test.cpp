#include "tests/support/command_line.h"
#include "tests/support/test_support.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

/// `fiducial-cli models` as a user runs it.
namespace fiducial::test {

using namespace Qt::StringLiterals;

class ModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyPublishedRowStandsBesideItsNetwork();
    void parametersThatNeverRunAreNotExecuted();
    void sizeLimitLeavesSmallWeights();
    void speedIsMeasuredOnRequest();
    void tableNamesModelsAndNetworks();
    void helpTellsTheKeys();
    void limitsMustBePositive();

private:
    Outcome run(const QStringList &arguments) const;

    TempDir folder_;
    QJsonObject all_; ///< models --json
};

void ModelsTest::initTestCase()
{
    const Outcome list = run({u"models"_s, u"--json"_s});
    QVERIFY2(list.code == 0, list.err.constData());
    all_ = list.json();
}

Outcome ModelsTest::run(const QStringList &arguments) const
{
    CommandLine cli(folder_ / "user");
    cli.setVariable(u"OMP_NUM_THREADS"_s, u"1"_s); // threads that wait for each other are slow on a busy machine
    return cli.run(arguments);
}

namespace {
QJsonObject named(const QJsonArray &list, const QString &name)
{
    for (const QJsonValue &entry : list)
        if (entry[u"name"_s] == name)
            return entry.toObject();
    return {};
}

/// False, with the reason said, where this build has no LibTorch.
bool hasNetworks(const QJsonObject &json)
{
    return json[u"networks_problem"_s].isNull();
}
} // namespace

#define REQUIRE_NETWORKS(json)                                                                                         \
    if (!hasNetworks(json)) {                                                                                          \
        QVERIFY(json[u"networks"_s].toArray().isEmpty());                                                              \
        QSKIP(qPrintable(json[u"networks_problem"_s].toString()));                                                     \
    }

void ModelsTest::everyPublishedRowStandsBesideItsNetwork()
{
    const QJsonObject &json = all_;
    const QJsonObject mean = named(json[u"models"_s].toArray(), u"mean-shape-wflw98"_s);
    QVERIFY(mean[u"available"_s].toBool());
    QCOMPARE(mean[u"weight_bytes"_s].toInt(-1), 0);
    QVERIFY(mean[u"faces_per_second"_s].isNull());
    REQUIRE_NETWORKS(json)
    int rows = 0;
    for (const QJsonValue &network : json[u"networks"_s].toArray()) {
        const QByteArray name = network[u"name"_s].toString().toUtf8();
        const double parameters = network[u"parameters"_s].toDouble();
        const double executed = network[u"executed_parameters"_s].toDouble();
        QVERIFY2(executed > 0 && executed <= parameters, name);
        QVERIFY2(network[u"weight_bytes"_s].toDouble() >= 4 * parameters, name);
        QVERIFY2(network[u"peak_memory_bytes"_s].toDouble() > network[u"weight_bytes"_s].toDouble(), name);
        QVERIFY2(network[u"faces_per_second"_s].isNull(), name);
        const QJsonValue published = network[u"published"_s];
        if (published[u"gmacs"_s].isNull())
            continue;
        ++rows;
        const double wanted = published[u"parameters_m"_s].toDouble() * 1e6;
        QVERIFY2(std::abs(executed - wanted) <= 0.02 * wanted, name);
        QVERIFY2(network[u"gmacs"_s].toDouble() <= published[u"gmacs"_s].toDouble(), name);
    }
    QVERIFY2(rows >= 10, qPrintable(QString::number(rows)));
}

void ModelsTest::parametersThatNeverRunAreNotExecuted()
{
    REQUIRE_NETWORKS(all_)
    const QJsonArray networks = all_[u"networks"_s].toArray();
    const auto counts = [&](const QString &name) {
        const QJsonObject network = named(networks, name);
        return std::pair(network[u"executed_parameters"_s].toInt(), network[u"parameters"_s].toInt());
    };
    QCOMPARE(counts(u"star-68"_s), std::pair(13'368'708, 17'069'572));
    QCOMPARE(counts(u"star-98"_s), std::pair(13'476'468, 17'177'332));
    // The pose branch is for training, and the last normalisation never runs.
    QCOMPARE(counts(u"pfld"_s), std::pair(1'264'804 - 2 * 128, 1'264'804 + 463'811));
}

void ModelsTest::sizeLimitLeavesSmallWeights()
{
    REQUIRE_NETWORKS(all_)
    const QJsonObject small = run({u"models"_s, u"list"_s, u"--json"_s, u"--max-size"_s, u"20"_s}).json();
    qsizetype fitting = 0;
    for (const QJsonValue &network : all_[u"networks"_s].toArray())
        fitting += network[u"weight_bytes"_s].toDouble() <= 20e6;
    QVERIFY(fitting > 0 && fitting < all_[u"networks"_s].toArray().size());
    QCOMPARE(small[u"networks"_s].toArray().size(), fitting);
    for (const QJsonValue &network : small[u"networks"_s].toArray())
        QVERIFY(network[u"weight_bytes"_s].toDouble() <= 20e6);
}

void ModelsTest::speedIsMeasuredOnRequest()
{
    const Outcome list = run({u"models"_s, u"list"_s, u"--json"_s, u"--max-size"_s, u"3"_s, u"--measure"_s,
                              u"--seconds"_s, u"0.01"_s, u"--device"_s, u"cpu"_s});
    QVERIFY2(list.code == 0, list.err.constData());
    const QJsonObject json = list.json();
    REQUIRE_NETWORKS(json)
    QVERIFY(!json[u"networks"_s].toArray().isEmpty());
    for (const QJsonValue &network : json[u"networks"_s].toArray()) {
        QVERIFY(network[u"faces_per_second"_s].toDouble() > 0);
        QVERIFY(network[u"device"_s].toString().startsWith(u"CPU"));
    }
}

void ModelsTest::tableNamesModelsAndNetworks()
{
    const Outcome list = run({u"models"_s, u"list"_s, u"--max-size"_s, u"30"_s});
    QVERIFY2(list.code == 0, list.err.constData());
    QVERIFY(list.out.contains("mean-shape-ibug68"));
    QVERIFY(list.out.contains("pfld") || list.out.contains("LibTorch"));
}

void ModelsTest::helpTellsTheKeys()
{
    const Outcome help = run({u"models"_s, u"list"_s, u"--help"_s});
    QCOMPARE(help.code, 0);
    const QJsonObject &json = all_;
    QStringList keys = json.keys() + json[u"models"_s].toArray().at(0).toObject().keys();
    if (hasNetworks(json)) {
        const QJsonObject network = json[u"networks"_s].toArray().at(0).toObject();
        keys += network.keys() + network[u"published"_s].toObject().keys();
    }
    for (const QString &key : std::as_const(keys))
        QVERIFY2(help.out.contains(key.toUtf8()), qPrintable(key));
}

void ModelsTest::limitsMustBePositive()
{
    QCOMPARE(run({u"models"_s, u"list"_s, u"--max-size"_s, u"-1"_s}).code, 2);
    QCOMPARE(run({u"models"_s, u"list"_s, u"--max-size"_s, u"much"_s}).code, 2);
}

} // namespace fiducial::test

QTEST_GUILESS_MAIN(fiducial::test::ModelsTest)
#include "models_test.moc"
