#include "ui/dialogs/command_palette.h"

#include "ui/theme/marks.h"
#include "ui/theme/palette.h"
#include "ui/theme/translated.h"

#include <QAction>
#include <QBoxLayout>
#include <QCoreApplication>
#include <QFrame>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QPointer>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

#include <algorithm>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kPaletteWidth = 520;
constexpr int kPaletteRows = 10;
constexpr int kPaletteRowHeight = 30;
constexpr int kKeysRole = Qt::UserRole + 1;
constexpr int kActionRole = Qt::UserRole + 2;

/// 0 where the text starts with what was typed, 1 where a word does, 2 elsewhere, -1 where a typed word is not in it.
int rankOf(const QString &text, const QString &typed)
{
    for (const QString &word : typed.split(u' ', Qt::SkipEmptyParts))
        if (!text.contains(word, Qt::CaseInsensitive))
            return -1;
    if (text.startsWith(typed, Qt::CaseInsensitive))
        return 0;
    return text.contains(u' ' + typed, Qt::CaseInsensitive) ? 1 : 2;
}

class ActionDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {100, kPaletteRowHeight};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Palette &colours = paletteOf(option.palette);
        const bool enabled = index.flags() & Qt::ItemIsEnabled;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state & QStyle::State_Selected) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(colours.selection);
            painter->drawRoundedRect(QRectF(option.rect).adjusted(4, 1, -4, -1), 4, 4);
        }
        const QRect line = option.rect.adjusted(14, 0, -14, 0);
        const QString keys = index.data(kKeysRole).toString();
        painter->setFont(option.font);
        painter->setPen(colours.muted);
        painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter, keys);
        const int room = line.width() - option.fontMetrics.horizontalAdvance(keys) - 16;
        painter->setPen(enabled ? colours.text : option.palette.color(QPalette::Disabled, QPalette::Text));
        painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                          option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, room));
        painter->restore();
    }
};
} // namespace

CommandPalette::CommandPalette(const QList<QAction *> &actions, QWidget *parent)
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint)
{
    for (QAction *action : actions)
        if (action && !action->isSeparator() && !action->text().isEmpty() && action->isVisible())
            actions_ += action;
    setWindowTitle(tr("Search actions"));
    markPanel(this);
    field_ = new QLineEdit(this);
    field_->setPlaceholderText(tr("Type what you want to do"));
    field_->setAccessibleName(tr("Search actions"));
    field_->setMinimumHeight(36);
    field_->installEventFilter(this);
    list_ = new QListView(this);
    list_->setModel(new QStandardItemModel(this));
    list_->setItemDelegate(new ActionDelegate(list_));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setUniformItemSizes(true);
    list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list_->setFocusPolicy(Qt::NoFocus);
    list_->setFixedSize(kPaletteWidth, kPaletteRows * kPaletteRowHeight);
    list_->setAccessibleName(tr("Actions"));
    nothing_ = new QLabel(tr("No action has that name."), this);
    nothing_->setAlignment(Qt::AlignCenter);
    nothing_->setFixedHeight(kPaletteRowHeight * 2);
    markMuted(nothing_);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(6);
    layout->setSizeConstraint(QLayout::SetFixedSize);
    layout->addWidget(field_);
    layout->addWidget(list_);
    layout->addWidget(nothing_);
    connect(field_, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(list_, &QListView::clicked, this, &CommandPalette::runCurrent);
    filter({});
}

void CommandPalette::paintEvent(QPaintEvent *event)
{
    QDialog::paintEvent(event);
    QPainter painter(this);
    painter.setPen(paletteOf(palette()).border); // without a frame it would melt into a light picture
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void CommandPalette::filter(const QString &text)
{
    struct Hit {
        int rank;
        int index;
    };
    std::vector<Hit> hits;
    const QString typed = text.simplified();
    for (int i = 0; i < static_cast<int>(actions_.size()); ++i)
        if (const int rank = actions_[i] ? rankOf(withoutMnemonic(actions_[i]->text()), typed) : -1; rank >= 0)
            hits.push_back({actions_[i]->isEnabled() ? rank : rank + 3, i});
    std::stable_sort(hits.begin(), hits.end(), [](const Hit &a, const Hit &b) { return a.rank < b.rank; });

    auto *model = static_cast<QStandardItemModel *>(list_->model());
    model->clear();
    for (const Hit &hit : hits) {
        const QAction *action = actions_[hit.index];
        auto *item = new QStandardItem(withoutMnemonic(action->text()));
        item->setData(action->shortcut().toString(QKeySequence::NativeText), kKeysRole);
        item->setData(hit.index, kActionRole);
        item->setEnabled(action->isEnabled());
        item->setToolTip(action->toolTip());
        model->appendRow(item);
    }
    list_->setVisible(!hits.empty());
    nothing_->setVisible(hits.empty());
    if (!hits.empty())
        list_->setCurrentIndex(model->index(0, 0));
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != field_ || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        runCurrent();
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        QCoreApplication::sendEvent(list_, event);
        return true;
    default:
        return QDialog::eventFilter(watched, event);
    }
}

void CommandPalette::runCurrent()
{
    const QModelIndex index = list_->currentIndex();
    if (!index.isValid() || !(index.flags() & Qt::ItemIsEnabled))
        return;
    const QPointer<QAction> action = actions_[index.data(kActionRole).toInt()];
    accept();
    if (action) // after this dialog is gone: the action may open another one
        QMetaObject::invokeMethod(action, &QAction::trigger, Qt::QueuedConnection);
}

} // namespace fiducial::ui
