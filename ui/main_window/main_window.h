#pragma once

#include "core/model/model_catalogue.h"
#include "ui/document/project_document.h"
#include "ui/imaging/picture_loader.h"
#include "ui/imaging/thumbnail_queue.h"
#include "ui/jobs/job_runner.h"
#include "ui/main_window/loaded_models.h"
#include "ui/models/face_list_model.h"
#include "ui/models/issue_model.h"
#include "ui/models/landmark_table_model.h"
#include "ui/models/review_queue.h"
#include "ui/paint/layer_style.h"

#include <QMainWindow>
#include <QPointer>

class QLabel;
class QStackedWidget;
class QDockWidget;
class QToolBar;

namespace fiducial::ui {

class Actions;
class AppSettings;
struct ComparedAnnotation;
class BrowserPanel;
class DoctorDialog;
class FacePresenter;
class HeatLayer;
class HeatMaps;
class HelpWindow;
class EditMeter;
class HistoryView;
class InspectorPanel;
class LaboratoryPanel;
class LandmarkCanvas;
class ModelTools;
class Prefill;
class PreferencesDialog;
class RemarkField;
class RunMenu;
class Session;
class ShortcutBook;
class SigmaCalibration;
class StatusLine;
class ThemeController;
class ToneDialog;
class WelcomePage;

/// What the window is built on; made in app/gui, outlives it.
struct MainWindowServices {
    const formats::FormatRegistry &formats;
    const model::ModelCatalogue &models;
    AppSettings &settings;
    ThemeController &theme;
    std::filesystem::path userData; ///< projects
    std::filesystem::path cache;    ///< thumbnails
    std::filesystem::path samples;  ///< the bundled sample set
};

/// Assembles panels, canvas, menus and status line. What they do is in Session, Prefill, FacePresenter and the
/// document.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(const MainWindowServices &services, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Opens a data set or project; with `prefill` its faces are predicted as soon as it is open.
    void open(const QString &path, bool prefill = false);
    /// Holds the corrections against those in another project, or the landmarks of an annotation file.
    void compareWith(const QString &path);

    ProjectDocument &document() { return document_; }
    LandmarkCanvas &canvas() { return *canvas_; }
    BrowserPanel &browser() { return *browser_; }
    InspectorPanel &inspector() { return *inspector_; }
    ReviewQueue &reviewQueue() { return *queue_; }
    EditMeter &editMeter() { return *meter_; }
    HistoryView &history() { return *history_; }
    RemarkField &remarkField() { return *remark_; }
    LaboratoryPanel &laboratory() { return *laboratory_; }
    FacePresenter &presenter() { return *presenter_; }
    Prefill &prefill() { return *prefill_; }
    HeatMaps &heatMaps() { return *heatMaps_; }
    Session &session() { return *session_; }
    Actions &actions() { return *actions_; }
    ModelTools &modelTools() { return *tools_; }
    StatusLine &statusLine() { return *status_; }

protected:
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildPanels();
    void buildToolBar();
    void buildThemeMenu();
    void buildMarkMenus();
    static QString layerKey(LayerKind kind); ///< of the settings
    void addOpacities(LayerKind kind, QAction &layer);
    void buildMenus();
    void connectSession();
    void connectFaces();
    void connectFileActions();
    void connectViewActions();
    void connectWorkActions();
    void connectUnsaved();
    void connectLaboratory();
    void connectLandmarksOfLaboratory();
    void connectReports();
    void showReportDialog();
    void showWorstFaces();
    DoctorDialog *showDoctor();
    void compareDialog();
    void showAgreement(const ComparedAnnotation &compared, Run other);
    void connectReview();
    void connectQueue();
    void connectHistory();
    void connectCompare();
    void connectPointErrors();
    void connectHeat();
    void connectEllipses();
    void buildErrorLengths();
    double errorMagnification() const; ///< as chosen in the menu
    void connectComfort();
    QWidget *makeToolStrip(QWidget *parent);
    void connectTools();
    void connectViewTools();
    void paste(const LandmarkSet &set, const std::optional<Rect> &from, const std::string &label,
               const QString &nothing);
    void startFromMeanShape();
    void connectFaceEdits();
    void connectRotation();
    void addFace(const Rect &box);
    void deleteFace();
    void usePredictionOfPicture();
    void chooseFaceToMoveTo();
    void moveLandmarksTo(int to);
    void switchAttribute(int key);
    void showAttributes();
    void putWhole(int row, const LandmarkSet &set, const std::string &label);
    void restoreLayout();
    void bringOnScreen();
    void placeDocks();
    void placeCorners();

