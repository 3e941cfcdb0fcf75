#include "ui/main_window/actions.h"

#include "ui/document/wording.h"
#include "ui/theme/icon_factory.h"
#include "ui/theme/translated.h"

#include <QMenu>
#include <QMenuBar>
#include <QWidget>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr char kWhyNot[] = "whyNot";
} // namespace

Actions::Actions(QWidget *window) : QObject(window), window_(window)
{
    makeFileAndEdit();
    makeView();
    makeWork();
    makeTools();
    makeFaces();
    retranslate();
}

QAction *Actions::make(const char *name, const QString &icon, const QList<QKeySequence> &keys, bool checkable)
{
    auto *action = new QAction(this);
    action->setObjectName(QString::fromLatin1(name));
    if (!icon.isEmpty())
        action->setIcon(themedIcon(icon));
    action->setShortcuts(keys);
    action->setCheckable(checkable);
    connect(action, &QAction::changed, this, [this, action] { updateToolTip(*action); });
    window_->addAction(action);
    return action;
}

void Actions::makeFileAndEdit()
{
    openFolder = make("open-folder", u"folder"_s, {QKeySequence::Open});
    openFile = make("open-file", u"open"_s, {Qt::CTRL | Qt::SHIFT | Qt::Key_O});
    openSamples = make("open-samples", {}, {});
    locate = make("locate", {}, {});
    saveProjectAs = make("save-project-as", {}, {Qt::CTRL | Qt::SHIFT | Qt::Key_S});
    importRun = make("import-predictions", {}, {});
    exportAs = make("export", u"export"_s, {Qt::CTRL | Qt::Key_E});
    exportAgain = make("export-again", {}, {QKeySequence::Save});
    // The standard keys of these two are none or others on some desktops.
    closeProject = make("close", {}, {Qt::CTRL | Qt::Key_W});
    quit = make("quit", {}, {Qt::CTRL | Qt::Key_Q});
    undo = make("undo", u"undo"_s, {QKeySequence::Undo});
    redo = make("redo", u"redo"_s, {Qt::CTRL | Qt::SHIFT | Qt::Key_Z, Qt::CTRL | Qt::Key_Y});
    selectAll = make("select-all", {}, {QKeySequence::SelectAll});
    revertFace = make("revert-face", {}, {});
    revertPicture = make("revert-picture", {}, {});
    exportReport = make("export-report", u"export"_s, {Qt::CTRL | Qt::SHIFT | Qt::Key_R});
    preferences = make("preferences", u"settings"_s, {Qt::CTRL | Qt::Key_Comma});
}

void Actions::makeView()
{
    // Keys of one letter belong to the canvas and the window; fields that take text win over them.
    fitFace = make("fit-face", {}, {Qt::Key_F});
    fitImage = make("fit-image", {}, {Qt::SHIFT | Qt::Key_F});
    actualSize = make("actual-size", {}, {Qt::CTRL | Qt::Key_0});
    zoomIn = make("zoom-in", {}, {QKeySequence::ZoomIn, Qt::CTRL | Qt::Key_Equal});
    zoomOut = make("zoom-out", {}, {QKeySequence::ZoomOut});
    hideOverlays = make("hide-overlays", {}, {}, true);
    groundTruth = make("ground-truth", {}, {Qt::Key_G}, true);
    prediction = make("prediction", {}, {Qt::Key_P}, true);
    mine = make("mine", {}, {Qt::SHIFT | Qt::Key_M}, true);
    ellipses = make("ellipses", {}, {Qt::Key_E}, true);
    heat = make("heat", {}, {Qt::Key_J}, true);
    heatSum = make("heat-sum", {}, {Qt::SHIFT | Qt::Key_J}, true);
    errors = make("errors", {}, {Qt::SHIFT | Qt::Key_E}, true);
    pointErrors = make("point-errors", {}, {Qt::SHIFT | Qt::Key_N}, true);
    failures = make("failures", {}, {Qt::CTRL | Qt::SHIFT | Qt::Key_F}, true);
    blink = make("blink", {}, {Qt::Key_B}, true);
    split = make("split", {}, {Qt::Key_S}, true);
    onion = make("onion-skin", {}, {Qt::Key_O}, true);
    contours = make("contours", {}, {Qt::Key_L}, true);
    indices = make("indices", {}, {Qt::Key_I}, true);
    names = make("names", {}, {Qt::Key_N}, true);
    loupe = make("loupe", u"loupe"_s, {Qt::Key_M}, true);
    laboratory = make("laboratory", u"chart"_s, {Qt::CTRL | Qt::Key_L}, true);
    worstFaces = make("worst-faces", u"grid"_s, {});
    checkCoordinates = make("check-coordinates", {}, {});
    fullScreen = make("picture-alone", {}, {Qt::Key_F11}, true);
}

