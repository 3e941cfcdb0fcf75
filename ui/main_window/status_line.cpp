#include "ui/main_window/status_line.h"

#include "ui/document/wording.h"
#include "ui/jobs/job_runner.h"
#include "ui/theme/icon_factory.h"
#include "ui/theme/marks.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QTimer>
#include <QToolButton>

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
      work_(new QLabel(this)),
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
    cancel_->setToolTip(tr("Cancel"));
    cancel_->setAccessibleName(tr("Cancel"));
    markFlat(cancel_);
    setFixedHeight(cancel_->sizeHint().height()); // work that begins or ends moves nothing above the line
    layout->addWidget(cursor_);
    layout->addWidget(zoom_);
    layout->addWidget(model_);
    layout->addStretch(1);
    layout->addWidget(work_);
    layout->addWidget(bar_);
    layout->addWidget(cancel_);
    layout->addWidget(saving_);
    for (QLabel *label : {cursor_, zoom_, model_, work_, saving_})
        markMuted(label);
    saving_->setObjectName(u"saving"_s);
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
    updateJobs();
}

void StatusLine::showCursor(Point2 image, bool inside)
{
    const QLocale locale;
    cursor_->setText(inside ? tr("%1, %2 px").arg(locale.toString(image.x, 'f', 2), locale.toString(image.y, 'f', 2))
                            : QString());
}

void StatusLine::showZoom(double percent)
{
    zoom_->setText(tr("%1 %").arg(QLocale().toString(percent, 'f', 0)));
}

void StatusLine::showModel(const QString &text)
{
    model_->setText(text);
}

void StatusLine::showMessage(const QString &sentence)
{
    work_->setText(sentence);
    work_->setToolTip(sentence);
    messageTimer_->start();
}

QString StatusLine::savingText() const
{
    return saving_->text();
}

void StatusLine::showSaving(SaveQueue::State state, int pending, const QString &problem)
{
    switch (state) {
    case SaveQueue::State::Saved:
        saving_->setText(tr("All edits saved"));
        break;
    case SaveQueue::State::Saving:
        saving_->setText(tr("Saving…"));
        break;
    case SaveQueue::State::Failed:
        saving_->setText(tr("%n edit(s) not saved", nullptr, pending));
        break;
    }
    saving_->setToolTip(problem);
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
    bar_->setRange(0, static_cast<int>(shown->total()));
    bar_->setValue(static_cast<int>(shown->done()));
}

} // namespace fiducial::ui
