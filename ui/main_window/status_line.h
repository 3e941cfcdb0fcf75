#pragma once

#include "core/geometry/types.h"
#include "ui/document/save_queue.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;
class QTimer;

namespace fiducial::ui {

class JobRunner;

/// The one status line: position and zoom, model and device, running work with what, how many, time left and a cross,
/// and whether every edit is saved.
class StatusLine : public QWidget {
    Q_OBJECT
public:
    explicit StatusLine(JobRunner &jobs, QWidget *parent = nullptr);

    void showCursor(Point2 image, bool inside);
    void showZoom(double percent);
    void showModel(const QString &text); ///< "PFLD · CPU, 2 threads · 3.1 ms a face"
    void showSaving(SaveQueue::State state, int pending, const QString &problem);
    void showMessage(const QString &sentence); ///< for some seconds in place of the work
    QString savingText() const;

private:
    void updateJobs();

    JobRunner &jobs_;
    QLabel *cursor_;
    QLabel *zoom_;
    QLabel *model_;
    QLabel *work_;
    QProgressBar *bar_;
    QToolButton *cancel_;
    QLabel *saving_;
    QTimer *messageTimer_;
};

} // namespace fiducial::ui
