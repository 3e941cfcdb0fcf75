#include "core/store/run_table.h"

#include "core/base/file_io.h"
#include "core/store/blob.h"

#include <limits>

namespace fiducial::store {

namespace {

using sql::Blob;
using sql::Statement;

constexpr std::int64_t kRowsPerRun = std::int64_t{1} << 32;

/// -1 where the run has none.
std::int64_t numberOf(sql::Connection &connection, const Uuid &run)
{
    Statement find(connection, "SELECT number FROM runs WHERE uuid = ?");
    return find.run(Blob{bytesOf(run)}).next() ? find.integer(0) : -1;
}

/// Within the caller's transaction.
std::int64_t reserveNumber(sql::Connection &connection, const Uuid &run)
{
    if (const std::int64_t number = numberOf(connection, run); number >= 0)
        return number;
    const std::int64_t number = connection.integer("SELECT coalesce(max(number), -1) + 1 FROM runs");
    if (number > std::numeric_limits<decltype(Provenance::run)>::max())
        connection.fail(makeError(Errc::TooLarge, "A project holds no more than 32,768 runs; begin another project.",
                                  toUtf8(connection.file())));
    Statement(connection, "INSERT INTO runs (number, uuid) VALUES (?, ?)").run(number, Blob{bytesOf(run)});
    return number;
}

void deleteRows(sql::Connection &connection, std::int64_t number)
{
    Statement(connection, "DELETE FROM run_rows WHERE id BETWEEN ? AND ?")
        .run(number * kRowsPerRun, (number + 1) * kRowsPerRun - 1);
}

void writeHeader(sql::Connection &connection, const Run &run, std::int64_t number)
{
    Statement(connection,
              "UPDATE runs SET stored = 1, name = ?, scheme = ?, model_name = ?, model_hash = ?, "
              "device = ?, boxes = ?, detector = ?, created = ?, source = ?, flip = ?, jitters = ? WHERE number = ?")
        .run(run.name, run.schemeId, run.modelName, run.modelHash, run.device, std::string(toString(run.boxes)),
             run.detector, run.created, run.source, run.views.flip, static_cast<std::int64_t>(run.views.jitters),
             number);
}

class RowWriter {
public:
    explicit RowWriter(sql::Connection &connection)
        : find_(connection, "SELECT id FROM faces WHERE uuid = ?"),
          insert_(connection, "INSERT INTO run_rows (id, face, image, missing, boxes, points, covariance, peak) "
                              "VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
    {}

    void write(std::int64_t id, const Prediction &row, const Uuid &face)
    {
        std::optional<std::int64_t> faceId;
        if (!face.isNil() && find_.run(Blob{bytesOf(face)}).next()) {
            faceId = find_.integer(0);
            find_.next(); // ends the query
        }
        const std::string boxes = encodeBoxes({row.box, row.cropBox});
        const std::string points = encodePoints(row.points);
        const std::string covariance = encodeCovariance(row.covariance);
        const std::string peak = encodeFloats(row.peak);
        const auto unlessEmpty = [](const std::string &bytes) {
            return bytes.empty() ? std::optional<Blob>() : std::optional(Blob{bytes});
        };
        insert_.run(id, faceId, row.image, row.missing, Blob{boxes}, Blob{points}, unlessEmpty(covariance),
                    unlessEmpty(peak));
    }

private:
    Statement find_;
    Statement insert_;
};

/// Columns: uuid of the face, image, missing, boxes, points, covariance, peak.
Result<void> readRow(const Statement &query, ProjectStore::StoredRun &run)
{
    Prediction row;
    row.image = query.text(1);
    row.missing = query.integer(2) != 0;
    const auto face = query.isNull(0) ? Result<Uuid>(Uuid()) : decodeUuid(query.blob(0));
    const auto boxes = decodeBoxes(query.blob(3));
    auto points = decodePoints(query.blob(4));
    auto covariance = decodeCovariance(query.blob(5));
    auto peak = decodeFloats(query.blob(6));
    if (!face || !boxes || !points)
        return !face ? face.error() : !boxes ? boxes.error() : points.error();
    if (!covariance || !peak)
        return !covariance ? covariance.error() : peak.error();
    row.box = boxes->box;
    row.cropBox = boxes->cropBox;
    row.points = std::move(points).value();
    row.covariance = std::move(covariance).value();
    row.peak = std::move(peak).value();
    run.run.rows.push_back(std::move(row));
    run.faceOfRow.push_back(*face);
    return {};
}

void readRows(sql::Connection &connection, ProjectStore::StoredRun &run)
{
    Statement query(connection, "SELECT f.uuid, r.image, r.missing, r.boxes, r.points, r.covariance, r.peak "
                                "FROM run_rows r LEFT JOIN faces f ON f.id = r.face WHERE r.id BETWEEN ? AND ? "
                                "ORDER BY r.id");
    query.run(run.number * kRowsPerRun, (run.number + 1) * kRowsPerRun - 1);
    while (query.next()) {
        if (auto read = readRow(query, run); !read) {
            Error error = read.error();
            error.file = toUtf8(connection.file());
            return connection.fail(std::move(error));
        }
    }
}

} // namespace

Result<std::int32_t> runNumber(sql::Connection &connection, const Uuid &run)
{
    sql::Transaction transaction(connection);
    const std::int64_t number = reserveNumber(connection, run);
    if (auto done = transaction.commit(); !done)
        return done.error();
    return static_cast<std::int32_t>(number);
}

Result<void> writeRun(sql::Connection &connection, const Run &run, const std::vector<Uuid> &faceOfRow,
                      const JobContext &context)
{
    constexpr std::size_t kReportEvery = 1024;
    if (faceOfRow.size() != run.rows.size() || run.id.isNil())
        return makeError(Errc::InvalidArgument, "A run needs an identifier and one face (or none) for each row.");
    sql::Transaction transaction(connection);
    const std::int64_t number = reserveNumber(connection, run.id);
    writeHeader(connection, run, number);
    deleteRows(connection, number);
    RowWriter writer(connection);
    const auto total = static_cast<std::int64_t>(run.rows.size());
    for (std::size_t i = 0; i < run.rows.size() && !connection.failed(); ++i) {
        if (i % kReportEvery == 0) {
            context.progress(static_cast<std::int64_t>(i), total);
            if (context.cancelled())
                return makeError(Errc::Cancelled, "Storing the run was cancelled.");
        }
        writer.write(number * kRowsPerRun + static_cast<std::int64_t>(i), run.rows[i], faceOfRow[i]);
    }
    context.progress(total, total);
    return transaction.commit();
}

Result<std::vector<ProjectStore::StoredRun>> readRuns(sql::Connection &connection)
{
    std::vector<ProjectStore::StoredRun> runs;
    Statement query(connection, "SELECT number, uuid, name, scheme, model_name, model_hash, device, boxes, detector, "
                                "created, source, flip, jitters FROM runs WHERE stored = 1 ORDER BY number");
    query.run();
    while (query.next()) {
        const auto id = decodeUuid(query.blob(1));
        if (!id)
            return id.error();
        ProjectStore::StoredRun stored;
        stored.number = static_cast<std::int32_t>(query.integer(0));
        stored.run = Run{*id,
                         query.text(2),
                         query.text(3),
                         query.text(4),
                         query.text(5),
                         query.text(6),
                         parseBoxSource(query.text(7)).value_or(BoxSource::Annotated),
                         query.text(8),
                         query.text(9),
                         query.text(10),
                         {query.integer(11) != 0, static_cast<int>(query.integer(12))},
                         {}};
        runs.push_back(std::move(stored));
    }
    for (ProjectStore::StoredRun &run : runs)
        readRows(connection, run);
    return runs;
}

Result<void> removeRunRows(sql::Connection &connection, const Uuid &run)
{
    sql::Transaction transaction(connection);
    const std::int64_t number = numberOf(connection, run);
    if (number >= 0) {
        deleteRows(connection, number);
        Statement(connection, "UPDATE runs SET stored = 0 WHERE number = ?").run(number);
    }
    return transaction.commit();
}

} // namespace fiducial::store
