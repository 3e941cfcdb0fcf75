#include "ui/panels/inspector_panel.h"

#include "ui/document/project_document.h"
#include "ui/models/issue_model.h"
#include "ui/models/landmark_table_model.h"
#include "ui/panels/issue_delegate.h"
#include "ui/panels/landmark_delegates.h"
#include "ui/panels/metrics_view.h"
#include "ui/panels/review_mark.h"
#include "ui/panels/review_view.h"
#include "ui/theme/marks.h"

#include <QBoxLayout>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QListView>
#include <QLocale>
#include <QPushButton>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>

#include <algorithm>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kTableRowHeight = 22;
constexpr int kCellPadding = 15;
enum Tab { LandmarksTab, MetricsTab, ReviewTab, IssuesTab };

QLabel *makeEmptyNote(QWidget *parent)
{
    auto *note = new QLabel(parent);
    note->setWordWrap(true);
    note->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    markNote(note);
    return note;
}

/// A page that shows the view or, where it is empty, the note.
QWidget *makePage(QWidget *view, QWidget *note)
{
    auto *page = new QWidget;
    markPanel(page);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(view);
    layout->addWidget(note);
    return page;
}
} // namespace

InspectorPanel::InspectorPanel(ProjectDocument &document, LandmarkTableModel &landmarks, IssueModel &issues,
                               ReviewQueue &queue, QWidget *parent)
    : QWidget(parent), document_(document), landmarks_(landmarks), issues_(issues)
{
    markPanel(this);
    metrics_ = new MetricsView(document_, this);
    review_ = new ReviewView(document_, queue, this);
    tabs_ = new QTabWidget(this);
    tabs_->setDocumentMode(true);
    tabs_->tabBar()->setDrawBase(false);
    tabs_->tabBar()->setUsesScrollButtons(false);
    tabs_->addTab(buildLandmarksTab(), QString());
    tabs_->addTab(metrics_, QString());
    tabs_->addTab(review_, QString());
    tabs_->addTab(buildIssuesTab(), QString());
    tabs_->setCurrentIndex(MetricsTab);
    issueCount_ = new QLabel(tabs_);
    issueCount_->setObjectName(u"badge"_s);
    markCaption(issueCount_);
    tabs_->tabBar()->setTabButton(IssuesTab, QTabBar::RightSide, issueCount_);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(tabs_, 1);
    layout->addWidget(makeSeparator(this));
    layout->addWidget(buildFoot());

    connect(metrics_, &MetricsView::landmarkClicked, this, [this](int landmark) {
        setSelectedLandmarks({landmark});
        Q_EMIT landmarksSelected({landmark});
    });
    connect(review_, &ReviewView::reviewRequested, this, &InspectorPanel::reviewRequested);
    connect(&document_, &ProjectDocument::changed, this, [this](const ChangeEvent &event) {
        if (std::holds_alternative<DatasetReset>(event))
            setFace(-1);
        const auto *faces = std::get_if<FacesChanged>(&event);
        if (!faces || std::find(faces->rows.begin(), faces->rows.end(), face_) != faces->rows.end())
            endPreview();
    });
    retranslate();
    setFace(-1);
}

QWidget *InspectorPanel::buildLandmarksTab()
{
    sorter_ = new LandmarkSorter(this);
    sorter_->setSourceModel(&landmarks_);
    table_ = new QTableView;
    table_->setModel(sorter_);
    table_->setFrameShape(QFrame::NoFrame);
    table_->setShowGrid(false);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table_->setTabKeyNavigation(false);
    table_->setWordWrap(false);
    table_->setTextElideMode(Qt::ElideMiddle); // names of a contour differ in their last word
    table_->setCornerButtonEnabled(false);
    table_->setMouseTracking(true);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setMinimumSectionSize(kTableRowHeight);
    table_->verticalHeader()->setDefaultSectionSize(kTableRowHeight);
    auto *marks = new LandmarkMarkDelegate(table_);
    table_->setItemDelegateForColumn(LandmarkTableModel::VisibilityColumn, marks);
    table_->setItemDelegateForColumn(LandmarkTableModel::SourceColumn, marks);
    QHeaderView *header = table_->horizontalHeader();
    header->setMinimumSectionSize(18);
    header->setHighlightSections(false);
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setSectionResizeMode(LandmarkTableModel::NameColumn, QHeaderView::Stretch);
    header->setSortIndicatorClearable(false);
    fitColumns();
    table_->setSortingEnabled(true);
    table_->sortByColumn(LandmarkTableModel::IndexColumn, Qt::AscendingOrder);
    table_->viewport()->installEventFilter(this);
    connect(table_, &QTableView::entered, this,
            [this](const QModelIndex &index) { Q_EMIT landmarkHovered(sorter_->mapToSource(index).row()); });
    connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, &InspectorPanel::emitSelection);
    noLandmarks_ = makeEmptyNote(this);
    return makePage(table_, noLandmarks_);
}

