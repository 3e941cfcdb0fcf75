#include "app/cli/bench_rows.h"

#include "core/analysis/bootstrap.h"
#include "core/analysis/histogram.h"
#include "core/base/file_io.h"
#include "core/base/rng.h"
#include "core/dataset/select.h"
#include "core/image/image.h"
#include "core/model/backend.h"
#include "core/model/places.h"
#include "core/pipeline/predict.h"

#include <nlohmann/json.hpp>

#include <QElapsedTimer>
#include <QProcess>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace fiducial::cli {

namespace fs = std::filesystem;
using namespace Qt::StringLiterals;

namespace {
constexpr int kFolderImages = 1639; ///< of the folder that labelme's start was measured with
constexpr int kBrowsedImages = 150;
constexpr int kPredictedFaces = 240;
constexpr int kThroughputTurns = 5;
constexpr int kPoints = 98;

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

/// What one run of the application printed, and how long it took from its start until then.
struct WindowAnswer {
    nlohmann::json numbers;
    double seconds = 0;
    double at(const char *key) const { return numbers.value(key, std::numeric_limits<double>::quiet_NaN()); }
};

/// Runs `fiducial --bench NAME [PATH]` offscreen with its settings, projects and caches in `state`.
Result<WindowAnswer> inWindow(const char *measurement, const fs::path &path, const fs::path &state,
                              const JobContext &job)
{
    const fs::path program = model::executableFolder() / "fiducial";
    if (!fs::exists(program))
        return makeError(Errc::Missing, says("The application is not beside fiducial-cli."));
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    const QString folder = QString::fromStdString(state.string());
    for (const auto &variable : {u"FIDUCIAL_USER_DIR"_s, u"XDG_CONFIG_HOME"_s, u"XDG_CACHE_HOME"_s, u"XDG_DATA_HOME"_s})
        environment.insert(variable, folder);
    process.setProcessEnvironment(environment);
    QStringList arguments{u"--bench"_s, QString::fromLatin1(measurement)};
    if (!path.empty())
        arguments.append(QString::fromStdString(path.string()));
    QElapsedTimer clock;
    clock.start();
    process.start(QString::fromStdString(program.string()), arguments);
    if (!process.waitForStarted())
        return makeError(Errc::Missing, Sentence::verbatim(process.errorString().toStdString()), toUtf8(program));
    while (!process.canReadLine() && process.state() == QProcess::Running) {
        process.waitForReadyRead(200);
        if (job.cancelled()) {
            process.kill();
            process.waitForFinished();
            return makeError(Errc::Cancelled, says("The measurement was cancelled."));
        }
    }
    const double elapsed = seconds(clock);
    const std::string line = process.readLine().toStdString();
    process.waitForFinished(-1);
    auto numbers = nlohmann::json::parse(line, nullptr, false);
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0 || !numbers.is_object())
        return makeError(Errc::Internal, says("The application did not measure '%1': %2", measurement,
                                              process.readAllStandardError().trimmed().toStdString()));
    return WindowAnswer{std::move(numbers), elapsed};
}

/// The window's numbers, the row's own first.
Measurement measurementOf(const WindowAnswer &answer, const char *value, int faces = 0)
{
    Measurement measurement{answer.at(value), {}, faces};
    for (const auto &[key, number] : answer.numbers.items())
        if (key != value && key != "faces" && number.is_number())
            measurement.details.emplace_back(key, number.get<double>());
    return measurement;
}

Result<Measurement> startup(BenchRun &run, const fs::path &path, const JobContext &job)
{
    constexpr int kStarts = 5;
    std::vector<double> first, again;
    double resident = 0;
    for (int i = 0; i < kStarts; ++i) {
        const fs::path state = run.workspace.freshState();
        for (auto *times : {&first, &again}) {
            auto answer = inWindow("start", path, state, job);
            if (!answer)
                return answer.error();
            times->push_back(answer->seconds);
            resident = answer->at("resident_mb");
        }
    }
    return Measurement{median(first), {{"again_s", median(again)}, {"resident_mb", resident}}, 0};
}

Result<Measurement> startEmpty(BenchRun &run, const JobContext &job)
{
    return startup(run, {}, job);
}

Result<Measurement> startFolder(BenchRun &run, const JobContext &job)
{
    auto folder = run.workspace.pictures(kFolderImages);
    return folder ? startup(run, *folder, job) : folder.error();
}

