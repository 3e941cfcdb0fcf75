#include "core/base/file_io.h"
#include "core/base/heap.h"
#include "core/store/blob.h"
#include "core/store/face_binding.h"
#include "core/store/instance_lock.h"
#include "core/store/known_files.h"
#include "core/store/migrations.h"
#include "core/store/project_file.h"
#include "core/store/project_store.h"
#include "core/store/revision_log.h"
#include "core/store/run_table.h"
#include "core/store/sql_worker.h"

namespace fiducial::store {

namespace fs = std::filesystem;

namespace {

using sql::Connection;
using sql::Statement;

constexpr std::size_t kMaxGroup = 64;

struct PendingRevision {
    Revision revision;
    std::function<void(Result<std::int64_t>)> done;
};

Result<void> prepareForWork(Connection &connection)
{
    if (auto migrated = migrate(connection, projectMigrations()); !migrated)
        return migrated;
    configureForWriting(connection);
    return repairStates(connection);
}

Result<void> prepareForReading(Connection &connection)
{
    connection.execute("PRAGMA query_only = ON");
    return {};
}

/// All of the group in one transaction: their sequence numbers, or why none was written.
Result<std::vector<std::int64_t>> writeGroup(Connection &connection, const std::vector<PendingRevision> &group)
{
    connection.clear();
    sql::Transaction transaction(connection);
    std::vector<std::int64_t> sequences;
    for (const PendingRevision &pending : group) {
        auto sequence = writeRevision(connection, pending.revision);
        if (!sequence)
            return sequence.error();
        sequences.push_back(*sequence);
    }
    if (auto done = transaction.commit(); !done)
        return done.error();
    return sequences;
}

class SqliteStore final : public ProjectStore {
public:
    SqliteStore(fs::path file, std::unique_ptr<InstanceLock> lock, std::unique_ptr<SqlWorker> worker,
                std::unique_ptr<SqlWorker> reader)
        : file_(std::move(file)), lock_(std::move(lock)), worker_(std::move(worker)), reader_(std::move(reader))
    {}

    fs::path path() const override { return file_; }
    Result<ProjectInfo> info() override;
    Result<BindReport> bind(const Dataset &dataset, const JobContext &context) override;
    BindReport bindNew(std::shared_ptr<const Dataset> dataset) override;
    Result<void> setRoots(const std::string &root, const std::string &imageRoot, const std::string &opened) override;
    Result<std::vector<AddedFace>> addedFaces() override;
    Result<std::unordered_map<Uuid, FaceState>> states() override;
    Result<void> visitStates(const std::function<void(const Uuid &, FaceState)> &visit) override;
    void append(Revision revision, std::function<void(Result<std::int64_t>)> done) override;
    Result<std::vector<Revision>> revisions(std::int64_t afterSequence, std::int64_t limit) override;
    Result<std::vector<Revision>> revisionHeaders() override;
    Result<Revision> revision(std::int64_t sequence) override;
    Result<std::vector<Revision>> revisionsOfFace(const Uuid &face) override;
    Result<std::vector<Revision>> revisionSummaries(std::int64_t beforeSequence, std::int64_t limit) override;
    Result<std::unordered_map<Uuid, EditCost>> editCosts() override;
    Result<std::int32_t> runNumber(const Uuid &run) override;
    Result<void> saveRun(const Run &run, const std::vector<Uuid> &faceOfRow, const JobContext &context) override;
    Result<std::vector<StoredRun>> runs() override;
    Result<void> saveRunRows(const Run &header, const std::vector<RunRow> &rows, const JobContext &context) override;
    Result<std::vector<RunIndex>> runIndexes() override;
    Result<std::vector<Prediction>> runRows(std::int32_t number, int first, int count) override;
    Result<Prediction> runRow(std::int32_t number, int row) override;
    Result<void> removeRun(const Uuid &run) override;
    Result<void> setValue(const std::string &key, const std::string &value) override;
    Result<std::string> value(const std::string &key, const std::string &fallback) override;
    Result<void> saveCopy(const fs::path &file) override;
    void flush() override;

private:
    std::vector<PendingRevision> takeGroup();
    void writePending(Connection &connection);
    Result<void> writeNewFaces(Connection &connection);

