#include "ui/panels/review_mark.h"

#include "ui/theme/palette.h"

#include <QCoreApplication>
#include <QEvent>
#include <QPainter>

namespace fiducial::ui {

namespace {
constexpr double kBadgeMark = 10;
constexpr int kBadgeGap = 6;

struct ReviewWords {
    Q_DECLARE_TR_FUNCTIONS(ReviewWords)
};
} // namespace

QString reviewName(ReviewState state)
{
    switch (state) {
    case ReviewState::New:
        return ReviewWords::tr("new");
    case ReviewState::InWork:
        return ReviewWords::tr("in work");
    case ReviewState::Done:
        return ReviewWords::tr("done");
    case ReviewState::Accepted:
        return ReviewWords::tr("accepted");
    case ReviewState::Rejected:
        return ReviewWords::tr("rejected");
    case ReviewState::NeedsWork:
        return ReviewWords::tr("needs work");
    case ReviewState::Excluded:
        return ReviewWords::tr("excluded");
    }
    return {};
}

QColor reviewColour(ReviewState state, const Palette &colours)
{
    switch (state) {
    case ReviewState::New:
    case ReviewState::Excluded:
        return colours.muted;
    case ReviewState::InWork:
    case ReviewState::NeedsWork:
        return colours.warning;
    case ReviewState::Done:
        return colours.accent;
    case ReviewState::Accepted:
        return colours.good;
    case ReviewState::Rejected:
        return colours.bad;
    }
    return {};
}

void paintReviewMark(QPainter &painter, QPointF centre, double size, ReviewState state, const Palette &colours)
{
    const QColor colour = reviewColour(state, colours);
    const double r = size / 2;
    const QPen stroke(colour, size / 6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(centre);
    painter.setPen(stroke);
    painter.setBrush(Qt::NoBrush);
    const QRectF disc(-r + 0.5, -r + 0.5, size - 1, size - 1);
    switch (state) {
    case ReviewState::New:
        painter.setPen(QPen(colour, 1.2, Qt::DotLine));
        painter.drawEllipse(disc);
        break;
    case ReviewState::InWork:
        painter.setPen(QPen(colour, 1.2));
        painter.drawEllipse(disc);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawPie(disc, 90 * 16, 180 * 16);
        break;
    case ReviewState::Done:
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(disc);
        break;
    case ReviewState::Accepted:
        painter.drawPolyline(QPolygonF{{-0.8 * r, 0.05 * r}, {-0.2 * r, 0.65 * r}, {0.85 * r, -0.6 * r}});
        break;
    case ReviewState::Rejected:
        painter.drawLine(QPointF(-0.65 * r, -0.65 * r), QPointF(0.65 * r, 0.65 * r));
        painter.drawLine(QPointF(-0.65 * r, 0.65 * r), QPointF(0.65 * r, -0.65 * r));
        break;
    case ReviewState::NeedsWork:
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawPolygon(QPolygonF{{0, -0.95 * r}, {r, 0.8 * r}, {-r, 0.8 * r}});
        break;
    case ReviewState::Excluded:
        painter.drawLine(QPointF(-0.75 * r, 0), QPointF(0.75 * r, 0));
        break;
    }
    painter.restore();
}

ReviewBadge::ReviewBadge(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setState(ReviewState::New);
}

void ReviewBadge::setState(ReviewState state)
{
    state_ = state;
    setAccessibleName(tr("Review state: %1").arg(reviewName(state)));
    update();
}

QSize ReviewBadge::sizeHint() const
{
    const QFontMetrics metrics = fontMetrics();
    return {metrics.horizontalAdvance(reviewName(ReviewState::NeedsWork)) + static_cast<int>(kBadgeMark) + kBadgeGap,
            metrics.height() + 4};
}

void ReviewBadge::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        setState(state_);
        updateGeometry();
    }
    QWidget::changeEvent(event);
}

void ReviewBadge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Palette &colours = paletteOf(palette());
    const QString name = reviewName(state_);
    const int width = fontMetrics().horizontalAdvance(name);
    painter.setPen(colours.text);
    painter.drawText(rect(), Qt::AlignRight | Qt::AlignVCenter, name);
    const double x = this->width() - width - kBadgeGap - kBadgeMark / 2;
    paintReviewMark(painter, {x, height() / 2.0}, kBadgeMark, state_, colours);
}

} // namespace fiducial::ui
