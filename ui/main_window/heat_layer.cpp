#include "ui/main_window/heat_layer.h"

#include "ui/canvas/landmark_canvas.h"
#include "ui/document/project_document.h"
#include "ui/document/wording.h"
#include "ui/main_window/face_presenter.h"

#include <QLocale>

#include <numeric>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

HeatLayer::HeatLayer(ProjectDocument &document, LandmarkCanvas &canvas, FacePresenter &presenter, HeatMaps &maps,
                     QObject *parent)
    : QObject(parent), document_(document), canvas_(canvas), presenter_(presenter), maps_(maps)
{
    connect(&maps_, &HeatMaps::changed, this, &HeatLayer::show);
    connect(&canvas_, &LandmarkCanvas::hovered, this, &HeatLayer::setHovered);
    connect(&canvas_, &LandmarkCanvas::selectionChanged, this, [this] {
        if (mode_ == Mode::Points)
            show();
    });
    connect(&presenter_, &FacePresenter::currentFaceChanged, this, [this] {
        hovered_ = -1;
        refresh();
    });
    connect(&document_, &ProjectDocument::changed, this, [this](const ChangeEvent &event) {
        if (std::holds_alternative<RunsChanged>(event))
            refresh();
    });
}

void HeatLayer::setMode(Mode mode)
{
    mode_ = mode;
    refresh();
}

void HeatLayer::setHovered(int landmark)
{
    hovered_ = landmark;
    if (mode_ == Mode::Points)
        show();
}

void HeatLayer::refresh()
{
    maps_.want(mode_ == Mode::Off ? -1 : presenter_.currentFace(), document_.activeRun());
    show();
}

std::vector<int> HeatLayer::landmarks() const
{
    if (mode_ == Mode::Sum) {
        std::vector<int> all(maps_.maps() ? static_cast<std::size_t>(maps_.maps()->count) : 0);
        std::iota(all.begin(), all.end(), 0);
        return all;
    }
    return hovered_ >= 0 ? std::vector{hovered_} : canvas_.selection();
}

QString HeatLayer::title(const std::vector<int> &landmarks) const
{
    const QString what = landmarks.size() == 1 && mode_ == Mode::Points
                             ? tr("Heat of #%1").arg(canvas_.landmarkLabel(landmarks.front()))
                             : tr("Sum of %n heatmap(s)", nullptr, static_cast<int>(landmarks.size()));
    return what + u" · "_s + document_.runName(document_.activeRun());
}

void HeatLayer::fill(CanvasHeat &heat)
{
    const model::LandmarkMaps &maps = *maps_.maps();
    const DocumentRun *run = document_.run(document_.activeRun());
    if (mode_ == Mode::Points && run && run->run.schemeId != document_.dataset().schemeId) {
        heat.plate = {
            document_.runName(run->number),
            {},
            tr("Its %1 heatmaps are of other landmarks than those shown; their sum can be seen.").arg(maps.count)};
        return;
    }
    const std::vector<int> shown = landmarks();
    if (shown.empty()) {
        heat.plate = {document_.runName(document_.activeRun()),
                      {},
                      tr("Point at a landmark, or select some, to see their heat.")};
        return;
    }
    if (drawnMaps_ != maps_.maps() || drawnLandmarks_ != shown) {
        const HeatGrid grid = sumOfMaps(maps.values, maps.height, maps.width, maps.imageFromCell, shown);
        drawn_ = HeatPicture(grid);
        drawnPeak_ = grid.peak();
        drawnMaps_ = maps_.maps();
        drawnLandmarks_ = shown;
    }
    heat.picture = drawn_;
    heat.plate.title = title(shown);
    heat.plate.peak = tr("peak %1").arg(QLocale().toString(static_cast<double>(drawnPeak_), 'g', 3));
    if (run && run->run.views != ViewOptions{})
        heat.plate.note = tr("Of the face as it stands; its points are averages over more views.");
}

void HeatLayer::show()
{
    const int face = presenter_.currentFace();
    CanvasHeat heat;
    if (mode_ != Mode::Off && face >= 0 && maps_.state() != HeatMaps::State::Nothing && maps_.face() == face) {
        heat.face = document_.faceId(face);
        if (maps_.state() == HeatMaps::State::Ready)
            fill(heat);
        else if (maps_.state() == HeatMaps::State::Computing)
            heat.plate.note = tr("Computing the heatmaps…");
        else
            heat.plate.note = sentenceText(maps_.reason());
    }
    if (heat.picture.isNull()) { // 1.6 MB are not held for nothing
        drawnMaps_.reset();
        drawn_ = {};
    }
    canvas_.setHeat(std::move(heat));
}

} // namespace fiducial::ui
