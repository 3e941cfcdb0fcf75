#include "ui/panels/comment_list.h"

#include "ui/document/project_document.h"
#include "ui/document/wording.h"
#include "ui/paint/scheme_words.h"
#include "ui/theme/icon_factory.h"
#include "ui/theme/marks.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

CommentList::CommentList(ProjectDocument &document, QWidget *parent) : QWidget(parent), document_(document)
{
    empty_ = new QLabel(this);
    empty_->setWordWrap(true);
    markMuted(empty_);
    list_ = new QWidget(this);
    rows_ = new QVBoxLayout(list_);
    rows_->setContentsMargins(0, 0, 0, 0);
    rows_->setSpacing(10);
    add_ = new QPushButton(this);
    add_->setIcon(themedIcon(u"comment"_s));
    add_->setIconSize(measures::kPushButtonIcon);
    add_->setMinimumHeight(28);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(empty_);
    layout->addWidget(list_);
    layout->addWidget(add_, 0, Qt::AlignLeft);
    connect(add_, &QPushButton::clicked, this, &CommentList::addRequested);
    retranslate();
}

void CommentList::setFace(int face)
{
    face_ = face;
    refresh();
}

void CommentList::refresh()
{
    const bool any = face_ >= 0 && document_.isOpen();
    std::vector<Comment> comments = any ? document_.state(face_).comments : std::vector<Comment>{};
    std::ranges::stable_partition(comments, [](const Comment &comment) { return !comment.resolved; });
    if (comments != shown_) {
        shown_ = std::move(comments);
        rebuild();
    }
    empty_->setVisible(shown_.empty());
    list_->setVisible(!shown_.empty());
}

void CommentList::rebuild()
{
    while (QLayoutItem *item = rows_->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // one of its buttons may have been clicked
        delete item;
    }
    for (const Comment &comment : shown_) {
        QWidget *row = makeRow(comment);
        rows_->addWidget(row);
        row->show(); // at once, not when the events are back
    }
}

QWidget *CommentList::makeRow(const Comment &comment)
{
    auto *row = new QWidget(list_);
    auto *pin = new QToolButton(row);
    const LandmarkScheme *scheme = document_.scheme();
    pin->setText(comment.point < 0                         ? tr("Face")
                 : scheme && comment.point < scheme->count ? landmarkLabel(*scheme, comment.point)
                                                           : QString::number(comment.point));
    pin->setObjectName(u"pin"_s);
    pin->setToolTip(comment.point < 0 ? tr("Show the face") : tr("Select this point"));
    markCompact(pin);
    markLeading(pin);
    connect(pin, &QToolButton::clicked, this, [this, point = comment.point] { Q_EMIT pointChosen(point); });

    const auto makeButton = [&](const QString &icon, const QString &tip, auto act) {
        auto *button = new QToolButton(row);
        button->setIcon(themedIcon(icon, IconRole::Muted));
        button->setToolTip(tip);
        button->setAccessibleName(tip);
        markCompact(button);
        connect(button, &QToolButton::clicked, this, act);
        return button;
    };
    auto *resolve = makeButton(
        comment.resolved ? u"refresh"_s : u"check"_s, comment.resolved ? tr("Open again") : tr("Resolved"),
        [this, id = comment.id, resolved = !comment.resolved] { document_.resolveComment(face_, id, resolved); });
    resolve->setObjectName(u"resolve"_s);
    auto *remove =
        makeButton(u"trash"_s, tr("Remove"), [this, id = comment.id] { document_.removeComment(face_, id); });
    remove->setObjectName(u"remove"_s);

    auto *head = new QHBoxLayout;
    head->setSpacing(2);
    head->addWidget(pin);
    head->addStretch();
    head->addWidget(resolve);
    head->addWidget(remove);
    auto *text = new QLabel(QString::fromStdString(comment.text), row);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (comment.resolved)
        markMuted(text);
    auto *who = new QLabel(authorAndTime(comment.author, comment.time), row);
    if (comment.resolved)
        who->setText(tr("%1 · resolved").arg(who->text()));
    markCaption(who);
    auto *layout = new QVBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(head);
    layout->addWidget(text);
    layout->addWidget(who);
    return row;
}

void CommentList::retranslate()
{
    empty_->setText(tr("No comments. Select a point, or none for the whole face, and write one."));
    add_->setText(tr("Comment…"));
    add_->setToolTip(tr("Pin a comment to the selected point, or to the face"));
    rebuild();
}

} // namespace fiducial::ui
