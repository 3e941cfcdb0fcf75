#pragma once

#include "core/store/project_store.h"

#include <QAbstractListModel>

#include <optional>

namespace fiducial::ui {

class ProjectDocument;

/// The revisions of one face or of the whole project, newest first; those of a face end with the original. Follows what
/// is saved. GUI thread.
class HistoryModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum class Scope { Face, Project };
    enum Role {
        TimeRole = Qt::UserRole, ///< QString
        AuthorRole,              ///< QString
        WhatRole,                ///< QString: "3 points", "review", the image's name
        FaceRole,                ///< int: row of the first face it changed, -1 where the data set does not hold it
        KindRole,                ///< int: RevisionKind; the original has none
    };

    explicit HistoryModel(ProjectDocument &document, QObject *parent = nullptr);
    void setScope(Scope scope);
    Scope scope() const { return scope_; }
    void setFace(int face); ///< -1: none

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    /// A face as one of the rows left it.
    struct Moment {
        int face = -1;
        EditedSet mine;            ///< empty: untouched, as the files have it
        std::vector<int> changed;  ///< points that the row changed
        std::int64_t sequence = 0; ///< of the revision; 0: the original
    };
    std::optional<Moment> moment(int row) const;
    bool isOriginal(int row) const;

private:
    void reload();
    void readMore();
    QString whatOf(const store::Revision &revision) const;
    QString titleOf(const store::Revision &revision) const;

    ProjectDocument &document_;
    Scope scope_ = Scope::Face;
    int face_ = -1;
    std::vector<store::Revision> revisions_; ///< newest first
    bool more_ = false;                      ///< the log holds older ones
};

} // namespace fiducial::ui
