#pragma once

#include "core/formats/annotation_format.h"
#include "core/model/model_catalogue.h"
#include "tests/support/test_support.h"
#include "ui/main_window/main_window.h"
#include "ui/settings/app_settings.h"
#include "ui/theme/theme_controller.h"

#include <memory>

class QApplication;

namespace fiducial::test {

/// The whole application in a folder of its own: settings, projects and cache leave nothing behind. Several windows may
/// follow each other in the same folder, as program runs do.
class GuiSession {
public:
    explicit GuiSession(QApplication &application, const std::filesystem::path &folder);

    ui::MainWindow &window() { return *window_; }
    ui::AppSettings &settings() { return settings_; }
    const formats::FormatRegistry &formats() const { return formats_; }
    /// Opens and waits until the faces are there; false after 30 seconds.
    bool open(const std::filesystem::path &path);
    /// Pre-fills these faces and waits for the end.
    bool prefill(const std::vector<int> &faces, const QString &model);
    /// Waits until every edit is on disk.
    bool waitSaved();
    enum class Size { OfTests, AsItWasLeft };
    /// Closes the window as a user does and makes a new one.
    void restart(Size size = Size::OfTests);

private:
    void makeWindow(Size size);

    std::filesystem::path folder_;
    formats::FormatRegistry formats_;
    model::ModelCatalogue models_;
    ui::AppSettings settings_;
    ui::ThemeController theme_;
    std::unique_ptr<ui::MainWindow> window_;
};

/// NME by the definition alone: mean distance over the distance of two landmarks.
double independentNme(const std::vector<Point2> &reference, const std::vector<Point2> &points, int left, int right);

} // namespace fiducial::test
