#include "core/store/project_store.h"
#include "tests/core/store/store_fixtures.h"
#include "tests/support/numbers.h"
#include "tests/support/test_support.h"

#include <QTest>

#include <limits>

using namespace fiducial;
using namespace fiducial::store;
using namespace fiducial::test;

namespace {

std::unique_ptr<ProjectStore> mustOpen(const std::filesystem::path &file)
{
    auto opened = ProjectStore::open(file);
    if (!opened)
        qFatal("%s", opened.error().text().c_str());
    return std::move(opened).value();
}

std::unique_ptr<ProjectStore> mustCreate(const std::filesystem::path &file, const Dataset &dataset)
{
    auto created = ProjectStore::create(file, dataset, dataset.root);
    if (!created)
        qFatal("%s", created.error().text().c_str());
    return std::move(created).value();
}

std::vector<Uuid> idsOf(ProjectStore &project, const Dataset &dataset)
{
    auto report = project.bind(dataset, {});
    if (!report)
        qFatal("%s", report.error().text().c_str());
    return report->faceIds;
}

} // namespace

class ProjectStoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void create_thenOpen_keepsTheProject();
    void create_refusesAnExistingFile();
    void append_keepsEveryField();
    void append_givesBaseRevisions();
    void append_refusesWhatOvertakesAFailedChange();
    void append_refusesUnknownAndRepeatedFaces();
    void append_fromManyRequests_keepsTheirOrder();
    void done_mayCallTheStore();
    void states_areTheLastAfterValues();
    void revisions_canBeLimited();
    void revisionsOfFace_holdOnlyThatFace();
    void revisionHeaders_leadToTheRevisions();
    void runs_comeBackBitForBit();
    void runs_keepTheirNumbers();
    void runRows_areReadOneByOneAndAdded();
    void saveRun_canBeCancelled();
    void values_areKept();
    void setRoots_isLocateFolder();
    void textThatIsNotUtf8_comesBackUnchanged();
    void saveCopy_isACompleteProject();
    void secondOpen_isBusy();
};

void ProjectStoreTest::create_thenOpen_keepsTheProject()
{
    const TempDir dir;
    Dataset dataset = smallDataset();
    dataset.root = dir.path();
    writeAll(dir / "list.txt", "annotations");
    dataset.files.push_back({"list.txt", "wflw", 11, "", ""});
    Uuid id;
    {
        const auto project = mustCreate(dir / "a.fiducial", dataset);
        QVERIFY(ProjectStore::isProject(dir / "a.fiducial"));
        id = project->info()->id;
    }
    QVERIFY(!std::filesystem::exists(dir / "a.fiducial-wal"));
    QVERIFY(!std::filesystem::exists(dir / "a.fiducial.lock"));
    const auto project = mustOpen(dir / "a.fiducial");
    const auto info = project->info();
    QVERIFY(info.ok());
    QVERIFY(!id.isNil() && info->id == id);
    QCOMPARE(q(info->name), q("small"));
    QCOMPARE(q(info->root), q(dir.path().string()));
    QCOMPARE(q(info->schemeId), q("wflw98"));
    QCOMPARE(info->files.size(), std::size_t{1});
    QCOMPARE(info->files[0].sha256.size(), std::size_t{64});
    QCOMPARE(info->lastSequence, std::int64_t{0});
    QVERIFY(project->states()->empty());
}

void ProjectStoreTest::create_refusesAnExistingFile()
{
    const TempDir dir;
    writeAll(dir / "a.fiducial", "somebody's file");
    const auto created = ProjectStore::create(dir / "a.fiducial", smallDataset(), dir.path());
    QVERIFY(!created.ok());
    QCOMPARE(created.error().code, Errc::InvalidArgument);
    QCOMPARE(q(readAll(dir / "a.fiducial")), q("somebody's file"));
}

