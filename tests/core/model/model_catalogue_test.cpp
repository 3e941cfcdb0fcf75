#include "core/base/rng.h"
#include "core/base/sha256.h"
#include "core/model/model_catalogue.h"
#include "core/model/onnx_graph.h"
#include "tests/core/model/model_support.h"
#include "tests/support/test_support.h"

#include <QTest>

#include <algorithm>

using namespace fiducial;
using namespace fiducial::model;
using namespace fiducial::test;

namespace {
const CatalogueEntry *entryNamed(const std::vector<CatalogueEntry> &entries, const std::string &name)
{
    const auto it = std::find_if(entries.begin(), entries.end(), [&](const auto &e) { return e.name == name; });
    return it == entries.end() ? nullptr : &*it;
}

bool asksFor(const std::vector<std::string> &missing, const char *field)
{
    return std::find(missing.begin(), missing.end(), field) != missing.end();
}
} // namespace

class ModelCatalogueTest : public QObject {
    Q_OBJECT

private:
    TempDir dir_;
    std::filesystem::path bundled_ = dir_ / "bundled";
    std::filesystem::path user_ = dir_ / "user";
    ModelCatalogue catalogue_{bundled_, user_};

private Q_SLOTS:
    void init();
    void cleanup();
    void builtInsAreAlwaysThere();
    void bundledCardWithoutWeightsSaysSo();
    void damagedCardIsListedWithItsProblem();
    void addedModelIsFoundByName();
    void addedModelIsRecognisedByItsContents();
    void addingRefusesWhatCannotWork();
    void weightsNeedACard();
    void cardBesideOrGivenIsUsed();
    void unknownNamesListTheKnownOnes();
    void defaultPrefersTheSchemeThenAMapThenTheMeanShape();
    void withoutLibTorchItsModelsAreNoDefault();
    void chosenDefaultStandsBeforeTheBest();
    void removingTakesCardAndWeightsOfAddedModelsOnly();
    void knownCountGivesTheSchemeAndAsksTheRest();
    void longerOutputAsksNeverGuesses();
    void openInputSizeIsAskedFor();
    void publicModelsAreKnownAnywhere();
    void onnxShapesAreRead();
    void damagedOnnxNeverCrashesTheReader();
};

void ModelCatalogueTest::init()
{
    qputenv("FIDUCIAL_USER_DIR", QByteArray::fromStdString((dir_ / "home").string()));
    std::filesystem::create_directories(bundled_);
}

void ModelCatalogueTest::cleanup()
{
    for (const char *name : {"bundled", "user", "home"})
        std::filesystem::remove_all(dir_ / name);
}

void ModelCatalogueTest::builtInsAreAlwaysThere()
{
    const auto entries = ModelCatalogue("/nonexistent/a", "/nonexistent/b").entries();
    for (const char *name :
         {"mean-shape-wflw98", "mean-shape-ibug68", "mean-shape-cofw29", "mean-shape-aflw19", "mean-shape-lapa106"}) {
        const auto *entry = entryNamed(entries, name);
        QVERIFY2(entry && entry->builtin && entry->available, name);
        QVERIFY(catalogue_.load(name, {}, {}, {}).ok());
    }
    QCOMPARE(catalogue_.load("mean-shape", {}, "ibug68", {}).value()->card().schemeId, std::string("ibug68"));
    QVERIFY(!catalogue_.load("mean-shape", {}, "", {}).ok());
}

void ModelCatalogueTest::bundledCardWithoutWeightsSaysSo()
{
    writeAll(bundled_ / "plain.json", printCard(plainCard()));
    writeAll(bundled_ / "finder.json", R"({"kind": "detector"})");
    const auto entries = catalogue_.entries();
    const auto *entry = entryNamed(entries, "plain");
    QVERIFY(entry && !entry->available);
    QVERIFY(entry->problem.text().find("plain.onnx") != std::string::npos);
    QVERIFY(!entryNamed(entries, "finder"));
    QCOMPARE(catalogue_.load("plain", {}, {}, {}).error().code, Errc::Missing);
    writeAll(user_ / "plain.onnx", constantOnnx(8, 196, 0.5F));
    QVERIFY(catalogue_.load("plain", {}, {}, {}).ok());
}

