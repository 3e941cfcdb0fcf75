#include "core/store/face_binding.h"

#include "core/base/file_io.h"
#include "core/store/blob.h"
#include "core/store/known_files.h"
#include "core/store/revision_log.h"

#include <algorithm>
#include <bit>
#include <future>
#include <unordered_set>

namespace fiducial::store {

namespace {

using sql::Blob;
using sql::Statement;

constexpr double kMinOverlap = 0.5;

/// Of positions and visibility; only equality means something.
std::int64_t landmarkDigest(const LandmarkSet &set)
{
    std::uint64_t digest = set.points.size();
    const auto mix = [&digest](std::uint64_t word) {
        digest = (digest ^ word) * 0x9E3779B97F4A7C15ULL;
        digest ^= digest >> 32;
    };
    for (const Point2 p : set.points) {
        mix(std::bit_cast<std::uint64_t>(p.x));
        mix(std::bit_cast<std::uint64_t>(p.y));
    }
    for (const Visibility v : set.visibility)
        mix(static_cast<std::uint64_t>(v));
    return static_cast<std::int64_t>(digest);
}

Rect extentOf(const Face &face)
{
    return face.box ? *face.box : landmarkBox(face.truth);
}

struct StoredFace {
    std::int64_t id = 0;
    Uuid uuid;
    std::string key;
    std::int64_t digest = 0;
    bool added = false; ///< by a person, not by a file
    bool taken = false;
};

/// Where a stored face lies, in the file or after an edit; read only when keys do not find it.
struct Place {
    std::size_t stored = 0; ///< index into the stored faces
    Rect extent;
};

/// "a/b.jpg|1,2,3,4#2" -> "a/b.jpg|1,2,3,4"; the same where no number follows.
std::string_view withoutNumber(std::string_view key)
{
    const auto bar = key.rfind('|');
    const auto number = key.rfind('#');
    return bar != std::string_view::npos && number != std::string_view::npos && number > bar ? key.substr(0, number)
                                                                                             : key;
}

/// Room in memory for the indexes of many faces while they are written: keys and identifiers come in any order, and
/// pages that do not fit are written and read again.
class WideCache {
public:
    explicit WideCache(sql::Connection &connection) : connection_(connection)
    {
        connection_.execute("PRAGMA cache_size = -65536"); // KiB
    }
    ~WideCache()
    {
        connection_.execute("PRAGMA cache_size = -2000"); // as it is by itself
        connection_.execute("PRAGMA shrink_memory");
    }
    WideCache(const WideCache &) = delete;
    WideCache &operator=(const WideCache &) = delete;

private:
    sql::Connection &connection_;
};

class FaceBinder {
public:
    FaceBinder(sql::Connection &connection, const Dataset &dataset, const JobContext &context,
               const std::vector<Uuid> &newIds)
        : connection_(connection),
          dataset_(dataset),
          context_(context),
          newIds_(newIds),
          knownFiles_(readKnownFileRows(connection)),
          files_(std::async(std::launch::async, [this] { return currentFileRows(dataset_, knownFiles_); })),
          keys_(faceKeys(dataset))
    {}

    Result<BindReport> run()
    {
        readStored();
        if (!newIds_.empty() && (!stored_.empty() || newIds_.size() != rows()))
            return makeError(Errc::Internal, says("The project has faces already."), toUtf8(connection_.file()));
        matchEqualFaces();
        matchByKey();
        matchByOverlap();
        const WideCache cache(connection_);
        sql::Transaction transaction(connection_);
        writeMatched();
        insertNew();
        reportVanished();
        report_.changedFiles = updateKnownFiles(connection_, knownFiles_, files_.get());
        Statement(connection_, "UPDATE project SET scheme = ? WHERE scheme <> ?")
            .run(dataset_.schemeId, dataset_.schemeId);
        if (context_.cancelled())
            return makeError(Errc::Cancelled, says("Opening the project was cancelled."), toUtf8(connection_.file()));
        if (auto done = transaction.commit(); !done)
            return done.error();
        return std::move(report_);
    }

private:
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    std::size_t rows() const { return dataset_.faces.size(); }

    void readStored()
    {
        Statement query(connection_, "SELECT id, uuid, key, digest, added FROM faces ORDER BY id");
        query.run();
        while (query.next()) {
            auto uuid = decodeUuid(query.blob(1));
            if (!uuid)
                return connection_.fail(uuid.error());
            stored_.push_back({query.integer(0), *uuid, query.text(2), query.integer(3), query.integer(4) != 0});
        }
        for (std::size_t i = 0; i < stored_.size(); ++i)
            byKey_.emplace(stored_[i].key, i);
        matchOf_.assign(rows(), kNone);
        digests_.reserve(rows());
        for (const Face &face : dataset_.faces)
            digests_.push_back(landmarkDigest(face.truth));
    }

