#include "core/analysis/face_table.h"

#include "core/analysis/published.h"
#include "core/analysis/query_lexer.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

namespace fiducial::analysis {

namespace {

constexpr double kNoMeasure = std::numeric_limits<double>::quiet_NaN();

std::vector<std::string> stateNames()
{
    std::vector<std::string> names;
    for (int state = 0; state <= static_cast<int>(ReviewState::Excluded); ++state)
        names.emplace_back(toString(static_cast<ReviewState>(state)));
    return names;
}

/// Over both axes of the points that have a covariance, pixels.
double rootMeanVariance(std::span<const Covariance2f> covariance)
{
    double sum = 0;
    int axes = 0;
    for (const Covariance2f &s : covariance) {
        const double both = static_cast<double>(s.xx) + static_cast<double>(s.yy);
        if (std::isfinite(both)) {
            sum += both;
            axes += 2;
        }
    }
    return axes > 0 ? std::sqrt(sum / axes) : kNoMeasure;
}

/// Adds columns until one fails.
class ColumnList {
public:
    explicit ColumnList(std::size_t rows) : columns_(rows) {}

    void add(QueryColumn column)
    {
        if (error_ || columns_.find(column.name, column.argument))
            return;
        if (auto added = columns_.add(std::move(column)); !added)
            error_ = added.error();
    }
    void addNumbers(const char *name, const std::string &argument, const std::vector<double> &values)
    {
        if (!values.empty())
            add({name, argument, {}, std::span<const double>(values)});
    }
    void addRun(const RunMeasures &run, const std::string &argument)
    {
        addNumbers("nme", argument, run.nme);
        addNumbers("worst_error", argument, run.worstError);
        addNumbers("worst_point", argument, run.worstPoint);
        addNumbers("uncertainty", argument, run.uncertainty);
    }
    void addAttribute(const std::string &title, const std::vector<std::int8_t> &values)
    {
        std::string name = queryName(title);
        if (isKeyword(name) || columns_.find(name))
            name.insert(0, "attribute_");
        const std::string taken = name;
        for (int number = 2; columns_.find(name); ++number)
            name = taken + "_" + std::to_string(number);
        add({std::move(name), "", {}, std::span<const std::int8_t>(values)});
    }
    Result<QueryColumns> take()
    {
        if (error_)
            return std::move(*error_);
        return std::move(columns_);
    }

private:
    QueryColumns columns_;
    std::optional<Error> error_;
};

/// What others compute of each face, NaN where they have not.
template <class Visit>
void eachMeasure(FaceTable &table, const Visit &visit)
{
    for (auto *column :
         {&table.yaw, &table.pitch, &table.roll, &table.disagreement, &table.implausibility, &table.suspicion})
        visit(*column);
    for (RunMeasures &run : table.runs)
        for (auto *column : {&run.nme, &run.worstError, &run.worstPoint, &run.uncertainty})
            visit(*column);
}

void readAttributes(FaceTable &table, const Dataset &dataset, std::size_t row)
{
    const Face &face = dataset.faces[row];
    for (std::size_t k = 0; k < table.attributes.size(); ++k)
        table.attributes[k][row] = face.removed || k >= face.attributes.size() ? std::int8_t{-1} : face.attributes[k];
}

void readFace(FaceTable &table, const Dataset &dataset, std::size_t row)
{
    const Face &face = dataset.faces[row];
    double &size = table.size[row];
    if (face.removed) {
        size = kNoMeasure;
    } else if (std::isnan(size)) { // the ground truth of a face stays
        const Rect box = landmarkBox(face.truth);
        size = box.empty() ? kNoMeasure : std::sqrt(box.width * box.height);
    }
    readAttributes(table, dataset, row);
}

void appendRows(FaceTable &table, const Dataset &dataset)
{
    const std::size_t before = std::exchange(table.rows, dataset.faces.size());
    if (table.rows == before)
        return;
    const auto grow = [&](auto &column) {
        if (!column.empty())
            column.resize(table.rows);
    };
    for (auto *column : {&table.state, &table.source})
        grow(*column);
    for (auto *column : {&table.comments, &table.human, &table.model})
        grow(*column);
    eachMeasure(table, [&](std::vector<double> &column) {
        if (!column.empty())
            column.resize(table.rows, kNoMeasure);
    });
    table.size.resize(table.rows, kNoMeasure);
    for (auto &column : table.attributes)
        column.resize(table.rows, -1);
    bool anySplit = !table.split.empty();
    table.split.resize(before);
    for (std::size_t row = before; row < table.rows; ++row) {
        anySplit = !table.split.emplace_back(splitOf(dataset, dataset.faces[row])).empty() || anySplit;
        table.image.push_back(dataset.sampleOf(static_cast<int>(row)).image);
        readFace(table, dataset, row);
    }
    if (!anySplit)
        table.split.clear();
}

} // namespace

FaceTable faceTable(const Dataset &dataset)
{
    FaceTable out;
    followDataset(out, dataset, {});
    return out;
}

void followDataset(FaceTable &table, const Dataset &dataset, std::span<const int> rows)
{
    if (table.attributeNames != dataset.attributeNames) {
        table.attributeNames = dataset.attributeNames;
        table.attributes.assign(table.attributeNames.size(), std::vector<std::int8_t>(table.rows, -1));
        for (std::size_t row = 0; row < table.rows; ++row)
            readAttributes(table, dataset, row);
    }
    appendRows(table, dataset);
    for (const int row : rows)
        readFace(table, dataset, static_cast<std::size_t>(row));
}

void clearMeasures(FaceTable &table, std::size_t row)
{
    eachMeasure(table, [row](std::vector<double> &column) {
        if (!column.empty())
            column[row] = kNoMeasure;
    });
}

void addReviewColumns(FaceTable &table)
{
    table.state.assign(table.rows, 0);
    table.source.assign(table.rows, 0);
    for (auto *column : {&table.comments, &table.human, &table.model})
        column->assign(table.rows, 0);
}

void setReview(FaceTable &table, std::size_t row, const FaceState &state, bool hasTruth)
{
    const SourceCounts counts = sourceCounts(state.mine);
    table.state[row] = static_cast<std::uint8_t>(state.review);
    table.comments[row] = openComments(state);
    table.human[row] = counts.human;
    table.model[row] = counts.model;
    const int most = std::max({counts.human, counts.model, counts.truth});
    const PointSource source = state.mine.empty()     ? (hasTruth ? PointSource::GroundTruth : PointSource::None)
                               : most == 0            ? PointSource::None
                               : counts.human == most ? PointSource::Human
                               : counts.model == most ? PointSource::Model
                                                      : PointSource::GroundTruth;
    table.source[row] = static_cast<std::uint8_t>(source);
}

RunMeasurer::RunMeasurer(std::string name, std::size_t rows)
{
    measures_.name = std::move(name);
    for (auto *values : {&measures_.nme, &measures_.worstError, &measures_.worstPoint, &measures_.uncertainty})
        values->assign(rows, kNoMeasure);
}

void RunMeasurer::add(std::size_t row, const LandmarkSet &reference, std::span<const Point2> points,
                      std::span<const Covariance2f> covariance, double length)
{
    if (!(length > 0) || points.empty())
        return;
    measures_.uncertainty[row] = rootMeanVariance(covariance) / length;
    if (points.size() != reference.points.size())
        return;
    const auto errors = metrics::pointErrors(reference, points);
    measures_.nme[row] = metrics::nme(errors, length);
    for (std::size_t i = 0; i < errors.size(); ++i) {
        if (std::isfinite(errors[i]) && !(errors[i] / length <= measures_.worstError[row])) {
            measures_.worstError[row] = errors[i] / length;
            measures_.worstPoint[row] = static_cast<double>(i);
        }
    }
}

Result<QueryColumns> queryColumns(const FaceTable &table, int activeRun)
{
    ColumnList list(table.rows);
    const auto active = static_cast<std::size_t>(activeRun);
    if (activeRun >= 0 && active < table.runs.size())
        list.addRun(table.runs[active], "");
    for (const RunMeasures &run : table.runs)
        if (!run.name.empty())
            list.addRun(run, run.name);
    list.addNumbers("disagreement", "", table.disagreement);
    list.addNumbers("implausibility", "", table.implausibility);
    list.addNumbers("suspicion", "", table.suspicion);
    list.addNumbers("yaw", "", table.yaw);
    list.addNumbers("pitch", "", table.pitch);
    list.addNumbers("roll", "", table.roll);
    list.addNumbers("size", "", table.size);
    if (!table.state.empty())
        list.add({"state", "", stateNames(), std::span<const std::uint8_t>(table.state)});
    if (!table.source.empty())
        list.add(
            {"source", "", {"none", "ground truth", "model", "human"}, std::span<const std::uint8_t>(table.source)});
    list.addNumbers("comments", "", table.comments);
    list.addNumbers("human", "", table.human);
    list.addNumbers("model", "", table.model);
    if (!table.image.empty())
        list.add({"image", "", {}, std::span<const std::string>(table.image)});
    if (!table.split.empty())
        list.add({"split", "", {}, std::span<const std::string>(table.split)});
    for (std::size_t i = 0; i < std::min(table.attributeNames.size(), table.attributes.size()); ++i)
        list.addAttribute(table.attributeNames[i], table.attributes[i]);
    return list.take();
}

} // namespace fiducial::analysis
