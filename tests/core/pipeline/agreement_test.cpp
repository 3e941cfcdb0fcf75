#include "core/base/rng.h"
#include "core/pipeline/agreement.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>

/// Inter-annotator errors, held against a computation from the definitions.
namespace fiducial::test {

class AgreementTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void landmarksHaveMeanMedianAndNinthDecile();
    void facesAreSortedByTheirDifference();
    void absentPointsAreNotCompared();
    void facesOfOneSideAreCounted();
    void nothingInCommonIsAnError();

private:
    pipeline::AgreementRequest request() const
    {
        const auto side = [](const std::map<int, LandmarkSet> &sets) {
            return [&sets](int face) -> const LandmarkSet * {
                const auto found = sets.find(face);
                return found == sets.end() ? nullptr : &found->second;
            };
        };
        pipeline::AgreementRequest out;
        out.dataset = &dataset_;
        for (int face = 0; face < kFaces; ++face)
            out.faces.push_back(face);
        out.first = side(first_);
        out.second = side(second_);
        return out;
    }
    double distanceAt(int face, std::size_t i) const
    {
        return std::hypot(first_.at(face).points[i].x - second_.at(face).points[i].x,
                          first_.at(face).points[i].y - second_.at(face).points[i].y);
    }
    double lengthOf(int face) const
    {
        const auto eyes = [](const LandmarkSet &set) { return distance(set.points[60], set.points[72]); };
        return (eyes(first_.at(face)) + eyes(second_.at(face))) / 2;
    }

    static constexpr int kFaces = 25;
    Dataset dataset_;
    std::map<int, LandmarkSet> first_, second_;
};

void AgreementTest::init()
{
    dataset_ = {};
    dataset_.schemeId = "wflw98";
    first_.clear();
    second_.clear();
    Rng rng(3);
    for (int face = 0; face < kFaces; ++face) {
        Sample sample;
        sample.image = "face" + std::to_string(face) + ".jpg";
        sample.faces = {face};
        dataset_.samples.push_back(sample);
        Face added;
        added.sample = face;
        dataset_.faces.push_back(added);
        LandmarkSet &a = first_[face], &b = second_[face];
        const double size = 80 + 5 * face, spread = rng.uniform(0.5, 4);
        for (const Point2 p : findScheme("wflw98")->meanShape) {
            a.points.push_back(p * size + Point2{200, 200});
            b.points.push_back(a.points.back() + Point2{rng.uniform(-spread, spread), rng.uniform(-spread, spread)});
        }
    }
}

void AgreementTest::landmarksHaveMeanMedianAndNinthDecile()
{
    const auto report = pipeline::agreement(request(), {}).value();
    QCOMPARE(report.landmarks.size(), std::size_t{98});
    for (const std::size_t i : {0U, 16U, 54U, 97U}) {
        std::vector<double> pixels, shares;
        double sum = 0, shareSum = 0;
        for (int face = 0; face < kFaces; ++face) {
            pixels.push_back(distanceAt(face, i));
            shares.push_back(distanceAt(face, i) / lengthOf(face));
            sum += pixels.back();
            shareSum += shares.back();
        }
        std::ranges::sort(pixels);
        std::ranges::sort(shares);
        const pipeline::Disagreement &d = report.landmarks[i];
        QCOMPARE(d.count, kFaces);
        QVERIFY(std::abs(d.meanPixels - sum / kFaces) < 1e-9);
        QVERIFY(std::abs(d.mean - shareSum / kFaces) < 1e-9);
        QCOMPARE(d.medianPixels, pixels[12]);
        QCOMPARE(d.median, shares[12]);
        QVERIFY(std::abs(d.p90Pixels - (pixels[21] + 0.6 * (pixels[22] - pixels[21]))) < 1e-9); // place 21.6
        QVERIFY(std::abs(d.p90 - (shares[21] + 0.6 * (shares[22] - shares[21]))) < 1e-9);
    }
    QCOMPARE(report.all.count, kFaces * 98);
}

void AgreementTest::facesAreSortedByTheirDifference()
{
    const auto report = pipeline::agreement(request(), {}).value();
    QCOMPARE(report.faces.size(), std::size_t{kFaces});
    double last = INFINITY;
    for (const pipeline::FaceDisagreement &d : report.faces) {
        double sum = 0, worst = 0;
        int worstPoint = -1;
        for (std::size_t i = 0; i < 98; ++i) {
            sum += distanceAt(d.face, i);
            if (distanceAt(d.face, i) > worst) {
                worst = distanceAt(d.face, i);
                worstPoint = static_cast<int>(i);
            }
        }
        QVERIFY(std::abs(d.meanPixels - sum / 98) < 1e-9);
        QVERIFY(std::abs(d.nme - sum / 98 / lengthOf(d.face)) < 1e-9);
        QCOMPARE(d.worstLandmark, worstPoint);
        QCOMPARE(d.worstPixels, worst);
        QVERIFY(d.nme <= last);
        last = d.nme;
    }
}

void AgreementTest::absentPointsAreNotCompared()
{
    first_[4].setVisibility(7, Visibility::Absent);
    second_[5].setVisibility(7, Visibility::Absent);
    second_[6].setVisibility(8, Visibility::Occluded);
    const auto report = pipeline::agreement(request(), {}).value();
    QCOMPARE(report.landmarks[7].count, kFaces - 2);
    QCOMPARE(report.landmarks[8].count, kFaces);
    for (const pipeline::FaceDisagreement &d : report.faces)
        QCOMPARE(d.visibility, d.face >= 4 && d.face <= 6 ? 1 : 0);
}

void AgreementTest::facesOfOneSideAreCounted()
{
    first_.erase(0);
    second_.erase(1);
    second_.erase(2);
    const auto report = pipeline::agreement(request(), {}).value();
    QCOMPARE(static_cast<int>(report.faces.size()), kFaces - 3);
    QCOMPARE(report.onlySecond, 1);
    QCOMPARE(report.onlyFirst, 2);
}

void AgreementTest::nothingInCommonIsAnError()
{
    second_.clear();
    QCOMPARE(pipeline::agreement(request(), {}).error().code, Errc::InvalidArgument);
}

} // namespace fiducial::test

QTEST_GUILESS_MAIN(fiducial::test::AgreementTest)
#include "agreement_test.moc"