void ProjectStoreTest::append_keepsEveryField()
{
    const TempDir dir;
    const Dataset dataset = smallDataset();
    Revision revision;
    {
        const auto project = mustCreate(dir / "a.fiducial", dataset);
        const auto ids = idsOf(*project, dataset);
        FaceState after;
        after.review = ReviewState::NeedsWork;
        after.mine.set.points = {{1.25, -3e300}, {kNan, kNan}, {0.1, 5e-324}};
        after.mine.set.visibility = {Visibility::Visible, Visibility::Absent, Visibility::Occluded};
        after.mine.origin = {{PointSource::Human, -1, 3.5f, 4000000000u},
                             {PointSource::None, -1, 0, 0},
                             {PointSource::Model, 32767, 0.25f, 1}};
        revision = edit(ids[1], {}, after);
        revision.label = "use-prediction";
        revision.author = "Zoë Ångström";
        revision.session = Uuid::random().toString();
        revision.changes[0].pointMask = {true, false, true};
        FaceState reviewed;
        reviewed.review = ReviewState::Accepted;
        revision.changes.push_back({ids[0], 0, {}, {}, reviewed});
        const auto sequence = appendAndWait(*project, revision);
        QVERIFY2(sequence.ok(), sequence.ok() ? "" : sequence.error().text().c_str());
        revision.sequence = *sequence;
    }
    const auto log = mustOpen(dir / "a.fiducial")->revisions();
    QVERIFY(log.ok());
    QCOMPARE(log->size(), std::size_t{1});
    QVERIFY(log->front() == revision);
    QCOMPARE(log->front().changes[0].after.mine.set.visibility.size(), std::size_t{3});
}

void ProjectStoreTest::append_givesBaseRevisions()
{
    const TempDir dir;
    const Dataset dataset = smallDataset();
    const auto project = mustCreate(dir / "a.fiducial", dataset);
    const auto ids = idsOf(*project, dataset);
    QCOMPARE(*appendAndWait(*project, edit(ids[0], {}, stateWith(1))), 1);
    QCOMPARE(*appendAndWait(*project, edit(ids[1], {}, stateWith(2))), 2);
    QCOMPARE(*appendAndWait(*project, edit(ids[0], stateWith(1), stateWith(3))), 3);
    const auto log = *project->revisions();
    QCOMPARE(log[0].changes[0].base, 0);
    QCOMPARE(log[1].changes[0].base, 0);
    QCOMPARE(log[2].changes[0].base, 1);
}

void ProjectStoreTest::append_refusesWhatOvertakesAFailedChange()
{
    const TempDir dir;
    const Dataset dataset = smallDataset();
    const auto project = mustCreate(dir / "a.fiducial", dataset);
    const auto ids = idsOf(*project, dataset);
    const Revision lost = edit(ids[0], {}, stateWith(1));
    const Revision next = edit(ids[0], stateWith(1), stateWith(2));
    const auto overtaking = appendAndWait(*project, next);
    QVERIFY(!overtaking.ok());
    QCOMPARE(overtaking.error().code, Errc::InvalidArgument);
    QVERIFY(project->states()->empty());
    QCOMPARE(*appendAndWait(*project, lost), 1);
    QCOMPARE(*appendAndWait(*project, next), 2);
}

void ProjectStoreTest::append_refusesUnknownAndRepeatedFaces()
{
    const TempDir dir;
    const Dataset dataset = smallDataset();
    const auto project = mustCreate(dir / "a.fiducial", dataset);
    const auto ids = idsOf(*project, dataset);
    QVERIFY(!appendAndWait(*project, edit(Uuid::random(), {}, stateWith(1))).ok());
    Revision twice = edit(ids[0], {}, stateWith(1));
    twice.changes.push_back({ids[0], 0, {}, stateWith(1), stateWith(2)});
    QVERIFY(!appendAndWait(*project, twice).ok());
    QVERIFY(project->revisions()->empty());
}

