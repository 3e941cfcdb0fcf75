#include "ui/charts/curve_view.h"
#include "ui/dialogs/train_dialog.h"
#include "ui/document/wording.h"
#include "ui/theme/marks.h"

#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>

#include <algorithm>
#include <utility>

/// What the training window says, in the language of the moment.
namespace fiducial::ui {

using namespace Qt::StringLiterals;

void TrainDialog::showOptionsNote()
{
    optionsNote_->setText(
        services_.trainer.isEmpty()
            ? tr("This build has no LibTorch, and so no trainer. Run ./dev setup in the source folder, or "
                 "let FIDUCIAL_TRAIN name a fiducial-train built elsewhere.")
        : optionsRead_ ? tr("%1 does not tell its options.").arg(services_.trainer)
                       : tr("Reading the options…"));
}

void TrainDialog::retranslate()
{
    setWindowTitle(tr("Train a network"));
    bar_->setAccessibleName(tr("Progress"));
    loss_->setTitles(tr("Loss"), tr("epoch"), [](double value) { return QLocale().toString(value, 'g', 3); });
    loss_->setNames({tr("steps"), tr("mean of the epoch")});
    loss_->setEmptyText(tr("The loss of each step appears here."));
    nme_->setTitles(tr("Error of the validation faces"), tr("epoch"), [](double value) { return percentText(value); });
    nme_->setNames({tr("averaged weights"), tr("weights as they are")});
    nme_->setEmptyText(tr("NME after each epoch; the best one is kept."));
    showOptionsNote();
    showHeadline();
    wordStatus();
    updateState();
}

void TrainDialog::showHeadline()
{
    const bool idle = session_->state() == TrainingSession::State::Idle;
    const bool told = hasRun_ && run_.steps > 0;
    headline_->setText(idle && !told ? tr("Not started")
                       : !told       ? tr("Cutting faces")
                       : best_ > 0
                           ? tr("%1 NME of the validation faces after epoch %2").arg(percentText(best_)).arg(bestEpoch_)
                       : run_.validationFaces > 0 ? tr("Training, no epoch is finished yet")
                                                  : tr("Training without validation"));
}

QString TrainDialog::outcomeWords() const
{
    if (!outcome_)
        return !hasRun_    ? QString()
               : finished_ ? tr("The run in this folder is finished.")
                           : tr("The run in this folder was interrupted; it can go on.");
    switch (*outcome_) {
    case TrainingProcess::Outcome::Failed:
        return sentenceText(problem_);
    case TrainingProcess::Outcome::Stopped:
        return hasRun_ ? tr("Stopped; it can go on from here.") : tr("Cancelled before the training began.");
    default:
        return tr("Training is done.");
    }
}

QString TrainDialog::activity() const
{
    if (isVisible() || session_->state() != TrainingSession::State::Running)
        return {};
    if (session_->isStopping())
        return tr("Training stops…");
    const QString done = percentText(static_cast<double>(bar_->value()) / std::max(1, bar_->maximum()), 0);
    if (session_->isPaused())
        return tr("Training paused at %1").arg(done);
    const QString text = tr("Training %1").arg(done);
    const int left = static_cast<int>(secondsLeft_.value_or(0));
    return left < 1 ? text : text + u" · "_s + tr("%1 left").arg(durationText(left));
}

void TrainDialog::tellActivity()
{
    if (const QString now = activity(); std::exchange(activity_, now) != now)
        Q_EMIT activityChanged();
}

void TrainDialog::showProgress(const TrainingEvent &event)
{
    bar_->setValue(static_cast<int>(event.step));
    showHeadline();
    if (session_->isPaused() || session_->isStopping() ||
        (event.kind != TrainingEvent::Kind::Step && event.kind != TrainingEvent::Kind::Epoch))
        return;
    showStatus([this, event] { return progressWords(event); });
}

QString TrainDialog::progressWords(const TrainingEvent &event) const
{
    const QLocale locale;
    QStringList parts{tr("Epoch %1 of %2").arg(event.epoch).arg(locale.toString(epochOf(run_.steps), 'f', 0))};
    if (event.imagesPerSecond)
        parts += tr("%1 faces/s").arg(locale.toString(*event.imagesPerSecond, 'f', 0));
    if (event.waiting)
        parts += tr("%1 of the time waiting for faces").arg(percentText(*event.waiting, 1));
    if (!run_.device.isEmpty())
        parts += deviceText(run_.device);
    if (event.secondsLeft && *event.secondsLeft >= 1)
        parts += tr("%1 left").arg(durationText(static_cast<int>(*event.secondsLeft)));
    return parts.join(u" · "_s);
}

void TrainDialog::wordStatus()
{
    status_->setText(words_ ? words_() : QString());
}

void TrainDialog::showStatus(Words words, bool problem)
{
    words_ = std::move(words);
    wordStatus();
    if (problem)
        markTitle(status_);
    else
        markMuted(status_);
}

} // namespace fiducial::ui
