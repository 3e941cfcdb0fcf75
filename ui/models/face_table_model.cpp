#include "ui/models/face_table_model.h"

#include "core/analysis/histogram.h"
#include "ui/document/wording.h"
#include "ui/paint/scheme_words.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr auto kDash = "–";

QString number(double value, int decimals)
{
    if (std::isnan(value))
        return QString::fromUtf8(kDash);
    const double unit = std::pow(10.0, decimals);
    return QLocale().toString(std::round(value * unit) / unit + 0.0, 'f', decimals); // no "-0"
}

/// What a share is multiplied with to be shown.
double percentOf(FaceTableModel::Kind kind)
{
    using Kind = FaceTableModel::Kind;
    const bool share = kind == Kind::Nme || kind == Kind::PointError || kind == Kind::WorstError ||
                       kind == Kind::Uncertainty || kind == Kind::Disagreement;
    return share ? 100 : 1;
}

QString fileName(const std::string &path)
{
    return QString::fromStdString(path.substr(path.rfind('/') + 1));
}
} // namespace

FaceTableModel::FaceTableModel(Laboratory &laboratory, QObject *parent)
    : QAbstractTableModel(parent), laboratory_(laboratory)
{
    connect(&laboratory_, &Laboratory::reset, this, &FaceTableModel::laboratoryReset);
    connect(&laboratory_, &Laboratory::listed, this, &FaceTableModel::laboratoryListed);
    connect(&laboratory_, &Laboratory::rowsMeasured, this, &FaceTableModel::rowsMeasured);
    connect(&laboratory_, &Laboratory::settled, this, [this](bool edits) {
        if (landmark_ >= 0)
            pointErrors_ = laboratory_.pointErrors(landmark_);
        if (!edits)
            rebuild();
    });
    connect(&laboratory_, &Laboratory::thresholdChanged, this, [this] {
        if (!rows_.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {FailedRole});
    });
    laboratoryReset();
}

void FaceTableModel::laboratoryReset()
{
    beginResetModel();
    readPointErrors();
    imageOrder_.clear();
    picked_.reset();
    makeColumns();
    if (!sortChosen_ || sortColumn() < 0)
        sortByDefault();
    sortRows();
    filterRows();
    endResetModel();
}

/// Rows stay in their places, new ones come last.
void FaceTableModel::laboratoryListed()
{
    const int sortedBy = sortColumn();
    const QString attribute =
        sortKind_ == Kind::Attribute && sortedBy >= 0 ? columns_[static_cast<std::size_t>(sortedBy)].id : QString();
    beginResetModel();
    readPointErrors();
    imageOrder_.clear();
    makeColumns();
    if (!attribute.isEmpty()) { // it may have another number now
        const auto same = std::ranges::find(columns_, attribute, &Column::id);
        sortIndex_ = same == columns_.end() ? -1 : same->index;
    }
    for (int face = static_cast<int>(sorted_.size()); face < laboratory_.rowCount(); ++face)
        sorted_.push_back(face);
    if (sortColumn() < 0) {
        sortByDefault();
        sortRows();
    }
    filterRows();
    endResetModel();
}

void FaceTableModel::readPointErrors()
{
    pointErrors_ = landmark_ >= 0 ? laboratory_.pointErrors(landmark_) : std::vector<double>();
    if (pointErrors_.empty())
        landmark_ = -1;
}

void FaceTableModel::makeColumns()
{
    columns_.clear();
    columns_.push_back({Kind::Image, 0, u"image"_s, tr("image"), tr("The picture's file"), false, true});
    addRunColumns();
    addFaceColumns();
}

void FaceTableModel::addRunColumns()
{
    const auto &subjects = laboratory_.subjects();
    const QString active =
        laboratory_.active() < 0 ? QString() : subjects[static_cast<std::size_t>(laboratory_.active())].name;
    if (landmark_ >= 0) {
        const QString label = landmarkLabel(*laboratory_.document().scheme(), landmark_);
        columns_.push_back({Kind::PointError, landmark_, u"point_error"_s, tr("# %1, %").arg(label),
                            tr("Error of this landmark of %1 as a share of the normaliser").arg(active), true, true});
    }
    for (int i = 0; i < static_cast<int>(subjects.size()); ++i) {
        const QString &name = subjects[static_cast<std::size_t>(i)].name;
        columns_.push_back({Kind::Nme, i, u"nme/"_s + name, tr("NME %, %1").arg(name),
                            tr("Normalised mean error of %1: %2").arg(name, laboratory_.conditions(i)), true, true});
    }
    if (laboratory_.active() < 0)
        return;
    columns_.push_back({Kind::WorstPoint, 0, u"worst_point"_s, tr("worst point"),
                        tr("The landmark of %1 with the largest error").arg(active), false, true});
    columns_.push_back({Kind::WorstError, 0, u"worst_error"_s, tr("worst %"),
                        tr("The largest error of a landmark of %1 as a share of the normaliser").arg(active), true,
                        true});
    columns_.push_back(
        {Kind::Uncertainty, 0, u"uncertainty"_s, tr("uncertainty %"),
         tr("Root mean square sigma that %1 gives its landmarks, as a share of the normaliser").arg(active), true,
         true});
}

