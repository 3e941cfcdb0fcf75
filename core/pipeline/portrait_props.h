#pragma once

#include "core/pipeline/portrait_head.h"

namespace fiducial::pipeline::portrait {

void addTorso(std::vector<Mesh> &meshes, const Person &person);
void addEyewear(std::vector<Mesh> &meshes, const HeadModel &head, const FaceTraits &traits);
/// Mask, hand, scarf, microphone or lock of hair in front of the face.
void addCover(std::vector<Mesh> &meshes, const HeadModel &head, const FaceTraits &traits);

} // namespace fiducial::pipeline::portrait
