#pragma once

#include "core/base/rng.h"
#include "ui/main_window/main_window.h"

#include <QPoint>

#include <string>
#include <vector>

namespace fiducial::test {

/// Works on a window with every tool by mouse, keys and the buttons of its panels. The gestures come in laps: each lap
/// makes every one of them once, in an order of its own; which points, how far and on what is drawn at random.
class EditHand {
public:
    /// `made`: how many gestures other hands have made on the project; this one goes on with their lap.
    EditHand(ui::MainWindow &window, std::uint64_t seed, std::size_t made);

    /// Names of the gestures, those that only look left out.
    static std::vector<std::string> edits();
    /// The gesture that act() makes next, or is making.
    std::string gesture() const;
    /// False where the picture of the face that is to be edited does not come.
    bool act();

private:
    struct Gesture;
    static const std::vector<Gesture> &gestures();
    std::size_t next() const; ///< index into gestures()

    // What hands do.
    bool waitForFace();
    void prepare();
    void key(int key, Qt::KeyboardModifiers modifiers = {});
    void stroke(QPoint from, const std::vector<QPoint> &steps, Qt::KeyboardModifiers modifiers = {});
    void click(QPoint at, Qt::KeyboardModifiers modifiers = {});
    void press(const QString &name); ///< the visible button of the review tab with this name or text
    void show(QAction *layer, bool shown);
    void step();
    bool coin() { return rng_.below(2) == 0; }

    // Where they do it.
    std::vector<int> present() const;
    int anyLandmark();
    QPoint viewOf(int landmark) const;
    QPoint landmark() { return viewOf(anyLandmark()); }
    QPoint by(int most);
    /// Two neighbours on a contour that is a curve.
    std::pair<int, int> neighbours();

    void drag();
    void dragSelection();
    void nudge();
    void hide();
    void bendContour();
    void slidePoint();
    void drawContour();
    void transform();
    void snap();
    void place();
    void softDrag();
    void pinnedDrag();
    void predictOthers();
    void mirrorEdit();
    void gradientPeak();
    void meanShape();
    void paste();
    void copyPrevious();
    void addFace();
    void deleteFace();
    void editBox();
    void switchAttribute();
    void moveLandmarks();
    void useRun();
    void revertPoints();
    void revertFace();
    void revertToRevision();
    void review();
    void chooseState();
    void exclude();
    void comment();
    void resolveComment();
    void removeComment();
    void undo();
    void redo();
    void walk();
    void remark(Qt::Key which, const QString &words);

    ui::MainWindow &window_;
    ui::LandmarkCanvas &canvas_;
    Rng rng_;
    std::size_t made_;
};

} // namespace fiducial::test