void FaceTableModel::addFaceColumns()
{
    const auto &table = laboratory_.table();
    const auto add = [this](Kind kind, const QString &id, const QString &title, const QString &tip, bool standard) {
        columns_.push_back({kind, 0, id, title, tip, true, standard});
    };
    if (!table.disagreement.empty())
        add(Kind::Disagreement, u"disagreement"_s, tr("disagreement %"),
            tr("Mean distance between the runs as a share of the normaliser, whoever is right"), true);
    if (!table.implausibility.empty())
        add(Kind::Implausibility, u"implausibility"_s, tr("implausibility"),
            tr("How unlike the ground truth shapes of this data set the face is; 1 is ordinary"), true);
    if (!table.suspicion.empty())
        add(Kind::Suspicion, u"suspicion"_s, tr("suspicion"),
            tr("Runs agree with each other but not with the ground truth: distance over spread of the worst point"),
            true);
    if (!table.yaw.empty()) {
        add(Kind::Yaw, u"yaw"_s, tr("yaw °"), tr("Positive: the nose points to the image's right"), true);
        add(Kind::Pitch, u"pitch"_s, tr("pitch °"), tr("Positive: the nose is raised"), false);
        add(Kind::Roll, u"roll"_s, tr("roll °"), tr("Positive: the head leans clockwise"), false);
    }
    add(Kind::Size, u"size"_s, tr("size px"), tr("Square root of width times height of the ground truth's box"), false);
    for (int i = 0; i < static_cast<int>(table.attributeNames.size()); ++i) {
        const QString name = QString::fromStdString(table.attributeNames[static_cast<std::size_t>(i)]);
        columns_.push_back(
            {Kind::Attribute, i, u"attribute/"_s + name, name, tr("Attribute of the data set"), false, false});
    }
    columns_.push_back({Kind::State, 0, u"state"_s, tr("state"), tr("Review state"), false, true});
}

int FaceTableModel::columnOf(Kind kind, int index) const
{
    const auto it = std::find_if(columns_.begin(), columns_.end(),
                                 [&](const Column &c) { return c.kind == kind && c.index == index; });
    return it == columns_.end() ? -1 : static_cast<int>(it - columns_.begin());
}

int FaceTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int FaceTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(columns_.size());
}

FaceTableModel::Values FaceTableModel::numbers(const Column &column) const
{
    const auto &table = laboratory_.table();
    const auto active = static_cast<std::size_t>(std::max(0, laboratory_.active()));
    switch (column.kind) {
    case Kind::Nme:
        return table.runs[static_cast<std::size_t>(column.index)].nme;
    case Kind::PointError:
        return pointErrors_;
    case Kind::WorstPoint:
        return table.runs[active].worstPoint;
    case Kind::WorstError:
        return table.runs[active].worstError;
    case Kind::Uncertainty:
        return table.runs[active].uncertainty;
    case Kind::Disagreement:
        return table.disagreement;
    case Kind::Implausibility:
        return table.implausibility;
    case Kind::Suspicion:
        return table.suspicion;
    case Kind::Yaw:
        return table.yaw;
    case Kind::Pitch:
        return table.pitch;
    case Kind::Roll:
        return table.roll;
    case Kind::Size:
        return table.size;
    case Kind::Image:
    case Kind::Attribute:
    case Kind::State:
        break;
    }
    return {};
}

std::vector<double> FaceTableModel::sortKeys(const Column &column) const
{
    const auto &table = laboratory_.table();
    if (column.kind == Kind::State)
        return {table.state.begin(), table.state.end()};
    if (column.kind == Kind::Attribute) {
        std::vector<double> keys;
        for (const std::int8_t value : table.attributes[static_cast<std::size_t>(column.index)])
            keys.push_back(value < 0 ? std::nan("") : value);
        return keys;
    }
    if (column.kind == Kind::Image) {
        if (imageOrder_.empty()) {
            std::vector<int> order(table.rows);
            std::iota(order.begin(), order.end(), 0);
            std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
                return table.image[static_cast<std::size_t>(a)] < table.image[static_cast<std::size_t>(b)];
            });
            imageOrder_.resize(table.rows);
            for (std::size_t i = 0; i < order.size(); ++i)
                imageOrder_[static_cast<std::size_t>(order[i])] = static_cast<double>(i);
        }
        return imageOrder_;
    }
    const Values values = numbers(column);
    return {values.begin(), values.end()};
}

