#include "ui/panels/issue_delegate.h"

#include "ui/models/issue_model.h"
#include "ui/theme/marks.h"
#include "ui/theme/palette.h"

#include <QPainter>
#include <QTextLayout>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kSentenceLines = 2;
constexpr int kVerticalPadding = 7;
constexpr double kMark = 10;

QColor severityColour(Severity severity, const Palette &colours)
{
    return severity == Severity::Error ? colours.bad : severity == Severity::Warning ? colours.warning : colours.muted;
}

/// Error a disc, warning a triangle, note a ring.
void paintSeverity(QPainter &painter, QPointF centre, Severity severity, const Palette &colours)
{
    const QColor colour = severityColour(severity, colours);
    const double r = kMark / 2;
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    if (severity == Severity::Error) {
        painter.drawEllipse(centre, r - 0.5, r - 0.5);
    } else if (severity == Severity::Warning) {
        painter.drawPolygon(
            QPolygonF{centre + QPointF(0, -r), centre + QPointF(r, r * 0.8), centre + QPointF(-r, r * 0.8)});
    } else {
        painter.setPen(QPen(colour, 1.4));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(centre, r - 1, r - 1);
    }
}

void paintSentence(QPainter &painter, const QRectF &area, const QString &sentence, const QFont &font)
{
    QTextLayout layout(sentence, font);
    QTextOption wrap;
    wrap.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(wrap);
    layout.beginLayout();
    double y = area.top();
    const QFontMetrics metrics(font);
    for (int i = 0; i < kSentenceLines; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(area.width());
        const QString text = i + 1 < kSentenceLines ? sentence.mid(line.textStart(), line.textLength())
                                                    : metrics.elidedText(sentence.mid(line.textStart()), Qt::ElideRight,
                                                                         static_cast<int>(area.width()));
        painter.drawText(QPointF(area.left(), y + metrics.ascent()), text.trimmed());
        y += metrics.lineSpacing();
    }
    layout.endLayout();
}
} // namespace

QSize IssueDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {100, (kSentenceLines + 1) * option.fontMetrics.lineSpacing() + 2 * kVerticalPadding + 2};
}

void IssueDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Palette &colours = paletteOf(option.palette);
    const auto severity = static_cast<Severity>(index.data(IssueModel::SeverityRole).toInt());
    const auto text = [&](int column) { return index.siblingAtColumn(column).data().toString(); };
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, colours.selection);
    const QRectF area =
        QRectF(option.rect)
            .adjusted(measures::kPanelMargin, kVerticalPadding, -measures::kPanelMargin, -kVerticalPadding);
    const double lineHeight = option.fontMetrics.lineSpacing();
    paintSeverity(*painter, {area.left() + kMark / 2, area.top() + lineHeight / 2}, severity, colours);
    const QRectF head(area.left() + kMark + 6, area.top(), area.width() - kMark - 6, lineHeight);
    painter->setFont(option.font);
    painter->setPen(severityColour(severity, colours));
    const QString word = text(IssueModel::SeverityColumn);
    painter->drawText(head, Qt::AlignLeft | Qt::AlignVCenter, word);
    painter->setPen(colours.muted);
    const int room = static_cast<int>(head.width()) - option.fontMetrics.horizontalAdvance(word) - 10;
    painter->drawText(head, Qt::AlignRight | Qt::AlignVCenter,
                      option.fontMetrics.elidedText(text(IssueModel::PlaceColumn), Qt::ElideMiddle, room));
    painter->setPen(colours.text);
    paintSentence(*painter, area.adjusted(0, lineHeight + 2, 0, 0), text(IssueModel::WhatColumn), option.font);
    painter->setPen(colours.border);
    painter->drawLine(QPointF(option.rect.left(), option.rect.bottom() + 0.5),
                      QPointF(option.rect.right() + 1, option.rect.bottom() + 0.5));
    painter->restore();
}

} // namespace fiducial::ui
