#include "core/pipeline/portrait.h"
#include "core/pipeline/portrait_traits.h"
#include "core/pipeline/synthesize.h"
#include "core/scheme/landmark_scheme.h"
#include "tests/support/test_support.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <QTest>

#include <atomic>
#include <cmath>
#include <sstream>

using namespace fiducial;
using namespace fiducial::pipeline;

namespace {

constexpr Size kSmall{192, 192};
constexpr std::uint64_t kSeed = 5;

Portrait small(int index, int faces = 1)
{
    return renderPortrait({kSeed, index, faces, kSmall});
}

cv::Mat decoded(const Portrait &portrait)
{
    return cv::imdecode(portrait.jpeg, cv::IMREAD_GRAYSCALE);
}

cv::Rect inside(const Rect &box)
{
    return cv::Rect(static_cast<int>(box.x), static_cast<int>(box.y), static_cast<int>(box.width),
                    static_cast<int>(box.height)) &
           cv::Rect(0, 0, kSmall.width, kSmall.height);
}

double turn(Point2 a, Point2 b, Point2 c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

bool cross(Point2 a, Point2 b, Point2 c, Point2 d)
{
    return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}

bool crossesItself(const std::vector<Point2> &ring)
{
    const std::size_t n = ring.size();
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = i + 2; j < n; ++j)
            if (!(i == 0 && j == n - 1) && cross(ring[i], ring[i + 1], ring[j], ring[(j + 1) % n]))
                return true;
    return false;
}

/// Indices of calm faces that look nearly straight ahead.
std::vector<int> frontalIndices(int count)
{
    std::vector<int> out;
    for (int i = 0; static_cast<int>(out.size()) < count; ++i) {
        const auto traits = portrait::faceTraits(kSeed, i);
        if (std::abs(traits.pose.yaw) < 12 && std::abs(traits.pose.pitch) < 10 && std::abs(traits.pose.roll) < 8 &&
            !traits.exaggerated())
            out.push_back(i);
    }
    return out;
}

std::vector<std::string> linesOf(const std::string &text)
{
    std::vector<std::string> out;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        out.push_back(line);
    return out;
}

std::vector<std::string> fieldsOf(const std::string &line)
{
    std::vector<std::string> out;
    std::istringstream in(line);
    for (std::string field; in >> field;)
        out.push_back(field);
    return out;
}

constexpr const char *kTestList = "WFLW_annotations/list_98pt_rect_attr_train_test/list_98pt_rect_attr_test.txt";
constexpr const char *kTrainList = "WFLW_annotations/list_98pt_rect_attr_train_test/list_98pt_rect_attr_train.txt";

SynthesizeRequest request(const std::filesystem::path &folder, int count)
{
    SynthesizeRequest out;
    out.folder = folder;
    out.count = count;
    out.seed = kSeed;
    out.size = {96, 96};
    return out;
}

} // namespace

class PortraitTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sameOptionsGiveTheSameBytes();
    void anotherSeedOrIndexGivesAnotherFace();
    void everyFaceHasTheSchemesPointsAndTheirExtent();
    void frontalPointsStandLikeAFace();
    void severalFacesStandSideBySide();
    void attributesFollowFromWhatWasRendered();
    void turnedHeadsMoveTheNose();
    void blurredPicturesHaveNoFineDetail();
    void everyAttributeOccurs();
    void wflwListsHoldWhatWasRendered();
    void largeSetsAreSplit();
    void pointFilesCountFromOne();
    void impossibleRequestsAreRefused_data();
    void impossibleRequestsAreRefused();
    void cancellingStopsAndListsNothing();
    void progressReachesTheTotal();
};

void PortraitTest::sameOptionsGiveTheSameBytes()
{
    for (const int index : {0, 5, 6}) {
        const Portrait a = small(index), b = small(index);
        QVERIFY(a.jpeg == b.jpeg);
        QVERIFY(a.faces.front().points98 == b.faces.front().points98);
    }
}

void PortraitTest::anotherSeedOrIndexGivesAnotherFace()
{
    const Portrait a = small(0), b = small(7), c = renderPortrait({kSeed + 1, 0, 1, kSmall});
    QVERIFY(a.jpeg != b.jpeg);
    QVERIFY(a.faces.front().points98 != c.faces.front().points98);
}

