#pragma once

#include "core/model/landmark_model.h"

#include <QDialog>

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
    class QLineEdit *name_ = nullptr;
    class QComboBox *scheme_ = nullptr;
    class QComboBox *output_ = nullptr;
    class QSpinBox *offset_ = nullptr;
    class QComboBox *unit_ = nullptr;
    class QSpinBox *width_ = nullptr;
    class QSpinBox *height_ = nullptr;
    class QComboBox *colours_ = nullptr;
    class QComboBox *values_ = nullptr;
    class QDoubleSpinBox *margin_ = nullptr;
    class QLabel *problem_ = nullptr;
    class QPushButton *ok_ = nullptr;
};

} // namespace fiducial::ui
