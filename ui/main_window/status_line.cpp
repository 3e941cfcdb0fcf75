#include "ui/main_window/status_line.h"

#include "ui/document/wording.h"
#include "ui/jobs/job_runner.h"
#include "ui/panels/elided.h"
#include "ui/theme/icon_factory.h"
#include "ui/theme/marks.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kMessageMs = 6000;
constexpr double kQuietSeconds = 0.3; ///< shorter work does not flicker in the line
} // namespace

StatusLine::StatusLine(JobRunner &jobs, QWidget *parent)
    : QWidget(parent),
      jobs_(jobs),
      cursor_(new QLabel(this)),
      zoom_(new QLabel(this)),
      model_(new QLabel(this)),
      task_(new QToolButton(this)),
      work_(new ElidedLabel(this)),
      bar_(new QProgressBar(this)),
      cancel_(new QToolButton(this)),
      saving_(new QLabel(this)),
      messageTimer_(new QTimer(this))
{
    setLayoutDirection(Qt::LeftToRight);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 0, 12, 0);
    layout->setSpacing(18);
    cursor_->setMinimumWidth(fontMetrics().horizontalAdvance(u"00000.00, 00000.00 px"_s));
    zoom_->setMinimumWidth(fontMetrics().horizontalAdvance(u"00000 %"_s));
    bar_->setFixedWidth(144);
    bar_->setTextVisible(false);
    cancel_->setIcon(themedIcon(u"close"_s, IconRole::Muted));
    markFlat(cancel_);
    setFixedHeight(cancel_->sizeHint().height()); // work that begins or ends moves nothing above the line
    layout->addWidget(cursor_);
    layout->addWidget(zoom_);
    layout->addWidget(model_);
    layout->addWidget(task_);
    layout->addWidget(work_, 1);
    layout->addWidget(bar_);
    layout->addWidget(cancel_);
    layout->addWidget(saving_);
    for (QWidget *label : std::initializer_list<QWidget *>{cursor_, zoom_, model_, work_, saving_})
        markMuted(label);
    saving_->setObjectName(u"saving"_s);
    task_->setObjectName(u"task"_s);
    task_->setToolButtonStyle(Qt::ToolButtonTextOnly);
    task_->setFocusPolicy(Qt::TabFocus);
    markFlat(task_);
    task_->hide();
    connect(task_, &QToolButton::clicked, this, &StatusLine::taskClicked);
    messageTimer_->setSingleShot(true);
    messageTimer_->setInterval(kMessageMs);
    connect(messageTimer_, &QTimer::timeout, this, &StatusLine::updateJobs);
    connect(&jobs_, &JobRunner::progressed, this, &StatusLine::updateJobs);
    connect(&jobs_, &JobRunner::jobFinished, this, &StatusLine::updateJobs);
    connect(cancel_, &QToolButton::clicked, this, [this] {
        for (Job *job : jobs_.jobs())
            if (!job->title().isEmpty())
                job->cancel();
        work_->setText(tr("Cancelling…"));
    });
    retranslate();
}

void StatusLine::showCursor(Point2 image, bool inside)
{
    const QLocale locale;
    cursor_->setText(inside ? tr("%1, %2 px").arg(locale.toString(image.x, 'f', 2), locale.toString(image.y, 'f', 2))
                            : QString());
}

void StatusLine::showZoom(double percent)
{
    percent_ = percent;
    const QString zoom = tr("%1 %").arg(QLocale().toString(percent, 'f', 0));
    zoom_->setText(degrees_ == 0
                       ? zoom
                       : tr("%1 · %2°", "zoom and turn of the view").arg(zoom, QLocale().toString(degrees_, 'f', 0)));
}

void StatusLine::showRotation(double degrees)
{
    degrees_ = degrees;
    showZoom(percent_);
}

void StatusLine::showModel(std::function<QString()> text)
{
    modelText_ = std::move(text);
    model_->setText(modelText_());
}

