#include "core/base/rng.h"
#include "core/pipeline/examine.h"
#include "tests/support/test_support.h"

#include <opencv2/imgcodecs.hpp>

#include <QTest>

#include <limits>
#include <numeric>

using namespace fiducial;
using namespace fiducial::analysis;
using namespace fiducial::test;

/// A run and the ground truth of a data set, paired for the coordinate doctor.
class ExamineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theRunIsHeldAgainstTheTruth();
    void theTruthIsHeldAgainstTheRun();
    void facesWithoutBothAreLeftOut();
    void absentPointsDoNotCount();
    void rowsAreFoundByFace();
    void sizesComeFromTheFiles();
    void anotherSchemeIsRefused();
    void cancellingEndsIt();

private:
    Result<CoordinateDiagnosis> examine(bool runIsSubject, const JobContext &context = {}) const
    {
        pipeline::ExamineRequest request{&dataset_, &run_, {}, {}, runIsSubject};
        request.faces.resize(dataset_.faces.size());
        std::iota(request.faces.begin(), request.faces.end(), 0);
        return pipeline::examineCoordinates(request, context);
    }
    void moveRun(Point2 by)
    {
        for (Prediction &row : run_.rows)
            for (Point2f &p : row.points)
                p = toFloat(toDouble(p) + by);
    }

    static constexpr int kFaces = 40;
    Dataset dataset_;
    Run run_;
};

void ExamineTest::init()
{
    dataset_ = {};
    dataset_.schemeId = "wflw98";
    run_ = {};
    run_.schemeId = "wflw98";
    Rng rng(3);
    for (int i = 0; i < kFaces; ++i) {
        dataset_.samples.push_back({"face" + std::to_string(i) + ".png", {400, 300}, {i}});
        Face face;
        face.sample = i;
        const double size = 60 + 3 * i;
        for (const Point2 p : findScheme("wflw98")->meanShape)
            face.truth.points.push_back(p * size + Point2{200, 150});
        face.box = landmarkBox(face.truth);
        Prediction row{dataset_.samples.back().image, *face.box, {}, false, {}, {}, {}};
        for (const Point2 p : face.truth.points)
            row.points.push_back(toFloat(p + Point2{0.2 * rng.normal(), 0.2 * rng.normal()}));
        dataset_.faces.push_back(face);
        run_.rows.push_back(row);
    }
}

void ExamineTest::theRunIsHeldAgainstTheTruth()
{
    QVERIFY(examine(true)->healthy());
    QCOMPARE(examine(true)->faces, kFaces);
    moveRun({0.5, 0.5});
    const auto found = examine(true);
    QCOMPARE(found->offset, PixelOffset::Half);
    QCOMPARE(found->sign, 1);
}

void ExamineTest::theTruthIsHeldAgainstTheRun()
{
    moveRun({1, 1});
    const auto found = examine(false);
    QCOMPARE(found->offset, PixelOffset::One);
    QCOMPARE(found->sign, -1);
}

void ExamineTest::facesWithoutBothAreLeftOut()
{
    run_.rows[3].missing = true;
    run_.rows[4].points.clear();
    run_.rows.erase(run_.rows.begin() + 7);
    dataset_.faces[9].truth = {};
    QCOMPARE(examine(true)->faces, kFaces - 4);
}

void ExamineTest::absentPointsDoNotCount()
{
    for (Face &face : dataset_.faces)
        for (int i = 0; i < 20; ++i) {
            face.truth.points[static_cast<std::size_t>(i)] = {9000, 9000};
            face.truth.setVisibility(i, Visibility::Absent);
        }
    QVERIFY(examine(true)->healthy());
    QVERIFY(examine(true)->deviationAsRead < 0.01);
}

void ExamineTest::rowsAreFoundByFace()
{
    std::reverse(run_.rows.begin(), run_.rows.end());
    QVERIFY(examine(true)->healthy()); // by image and box
    std::vector<int> rows(kFaces);
    std::iota(rows.begin(), rows.end(), 0);
    std::vector<int> reversed(rows.rbegin(), rows.rend());
    for (Prediction &row : run_.rows)
        row.image.clear(); // nothing to be known by but what the caller knows
    QVERIFY(pipeline::examineCoordinates({&dataset_, &run_, reversed, rows, true}, {})->healthy());
}

void ExamineTest::sizesComeFromTheFiles()
{
    const TempDir folder;
    dataset_.imageRoot = folder.path();
    for (Sample &sample : dataset_.samples) {
        sample.size = {};
        QVERIFY(cv::imwrite((folder / sample.image).string(), cv::Mat::zeros(300, 400, CV_8UC1)));
    }
    for (Prediction &row : run_.rows)
        for (Point2f &p : row.points)
            p = {p.x / 400, p.y / 300};
    const auto found = examine(true);
    QCOMPARE(found->slip, CoordinateSlip::Fractions);
    std::filesystem::remove_all(folder.path());
    QVERIFY(examine(true)->slip != CoordinateSlip::Fractions); // cannot be told without
}

void ExamineTest::anotherSchemeIsRefused()
{
    run_.schemeId = "no such scheme";
    const auto refused = examine(true);
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code, Errc::Unsupported);
    dataset_.schemeId.clear();
    QCOMPARE(examine(true).error().code, Errc::InvalidArgument);
}

void ExamineTest::cancellingEndsIt()
{
    int asked = 0;
    JobContext context;
    context.cancelled = [&asked] { return ++asked > 3; };
    std::int64_t told = 0;
    context.progress = [&told](std::int64_t done, std::int64_t total) { told = total == kFaces ? done : -1; };
    QCOMPARE(examine(true, context).error().code, Errc::Cancelled);
    QCOMPARE(told, 3);
}

QTEST_GUILESS_MAIN(ExamineTest)
#include "examine_test.moc"
