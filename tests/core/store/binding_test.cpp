#include "core/base/rng.h"
#include "core/store/project_store.h"
#include "tests/core/store/store_fixtures.h"
#include "tests/support/test_support.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>

using namespace fiducial;
using namespace fiducial::store;
using namespace fiducial::test;

namespace {

/// A project in which the x of every face's first edited point tells which face it is.
class MarkedProject {
public:
    explicit MarkedProject(const Dataset &dataset) : project_(mustCreate(dataset))
    {
        const auto ids = project_->bind(dataset, {})->faceIds;
        for (std::size_t row = 0; row < ids.size(); ++row) {
            marks_[ids[row]] = 1000.0 + static_cast<double>(row);
            if (!appendAndWait(*project_, edit(ids[row], {}, stateWith(marks_[ids[row]]))).ok())
                qFatal("cannot mark the faces");
        }
    }

    BindReport reopen(const Dataset &dataset)
    {
        project_.reset();
        auto opened = ProjectStore::open(dir_ / "a.fiducial");
        if (!opened)
            qFatal("%s", opened.error().text().c_str());
        project_ = std::move(opened).value();
        auto report = project_->bind(dataset, {});
        if (!report)
            qFatal("%s", report.error().text().c_str());
        return std::move(report).value();
    }
    /// The original row whose state this face has; -1 without a state.
    int markOf(const Uuid &face)
    {
        const auto states = *project_->states();
        const auto found = states.find(face);
        return found == states.end() ? -1 : static_cast<int>(found->second.mine.set.points[0].x) - 1000;
    }
    std::vector<int> marksOf(const BindReport &report)
    {
        std::vector<int> marks;
        for (const Uuid &face : report.faceIds)
            marks.push_back(markOf(face));
        return marks;
    }
    /// The file once the project is closed.
    std::string closedBytes()
    {
        project_.reset();
        return readAll(dir_ / "a.fiducial");
    }
    ProjectStore &store() { return *project_; }

private:
    std::unique_ptr<ProjectStore> mustCreate(const Dataset &dataset)
    {
        auto created = ProjectStore::create(dir_ / "a.fiducial", dataset, "/data");
        if (!created)
            qFatal("%s", created.error().text().c_str());
        return std::move(created).value();
    }

    TempDir dir_;
    std::unique_ptr<ProjectStore> project_;
    std::unordered_map<Uuid, double> marks_;
};

void addFace(Dataset &dataset, const std::string &image, const Rect &box, double x = 0)
{
    const auto found = std::find_if(dataset.samples.begin(), dataset.samples.end(),
                                    [&](const Sample &sample) { return sample.image == image; });
    const auto sample = static_cast<std::size_t>(found - dataset.samples.begin());
    if (found == dataset.samples.end())
        dataset.samples.push_back({image, {}, {}});
    dataset.samples[sample].faces.push_back(static_cast<std::int32_t>(dataset.faces.size()));
    Face face;
    face.sample = static_cast<std::int32_t>(sample);
    face.box = box;
    face.truth.points = {{x, x}, {x + 1, x + 2}};
    dataset.faces.push_back(std::move(face));
}

} // namespace

class BindingTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void newProject_hasItsIdentitiesBeforeItsFaces();
    void facesThatCannotBeWritten_failWhatFollows();
    void sameDataset_bindsEveryFaceAndWritesNothing();
    void reorderedImages_keepTheirStates();
    void removedAndAddedImages_moveNothing();
    void vanishedFaces_areReportedAndComeBack();
    void movedRectangle_isMatchedByOverlap();
    void editedBox_isAPlaceBesideThatOfTheFile();
    void smallOverlap_isANewFace();
    void rectanglesThatTradePlaces_followTheirKeys();
    void equalRectangles_areToldApartByLandmarks();
    void changedTruth_isReported();
    void facesWithoutBoxes_areKnownByLandmarks();
    void changedFiles_areReportedByContent();
    void randomRearrangements_neverMixFaces();
    void bind_canBeCancelled();
    void manyFaces_tellTheirCost();
};

