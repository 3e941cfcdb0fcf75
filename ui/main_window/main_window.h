#pragma once

#include "core/model/model_catalogue.h"
#include "ui/document/project_document.h"
#include "ui/imaging/picture_loader.h"
#include "ui/imaging/thumbnail_queue.h"
#include "ui/jobs/job_runner.h"
#include "ui/models/face_list_model.h"
#include "ui/models/issue_model.h"
#include "ui/models/landmark_table_model.h"

#include <QMainWindow>

class QLabel;
class QStackedWidget;
class QDockWidget;
class QToolBar;

namespace fiducial::ui {

class Actions;
class AppSettings;
class BrowserPanel;
class FacePresenter;
class InspectorPanel;
class LaboratoryPanel;
class LandmarkCanvas;
class ModelTools;
class Prefill;
class RunMenu;
class Session;
class StatusLine;
class ThemeController;
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

    ProjectDocument &document() { return document_; }
    LandmarkCanvas &canvas() { return *canvas_; }
    BrowserPanel &browser() { return *browser_; }
    InspectorPanel &inspector() { return *inspector_; }
    LaboratoryPanel &laboratory() { return *laboratory_; }
    FacePresenter &presenter() { return *presenter_; }
    Prefill &prefill() { return *prefill_; }
    Session &session() { return *session_; }
    Actions &actions() { return *actions_; }
    ModelTools &modelTools() { return *tools_; }
    StatusLine &statusLine() { return *status_; }

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void buildPanels();
    void buildToolBar();
    void buildMarkMenus();
    void buildMenus();
    void connectSession();
    void connectFaces();
    void connectFileActions();
    void connectViewActions();
    void connectWorkActions();
    void connectLaboratory();
    void connectCompare();
    void connectPointErrors();
    void restoreLayout();

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
    void updateActions();
    void updateTitle();
    void updateOverlay();
    void updateRecentMenu();
    void updateNormaliserMenu();
    void showProblem(const QString &title, const QString &sentence);

    MainWindowServices services_;
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
    FacePresenter *presenter_ = nullptr;
    Prefill *prefill_ = nullptr;
    RunMenu *runs_ = nullptr;
    Session *session_ = nullptr;
    ModelTools *tools_ = nullptr;
    StatusLine *status_ = nullptr;
    WelcomePage *welcome_ = nullptr;
    QStackedWidget *centre_ = nullptr;
    QWidget *problemBar_ = nullptr;
    QLabel *problemText_ = nullptr;
    QDockWidget *browserDock_ = nullptr;
    QDockWidget *inspectorDock_ = nullptr;
    QDockWidget *laboratoryDock_ = nullptr;
    QToolBar *toolBar_ = nullptr;
    bool prefillOnOpen_ = false;
};

} // namespace fiducial::ui
