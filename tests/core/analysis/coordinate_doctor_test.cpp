#include "core/analysis/coordinate_doctor.h"
#include "core/base/rng.h"
#include "tests/support/numbers.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>

using namespace fiducial;
using namespace fiducial::analysis;
using namespace fiducial::test;

namespace {

const LandmarkScheme &scheme()
{
    return *findScheme("ibug68");
}

/// Faces of many sizes and places; `noise` is the share of the face by which the two sets differ at each point.
struct TwoSets {
    std::vector<std::vector<Point2>> subject, reference;
    std::vector<Size> images;

    using Slip = std::function<Point2(Point2, Size)>;

    TwoSets(int faces, double noise, const Slip &slip, bool mirrored = false, double habit = 0, double oneSize = 0)
    {
        Rng rng(static_cast<std::uint64_t>(faces) + 17);
        for (int n = 0; n < faces; ++n) {
            const Size image{static_cast<int>(600 + rng.below(900)), static_cast<int>(500 + rng.below(900))};
            const double size = oneSize > 0 ? oneSize : rng.uniform(60, 400);
            const Point2 centre{rng.uniform(size, image.width - size / 2), rng.uniform(size, image.height - size / 2)};
            const double turn = rng.uniform(-0.3, 0.3);
            std::vector<Point2> true_points, read;
            for (const Point2 p : scheme().meanShape) {
                const Point2 bent{p.x * std::cos(turn) - p.y * std::sin(turn),
                                  p.x * std::sin(turn) + p.y * std::cos(turn)};
                true_points.push_back(centre + bent * size);
            }
            for (std::size_t i = 0; i < true_points.size(); ++i) {
                const auto from = mirrored ? static_cast<std::size_t>(scheme().mirror[i]) : i;
                const Point2 jitter{noise * size * rng.normal(), noise * size * rng.normal() + habit * size};
                read.push_back(slip(true_points[from] + jitter, image));
            }
            subject.push_back(std::move(read));
            reference.push_back(std::move(true_points));
            images.push_back(image);
        }
    }

    CoordinateDiagnosis diagnose() const
    {
        std::vector<PairedShape> pairs;
        for (std::size_t i = 0; i < subject.size(); ++i)
            pairs.push_back({subject[i], reference[i], images[i]});
        return diagnoseCoordinates(pairs, scheme()).value();
    }
};

Point2 same(Point2 p, Size)
{
    return p;
}

TwoSets::Slip shiftedBy(double dx, double dy)
{
    return [=](Point2 p, Size) { return p + Point2{dx, dy}; };
}

} // namespace

Q_DECLARE_METATYPE(TwoSets::Slip)

class CoordinateDoctorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void healthySetsAreLeftAlone();
    void slips_data();
    void slips();
    void offsets_data();
    void offsets();
    void slipAndOffsetTogether();
    void habitOfAModelIsNoOffset();
    void facesOfOneSizeStillTellTheOffset();
    void noiseIsUnclearNotHealthy();
    void axesMustAgree();
    void outliersDoNotMatter();
    void missingPointsAreLeftOut();
    void unrelatedSetsAreSaidToBe();
    void tooFewFacesAreAnError();
};

void CoordinateDoctorTest::healthySetsAreLeftAlone()
{
    const CoordinateDiagnosis found = TwoSets(60, 0.01, same).diagnose();
    QVERIFY(found.healthy());
    QCOMPARE(found.faces, 60);
    QCOMPARE(found.summary(), std::string("No pixel offset."));
    QCOMPARE(found.repaired({3, 4}, {10, 10}), (Point2{3, 4}));
}

