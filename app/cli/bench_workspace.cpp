#include "app/cli/bench_workspace.h"

#include "core/base/file_io.h"
#include "core/base/rng.h"
#include "core/base/text.h"
#include "core/scheme/landmark_scheme.h"

#include <QImage>

namespace fiducial::cli {

namespace fs = std::filesystem;

namespace {
constexpr int kLongSide = 1024;
constexpr int kPortraits = 24; ///< different pictures; more are links to them
constexpr int kDrawnPictures = 100;
constexpr char kList[] = "list_98pt_rect_attr_train.txt";
constexpr char kImages[] = "WFLW_images";

QString name(const fs::path &path)
{
    return QString::fromStdString(path.string());
}

std::string pictureName(int i)
{
    const std::string number = std::to_string(i);
    return "portraits/picture_" + std::string(6 - std::min<std::size_t>(6, number.size()), '0') + number + ".jpg";
}

/// Sensor noise, so that a rendered picture is as long a JPEG as a photograph of its size.
void addNoise(QImage &picture, std::uint64_t seed)
{
    Rng rng(seed);
    for (int y = 0; y < picture.height(); ++y) {
        auto *line = reinterpret_cast<QRgb *>(picture.scanLine(y));
        for (int x = 0; x < picture.width(); ++x) {
            const int d = static_cast<int>(rng.below(13)) - 6;
            const QRgb p = line[x];
            line[x] = qRgb(qBound(0, qRed(p) + d, 255), qBound(0, qGreen(p) + d, 255), qBound(0, qBlue(p) + d, 255));
        }
    }
}

void appendRow(std::string &out, const std::vector<Point2> &points, const Rect &box, const std::string &picture)
{
    for (const Point2 p : points)
        out += text::fixed(p.x, 6) + " " + text::fixed(p.y, 6) + " ";
    for (const double edge : {box.x, box.y, box.right(), box.bottom()})
        out += std::to_string(static_cast<int>(edge)) + " ";
    out += "0 0 0 0 0 0 " + picture + "\n";
}

Error noFolder(const QTemporaryDir &folder)
{
    return makeError(Errc::Unwritable, says("No temporary folder: %1", folder.errorString().toStdString()));
}
} // namespace

BenchWorkspace::BenchWorkspace(const formats::FormatRegistry &formats, fs::path samples)
    : formats_(formats), samples_(std::move(samples))
{}

fs::path BenchWorkspace::freshState()
{
    return fs::path(folder_.path().toStdString()) / ("state" + std::to_string(++states_));
}

Result<void> BenchWorkspace::makePortraits()
{
    if (!portraits_.empty())
        return {};
    if (!folder_.isValid())
        return noFolder(folder_);
    auto samples = formats::openDataset(formats_, {samples_, {}, {}}, {});
    if (!samples)
        return samples.error();
    const fs::path folder = fs::path(folder_.path().toStdString()) / "portraits";
    std::error_code ignored;
    fs::create_directories(folder, ignored);
    std::vector<Portrait> made;
    for (int i = 0; i < kPortraits; ++i) {
        const auto &face = samples->faces[static_cast<std::size_t>(i) % samples->faces.size()];
        const QImage original(name(samples->imagePath(face.sample)));
        if (original.isNull() || face.truth.empty())
            return makeError(Errc::Unreadable, says("The sample set cannot be read."), toUtf8(samples_));
        const double scale = static_cast<double>(kLongSide) / std::max(original.width(), original.height());
        QImage picture = original.convertToFormat(QImage::Format_RGB32)
                             .scaled(kLongSide, kLongSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        addNoise(picture, static_cast<std::uint64_t>(i));
        Portrait portrait{folder / (std::to_string(i) + ".jpg"), face.box.value_or(landmarkBox(face.truth)), {}};
        portrait.box = {portrait.box.x * scale, portrait.box.y * scale, portrait.box.width * scale,
                        portrait.box.height * scale};
        for (const Point2 p : face.truth.points)
            portrait.points.push_back(p * scale);
        if (!picture.save(name(portrait.file), "JPG", 90))
            return makeError(Errc::Unwritable, says("A picture cannot be written."), toUtf8(portrait.file));
        made.push_back(std::move(portrait));
    }
    portraits_ = std::move(made);
    return {};
}

Result<void> BenchWorkspace::linkPictures(const fs::path &folder, int count)
{
    if (auto made = makePortraits(); !made)
        return made;
    std::error_code ec;
    fs::create_directories((folder / pictureName(0)).parent_path(), ec);
    for (int i = 0; i < count; ++i) {
        fs::create_hard_link(portraits_[static_cast<std::size_t>(i) % portraits_.size()].file, folder / pictureName(i),
                             ec);
        if (ec)
            return makeError(Errc::Unwritable, Sentence::verbatim(ec.message()), toUtf8(folder / pictureName(i)));
    }
    return {};
}

Result<fs::path> BenchWorkspace::pictures(int count)
{
    const fs::path folder = fs::path(folder_.path().toStdString()) / ("folder" + std::to_string(count));
    if (fs::exists(folder))
        return folder;
    if (auto linked = linkPictures(folder, count); !linked)
        return linked.error();
    return folder;
}

Result<fs::path> BenchWorkspace::portraits(int count)
{
    const fs::path root = fs::path(folder_.path().toStdString()) / ("set" + std::to_string(count));
    if (fs::exists(root / kList))
        return root / kList;
    if (auto linked = linkPictures(root / kImages, count); !linked)
        return linked.error();
    std::string rows;
    for (int i = 0; i < count; ++i) {
        const Portrait &portrait = portraits_[static_cast<std::size_t>(i) % portraits_.size()];
        std::vector<Point2> points = portrait.points;
        points.front().x += i / kPortraits; // each face is known by its own points
        appendRow(rows, points, portrait.box, pictureName(i));
    }
    if (auto written = writeFileAtomically(root / kList, rows); !written)
        return written.error();
    return root / kList;
}

Result<fs::path> BenchWorkspace::list(int count, const JobContext &job)
{
    if (const auto it = lists_.find(count); it != lists_.end())
        return it->second;
    const fs::path root = fs::path(folder_.path().toStdString()) / ("list" + std::to_string(count));
    if (auto linked = linkPictures(root / kImages, kDrawnPictures); !linked)
        return linked.error();
    auto file = AtomicFile::create(root / kList);
    if (!file)
        return file.error();
    const LandmarkScheme &scheme = *findScheme("wflw98");
    Rng rng(1);
    std::string rows;
    for (int i = 0; i < count; ++i) {
        const Rect box{rng.uniform(0, 600), rng.uniform(0, 400), rng.uniform(80, 300), rng.uniform(80, 300)};
        std::vector<Point2> points;
        for (const Point2 p : scheme.meanShape)
            points.push_back({box.x + box.width * (0.5 + 0.9 * p.x) + rng.uniform(-2, 2),
                              box.y + box.height * (0.5 + 0.9 * p.y) + rng.uniform(-2, 2)});
        appendRow(rows, points, box, pictureName(i * 3 / 4));
        if (i % 1000 != 999 && i + 1 < count)
            continue;
        if (job.cancelled())
            return makeError(Errc::Cancelled, says("The measurement was cancelled."));
        job.progress(i + 1, count);
        if (auto written = file->write(std::exchange(rows, {})); !written)
            return written.error();
    }
    if (auto done = file->commit(); !done)
        return done.error();
    return lists_[count] = root / kList;
}

} // namespace fiducial::cli
