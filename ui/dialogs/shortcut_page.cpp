#include "ui/dialogs/shortcut_page.h"

#include "ui/dialogs/shortcut_recorder.h"
#include "ui/settings/shortcut_book.h"
#include "ui/theme/icon_factory.h"
#include "ui/theme/marks.h"
#include "ui/theme/palette.h"
#include "ui/theme/translated.h"

#include <QAction>
#include <QBoxLayout>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>

#include <algorithm>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
enum ShortcutColumn { NameColumn, KeysColumn, DefaultColumn };
constexpr int kLineRole = Qt::UserRole + 1;
constexpr int kKeysWidth = 150;

QString keyText(const QList<QKeySequence> &keys)
{
    return QKeySequence::listToString(keys, QKeySequence::NativeText).replace(u"; "_s, u", "_s);
}

QAction *actionOf(const QTreeWidgetItem *line)
{
    return line ? line->data(NameColumn, kLineRole).value<QAction *>() : nullptr;
}
} // namespace

ShortcutPage::ShortcutPage(ShortcutBook &book, std::function<QList<ShortcutSheet::Group>()> groups, QWidget *parent)
    : QWidget(parent),
      book_(book),
      groups_(std::move(groups)),
      search_(new QLineEdit(this)),
      list_(new QTreeWidget(this)),
      nothing_(new QLabel(this))
{
    search_->setClearButtonEnabled(true);
    search_->addAction(themedIcon(u"search"_s, IconRole::Muted), QLineEdit::LeadingPosition);
    list_->setColumnCount(3);
    list_->setRootIsDecorated(false);
    list_->setItemsExpandable(false);
    list_->setIndentation(12);
    list_->setUniformRowHeights(true);
    list_->setTabKeyNavigation(false);
    list_->header()->setSectionsMovable(false);
    list_->header()->setStretchLastSection(false);
    list_->header()->setSectionResizeMode(NameColumn, QHeaderView::Stretch);
    for (const ShortcutColumn column : {KeysColumn, DefaultColumn}) {
        list_->header()->setSectionResizeMode(column, QHeaderView::Fixed);
        list_->header()->resizeSection(column, kKeysWidth);
    }
    nothing_->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    nothing_->setWordWrap(true);
    markNote(nothing_);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(search_);
    layout->addWidget(list_, 1);
    layout->addWidget(nothing_, 1);
    layout->addWidget(makeSeparator(this));
    layout->addWidget(buildEditor());

    connect(search_, &QLineEdit::textChanged, this, &ShortcutPage::filter);
    connect(list_, &QTreeWidget::currentItemChanged, this, &ShortcutPage::showCurrent);
    connect(list_, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem *line) {
        if (actionOf(line))
            recorder_->setFocus();
    });
    connect(&book_, &ShortcutBook::changed, this, [this](QAction *action) {
        for (QTreeWidgetItemIterator it(list_); *it; ++it)
            if (actionOf(*it) == action)
                fillLine(**it, *action);
    });
    retranslate();
}

QWidget *ShortcutPage::buildEditor()
{
    auto *editor = new QWidget(this);
    name_ = new QLabel(editor);
    name_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    markTitle(name_);
    recorder_ = new ShortcutRecorder(editor);
    recorder_->setFixedWidth(kKeysWidth);
    clear_ = new QPushButton(editor);
    reset_ = new QPushButton(editor);
    resetAll_ = new QPushButton(editor);
    message_ = new QLabel(editor);
    message_->setWordWrap(true);
    message_->setObjectName(u"shortcutMessage"_s);
    takeOver_ = new QPushButton(editor);
    takeOver_->setObjectName(u"takeOver"_s);
    for (QPushButton *button : {clear_, reset_, resetAll_, takeOver_})
        button->setAutoDefault(false);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(recorder_);
    row->addWidget(clear_);
    row->addWidget(reset_);
    row->addStretch(1);
    row->addWidget(resetAll_);
    auto *below = new QHBoxLayout;
    below->setSpacing(8);
    below->addWidget(message_, 1);
    below->addWidget(takeOver_);
    auto *layout = new QVBoxLayout(editor);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(name_);
    layout->addLayout(row);
    layout->addLayout(below);

    connect(recorder_, &ShortcutRecorder::recorded, this, &ShortcutPage::record);
    connect(recorder_, &ShortcutRecorder::gaveUp, this, [this] {
        say({});
        list_->setFocus();
    });
    connect(clear_, &QPushButton::clicked, this, [this] { assign({}); });
    connect(reset_, &QPushButton::clicked, this, [this] {
        book_.reset(current());
        showCurrent();
    });
    connect(resetAll_, &QPushButton::clicked, this, [this] {
        book_.resetAll();
        showCurrent();
    });
    connect(takeOver_, &QPushButton::clicked, this, [this] { assign({asked_}); });
    return editor;
}

void ShortcutPage::fill()
{
    const QAction *before = current();
    list_->clear();
    for (const ShortcutSheet::Group &group : groups_()) {
        auto *head = new QTreeWidgetItem(list_, {group.title});
        head->setFlags(Qt::ItemIsEnabled);
        QFont font = list_->font();
        font.setBold(true);
        head->setFont(NameColumn, font);
        for (QAction *action : group.actions) {
            if (!book_.actions().contains(action))
                continue;
            auto *line = new QTreeWidgetItem(head);
            line->setData(NameColumn, kLineRole, QVariant::fromValue(action));
            fillLine(*line, *action);
        }
        head->setHidden(head->childCount() == 0);
    }
    list_->expandAll();
    filter(search_->text());
    setCurrent(before ? before : book_.actions().value(0));
}

