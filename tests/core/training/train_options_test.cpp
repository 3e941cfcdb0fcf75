#include "core/training/train_options.h"
#include "tests/support/test_support.h"

#include <nlohmann/json.hpp>

#include <QObject>
#include <QTest>

#include <set>

using namespace fiducial;
using namespace fiducial::training;
using test::q;

namespace {
/// Another value than the default, within what the field takes.
std::string otherValue(const TrainOptionField &field, const std::string &current)
{
    if (!field.choices.empty())
        return field.choices.back() == current ? field.choices.front() : field.choices.back();
    if (std::holds_alternative<bool TrainOptions::*>(field.member))
        return current == "true" ? "false" : "true";
    if (std::holds_alternative<int TrainOptions::*>(field.member))
        return std::to_string(static_cast<long long>(field.low) == std::stoll(current)
                                  ? static_cast<long long>(field.high)
                                  : static_cast<long long>(field.low));
    if (std::holds_alternative<double TrainOptions::*>(field.member))
        return std::to_string(field.low + (field.high - field.low) / 4);
    return "some text";
}
} // namespace

class TrainOptionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFieldIsWrittenAndRead();
    void defaultsFitTogether();
    void refusesWhatIsOutOfRange_data();
    void refusesWhatIsOutOfRange();
    void refusesWhatDoesNotFitTogether();
    void configurationKeepsTypes();
    void descriptionHasEveryField();
};

void TrainOptionsTest::everyFieldIsWrittenAndRead()
{
    TrainOptions options;
    for (const auto &field : trainOptionFields()) {
        const auto value = otherValue(field, printTrainOptions(options).at(field.name));
        const auto set = setTrainOption(options, field.name, value);
        QVERIFY2(set, set ? "" : set.error().message.text().c_str());
    }
    QVERIFY(setTrainOption(options, "network.width", "64"));
    const auto read = readTrainOptions(writeTrainOptions(options));
    QVERIFY(read);
    QCOMPARE(*read, options);
    TrainOptions again;
    for (const auto &[name, value] : printTrainOptions(options))
        QVERIFY2(setTrainOption(again, name, value), name.c_str());
    QCOMPARE(again, options);
}

void TrainOptionsTest::defaultsFitTogether()
{
    const auto fit = checkTrainOptions({});
    QVERIFY2(fit, fit ? "" : fit.error().message.text().c_str());
    QVERIFY(readTrainOptions("{}"));
    QCOMPARE(*readTrainOptions("{}"), TrainOptions());
}

void TrainOptionsTest::refusesWhatIsOutOfRange_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::newRow("below") << "batch"
                           << "0";
    QTest::newRow("above") << "flip"
                           << "1.5";
    QTest::newRow("text for a number") << "rotation"
                                       << "many";
    QTest::newRow("not a number") << "rotation"
                                  << "nan";
    QTest::newRow("unknown choice") << "loss"
                                    << "huber";
    QTest::newRow("no boolean") << "deterministic"
                                << "1";
    QTest::newRow("unknown option") << "learningrate"
                                    << "1";
    QTest::newRow("unknown option of the network") << "network.depth"
                                                   << "1";
}

void TrainOptionsTest::refusesWhatIsOutOfRange()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    TrainOptions options;
    const auto set = setTrainOption(options, name.toStdString(), value.toStdString());
    QVERIFY(!set);
    QVERIFY2(set.error().message.text().find(name.section(u'.', -1).toStdString()) != std::string::npos,
             set.error().message.text().c_str());
    QCOMPARE(options, TrainOptions());
}

void TrainOptionsTest::refusesWhatDoesNotFitTogether()
{
    TrainOptions options;
    options.loss = "pfld";
    QVERIFY(!checkTrainOptions(options));
    options = {};
    options.changes["width"] = "100";
    options.changes["heads"] = "7";
    QVERIFY(!checkTrainOptions(options));
    options = {};
    options.weights = options.backbone = "a.pt";
    QVERIFY(!checkTrainOptions(options));
    for (const char *json : {R"({"loss": "star"})", R"({"network": "hrnet-98", "loss": "star", "map_weight": 1})",
                             R"({"network": "fan-68", "loss": "direction", "map_weight": 1})",
                             R"({"network": "heatmap-small-98", "map_weight": 1})", R"({"network": "hrnet-98"})",
                             R"({"network": "keyposs-64", "map_weight": 1})", R"({"loss": "none"})"}) {
        const auto read = readTrainOptions(json);
        QVERIFY(read);
        QVERIFY2(!checkTrainOptions(*read), json);
    }
    for (const char *json : {R"({"network": "star-98", "loss": "direction", "map_weight": 10, "stage_growth": 2})",
                             R"({"network": "keyposs-64", "loss": "none", "map_weight": 1, "map_sigma": 2})"})
        QVERIFY2(checkTrainOptions(*readTrainOptions(json)), json);
    for (const char *json : {"[]", "{", "{\"batch\": null}", "{\"batch\": [64]}", "{\"batch\": 1.5}", "{\"no\": 1}"})
        QVERIFY2(!readTrainOptions(json), json);
}

void TrainOptionsTest::configurationKeepsTypes()
{
    TrainOptions options;
    options.learningRate = 0.1;
    const auto json = nlohmann::json::parse(writeTrainOptions(options));
    QVERIFY(json["batch"].is_number_integer());
    QVERIFY(json["deterministic"].is_boolean());
    QCOMPARE(json["learning_rate"].get<double>(), 0.1);
    const auto read = readTrainOptions(R"({"batch": 32, "network.width": 64, "flip": 0})");
    QVERIFY(read);
    QCOMPARE(read->batch, 32);
    QCOMPARE(read->changes.at("width"), std::string("64"));
}

void TrainOptionsTest::descriptionHasEveryField()
{
    const auto json = nlohmann::json::parse(describeTrainOptions());
    std::set<std::string> names;
    for (const auto &entry : json) {
        names.insert(entry["name"].get<std::string>());
        QVERIFY(!entry["description"].get<std::string>().empty());
        QVERIFY(!entry["group"].get<std::string>().empty());
    }
    for (const auto &field : trainOptionFields())
        QVERIFY2(names.contains(field.name), field.name);
    QVERIFY(names.contains("network.token_stride"));
}

QTEST_GUILESS_MAIN(TrainOptionsTest)
#include "train_options_test.moc"
