#pragma once

#include "core/geometry/types.h"
#include "ui/document/save_queue.h"

#include <QWidget>

#include <functional>

class QLabel;
class QProgressBar;
class QToolButton;
class QTimer;

namespace fiducial::ui {

class ElidedLabel;
class JobRunner;

/// The one status line: position and zoom, model and device, running work with what, how many, time left and a cross,
/// and whether every edit is saved.
class StatusLine : public QWidget {
    Q_OBJECT
public:
    explicit StatusLine(JobRunner &jobs, QWidget *parent = nullptr);

    void showCursor(Point2 image, bool inside);
    void showZoom(double percent);
    void showRotation(double degrees); ///< beside the zoom; nothing for an upright view
    /// "PFLD · CPU, 2 threads · 3.1 ms a face"; asked again when the language changes.
    void showModel(std::function<QString()> text);
    void showSaving(SaveQueue::State state, int pending, const QString &problem);
    void showMessage(const QString &sentence); ///< for some seconds in place of the work
    void endMessage(const QString &sentence);  ///< earlier, where this is what is being said
    /// Nothing is open: no zoom, model or message is left of what was.
    void clear();
    QString savingText() const;
    /// What goes on behind a closed window, "Training 43 % · 5 min left"; a click leads back to it. Empty: nothing.
    void showTask(const QString &text, const QString &wayBack);

Q_SIGNALS:
    void taskClicked();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void updateJobs();
    void makeRoom();
    void retranslate();
    QString savingSentence() const;

    JobRunner &jobs_;
    QLabel *cursor_;
    QLabel *zoom_;
    QLabel *model_;
    QToolButton *task_;
    ElidedLabel *work_;
    QProgressBar *bar_;
    QToolButton *cancel_;
    QLabel *saving_;
    QTimer *messageTimer_;
    double percent_ = 0; ///< zoom; 0: none
    double degrees_ = 0;
    std::function<QString()> modelText_;
    QString message_;
    SaveQueue::State state_ = SaveQueue::State::Saved;
    int pending_ = -1; ///< edits; -1: nothing to save
};

} // namespace fiducial::ui
