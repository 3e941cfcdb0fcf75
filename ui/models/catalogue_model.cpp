#include "ui/models/catalogue_model.h"

#include "core/scheme/landmark_scheme.h"
#include "ui/document/wording.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr double kMegabyte = 1e6;

bool isNumber(int column)
{
    return column == CatalogueModel::PointsColumn || column == CatalogueModel::SizeColumn ||
           column == CatalogueModel::SpeedColumn || column == CatalogueModel::AccuracyColumn;
}
} // namespace

QString megabytesText(std::uint64_t bytes)
{
    return QCoreApplication::translate("fiducial::ui::CatalogueModel", "%1 MB")
        .arg(QLocale().toString(static_cast<double>(bytes) / kMegabyte, 'f', 1));
}

CatalogueModel::CatalogueModel(const model::ModelCatalogue &catalogue, QObject *parent)
    : QAbstractTableModel(parent), catalogue_(catalogue)
{
    refresh();
}

void CatalogueModel::refresh()
{
    beginResetModel();
    rows_.clear();
    std::map<std::string, std::string> defaults;
    for (auto &entry : catalogue_.entries()) {
        const std::string scheme = entry.card.schemeId;
        if (!defaults.contains(scheme))
            defaults[scheme] = catalogue_.defaultFor(scheme);
        const bool isDefault = defaults[scheme] == entry.name;
        rows_.push_back({std::move(entry), findScheme(scheme), isDefault});
    }
    endResetModel();
}

int CatalogueModel::rowOf(const QString &name) const
{
    const auto it =
        std::find_if(rows_.begin(), rows_.end(), [&](const Row &row) { return row.entry.name == name.toStdString(); });
    return it == rows_.end() ? -1 : static_cast<int>(it - rows_.begin());
}

void CatalogueModel::setSpeed(const QString &name, double facesPerSecond, const QString &device)
{
    speeds_[name.toStdString()] = {facesPerSecond, device};
    if (const int row = rowOf(name); row >= 0)
        Q_EMIT dataChanged(index(row, DeviceColumn), index(row, SpeedColumn));
}

void CatalogueModel::retranslate()
{
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!rows_.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

const CatalogueModel::Speed *CatalogueModel::speedOf(const Row &row) const
{
    const auto it = speeds_.find(row.entry.name);
    return it == speeds_.end() || it->second.facesPerSecond <= 0 ? nullptr : &it->second;
}

int CatalogueModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int CatalogueModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CatalogueModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Row &row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return toolTip(row, index.column());
    case Qt::TextAlignmentRole:
        return static_cast<int>((isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case SortRole:
        return sortValue(row, index.column());
    case BytesRole:
        return static_cast<qulonglong>(row.entry.weightBytes);
    default:
        return {};
    }
}

QString CatalogueModel::text(const Row &row, int column) const
{
    const QLocale locale;
    const model::ModelCard &card = row.entry.card;
    const Speed *speed = speedOf(row);
    switch (column) {
    case NameColumn:
        return QString::fromStdString(row.entry.name);
    case DefaultColumn:
        return row.isDefault ? tr("default") : QString();
    case SchemeColumn:
        return QString::fromStdString(row.scheme ? row.scheme->name : card.schemeId);
    case PointsColumn:
        return row.scheme ? QString::number(row.scheme->count) : QString();
    case InputColumn:
        return card.input.empty() ? tr("none") : tr("%1 × %2 px").arg(card.input.width).arg(card.input.height);
    case SizeColumn:
        return row.entry.weightBytes > 0 ? megabytesText(row.entry.weightBytes) : QString();
    case DeviceColumn:
        return !row.entry.available ? tr("not usable") : speed ? deviceText(speed->device) : QString();
    case SpeedColumn:
        return speed ? locale.toString(speed->facesPerSecond, 'f', speed->facesPerSecond < 10 ? 1 : 0) : QString();
    case AccuracyColumn:
        return card.accuracy.empty() ? QString() : percentText(card.accuracy.begin()->second);
    default:
        return {};
    }
}

QString CatalogueModel::toolTip(const Row &row, int column) const
{
    if (!row.entry.available)
        return sentenceText(row.entry.problem);
    if (column == AccuracyColumn && !row.entry.card.accuracy.empty())
        return QString::fromStdString(row.entry.card.accuracy.begin()->first);
    if ((column == SpeedColumn || column == DeviceColumn) && !speedOf(row))
        return tr("Not measured on this machine yet");
    if (column == DefaultColumn && row.isDefault)
        return tr("It pre-fills %1 when nobody chooses a model").arg(text(row, SchemeColumn));
    return text(row, column);
}

QVariant CatalogueModel::sortValue(const Row &row, int column) const
{
    const Speed *speed = speedOf(row);
    switch (column) {
    case DefaultColumn:
        return row.isDefault ? 0 : 1;
    case PointsColumn:
        return row.scheme ? row.scheme->count : 0;
    case InputColumn:
        return row.entry.card.input.width;
    case SizeColumn:
        return static_cast<qulonglong>(row.entry.weightBytes);
    case SpeedColumn:
        return speed ? speed->facesPerSecond : 0.0;
    case AccuracyColumn:
        return row.entry.card.accuracy.empty() ? 1.0 : row.entry.card.accuracy.begin()->second;
    default:
        return text(row, column);
    }
}

QVariant CatalogueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    const struct {
        QString text;
        QString tip;
    } columns[ColumnCount] = {
        {tr("model"), {}},
        {QString(), tr("Default of its landmarks")},
        {tr("landmarks"), {}},
        {tr("points"), {}},
        {tr("input"), {}},
        {tr("weights"), tr("Size of the weights file")},
        {tr("device"), tr("Where it ran when it was measured")},
        {tr("faces/s"), tr("Faces a second of the network alone, measured on this machine in batches")},
        {tr("NME"), tr("Accuracy that its card states; what it was measured on stands beside")},
    };
    return role == Qt::DisplayRole   ? columns[section].text
           : role == Qt::ToolTipRole ? columns[section].tip
                                     : QVariant();
}

} // namespace fiducial::ui
