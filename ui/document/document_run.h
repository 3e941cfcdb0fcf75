#pragma once

#include "core/store/project_store.h"

#include <map>
#include <memory>

namespace fiducial::ui {

/// A run in the project. `number` never changes and is never reused: colours, marks and provenance refer to it. Rows
/// that the project file holds are read from there when they are wanted: ask ProjectDocument::prediction().
struct DocumentRun {
    int number = 0;
    Run run;                            ///< its `rows` are only those from row `stored` on
    int stored = 0;                     ///< rows that the project holds
    std::map<int, Prediction> replaced; ///< stored rows whose newer prediction the project does not hold yet
    std::vector<bool> missing;          ///< per row
    std::vector<int> rowOfFace;         ///< per data set face: its row in the run, or -1
    bool complete = true;               ///< false while predictions still arrive

    int rowCount() const { return stored + static_cast<int>(run.rows.size()); }
    const Prediction *unsaved(int row) const; ///< null where the project holds it
    /// Stores all that the project does not hold. `faceIds`: per data set face. In any thread.
    Result<void> save(store::ProjectStore &store, const std::vector<Uuid> &faceIds) const;
    static std::shared_ptr<DocumentRun> ofStore(store::ProjectStore::RunIndex stored,
                                                const std::unordered_map<Uuid, int> &rowOfId, int faces);
};

} // namespace fiducial::ui