void Actions::makeWork()
{
    nextFace = make("next-face", {}, {Qt::Key_D});
    previousFace = make("previous-face", {}, {Qt::Key_A});
    nextFailure = make("next-failure", {}, {Qt::Key_F8});
    previousFailure = make("previous-failure", {}, {Qt::SHIFT | Qt::Key_F8});
    cycleVisibility = make("cycle-visibility", {}, {Qt::Key_V});
    prefillFace = make("prefill-face", u"prefill"_s, {Qt::Key_R});
    prefillSelected = make("prefill-selected", {}, {Qt::SHIFT | Qt::Key_R});
    prefillAll = make("prefill-all", {}, {Qt::CTRL | Qt::Key_R});
    chooseModel = make("choose-model", {}, {});
    manageModels = make("manage-models", {}, {});
    train = make("train", {}, {});
    useFace = make("use-prediction", u"use-prediction"_s, {Qt::Key_U});
    useContours = make("use-contours", {}, {Qt::SHIFT | Qt::Key_U});
    usePoints = make("use-points", {}, {Qt::ALT | Qt::Key_U});
    usePicture = make("use-picture", {}, {});
    boxesAnnotated = make("boxes-annotated", {}, {}, true);
    boxesDetector = make("boxes-detector", {}, {}, true);
    flipAverage = make("flip-average", {}, {}, true);
    jitterSpread = make("jitter-spread", {}, {}, true);
    compareProject = make("compare-project", {}, {});
    accept = make("accept", {}, {Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter});
    needsWork = make("needs-work", {}, {Qt::CTRL | Qt::SHIFT | Qt::Key_Return});
    reject = make("reject", {}, {Qt::CTRL | Qt::Key_Backspace});
    exclude = make("exclude", {}, {Qt::CTRL | Qt::SHIFT | Qt::Key_X});
    comment = make("comment", u"comment"_s, {Qt::CTRL | Qt::SHIFT | Qt::Key_C});
    queueNext = make("queue-next", {}, {});
    history = make("history", u"history"_s, {Qt::CTRL | Qt::Key_H}, true);
    palette = make("palette", u"search"_s, {Qt::CTRL | Qt::Key_K});
    help = make("help", u"help"_s, {Qt::Key_F1});
    shortcuts = make("shortcuts", u"keyboard"_s, {Qt::Key_Question});
    about = make("about", {}, {});
}