void ProjectStoreTest::append_fromManyRequests_keepsTheirOrder()
{
    const TempDir dir;
    const Dataset dataset = smallDataset();
    const auto project = mustCreate(dir / "a.fiducial", dataset);
    const auto ids = idsOf(*project, dataset);
    constexpr int kEdits = 300;
    std::vector<std::int64_t> sequences;
    int refused = 0;
    FaceState before;
    for (int i = 0; i < kEdits; ++i) {
        const FaceState after = stateWith(i);
        project->append(edit(ids[0], before, after), [&](Result<std::int64_t> r) { sequences.push_back(r ? *r : -1); });
        before = after;
        if (i % 10 == 0)
            project->append(edit(Uuid::random(), {}, after), [&](Result<std::int64_t> r) { refused += !r.ok(); });
    }
    project->flush();
    QCOMPARE(sequences.size(), std::size_t{kEdits});
    for (int i = 0; i < kEdits; ++i)
        QCOMPARE(sequences[static_cast<std::size_t>(i)], i + 1);
    QCOMPARE(refused, kEdits / 10);
    QVERIFY(project->states()->at(ids[0]) == before);
}

void ProjectStoreTest::done_mayCallTheStore()
{
    const TempDir dir;
    const Dataset dataset = smallDataset();
    const auto project = mustCreate(dir / "a.fiducial", dataset);
    const auto ids = idsOf(*project, dataset);
    std::size_t seen = 0;
    project->append(edit(ids[0], {}, stateWith(1)), [&](Result<std::int64_t>) { seen = project->states()->size(); });
    project->flush();
    QCOMPARE(seen, std::size_t{1});
}

void ProjectStoreTest::states_areTheLastAfterValues()
{
    const TempDir dir;
    const Dataset dataset = smallDataset();
    std::vector<Uuid> ids;
    {
        const auto project = mustCreate(dir / "a.fiducial", dataset);
        ids = idsOf(*project, dataset);
        QVERIFY(appendAndWait(*project, edit(ids[0], {}, stateWith(1))).ok());
        QVERIFY(appendAndWait(*project, edit(ids[0], stateWith(1), stateWith(2))).ok());
        QVERIFY(appendAndWait(*project, edit(ids[1], {}, stateWith(3))).ok());
        QVERIFY(appendAndWait(*project, edit(ids[1], stateWith(3), {})).ok());
    }
    const auto states = mustOpen(dir / "a.fiducial")->states();
    QCOMPARE(states->size(), std::size_t{1});
    QVERIFY(states->at(ids[0]) == stateWith(2));
}

void ProjectStoreTest::revisions_canBeLimited()
{
    const TempDir dir;
    const Dataset dataset = smallDataset();
    const auto project = mustCreate(dir / "a.fiducial", dataset);
    const auto ids = idsOf(*project, dataset);
    FaceState before;
    for (int i = 0; i < 10; ++i) {
        QVERIFY(appendAndWait(*project, edit(ids[0], before, stateWith(i))).ok());
        before = stateWith(i);
    }
    const auto after = *project->revisions(7);
    QCOMPARE(after.size(), std::size_t{3});
    QCOMPARE(after.front().sequence, 8);
    const auto last = *project->revisions(0, 2);
    QCOMPARE(last.size(), std::size_t{2});
    QCOMPARE(last.front().sequence, 9);
    QCOMPARE(last.back().changes.size(), std::size_t{1});
}

void ProjectStoreTest::revisionsOfFace_holdOnlyThatFace()
{
    const TempDir dir;
    const Dataset dataset = smallDataset();
    const auto project = mustCreate(dir / "a.fiducial", dataset);
    const auto ids = idsOf(*project, dataset);
    Revision both = edit(ids[0], {}, stateWith(1));
    both.changes.push_back({ids[1], 0, {}, {}, stateWith(2)});
    QVERIFY(appendAndWait(*project, both).ok());
    QVERIFY(appendAndWait(*project, edit(ids[0], stateWith(1), stateWith(5))).ok());
    const auto log = *project->revisionsOfFace(ids[1]);
    QCOMPARE(log.size(), std::size_t{1});
    QCOMPARE(log[0].changes.size(), std::size_t{1});
    QVERIFY(log[0].changes[0].after == stateWith(2));
    QCOMPARE(project->revisionsOfFace(ids[0])->size(), std::size_t{2});
}

