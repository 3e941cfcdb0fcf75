#include "ui/panels/laboratory_panel.h"

#include "ui/charts/ced_view.h"
#include "ui/charts/histogram_view.h"
#include "ui/charts/mean_face_view.h"
#include "ui/document/wording.h"
#include "ui/jobs/job_runner.h"
#include "ui/panels/elided.h"
#include "ui/panels/face_table_pane.h"
#include "ui/panels/flat_combo.h"
#include "ui/panels/section.h"
#include "ui/theme/icon_factory.h"
#include "ui/theme/marks.h"

#include <QBoxLayout>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QStyledItemDelegate>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kBandDelayMs = 300; ///< after the last change: a moving threshold is not bootstrapped on its way
constexpr int kSubsetRowHeight = 22;
constexpr int kWidestChoice = 200;
constexpr double kRangeOfThreshold = 1.5; ///< charts end beyond the threshold

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
    }
};

QToolButton *makeHeaderButton(QWidget *parent, const QString &icon)
{
    auto *button = new QToolButton(parent);
    button->setIcon(themedIcon(icon));
    button->setIconSize({measures::kIconSize, measures::kIconSize});
    button->setFixedSize(26, 26);
    button->setFocusPolicy(Qt::TabFocus);
    markFlat(button);
    return button;
}

QSplitter *makeRow(QWidget *parent)
{
    auto *row = new QSplitter(Qt::Horizontal, parent);
    row->setHandleWidth(1);
    row->setChildrenCollapsible(false);
    return row;
}
} // namespace

LaboratoryPanel::LaboratoryPanel(ProjectDocument &document, JobRunner &jobs, AppSettings &settings, QWidget *parent)
    : QWidget(parent),
      document_(document),
      jobs_(jobs),
      laboratory_(document, jobs),
      table_(laboratory_),
      subsets_(laboratory_)
{
    markPanel(this);
    pane_ = new FaceTablePane(table_, settings, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHeader());
    layout->addWidget(makeSeparator(this));
    stack_ = new QStackedWidget(this);
    pages_ = new QSplitter(Qt::Vertical, stack_);
    pages_->setHandleWidth(1);
    pages_->setChildrenCollapsible(false);
    overview_ = buildOverview();
    faces_ = buildFaces();
    pages_->addWidget(overview_);
    pages_->addWidget(faces_);
    stack_->addWidget(pages_);
    stack_->addWidget(buildEmptyState());
    layout->addWidget(stack_, 1);
    connectCharts();
    bandTimer_.setSingleShot(true);
    bandTimer_.setInterval(kBandDelayMs);
    connect(&bandTimer_, &QTimer::timeout, this, &LaboratoryPanel::startBands);
    connect(&laboratory_, &Laboratory::reset, this, &LaboratoryPanel::refresh);
    connect(&laboratory_, &Laboratory::settled, this, &LaboratoryPanel::refresh);
    connect(&laboratory_, &Laboratory::rowsMeasured, this, &LaboratoryPanel::refreshProgress);
    connect(&laboratory_, &Laboratory::thresholdChanged, this, &LaboratoryPanel::refreshThreshold);
    retranslate();
    arrange();
}

QWidget *LaboratoryPanel::buildHeader()
{
    auto *header = new QWidget(this);
    title_ = new QLabel(header);
    markTitle(title_);
    tabs_ = new QTabBar(header);
    tabs_->setDrawBase(false);
    tabs_->addTab({});
    tabs_->addTab({});
    connect(tabs_, &QTabBar::currentChanged, this, &LaboratoryPanel::arrange);
    buildChoices(header);
    conditions_ = new ElidedLabel(header);
    markMuted(conditions_);
    progress_ = new QLabel(header);
    markMuted(progress_);
    fill_ = makeHeaderButton(header, u"fullscreen"_s);
    fill_->setCheckable(true);
    connect(fill_, &QToolButton::toggled, this, &LaboratoryPanel::fillRequested);
    close_ = makeHeaderButton(header, u"close"_s);
    connect(close_, &QToolButton::clicked, this, &LaboratoryPanel::closeRequested);
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(measures::kPanelMargin, 0, 6, 0);
    row->setSpacing(8);
    row->addWidget(title_);
    row->addWidget(tabs_);
    row->addSpacing(8);
    row->addWidget(run_);
    row->addWidget(against_);
    row->addWidget(reference_);
    row->addWidget(conditions_, 1);
    row->addWidget(progress_);
    row->addWidget(fill_);
    row->addWidget(close_);
    return header;
}