void ModelCatalogueTest::damagedCardIsListedWithItsProblem()
{
    writeAll(user_ / "broken.json", "{\"name\": \"broken\"}");
    const auto entries = catalogue_.entries();
    const auto *entry = entryNamed(entries, "broken");
    QVERIFY(entry && !entry->available);
    QVERIFY(entry->problem.text().find("input.width") != std::string::npos);
}

void ModelCatalogueTest::addedModelIsFoundByName()
{
    writeAll(dir_ / "somewhere/net.onnx", constantOnnx(8, 196, 0.25F));
    ModelCard card = plainCard();
    card.name = "my net";
    const auto added = catalogue_.add(dir_ / "somewhere/net.onnx", card);
    QVERIFY2(added.ok(), added.ok() ? "" : added.error().text().c_str());
    QCOMPARE(readAll(user_ / "my net.onnx"), readAll(dir_ / "somewhere/net.onnx"));
    QCOMPARE(added.value().card.sha256, sha256(readAll(user_ / "my net.onnx")));
    const auto entries = catalogue_.entries();
    const auto *entry = entryNamed(entries, "my net");
    QVERIFY(entry && entry->available && entry->card == added.value().card);
    auto model = catalogue_.load("my net", {}, {}, {});
    QVERIFY(model.ok());
    QCOMPARE(model.value()->hash(), added.value().card.sha256);
    QVERIFY2(catalogue_.add(dir_ / "somewhere/net.onnx", card).ok(), "adding the same again changes nothing");
}

void ModelCatalogueTest::addedModelIsRecognisedByItsContents()
{
    const auto user = userDataFolder() / "models";
    const ModelCatalogue catalogue(bundled_, user);
    writeAll(dir_ / "net.onnx", constantOnnx(8, 196, 0.125F));
    QVERIFY(catalogue.add(dir_ / "net.onnx", plainCard()).ok());
    writeAll(dir_ / "elsewhere/copy.onnx", readAll(dir_ / "net.onnx"));
    const auto model = catalogue.load((dir_ / "elsewhere/copy.onnx").string(), {}, {}, {});
    QVERIFY2(model.ok(), model.ok() ? "" : model.error().text().c_str());
    QCOMPARE(model.value()->card().name, std::string("plain"));
}

void ModelCatalogueTest::addingRefusesWhatCannotWork()
{
    writeAll(dir_ / "net.onnx", constantOnnx(8, 196, 0.5F));
    ModelCard card = plainCard();
    for (const char *name : {"", "../escape", ".hidden", "a/b"}) {
        card.name = name;
        QVERIFY(!catalogue_.add(dir_ / "net.onnx", card).ok());
    }
    card = plainCard();
    card.schemeId.clear();
    QVERIFY(!catalogue_.add(dir_ / "net.onnx", card).ok());
    QVERIFY(!catalogue_.add(dir_ / "none.onnx", plainCard()).ok());
    card = plainCard();
    card.sha256 = std::string(64, '0');
    QVERIFY(!catalogue_.add(dir_ / "net.onnx", card).ok());
    QVERIFY(!std::filesystem::exists(user_));
    QVERIFY(catalogue_.add(dir_ / "net.onnx", plainCard()).ok());
    writeAll(dir_ / "net.onnx", constantOnnx(8, 196, 0.75F));
    QVERIFY2(!catalogue_.add(dir_ / "net.onnx", plainCard()).ok(), "another model of that name stays");
}

void ModelCatalogueTest::weightsNeedACard()
{
    const auto file = dir_ / "foreign.onnx";
    writeAll(file, constantOnnx(8, 196, 0.625F));
    const auto model = catalogue_.load(file.string(), {}, {}, {});
    QVERIFY(!model.ok());
    QCOMPARE(model.error().code, Errc::InvalidArgument);
    for (const char *field : {"1 x 196", "input.colour", "crop.margin", "output.unit"})
        QVERIFY2(model.error().message.text().find(field) != std::string::npos, field);
}

