#include "ui/panels/queue_view.h"

#include "ui/document/project_document.h"
#include "ui/panels/flat_combo.h"
#include "ui/panels/review_mark.h"
#include "ui/theme/icon_factory.h"
#include "ui/theme/marks.h"
#include "ui/theme/palette.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kBarRowHeight = 20;
constexpr double kStateMark = 10;
constexpr double kStateBar = 6;
constexpr int kStateGap = 8;
} // namespace

StateBars::StateBars(ProjectDocument &document, QWidget *parent) : QWidget(parent), document_(document)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StateBars::refresh()
{
    const QLocale locale;
    QStringList lines;
    for (int i = 0; i < kReviewStates; ++i) {
        const auto state = static_cast<ReviewState>(i);
        lines += reviewName(state) + u": "_s + locale.toString(document_.reviewCount(state));
    }
    setAccessibleDescription(lines.join(u"; "_s));
    update();
}

QSize StateBars::sizeHint() const
{
    return {200, kReviewStates * kBarRowHeight};
}

void StateBars::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Palette &colours = paletteOf(palette());
    const QLocale locale;
    const int numbers = fontMetrics().horizontalAdvance(locale.toString(std::max(document_.faceCount(), 10)));
    int names = 0;
    for (int i = 0; i < kReviewStates; ++i)
        names = std::max(names, fontMetrics().horizontalAdvance(reviewName(static_cast<ReviewState>(i))) + 1);
    for (int i = 0; i < kReviewStates; ++i) {
        const auto state = static_cast<ReviewState>(i);
        const int count = document_.reviewCount(state);
        const QRectF line(0, i * kBarRowHeight, width(), kBarRowHeight);
        paintReviewMark(painter, {kStateMark / 2 + 1, line.center().y()}, kStateMark, state, colours);
        const double left = kStateMark + kStateGap;
        painter.setPen(count > 0 ? colours.text : colours.muted);
        painter.drawText(line.adjusted(left, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, reviewName(state));
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, locale.toString(count));
        QRectF track(left + names + kStateGap, line.center().y() - kStateBar / 2, 0, kStateBar);
        track.setRight(line.right() - numbers - kStateGap);
        if (track.width() < 2 * kStateBar)
            continue;
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.chartGrid);
        painter.drawRoundedRect(track, kStateBar / 2, kStateBar / 2);
        if (count == 0)
            continue;
        track.setWidth(std::max(kStateBar, track.width() * count / std::max(1, document_.existingFaces())));
        painter.setBrush(isDecided(state) ? colours.accent : colours.muted);
        painter.drawRoundedRect(track, kStateBar / 2, kStateBar / 2);
    }
}

QueueView::QueueView(ProjectDocument &document, ReviewQueue &queue, QWidget *parent)
    : QWidget(parent), document_(document), queue_(queue)
{
    orderLabel_ = new QLabel(this);
    markMuted(orderLabel_);
    order_ = new FlatCombo(this);
    for (int i = 0; i < kQueueOrders; ++i)
        order_->addItem({}, i);
    orderLabel_->setBuddy(order_);
    start_ = new QPushButton(this);
    start_->setMinimumHeight(28);
    const auto makeStep = [this](const QString &icon, int step) {
        auto *button = new QToolButton(this);
        button->setIcon(themedIcon(icon));
        markFlat(button);
        connect(button, &QToolButton::clicked, this, [this, step] { Q_EMIT stepRequested(step); });
        return button;
    };
    back_ = makeStep(u"chevron-left"_s, -1);
    on_ = makeStep(u"chevron-right"_s, 1);
    place_ = new QLabel(this);
    place_->setWordWrap(true);
    markMuted(place_);
    bars_ = new StateBars(document_, this);

    auto *choice = new QHBoxLayout;
    choice->setSpacing(4);
    choice->addWidget(orderLabel_);
    choice->addWidget(order_, 1);
    choice->addWidget(start_);
    auto *walk = new QHBoxLayout;
    walk->setSpacing(2);
    walk->addWidget(place_, 1);
    walk->addWidget(back_);
    walk->addWidget(on_);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(choice);
    layout->addLayout(walk);
    layout->addWidget(bars_);
    connect(start_, &QPushButton::clicked, this,
            [this] { Q_EMIT startRequested(static_cast<QueueOrder>(order_->currentData().toInt())); });
    connect(&queue_, &ReviewQueue::changed, this, [this] {
        if (!queue_.isEmpty() && std::exchange(shownOrder_, queue_.order()) != queue_.order())
            order_->setCurrentIndex(order_->findData(static_cast<int>(queue_.order())));
        refresh();
    });
    retranslate();
}

QString QueueView::sentence() const
{
    const QLocale locale;
    if (queue_.isEmpty())
        return tr("No queue yet. Choose an order and start; Space goes to the next face.");
    if (queue_.decidedCount() == queue_.size())
        return tr("All %n face(s) of the queue are decided.", nullptr, queue_.size());
    const QString done =
        tr("%1 of %2 decided").arg(locale.toString(queue_.decidedCount()), locale.toString(queue_.size()));
    return queue_.position() < 0
               ? done
               : tr("Face %1 · %2", "place in the queue").arg(locale.toString(queue_.position() + 1), done);
}

void QueueView::refresh()
{
    place_->setText(sentence());
    const bool walks = !queue_.isEmpty() && queue_.decidedCount() < queue_.size();
    back_->setVisible(!queue_.isEmpty());
    on_->setVisible(!queue_.isEmpty());
    back_->setEnabled(walks);
    on_->setEnabled(walks);
    start_->setText(queue_.isEmpty() ? tr("Start") : tr("Start anew"));
    start_->setEnabled(document_.isOpen() && !document_.facesPending());
    bars_->refresh();
}

void QueueView::retranslate()
{
    orderLabel_->setText(tr("By:"));
    const QString names[kQueueOrders] = {tr("browser's order"), tr("laboratory's list"), tr("NME, worst first"),
                                         tr("disagreement"),    tr("suspicion"),         tr("implausibility"),
                                         tr("random")};
    for (int i = 0; i < kQueueOrders; ++i)
        order_->setItemText(i, names[i]);
    order_->setAccessibleName(tr("Order of the queue"));
    start_->setToolTip(tr("Put the faces into a queue in this order; those decided already are passed over"));
    back_->setToolTip(tr("Back in the queue"));
    on_->setToolTip(tr("Next in the queue (Space)"));
    for (QToolButton *button : {back_, on_})
        button->setAccessibleName(button->toolTip());
    bars_->setAccessibleName(tr("Faces by review state"));
    refresh();
}

} // namespace fiducial::ui