void LaboratoryPanel::buildChoices(QWidget *header)
{
    run_ = new FlatCombo(header);
    run_->setMaximumWidth(kWidestChoice);
    connect(run_, &QComboBox::activated, this, [this] { document_.setActiveRun(run_->currentData().toInt()); });
    against_ = new QLabel(header);
    markMuted(against_);
    reference_ = new FlatCombo(header);
    reference_->setMaximumWidth(kWidestChoice);
    against_->setBuddy(reference_);
    connect(reference_, &QComboBox::activated, this, [this](int index) {
        const auto kind = index == 0   ? Reference::Kind::GroundTruth
                          : index == 1 ? Reference::Kind::Mine
                                       : Reference::Kind::Run;
        document_.setReference({kind, index < 2 ? -1 : reference_->itemData(index).toInt()});
    });
}

void LaboratoryPanel::refreshChoices()
{
    run_->clear();
    reference_->clear();
    reference_->addItem(tr("ground truth"), -1);
    reference_->addItem(tr("mine"), -1);
    for (const auto &run : document_.runs()) {
        const auto subject = std::find_if(laboratory_.subjects().begin(), laboratory_.subjects().end(),
                                          [&](const auto &s) { return s.number == run->number; });
        const QString name =
            subject == laboratory_.subjects().end() ? QString::fromStdString(run->run.name) : subject->name;
        run_->addItem(name, run->number);
        reference_->addItem(name, run->number);
    }
    run_->setCurrentIndex(run_->findData(document_.activeRun()));
    const Reference reference = document_.reference();
    reference_->setCurrentIndex(reference.kind == Reference::Kind::GroundTruth ? 0
                                : reference.kind == Reference::Kind::Mine      ? 1
                                                                               : reference_->findData(reference.run));
    for (QWidget *choice :
         {static_cast<QWidget *>(run_), static_cast<QWidget *>(against_), static_cast<QWidget *>(reference_)})
        choice->setVisible(run_->count() > 0);
}

QWidget *LaboratoryPanel::buildOverview()
{
    auto *row = makeRow(this);
    cedSection_ = new Section(row);
    ced_ = new CedView(cedSection_);
    cedSection_->content()->addWidget(ced_, 1);
    meanFaceSection_ = new Section(row);
    meanFace_ = new MeanFaceView(meanFaceSection_);
    meanFaceSection_->content()->addWidget(meanFace_, 1);
    row->addWidget(cedSection_);
    row->addWidget(meanFaceSection_);
    row->addWidget(buildSubsets());
    row->setSizes({300, 210, 330});
    return row;
}

