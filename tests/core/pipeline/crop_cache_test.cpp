#include "core/base/safetensors.h"
#include "core/formats/annotation_format.h"
#include "core/pipeline/crop_cache.h"
#include "tests/core/image/picture_files.h"
#include "tests/support/test_support.h"

#include <nlohmann/json.hpp>
#include <opencv2/imgproc.hpp>

#include <QTest>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>
#include <map>
#include <set>

using namespace fiducial;
using namespace fiducial::test;
using pipeline::CropCacheRequest;
using pipeline::CropGroup;
using pipeline::CropSource;

namespace {
/// A crop cache as a trainer reads it.
struct Cache {
    std::map<std::string, std::string> metadata;
    std::vector<std::int64_t> imageShape;
    std::string images;
    std::vector<float> points, boxes;
    std::string visibility, split;

    std::size_t faces() const { return split.size(); }
    cv::Mat image(std::size_t face) const
    {
        const auto side = static_cast<int>(imageShape[1]);
        return cv::Mat(side, side, CV_8UC3,
                       const_cast<char *>(images.data()) + face * static_cast<std::size_t>(side * side * 3));
    }
    Point2 point(std::size_t face, std::size_t landmark) const
    {
        const std::size_t count = points.size() / faces() / 2;
        const std::size_t at = (face * count + landmark) * 2;
        return {points[at], points[at + 1]};
    }
};

Cache readCache(const std::filesystem::path &file)
{
    const auto read = safetensors::read(file);
    if (!read)
        qFatal("%s", read.error().text().c_str());
    const auto &t = read->tensors;
    return {read->metadata,
            t.at("images").shape,
            t.at("images").bytes,
            t.at("points").toFloats().value(),
            t.at("box").toFloats().value(),
            t.at("visibility").bytes,
            t.at("split").bytes};
}

/// Where the picture is bright: the mean of its pixels, each weighted by its value.
Point2 brightCentre(const cv::Mat &picture)
{
    cv::Mat grey;
    cv::cvtColor(picture, grey, cv::COLOR_RGB2GRAY);
    const cv::Moments m = cv::moments(grey);
    return {m.m10 / m.m00, m.m01 / m.m00};
}

std::shared_ptr<const Dataset> opened(const std::filesystem::path &path)
{
    static const formats::FormatRegistry registry = formats::makeBuiltinFormats();
    auto dataset = formats::openDataset(registry, {path, {}, {}}, {});
    if (!dataset)
        qFatal("%s", dataset.error().text().c_str());
    return std::make_shared<const Dataset>(std::move(dataset).value());
}

std::shared_ptr<const Dataset> samples()
{
    return opened(sourceDir() / "resources" / "samples");
}
} // namespace

class CropCacheTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { folder_ = std::make_unique<TempDir>(); }
    void pointsLieOnThePixelsTheyLayOn_data();
    void pointsLieOnThePixelsTheyLayOn();
    void wingRecipe_stretchesTheRectangleAndTenPixels();
    void coloursAreRgb();
    void headerSaysWhatATrainerNeeds();
    void splitByPersonNeverTearsOneApart();
    void personsAreReadFromFileNames_data();
    void personsAreReadFromFileNames();
    void sameRequestGivesTheSameBytes();
    void schemesAreMappedOrRefused();
    void correctedSetsStandForTheGroundTruth();
    void absentPointsHaveNoPlace();
    void syntheticPortraitsAreForTrainingAlone();
    void unreadablePicturesAreNamed();
    void wrongRequestsAreRefused_data();
    void wrongRequestsAreRefused();
    void cancelledLeavesNoFile();
    void currentUntilLabelsOrPicturesChange();

