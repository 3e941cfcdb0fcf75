#include "core/dataset/edited_dataset.h"
#include "core/dataset/select.h"

#include <QTest>

using namespace fiducial;

class EditedDatasetTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fields_areAppliedInPlaceOfEarlierOnes();
    void editedBox_leavesNothingOfTheFormerOne();
    void addedFace_isThereWhileItsFieldsSaySo();
    void deletedFace_keepsItsRow();
    void standIns_areForImagesWithoutARow();
    void attributes_areFoundByName();

private:
    /// Two images of two faces and one of none.
    static Dataset threeImages()
    {
        Dataset dataset;
        dataset.attributeNames = wflwAttributeNames();
        for (int i = 0; i < 3; ++i) {
            dataset.samples.push_back({std::to_string(i) + ".png", {}, {}});
            for (int j = 0; j < 2 && i < 2; ++j) {
                dataset.samples.back().faces.push_back(static_cast<std::int32_t>(dataset.faces.size()));
                Face face;
                face.sample = i;
                face.box = Rect{10.0 * j, 5, 20, 30};
                face.attributes = {1, 0, 0, 0, 0, 1};
                dataset.faces.push_back(std::move(face));
            }
        }
        return dataset;
    }
};

void EditedDatasetTest::fields_areAppliedInPlaceOfEarlierOnes()
{
    Dataset dataset = threeImages();
    setFields(dataset, 1, {Presence::AsRead, Rect{1, 2, 3, 4}, {{"pose", 0}, {"own", 1}}});
    QCOMPARE(*dataset.faces[1].box, (Rect{1, 2, 3, 4}));
    QCOMPARE(dataset.faces[1].attributes, (std::vector<std::int8_t>{0, 0, 0, 0, 0, 1, 1}));
    setFields(dataset, 1, {Presence::AsRead, {}, {{"blur", 0}}});
    QCOMPARE(*dataset.faces[1].box, (Rect{10, 5, 20, 30}));
    QCOMPARE(dataset.faces[1].attributes, (std::vector<std::int8_t>{1, 0, 0, 0, 0, 0}));
    QCOMPARE(*dataset.faces[1].asRead->box, (Rect{10, 5, 20, 30}));
    setFields(dataset, 1, {});
    QVERIFY(!dataset.faces[1].asRead);
    QCOMPARE(dataset.faces[1].attributes, threeImages().faces[1].attributes);
}

void EditedDatasetTest::editedBox_leavesNothingOfTheFormerOne()
{
    Dataset dataset = threeImages();
    const DerivedFields read{CentreScale{{20, 20}, 0.15}, 30.0, 600.0, std::array{1.0, 2.0, 3.0}, {{1, 2}}};
    dataset.faces[1].derived = read;
    setFields(dataset, 1, {Presence::AsRead, {}, {{"pose", 0}}});
    QVERIFY(dataset.faces[1].derived == read); // the box is still the one that was read
    setFields(dataset, 1, {Presence::AsRead, Rect{50, 60, 40, 40}, {}});
    QVERIFY((dataset.faces[1].derived == DerivedFields{{}, {}, {}, read.euler, read.fivePoints}));
    setFields(dataset, 1, {Presence::AsRead, {}, {{"pose", 0}}});
    QVERIFY(dataset.faces[1].derived == read);
    setFields(dataset, 1, {});
    QVERIFY(dataset.faces[1].derived == read);
}

void EditedDatasetTest::addedFace_isThereWhileItsFieldsSaySo()
{
    Dataset dataset = threeImages();
    const int row = appendFace(dataset, 0);
    QCOMPARE(row, 4);
    QCOMPARE(facesOf(dataset), (std::vector<int>{0, 1, 2, 3}));
    setFields(dataset, row, {Presence::Added, Rect{1, 1, 9, 9}, {}});
    QCOMPARE(dataset.samples[0].faces, (std::vector<std::int32_t>{0, 1, 4}));
    QCOMPARE(dataset.numberInImage(row), 2);
    setFields(dataset, row, {Presence::Deleted, Rect{1, 1, 9, 9}, {}});
    QCOMPARE(dataset.samples[0].faces, (std::vector<std::int32_t>{0, 1}));
    setFields(dataset, row, {});
    QVERIFY(dataset.faces[4].removed);
    QVERIFY(!dataset.faces[4].box);
}

void EditedDatasetTest::deletedFace_keepsItsRow()
{
    Dataset dataset = threeImages();
    setFields(dataset, 0, {Presence::Deleted, {}, {}});
    QCOMPARE(facesOf(dataset), (std::vector<int>{1, 2, 3}));
    QCOMPARE(selectFaces(dataset, "0.png"), std::vector<int>{1});
    QCOMPARE(dataset.faces.size(), std::size_t{4});
    QCOMPARE(*dataset.faces[0].box, (Rect{0, 5, 20, 30}));
    setFields(dataset, 0, {});
    QCOMPARE(dataset.samples[0].faces, (std::vector<std::int32_t>{0, 1}));
}

void EditedDatasetTest::standIns_areForImagesWithoutARow()
{
    Dataset dataset = threeImages();
    setFields(dataset, 2, {Presence::Deleted, {}, {}});
    setFields(dataset, 3, {Presence::Deleted, {}, {}}); // its rows stand for the image
    appendStandIns(dataset);
    QCOMPARE(dataset.faces.size(), std::size_t{5});
    QCOMPARE(dataset.faces[4].sample, 2);
    QVERIFY(dataset.faces[4].removed);
    QVERIFY(dataset.samples[2].faces.empty());
    appendStandIns(dataset);
    QCOMPARE(dataset.faces.size(), std::size_t{5});
}

void EditedDatasetTest::attributes_areFoundByName()
{
    Dataset dataset = threeImages();
    QCOMPARE(wflwAttributesOf(dataset, dataset.faces[0]), (std::vector<std::int8_t>{1, 0, 0, 0, 0, 1}));
    QVERIFY(ownAttributeNames(dataset).empty());
    addAttributes(dataset, {"blur", "hat"});
    QCOMPARE(ownAttributeNames(dataset), std::vector<std::string>{"hat"});
    QCOMPARE(attributeOf(dataset, 0, attributeIndex(dataset, "hat")), std::int8_t{-1});
    Dataset other;
    other.attributeNames = {"hat", "beard", "a", "b", "c", "d"};
    Face face;
    face.attributes = {1, 1, 1, 1, 1, 1};
    QVERIFY(wflwAttributesOf(other, face).empty()); // six, but not those of WFLW
    other.attributeNames = {"hat", "blur"};
    face.attributes = {1, 0};
    QCOMPARE(wflwAttributesOf(other, face), (std::vector<std::int8_t>{-1, -1, -1, -1, -1, 0}));
    face.attributes = {-1, -1, -1, -1, -1, -1};
    QVERIFY(wflwAttributesOf(dataset, face).empty());
}

QTEST_GUILESS_MAIN(EditedDatasetTest)
#include "edited_dataset_test.moc"
