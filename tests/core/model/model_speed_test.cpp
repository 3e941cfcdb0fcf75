#include "core/model/model_speed.h"
#include "tests/core/model/model_support.h"

#include <QTest>

#include <chrono>
#include <thread>

using namespace fiducial;
using namespace fiducial::model;
using namespace fiducial::test;

namespace {
constexpr std::chrono::milliseconds kPass{2};

/// Takes at least kPass for each pass.
class Sleeper final : public LandmarkModel {
public:
    const ModelCard &card() const override { return card_; }
    std::string device() const override { return "fake"; }
    std::string hash() const override { return {}; }
    Result<std::vector<FaceOutput>> predict(std::span<const FaceInput>, const JobContext &) override
    {
        return makeError(Errc::Unsupported, says("cropping is left out"));
    }
    Prepared prepare(const FaceInput &face) const override
    {
        ++prepared;
        return {{}, {}, face.box, {}};
    }
    Result<std::vector<FaceOutput>> run(std::span<const Prepared> faces, const JobContext &context) override
    {
        if (context.cancelled())
            return makeError(Errc::Cancelled, says("stopped"));
        if (passes == failAt)
            return makeError(Errc::TooLarge, says("full"));
        ++passes;
        seen.push_back(faces.size());
        std::this_thread::sleep_for(kPass);
        return std::vector<FaceOutput>(faces.size());
    }

    mutable int prepared = 0;
    int passes = 0;
    int failAt = -1;
    std::vector<std::size_t> seen;

private:
    ModelCard card_ = plainCard();
};
} // namespace

class ModelSpeedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void countsFacesOfWholePasses();
    void measuresAtLeastOnePass();
    void failuresPassThrough_data();
    void failuresPassThrough();
    void stopsWhenAskedTo();
};

void ModelSpeedTest::countsFacesOfWholePasses()
{
    Sleeper model;
    std::vector<std::int64_t> told;
    JobContext context;
    context.progress = [&](std::int64_t done, std::int64_t total) {
        QCOMPARE(total, std::int64_t{1000});
        told.push_back(done);
    };
    const auto before = std::chrono::steady_clock::now();
    const auto speed = facesPerSecond(model, 4, 0.05, context);
    const std::chrono::duration<double> whole = std::chrono::steady_clock::now() - before;
    QVERIFY(speed.ok());
    QCOMPARE(model.prepared, 1);
    QVERIFY(std::ranges::all_of(model.seen, [](std::size_t n) { return n == 4; }));
    const int measured = model.passes - 2;
    QCOMPARE(told.size(), static_cast<std::size_t>(measured));
    QVERIFY(std::ranges::is_sorted(told) && told.back() == 1000);
    // The measured passes took no less than they sleep and no more than the whole call.
    QVERIFY(*speed <= 4 / std::chrono::duration<double>(kPass).count());
    QVERIFY(*speed >= 4 * measured / whole.count());
}

void ModelSpeedTest::measuresAtLeastOnePass()
{
    Sleeper model;
    const auto speed = facesPerSecond(model, 1, 1e-6, {});
    QVERIFY(speed.ok() && *speed > 0);
    QCOMPARE(model.passes, 3);
}

void ModelSpeedTest::failuresPassThrough_data()
{
    QTest::addColumn<int>("pass");
    QTest::newRow("warming up") << 0;
    QTest::newRow("measuring") << 2;
}

void ModelSpeedTest::failuresPassThrough()
{
    QFETCH(int, pass);
    Sleeper model;
    model.failAt = pass;
    const auto speed = facesPerSecond(model, 2, 10, {});
    QVERIFY(!speed.ok());
    QVERIFY(speed.error().code == Errc::TooLarge);
}

void ModelSpeedTest::stopsWhenAskedTo()
{
    Sleeper model;
    JobContext context;
    context.cancelled = [&] { return model.passes >= 3; };
    const auto speed = facesPerSecond(model, 1, 60, context);
    QVERIFY(!speed.ok());
    QVERIFY(speed.error().code == Errc::Cancelled);
    QCOMPARE(model.passes, 3);
}

QTEST_GUILESS_MAIN(ModelSpeedTest)
#include "model_speed_test.moc"