QString FaceTableModel::text(const Column &column, int face) const
{
    const auto &table = laboratory_.table();
    const auto row = static_cast<std::size_t>(face);
    switch (column.kind) {
    case Kind::Image:
        return fileName(table.image[row]);
    case Kind::State:
        return QString::fromUtf8(toString(static_cast<ReviewState>(table.state[row])));
    case Kind::Attribute: {
        const std::int8_t value = table.attributes[static_cast<std::size_t>(column.index)][row];
        return value < 0 ? QString::fromUtf8(kDash) : value ? tr("yes") : tr("no");
    }
    default:
        break;
    }
    const Values values = numbers(column);
    const double value = row < values.size() ? values[row] : std::nan("");
    switch (column.kind) {
    case Kind::WorstPoint:
        return std::isnan(value) ? QString::fromUtf8(kDash)
                                 : landmarkLabel(*laboratory_.document().scheme(), static_cast<int>(value));
    case Kind::Nme:
        return std::isinf(value) ? tr("missed") : number(100 * value, 2);
    case Kind::PointError:
    case Kind::WorstError:
    case Kind::Uncertainty:
    case Kind::Disagreement:
        return number(100 * value, 2);
    case Kind::Implausibility:
        return number(value, 2);
    case Kind::Suspicion:
        return number(value, 1);
    default:
        return number(value, 0);
    }
}

bool FaceTableModel::isFailure(int face) const
{
    return laboratory_.document().isFailure(face);
}

QVariant FaceTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= columnCount())
        return {};
    const Column &column = columns_[static_cast<std::size_t>(index.column())];
    const int face = faceAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(column, face);
    case Qt::AccessibleTextRole:
        return u"%1: %2"_s.arg(column.title, text(column, face));
    case Qt::ToolTipRole:
        return column.kind == Kind::Image
                   ? QString::fromStdString(laboratory_.table().image[static_cast<std::size_t>(face)])
                   : column.tip;
    case Qt::TextAlignmentRole:
        return QVariant((column.isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case FaceRole:
        return face;
    case ReviewRole:
        return column.kind == Kind::State ? QVariant(laboratory_.table().state[static_cast<std::size_t>(face)])
                                          : QVariant();
    case FailedRole: {
        const Values values = column.kind == Kind::Nme ? numbers(column) : Values();
        return !values.empty() && values[static_cast<std::size_t>(face)] > laboratory_.threshold();
    }
    default:
        return {};
    }
}

QVariant FaceTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section >= columnCount())
        return {};
    const Column &column = columns_[static_cast<std::size_t>(section)];
    switch (role) {
    case Qt::DisplayRole:
        return column.title;
    case Qt::ToolTipRole:
        return column.tip;
    case kRunLookRole:
        if (column.kind == Kind::Nme && column.index < laboratory_.runCount())
            return laboratory_.document().runLook(
                laboratory_.subjects()[static_cast<std::size_t>(column.index)].number);
        return {};
    case Qt::TextAlignmentRole:
        return QVariant((column.isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    default:
        return {};
    }
}

void FaceTableModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= columnCount())
        return;
    sortKind_ = columns_[static_cast<std::size_t>(column)].kind;
    sortIndex_ = columns_[static_cast<std::size_t>(column)].index;
    sortOrder_ = order;
    sortChosen_ = true;
    rebuild();
}

void FaceTableModel::sortByDefault()
{
    sortChosen_ = false;
    sortKind_ = laboratory_.active() >= 0 ? Kind::Nme : Kind::Image;
    sortIndex_ = std::max(0, laboratory_.active());
    sortOrder_ = sortKind_ == Kind::Nme ? Qt::DescendingOrder : Qt::AscendingOrder;
}

void FaceTableModel::rebuild()
{
    beginResetModel();
    sortRows();
    filterRows();
    endResetModel();
}

void FaceTableModel::sortRows()
{
    const int column = sortColumn();
    sorted_ =
        analysis::sortedRows(sortKeys(columns_[static_cast<std::size_t>(column)]), sortOrder_ == Qt::DescendingOrder);
}

