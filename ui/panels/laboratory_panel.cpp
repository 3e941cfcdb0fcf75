#include "ui/panels/laboratory_panel.h"

#include "ui/charts/histogram_view.h"
#include "ui/document/wording.h"
#include "ui/panels/elided.h"
#include "ui/panels/face_table_pane.h"
#include "ui/panels/flat_combo.h"
#include "ui/panels/laboratory_checks.h"
#include "ui/panels/laboratory_overview.h"
#include "ui/theme/icon_factory.h"
#include "ui/theme/marks.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kWidestChoice = 180;
constexpr int kWidestChoiceFilling = 280;

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
} // namespace

LaboratoryPanel::LaboratoryPanel(ProjectDocument &document, JobRunner &jobs, AppSettings &settings, QWidget *parent)
    : QWidget(parent), document_(document), laboratory_(document, jobs), table_(laboratory_)
{
    markPanel(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHeader());
    layout->addWidget(makeSeparator(this));
    stack_ = new QStackedWidget(this);
    stack_->addWidget(buildPages(jobs, settings));
    stack_->addWidget(buildEmptyState());
    layout->addWidget(stack_, 1);
    connectPages();
    connect(&laboratory_, &Laboratory::reset, this, &LaboratoryPanel::refresh);
    connect(&laboratory_, &Laboratory::settled, this, &LaboratoryPanel::refresh);
    connect(&laboratory_, &Laboratory::listed, this, &LaboratoryPanel::refreshProgress);
    connect(&laboratory_, &Laboratory::rowsMeasured, this, &LaboratoryPanel::refreshProgress);
    connect(&laboratory_, &Laboratory::thresholdChanged, this, [this] {
        overview_->refreshThreshold();
        faces_->refreshThreshold();
    });
    retranslate();
    arrange();
}

LaboratoryPanel::~LaboratoryPanel()
{
    delete stack_; // the pages read the laboratory while they are taken down
}

QWidget *LaboratoryPanel::buildHeader()
{
    auto *header = new QWidget(this);
    title_ = new QLabel(header);
    markTitle(title_);
    tabs_ = new QTabBar(header);
    tabs_->setDrawBase(false);
    tabs_->setUsesScrollButtons(false);
    for (int page = 0; page < kPages; ++page)
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
    buttons_ = new QHBoxLayout;
    buttons_->setSpacing(2);
    buttons_->addWidget(fill_);
    buttons_->addWidget(close_);
    row->addLayout(buttons_);
    return header;
}

void LaboratoryPanel::addActions(const QList<QAction *> &actions)
{
    for (QAction *action : actions) {
        QToolButton *button = makeHeaderButton(fill_->parentWidget(), {});
        button->setDefaultAction(action);
        buttons_->insertWidget(buttons_->indexOf(fill_), button);
    }
}