QWidget *LaboratoryPanel::buildSubsets()
{
    subsetSection_ = new Section(this);
    subsetNumber_ = new FlatCombo(subsetSection_);
    for (const auto number : {SubsetModel::Number::Nme, SubsetModel::Number::FailureRate, SubsetModel::Number::Auc})
        subsetNumber_->addItem({}, static_cast<int>(number));
    connect(subsetNumber_, &QComboBox::currentIndexChanged, this,
            [this](int index) { subsets_.setNumber(static_cast<SubsetModel::Number>(index)); });
    subsetView_ = new QTableView(subsetSection_);
    subsetView_->setHorizontalHeader(new ElidedHeader(subsetView_));
    subsetView_->setModel(&subsets_);
    subsetView_->setItemDelegate(new SubsetDelegate(subsetView_));
    subsetView_->setFrameShape(QFrame::NoFrame);
    subsetView_->setShowGrid(false);
    subsetView_->setSelectionBehavior(QAbstractItemView::SelectRows);
    subsetView_->setSelectionMode(QAbstractItemView::SingleSelection);
    subsetView_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    subsetView_->setTabKeyNavigation(false);
    subsetView_->setWordWrap(false);
    subsetView_->verticalHeader()->hide();
    subsetView_->verticalHeader()->setMinimumSectionSize(kSubsetRowHeight);
    subsetView_->verticalHeader()->setDefaultSectionSize(kSubsetRowHeight);
    QHeaderView *header = subsetView_->horizontalHeader();
    header->setSectionsClickable(false);
    header->setMinimumSectionSize(40);
    const auto choose = [this](const QModelIndex &index) {
        pane_->setQuery(index.data(SubsetModel::QueryRole).toString());
        showPage(Page::Faces);
    };
    connect(subsetView_, &QTableView::clicked, this, choose);
    connect(subsetView_, &QTableView::activated, this, choose);
    connect(&subsets_, &SubsetModel::modelReset, this, [this, header] {
        if (subsets_.columnCount() <= SubsetModel::FirstRunColumn)
            return;
        header->setSectionResizeMode(QHeaderView::Interactive);
        header->resizeSection(SubsetModel::TitleColumn, 118);
        header->resizeSection(SubsetModel::FacesColumn, 60);
        for (int column = SubsetModel::FirstRunColumn; column < subsets_.columnCount(); ++column)
            header->resizeSection(column, 78);
    });
    subsetSection_->content()->addWidget(subsetNumber_);
    subsetSection_->content()->addWidget(subsetView_, 1);
    return subsetSection_;
}

QWidget *LaboratoryPanel::buildFaces()
{
    auto *row = makeRow(this);
    histogramSection_ = new Section(row);
    histogram_ = new HistogramView(histogramSection_);
    histogramSection_->content()->addWidget(histogram_, 1);
    row->addWidget(histogramSection_);
    row->addWidget(pane_);
    row->setStretchFactor(1, 1);
    row->setSizes({290, 700});
    return row;
}

QWidget *LaboratoryPanel::buildEmptyState()
{
    auto *page = new QWidget(stack_);
    markPanel(page);
    emptyText_ = new QLabel(page);
    emptyText_->setAlignment(Qt::AlignCenter);
    emptyText_->setWordWrap(true);
    markMuted(emptyText_);
    prefill_ = new QPushButton(page);
    markPrimary(prefill_);
    import_ = new QPushButton(page);
    connect(prefill_, &QPushButton::clicked, this, &LaboratoryPanel::prefillRequested);
    connect(import_, &QPushButton::clicked, this, &LaboratoryPanel::importRequested);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(prefill_);
    buttons->addWidget(import_);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(page);
    layout->setSpacing(12);
    layout->addStretch();
    layout->addWidget(emptyText_);
    layout->addLayout(buttons);
    layout->addStretch();
    return page;
}

void LaboratoryPanel::connectCharts()
{
    connect(pane_, &FaceTablePane::faceChosen, this, &LaboratoryPanel::faceChosen);
    connect(pane_, &FaceTablePane::faceActivated, this, &LaboratoryPanel::faceActivated);
    connect(pane_, &FaceTablePane::clearIntervalRequested, this, [this] {
        histogram_->setInterval({});
        table_.setInterval({});
    });
    connect(histogram_, &HistogramView::brushed, &table_, &FaceTableModel::setInterval);
    connect(ced_, &CedView::faceChosen, this, [this](int face) {
        pane_->setCurrentFace(face);
        Q_EMIT faceChosen(face);
    });
    connect(ced_, &CedView::thresholdMoved, histogram_, &HistogramView::setThreshold);
    connect(ced_, &CedView::thresholdChosen, this, [this](double threshold) { document_.setThreshold(threshold); });
    connect(meanFace_, &MeanFaceView::landmarkChosen, this, [this](int landmark) {
        table_.setLandmark(landmark);
        if (landmark < 0)
            return;
        showPage(Page::Faces);
        pane_->view()->scrollToTop();
        pane_->view()->scrollTo(table_.index(0, table_.sortColumn()));
    });
}

