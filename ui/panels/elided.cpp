#include "ui/panels/elided.h"

#include <QPainter>
#include <QStyleOptionHeader>

namespace fiducial::ui {

namespace {
constexpr int kHeaderPadding = 16; ///< what the style sheet leaves around a title
}

ElidedHeader::ElidedHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent)
{
    setHighlightSections(false);
}

void ElidedHeader::initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const
{
    QHeaderView::initStyleOptionForIndex(option, logicalIndex);
    option->text = fontMetrics().elidedText(option->text, Qt::ElideMiddle, sectionSize(logicalIndex) - kHeaderPadding);
}

ElidedLabel::ElidedLabel(QWidget *parent) : QLabel(parent)
{
    setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(rect(), static_cast<int>(alignment()), fontMetrics().elidedText(text(), Qt::ElideRight, width()));
}

} // namespace fiducial::ui