void ModelCatalogueTest::cardBesideOrGivenIsUsed()
{
    const auto file = dir_ / "own/weights.onnx";
    writeAll(file, constantOnnx(8, 196, 0.5F));
    writeAll(dir_ / "given.json", printCard(plainCard()));
    QVERIFY(catalogue_.load(file.string(), dir_ / "given.json", {}, {}).ok());
    QVERIFY(!catalogue_.load(file.string(), {}, {}, {}).ok());
    writeAll(dir_ / "own/weights.json", printCard(plainCard()));
    QVERIFY(catalogue_.load(file.string(), {}, {}, {}).ok());
    ModelCard card = plainCard();
    card.file = "weights.onnx";
    writeAll(dir_ / "own/card.json", printCard(card));
    QVERIFY(catalogue_.load((dir_ / "own/card.json").string(), {}, {}, {}).ok());
}

void ModelCatalogueTest::unknownNamesListTheKnownOnes()
{
    const auto model = catalogue_.load("pfdl", {}, {}, {});
    QVERIFY(!model.ok());
    QCOMPARE(model.error().code, Errc::NotFound);
    QVERIFY(model.error().message.text().find("mean-shape-wflw98") != std::string::npos);
}

void ModelCatalogueTest::defaultPrefersTheSchemeThenAMapThenTheMeanShape()
{
    QCOMPARE(catalogue_.defaultFor("wflw98"), std::string("mean-shape"));
    const auto add = [&](const char *name, const char *scheme, double error) {
        ModelCard card = plainCard();
        card.name = name;
        card.schemeId = scheme;
        card.accuracy = {{"WFLW test, inter-ocular", error}};
        writeAll(dir_ / "x.onnx", constantOnnx(8, 196, static_cast<float>(error)));
        return catalogue_.add(dir_ / "x.onnx", card).ok();
    };
    QVERIFY(add("a", "wflw98", 0.05));
    QVERIFY(add("b", "wflw98", 0.04));
    QVERIFY(add("c", "wflw98", 0.06));
    QCOMPARE(catalogue_.defaultFor("wflw98"), std::string("b"));
    QCOMPARE(catalogue_.defaultFor("ibug68"), std::string("b"));
    QVERIFY(add("d", "ibug68", 0.09));
    QCOMPARE(catalogue_.defaultFor("ibug68"), std::string("d"));
    QCOMPARE(catalogue_.defaultFor("aflw19"), std::string("mean-shape"));
}

void ModelCatalogueTest::withoutLibTorchItsModelsAreNoDefault()
{
    ModelCard card = plainCard();
    card.architecture = "mobilenetv3-encoder-fast";
    card.file = "plain.safetensors";
    writeAll(bundled_ / "plain.json", printCard(card));
    writeAll(bundled_ / "plain.safetensors", "weights");
    qputenv("FIDUCIAL_TORCH_MODULE", "/nonexistent/module.so");
    const auto entries = catalogue_.entries();
    const std::string without = catalogue_.defaultFor("wflw98");
    writeAll(dir_ / "module.so", "");
    qputenv("FIDUCIAL_TORCH_MODULE", QByteArray::fromStdString((dir_ / "module.so").string()));
    const std::string with = catalogue_.defaultFor("wflw98");
    qunsetenv("FIDUCIAL_TORCH_MODULE");
    const auto *entry = entryNamed(entries, "plain");
    QVERIFY(entry && !entry->available && entry->problem.text().find("LibTorch") != std::string::npos);
    QCOMPARE(without, std::string("mean-shape"));
    QCOMPARE(with, std::string("plain"));
}