void InspectorPanel::fitColumns()
{
    const QFontMetrics metrics = table_->fontMetrics();
    const auto fit = [&](int column, const QString &widest) {
        table_->horizontalHeader()->resizeSection(column, metrics.horizontalAdvance(widest) + kCellPadding);
    };
    fit(LandmarkTableModel::IndexColumn, u"888"_s);
    for (const int column : {LandmarkTableModel::XColumn, LandmarkTableModel::YColumn}) {
        QString widest = u"888.8"_s; // four digits take their room from the names only where there are four
        for (int row = 0; row < landmarks_.rowCount(); ++row)
            if (const QString text = landmarks_.index(row, column).data().toString(); text.size() > widest.size())
                widest = text;
        fit(column, widest);
    }
    fit(LandmarkTableModel::PixelsColumn, u"88.8"_s);
    fit(LandmarkTableModel::PercentColumn, u"88.8"_s);
    for (const int column : {LandmarkTableModel::VisibilityColumn, LandmarkTableModel::SourceColumn})
        table_->horizontalHeader()->resizeSection(column, 18);
    makeRoomForNames();
}

/// Where a panel is narrow, coordinates give way to the names.
void InspectorPanel::makeRoomForNames()
{
    constexpr int kName = 110;
    int others = 0;
    for (const int column :
         {LandmarkTableModel::IndexColumn, LandmarkTableModel::PixelsColumn, LandmarkTableModel::PercentColumn,
          LandmarkTableModel::VisibilityColumn, LandmarkTableModel::SourceColumn})
        others += table_->columnWidth(column);
    const QFontMetrics metrics = table_->fontMetrics();
    const int coordinates = 2 * (metrics.horizontalAdvance(u"888.8"_s) + kCellPadding);
    const bool narrow = table_->viewport()->width() < others + coordinates + kName;
    for (const int column : {LandmarkTableModel::XColumn, LandmarkTableModel::YColumn})
        table_->setColumnHidden(column, narrow);
}

QWidget *InspectorPanel::buildIssuesTab()
{
    issueList_ = new QListView;
    issueList_->setModel(&issues_);
    issueList_->setModelColumn(IssueModel::WhatColumn);
    issueList_->setItemDelegate(new IssueDelegate(issueList_));
    issueList_->setFrameShape(QFrame::NoFrame);
    issueList_->setUniformItemSizes(true);
    issueList_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    issueList_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    issueList_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    connect(issueList_, &QListView::activated, this, [this](const QModelIndex &index) {
        if (const int face = index.data(IssueModel::FaceRole).toInt(); face >= 0)
            Q_EMIT faceRequested(face);
    });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&issues_, signal, this, &InspectorPanel::updateIssueCount);
    connect(&issues_, &QAbstractItemModel::modelReset, this, &InspectorPanel::updateIssueCount);
    noIssues_ = makeEmptyNote(this);
    return makePage(issueList_, noIssues_);
}

void InspectorPanel::showReview()
{
    tabs_->setCurrentIndex(ReviewTab);
}

QWidget *InspectorPanel::buildFoot()
{
    auto *foot = new QWidget(this);
    markPanel(foot);
    stateCaption_ = new QLabel(foot);
    markMuted(stateCaption_);
    state_ = new ReviewBadge(foot);
    accept_ = new QPushButton(foot);
    markPrimary(accept_);
    needsWork_ = new QPushButton(foot);
    for (QPushButton *button : {accept_, needsWork_})
        button->setMinimumHeight(measures::kButtonHeight);
    connect(accept_, &QPushButton::clicked, this, &InspectorPanel::acceptRequested);
    connect(needsWork_, &QPushButton::clicked, this, [this] { Q_EMIT reviewRequested(ReviewState::NeedsWork); });
    auto *head = new QHBoxLayout;
    head->addWidget(stateCaption_);
    head->addWidget(state_, 1);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    buttons->addWidget(accept_, 1);
    buttons->addWidget(needsWork_);
    auto *layout = new QVBoxLayout(foot);
    layout->setContentsMargins(measures::kPanelMargin, 10, measures::kPanelMargin, 10);
    layout->setSpacing(8);
    layout->addLayout(head);
    layout->addLayout(buttons);
    return foot;
}

