#pragma once

#include <QMetaType>

#include <variant>
#include <vector>

namespace fiducial::ui {

/// Another data set, or none: everything is to be read anew.
struct DatasetReset {};
/// Points or review state of these faces (rows) changed.
struct FacesChanged {
    std::vector<int> rows;
    bool points = true;
    bool review = false;
};
/// A run was added or removed, or got predictions for these rows (empty: any).
struct RunsChanged {
    std::vector<int> rows;
};
/// Errors were computed anew (run, reference or normaliser changed).
struct MeasuresChanged {};

/// The document's one kind of notification; views look only at what their event names.
using ChangeEvent = std::variant<DatasetReset, FacesChanged, RunsChanged, MeasuresChanged>;

} // namespace fiducial::ui

Q_DECLARE_METATYPE(fiducial::ui::ChangeEvent)
