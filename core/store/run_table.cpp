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
        connection.fail(makeError(Errc::TooLarge,
                                  says("A project holds no more than 32,768 runs; begin another project."),
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
              "device = ?, boxes = ?, detector = ?, created = ?, source = ?, flip = ?, jitters = ?, look = ? "
              "WHERE number = ?")
        .run(run.name, run.schemeId, run.modelName, run.modelHash, run.device, std::string(toString(run.boxes)),
             run.detector, run.created, run.source, run.views.flip, static_cast<std::int64_t>(run.views.jitters),
             static_cast<std::int64_t>(run.look), number);
}

class RowWriter {
public:
    explicit RowWriter(sql::Connection &connection)
        : find_(connection, "SELECT id FROM faces WHERE uuid = ?"),
          insert_(connection,
                  "INSERT OR REPLACE INTO run_rows (id, face, image, missing, boxes, points, covariance, peak) "
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

/// Columns from `first` on: missing, boxes, points.
Prediction rowFrom(const Statement &query, int first, sql::Connection &connection)
{
    Prediction row;
    row.missing = query.integer(first) != 0;
    const RowBoxes boxes = connection.take(decodeBoxes(query.blob(first + 1)));
    row.box = boxes.box;
    row.cropBox = boxes.cropBox;
    row.points = connection.take(decodePoints(query.blob(first + 2)));
    return row;
}

/// Columns from `first` on: image, covariance, peak.
void addDetails(Prediction &row, const Statement &query, int first, sql::Connection &connection)
{
    row.image = query.text(first);
    row.covariance = connection.take(decodeCovariance(query.blob(first + 1)));
    row.peak = connection.take(decodeFloats(query.blob(first + 2)));
}

Uuid faceFrom(const Statement &query, int column, sql::Connection &connection)
{
    return query.isNull(column) ? Uuid() : connection.take(decodeUuid(query.blob(column)));
}

void readRows(sql::Connection &connection, ProjectStore::StoredRun &run)
{
    Statement query(connection, "SELECT f.uuid, r.missing, r.boxes, r.points, r.image, r.covariance, r.peak "
                                "FROM run_rows r LEFT JOIN faces f ON f.id = r.face WHERE r.id BETWEEN ? AND ? "
                                "ORDER BY r.id");
    query.run(run.number * kRowsPerRun, (run.number + 1) * kRowsPerRun - 1);
    while (query.next()) {
        Prediction row = rowFrom(query, 1, connection);
        addDetails(row, query, 4, connection);
        run.run.rows.push_back(std::move(row));
        run.faceOfRow.push_back(faceFrom(query, 0, connection));
    }
}

struct NumberedRun {
    std::int32_t number = -1;
    Run header;
};

std::vector<NumberedRun> readHeaders(sql::Connection &connection)
{
    std::vector<NumberedRun> runs;
    Statement query(connection, "SELECT number, uuid, name, scheme, model_name, model_hash, device, boxes, detector, "
                                "created, source, flip, jitters, look FROM runs WHERE stored = 1 ORDER BY number");
    query.run();
    while (query.next())
        runs.push_back({static_cast<std::int32_t>(query.integer(0)),
                        Run{connection.take(decodeUuid(query.blob(1))),
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
                            static_cast<int>(query.integer(13)),
                            {}}});
    return runs;
}

/// Within the caller's transaction; false where that was cancelled.
bool writeRows(sql::Connection &connection, std::int64_t number, const std::vector<ProjectStore::RunRow> &rows,
               const JobContext &context)
{
    constexpr std::size_t kReportEvery = 1024;
    RowWriter writer(connection);
    const auto total = static_cast<std::int64_t>(rows.size());
    for (std::size_t i = 0; i < rows.size() && !connection.failed(); ++i) {
        if (i % kReportEvery == 0) {
            context.progress(static_cast<std::int64_t>(i), total);
            if (context.cancelled())
                return false;
        }
        writer.write(number * kRowsPerRun + rows[i].row, *rows[i].prediction, rows[i].face);
    }
    context.progress(total, total);
    return true;
}

Error cancelledStoring()
{
    return makeError(Errc::Cancelled, says("Storing the run was cancelled."));
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
    if (faceOfRow.size() != run.rows.size() || run.id.isNil())
        return makeError(Errc::InvalidArgument, says("A run needs an identifier and one face (or none) for each row."));
    std::vector<ProjectStore::RunRow> rows;
    rows.reserve(run.rows.size());
    for (std::size_t i = 0; i < run.rows.size(); ++i)
        rows.push_back({static_cast<int>(i), &run.rows[i], faceOfRow[i]});
    sql::Transaction transaction(connection);
    const std::int64_t number = reserveNumber(connection, run.id);
    writeHeader(connection, run, number);
    deleteRows(connection, number);
    if (!writeRows(connection, number, rows, context))
        return cancelledStoring();
    return transaction.commit();
}

Result<void> writeRunRows(sql::Connection &connection, const Run &header, const std::vector<ProjectStore::RunRow> &rows,
                          const JobContext &context)
{
    if (header.id.isNil())
        return makeError(Errc::InvalidArgument, says("A run needs an identifier."));
    sql::Transaction transaction(connection);
    const std::int64_t number = reserveNumber(connection, header.id);
    writeHeader(connection, header, number);
    if (!writeRows(connection, number, rows, context))
        return cancelledStoring();
    return transaction.commit();
}

Result<std::vector<ProjectStore::StoredRun>> readRuns(sql::Connection &connection)
{
    std::vector<ProjectStore::StoredRun> runs;
    for (NumberedRun &run : readHeaders(connection)) {
        runs.push_back({std::move(run.header), {}, run.number});
        readRows(connection, runs.back());
    }
    return runs;
}

Result<std::vector<ProjectStore::RunIndex>> readRunIndexes(sql::Connection &connection)
{
    std::vector<ProjectStore::RunIndex> runs;
    for (NumberedRun &run : readHeaders(connection)) {
        runs.push_back({std::move(run.header), run.number, {}, {}});
        Statement query(connection, "SELECT r.id, r.missing, f.uuid FROM run_rows r LEFT JOIN faces f ON f.id = r.face "
                                    "WHERE r.id BETWEEN ? AND ? ORDER BY r.id");
        query.run(run.number * kRowsPerRun, (run.number + 1) * kRowsPerRun - 1);
        for (std::int64_t row = 0; query.next(); ++row) {
            if (query.integer(0) != run.number * kRowsPerRun + row)
                connection.fail(makeError(Errc::Malformed, says("A run of the project lacks rows; go back to a copy."),
                                          toUtf8(connection.file())));
            runs.back().missing.push_back(query.integer(1) != 0);
            runs.back().faceOfRow.push_back(faceFrom(query, 2, connection));
        }
    }
    return runs;
}

Result<std::vector<Prediction>> readRunRows(sql::Connection &connection, std::int32_t number, int first, int count)
{
    std::vector<Prediction> rows;
    Statement query(connection, "SELECT missing, boxes, points FROM run_rows WHERE id BETWEEN ? AND ? ORDER BY id");
    query.run(number * kRowsPerRun + first, number * kRowsPerRun + first + count - 1);
    while (query.next())
        rows.push_back(rowFrom(query, 0, connection));
    return rows;
}

Result<Prediction> readRunRow(sql::Connection &connection, std::int32_t number, int row)
{
    Statement query(connection, "SELECT missing, boxes, points, image, covariance, peak FROM run_rows WHERE id = ?");
    if (!query.run(number * kRowsPerRun + row).next())
        return makeError(Errc::NotFound, says("The project holds no such prediction."), toUtf8(connection.file()));
    Prediction prediction = rowFrom(query, 0, connection);
    addDetails(prediction, query, 3, connection);
    query.next(); // ends the query
    return prediction;
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
