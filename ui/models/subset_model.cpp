#include "ui/models/subset_model.h"

#include "ui/document/wording.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <set>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr std::size_t kMostParts = 8; ///< lists that are a table, not a heap of files

struct SubsetTexts {
    Q_DECLARE_TR_FUNCTIONS(SubsetTexts)
};

/// How queryColumns() calls the attributes, in their order: they alone are flags.
QStringList attributeColumns(const analysis::QueryColumns &columns)
{
    QStringList names;
    for (const analysis::QueryColumn &column : columns.columns())
        if (column.type() == analysis::ColumnType::Flag)
            names += QString::fromStdString(column.name);
    return names;
}

/// The parts that its folders or lists make of a data set.
void addParts(std::vector<Subset> &subsets, const analysis::FaceTable &table, const std::string &schemeId)
{
    using enum analysis::ReportedSubset;
    const std::set<std::string> parts(table.split.begin(), table.split.end());
    const auto any = [&](const char *name) {
        return std::any_of(parts.begin(), parts.end(), [&](const auto &p) { return p.find(name) != p.npos; });
    };
    if (schemeId == "ibug68" && (any("common") || any("challenge") || any("private"))) {
        if (any("common"))
            subsets.push_back({SubsetTexts::tr("Common"), u"split = \"common\""_s, W300Common});
        if (any("challenge"))
            subsets.push_back({SubsetTexts::tr("Challenge"), u"split = \"challenge\""_s, W300Challenge});
        if (any("common") && any("challenge"))
            subsets.push_back({SubsetTexts::tr("Full"), u"split = \"common\" or split = \"challenge\""_s, W300Full});
        if (any("private"))
            subsets.push_back({SubsetTexts::tr("Private (split 2)"), u"split = \"private\""_s, W300Private});
    } else if (schemeId == "aflw19" && any("aflw_test")) {
        subsets.push_back({SubsetTexts::tr("Full"), u"split matches \"aflw_test\""_s, AflwFull});
        if (any("frontal"))
            subsets.push_back({SubsetTexts::tr("Frontal"), u"split matches \"frontal\""_s, AflwFrontal});
    } else if (parts.size() > 1 && parts.size() <= kMostParts) {
        for (const std::string &part : parts)
            if (!part.empty())
                subsets.push_back({QString::fromStdString(part),
                                   u"split = %1"_s.arg(QString::fromStdString(analysis::queryQuoted(part)))});
    }
}
} // namespace

