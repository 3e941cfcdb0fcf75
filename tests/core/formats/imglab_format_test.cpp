#include "core/formats/imglab_format.h"
#include "core/formats/imglab_reader.h"
#include "tests/core/formats/format_fixture.h"
#include "tests/core/formats/list_samples.h"
#include "tests/fuzz/format_check.h"

#include <QTest>

namespace fiducial {
using namespace formats;
using namespace test;

class ImglabFormatTest : public QObject {
    Q_OBJECT

private:
    const FileOfFormat file_{"imglab", "faces.xml"};

private Q_SLOTS:
    void readsSeveralBoxesAnImageWithMissingPartsAndFlags()
    {
        const Dataset dataset = file_.open(imglabFile(2, 19));
        QCOMPARE(q(dataset.schemeId), QStringLiteral("aflw19"));
        QCOMPARE(dataset.samples.size(), std::size_t{2});
        QCOMPARE(dataset.faces.size(), std::size_t{4});
        QCOMPARE(dataset.samples[0].size, (Size{256, 260}));
        // right = left + width - 1
        QVERIFY(dataset.faces[0].box == Rect::fromCorners(20, 30, 220, 230));
        QVERIFY(dataset.faces[0].truth.visibility.empty());
        QCOMPARE(dataset.faces[2].truth.visibilityAt(4), Visibility::Absent);
        QCOMPARE(dataset.faces[2].truth.presentCount(), 18);
        QCOMPARE(dataset.faces[0].extra.at("imglab.ignore"), std::string("1"));
    }

    void ordersPartsAsText()
    {
        std::string text = imglabFile(1, 19);
        for (int i = 0; i < 10; ++i)
            while (holds(text, "name='0" + std::to_string(i) + "'"))
                text = replaced(text, "name='0" + std::to_string(i) + "'", "name='" + std::to_string(i) + "'");
        QCOMPARE(imglabNames(text).names,
                 (std::vector<std::string>{"0", "1", "10", "11", "12", "13", "14", "15", "16", "17", "18", "2", "3",
                                           "4", "5", "6", "7", "8", "9"}));
        const Dataset padded = file_.open(imglabFile(1, 19));
        const Dataset dataset = file_.open(text);
        QCOMPARE(dataset.faces[0].truth.points[2], padded.faces[0].truth.points[10]);
        const auto told = [](const Issue &issue) { return holds(issue.what.text(), "0, 1, 10"); };
        QVERIFY(std::any_of(dataset.issues.begin(), dataset.issues.end(), told));
    }

    void rejectsDuplicatePartsAndBrokenBoxesWithTheirLine()
    {
        const std::string good = imglabFile(2, 19);
        const std::vector<std::pair<std::string, std::string>> faults = {
            {replaced(good, "name='01'", "name='00'"), "twice"},
            {replaced(good, "<part name='01' x=", "<part name='01' z="), "usable x"},
            {replaced(good, "<part name='01' ", "<part "), "no name"},
            {replaced(good, "<part name='01' x='", "<part name='01' x='1e999"), "usable x"},
            {replaced(good, "name='01'", "name='one'"), "none of those"},
            {replaced(good, "name='01'", "name='\x06'"), "\"?\" is none of those"},
            {replaced(good, "width='201'", "breadth='201'"), "width"}};
        for (const auto &[text, words] : faults) {
            const Dataset dataset = file_.open(text);
            QCOMPARE(dataset.faces.size(), std::size_t{3});
            QCOMPARE(issueInLine(dataset, 8).severity, Severity::Error);
            QVERIFY2(holds(issueInLine(dataset, 8).what.text(), words), issueInLine(dataset, 8).what.text().c_str());
        }
    }

    void ignoresWhatTheFormatIgnores()
    {
        std::string text =
            replaced(imglabFile(1, 19), "<box ", "<part name='zz' x='1' y='1'/><thing/><box strange='1' ");
        text = replaced(text, "ignore='1'", "ignore='1' gender='robot'");
        const Dataset dataset = file_.open(text);
        QCOMPARE(dataset.faces.size(), std::size_t{2});
        QVERIFY(holds(issueInLine(dataset, 8).what.text(), "gender"));
    }

    void loadsWhatStandsBeforeABreak()
    {
        const std::string text = imglabFile(2, 19);
        const Dataset dataset = file_.open(text.substr(0, text.rfind("<part")));
        QCOMPARE(dataset.faces.size(), std::size_t{3});
        QVERIFY(countAtLeast(dataset.issues, Severity::Error) > 0);
        QVERIFY(!file_.tryOpen("<?xml version='1.0'?>\n<dataset><images></images></dataset>").ok());
        QVERIFY(!file_.tryOpen("<?xml version='1.0'?>\n<data><dataset/><images/></data>").ok());
    }

    void entityBombsAreHarmless()
    {
        std::string bomb = "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'>";
        for (char c = 'b'; c <= 'z'; ++c) {
            const std::string before(1, static_cast<char>(c - 1));
            bomb +=
                std::string("<!ENTITY ") + c + " '&" + before + ";&" + before + ";&" + before + ";&" + before + ";'>";
        }
        std::string text =
            replaced(imglabFile(1, 19), "<dataset>", bomb + "<!ENTITY x SYSTEM 'file:///etc/passwd'>]>\n<dataset>");
        text = replaced(text, "a/0.jpg", "&z;&x;.jpg");
        const Dataset dataset = file_.open(text);
        QCOMPARE(q(dataset.sampleOf(0).image), QStringLiteral("&z;&x;.jpg"));
    }

