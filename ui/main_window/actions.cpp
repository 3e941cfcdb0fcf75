#include "ui/main_window/actions.h"

#include "ui/theme/icon_factory.h"

#include <QMenu>
#include <QMenuBar>
#include <QWidget>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

Actions::Actions(QWidget *window) : QObject(window), window_(window)
{
    makeFileAndEdit();
    makeView();
    makeWork();
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
    boxesAnnotated = make("boxes-annotated", {}, {}, true);
    boxesDetector = make("boxes-detector", {}, {}, true);
    flipAverage = make("flip-average", {}, {}, true);
    jitterSpread = make("jitter-spread", {}, {}, true);
    accept = make("accept", {}, {Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter});
    needsWork = make("needs-work", {}, {Qt::CTRL | Qt::SHIFT | Qt::Key_Return});
    reject = make("reject", {}, {Qt::CTRL | Qt::Key_Backspace});
    palette = make("palette", u"search"_s, {Qt::CTRL | Qt::Key_K});
    shortcuts = make("shortcuts", u"help"_s, {Qt::Key_Question, Qt::Key_F1});
    about = make("about", {}, {});
}

void Actions::name(QAction *action, const QString &text, const QString &tip)
{
    action->setText(text);
    const QString plain = QString(text).remove(u'&').remove(u"…"_s);
    const QString keys = action->shortcut().toString(QKeySequence::NativeText);
    const QString sentence = tip.isEmpty() ? plain : tip;
    action->setToolTip(keys.isEmpty() ? sentence : u"%1 (%2)"_s.arg(sentence, keys));
}

void Actions::retranslate()
{
    nameFileAndEdit();
    nameView();
    nameWork();
}

void Actions::nameFileAndEdit()
{
    name(openFolder, tr("&Open folder…"), tr("Open a data set folder or a folder of pictures"));
    name(openFile, tr("Open &file…"), tr("Open an annotation file or a project"));
    name(openSamples, tr("Open &sample set"));
    name(locate, tr("&Locate folder…"), tr("Say where the data set of a project is now"));
    name(saveProjectAs, tr("Save project &as…"), tr("Write a copy of the project to another place"));
    name(importRun, tr("&Import predictions…"), tr("Compare with predictions that another program has made"));
    name(exportAs, tr("&Export…"), tr("Write corrected annotation files"));
    name(exportAgain, tr("Export a&gain"), tr("Repeat the last export; edits are saved by themselves"));
    name(closeProject, tr("&Close"));
    name(quit, tr("&Quit"));
    name(undo, tr("&Undo"));
    name(redo, tr("&Redo"));
    name(selectAll, tr("Select &all landmarks"));
    name(revertFace, tr("Revert face to the &original"), tr("Take back everything done to the landmarks of this face"));
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
    name(boxesAnnotated, tr("Boxes as &annotated"));
    name(boxesDetector, tr("Boxes from the &detector"));
    name(flipAverage, tr("Average with the &mirror image"),
         tr("Predict the mirror image of each face too: twice the time"));
    name(jitterSpread, tr("&Ellipses from shifted boxes"),
         tr("Predict from eight more boxes a little beside the face's: their spread is the uncertainty"));
    name(accept, tr("&Accept and next"));
    name(needsWork, tr("&Needs work"));
    name(reject, tr("&Reject"));
    name(palette, tr("&Search actions"));
    name(shortcuts, tr("&Keys and gestures"));
    name(about, tr("&About Fiducial"));
}

std::vector<Actions::Section> Actions::sections() const
{
    return {
        {tr("&File"),
         {openFolder, openFile, nullptr, openSamples, nullptr, locate, saveProjectAs, nullptr, importRun, exportAs,
          exportAgain, nullptr, closeProject, quit}},
        {tr("&Edit"), {undo, redo, nullptr, selectAll, revertFace}},
        {tr("&View"),
         {fitFace, fitImage, actualSize, zoomIn,  zoomOut,      nullptr,     groundTruth, prediction, mine,
          nullptr, contours, indices,    names,   errors,       pointErrors, failures,    ellipses,   nullptr,
          blink,   split,    onion,      nullptr, hideOverlays, loupe,       nullptr,     laboratory, fullScreen}},
        {tr("&Landmarks"), {nextFace, previousFace, nextFailure, previousFailure, nullptr, cycleVisibility}},
        {tr("&Model"),
         {prefillFace, prefillSelected, prefillAll, nullptr, useFace, useContours, usePoints, nullptr, chooseModel,
          manageModels, train, nullptr, boxesAnnotated, boxesDetector, flipAverage, jitterSpread}},
        {tr("&Review"), {accept, needsWork, reject}},
        {tr("&Help"), {palette, shortcuts, nullptr, about}},
    };
}

void Actions::fill(QMenuBar &bar)
{
    for (const Section &section : sections()) {
        QMenu *menu = bar.addMenu(section.title);
        for (QAction *action : section.actions) {
            if (!action)
                menu->addSeparator();
            else
                menu->addAction(action);
            if (action == openSamples) {
                recent_ = menu->addMenu(tr("Open &recent"));
                file_ = menu;
            }
            if (action == fullScreen) {
                normaliser_ = new QMenu(tr("N&ormaliser"), menu);
                theme_ = new QMenu(tr("&Theme"), menu);
                menu->addSeparator();
                runs_ = menu->addMenu(tr("R&uns"));
                pointError_ = menu->addMenu(tr("Numbers besi&de points"));
                opacity_ = menu->addMenu(tr("Layer opacit&y"));
                markSize_ = menu->addMenu(tr("Mar&k size"));
                menu->addMenu(normaliser_);
                menu->addMenu(theme_);
            }
        }
    }
}

QList<ShortcutSheet::Group> Actions::groups() const
{
    QList<ShortcutSheet::Group> groups;
    for (const Section &section : sections()) {
        ShortcutSheet::Group group{QString(section.title).remove(u'&'), {}};
        for (QAction *action : section.actions)
            if (action && !action->shortcuts().isEmpty())
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
    return all;
}

void Actions::setAvailable(bool open, bool face, bool run, bool hasMine)
{
    for (QAction *action :
         {saveProjectAs, importRun,    exportAs,    exportAgain,     closeProject, prefillAll, prefillSelected,
          nextFace,      previousFace, nextFailure, previousFailure, groundTruth,  prediction, mine,
          errors,        failures,     ellipses,    contours,        indices,      names,      loupe,
          hideOverlays,  laboratory,   blink,       split,           onion,        pointErrors})
        action->setEnabled(open);
    for (QAction *action : {fitFace, fitImage, actualSize, zoomIn, zoomOut, selectAll, cycleVisibility, prefillFace,
                            accept, needsWork, reject})
        action->setEnabled(face);
    for (QAction *action : {useFace, useContours, usePoints})
        action->setEnabled(face && run);
    revertFace->setEnabled(face && hasMine);
}

} // namespace fiducial::ui