bool InspectorPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == table_->viewport() && event->type() == QEvent::Leave)
        Q_EMIT landmarkHovered(-1);
    if (watched == table_->viewport() && event->type() == QEvent::Resize)
        makeRoomForNames();
    return QWidget::eventFilter(watched, event);
}

void InspectorPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (table_ && (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange))
        fitColumns();
    QWidget::changeEvent(event);
}

void InspectorPanel::setFace(int face)
{
    face_ = face;
    syncing_ = true;
    table_->clearSelection();
    landmarks_.setFace(face);
    fitColumns();
    syncing_ = false;
    metrics_->setSelectedLandmarks({});
    metrics_->setFace(face);
    review_->setFace(face);
    updateLandmarks();
    updateFoot();
}

void InspectorPanel::showPreview(const LandmarkSet &preview)
{
    if (table_->isVisible())
        landmarks_.showPreview(preview);
    else if (metrics_->isVisible())
        metrics_->showPreview(preview);
}

void InspectorPanel::endPreview()
{
    if (face_ >= document_.faceCount())
        return;
    landmarks_.endPreview();
    metrics_->refresh();
    review_->refresh();
    updateLandmarks();
    updateFoot();
}

void InspectorPanel::setSelectedLandmarks(const std::vector<int> &landmarks)
{
    metrics_->setSelectedLandmarks(landmarks);
    QItemSelection selection;
    QModelIndex last;
    for (const int landmark : landmarks) {
        last = sorter_->mapFromSource(landmarks_.index(landmark, 0));
        if (last.isValid())
            selection.select(last, last);
    }
    syncing_ = true;
    table_->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    syncing_ = false;
    if (last.isValid() && table_->isVisible())
        table_->scrollTo(last);
}

void InspectorPanel::emitSelection()
{
    if (syncing_)
        return;
    std::vector<int> landmarks;
    for (const QModelIndex &row : table_->selectionModel()->selectedRows())
        landmarks.push_back(sorter_->mapToSource(row).row());
    std::sort(landmarks.begin(), landmarks.end());
    metrics_->setSelectedLandmarks(landmarks);
    Q_EMIT landmarksSelected(landmarks);
}

void InspectorPanel::updateLandmarks()
{
    sorter_->invalidate();
    const bool any = landmarks_.rowCount() > 0;
    table_->setVisible(any);
    noLandmarks_->setVisible(!any);
    noLandmarks_->setText(face_ < 0 ? tr("Choose a face to see its landmarks.")
                                    : tr("This face has no landmarks yet. Pre-fill it with a model."));
}

void InspectorPanel::updateFoot()
{
    const bool any = face_ >= 0 && document_.isOpen();
    state_->setState(any ? document_.state(face_).review : ReviewState::New);
    state_->setVisible(any);
    accept_->setEnabled(any);
    needsWork_->setEnabled(any);
}

void InspectorPanel::updateIssueCount()
{
    const int count = issues_.rowCount();
    if (issueCount_) {
        issueCount_->setText(count > 0 ? QLocale().toString(count) : QString());
        issueCount_->setVisible(count > 0);
        issueCount_->adjustSize();
        tabs_->tabBar()->setTabToolTip(IssuesTab, tr("%n issue(s)", nullptr, count));
    }
    issueList_->setVisible(count > 0);
    noIssues_->setVisible(count == 0);
    noIssues_->setText(document_.isOpen() ? tr("No issues: every record of the files could be read.")
                                          : tr("Problems in annotation files and pictures are listed here."));
}

void InspectorPanel::retranslate()
{
    tabs_->setTabText(LandmarksTab, tr("Landmarks"));
    tabs_->setTabText(MetricsTab, tr("Metrics"));
    tabs_->setTabText(ReviewTab, tr("Review"));
    tabs_->setTabText(IssuesTab, tr("Issues"));
    table_->setAccessibleName(tr("Landmarks"));
    issueList_->setAccessibleName(tr("Issues"));
    issueList_->setToolTip(tr("Double click goes to the face"));
    stateCaption_->setText(tr("Review"));
    accept_->setText(tr("Accept and next"));
    accept_->setToolTip(tr("Accept this face and go to the next (%1)")
                            .arg(QKeySequence(Qt::CTRL | Qt::Key_Return).toString(QKeySequence::NativeText)));
    needsWork_->setText(tr("Needs work"));
    needsWork_->setToolTip(tr("Mark this face for another pass"));
    metrics_->retranslate();
    review_->retranslate();
    updateIssueCount();
    updateLandmarks();
}

} // namespace fiducial::ui