void ProjectStoreTest::revisionHeaders_leadToTheRevisions()
{
    const TempDir dir;
    const Dataset dataset = smallDataset();
    const auto project = mustCreate(dir / "a.fiducial", dataset);
    const auto ids = idsOf(*project, dataset);
    QVERIFY(project->revisionHeaders()->empty());
    const Revision first = edit(ids[0], {}, stateWith(1));
    QVERIFY(appendAndWait(*project, first).ok());
    QVERIFY(appendAndWait(*project, follow(first, RevisionKind::Undo)).ok());
    const auto headers = *project->revisionHeaders();
    const auto log = *project->revisions();
    QCOMPARE(headers.size(), log.size());
    for (std::size_t i = 0; i < log.size(); ++i) {
        QVERIFY(headers[i].gesture == log[i].gesture && headers[i].kind == log[i].kind);
        QVERIFY(headers[i].label == log[i].label && headers[i].changes.empty());
        QVERIFY(*project->revision(headers[i].sequence) == log[i]);
    }
    QCOMPARE(project->revision(99).error().code, Errc::NotFound);
}

namespace {

Run sampleRun()
{
    Run run{
        Uuid::random(),         "PFLD", "wflw98", "pfld", "abc", "CPU, 2 threads", BoxSource::Detector, "CenterFace",
        "2024-01-01T00:00:00Z", "list", {}};
    constexpr float nan = std::numeric_limits<float>::quiet_NaN();
    Prediction full{"set/image0.jpg", {1, 2, 3, 4}, {0.1, 0.2, kNan, 4.5}, false, {}, {}, {}};
    for (int i = 0; i < 98; ++i) {
        full.points.push_back({static_cast<float>(i) * 0.1f, i % 7 ? 1.0f / static_cast<float>(i + 1) : nan});
        full.covariance.push_back({1.0f, 0.1f, nan});
        full.peak.push_back(0.5f);
    }
    run.rows = {full, {"set/image1.jpg", {}, {}, true, {}, {}, {}}};
    return run;
}

template <class T>
bool sameBits(const std::vector<T> &a, const std::vector<T> &b)
{
    return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0);
}

bool sameBits(const Prediction &a, const Prediction &b)
{
    return a.image == b.image && a.missing == b.missing && std::memcmp(&a.box, &b.box, sizeof(Rect)) == 0 &&
           std::memcmp(&a.cropBox, &b.cropBox, sizeof(Rect)) == 0 && sameBits(a.points, b.points) &&
           sameBits(a.covariance, b.covariance) && sameBits(a.peak, b.peak);
}

} // namespace

// P9
void ProjectStoreTest::runs_comeBackBitForBit()
{
    const TempDir dir;
    const Dataset dataset = smallDataset();
    const Run run = sampleRun();
    std::vector<Uuid> faces;
    {
        const auto project = mustCreate(dir / "a.fiducial", dataset);
        faces = {idsOf(*project, dataset)[0], Uuid()};
        QVERIFY(project->saveRun(run, faces, {}).ok());
    }
    const auto runs = mustOpen(dir / "a.fiducial")->runs();
    QVERIFY(runs.ok());
    QCOMPARE(runs->size(), std::size_t{1});
    const auto &back = runs->front();
    QVERIFY(back.faceOfRow == faces);
    QVERIFY(sameBits(back.run.rows[0], run.rows[0]) && sameBits(back.run.rows[1], run.rows[1]));
    QVERIFY(back.run.boxes == BoxSource::Detector);
    const auto header = [](const Run &r) {
        return std::tie(r.id, r.name, r.schemeId, r.modelName, r.modelHash, r.device, r.detector, r.created, r.source,
                        r.views.flip, r.views.jitters);
    };
    QVERIFY(header(back.run) == header(run));
}