void LaboratoryPanel::buildChoices(QWidget *header)
{
    run_ = new FlatCombo(header);
    connect(run_, &QComboBox::activated, this, [this] { document_.setActiveRun(run_->currentData().toInt()); });
    against_ = new QLabel(header);
    markMuted(against_);
    reference_ = new FlatCombo(header);
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

QWidget *LaboratoryPanel::buildPages(JobRunner &jobs, AppSettings &settings)
{
    auto *column = new QSplitter(Qt::Vertical, stack_);
    column->setHandleWidth(1);
    column->setChildrenCollapsible(false);
    pane_ = new FaceTablePane(table_, settings, column);
    overview_ = new LaboratoryOverview(document_, laboratory_, jobs, column);
    faces_ = new LaboratoryFaces(document_, laboratory_, table_, *pane_, column);
    landmarks_ = new LaboratoryLandmarks(document_, laboratory_, jobs, column);
    doubts_ = new LaboratoryDoubts(document_, laboratory_, column);
    pages_ = {overview_, faces_, landmarks_, doubts_};
    return column;
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

void LaboratoryPanel::connectPages()
{
    connect(pane_, &FaceTablePane::faceActivated, this, &LaboratoryPanel::faceActivated);
    connect(overview_, &LaboratoryOverview::thresholdMoved, &faces_->histogramView(), &HistogramView::setThreshold);
    for (LaboratoryPage *page : pages_) {
        connect(page, &LaboratoryPage::faceChosen, this, [this](int face) {
            pane_->setCurrentFace(face);
            Q_EMIT faceChosen(face);
        });
        connect(page, &LaboratoryPage::landmarksChosen, this, &LaboratoryPanel::landmarksChosen);
        connect(page, &LaboratoryPage::queryChosen, this, [this](const QString &query) {
            pane_->setQuery(query);
            showPage(Page::Faces);
        });
        connect(page, &LaboratoryPage::facesPicked, this, [this](const QString &what, const std::vector<int> &faces) {
            table_.setPicked(FaceTableModel::Picked{what, faces});
            showPage(Page::Faces);
        });
        connect(page, &LaboratoryPage::landmarkChosen, this, &LaboratoryPanel::sortByLandmark);
    }
}

void LaboratoryPanel::sortByLandmark(int landmark)
{
    table_.setLandmark(landmark);
    if (landmark < 0)
        return;
    showPage(Page::Faces);
    pane_->view()->scrollToTop();
    pane_->view()->scrollTo(table_.index(0, table_.sortColumn()));
}

int LaboratoryPanel::tabOf(int page) const
{
    return filling_ ? page - page % kPagesFilling : page;
}

void LaboratoryPanel::showPage(Page page)
{
    tabs_->setCurrentIndex(tabOf(static_cast<int>(page)));
}

void LaboratoryPanel::setFilling(bool filling)
{
    filling_ = filling;
    const QSignalBlocker blocker(fill_);
    fill_->setChecked(filling);
    tabs_->setCurrentIndex(tabOf(tabs_->currentIndex()));
    nameTabs();
    arrange();
}

void LaboratoryPanel::arrange()
{
    for (int page = 0; page < kPages; ++page) {
        tabs_->setTabVisible(page, tabOf(page) == page);
        pages_[static_cast<std::size_t>(page)]->setVisible(tabOf(page) == tabs_->currentIndex());
    }
    title_->setVisible(filling_);
    for (FlatCombo *choice : {run_, reference_})
        choice->setMaximumWidth(filling_ ? kWidestChoiceFilling : kWidestChoice);
    tabs_->updateGeometry();
    if (filling_)
        static_cast<QSplitter *>(overview_->parentWidget())->setSizes({360, 440, 400, 400});
}

SubsetModel &LaboratoryPanel::subsetModel()
{
    return overview_->subsetModel();
}

CedView &LaboratoryPanel::cedView()
{
    return overview_->cedView();
}

HistogramView &LaboratoryPanel::histogramView()
{
    return faces_->histogramView();
}

MeanFaceView &LaboratoryPanel::meanFaceView()
{
    return overview_->meanFaceView();
}

QTableView &LaboratoryPanel::subsetView()
{
    return overview_->subsetView();
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
    for (LaboratoryPage *page : pages_)
        page->refresh(chartNote());
    overview_->setLandmark(table_.landmark());
    refreshTitles();
    refreshProgress();
}

void LaboratoryPanel::refreshTitles()
{
    const int active = laboratory_.active();
    const auto *subject = active < 0 ? nullptr : &laboratory_.subjects()[static_cast<std::size_t>(active)];
    conditions_->setText(!subject || subject->boxes.isEmpty()
                             ? QString()
                             : u"%1 · %2"_s.arg(normaliserName(document_.normaliser()), subject->boxes));
    conditions_->setToolTip(subject ? u"%1 · %2"_s.arg(subject->name, laboratory_.conditions(active)) : QString());
    refreshChoices();
}

void LaboratoryPanel::refreshProgress()
{
    const QLocale locale;
    progress_->setVisible(laboratory_.isMeasuring() && laboratory_.rowCount() > 0);
    progress_->setText(
        tr("%1 of %2 faces measured")
            .arg(locale.toString(laboratory_.measuredCount()), locale.toString(document_.existingFaces())));
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
    overview_->dropBands();
}

void LaboratoryPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void LaboratoryPanel::nameTabs()
{
    tabs_->setTabText(0, filling_ ? tr("Runs and faces") : tr("Overview"));
    tabs_->setTabText(1, tr("Faces"));
    tabs_->setTabText(2, filling_ ? tr("Landmarks and doubts") : tr("Landmarks"));
    tabs_->setTabText(3, tr("Doubts"));
    tabs_->updateGeometry();
}

void LaboratoryPanel::retranslate()
{
    laboratory_.retranslate();
    title_->setText(tr("Error laboratory"));
    nameTabs();
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
    for (LaboratoryPage *page : pages_)
        page->retranslate();
    refresh();
}

} // namespace fiducial::ui