void Actions::makeTools()
{
    selectTool = make("select-tool", u"select"_s, {}, true);
    contourTool = make("contour-tool", u"contour"_s, {Qt::Key_C}, true);
    freehandTool = make("freehand-tool", u"freehand"_s, {Qt::Key_W}, true);
    transformTool = make("transform-tool", u"transform"_s, {Qt::Key_T}, true);
    snapTool = make("snap-tool", u"snap"_s, {Qt::Key_Y}, true);
    placeTool = make("place-tool", u"add-point"_s, {Qt::Key_Insert}, true);
    softDrag = make("soft-drag", u"soft-drag"_s, {Qt::Key_Q}, true);
    mirrorEdit = make("mirror-edit", u"mirror"_s, {Qt::Key_K}, true);
    mirrorCheck = make("mirror-check", u"mirror-check"_s, {Qt::SHIFT | Qt::Key_K}, true);
    togglePins = make("toggle-pins", u"pin"_s, {Qt::SHIFT | Qt::Key_X});
    predictOthers = make("predict-others", u"predict-others"_s, {Qt::Key_X});
    selectContour = make("select-contour", {}, {Qt::SHIFT | Qt::Key_C});
    gradientPeak = make("gradient-peak", {}, {Qt::Key_Period});
    meanShape = make("mean-shape", {}, {Qt::CTRL | Qt::Key_M});
    copyPrevious = make("copy-previous", {}, {Qt::CTRL | Qt::SHIFT | Qt::Key_V});
    copyLandmarks = make("copy-landmarks", {}, {QKeySequence::Copy});
    pasteLandmarks = make("paste-landmarks", {}, {QKeySequence::Paste});
    revertPoints = make("revert-points", {}, {});
    partPass = make("part-pass", {}, {Qt::Key_Z}, true);
    onlyActiveFace = make("only-active-face", {}, {Qt::SHIFT | Qt::Key_O}, true);
    tone = make("tone", {}, {Qt::CTRL | Qt::SHIFT | Qt::Key_L});
    pixelated = make("pixelated", {}, {}, true);
    for (int i = 0; i < kNumberedFaces; ++i)
        numberedFaces[static_cast<std::size_t>(i)] =
            make(qPrintable(u"face-%1"_s.arg(i + 1)), {}, {QKeySequence(Qt::Key_1 + i)});
}

void Actions::makeFaces()
{
    addFace = make("add-face", u"face"_s, {Qt::CTRL | Qt::SHIFT | Qt::Key_N}, true);
    editBox = make("edit-box", u"box"_s, {Qt::CTRL | Qt::Key_B}, true);
    moveLandmarks = make("move-landmarks", {}, {});
    deleteFace = make("delete-face", u"trash"_s, {Qt::CTRL | Qt::Key_Delete});
    for (int i = 0; i < kAttributes; ++i)
        attributes[static_cast<std::size_t>(i)] =
            make(qPrintable(u"attribute-%1"_s.arg(i + 1)), {}, {QKeySequence(Qt::CTRL | (Qt::Key_1 + i))}, true);
    rotateLeft = make("rotate-left", {}, {Qt::Key_BracketLeft});
    rotateRight = make("rotate-right", {}, {Qt::Key_BracketRight});
    upright = make("upright", {}, {Qt::Key_Backslash});
    levelEyes = make("level-eyes", {}, {});
}

void Actions::nameFaces()
{
    name(addFace, tr("&Add face"), tr("Drag a box around a face that has none yet"));
    name(editBox, tr("Edit &box"), tr("Move and resize the box of this face by handles"));
    name(moveLandmarks, tr("&Move landmarks to another face…"),
         tr("Give the landmarks of this face to another one of the picture"));
    name(deleteFace, tr("&Delete face"), tr("Take this face out of the data set; undo brings it back"));
    nameAttributes(attributeNames_);
    name(rotateLeft, tr("Rotate &left"), tr("Turn the view by 5 degrees; coordinates stay as they are"));
    name(rotateRight, tr("Rotate ri&ght"), tr("Turn the view by 5 degrees; coordinates stay as they are"));
    name(upright, tr("&Upright"), tr("Turn the view back"));
    name(levelEyes, tr("Le&vel the eyes"), tr("Turn the view until both eyes lie level, and fit the face"));
}

void Actions::nameAttributes(const QStringList &captions)
{
    attributeNames_ = captions;
    for (int i = 0; i < kAttributes; ++i) {
        QAction *action = attributes[static_cast<std::size_t>(i)];
        const bool known = i < captions.size();
        name(action, known ? tr("Attribute: %1").arg(literalCaption(captions[i])) : tr("Attribute %1").arg(i + 1),
             known ? tr("Say whether “%1” holds for this face").arg(captions[i])
                   : tr("The inspector takes attributes of your own"));
    }
}

void Actions::name(QAction *action, const QString &text, const QString &tip)
{
    action->setText(text);
    action->setIconText(withoutMnemonic(text).remove(u"…"_s)); // Qt would leave "(F)" of Chinese mnemonics on buttons
    action->setWhatsThis(tip.isEmpty() ? withoutMnemonic(text).remove(u"…"_s) : tip);
}