private:
    Cache written(const CropCacheRequest &request, pipeline::CropCacheReport *report = nullptr) const
    {
        auto done = pipeline::writeCropCache(request, file(), {});
        if (!done)
            qFatal("%s", done.error().text().c_str());
        if (report)
            *report = *done;
        return readCache(file());
    }
    std::filesystem::path file() const { return *folder_ / "crops.safetensors"; }
    Dataset emptySet() const
    {
        Dataset out;
        out.name = "set";
        out.root = out.imageRoot = folder_->path();
        out.schemeId = "wflw98";
        return out;
    }
    /// A face of the mean shape in the box, on a picture that need not exist.
    static void addFace(Dataset &dataset, const std::string &image, const Rect &box)
    {
        Face face;
        face.sample = static_cast<std::int32_t>(dataset.samples.size());
        face.box = box;
        for (const Point2 p : dataset.scheme()->meanShape)
            face.truth.points.push_back(box.centre() + Point2{p.x * box.width, p.y * box.height});
        dataset.samples.push_back({image, {}, {static_cast<std::int32_t>(dataset.faces.size())}});
        dataset.faces.push_back(std::move(face));
    }
    static CropCacheRequest of(Dataset dataset)
    {
        CropCacheRequest request;
        request.sources.push_back({std::make_shared<const Dataset>(std::move(dataset)), {}, {}});
        request.side = 64;
        return request;
    }

    std::unique_ptr<TempDir> folder_;
};

void CropCacheTest::pointsLieOnThePixelsTheyLayOn_data()
{
    QTest::addColumn<double>("box");
    QTest::addColumn<int>("side");
    for (const double box : {30.0, 111.5, 200.0, 640.0})
        for (const int side : {64, 192})
            QTest::addRow("box of %g in %d", box, side) << box << side;
}

void CropCacheTest::pointsLieOnThePixelsTheyLayOn()
{
    QFETCH(double, box);
    QFETCH(int, side);
    // One soft spot, and the landmark that lies on it.
    const Point2 spot{417.3, 288.8};
    const double sigma = std::max(2.0, box / 30);
    cv::Mat picture(700, 900, CV_8UC3, cv::Scalar());
    for (int y = 0; y < picture.rows; ++y)
        for (int x = 0; x < picture.cols; ++x)
            picture.at<cv::Vec3b>(y, x) = cv::Vec3b::all(cv::saturate_cast<uchar>(
                255 * std::exp(-std::pow(distance({double(x), double(y)}, spot) / sigma, 2) / 2)));
    writeAll(*folder_ / "spot.png", encode(".png", picture));
    Dataset dataset = emptySet();
    addFace(dataset, "spot.png", {spot.x - box * 0.4, spot.y - box * 0.7, box * 0.9, box});
    dataset.faces[0].truth.points[54] = spot;
    CropCacheRequest request = of(dataset);
    request.side = side;
    const Cache cache = written(request);

    QVERIFY(cache.imageShape == (std::vector<std::int64_t>{1, side, side, 3}));
    const Point2 seen = brightCentre(cache.image(0));
    const Point2 told = cache.point(0, 54);
    QVERIFY2(distance(seen, told) < 0.1, qPrintable(QStringLiteral("%1 px").arg(distance(seen, told))));
    // The box is the stored field over the margin, in the middle; the spot lies at its share of it.
    QVERIFY(std::abs(cache.boxes[3] - side / 1.75) < 1e-3);
    QVERIFY(std::abs(cache.boxes[0] + cache.boxes[2] / 2 - (side - 1) / 2.0) < 1e-3);
    QVERIFY(std::abs(told.y - (static_cast<double>(cache.boxes[1]) + 0.7 * static_cast<double>(cache.boxes[3]))) <
            1e-3);
}

// algorithms.md 4.6: rectangle + 10 px, each side for itself, 224 x 224.
void CropCacheTest::wingRecipe_stretchesTheRectangleAndTenPixels()
{
    cv::Mat picture(400, 400, CV_8UC3, cv::Scalar());
    cv::circle(picture, {150, 240}, 6, cv::Scalar::all(255), cv::FILLED);
    writeAll(*folder_ / "spot.png", encode(".png", picture));
    Dataset dataset = emptySet();
    addFace(dataset, "spot.png", {100, 50, 180, 280});
    dataset.faces[0].truth.points[54] = {150, 240};
    CropCacheRequest request = of(dataset);
    request.side = 224;
    request.margin = 1;
    request.square = false;
    request.extraPixels = 10;
    const Cache cache = written(request);
    QCOMPARE(cache.metadata.at("square"), std::string("false"));
    QCOMPARE(cache.metadata.at("extra_pixels"), std::string("10"));
    // (90, 40) .. (290, 340) become the crop's edges, which lie half a pixel before its first pixel and after its last.
    const auto &points = dataset.faces[0].truth.points;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const Point2 wanted{(points[i].x - 90) * 224 / 200 - 0.5, (points[i].y - 40) * 224 / 300 - 0.5};
        QVERIFY(distance(cache.point(0, i), wanted) < 1e-4);
    }
    QVERIFY(distance(brightCentre(cache.image(0)), cache.point(0, 54)) < 0.1);
    QVERIFY(std::abs(cache.boxes[2] - 180.0 * 224 / 200) < 1e-3 && std::abs(cache.boxes[3] - 280.0 * 224 / 300) < 1e-3);

    request.square = true;
    QVERIFY(!pipeline::isCropCacheCurrent(request, file()).value());
    request.square = false;
    QVERIFY(pipeline::isCropCacheCurrent(request, file()).value());
    request.extraPixels = 0;
    QVERIFY(!pipeline::isCropCacheCurrent(request, file()).value());
}

