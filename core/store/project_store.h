#pragma once

#include "core/base/job_context.h"
#include "core/dataset/dataset.h"
#include "core/dataset/face_state.h"
#include "core/dataset/run.h"

#include <functional>
#include <memory>
#include <unordered_map>

/// The project file (DESIGN section 4): one SQLite database beside nobody's originals. Append-only revision log, WAL
/// with synchronous=FULL (rollback journal on network file systems), an instance lock, faces known by UUID.
namespace fiducial::store {

/// What a change took somebody, counted from the change before it.
struct EditCost {
    std::int32_t clicks = 0;
    std::int32_t drags = 0;
    std::int64_t activeMs = 0; ///< of work on this face, pauses over half a minute left out

    bool empty() const { return *this == EditCost{}; }
    EditCost &operator+=(const EditCost &other)
    {
        clicks += other.clicks;
        drags += other.drags;
        activeMs += other.activeMs;
        return *this;
    }
    friend bool operator==(const EditCost &, const EditCost &) = default;
};

/// What one revision did to one face. `base` is the sequence number of the face's revision it started from (0: none).
struct FaceChange {
    Uuid face;
    std::int64_t base = 0;
    std::vector<bool> pointMask; ///< which points differ; empty where none do (review state only)
    FaceState before;
    FaceState after;
    EditCost cost; ///< an undo has its own; it takes back what was done, not the work
    friend bool operator==(const FaceChange &, const FaceChange &) = default;
};

/// A face that somebody drew on an image.
struct AddedFace {
    Uuid face;
    std::string image; ///< as Sample::image
    friend bool operator==(const AddedFace &, const AddedFace &) = default;
};

/// How many points of the change differ.
int pointsChanged(const FaceChange &change);

enum class RevisionKind : std::uint8_t { Edit, Undo, Redo };

/// One row of the log: a finished gesture, an undo or a redo. Never changed or removed once written.
struct Revision {
    std::int64_t sequence = 0; ///< given by the store, rising
    Uuid gesture;              ///< of the edit; an undo or redo names the edit it takes back or repeats
    RevisionKind kind = RevisionKind::Edit;
    std::string label; ///< untranslated key of the gesture, "move-points", "use-prediction", ...
    std::string author;
    std::string session;   ///< UUID text of the program run
    std::int64_t time = 0; ///< Unix milliseconds
    std::vector<FaceChange> changes;
    std::vector<AddedFace> added; ///< of the changes' faces those the project did not know; not part of what is read
    friend bool operator==(const Revision &, const Revision &) = default;
};

/// A source file as it was when the project last read it.
struct KnownFile {
    std::string path;
    std::string formatId;
    std::uint64_t bytes = 0;
    std::string sha256;
    friend bool operator==(const KnownFile &, const KnownFile &) = default;
};

struct ProjectInfo {
    Uuid id;
    std::string name;
    std::string root;      ///< folder or file that was opened, UTF-8, absolute
    std::string imageRoot; ///< absolute
    std::string opened;    ///< the path the user named (file or folder); opening the project reads it again
    std::string schemeId;
    std::vector<KnownFile> files;
    std::int64_t lastSequence = 0;
};

/// How a data set that is read again compares with what the project knows.
struct BindReport {
    std::vector<Uuid> faceIds; ///< one per Dataset face, in row order
    int known = 0;             ///< faces found again
    int added = 0;             ///< faces that the project did not know
    std::vector<std::string>
        vanished; ///< keys of faces with edits or review state that the data set no longer holds (kept in the project)
    std::vector<std::string>
        moved; ///< keys of faces whose ground truth or rectangle changed and that were matched again by overlap
    std::vector<std::string> changedFiles; ///< source files whose hash differs from the known one
};

/// A project file that is open. Owns one writer thread, to which the database connection belongs, and one that reads
/// rows and revisions meanwhile; every method is thread-safe and those that return values wait for their thread. The
/// destructor finishes what is queued.
class ProjectStore {
public:
    /// A new file for `dataset`. Fails where the file exists.
    static Result<std::unique_ptr<ProjectStore>> create(const std::filesystem::path &file, const Dataset &dataset,
                                                        const std::filesystem::path &opened);
    /// Opens an existing project; migrates older layouts in a transaction, refuses newer ones and damaged files with a
    /// sentence. Errc::Busy where another process or window holds the instance lock (names its process id and host).
    static Result<std::unique_ptr<ProjectStore>> open(const std::filesystem::path &file);
    /// Whether the file looks like a project (SQLite header and our application id).
    static bool isProject(const std::filesystem::path &file);

    virtual ~ProjectStore() = default;
    virtual std::filesystem::path path() const = 0;
    virtual Result<ProjectInfo> info() = 0;

    /// Gives every face of the data set its UUID: by key (image path + rectangle, else first landmarks' text), then by
    /// image and overlap; never by row. New faces are added. Updates the known files.
    virtual Result<BindReport> bind(const Dataset &dataset, const JobContext &context) = 0;
    /// bind() of a project that has no faces yet, as create() leaves it with a data set without any. The identities are
    /// there at once; faces and known files follow on the writer thread, before anything that is written later. Where
    /// that fails, what is written later fails with the same error after it has been tried again.
    virtual BindReport bindNew(std::shared_ptr<const Dataset> dataset) = 0;
    /// *Locate folder*: where the data set and its images are now.
    virtual Result<void> setRoots(const std::string &root, const std::string &imageRoot, const std::string &opened) = 0;

