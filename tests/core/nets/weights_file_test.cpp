#include "core/nets/weight_match.h"
#include "core/nets/weights_file.h"
#include "tests/support/test_support.h"

#include <QObject>
#include <QTest>

#include <algorithm>

using namespace fiducial;
using namespace fiducial::nets;
using test::q;

namespace {
WeightsFile read(const char *name)
{
    return WeightsFile::read(test::dataDir() / "weights" / name).value();
}

std::vector<float> numbers(const WeightsFile &file, const std::string &name)
{
    const auto &entries = file.entries();
    const auto it = std::find_if(entries.begin(), entries.end(), [&](const auto &e) { return e.name == name; });
    return it == entries.end() ? std::vector<float>()
                               : file.tensor(static_cast<std::size_t>(it - entries.begin()))->toFloats().value();
}

std::string names(const WeightsFile &file)
{
    std::string out;
    for (const auto &entry : file.entries())
        out += (out.empty() ? "" : " ") + entry.name;
    return out;
}

/// A legacy file with the given fourth pickle and, with `numbers`, storage "0" of four floats.
std::string legacy(const std::string &object, bool numbers = true)
{
    using namespace std::string_literals;
    const std::string magic = "\x80\2\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19."s;
    const std::string protocol = "\x80\2M\xe9\3."s;
    const std::string machine = "\x80\2}."s;
    const std::string start = magic + protocol + machine + "\x80\2"s + object;
    if (!numbers)
        return start + "\x80\2]."s;
    return start + "\x80\2]X\1\0\0\0\x30"s + "a."s + "\4\0\0\0\0\0\0\0"s + std::string(16, '\0');
}

std::string text(const std::string &value)
{
    return std::string("X") + static_cast<char>(value.size()) + std::string(3, '\0') + value;
}

/// The pickle of {"w": a tensor}: sizes and strides as one-byte numbers.
std::string tensorDict(int offset, int size, int stride, const std::string &type = "FloatStorage")
{
    using namespace std::string_literals;
    const auto byte = [](int value) { return "K"s + static_cast<char>(value); };
    return "}"s + text("w") + "ctorch._utils\n_rebuild_tensor_v2\n((" + text("storage") + "ctorch\n" + type + "\n" +
           text("0") + text("cpu") + byte(4) + "tQ" + byte(offset) + byte(size) + "\x85"s + byte(stride) + "\x85"s +
           "\x89}tRs."s;
}

std::string problemOf(const std::string &bytes)
{
    const auto file = WeightsFile::parse(bytes);
    return file ? std::string() : file.error().message.text();
}
} // namespace

class WeightsFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsBothContainers_data();
    void readsBothContainers();
    void readsLevelsAndLeavesTheRest();
    void readsAModuleSavedWhole();
    void readsSafetensors();
    void callsNothing();
    void refusesTorchScriptByName();
    void refusesDamage_data();
    void refusesDamage();
    void survivesEveryCut_data();
    void survivesEveryCut();
    void findsTheLevelOfANetwork();
    void asksWhichLevelIsMeant();
    void namesEveryDifference();
    void renamesByPrefix();
    void rejectsRulesWithoutEqualsSign();
};

void WeightsFileTest::readsBothContainers_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("zip") << QStringLiteral("zip.pt");
    QTest::newRow("legacy") << QStringLiteral("legacy.pth");
}

void WeightsFileTest::readsBothContainers()
{
    QFETCH(QString, name);
    const auto file = read(qPrintable(name));
    QCOMPARE(q(names(file)), QStringLiteral("conv.weight conv.turned conv.view norm.half norm.brain "
                                            "norm.num_batches_tracked flags"));
    QCOMPARE(numbers(file, "conv.weight"), (std::vector<float>{0, .5, 1, 1.5, 2, 2.5}));
    QCOMPARE(numbers(file, "conv.turned"), (std::vector<float>{0, 1.5, .5, 2, 1, 2.5}));
    QCOMPARE(file.entries()[1].shape, (std::vector<std::int64_t>{3, 2}));
    QCOMPARE(numbers(file, "conv.view"), (std::vector<float>{2, 4, 6}));
    QCOMPARE(numbers(file, "norm.half"), (std::vector<float>{1.5, -2, 65504}));
    QCOMPARE(numbers(file, "norm.brain"), (std::vector<float>{1, -.15625}));
    QCOMPARE(numbers(file, "norm.num_batches_tracked"), std::vector<float>{7});
    QVERIFY(file.entries()[5].shape.empty());
    QCOMPARE(numbers(file, "flags"), (std::vector<float>{1, 0}));
}