void StatusLine::showMessage(const QString &sentence)
{
    message_ = sentence;
    work_->setText(sentence);
    work_->setToolTip(sentence);
    messageTimer_->start();
    makeRoom();
}

void StatusLine::endMessage(const QString &sentence)
{
    if (!messageTimer_->isActive() || sentence != message_)
        return;
    messageTimer_->stop();
    updateJobs();
}

void StatusLine::clear()
{
    messageTimer_->stop();
    modelText_ = nullptr;
    percent_ = degrees_ = 0;
    pending_ = -1;
    for (QLabel *label : {cursor_, zoom_, model_, saving_})
        label->clear();
    updateJobs();
}

void StatusLine::showTask(const QString &text, const QString &wayBack)
{
    task_->setText(text);
    task_->setToolTip(wayBack);
    task_->setAccessibleName(text);
    task_->setAccessibleDescription(wayBack);
    task_->setVisible(!text.isEmpty());
}

QString StatusLine::savingText() const
{
    return saving_->text();
}

void StatusLine::showSaving(SaveQueue::State state, int pending, const QString &problem)
{
    state_ = state;
    pending_ = pending;
    saving_->setText(savingSentence());
    saving_->setToolTip(problem);
}

QString StatusLine::savingSentence() const
{
    if (pending_ < 0)
        return {};
    switch (state_) {
    case SaveQueue::State::Saved:
        return tr("All edits saved");
    case SaveQueue::State::Saving:
        return tr("Saving…");
    case SaveQueue::State::Failed:
        break;
    }
    return tr("%n edit(s) not saved", nullptr, pending_);
}

void StatusLine::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void StatusLine::retranslate()
{
    cancel_->setToolTip(tr("Cancel"));
    cancel_->setAccessibleName(tr("Cancel"));
    cursor_->clear(); // until the pointer moves again
    if (percent_ > 0)
        showZoom(percent_);
    if (modelText_)
        model_->setText(modelText_());
    saving_->setText(savingSentence());
    messageTimer_->stop(); // said in another language
    updateJobs();
}

void StatusLine::updateJobs()
{
    Job *shown = nullptr;
    for (Job *job : jobs_.jobs())
        if (!job->title().isEmpty() && job->seconds() > kQuietSeconds)
            shown = job;
    bar_->setVisible(shown != nullptr);
    cancel_->setVisible(shown != nullptr);
    if (!shown) {
        if (!messageTimer_->isActive())
            work_->clear();
        makeRoom();
        return;
    }
    if (messageTimer_->isActive() || shown->isCancelled())
        return;
    const QLocale locale;
    QString text = shown->title();
    if (shown->total() > 0) {
        text = tr("%1 %2 of %3").arg(text, locale.toString(shown->done()), locale.toString(shown->total()));
        if (shown->secondsLeft() >= 0)
            text += u" · "_s + tr("%1 left").arg(durationText(shown->secondsLeft()));
    } else {
        text += u"…"_s;
    }
    work_->setText(text);
    work_->setToolTip(text);
    bar_->setRange(0, static_cast<int>(shown->total()));
    bar_->setValue(static_cast<int>(shown->done()));
    makeRoom();
}

void StatusLine::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    makeRoom();
}

/// What is being said goes before the model, which has a place in the model manager, too.
void StatusLine::makeRoom()
{
    int needed = layout()->contentsMargins().left() + layout()->contentsMargins().right() + work_->sizeHint().width();
    for (const QWidget *widget :
         std::initializer_list<const QWidget *>{cursor_, zoom_, model_, task_, bar_, cancel_, saving_})
        if (widget == model_ || !widget->isHidden())
            needed += std::max(widget->sizeHint().width(), widget->minimumWidth()) + layout()->spacing();
    model_->setVisible(work_->text().isEmpty() || needed <= width());
}

} // namespace fiducial::ui
