#include "core/dataset/edited_dataset.h"
#include "core/shape/shape_model.h"
#include "ui/canvas/landmark_canvas.h"
#include "ui/document/wording.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/face_presenter.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/model_tools.h"
#include "ui/main_window/status_line.h"
#include "ui/panels/attribute_list.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/review_view.h"

#include <QLocale>
#include <QMenu>

#include <algorithm>
#include <iterator>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr double kTurnDegrees = 5; ///< a press

QString keysOf(const QAction &action)
{
    return action.shortcut().toString(QKeySequence::NativeText);
}

/// The attributes that keys stand for: those of the data set and the project, else what WFLW lists hold.
std::vector<std::string> keyedAttributes(const ProjectDocument &document)
{
    std::vector<std::string> names;
    if (document.isOpen() && document.dataset().schemeId == "wflw98")
        names = wflwAttributeNames();
    if (document.isOpen())
        std::ranges::copy_if(document.dataset().attributeNames, std::back_inserter(names),
                             [&](const auto &name) { return std::ranges::find(names, name) == names.end(); });
    if (names.size() > Actions::kAttributes)
        names.resize(Actions::kAttributes);
    return names;
}

} // namespace

/// Faces that come and go, their boxes and attributes.
void MainWindow::connectFaceEdits()
{
    connect(canvas_, &LandmarkCanvas::faceDrawn, this, &MainWindow::addFace);
    connect(canvas_, &LandmarkCanvas::boxEdited, this, [this](const Uuid &face, const Rect &box) {
        if (const int row = document_.rowOf(face); row >= 0)
            document_.setBox(row, box);
    });
    connect(actions_->revertPicture, &QAction::triggered, this,
            [this] { document_.revertPicture(presenter_->currentFace(), 0); });
    connect(actions_->usePicture, &QAction::triggered, this, &MainWindow::usePredictionOfPicture);
    connect(actions_->deleteFace, &QAction::triggered, this, &MainWindow::deleteFace);
    connect(actions_->moveLandmarks, &QAction::triggered, this, &MainWindow::chooseFaceToMoveTo);
    for (int i = 0; i < Actions::kAttributes; ++i)
        connect(actions_->attributes[static_cast<std::size_t>(i)], &QAction::triggered, this,
                [this, i] { switchAttribute(i); });
    connect(inspector_->reviewView()->attributes(), &AttributeList::notice, status_, &StatusLine::showMessage);
    connect(&document_, &ProjectDocument::changed, this, [this](const ChangeEvent &event) {
        const auto *faces = std::get_if<FacesChanged>(&event);
        if (faces && faces->fields)
            thumbnails_.forget(faces->rows);
        if (const auto *listed = std::get_if<FacesListed>(&event); listed && presenter_->currentFace() >= 0)
            showFace(document_.faceToShow(presenter_->currentFace()));
        if (std::holds_alternative<DatasetReset>(event) || std::holds_alternative<FacesListed>(event) ||
            (faces && faces->fields))
            showAttributes();
    });
    connect(presenter_, &FacePresenter::currentFaceChanged, this, &MainWindow::showAttributes);
    connectRotation();
    showAttributes();
}

void MainWindow::connectRotation()
{
    connect(actions_->rotateLeft, &QAction::triggered, this,
            [this] { canvas_->setRotation(canvas_->rotation() - kTurnDegrees); });
    connect(actions_->rotateRight, &QAction::triggered, this,
            [this] { canvas_->setRotation(canvas_->rotation() + kTurnDegrees); });
    connect(actions_->upright, &QAction::triggered, this, [this] { canvas_->setRotation(0); });
    connect(actions_->levelEyes, &QAction::triggered, this, [this] {
        if (!canvas_->levelEyes())
            status_->showMessage(tr("This face has no eyes to level; place or predict its landmarks first"));
    });
    connect(canvas_, &LandmarkCanvas::rotationChanged, status_, &StatusLine::showRotation);
}

void MainWindow::addFace(const Rect &box)
{
    const int row = presenter_->currentFace();
    const LandmarkScheme *scheme = document_.scheme();
    if (row < 0 || document_.facesPending() || !scheme)
        return;
    const LandmarkSet start{shape::meanShapeIn(*scheme, box), {}};
    const int added = document_.addFace(document_.face(row).sample, box, start);
    canvas_->setTool(CanvasTool::Select);
    showFace(added);
    status_->showMessage(tools_->modelName().isEmpty()
                             ? tr("Face added with the mean shape; %1 takes it back").arg(keysOf(*actions_->undo))
                             : tr("Face added with the mean shape; %1 pre-fills it, %2 takes it back")
                                   .arg(keysOf(*actions_->prefillFace), keysOf(*actions_->undo)));
}