void WeightsFileTest::readsLevelsAndLeavesTheRest()
{
    const auto file = read("checkpoint.pkl");
    QVERIFY(q(names(file)).startsWith(QStringLiteral("net.module.0.weight net.module.0.bias net.module.1.weight")));
    QVERIFY(!q(names(file)).contains(QStringLiteral("epoch")));
    QVERIFY(!q(names(file)).contains(QStringLiteral("loss")));
    const auto plain = numbers(file, "net.module.0.weight");
    auto averaged = numbers(file, "net_ema.module.0.weight");
    QCOMPARE(plain.size(), std::size_t{6});
    for (float &value : averaged)
        value -= 1;
    for (std::size_t i = 0; i < plain.size(); ++i)
        QVERIFY(std::abs(plain[i] - averaged[i]) < 1e-6F);
}

void WeightsFileTest::readsAModuleSavedWhole()
{
    const auto file = read("module.pt");
    QCOMPARE(q(names(file)), QStringLiteral("0.weight 0.bias 1.weight 1.bias 1.running_mean 1.running_var "
                                            "1.num_batches_tracked"));
    QCOMPARE(numbers(file, "1.running_var"), (std::vector<float>{1, 1}));
}

void WeightsFileTest::readsSafetensors()
{
    safetensors::File plain;
    plain.tensors["a"] = safetensors::Tensor::fromFloats({2}, {1, 2});
    plain.metadata["option.points"] = "98";
    const auto file = WeightsFile::parse(safetensors::print(plain));
    QVERIFY(file.ok());
    QCOMPARE(numbers(*file, "a"), (std::vector<float>{1, 2}));
    QCOMPARE(q(file->metadata().at("option.points")), QStringLiteral("98"));
}

void WeightsFileTest::callsNothing()
{
    // The classic attack: os.system("...") as the value of a key. It stays a description beside the tensor.
    const std::string attack = "}" + text("x") + "cos\nsystem\n(" + text("touch pwned") + "tRs";
    const std::string tensor = tensorDict(0, 4, 1).substr(1);
    const auto file = WeightsFile::parse(legacy(attack + tensor));
    QVERIFY(file.ok());
    QCOMPARE(q(names(*file)), QStringLiteral("w"));
    QVERIFY(!std::filesystem::exists("pwned"));
}

void WeightsFileTest::refusesTorchScriptByName()
{
    for (const auto &entry : std::filesystem::directory_iterator(test::dataDir() / "torchscript")) {
        if (entry.path().extension() != ".pt")
            continue;
        const auto file = WeightsFile::read(entry.path());
        QVERIFY(!file.ok());
        QVERIFY(file.error().message.text().find("TorchScript") != std::string::npos);
        return;
    }
    QFAIL("There is no TorchScript file among the test data.");
}

void WeightsFileTest::refusesDamage_data()
{
    using namespace std::string_literals;
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const std::string &bytes, const char *says) {
        QTest::newRow(name) << QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()))
                            << QString::fromLatin1(says);
    };
    row("size beyond the storage", legacy(tensorDict(0, 5, 1)), "larger than its numbers");
    row("offset beyond the storage", legacy(tensorDict(1, 4, 1)), "larger than its numbers");
    row("stride beyond the storage", legacy(tensorDict(0, 4, 2)), "larger than its numbers");
    row("expanded tensor", legacy(tensorDict(0, 200, 0)), "larger than its numbers");
    row("wider type than stored", legacy(tensorDict(0, 4, 1, "DoubleStorage")), "cut off");
    row("no tensors", legacy("}.", false), "no named tensors");
    row("stack underflow", legacy("R."), "takes a value where there is none");
    row("mark underflow", legacy("t."), "not begun");
    row("unknown memo", legacy("h\7."), "never kept");
    row("unknown operation", legacy("\xff."), "operation 255");
    row("unending text", legacy("X\xff\xff\xff\x7f"s), "ends early");
    row("other magic number", "\x80\2\x8a\x0a"s + std::string(10, 'x') + "." + std::string(40, '\0'),
        "not written by torch.save");
    row("zip without directory", "PK\3\4" + std::string(100, '\0'), "cut off");
    row("nonsense", std::string(64, 'z'), "safetensors");
    row("empty", "", "safetensors");
    std::string nested;
    for (int i = 0; i < 1000; ++i)
        nested += "}" + text("w");
    row("deep levels", legacy(nested + "N" + std::string(1000, 's') + ".", false), "too deep");
    // A list that contains itself.
    row("cycle", legacy("]q\1h\1a."s, false), "too deep");
}