void BindingTest::sameDataset_bindsEveryFaceAndWritesNothing()
{
    const Dataset dataset = smallDataset();
    MarkedProject project(dataset);
    const std::string bytes = project.closedBytes();
    const auto report = project.reopen(dataset);
    QVERIFY(project.closedBytes() == bytes);
    project.reopen(dataset);
    QCOMPARE(report.known, 6);
    QCOMPARE(report.added, 0);
    QVERIFY(report.vanished.empty() && report.moved.empty() && report.changedFiles.empty());
    QVERIFY((project.marksOf(report) == std::vector{0, 1, 2, 3, 4, 5}));
}

void BindingTest::reorderedImages_keepTheirStates()
{
    const Dataset dataset = smallDataset();
    MarkedProject project(dataset);
    Dataset reversed = dataset;
    std::reverse(reversed.faces.begin(), reversed.faces.end());
    std::reverse(reversed.samples.begin(), reversed.samples.end());
    for (Face &face : reversed.faces)
        face.sample = 2 - face.sample;
    for (Sample &sample : reversed.samples)
        for (std::int32_t &face : sample.faces)
            face = 5 - face;
    QVERIFY((project.marksOf(project.reopen(reversed)) == std::vector{5, 4, 3, 2, 1, 0}));
}

void BindingTest::removedAndAddedImages_moveNothing()
{
    Dataset before;
    for (int i = 0; i < 4; ++i)
        addFace(before, "image" + std::to_string(i) + ".jpg", {0, 0, 50, 50});
    MarkedProject project(before);
    Dataset after;
    addFace(after, "new.jpg", {0, 0, 50, 50});
    addFace(after, "image3.jpg", {0, 0, 50, 50});
    addFace(after, "image1.jpg", {0, 0, 50, 50});
    const auto report = project.reopen(after);
    QVERIFY((project.marksOf(report) == std::vector{-1, 3, 1}));
    QCOMPARE(report.added, 1);
    QCOMPARE(report.known, 2);
    QVERIFY((report.vanished == std::vector<std::string>{"image0.jpg|0,0,50,50", "image2.jpg|0,0,50,50"}));
}

void BindingTest::vanishedFaces_areReportedAndComeBack()
{
    const Dataset both = smallDataset(2, 1), one = smallDataset(1, 1);
    MarkedProject project(both);
    QCOMPARE(project.reopen(one).vanished.size(), std::size_t{1});
    const auto report = project.reopen(both);
    QVERIFY(report.vanished.empty());
    QVERIFY((project.marksOf(report) == std::vector{0, 1}));
}

void BindingTest::movedRectangle_isMatchedByOverlap()
{
    const Dataset before = smallDataset();
    MarkedProject project(before);
    Dataset after = before;
    after.faces[1].box->x += 5;
    after.faces[0].box->width += 10;
    const auto report = project.reopen(after);
    QVERIFY((project.marksOf(report) == std::vector{0, 1, 2, 3, 4, 5}));
    QVERIFY((report.moved == std::vector<std::string>{"set/image0.jpg|0,0,90,90", "set/image0.jpg|105,0,80,90"}));
    QVERIFY(project.reopen(after).moved.empty());
}

void BindingTest::editedBox_isAPlaceBesideThatOfTheFile()
{
    const Dataset before = smallDataset(1, 1);
    FaceState drawn = stateWith(1000);
    drawn.fields.box = Rect{500, 500, 80, 90};
    Dataset shifted = before, written = before;
    shifted.faces[0].box->x += 5;
    written.faces[0].box = Rect{501, 500, 80, 90}; // a list of whole pixels
    for (const bool undone : {false, true}) {
        MarkedProject project(before);
        const Uuid face = project.reopen(before).faceIds[0];
        const Revision revision = edit(face, stateWith(1000), drawn);
        QVERIFY(appendAndWait(project.store(), revision).ok());
        if (undone)
            QVERIFY(appendAndWait(project.store(), follow(revision, RevisionKind::Undo)).ok());
        QVERIFY(project.reopen(shifted).faceIds[0] == face);
        QCOMPARE(project.reopen(written).faceIds[0] == face, !undone);
    }
}

void BindingTest::smallOverlap_isANewFace()
{
    const Dataset before = smallDataset(1, 1);
    MarkedProject project(before);
    Dataset after = before;
    after.faces[0].box->x += 40;
    const auto report = project.reopen(after);
    QCOMPARE(report.added, 1);
    QCOMPARE(report.vanished.size(), std::size_t{1});
    QCOMPARE(project.markOf(report.faceIds[0]), -1);
}