void ModelCatalogueTest::chosenDefaultStandsBeforeTheBest()
{
    for (const auto &[name, error] : {std::pair{"a", 0.05}, std::pair{"b", 0.04}}) {
        ModelCard card = plainCard();
        card.name = name;
        card.accuracy = {{"WFLW test, inter-ocular", error}};
        writeAll(dir_ / "x.onnx", constantOnnx(8, 196, static_cast<float>(error)));
        QVERIFY(catalogue_.add(dir_ / "x.onnx", card).ok());
    }
    QVERIFY(catalogue_.setDefault("a").ok());
    QVERIFY(!catalogue_.setDefault("nothing").ok());
    const ModelCatalogue another(bundled_, user_);
    QCOMPARE(another.defaultFor("wflw98"), std::string("a"));
    QCOMPARE(another.defaultFor("ibug68"), std::string("a"));
    QCOMPARE(another.defaultFor("aflw19"), std::string("mean-shape"));
    QVERIFY(catalogue_.remove("a").ok());
    QCOMPARE(another.defaultFor("wflw98"), std::string("b"));
}

void ModelCatalogueTest::removingTakesCardAndWeightsOfAddedModelsOnly()
{
    const std::string onnx = constantOnnx(8, 196, 0.5F);
    writeAll(dir_ / "x.onnx", onnx);
    ModelCard card = plainCard();
    card.name = "mine";
    const auto added = catalogue_.add(dir_ / "x.onnx", card);
    QVERIFY(added.ok());
    QVERIFY(added->added);
    QCOMPARE(added->weightBytes, std::uint64_t{onnx.size()});
    card.file = "../outside.onnx"; // a card somebody put there by hand
    writeAll(dir_ / "outside.onnx", onnx);
    writeAll(user_ / "odd.json", printCard(card));
    card.file = "bundled.onnx";
    writeAll(bundled_ / "bundled.onnx", onnx);
    writeAll(bundled_ / "bundled.json", printCard(card));
    const auto all = catalogue_.entries();
    QVERIFY(entryNamed(all, "mine")->added);
    QVERIFY(!entryNamed(all, "bundled")->added);

    QVERIFY(catalogue_.remove("mine").ok());
    QVERIFY(catalogue_.remove("odd").ok());
    QVERIFY(!catalogue_.remove("bundled").ok());
    QVERIFY(!catalogue_.remove("mean-shape-wflw98").ok());
    QCOMPARE(catalogue_.remove("mine").error().code, Errc::NotFound);
    QVERIFY(std::filesystem::is_empty(user_));
    QVERIFY(std::filesystem::exists(dir_ / "outside.onnx"));
    QVERIFY(std::filesystem::exists(bundled_ / "bundled.onnx"));
}

void ModelCatalogueTest::knownCountGivesTheSchemeAndAsksTheRest()
{
    writeAll(dir_ / "x.onnx", constantOnnx(8, 136, 0.375F));
    const auto report = probeModel(dir_ / "x.onnx");
    QVERIFY2(report.ok(), report.ok() ? "" : report.error().text().c_str());
    QVERIFY(!report.value().card);
    QVERIFY(report.value().input == (Size{8, 8}));
    QCOMPARE(report.value().outputs, (std::vector<std::vector<std::int64_t>>{{1, 136}}));
    QCOMPARE(report.value().draft.schemeId, std::string("ibug68"));
    QVERIFY(!asksFor(report.value().missing, "scheme"));
    for (const char *field : {"input.colour", "input.scale", "crop.margin", "crop.law", "output.unit"})
        QVERIFY2(asksFor(report.value().missing, field), field);
}

void ModelCatalogueTest::longerOutputAsksNeverGuesses()
{
    writeAll(dir_ / "x.onnx", constantOnnx(8, 143, 0.375F));
    const auto report = probeModel(dir_ / "x.onnx");
    QVERIFY(report.ok() && !report.value().card && report.value().draft.schemeId.empty());
    for (const char *field : {"scheme", "output.kind", "output.offset"})
        QVERIFY2(asksFor(report.value().missing, field), field);
    const auto model = catalogue_.load((dir_ / "x.onnx").string(), {}, "ibug68", {});
    QVERIFY(!model.ok() && model.error().message.text().find("1 x 143") != std::string::npos);
}

