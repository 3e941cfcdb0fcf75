#include "tests/e2e/gui_session.h"

#include "ui/canvas/landmark_canvas.h"
#include "ui/imaging/qimage_convert.h"
#include "ui/main_window/prefill.h"
#include "ui/main_window/session.h"

#include <QSignalSpy>
#include <QTest>

#include <cmath>

namespace fiducial::test {

namespace {
constexpr int kWaitMs = 120000;
}

GuiSession::GuiSession(QApplication &application, const std::filesystem::path &folder)
    : folder_(folder),
      formats_(formats::makeBuiltinFormats()),
      models_(model::resourcesFolder() / "models", folder / "user" / "models"),
      settings_(ui::toQString(folder / "settings.ini")),
      theme_(application, ui::ThemeMode::Dark)
{
    makeWindow(Size::OfTests);
}

void GuiSession::makeWindow(Size size)
{
    window_ = std::make_unique<ui::MainWindow>(ui::MainWindowServices{formats_, models_, settings_, theme_,
                                                                      folder_ / "user", folder_ / "cache",
                                                                      model::resourcesFolder() / "samples"});
    window_->canvas().setAnimated(false);
    if (size == Size::OfTests)
        window_->resize(1200, 780);
    window_->show();
    (void)QTest::qWaitForWindowExposed(window_.get());
}

bool GuiSession::open(const std::filesystem::path &path)
{
    QSignalSpy opened(&window_->session(), &ui::Session::opened);
    QSignalSpy failed(&window_->session(), &ui::Session::failed);
    window_->open(ui::toQString(path));
    const bool done = QTest::qWaitFor([&] { return opened.count() > 0 || failed.count() > 0; }, kWaitMs);
    if (failed.count() > 0)
        qWarning() << failed.first();
    return done && opened.count() > 0 && QTest::qWaitFor([&] { return window_->canvas().hasPicture(); }, kWaitMs);
}

bool GuiSession::prefill(const std::vector<int> &faces, const QString &model)
{
    QSignalSpy finished(&window_->prefill(), &ui::Prefill::finished);
    QSignalSpy failed(&window_->prefill(), &ui::Prefill::failed);
    ui::PrefillRequest request;
    request.model = model;
    request.faces = faces;
    window_->prefill().start(request);
    const bool done = QTest::qWaitFor([&] { return finished.count() > 0 || failed.count() > 0; }, kWaitMs);
    if (failed.count() > 0)
        qWarning() << failed.first();
    return done && finished.count() > 0;
}

bool GuiSession::waitSaved()
{
    return QTest::qWaitFor([&] { return window_->document().saveQueue().state() == ui::SaveQueue::State::Saved; },
                           kWaitMs);
}

void GuiSession::restart(Size size)
{
    window_->close();
    window_.reset();
    makeWindow(size);
}

double independentNme(const std::vector<Point2> &reference, const std::vector<Point2> &points, int left, int right)
{
    double sum = 0;
    for (std::size_t i = 0; i < reference.size(); ++i)
        sum += std::sqrt(std::pow(points[i].x - reference[i].x, 2) + std::pow(points[i].y - reference[i].y, 2));
    const Point2 a = reference[static_cast<std::size_t>(left)];
    const Point2 b = reference[static_cast<std::size_t>(right)];
    return sum / static_cast<double>(reference.size()) / std::sqrt(std::pow(a.x - b.x, 2) + std::pow(a.y - b.y, 2));
}

} // namespace fiducial::test