void CoordinateDoctorTest::slips_data()
{
    QTest::addColumn<TwoSets::Slip>("slip");
    QTest::addColumn<bool>("mirrored");
    QTest::addColumn<CoordinateSlip>("expected");
    const auto row = [](const char *name, const TwoSets::Slip &slip, bool mirrored, CoordinateSlip expected) {
        QTest::newRow(name) << slip << mirrored << expected;
    };
    const TwoSets::Slip flipped = [](Point2 p, Size image) { return Point2{image.width - 1 - p.x, p.y}; };
    row(
        "axes",
        [](Point2 p, Size) {
            return Point2{p.y, p.x};
        },
        false, CoordinateSlip::SwappedAxes);
    row("points", same, true, CoordinateSlip::MirroredPoints);
    row("flipped, not renumbered", flipped, false, CoordinateSlip::MirroredImage);
    row("flipped and renumbered", flipped, true, CoordinateSlip::MirroredBoth);
    row(
        "fractions",
        [](Point2 p, Size i) {
            return Point2{p.x / i.width, p.y / i.height};
        },
        false, CoordinateSlip::Fractions);
    row(
        "half size", [](Point2 p, Size) { return p * 0.5; }, false, CoordinateSlip::Scaled);
    row(
        "stretched",
        [](Point2 p, Size) {
            return Point2{p.x * 1.1, p.y * 0.7};
        },
        false, CoordinateSlip::Scaled);
}

void CoordinateDoctorTest::slips()
{
    QFETCH(TwoSets::Slip, slip);
    QFETCH(bool, mirrored);
    QFETCH(CoordinateSlip, expected);
    const TwoSets sets(60, 0.008, slip, mirrored);
    const CoordinateDiagnosis found = sets.diagnose();
    QVERIFY2(found.slip == expected, found.summary().c_str());
    QVERIFY(!found.healthy());
    QVERIFY(found.deviationRepaired < 0.02);
    QCOMPARE(found.mirrorsPoints(), mirrored);
    const auto from = mirrored ? static_cast<std::size_t>(scheme().mirror[4]) : 4;
    const Point2 repaired = found.repaired(sets.subject[7][from], sets.images[7]);
    QVERIFY(distance(repaired, sets.reference[7][4]) < 0.04 * 400);
}

void CoordinateDoctorTest::offsets_data()
{
    QTest::addColumn<double>("shift");
    QTest::addColumn<PixelOffset>("expected");
    QTest::addColumn<int>("sign");
    QTest::newRow("subject counts from 1") << 1.0 << PixelOffset::One << 1;
    QTest::newRow("reference counts from 1") << -1.0 << PixelOffset::One << -1;
    QTest::newRow("corner") << 0.5 << PixelOffset::Half << 1;
    QTest::newRow("centre") << -0.5 << PixelOffset::Half << -1;
    QTest::newRow("odd") << 3.2 << PixelOffset::Other << 0;
}

void CoordinateDoctorTest::offsets()
{
    QFETCH(double, shift);
    QFETCH(PixelOffset, expected);
    QFETCH(int, sign);
    const TwoSets sets(80, 0.005, shiftedBy(shift, shift));
    const CoordinateDiagnosis found = sets.diagnose();
    QVERIFY2(found.offset == expected, found.summary().c_str());
    QVERIFY(found.slip == CoordinateSlip::None);
    QCOMPARE(found.sign, sign);
    QVERIFY(std::abs(found.x.pixels - shift) < 4 * found.x.standardError + 1e-9);
    if (sign != 0) // the repair takes the offset out, so that a second look finds none
        QCOMPARE(found.repaired({10, 10}, {}), (Point2{10 - shift, 10 - shift}));
}

void CoordinateDoctorTest::slipAndOffsetTogether()
{
    const TwoSets sets(80, 0.004, [](Point2 p, Size) { return Point2{p.y + 1, p.x + 1}; });
    const CoordinateDiagnosis found = sets.diagnose();
    QVERIFY(found.slip == CoordinateSlip::SwappedAxes);
    QVERIFY(found.offset == PixelOffset::One && found.sign == 1);
    QVERIFY(found.summary().starts_with("x and y are exchanged. "));
}