void CropCacheTest::coloursAreRgb()
{
    writeAll(*folder_ / "blue.png", encode(".png", cv::Mat(100, 100, CV_8UC3, cv::Scalar(250, 20, 10))));
    Dataset dataset = emptySet();
    addFace(dataset, "blue.png", {20, 20, 50, 50});
    const Cache cache = written(of(dataset));
    QVERIFY(cache.image(0).at<cv::Vec3b>(32, 32) == cv::Vec3b(10, 20, 250));
}

void CropCacheTest::headerSaysWhatATrainerNeeds()
{
    CropCacheRequest request;
    request.sources.push_back({samples(), {}, {}});
    request.side = 64;
    pipeline::CropCacheReport report;
    const Cache cache = written(request, &report);
    QCOMPARE(report.faces, 24);
    QCOMPARE(report.training + report.validation, 24);
    QCOMPARE(report.leftOut, 0);
    QCOMPARE(report.bytes, std::filesystem::file_size(file()));
    QCOMPARE(cache.faces(), std::size_t{24});
    QCOMPARE(cache.points.size(), std::size_t{24 * 98 * 2});
    QCOMPARE(q(cache.metadata.at("format")), QStringLiteral("fiducial-crops-1"));
    QCOMPARE(q(cache.metadata.at("scheme")), QStringLiteral("wflw98"));
    QCOMPARE(q(cache.metadata.at("side")), QStringLiteral("64"));
    QCOMPARE(q(cache.metadata.at("margin")), QStringLiteral("1.75"));
    QCOMPARE(q(cache.metadata.at("normaliser")), QStringLiteral("[60,72]"));

    const auto mirror = nlohmann::json::parse(cache.metadata.at("mirror")).get<std::vector<std::size_t>>();
    QCOMPARE(mirror.size(), std::size_t{98});
    for (std::size_t i = 0; i < mirror.size(); ++i)
        QCOMPARE(mirror[mirror[i]], i);
    QCOMPARE(mirror[60], std::size_t{72});

    const auto sources = nlohmann::json::parse(cache.metadata.at("sources"));
    QCOMPARE(sources["sets"][0]["faces"].get<int>(), 24);
    QCOMPARE(sources["sets"][0]["files"][0]["sha256"].get<std::string>().size(), std::size_t{64});
    QVERIFY(!q(cache.metadata.at("sources")).contains(q(sourceDir().string()))); // wherever the set lies
    QCOMPARE(q(sources["split"]["group"].get<std::string>()), QStringLiteral("person"));
}