void ShortcutPage::fillLine(QTreeWidgetItem &line, const QAction &action) const
{
    const bool own = !book_.isDefault(&action);
    line.setText(NameColumn, withoutMnemonic(action.text()));
    line.setToolTip(NameColumn, action.whatsThis());
    line.setText(KeysColumn, keyText(action.shortcuts()));
    const QString kept = keyText(book_.defaults(&action));
    line.setText(DefaultColumn, !own ? QString() : kept.isEmpty() ? tr("none") : kept);
    QFont font = list_->font();
    font.setBold(own);
    line.setFont(KeysColumn, font);
    line.setForeground(DefaultColumn, paletteOf(palette()).muted);
}

void ShortcutPage::filter(const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    const auto matches = [&](const QTreeWidgetItem &line) {
        const QString all = line.text(NameColumn) + u' ' + line.text(KeysColumn);
        return std::all_of(words.begin(), words.end(),
                           [&](const QString &word) { return all.contains(word, Qt::CaseInsensitive); });
    };
    bool any = false;
    for (int g = 0; g < list_->topLevelItemCount(); ++g) {
        QTreeWidgetItem *head = list_->topLevelItem(g);
        bool shown = false;
        for (int i = 0; i < head->childCount(); ++i) {
            const bool found = matches(*head->child(i));
            head->child(i)->setHidden(!found);
            shown = shown || found;
        }
        head->setHidden(!shown);
        any = any || shown;
    }
    list_->setVisible(any);
    nothing_->setVisible(!any);
}

QAction *ShortcutPage::current() const
{
    return actionOf(list_->currentItem());
}

void ShortcutPage::setCurrent(const QAction *action)
{
    for (QTreeWidgetItemIterator it(list_); *it; ++it)
        if (actionOf(*it) == action)
            list_->setCurrentItem(*it);
}

void ShortcutPage::showCurrent()
{
    const QAction *action = current();
    name_->setText(action ? withoutMnemonic(action->text()) : QString());
    name_->setToolTip(name_->text());
    recorder_->setKeys(action ? action->shortcuts() : QList<QKeySequence>());
    recorder_->setEnabled(action);
    recorder_->setAccessibleName(tr("Keys of %1").arg(name_->text()));
    clear_->setEnabled(action && !action->shortcuts().isEmpty());
    reset_->setEnabled(action && !book_.isDefault(action));
    resetAll_->setEnabled(std::any_of(book_.actions().begin(), book_.actions().end(),
                                      [this](const QAction *a) { return !book_.isDefault(a); }));
    say({});
}

/// Keys that the picture takes before any action does.
QString ShortcutPage::pictureUse(const QKeySequence &keys)
{
    const QKeyCombination stroke = keys[0];
    const bool plain = stroke.keyboardModifiers() == Qt::NoModifier;
    switch (stroke.key()) {
    case Qt::Key_H:
        return plain ? tr("H is taken: held, it hides the overlays.") : QString();
    case Qt::Key_Space:
        return plain ? tr("Space is taken: held, it pans the picture.") : QString();
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
        return stroke.keyboardModifiers() & Qt::ControlModifier ? QString()
                                                                : tr("The arrow keys are taken: they nudge points.");
    default:
        return {};
    }
}

void ShortcutPage::record(const QKeySequence &keys)
{
    const QAction *action = current();
    if (!action)
        return;
    if (const QString use = pictureUse(keys); !use.isEmpty())
        return say(use);
    QAction *owner = book_.holder(keys);
    if (owner && owner != action)
        return ask(keys, *owner);
    assign({keys});
}

void ShortcutPage::assign(const QList<QKeySequence> &keys)
{
    if (QAction *action = current())
        book_.assign(action, keys);
    list_->setFocus();
    showCurrent();
}

void ShortcutPage::ask(const QKeySequence &keys, const QAction &owner)
{
    say(tr("%1 belongs to “%2”.").arg(keys.toString(QKeySequence::NativeText), withoutMnemonic(owner.text())));
    asked_ = keys;
    takeOver_->show();
    takeOver_->setFocus();
}

void ShortcutPage::say(const QString &sentence)
{
    asked_ = {};
    takeOver_->hide();
    message_->setText(sentence);
}

void ShortcutPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::PaletteChange)
        for (QTreeWidgetItemIterator it(list_); *it; ++it)
            (*it)->setForeground(DefaultColumn, paletteOf(palette()).muted);
    QWidget::changeEvent(event);
}

void ShortcutPage::retranslate()
{
    search_->setPlaceholderText(tr("Search actions or keys"));
    search_->setAccessibleName(tr("Search actions or keys"));
    list_->setHeaderLabels({tr("Action"), tr("Keys"), tr("Default")});
    list_->setAccessibleName(tr("Actions and their keys"));
    nothing_->setText(tr("No action has that name or those keys."));
    clear_->setText(tr("&Remove"));
    clear_->setToolTip(tr("Leave the action without keys"));
    reset_->setText(tr("R&eset"));
    reset_->setToolTip(tr("Back to the default keys of this action"));
    resetAll_->setText(tr("Reset &all"));
    resetAll_->setToolTip(tr("Back to the default keys of every action"));
    takeOver_->setText(tr("&Take over"));
    takeOver_->setToolTip(tr("Give the keys to this action; the other one loses them"));
    fill();
    showCurrent();
}

} // namespace fiducial::ui
