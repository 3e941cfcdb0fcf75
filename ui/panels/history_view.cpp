#include "ui/panels/history_view.h"

#include "ui/document/project_document.h"
#include "ui/theme/icon_factory.h"
#include "ui/theme/marks.h"
#include "ui/theme/palette.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QEvent>
#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QToolButton>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
/// Two lines: what was done and when; how much and by whom.
class RevisionDelegate : public QStyledItemDelegate {
public:
    static constexpr int kRowHeight = 40;
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {200, kRowHeight}; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        const Palette &colours = paletteOf(option.palette);
        if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver))
            painter->fillRect(option.rect, option.state & QStyle::State_Selected ? colours.selection : colours.raised);
        const QRectF inner = QRectF(option.rect).adjusted(measures::kPanelMargin, 4, -measures::kPanelMargin, -4);
        const QRectF first(inner.left(), inner.top(), inner.width(), inner.height() / 2);
        const QRectF second = first.translated(0, first.height());
        QFont caption = option.font;
        caption.setPixelSize(measures::kCaptionPixels);
        // Undone and redone work stands back behind what was done.
        const bool done = index.data(HistoryModel::KindRole).toInt() == 0;
        line(*painter, first, option.font, done ? colours.text : colours.muted, index.data().toString(), caption,
             colours.muted, index.data(HistoryModel::TimeRole).toString());
        line(*painter, second, caption, colours.muted, index.data(HistoryModel::WhatRole).toString(), caption,
             colours.muted, index.data(HistoryModel::AuthorRole).toString());
        painter->restore();
    }

private:
    static void line(QPainter &painter, QRectF rect, const QFont &font, const QColor &colour, const QString &text,
                     const QFont &asideFont, const QColor &asideColour, const QString &aside)
    {
        painter.setFont(asideFont);
        painter.setPen(asideColour);
        painter.drawText(rect, Qt::AlignRight | Qt::AlignVCenter, aside);
        if (!aside.isEmpty())
            rect.setRight(rect.right() - painter.fontMetrics().horizontalAdvance(aside) - 8);
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(rect, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text, Qt::ElideMiddle, static_cast<int>(rect.width())));
    }
};
} // namespace

HistoryView::HistoryView(ProjectDocument &document, QWidget *parent)
    : QWidget(parent), document_(document), model_(document)
{
    markPanel(this);
    list_ = new QListView(this);
    list_->setModel(&model_);
    list_->setItemDelegate(new RevisionDelegate(list_));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setUniformItemSizes(true);
    list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setMouseTracking(true);
    empty_ = new QLabel(this);
    empty_->setWordWrap(true);
    empty_->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    markNote(empty_);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeSeparator(this));
    layout->addWidget(buildHead());
    layout->addWidget(makeSeparator(this));
    layout->addWidget(list_, 1);
    layout->addWidget(empty_, 1);
    layout->addWidget(makeSeparator(this));
    layout->addWidget(buildFoot());
    connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this, &HistoryView::choose);
    connect(&model_, &QAbstractItemModel::modelReset, this, &HistoryView::endPreview);
    connect(&model_, &QAbstractItemModel::rowsInserted, this, &HistoryView::weighPicture);
    connect(&document_, &ProjectDocument::changed, this, [this](const ChangeEvent &event) {
        if (std::holds_alternative<DatasetReset>(event))
            setFace(-1);
    });
    retranslate();
}

QWidget *HistoryView::buildHead()
{
    auto *head = new QWidget(this);
    title_ = new QLabel(head);
    markTitle(title_);
    const auto makeScope = [&](HistoryModel::Scope scope) {
        auto *button = new QToolButton(head);
        button->setCheckable(true);
        connect(button, &QToolButton::clicked, this, [this, scope] {
            endPreview();
            model_.setScope(scope);
        });
        return button;
    };
    ofFace_ = makeScope(HistoryModel::Scope::Face);
    project_ = makeScope(HistoryModel::Scope::Project);
    ofFace_->setChecked(true);
    markSegments({ofFace_, project_});
    auto *group = new QButtonGroup(head);
    group->addButton(ofFace_);
    group->addButton(project_);
    auto *segments = new QHBoxLayout;
    segments->setSpacing(0);
    segments->addWidget(ofFace_);
    segments->addWidget(project_);
    close_ = new QToolButton(head);
    close_->setIcon(themedIcon(u"close"_s, IconRole::Muted));
    markFlat(close_);
    connect(close_, &QToolButton::clicked, this, &HistoryView::closeRequested);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(measures::kPanelMargin, 6, 6, 6);
    layout->setSpacing(6);
    layout->addWidget(title_, 1);
    layout->addLayout(segments);
    layout->addWidget(close_);
    return head;
}

