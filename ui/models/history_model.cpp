#include "ui/models/history_model.h"

#include "ui/document/project_document.h"
#include "ui/document/wording.h"

#include <QLocale>

#include <algorithm>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr std::int64_t kHistoryPage = 200;
} // namespace

HistoryModel::HistoryModel(ProjectDocument &document, QObject *parent) : QAbstractListModel(parent), document_(document)
{
    connect(&document_, &ProjectDocument::changed, this, [this](const ChangeEvent &event) {
        if (std::holds_alternative<DatasetReset>(event))
            setFace(-1);
    });
    connect(&document_.saveQueue(), &SaveQueue::saved, this, [this](const store::Revision &revision) {
        const bool shown =
            scope_ == Scope::Project ||
            (face_ >= 0 && std::ranges::any_of(revision.changes, [this](const store::FaceChange &change) {
                 return change.face == document_.faceId(face_);
             }));
        const bool known = !revisions_.empty() && revisions_.front().sequence >= revision.sequence;
        if (!shown || known)
            return;
        beginInsertRows({}, 0, scope_ == Scope::Face && revisions_.empty() ? 1 : 0); // with the original
        revisions_.insert(revisions_.begin(), revision);
        if (scope_ == Scope::Face)
            std::erase_if(revisions_.front().changes,
                          [this](const store::FaceChange &change) { return change.face != document_.faceId(face_); });
        else
            for (store::FaceChange &change : revisions_.front().changes)
                change.before = change.after = {}; // as in a summary
        endInsertRows();
    });
}

void HistoryModel::setScope(Scope scope)
{
    if (scope == scope_)
        return;
    scope_ = scope;
    reload();
}

void HistoryModel::setFace(int face)
{
    if (face == face_ && scope_ == Scope::Project && face >= 0)
        return;
    face_ = face;
    if (scope_ == Scope::Face || face < 0)
        reload();
}

void HistoryModel::reload()
{
    beginResetModel();
    revisions_.clear();
    more_ = false;
    if (document_.isOpen()) {
        if (scope_ == Scope::Project) {
            readMore();
        } else if (face_ >= 0) {
            if (auto read = document_.store()->revisionsOfFace(document_.faceId(face_)))
                revisions_ = std::move(read).value();
            std::ranges::reverse(revisions_);
        }
    }
    endResetModel();
}

void HistoryModel::readMore()
{
    const std::int64_t before = revisions_.empty() ? 0 : revisions_.back().sequence;
    auto read = document_.store()->revisionSummaries(before, kHistoryPage);
    more_ = read && static_cast<std::int64_t>(read->size()) == kHistoryPage;
    if (read)
        std::ranges::move(*read, std::back_inserter(revisions_));
}

bool HistoryModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && more_;
}

void HistoryModel::fetchMore(const QModelIndex &)
{
    if (!document_.isOpen())
        return;
    const auto had = static_cast<int>(revisions_.size());
    std::vector<store::Revision> all = revisions_;
    std::swap(all, revisions_);
    readMore();
    std::swap(all, revisions_);
    if (const auto has = static_cast<int>(all.size()); has > had) {
        beginInsertRows({}, had, has - 1);
        revisions_ = std::move(all);
        endInsertRows();
    }
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    const bool original = scope_ == Scope::Face && !revisions_.empty();
    return parent.isValid() ? 0 : static_cast<int>(revisions_.size()) + original;
}

bool HistoryModel::isOriginal(int row) const
{
    return scope_ == Scope::Face && row == static_cast<int>(revisions_.size());
}

QString HistoryModel::titleOf(const store::Revision &revision) const
{
    const QString what = document_.textOf(revision.label);
    switch (revision.kind) {
    case store::RevisionKind::Undo:
        return tr("Undo: %1").arg(what);
    case store::RevisionKind::Redo:
        return tr("Redo: %1").arg(what);
    case store::RevisionKind::Edit:
        break;
    }
    return what;
}

QString HistoryModel::whatOf(const store::Revision &revision) const
{
    int points = 0;
    for (const store::FaceChange &change : revision.changes)
        points += store::pointsChanged(change);
    QStringList said;
    if (points > 0)
        said += tr("%n point(s)", nullptr, points);
    if (scope_ == Scope::Face)
        return said.join(u" · "_s);
    if (revision.changes.size() > 1)
        said += tr("%n face(s)", nullptr, static_cast<int>(revision.changes.size()));
    const int face = revision.changes.empty() ? -1 : document_.rowOf(revision.changes.front().face);
    if (face >= 0) {
        const QString path = QString::fromStdString(document_.dataset().sampleOf(face).image);
        said += path.mid(path.lastIndexOf(u'/') + 1);
    }
    return said.join(u" · "_s);
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount() || !document_.isOpen())
        return {};
    if (isOriginal(index.row())) {
        if (role == Qt::DisplayRole)
            return tr("Original");
        if (role == WhatRole)
            return tr("as the files have it");
        return role == FaceRole ? QVariant(face_) : QVariant();
    }
    const store::Revision &revision = revisions_[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return titleOf(revision);
    case TimeRole:
        return timeText(revision.time);
    case AuthorRole:
        return QString::fromStdString(revision.author);
    case WhatRole:
        return whatOf(revision);
    case FaceRole:
        return revision.changes.empty() ? -1 : document_.rowOf(revision.changes.front().face);
    case KindRole:
        return static_cast<int>(revision.kind);
    case Qt::AccessibleTextRole:
        return QStringList{titleOf(revision), whatOf(revision), authorAndTime(revision.author, revision.time)}.join(
            u", "_s);
    case Qt::ToolTipRole:
        return authorAndTime(revision.author, revision.time);
    default:
        return {};
    }
}

std::optional<HistoryModel::Moment> HistoryModel::moment(int row) const
{
    if (row < 0 || row >= rowCount() || !document_.isOpen())
        return std::nullopt;
    if (isOriginal(row))
        return Moment{face_, {}, {}};
    const store::Revision *revision = &revisions_[static_cast<std::size_t>(row)];
    std::optional<store::Revision> read;
    if (scope_ == Scope::Project) {
        auto whole = document_.store()->revision(revision->sequence);
        if (!whole)
            return std::nullopt;
        read = std::move(whole).value();
        revision = &*read;
    }
    for (const store::FaceChange &change : revision->changes) {
        Moment moment{document_.rowOf(change.face), change.after.mine, {}, revision->sequence};
        if (moment.face < 0)
            continue;
        for (std::size_t i = 0; i < change.pointMask.size(); ++i)
            if (change.pointMask[i])
                moment.changed.push_back(static_cast<int>(i));
        return moment;
    }
    return std::nullopt;
}

} // namespace fiducial::ui
