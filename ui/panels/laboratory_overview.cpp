#include "ui/panels/laboratory_overview.h"

#include "ui/charts/ced_view.h"
#include "ui/charts/histogram_view.h"
#include "ui/charts/mean_face_view.h"
#include "ui/document/wording.h"
#include "ui/jobs/job_runner.h"
#include "ui/models/face_table_model.h"
#include "ui/panels/elided.h"
#include "ui/panels/face_table_pane.h"
#include "ui/panels/flat_combo.h"
#include "ui/panels/section.h"
#include "ui/theme/marks.h"
#include "ui/theme/palette.h"

#include <QBoxLayout>
#include <QEvent>
#include <QHeaderView>
#include <QStyledItemDelegate>
#include <QTableView>

#include <algorithm>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kBandDelayMs = 300; ///< after the last change: a moving threshold is not bootstrapped on its way
constexpr double kRangeOfThreshold = 1.5;
constexpr int kFewRuns = 3;
constexpr int kTitleRoom = 4;

/// The best run of each subset in bold, as papers print it.
class SubsetDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->state &= ~QStyle::State_HasFocus;
        option->font.setBold(index.data(SubsetModel::BestRole).toBool());
        if (index.data(SubsetModel::PublishedRole).toBool())
            option->palette.setColor(QPalette::Text, paletteOf(option->palette).muted);
    }
};
} // namespace

double errorRange(const ProjectDocument &document)
{
    return kRangeOfThreshold *
           (document.scheme() ? metrics::defaultThreshold(*document.scheme(), metrics::Convention::Exact) : 0.1);
}

LaboratoryOverview::LaboratoryOverview(ProjectDocument &document, Laboratory &laboratory, JobRunner &jobs,
                                       QWidget *parent)
    : LaboratoryPage(document, laboratory, parent), jobs_(jobs), subsets_(laboratory)
{
    cedSection_ = new Section(this);
    ced_ = new CedView(cedSection_);
    cedSection_->content()->addWidget(ced_, 1);
    meanFaceSection_ = new Section(this);
    meanFace_ = new MeanFaceView(meanFaceSection_);
    meanFaceSection_->content()->addWidget(meanFace_, 1);
    subsetSection_ = new Section(this);
    buildSubsets();
    setSizes({236, 246, 358});
    bandTimer_.setSingleShot(true);
    bandTimer_.setInterval(kBandDelayMs);
    connect(&bandTimer_, &QTimer::timeout, this, &LaboratoryOverview::startBands);
    connect(ced_, &CedView::faceChosen, this, &LaboratoryPage::faceChosen);
    connect(ced_, &CedView::thresholdMoved, this, &LaboratoryOverview::thresholdMoved);
    connect(ced_, &CedView::thresholdChosen, this, [this](double threshold) { document_.setThreshold(threshold); });
    connect(meanFace_, &MeanFaceView::landmarkChosen, this, &LaboratoryPage::landmarkChosen);
}

void LaboratoryOverview::buildSubsets()
{
    subsetNumber_ = new FlatCombo(subsetSection_);
    for (const auto number : {SubsetModel::Number::Nme, SubsetModel::Number::FailureRate, SubsetModel::Number::Auc})
        subsetNumber_->addItem({}, static_cast<int>(number));
    connect(subsetNumber_, &QComboBox::currentIndexChanged, this,
            [this](int index) { subsets_.setNumber(static_cast<SubsetModel::Number>(index)); });
    subsetView_ = makeLaboratoryTable(subsets_, subsetSection_);
    subsetView_->setItemDelegate(new SubsetDelegate(subsetView_));
    subsetView_->horizontalHeader()->setSectionsClickable(false);
    const auto choose = [this](const QModelIndex &index) {
        Q_EMIT queryChosen(index.data(SubsetModel::QueryRole).toString());
    };
    connect(subsetView_, &QTableView::clicked, this, choose);
    connect(subsetView_, &QTableView::activated, this, choose);
    connect(&subsets_, &SubsetModel::modelReset, this, &LaboratoryOverview::sizeSubsetColumns);
    subsetView_->installEventFilter(this);
    subsetSection_->setCorner(subsetNumber_);
    publishedNote_ = new ElidedLabel(subsetSection_);
    markCaption(publishedNote_);
    publishedNote_->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    subsetSection_->content()->addWidget(subsetView_, 1);
    subsetSection_->content()->addWidget(publishedNote_);
}

