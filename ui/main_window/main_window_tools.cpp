#include "core/shape/shape_model.h"
#include "core/shape/transform.h"
#include "ui/canvas/landmark_canvas.h"
#include "ui/dialogs/tone_dialog.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/face_presenter.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/shape_learning.h"
#include "ui/main_window/status_line.h"
#include "ui/panels/browser_panel.h"
#include "ui/settings/app_settings.h"
#include "ui/theme/marks.h"
#include "ui/theme/translated.h"

#include <QActionGroup>
#include <QToolBar>

#include <array>
#include <limits>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr auto kPixelatedKey = "view/pixelated"_L1;
constexpr double kSquaresAbove = 400; ///< percent

std::array<std::pair<QAction *, CanvasTool>, 8> toolActions(const Actions &actions)
{
    return {{{actions.selectTool, CanvasTool::Select},
             {actions.contourTool, CanvasTool::Contour},
             {actions.freehandTool, CanvasTool::Freehand},
             {actions.transformTool, CanvasTool::Transform},
             {actions.snapTool, CanvasTool::Snap},
             {actions.placeTool, CanvasTool::Place},
             {actions.editBox, CanvasTool::EditBox},
             {actions.addFace, CanvasTool::AddFace}}};
}

/// What a face shows at first sight: mine, else the prediction, else the ground truth.
LandmarkSet bestSet(const ProjectDocument &document, int row)
{
    if (document.isEdited(row))
        return document.state(row).mine.set;
    LandmarkSet run = document.runSet(row, document.activeRun());
    return run.empty() ? document.face(row).truth : run;
}

} // namespace

QWidget *MainWindow::makeToolStrip(QWidget *parent)
{
    auto *strip = new QToolBar(parent);
    translated(strip, [strip] { strip->setAccessibleName(tr("Editing tools")); });
    strip->setOrientation(Qt::Vertical);
    strip->setIconSize(QSize(measures::kIconSize, measures::kIconSize));
    strip->setToolButtonStyle(Qt::ToolButtonIconOnly);
    for (const auto &[action, tool] : toolActions(*actions_))
        strip->addAction(action);
    strip->addSeparator();
    strip->addActions({actions_->softDrag, actions_->mirrorEdit, actions_->togglePins, actions_->predictOthers});
    strip->addSeparator();
    strip->addAction(actions_->mirrorCheck);
    return strip;
}

void MainWindow::connectTools()
{
    new ShapeLearning(document_, jobs_, *canvas_, this);
    auto *tools = new QActionGroup(this);
    for (const auto &[action, tool] : toolActions(*actions_)) {
        tools->addAction(action);
        connect(action, &QAction::triggered, this, [this, tool = tool] {
            canvas_->setTool(canvas_->tool() == tool ? CanvasTool::Select : tool); // the same key again: leave it
            actions_->selectTool->setChecked(canvas_->tool() == CanvasTool::Select);
            canvas_->setFocus();
        });
    }
    actions_->selectTool->setChecked(true);
    connect(canvas_, &LandmarkCanvas::toolChanged, this, [this](CanvasTool now) {
        for (const auto &[action, tool] : toolActions(*actions_))
            if (tool == now)
                action->setChecked(true);
    });
    connect(canvas_, &LandmarkCanvas::notice, status_, [this, last = QString()](const QString &sentence) mutable {
        if (sentence.isEmpty())
            status_->endMessage(last); // the tool that it told of was left
        else
            status_->showMessage(sentence);
        last = sentence;
    });
    connect(actions_->softDrag, &QAction::toggled, canvas_, &LandmarkCanvas::setSoftDrag);
    connect(actions_->mirrorEdit, &QAction::toggled, canvas_, &LandmarkCanvas::setMirrorEdit);
    connect(actions_->mirrorCheck, &QAction::toggled, canvas_, &LandmarkCanvas::setMirrorCheck);
    connect(actions_->togglePins, &QAction::triggered, canvas_, &LandmarkCanvas::togglePins);
    connect(actions_->predictOthers, &QAction::triggered, canvas_, &LandmarkCanvas::predictFromPins);
    connect(actions_->selectContour, &QAction::triggered, canvas_, &LandmarkCanvas::selectContour);
    connect(actions_->gradientPeak, &QAction::triggered, canvas_, &LandmarkCanvas::moveToGradientPeak);
    connect(actions_->meanShape, &QAction::triggered, this, &MainWindow::startFromMeanShape);
    connectViewTools();
    connect(actions_->copyLandmarks, &QAction::triggered, this, [this] {
        const int row = presenter_->currentFace();
        copied_ = bestSet(document_, row);
        copiedBox_ = document_.face(row).box;
        status_->showMessage(copied_.empty() ? tr("This face has no landmarks to copy")
                                             : tr("%n landmark(s) copied", nullptr, copied_.presentCount()));
    });
    connect(actions_->pasteLandmarks, &QAction::triggered, this,
            [this] { paste(copied_, copiedBox_, "paste-points", tr("Copy the landmarks of a face first")); });
    connect(actions_->copyPrevious, &QAction::triggered, this, [this] {
        const int before = browser_->faceFromCurrent(-1);
        if (before < 0)
            return status_->showMessage(tr("This is the first face of the list"));
        paste(bestSet(document_, before), document_.face(before).box, "copy-previous",
              tr("The face before has no landmarks"));
    });
}

