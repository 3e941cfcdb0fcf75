#pragma once

#include "core/base/sha256.h"
#include "core/pipeline/crop_cache.h"

#include <map>

namespace fiducial::pipeline {

/// One face of the cache in the target scheme, image pixels.
struct CropLabel {
    std::vector<Point2> points; ///< NaN: absent
    std::vector<Visibility> visibility;
    Rect box;
};

/// The faces of one picture; of a synthetic portrait where source < 0.
struct CropTask {
    int source = -1;
    int sample = -1;       ///< of the data set; index of the portrait
    std::vector<int> rows; ///< faces of the source
};

/// A crop cache request with everything looked up and checked that needs no picture. The request must outlive it.
class CropPlan {
public:
    static Result<CropPlan> make(const CropCacheRequest &request);

    const CropCacheRequest &request() const { return *request_; }
    const LandmarkScheme &scheme() const { return *scheme_; }
    const std::vector<CropTask> &tasks() const { return tasks_; }
    int faceCount() const { return faceCount_; }
    int leftOut() const { return leftOut_; }
    const std::vector<Issue> &issues() const { return issues_; } ///< about faces that were left out

    /// Precondition: a row of one of tasks().
    CropLabel label(int source, int row) const { return *findLabel(source, row); }
    /// 98 points of a portrait in the scheme.
    CropLabel portraitLabel(std::vector<Point2> points98, const Rect &box) const;
    bool inValidation(int source, int row) const;

    /// The metadata of the file, see crop_cache.h.
    std::map<std::string, std::string> metadata() const;

private:
    struct SourceFacts {
        const SchemeMap *map = nullptr; ///< null: the scheme itself
        int faces = 0;
        int corrected = 0;
        std::map<std::string, std::string> files; ///< path, SHA-256
    };

    explicit CropPlan(const CropCacheRequest &request) : request_(&request) {}
    Result<void> findSchemes();
    Result<void> addSource(int source, Sha256 &key);
    void addPortraits();
    Result<void> hashFiles(const Dataset &dataset, const std::vector<int> &rows, SourceFacts &facts) const;
    std::optional<CropLabel> findLabel(int source, int row) const;
    const LandmarkSet *editedSet(int source, int row) const;
    std::string sourcesJson() const;
    std::string settingsText() const;

    const CropCacheRequest *request_;
    const LandmarkScheme *scheme_ = nullptr;
    const SchemeMap *portraitMap_ = nullptr;
    std::vector<SourceFacts> facts_;
    std::vector<CropTask> tasks_;
    std::vector<Issue> issues_;
    int faceCount_ = 0;
    int leftOut_ = 0;
    std::string key_;
};

} // namespace fiducial::pipeline
