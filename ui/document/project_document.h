#pragma once

#include "core/pipeline/open_project.h"
#include "ui/document/change_event.h"
#include "ui/document/document_run.h"
#include "ui/document/edits.h"
#include "ui/document/face_measures.h"
#include "ui/document/run_pages.h"
#include "ui/document/save_queue.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>
#include <QUndoStack>

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

namespace fiducial::ui {

class EditFacesCommand;

/// What errors are measured against.
struct Reference {
    enum class Kind { GroundTruth, Mine, Run };
    Kind kind = Kind::GroundTruth;
    int run = -1; ///< number, for Kind::Run
    friend bool operator==(const Reference &, const Reference &) = default;
};

/// Which set of a face its shown error belongs to.
enum class Subject { None, Mine, Run };

/// A face's next state, for pushEdit().
struct FaceEdit {
    int row = -1;
    FaceState after;
};

/// One gesture of a tool, for editLandmarks().
struct LandmarkEdit {
    std::string label; ///< key of the log; see toolTextOf()
    GrabbedSet grabbed;
    LandmarkSet result;
    std::vector<int> changed;
    std::vector<int> followed = {};                  ///< of these, those that no person placed
    PointSource followedSource = PointSource::Model; ///< what placed them
};

/// The open data set and everything done to it. Owns the store, the undo stack and the runs; the only place that
/// changes data. Edits are commands on undoStack(); every change is told by changed(). GUI thread. Rows are Dataset
/// faces.
class ProjectDocument : public QObject {
    Q_OBJECT
public:
    explicit ProjectDocument(QObject *parent = nullptr);
    ~ProjectDocument() override;

    /// Takes over an opened project; the one before is flushed and closed.
    void open(pipeline::OpenedProject opened);
    /// Flushes and closes. False, and nothing is closed, while edits cannot be written.
    bool close();

    bool isOpen() const { return dataset_ != nullptr; }
    /// Plain images whose faces are still being found: shown, not to be edited.
    bool facesPending() const { return facesPending_; }
    const Dataset &dataset() const { return *dataset_; } ///< Precondition: isOpen()
    std::shared_ptr<const Dataset> sharedDataset() const { return dataset_; }
    const LandmarkScheme *scheme() const { return isOpen() ? dataset_->scheme() : nullptr; }
    const store::ProjectInfo &info() const { return info_; }
    const store::BindReport &bindReport() const { return bind_; }
    store::ProjectStore *store() { return store_.get(); }
    std::filesystem::path projectFile() const;

    /// Changes with every data set that is opened; edits of faces, boxes and attributes make another Dataset of it.
    quint64 generation() const { return generation_; }

    /// Rows, those of faces that are removed too.
    int faceCount() const { return isOpen() ? static_cast<int>(dataset_->faces.size()) : 0; }
    /// False for a deleted face and for the stand-in of an image without faces: nothing of it can be edited.
    bool exists(int row) const { return !face(row).removed; }
    int existingFaces() const;
    std::vector<int> existingRows() const;
    /// The face to show where `row` is removed: the first one of its image, else the row that stands for the image.
    int faceToShow(int row) const;
    const Face &face(int row) const { return dataset_->faces[static_cast<std::size_t>(row)]; }
    Uuid faceId(int row) const { return bind_.faceIds[static_cast<std::size_t>(row)]; }
    int rowOf(const Uuid &face) const; ///< -1 where the data set does not hold it
    /// Valid until the face changes or some hundred others have been asked for.
    const FaceState &state(int row) const;
    bool isEdited(int row) const; ///< mine is not empty
    ReviewState review(int row) const;
    int editedFaceCount() const; ///< faces of the data set whose mine is not empty
    int openComments(int row) const;
    /// Faces of the data set in this state.
    int reviewCount(ReviewState review) const { return reviewCounts_[static_cast<std::size_t>(review)]; }
    /// Takes removed and excluded faces out of `rows` and says of the excluded ones how many there were and why: "3
    /// excluded faces are left out: blurred (2), no reason given (1)"; empty where there are none.
    QString leaveOutExcluded(std::vector<int> &rows) const;

    const std::vector<std::shared_ptr<DocumentRun>> &runs() const { return runs_; }
    const DocumentRun *run(int number) const;
    /// The run that *Use prediction* and the browser's numbers speak of; -1 while there is none.
    int activeRun() const { return activeRun_; }
    void setActiveRun(int number);
    /// Null where the run has none for this face. Of a stored run without image, covariance and peak, and valid until
    /// thousands of others have been asked for.
    const Prediction *prediction(int row, int runNumber) const;
    std::vector<Covariance2f> covariance(int row, int runNumber) const; ///< empty where the model gave none
    bool isMissing(int row, int runNumber) const;                       ///< the detector missed the face
    /// The prediction's points in the data set's scheme; empty where there is none or no scheme map.
    LandmarkSet runSet(int row, int runNumber) const;
    QString runName(int number) const;
    int runLook(int number) const; ///< for layerStyle()