void MainWindow::deleteFace()
{
    const int row = presenter_->currentFace();
    if (row < 0 || document_.facesPending() || !document_.exists(row))
        return;
    const QString number = QLocale().toString(document_.dataset().numberInImage(row) + 1);
    const QString image = QString::fromStdString(document_.dataset().sampleOf(row).image);
    const int place = faces_.listRowOf(row);
    document_.deleteFace(row);
    // A sorted list goes on where the face stood; in file order its neighbours are those of the picture.
    if (place >= 0 && faces_.order().sort != FaceSort::FileOrder && faces_.rowCount() > 0)
        showFace(faces_.faceAt(std::min(place, faces_.rowCount() - 1)));
    status_->showMessage(tr("Face %1 of %2 deleted; %3 brings it back").arg(number, image, keysOf(*actions_->undo)));
}

void MainWindow::usePredictionOfPicture()
{
    const int row = presenter_->currentFace();
    const int taken = document_.usePredictionOfPicture(row, document_.activeRun());
    const int left = static_cast<int>(document_.dataset().sampleOf(row).faces.size()) - taken;
    if (left > 0)
        status_->showMessage(tr("%n face(s) not in the run; left as they are", nullptr, left));
}

void MainWindow::chooseFaceToMoveTo()
{
    const int from = presenter_->currentFace();
    if (from < 0 || document_.facesPending() || !document_.exists(from))
        return;
    const std::vector<std::int32_t> &faces = document_.dataset().sampleOf(from).faces;
    if (faces.size() < 2)
        return status_->showMessage(tr("This picture has no other face; %1 adds one").arg(keysOf(*actions_->addFace)));
    if (faces.size() == 2)
        return moveLandmarksTo(faces[0] == from ? faces[1] : faces[0]);
    auto *menu = new QMenu(this);
    menu->setObjectName(u"move-landmarks-to"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addSection(tr("Move landmarks to"));
    for (std::size_t i = 0; i < faces.size(); ++i) {
        const int to = faces[i];
        if (to == from)
            continue;
        const QString number = QLocale().toString(static_cast<int>(i) + 1);
        const QString key = i < 9 ? u"&"_s + number : number;
        QAction *action = menu->addAction(document_.isEdited(to) ? tr("Face %1, exchange with its own").arg(key)
                                                                 : tr("Face %1").arg(key));
        connect(action, &QAction::triggered, this, [this, to] { moveLandmarksTo(to); });
        connect(action, &QAction::hovered, this, [this, to] { canvas_->setPointedFace(document_.faceId(to)); });
    }
    connect(menu, &QMenu::aboutToHide, this, [this] { canvas_->setPointedFace({}); });
    menu->popup(canvas_->mapToGlobal(canvas_->rect().center()));
}

void MainWindow::moveLandmarksTo(int to)
{
    const int from = presenter_->currentFace();
    const bool exchanged = document_.isEdited(to);
    if (!document_.moveLandmarksTo(from, to))
        return status_->showMessage(tr("This face has no landmarks to move"));
    showFace(to);
    const QString number = QLocale().toString(document_.dataset().numberInImage(to) + 1);
    status_->showMessage((exchanged ? tr("Landmarks exchanged with face %1; %2 takes it back")
                                    : tr("Landmarks moved to face %1; %2 takes it back"))
                             .arg(number, keysOf(*actions_->undo)));
}

void MainWindow::switchAttribute(int key)
{
    const int row = presenter_->currentFace();
    const std::vector<std::string> names = keyedAttributes(document_);
    if (row < 0 || document_.facesPending() || !document_.exists(row))
        return;
    if (key >= static_cast<int>(names.size())) {
        showAttributes();
        return status_->showMessage(tr("There is no such attribute; the inspector's review tab takes new ones"));
    }
    const std::string &name = names[static_cast<std::size_t>(key)];
    const std::int8_t value = document_.switchAttribute(row, name);
    const AttributeWords words = attributeWords(name);
    status_->showMessage(tr("%1: %2", "an attribute and its value").arg(words.caption, words.of(value)));
}

void MainWindow::showAttributes()
{
    QStringList captions;
    const std::vector<std::string> names = keyedAttributes(document_);
    for (const std::string &name : names)
        captions += attributeWords(name).caption;
    actions_->nameAttributes(captions);
    const int row = document_.isOpen() ? presenter_->currentFace() : -1;
    for (std::size_t i = 0; i < actions_->attributes.size(); ++i) {
        const int index = row >= 0 && i < names.size() ? attributeIndex(document_.dataset(), names[i]) : -1;
        actions_->attributes[i]->setChecked(index >= 0 && attributeOf(document_.dataset(), row, index) == 1);
    }
}

} // namespace fiducial::ui