bool LaboratoryOverview::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        sizeSubsetColumns();
    return LaboratoryPage::eventFilter(watched, event);
}

void LaboratoryOverview::sizeSubsetColumns()
{
    if (subsets_.columnCount() <= SubsetModel::FirstRunColumn)
        return;
    QHeaderView *header = subsetView_->horizontalHeader();
    const int firstPublished = subsets_.columnCount() - subsets_.publishedCount();
    const bool few = subsets_.columnCount() <= SubsetModel::FirstRunColumn + kFewRuns; // they share the room
    header->setSectionResizeMode(QHeaderView::Interactive);
    constexpr int kLeast = 84, kWide = 420;
    const int most = subsetView_->width() >= kWide ? 160 : 100; // numbers are not cut off for words
    const QAbstractItemView *rows = subsetView_;                // where the measure is public
    const int titles = rows->sizeHintForColumn(SubsetModel::TitleColumn) + kTitleRoom;
    const auto titleOf = [&](int column) {
        constexpr int kPadding = 17;
        return header->fontMetrics().horizontalAdvance(
                   subsets_.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString()) +
               kPadding;
    };
    header->resizeSection(SubsetModel::TitleColumn,
                          std::max(titleOf(SubsetModel::TitleColumn), std::clamp(titles, kLeast, most)));
    header->resizeSection(SubsetModel::FacesColumn, titleOf(SubsetModel::FacesColumn));
    for (int column = SubsetModel::FirstRunColumn; column < subsets_.columnCount(); ++column) {
        header->resizeSection(column, column < firstPublished ? 78 : 104);
        if (few)
            header->setSectionResizeMode(column, QHeaderView::Stretch);
    }
}

QString LaboratoryOverview::publishedNote() const
{
    const std::string scheme = document_.isOpen() ? document_.dataset().schemeId : std::string();
    const QString set = scheme == "wflw98"   ? tr("WFLW test list")
                        : scheme == "ibug68" ? tr("300W test set")
                        : scheme == "aflw19" ? tr("AFLW test list")
                                             : QString();
    if (set.isEmpty() || laboratory_.runCount() == 0 || laboratory_.isMeasuring())
        return {};
    if (laboratory_.officialSubsets().empty())
        return tr("No published rows: these are not the faces and labels of the %1.").arg(set);
    return subsets_.publishedCount() > 0
               ? tr("Muted: published for the %1; the tips name source and normaliser.").arg(set)
               : tr("No published rows: none is %1 against the ground truth.")
                     .arg(normaliserName(document_.normaliser()));
}

void LaboratoryOverview::setLandmark(int landmark)
{
    meanFace_->setChosen(landmark);
}

void LaboratoryOverview::refresh(const QString &note)
{
    std::vector<CedRun> runs;
    QStringList names;
    const bool ready = !laboratory_.isMeasuring() && laboratory_.isActive();
    for (int i = 0; i < laboratory_.runCount(); ++i) {
        const auto &subject = laboratory_.subjects()[static_cast<std::size_t>(i)];
        names += subject.name;
        if (ready)
            runs.push_back({subject.name, document_.runLook(subject.number),
                            laboratory_.table().runs[static_cast<std::size_t>(i)].nme});
    }
    ced_->setEmptyText(note);
    ced_->setRange(errorRange(document_));
    ced_->setNormaliser(normaliserName(document_.normaliser()));
    ced_->setRuns(std::move(runs));
    meanFace_->setEmptyText(note);
    meanFace_->setErrors(document_.scheme(),
                         ready ? laboratory_.landmarkErrors() : std::vector<analysis::LandmarkErrors>());
    const QString faces = tr("%n face(s)", nullptr, document_.existingFaces());
    cedSection_->setAside(sameBoxes() ? faces : tr("%1 · boxes differ").arg(faces), allConditions());
    publishedNote_->setText(publishedNote());
    publishedNote_->setToolTip(publishedNote_->text());
    publishedNote_->setVisible(!publishedNote_->text().isEmpty());
    meanFaceSection_->setAside(tr("error per landmark"), activeConditions());
    ced_->setAccessibleName(tr("Cumulative error of %1, %2").arg(names.join(u", "_s), allConditions()));
    subsetView_->setAccessibleName(tr("Subsets, %1").arg(allConditions()));
    meanFace_->setAccessibleName(tr("Error per landmark on the mean face, %1").arg(activeConditions()));
    refreshThreshold();
}