/// `measurement` with the list of `faces` faces, in a fresh state.
Result<WindowAnswer> withList(BenchRun &run, const char *measurement, int faces, const fs::path &state,
                              const JobContext &job)
{
    auto list = run.workspace.list(faces, job);
    return list ? inWindow(measurement, *list, state, job) : list.error();
}

Result<Measurement> openList(BenchRun &run, int faces, const JobContext &job)
{
    const fs::path state = run.workspace.freshState();
    auto first = withList(run, "open", faces, state, job);
    if (!first)
        return first.error();
    auto again = withList(run, "open", faces, state, job);
    if (!again)
        return again.error();
    Measurement measurement = measurementOf(*first, "open_s", faces);
    measurement.details.emplace_back("again_s", again->at("open_s"));
    return measurement;
}

Result<Measurement> openSmallList(BenchRun &run, const JobContext &job)
{
    return openList(run, std::min(10'000, run.options.faces), job);
}

Result<Measurement> openLargeList(BenchRun &run, const JobContext &job)
{
    return openList(run, run.options.faces, job);
}

Result<Measurement> memory(BenchRun &run, const JobContext &job)
{
    const fs::path state = run.workspace.freshState();
    if (auto filled = withList(run, "fill", run.options.faces, state, job); !filled)
        return filled.error();
    auto answer = withList(run, "open", run.options.faces, state, job);
    return answer ? Result(measurementOf(*answer, "resident_mb", run.options.faces)) : answer.error();
}

/// One browsing gives the numbers of three rows.
Result<Measurement> browse(BenchRun &run, const char *value, const JobContext &job)
{
    if (run.browsed.empty()) {
        auto list = run.workspace.portraits(kBrowsedImages);
        if (!list)
            return list.error();
        auto answer = inWindow("browse", *list, run.workspace.freshState(), job);
        if (!answer)
            return answer.error();
        run.browsed = answer->numbers.get<std::map<std::string, double>>();
    }
    return Measurement{run.browsed.at(value), {}, 0};
}

Result<Measurement> nextPrefetched(BenchRun &run, const JobContext &job)
{
    return browse(run, "prefetched_ms", job);
}

Result<Measurement> nextDecoded(BenchRun &run, const JobContext &job)
{
    return browse(run, "decoded_ms", job);
}

Result<Measurement> heldKey(BenchRun &run, const JobContext &job)
{
    return browse(run, "held_per_s", job);
}

Result<Measurement> drag(BenchRun &run, const JobContext &job)
{
    auto answer = inWindow("drag", {}, run.workspace.freshState(), job);
    return answer ? Result(measurementOf(*answer, "drag_ms")) : answer.error();
}

/// The largest of the window's numbers is the row's.
Result<Measurement> worstOf(BenchRun &run, const char *measurement, const JobContext &job)
{
    auto answer = withList(run, measurement, run.options.faces, run.workspace.freshState(), job);
    if (!answer)
        return answer.error();
    Measurement worst = measurementOf(*answer, "", run.options.faces);
    worst.value = 0;
    for (const auto &[key, number] : worst.details)
        if (key.ends_with("_ms"))
            worst.value = std::max(worst.value, number);
    return worst;
}

Result<Measurement> order(BenchRun &run, const JobContext &job)
{
    return worstOf(run, "order", job);
}

Result<Measurement> laboratory(BenchRun &run, const JobContext &job)
{
    return worstOf(run, "laboratory", job);
}

/// What the laboratory draws of one run: curve with its bootstrap band, histogram, order of the faces.
Result<Measurement> statistics(BenchRun &run, const JobContext &job)
{
    Rng rng(4);
    std::vector<double> nmes(static_cast<std::size_t>(run.options.faces));
    for (double &nme : nmes)
        nme = 0.04 * std::exp(0.5 * rng.normal());
    QElapsedTimer clock;
    clock.start();
    const auto band = analysis::bootstrapCed(nmes, 0.15, 0.1, {}, job);
    const double bootstrapped = seconds(clock);
    if (!band)
        return band.error();
    const auto bins = analysis::histogram(nmes, 0, 0.15, 30);
    const auto order = analysis::sortedRows(nmes, true);
    const double taken = seconds(clock);
    if (bins.counts.empty() || order.size() != nmes.size())
        return makeError(Errc::Internal, says("The statistics are empty."));
    return Measurement{taken, {{"bootstrap_s", bootstrapped}}, run.options.faces};
}

Result<Measurement> answering(BenchRun &run, const JobContext &job)
{
    return worstOf(run, "answer", job);
}

Result<Measurement> commit(BenchRun &run, const JobContext &job)
{
    auto answer = withList(run, "commit", run.options.faces, run.workspace.freshState(), job);
    return answer ? Result(measurementOf(*answer, "stored_ms", run.options.faces)) : answer.error();
}

std::vector<LandmarkSet> randomFaces(const LandmarkScheme &scheme, int count, std::uint64_t seed)
{
    Rng rng(seed);
    std::vector<LandmarkSet> faces(static_cast<std::size_t>(count));
    for (LandmarkSet &face : faces)
        for (const Point2 p : scheme.meanShape)
            face.points.push_back(p * 200 + Point2{300 + rng.uniform(-8, 8), 300 + rng.uniform(-8, 8)});
    return faces;
}

Result<Measurement> liveNme(BenchRun &, const JobContext &)
{
    constexpr int kMoves = 20'000;
    const auto faces = randomFaces(*findScheme("wflw98"), 2, 3);
    metrics::LiveNme live(faces[0], faces[1].points, 100);
    double sum = 0;
    QElapsedTimer clock;
    clock.start();
    for (int i = 0; i < kMoves; ++i) {
        live.movePoint(i % kPoints, {300.0 + i % 7, 300});
        sum += live.value();
    }
    const double each = 1000 * seconds(clock) / kMoves;
    return sum > 0 ? Result(Measurement{each, {}, 0}) : makeError(Errc::Internal, says("The live NME has no value."));
}

Result<Measurement> evaluation(BenchRun &run, const JobContext &job)
{
    const LandmarkScheme &scheme = *findScheme("wflw98");
    const auto truth = randomFaces(scheme, run.options.faces, 1);
    const auto predicted = randomFaces(scheme, run.options.faces, 2);
    std::vector<metrics::EvaluatedFace> faces(truth.size());
    for (std::size_t i = 0; i < faces.size(); ++i) {
        faces[i].reference = &truth[i];
        faces[i].prediction = predicted[i].points;
        faces[i].annotatedBox = Rect{200, 200, 200, 200};
    }
    QElapsedTimer clock;
    clock.start();
    auto result = metrics::evaluate(faces, scheme, {}, {}, job);
    const double taken = seconds(clock);
    if (!result)
        return result.error();
    return Measurement{taken, {}, run.options.faces};
}

/// A grey picture with one face box.
model::FaceInput anyFace()
{
    model::FaceInput face;
    face.picture = cv::Mat(512, 512, CV_8UC3, cv::Scalar::all(128));
    face.box = {128, 128, 256, 256};
    return face;
}

Result<Measurement> firstTorchModel(BenchRun &run, const JobContext &job)
{
    const fs::path file = run.options.torchScript;
    if (!fs::exists(file))
        return makeError(Errc::Missing, says("No TorchScript file; give one with --torchscript."));
    model::ModelCard card;
    card.name = "bench";
    card.architecture = "torchscript";
    card.file = toUtf8(file.filename());
    card.schemeId = "wflw98";
    card.input = {256, 256};
    card.output = model::OutputKind::Stages;
    QElapsedTimer clock;
    clock.start();
    if (auto module = model::torchModule(); !module)
        return module.error();
    const double opened = seconds(clock);
    auto network = model::loadModel(card, file.parent_path(), run.options.model.device);
    if (!network)
        return network.error();
    const double loaded = seconds(clock);
    const model::FaceInput face = anyFace();
    if (auto points = (*network)->predict({&face, 1}, job); !points)
        return points.error();
    return Measurement{seconds(clock), {{"module_s", opened}, {"weights_s", loaded - opened}}, 0};
}

/// Faces a second of the network alone, over faces that are cropped already.
Result<double> bareThroughput(model::LandmarkModel &model, const Dataset &dataset, const JobContext &job)
{
    constexpr std::size_t kBatch = 32;
    const Face &face = dataset.faces.front();
    auto picture = image::decode(dataset.imagePath(face.sample));
    if (!picture)
        return picture.error();
    const auto prepared = model.prepare({*picture, face.box.value_or(Rect{}), std::nullopt});
    const std::vector<model::LandmarkModel::Prepared> batch(kBatch, prepared);
    QElapsedTimer clock;
    clock.start();
    for (std::size_t done = 0; done < dataset.faces.size(); done += kBatch)
        if (auto out = model.run(batch, job); !out)
            return out.error();
    const std::size_t rounds = (dataset.faces.size() + kBatch - 1) / kBatch;
    return static_cast<double>(rounds * kBatch) / seconds(clock);
}

Result<Measurement> throughput(BenchRun &run, const JobContext &job)
{
    const ModelOptions &options = run.options.model;
    const auto &models = run.context.models();
    const std::string name = options.model.empty() ? models.defaultFor("wflw98") : options.model;
    if (options.model.empty() && name.starts_with("mean-shape"))
        return makeError(Errc::Missing, says("No network is bundled; give one with --model."));
    auto model = models.load(name, options.card, "wflw98", options.device);
    if (!model)
        return model.error();
    const int faces = std::min(kPredictedFaces, run.options.faces);
    auto list = run.workspace.portraits(faces);
    if (!list)
        return list.error();
    auto dataset = formats::openDataset(run.context.formats(), {*list, {}, {}}, job);
    if (!dataset)
        return dataset.error();
    if (auto warm = bareThroughput(**model, subset(*dataset, {0}), job); !warm)
        return warm.error();
    // The two take turns, so that a machine that is slower for a while is so for both.
    std::vector<double> bareRates;
    std::vector<double> rates;
    for (int turn = 0; turn < kThroughputTurns; ++turn) {
        auto bare = bareThroughput(**model, *dataset, job);
        if (!bare)
            return bare.error();
        bareRates.push_back(*bare);
        pipeline::PredictRequest request;
        request.dataset = &*dataset;
        auto report = pipeline::predict(request, **model, nullptr, job);
        if (!report)
            return report.error();
        if (report->cancelled || report->predicted != faces)
            return makeError(report->cancelled ? Errc::Cancelled : Errc::Internal,
                             says("Not every face was predicted."));
        rates.push_back(report->predicted / report->seconds);
    }
    const double rate = median(rates);
    const double bare = median(bareRates);
    return Measurement{100 * rate / bare, {{"faces_per_s", rate}, {"bare_faces_per_s", bare}}, faces};
}

constexpr int kMany = 100'000;
constexpr BenchRow kRows[] = {
    {"start-empty", "start until the window is usable, nothing open", "s", 0.3, false, 0, startEmpty},
    {"start-folder", "start with a folder of 1,639 images until the first is drawn", "s", 0.3, false, 0, startFolder},
    {"open-10k", "open a WFLW list until the first picture is drawn", "s", 0.5, false, 10'000, openSmallList},
    {"open-100k", "open a WFLW list until the first picture is drawn", "s", 2, false, kMany, openLargeList},
    {"memory", "resident with ground truth, mine and two runs, one with covariance", "MB", 500, false, kMany, memory},
    {"next-prefetched", "next image, 1024 px JPEG, prefetched", "ms", 16, false, 0, nextPrefetched},
    {"next-decoded", "next image, 1024 px JPEG, not prefetched", "ms", 60, false, 0, nextDecoded},
    {"held-key", "images drawn while the key is held", "1/s", 25, true, 0, heldKey},
    {"drag", "drag one point, 980 on screen, input to paint", "ms", 4, false, 0, drag},
    {"live-nme", "NME after one point has moved", "ms", 0.1, false, 0, liveNme},
    {"order", "sort or filter the faces (slowest of six)", "ms", 100, false, kMany, order},
    {"laboratory", "sort, query or brush the laboratory's table (slowest of five)", "ms", 100, false, kMany,
     laboratory},
    {"statistics", "CED with bootstrap band, histogram and order of the faces", "s", 1, false, kMany, statistics},
    {"commit", "one edit until it is on disk", "ms", 20, false, kMany, commit},
    {"answer", "longest pause of the window while a run arrives, is stored and measured", "ms", 16, false, kMany,
     answering},
    {"first-torch", "first LibTorch model: module, weights, first face", "s", 1, false, 0, firstTorchModel},
    {"metrics", "every metric of the faces", "s", 1, false, kMany, evaluation},
    {"throughput", "prediction from JPEGs against the bare network", "%", 90, true, kPredictedFaces, throughput},
};
} // namespace

std::span<const BenchRow> benchRows()
{
    return kRows;
}

std::optional<bool> isMet(const BenchRow &row, const Measurement &measured)
{
    const bool holds = row.atLeast ? measured.value >= row.target : measured.value < row.target;
    if (holds && measured.faces < row.ofFaces)
        return std::nullopt;
    return holds;
}

} // namespace fiducial::cli