void WeightsFileTest::refusesDamage()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, says);
    const auto message = q(problemOf(bytes.toStdString()));
    QVERIFY2(message.contains(says), qPrintable(message));
}

void WeightsFileTest::survivesEveryCut_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"zip.pt", "legacy.pth", "module.pt"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void WeightsFileTest::survivesEveryCut()
{
    QFETCH(QString, name);
    const std::string whole = test::readAll(test::dataDir() / "weights" / name.toStdString());
    for (std::size_t length = 0; length < whole.size(); length += 3)
        QVERIFY(!problemOf(whole.substr(0, length)).empty());
}

void WeightsFileTest::findsTheLevelOfANetwork()
{
    const auto file = read("zip.pt");
    const auto match = matchWeights(file, {{"weight", {2, 3}}, {"turned", {3, 2}}, {"view", {3}}});
    QVERIFY(match.ok());
    QCOMPARE(q(match->level), QStringLiteral("conv."));
    QVERIFY(match->complete());
    QCOMPARE(q(match->sentence().text()), QStringLiteral("3 tensors from level conv"));
}

void WeightsFileTest::asksWhichLevelIsMeant()
{
    const auto file = read("checkpoint.pkl");
    const WeightShapes wanted{{"0.weight", {2, 3, 1, 1}},
                              {"0.bias", {2}},
                              {"1.weight", {2}},
                              {"1.bias", {2}},
                              {"1.running_mean", {2}},
                              {"1.running_var", {2}},
                              {"1.num_batches_tracked", {}}};
    const auto unclear = matchWeights(file, wanted);
    QVERIFY(!unclear.ok());
    QVERIFY(q(unclear.error().message.text()).contains(QStringLiteral("\"net.module\", \"net_ema.module\"")));
    const auto chosen = matchWeights(file, wanted, {.level = "net_ema.module"});
    QVERIFY(chosen.ok());
    QVERIFY(chosen->complete());
    QCOMPARE(q(file.entries()[chosen->found.front().second].name), QStringLiteral("net_ema.module.0.weight"));
}

void WeightsFileTest::namesEveryDifference()
{
    const auto file = read("zip.pt");
    const auto match = matchWeights(
        file, {{"weight", {3, 2}}, {"turned", {3, 2}}, {"bias", {3}}, {"num_batches_tracked", {}}}, {.level = "conv"});
    QVERIFY(match.ok());
    QVERIFY(!match->complete());
    QCOMPARE(match->missing, std::vector<std::string>{"bias"}); // counters may lack
    QCOMPARE(match->misshapen, std::vector<std::string>{"weight"});
    QCOMPARE(match->leftOver, std::vector<std::string>{"view"});
}

void WeightsFileTest::renamesByPrefix()
{
    std::map<std::string, std::string> options{
        {"points", "98"}, {"weights.rename", "conv.=stem.conv., norm.=stem.norm."}, {"weights.level", ""}};
    const auto names = takeWeightNames(options);
    QVERIFY(names.ok());
    QCOMPARE(options.size(), std::size_t{1});
    const auto match = matchWeights(read("zip.pt"), {{"stem.conv.weight", {2, 3}}, {"stem.norm.half", {3}}}, *names);
    QVERIFY(match.ok());
    QVERIFY(match->missing.empty());
    QCOMPARE(match->found.size(), std::size_t{2});
}

void WeightsFileTest::rejectsRulesWithoutEqualsSign()
{
    std::map<std::string, std::string> options{{"weights.rename", "conv."}};
    QVERIFY(!takeWeightNames(options).ok());
}

QTEST_GUILESS_MAIN(WeightsFileTest)
#include "weights_file_test.moc"
