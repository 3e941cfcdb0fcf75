#include "ui/panels/face_delegate.h"

#include "ui/document/project_document.h"
#include "ui/document/wording.h"
#include "ui/imaging/thumbnail_queue.h"
#include "ui/models/face_list_model.h"
#include "ui/paint/overlay_painter.h"
#include "ui/paint/review_painter.h"
#include "ui/panels/review_mark.h"
#include "ui/theme/marks.h"
#include "ui/theme/palette.h"

#include <QHelpEvent>
#include <QListView>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <cmath>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kPicture = 104;
constexpr int kGap = 8; ///< between cards
constexpr int kInset = 5;
constexpr int kFooter = 24;
constexpr double kCardRadius = measures::kRadius;
constexpr double kPictureRadius = 4;
/// Share of the failure threshold from which a face is worth a look.
constexpr double kWarningShare = 0.6;
constexpr double kReviewMark = 9;
constexpr double kBubbleMark = 10;

QFont captionFont(const QFont &base, bool bold)
{
    QFont font = base;
    font.setPixelSize(measures::kCaptionPixels);
    font.setBold(bold);
    return font;
}

/// Thumbnail pixels to view pixels after image pixels to thumbnail pixels, as one map.
ViewTransform viewOf(const FaceThumbnail &thumb, const QRectF &square)
{
    const double k = square.width() / thumb.image.width();
    const Affine &m = thumb.thumbFromImage;
    const double scale = m.a * k;
    const auto offset = [&](double shift, double corner) { return corner + (shift + 0.5) * k - 0.5 * scale; };
    return {scale, {offset(m.tx, square.left()), offset(m.ty, square.top())}};
}
} // namespace

FaceDelegate::FaceDelegate(const ProjectDocument &document, FaceListModel &model, QListView &view)
    : QStyledItemDelegate(&view), document_(document), model_(model), view_(view)
{}

void FaceDelegate::setOverlaysShown(bool shown)
{
    overlays_ = shown;
    view_.viewport()->update();
}

void FaceDelegate::setFailuresShown(bool shown)
{
    failures_ = shown;
    view_.viewport()->update();
}

QSize FaceDelegate::cellSize(int available)
{
    constexpr int kCard = kPicture + 2 * kInset + kGap / 2;
    const int columns = std::max(1, available / (kCard - 1));
    // One pixel less: the view breaks a row that fills its width exactly.
    return {std::max(kCard / 2, (available - 1) / columns), kPicture + kInset + kFooter + kGap};
}

QSize FaceDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    if (view_.viewMode() == QListView::IconMode)
        return view_.gridSize();
    return {option.rect.width(), kLineHeight};
}

void FaceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Palette &colours = paletteOf(option.palette);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    if (view_.viewMode() == QListView::IconMode)
        paintCard(*painter, option.rect, index, colours, option);
    else
        paintLine(*painter, option.rect, index, colours, option);
    painter->restore();
}