/// A model that places every point 1 % of the face too low: far more than a pixel on large faces, and no convention.
void CoordinateDoctorTest::habitOfAModelIsNoOffset()
{
    const CoordinateDiagnosis found = TwoSets(150, 0.005, same, false, 0.01).diagnose();
    QVERIFY2(found.offset == PixelOffset::None, found.summary().c_str());
    QVERIFY(found.y.perSize > 0.005);
    const CoordinateDiagnosis both = TwoSets(150, 0.005, shiftedBy(1, 1), false, 0.01).diagnose();
    QVERIFY2(both.offset == PixelOffset::One, both.summary().c_str());
}

void CoordinateDoctorTest::facesOfOneSizeStillTellTheOffset()
{
    const CoordinateDiagnosis found = TwoSets(60, 0.005, shiftedBy(0.5, 0.5), false, 0, 200).diagnose();
    QVERIFY2(found.offset == PixelOffset::Half, found.summary().c_str());
    QCOMPARE(found.x.perSize, 0.0);
}

void CoordinateDoctorTest::noiseIsUnclearNotHealthy()
{
    const CoordinateDiagnosis found = TwoSets(6, 0.05, same).diagnose();
    QVERIFY(found.offset == PixelOffset::Unclear);
    QVERIFY(!found.healthy());
    QVERIFY(found.summary().find("cannot be told") != std::string::npos);
}

void CoordinateDoctorTest::axesMustAgree()
{
    QVERIFY(TwoSets(80, 0.005, shiftedBy(1, 0)).diagnose().offset == PixelOffset::Other);
    QVERIFY(TwoSets(80, 0.005, shiftedBy(1, -1)).diagnose().offset == PixelOffset::Other);
}

void CoordinateDoctorTest::outliersDoNotMatter()
{
    TwoSets sets(100, 0.004, shiftedBy(0.5, 0.5));
    for (std::size_t face = 0; face < 15; ++face)
        for (Point2 &p : sets.subject[face])
            p = p + Point2{80, -200};
    const CoordinateDiagnosis found = sets.diagnose();
    QVERIFY2(found.offset == PixelOffset::Half && found.sign == 1, found.summary().c_str());
}

void CoordinateDoctorTest::missingPointsAreLeftOut()
{
    TwoSets sets(80, 0.004, shiftedBy(1, 1), true);
    for (std::size_t face = 0; face < sets.subject.size(); ++face)
        for (std::size_t i = face % 3; i < 68; i += 3)
            sets.subject[face][i] = {kNan, kNan};
    sets.subject[0].assign(68, {kNan, kNan});
    const CoordinateDiagnosis found = sets.diagnose();
    QCOMPARE(found.faces, 79);
    QVERIFY(found.slip == CoordinateSlip::MirroredPoints);
    QVERIFY(found.offset == PixelOffset::One);
}

void CoordinateDoctorTest::unrelatedSetsAreSaidToBe()
{
    TwoSets sets(40, 0.01, same);
    std::rotate(sets.subject.begin(), sets.subject.begin() + 7, sets.subject.end());
    const CoordinateDiagnosis found = sets.diagnose();
    QVERIFY(!found.healthy());
    QVERIFY(found.offset == PixelOffset::Unclear);
    QVERIFY2(found.summary().find("nothing to do with each other") != std::string::npos, found.summary().c_str());
}

void CoordinateDoctorTest::tooFewFacesAreAnError()
{
    const TwoSets sets(4, 0.01, same);
    std::vector<PairedShape> pairs;
    for (std::size_t i = 0; i < 4; ++i)
        pairs.push_back({sets.subject[i], sets.reference[i], {}});
    QVERIFY(!diagnoseCoordinates(pairs, scheme()).ok());
    pairs.assign(20, {std::span(sets.subject[0]).first(5), sets.reference[0], {}});
    QVERIFY(!diagnoseCoordinates(pairs, scheme()).ok());
}

QTEST_GUILESS_MAIN(CoordinateDoctorTest)
#include "coordinate_doctor_test.moc"
