#include "core/analysis/face_table.h"
#include "core/analysis/published.h"
#include "core/base/text.h"
#include "core/dataset/edited_dataset.h"
#include "core/formats/annotation_format.h"
#include "tests/support/test_support.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace fiducial;
using namespace fiducial::analysis;
using enum fiducial::analysis::ReportedSubset;

/// Published figures stand beside the faces they speak of, and beside no others.
class PublishedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void wflwTestListIsKnownByNameAndCounts();
    void otherLabelsHaveNoPublishedRows();
    void deletedFacesCountAndAddedOnesDoNot();
    void partsOf300wAreKnownByFolderAndCount();
    void aflwListsAreKnownByNameAndCount();
    void figuresAreThoseOfTheSources();
    void unknownFiguresAreNotAvailable();
    void everyMarkHasASource();
    void splitsAreColumns();
};

namespace {
constexpr int kAttributeCounts[] = {326, 314, 698, 206, 736, 773};

Dataset wflwLike(const std::string &list, int faces)
{
    Dataset dataset;
    dataset.schemeId = "wflw98";
    dataset.formatId = "wflw";
    dataset.attributeNames = wflwAttributeNames();
    dataset.files = {{"lists/" + list, "wflw", 0, {}, "test"}};
    dataset.samples = {{"a.jpg", {}, {}}};
    for (int i = 0; i < faces; ++i) {
        Face face;
        face.sample = 0;
        face.records = {{0, i + 1, 0, 0}};
        for (const int count : kAttributeCounts)
            face.attributes.push_back(i < count);
        dataset.faces.push_back(face);
    }
    return dataset;
}

Dataset folders(const std::string &scheme, const std::vector<std::pair<std::string, int>> &folders)
{
    Dataset dataset;
    dataset.schemeId = scheme;
    for (const auto &[folder, count] : folders)
        for (int i = 0; i < count; ++i) {
            Face face;
            face.sample = static_cast<int>(dataset.samples.size());
            dataset.samples.push_back({folder + "/" + std::to_string(i) + ".png", {}, {face.sample}});
            dataset.faces.push_back(face);
        }
    return dataset;
}

Dataset aflwLike()
{
    Dataset dataset;
    dataset.schemeId = "aflw19";
    dataset.files = {{"face_landmarks_aflw_test.csv", "hrnet-csv", 0, {}, "face_landmarks_aflw_test"},
                     {"face_landmarks_aflw_test_frontal.csv", "hrnet-csv", 0, {}, "face_landmarks_aflw_test_frontal"}};
    dataset.samples = {{"0/a.jpg", {}, {}}};
    for (int i = 0; i < 4386; ++i) {
        Face face;
        face.sample = 0;
        face.records = {{0, i + 2, 0, 0}};
        if (i < 1314)
            face.records.push_back({1, i + 2, 0, 0});
        dataset.faces.push_back(face);
    }
    return dataset;
}

std::vector<ReportedSubset> officialOf(const Dataset &dataset)
{
    return officialSubsets(dataset, faceTable(dataset).split);
}

const PublishedRow *rowOf(std::string_view method, const std::vector<ReportedSubset> &subsets,
                          metrics::Normaliser normaliser = metrics::Normaliser::InterOcular)
{
    for (const PublishedRow *row : publishedRows(subsets, normaliser))
        if (row->method == method)
            return row;
    return nullptr;
}

bool is(std::optional<double> value, double expected)
{
    return value && std::abs(*value - expected) < 1e-9;
}
} // namespace

void PublishedTest::wflwTestListIsKnownByNameAndCounts()
{
    const auto official = officialOf(wflwLike("list_98pt_rect_attr_test.txt", 2500));
    QCOMPARE(official,
             (std::vector{WflwFull, WflwPose, WflwExpression, WflwIllumination, WflwMakeUp, WflwOcclusion, WflwBlur}));
}

void PublishedTest::otherLabelsHaveNoPublishedRows()
{
    QVERIFY(officialOf(wflwLike("list_98pt_rect_attr_train.txt", 2500)).empty());
    QVERIFY(officialOf(wflwLike("list_98pt_rect_attr_test.txt", 2499)).empty());
    Dataset less = wflwLike("list_98pt_rect_attr_test.txt", 2500);
    less.faces[2400].removed = true; // of no attribute
    QVERIFY(officialOf(less).empty());
    Dataset others = wflwLike("list_98pt_rect_attr_test.txt", 2500);
    others.faces[2000].attributes[0] = 1; // one attribute more than the original
    QVERIFY(officialOf(others).empty());
    QVERIFY(publishedRows({}, metrics::Normaliser::InterOcular).empty());
    const auto list = test::sharedDir() / "data" / "faces98";
    if (!std::filesystem::exists(list))
        QSKIP("no shared data");
    const auto faces98 = formats::openDataset(formats::makeBuiltinFormats(), {list, {}, {}}, {});
    QVERIFY(faces98 && !faces98->faces.empty());
    QVERIFY(officialOf(*faces98).empty()); // labels made by a machine, in the format of WFLW
}