void CropCacheTest::splitByPersonNeverTearsOneApart()
{
    writeAll(*folder_ / "web/x.png", encode(".png", cv::Mat(40, 40, CV_8UC3, cv::Scalar(9, 9, 9))));
    Dataset dataset = emptySet();
    std::vector<std::string> names;
    for (int person = 0; person < 40; ++person)
        for (int shot = 0; shot < 3; ++shot) {
            names.push_back("person_" + std::string(1, static_cast<char>('a' + person % 26)) +
                            std::string(1, static_cast<char>('a' + person / 26)) + "_" + std::to_string(shot));
            const std::string image = names.back() + ".png";
            std::filesystem::create_hard_link(*folder_ / "web/x.png", *folder_ / image);
            addFace(dataset, image, {10, 10, 20, 20});
        }
    CropCacheRequest request = of(dataset);
    request.validation = 0.3;
    std::set<std::string> splits;
    for (const std::uint64_t seed : {1u, 2u, 3u}) {
        request.seed = seed;
        const Cache cache = written(request);
        std::map<std::string, std::set<char>> partsOf;
        for (std::size_t i = 0; i < names.size(); ++i)
            partsOf[names[i].substr(0, names[i].rfind('_'))].insert(cache.split[i]);
        QCOMPARE(partsOf.size(), std::size_t{40});
        for (const auto &[person, parts] : partsOf)
            QVERIFY2(parts.size() == 1, person.c_str());
        const auto share = static_cast<double>(std::count(cache.split.begin(), cache.split.end(), '\1')) / 120;
        QVERIFY2(share > 0.1 && share < 0.5, qPrintable(QString::number(share)));
        splits.insert(cache.split);
    }
    QCOMPARE(splits.size(), std::size_t{3}); // the seed counts
}

void CropCacheTest::personsAreReadFromFileNames_data()
{
    QTest::addColumn<QString>("image");
    QTest::addColumn<QString>("person");
    const auto row = [](const char *image, const char *person) {
        QTest::newRow(image) << QString::fromLatin1(image) << QString::fromLatin1(person);
    };
    row("video/Marina_Silva_12.jpg", "Marina_Silva");
    row("video/test_Marina_Silva_30.jpg", "Marina_Silva");
    row("1_0_lvyi_0036.jpg", "lvyi");
    row("Anna-Lee 3 (1).png", "Anna-Lee 3 (1)");
    row("Anna Lee 3.png", "Anna Lee");
    row("test.jpg", "test");
    row("a/240.jpg", "a/240.jpg");
    row("b/12_7.jpg", "b/12_7.jpg");
    row("7.jpg", "7.jpg");
    row("img_0.jpg", "img");
    row("_.jpg", "_.jpg");
}

void CropCacheTest::personsAreReadFromFileNames()
{
    QFETCH(QString, image);
    QFETCH(QString, person);
    Dataset dataset = emptySet();
    addFace(dataset, image.toStdString(), {0, 0, 10, 10});
    QCOMPARE(q(pipeline::groupOf(dataset, 0, CropGroup::Person)), person);
    dataset.imageRoot = "/somewhere/WFLW_images";
    QVERIFY(q(pipeline::groupOf(dataset, 0, CropGroup::Folder)).startsWith(QStringLiteral("WFLW_images")));
    QCOMPARE(q(pipeline::groupOf(dataset, 0, CropGroup::Face)), image + QStringLiteral("#0"));
}

void CropCacheTest::sameRequestGivesTheSameBytes()
{
    CropCacheRequest request;
    request.sources.push_back({samples(), {}, {}});
    request.side = 64;
    request.synthetic = 3;
    request.threads = 1;
    written(request);
    const std::string one = readAll(file());
    request.threads = 5;
    written(request);
    QVERIFY(readAll(file()) == one);
    request.seed = 2;
    written(request);
    QVERIFY(readAll(file()) != one);
}

void CropCacheTest::schemesAreMappedOrRefused()
{
    CropCacheRequest request;
    request.sources.push_back({samples(), {}, {}});
    request.side = 64;
    const Cache whole = written(request);
    request.schemeId = "ibug68";
    const Cache cache = written(request);
    QCOMPARE(cache.points.size(), std::size_t{24 * 68 * 2});
    QCOMPARE(q(cache.metadata.at("normaliser")), QStringLiteral("[36,45]"));
    QVERIFY(cache.image(3).at<cv::Vec3b>(30, 30) == whole.image(3).at<cv::Vec3b>(30, 30)); // the same boxes
    QVERIFY(distance(cache.point(5, 36), whole.point(5, 60)) < 1e-6);

    request.schemeId = "lapa106";
    const auto refused = pipeline::writeCropCache(request, file(), {});
    QVERIFY(!findSchemeMap("wflw98", "lapa106"));
    QCOMPARE(refused.error().code, Errc::InvalidArgument);
    QVERIFY(q(refused.error().message.text()).contains(QStringLiteral("lapa106")));
    request.schemeId = "nonsense";
    const auto unknown = pipeline::writeCropCache(request, file(), {});
    QCOMPARE(unknown.error().code, Errc::InvalidArgument);
    QVERIFY(q(unknown.error().message.text()).contains(QStringLiteral("nonsense")));
}

