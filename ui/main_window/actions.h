#pragma once

#include "ui/dialogs/shortcut_sheet.h"

#include <QAction>
#include <QObject>

#include <array>
#include <vector>

class QMenuBar;
class QMenu;

namespace fiducial::ui {

/// Every action of the main window: name, icon, keys, tooltip with the keys. The window connects them; menus, toolbar,
/// command palette and the `?` sheet are all made from here. Names are set by retranslate(), so that the language may
/// change while it runs.
class Actions : public QObject {
    Q_OBJECT
public:
    explicit Actions(QWidget *window);

    // File
    QAction *openFolder, *openFile, *openSamples, *locate, *saveProjectAs, *importRun, *exportAs, *exportAgain,
        *closeProject, *quit, *exportReport;
    // Edit
    QAction *undo, *redo, *selectAll, *revertFace, *revertPicture, *preferences;
    // View
    QAction *fitFace, *fitImage, *actualSize, *zoomIn, *zoomOut, *hideOverlays, *groundTruth, *prediction, *mine,
        *ellipses, *errors, *pointErrors, *failures, *blink, *split, *onion, *contours, *indices, *names, *loupe,
        *laboratory, *worstFaces, *checkCoordinates, *fullScreen, *heat, *heatSum;
    // Landmarks
    QAction *nextFace, *previousFace, *nextFailure, *previousFailure, *cycleVisibility;
    // Tools
    QAction *selectTool, *contourTool, *freehandTool, *transformTool, *snapTool, *placeTool, *softDrag, *mirrorEdit,
        *mirrorCheck, *togglePins, *predictOthers, *selectContour, *gradientPeak, *meanShape, *copyPrevious,
        *copyLandmarks, *pasteLandmarks, *partPass, *onlyActiveFace, *tone, *pixelated, *revertPoints, *rotateLeft,
        *rotateRight, *upright, *levelEyes;
    // Face
    QAction *addFace, *deleteFace, *editBox, *moveLandmarks;
    static constexpr int kAttributes = 6; ///< those with keys
    std::array<QAction *, kAttributes> attributes;
    static constexpr int kNumberedFaces = 9;
    std::array<QAction *, kNumberedFaces> numberedFaces; ///< of the picture
    // Model
    QAction *prefillFace, *prefillSelected, *prefillAll, *chooseModel, *manageModels, *train, *useFace, *useContours,
        *usePoints, *usePicture, *boxesAnnotated, *boxesDetector, *flipAverage, *jitterSpread;
    // Review
    QAction *compareProject, *accept, *needsWork, *reject, *exclude, *comment, *queueNext, *history;
    // Help
    QAction *palette, *help, *shortcuts, *about;

    /// Menus with titles, in order; the recent menu is left for the window to fill.
    void fill(QMenuBar &bar);
    QMenu *recentMenu() const { return recent_; }
    QMenu *normaliserMenu() const { return normaliser_; }
    QMenu *themeMenu() const { return theme_; }
    QMenu *opacityMenu() const { return opacity_; }
    QMenu *markSizeMenu() const { return markSize_; }
    QMenu *runsMenu() const { return runs_; }
    QMenu *pointErrorMenu() const { return pointError_; }
    QMenu *ellipseMenu() const { return ellipse_; }
    QMenu *errorLengthMenu() const { return errorLength_; }
    QMenu *fileMenu() const { return file_; }
    /// Every action by menu; titles without mnemonics.
    QList<ShortcutSheet::Group> groups() const;
    QList<QAction *> all() const;
    /// What there is to work on.
    struct Available {
        bool open = false;    ///< a data set
        bool picture = false; ///< on screen
        bool face = false;    ///< on it
        bool run = false;     ///< has this face
        bool mine = false;    ///< of this face is begun
        bool pictureChanged = false;
        bool pictureInRun = false;
    };
    void setAvailable(const Available &available);
    /// What the attributes with keys are called, "Blur"; as many as there are.
    void nameAttributes(const QStringList &captions);
    /// All texts in the language of the moment, menus too.
    void retranslate();

private:
    QAction *make(const char *name, const QString &icon, const QList<QKeySequence> &keys, bool checkable = false);
    void makeFileAndEdit();
    void makeView();
    void makeWork();
    void makeTools();
    void makeFaces();
    void updateToolTip(QAction &action) const;
    void nameMenus();
    void name(QAction *action, const QString &text, const QString &tip = {});
    /// What the tooltip says in place of the tip while the action is disabled.
    void explain(QAction *action, const QString &whyNot);
    void nameFileAndEdit();
    void nameView();
    void nameWork();
    void nameTools();
    void nameFaces();

    struct Section {
        QString title;
        std::vector<QAction *> actions; ///< null: separator
    };
    std::vector<Section> sections() const;

    QWidget *window_;
    QStringList attributeNames_;
    std::vector<QMenu *> menus_; ///< as sections()
    QMenu *file_ = nullptr;
    QMenu *recent_ = nullptr;
    QMenu *normaliser_ = nullptr;
    QMenu *theme_ = nullptr;
    QMenu *opacity_ = nullptr;
    QMenu *markSize_ = nullptr;
    QMenu *runs_ = nullptr;
    QMenu *pointError_ = nullptr;
    QMenu *ellipse_ = nullptr;
    QMenu *errorLength_ = nullptr;
};

} // namespace fiducial::ui
