#include "ui/theme/marks.h"

#include <QAbstractButton>
#include <QFrame>
#include <QStyle>
#include <QVariant>

#include <vector>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {

void setMark(QWidget *widget, const char *property, const QString &value)
{
    widget->setProperty(property, value);
    // A widget that has been shown reads its rules again only when told to.
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace

void markPrimary(QAbstractButton *button)
{
    setMark(button, "role", u"primary"_s);
}

void markSegments(std::initializer_list<QAbstractButton *> buttons)
{
    const std::vector<QAbstractButton *> row(buttons);
    for (std::size_t i = 0; i < row.size(); ++i) {
        row[i]->setCheckable(true);
        setMark(row[i], "segment", i == 0 ? u"first"_s : (i + 1 == row.size() ? u"last"_s : u"middle"_s));
    }
}

void markFlat(QAbstractButton *button)
{
    setMark(button, "role", u"flat"_s);
}

void markCompact(QAbstractButton *button)
{
    setMark(button, "role", u"compact"_s);
}

void markLeading(QAbstractButton *button)
{
    setMark(button, "words", u"leading"_s);
}

void markCaption(QWidget *label)
{
    setMark(label, "role", u"caption"_s);
}

void markMuted(QWidget *label)
{
    setMark(label, "role", u"muted"_s);
}

void markNote(QWidget *label)
{
    setMark(label, "role", u"note"_s);
}

void markTitle(QWidget *label)
{
    setMark(label, "role", u"title"_s);
}

void markHeadline(QWidget *label)
{
    setMark(label, "role", u"headline"_s);
}

void markPanel(QWidget *widget)
{
    widget->setAttribute(Qt::WA_StyledBackground);
    setMark(widget, "role", u"panel"_s);
}

QWidget *makeSeparator(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setFixedHeight(1);
    setMark(line, "role", u"separator"_s);
    return line;
}

} // namespace fiducial::ui
