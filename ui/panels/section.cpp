#include "ui/panels/section.h"

#include "ui/panels/elided.h"
#include "ui/theme/marks.h"

#include <QBoxLayout>
#include <QLabel>
#include <QScrollArea>

namespace fiducial::ui {

namespace {
constexpr int kTitleGap = 10;
}

Section::Section(QWidget *parent) : QWidget(parent)
{
    title_ = new QLabel(this);
    markTitle(title_);
    asideLabel_ = new QLabel(this);
    asideLabel_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    asideLabel_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    markMuted(asideLabel_);
    head_ = new QHBoxLayout;
    head_->setSpacing(kTitleGap);
    head_->addWidget(title_);
    head_->addWidget(asideLabel_, 1);
    content_ = new QVBoxLayout(this);
    content_->setContentsMargins(measures::kPanelMargin, 10, measures::kPanelMargin, 10);
    content_->setSpacing(4);
    content_->addLayout(head_);
}

void Section::setTitle(const QString &title)
{
    title_->setText(title);
    elide();
}

void Section::setAside(const QString &aside, const QString &tip)
{
    asideLabel_->setToolTip(tip.isEmpty() ? aside : tip);
    if (aside == aside_)
        return;
    aside_ = aside;
    elide();
}

void Section::setCorner(QWidget *widget)
{
    head_->addWidget(widget);
}

void Section::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    elide();
}

void Section::elide()
{
    const int room = width() - 2 * measures::kPanelMargin - kTitleGap - title_->sizeHint().width();
    asideLabel_->setText(elidedOrNothing(asideLabel_->fontMetrics(), aside_, room, Qt::ElideRight));
}

QWidget *makeScrollColumn(QVBoxLayout *&column, QWidget *parent)
{
    auto *area = new QScrollArea(parent);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *body = new QWidget(area);
    markPanel(body);
    column = new QVBoxLayout(body);
    column->setContentsMargins(0, 4, 0, 4);
    column->setSpacing(0);
    area->setWidget(body);
    return area;
}

} // namespace fiducial::ui
