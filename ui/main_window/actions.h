#pragma once

#include "ui/dialogs/shortcut_sheet.h"

#include <QAction>
#include <QObject>

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
        *closeProject, *quit;
    // Edit
    QAction *undo, *redo, *selectAll, *revertFace;
    // View
    QAction *fitFace, *fitImage, *actualSize, *zoomIn, *zoomOut, *hideOverlays, *groundTruth, *prediction, *mine,
        *ellipses, *errors, *pointErrors, *failures, *blink, *split, *onion, *contours, *indices, *names, *loupe,
        *laboratory, *fullScreen;
    // Landmarks
    QAction *nextFace, *previousFace, *nextFailure, *previousFailure, *cycleVisibility;
    // Model
    QAction *prefillFace, *prefillSelected, *prefillAll, *chooseModel, *manageModels, *train, *useFace, *useContours,
        *usePoints, *boxesAnnotated, *boxesDetector, *flipAverage, *jitterSpread;
    // Review
    QAction *accept, *needsWork, *reject;
    // Help
    QAction *palette, *shortcuts, *about;

    /// Menus with titles, in order; the recent menu is left for the window to fill.
    void fill(QMenuBar &bar);
    QMenu *recentMenu() const { return recent_; }
    QMenu *normaliserMenu() const { return normaliser_; }
    QMenu *themeMenu() const { return theme_; }
    QMenu *opacityMenu() const { return opacity_; }
    QMenu *markSizeMenu() const { return markSize_; }
    QMenu *runsMenu() const { return runs_; }
    QMenu *pointErrorMenu() const { return pointError_; }
    QMenu *fileMenu() const { return file_; }
    QList<ShortcutSheet::Group> groups() const;
    QList<QAction *> all() const;
    /// Enables what needs an open data set, a current face, a run.
    void setAvailable(bool open, bool face, bool run, bool mine);

private:
    QAction *make(const char *name, const QString &icon, const QList<QKeySequence> &keys, bool checkable = false);
    void makeFileAndEdit();
    void makeView();
    void makeWork();
    void retranslate();
    void name(QAction *action, const QString &text, const QString &tip = {});
    void nameFileAndEdit();
    void nameView();
    void nameWork();

    struct Section {
        QString title;
        std::vector<QAction *> actions; ///< null: separator
    };
    std::vector<Section> sections() const;

    QWidget *window_;
    QMenu *file_ = nullptr;
    QMenu *recent_ = nullptr;
    QMenu *normaliser_ = nullptr;
    QMenu *theme_ = nullptr;
    QMenu *opacity_ = nullptr;
    QMenu *markSize_ = nullptr;
    QMenu *runs_ = nullptr;
    QMenu *pointError_ = nullptr;
};

} // namespace fiducial::ui
