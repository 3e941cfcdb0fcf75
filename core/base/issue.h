#pragma once

#include "core/base/sentence.h"

#include <string>
#include <vector>

namespace fiducial {

enum class Severity { Note, Warning, Error };

/// A problem that did not stop the work: where it is, what it is, how to mend it. Shown as a list that jumps to the
/// place.
struct Issue {
    Severity severity = Severity::Warning;
    std::string file; ///< UTF-8 path
    int line = 0;     ///< 1-based, 0 where none
    Sentence what;
    Sentence fix;  ///< what to do, may be empty
    int face = -1; ///< index into Dataset::faces, -1 where none

    Sentence sentence() const; ///< "file:line: what fix"
    std::string text() const;  ///< that in English
    friend bool operator==(const Issue &, const Issue &) = default;
};

/// Number of issues of at least `severity`.
int countAtLeast(const std::vector<Issue> &issues, Severity severity);

} // namespace fiducial
