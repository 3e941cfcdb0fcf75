#pragma once

#include "core/formats/annotation_format.h"
#include "core/model/model_catalogue.h"

#include <QObject>
#include <QPointer>

#include <functional>

class QWidget;

namespace fiducial::ui {

class AppSettings;
class JobRunner;
class ModelAdder;
class ModelManager;
class ProjectDocument;
class TrainDialog;
struct PreviewFace;

/// The windows and menus about models: choosing the one that pre-fills, adding files, the model manager,
/// training. GUI thread.
class ModelTools : public QObject {
    Q_OBJECT
public:
    struct Services {
        ProjectDocument &document;
        JobRunner &jobs;
        const formats::FormatRegistry &formats;
        const model::ModelCatalogue &models;
        AppSettings &settings;
        std::filesystem::path userData;
        std::function<int()> currentFace; ///< row, or -1
    };
    ModelTools(Services services, QWidget *window);

    /// The model that pre-fills the open data set. Precondition: one is open.
    QString modelName() const;
    /// A menu at the mouse pointer.
    void choose();
    /// Adds a weights file, asks for its card where that is needed, and makes it the one that pre-fills.
    void add(const QString &weights);
    void showManager();
    void showTraining();
    ModelManager *manager() const;                      ///< null while it is closed
    TrainDialog *training() const { return training_; } ///< null until it is first shown; closing hides it

Q_SIGNALS:
    void message(const QString &sentence);
    void problem(const QString &title, const QString &sentence);
    /// What a training does behind its closed window; empty: there is nothing to say.
    void trainingActivity(const QString &text);
    /// Weights of a name may be others now.
    void modelsChanged();

private:
    PreviewFace currentFace() const;

    Services services_;
    QWidget *window_;
    ModelAdder *adder_ = nullptr;
    QPointer<ModelManager> manager_;
    TrainDialog *training_ = nullptr;
};

} // namespace fiducial::ui