    struct NewFaces {
        std::shared_ptr<const Dataset> dataset;
        std::vector<Uuid> ids;
    };
    std::optional<NewFaces> newFaces_; // not written yet; of the worker's thread
    fs::path file_;
    std::unique_ptr<InstanceLock> lock_; // released after the worker has closed the file
    std::mutex pendingMutex_;
    std::deque<PendingRevision> pending_;
    std::unique_ptr<SqlWorker> worker_;
    std::unique_ptr<SqlWorker> reader_; // its connection closes before that of worker_, which then empties the log
};

Result<ProjectInfo> SqliteStore::info()
{
    return worker_->call([](Connection &connection) -> Result<ProjectInfo> {
        ProjectInfo info;
        Statement query(connection, "SELECT uuid, name, root, image_root, opened, scheme FROM project");
        if (query.run().next()) {
            auto id = decodeUuid(query.blob(0));
            if (!id)
                return id.error();
            info = {*id, query.text(1), query.text(2), query.text(3), query.text(4), query.text(5), {}, 0};
        }
        info.files = readKnownFiles(connection);
        info.lastSequence = lastSequence(connection);
        return info;
    });
}

Result<BindReport> SqliteStore::bind(const Dataset &dataset, const JobContext &context)
{
    return worker_->call([&](Connection &connection) { return bindFaces(connection, dataset, context); });
}

BindReport SqliteStore::bindNew(std::shared_ptr<const Dataset> dataset)
{
    BindReport report;
    report.faceIds = Uuid::random(dataset->faces.size());
    report.added = static_cast<int>(report.faceIds.size());
    worker_->post([this, faces = NewFaces{std::move(dataset), report.faceIds}](Connection &connection) {
        newFaces_ = faces;
        (void)writeNewFaces(connection); // whoever writes next is told
        giveFreedMemoryBack();
    });
    return report;
}

/// Before anything that speaks of faces is written.
Result<void> SqliteStore::writeNewFaces(Connection &connection)
{
    if (!newFaces_)
        return {};
    connection.clear();
    const auto bound = bindFaces(connection, *newFaces_->dataset, {}, newFaces_->ids);
    if (!bound || connection.failed())
        return bound ? connection.status().error() : bound.error();
    newFaces_.reset();
    return {};
}

Result<void> SqliteStore::setRoots(const std::string &root, const std::string &imageRoot, const std::string &opened)
{
    return worker_->call([&](Connection &connection) -> Result<void> {
        Statement(connection, "UPDATE project SET root = ?, image_root = ?, opened = ?").run(root, imageRoot, opened);
        return {};
    });
}

Result<std::vector<AddedFace>> SqliteStore::addedFaces()
{
    return worker_->call([](Connection &connection) { return readAddedFaces(connection); });
}

Result<std::unordered_map<Uuid, FaceState>> SqliteStore::states()
{
    return worker_->call([](Connection &connection) { return readStates(connection); });
}

Result<void> SqliteStore::visitStates(const std::function<void(const Uuid &, FaceState)> &visit)
{
    return worker_->call([&](Connection &connection) { return store::visitStates(connection, visit); });
}

void SqliteStore::append(Revision revision, std::function<void(Result<std::int64_t>)> done)
{
    {
        const std::lock_guard lock(pendingMutex_);
        pending_.push_back({std::move(revision), std::move(done)});
    }
    worker_->post([this](Connection &connection) { writePending(connection); });
}

std::vector<PendingRevision> SqliteStore::takeGroup()
{
    const std::lock_guard lock(pendingMutex_);
    const auto end = pending_.begin() + static_cast<std::ptrdiff_t>(std::min(kMaxGroup, pending_.size()));
    std::vector<PendingRevision> group(std::make_move_iterator(pending_.begin()), std::make_move_iterator(end));
    pending_.erase(pending_.begin(), end);
    return group;
}

/// What has gathered meanwhile goes to disk with one commit; later requests of the queue then find less or nothing.
/// Where the group fails each one is tried by itself, so that a refused revision does not take others with it.
void SqliteStore::writePending(Connection &connection)
{
    std::vector<PendingRevision> group = takeGroup();
    if (group.empty())
        return;
    if (const auto written = writeNewFaces(connection); !written) {
        for (PendingRevision &pending : group)
            pending.done(written.error());
        return;
    }
    const auto sequences = writeGroup(connection, group);
    if (sequences) {
        for (std::size_t i = 0; i < group.size(); ++i)
            group[i].done((*sequences)[i]);
        return;
    }
    if (group.size() == 1) {
        group[0].done(sequences.error());
        return;
    }
    for (PendingRevision &pending : group) {
        std::vector<PendingRevision> single;
        single.push_back(std::move(pending));
        const auto sequence = writeGroup(connection, single);
        single[0].done(sequence ? Result<std::int64_t>(sequence->front()) : sequence.error());
    }
}

Result<std::vector<Revision>> SqliteStore::revisions(std::int64_t afterSequence, std::int64_t limit)
{
    return worker_->call([&](Connection &connection) { return readRevisions(connection, afterSequence, limit); });
}

Result<std::vector<Revision>> SqliteStore::revisionHeaders()
{
    return worker_->call([](Connection &connection) { return readRevisionHeaders(connection); });
}

Result<Revision> SqliteStore::revision(std::int64_t sequence)
{
    return reader_->call([&](Connection &connection) { return readRevision(connection, sequence); });
}

Result<std::vector<Revision>> SqliteStore::revisionsOfFace(const Uuid &face)
{
    return worker_->call([&](Connection &connection) { return readRevisionsOfFace(connection, face); });
}

Result<std::vector<Revision>> SqliteStore::revisionSummaries(std::int64_t beforeSequence, std::int64_t limit)
{
    return worker_->call(
        [&](Connection &connection) { return readRevisionSummaries(connection, beforeSequence, limit); });
}

Result<std::unordered_map<Uuid, EditCost>> SqliteStore::editCosts()
{
    return reader_->call([](Connection &connection) { return readEditCosts(connection); });
}

Result<std::int32_t> SqliteStore::runNumber(const Uuid &run)
{
    return worker_->call([&](Connection &connection) { return store::runNumber(connection, run); });
}

Result<void> SqliteStore::saveRun(const Run &run, const std::vector<Uuid> &faceOfRow, const JobContext &context)
{
    return worker_->call([&](Connection &connection) {
        const auto faces = writeNewFaces(connection);
        return faces ? writeRun(connection, run, faceOfRow, context) : faces;
    });
}

Result<std::vector<ProjectStore::StoredRun>> SqliteStore::runs()
{
    return worker_->call([](Connection &connection) { return readRuns(connection); });
}

Result<void> SqliteStore::saveRunRows(const Run &header, const std::vector<RunRow> &rows, const JobContext &context)
{
    return worker_->call([&](Connection &connection) {
        const auto faces = writeNewFaces(connection);
        return faces ? writeRunRows(connection, header, rows, context) : faces;
    });
}

Result<std::vector<ProjectStore::RunIndex>> SqliteStore::runIndexes()
{
    return worker_->call([](Connection &connection) { return readRunIndexes(connection); });
}

Result<std::vector<Prediction>> SqliteStore::runRows(std::int32_t number, int first, int count)
{
    return reader_->call([&](Connection &connection) { return readRunRows(connection, number, first, count); });
}

Result<Prediction> SqliteStore::runRow(std::int32_t number, int row)
{
    return reader_->call([&](Connection &connection) { return readRunRow(connection, number, row); });
}

Result<void> SqliteStore::removeRun(const Uuid &run)
{
    return worker_->call([&](Connection &connection) { return removeRunRows(connection, run); });
}

Result<void> SqliteStore::setValue(const std::string &key, const std::string &value)
{
    return worker_->call([&](Connection &connection) -> Result<void> {
        Statement(connection, "INSERT INTO settings (key, value) VALUES (?, ?) "
                              "ON CONFLICT (key) DO UPDATE SET value = excluded.value")
            .run(key, value);
        return {};
    });
}

Result<std::string> SqliteStore::value(const std::string &key, const std::string &fallback)
{
    return reader_->call([&](Connection &connection) -> Result<std::string> {
        Statement query(connection, "SELECT value FROM settings WHERE key = ?");
        return query.run(key).next() ? query.text(0) : fallback;
    });
}

Result<void> SqliteStore::saveCopy(const fs::path &file)
{
    const fs::path target = absolutePath(file);
    if (target == file_)
        return makeError(Errc::InvalidArgument, says("The project cannot be copied onto itself; choose another name."),
                         toUtf8(target));
    auto lock = InstanceLock::acquire(target);
    if (!lock)
        return lock.error();
    const fs::path part = partFile(target);
    removeDatabase(part);
    auto copied = worker_->call([&](Connection &connection) -> Result<void> {
        if (auto faces = writeNewFaces(connection); !faces)
            return faces;
        Statement(connection, "VACUUM INTO ?").run(toUtf8(part));
        return {};
    });
    if (!copied) {
        removeDatabase(part);
        return copied;
    }
    return movePartIntoPlace(target, true);
}

void SqliteStore::flush()
{
    [[maybe_unused]] const auto reached = worker_->call([](Connection &) { return Result<void>(); });
}

/// Layout, project row and faces in a file that has no name yet; journal and crashes are then of no concern.
Result<void> buildProject(const fs::path &part, const Dataset &dataset, const fs::path &opened)
{
    auto worker = SqlWorker::start(part);
    if (!worker)
        return worker.error();
    return (*worker)->call([&](Connection &connection) -> Result<void> {
        connection.execute("PRAGMA journal_mode = MEMORY");
        connection.execute("PRAGMA synchronous = FULL");
        connection.execute("PRAGMA foreign_keys = ON");
        if (auto migrated = migrate(connection, projectMigrations()); !migrated)
            return migrated;
        const Uuid id = Uuid::random();
        Statement(connection, "INSERT INTO project (id, uuid, name, root, image_root, opened, scheme) "
                              "VALUES (1, ?, ?, ?, ?, ?, ?)")
            .run(sql::Blob{bytesOf(id)}, dataset.name, toUtf8(absolutePath(dataset.root)),
                 toUtf8(absolutePath(dataset.imageRoot)), toUtf8(absolutePath(opened)), dataset.schemeId);
        const auto bound = bindFaces(connection, dataset, {});
        return bound ? Result<void>() : bound.error();
    });
}

Result<std::unique_ptr<ProjectStore>> openLocked(const fs::path &file, std::unique_ptr<InstanceLock> lock)
{
    auto worker = SqlWorker::start(file);
    if (!worker)
        return worker.error();
    if (auto ready = (*worker)->call(prepareForWork); !ready)
        return ready.error();
    auto reader = SqlWorker::start(file);
    if (!reader)
        return reader.error();
    if (auto ready = (*reader)->call(prepareForReading); !ready)
        return ready.error();
    return std::unique_ptr<ProjectStore>(
        std::make_unique<SqliteStore>(file, std::move(lock), std::move(worker).value(), std::move(reader).value()));
}

} // namespace

Result<std::unique_ptr<ProjectStore>> ProjectStore::create(const fs::path &file, const Dataset &dataset,
                                                           const fs::path &opened)
{
    const fs::path path = absolutePath(file);
    std::error_code ignored;
    fs::create_directories(path.parent_path(), ignored); // a failure shows when the lock is made
    auto lock = InstanceLock::acquire(path);
    if (!lock)
        return lock.error();
    if (fs::exists(path, ignored))
        return makeError(Errc::InvalidArgument, says("The project exists already; open it, or choose another name."),
                         toUtf8(path));
    const fs::path part = partFile(path);
    removeDatabase(part); // of a program that was stopped here
    if (auto built = buildProject(part, dataset, opened); !built) {
        removeDatabase(part);
        return built.error();
    }
    if (auto moved = movePartIntoPlace(path, false); !moved)
        return moved.error();
    return openLocked(path, std::move(lock).value());
}

Result<std::unique_ptr<ProjectStore>> ProjectStore::open(const fs::path &file)
{
    const fs::path path = absolutePath(file);
    if (auto project = checkIsProject(path); !project)
        return project.error();
    auto lock = InstanceLock::acquire(path);
    if (!lock)
        return lock.error();
    return openLocked(path, std::move(lock).value());
}

} // namespace fiducial::store
