#include "ui/settings/shortcut_book.h"

#include "ui/settings/app_settings.h"

#include <QAction>

#include <algorithm>
#include <optional>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
/// Nothing where the text is damaged: one bad key must not cost an action its own.
std::optional<QList<QKeySequence>> parsedKeys(const QString &text)
{
    if (text.isEmpty())
        return QList<QKeySequence>();
    const QList<QKeySequence> keys = QKeySequence::listFromString(text, QKeySequence::PortableText);
    const bool damaged = std::any_of(keys.begin(), keys.end(), [](const QKeySequence &sequence) {
        return sequence.isEmpty() || sequence[0].key() == Qt::Key_unknown;
    });
    return damaged ? std::nullopt : std::optional(keys);
}
} // namespace

ShortcutBook::ShortcutBook(QList<QAction *> actions, AppSettings &settings, QObject *parent)
    : QObject(parent), actions_(std::move(actions)), settings_(settings)
{
    for (const QAction *action : actions_)
        defaults_.insert(action, action->shortcuts());
    QList<QAction *> own;
    for (QAction *action : actions_) {
        const auto kept = settings_.shortcut(action->objectName());
        const auto keys = kept ? parsedKeys(*kept) : std::nullopt;
        if (!keys)
            continue;
        action->setShortcuts(*keys);
        own.append(action);
    }
    // A newer version may have given the same keys to another action: the user's choice holds.
    for (QAction *action : actions_) {
        if (own.contains(action))
            continue;
        QList<QKeySequence> left = action->shortcuts();
        left.removeIf([&](const QKeySequence &keys) {
            return std::any_of(own.begin(), own.end(), [&](QAction *o) { return o->shortcuts().contains(keys); });
        });
        if (left.size() != action->shortcuts().size())
            action->setShortcuts(left);
    }
}

bool ShortcutBook::isDefault(const QAction *action) const
{
    return action->shortcuts() == defaults_.value(action);
}

QAction *ShortcutBook::holder(const QKeySequence &keys) const
{
    const auto found =
        std::find_if(actions_.begin(), actions_.end(), [&](QAction *a) { return a->shortcuts().contains(keys); });
    return found == actions_.end() ? nullptr : *found;
}

void ShortcutBook::assign(QAction *action, const QList<QKeySequence> &keys)
{
    for (const QKeySequence &sequence : keys)
        if (QAction *other = holder(sequence); other && other != action) {
            QList<QKeySequence> left = other->shortcuts();
            left.removeAll(sequence);
            give(other, left);
        }
    give(action, keys);
}

void ShortcutBook::reset(QAction *action)
{
    assign(action, defaults_.value(action));
}

void ShortcutBook::resetAll()
{
    for (QAction *action : actions_)
        if (!isDefault(action))
            give(action, defaults_.value(action));
}

void ShortcutBook::give(QAction *action, const QList<QKeySequence> &keys)
{
    action->setShortcuts(keys);
    settings_.setShortcut(
        action->objectName(),
        isDefault(action) ? std::nullopt : std::optional(QKeySequence::listToString(keys, QKeySequence::PortableText)));
    Q_EMIT changed(action);
}

} // namespace fiducial::ui
