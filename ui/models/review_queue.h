#pragma once

#include "ui/document/change_event.h"

#include <QObject>

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace fiducial::ui {

class ProjectDocument;

/// By what a review queue is put in order.
enum class QueueOrder { Browser, Laboratory, WorstFirst, Disagreement, Suspicion, Implausibility, Random };
inline constexpr int kQueueOrders = 7;

/// The faces that wait for a review, in an order that stays as it was when the queue was made: faces do not move while
/// they are worked on. Kept in the project, with the place in it. Walking goes to the faces that are not decided yet.
/// GUI thread.
class ReviewQueue : public QObject {
    Q_OBJECT
public:
    explicit ReviewQueue(ProjectDocument &document, QObject *parent = nullptr);

    /// `faces` in the order they are to be walked.
    void start(QueueOrder order, std::vector<int> faces);
    void clear();
    bool isEmpty() const { return faces_.empty(); }
    int size() const { return static_cast<int>(faces_.size()); }
    QueueOrder order() const { return order_; }
    int decidedCount() const { return decidedCount_; }
    /// Of the face the walk stands at, from 0; -1: at none yet.
    int position() const { return position_; }
    /// The face the walk stands at, or -1.
    int current() const { return position_ < 0 ? -1 : faces_[static_cast<std::size_t>(position_)]; }
    bool contains(int face) const { return place_.contains(face); }
    /// The next face, forwards (1) or back (-1), that is not decided; past the end it goes on at the other. -1: all are
    /// decided. `from`: where the walk goes on from if the queue holds it, else from its own place.
    int next(int step, int from) const;
    /// A face is shown: the walk stands there now, if the queue holds it.
    void visit(int face);

Q_SIGNALS:
    void changed();

private:
    void documentChanged(const ChangeEvent &event);
    void restore();
    void index();
    void mark(int place);
    void store() const;

    ProjectDocument &document_;
    QueueOrder order_ = QueueOrder::Browser;
    std::vector<int> faces_;
    std::unordered_map<int, int> place_; ///< of each face in the queue
    int position_ = -1;
    std::vector<bool> decidedAt_; ///< per place
    int decidedCount_ = 0;
};

/// The faces with the largest numbers first; those without one are left out. Rows of `keys` are faces.
std::vector<int> largestFirst(std::span<const double> keys);
/// Every face once in a random order.
std::vector<int> shuffledFaces(int count, std::uint64_t seed);

} // namespace fiducial::ui
