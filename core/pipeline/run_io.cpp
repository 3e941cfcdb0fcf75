#include "core/pipeline/run_io.h"

#include "core/base/file_io.h"
#include "core/base/safetensors.h"
#include "core/base/text.h"
#include "core/pipeline/face_pose.h"
#include "core/pipeline/point_array.h"
#include "core/pipeline/run_text.h"

#include <nlohmann/json.hpp>

#include <cstring>
#include <limits>

namespace fiducial::pipeline {

namespace {
using safetensors::Tensor;

template <class T>
Tensor columnOf(const char *dtype, std::vector<std::int64_t> shape, const std::vector<T> &values)
{
    Tensor tensor{dtype, std::move(shape), std::string(values.size() * sizeof(T), '\0')};
    if (!values.empty())
        std::memcpy(tensor.bytes.data(), values.data(), tensor.bytes.size());
    return tensor;
}

void appendRect(std::vector<double> &out, const Rect &r)
{
    out.insert(out.end(), {r.x, r.y, r.width, r.height});
}

safetensors::File toTensors(const Run &run)
{
    const auto n = static_cast<std::int64_t>(run.rows.size());
    std::size_t count = 0;
    bool covariance = false, peak = false;
    for (const Prediction &row : run.rows) {
        count = std::max(count, row.points.size());
        covariance = covariance || !row.covariance.empty();
        peak = peak || !row.peak.empty();
    }
    const auto p = static_cast<std::int64_t>(count);
    constexpr float nan = std::numeric_limits<float>::quiet_NaN();
    std::vector<float> points, spread, peaks;
    std::vector<double> boxes, crops;
    std::vector<std::uint8_t> missing;
    nlohmann::json images = nlohmann::json::array();
    for (const Prediction &row : run.rows) {
        images.push_back(row.image);
        appendRect(boxes, row.box);
        appendRect(crops, row.cropBox);
        missing.push_back(row.missing);
        for (std::size_t i = 0; i < count; ++i) {
            const Point2f q = i < row.points.size() ? row.points[i] : Point2f{nan, nan};
            const Covariance2f c = i < row.covariance.size() ? row.covariance[i] : Covariance2f{nan, nan, nan};
            points.insert(points.end(), {q.x, q.y});
            spread.insert(spread.end(), {c.xx, c.xy, c.yy});
            peaks.push_back(i < row.peak.size() ? row.peak[i] : nan);
        }
    }
    std::vector<float> pose;
    for (const auto &angles : headPoses(run))
        pose.insert(pose.end(), angles.begin(), angles.end());
    safetensors::File file;
    for (const auto &[key, value] : runHeader(run))
        file.metadata[key] = value;
    file.metadata["fiducial_run"] = "1";
    file.metadata["images"] = images.dump();
    file.tensors["points"] = columnOf("F32", {n, p, 2}, points);
    file.tensors["box"] = columnOf("F64", {n, 4}, boxes);
    file.tensors["crop_box"] = columnOf("F64", {n, 4}, crops);
    file.tensors["missing"] = columnOf("U8", {n}, missing);
    file.tensors["pose"] = columnOf("F32", {n, 3}, pose);
    if (covariance)
        file.tensors["covariance"] = columnOf("F32", {n, p, 3}, spread);
    if (peak)
        file.tensors["peak"] = columnOf("F32", {n, p}, peaks);
    return file;
}

template <class T>
bool readColumn(const safetensors::File &file, const char *name, const char *dtype, std::int64_t items,
                std::vector<T> *out)
{
    const auto it = file.tensors.find(name);
    if (it == file.tensors.end() || it->second.dtype != dtype || it->second.count() != items)
        return false;
    out->resize(static_cast<std::size_t>(items));
    if (items > 0)
        std::memcpy(out->data(), it->second.bytes.data(), it->second.bytes.size());
    return true;
}

Rect rectAt(const std::vector<double> &values, std::size_t row)
{
    return {values[4 * row], values[4 * row + 1], values[4 * row + 2], values[4 * row + 3]};
}

Result<Run> fromTensors(const safetensors::File &file)
{
    const auto images = file.metadata.find("images");
    const auto points = file.tensors.find("points");
    if (!file.metadata.contains("fiducial_run") || images == file.metadata.end() || points == file.tensors.end() ||
        points->second.shape.size() != 3 || points->second.shape[2] != 2)
        return makeError(
            Errc::Malformed,
            says("This safetensors file is no run: 'points' or the list of images is missing. Are these weights?"));
    const auto names = nlohmann::json::parse(images->second, nullptr, false);
    const std::int64_t n = points->second.shape[0];
    const std::int64_t p = points->second.shape[1];
    std::vector<float> xy, spread, peaks;
    std::vector<double> boxes, crops;
    std::vector<std::uint8_t> missing;
    const bool complete =
        readColumn(file, "points", "F32", n * p * 2, &xy) && readColumn(file, "box", "F64", n * 4, &boxes) &&
        readColumn(file, "crop_box", "F64", n * 4, &crops) && readColumn(file, "missing", "U8", n, &missing);
    if (!complete || !names.is_array() || names.size() != static_cast<std::size_t>(n))
        return makeError(Errc::Malformed, says("The columns of the run do not fit together."));
    const bool hasSpread = readColumn(file, "covariance", "F32", n * p * 3, &spread);
    const bool hasPeak = readColumn(file, "peak", "F32", n * p, &peaks);
    Run run;
    for (const auto &[key, value] : file.metadata)
        if (auto set = setRunHeader(run, key, value); !set)
            return set.error();
    for (std::size_t r = 0; r < static_cast<std::size_t>(n); ++r) {
        Prediction row;
        row.image = names[r].is_string() ? names[r].get<std::string>() : std::string();
        row.box = rectAt(boxes, r);
        row.cropBox = rectAt(crops, r);
        row.missing = missing[r] != 0;
        for (std::size_t i = 0; i < static_cast<std::size_t>(p) && !row.missing; ++i) {
            const std::size_t k = r * static_cast<std::size_t>(p) + i;
            row.points.push_back({xy[2 * k], xy[2 * k + 1]});
            if (hasSpread)
                row.covariance.push_back({spread[3 * k], spread[3 * k + 1], spread[3 * k + 2]});
            if (hasPeak)
                row.peak.push_back(peaks[k]);
        }
        run.rows.push_back(std::move(row));
    }
    return run;
}

std::string extensionOf(const std::filesystem::path &file)
{
    return text::toLower(file.extension().string());
}

/// The ground truth of an annotation file as predictions.
Run fromDataset(const Dataset &dataset, const std::filesystem::path &file)
{
    Run run;
    run.id = Uuid::random();
    run.name = toUtf8(file.stem());
    run.modelName = run.name;
    run.schemeId = dataset.schemeId;
    run.device = "imported";
    run.source = toUtf8(file);
    for (std::size_t i = 0; i < dataset.faces.size(); ++i) {
        const Face &face = dataset.faces[i];
        Prediction row;
        row.image = dataset.sampleOf(static_cast<int>(i)).image;
        row.box = face.box.value_or(Rect{});
        row.cropBox = row.box;
        row.missing = face.truth.presentCount() == 0;
        constexpr float nan = std::numeric_limits<float>::quiet_NaN();
        for (int k = 0; k < face.truth.count() && !row.missing; ++k)
            row.points.push_back(face.truth.isPresent(k) ? toFloat(face.truth.points[static_cast<std::size_t>(k)])
                                                         : Point2f{nan, nan});
        run.rows.push_back(std::move(row));
    }
    return run;
}

Result<Run> checked(Result<Run> run, const std::filesystem::path &file)
{
    if (!run)
        return makeError(run.error().code, run.error().message,
                         run.error().file.empty() ? toUtf8(file) : run.error().file, run.error().line);
    const LandmarkScheme *scheme = findScheme(run->schemeId);
    if (!scheme)
        return makeError(Errc::Malformed, says("The run names the scheme '%1', which is not known.", run->schemeId),
                         toUtf8(file));
    for (const Prediction &row : run->rows)
        if (!row.missing && static_cast<int>(row.points.size()) != scheme->count)
            return makeError(
                Errc::Malformed,
                says("A face of %1 has %2 points; %3 has %4.", row.image, row.points.size(), scheme->id, scheme->count),
                toUtf8(file));
    return run;
}
} // namespace

Result<void> writeRun(const std::filesystem::path &file, const Run &run)
{
    const std::string extension = extensionOf(file);
    if (extension == ".safetensors")
        return safetensors::write(file, toTensors(run));
    if (extension == ".json")
        return writeFileAtomically(file, printRunJson(run));
    if (extension == ".csv")
        return writeFileAtomically(file, printRunCsv(run));
    return makeError(Errc::InvalidArgument, says("A run is written as .safetensors, .json or .csv; name the file so."),
                     toUtf8(file));
}

Result<Run> readRun(const formats::FormatRegistry &registry, const std::filesystem::path &file,
                    const JobContext &context, const std::filesystem::path &order)
{
    const std::string extension = extensionOf(file);
    if (isPointArray(file))
        return checked(readPointArray(registry, file, order, context), file);
    if (extension == ".safetensors") {
        auto tensors = safetensors::read(file);
        if (!tensors)
            return tensors.error();
        return checked(fromTensors(*tensors), file);
    }
    auto head = readHead(file, 4096);
    if (!head && !std::filesystem::is_directory(file))
        return head.error();
    const bool isRun = head && (head->find("\"fiducial_run\"") != std::string::npos || head->starts_with("# name:") ||
                                head->starts_with("image,box_x"));
    if (isRun) {
        auto bytes = readFile(file);
        if (!bytes)
            return bytes.error();
        return checked(extension == ".json" ? parseRunJson(*bytes) : parseRunCsv(*bytes), file);
    }
    auto dataset = formats::openDataset(registry, {file, {}, {}}, context);
    if (!dataset)
        return dataset.error();
    return checked(fromDataset(*dataset, file), file);
}

} // namespace fiducial::pipeline
