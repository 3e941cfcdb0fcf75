#pragma once

#include "core/store/project_store.h"

#include <QObject>
#include <QPointF>

#include <functional>

namespace fiducial::ui {

class ProjectDocument;

/// Counts the work on the face on screen: clicks and drags on the widgets it watches, and the time between one event
/// and the next where that is no pause. What it has counted goes to the document, which keeps it in the log with the
/// next revision of the face. GUI thread.
class EditMeter : public QObject {
    Q_OBJECT
public:
    static constexpr std::int64_t kPauseMs = 30'000; ///< longer than this nobody was at work

    explicit EditMeter(ProjectDocument &document, QObject *parent = nullptr);
    void watch(QObject *widget);
    void setFace(int face); ///< -1: none
    /// Milliseconds that only rise; for tests.
    void setClock(std::function<std::int64_t()> clock) { clock_ = std::move(clock); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void tick();
    void flush();

    ProjectDocument &document_;
    std::function<std::int64_t()> clock_;
    int face_ = -1;
    store::EditCost counted_;
    std::int64_t last_ = -1; ///< event; -1: none on this face yet
    bool pressed_ = false;
    bool dragging_ = false;
    QPointF pressedAt_;
};

/// The work of placing `count` points one by one: at the pace of what `done` tells, else at a usual one.
struct ScratchEstimate {
    int placements = 0;
    std::int64_t activeMs = 0;
    bool ownPace = false;
};
ScratchEstimate scratchEstimate(int count, const store::EditCost &done);

} // namespace fiducial::ui