void ProjectStoreTest::runs_keepTheirNumbers()
{
    const TempDir dir;
    const Dataset dataset = smallDataset();
    const auto project = mustCreate(dir / "a.fiducial", dataset);
    const std::vector<Uuid> nobody(2);
    const Run first = sampleRun(), second = sampleRun(), third = sampleRun();
    QVERIFY(project->saveRun(first, nobody, {}).ok());
    QVERIFY(project->saveRun(second, nobody, {}).ok());
    QVERIFY(project->removeRun(second.id).ok());
    QCOMPARE(*project->runNumber(third.id), 2);
    QCOMPARE(*project->runNumber(second.id), 1);
    QCOMPARE(*project->runNumber(Uuid::random()), 3);
    QCOMPARE(project->runs()->size(), std::size_t{1});
    QVERIFY(project->saveRun(third, nobody, {}).ok());
    Run again = first;
    again.rows.pop_back();
    QVERIFY(project->saveRun(again, {Uuid()}, {}).ok());
    const auto runs = *project->runs();
    QCOMPARE(runs.size(), std::size_t{2});
    QCOMPARE(runs[0].number, 0);
    QCOMPARE(runs[0].run.rows.size(), std::size_t{1});
    QCOMPARE(runs[1].number, 2);
    QVERIFY(runs[1].run.id == third.id);
}

void ProjectStoreTest::runRows_areReadOneByOneAndAdded()
{
    const TempDir dir;
    const Dataset dataset = smallDataset();
    const auto project = mustCreate(dir / "a.fiducial", dataset);
    const auto faces = idsOf(*project, dataset);
    const Run run = sampleRun();
    QVERIFY(project->saveRun(run, {faces[0], Uuid()}, {}).ok());
    Prediction third = run.rows[0], second = run.rows[0];
    third.image = "set/image2.jpg";
    second.points[5].x = 77;
    QVERIFY(project->saveRunRows(run, {{2, &third, faces[3]}, {1, &second, faces[1]}}, {}).ok());
    const auto index = *project->runIndexes();
    QCOMPARE(index.size(), std::size_t{1});
    QVERIFY(index[0].faceOfRow == (std::vector<Uuid>{faces[0], faces[1], faces[3]}));
    QVERIFY(index[0].missing == std::vector<bool>(3, false));
    QVERIFY(index[0].header.rows.empty() && index[0].header.id == run.id);
    const auto rows = *project->runRows(index[0].number, 1, 64);
    QCOMPARE(rows.size(), std::size_t{2});
    QVERIFY(sameBits(rows[0].points, second.points) && sameBits(rows[1].points, third.points));
    QVERIFY(rows[0].covariance.empty());
    QVERIFY(sameBits(*project->runRow(index[0].number, 2), third));
    QCOMPARE(project->runRow(index[0].number, 3).error().code, Errc::NotFound);
}

void ProjectStoreTest::saveRun_canBeCancelled()
{
    const TempDir dir;
    const auto project = mustCreate(dir / "a.fiducial", smallDataset());
    JobContext context;
    context.cancelled = [] { return true; };
    const auto saved = project->saveRun(sampleRun(), std::vector<Uuid>(2), context);
    QVERIFY(!saved.ok());
    QCOMPARE(saved.error().code, Errc::Cancelled);
    QVERIFY(project->runs()->empty());
}

void ProjectStoreTest::values_areKept()
{
    const TempDir dir;
    {
        const auto project = mustCreate(dir / "a.fiducial", smallDataset());
        QVERIFY(project->setValue("filter", "nme > 5").ok());
        QVERIFY(project->setValue("filter", "").ok());
        QVERIFY(project->setValue("face", "x").ok());
    }
    const auto project = mustOpen(dir / "a.fiducial");
    QCOMPARE(q(*project->value("filter", "none")), q(""));
    QCOMPARE(q(*project->value("face", "none")), q("x"));
    QCOMPARE(q(*project->value("other", "none")), q("none"));
}