void BindingTest::rectanglesThatTradePlaces_followTheirKeys()
{
    Dataset before;
    addFace(before, "a.jpg", {0, 0, 100, 100}, 1);
    addFace(before, "a.jpg", {10, 0, 100, 100}, 2);
    MarkedProject project(before);
    Dataset after;
    addFace(after, "a.jpg", {10, 0, 100, 100}, 2);
    addFace(after, "a.jpg", {20, 0, 100, 100}, 1);
    QVERIFY((project.marksOf(project.reopen(after)) == std::vector{1, 0}));
    Dataset back = before;
    QVERIFY((project.marksOf(project.reopen(back)) == std::vector{0, 1}));
}

void BindingTest::equalRectangles_areToldApartByLandmarks()
{
    const Rect box{0, 0, 100, 100};
    Dataset before;
    for (const double x : {1.0, 2.0, 3.0})
        addFace(before, "a.jpg", box, x);
    MarkedProject project(before);
    Dataset after;
    for (const double x : {3.0, 1.0, 2.0})
        addFace(after, "a.jpg", box, x);
    auto report = project.reopen(after);
    QVERIFY((project.marksOf(report) == std::vector{2, 0, 1}));
    QVERIFY(report.moved.empty());
    Dataset fewer;
    addFace(fewer, "a.jpg", box, 2);
    report = project.reopen(fewer);
    QVERIFY((project.marksOf(report) == std::vector{1}));
    QCOMPARE(report.vanished.size(), std::size_t{2});
    QVERIFY((project.marksOf(project.reopen(before)) == std::vector{0, 1, 2}));
}

void BindingTest::changedTruth_isReported()
{
    const Dataset before = smallDataset();
    MarkedProject project(before);
    Dataset after = before;
    after.faces[4].truth.points[2].x += 0.01;
    const auto report = project.reopen(after);
    QVERIFY((project.marksOf(report) == std::vector{0, 1, 2, 3, 4, 5}));
    QVERIFY((report.moved == std::vector{faceKeys(after)[4]}));
}

void BindingTest::facesWithoutBoxes_areKnownByLandmarks()
{
    Dataset before = smallDataset();
    for (Face &face : before.faces)
        face.box.reset();
    MarkedProject project(before);
    Dataset after = before;
    for (Point2 &p : after.faces[3].truth.points)
        p.x += 1;
    const auto report = project.reopen(after);
    QVERIFY((project.marksOf(report) == std::vector{0, 1, 2, 3, 4, 5}));
    QCOMPARE(report.moved.size(), std::size_t{1});
}

void BindingTest::changedFiles_areReportedByContent()
{
    const TempDir dir;
    Dataset dataset = smallDataset();
    dataset.root = dir.path();
    writeAll(dir / "a.txt", "one");
    writeAll(dir / "b.txt", "two");
    dataset.files = {{"a.txt", "wflw", 3, "", ""}, {"b.txt", "wflw", 3, "", ""}};
    MarkedProject project(dataset);
    QVERIFY(project.reopen(dataset).changedFiles.empty());
    writeAll(dir / "b.txt", "owt");
    QVERIFY(project.reopen(dataset).changedFiles == std::vector<std::string>{"b.txt"});
    QVERIFY(project.reopen(dataset).changedFiles.empty());
    dataset.files.pop_back();
    QVERIFY(project.reopen(dataset).changedFiles.empty());
    QCOMPARE(project.store().info()->files.size(), std::size_t{1});
}

// P5
void BindingTest::randomRearrangements_neverMixFaces()
{
    struct Known {
        std::string image;
        Rect box;
        int mark;
    };
    const int rounds = longTests() ? 200 : 15;
    for (int round = 0; round < rounds; ++round) {
        Rng rng(static_cast<std::uint64_t>(round) + 7);
        std::vector<Known> faces;
        for (int i = 0; i < 20; ++i)
            faces.push_back({"i" + std::to_string(i % 7), {200.0 * i, 0, 100, 100}, i});
        Dataset dataset;
        for (const Known &face : faces)
            addFace(dataset, face.image, face.box, face.mark);
        MarkedProject project(dataset);
        for (int session = 0; session < 3; ++session) {
            std::erase_if(faces, [&](const Known &) { return rng.below(6) == 0; });
            for (Known &face : faces)
                if (rng.below(5) == 0)
                    face.box.x += rng.uniform(0, 20);
            for (std::size_t i = faces.size(); i > 1; --i)
                std::swap(faces[i - 1], faces[rng.below(i)]);
            faces.push_back({"i" + std::to_string(rng.below(9)), {-300.0 * (session + 1), 500, 100, 100}, -1});
            Dataset next;
            for (const Known &face : faces)
                addFace(next, face.image, face.box, face.mark);
            const auto marks = project.marksOf(project.reopen(next));
            for (std::size_t i = 0; i < faces.size(); ++i)
                QCOMPARE(marks[i], faces[i].mark);
        }
    }
}

