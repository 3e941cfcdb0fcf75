#pragma once

#include "ui/canvas/canvas_types.h"
#include "ui/main_window/heat_maps.h"

#include <QObject>

#include <vector>

namespace fiducial::ui {

class FacePresenter;
class LandmarkCanvas;

/// What of the heatmaps lies on the canvas: the map of the hovered landmark, else the sum of those of the selected
/// ones; or the sum of all. Of the active run, for the face on screen; a plate says which, or why there is none. GUI
/// thread.
class HeatLayer : public QObject {
    Q_OBJECT
public:
    enum class Mode { Off, Points, Sum };

    HeatLayer(ProjectDocument &document, LandmarkCanvas &canvas, FacePresenter &presenter, HeatMaps &maps,
              QObject *parent = nullptr);

    void setMode(Mode mode);
    Mode mode() const { return mode_; }
    void setHovered(int landmark); ///< -1: none
    /// Another face, run or language.
    void refresh();

private:
    std::vector<int> landmarks() const;
    QString title(const std::vector<int> &landmarks) const;
    void fill(CanvasHeat &heat);
    void show();

    ProjectDocument &document_;
    LandmarkCanvas &canvas_;
    FacePresenter &presenter_;
    HeatMaps &maps_;
    Mode mode_ = Mode::Off;
    int hovered_ = -1;
    // What the picture was made of.
    std::shared_ptr<const model::LandmarkMaps> drawnMaps_;
    std::vector<int> drawnLandmarks_;
    HeatPicture drawn_;
    float drawnPeak_ = 0;
};

} // namespace fiducial::ui
