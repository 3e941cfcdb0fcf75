#pragma once

#include <QStyledItemDelegate>

namespace fiducial::ui {

/// An issue as severity and place over its sentence (two lines, the whole in the tooltip). Rows are of one height.
class IssueDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace fiducial::ui