    void documentChanged(const ChangeEvent &event);
    void opened(const QString &path);
    void showFace(int face);
    void step(int by);
    void stepFailure(int by);
    void showLaboratory(bool show);
    void fillWithLaboratory(bool fill);
    /// What pre-fills, in the status line.
    void showModel(const Run &header, double milliseconds);
    void startPrefill(const std::vector<int> &faces);
    void importDialog();
    void exportDialog();
    void review(ReviewState state, bool goOn);
    void exclude();
    void comment();
    void startQueue(QueueOrder order);
    void queueFaces(QueueOrder order, std::vector<int> faces);
    void stepQueue(int step);
    void showReviewProgress();
    void revealEdit(int face, const std::vector<int> &points);
    void selectWhenShown(int face, const std::vector<int> &points);
    void updateActions();
    void updateTitle();
    void updateOverlay();
    void updateRecentMenu();
    void updateNormaliserMenu();
    void applyPreference(const QString &key);
    void retranslate();
    void showPreferences();
    void showHelp();
    QString helpPage() const; ///< of the place in use
    void showProblem(const QString &title, const QString &sentence);

    MainWindowServices services_;
    LoadedModels models_;
    JobRunner jobs_;
    ProjectDocument document_;
    PictureLoader pictures_;
    ThumbnailQueue thumbnails_;
    FaceListModel faces_;
    LandmarkTableModel landmarks_;
    IssueModel issues_;
    Actions *actions_ = nullptr;
    LandmarkCanvas *canvas_ = nullptr;
    BrowserPanel *browser_ = nullptr;
    InspectorPanel *inspector_ = nullptr;
    LaboratoryPanel *laboratory_ = nullptr;
    ReviewQueue *queue_ = nullptr;
    EditMeter *meter_ = nullptr;
    HistoryView *history_ = nullptr;
    RemarkField *remark_ = nullptr;
    QLabel *reviewed_ = nullptr; ///< in the status line
    FacePresenter *presenter_ = nullptr;
    Prefill *prefill_ = nullptr;
    RunMenu *runs_ = nullptr;
    HeatMaps *heatMaps_ = nullptr;
    HeatLayer *heat_ = nullptr;
    SigmaCalibration *calibration_ = nullptr;
    ShortcutBook *keys_ = nullptr;
    Session *session_ = nullptr;
    ModelTools *tools_ = nullptr;
    StatusLine *status_ = nullptr;
    WelcomePage *welcome_ = nullptr;
    QStackedWidget *centre_ = nullptr;
    QWidget *problemBar_ = nullptr;
    QLabel *problemText_ = nullptr;
    QString unsavedProblem_; ///< as it was shown last
    QDockWidget *browserDock_ = nullptr;
    QDockWidget *inspectorDock_ = nullptr;
    QDockWidget *laboratoryDock_ = nullptr;
    QDockWidget *historyDock_ = nullptr;
    QToolBar *toolBar_ = nullptr;
    QPointer<PreferencesDialog> preferences_;
    QPointer<HelpWindow> help_;
    bool prefillOnOpen_ = false;
    QPointer<ToneDialog> tone_;
    LandmarkSet copied_;
    std::optional<Rect> copiedBox_; ///< of the face they were copied from
};

} // namespace fiducial::ui