    void match(std::size_t row, std::size_t stored)
    {
        matchOf_[row] = stored;
        stored_[stored].taken = true;
    }

    /// Faces of one image and rectangle are told apart by their landmarks first: their numbers are but an order.
    void matchEqualFaces()
    {
        std::unordered_map<std::string_view, std::vector<std::size_t>> groups;
        for (std::size_t i = 0; i < stored_.size(); ++i)
            if (const auto base = withoutNumber(stored_[i].key); base.size() != stored_[i].key.size())
                groups[base].push_back(i);
        if (groups.empty())
            return;
        for (auto &[base, members] : groups)
            if (const auto first = byKey_.find(base); first != byKey_.end())
                members.insert(members.begin(), first->second);
        for (std::size_t row = 0; row < rows(); ++row) {
            const auto group = groups.find(withoutNumber(keys_[row]));
            if (group == groups.end())
                continue;
            for (const std::size_t i : group->second)
                if (matchOf_[row] == kNone && !stored_[i].taken && stored_[i].digest == digests_[row])
                    match(row, i);
        }
    }

    void matchByKey()
    {
        for (std::size_t row = 0; row < rows(); ++row) {
            if (matchOf_[row] != kNone)
                continue;
            const auto found = byKey_.find(keys_[row]);
            if (found != byKey_.end() && !stored_[found->second].taken)
                match(row, found->second);
        }
    }

    /// For every image the pairs of what is left, the best first.
    void matchByOverlap()
    {
        if (std::ranges::find(matchOf_, kNone) == matchOf_.end())
            return;
        const auto places = readPlaces();
        if (places.empty())
            return;
        for (const Sample &sample : dataset_.samples) {
            const auto found = places.find(sample.image);
            if (found != places.end() && !context_.cancelled())
                matchInImage(sample, found->second);
        }
    }

    std::unordered_map<std::string, std::vector<Place>> readPlaces()
    {
        std::unordered_map<std::string, std::vector<Place>> places;
        if (std::ranges::find(stored_, false, &StoredFace::taken) == stored_.end())
            return places;
        Statement query(connection_, "SELECT image, x, y, width, height FROM faces ORDER BY id");
        query.run();
        for (std::size_t i = 0; i < stored_.size() && query.next(); ++i)
            if (!stored_[i].taken)
                places[query.text(0)].push_back({i, Rect{query.real(1), query.real(2), query.real(3), query.real(4)}});
        addEditedPlaces(places);
        return places;
    }

    /// A file that was written by the project holds the boxes that people drew; added faces have no others.
    void addEditedPlaces(std::unordered_map<std::string, std::vector<Place>> &places)
    {
        std::unordered_map<Uuid, Rect> boxes;
        const auto visited = visitStates(connection_, [&boxes](const Uuid &face, const FaceState &state) {
            if (state.fields.box)
                boxes.emplace(face, *state.fields.box);
        });
        if (!visited)
            return connection_.fail(visited.error());
        if (boxes.empty())
            return;
        for (auto &[image, ofImage] : places)
            for (std::size_t i = ofImage.size(); i > 0; --i)
                if (const auto box = boxes.find(stored_[ofImage[i - 1].stored].uuid); box != boxes.end())
                    ofImage.push_back({ofImage[i - 1].stored, box->second});
    }

    void matchInImage(const Sample &sample, const std::vector<Place> &places)
    {
        struct Pair {
            double overlap;
            std::size_t row;
            std::size_t stored;
        };
        std::vector<Pair> pairs;
        for (const std::int32_t face : sample.faces) {
            const auto row = static_cast<std::size_t>(face);
            if (matchOf_[row] != kNone)
                continue;
            const Rect extent = extentOf(dataset_.faces[row]);
            for (const Place &place : places)
                if (const double overlap = intersectionOverUnion(extent, place.extent); overlap > kMinOverlap)
                    pairs.push_back({overlap, row, place.stored});
        }
        std::ranges::stable_sort(pairs, std::ranges::greater(), &Pair::overlap);
        for (const Pair &pair : pairs)
            if (matchOf_[pair.row] == kNone && !stored_[pair.stored].taken)
                match(pair.row, pair.stored);
    }

