#pragma once

#include "core/base/job_context.h"
#include "core/dataset/dataset.h"
#include "core/formats/number_patch.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// Annotation files of the field, one class a format (algorithms.md section 1). A format converts to and from PC0 image
/// pixels at its border. Readers never stop at a bad row: it becomes an Issue with file and line, the rest loads.
namespace fiducial::formats {

struct FormatInfo {
    std::string id;                      ///< "wflw", "300w", "coco", "hrnet-csv", "pfld", "tsv", "imglab", "lapa"
    Sentence name;                       ///< "WFLW list"
    std::vector<std::string> extensions; ///< lower case with dot: ".txt"
    bool visibility = false;             ///< holds occluded / absent per point
    bool boxes = false;
    bool attributes = false;      ///< the six of WFLW
    bool namedAttributes = false; ///< of any name
    bool manyFacesPerImage = false;
    bool fractional = true;           ///< holds fractions of a pixel
    int decimals = 6;                 ///< digits written for edited coordinates
    std::vector<std::string> schemes; ///< scheme ids it can hold; empty: any
    bool absence = false;             ///< a point may be left out, though visibility is not held
    bool patchable = true;            ///< patch() is supported
    bool oneFilePerFace = false;      ///< WriteRequest::target is a folder
    bool lineAFace = false;           ///< one line of text a face
    bool patchesFields = false;       ///< patch() writes changed boxes and attributes too
};

/// How sure a format is that a file is its own.
enum class Confidence { No, Possible, Likely, Certain };

struct ReadRequest {
    std::vector<std::filesystem::path> files; ///< annotation files, all of this format; at least one
    std::filesystem::path root;               ///< folder that was opened; empty: the first file's folder
    std::filesystem::path imageRoot; ///< where images lie (--images DIR); empty: found as the data set lays them out
};

/// What is to be written. Faces without an edited set are written as they were read.
struct WriteRequest {
    const Dataset *dataset = nullptr;
    std::vector<int> faces;                              ///< rows, in the order to write
    std::function<const LandmarkSet *(int face)> edited; ///< null function or null pointer: unedited
    std::filesystem::path target;                        ///< file, or folder for formats of one file a face
    std::string schemeId;                                ///< scheme to write; the data set's where empty
    bool recomputeDerived = false;                       ///< boxes, centre, scale, area from the written points
    std::function<Size(int sample)> imageSize; ///< asked for where a format needs it and it is unknown; may be null
    bool overwriteSource = false; ///< allows replacing a file the data set was read from; a backup NAME.bak is made
};

/// A file that write() would make or replace.
struct PlannedFile {
    std::filesystem::path path;
    int faces = 0;
    int editedFaces = 0; ///< as isEdited() has it; what the format cannot hold of an edit is told in WritePlan::losses
    bool exists = false;
    bool isSource = false; ///< it is an annotation file the data set was read from
};

/// What a write does and what the format cannot hold, in sentences for people: shown before export and printed by
/// convert.
struct WritePlan {
    std::vector<PlannedFile> files;
    std::vector<Sentence> losses;        ///< "Visibility of 12 points is lost: a WFLW list has none."
    std::vector<Sentence> derivedFields; ///< "box", "centre and scale", ...: kept or recomputed
    std::vector<Sentence> rows;          ///< "The row of 1 deleted face is dropped."
};

struct WriteReport {
    std::vector<std::filesystem::path> files;
    int faces = 0;
    int editedFaces = 0;
    std::vector<Sentence> losses;
};

class AnnotationFormat {
public:
    virtual ~AnnotationFormat() = default;
    virtual const FormatInfo &info() const = 0;
    /// Looks at the name and the first kilobytes only.
    virtual Confidence sniff(const std::filesystem::path &file, std::string_view head) const = 0;
    /// Fails only where nothing at all can be read.
    virtual Result<Dataset> read(const ReadRequest &request, const JobContext &context) const = 0;
    /// The plan of write() with the same request; touches nothing.
    virtual Result<WritePlan> plan(const WriteRequest &request) const = 0;
    /// Writes a new file (or files) at request.target, atomically each.
    virtual Result<WriteReport> write(const WriteRequest &request, const JobContext &context) const = 0;
    /// The bytes of a source file with the points of edited faces replaced in place: every byte that belongs to no
    /// edited number stays. `records` pairs a record of this file with the edited set in this file's scheme; a face of
    /// which only box or attributes changed comes with its ground truth. Formats without byte-exact patching return
    /// Unsupported.
    struct Patch {
        SourceRecord record;
        const Face *face = nullptr;
        const LandmarkSet *points = nullptr;
        bool movesPoints() const { return points != &face->truth; }
    };
    Result<std::string> patch(std::string_view source, const std::vector<Patch> &patches, bool recomputeDerived) const;
    /// patch() as replacements in the source.
    virtual Result<std::vector<Replacement>> replacements(std::string_view source, const std::vector<Patch> &patches,
                                                          bool recomputeDerived) const = 0;
    /// What patch() cannot hold of these edits, one patch a face, in sentences for people. By default what info() tells
    /// (visibility, absent points, fractions).
    virtual std::vector<Sentence> patchLosses(const std::vector<Patch> &patches) const;
    /// What copies of a list of many faces lose and gain beside what patch() changes.
    struct RowChanges {
        const WriteRequest *request = nullptr;
        int file = -1;                     ///< index into Dataset::files
        std::vector<SourceRecord> dropped; ///< of deleted faces, in the order of the file
        std::vector<int> added;            ///< rows of the data set; canAdd() holds for each
    };
    /// Whether this list can hold faces that stand in no file yet; the error is the sentence for people.
    virtual Result<void> takesRows(const Dataset &dataset, int file) const;
    /// Whether one that takes rows can hold this face.
    virtual Result<void> canAdd(const WriteRequest &request, int file, int face) const;
    /// The changes as replacements in the source that overlap none of replacements().
    virtual Result<std::vector<Replacement>> changeRows(std::string_view source, const RowChanges &changes) const;
};

/// All formats, in the order they are asked. Immutable after construction, thread-safe.
class FormatRegistry {
public:
    void add(std::unique_ptr<AnnotationFormat> format);
    const AnnotationFormat *find(std::string_view id) const;
    std::vector<const AnnotationFormat *> all() const;
    /// The format that is surest about the file, or null. Two equally sure formats: the one added first.
    const AnnotationFormat *bestMatch(const std::filesystem::path &file, std::string_view head) const;

private:
    std::vector<std::unique_ptr<AnnotationFormat>> formats_;
};

/// The built-in formats. Made once by app/ and passed on.
FormatRegistry makeBuiltinFormats();

/// Opens whatever a user names: one annotation file, or a folder (its annotation files are found by sniffing; lists of
/// one data set are joined so that a face known from several lists becomes one Face with several records). A folder
/// without annotation files gives a Dataset of plain images (formatId "images", no faces). Never decodes an image.
struct OpenRequest {
    std::filesystem::path path;
    std::filesystem::path imageRoot; ///< --images DIR; empty: found
    std::string formatId;            ///< forces a format; empty: sniffed
};
Result<Dataset> openDataset(const FormatRegistry &registry, const OpenRequest &request, const JobContext &context);

/// Export over copies of the source files: for every list of the data set that holds one of `faces`, the patched (or,
/// where nothing was edited, byte-identical) file, laid out below `target` as below the data set's root. A list all of
/// whose faces are deleted is not written; the plan says so in WritePlan::rows.
Result<WritePlan> planPatchedCopies(const FormatRegistry &registry, const WriteRequest &request);
Result<WriteReport> writePatchedCopies(const FormatRegistry &registry, const WriteRequest &request,
                                       const JobContext &context);

} // namespace fiducial::formats
