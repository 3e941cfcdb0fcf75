#include "core/image/image.h"
#include "core/model/face_detector.h"
#include "tests/support/test_support.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <map>
#include <sstream>

using namespace fiducial;

/// The set of synthetic faces that is installed with the program.
class SamplesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theSetIsWholeAndSmall();
    void everyAttributeIsShown();
    void theDetectorFindsTheFaces();

private:
    std::filesystem::path folder_;
    std::map<std::string, std::vector<Rect>> boxes_; ///< by picture
    std::array<int, 6> attributes_{};
};

void SamplesTest::initTestCase()
{
    folder_ = test::sourceDir() / "resources" / "samples";
    std::istringstream list(
        test::readAll(folder_ / "WFLW_annotations/list_98pt_rect_attr_train_test/list_98pt_rect_attr_test.txt"));
    for (std::string line; std::getline(list, line);) {
        std::istringstream row(line);
        std::vector<std::string> fields;
        for (std::string field; row >> field;)
            fields.push_back(field);
        QCOMPARE(fields.size(), std::size_t{207});
        const auto number = [&](std::size_t i) { return std::stod(fields[i]); };
        boxes_[fields[206]].push_back(Rect::fromCorners(number(196), number(197), number(198), number(199)));
        for (std::size_t i = 0; i < 6; ++i)
            attributes_[i] += static_cast<int>(number(200 + i));
    }
}

void SamplesTest::theSetIsWholeAndSmall()
{
    std::size_t faces = 0;
    for (const auto &[name, boxes] : boxes_) {
        faces += boxes.size();
        const auto picture = image::decode(folder_ / "WFLW_images" / name);
        QVERIFY2(picture.ok(), name.c_str());
        for (const Rect &box : boxes)
            QVERIFY(box.x >= 0 && box.y >= 0 && box.right() < picture->cols && box.bottom() < picture->rows);
    }
    QCOMPARE(faces, std::size_t{24});
    std::uintmax_t bytes = 0;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(folder_))
        bytes += entry.is_regular_file() ? entry.file_size() : 0;
    QVERIFY(bytes < 2'000'000);
}

void SamplesTest::everyAttributeIsShown()
{
    for (const int faces : attributes_)
        QVERIFY(faces > 0 && faces < 12);
}

void SamplesTest::theDetectorFindsTheFaces()
{
    const auto models = test::sourceDir() / ".deps" / "models";
    if (!std::filesystem::exists(models / "centerface.onnx"))
        QSKIP("CenterFace is not installed");
    const auto card =
        model::parseDetectorCard(test::readAll(test::sourceDir() / "resources" / "models" / "centerface.json"));
    QVERIFY(card.ok());
    auto detector = model::loadDetector(*card, models);
    QVERIFY2(detector.ok(), detector ? "" : detector.error().message.text().c_str());
    int found = 0;
    for (const auto &[name, boxes] : boxes_) {
        const auto faces = (*detector)->detect(image::decode(folder_ / "WFLW_images" / name).value());
        QVERIFY(faces.ok());
        for (const Rect &box : boxes)
            found += std::any_of(faces->begin(), faces->end(), [&](const model::DetectedFace &face) {
                return intersectionOverUnion(face.box, box) > 0.4;
            });
    }
    QVERIFY2(found >= 22, qPrintable(QString::number(found)));
}

QTEST_GUILESS_MAIN(SamplesTest)
#include "samples_test.moc"
