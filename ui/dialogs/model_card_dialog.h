#pragma once

#include "core/model/landmark_model.h"

#include <QDialog>

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace fiducial::ui {

/// The short form for a weights file without a complete card: what was found (outputs, input) stands there, what nobody
/// but the user can say is asked for and marked; nothing is guessed. OK is possible once nothing is missing.
class ModelCardDialog : public QDialog {
    Q_OBJECT
public:
    ModelCardDialog(const QString &weights, const model::ProbeReport &probe, QWidget *parent = nullptr);
    model::ModelCard card() const;

private:
    void build(const QString &weights, const model::ProbeReport &probe);
    void check();

    model::ModelCard draft_;
    QLineEdit *name_ = nullptr;
    QComboBox *scheme_ = nullptr;
    QComboBox *output_ = nullptr;
    QSpinBox *offset_ = nullptr;
    QComboBox *unit_ = nullptr;
    QSpinBox *width_ = nullptr;
    QSpinBox *height_ = nullptr;
    QComboBox *colours_ = nullptr;
    QComboBox *values_ = nullptr;
    QDoubleSpinBox *margin_ = nullptr;
    QLabel *problem_ = nullptr;
    QPushButton *ok_ = nullptr;
};

} // namespace fiducial::ui