void Actions::explain(QAction *action, const QString &whyNot)
{
    action->setProperty(kWhyNot, whyNot);
    updateToolTip(*action);
}

void Actions::updateToolTip(QAction &action) const
{
    const QString keys = action.shortcut().toString(QKeySequence::NativeText);
    const QString whyNot = action.property(kWhyNot).toString();
    const QString sentence = action.isEnabled() || whyNot.isEmpty() ? action.whatsThis() : whyNot;
    action.setToolTip(keys.isEmpty() ? sentence : u"%1 (%2)"_s.arg(sentence, keys));
    if (&action == palette) // a place to click shows the keys that make it needless
        action.setIconText(keys.isEmpty() ? tr("Search actions") : tr("Search actions") + u"  "_s + keys);
}

void Actions::retranslate()
{
    nameFileAndEdit();
    nameView();
    nameWork();
    nameTools();
    nameFaces();
    nameMenus();
}

void Actions::nameFileAndEdit()
{
    name(openFolder, tr("&Open folder…"), tr("Open a data set folder or a folder of pictures"));
    openFolder->setIconText(tr("Open"));
    name(openFile, tr("Open &file…"), tr("Open an annotation file or a project"));
    name(openSamples, tr("Open &sample set"));
    name(locate, tr("&Locate folder…"), tr("Say where the data set of a project is now"));
    name(saveProjectAs, tr("Save project &as…"), tr("Write a copy of the project to another place"));
    name(importRun, tr("&Import predictions…"), tr("Compare with predictions that another program has made"));
    name(exportAs, tr("&Export…"), tr("Write corrected annotation files"));
    name(exportAgain, tr("Export a&gain"), tr("Repeat the last export; edits are saved by themselves"));
    name(exportReport, tr("Export re&port…"), tr("Write the errors of runs as a page with figures, tables and faces"));
    name(closeProject, tr("&Close"));
    name(quit, tr("&Quit"));
    name(undo, tr("&Undo"));
    name(redo, tr("&Redo"));
    name(selectAll, tr("Select &all landmarks"));
    name(revertFace, tr("Revert face to the &original"), tr("Take back everything done to the landmarks of this face"));
    explain(revertFace, tr("The landmarks of this face are as the files have them"));
    name(revertPicture, tr("Revert pi&cture to the original"),
         tr("Take back everything done to the faces of this picture: landmarks, boxes, attributes, faces that were "
            "added or deleted"));
    explain(revertPicture, tr("The faces of this picture are as the files have them"));
    name(preferences, tr("&Preferences…"), tr("Language, theme, mouse, keys"));
}

void Actions::nameView()
{
    name(fitFace, tr("Fit &face"));
    name(fitImage, tr("Fit &image"));
    name(actualSize, tr("&100 %"));
    name(zoomIn, tr("Zoom &in"));
    name(zoomOut, tr("Zoom &out"));
    name(hideOverlays, tr("&Hide overlays"), tr("Show the picture alone; hold H for a glance"));
    name(groundTruth, tr("&Ground truth"), tr("Show the ground truth"));
    name(prediction, tr("&Prediction"), tr("Show predictions"));
    name(mine, tr("&Mine"), tr("Show my landmarks"));
    name(ellipses, tr("&Ellipses"), tr("Show 1- and 2-sigma ellipses where the model gives them"));
    name(heat, tr("Hea&t of the points"), tr("Show the heatmap of the hovered point, or the sum of the selected ones"));
    name(heatSum, tr("Heat of a&ll points"), tr("Show the sum of all heatmaps"));
    name(errors, tr("E&rror lines"), tr("Show lines from each point to the reference"));
    name(pointErrors, tr("Errors beside &points"), tr("Write the error beside each point, as far as there is room"));
    name(failures, tr("Fail&ure overlay"), tr("Frame faces beyond the threshold and mark their worst points"));
    name(blink, tr("&Blink"), tr("Show the ground truth and the prediction in turn, while B is held"));
    name(split, tr("&Split"), tr("Ground truth left of a divider, prediction right of it"));
    name(onion, tr("Onion s&kin"), tr("Fade from the ground truth to the prediction"));
    name(contours, tr("&Contours"), tr("Show the lines between landmarks"));
    name(indices, tr("&Indices"), tr("Show the index beside each landmark"));
    name(names, tr("&Names"), tr("Show the name beside each landmark"));
    name(loupe, tr("&Loupe"), tr("Show the pixels around the landmark under the cursor"));
    name(laboratory, tr("Error la&boratory"), tr("Show errors of all faces: table, curves, mean face, subsets"));
    name(worstFaces, tr("&Worst faces…"), tr("Show the faces with the largest NME side by side"));
    name(checkCoordinates, tr("Chec&k coordinates…"), tr("Look for half pixels, exchanged axes and mirrored points"));
    name(fullScreen, tr("Picture a&lone"), tr("Hide the panels"));
}

