#pragma once

#include "core/pipeline/portrait_head.h"

/// What sits in and on the head's skin. Meshes are in the head's frame, without normals where they say so.
namespace fiducial::pipeline::portrait {

void addEyes(std::vector<Mesh> &meshes, const HeadModel &head, const FaceTraits &traits);
void addLashes(std::vector<Mesh> &meshes, const HeadModel &head, const FaceTraits &traits);
void addMouth(std::vector<Mesh> &meshes, const HeadModel &head, const FaceTraits &traits);
void addEars(std::vector<Mesh> &meshes, const HeadModel &head, const FaceTraits &traits);

} // namespace fiducial::pipeline::portrait
