#pragma once

#include "core/model/model_catalogue.h"
#include "ui/dialogs/face_preview.h"

#include <QObject>
#include <QString>

class QWidget;

namespace fiducial::ui {

class JobRunner;

/// Adds a weights file to the user's models: looks into it and copies it in the background, and asks for what only the
/// user can say in between. GUI thread.
class ModelAdder : public QObject {
    Q_OBJECT
public:
    /// `window`: parent of the form.
    ModelAdder(const model::ModelCatalogue &models, JobRunner &jobs, QWidget *window);

    /// The face that the form offers a preview on.
    void setPreviewFace(std::function<PreviewFace()> face) { face_ = std::move(face); }
    bool isBusy() const { return busy_; }
    void add(const QString &weights);
    /// Without looking or asking: the card is known.
    void addWithCard(const QString &weights, const model::ModelCard &card);

Q_SIGNALS:
    void added(const QString &name);
    /// One sentence; empty where the user gave up.
    void failed(const QString &problem);

private:
    void probed(const QString &weights, const Result<model::ProbeReport> &probe);
    void end(const Result<model::CatalogueEntry> &entry);

    const model::ModelCatalogue &models_;
    JobRunner &jobs_;
    QWidget *window_;
    std::function<PreviewFace()> face_;
    bool busy_ = false;
};

} // namespace fiducial::ui
