#pragma once

namespace fiducial {

/// Hands the pages that freed objects leave behind back to the system: after work that took tens of megabytes for a
/// moment, which glibc would keep. Takes milliseconds; any thread.
void giveFreedMemoryBack();

} // namespace fiducial
