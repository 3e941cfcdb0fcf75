#pragma once

#include "core/model/landmark_model.h"

#include <QDialog>

#include <set>

class QComboBox;
class QDialogButtonBox;
class QDoubleSpinBox;
class QFormLayout;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace fiducial::ui {

class FacePreview;
class JobRunner;
struct PreviewFace;

/// The short form for a weights file without a complete card: what was found (outputs, input) stands there, what nobody
/// but the user can say is asked for and marked; nothing is guessed. OK is possible once nothing is missing.
class ModelCardDialog : public QDialog {
    Q_OBJECT
public:
    ModelCardDialog(const QString &weights, const model::ProbeReport &probe, QWidget *parent = nullptr);
    model::ModelCard card() const;

    bool isComplete() const;
    /// Offers to show what the model says about this face with the answers so far. `jobs` outlives the dialog.
    void enablePreview(JobRunner &jobs, const PreviewFace &face);

private:
    void build(const QString &weights, const model::ProbeReport &probe);
    QWidget *buildFound(const QString &weights, const model::ProbeReport &probe);
    void addNetworkRows(QFormLayout &form);
    void addPictureRows(QFormLayout &form);
    /// A row whose caption stands out where the field is asked for.
    void addRow(QFormLayout &form, const QString &caption, QWidget *field, bool asked);
    /// A choice that starts on `value`, or on "choose…" where the card lacks `field`.
    QComboBox *makeChoice(const std::string &field, const std::vector<std::pair<QString, QVariant>> &values,
                          const QVariant &value);
    QSpinBox *makeSide(const std::string &field, int value);
    bool asks(const std::string &field) const { return asked_.count(field) > 0; }
    /// Captions of what is still to be said.
    QStringList openFields() const;
    /// A sentence where the answers cannot all be true, else empty.
    QString contradiction() const;
    void check();

    model::ModelCard draft_;
    std::vector<std::vector<std::int64_t>> outputs_;
    std::set<std::string> asked_;
    QLineEdit *name_ = nullptr;
    QLineEdit *architecture_ = nullptr; ///< null where the file tells it
    QComboBox *scheme_ = nullptr;
    QComboBox *output_ = nullptr;
    QLineEdit *outputName_ = nullptr; ///< null where there is one output
    QSpinBox *offset_ = nullptr;
    QComboBox *unit_ = nullptr;
    QSpinBox *width_ = nullptr;
    QSpinBox *height_ = nullptr;
    QComboBox *colours_ = nullptr;
    QComboBox *values_ = nullptr;
    QDoubleSpinBox *margin_ = nullptr;
    QComboBox *square_ = nullptr;
    QComboBox *law_ = nullptr;
    QLabel *problem_ = nullptr;
    QPushButton *ok_ = nullptr;
    QString weights_;
    QHBoxLayout *body_ = nullptr; ///< the form, and the preview beside it
    QDialogButtonBox *buttons_ = nullptr;
    QPushButton *try_ = nullptr; ///< null without a preview
    FacePreview *preview_ = nullptr;
};

} // namespace fiducial::ui
