#pragma once

#include "ui/models/laboratory.h"

#include <QAbstractTableModel>

namespace fiducial::ui {

/// A list of single findings of the laboratory, sorted by any column; made anew when everything is measured.
class DoubtModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role {
        FaceRole = Qt::UserRole,
        LandmarksRole, ///< std::vector<int>: what to select on the face
    };

    DoubtModel(Laboratory &laboratory, int sortColumn, Qt::SortOrder order, QObject *parent);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;
    int sortColumn() const { return sortColumn_; }
    Qt::SortOrder sortOrder() const { return sortOrder_; }

protected:
    struct Column {
        QString title;
        QString tip;
        bool isNumber = true;
    };
    virtual std::vector<Column> columns() const = 0;
    virtual int count() const = 0; ///< of the findings
    virtual int faceOf(int row) const = 0;
    virtual std::vector<int> landmarksOf(int row) const = 0;
    virtual QString textOf(int row, int column) const = 0;
    virtual QString tipOf(int row, int column) const = 0;
    virtual void collect() = 0;
    virtual void sortItems() = 0; ///< by sortColumn(), sortOrder()
    void rebuild();
    /// Sorts `items` by what `key` says of each.
    template <class Item, class Key>
    void sortBy(std::vector<Item> &items, const Key &key) const;
    const std::string &imageOf(int face) const; ///< its path
    QString imageName(int face) const;          ///< the file's name

    Laboratory &laboratory_;

private:
    int sortColumn_;
    Qt::SortOrder sortOrder_;
};

/// Points of the ground truth where runs agree with each other but not with it.
class SuspectModel : public DoubtModel {
    Q_OBJECT
public:
    enum Column { ImageColumn, LandmarkColumn, DistanceColumn, SpreadColumn, ScoreColumn };
    struct Item {
        int face = -1;
        analysis::SuspectPoint point;
    };

    explicit SuspectModel(Laboratory &laboratory, QObject *parent = nullptr);
    const std::vector<Item> &items() const { return items_; }
    int faceCount() const { return faces_; } ///< that have one

protected:
    std::vector<DoubtModel::Column> columns() const override;
    int count() const override { return static_cast<int>(items_.size()); }
    int faceOf(int row) const override { return itemAt(row).face; }
    std::vector<int> landmarksOf(int row) const override { return {itemAt(row).point.landmark}; }
    QString textOf(int row, int column) const override;
    QString tipOf(int row, int column) const override;
    void collect() override;
    void sortItems() override;

private:
    const Item &itemAt(int row) const { return items_[static_cast<std::size_t>(row)]; }

    std::vector<Item> items_;
    int faces_ = 0;
};

/// Faces on which left and right are exchanged: in the active run, measured against the reference, or in the ground
/// truth, measured against the mean shape.
class SideModel : public DoubtModel {
    Q_OBJECT
public:
    enum Column { ImageColumn, SetColumn, PartColumn, AsIsColumn, ExchangedColumn };
    struct Item {
        int face = -1;
        SideDoubt doubt;
    };

    explicit SideModel(Laboratory &laboratory, QObject *parent = nullptr);
    const std::vector<Item> &items() const { return items_; }

protected:
    std::vector<DoubtModel::Column> columns() const override;
    int count() const override { return static_cast<int>(items_.size()); }
    int faceOf(int row) const override { return itemAt(row).face; }
    std::vector<int> landmarksOf(int row) const override;
    QString textOf(int row, int column) const override;
    QString tipOf(int row, int column) const override;
    void collect() override;
    void sortItems() override;

private:
    const Item &itemAt(int row) const { return items_[static_cast<std::size_t>(row)]; }
    QString setName(const Item &item) const;
    QString partName(const Item &item) const;

    std::vector<Item> items_;
};

} // namespace fiducial::ui