void PortraitTest::everyFaceHasTheSchemesPointsAndTheirExtent()
{
    for (int index = 0; index < 7; ++index) {
        const Portrait portrait = small(index);
        const cv::Mat image = decoded(portrait);
        QCOMPARE(image.cols, kSmall.width);
        QCOMPARE(image.rows, kSmall.height);
        QCOMPARE(portrait.faces.size(), std::size_t{1});
        const PortraitFace &face = portrait.faces.front();
        QCOMPARE(static_cast<int>(face.points98.size()), findScheme("wflw98")->count);
        Rect extent{1e9, 1e9, -2e9, -2e9};
        for (const Point2 p : face.points98) {
            QVERIFY(isFinite(p));
            QVERIFY(face.box.contains(p));
            QVERIFY(p.x > 0 && p.x < kSmall.width && p.y > 0 && p.y < kSmall.height);
            extent = Rect::fromCorners(std::min(extent.x, p.x), std::min(extent.y, p.y), std::max(extent.right(), p.x),
                                       std::max(extent.bottom(), p.y));
        }
        QCOMPARE(face.box, Rect::fromCorners(std::floor(extent.x), std::floor(extent.y), std::ceil(extent.right()),
                                             std::ceil(extent.bottom())));
    }
}

void PortraitTest::frontalPointsStandLikeAFace()
{
    const LandmarkScheme &scheme = *findScheme("wflw98");
    for (const int index : frontalIndices(6)) {
        const auto points = small(index).faces.front().points98;
        const Point2 axis = points[72] - points[60];
        const auto along = [&](Point2 p) { return (p.x - points[57].x) * axis.x + (p.y - points[57].y) * axis.y; };
        for (int i = 0; i < scheme.count; ++i) {
            const int pair = scheme.mirror[static_cast<std::size_t>(i)];
            if (pair == i)
                continue;
            const bool left =
                along(points[static_cast<std::size_t>(i)]) < along(points[static_cast<std::size_t>(pair)]);
            // Of a pair, the one that the mean shape has on the left is on the left.
            QCOMPARE(left, scheme.meanShape[static_cast<std::size_t>(i)].x <
                               scheme.meanShape[static_cast<std::size_t>(pair)].x);
        }
        for (const Contour &contour : scheme.contours) {
            if (!contour.closed)
                continue;
            std::vector<Point2> ring;
            for (const int i : contour.points)
                ring.push_back(points[static_cast<std::size_t>(i)]);
            QVERIFY2(!crossesItself(ring), contour.id.c_str());
        }
        QVERIFY(points[16].y > points[85].y && points[85].y > points[57].y && points[57].y > points[51].y);
        QVERIFY(points[90].y <= points[94].y && points[62].y < points[66].y);
    }
}

void PortraitTest::severalFacesStandSideBySide()
{
    const Portrait portrait = renderPortrait({kSeed, 3, 3, {480, 240}});
    QCOMPARE(portrait.faces.size(), std::size_t{3});
    for (std::size_t i = 1; i < 3; ++i) {
        QVERIFY(portrait.faces[i].box.centre().x > portrait.faces[i - 1].box.centre().x + 80);
        QVERIFY(intersectionOverUnion(portrait.faces[i].box, portrait.faces[i - 1].box) < 0.1);
    }
}

void PortraitTest::attributesFollowFromWhatWasRendered()
{
    for (int index = 0; index < 7; ++index) {
        const auto attributes = small(index).faces.front().attributes;
        const auto face = portrait::faceTraits(kSeed, index);
        const auto picture = portrait::pictureTraits(kSeed, index);
        const auto &pose = face.pose;
        QCOMPARE(attributes[0] == 1, std::abs(pose.yaw) > 30 || std::abs(pose.pitch) > 20 || std::abs(pose.roll) > 20);
        QCOMPARE(attributes[1] == 1, face.exaggerated());
        QCOMPARE(attributes[2] == 1, picture.extremeLight);
        QCOMPARE(attributes[3] == 1, face.makeUp.lipstick > 0.3F || face.makeUp.eyeShadow > 0.3F);
        QCOMPARE(attributes[4] == 1,
                 face.cover != portrait::Cover::None || face.eyewear == portrait::Eyewear::Sunglasses);
        QCOMPARE(attributes[5] == 1, picture.degradation.blurred());
    }
}