void CropCacheTest::correctedSetsStandForTheGroundTruth()
{
    CropCacheRequest request;
    request.sources.push_back({samples(), {2, 7}, {}});
    request.side = 64;
    const Cache before = written(request);
    LandmarkSet corrected = request.sources[0].dataset->faces[7].truth;
    corrected.points[10] = corrected.points[10] + Point2{5, 0};
    corrected.setVisibility(11, Visibility::Occluded);
    request.sources[0].edited = [&](int face) { return face == 7 ? &corrected : nullptr; };
    const Cache after = written(request);
    QCOMPARE(after.faces(), std::size_t{2});
    QVERIFY(after.point(0, 10) == before.point(0, 10));
    QVERIFY(after.point(1, 10).x > before.point(1, 10).x + 0.5);
    QCOMPARE(int(after.visibility[98 + 11]), 1);
    QCOMPARE(nlohmann::json::parse(after.metadata.at("sources"))["sets"][0]["corrected"].get<int>(), 1);
}

void CropCacheTest::absentPointsHaveNoPlace()
{
    writeAll(*folder_ / "x.png", encode(".png", cv::Mat(100, 100, CV_8UC3, cv::Scalar(9, 9, 9))));
    Dataset dataset = emptySet();
    addFace(dataset, "x.png", {20, 20, 50, 50});
    addFace(dataset, "x.png", {20, 20, 50, 50});
    addFace(dataset, "x.png", {20, 20, 50, 50});
    dataset.faces[0].truth.setVisibility(4, Visibility::Absent);
    dataset.faces[0].truth.points[5] = {NAN, NAN};
    dataset.faces[1].truth = {};                          // never annotated
    dataset.faces[2].truth.points.assign(98, {NAN, NAN}); // all absent
    pipeline::CropCacheReport report;
    const Cache cache = written(of(dataset), &report);
    QCOMPARE(cache.faces(), std::size_t{1});
    for (const std::size_t i : {4u, 5u}) {
        QCOMPARE(int(cache.visibility[i]), 0);
        QVERIFY(cache.point(0, i) == Point2());
    }
    QCOMPARE(int(cache.visibility[6]), 2);
    QCOMPARE(report.leftOut, 2);
    QVERIFY(!report.issues.empty() && q(report.issues[0].what.text()).startsWith(QStringLiteral("2 faces")));
}

void CropCacheTest::syntheticPortraitsAreForTrainingAlone()
{
    CropCacheRequest request;
    request.schemeId = "ibug68";
    request.synthetic = 4;
    request.side = 64;
    request.validation = 0.5;
    pipeline::CropCacheReport report;
    const Cache cache = written(request, &report);
    QCOMPARE(report.synthetic, 4);
    QCOMPARE(cache.split.find('\1'), std::string::npos);
    QCOMPARE(report.validation, 0);
    QVERIFY(!report.issues.empty()); // nothing to validate on
    for (std::size_t face = 0; face < 4; ++face) {
        const double eyes = distance(cache.point(face, 36), cache.point(face, 45));
        QVERIFY2(eyes > 3 && eyes < 40, qPrintable(QString::number(eyes)));
        cv::Scalar mean, spread;
        cv::meanStdDev(cache.image(face), mean, spread);
        QVERIFY(spread[0] > 5); // a picture
    }
}

