#pragma once

#include "core/model/model_catalogue.h"

#include <QWidget>

class QDoubleSpinBox;
class QLabel;
class QTableView;

namespace fiducial::ui {

class CatalogueModel;
class ModelFilter;

/// The models as a table, with a limit to the size of their weights above it. One row is current unless none is left.
class ModelTable : public QWidget {
    Q_OBJECT
public:
    explicit ModelTable(const model::ModelCatalogue &models, QWidget *parent = nullptr);

    CatalogueModel &rows() { return *rows_; }
    const model::CatalogueEntry *currentEntry() const; ///< null: none
    QString currentModel() const;                      ///< empty: none
    bool isCurrentDefault() const;                     ///< of its scheme
    void select(const QString &name);
    /// Selects the row that stands where another one stood.
    void selectNear(int viewRow);
    int currentViewRow() const;
    /// After the rows have changed: widths of the columns, and a current row.
    void settle(const QString &select);
    void retranslate();

Q_SIGNALS:
    void currentChanged();
    void removeAsked(); ///< the Delete key

private:
    void buildTable();
    QWidget *buildLimit();
    void filter();

    CatalogueModel *rows_;
    ModelFilter *filter_;
    QTableView *table_;
    QLabel *empty_;
    QDoubleSpinBox *limit_ = nullptr;
};

} // namespace fiducial::ui
