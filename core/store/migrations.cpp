#include "core/store/migrations.h"

#include "core/base/file_io.h"
#include "core/base/text.h"

namespace fiducial::store {

namespace {

void executeScript(sql::Connection &connection, std::string_view script)
{
    constexpr std::string_view kEnd = ";\n\n";
    while (!text::trimmed(script).empty() && !connection.failed()) {
        const auto end = script.find(kEnd);
        connection.execute(script.substr(0, end));
        script.remove_prefix(end == std::string_view::npos ? script.size() : end + kEnd.size());
    }
}

} // namespace

Result<void> migrate(sql::Connection &connection, std::span<const std::string_view> steps)
{
    const auto newest = static_cast<std::int64_t>(steps.size());
    const std::int64_t version = connection.integer("PRAGMA user_version");
    if (connection.failed())
        return connection.status();
    if (version < 0 || version > newest)
        return makeError(Errc::Unsupported,
                         says("The project was written by a newer version of Fiducial (layout %1, this version knows "
                              "up to %2); update Fiducial.",
                              version, newest),
                         toUtf8(connection.file()));
    for (std::int64_t next = version + 1; next <= newest; ++next) {
        sql::Transaction transaction(connection);
        executeScript(connection, steps[static_cast<std::size_t>(next - 1)]);
        connection.execute("PRAGMA application_id = " + std::to_string(kApplicationId));
        connection.execute("PRAGMA user_version = " + std::to_string(next));
        if (auto done = transaction.commit(); !done)
            return done;
    }
    return {};
}

} // namespace fiducial::store
