#pragma once

#include "core/metrics/metrics.h"
#include "ui/canvas/canvas_types.h"
#include "ui/document/project_document.h"
#include "ui/paint/plates.h"
#include "ui/paint/point_notes.h"

#include <QObject>
#include <QString>

#include <functional>
#include <map>
#include <set>

namespace fiducial::ui {

class LandmarkCanvas;
class PictureLoader;
struct DocumentRun;
struct Picture;

/// Shows the current face of the document on the canvas and turns the canvas's gestures into edits. Keeps the number
/// that matters in sight: NME of the current face, live while the hand moves, with its value before. GUI thread.
class FacePresenter : public QObject {
    Q_OBJECT
public:
    FacePresenter(ProjectDocument &document, LandmarkCanvas &canvas, PictureLoader &pictures,
                  QObject *parent = nullptr);

    void setCurrentFace(int face); ///< -1: none
    int currentFace() const { return face_; }
    bool isFaceShown() const { return face_ >= 0 && wantedPath_.isEmpty(); } ///< its picture has come
    /// Faces likely to be shown next; their pictures are decoded ahead.
    void prefetch(const std::vector<int> &faces);

    void setLayerVisible(LayerKind kind, bool visible); ///< all runs together
    /// One run, on top of that; forgotten with the data set.
    /// What is written beside each point: nothing where none is chosen.
    struct PointErrors {
        bool pixels = false;
        bool share = false;       ///< of the normaliser
        bool mahalanobis = false; ///< by the covariance as the model gave it; only where it gave one
        bool any() const { return pixels || share || mahalanobis; }
    };
    void setPointErrors(const PointErrors &parts);
    /// The errors of a layer of this face against the document's reference.
    std::vector<PointNote> pointNotes(const Uuid &face, const FaceLayer &layer) const;
    /// How a run's ellipses are drawn on a face, and the words for it in the legend.
    struct EllipseScale {
        std::vector<double> factors; ///< of sigma, per landmark; empty: as the model gave it
        QString words;
    };
    void setEllipseScale(std::function<EllipseScale(int face, int run)> scale);
    void refreshEllipses();
    void setRunVisible(int run, bool visible);
    bool isRunVisible(int run) const { return !hiddenRuns_.contains(run); }
    bool isLayerVisible(LayerKind kind) const { return !hidden_.contains(kind); }
    void setLayerOpacity(LayerKind kind, double opacity); ///< 0..1; all runs together
    /// An earlier state of a face, shown below its layers until another face is shown or this is called with none.
    void setGhost(int face, LandmarkSet ghost);
    bool hasGhost() const { return ghostFace_ >= 0; }

    /// NME of what is on the canvas right now under the document's normaliser, a running drag included; NaN where there
    /// is none.
    double shownNme() const;
    /// What shownNme() was before the edits of this visit; NaN where that is the same.
    double nmeBefore() const;
    /// What stands under it: image, which of its faces, what has been moved, how many points lie outside the picture.
    QString handSentence() const;
    QString faceSentence() const;
    /// *Use prediction* of the active run: the selected landmarks, their contours, or the whole face.
    enum class Scope { Points, Contours, Face };
    void usePrediction(Scope scope);

    /// Plate and legend in the language of the moment.
    void retranslate();

Q_SIGNALS:
    void currentFaceChanged(int face);
    void faceShown(int face); ///< its picture has come
    void preview(const fiducial::LandmarkSet &set);
    void previewEnded();
    /// A picture could not be read: one sentence.
    void problem(const QString &sentence);

private:
    struct Yardstick {
        Reference reference;
        metrics::Normaliser normaliser = metrics::Normaliser::InterOcular;
        friend bool operator==(const Yardstick &, const Yardstick &) = default;
    };
    Yardstick yardstick() const;
    void startVisit();
    bool isShown(const ChangeEvent &event) const; ///< whether it may concern a face of the picture on the canvas
    void rebuild();
    std::vector<CanvasFace> canvasFaces(int sample) const;
    FaceOverlay overlayOf(int row) const;
    std::vector<const DocumentRun *> runsByRank() const; ///< the active one last, so that it lies on top
    /// Points of the judged layer beyond the threshold, the worst first.
    std::vector<int> worstPoints(int row, const FaceOverlay &overlay) const;
    void requestPicture();
    void pictureLoaded(const QString &path, const Picture &picture);
    void dragMoved(const Uuid &face, const LandmarkSet &set, const std::vector<int> &moved);
    void editFinished(const CanvasEdit &edit);
    void endPreview();
    void updatePlate();
    QString nmeSentence() const;
    int pointsOutsidePicture() const;
    void updateLegend();
    QString hoverText(const Uuid &face, int landmark, const LandmarkSet &shown) const;

    ProjectDocument &document_;
    LandmarkCanvas &canvas_;
    PictureLoader &pictures_;
    int face_ = -1;
    QString wantedPath_; ///< picture that the canvas waits for
    QString shownPath_;
    Sentence pictureProblem_; ///< why the picture of the face cannot be shown
    std::set<LayerKind> hidden_;
    std::set<int> hiddenRuns_;
    PointErrors pointErrors_;
    std::function<EllipseScale(int, int)> ellipseScale_;
    int ghostFace_ = -1;
    LandmarkSet ghost_;
    std::map<LayerKind, double> opacity_;                        ///< 1 where absent
    double visitNme_ = std::numeric_limits<double>::quiet_NaN(); ///< when the face was first shown with a number
    Yardstick visitYardstick_; ///< of that number; one of another cannot be compared with it
    bool dragging_ = false;
    LandmarkSet dragged_; ///< the set under the hand
    metrics::LiveNme live_;
};

} // namespace fiducial::ui