void BindingTest::bind_canBeCancelled()
{
    MarkedProject project(smallDataset(1, 1));
    JobContext context;
    context.cancelled = [] { return true; };
    const auto report = project.store().bind(smallDataset(), context);
    QVERIFY(!report.ok());
    QCOMPARE(report.error().code, Errc::Cancelled);
    QCOMPARE(project.reopen(smallDataset()).added, 5);
}

/// Says what it costs: 10,000 faces, 100,000 with the full counts.
void BindingTest::manyFaces_tellTheirCost()
{
    const TempDir dir;
    Dataset dataset = smallDataset(longTests() ? 20'000 : 2'000, 5);
    QElapsedTimer timer;
    timer.start();
    auto project = ProjectStore::create(dir / "a.fiducial", dataset, "/data").value();
    const auto created = timer.restart();
    const auto ids = project->bind(dataset, {})->faceIds;
    const auto bound = timer.restart();
    constexpr int kEdits = 50;
    FaceState before;
    for (int i = 0; i < kEdits; ++i) {
        QVERIFY(appendAndWait(*project, edit(ids[10], before, stateWith(i, 98))).ok());
        before = stateWith(i, 98);
    }
    const auto edited = timer.restart();
    project.reset();
    project = ProjectStore::open(dir / "a.fiducial").value();
    const auto opened = timer.restart();
    for (Face &face : dataset.faces)
        face.box->x += 1;
    const auto report = *project->bind(dataset, {});
    qInfo("%zu faces: created in %lld ms, bound in %lld ms, one edit in %.2f ms, opened in %lld ms, moved in %lld ms",
          ids.size(), created, bound, static_cast<double>(edited) / kEdits, opened, timer.elapsed());
    QVERIFY(report.faceIds == ids);
    QCOMPARE(report.moved.size(), ids.size());
}

void BindingTest::newProject_hasItsIdentitiesBeforeItsFaces()
{
    const TempDir dir;
    Dataset empty = smallDataset(0);
    const auto dataset = std::make_shared<const Dataset>(smallDataset(40, 5));
    auto project = ProjectStore::create(dir / "a.fiducial", empty, "/data").value();
    const BindReport report = project->bindNew(dataset);
    QCOMPARE(report.faceIds.size(), std::size_t{200});
    QCOMPARE(report.added, 200);
    QVERIFY(appendAndWait(*project, edit(report.faceIds[7], {}, stateWith(3))).ok()); // waits for its face
    project.reset();
    project = ProjectStore::open(dir / "a.fiducial").value();
    const auto again = project->bind(*dataset, {});
    QVERIFY(again.ok());
    QCOMPARE(again->known, 200);
    QCOMPARE(again->added, 0);
    QVERIFY(again->faceIds == report.faceIds);
    QVERIFY(project->states()->at(report.faceIds[7]).mine.set == stateWith(3).mine.set);
}

void BindingTest::facesThatCannotBeWritten_failWhatFollows()
{
    const TempDir dir;
    const auto dataset = std::make_shared<const Dataset>(smallDataset());
    auto project = ProjectStore::create(dir / "a.fiducial", *dataset, "/data").value();
    const BindReport report = project->bindNew(dataset); // it has faces already
    const auto first = appendAndWait(*project, edit(report.faceIds[0], {}, stateWith(3)));
    QVERIFY(!first.ok());
    QVERIFY2(first.error().message.text().find("faces already") != std::string::npos,
             first.error().message.text().c_str());
    QVERIFY(!project->saveCopy(dir / "copy.fiducial").ok());
    QVERIFY(!std::filesystem::exists(dir / "copy.fiducial"));
}

QTEST_GUILESS_MAIN(BindingTest)
#include "binding_test.moc"
