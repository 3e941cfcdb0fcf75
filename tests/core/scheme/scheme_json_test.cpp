#include "core/scheme/landmark_scheme.h"
#include "core/scheme/scheme_json.h"
#include "tests/support/test_support.h"

#include <nlohmann/json.hpp>

#include <QTest>

using fiducial::test::q;
using nlohmann::json;

namespace {

json smallScheme()
{
    return json::parse(R"({
        "id": "small4", "name": "Four points", "count": 4,
        "pointNames": ["right eye", "left eye", "nose", "chin"],
        "contours": [{"id": "face", "name": "face", "points": [0, 3, 1], "closed": true},
                     {"id": "loose", "name": "loose", "points": [2], "curve": false}],
        "mirrorPairs": [[0, 1]],
        "interOcular": {"left": [0], "right": [1]},
        "defaultNormaliser": "inter-ocular",
        "meanShape": [[-0.3, -0.5], [0.3, -0.5], [0, 0], [0, 0.5]]
    })");
}

/// The small scheme with one value (JSON pointer) replaced; an empty value removes it.
std::string damaged(const char *pointer, const char *value)
{
    json scheme = smallScheme();
    const json::json_pointer place(pointer);
    if (*value)
        scheme[place] = json::parse(value);
    else
        scheme[place.parent_pointer()].erase(place.back());
    return scheme.dump();
}

} // namespace

class SchemeJsonTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSmallSchemeIsRead();
    void everyFileIsCompiledInAsItIs();
    void wrongFieldsAreNamed_data();
    void wrongFieldsAreNamed();
    void textsThatAreNoObjectAreRefused();
    void everyTruncationIsRefused();
    void wrongMapsAreNamed_data();
    void wrongMapsAreNamed();
};

void SchemeJsonTest::aSmallSchemeIsRead()
{
    const auto scheme = fiducial::parseScheme(smallScheme().dump());
    QVERIFY2(scheme.ok(), scheme ? "" : scheme.error().message.text().c_str());
    QCOMPARE(scheme->id, std::string("small4"));
    QVERIFY((scheme->mirror == std::vector<int>{1, 0, 2, 3}));
    QVERIFY(scheme->contours[0].closed && scheme->contours[0].curve);
    QVERIFY(!scheme->contours[1].closed && !scheme->contours[1].curve);
    QVERIFY(!scheme->interPupil);
    QCOMPARE(scheme->meanShape[3], (fiducial::Point2{0, 0.5}));
}

void SchemeJsonTest::everyFileIsCompiledInAsItIs()
{
    int files = 0;
    for (const auto &entry : std::filesystem::directory_iterator(fiducial::test::sourceDir() / "resources/schemes")) {
        if (entry.path().filename() == "maps.json")
            continue;
        ++files;
        const auto scheme = fiducial::parseScheme(fiducial::test::readAll(entry.path()));
        QVERIFY2(scheme.ok(), scheme ? "" : scheme.error().message.text().c_str());
        QCOMPARE(scheme->id, entry.path().stem().string());
        const auto *builtin = fiducial::findScheme(scheme->id);
        QVERIFY(builtin);
        QVERIFY(builtin->pointNames == scheme->pointNames && builtin->contours == scheme->contours);
        QVERIFY(builtin->mirror == scheme->mirror && builtin->meanShape == scheme->meanShape);
    }
    QCOMPARE(files, static_cast<int>(fiducial::builtinSchemes().size()));
}