void CropCacheTest::unreadablePicturesAreNamed()
{
    writeAll(*folder_ / "good.png", encode(".png", cv::Mat(100, 100, CV_8UC3, cv::Scalar(9, 9, 9))));
    writeAll(*folder_ / "damaged.jpg", "this is no picture");
    Dataset dataset = emptySet();
    addFace(dataset, "damaged.jpg", {20, 20, 50, 50});
    addFace(dataset, "good.png", {20, 20, 50, 50});
    addFace(dataset, "absent.png", {20, 20, 50, 50});
    addFace(dataset, "good.png", {300, 20, 50, 50});
    pipeline::CropCacheReport report;
    const Cache cache = written(of(dataset), &report);
    QCOMPARE(cache.faces(), std::size_t{1});
    QCOMPARE(report.leftOut, 3);
    std::vector<std::string> named;
    for (const Issue &issue : report.issues)
        if (issue.severity == Severity::Error)
            named.push_back(std::filesystem::path(issue.file).filename().string());
    QVERIFY(named == (std::vector<std::string>{"damaged.jpg", "absent.png", "good.png"}));

    std::filesystem::remove(file());
    CropCacheRequest none = of(dataset);
    none.sources[0].faces = {0, 2};
    const auto failed = pipeline::writeCropCache(none, file(), {});
    QVERIFY(!failed.ok());
    QVERIFY(q(failed.error().message.text()).contains(QStringLiteral("damaged.jpg")));
    QVERIFY(!std::filesystem::exists(file()));
}

void CropCacheTest::wrongRequestsAreRefused_data()
{
    QTest::addColumn<int>("which");
    int which = 0;
    for (const char *name : {"nothing to read", "side", "side not a multiple of 4", "margin", "share", "detector boxes",
                             "images without landmarks"})
        QTest::newRow(name) << which++;
}

void CropCacheTest::wrongRequestsAreRefused()
{
    QFETCH(int, which);
    Dataset dataset = emptySet();
    addFace(dataset, "x.png", {20, 20, 50, 50});
    if (which == 6)
        dataset.schemeId.clear();
    CropCacheRequest request = of(dataset);
    if (which == 0)
        request.sources.clear();
    request.side = which == 1 ? 0 : which == 2 ? 65 : 64;
    request.margin = which == 3 ? NAN : 1.75;
    request.validation = which == 4 ? 1.0 : 0.1;
    request.boxes = which == 5 ? BoxSource::Detector : BoxSource::Annotated;
    const auto refused = pipeline::writeCropCache(request, file(), {});
    QVERIFY(!refused.ok());
    QCOMPARE(refused.error().code, Errc::InvalidArgument);
    QVERIFY(q(refused.error().message.text()).endsWith(u'.'));
    QVERIFY(std::filesystem::is_empty(folder_->path()));
}

void CropCacheTest::cancelledLeavesNoFile()
{
    CropCacheRequest request;
    request.sources.push_back({samples(), {}, {}});
    std::atomic<std::int64_t> seen = 0;
    JobContext context;
    context.progress = [&](std::int64_t done, std::int64_t) { seen = done; };
    context.cancelled = [&] { return seen > 4; };
    const auto cancelled = pipeline::writeCropCache(request, file(), context);
    QVERIFY(!cancelled.ok());
    QCOMPARE(cancelled.error().code, Errc::Cancelled);
    QVERIFY(std::filesystem::is_empty(folder_->path()));
}

void CropCacheTest::currentUntilLabelsOrPicturesChange()
{
    writeAll(*folder_ / "x.png", encode(".png", cv::Mat(100, 100, CV_8UC3, cv::Scalar(9, 9, 9))));
    Dataset dataset = emptySet();
    addFace(dataset, "x.png", {20, 20, 50, 50});
    CropCacheRequest request = of(dataset);
    QVERIFY(!pipeline::isCropCacheCurrent(request, file()).value());
    written(request);
    QVERIFY(pipeline::isCropCacheCurrent(request, file()).value());
    CropCacheRequest wider = request;
    wider.margin = 2;
    QVERIFY(!pipeline::isCropCacheCurrent(wider, file()).value());
    dataset.faces[0].truth.points[3].x += 0.25;
    QVERIFY(!pipeline::isCropCacheCurrent(of(dataset), file()).value());
    std::filesystem::last_write_time(*folder_ / "x.png",
                                     std::filesystem::last_write_time(file()) + std::chrono::seconds(2));
    QVERIFY(!pipeline::isCropCacheCurrent(request, file()).value());
    writeAll(file(), "no cache");
    QVERIFY(!pipeline::isCropCacheCurrent(request, file()).value());
}

QTEST_GUILESS_MAIN(CropCacheTest)
#include "crop_cache_test.moc"
