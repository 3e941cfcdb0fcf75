#include "ui/models/doubt_models.h"

#include "ui/paint/scheme_words.h"

#include <QLocale>

#include <algorithm>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
QString fixedNumber(double value, int count)
{
    return QLocale().toString(value, 'f', count);
}
} // namespace

DoubtModel::DoubtModel(Laboratory &laboratory, int sortColumn, Qt::SortOrder order, QObject *parent)
    : QAbstractTableModel(parent), laboratory_(laboratory), sortColumn_(sortColumn), sortOrder_(order)
{
    connect(&laboratory_, &Laboratory::reset, this, &DoubtModel::rebuild);
    connect(&laboratory_, &Laboratory::listed, this, &DoubtModel::rebuild);
    connect(&laboratory_, &Laboratory::settled, this, &DoubtModel::rebuild);
}

void DoubtModel::rebuild()
{
    beginResetModel();
    collect();
    sortItems();
    endResetModel();
}

void DoubtModel::sort(int column, Qt::SortOrder order)
{
    sortColumn_ = column;
    sortOrder_ = order;
    beginResetModel();
    sortItems();
    endResetModel();
}

int DoubtModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(columns().size());
}

QVariant DoubtModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section >= columnCount())
        return {};
    const Column column = columns()[static_cast<std::size_t>(section)];
    switch (role) {
    case Qt::DisplayRole:
        return column.title;
    case Qt::ToolTipRole:
        return column.tip;
    case Qt::TextAlignmentRole:
        return QVariant((column.isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::InitialSortOrderRole:
        return static_cast<int>(column.isNumber ? Qt::DescendingOrder : Qt::AscendingOrder);
    default:
        return {};
    }
}

int DoubtModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant DoubtModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= count())
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return textOf(index.row(), index.column());
    case Qt::ToolTipRole:
        return tipOf(index.row(), index.column());
    case Qt::TextAlignmentRole:
        return headerData(index.column(), Qt::Horizontal, role);
    case FaceRole:
        return faceOf(index.row());
    case LandmarksRole:
        return QVariant::fromValue(landmarksOf(index.row()));
    default:
        return {};
    }
}

const std::string &DoubtModel::imageOf(int face) const
{
    return laboratory_.table().image[static_cast<std::size_t>(face)];
}

QString DoubtModel::imageName(int face) const
{
    const std::string &path = imageOf(face);
    return QString::fromStdString(path.substr(path.rfind('/') + 1));
}

template <class Item, class Key>
void DoubtModel::sortBy(std::vector<Item> &items, const Key &key) const
{
    std::stable_sort(items.begin(), items.end(), [&](const Item &a, const Item &b) {
        return sortOrder() == Qt::AscendingOrder ? key(a) < key(b) : key(b) < key(a);
    });
}

SuspectModel::SuspectModel(Laboratory &laboratory, QObject *parent)
    : DoubtModel(laboratory, ScoreColumn, Qt::DescendingOrder, parent)
{
    rebuild();
}

std::vector<DoubtModel::Column> SuspectModel::columns() const
{
    return {{tr("image"), tr("The picture's file"), false},
            {tr("landmark"), tr("The landmark of the ground truth that is in doubt"), false},
            {tr("distance %"), tr("From the ground truth to the mean of the runs as a share of the normaliser")},
            {tr("spread %"), tr("Mean distance between the runs as a share of the normaliser")},
            {tr("score"), tr("Distance over spread: how much clearer the runs agree with each other")}};
}

void SuspectModel::collect()
{
    items_.clear();
    faces_ = 0;
    const auto &checks = laboratory_.checks();
    for (std::size_t face = 0; face < checks.size(); ++face) {
        faces_ += !checks[face].suspects.empty();
        for (const analysis::SuspectPoint &point : checks[face].suspects)
            items_.push_back({static_cast<int>(face), point});
    }
}