void LaboratoryOverview::refreshThreshold()
{
    ced_->setThreshold(document_.threshold());
    bandTimer_.start();
}

void LaboratoryOverview::dropBands()
{
    bandTimer_.stop();
    ++bandGeneration_;
}

void LaboratoryOverview::startBands()
{
    const int generation = ++bandGeneration_;
    for (int i = 0; i < static_cast<int>(ced_->runs().size()); ++i) {
        jobs_.run<analysis::CedBand>(
            JobRunner::Pool::Io, {},
            [nmes = ced_->runs()[static_cast<std::size_t>(i)].nmes, upTo = ced_->range(),
             threshold = ced_->threshold()](const JobContext &context) {
                return analysis::bootstrapCed(nmes, upTo, threshold, {}, context);
            },
            this,
            [this, generation, i](const Result<analysis::CedBand> &band) {
                // A run without a number has no band.
                if (generation == bandGeneration_ && band && i < static_cast<int>(ced_->runs().size()))
                    ced_->setBand(i, *band);
            });
    }
}

void LaboratoryOverview::retranslate()
{
    cedSection_->setTitle(tr("Cumulative error"));
    meanFaceSection_->setTitle(tr("Mean face"));
    subsetSection_->setTitle(tr("Subsets"));
    subsetNumber_->setItemText(0, tr("NME %"));
    subsetNumber_->setItemText(1, tr("failures %"));
    subsetNumber_->setItemText(2, tr("AUC"));
    subsetNumber_->setAccessibleName(tr("Number in the table of subsets"));
}

LaboratoryFaces::LaboratoryFaces(ProjectDocument &document, Laboratory &laboratory, FaceTableModel &table,
                                 FaceTablePane &pane, QWidget *parent)
    : LaboratoryPage(document, laboratory, parent), table_(table)
{
    histogramSection_ = new Section(this);
    histogram_ = new HistogramView(histogramSection_);
    histogramSection_->content()->addWidget(histogram_, 1);
    addWidget(&pane);
    setStretchFactor(1, 1);
    setSizes({290, 700});
    connect(&pane, &FaceTablePane::faceChosen, this, &LaboratoryPage::faceChosen);
    connect(&pane, &FaceTablePane::clearIntervalRequested, this, [this] {
        histogram_->setInterval({});
        table_.setInterval({});
    });
    connect(histogram_, &HistogramView::brushed, &table_, &FaceTableModel::setInterval);
}

void LaboratoryFaces::refreshThreshold()
{
    histogram_->setThreshold(document_.threshold());
}

void LaboratoryFaces::refresh(const QString &note)
{
    const int active = laboratory_.isActive() && !laboratory_.isMeasuring() ? laboratory_.active() : -1;
    histogram_->setEmptyText(note);
    histogram_->setValues(active < 0 ? std::vector<double>()
                                     : laboratory_.table().runs[static_cast<std::size_t>(active)].nme,
                          errorRange(document_), document_.runLook(document_.activeRun()));
    histogram_->setNormaliser(normaliserName(document_.normaliser()));
    histogram_->setInterval(table_.interval());
    histogramSection_->setAside(tr("%n face(s)", nullptr, document_.existingFaces()), activeConditions());
    histogram_->setAccessibleName(tr("Histogram of the errors, %1").arg(activeConditions()));
    refreshThreshold();
}

void LaboratoryFaces::retranslate()
{
    histogramSection_->setTitle(tr("Histogram"));
}

} // namespace fiducial::ui