void LaboratoryPanel::showPage(Page page)
{
    tabs_->setCurrentIndex(static_cast<int>(page));
}

void LaboratoryPanel::setFilling(bool filling)
{
    filling_ = filling;
    const QSignalBlocker blocker(fill_);
    fill_->setChecked(filling);
    arrange();
}

void LaboratoryPanel::arrange()
{
    const bool faces = tabs_->currentIndex() == static_cast<int>(Page::Faces);
    tabs_->setVisible(!filling_);
    title_->setVisible(filling_);
    overview_->setVisible(filling_ || !faces);
    faces_->setVisible(filling_ || faces);
    if (filling_)
        pages_->setSizes({360, 440});
}

void LaboratoryPanel::setCurrentFace(int face)
{
    pane_->setCurrentFace(face);
}

QString LaboratoryPanel::emptyReason() const
{
    if (!document_.isOpen())
        return tr("Open a data set to see errors here.");
    if (document_.runs().empty())
        return tr("Pre-fill or import predictions to see errors here.");
    if (laboratory_.isActive() && !laboratory_.isMeasuring() && !laboratory_.hasNumbers())
        return tr("No face has both a prediction and the %1 with the landmarks that “%2” needs; choose another "
                  "normaliser or reference.")
            .arg(document_.referenceName(), normaliserName(document_.normaliser()));
    return {};
}

QString LaboratoryPanel::chartNote() const
{
    return laboratory_.isMeasuring() ? tr("Measuring…") : tr("The active run has no errors.");
}

void LaboratoryPanel::refresh()
{
    const QString reason = emptyReason();
    stack_->setCurrentIndex(reason.isEmpty() ? 0 : 1);
    emptyText_->setText(reason);
    const bool noRun = document_.isOpen() && document_.runs().empty();
    prefill_->setVisible(noRun);
    import_->setVisible(noRun);
    refreshCurves();
    refreshTitles();
    refreshProgress();
}

void LaboratoryPanel::refreshCurves()
{
    std::vector<CedRun> runs;
    const bool ready = !laboratory_.isMeasuring() && laboratory_.isActive();
    for (int i = 0; ready && i < laboratory_.runCount(); ++i) {
        const auto &subject = laboratory_.subjects()[static_cast<std::size_t>(i)];
        runs.push_back({subject.name, subject.number, laboratory_.table().runs[static_cast<std::size_t>(i)].nme});
    }
    const QString normaliser = normaliserName(document_.normaliser());
    ced_->setEmptyText(chartNote());
    histogram_->setEmptyText(chartNote());
    meanFace_->setEmptyText(chartNote());
    const double range =
        kRangeOfThreshold *
        (document_.scheme() ? metrics::defaultThreshold(*document_.scheme(), metrics::Convention::Exact) : 0.1);
    const int active = ready ? laboratory_.active() : -1;
    histogram_->setValues(active < 0 ? std::vector<double>()
                                     : laboratory_.table().runs[static_cast<std::size_t>(active)].nme,
                          range, document_.activeRun());
    histogram_->setNormaliser(normaliser);
    histogram_->setInterval(table_.interval());
    meanFace_->setErrors(document_.scheme(),
                         ready ? laboratory_.landmarkErrors() : std::vector<analysis::LandmarkErrors>());
    meanFace_->setChosen(table_.landmark());
    ced_->setRange(range);
    ced_->setNormaliser(normaliser);
    ced_->setRuns(std::move(runs));
    refreshThreshold();
}

void LaboratoryPanel::refreshThreshold()
{
    ced_->setThreshold(document_.threshold());
    histogram_->setThreshold(document_.threshold());
    bandTimer_.start();
}

void LaboratoryPanel::startBands()
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