void PortraitTest::turnedHeadsMoveTheNose()
{
    int seen = 0;
    for (int index = 1; seen < 3; index += 7) {
        const auto pose = portrait::faceTraits(kSeed, index).pose;
        if (std::abs(pose.yaw) < 34)
            continue;
        ++seen;
        const auto points = small(index).faces.front().points98;
        const double left = distance(points[54], points[0]), right = distance(points[54], points[32]);
        QVERIFY(pose.yaw > 0 ? left > 1.5 * right : right > 1.5 * left);
    }
}

void PortraitTest::blurredPicturesHaveNoFineDetail()
{
    const auto detail = [](int index) {
        const Portrait portrait = small(index);
        cv::Mat fine;
        cv::Laplacian(decoded(portrait)(inside(portrait.faces.front().box)), fine, CV_32F);
        cv::Scalar mean, deviation;
        cv::meanStdDev(fine, mean, deviation);
        return deviation[0];
    };
    double sharp = 0, blurred = 0;
    for (int k = 0; k < 3; ++k) {
        QVERIFY(!portrait::pictureTraits(kSeed, 7 * k).degradation.blurred());
        QVERIFY(portrait::pictureTraits(kSeed, 7 * k + 6).degradation.blurred());
        sharp += detail(7 * k);
        blurred += detail(7 * k + 6);
    }
    QVERIFY2(blurred < 0.6 * sharp, qPrintable(QString::number(blurred / sharp)));
}

void PortraitTest::everyAttributeOccurs()
{
    std::array<int, 6> count{};
    for (int index = 0; index < 70; ++index) {
        const auto face = portrait::faceTraits(kSeed, index);
        const auto picture = portrait::pictureTraits(kSeed, index);
        const std::array<bool, 6> has = {face.largePose(), face.exaggerated(), picture.extremeLight,
                                         face.madeUp(),    face.occluded(),    picture.degradation.blurred()};
        for (std::size_t k = 0; k < 6; ++k)
            count[k] += has[k];
    }
    for (const int n : count)
        QVERIFY(n >= 10 && n < 35);
}

void PortraitTest::wflwListsHoldWhatWasRendered()
{
    test::TempDir folder;
    SynthesizeRequest wanted = request(folder.path(), 4);
    wanted.facesPerImage = 2;
    const auto report = synthesize(wanted, {});
    QVERIFY2(report.ok(), report ? "" : report.error().text().c_str());
    QCOMPARE(report->images, 4);
    QCOMPARE(report->faces, 6);
    QCOMPARE(report->list, folder.path() / kTestList);
    QVERIFY(!std::filesystem::exists(folder.path() / kTrainList));

    const auto rows = linesOf(test::readAll(report->list));
    QCOMPARE(rows.size(), std::size_t{6});
    const Portrait second = renderPortrait({kSeed, 1, 2, wanted.size});
    for (std::size_t k = 0; k < 2; ++k) {
        const auto fields = fieldsOf(rows[1 + k]);
        QCOMPARE(fields.size(), std::size_t{207});
        for (std::size_t i = 0; i < 196; ++i) {
            QCOMPARE(fields[i].size() - fields[i].find('.'), std::size_t{7});
            const Point2 p = second.faces[k].points98[i / 2];
            QVERIFY(std::abs(std::stod(fields[i]) - (i % 2 ? p.y : p.x)) < 1e-6);
        }
        QCOMPARE(std::stod(fields[196]), second.faces[k].box.x);
        QCOMPARE(std::stod(fields[199]), second.faces[k].box.bottom());
        for (std::size_t i = 0; i < 6; ++i)
            QCOMPARE(std::stoi(fields[200 + i]), static_cast<int>(second.faces[k].attributes[i]));
        QCOMPARE(fields[206], std::string("portraits/0002.jpg"));
    }
    const std::string jpeg = test::readAll(folder.path() / "WFLW_images/portraits/0002.jpg");
    QVERIFY(std::vector<std::uint8_t>(jpeg.begin(), jpeg.end()) == second.jpeg);
}