QWidget *HistoryView::buildFoot()
{
    auto *foot = new QWidget(this);
    revertFace_ = new QPushButton(foot);
    revertPoints_ = new QPushButton(foot);
    revertPicture_ = new QPushButton(foot);
    for (QPushButton *button : {revertFace_, revertPoints_, revertPicture_})
        button->setMinimumHeight(measures::kButtonHeight);
    connect(revertFace_, &QPushButton::clicked, this, [this] { revert(false); });
    connect(revertPoints_, &QPushButton::clicked, this, [this] { revert(true); });
    connect(revertPicture_, &QPushButton::clicked, this, [this] {
        const HistoryModel::Moment moment = *chosen_;
        endPreview();
        Q_EMIT revertPictureRequested(moment.face, moment.sequence);
    });
    auto *layout = new QGridLayout(foot);
    layout->setContentsMargins(measures::kPanelMargin, 10, measures::kPanelMargin, 10);
    layout->setSpacing(6);
    layout->addWidget(revertFace_, 0, 0);
    layout->addWidget(revertPoints_, 0, 1);
    layout->addWidget(revertPicture_, 1, 0, 1, 2);
    for (const int column : {0, 1})
        layout->setColumnStretch(column, 1);
    return foot;
}

void HistoryView::setFace(int face)
{
    const bool other = face != face_;
    face_ = face;
    if (other && (!chosen_ || chosen_->face != face))
        endPreview();
    if (isVisible())
        model_.setFace(face);
    refresh();
}

void HistoryView::setSelectedLandmarks(const std::vector<int> &landmarks)
{
    selected_ = landmarks;
    refresh();
}

void HistoryView::endPreview()
{
    list_->selectionModel()->clear();
    if (chosen_) {
        chosen_.reset();
        Q_EMIT previewEnded();
    }
    refresh();
}

void HistoryView::choose(const QModelIndex &index)
{
    chosen_ = index.isValid() ? model_.moment(index.row()) : std::nullopt;
    if (chosen_) {
        const HistoryModel::Moment moment = *chosen_;
        const LandmarkSet &set = moment.mine.empty() ? document_.face(moment.face).truth : moment.mine.set;
        Q_EMIT previewRequested(moment.face, set, moment.changed);
        chosen_ = moment; // showing another face has dropped it
    } else if (!index.isValid()) {
        Q_EMIT previewEnded();
    }
    weighPicture();
}

void HistoryView::weighPicture()
{
    pictureDiffers_ = chosen_ && chosen_->face >= 0 && chosen_->face < document_.faceCount() &&
                      document_.canRevertPicture(chosen_->face, chosen_->sequence);
    refresh();
}

void HistoryView::revert(bool points)
{
    if (!chosen_)
        return;
    const HistoryModel::Moment moment = *chosen_;
    endPreview();
    Q_EMIT revertRequested(moment.face, moment.mine, points ? selected_ : std::vector<int>{});
}

void HistoryView::refresh()
{
    if (!revertPicture_)
        return;
    const bool any = model_.rowCount() > 0;
    list_->setVisible(any);
    empty_->setVisible(!any);
    empty_->setText(face_ < 0 ? tr("Choose a face to see what was done to it.")
                    : model_.scope() == HistoryModel::Scope::Face
                        ? tr("Nothing was done to this face yet. Drag a point, or use a prediction; every step is kept "
                             "here.")
                        : tr("Nothing was done in this project yet."));
    const bool known = chosen_ && chosen_->face >= 0 && chosen_->face < document_.faceCount();
    const bool back =
        known && document_.exists(chosen_->face) && !(document_.state(chosen_->face).mine == chosen_->mine);
    revertFace_->setEnabled(back);
    revertPoints_->setEnabled(back && !selected_.empty());
    revertPicture_->setEnabled(known && pictureDiffers_);
    revertPicture_->setToolTip(
        known && pictureDiffers_
            ? tr("Bring all faces of the picture back to the chosen revision: landmarks, boxes, attributes, "
                 "faces that were added or deleted; can be undone")
        : known ? tr("The picture is as this revision left it")
                : tr("Choose a revision first"));
    revertPoints_->setText(selected_.empty() ? tr("Revert points")
                                             : tr("Revert %n point(s)", nullptr, static_cast<int>(selected_.size())));
}

void HistoryView::showEvent(QShowEvent *event)
{
    model_.setFace(face_);
    QWidget::showEvent(event);
    refresh();
}

void HistoryView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void HistoryView::retranslate()
{
    title_->setText(tr("History"));
    ofFace_->setText(tr("Face"));
    project_->setText(tr("Project"));
    close_->setToolTip(tr("Close the history"));
    close_->setAccessibleName(close_->toolTip());
    list_->setAccessibleName(tr("Revisions, the newest first"));
    revertFace_->setText(tr("Revert face"));
    revertPicture_->setText(tr("Revert picture"));
    revertFace_->setToolTip(tr("Bring the whole face back to the chosen revision; can be undone"));
    revertPoints_->setToolTip(tr("Bring the selected points back to the chosen revision; can be undone"));
    refresh();
}

} // namespace fiducial::ui
