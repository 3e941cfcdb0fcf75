#include "ui/panels/landmark_delegates.h"

#include "core/dataset/landmark_set.h"
#include "ui/models/landmark_table_model.h"
#include "ui/paint/overlay_painter.h"
#include "ui/theme/palette.h"

#include <QPainter>

namespace fiducial::ui {

namespace {
constexpr double kMarkSize = 8;

bool isMarkColumn(int column)
{
    return column == LandmarkTableModel::VisibilityColumn || column == LandmarkTableModel::SourceColumn;
}

LayerKind layerOf(PointSource source)
{
    return source == PointSource::Human   ? LayerKind::Mine
           : source == PointSource::Model ? LayerKind::Run
                                          : LayerKind::GroundTruth;
}
} // namespace

LandmarkSorter::LandmarkSorter(QObject *parent) : QSortFilterProxyModel(parent)
{
    setSortRole(LandmarkTableModel::SortRole);
    setDynamicSortFilter(false); // rows would run away while a point is dragged
}

QVariant LandmarkSorter::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole && isMarkColumn(section))
        return QString();
    return QSortFilterProxyModel::headerData(section, orientation, role);
}

QVariant LandmarkSorter::data(const QModelIndex &index, int role) const
{
    if (role == Qt::ToolTipRole && index.isValid())
        return QSortFilterProxyModel::data(index, Qt::DisplayRole);
    return QSortFilterProxyModel::data(index, role);
}

void LandmarkMarkDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Palette &colours = paletteOf(option.palette);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, colours.selection);
    const QPointF centre = QRectF(option.rect).center();
    if (index.column() == LandmarkTableModel::SourceColumn) {
        const auto source = static_cast<PointSource>(index.data(LandmarkTableModel::SourceRole).toInt());
        LayerStyle style = layerStyle(layerOf(source));
        style.colour = source == PointSource::Human ? colours.text : colours.dark ? style.colour : style.chartColour;
        if (source != PointSource::None)
            paintMark(*painter, centre, style, kMarkSize);
    } else {
        const auto visibility = static_cast<Visibility>(index.data(LandmarkTableModel::VisibilityRole).toInt());
        paintMark(*painter, centre, {Mark::Disc, colours.muted, colours.muted}, kMarkSize, visibility);
    }
    painter->restore();
}

} // namespace fiducial::ui
