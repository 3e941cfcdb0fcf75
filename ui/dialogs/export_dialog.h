#pragma once

#include "core/pipeline/export_dataset.h"

#include <QDialog>

#include <vector>

namespace fiducial::ui {

class AppSettings;
class ProjectDocument;

/// Scope, format and place of an export; shows which files will be written, the counts, and what the format cannot hold
/// before anything happens. Tested without exec(): set fields, read request().
class ExportDialog : public QDialog {
    Q_OBJECT
public:
    enum class Scope { All, Filtered, Selected, Accepted, Edited };

    /// `filtered`, `selected`: rows of the browser.
    ExportDialog(const formats::FormatRegistry &registry, ProjectDocument &document, std::vector<int> filtered,
                 std::vector<int> selected, AppSettings &settings, QWidget *parent = nullptr);

    void setScope(Scope scope);
    /// Empty: the data set's own files, patched.
    void setFormat(const QString &id);
    void setTarget(const QString &path);
    /// What accept() was pressed for. Its `edited` function refers to the document.
    pipeline::ExportRequest request() const;
    /// False while the plan says that nothing can be written.
    bool isReady() const { return ready_; }

private:
    void build();
    void updatePlan();
    std::vector<int> facesOf(Scope scope) const;
    void chooseTarget();

    const formats::FormatRegistry &registry_;
    ProjectDocument &document_;
    std::vector<int> filtered_;
    std::vector<int> selected_;
    AppSettings &settings_;
    class QComboBox *scope_ = nullptr;
    class QComboBox *format_ = nullptr;
    class QComboBox *scheme_ = nullptr;
    class QLineEdit *target_ = nullptr;
    class QCheckBox *recompute_ = nullptr;
    class QCheckBox *overwrite_ = nullptr;
    class QLabel *counts_ = nullptr;
    class QLabel *losses_ = nullptr;
    class QTreeWidget *files_ = nullptr;
    class QPushButton *export_ = nullptr;
    bool ready_ = false;
};

} // namespace fiducial::ui