    void readsLatin1AndEscapedNames()
    {
        const Dataset latin = file_.open(replaced(imglabFile(1, 19), "a/0.jpg", "caf\xE9 &amp; bar.jpg"));
        QCOMPARE(q(latin.sampleOf(0).image), QStringLiteral("café & bar.jpg"));
        const FileOfFormat file("imglab", "тест 顔 é@#%/лица.xml");
        const Dataset dataset = file.open(replaced(imglabFile(1, 19), "a/0.jpg", "顔.jpg"));
        QCOMPARE(q(dataset.sampleOf(0).image), QStringLiteral("顔.jpg"));
    }

    void copiesAreEqualByteForByteAndEditsStayLocal()
    {
        const std::string text = imglabFile(2, 19);
        const Dataset dataset = file_.open(text);
        QCOMPARE(file_.patched(dataset), text);
        LandmarkSet edited = dataset.faces[1].truth;
        const Point2 was = edited.points[3];
        edited.points[3] = was + Point2{10.3, 0.2};
        const auto whole = [](double v) { return std::to_string(static_cast<int>(std::round(v))); };
        QCOMPARE(changedTokens(text, file_.patched(dataset, {{1, edited}})),
                 (std::vector<std::string>{whole(was.x) + ">" + whole(was.x + 10.3)}));
    }

    void partsComeAndGoWithVisibility()
    {
        const std::string text = imglabFile(2, 19);
        const Dataset dataset = file_.open(text);
        LandmarkSet added = dataset.faces[2].truth;
        added.points[4] = {50, 60};
        added.setVisibility(4, Visibility::Visible);
        LandmarkSet removed = dataset.faces[0].truth;
        removed.setVisibility(0, Visibility::Absent);
        removed.setVisibility(18, Visibility::Absent);
        const std::string out = file_.patched(dataset, {{2, added}, {0, removed}});
        const Dataset again = file_.open(out);
        QCOMPARE(again.faces[2].truth.points[4], (Point2{50, 60}));
        QCOMPARE(again.faces[2].truth.presentCount(), 19);
        QCOMPARE(again.faces[0].truth.presentCount(), 17);
        QCOMPARE(again.faces[1].truth, dataset.faces[1].truth);
        QCOMPARE(again.faces[3].truth, dataset.faces[3].truth);
        QVERIFY(holds(out, "\n      <part name='04' x='50' y='60'/>"));
    }

    void aBoxWithoutPartsCanGetThem()
    {
        const std::string text =
            replaced(imglabFile(1, 19), "  </image>", "    <box top='1' left='2' width='30' height='40'/>\n  </image>");
        const Dataset dataset = file_.open(text);
        QCOMPARE(dataset.faces.size(), std::size_t{3});
        QCOMPARE(dataset.faces[2].truth.presentCount(), 0);
        const Dataset again = file_.open(file_.patched(dataset, {{2, dataset.faces[0].truth}}));
        QCOMPARE(again.faces[2].truth, dataset.faces[0].truth);
    }

    void recomputesTheBoxOnRequest()
    {
        const Dataset dataset = file_.open(imglabFile(1, 19));
        LandmarkSet edited = dataset.faces[0].truth;
        edited.points[0] = {1, 2};
        edited.points[1] = {500, 400};
        const Dataset again = file_.open(file_.patched(dataset, {{0, edited}}, true));
        QVERIFY(again.faces[0].box == Rect::fromCorners(1, 2, 500, 400));
        QVERIFY(again.faces[1].box == dataset.faces[1].box);
    }

    void newFilesReadBackRoundedWithImagesRelativeToThem()
    {
        const FileOfFormat csv("hrnet-csv", "faces.csv");
        const Dataset dataset = csv.open(csvList(2, 68));
        auto request = file_.request(dataset);
        request.target = csv.folder / "xml/faces.xml";
        const auto plan = file_.format().plan(request);
        QVERIFY(plan.ok());
        const auto rounding = [](const Sentence &loss) { return holds(loss, "up to 0."); };
        QVERIFY(std::any_of(plan->losses.begin(), plan->losses.end(), rounding));
        QVERIFY(file_.format().write(request, {}).ok());
        const auto again = openDataset(file_.registry, {request.target, {}, {}}, {});
        QVERIFY(again.ok());
        QCOMPARE(q(again->sampleOf(0).image), QStringLiteral("../helen/testset/image_0.jpg"));
        QCOMPARE(q(again->schemeId), QStringLiteral("ibug68"));
        for (std::size_t i = 0; i < 68; ++i)
            QVERIFY(distance(again->faces[0].truth.points[i], dataset.faces[0].truth.points[i]) <= std::sqrt(0.5));
    }

    void aNewFileKnowsItsSchemeThoughPartsAreMissing()
    {
        const FileOfFormat csv("hrnet-csv", "faces.csv");
        const Dataset dataset = csv.open(csvList(1, 98));
        LandmarkSet edited = dataset.faces[0].truth;
        for (int i = 20; i < 98; ++i)
            edited.setVisibility(i, Visibility::Absent);
        const std::map<int, LandmarkSet> edits = {{0, edited}};
        const Dataset again = file_.open(file_.written(file_.request(dataset, edits)));
        QCOMPARE(q(again.schemeId), QStringLiteral("wflw98"));
        QCOMPARE(again.faces[0].truth.presentCount(), 20);
    }

    void cyclesDoNotDrift() { QCOMPARE(driftOf100Cycles(file_, imglabFile(1, 19)), 0.0); }

    void survives200MalformedFiles()
    {
        QCOMPARE(q(malformedFilesProblem("imglab", "faces.xml", imglabFile(2, 19), 200)), QString());
    }
};

} // namespace fiducial

QTEST_GUILESS_MAIN(fiducial::ImglabFormatTest)
#include "imglab_format_test.moc"
