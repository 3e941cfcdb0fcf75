#pragma once

#include "core/dataset/landmark_set.h"
#include "core/geometry/types.h"
#include "core/scheme/landmark_scheme.h"
#include "ui/paint/layer_style.h"

#include <QColor>
#include <QString>

#include <optional>
#include <vector>

namespace fiducial::ui {

/// One landmark set of a face as it is shown. A value; sets whose count differs from the scheme's are drawn as marks
/// without contours or names.
struct FaceLayer {
    LayerKind kind = LayerKind::GroundTruth;
    int run = -1; ///< kind Run: the caller's index of the run; handed back by the canvas
    LandmarkSet set;
    LayerStyle style;
    std::vector<Covariance2f> covariance; ///< empty, or one per point
    std::vector<double> sigmaFactors; ///< empty, or one per point: how much wider its ellipses are than the covariance
    std::vector<int> pinned;          ///< drawn as squares, ascending
    /// Empty, or where each point comes from: its shape. A disc was placed by hand, a cross is a model's, a ring the
    /// ground truth's.
    std::vector<PointSource> sources;
    bool visible = true;
    double opacity = 1;
    bool editable = true; ///< its points can be grabbed
};

FaceLayer makeLayer(LayerKind kind, LandmarkSet set, int run = -1);

enum class LabelMode { Off, Indices, Names };

/// What is drawn and how, for all faces of a picture.
struct OverlayOptions {
    double markSize = 7; ///< device-independent pixels, clamped to 3..12
    bool contours = true;
    LabelMode labels = LabelMode::Off;
    bool errors = true;                       ///< lines from the judged layer's marks to the reference
    double errorMagnification = 1;            ///< 1..20; beyond 1 the lines become arrows
    bool ellipses = false;                    ///< 1 and 2 sigma, of layers with covariance
    bool box = false;                         ///< the face's box
    bool failures = false;                    ///< frames failed faces, halos around their worst points
    QColor accent = QColor(0x6a, 0xa6, 0xff); ///< hovered and selected rings, face box of the active face
};

/// Everything drawn for one face, bottom to top.
struct FaceOverlay {
    std::optional<Rect> box;
    std::vector<FaceLayer> layers;
    /// What errors are measured against; lines are drawn from mine where it is visible and not empty, else from the
    /// last visible run. None where counts differ.
    std::optional<LandmarkSet> reference;
    bool failed = false;       ///< its error is beyond the threshold
    std::vector<int> worst;    ///< points of the judged layer that are
    LandmarkSet ghost;         ///< an earlier state that is looked at, below the layers; empty: none
    std::vector<int> remarked; ///< points of the topmost layer with an open comment
};

/// Points and contours that stand out.
struct Highlight {
    int hovered = -1;
    bool nameHovered = true;   ///< write its name beside it; off where a plate does
    std::vector<int> selected; ///< ascending
    /// The layer whose points are ringed: an index into FaceOverlay::layers, or -1: the topmost visible one.
    int layer = -1;
};

/// The layer that errors are drawn from (see FaceOverlay::reference), or -1.
int judgedLayer(const FaceOverlay &face);
/// The topmost visible, non-empty layer, or -1.
int topLayer(const FaceOverlay &face);

} // namespace fiducial::ui
