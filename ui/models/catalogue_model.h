#pragma once

#include "core/model/model_catalogue.h"

#include <QAbstractTableModel>
#include <QString>

#include <map>
#include <vector>

namespace fiducial::ui {

/// The models that can be named, one a row. Reads the catalogue when told to; what was measured is handed in. GUI
/// thread.
class CatalogueModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        NameColumn,
        DefaultColumn,
        SchemeColumn,
        PointsColumn,
        InputColumn,
        SizeColumn,
        DeviceColumn,
        SpeedColumn,
        AccuracyColumn,
        ColumnCount
    };
    enum Role { SortRole = Qt::UserRole, BytesRole };

    explicit CatalogueModel(const model::ModelCatalogue &catalogue, QObject *parent = nullptr);

    void refresh();
    const model::CatalogueEntry &entry(int row) const { return rows_[static_cast<std::size_t>(row)].entry; }
    int rowOf(const QString &name) const; ///< -1 where there is none
    /// Whether it pre-fills sets of its scheme when nobody chooses.
    bool isDefault(int row) const { return rows_[static_cast<std::size_t>(row)].isDefault; }
    /// Kept over refresh(). 0 faces a second: not measured.
    void setSpeed(const QString &name, double facesPerSecond, const QString &device);
    void retranslate(); ///< titles and cells are asked for again

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        model::CatalogueEntry entry;
        const LandmarkScheme *scheme = nullptr;
        bool isDefault = false;
    };
    struct Speed {
        double facesPerSecond = 0;
        QString device;
    };
    const Speed *speedOf(const Row &row) const;
    QString text(const Row &row, int column) const;
    QString toolTip(const Row &row, int column) const;
    QVariant sortValue(const Row &row, int column) const;

    const model::ModelCatalogue &catalogue_;
    std::vector<Row> rows_;
    std::map<std::string, Speed> speeds_;
};

/// "6.2 MB"
QString megabytesText(std::uint64_t bytes);

} // namespace fiducial::ui
