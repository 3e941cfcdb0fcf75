#pragma once

#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>

namespace fiducial::ui {

/// Sorts the landmark table by value, and leaves the two columns that are drawn as marks without a title.
class LandmarkSorter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit LandmarkSorter(QObject *parent = nullptr);
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QVariant data(const QModelIndex &index, int role) const override;
};

/// Visibility and source of a landmark as the marks that the canvas draws; the words are in the tooltip.
class LandmarkMarkDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace fiducial::ui
