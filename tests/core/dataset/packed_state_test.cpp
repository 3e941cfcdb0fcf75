#include "core/base/rng.h"
#include "core/dataset/packed_state.h"

#include <QTest>

#include <bit>
#include <limits>

using namespace fiducial;

/// What is packed comes back with every bit, and takes few bytes where it says little.
class PackedStateTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void untouchedFace_takesNothing();
    void draggedPoints_takeTheirOwnBytesOnly();
    void usedPrediction_isKeptAsFloats();
    void anyState_comesBackWithEveryBit();
};

namespace {
constexpr int kPoints = 98;

LandmarkSet randomSet(Rng &rng, int count = kPoints)
{
    LandmarkSet set;
    for (int i = 0; i < count; ++i)
        set.points.push_back({rng.uniform(-10, 900), rng.uniform(-10, 900)});
    return set;
}

bool sameBits(double a, double b)
{
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

bool sameBits(const FaceState &a, const FaceState &b)
{
    const auto &p = a.mine.set.points, &q = b.mine.set.points;
    bool same = a.review == b.review && p.size() == q.size() && a.mine.set.visibility == b.mine.set.visibility &&
                a.mine.origin == b.mine.origin && a.note == b.note && a.comments == b.comments && a.fields == b.fields;
    for (std::size_t i = 0; same && i < p.size(); ++i)
        same = sameBits(p[i].x, q[i].x) && sameBits(p[i].y, q[i].y);
    return same;
}
} // namespace

void PackedStateTest::untouchedFace_takesNothing()
{
    Rng rng(1);
    FaceState state;
    state.review = ReviewState::NeedsWork;
    const PackedState packed(state, randomSet(rng));
    QCOMPARE(packed.size(), std::size_t{0});
    QVERIFY(!packed.edited());
    QVERIFY(packed.review() == ReviewState::NeedsWork);
    QVERIFY(sameBits(packed.unpacked({}), state));
}

void PackedStateTest::draggedPoints_takeTheirOwnBytesOnly()
{
    Rng rng(2);
    const LandmarkSet truth = randomSet(rng);
    FaceState state;
    state.mine.set = truth;
    state.mine.origin.assign(kPoints, {PointSource::GroundTruth, -1, 0, 0});
    state.mine.set.points[7].x += 0.1;
    state.mine.origin[7] = {PointSource::Human, -1, 0.1F, 1700000000};
    const PackedState packed(state, truth);
    QVERIFY(packed.edited());
    QVERIFY2(packed.size() < 160, qPrintable(QString::number(packed.size())));
    QVERIFY(sameBits(packed.unpacked(truth), state));
}

void PackedStateTest::usedPrediction_isKeptAsFloats()
{
    Rng rng(3);
    const LandmarkSet truth = randomSet(rng);
    FaceState state;
    state.mine.set = randomSet(rng);
    for (Point2 &p : state.mine.set.points)
        p = toDouble(toFloat(p));
    state.mine.origin.assign(kPoints, {PointSource::Model, 3, 0, 1700000000});
    const PackedState packed(state, truth);
    QVERIFY2(packed.size() < kPoints * sizeof(Point2f) + 64, qPrintable(QString::number(packed.size())));
    QVERIFY(sameBits(packed.unpacked(truth), state));
}

void PackedStateTest::anyState_comesBackWithEveryBit()
{
    Rng rng(4);
    const double odd[] = {std::numeric_limits<double>::quiet_NaN(),
                          -0.0,
                          1e300,
                          5e-324,
                          std::bit_cast<double>(std::uint64_t{0x7FF8000000001234}),
                          -1e-40};
    for (int round = 0; round < 500; ++round) {
        const LandmarkSet truth = randomSet(rng, static_cast<int>(rng.below(3)) * 20);
        FaceState state;
        state.review = static_cast<ReviewState>(rng.below(7));
        if (rng.below(2))
            state.note = {"Ada", static_cast<std::int64_t>(rng.below(9)), std::string(rng.below(20), 'r')};
        for (std::uint64_t i = rng.below(4); i > 0; --i)
            state.comments.push_back({Uuid::random(), static_cast<int>(i) - 1, std::string(rng.below(300), 'c'), "Bo",
                                      static_cast<std::int64_t>(i), i == 2});
        if (rng.below(2))
            state.fields.presence = static_cast<Presence>(rng.below(3));
        if (rng.below(2))
            state.fields.box = Rect{rng.uniform(-9, 9), 2, 0.1, odd[rng.below(3) == 0 ? 2 : 3]};
        for (std::uint64_t i = rng.below(4); i > 0; --i)
            state.fields.attributes[std::string(i, 'a')] = static_cast<std::int8_t>(static_cast<int>(rng.below(3)) - 1);
        state.mine.set = rng.below(2) && !truth.empty() ? truth : randomSet(rng, static_cast<int>(rng.below(60)));
        for (Point2 &p : state.mine.set.points) {
            if (rng.below(2))
                p = toDouble(toFloat(p));
            if (rng.below(10) == 0)
                p.x = odd[rng.below(6)];
            state.mine.origin.push_back({static_cast<PointSource>(rng.below(4)),
                                         static_cast<std::int16_t>(rng.below(3)), static_cast<float>(rng.below(2)),
                                         static_cast<std::uint32_t>(rng.below(2))});
        }
        if (rng.below(2))
            for (int i = 0; i < state.mine.set.count(); ++i)
                state.mine.set.setVisibility(i, static_cast<Visibility>(rng.below(3)));
        QVERIFY(sameBits(PackedState(state, truth).unpacked(truth), state));
    }
}

QTEST_GUILESS_MAIN(PackedStateTest)
#include "packed_state_test.moc"