void ModelCatalogueTest::openInputSizeIsAskedFor()
{
    writeAll(dir_ / "x.onnx", constantOnnx(0, 196, 0.375F));
    const auto report = probeModel(dir_ / "x.onnx");
    QVERIFY(report.ok() && report.value().input.empty());
    QVERIFY(asksFor(report.value().missing, "input.width") && asksFor(report.value().missing, "scheme"));
    writeAll(dir_ / "x.bin", "?");
    QVERIFY(asksFor(probeModel(dir_ / "x.bin").value().missing, "architecture"));
    writeAll(dir_ / "x.onnx", "?");
    QVERIFY(!probeModel(dir_ / "x.onnx").ok());
    QCOMPARE(probeModel(dir_ / "none.onnx").error().code, Errc::NotFound);
}

void ModelCatalogueTest::publicModelsAreKnownAnywhere()
{
    const auto peppa = sharedPath("models/peppa_slim_160_68.onnx");
    if (peppa.empty())
        QSKIP("the shared models are not here");
    writeAll(dir_ / "renamed.onnx", readAll(peppa));
    const auto report = probeModel(dir_ / "renamed.onnx");
    QVERIFY(report.ok() && report.value().card);
    QCOMPARE(report.value().card->schemeId, std::string("ibug68"));
    QCOMPARE(report.value().card->outputOffset, 0);
    QVERIFY(catalogue_.load((dir_ / "renamed.onnx").string(), {}, {}, {}).ok());
    const auto pfld = catalogue_.load(sharedPath("models/pfld_ghostone_112_wflw98.onnx").string(), {}, {}, {});
    QVERIFY2(pfld.ok(), pfld.ok() ? "" : pfld.error().text().c_str());
}

void ModelCatalogueTest::onnxShapesAreRead()
{
    const auto graph = parseOnnxGraph(constantOnnx(8, 10, 1));
    QVERIFY(graph.ok());
    QCOMPARE(graph.value().inputs.size(), std::size_t{1});
    QCOMPARE(graph.value().inputs[0].name, std::string("picture"));
    QCOMPARE(graph.value().inputs[0].shape, (std::vector<std::int64_t>{1, 3, 8, 8}));
    QCOMPARE(graph.value().outputs[0].name, std::string("landmarks"));
    QCOMPARE(graph.value().outputs[0].shape, (std::vector<std::int64_t>{1, 10}));
    const auto open = parseOnnxGraph(constantOnnx(0, 10, 1));
    QCOMPARE(open.value().inputs[0].shape, (std::vector<std::int64_t>{1, 3, 0, 0}));
    const auto pfld = sharedPath("models/pfld_ghostone_112_wflw98.onnx");
    if (pfld.empty())
        QSKIP("the shared models are not here");
    const auto known = parseOnnxGraph(readAll(pfld));
    QVERIFY(known.ok());
    QCOMPARE(known.value().inputs[0].shape, (std::vector<std::int64_t>{1, 3, 112, 112}));
    QCOMPARE(known.value().outputs[0].shape, (std::vector<std::int64_t>{1, 196}));
}

void ModelCatalogueTest::damagedOnnxNeverCrashesTheReader()
{
    const std::string good = constantOnnx(8, 10, 1);
    for (std::size_t length = 0; length < good.size(); ++length)
        QVERIFY(!parseOnnxGraph(std::string_view(good).substr(0, length)).ok() || length > good.size() - 8);
    Rng rng(3);
    for (int round = 0; round < 5000; ++round) {
        std::string bytes = good;
        for (int k = 0; k < 3; ++k)
            bytes[rng.below(bytes.size())] = static_cast<char>(rng.below(256));
        if (const auto graph = parseOnnxGraph(bytes))
            for (const auto &input : graph.value().inputs)
                for (const auto extent : input.shape)
                    QVERIFY(extent >= 0);
    }
}

QTEST_GUILESS_MAIN(ModelCatalogueTest)
#include "model_catalogue_test.moc"
