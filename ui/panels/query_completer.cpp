#include "ui/panels/query_completer.h"

#include <QAbstractItemView>
#include <QLineEdit>
#include <QStringListModel>

#include <algorithm>

namespace fiducial::ui {

namespace {
constexpr int kMostOffered = 12;
constexpr int kRoomBesideNames = 32; ///< scroll bar and margins

bool isNamePart(QChar c)
{
    return c.isLetterOrNumber() || c == u'_';
}
} // namespace

QueryCompleter::QueryCompleter(QLineEdit &field, std::function<QStringList()> names)
    : QCompleter(&field), field_(field), names_(std::move(names))
{
    setWidget(&field);
    setModel(new QStringListModel(this));
    setCaseSensitivity(Qt::CaseInsensitive);
    setMaxVisibleItems(kMostOffered);
    connect(&field, &QLineEdit::textEdited, this, &QueryCompleter::offer);
    connect(this, qOverload<const QString &>(&QCompleter::activated), this, &QueryCompleter::take);
}

void QueryCompleter::hide()
{
    popup()->hide();
}

int QueryCompleter::wordStart() const
{
    const QString text = field_.text();
    int start = field_.cursorPosition();
    while (start > 0 && isNamePart(text[start - 1]))
        --start;
    return start;
}

void QueryCompleter::offer()
{
    const QString text = field_.text();
    const int start = wordStart();
    const int end = field_.cursorPosition();
    const bool inText = text.left(start).count(u'"') % 2 == 1; // nobody knows what is between quotes
    if (start == end || text[start].isDigit() || inText)
        return hide();
    static_cast<QStringListModel *>(model())->setStringList(names_());
    const QString word = text.mid(start, end - start);
    setCompletionPrefix(word);
    if (completionCount() == 0 ||
        (completionCount() == 1 && currentCompletion().compare(word, Qt::CaseInsensitive) == 0))
        return hide();
    const int width = popup()->sizeHintForColumn(0) + kRoomBesideNames;
    const int left = std::min(field_.fontMetrics().horizontalAdvance(text.left(start)), field_.width() - width);
    complete(QRect(std::max(0, left), 0, width, field_.height()));
}

void QueryCompleter::take(const QString &name)
{
    const int start = wordStart();
    field_.setSelection(start, field_.cursorPosition() - start);
    field_.insert(name);
}

} // namespace fiducial::ui
