#pragma once

#include "core/pipeline/training_run.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QListWidget;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace fiducial::ui {

class AppSettings;
class ProjectDocument;

/// What a network is trained on: the faces of the open data set, further data sets and projects, rendered portraits;
/// what is kept for validation, and how the faces are cut.
class TrainDataForm : public QWidget {
    Q_OBJECT
public:
    TrainDataForm(ProjectDocument &document, AppSettings &settings, QWidget *parent = nullptr);

    /// Reads counts from the document again.
    void refresh();
    void addFile(const QString &path);
    /// The faces of the open data set as they are edited now; none where they are not asked for.
    std::vector<pipeline::CropSource> sources() const;
    QStringList files() const;
    pipeline::CropCacheRequest crops() const; ///< without sources
    /// Names of the data, for the card.
    QString describe() const;
    /// Why training cannot start, in one sentence; empty: it can.
    QString problem() const;

Q_SIGNALS:
    void changed();

private:
    void buildData(QVBoxLayout &layout);
    void buildFiles(QVBoxLayout &layout);
    void buildSplit(QVBoxLayout &layout);
    void buildCrop();
    void chooseFile(bool folder);
    void caption(QWidget *field, const QString &text); ///< of a row of form_
    void retranslate();
    void retranslateCrop();
    std::vector<int> rows(bool acceptedOnly) const;

    ProjectDocument &document_;
    AppSettings &settings_;
    QLabel *title_ = nullptr;
    QCheckBox *open_ = nullptr;
    QComboBox *scope_ = nullptr;
    QLabel *filesCaption_ = nullptr;
    QListWidget *files_ = nullptr;
    QPushButton *addFile_ = nullptr;
    QPushButton *addFolder_ = nullptr;
    QPushButton *remove_ = nullptr;
    QFormLayout *form_ = nullptr;
    QComboBox *scheme_ = nullptr;
    QDoubleSpinBox *share_ = nullptr;
    QComboBox *group_ = nullptr;
    QSpinBox *portraits_ = nullptr;
    QSpinBox *side_ = nullptr;
    QComboBox *shape_ = nullptr;
    QDoubleSpinBox *margin_ = nullptr;
    QSpinBox *extra_ = nullptr;
};

} // namespace fiducial::ui
