#include "core/base/safetensors.h"
#include "core/model/card_folder.h"
#include "core/model/model_card.h"
#include "core/model/model_catalogue.h"
#include "core/model/trained_card.h"
#include "tests/core/model/model_support.h"
#include "tests/support/test_support.h"

#include <QTest>

using namespace fiducial;
using namespace fiducial::model;
using namespace fiducial::test;

namespace {
std::string replaced(std::string text, const std::string &from, const std::string &to)
{
    const auto at = text.find(from);
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}
} // namespace

class CardTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void printedCardsReadBackEqual();
    void missingFieldsAreAllNamed();
    void wrongFieldsAreNamed_data();
    void wrongFieldsAreNamed();
    void textThatIsNoCardIsRefused();
    void readErrorsNameTheFile();
    void committedCardsAreComplete();
    void detectorCardsAreToldApart();
    void hashFindsTheCard();
    void trainingRecipesAreNoCards();
    void trainedWeightsCarryTheirCard_data();
    void trainedWeightsCarryTheirCard();
    void otherWeightsCarryNone();
};

void CardTest::printedCardsReadBackEqual()
{
    ModelCard card = plainCard();
    card.description = "é \"quoted\"";
    card.options = {{"width", "0.25"}};
    card.sha256 = std::string(64, 'a');
    card.rgb = true;
    card.mean = {0.485, 0.456, 0.406};
    card.deviation = {0.229, 0.224, 0.225};
    card.crop = {
        .margin = 1.1, .extraPixels = 10, .square = false, .shiftY = -0.12, .rotation = 3, .law = GridLaw::Edge};
    card.centreScaleMargin = 1.25;
    card.output = OutputKind::Heatmaps;
    card.outputName = "maps";
    card.outputOffset = 4;
    card.unit = CoordinateUnit::Pixels;
    card.licence = "MIT";
    card.trainingData = "WFLW";
    card.accuracy = {{"WFLW test, inter-ocular", 0.052}};
    card.flipAverage = true;
    const auto again = parseCard(printCard(card));
    QVERIFY2(again.ok(), again.ok() ? "" : again.error().text().c_str());
    QVERIFY(again.value() == card);
}

void CardTest::missingFieldsAreAllNamed()
{
    const auto card = parseCard(R"({"name": "x", "crop": {"margin": 1.2}, "output": {}})");
    QVERIFY(!card.ok());
    QCOMPARE(card.error().code, Errc::Missing);
    for (const char *field :
         {"architecture", "file", "scheme", "input.width", "input.height", "input.colour", "input.scale", "input.mean",
          "input.deviation", "crop.square", "crop.law", "output.kind", "output.unit"})
        QVERIFY2(card.error().message.text().find(field) != std::string::npos, field);
    QVERIFY(card.error().message.text().find("crop.margin") == std::string::npos);
}

void CardTest::wrongFieldsAreNamed_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *field, const char *from, const char *to) {
        QTest::newRow(to) << QString::fromLatin1(from) << QString::fromLatin1(to) << QString::fromLatin1(field);
    };
    row("input.width", "\"width\": 8", "\"width\": 0");
    row("input.width", "\"width\": 8", "\"width\": 100000");
    row("input.width", "\"width\": 8", "\"width\": \"8\"");
    row("input.colour", "\"bgr\"", "\"grb\"");
    row("input.scale", "\"scale\": 0", "\"scale\": -0");
    row("crop.margin", "\"margin\": 1.0", "\"margin\": 0");
    row("crop.law", "\"pixel-centre\"", "\"corner\"");
    row("output.kind", "\"coordinates\"", "7");
    row("scheme", "\"wflw98\"", "\"wflw99\"");
    row("flip_average", "\"flip_average\": false", "\"flip_average\": 1");
    row("accuracy.a", "\"accuracy\": {}", "\"accuracy\": {\"a\": \"good\"}");
    row("options.a", "\"options\": {}", "\"options\": {\"a\": 1}");
}

void CardTest::wrongFieldsAreNamed()
{
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, field);
    const std::string text = printCard(plainCard());
    const std::string broken = replaced(text, from.toStdString(), to.toStdString());
    QVERIFY(text != broken);
    const auto card = parseCard(broken);
    QVERIFY(!card.ok());
    QVERIFY2(card.error().message.text().find(field.toStdString()) != std::string::npos,
             card.error().message.text().c_str());
}

void CardTest::textThatIsNoCardIsRefused()
{
    for (const char *text : {"", "{", "[]", "null", "\"card\"", "{\"input\": 5}", "\xff\xfe"})
        QVERIFY(!parseCard(text).ok());
    const std::string card = printCard(plainCard());
    for (std::size_t length = 0; length + 2 < card.size(); length += 7)
        QVERIFY(!parseCard(card.substr(0, length)).ok());
}

void CardTest::readErrorsNameTheFile()
{
    const TempDir dir;
    writeAll(dir / "x.json", "{}");
    QVERIFY(readCard(dir / "x.json").error().file.find("x.json") != std::string::npos);
    QCOMPARE(readCard(dir / "none.json").error().code, Errc::NotFound);
}