    void writeMatched()
    {
        report_.faceIds.resize(rows());
        std::vector<std::size_t> changed;
        for (std::size_t row = 0; row < rows(); ++row) {
            if (matchOf_[row] == kNone)
                continue;
            const StoredFace &stored = stored_[matchOf_[row]];
            report_.faceIds[row] = stored.uuid;
            ++report_.known;
            const bool keyIsNew = stored.key != keys_[row];
            if (keyIsNew || stored.digest != digests_[row])
                changed.push_back(row);
            const bool moved = withoutNumber(stored.key) != withoutNumber(keys_[row]) || stored.digest != digests_[row];
            if (moved && !stored.added)
                report_.moved.push_back(keys_[row]);
        }
        if (changed.empty())
            return;
        // Keys may change hands, so all of them are let go before they are taken again.
        Statement rename(connection_, "UPDATE faces SET key = ? WHERE id = ?");
        for (const std::size_t row : changed)
            rename.run(report_.faceIds[row].toString(), stored_[matchOf_[row]].id);
        moveVanishedAside(rename);
        Statement update(connection_, "UPDATE faces SET key = ?, image = ?, x = ?, y = ?, width = ?, height = ?, "
                                      "digest = ? WHERE id = ?");
        for (const std::size_t row : changed) {
            const Rect extent = extentOf(dataset_.faces[row]);
            update.run(keys_[row], imageOf(row), extent.x, extent.y, extent.width, extent.height, digests_[row],
                       stored_[matchOf_[row]].id);
        }
    }

    /// Of several faces with one rectangle some may be gone while another now has the number of one of these.
    void moveVanishedAside(Statement &rename)
    {
        std::unordered_set<std::string> used(keys_.begin(), keys_.end());
        for (const StoredFace &stored : stored_)
            used.insert(stored.key);
        const std::unordered_set<std::string_view> ofRows(keys_.begin(), keys_.end());
        for (StoredFace &stored : stored_) {
            if (stored.taken || !ofRows.contains(stored.key))
                continue;
            const std::string base(withoutNumber(stored.key));
            int number = 2;
            while (!used.insert(base + "#" + std::to_string(number)).second)
                ++number;
            stored.key = base + "#" + std::to_string(number);
            rename.run(stored.key, stored.id);
        }
    }

    const std::string &imageOf(std::size_t row) const { return dataset_.sampleOf(static_cast<int>(row)).image; }

    void insertNew()
    {
        constexpr std::size_t kReportEvery = 1024;
        auto unused = Uuid::random(newIds_.empty() ? static_cast<std::size_t>(std::ranges::count(matchOf_, kNone)) : 0);
        Statement insert(connection_, "INSERT INTO faces (uuid, key, image, x, y, width, height, digest) "
                                      "VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        for (std::size_t row = 0; row < rows(); ++row) {
            if (row % kReportEvery == 0) {
                context_.progress(static_cast<std::int64_t>(row), static_cast<std::int64_t>(rows()));
                if (context_.cancelled())
                    return;
            }
            if (matchOf_[row] != kNone)
                continue;
            const Uuid uuid = newIds_.empty() ? unused.back() : newIds_[row];
            if (newIds_.empty())
                unused.pop_back();
            const Rect extent = extentOf(dataset_.faces[row]);
            insert.run(Blob{bytesOf(uuid)}, keys_[row], imageOf(row), extent.x, extent.y, extent.width, extent.height,
                       digests_[row]);
            report_.faceIds[row] = uuid;
            ++report_.added;
        }
        context_.progress(static_cast<std::int64_t>(rows()), static_cast<std::int64_t>(rows()));
    }

    void reportVanished()
    {
        if (std::ranges::find(stored_, false, &StoredFace::taken) == stored_.end())
            return;
        const auto states = readStates(connection_);
        if (!states)
            return;
        for (const StoredFace &stored : stored_)
            if (const auto state = states->find(stored.uuid); !stored.taken && !stored.added &&
                                                              state != states->end() &&
                                                              state->second.fields.presence != Presence::Deleted)
                report_.vanished.push_back(stored.key);
    }

    sql::Connection &connection_;
    const Dataset &dataset_;
    const JobContext &context_;
    const std::vector<Uuid> &newIds_;
    std::vector<KnownFileRow> knownFiles_;
    std::future<std::vector<KnownFileRow>> files_; ///< of now
    std::vector<std::string> keys_;
    std::vector<std::int64_t> digests_;
    std::vector<StoredFace> stored_;
    std::unordered_map<std::string_view, std::size_t> byKey_;
    std::vector<std::size_t> matchOf_; ///< of every row of the data set: index into stored_, or kNone
    BindReport report_;
};

} // namespace

Result<BindReport> bindFaces(sql::Connection &connection, const Dataset &dataset, const JobContext &context,
                             const std::vector<Uuid> &newIds)
{
    return FaceBinder(connection, dataset, context, newIds).run();
}

} // namespace fiducial::store