void SchemeJsonTest::wrongFieldsAreNamed_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *pointer, const char *value, const char *expected) {
        QTest::addRow("%s = %s", pointer, value) << pointer << value << expected;
    };
    row("/id", "", "Scheme: \"id\" is missing.");
    row("/id", "7", "\"id\" must be a text that is not empty");
    row("/name", "\"\"", "Scheme \"small4\": \"name\" must be a text that is not empty.");
    row("/interOccular", "{}", "\"interOccular\" is not a known field");
    row("/count", "", "\"count\" is missing");
    row("/count", "0", "\"count\" is 0, allowed are 1 to 10000");
    row("/count", "1e3", "\"count\" must be a whole number");
    row("/count", "18446744073709551615", "\"count\" is 18446744073709551615");
    row("/count", "5", "\"pointNames\" has 4 entries for 5 points");
    row("/pointNames", "{}", "\"pointNames\" must be a list");
    row("/pointNames/1", "3", "\"pointNames[1]\" must be a text");
    row("/pointNames/1", "\"nose\"", "\"pointNames[2]\" repeats the name \"nose\"");
    row("/contours/0", "[]", "\"contours[0]\" must be an object");
    row("/contours/0/points/1", "4", "\"contours[0].points[1]\" is 4, allowed are 0 to 3");
    row("/contours/0/points/1", "-1", "\"contours[0].points[1]\" is -1, allowed are 0 to 3");
    row("/contours/0/points/1", "1.5", "\"contours[0].points[1]\" must be a whole number");
    row("/contours/0/points/1", "0", "\"contours[0].points[1]\" names landmark 0 a second time");
    row("/contours/0/points", "[]", "\"contours[0].points\" must name at least one landmark");
    row("/contours/0/points", "[0, 1]", "\"contours[0].closed\" is true, but a closed curve needs at least 3 points");
    row("/contours/0/closed", "1", "\"contours[0].closed\" must be true or false");
    row("/contours/0/curve", "false", "\"contours[0].closed\" is true, but loose points cannot be closed");
    row("/contours/0/colour", "1", "\"contours[0].colour\" is not a known field");
    row("/contours/0/name", "", "\"contours[0].name\" is missing");
    row("/contours/1/curve", "true", "\"contours[1].points\" has one point, but a curve needs two");
    row("/contours/1/id", "\"face\"", "\"contours[1].id\" repeats \"face\"");
    row("/mirrorPairs", "", "\"mirrorPairs\" is missing");
    row("/mirrorPairs", "[[0, 1], [1, 2]]", "\"mirrorPairs[1]\" holds landmark 1, which is in a pair already");
    row("/mirrorPairs", "[[2, 2]]", "\"mirrorPairs[0]\" holds landmark 2, which is in a pair already");
    row("/mirrorPairs", "[[0, 4]]", "\"mirrorPairs[0][1]\" is 4, allowed are 0 to 3");
    row("/mirrorPairs", "[[0]]", "\"mirrorPairs[0]\" must be two landmark indices");
    row("/interOcular", "", "\"defaultNormaliser\" is \"inter-ocular\", but \"interOcular\" is missing");
    row("/interOcular", "3", "\"interOcular\" must be an object");
    row("/interOcular/left", "[9]", "\"interOcular.left[0]\" is 9, allowed are 0 to 3");
    row("/interOcular/left", "[1]", "\"interOcular\" has the same landmarks on both sides");
    row("/interOcular/right", "", "\"interOcular.right\" is missing");
    row("/defaultNormaliser", "\"pupil\"", "\"defaultNormaliser\" is \"pupil\", allowed are inter-ocular,");
    row("/defaultNormaliser", "\"inter-pupil\"", "but \"interPupil\" is missing");
    row("/meanShape", "[[0, 0], [0, 1], [1, 0]]", "\"meanShape\" has 3 points for a scheme of 4");
    row("/meanShape/3", "[0]", "\"meanShape[3]\" must be two numbers");
    row("/meanShape/3", "[0, \"1\"]", "\"meanShape[3]\" must be two numbers");
    row("/meanShape/3", "[0, 0.6]", "\"meanShape\" must fill a box whose longer side is 1");
    row("/meanShape", "[[0, -0.5], [0.3, -0.5], [0, 0], [0, 0.5]]", "\"meanShape\" must have the centre of its box");
}

void SchemeJsonTest::wrongFieldsAreNamed()
{
    QFETCH(const QString, pointer);
    QFETCH(const QString, value);
    QFETCH(const QString, expected);
    const auto scheme = fiducial::parseScheme(damaged(qPrintable(pointer), qPrintable(value)));
    QVERIFY(!scheme);
    QCOMPARE(scheme.error().code, fiducial::Errc::Malformed);
    QVERIFY2(q(scheme.error().message.text()).contains(expected), scheme.error().message.text().c_str());
}

void SchemeJsonTest::textsThatAreNoObjectAreRefused()
{
    QCOMPARE(fiducial::parseScheme("").error().message.text(), std::string("Scheme: the text is not valid JSON."));
    QCOMPARE(fiducial::parseScheme("[1]").error().message.text(),
             std::string("Scheme: the text must hold a JSON object."));
    QVERIFY(!fiducial::parseScheme("{\"id\": 1e999}"));
}

void SchemeJsonTest::everyTruncationIsRefused()
{
    const std::string whole = smallScheme().dump();
    for (std::size_t length = 0; length < whole.size(); ++length)
        QVERIFY(!fiducial::parseScheme(std::string_view(whole).substr(0, length)));
}

void SchemeJsonTest::wrongMapsAreNamed_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const std::string &text, const char *expected) {
        QTest::newRow(name) << q(text) << expected;
    };
    const std::string pair = R"("id": "m", "from": "small4", "to": "aflw19")";
    row("no JSON", "[", "the text is not valid JSON");
    row("no list", "{}", "the text must hold a list");
    row("no object", "[1]", "\"maps[0]\" must be an object");
    row("unknown scheme", R"([{"id": "m", "from": "x", "to": "aflw19", "source": []}])",
        "\"maps[0].from\" names the unknown scheme \"x\"");
    row("to itself", R"([{"id": "m", "from": "aflw19", "to": "aflw19", "source": []}])",
        "\"maps[0].to\" is the scheme that the map starts from");
    row("no source", "[{" + pair + "}]", "\"maps[0].source\" is missing");
    row("short source", "[{" + pair + ", \"source\": [0, -1]}]",
        "\"maps[0].source\" has 2 entries for the 19 points of aflw19");
    row("index too large", "[{" + pair + ", \"source\": [4]}]", "\"maps[0].source[0]\" is 4, allowed are -1 to 3");
    std::string good = "{" + pair + ", \"source\": [0";
    for (int i = 1; i < 19; ++i)
        good += ", 0";
    good += "]}";
    row("twice", "[" + good + ", " + good + "]", "\"maps[1]\" repeats the id");
}

void SchemeJsonTest::wrongMapsAreNamed()
{
    QFETCH(const QString, text);
    QFETCH(const QString, expected);
    const auto small = fiducial::parseScheme(smallScheme().dump());
    QVERIFY(small.ok());
    const fiducial::LandmarkScheme *schemes[] = {&*small, fiducial::findScheme("aflw19")};
    const auto maps = fiducial::parseSchemeMaps(text.toStdString(), schemes);
    QVERIFY(!maps);
    QVERIFY2(q(maps.error().message.text()).contains(expected), maps.error().message.text().c_str());
}

QTEST_GUILESS_MAIN(SchemeJsonTest)
#include "scheme_json_test.moc"
