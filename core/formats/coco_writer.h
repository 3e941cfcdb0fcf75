#pragma once

#include "core/formats/annotation_format.h"
#include "core/formats/coco_annotation.h"
#include "core/formats/export_view.h"

namespace fiducial::formats {

/// A new file of COCO-style face JSON, one image and one annotation a line.
class CocoWriter {
public:
    CocoWriter(const WriteRequest &request, const ExportView &view);
    Result<std::string> print(const JobContext &context);
    /// What the written file lacks, in sentences for people; valid after print().
    std::vector<Sentence> losses() const;

    /// One element of "annotations".
    struct AnnotationIds {
        std::string id;
        std::string imageId;
        std::string categoryId = "1";
    };
    std::string annotationLine(int face, const AnnotationIds &ids, FlagRule rule) const;

private:
    void chooseIds();
    void chooseImageIds();
    std::vector<std::string> imageIdsRead();
    std::string imageLine(int sample, const std::string &id);
    std::string attributesMember(int face) const;
    std::string derivedMembers(const Face &face, const LandmarkSet &set) const;
    Size sizeOf(int sample) const;

    const WriteRequest *request_;
    const ExportView *view_;
    std::vector<int> samples_;               ///< in the order of their first face
    std::vector<std::string> imageIds_;      ///< by sample; empty: not written
    std::vector<std::string> annotationIds_; ///< as view.faces()
    std::size_t imagesWithoutSize_ = 0;      ///< nobody knows it
    std::size_t imagesOfLostFiles_ = 0;      ///< whose file, which has their id, is not there any more
};

} // namespace fiducial::formats