void SuspectModel::sortItems()
{
    switch (sortColumn()) {
    case ImageColumn:
        return sortBy(items_, [this](const Item &i) -> const std::string & { return imageOf(i.face); });
    case LandmarkColumn:
        return sortBy(items_, [](const Item &i) { return i.point.landmark; });
    case DistanceColumn:
        return sortBy(items_, [](const Item &i) { return i.point.distance; });
    case SpreadColumn:
        return sortBy(items_, [](const Item &i) { return i.point.spread; });
    default:
        return sortBy(items_, [](const Item &i) { return i.point.score; });
    }
}

QString SuspectModel::textOf(int row, int column) const
{
    const Item &item = itemAt(row);
    switch (column) {
    case ImageColumn:
        return imageName(item.face);
    case LandmarkColumn:
        return landmarkLabel(*laboratory_.document().scheme(), item.point.landmark);
    case DistanceColumn:
        return fixedNumber(100 * item.point.distance, 2);
    case SpreadColumn:
        return fixedNumber(100 * item.point.spread, 2);
    default:
        return fixedNumber(item.point.score, 1);
    }
}

QString SuspectModel::tipOf(int, int) const
{
    return tr("Show the face with this landmark selected");
}

SideModel::SideModel(Laboratory &laboratory, QObject *parent)
    : DoubtModel(laboratory, AsIsColumn, Qt::DescendingOrder, parent)
{
    rebuild();
}

std::vector<DoubtModel::Column> SideModel::columns() const
{
    return {{tr("image"), tr("The picture's file"), false},
            {tr("points of"), tr("Whose points carry the other side's numbers"), false},
            {tr("exchanged"), tr("What is exchanged: the whole face, or single contours"), false},
            {tr("as it is %"), tr("Deviation from where the points should be as a share of the face's size")},
            {tr("exchanged %"), tr("The same with every point in its mirror point's place")}};
}

void SideModel::collect()
{
    items_.clear();
    const auto &checks = laboratory_.checks();
    for (std::size_t face = 0; face < checks.size(); ++face)
        for (const SideDoubt &doubt : checks[face].sides)
            items_.push_back({static_cast<int>(face), doubt});
}

void SideModel::sortItems()
{
    switch (sortColumn()) {
    case ImageColumn:
        return sortBy(items_, [this](const Item &i) -> const std::string & { return imageOf(i.face); });
    case SetColumn:
        return sortBy(items_, [](const Item &i) { return i.doubt.ofTruth; });
    case PartColumn:
        return sortBy(items_, [](const Item &i) { return std::pair(!i.doubt.check.swapped, i.doubt.check.contours); });
    case ExchangedColumn:
        return sortBy(items_, [](const Item &i) { return i.doubt.check.exchanged; });
    default:
        return sortBy(items_, [](const Item &i) { return i.doubt.check.asIs; });
    }
}

QString SideModel::setName(const Item &item) const
{
    if (item.doubt.ofTruth)
        return tr("ground truth");
    const int active = laboratory_.active();
    return active < 0 ? QString() : laboratory_.subjects()[static_cast<std::size_t>(active)].name;
}

QString SideModel::partName(const Item &item) const
{
    if (item.doubt.check.swapped)
        return tr("whole face");
    QStringList names;
    for (const int contour : item.doubt.check.contours)
        names += contourCaption(laboratory_.document().scheme()->contours[static_cast<std::size_t>(contour)]);
    return names.join(u", "_s);
}

std::vector<int> SideModel::landmarksOf(int row) const
{
    std::vector<int> landmarks;
    for (const int contour : itemAt(row).doubt.check.contours) {
        const auto &points = laboratory_.document().scheme()->contours[static_cast<std::size_t>(contour)].points;
        landmarks.insert(landmarks.end(), points.begin(), points.end());
    }
    return landmarks;
}

QString SideModel::textOf(int row, int column) const
{
    const Item &item = itemAt(row);
    switch (column) {
    case ImageColumn:
        return imageName(item.face);
    case SetColumn:
        return setName(item);
    case PartColumn:
        return partName(item);
    case AsIsColumn:
        return fixedNumber(100 * item.doubt.check.asIs, 1);
    default:
        return fixedNumber(100 * item.doubt.check.exchanged, 1);
    }
}

QString SideModel::tipOf(int row, int column) const
{
    return column == PartColumn ? partName(itemAt(row)) : tr("Show the face");
}

} // namespace fiducial::ui
