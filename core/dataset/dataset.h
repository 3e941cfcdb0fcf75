#pragma once

#include "core/base/issue.h"
#include "core/dataset/landmark_set.h"
#include "core/scheme/landmark_scheme.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fiducial {

/// One annotation file as it was read.
struct SourceFile {
    std::string path;     ///< relative to Dataset::root where it lies below it, else absolute; UTF-8, '/'
    std::string formatId; ///< FormatInfo::id of its reader
    std::uint64_t bytes = 0;
    std::string sha256; ///< empty until somebody asks (store, export)
    std::string split;  ///< "train", "test", "test_largepose", ... as the file's name or folder tells; may be empty
};

/// Where one face stands in one annotation file. Text formats: the bytes of its row without the line end; JSON and XML:
/// the bytes of its element.
struct SourceRecord {
    std::int32_t file = -1; ///< index into Dataset::files
    std::int32_t line = 0;  ///< 1-based line of the record's first byte
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
};

/// Centre and scale as HRNet csv, mmpose JSON and STAR tsv carry them: scale x 200 px is the side of the box.
struct CentreScale {
    Point2 centre;
    double scale = 0;
    friend bool operator==(const CentreScale &, const CentreScale &) = default;
};

/// Derived fields that some formats carry beside the points. They are kept as read unless recomputing is asked for.
struct DerivedFields {
    std::optional<CentreScale> centreScale;
    std::optional<double> boxSize;              ///< AFLW
    std::optional<double> area;                 ///< COCO
    std::optional<std::array<double, 3>> euler; ///< PFLD: pitch, yaw, roll in degrees
    std::vector<Point2> fivePoints;             ///< STAR tsv
    friend bool operator==(const DerivedFields &, const DerivedFields &) = default;
};

/// What a face was before a project changed it.
struct FaceAsRead {
    std::optional<Rect> box;
    std::vector<std::int8_t> attributes;
    DerivedFields derived;
};

/// One face: a box and the original ground truth. Mine, runs and review state live in the project, keyed by the face.
struct Face {
    std::int32_t sample = -1;            ///< index into Dataset::samples
    std::optional<Rect> box;             ///< annotated face box, image pixels
    LandmarkSet truth;                   ///< may be empty: a plain image whose faces were found by a detector
    std::vector<std::int8_t> attributes; ///< as Dataset::attributeNames; -1 unknown; empty: none
    DerivedFields derived;
    std::vector<SourceRecord>
        records; ///< every list of the data set that holds this face; the first is the one it was read from
    std::map<std::string, std::string> extra; ///< format-private values that a writer of the same format needs again
    bool added = false;                       ///< by a project, in no file
    bool removed = false; ///< deleted in a project, or the stand-in of an image without faces: takes part in nothing
    std::shared_ptr<const FaceAsRead> asRead; ///< null: box, attributes and derived are those that were read
};

/// One image.
struct Sample {
    std::string image;               ///< path relative to Dataset::imageRoot (or absolute), UTF-8, '/'
    Size size;                       ///< 0x0 until known (from the file, or after decoding); after EXIF orientation
    std::vector<std::int32_t> faces; ///< indices into Dataset::faces, rising, without removed ones
    std::int32_t file = -1;          ///< index into Dataset::files: the first one that names the image; -1: none does
};

/// Samples and faces as read from somebody's files, and as a project changes them (edited_dataset.h); shared ones are
/// immutable. Row = index into faces; a row never speaks of another face.
struct Dataset {
    std::string name;                ///< for people: the folder's or file's name
    std::filesystem::path root;      ///< folder that was opened, or the folder of the file that was opened
    std::filesystem::path imageRoot; ///< where Sample::image starts
    std::string formatId;
    std::string schemeId;                    ///< empty for a folder of plain images
    std::vector<std::string> attributeNames; ///< WFLW: pose expression illumination make-up occlusion blur
    int readAttributes = 0; ///< so many of them, the first, are the data set's; a project added the others
    std::vector<SourceFile> files;
    std::vector<Sample> samples;
    std::vector<Face> faces;
    std::vector<Issue> issues;

    const LandmarkScheme *scheme() const { return findScheme(schemeId); }
    const Sample &sampleOf(int face) const
    {
        return samples[static_cast<std::size_t>(faces[static_cast<std::size_t>(face)].sample)];
    }
    std::filesystem::path imagePath(int sample) const;
    /// Position of the face among those of its image, 0-based.
    int numberInImage(int face) const;
};

/// How a face is known across sessions and files, never by row: image path and rectangle, else the text of its first
/// landmark. "37--Soccer/x.jpg|12,30,200,240"; duplicates get "#2", "#3" ... in file order.
std::vector<std::string> faceKeys(const Dataset &dataset);

/// The WFLW attribute names in file order.
const std::vector<std::string> &wflwAttributeNames();

} // namespace fiducial
