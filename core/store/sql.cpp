#include "core/store/sql.h"

#include "core/base/file_io.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

#include <algorithm>
#include <atomic>

namespace fiducial::store::sql {

namespace {

using namespace Qt::StringLiterals;

QString toQString(std::string_view text)
{
    return text.empty() ? u""_s : QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QByteArray toBytes(std::string_view bytes)
{
    return bytes.empty() ? QByteArray("", 0) : QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

QVariant toVariant(const std::string &text)
{
    if (std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
        return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
    QString string = toQString(text);
    const QByteArray back = string.toUtf8();
    if (std::string_view(back.constData(), static_cast<std::size_t>(back.size())) == text)
        return string;
    return toBytes(text);
}

/// Primary result codes of SQLite (sqlite.org/rescode.html); the driver reports extended ones.
enum SqliteCode {
    kPerm = 3,
    kBusy = 5,
    kLocked = 6,
    kReadOnly = 8,
    kIoError = 10,
    kCorrupt = 11,
    kFull = 13,
    kCannotOpen = 14,
    kTooBig = 18,
    kNotADatabase = 26,
};

Error toError(const QSqlError &error, const std::filesystem::path &file)
{
    const std::string path = toUtf8(file);
    switch (error.nativeErrorCode().toInt() & 0xFF) {
    case kFull:
        return makeError(Errc::Unwritable, says("The disk is full; free some space and try again."), path);
    case kPerm:
    case kReadOnly:
    case kCannotOpen:
        return makeError(Errc::Unwritable, says("The project cannot be written; check the permissions of its folder."),
                         path);
    case kIoError:
        return makeError(Errc::Unwritable, says("The system failed to read or write the project; check its disk."),
                         path);
    case kCorrupt:
    case kNotADatabase:
        return makeError(Errc::Malformed,
                         says("The project file is damaged and was left as it is; go back to a copy of it."), path);
    case kBusy:
    case kLocked:
        return makeError(Errc::Busy, says("Another program is using the project file; close it there and try again."),
                         path);
    case kTooBig:
        return makeError(Errc::TooLarge, says("A value is too large for the project file."), path);
    default:
        return makeError(Errc::Internal, says("The project file refused a request: %1.", error.text().toStdString()),
                         path);
    }
}

} // namespace

struct Statement::Query {
    explicit Query(const QString &connection) : query(QSqlDatabase::database(connection, false)) {}
    QSqlQuery query;
};

Connection::Connection(std::filesystem::path file, std::string name) : file_(std::move(file)), name_(std::move(name)) {}

Result<std::unique_ptr<Connection>> Connection::open(const std::filesystem::path &file)
{
    static std::atomic<int> counter = 0;
    const std::string path = toUtf8(file);
    if (!QSqlDatabase::isDriverAvailable(u"QSQLITE"_s))
        return makeError(Errc::Missing, says("Qt's SQLite driver is not installed (package libqt6sql6-sqlite)."), path);
    if (toQString(path).toStdString() != path)
        return makeError(Errc::Unsupported, says("The path of a project has to be UTF-8; choose another folder."),
                         path);
    const QString name = u"fiducial-store-%1"_s.arg(++counter);
    std::unique_ptr<Connection> connection(new Connection(file, name.toStdString()));
    QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
    database.setDatabaseName(toQString(path));
    database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=5000"_s);
    if (!database.open())
        return toError(database.lastError(), file);
    return connection;
}

Connection::~Connection()
{
    const QString name = toQString(name_);
    QSqlDatabase::database(name, false).close();
    QSqlDatabase::removeDatabase(name);
}

void Connection::execute(std::string_view statement)
{
    Statement(*this, statement).run();
}

std::int64_t Connection::integer(std::string_view query)
{
    Statement statement(*this, query);
    return statement.run().next() ? statement.integer(0) : 0;
}

std::string Connection::text(std::string_view query)
{
    Statement statement(*this, query);
    return statement.run().next() ? statement.text(0) : std::string();
}

Result<void> Connection::status() const
{
    if (error_)
        return *error_;
    return {};
}

void Connection::fail(Error error)
{
    if (!error_)
        error_ = std::move(error);
}

void Connection::failHere(Error error)
{
    error.file = toUtf8(file_);
    fail(std::move(error));
}

Statement::Statement(Connection &connection, std::string_view statement)
    : connection_(connection), query_(std::make_unique<Query>(toQString(connection.name_)))
{
    if (connection_.failed())
        return;
    query_->query.setForwardOnly(true); // otherwise the driver keeps every row it has read
    if (!query_->query.prepare(toQString(statement)))
        connection_.fail(toError(query_->query.lastError(), connection_.file()));
}

Statement::~Statement() = default;

void Statement::bind(int column, std::int64_t value)
{
    query_->query.bindValue(column, QVariant::fromValue<qlonglong>(value));
}

void Statement::bind(int column, double value)
{
    query_->query.bindValue(column, value);
}

void Statement::bind(int column, const std::string &text)
{
    query_->query.bindValue(column, toVariant(text));
}

void Statement::bind(int column, Blob blob)
{
    query_->query.bindValue(column, toBytes(blob.bytes));
}

void Statement::bind(int column, const std::optional<std::int64_t> &value)
{
    if (value)
        bind(column, *value);
    else
        query_->query.bindValue(column, QVariant());
}

void Statement::bind(int column, const std::optional<Blob> &value)
{
    if (value)
        bind(column, *value);
    else
        query_->query.bindValue(column, QVariant());
}

void Statement::execute()
{
    if (!connection_.failed() && !query_->query.exec())
        connection_.fail(toError(query_->query.lastError(), connection_.file()));
}

bool Statement::next()
{
    if (connection_.failed())
        return false;
    if (query_->query.next())
        return true;
    if (query_->query.lastError().isValid())
        connection_.fail(toError(query_->query.lastError(), connection_.file()));
    query_->query.finish();
    return false;
}

std::int64_t Statement::integer(int column) const
{
    return query_->query.value(column).toLongLong();
}

double Statement::real(int column) const
{
    return query_->query.value(column).toDouble();
}

std::string Statement::text(int column) const
{
    const QVariant value = query_->query.value(column);
    return value.typeId() == QMetaType::QByteArray ? value.toByteArray().toStdString() : value.toString().toStdString();
}

std::string Statement::blob(int column) const
{
    return query_->query.value(column).toByteArray().toStdString();
}

bool Statement::isNull(int column) const
{
    return query_->query.value(column).isNull();
}

Transaction::Transaction(Connection &connection) : connection_(connection)
{
    connection_.execute("BEGIN IMMEDIATE");
    open_ = !connection_.failed();
}

Transaction::~Transaction()
{
    rollBack();
}

Result<void> Transaction::commit()
{
    if (!connection_.failed()) {
        connection_.execute("COMMIT");
        open_ = connection_.failed();
    }
    rollBack();
    return connection_.status();
}

void Transaction::rollBack()
{
    if (!open_)
        return;
    open_ = false;
    // SQLite has rolled back already after some failures, so the answer means nothing.
    QSqlQuery(QSqlDatabase::database(toQString(connection_.name_), false)).exec(u"ROLLBACK"_s);
}

} // namespace fiducial::store::sql