void Actions::nameWork()
{
    name(nextFace, tr("&Next face"));
    name(previousFace, tr("&Previous face"));
    name(nextFailure, tr("Next &failure"), tr("Show the next face beyond the threshold"));
    name(previousFailure, tr("Previous fai&lure"), tr("Show the previous face beyond the threshold"));
    name(cycleVisibility, tr("Visible, occluded, &absent"), tr("Change the visibility of the selected landmarks"));
    name(prefillFace, tr("Pre-&fill"), tr("Predict the landmarks of this face"));
    name(prefillSelected, tr("Pre-fill &selected faces"));
    name(prefillAll, tr("Pre-fill &all faces"), tr("Predict the landmarks of every face in the list"));
    name(chooseModel, tr("&Choose model…"));
    name(train, tr("&Train…"), tr("Train a network on the corrected faces"));
    name(manageModels, tr("&Manage models…"), tr("Add, compare, measure and remove models"));
    name(useFace, tr("&Use prediction"), tr("Take the prediction of the whole face as mine"));
    name(useContours, tr("Use prediction of the selected &contours"));
    name(usePoints, tr("Use prediction of the selected &points"));
    name(usePicture, tr("Use prediction of the whole pictu&re"),
         tr("Take the predictions of all faces of this picture as mine"));
    explain(usePicture, tr("The active run has no face of this picture"));
    name(boxesAnnotated, tr("Boxes as &annotated"));
    name(boxesDetector, tr("Boxes from the &detector"));
    name(flipAverage, tr("Average with the &mirror image"),
         tr("Predict the mirror image of each face too: twice the time"));
    name(jitterSpread, tr("&Ellipses from shifted boxes"),
         tr("Predict from eight more boxes a little beside the face's: their spread is the uncertainty"));
    name(compareProject, tr("&Compare with another project…"),
         tr("Hold these corrections against those of another annotator"));
    name(accept, tr("&Accept and next"));
    name(needsWork, tr("&Needs work"));
    name(reject, tr("&Reject"));
    name(exclude, tr("E&xclude…"), tr("Leave this face out of evaluation, training and export, and say why"));
    name(comment, tr("&Comment…"), tr("Pin a comment to the selected point, or to the face"));
    name(queueNext, tr("Next in the &queue"),
         tr("Show the next face of the review queue; tapping Space does the same"));
    name(history, tr("&History"), tr("Show what was done to this face and bring it back"));
    name(palette, tr("&Search actions"));
    name(help, tr("&Help"), tr("Open the help at the page of this place"));
    name(shortcuts, tr("&Keys and gestures"));
    name(about, tr("&About Fiducial"));
}