void ProjectStoreTest::setRoots_isLocateFolder()
{
    const TempDir dir;
    const Dataset dataset = smallDataset();
    std::vector<Uuid> ids;
    {
        const auto project = mustCreate(dir / "a.fiducial", dataset);
        ids = idsOf(*project, dataset);
        QVERIFY(project->setRoots("/new", "/new/images", "/new/list.txt").ok());
    }
    Dataset moved = dataset;
    moved.root = "/new";
    moved.imageRoot = "/new/images";
    const auto project = mustOpen(dir / "a.fiducial");
    const auto info = *project->info();
    QCOMPARE(q(info.root), q("/new"));
    QCOMPARE(q(info.imageRoot), q("/new/images"));
    QCOMPARE(q(info.opened), q("/new/list.txt"));
    QVERIFY(idsOf(*project, moved) == ids);
}

void ProjectStoreTest::textThatIsNotUtf8_comesBackUnchanged()
{
    const TempDir dir;
    Dataset dataset = smallDataset(2, 1);
    dataset.samples[0].image = "caf\xE9.jpg";
    dataset.samples[1].image = "caf\xE8.jpg";
    std::vector<Uuid> ids;
    {
        const auto project = mustCreate(dir / "a.fiducial", dataset);
        ids = idsOf(*project, dataset);
        QVERIFY(project->setRoots("/d\xE9", "/d\xE9/i", "\xEF\xBB\xBFx").ok());
    }
    const auto project = mustOpen(dir / "a.fiducial");
    QCOMPARE(project->info()->root, std::string("/d\xE9"));
    QCOMPARE(project->info()->opened, std::string("\xEF\xBB\xBFx"));
    const auto report = *project->bind(dataset, {});
    QCOMPARE(report.added, 0);
    QVERIFY(report.faceIds == ids);
}

void ProjectStoreTest::saveCopy_isACompleteProject()
{
    const TempDir dir;
    const Dataset dataset = smallDataset();
    const auto project = mustCreate(dir / "a.fiducial", dataset);
    const auto ids = idsOf(*project, dataset);
    QVERIFY(appendAndWait(*project, edit(ids[0], {}, stateWith(1))).ok());
    QVERIFY(!project->saveCopy(dir / "a.fiducial").ok());
    writeAll(dir / "b.fiducial", "older");
    QVERIFY(project->saveCopy(dir / "b.fiducial").ok());
    const auto copy = mustOpen(dir / "b.fiducial");
    QVERIFY(*copy->states() == *project->states());
    QVERIFY(*copy->revisions() == *project->revisions());
    QVERIFY(idsOf(*copy, dataset) == ids);
    const auto busy = project->saveCopy(dir / "b.fiducial");
    QVERIFY(!busy.ok());
    QCOMPARE(busy.error().code, Errc::Busy);
    QVERIFY(!std::filesystem::exists(dir / "b.fiducial.part"));
}

void ProjectStoreTest::secondOpen_isBusy()
{
    const TempDir dir;
    auto project = mustCreate(dir / "a.fiducial", smallDataset());
    const auto second = ProjectStore::open(dir / "a.fiducial");
    QVERIFY(!second.ok());
    QCOMPARE(second.error().code, Errc::Busy);
    QVERIFY2(second.error().message.text().find(std::to_string(QCoreApplication::applicationPid())) !=
                 std::string::npos,
             second.error().message.text().c_str());
    project.reset();
    QVERIFY(ProjectStore::open(dir / "a.fiducial").ok());
}

QTEST_GUILESS_MAIN(ProjectStoreTest)
#include "project_store_test.moc"
