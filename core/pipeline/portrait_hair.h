#pragma once

#include "core/pipeline/portrait_head.h"

namespace fiducial::pipeline::portrait {

/// The hair of the person's style; nothing for the bald.
void addHair(std::vector<Mesh> &meshes, const HeadModel &head, const Person &person);
/// A lock that falls over one eye.
void addHairStrand(std::vector<Mesh> &meshes, const HeadModel &head, const Person &person);

} // namespace fiducial::pipeline::portrait
