#include "ui/panels/elided.h"

#include "ui/models/laboratory.h"
#include "ui/paint/mark_icon.h"
#include "ui/theme/palette.h"

#include <QPainter>
#include <QStyleOptionHeader>

namespace fiducial::ui {

namespace {
constexpr int kHeaderPadding = 16; ///< what the style sheet leaves around a title
constexpr int kMarkSide = 16;
constexpr int kMarkGap = 4;
} // namespace

QString elidedOrNothing(const QFontMetrics &metrics, const QString &text, int room, Qt::TextElideMode mode)
{
    return 2 * room < metrics.horizontalAdvance(text) ? QString() : metrics.elidedText(text, mode, room);
}

ElidedHeader::ElidedHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent)
{
    setHighlightSections(false);
}

void ElidedHeader::initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const
{
    QHeaderView::initStyleOptionForIndex(option, logicalIndex);
    int room = sectionSize(logicalIndex) - kHeaderPadding;
    if (const QVariant look = model()->headerData(logicalIndex, Qt::Horizontal, kRunLookRole); look.isValid()) {
        option->icon = QIcon(markPixmap(layerStyle(LayerKind::Run, look.toInt()), kMarkSide, devicePixelRatioF(),
                                        paletteOf(palette()).dark));
        room -= kMarkSide + kMarkGap;
        option->text = elidedOrNothing(fontMetrics(), option->text, room, Qt::ElideMiddle); // the mark says it
        return;
    }
    option->text = fontMetrics().elidedText(option->text, Qt::ElideMiddle, room);
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
    painter.drawText(rect(), static_cast<int>(alignment()),
                     elidedOrNothing(fontMetrics(), text(), width(), Qt::ElideRight));
}

} // namespace fiducial::ui
