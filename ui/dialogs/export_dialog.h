#pragma once

#include "core/pipeline/export_dataset.h"

#include <QDialog>
#include <QTimer>

#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QVBoxLayout;

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
    /// How many faces of the scope the review excluded and why; empty where none are.
    QString excludedSentence() const;
    /// False while the plan says that nothing can be written.
    bool isReady() const { return ready_; }

    void accept() override;

private:
    void build();
    void buildPlan(QVBoxLayout &layout);
    void fillScopes();
    void fillFormats();
    void fillSchemes();
    void changeFormat();
    void updatePlan();
    void showPlan(const formats::WritePlan &plan);
    void showProblem(const QString &sentence);
    /// Without those the review excluded; `excluded` says which these are.
    std::vector<int> facesOf(Scope scope, QString *excluded = nullptr) const;
    /// Whether the target is a folder: patched copies, formats of one file a face.
    bool writesFolder() const;
    QString suggestedTarget() const;
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
    QTimer typing_;          ///< the plan follows when typing pauses
    bool ownTarget_ = false; ///< the user chose the place; the suggestion stays away
    bool ready_ = false;
};

} // namespace fiducial::ui