void FaceDelegate::paintCard(QPainter &painter, const QRectF &cell, const QModelIndex &index, const Palette &colours,
                             const QStyleOptionViewItem &option) const
{
    const QRectF card = cell.adjusted(kGap / 4.0, 0, -kGap / 4.0, -kGap);
    const bool current = view_.currentIndex() == index;
    const bool marked = current || (option.state & QStyle::State_Selected);
    painter.setPen(Qt::NoPen);
    painter.setBrush(marked ? colours.selection : colours.raised);
    painter.drawRoundedRect(card, kCardRadius, kCardRadius);

    const double side = std::min<double>(kPicture, card.width() - 2 * kInset);
    const QRectF square(std::round(card.center().x() - side / 2), card.top() + kInset, side, side);
    paintPicture(painter, square, index, colours);
    if (current) {
        painter.setPen(QPen(colours.accent, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(card.adjusted(1, 1, -1, -1), kCardRadius, kCardRadius);
    }

    QRectF line(card.left() + kInset + 1, square.bottom(), card.width() - 2 * kInset - 2,
                card.bottom() - square.bottom());
    line.setRight(line.right() - paintNumber(painter, line, index, colours) - 4);
    const auto review = static_cast<ReviewState>(index.data(FaceListModel::ReviewRole).toInt());
    if (review != ReviewState::New) {
        paintReviewMark(painter, {line.left() + kReviewMark / 2, line.center().y()}, kReviewMark, review, colours);
        line.setLeft(line.left() + kReviewMark + 4);
    }
    painter.setFont(captionFont(option.font, false));
    painter.setPen(current ? colours.text : colours.muted);
    const QString name = index.data(Qt::DisplayRole).toString();
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(name, Qt::ElideRight, static_cast<int>(line.width())));
}

void FaceDelegate::paintLine(QPainter &painter, const QRectF &cell, const QModelIndex &index, const Palette &colours,
                             const QStyleOptionViewItem &option) const
{
    const QRectF row = cell.adjusted(0, 1, -4, -1);
    const bool current = view_.currentIndex() == index;
    if (current || (option.state & QStyle::State_Selected)) {
        painter.setPen(current ? QPen(colours.accent, 1) : QPen(Qt::NoPen));
        painter.setBrush(colours.selection);
        painter.drawRoundedRect(row.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
    const double side = row.height() - 6;
    const QRectF square(row.left() + 4, row.top() + 3, side, side);
    paintPicture(painter, square, index, colours);

    QRectF line = row.adjusted(side + 14, 0, -8, 0);
    line.setRight(line.right() - std::max(34.0, paintNumber(painter, line, index, colours)) - 4);
    const auto review = static_cast<ReviewState>(index.data(FaceListModel::ReviewRole).toInt());
    if (review != ReviewState::New)
        paintReviewMark(painter, {line.right() - kReviewMark / 2, line.center().y()}, kReviewMark, review, colours);
    line.setRight(line.right() - kReviewMark - 6);
    QFont font = option.font;
    font.setPixelSize(measures::kTextPixels - 1);
    painter.setFont(font);
    painter.setPen(colours.text);
    const QString name = index.data(Qt::DisplayRole).toString();
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(name, Qt::ElideMiddle, static_cast<int>(line.width())));
}

void FaceDelegate::paintPicture(QPainter &painter, const QRectF &square, const QModelIndex &index,
                                const Palette &colours) const
{
    const int face = index.data(FaceListModel::FaceRowRole).toInt();
    const auto thumb = model_.thumbnails().request(face);
    QPainterPath shape;
    shape.addRoundedRect(square, kPictureRadius, kPictureRadius);
    painter.save();
    if (thumb && !thumb->image.isNull()) {
        painter.setClipPath(shape);
        painter.drawImage(square, thumb->image);
        if (overlays_ && document_.exists(face))
            paintLandmarks(painter, square, face, *thumb);
    } else {
        painter.fillPath(shape, colours.border);
        if (thumb) { // unreadable: a crossed-out frame
            const QRectF frame = square.adjusted(0, 0, -square.width() * 0.6, -square.height() * 0.66);
            painter.setPen(QPen(colours.muted, 1.6, Qt::SolidLine, Qt::RoundCap));
            painter.setBrush(Qt::NoBrush);
            const QRectF centred = frame.translated(square.center() - frame.center());
            painter.drawRoundedRect(centred, 2, 2);
            painter.drawLine(centred.bottomLeft() + QPointF(-3, 3), centred.topRight() + QPointF(3, -3));
        }
    }
    painter.restore();
    if (square.width() > 3 * kBubbleMark)
        paintComments(painter, square, index, colours);
    if (failures_ && index.data(FaceListModel::FailedRole).toBool()) {
        painter.setPen(QPen(colours.bad, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(square.adjusted(1, 1, -1, -1), kPictureRadius, kPictureRadius);
    }
}

void FaceDelegate::paintLandmarks(QPainter &painter, const QRectF &square, int face, const FaceThumbnail &thumb) const
{
    const LandmarkSet own = document_.subjectSet(face);
    const LandmarkSet &set = own.empty() ? document_.face(face).truth : own;
    if (set.empty() || !document_.scheme())
        return;
    FaceLayer layer = makeLayer(LayerKind::Mine, set);
    OverlayOptions options;
    options.errors = false;
    OverlayPainter overlay(painter, viewOf(thumb, square), document_.scheme(), options);
    overlay.paintContours(layer);
}

void FaceDelegate::paintComments(QPainter &painter, const QRectF &square, const QModelIndex &index,
                                 const Palette &colours) const
{
    const int comments = index.data(FaceListModel::CommentsRole).toInt();
    if (comments == 0)
        return;
    const QString count = comments > 1 ? QLocale().toString(comments) : QString();
    painter.setFont(captionFont(view_.font(), true));
    const double width = kBubbleMark + 10 + (count.isEmpty() ? 0 : painter.fontMetrics().horizontalAdvance(count) + 3);
    const QRectF badge(square.right() - width - 3, square.top() + 3, width, kBubbleMark + 6);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.panel);
    painter.drawRoundedRect(badge, badge.height() / 2, badge.height() / 2);
    paintCommentMark(painter, {badge.left() + 5, badge.bottom() - 3}, kBubbleMark, colours.panel, colours.text);
    painter.setPen(colours.text);
    painter.drawText(badge.adjusted(0, 0, -5, 0), Qt::AlignRight | Qt::AlignVCenter, count);
}

double FaceDelegate::paintNumber(QPainter &painter, const QRectF &line, const QModelIndex &index,
                                 const Palette &colours) const
{
    const double nme = index.data(FaceListModel::NmeRole).toDouble();
    const bool failed = index.data(FaceListModel::FailedRole).toBool();
    if (!std::isfinite(nme) && !failed)
        return 0;
    const QString text = std::isfinite(nme) ? QLocale().toString(100 * nme, 'f', 2) : tr("missed");
    const bool warning = nme > kWarningShare * document_.threshold();
    painter.setFont(captionFont(view_.font(), true));
    painter.setPen(failed ? colours.bad : warning ? colours.warning : colours.good);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, text);
    return painter.fontMetrics().horizontalAdvance(text);
}

bool FaceDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                             const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip || !index.isValid())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QStringList lines{index.data(Qt::ToolTipRole).toString()};
    const double nme = index.data(FaceListModel::NmeRole).toDouble();
    if (std::isfinite(nme))
        lines += tr("NME %1, %2, against %3")
                     .arg(percentText(nme), normaliserName(document_.normaliser()), document_.referenceName());
    const auto review = static_cast<ReviewState>(index.data(FaceListModel::ReviewRole).toInt());
    lines += tr("Review: %1").arg(reviewName(review));
    if (const int comments = index.data(FaceListModel::CommentsRole).toInt(); comments > 0)
        lines += tr("%n open comment(s)", nullptr, comments);
    const auto thumb = model_.thumbnails().request(index.data(FaceListModel::FaceRowRole).toInt());
    if (thumb && !thumb->problem.isEmpty())
        lines += thumb->problem;
    QToolTip::showText(event->globalPos(), lines.join(u'\n'), view);
    return true;
}

} // namespace fiducial::ui
