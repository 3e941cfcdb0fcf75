#pragma once

#include "core/dataset/dataset.h"
#include "core/dataset/face_state.h"

/// A data set as a project changes it. No row goes and none changes its face, so that whoever knows a face by its row
/// goes on doing so: faces come at the end, and what is deleted is only marked.
namespace fiducial {

/// A face of this image that is in no file; removed until its fields say that it was added. Its row.
int appendFace(Dataset &dataset, int sample);

/// Gives every image that has no row one that stands for it, removed, so that people find the image and can add faces.
void appendStandIns(Dataset &dataset);

/// What the project says of this face, in place of what it said before.
void setFields(Dataset &dataset, int row, const FaceFields &fields);

/// What is called an edited face by exports, their plans and reports, and whoever counts for them: a project changed
/// its landmarks (`landmarks`: it has a set of its own), its box or an attribute, or added it.
bool isEdited(const Face &face, bool landmarks);

/// Attributes of these names, after the others, as far as there are none of the name.
void addAttributes(Dataset &dataset, const std::vector<std::string> &names);
/// Its place in Dataset::attributeNames, or -1.
int attributeIndex(const Dataset &dataset, std::string_view name);
/// -1 where nobody knows.
std::int8_t attributeOf(const Dataset &dataset, int row, int attribute);

/// The six attributes of WFLW in the order of its lists, -1 for those the data set does not have; none where the face
/// has no value for any.
std::vector<std::int8_t> wflwAttributesOf(const Dataset &dataset, const Face &face);
/// Names of the attributes that WFLW does not have.
std::vector<std::string> ownAttributeNames(const Dataset &dataset);

} // namespace fiducial
