#include "app/gui/window_bench.h"

#include "ui/canvas/canvas_bench.h"
#include "ui/canvas/landmark_canvas.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/face_presenter.h"
#include "ui/main_window/session.h"
#include "ui/panels/browser_panel.h"
#include "ui/panels/face_table_pane.h"
#include "ui/panels/laboratory_panel.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QListView>
#include <QTableView>
#include <QTimer>

#include <algorithm>
#include <functional>
#include <numeric>

namespace fiducial {

using namespace Qt::StringLiterals;

namespace {
constexpr int kPatienceMs = 300'000;
constexpr int kSettleMs = 300;

/// Handles events until the condition holds; false when that takes too long.
bool waitFor(const std::function<bool()> &condition, int patienceMs = kPatienceMs)
{
    QTimer heartbeat; // wakes the loop, so that patience can end
    heartbeat.start(std::min(50, patienceMs));
    QElapsedTimer clock;
    clock.start();
    while (!condition()) {
        if (clock.elapsed() > patienceMs)
            return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    }
    return true;
}

void settle(int milliseconds = kSettleMs)
{
    waitFor([] { return false; }, milliseconds);
}

double seconds(const QElapsedTimer &clock)
{
    return static_cast<double>(clock.nsecsElapsed()) * 1e-9;
}

double median(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// A field of /proc/self/status in MB; 0 where the system has none.
double memory(const QByteArray &field)
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n'))
        if (line.startsWith(field + ':'))
            return line.mid(field.size() + 1).trimmed().split(' ').front().toDouble() / 1024;
    return 0;
}

/// Ground truth, every point moved by a distance that differs from face to face.
Run movedTruth(const Dataset &dataset, const char *name, bool covariance)
{
    Run run;
    run.name = run.modelName = name;
    run.schemeId = dataset.schemeId;
    run.device = "none";
    for (std::size_t row = 0; row < dataset.faces.size(); ++row) {
        Prediction p;
        p.image = dataset.sampleOf(static_cast<int>(row)).image;
        p.box = p.cropBox = dataset.faces[row].box.value_or(Rect{});
        const double distance = 0.5 + static_cast<double>(row * 7919 % 1000) * 0.01;
        for (const Point2 point : dataset.faces[row].truth.points)
            p.points.push_back(toFloat(point + Point2{distance, 0}));
        if (covariance)
            p.covariance.assign(p.points.size(), {2, 0.5F, 3});
        run.rows.push_back(std::move(p));
    }
    return run;
}
/// Longest time in milliseconds between two rounds of the event loop while `step` is called once a round until it says
/// that it is done, and for a while after.
double longestGap(const std::function<bool()> &step)
{
    double longest = 0;
    bool over = false;
    QElapsedTimer clock;
    QTimer pulse;
    QObject::connect(&pulse, &QTimer::timeout, &pulse, [&] {
        longest = std::max(longest, 1000 * seconds(clock));
        clock.start();
        over = over || step();
    });
    clock.start();
    pulse.start(0);
    waitFor([&] { return over; });
    settle();
    return longest;
}

/// The same while `action`, done in the first round, is followed by work in the background.
double longestGap(const std::function<void()> &action, const std::function<bool()> &isOver)
{
    bool begun = false;
    return longestGap([&] {
        if (!std::exchange(begun, true))
            action();
        return isOver();
    });
}
} // namespace

WindowBench::WindowBench(ui::MainWindow &window, QString path) : window_(window), path_(std::move(path))
{
    window_.canvas().installEventFilter(this);
    connect(&window_.session(), &ui::Session::failed, this,
            [this](const QString &title, const QString &sentence) { problem_ = title + u": "_s + sentence; });
    connect(&window_.document().saveQueue(), &ui::SaveQueue::failed, this,
            [this](const QString &sentence) { problem_ = sentence; });
}

QStringList WindowBench::names()
{
    return {u"start"_s,      u"open"_s,   u"fill"_s,   u"browse"_s, u"order"_s,
            u"laboratory"_s, u"commit"_s, u"answer"_s, u"drag"_s};
}

Result<QJsonObject> WindowBench::run(const QString &name)
{
    using Measure = Result<QJsonObject> (WindowBench::*)();
    constexpr Measure kMeasures[] = {&WindowBench::start,  &WindowBench::open,   &WindowBench::fill,
                                     &WindowBench::browse, &WindowBench::order,  &WindowBench::laboratory,
                                     &WindowBench::commit, &WindowBench::answer, &WindowBench::drag};
    const auto at = names().indexOf(name);
    if (at < 0)
        return makeError(Errc::InvalidArgument, says("There is no measurement '%1'; there are %2.", name.toStdString(),
                                                     names().join(u", "_s).toStdString()));
    return (this->*kMeasures[at])();
}

bool WindowBench::eventFilter(QObject *, QEvent *event)
{
    if (event->type() == QEvent::Paint && isShown(window_.presenter().currentFace()))
        drawnFace_ = window_.presenter().currentFace();
    return false;
}

/// Whether the canvas shows this face's own picture: landmarks appear together with it.
bool WindowBench::isShown(int face) const
{
    if (face < 0 || !window_.canvas().hasPicture())
        return false;
    const LandmarkSet &truth = window_.document().face(face).truth;
    const LandmarkSet *shown = window_.canvas().shownLandmarks();
    return truth.empty() || !window_.document().state(face).mine.empty() || (shown && shown->points == truth.points);
}

Result<void> WindowBench::openAndDraw()
{
    drawnFace_ = -1;
    window_.open(path_);
    if (!waitFor([this] { return drawnFace_ >= 0 || !problem_.isEmpty(); }))
        return makeError(Errc::Internal, says("No picture was drawn."), path_.toStdString());
    return problem_.isEmpty() ? Result<void>()
                              : makeError(Errc::Unreadable, Sentence::verbatim(problem_.toStdString()));
}

Result<QJsonObject> WindowBench::start()
{
    if (!path_.isEmpty()) {
        if (auto opened = openAndDraw(); !opened)
            return opened.error();
    } else {
        QCoreApplication::processEvents();
    }
    return QJsonObject{{u"resident_mb"_s, memory("VmRSS")}};
}

Result<QJsonObject> WindowBench::open()
{
    settle();
    const double before = memory("VmRSS");
    QElapsedTimer clock;
    clock.start();
    if (auto opened = openAndDraw(); !opened)
        return opened.error();
    const double drawn = seconds(clock);
    settle();
    return QJsonObject{{u"open_s"_s, drawn},
                       {u"empty_mb"_s, before},
                       {u"resident_mb"_s, memory("VmRSS")},
                       {u"peak_mb"_s, memory("VmHWM")},
                       {u"faces"_s, window_.document().faceCount()}};
}

Result<QJsonObject> WindowBench::fill()
{
    constexpr int kFacesOfAGesture = 50;
    if (auto opened = openAndDraw(); !opened)
        return opened.error();
    ui::ProjectDocument &document = window_.document();
    document.addRun(movedTruth(document.dataset(), "first", false), true);
    const int run = document.addRun(movedTruth(document.dataset(), "second", true), true);
    std::vector<ui::FaceEdit> edits;
    for (int row = 0; row < document.faceCount(); ++row) {
        edits.push_back({row, withPrediction(document.state(row), document.runGrab(row, run), {}, 1)});
        if (static_cast<int>(edits.size()) < kFacesOfAGesture && row + 1 < document.faceCount())
            continue;
        document.pushEdit("use-prediction", {}, std::exchange(edits, {}));
        if (!document.saveQueue().flush())
            return makeError(Errc::Unwritable, Sentence::verbatim(problem_.toStdString()));
    }
    waitFor([&document] { return !document.isStoringRuns(); });
    if (!problem_.isEmpty())
        return makeError(Errc::Unwritable, Sentence::verbatim(problem_.toStdString()));
    return QJsonObject{{u"faces"_s, document.editedFaceCount()}};
}

double WindowBench::secondsToShow(int listRow)
{
    QListView *view = window_.browser().view();
    const int face = view->model()->index(listRow, 0).data(ui::FaceListModel::FaceRowRole).toInt();
    QElapsedTimer clock;
    clock.start();
    view->setCurrentIndex(view->model()->index(listRow, 0));
    const bool drawn = waitFor([&] { return drawnFace_ == face; });
    return drawn ? seconds(clock) : std::numeric_limits<double>::infinity();
}

/// Pictures drawn a second while the key of *next image* is held.
double WindowBench::heldKeyRate()
{
    constexpr int kRepeatMs = 25; // a fast keyboard
    const int last = window_.browser().view()->model()->rowCount() - 1;
    int asked = window_.presenter().currentFace();
    QTimer key;
    key.setTimerType(Qt::PreciseTimer);
    connect(&key, &QTimer::timeout, this, [&] {
        window_.actions().nextFace->trigger();
        if (++asked == last)
            key.stop();
    });
    int drawn = 0;
    int before = drawnFace_;
    QElapsedTimer clock;
    clock.start();
    key.start(kRepeatMs);
    waitFor([&] {
        drawn += drawnFace_ != std::exchange(before, drawnFace_);
        return drawnFace_ == last;
    });
    return drawn / seconds(clock);
}

Result<QJsonObject> WindowBench::browse()
{
    constexpr int kStride = 6; // beyond what is prefetched around a face
    constexpr int kSteps = 12;
    if (auto opened = openAndDraw(); !opened)
        return opened.error();
    const int rows = window_.browser().view()->model()->rowCount();
    if (rows < 2 * kStride * kSteps)
        return makeError(Errc::InvalidArgument, says("There are too few images to browse."), path_.toStdString());
    std::vector<double> decoded, prefetched;
    for (int step = 1; step <= kSteps; ++step) {
        settle();
        decoded.push_back(secondsToShow(step * kStride));
        settle();
        prefetched.push_back(secondsToShow(step * kStride + 1));
    }
    settle();
    return QJsonObject{{u"decoded_ms"_s, 1000 * median(decoded)},
                       {u"prefetched_ms"_s, 1000 * median(prefetched)},
                       {u"held_per_s"_s, heldKeyRate()}};
}

Result<QJsonObject> WindowBench::order()
{
    if (auto opened = openAndDraw(); !opened)
        return opened.error();
    window_.document().addRun(movedTruth(window_.document().dataset(), "run", false), false);
    settle();
    QListView *view = window_.browser().view();
    auto *model = qobject_cast<ui::FaceListModel *>(view->model());
    if (!model)
        return makeError(Errc::Internal, says("The browser shows no list of faces."));
    const auto milliseconds = [&](const ui::FaceOrder &order) {
        QElapsedTimer clock;
        clock.start();
        model->setOrder(order);
        view->viewport()->repaint();
        return 1000 * seconds(clock);
    };
    using ui::FaceSort;
    return QJsonObject{{u"sort_nme_ms"_s, milliseconds({FaceSort::NmeWorstFirst, {}, false})},
                       {u"sort_name_ms"_s, milliseconds({FaceSort::Name, {}, false})},
                       {u"first_yaw_s"_s, milliseconds({FaceSort::Yaw, {}, false}) / 1000},
                       {u"back_ms"_s, milliseconds({FaceSort::FileOrder, {}, false})},
                       {u"sort_yaw_ms"_s, milliseconds({FaceSort::Yaw, {}, false})},
                       {u"filter_text_ms"_s, milliseconds({FaceSort::FileOrder, u"0001"_s, false})},
                       {u"filter_wildcard_ms"_s, milliseconds({FaceSort::NmeBestFirst, u"*picture*1.jpg"_s, false})},
                       {u"faces"_s, model->rowCount() > 0 ? window_.document().faceCount() : 0}};
}

/// What a hand does to the laboratory's table once everything is measured.
Result<QJsonObject> WindowBench::laboratory()
{
    if (auto opened = openAndDraw(); !opened)
        return opened.error();
    ui::ProjectDocument &document = window_.document();
    document.addRun(movedTruth(document.dataset(), "first", false), false);
    document.addRun(movedTruth(document.dataset(), "second", true), false);
    ui::LaboratoryPanel &panel = window_.laboratory();
    QElapsedTimer clock;
    clock.start();
    window_.actions().laboratory->setChecked(true);
    panel.showPage(ui::LaboratoryPanel::Page::Faces);
    if (!waitFor([&] { return panel.laboratory().rowCount() > 0 && !panel.laboratory().isMeasuring(); }))
        return makeError(Errc::Internal, says("The laboratory was not measured."));
    const double measured = seconds(clock);
    settle();
    ui::FaceTableModel &table = panel.tableModel();
    const auto milliseconds = [&](const auto &action) {
        clock.restart();
        action();
        panel.tablePane().view()->viewport()->repaint();
        return 1000 * seconds(clock);
    };
    const auto sortBy = [&](ui::FaceTableModel::Kind kind) {
        return milliseconds([&] { table.sort(table.columnOf(kind, 0), Qt::AscendingOrder); });
    };
    using Kind = ui::FaceTableModel::Kind;
    QJsonObject out{{u"measured_s"_s, measured}, {u"faces"_s, table.rowCount()}};
    out[u"sort_nme_ms"_s] = sortBy(Kind::Nme);
    out[u"sort_disagreement_ms"_s] = sortBy(Kind::Disagreement);
    out[u"query_ms"_s] = milliseconds([&] {
        panel.tablePane().setQuery(u"nme > 1 % and nme - nme(\"first\") < 1 % and abs(yaw) < 30 and image ~ \"1\""_s);
    });
    out[u"brush_ms"_s] = milliseconds([&] { table.setInterval(std::pair(0.01, 0.03)); });
    out[u"fill_ms"_s] = milliseconds([&] {
        table.setInterval({});
        panel.tablePane().setQuery({});
    });
    return out;
}

Result<QJsonObject> WindowBench::commit()
{
    constexpr int kEdits = 40;
    if (auto opened = openAndDraw(); !opened)
        return opened.error();
    settle();
    ui::ProjectDocument &document = window_.document();
    std::vector<double> returned, stored;
    for (int i = 0; i < kEdits; ++i) {
        const int row = static_cast<int>(static_cast<std::int64_t>(document.faceCount()) * i / kEdits);
        const ui::GrabbedSet grabbed = document.groundTruthGrab(row);
        LandmarkSet moved = grabbed.set;
        moved.points.front().x += 1;
        QElapsedTimer clock;
        clock.start();
        document.moveLandmarks(row, grabbed, moved, {0});
        returned.push_back(1000 * seconds(clock));
        waitFor([&] { return document.saveQueue().state() != ui::SaveQueue::State::Saving; });
        stored.push_back(1000 * seconds(clock));
        settle(50);
    }
    if (!problem_.isEmpty())
        return makeError(Errc::Unwritable, Sentence::verbatim(problem_.toStdString()));
    return QJsonObject{{u"stored_ms"_s, median(stored)},
                       {u"answer_ms"_s, median(returned)},
                       {u"worst_ms"_s, *std::max_element(stored.begin(), stored.end())}};
}

Result<QJsonObject> WindowBench::answer()
{
    constexpr std::size_t kBatch = 32; // as predictions arrive
    if (auto opened = openAndDraw(); !opened)
        return opened.error();
    settle();
    ui::ProjectDocument &document = window_.document();
    const Run run = movedTruth(document.dataset(), "run", false);
    Run header = run;
    header.rows.clear();
    const int number = document.addRun(std::move(header), false);
    const auto append = [&](std::size_t first) {
        std::vector<int> rows;
        for (std::size_t i = first; i < std::min(first + kBatch, run.rows.size()); ++i)
            rows.push_back(static_cast<int>(i));
        document.appendPredictions(number, rows, {run.rows.begin() + rows.front(), run.rows.begin() + rows.back() + 1});
    };
    QJsonObject gaps;
    std::size_t next = 0;
    gaps[u"run_arrives_ms"_s] = longestGap([&] {
        append(std::exchange(next, next + kBatch));
        return next >= run.rows.size();
    });
    gaps[u"run_stored_ms"_s] =
        longestGap([&] { document.finishRun(number); }, [&] { return !document.isStoringRuns(); });
    gaps[u"reference_changed_ms"_s] = longestGap(
        [&] {
            document.setReference({ui::Reference::Kind::Run, number});
        },
        [&] { return !document.isMeasuring(); });
    return gaps;
}

Result<QJsonObject> WindowBench::drag()
{
    const ui::CanvasTiming timing = ui::measureCanvas(300);
    return QJsonObject{{u"drag_ms"_s, timing.dragMilliseconds},
                       {u"repaint_ms"_s, timing.fullMilliseconds},
                       {u"points"_s, timing.points}};
}

} // namespace fiducial