    /// Every face that was ever added to an image, in that order; whether it is there now its state says.
    virtual Result<std::vector<AddedFace>> addedFaces() = 0;

    /// Current state of every face that is not in the default state.
    virtual Result<std::unordered_map<Uuid, FaceState>> states() = 0;
    /// The same one by one, on the writer thread: a data set of many edited faces need not be in memory twice.
    virtual Result<void> visitStates(const std::function<void(const Uuid &, FaceState)> &visit) = 0;
    /// Queues a revision; `done` is called on the writer thread once it is on disk (with its sequence number) or has
    /// failed. Revisions are written in the order of the calls; sequence and `base` are filled in by the store. A
    /// change whose `before` is not the state the store holds is refused (InvalidArgument): so nothing that follows a
    /// failed revision of the same face can overtake it; the caller keeps both and appends them again in order.
    virtual void append(Revision revision, std::function<void(Result<std::int64_t>)> done) = 0;
    /// The log after `afterSequence`, oldest first; at most `limit` rows from the end where limit > 0.
    virtual Result<std::vector<Revision>> revisions(std::int64_t afterSequence = 0, std::int64_t limit = 0) = 0;
    /// The whole log, oldest first, each revision without author, session, time and changes: small enough to keep of
    /// every edit that was ever made.
    virtual Result<std::vector<Revision>> revisionHeaders() = 0;
    /// One revision with its changes. Errc::NotFound where the log has none of that number.
    virtual Result<Revision> revision(std::int64_t sequence) = 0;
    /// Revisions of one face, oldest first, each with the change of that face only.
    virtual Result<std::vector<Revision>> revisionsOfFace(const Uuid &face) = 0;

    /// The newest `limit` revisions before `beforeSequence` (0: from the end), newest first. Their changes name face
    /// and point mask and have no states: enough for a list.
    virtual Result<std::vector<Revision>> revisionSummaries(std::int64_t beforeSequence, std::int64_t limit) = 0;

    /// All the work that is in the log, by face; faces without any are left out.
    virtual Result<std::unordered_map<Uuid, EditCost>> editCosts() = 0;

    /// The number of a run, given to it now where it has none: what Provenance::run means. Rising from 0, never used
    /// again, not even when the run is removed.
    virtual Result<std::int32_t> runNumber(const Uuid &run) = 0;
    /// Runs are stored with the face each row belongs to (nil: none). A run that is stored already is replaced.
    virtual Result<void> saveRun(const Run &run, const std::vector<Uuid> &faceOfRow, const JobContext &context) = 0;
    struct StoredRun {
        Run run;
        std::vector<Uuid> faceOfRow;
        std::int32_t number =
            -1; ///< what Provenance::run means; rising from 0 in the order of saving, never used again
    };
    virtual Result<std::vector<StoredRun>> runs() = 0;

    /// A row of a run that is to be written; `prediction` lives as long as the call.
    struct RunRow {
        int row = 0;
        const Prediction *prediction = nullptr;
        Uuid face; ///< nil: none
    };
    /// Writes the run's header (its `rows` are not looked at) and these rows; the others that are stored stay.
    virtual Result<void> saveRunRows(const Run &header, const std::vector<RunRow> &rows, const JobContext &context) = 0;
    /// What is to be known of every row of a run while its points stay in the file.
    struct RunIndex {
        Run header; ///< no rows
        std::int32_t number = -1;
        std::vector<Uuid> faceOfRow;
        std::vector<bool> missing; ///< per row
    };
    virtual Result<std::vector<RunIndex>> runIndexes() = 0;
    /// At most `count` rows from `first` on: missing, boxes and points. This and runRow() do not wait for what is being
    /// written and see what is on disk.
    virtual Result<std::vector<Prediction>> runRows(std::int32_t number, int first, int count) = 0;
    /// A whole row, covariance and peak too.
    virtual Result<Prediction> runRow(std::int32_t number, int row) = 0;
    virtual Result<void> removeRun(const Uuid &run) = 0;

    /// Small settings of the project: current face, filter, reference, hidden layers.
    virtual Result<void> setValue(const std::string &key, const std::string &value) = 0;
    virtual Result<std::string> value(const std::string &key, const std::string &fallback) = 0;

    /// *Save project as*: a complete copy at `file` (VACUUM INTO), atomically. This store stays where it is.
    virtual Result<void> saveCopy(const std::filesystem::path &file) = 0;
    /// Waits until everything queued so far is on disk.
    virtual void flush() = 0;
};

/// The undo history as the log tells it: edits that can be undone (oldest first) and undone edits that can be redone
/// (the next one last). A new edit after an undo drops what could be redone.
struct UndoHistory {
    std::vector<Revision> undoable;
    std::vector<Revision> redoable;
};
UndoHistory rebuildHistory(const std::vector<Revision> &log);

/// Where projects are kept that nobody named a place for: <user data folder>/projects/<name>-<hash of the opened
/// path>.fiducial
std::filesystem::path defaultProjectPath(const std::filesystem::path &userDataFolder,
                                         const std::filesystem::path &opened);

} // namespace fiducial::store