void FaceTableModel::filterRows()
{
    const auto &table = laboratory_.table();
    std::vector<char> kept(table.rows);
    for (std::size_t row = 0; row < kept.size(); ++row)
        kept[row] = laboratory_.document().exists(static_cast<int>(row));
    const auto keepOnly = [&](const std::vector<int> &faces) {
        std::vector<char> both(table.rows, 0);
        for (const int face : faces)
            both[static_cast<std::size_t>(face)] = kept[static_cast<std::size_t>(face)];
        kept = std::move(both);
    };
    if (const auto columns = laboratory_.columns(); columns && !query_.isEmpty()) {
        // A query that speaks of what this table does not have (another data set's attribute) finds nothing.
        const auto matching = parsed_.rows(*columns);
        keepOnly(matching ? *matching : std::vector<int>());
    }
    if (interval_ && laboratory_.active() >= 0)
        keepOnly(analysis::rowsBetween(table.runs[static_cast<std::size_t>(laboratory_.active())].nme, interval_->first,
                                       interval_->second));
    if (picked_)
        keepOnly(picked_->faces);
    rows_.clear();
    rowOf_.assign(table.rows, -1);
    for (const int face : sorted_) {
        if (!kept[static_cast<std::size_t>(face)])
            continue;
        rowOf_[static_cast<std::size_t>(face)] = static_cast<int>(rows_.size());
        rows_.push_back(face);
    }
}

std::optional<analysis::QueryError> FaceTableModel::setQuery(const QString &text)
{
    const QString trimmed = text.trimmed();
    auto columns = laboratory_.columns();
    if (!columns)
        return analysis::QueryError{0, 0, {}, columns.error().message};
    auto parsed = analysis::parseQuery(text.toStdString(), *columns);
    if (parsed.error)
        return parsed.error;
    parsed_ = std::move(*parsed.query);
    query_ = trimmed;
    beginResetModel();
    filterRows();
    endResetModel();
    return {};
}

void FaceTableModel::setInterval(std::optional<std::pair<double, double>> interval)
{
    if (interval == interval_)
        return;
    beginResetModel();
    interval_ = interval;
    filterRows();
    endResetModel();
}

void FaceTableModel::setPicked(std::optional<Picked> picked)
{
    beginResetModel();
    picked_ = std::move(picked);
    filterRows();
    endResetModel();
}

void FaceTableModel::setLandmark(int landmark)
{
    beginResetModel();
    landmark_ = landmark;
    readPointErrors();
    makeColumns();
    if (landmark_ >= 0) {
        sortKind_ = Kind::PointError;
        sortChosen_ = true;
        sortIndex_ = landmark_;
        sortOrder_ = Qt::DescendingOrder;
    } else if (sortColumn() < 0) {
        sortByDefault();
    }
    sortRows();
    filterRows();
    endResetModel();
}

void FaceTableModel::rowsMeasured(const std::vector<int> &faces)
{
    if (rows_.empty())
        return;
    if (faces.size() > 64) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
        return;
    }
    for (const int face : faces)
        if (const int row = rowOf(face); row >= 0)
            Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
}

int FaceTableModel::rowOf(int face) const
{
    return face < 0 || face >= static_cast<int>(rowOf_.size()) ? -1 : rowOf_[static_cast<std::size_t>(face)];
}

int FaceTableModel::nextFailure(int face, int step) const
{
    const int from = rowOf(face);
    for (int row = from < 0 ? (step > 0 ? 0 : rowCount() - 1) : from + step; row >= 0 && row < rowCount(); row += step)
        if (isFailure(faceAt(row)))
            return faceAt(row);
    return -1;
}

QStringList FaceTableModel::queryNames() const
{
    QStringList names;
    if (const auto columns = laboratory_.columns())
        for (const analysis::QueryColumn &column : columns->columns())
            names += QString::fromStdString(column.argument.empty()
                                                ? column.name
                                                : column.name + "(" + analysis::queryQuoted(column.argument) + ")");
    return names;
}

QString FaceTableModel::csvField(const Column &column, int face) const
{
    if (column.kind == Kind::Image)
        return QString::fromStdString(laboratory_.table().image[static_cast<std::size_t>(face)]);
    const Values values = numbers(column);
    if (column.kind == Kind::WorstPoint || values.empty()) {
        const QString shown = text(column, face);
        return shown == QString::fromUtf8(kDash) ? QString() : shown;
    }
    const double value = values[static_cast<std::size_t>(face)];
    if (std::isnan(value))
        return {};
    return std::isinf(value) ? text(column, face) : QString::number(percentOf(column.kind) * value, 'g', 10);
}

QString FaceTableModel::csv(const std::vector<int> &rows, const std::vector<int> &columns) const
{
    const auto line = [&](const auto &field) {
        QStringList fields;
        for (const int column : columns) {
            QString value = field(columns_[static_cast<std::size_t>(column)]);
            if (value.contains(QRegularExpression(u"[\",\r\n]"_s)))
                value = u'"' + value.replace(u'"', u"\"\""_s) + u'"';
            fields += value;
        }
        return fields.join(u',') + u"\r\n"_s;
    };
    QString out = line([](const Column &column) { return column.title; });
    for (const int row : rows)
        out += line([&](const Column &column) { return csvField(column, faceAt(row)); });
    return out;
}

QString queryProblem(const analysis::QueryError &error, const QString &text)
{
    return sentenceText(error.sentence(text.toStdString()));
}

} // namespace fiducial::ui