QString LaboratoryPanel::activeConditions() const
{
    const int active = laboratory_.active();
    if (active < 0)
        return laboratory_.subjects().empty() ? QString() : laboratory_.conditions(-1);
    return u"%1 · %2"_s.arg(laboratory_.subjects()[static_cast<std::size_t>(active)].name,
                            laboratory_.conditions(active));
}

void LaboratoryPanel::refreshTitles()
{
    const auto &subjects = laboratory_.subjects();
    const auto runs = subjects.begin() + laboratory_.runCount();
    const bool sameBoxes =
        std::all_of(subjects.begin(), runs, [&](const auto &s) { return s.boxes == subjects.front().boxes; });
    QString all;
    if (laboratory_.runCount() > 0)
        all = sameBoxes ? laboratory_.conditions(0) : tr("%1, boxes differ").arg(laboratory_.conditions(-1));
    const QString active = activeConditions();
    QStringList names;
    for (auto it = subjects.begin(); it != runs; ++it)
        names += it->name;
    cedSection_->setAside(all);
    subsetSection_->setAside(all);
    meanFaceSection_->setAside(active);
    histogramSection_->setAside(active);
    const int subject = laboratory_.active();
    const QString boxes = subject < 0 ? QString() : subjects[static_cast<std::size_t>(subject)].boxes;
    conditions_->setText(boxes.isEmpty() ? QString() : u"%1 · %2"_s.arg(normaliserName(document_.normaliser()), boxes));
    conditions_->setToolTip(active);
    refreshChoices();
    ced_->setAccessibleName(tr("Cumulative error of %1, %2").arg(names.join(u", "_s), all));
    subsetView_->setAccessibleName(tr("Subsets, %1").arg(all));
    meanFace_->setAccessibleName(tr("Error per landmark on the mean face, %1").arg(active));
    histogram_->setAccessibleName(tr("Histogram of the errors, %1").arg(active));
}

void LaboratoryPanel::refreshProgress()
{
    const QLocale locale;
    progress_->setVisible(laboratory_.isMeasuring() && laboratory_.faceCount() > 0);
    progress_->setText(
        tr("%1 of %2 faces measured")
            .arg(locale.toString(laboratory_.measuredCount()), locale.toString(laboratory_.faceCount())));
}

void LaboratoryPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    laboratory_.setActive(true);
    refresh();
}

void LaboratoryPanel::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    laboratory_.setActive(false); // touches nothing else: the window may be on its way out
    bandTimer_.stop();
    ++bandGeneration_;
}

void LaboratoryPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void LaboratoryPanel::retranslate()
{
    title_->setText(tr("Error laboratory"));
    tabs_->setTabText(0, tr("Overview"));
    tabs_->setTabText(1, tr("Faces"));
    tabs_->setAccessibleName(title_->text());
    against_->setText(tr("against"));
    run_->setToolTip(tr("The run that the histogram, the mean face and “nme” speak of"));
    run_->setAccessibleName(tr("Active run"));
    reference_->setToolTip(tr("What the runs are measured against"));
    reference_->setAccessibleName(tr("Reference"));
    fill_->setToolTip(tr("Fill the window"));
    close_->setToolTip(tr("Close the error laboratory"));
    for (QToolButton *button : {fill_, close_})
        button->setAccessibleName(button->toolTip());
    prefill_->setText(tr("Pre-fill all faces"));
    import_->setText(tr("Import predictions…"));
    cedSection_->setTitle(tr("Cumulative error"));
    meanFaceSection_->setTitle(tr("Mean face"));
    subsetSection_->setTitle(tr("Subsets"));
    histogramSection_->setTitle(tr("Histogram"));
    subsetNumber_->setItemText(0, tr("NME %"));
    subsetNumber_->setItemText(1, tr("failures %"));
    subsetNumber_->setItemText(2, tr("AUC"));
    subsetNumber_->setAccessibleName(tr("Number in the table of subsets"));
    refresh();
}

} // namespace fiducial::ui