void Actions::nameTools()
{
    name(selectTool, tr("&Select and move"), tr("Select and move landmarks; Escape comes back here from every tool"));
    name(contourTool, tr("&Contour"), tr("Drag a contour: bend it, or slide a point along it"));
    name(freehandTool, tr("&Freehand"), tr("Draw a contour in one stroke"));
    name(transformTool, tr("&Transform"), tr("Move, turn and scale the selection by handles"));
    name(snapTool, tr("S&nap to clicks"), tr("A click moves the nearest landmark there"));
    name(placeTool, tr("&Place missing landmarks"), tr("Each click places the next landmark that is missing"));
    name(softDrag, tr("Soft &drag"), tr("Landmarks that nobody placed follow the ones that are moved"));
    name(mirrorEdit, tr("&Mirror edit"), tr("The partner on the other side of the face moves too"));
    name(mirrorCheck, tr("Mirror chec&k"), tr("Mark the pairs that do not fit the mid-line of the face"));
    name(togglePins, tr("P&in"), tr("Pin the selected landmarks, so that they stay in soft drags, or unpin them"));
    name(predictOthers, tr("Predict the &others"),
         tr("Predict anew all landmarks that are not pinned from those that are"));
    name(selectContour, tr("Select contou&r"), tr("Select the contour of the landmark under the cursor"));
    name(gradientPeak, tr("To the &gradient peak"), tr("Move to the strongest edge across the contour"));
    name(meanShape, tr("Start from the m&ean shape"),
         tr("Put the mean shape into the face box, or over the placed landmarks"));
    name(copyPrevious, tr("Copy from the pre&vious face"),
         tr("Take the landmarks of the face before in the list, relative to the face box"));
    name(copyLandmarks, tr("Cop&y landmarks"));
    name(pasteLandmarks, tr("P&aste landmarks"), tr("Paste copied landmarks relative to the face box"));
    name(revertPoints, tr("Revert &points to the original"), tr("Put the selected landmarks back to the ground truth"));
    name(partPass, tr("P&art pass"), tr("Keep the view on the selected part from face to face"));
    name(onlyActiveFace, tr("&One face only"), tr("Hide the other faces of the picture"));
    name(tone, tr("Bri&ghtness and contrast…"), tr("Change how the picture looks, not its pixels"));
    name(pixelated, tr("Pixels as s&quares"), tr("Show square pixels where the picture is magnified"));
    for (int i = 0; i < kNumberedFaces; ++i)
        name(numberedFaces[static_cast<std::size_t>(i)], tr("Face %1 of the picture").arg(i + 1));
}

std::vector<Actions::Section> Actions::sections() const
{
    return {
        {tr("&File"),
         {openFolder, openFile, nullptr, openSamples, nullptr, locate, saveProjectAs, nullptr, importRun, exportAs,
          exportAgain, exportReport, nullptr, closeProject, quit}},
        {tr("&Edit"), {undo, redo, nullptr, selectAll, revertPoints, revertFace, revertPicture, nullptr, preferences}},
        {tr("&View"), {fitFace,    fitImage,    actualSize,
                       zoomIn,     zoomOut,     nullptr,
                       rotateLeft, rotateRight, upright,
                       levelEyes,  nullptr,     groundTruth,
                       prediction, mine,        nullptr,
                       contours,   indices,     names,
                       errors,     pointErrors, failures,
                       ellipses,   heat,        heatSum,
                       nullptr,    blink,       split,
                       onion,      nullptr,     hideOverlays,
                       loupe,      partPass,    onlyActiveFace,
                       tone,       pixelated,   nullptr,
                       laboratory, worstFaces,  checkCoordinates,
                       nullptr,    fullScreen}},
        {tr("&Landmarks"), {nextFace, previousFace, nextFailure, previousFailure, nullptr, cycleVisibility}},
        {tr("Fa&ce"),
         {addFace, editBox, moveLandmarks, deleteFace, nullptr, attributes[0], attributes[1], attributes[2],
          attributes[3], attributes[4], attributes[5]}},
        {tr("&Tools"),
         {selectTool,  contourTool, freehandTool, transformTool, snapTool,      placeTool,     nullptr,
          softDrag,    mirrorEdit,  togglePins,   predictOthers, nullptr,       selectContour, gradientPeak,
          mirrorCheck, nullptr,     meanShape,    copyPrevious,  copyLandmarks, pasteLandmarks}},
        {tr("&Model"),
         {prefillFace, prefillSelected, prefillAll, nullptr, useFace, useContours, usePoints, usePicture, nullptr,
          chooseModel, manageModels, train, nullptr, boxesAnnotated, boxesDetector, flipAverage, jitterSpread}},
        {tr("&Review"),
         {accept, needsWork, reject, exclude, nullptr, comment, nullptr, queueNext, history, nullptr, compareProject}},
        {tr("&Help"), {help, shortcuts, palette, nullptr, about}},
    };
}