void CardTest::committedCardsAreComplete()
{
    const auto cards = cardsIn(sourceDir() / "resources" / "models");
    QVERIFY(cards.size() >= 2);
    for (const auto &stored : cards) {
        QVERIFY2(stored.card.ok(), stored.card.ok() ? "" : stored.card.error().text().c_str());
        QCOMPARE(stored.card.value().name, stored.file.stem().string());
        QCOMPARE(stored.card.value().sha256.size(), std::size_t{64});
        QVERIFY(!stored.card.value().licence.empty());
    }
    for (const char *name : {"centerface.json", "ultraface_rfb_320.json"}) {
        const auto card = parseDetectorCard(readAll(sourceDir() / "resources" / "models" / name));
        QVERIFY2(card.ok(), card.ok() ? "" : card.error().text().c_str());
        QCOMPARE(card.value().sha256.size(), std::size_t{64});
    }
}

void CardTest::detectorCardsAreToldApart()
{
    QVERIFY(isDetectorCard(R"({"kind": "detector"})"));
    QVERIFY(!isDetectorCard(printCard(plainCard())));
    QVERIFY(!isDetectorCard("{}"));
    QVERIFY(!isDetectorCard("broken"));
    QVERIFY(parseDetectorCard("{}").error().message.text().find("input.width") != std::string::npos);
}

void CardTest::hashFindsTheCard()
{
    const TempDir dir;
    ModelCard card = plainCard();
    card.sha256 = std::string(64, 'b');
    writeAll(dir / "plain.json", printCard(card));
    writeAll(dir / "broken.json", "{");
    QVERIFY(findCardByHash({dir / "nowhere", dir.path()}, card.sha256) == card);
    QVERIFY(!findCardByHash({dir.path()}, std::string(64, 'c')));
    QVERIFY(!findCardByHash({dir.path()}, ""));
}

void CardTest::trainingRecipesAreNoCards()
{
    const TempDir folder;
    writeAll(folder / "a.json", printCard(plainCard()));
    writeAll(folder / "a.train.json", R"({"train": {"epochs": 42}})");
    const auto cards = cardsIn(folder.path());
    QCOMPARE(cards.size(), std::size_t(1));
    QVERIFY(cards.front().card.ok());
}

void CardTest::trainedWeightsCarryTheirCard_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"mobilenetv3_encoder_128_wflw98", "heatmap_small_128_wflw98"})
        QTest::newRow(name) << name;
}

void CardTest::trainedWeightsCarryTheirCard()
{
    QFETCH(QString, name);
    const auto models = resourcesFolder() / "models";
    const auto bundled = readCard(models / (name.toStdString() + ".json"));
    QVERIFY(bundled.ok());
    const auto card = cardOfTrainedWeights(models / bundled->file);
    QVERIFY(card);
    // What people wrote into the bundled card about the same file.
    QCOMPARE(card->architecture, bundled->architecture);
    QCOMPARE(card->schemeId, bundled->schemeId);
    QVERIFY(card->input == bundled->input && card->crop == bundled->crop && card->output == bundled->output);
    QVERIFY(card->rgb == bundled->rgb && card->mean == bundled->mean && card->deviation == bundled->deviation);
    QCOMPARE(card->scale, bundled->scale);
    QCOMPARE(card->options.at("points"), std::string("98"));
    for (const auto &[option, value] : bundled->options)
        QCOMPARE(card->options.at(option), value);
    QVERIFY(card->accuracy.at("validation faces of its training") > 0);
}

void CardTest::otherWeightsCarryNone()
{
    const TempDir folder;
    safetensors::File file;
    file.tensors.emplace("a", safetensors::Tensor::fromFloats({1}, {0.0F}));
    file.metadata = {{"scheme", "wflw98"},       {"margin", "1.25"},     {"colours", "unit"},
                     {"train.network", "small"}, {"option.input", "64"}, {"option.family", "linear"}};
    const auto write = [&](const char *key, const char *value) {
        auto changed = file;
        changed.metadata[key] = value;
        return safetensors::write(folder / "a.safetensors", changed).ok() &&
               cardOfTrainedWeights(folder / "a.safetensors").has_value();
    };
    QVERIFY(write("epoch", "3"));
    QVERIFY(cardOfTrainedWeights(folder / "a.safetensors")->crop.square); // weights of old do not say
    QVERIFY(write("square", "false"));
    QVERIFY(!cardOfTrainedWeights(folder / "a.safetensors")->crop.square);
    QVERIFY(write("extra_pixels", "10"));
    QCOMPARE(cardOfTrainedWeights(folder / "a.safetensors")->crop.extraPixels, 10.0);
    QVERIFY(!write("scheme", "nobody"));
    QVERIFY(!write("margin", "-1"));
    QVERIFY(!write("option.input", "100000"));
    QVERIFY(!write("colours", "infrared"));
    QVERIFY(write("option.family", "synergy"));
    QVERIFY(!write("option.family", "heatmap"));
    writeAll(folder / "b.safetensors", "no container");
    QVERIFY(!cardOfTrainedWeights(folder / "b.safetensors"));
    QVERIFY(!cardOfTrainedWeights(folder / "nowhere.safetensors"));
}

QTEST_GUILESS_MAIN(CardTest)
#include "card_test.moc"
