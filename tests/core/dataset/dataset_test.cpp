#include "core/dataset/dataset.h"
#include "core/dataset/select.h"
#include "tests/support/test_support.h"

#include <QTest>

#include <algorithm>

using namespace fiducial;
using test::q;

class DatasetTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keysNameImageAndBox();
    void keysDoNotDependOnTheOrderOfImages();
    void keysOfDuplicatesCount();
    void keysWithoutBoxUseTheFirstLandmark();
    void facesAreNumberedWithinTheirImage();
    void imagePathsMayHoldAnyLetter();
    void selectionMatchesImagePaths();
    void subsetKeepsOrderAndLinks();
    void subsetForgetsRowsOfIssues();
};

namespace {
void addFace(Dataset &dataset, const std::string &image, std::optional<Rect> box, LandmarkSet truth = {})
{
    auto sample =
        std::find_if(dataset.samples.begin(), dataset.samples.end(), [&](const Sample &s) { return s.image == image; });
    if (sample == dataset.samples.end())
        sample = dataset.samples.insert(dataset.samples.end(), Sample{image, {}, {}});
    Face face;
    face.sample = static_cast<std::int32_t>(sample - dataset.samples.begin());
    face.box = box;
    face.truth = std::move(truth);
    sample->faces.push_back(static_cast<std::int32_t>(dataset.faces.size()));
    dataset.faces.push_back(std::move(face));
}

Dataset sample()
{
    Dataset dataset;
    dataset.schemeId = "wflw98";
    addFace(dataset, "web/a.jpg", Rect{10, 20, 30, 40.5});
    addFace(dataset, "video/b.jpg", Rect{1, 2, 3, 4});
    addFace(dataset, "web/a.jpg", Rect{200, 20, 30, 40});
    addFace(dataset, "web/c.jpg", std::nullopt, {{{5.25, 6}, {7, 8}}, {}});
    return dataset;
}
} // namespace

void DatasetTest::keysNameImageAndBox()
{
    const auto keys = faceKeys(sample());
    QCOMPARE(keys.size(), 4u);
    QCOMPARE(q(keys[0]), QStringLiteral("web/a.jpg|10,20,30,40.5"));
    QCOMPARE(q(keys[1]), QStringLiteral("video/b.jpg|1,2,3,4"));
    QCOMPARE(q(keys[2]), QStringLiteral("web/a.jpg|200,20,30,40"));
}

void DatasetTest::keysDoNotDependOnTheOrderOfImages()
{
    Dataset other;
    addFace(other, "video/b.jpg", Rect{1, 2, 3, 4});
    addFace(other, "web/a.jpg", Rect{200, 20, 30, 40});
    addFace(other, "web/a.jpg", Rect{10, 20, 30, 40.5});
    const auto first = faceKeys(sample());
    const auto second = faceKeys(other);
    QCOMPARE(q(second[0]), q(first[1]));
    QCOMPARE(q(second[1]), q(first[2]));
    QCOMPARE(q(second[2]), q(first[0]));
}

void DatasetTest::keysOfDuplicatesCount()
{
    Dataset dataset;
    for (int i = 0; i < 3; ++i)
        addFace(dataset, "a.jpg", Rect{1, 2, 3, 4});
    const auto keys = faceKeys(dataset);
    QCOMPARE(q(keys[0]), QStringLiteral("a.jpg|1,2,3,4"));
    QCOMPARE(q(keys[1]), QStringLiteral("a.jpg|1,2,3,4#2"));
    QCOMPARE(q(keys[2]), QStringLiteral("a.jpg|1,2,3,4#3"));
}

void DatasetTest::keysWithoutBoxUseTheFirstLandmark()
{
    QCOMPARE(q(faceKeys(sample())[3]), QStringLiteral("web/c.jpg|@5.25,6"));
    Dataset plain;
    addFace(plain, "a.jpg", std::nullopt);
    QCOMPARE(q(faceKeys(plain)[0]), QStringLiteral("a.jpg|"));
}

void DatasetTest::facesAreNumberedWithinTheirImage()
{
    const Dataset dataset = sample();
    QCOMPARE(dataset.numberInImage(0), 0);
    QCOMPARE(dataset.numberInImage(1), 0);
    QCOMPARE(dataset.numberInImage(2), 1);
    QCOMPARE(q(dataset.sampleOf(2).image), QStringLiteral("web/a.jpg"));
}

void DatasetTest::imagePathsMayHoldAnyLetter()
{
    Dataset dataset;
    dataset.imageRoot = "/data";
    addFace(dataset,
            "gr\xC3\xBC\xC3\x9F"
            "e/\xE5\x9B\xBE #1.jpg",
            std::nullopt);
    QCOMPARE(q(dataset.imagePath(0).string()), QString::fromUtf8("/data/gr\xC3\xBC\xC3\x9F"
                                                                 "e/\xE5\x9B\xBE #1.jpg"));
    addFace(dataset, "/elsewhere/x.jpg", std::nullopt);
    QCOMPARE(q(dataset.imagePath(1).string()), QStringLiteral("/elsewhere/x.jpg"));
}

void DatasetTest::selectionMatchesImagePaths()
{
    const Dataset dataset = sample();
    QCOMPARE(selectFaces(dataset, "web/*"), std::vector<int>({0, 2, 3}));
    QCOMPARE(selectFaces(dataset, "*/b.jpg"), std::vector<int>({1}));
    QCOMPARE(selectFaces(dataset, ""), std::vector<int>({0, 1, 2, 3}));
    QVERIFY(selectFaces(dataset, "other/*").empty());
}

void DatasetTest::subsetKeepsOrderAndLinks()
{
    const Dataset dataset = sample();
    const Dataset part = subset(dataset, {2, 3, 0});
    QCOMPARE(part.faces.size(), 3u);
    QCOMPARE(part.samples.size(), 2u);
    QCOMPARE(q(part.sampleOf(0).image), QStringLiteral("web/a.jpg"));
    QCOMPARE(part.faces[0].box->x, 200.0);
    QCOMPARE(part.samples[0].faces, std::vector<std::int32_t>({0, 2}));
    QCOMPARE(part.samples[1].faces, std::vector<std::int32_t>({1}));
    QCOMPARE(q(part.schemeId), q(dataset.schemeId));
    QVERIFY(subset(dataset, {}).samples.empty());
    QCOMPARE(dataset.faces.size(), 4u);
}

void DatasetTest::subsetForgetsRowsOfIssues()
{
    Dataset dataset = sample();
    dataset.issues = {{Severity::Warning, "list.txt", 3, says("Odd box."), {}, 2}};
    const Dataset part = subset(dataset, {2});
    QCOMPARE(part.issues.size(), 1u);
    QCOMPARE(part.issues[0].face, -1);
    QCOMPARE(part.issues[0].line, 3);
}

QTEST_GUILESS_MAIN(DatasetTest)
#include "dataset_test.moc"
