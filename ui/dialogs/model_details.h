#pragma once

#include "core/model/model_catalogue.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace fiducial::ui {

/// What the card of a model says: what it is, what it was made from, how good it is, what is allowed.
class ModelDetails : public QWidget {
    Q_OBJECT
public:
    explicit ModelDetails(QWidget *parent = nullptr);
    void setEntry(const model::CatalogueEntry &entry);
    void clear(const QString &sentence);

private:
    void addRow(const QString &caption, const QString &text);
    void addHash(const QString &hash);

    QLabel *name_ = nullptr;
    QLabel *description_ = nullptr;
    QLabel *problem_ = nullptr;
    QVBoxLayout *rows_ = nullptr;
    QWidget *body_ = nullptr; ///< what the card says; made anew for each
};

} // namespace fiducial::ui