void MainWindow::connectViewTools()
{
    connect(actions_->partPass, &QAction::triggered, canvas_, &LandmarkCanvas::setPartPass);
    connect(canvas_, &LandmarkCanvas::partPassChanged, actions_->partPass, &QAction::setChecked);
    connect(actions_->onlyActiveFace, &QAction::toggled, canvas_, &LandmarkCanvas::setOnlyActiveFace);
    connect(actions_->revertPoints, &QAction::triggered, this, [this] {
        if (canvas_->selection().empty())
            return status_->showMessage(tr("Select the landmarks to revert first"));
        document_.revertTo(presenter_->currentFace(), {}, canvas_->selection());
    });
    actions_->pixelated->setChecked(services_.settings.flag(kPixelatedKey, true));
    const auto showPixels = [this] {
        const bool squares = actions_->pixelated->isChecked();
        services_.settings.setFlag(kPixelatedKey, squares);
        canvas_->setPixelatedAbove(squares ? kSquaresAbove : std::numeric_limits<double>::infinity());
    };
    connect(actions_->pixelated, &QAction::toggled, this, showPixels);
    showPixels();
    connect(actions_->tone, &QAction::triggered, this, [this] {
        if (!tone_) {
            tone_ = new ToneDialog(this);
            connect(tone_, &ToneDialog::toneChanged, canvas_, &LandmarkCanvas::setTone);
        }
        tone_->show();
        tone_->raise();
        tone_->activateWindow();
    });
    for (int i = 0; i < Actions::kNumberedFaces; ++i)
        connect(actions_->numberedFaces[static_cast<std::size_t>(i)], &QAction::triggered, this, [this, i] {
            const int row = presenter_->currentFace();
            if (row < 0)
                return;
            const std::vector<int> &faces = document_.dataset().sampleOf(row).faces;
            if (i < static_cast<int>(faces.size()))
                showFace(faces[static_cast<std::size_t>(i)]);
            else
                status_->showMessage(tr("This picture has %n face(s)", nullptr, static_cast<int>(faces.size())));
        });
}

void MainWindow::paste(const LandmarkSet &set, const std::optional<Rect> &from, const std::string &label,
                       const QString &nothing)
{
    const int row = presenter_->currentFace();
    if (row < 0 || document_.facesPending())
        return;
    if (set.empty())
        return status_->showMessage(nothing);
    if (!document_.scheme() || set.count() != document_.scheme()->count)
        return status_->showMessage(tr("The copied landmarks are of another scheme"));
    const std::optional<Rect> to = document_.face(row).box;
    const Affine map = from && to ? shape::boxFromBox(*to, *from) : Affine{};
    LandmarkSet pasted = set;
    pasted.points = shape::transformed(set.points, map);
    putWhole(row, pasted, label);
}

void MainWindow::startFromMeanShape()
{
    const int row = presenter_->currentFace();
    const LandmarkScheme *scheme = document_.scheme();
    if (row < 0 || !scheme || document_.facesPending())
        return;
    const LandmarkSet now = bestSet(document_, row);
    const std::optional<Rect> box = document_.face(row).box;
    LandmarkSet mean;
    if (now.presentCount() >= 2) { // where the face lies, and how it is turned, is known
        std::vector<Point2> from, to;
        for (int i = 0; i < now.count(); ++i)
            if (now.isPresent(i)) {
                from.push_back(scheme->meanShape[static_cast<std::size_t>(i)]);
                to.push_back(now.points[static_cast<std::size_t>(i)]);
            }
        if (const auto pose = fitSimilarity(from, to))
            mean.points = shape::transformed(scheme->meanShape, *pose);
    }
    if (mean.empty() && box)
        mean.points = shape::meanShapeIn(*scheme, *box);
    if (mean.empty())
        return status_->showMessage(tr("This face has no box to put the mean shape into"));
    putWhole(row, mean, "mean-shape");
}

void MainWindow::putWhole(int row, const LandmarkSet &set, const std::string &label)
{
    std::vector<int> all;
    for (int i = 0; i < set.count(); ++i)
        all.push_back(i);
    // A mean shape is a model's guess; what was copied came from another face, and nobody has looked at it here.
    const PointSource source = label == "mean-shape" ? PointSource::Model : PointSource::None;
    const GrabbedSet nothing{emptyLandmarks(set.count()), PointSource::None, -1};
    document_.editLandmarks(row, {label, nothing, set, all, all, source});
    canvas_->setFocus();
}

} // namespace fiducial::ui