void PortraitTest::largeSetsAreSplit()
{
    test::TempDir folder;
    SynthesizeRequest wanted = request(folder.path(), 100);
    wanted.size = {64, 64};
    if (!test::longTests())
        QSKIP("renders 100 portraits: ./dev test --long");
    QVERIFY(synthesize(wanted, {}).ok());
    QCOMPARE(linesOf(test::readAll(folder.path() / kTestList)).size(), std::size_t{10});
    QCOMPARE(linesOf(test::readAll(folder.path() / kTrainList)).size(), std::size_t{90});
}

void PortraitTest::pointFilesCountFromOne()
{
    test::TempDir folder;
    SynthesizeRequest wanted = request(folder.path(), 1);
    wanted.layout = "300w";
    const auto report = synthesize(wanted, {});
    QVERIFY2(report.ok(), report ? "" : report.error().text().c_str());
    const auto lines = linesOf(test::readAll(folder.path() / "portraits/0001.pts"));
    QCOMPARE(lines.size(), std::size_t{3 + 68 + 1});
    QCOMPARE(lines[0], std::string("version: 1"));
    QCOMPARE(lines[1], std::string("n_points: 68"));
    QCOMPARE(lines[2], std::string("{"));
    QCOMPARE(lines.back(), std::string("}"));
    const auto points = renderPortrait({kSeed, 0, 1, wanted.size}).faces.front().points98;
    const auto chin = fieldsOf(lines[3 + 8]), corner = fieldsOf(lines[3 + 54]);
    QVERIFY(std::abs(std::stod(chin[0]) - (points[16].x + 1)) < 1e-6);
    QVERIFY(std::abs(std::stod(chin[1]) - (points[16].y + 1)) < 1e-6);
    QVERIFY(std::abs(std::stod(corner[0]) - (points[82].x + 1)) < 1e-6);
}

void PortraitTest::impossibleRequestsAreRefused_data()
{
    QTest::addColumn<QString>("layout");
    QTest::addColumn<int>("count");
    QTest::addColumn<int>("faces");
    QTest::addColumn<int>("side");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const char *layout, int count, int faces, int side, const char *says) {
        QTest::newRow(name) << QString::fromUtf8(layout) << count << faces << side << QString::fromUtf8(says);
    };
    row("layout", "cofw", 1, 1, 96, "wflw or 300w");
    row("count", "wflw", 0, 1, 96, "number of portraits");
    row("faces", "wflw", 1, 9, 96, "between 1 and 8 faces");
    row("pts holds one face", "300w", 1, 2, 96, "one face");
    row("size", "wflw", 1, 1, 20, "64 and 4096");
}

void PortraitTest::impossibleRequestsAreRefused()
{
    QFETCH(QString, layout);
    QFETCH(int, count);
    QFETCH(int, faces);
    QFETCH(int, side);
    QFETCH(QString, says);
    test::TempDir folder;
    SynthesizeRequest wanted = request(folder.path() / "new", count);
    wanted.layout = layout.toStdString();
    wanted.facesPerImage = faces;
    wanted.size = {side, side};
    const auto report = synthesize(wanted, {});
    QVERIFY(!report.ok());
    QCOMPARE(report.error().code, Errc::InvalidArgument);
    QVERIFY2(test::q(report.error().message.text()).contains(says), report.error().message.text().c_str());
    QVERIFY(!std::filesystem::exists(wanted.folder));
}

void PortraitTest::cancellingStopsAndListsNothing()
{
    test::TempDir folder;
    std::atomic<int> done = 0;
    JobContext job;
    job.progress = [&](std::int64_t, std::int64_t) { ++done; };
    job.cancelled = [&] { return done >= 2; };
    const auto report = synthesize(request(folder.path(), 500), job);
    QVERIFY(!report.ok());
    QCOMPARE(report.error().code, Errc::Cancelled);
    QVERIFY(done < 100);
    QVERIFY(!std::filesystem::exists(folder.path() / kTestList));
}

void PortraitTest::progressReachesTheTotal()
{
    test::TempDir folder;
    std::vector<std::int64_t> steps;
    JobContext job;
    job.progress = [&](std::int64_t done, std::int64_t total) {
        QCOMPARE(total, std::int64_t{3});
        steps.push_back(done);
    };
    QVERIFY(synthesize(request(folder.path(), 3), job).ok());
    QCOMPARE(steps, (std::vector<std::int64_t>{1, 2, 3}));
}

QTEST_GUILESS_MAIN(PortraitTest)
#include "portrait_test.moc"
