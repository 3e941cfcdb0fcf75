#include "core/nets/network_options.h"
#include "tests/support/test_support.h"

#include <QObject>
#include <QTest>

#include <set>

using namespace fiducial;
using namespace fiducial::nets;
using test::q;

class NetworkOptionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPresetCanBeBuiltAndReadsBack();
    void namesAreUnique();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void changesStandOnTopOfThePreset();
};

void NetworkOptionsTest::everyPresetCanBeBuiltAndReadsBack()
{
    for (const NetworkPreset &preset : networkPresets()) {
        const auto ok = checkNetworkOptions(preset.options);
        QVERIFY2(ok.ok(), ok.ok() ? "" : (preset.name + ": " + ok.error().message.text()).c_str());
        const auto back = networkOptions("pfld", printNetworkOptions(preset.options));
        QVERIFY(back.ok());
        QVERIFY(*back == preset.options);
    }
}

void NetworkOptionsTest::namesAreUnique()
{
    std::set<std::string> fields, presets;
    for (const auto &field : networkOptionFields())
        QVERIFY2(fields.insert(field.name).second, field.name);
    for (const auto &preset : networkPresets())
        QVERIFY2(presets.insert(preset.name).second, preset.name.c_str());
}

void NetworkOptionsTest::saysWhatIsWrong_data()
{
    QTest::addColumn<QString>("architecture");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *architecture, const char *name, const char *value, const char *says) {
        QTest::newRow(says) << QString::fromLatin1(architecture) << QString::fromLatin1(name)
                            << QString::fromLatin1(value) << QString::fromLatin1(says);
    };
    row("mobilenet", "points", "98", "There is no network named 'mobilenet'.");
    row("pfld", "pionts", "98", "Networks have no option 'pionts'.");
    row("pfld", "points", "many", "Option points cannot be 'many'; it takes a whole number from 1 to 4096.");
    row("pfld", "points", "0", "Option points cannot be '0'; it takes a whole number from 1 to 4096.");
    row("pfld", "points", "99999999999",
        "Option points cannot be '99999999999'; it takes a whole number from 1 to 4096.");
    row("pfld", "backbone_width", "-1", "Option backbone_width cannot be '-1'; it takes a number from 0.125 to 4.");
    row("pfld", "sample", "yes", "Option sample cannot be 'yes'; it takes true or false.");
    row("resnet18-linear", "backbone", "vgg",
        "Option backbone cannot be 'vgg'; it takes resnet18, resnet34, resnet50, mobilenet_v3_large, "
        "mobilenet_v3_small.");
    row("pfld", "input", "128", "PFLD takes 112 x 112 pixels: its last convolution covers the whole map.");
    row("mobilenetv3-encoder-fast", "heads", "3",
        "width must be a multiple of 4 x heads: the rotary positions turn pairs of channels in x and y.");
    row("mobilenetv3-encoder-fast", "first_level", "4", "first_level is above last_level.");
    row("mobilenetv3-encoder-fast", "token_stride", "12", "token_stride must be 4, 8, 16 or 32.");
    row("mobilenetv3-encoder-fast", "input", "100", "input must be a multiple of 32 pixels.");
    row("star-98", "input", "96", "input must be a multiple of 64 pixels.");
    row("keyposs-64", "map_stride", "24", "map_stride must be 4, 8, 16, 32 or 64 and leave 4 x 4 cells or more.");
    row("hrnet-98", "decoder", "soft-argmax", "The maps of hrnet may be negative; soft-argmax sums them up.");
}

void NetworkOptionsTest::saysWhatIsWrong()
{
    QFETCH(QString, architecture);
    QFETCH(QString, name);
    QFETCH(QString, value);
    QFETCH(QString, says);
    const auto options = networkOptions(architecture.toStdString(), {{name.toStdString(), value.toStdString()}});
    QVERIFY(!options.ok());
    QCOMPARE(q(options.error().message.text()), says);
}

void NetworkOptionsTest::changesStandOnTopOfThePreset()
{
    const auto options = networkOptions("mobilenetv3-encoder-fast", {{"points", "68"}, {"sample", "true"}});
    QVERIFY(options.ok());
    QCOMPARE(options->points, 68);
    QVERIFY(options->sample);
    QCOMPARE(options->lastLevel, 3);
}

QTEST_GUILESS_MAIN(NetworkOptionsTest)
#include "network_options_test.moc"