void Actions::fill(QMenuBar &bar)
{
    for (const Section &section : sections()) {
        QMenu *menu = bar.addMenu(section.title);
        menus_.push_back(menu);
        for (QAction *action : section.actions) {
            if (!action)
                menu->addSeparator();
            else
                menu->addAction(action);
            if (action == openSamples) {
                recent_ = menu->addMenu(QString());
                file_ = menu;
            }
            if (action == fullScreen) {
                menu->addSeparator();
                for (QMenu **sub :
                     {&runs_, &pointError_, &ellipse_, &errorLength_, &opacity_, &markSize_, &normaliser_, &theme_})
                    *sub = menu->addMenu(QString());
            }
        }
    }
    nameMenus();
}

void Actions::nameMenus()
{
    if (menus_.empty())
        return;
    const std::vector<Section> all = sections();
    for (std::size_t i = 0; i < menus_.size(); ++i)
        menus_[i]->setTitle(all[i].title);
    recent_->setTitle(tr("Open &recent"));
    runs_->setTitle(tr("R&uns"));
    pointError_->setTitle(tr("Numbers besi&de points"));
    ellipse_->setTitle(tr("Ellipse wi&dth"));
    errorLength_->setTitle(tr("Error line len&gth"));
    opacity_->setTitle(tr("Layer opacit&y"));
    markSize_->setTitle(tr("Mar&k size"));
    normaliser_->setTitle(tr("N&ormaliser"));
    theme_->setTitle(tr("&Theme"));
}

QList<ShortcutSheet::Group> Actions::groups() const
{
    QList<ShortcutSheet::Group> groups;
    for (const Section &section : sections()) {
        ShortcutSheet::Group group{withoutMnemonic(section.title), {}};
        for (QAction *action : section.actions)
            if (action)
                group.actions.append(action);
        if (group.actions.contains(nextFace)) // they have keys alone, no line in the menu
            for (QAction *action : numberedFaces)
                group.actions.append(action);
        groups.append(group);
    }
    return groups;
}

QList<QAction *> Actions::all() const
{
    QList<QAction *> all;
    for (const Section &section : sections())
        for (QAction *action : section.actions)
            if (action)
                all.append(action);
    for (QAction *action : numberedFaces)
        all.append(action);
    return all;
}

void Actions::setAvailable(const Available &available)
{
    const auto [open, picture, face, run, hasMine, pictureChanged, pictureInRun] = available;
    for (QAction *action :
         {saveProjectAs, importRun,    exportAs,    exportAgain,     closeProject, prefillAll,  prefillSelected,
          nextFace,      previousFace, nextFailure, previousFailure, groundTruth,  prediction,  mine,
          errors,        failures,     ellipses,    contours,        indices,      names,       loupe,
          hideOverlays,  laboratory,   blink,       split,           onion,        pointErrors, heat,
          heatSum,       queueNext,    history})
        action->setEnabled(open);
    for (QAction *action : {fitFace, fitImage, actualSize, zoomIn, zoomOut, rotateLeft, rotateRight, upright, addFace,
                            selectTool, tone, pixelated})
        action->setEnabled(picture);
    for (QAction *action : {selectAll, cycleVisibility, prefillFace, accept, needsWork, reject, exclude, comment,
                            levelEyes, editBox, moveLandmarks, deleteFace})
        action->setEnabled(face);
    for (QAction *action : attributes)
        action->setEnabled(face);
    for (QAction *action : {contourTool, freehandTool, transformTool, snapTool, placeTool, softDrag, mirrorEdit,
                            mirrorCheck, togglePins, predictOthers, selectContour, gradientPeak, meanShape,
                            copyPrevious, copyLandmarks, pasteLandmarks, partPass, onlyActiveFace})
        action->setEnabled(face);
    revertPoints->setEnabled(face && hasMine);
    for (QAction *action : {useFace, useContours, usePoints})
        action->setEnabled(face && run);
    revertFace->setEnabled(face && hasMine);
    revertPicture->setEnabled(pictureChanged);
    usePicture->setEnabled(pictureInRun);
}

} // namespace fiducial::ui
