#include "ui/models/subset_model.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
struct SubsetTexts {
    Q_DECLARE_TR_FUNCTIONS(SubsetTexts)
};

/// How queryColumns() calls an attribute.
QString attributeName(const std::string &title, const analysis::QueryColumns &columns)
{
    const std::string name = analysis::queryName(title);
    const auto *column = columns.find(name);
    const bool taken = !column || column->type() != analysis::ColumnType::Flag;
    return QString::fromStdString(taken ? "attribute_" + name : name);
}
} // namespace

std::vector<Subset> subsetsOf(const analysis::FaceTable &table, const analysis::QueryColumns &columns)
{
    std::vector<Subset> subsets{{SubsetTexts::tr("All faces"), {}}};
    for (const std::string &title : table.attributeNames) {
        QString shown = QString::fromStdString(title);
        if (!shown.isEmpty())
            shown[0] = shown[0].toUpper();
        subsets.push_back({shown, u"%1 = 1"_s.arg(attributeName(title, columns))});
    }
    if (columns.find("size")) {
        subsets.push_back({SubsetTexts::tr("Size below 100 px"), u"size < 100"_s});
        subsets.push_back({SubsetTexts::tr("Size 100 to 200 px"), u"size >= 100 and size < 200"_s});
        subsets.push_back({SubsetTexts::tr("Size from 200 px"), u"size >= 200"_s});
    }
    if (columns.find("yaw")) {
        subsets.push_back({SubsetTexts::tr("Yaw below 30°"), u"abs(yaw) < 30"_s});
        subsets.push_back({SubsetTexts::tr("Yaw 30° to 60°"), u"abs(yaw) >= 30 and abs(yaw) < 60"_s});
        subsets.push_back({SubsetTexts::tr("Yaw from 60°"), u"abs(yaw) >= 60"_s});
    }
    return subsets;
}

SubsetNumbers numbersOf(std::span<const double> nmes, const std::vector<int> &faces, double threshold)
{
    SubsetNumbers out;
    std::vector<double> own;
    double sum = 0;
    int finite = 0;
    for (const int face : faces) {
        const double nme = nmes[static_cast<std::size_t>(face)];
        if (std::isnan(nme))
            continue;
        own.push_back(nme);
        if (std::isfinite(nme)) {
            sum += nme;
            ++finite;
        }
    }
    out.faces = static_cast<int>(own.size());
    if (finite > 0)
        out.nme = sum / finite;
    out.failureRate = metrics::failureRate(own, threshold, metrics::Convention::Exact);
    out.auc = metrics::areaUnderCed(own, threshold, metrics::Convention::Exact);
    return out;
}

SubsetModel::SubsetModel(Laboratory &laboratory, QObject *parent) : QAbstractTableModel(parent), laboratory_(laboratory)
{
    connect(&laboratory_, &Laboratory::reset, this, &SubsetModel::restart);
    connect(&laboratory_, &Laboratory::settled, this, &SubsetModel::restart);
    connect(&laboratory_, &Laboratory::thresholdChanged, this, &SubsetModel::restart);
    connect(&computing_, &QTimer::timeout, this, &SubsetModel::computeNext);
}

void SubsetModel::setNumber(Number number)
{
    number_ = number;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, FirstRunColumn), index(rowCount() - 1, columnCount() - 1));
}

void SubsetModel::restart()
{
    computing_.stop();
    const auto columns = laboratory_.columns();
    const bool ready = columns && laboratory_.runCount() > 0 && !laboratory_.isMeasuring();
    beginResetModel();
    subsets_ = ready ? subsetsOf(laboratory_.table(), *columns) : std::vector<Subset>();
    rows_.assign(subsets_.size(), {});
    next_ = 0;
    endResetModel();
    if (ready)
        computing_.start(0);
}

void SubsetModel::computeNext()
{
    const auto columns = laboratory_.columns();
    if (!columns || isComplete()) {
        computing_.stop();
        return;
    }
    Row &row = rows_[next_];
    auto parsed = analysis::parseQuery(subsets_[next_].query.toStdString(), *columns);
    const auto faces = parsed.query ? parsed.query->rows(*columns) : Result<std::vector<int>>(std::vector<int>());
    if (faces) {
        row.faces = static_cast<int>(faces->size());
        for (int run = 0; run < laboratory_.runCount(); ++run)
            row.runs.push_back(numbersOf(laboratory_.table().runs[static_cast<std::size_t>(run)].nme, *faces,
                                         laboratory_.threshold()));
    }
    const int at = static_cast<int>(next_++);
    Q_EMIT dataChanged(index(at, 0), index(at, columnCount() - 1));
}

int SubsetModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(subsets_.size());
}

int SubsetModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : FirstRunColumn + laboratory_.runCount();
}

std::optional<double> SubsetModel::value(int row, int run) const
{
    const auto &runs = rows_[static_cast<std::size_t>(row)].runs;
    if (run < 0 || run >= static_cast<int>(runs.size()))
        return {};
    const SubsetNumbers &numbers = runs[static_cast<std::size_t>(run)];
    return number_ == Number::Nme ? numbers.nme : number_ == Number::FailureRate ? numbers.failureRate : numbers.auc;
}

bool SubsetModel::isBest(int row, int run) const
{
    const auto own = value(row, run);
    if (!own || laboratory_.runCount() < 2)
        return false;
    for (int other = 0; other < laboratory_.runCount(); ++other) {
        const auto its = value(row, other);
        if (its && (number_ == Number::Auc ? *its > *own : *its < *own))
            return false;
    }
    return true;
}

QVariant SubsetModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const int run = index.column() - FirstRunColumn;
    const Subset &subset = subsets_[static_cast<std::size_t>(index.row())];
    const Row &row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole: {
        if (index.column() == TitleColumn)
            return subset.title;
        if (index.column() == FacesColumn)
            return QLocale().toString(row.faces);
        const auto number = value(index.row(), run);
        if (!number)
            return u"–"_s;
        return QLocale().toString(number_ == Number::Auc ? *number : 100 * *number, 'f',
                                  number_ == Number::Auc ? 4 : 2);
    }
    case Qt::ToolTipRole:
        if (run >= 0 && run < static_cast<int>(row.runs.size()))
            return tr("%n face(s) with an error", nullptr, row.runs[static_cast<std::size_t>(run)].faces);
        return subset.query.isEmpty() ? tr("Show all faces") : tr("Show these faces: %1").arg(subset.query);
    case Qt::TextAlignmentRole:
        return QVariant((index.column() == TitleColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case QueryRole:
        return subset.query;
    case BestRole:
        return run >= 0 && isBest(index.row(), run);
    default:
        return {};
    }
}

QVariant SubsetModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const int run = section - FirstRunColumn;
    switch (role) {
    case Qt::DisplayRole:
        if (section == TitleColumn)
            return tr("subset");
        if (section == FacesColumn)
            return tr("faces");
        return run < laboratory_.runCount() ? laboratory_.subjects()[static_cast<std::size_t>(run)].name : QString();
    case Qt::ToolTipRole:
        return run >= 0 && run < laboratory_.runCount()
                   ? u"%1: %2"_s.arg(laboratory_.subjects()[static_cast<std::size_t>(run)].name,
                                     laboratory_.conditions(run))
                   : QString();
    case Qt::TextAlignmentRole:
        return QVariant((section == TitleColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    default:
        return {};
    }
}

} // namespace fiducial::ui
