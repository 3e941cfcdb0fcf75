#include "ui/document/edits.h"
#include "ui/document/project_document.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <map>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

QString ProjectDocument::textOf(const std::string &label) const
{
    if (label == "move-points")
        return tr("Move points");
    if (label == "use-prediction")
        return tr("Use prediction");
    if (label == "set-visibility")
        return tr("Change visibility");
    if (label == "revert-face")
        return tr("Revert face");
    if (label == "revert-points")
        return tr("Revert points");
    if (label == "revert-picture")
        return tr("Revert picture");
    if (label == "review")
        return tr("Review");
    if (label == "add-comment")
        return tr("Comment");
    if (label == "resolve-comment")
        return tr("Resolve comment");
    if (label == "reopen-comment")
        return tr("Reopen comment");
    if (label == "remove-comment")
        return tr("Remove comment");
    if (label == "add-face")
        return tr("Add face");
    if (label == "delete-face")
        return tr("Delete face");
    if (label == "edit-box")
        return tr("Edit box");
    if (label == "set-attribute")
        return tr("Change attribute");
    if (label == kRenameAttribute)
        return tr("Rename attribute");
    if (label == "move-set")
        return tr("Move landmarks to another face");
    return toolTextOf(label);
}

int ProjectDocument::openComments(int row) const
{
    const auto it = states_.find(faceId(row));
    return it == states_.end() ? 0 : it->second.openComments();
}

void ProjectDocument::keepValue(const std::string &key, const std::string &value)
{
    if (!store_)
        return;
    runStorer_.start([store = store_.get(), key, value] {
        [[maybe_unused]] const auto kept = store->setValue(key, value); // close() waits for it
    });
}

QString ProjectDocument::leaveOutExcluded(std::vector<int> &rows) const
{
    std::erase_if(rows, [this](int row) { return !exists(row); });
    std::map<QString, int> reasons;
    const auto isExcluded = [&](int row) { return review(row) == ReviewState::Excluded; };
    for (const int row : rows)
        if (isExcluded(row))
            ++reasons[QString::fromStdString(state(row).note.reason)];
    const int count = static_cast<int>(std::erase_if(rows, isExcluded));
    if (count == 0)
        return {};
    const QLocale locale;
    QStringList said;
    for (const auto &[reason, times] : reasons)
        said += tr("%1 (%2)", "a reason and how often it was given")
                    .arg(reason.isEmpty() ? tr("no reason given") : reason, locale.toString(times));
    return tr("%n excluded face(s) left out: %1", nullptr, count).arg(said.join(u", "_s));
}

void ProjectDocument::setReview(const std::vector<int> &rows, ReviewState review, const std::string &reason)
{
    std::vector<FaceEdit> edits;
    for (const int row : rows) {
        FaceState after = state(row);
        after.review = review;
        after.note.reason = review == ReviewState::Excluded ? reason : std::string();
        edits.push_back({row, after});
    }
    pushEdit("review", textOf("review"), edits);
}

void ProjectDocument::addComment(int row, int point, const QString &text)
{
    const std::string said = text.trimmed().toStdString();
    if (said.empty())
        return;
    FaceState after = state(row);
    after.comments.push_back({Uuid::random(), point, said, author_, QDateTime::currentMSecsSinceEpoch(), false});
    pushEdit("add-comment", textOf("add-comment"), {{row, after}});
}

void ProjectDocument::resolveComment(int row, const Uuid &comment, bool resolved)
{
    FaceState after = state(row);
    for (Comment &c : after.comments)
        if (c.id == comment)
            c.resolved = resolved;
    const char *label = resolved ? "resolve-comment" : "reopen-comment";
    pushEdit(label, textOf(label), {{row, after}});
}

void ProjectDocument::removeComment(int row, const Uuid &comment)
{
    FaceState after = state(row);
    std::erase_if(after.comments, [&](const Comment &c) { return c.id == comment; });
    pushEdit("remove-comment", textOf("remove-comment"), {{row, after}});
}

void ProjectDocument::revertTo(int row, const EditedSet &earlier, const std::vector<int> &points)
{
    FaceState after = state(row);
    if (points.empty()) {
        after.mine = earlier;
    } else {
        // Where mine or the earlier set is not begun, it stands for the ground truth.
        const auto now = static_cast<std::uint32_t>(QDateTime::currentSecsSinceEpoch());
        const EditedSet from = earlier.empty() ? copyOf(groundTruthGrab(row), now) : earlier;
        if (after.mine.empty())
            after.mine = copyOf(groundTruthGrab(row), now);
        for (const int index : points) {
            const auto i = static_cast<std::size_t>(index);
            if (index < 0 || i >= from.set.points.size() || i >= after.mine.set.points.size())
                continue;
            after.mine.set.points[i] = from.set.points[i];
            after.mine.set.setVisibility(index, from.set.visibilityAt(index));
            after.mine.origin[i] = from.origin[i];
        }
    }
    const char *label = points.empty() ? "revert-face" : "revert-points";
    pushEdit(label, textOf(label), {{row, after}});
}

void ProjectDocument::addCost(int row, const store::EditCost &cost)
{
    newCosts_[faceId(row)] += cost;
}

store::EditCost ProjectDocument::takeCost(const Uuid &face)
{
    const auto waiting = newCosts_.find(face);
    if (waiting == newCosts_.end())
        return {};
    const store::EditCost cost = waiting->second;
    newCosts_.erase(waiting);
    costs_[face] += cost;
    return cost;
}

store::EditCost ProjectDocument::cost(int row) const
{
    store::EditCost sum;
    for (const auto *costs : {&costs_, &newCosts_})
        if (const auto found = costs->find(faceId(row)); found != costs->end())
            sum += found->second;
    return sum;
}

store::EditCost ProjectDocument::totalCost() const
{
    store::EditCost sum;
    for (const auto &[face, cost] : costs_)
        sum += cost;
    return sum;
}

} // namespace fiducial::ui
