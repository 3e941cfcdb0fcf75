#pragma once

#include "core/pipeline/export_dataset.h"

#include <QDialog>

#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

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
    QComboBox *scope_ = nullptr;
    QComboBox *format_ = nullptr;
    QComboBox *scheme_ = nullptr;
    QLineEdit *target_ = nullptr;
    QCheckBox *recompute_ = nullptr;
    QCheckBox *overwrite_ = nullptr;
    QLabel *counts_ = nullptr;
    QLabel *losses_ = nullptr;
    QTreeWidget *files_ = nullptr;
    QPushButton *export_ = nullptr;
    bool ready_ = false;
};

} // namespace fiducial::ui