void PublishedTest::partsOf300wAreKnownByFolderAndCount()
{
    const Dataset whole = folders("ibug68", {{"helen/testset", 330},
                                             {"lfpw/testset", 224},
                                             {"ibug", 135},
                                             {"helen/trainset", 3},
                                             {"300W/01_Indoor", 300},
                                             {"300W/02_Outdoor", 300}});
    QCOMPARE(officialOf(whole), (std::vector{W300Full, W300Common, W300Challenge, W300Private}));
    QCOMPARE(splitOf(whole, whole.faces.front()), std::string("common"));
    QCOMPARE(splitOf(whole, whole.faces[690]), std::string("train"));
    const Dataset part = folders("ibug68", {{"helen/testset", 330}, {"ibug", 135}});
    QCOMPARE(officialOf(part), std::vector{W300Challenge});
}

void PublishedTest::aflwListsAreKnownByNameAndCount()
{
    const Dataset dataset = aflwLike();
    QCOMPARE(officialOf(dataset), (std::vector{AflwFull, AflwFrontal}));
    QCOMPARE(splitOf(dataset, dataset.faces[5]),
             std::string("face_landmarks_aflw_test face_landmarks_aflw_test_frontal"));
}

/// As people annotate: a face comes, one goes, an attribute is defined.
void PublishedTest::deletedFacesCountAndAddedOnesDoNot()
{
    for (Dataset dataset : {wflwLike("list_98pt_rect_attr_test.txt", 2500), aflwLike(),
                            folders("ibug68", {{"helen/testset", 330}, {"lfpw/testset", 224}, {"ibug", 135}})}) {
        const auto official = officialOf(dataset);
        QVERIFY(official.size() > 1);
        addAttributes(dataset, {"beard"});
        const int row = appendFace(dataset, 0);
        setFields(dataset, row, {Presence::Added, Rect{1, 2, 30, 40}, {{"pose", 1}}});
        QCOMPARE(officialOf(dataset), official);
        setFields(dataset, row, {Presence::Deleted, {}, {}});
        QCOMPARE(officialOf(dataset), official);
        setFields(dataset, 0, {Presence::Deleted, {}, {}});
        QVERIFY(officialOf(dataset).size() < official.size());
    }
}

void PublishedTest::figuresAreThoseOfTheSources()
{
    const auto *star = rowOf("STAR", {WflwFull});
    QVERIFY(star && is(star->value(WflwFull, PublishedNumber::Nme), 0.0402));
    QVERIFY(is(star->value(WflwFull, PublishedNumber::FailureRate), 0.0232));
    QVERIFY(is(star->value(WflwFull, PublishedNumber::Auc), 0.605));
    const auto *awing = rowOf("AWing", {WflwPose});
    QVERIFY(awing && is(awing->value(WflwPose, PublishedNumber::FailureRate), 0.135));
    QVERIFY(is(rowOf("ADNet", {W300Challenge})->value(W300Challenge, PublishedNumber::Nme), 0.0458));
    const auto *split2 = rowOf("SH-FAN, split 2", {W300Private}, metrics::Normaliser::Box);
    QVERIFY(split2 && is(split2->value(W300Private, PublishedNumber::Nme), 0.0204));
    QVERIFY(
        is(rowOf("HRNet", {AflwFrontal}, metrics::Normaliser::BoxAnnotated)->value(AflwFrontal, PublishedNumber::Nme),
           0.0146));
    QVERIFY(
        is(rowOf("STAR", {W300Full}, metrics::Normaliser::InterPupil)->value(W300Full, PublishedNumber::Nme), 0.0403));
}

void PublishedTest::unknownFiguresAreNotAvailable()
{
    const auto *star = rowOf("STAR", {WflwFull});
    QVERIFY(star && !star->value(WflwPose, PublishedNumber::Nme));
    QVERIFY(!star->value(W300Full, PublishedNumber::Nme)); // another row has that one
    QVERIFY(!rowOf("ADNet", {W300Full})->value(W300Private, PublishedNumber::Nme));
    QVERIFY(!rowOf("KeyPosS", {WflwFull}));
}

void PublishedTest::everyMarkHasASource()
{
    int marks = 0;
    for (const auto normaliser :
         {metrics::Normaliser::InterOcular, metrics::Normaliser::InterPupil, metrics::Normaliser::Box,
          metrics::Normaliser::BoxAnnotated, metrics::Normaliser::Diagonal})
        for (const PublishedRow *row :
             publishedRows(std::vector{WflwFull, W300Full, W300Private, AflwFull}, normaliser))
            for (const std::string_view mark : text::split(row->sources, ',')) {
                QVERIFY2(!sourceText(text::trimmed(mark)).empty(), std::string(row->method).c_str());
                ++marks;
            }
    QVERIFY(marks > 40);
    QVERIFY(sourceText("Z").empty());
}

void PublishedTest::splitsAreColumns()
{
    const FaceTable table = faceTable(folders("ibug68", {{"ibug", 2}, {"afw", 1}}));
    QCOMPARE(table.split, (std::vector<std::string>{"challenge", "challenge", "train"}));
    QVERIFY(queryColumns(table, -1)->find("split"));
    QVERIFY(!queryColumns(faceTable(folders("ibug68", {{"elsewhere", 2}})), -1)->find("split"));
}

QTEST_GUILESS_MAIN(PublishedTest)
#include "published_test.moc"
