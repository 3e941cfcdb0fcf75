#pragma once

#include "core/base/rng.h"
#include "core/base/sha256.h"
#include "core/base/text.h"
#include "core/model/card_folder.h"
#include "tests/core/model/model_support.h"
#include "tests/e2e/gui_session.h"
#include "ui/canvas/landmark_canvas.h"
#include "ui/imaging/qimage_convert.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/face_presenter.h"
#include "ui/main_window/model_tools.h"
#include "ui/main_window/prefill.h"
#include "ui/main_window/session.h"
#include "ui/panels/browser_panel.h"
#include "ui/panels/history_view.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/laboratory_panel.h"
#include "ui/panels/remark_field.h"
#include "ui/settings/language_controller.h"

#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QTabWidget>
#include <QTest>

#include <cmath>
#include <numeric>

/// The application on a dozen real faces with runs and corrections, in one language and theme; every screen is a few
/// gestures away from home().
namespace fiducial::test {

class ScreenStage {
public:
    static constexpr int kFaces = 12, kWaitMs = 60'000;
    static constexpr char kList[] = "WFLW_annotations/list_98pt_rect_attr_train_test/list_98pt_rect_attr_test.txt";

    ScreenStage(const QString &language, const QString &theme) : gui_(*qApp, folder_ / "gui")
    {
        gui_.settings().setLanguage(language);
        gui_.settings().setTheme(theme);
        gui_.settings().setAuthor(QStringLiteral("Ada"));
        languages_ = std::make_unique<ui::LanguageController>(gui_.settings());
        addHeatModel();
        makeSet();
    }

    /// False where something did not come about.
    bool open()
    {
        if (!gui_.open(folder_ / "set"))
            return false;
        if (!document().runs().empty()) {
            document().setActiveRun(0); // opened again: the newest would be
            return settled();
        }
        document().addRun(noisyRun("hourglass_star_256", 0.02, 3), true);
        document().addRun(noisyRun("pfld_0.25x_112", 0.05, 7), true);
        std::vector<int> all(static_cast<std::size_t>(document().faceCount()));
        std::iota(all.begin(), all.end(), 0);
        if (!gui_.prefill(all, QStringLiteral("heat_64_wflw98")))
            return false;
        document().setActiveRun(0);
        document().usePrediction(1, 0, {});
        document().usePrediction(0, 0, {});
        document().setReview({2}, ReviewState::Accepted);
        document().setReview({3}, ReviewState::NeedsWork);
        document().setReview({4}, ReviewState::Excluded, "not a face");
        document().addComment(0, 16, QStringLiteral("A little too low"));
        return settled();
    }

    /// Names of models and people, what they wrote, a query, terms of the field, what core/ and the
    /// trainer say.
    static QStringList names()
    {
        return {QStringLiteral("hourglass_star"),
                QStringLiteral("pfld"),
                QStringLiteral("heat_64"),
                QStringLiteral("Ada"),
                QStringLiteral("A little too low"),
                QStringLiteral("not a face"),
                QStringLiteral("set”"),
                QStringLiteral("nme > 8 %"),
                QStringLiteral("The disk is full"),
                QStringLiteral("AUC”"),
                QStringLiteral("SHA-256"),
                QStringLiteral("RGB”"),
                QStringLiteral("BGR”"),
                QStringLiteral("Network”"),
                QStringLiteral("small”"),
                QStringLiteral("large”"),
                QStringLiteral("Passes”"),
                QStringLiteral("Epochs”")};
    }

    ui::MainWindow &window() { return gui_.window(); }
    ui::LandmarkCanvas &canvas() { return window().canvas(); }
    ui::ProjectDocument &document() { return window().document(); }
    ui::Actions &actions() { return window().actions(); }
    ui::LaboratoryPanel &laboratory() { return window().laboratory(); }
    ui::AppSettings &settings() { return gui_.settings(); }
    const formats::FormatRegistry &formats() const { return gui_.formats(); }
    std::filesystem::path folder() const { return folder_.path(); }
    std::filesystem::path models() const { return folder_ / "gui" / "user" / "models"; }

    bool settled()
    {
        return QTest::qWaitFor([this] { return !document().isMeasuring() && !laboratory().laboratory().isMeasuring(); },
                               kWaitMs);
    }

    /// The first face with everything put away, as large as a laptop shows it.
    bool home()
    {
        for (QWidget *widget : QApplication::topLevelWidgets())
            if (widget != &window() && widget->isVisible())
                widget->close();
        if (!document().isOpen() && !open())
            return false;
        using Page = ui::LaboratoryPanel::Page;
        laboratory().showPage(Page::Overview);
        Q_EMIT laboratory().fillRequested(false);
        canvas().cancelGesture();
        canvas().setTool(ui::CanvasTool::Select);
        canvas().setComparison(ui::Comparison::Off);
        canvas().setSelection({});
        canvas().setHovered(-1);
        ui::Actions &a = actions();
        for (QAction *off : {a.softDrag, a.mirrorEdit, a.mirrorCheck, a.partPass, a.loupe, a.heat, a.heatSum,
                             a.ellipses, a.pointErrors, a.laboratory, a.history, a.indices, a.names, a.pixelated})
            if (off->isChecked())
                off->trigger();
        a.errors->setChecked(true);
        a.failures->setChecked(true);
        a.upright->trigger();
        for (const auto &run : document().runs())
            window().presenter().setRunVisible(run->number, run->number == 0);
        window().inspector().tabs()->setCurrentIndex(1);
        window().resize(1440, 900);
        window().activateWindow();
        canvas().setFocus();
        return show(0) && settled();
    }