    /// Begins a run whose predictions arrive in batches (its `rows` may be empty), and returns its number.
    int addRun(Run run, bool complete);
    void appendPredictions(int runNumber, const std::vector<int> &rows, const std::vector<Prediction> &predictions);
    /// Marks it complete and stores it in the project, in the background; saveQueue() tells where that fails.
    void finishRun(int runNumber);
    /// These are kept in the project at once and are no edits: undo does not reach them.
    void renameRun(int number, const QString &name);
    void setRunLook(int number, int look);
    /// Its predictions are gone for good; points that were taken from it stay. Nothing while predictions arrive.
    void removeRun(int number);
    bool isStoringRuns() const { return !storing_.empty(); }

    Reference reference() const { return reference_; }
    void setReference(Reference reference);
    QString referenceName() const;           ///< "ground truth", "mine", the run's name
    LandmarkSet referenceSet(int row) const; ///< empty where the face has none
    metrics::Normaliser normaliser() const { return normaliser_; }
    void setNormaliser(metrics::Normaliser normaliser);
    double threshold() const { return threshold_; }
    /// The share of the normaliser beyond which a face is a failure; ignored outside 0.0001..1.
    void setThreshold(double threshold);

    Subject subject(int row) const;
    LandmarkSet subjectSet(int row) const;
    /// Of the subject against the reference; always as things stand, even while others are still being measured.
    const FaceMeasure &measure(int row) const;
    /// While the errors of a large data set are computed anew, in pieces that do not hold up the event loop; changed()
    /// tells when all are there.
    bool isMeasuring() const { return measuring_.isActive(); }
    double nme(int row) const { return measure(row).under(normaliser_); } ///< NaN where it does not exist
    /// The shown NME is beyond the threshold, or the detector missed a face that nobody edited.
    bool isFailure(int row) const;
    FaceMeasure measureOf(int row, const LandmarkSet &points) const;

    /// One undoable step over these faces. `label` is the untranslated key kept in the log, `text` what undo shows.
    void pushEdit(const std::string &label, const QString &text, const std::vector<FaceEdit> &edits);
    /// The gestures of the canvas and the actions, each one undo step.
    void moveLandmarks(int row, const GrabbedSet &grabbed, const LandmarkSet &result, const std::vector<int> &moved);
    void setVisibility(int row, const GrabbedSet &grabbed, const LandmarkSet &result, const std::vector<int> &changed);
    void editLandmarks(int row, const LandmarkEdit &edit);
    void usePrediction(int row, int runNumber, const std::vector<int> &points);
    void revertToOriginal(int row); ///< empties mine
    /// A face on this image with landmarks to begin with (may be empty); its row, -1 while faces are pending.
    int addFace(int sample, const Rect &box, const LandmarkSet &start);
    void deleteFace(int row);
    void setBox(int row, const Rect &box);
    /// 1, 0, or -1 for unknown. The attribute comes into being where there is none of the name.
    void setAttribute(const std::vector<int> &rows, const std::string &name, std::int8_t value);
    /// Unknown becomes 1, 1 becomes 0, and 0 what the data set says: unknown, else 1. Returns what it has become.
    std::int8_t switchAttribute(int row, const std::string &name);
    /// Attributes that faces may have from now on, beside those of the data set; kept in the project, no edit.
    void defineAttributes(const std::vector<std::string> &names);
    /// False, and nothing happens, where it is the data set's own, or a face has a value for it, even a deleted one.
    bool removeAttribute(const std::string &name);
    /// An edit where faces have a value for it. False, and nothing happens, where the files of the data set hold it or
    /// there is one of the new name.
    bool renameAttribute(const std::string &name, const std::string &to);
    /// The landmarks of one face become those of another one; where both have some of their own they change places.
    /// What a face without its own shows (prediction, else ground truth) is copied. False where there is nothing.
    bool moveLandmarksTo(int from, int to);
    /// `reason`: of Excluded. Faces that are in that state already keep who gave it.
    void setReview(const std::vector<int> &rows, ReviewState review, const std::string &reason = {});
    /// `point` -1: the face. A text without a letter is no comment.
    void addComment(int row, int point, const QString &text);
    void resolveComment(int row, const Uuid &comment, bool resolved);
    void removeComment(int row, const Uuid &comment);
    /// Mine becomes as `earlier` has it: these points, or the whole of it where `points` is empty. Its review state and
    /// comments stay.
    void revertTo(int row, const EditedSet &earlier, const std::vector<int> &points);
    /// All faces of the picture of this face, deleted and added ones too, get the landmarks, box and attributes that
    /// they had after the revision of this number (0: as they were read). Review states and comments stay.
    void revertPicture(int row, std::int64_t sequence);
    bool canRevertPicture(int row, std::int64_t sequence) const; ///< there is a difference; reads the log
    bool isPictureChanged(int row) const;                        ///< it differs from what was read
    /// Every face of the picture that the run has; how many they are.
    int usePredictionOfPicture(int row, int runNumber);
    /// Work on this face, kept in the log with the next revision of it.
    void addCost(int row, const store::EditCost &cost);
    store::EditCost cost(int row) const; ///< all of it, the part that waits for the next revision too
    store::EditCost totalCost() const;   ///< of all faces
    /// Called before a revision is made: what is still being counted is to be added now.
    void setCostSource(std::function<void()> flush) { costSource_ = std::move(flush); }
    /// The set that the first edit of this face copies: mine is not empty -> mine, else as asked for.
    GrabbedSet groundTruthGrab(int row) const;
    GrabbedSet runGrab(int row, int runNumber) const;

