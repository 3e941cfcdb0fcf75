#include "ui/dialogs/model_table.h"

#include "ui/models/catalogue_model.h"
#include "ui/theme/marks.h"
#include "ui/theme/translated.h"

#include <QBoxLayout>
#include <QDoubleSpinBox>
#include <QHeaderView>
#include <QLabel>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QTableView>

#include <algorithm>

namespace fiducial::ui {

namespace {
constexpr int kModelRowHeight = 30;
constexpr double kMegabyteBytes = 1e6;

/// As wide as what stands in them: the header's own measure keeps room for a sort arrow beside every title.
void fitColumns(QTableView &table, const QAbstractItemModel &rows)
{
    constexpr int kRoom = 18;
    for (int column = 0; column < CatalogueModel::ColumnCount; ++column) {
        const QString title = rows.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        int width = table.fontMetrics().horizontalAdvance(title);
        for (int row = 0; row < rows.rowCount(); ++row)
            width = std::max(width, table.fontMetrics().horizontalAdvance(rows.index(row, column).data().toString()));
        table.setColumnWidth(column, width + kRoom);
    }
}
} // namespace

/// Only models whose weights have at most so many megabytes; 0: all.
class ModelFilter : public QSortFilterProxyModel {
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setLimit(double megabytes)
    {
        megabytes_ = megabytes;
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        const double bytes = sourceModel()->index(row, 0, parent).data(CatalogueModel::BytesRole).toDouble();
        return megabytes_ <= 0 || bytes <= megabytes_ * kMegabyteBytes;
    }

private:
    double megabytes_ = 0;
};

ModelTable::ModelTable(const model::ModelCatalogue &models, QWidget *parent)
    : QWidget(parent),
      rows_(new CatalogueModel(models, this)),
      filter_(new ModelFilter(this)),
      table_(new QTableView(this)),
      empty_(new QLabel(this))
{
    filter_->setSourceModel(rows_);
    filter_->setSortRole(CatalogueModel::SortRole);
    filter_->setSortLocaleAware(true);
    buildTable();
    empty_->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    empty_->setWordWrap(true);
    markNote(empty_);
    empty_->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(buildLimit());
    layout->addWidget(table_, 1);
    layout->addWidget(empty_, 1);
    setFocusProxy(table_);
    connect(limit_, &QDoubleSpinBox::valueChanged, this, &ModelTable::filter);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ModelTable::currentChanged);
}

void ModelTable::buildTable()
{
    table_->setModel(filter_);
    table_->setFrameShape(QFrame::NoFrame);
    table_->setShowGrid(false);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setTabKeyNavigation(false);
    table_->setWordWrap(false);
    table_->setCornerButtonEnabled(false);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(kModelRowHeight);
    QHeaderView *header = table_->horizontalHeader();
    header->setHighlightSections(false);
    header->setSortIndicatorClearable(false);
    header->setMinimumSectionSize(18);
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(CatalogueModel::DeviceColumn, QHeaderView::Stretch);
    table_->setSortingEnabled(true);
    table_->sortByColumn(CatalogueModel::NameColumn, Qt::AscendingOrder);
    auto *removeKey = new QShortcut(QKeySequence::Delete, table_, nullptr, nullptr, Qt::WidgetShortcut);
    connect(removeKey, &QShortcut::activated, this, &ModelTable::removeAsked);
}

QWidget *ModelTable::buildLimit()
{
    auto *holder = new QWidget(this);
    auto *line = new QHBoxLayout(holder);
    line->setContentsMargins(0, 0, 0, 0);
    limit_ = new QDoubleSpinBox(holder);
    limit_->setRange(0, 100'000);
    limit_->setDecimals(1);
    limit_->setMinimumWidth(120);
    auto *caption = new QLabel(holder);
    caption->setBuddy(limit_);
    translated(holder, [this, caption] {
        caption->setText(tr("Weights of at &most"));
        limit_->setSpecialValueText(tr("any size"));
        limit_->setSuffix(tr(" MB"));
        limit_->setAccessibleName(tr("Largest size of the weights"));
    });
    line->addWidget(caption);
    line->addWidget(limit_);
    line->addStretch(1);
    return holder;
}

void ModelTable::filter()
{
    filter_->setLimit(limit_->value());
    const bool none = filter_->rowCount() == 0;
    empty_->setText(tr("No model has weights of at most %1.").arg(limit_->text()));
    empty_->setVisible(none);
    table_->setVisible(!none);
    if (!none && !table_->currentIndex().isValid())
        table_->selectRow(0);
    Q_EMIT currentChanged();
}

void ModelTable::settle(const QString &name)
{
    fitColumns(*table_, *rows_);
    select(name);
    if (!table_->currentIndex().isValid())
        selectNear(0);
}

void ModelTable::retranslate()
{
    table_->setAccessibleName(tr("Models"));
    rows_->retranslate();
    fitColumns(*table_, *rows_);
    filter();
}

void ModelTable::select(const QString &name)
{
    if (const int row = rows_->rowOf(name); row >= 0)
        if (const QModelIndex index = filter_->mapFromSource(rows_->index(row, 0)); index.isValid())
            table_->setCurrentIndex(index);
}

void ModelTable::selectNear(int viewRow)
{
    if (filter_->rowCount() > 0)
        table_->selectRow(std::clamp(viewRow, 0, filter_->rowCount() - 1));
}

int ModelTable::currentViewRow() const
{
    return table_->currentIndex().row();
}

const model::CatalogueEntry *ModelTable::currentEntry() const
{
    const QModelIndex index = filter_->mapToSource(table_->currentIndex());
    return index.isValid() ? &rows_->entry(index.row()) : nullptr;
}

QString ModelTable::currentModel() const
{
    const auto *entry = currentEntry();
    return entry ? QString::fromStdString(entry->name) : QString();
}

bool ModelTable::isCurrentDefault() const
{
    const QModelIndex index = filter_->mapToSource(table_->currentIndex());
    return index.isValid() && rows_->isDefault(index.row());
}

} // namespace fiducial::ui