    bool show(int face)
    {
        window().presenter().setCurrentFace(face);
        if (!QTest::qWaitFor([&] { return window().presenter().isFaceShown(); }, kWaitMs))
            return false;
        canvas().fitFace();
        return true;
    }

    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&canvas(), key, modifiers); }
    QPoint viewOf(int landmark)
    {
        const auto &points = canvas().shownLandmarks()->points;
        return canvas().viewTransform().toView(points[static_cast<std::size_t>(landmark)]).toPoint();
    }
    void hover(QPoint at)
    {
        QTest::mouseMove(&canvas(), at + QPoint(30, 30));
        QTest::mouseMove(&canvas(), at);
    }
    /// The button stays down: the gesture is on the screen.
    void grab(QPoint from, const std::vector<QPoint> &way)
    {
        hover(from);
        QTest::mousePress(&canvas(), Qt::LeftButton, {}, from);
        for (const QPoint step : way)
            QTest::mouseMove(&canvas(), from + step);
    }
    bool measuredLaboratory(ui::LaboratoryPanel::Page page)
    {
        actions().laboratory->setChecked(true);
        laboratory().showPage(page);
        return QTest::qWaitFor([&] { return laboratory().laboratory().rowCount() > 0; }, kWaitMs) && settled();
    }
    QAction *action(const char *name)
    {
        auto *found = actions().findChild<QAction *>(QString::fromLatin1(name));
        if (!found)
            qFatal("no action %s", name);
        return found;
    }

    /// Predictions around the ground truth with ellipses; one face in five is far off.
    Run noisyRun(const char *name, double share, unsigned seed)
    {
        Run run;
        run.name = run.modelName = name;
        run.schemeId = document().dataset().schemeId;
        run.device = "CPU, 2 threads";
        Rng rng(seed);
        for (int row = 0; row < document().faceCount(); ++row) {
            const Face &face = document().face(row);
            Prediction out;
            out.image = document().dataset().sampleOf(row).image;
            out.box = face.box.value_or(Rect{});
            const double sigma = share * (row % 5 == 3 ? 4 : 1) * landmarkBox(face.truth).width / 3;
            for (const Point2 p : face.truth.points) {
                out.points.push_back(toFloat({p.x + sigma * rng.normal(), p.y + sigma * rng.normal()}));
                const auto variance = static_cast<float>(sigma * sigma);
                out.covariance.push_back({1.5F * variance, 0.4F * variance, variance});
                out.peak.push_back(0.8F);
            }
            run.rows.push_back(std::move(out));
        }
        return run;
    }

private:
    /// Faces of the shared set, else the bundled samples, which are fewer kinds.
    void makeSet()
    {
        const auto shared = sharedPath("data/faces98");
        if (shared.empty())
            qWarning("shared/data/faces98 is not here: screens are made with the bundled samples");
        const auto source = shared.empty() ? model::resourcesFolder() / "samples" : shared;
        const std::string whole = readAll(source / kList);
        std::vector<std::string_view> lines;
        for (const std::string_view line : text::lines(whole))
            if (!line.empty())
                lines.push_back(line);
        std::string list;
        for (std::size_t i = 0; i < kFaces; ++i)
            list += std::string(lines[i * lines.size() / kFaces]) + "\n";
        const auto root = folder_ / "set";
        std::filesystem::create_directories((root / kList).parent_path());
        writeAll(root / kList, list + "1 2 3 a row with too few numbers.jpg\n");
        std::filesystem::create_directory_symlink(source / "WFLW_images", root / "WFLW_images");
    }

    /// A model whose maps have their peaks where the mean face has its points: heat without LibTorch.
    void addHeatModel()
    {
        constexpr int kInput = 64, kCells = 16;
        const auto &mean = findScheme("wflw98")->meanShape;
        const Rect box = landmarkBox(mean);
        std::vector<float> maps;
        for (const Point2 p : mean)
            for (int y = 0; y < kCells; ++y)
                for (int x = 0; x < kCells; ++x)
                    maps.push_back(static_cast<float>(std::exp(-(std::pow(x - 2 - (p.x - box.x) / box.width * 11, 2) +
                                                                 std::pow(y - 2 - (p.y - box.y) / box.height * 11, 2)) /
                                                               1.5)));
        const std::string weights = heatmapOnnx(kInput, 98, kCells, kCells, maps);
        std::filesystem::create_directories(models());
        model::ModelCard card = plainCard(kInput);
        card.name = "heat_64_wflw98";
        card.file = card.name + ".onnx";
        card.sha256 = sha256(weights);
        card.output = model::OutputKind::Heatmaps;
        card.decoder = heatmap::Decoder::SoftArgMax;
        card.crop.margin = 1.25;
        writeAll(models() / card.file, weights);
        writeAll(models() / (card.name + ".json"), printCard(card));
    }

    TempDir folder_;
    GuiSession gui_;
    std::unique_ptr<ui::LanguageController> languages_;
};

} // namespace fiducial::test
