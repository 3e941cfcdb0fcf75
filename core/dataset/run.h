#pragma once

#include "core/base/uuid.h"
#include "core/dataset/dataset.h"

#include <string>
#include <vector>

namespace fiducial {

/// Where the boxes that a model was given came from; recorded with every run and every number.
enum class BoxSource { Annotated, Detector, Truth };
/// "annotated", "detector", "truth".
std::string_view toString(BoxSource source);
std::optional<BoxSource> parseBoxSource(std::string_view text);

/// One face of a run. float32: a run of 100,000 faces stays below 100 MB.
struct Prediction {
    std::string image;           ///< as Sample::image
    Rect box;                    ///< the annotated (or matched) box the face is known by; empty where it has none
    Rect cropBox;                ///< the box the model was given; differs from `box` with --boxes detector
    bool missing = false;        ///< the detector found no such face: no points, counts as missing and as a failure
    std::vector<Point2f> points; ///< image pixels (PC0), in the run's scheme
    std::vector<Covariance2f> covariance; ///< empty, or one per point, in square image pixels
    std::vector<float> peak;              ///< empty, or one per point
};

/// How often a model is asked about each face, beside the face as it stands.
struct ViewOptions {
    bool flip = false; ///< about the mirror image of every view too
    int jitters = 0;   ///< about so many boxes shifted and scaled a little
    friend bool operator==(const ViewOptions &, const ViewOptions &) = default;
};

/// The predictions of one model over a data set, made here or imported.
struct Run {
    Uuid id;
    std::string name; ///< for people; the model's name by default
    std::string schemeId;
    std::string modelName;
    std::string modelHash; ///< SHA-256 of the weights; empty for the mean shape and for imported files
    std::string device;    ///< "CPU, 2 threads", "CUDA: NVIDIA ...", "imported"
    BoxSource boxes = BoxSource::Annotated;
    std::string detector; ///< which detector found the boxes; empty otherwise
    std::string created;  ///< ISO 8601, UTC
    std::string source;   ///< data set it was made on, or file it was imported from
    ViewOptions views;    ///< whose answers were averaged
    int look = -1;        ///< colour and mark that somebody chose for it; -1: those of its number in the project
    std::vector<Prediction> rows;

    Run header() const; ///< all but the rows
};

/// For each face of `dataset` the row of `run` that predicts it, or -1. Matches by image and box (else by image where
/// both sides have one face and their boxes do not lie apart, else by overlap of the landmark box above 0.5), never by
/// position in the file. Where no image has that very path, one whose path ends in the other's is the same if its file
/// name is unique.
/// `unmatchedRows` receives the rows that belong to no face.
std::vector<int> matchRun(const Run &run, const Dataset &dataset, std::vector<int> *unmatchedRows = nullptr);

/// Points of the row in the data set's scheme: as they are, or through a scheme map. Fails where no map exists.
Result<std::vector<Point2>> pointsInScheme(const Prediction &row, std::string_view fromScheme,
                                           std::string_view toScheme);

} // namespace fiducial
