#pragma once

#include "core/base/job_context.h"
#include "core/dataset/run.h"
#include "core/pipeline/crop_split.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

/// The crop cache: what a network is trained on, one safetensors file. N faces, P landmarks, crops of S x S pixels.
///
///   images      U8  [N,S,S,3]  RGB; black where the crop leaves the picture
///   points      F32 [N,P,2]    x, y in pixels of the crop (PC0: (0,0) is the centre of its top-left pixel); may lie
///                              outside; (0,0) where the point is absent
///   box         F32 [N,4]      the face box in pixels of the crop: x, y, width, height
///   visibility  U8  [N,P]      0 absent (takes no part), 1 occluded, 2 visible
///   split       U8  [N]        0 training, 1 validation
///
/// Metadata, all as text: "format" = "fiducial-crops-1"; "scheme" = its id; "mirror" = JSON array of P indices: new
/// point i takes the mirrored position of old point mirror[i]; "side" = S; "margin" = side of the crop over the longer
/// side of the face box with "extra_pixels" around it, all in the picture; "square" = "true", or "false": each side of
/// the crop over the same side of the box, so that the crop is stretched; "boxes" = "annotated" or "truth";
/// "normaliser" = JSON pair of the landmarks of the inter-ocular distance, "null" where the scheme has none; "sources"
/// = JSON: annotation files with SHA-256, counts of faces, synthetic portraits, rule of the split; "key" = hash of the
/// request and its labels.
///
/// Crops are centred on the box and upright. The crop is wider than a network's field, so that turned, shifted
/// and enlarged fields still show the picture.
namespace fiducial::pipeline {

/// A data set, list or project to take faces from.
struct CropSource {
    std::shared_ptr<const Dataset> dataset;
    std::vector<int> faces; ///< rows; empty: all
    /// Corrected set of a face, which stands for its ground truth; null function or null pointer: the ground truth.
    std::function<const LandmarkSet *(int face)> edited;
};

struct CropCacheRequest {
    std::vector<CropSource> sources;
    /// Rendered portraits (98 points), all in the training part: a validation error speaks of real faces alone.
    int synthetic = 0;
    std::uint64_t syntheticSeed = 1;
    std::string schemeId;                   ///< what points are mapped to; empty: the first source's
    int side = 192;                         ///< a multiple of 4 (tensors behind the images stay aligned), 32..1024
    double margin = 1.75;                   ///< 1..4
    bool square = true;                     ///< as CropRule::square
    double extraPixels = 0;                 ///< as CropRule::extraPixels, 0..1000
    BoxSource boxes = BoxSource::Annotated; ///< Annotated falls back on the landmarks' box; Detector is refused
    double validation = 0.05;               ///< share of the groups, 0..0.9
    CropGroup group = CropGroup::Person;
    std::uint64_t seed = 1; ///< of the split
    int threads = 0;        ///< 0: one a core
};

struct CropCacheReport {
    std::string schemeId;
    int faces = 0; ///< in the file: training + validation
    int training = 0;
    int validation = 0;
    int synthetic = 0;         ///< of the training faces
    int leftOut = 0;           ///< faces without landmarks or whose picture is unreadable; named in the issues
    std::vector<Issue> issues; ///< Issue::face is a row of its own source
    std::uint64_t bytes = 0;
    double seconds = 0;
};

/// Decodes on all cores and streams: a few hundred crops are in memory at a time. The same request writes the same
/// bytes, whatever the number of threads. The file appears whole at the end; nothing is left after a failure or
/// Errc::Cancelled.
Result<CropCacheReport> writeCropCache(const CropCacheRequest &request, const std::filesystem::path &file,
                                       const JobContext &context);

/// Whether `file` is what writeCropCache() would write: it has the request's key, and no picture is newer.
Result<bool> isCropCacheCurrent(const CropCacheRequest &request, const std::filesystem::path &file);

} // namespace fiducial::pipeline
