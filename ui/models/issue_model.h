#pragma once

#include "core/base/issue.h"

#include <QAbstractTableModel>

namespace fiducial::ui {

class ProjectDocument;

/// The issues of the open data set and those that jobs add to it (unreadable images, missing boxes).
class IssueModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { SeverityColumn, PlaceColumn, WhatColumn, ColumnCount };
    enum Role { SeverityRole = Qt::UserRole, FaceRole }; ///< FaceRole: data set row or -1

    explicit IssueModel(ProjectDocument &document, QObject *parent = nullptr);
    void add(const std::vector<Issue> &issues);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<Issue> issues_;
};

} // namespace fiducial::ui
