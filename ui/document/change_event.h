#pragma once

#include <QMetaType>

#include <variant>
#include <vector>

namespace fiducial::ui {

/// Another data set, or none: everything is to be read anew.
struct DatasetReset {};
/// Faces were added or deleted, or came back (these rows, the last ones may be new), or there is another attribute;
/// rows still speak of the faces they spoke of.
struct FacesListed {
    std::vector<int> rows;
};
/// Points, review state, or box and attributes of these faces (rows) changed.
struct FacesChanged {
    std::vector<int> rows;
    bool points = true;
    bool review = false;
    bool fields = false;
};
/// A run was added or removed, or got predictions for these rows (empty: any).
struct RunsChanged {
    std::vector<int> rows;
};
/// Errors were computed anew (run, reference or normaliser changed).
struct MeasuresChanged {};

/// The document's one kind of notification; views look only at what their event names.
using ChangeEvent = std::variant<DatasetReset, FacesListed, FacesChanged, RunsChanged, MeasuresChanged>;

} // namespace fiducial::ui

Q_DECLARE_METATYPE(fiducial::ui::ChangeEvent)
