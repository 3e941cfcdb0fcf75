#include "ui/models/issue_model.h"

#include "ui/document/project_document.h"
#include "ui/document/wording.h"

namespace fiducial::ui {

using namespace Qt::StringLiterals;

IssueModel::IssueModel(ProjectDocument &document, QObject *parent) : QAbstractTableModel(parent)
{
    const auto reload = [this, &document] {
        beginResetModel();
        issues_ = document.isOpen() ? document.dataset().issues : std::vector<Issue>{};
        endResetModel();
    };
    connect(&document, &ProjectDocument::changed, this, [reload](const ChangeEvent &event) {
        if (std::holds_alternative<DatasetReset>(event))
            reload();
    });
    reload();
}

void IssueModel::add(const std::vector<Issue> &issues)
{
    if (issues.empty())
        return;
    const int first = static_cast<int>(issues_.size());
    beginInsertRows({}, first, first + static_cast<int>(issues.size()) - 1);
    issues_.insert(issues_.end(), issues.begin(), issues.end());
    endInsertRows();
}

int IssueModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(issues_.size());
}

int IssueModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant IssueModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Issue &issue = issues_[static_cast<std::size_t>(index.row())];
    if (role == SeverityRole)
        return static_cast<int>(issue.severity);
    if (role == FaceRole)
        return issue.face;
    if (role == Qt::ToolTipRole)
        return issueText(issue);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case SeverityColumn:
        return issue.severity == Severity::Error     ? tr("error")
               : issue.severity == Severity::Warning ? tr("warning")
                                                     : tr("note");
    case PlaceColumn: {
        const QString path = QString::fromStdString(issue.file);
        const QString name = path.mid(path.lastIndexOf(u'/') + 1);
        return issue.line > 0 ? u"%1:%2"_s.arg(name).arg(issue.line) : name;
    }
    case WhatColumn:
        return sentenceText(joined(issue.what, issue.fix));
    default:
        return {};
    }
}

QVariant IssueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case SeverityColumn:
        return tr("severity");
    case PlaceColumn:
        return tr("where");
    case WhatColumn:
        return tr("what");
    default:
        return {};
    }
}

} // namespace fiducial::ui