std::vector<Subset> subsetsOf(const analysis::FaceTable &table, const analysis::QueryColumns &columns,
                              const std::string &schemeId)
{
    using enum analysis::ReportedSubset;
    std::vector<Subset> subsets{{SubsetTexts::tr("All faces"), {}, {}}};
    if (schemeId == "wflw98")
        subsets.front().reported = WflwFull;
    addParts(subsets, table, schemeId);
    constexpr analysis::ReportedSubset kWflw[] = {WflwPose,   WflwExpression, WflwIllumination,
                                                  WflwMakeUp, WflwOcclusion,  WflwBlur};
    const QStringList columnNames = attributeColumns(columns);
    for (std::size_t i = 0; i < table.attributeNames.size(); ++i) {
        const std::string &title = table.attributeNames[i];
        QString shown = attributeWords(title).caption;
        if (!shown.isEmpty())
            shown[0] = shown[0].toUpper();
        Subset subset{shown, u"%1 = 1"_s.arg(columnNames.value(static_cast<qsizetype>(i))), {}};
        const auto &wflw = wflwAttributeNames();
        if (schemeId == "wflw98" && i < wflw.size() && title == wflw[i])
            subset.reported = kWflw[i];
        subsets.push_back(std::move(subset));
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
    connect(&laboratory_, &Laboratory::listed, this, &SubsetModel::restart);
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
    subsets_ = ready ? subsetsOf(laboratory_.table(), *columns, laboratory_.document().dataset().schemeId)
                     : std::vector<Subset>();
    published_ = ready ? laboratory_.publishedRows() : std::vector<const analysis::PublishedRow *>();
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
    auto faces = parsed.query ? parsed.query->rows(*columns) : Result<std::vector<int>>(std::vector<int>());
    if (faces) {
        std::erase_if(*faces, [this](int face) { return !laboratory_.document().exists(face); });
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
    return parent.isValid() ? 0 : FirstRunColumn + laboratory_.runCount() + publishedCount();
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

std::optional<double> SubsetModel::published(int row, int column) const
{
    const auto &subset = subsets_[static_cast<std::size_t>(row)];
    const auto official = laboratory_.officialSubsets();
    if (!subset.reported || std::find(official.begin(), official.end(), *subset.reported) == official.end())
        return {};
    if (number_ != Number::Nme && laboratory_.threshold() != analysis::kPublishedThreshold)
        return {}; // failures at another threshold are other failures
    return published_[static_cast<std::size_t>(column)]->value(*subset.reported,
                                                               static_cast<analysis::PublishedNumber>(number_));
}

QString SubsetModel::numberText(std::optional<double> number) const
{
    if (!number)
        return u"–"_s;
    return QLocale().toString(number_ == Number::Auc ? *number : 100 * *number, 'f', number_ == Number::Auc ? 4 : 2);
}

QString SubsetModel::publishedTip(const analysis::PublishedRow &row) const
{
    const auto text = [](std::string_view view) {
        return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
    };
    QStringList lines{tr("%1, published: %2").arg(text(row.method), normaliserName(row.normaliser))};
    if (!row.note.empty())
        lines += text(row.note);
    for (const QString &mark : text(row.sources).split(u", "_s))
        lines += u"[%1] %2"_s.arg(mark, text(analysis::sourceText(mark.toStdString())));
    return lines.join(u'\n');
}

QVariant SubsetModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const int run = index.column() - FirstRunColumn;
    const int published = run - laboratory_.runCount();
    const Subset &subset = subsets_[static_cast<std::size_t>(index.row())];
    const Row &row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole: {
        if (index.column() == TitleColumn)
            return subset.title;
        if (index.column() == FacesColumn)
            return QLocale().toString(row.faces);
        if (published < 0)
            return numberText(value(index.row(), run));
        const auto number = this->published(index.row(), published);
        return number ? numberText(number) : tr("not available");
    }
    case Qt::ToolTipRole:
        if (published >= 0)
            return publishedTip(*published_[static_cast<std::size_t>(published)]);
        if (run >= 0 && run < static_cast<int>(row.runs.size()))
            return tr("%n face(s) with an error", nullptr, row.runs[static_cast<std::size_t>(run)].faces);
        return subset.query.isEmpty() ? tr("Show all faces") : tr("Show these faces: %1").arg(subset.query);
    case Qt::TextAlignmentRole:
        return QVariant((index.column() == TitleColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    case QueryRole:
        return subset.query;
    case BestRole:
        return run >= 0 && published < 0 && isBest(index.row(), run);
    case PublishedRole:
        return published >= 0;
    default:
        return {};
    }
}

QVariant SubsetModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section >= columnCount())
        return {};
    const int run = section - FirstRunColumn;
    const int published = run - laboratory_.runCount();
    const auto *row = published < 0 ? nullptr : published_[static_cast<std::size_t>(published)];
    switch (role) {
    case Qt::DisplayRole:
        if (section == TitleColumn)
            return tr("subset");
        if (section == FacesColumn)
            return tr("faces");
        if (row)
            return u"%1 [%2]"_s.arg(QString::fromStdString(std::string(row->method)),
                                    QString::fromStdString(std::string(row->sources)));
        return laboratory_.subjects()[static_cast<std::size_t>(run)].name;
    case Qt::ToolTipRole:
        if (row)
            return publishedTip(*row);
        return run >= 0 ? u"%1: %2"_s.arg(laboratory_.subjects()[static_cast<std::size_t>(run)].name,
                                          laboratory_.conditions(run))
                        : headerData(section, orientation, Qt::DisplayRole); // longer than the column perhaps
    case kRunLookRole:
        return run < 0 || row
                   ? QVariant()
                   : laboratory_.document().runLook(laboratory_.subjects()[static_cast<std::size_t>(run)].number);
    case Qt::TextAlignmentRole:
        return QVariant((section == TitleColumn ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    default:
        return {};
    }
}

} // namespace fiducial::ui
