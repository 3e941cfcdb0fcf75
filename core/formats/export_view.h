#pragma once

#include "core/formats/annotation_format.h"

#include <string>
#include <vector>

namespace fiducial::formats {

/// The faces of a WriteRequest as a format will write them: edited set else ground truth, mapped to the target scheme,
/// with the sentences about what the format cannot hold. Keeps pointers into the request, which must outlive it.
class ExportView {
public:
    /// Fails where the format cannot hold the scheme, no map leads to it, or the map cannot give points that the
    /// format must have.
    static Result<ExportView> create(const WriteRequest &request, const FormatInfo &info);

    const LandmarkScheme &scheme() const { return *scheme_; }
    /// The target scheme is not the data set's.
    bool mapped() const { return map_ != nullptr; }
    /// The rows that can be written, in the request's order. The others are counted in losses().
    const std::vector<int> &faces() const { return faces_; }
    int editedCount() const { return editedCount_; }
    bool isEdited(int face) const; ///< fiducial::isEdited()
    /// The edited landmarks, or null.
    const LandmarkSet *edited(int face) const;
    /// Points in scheme(). Where the format cannot leave a point out, an absent one has its last place or the original.
    LandmarkSet points(int face) const;
    const std::vector<Sentence> &losses() const { return losses_; }
    /// The format's own sentences.
    void addLoss(Sentence sentence) { losses_.push_back(std::move(sentence)); }

private:
    ExportView(const WriteRequest &request, const FormatInfo &info) : request_(&request), info_(&info) {}
    Result<void> chooseScheme();
    void collectFaces();
    void collectLosses();
    bool holdsAbsence() const { return info_->visibility || info_->absence; }
    const LandmarkSet &source(int face) const;
    bool writable(int face) const;

    const WriteRequest *request_;
    const FormatInfo *info_;
    const LandmarkScheme *scheme_ = nullptr;
    const SchemeMap *map_ = nullptr;
    std::vector<int> faces_;
    int editedCount_ = 0;
    std::vector<Sentence> losses_;
};

/// What formats that hold no attributes but the six of WFLW, or none, lose of these faces.
std::vector<Sentence> attributeLosses(const Dataset &dataset, const std::vector<int> &faces, const FormatInfo &info);

} // namespace fiducial::formats