    QString textOf(const std::string &label) const; ///< what a revision's label means, translated
    QUndoStack *undoStack() { return &undoStack_; }
    SaveQueue &saveQueue() { return saveQueue_; }
    bool isRestoring() const { return restoring_; }
    void setAuthor(const std::string &author) { author_ = author; }
    /// A small setting of the project (ProjectStore::setValue), written in the background; nothing is kept where
    /// nothing is open.
    void keepValue(const std::string &key, const std::string &value);

Q_SIGNALS:
    void changed(const fiducial::ui::ChangeEvent &event);
    /// An undo or redo changed this face, and these of its points: show it.
    void revealRequested(int row, const std::vector<int> &points);

private:
    friend class EditFacesCommand;
    /// Refuses what does not start from the states as they stand.
    Result<void> apply(const store::Revision &revision, store::RevisionKind kind);
    QString toolTextOf(const std::string &label) const;
    void setState(const Uuid &face, const FaceState &state);
    void countReviews(const store::Revision &revision, int by);
    void changeDataset(const store::Revision &revision);
    Dataset &changeableDataset();
    void renameInPlace(const std::string &name, const std::string &to);
    void appendRow(Dataset &dataset, const store::AddedFace &added);
    std::vector<int> rowsOfPicture(int row) const;
    std::vector<FaceEdit> pictureEdits(int row, std::int64_t sequence) const;
    void noteRemoved(int row);
    ReviewNote noteNow(const std::string &reason = {}) const;
    void attributesChanged();
    std::int8_t attributeAsRead(int row, int index) const;
    EditedSet shownOf(const EditedSet &mine, int row) const;
    store::EditCost takeCost(const Uuid &face);
    const LandmarkSet &truthOf(const Uuid &face) const;
    void restoreHistory(const store::UndoHistory &history);
    FaceMeasure computeMeasure(int row) const;
    void measureRows(const std::vector<int> &rows);
    std::string runId(int number) const; ///< empty: no such run
    void activateRun(int number);        ///< also when the project is opened again
    void restoreMeasuring();             ///< active run, reference, normaliser, threshold
    void measureAll();
    void measureMore();
    std::vector<std::shared_ptr<DocumentRun>>::iterator findRun(int number);
    /// The run to be changed: a copy while its present contents are on their way to the store.
    DocumentRun &changeableRun(std::vector<std::shared_ptr<DocumentRun>>::iterator run);
    void runHeaderChanged(std::vector<std::shared_ptr<DocumentRun>>::iterator run);
    void storeRun(std::shared_ptr<const DocumentRun> run);
    void runStored(const std::shared_ptr<const DocumentRun> &run);
    int rowInRun(int row, const DocumentRun *run) const
    {
        return run ? run->rowOfFace[static_cast<std::size_t>(row)] : -1;
    }

    std::shared_ptr<Dataset> dataset_;
    store::ProjectInfo info_;
    store::BindReport bind_;
    std::unordered_map<Uuid, int> rowOfId_;
    std::unordered_map<Uuid, PackedState> states_;
    std::set<std::pair<int, int>> removed_;              ///< sample and row of the faces that edits have removed
    std::array<int, kReviewStates> reviewCounts_{};      ///< faces of the data set
    std::unordered_map<Uuid, store::EditCost> costs_;    ///< in the log
    std::unordered_map<Uuid, store::EditCost> newCosts_; ///< wait for a revision
    std::function<void()> costSource_;
    mutable LruCache<Uuid, std::shared_ptr<const FaceState>> unpacked_{256};
    std::vector<std::shared_ptr<DocumentRun>> runs_;
    mutable RunPages pages_;
    int activeRun_ = -1;
    bool facesPending_ = false;
    quint64 generation_ = 0;
    Reference reference_;
    metrics::Normaliser normaliser_ = metrics::Normaliser::InterOcular;
    double threshold_ = 0.1;
    mutable std::vector<FaceMeasure> measures_;
    mutable std::vector<bool> measured_; ///< rows whose measure is up to date
    int nextMeasure_ = 0;
    QTimer measuring_;
    std::unordered_map<Uuid, EditFacesCommand *> unsaved_; ///< by gesture; outlives the stack that owns them
    QUndoStack undoStack_;
    bool restoring_ = false;
    std::string author_;
    std::string session_;
    mutable SaveQueue saveQueue_;
    std::unique_ptr<store::ProjectStore> store_; ///< its writer thread ends before the queue it answers
    std::vector<const DocumentRun *> storing_;   ///< runs that runStorer_ still reads
    QThreadPool runStorer_;                      ///< last: it ends before the store it writes to
};

} // namespace fiducial::ui
