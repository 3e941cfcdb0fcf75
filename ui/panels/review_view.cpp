#include "ui/panels/review_view.h"

#include "ui/document/edit_meter.h"
#include "ui/document/project_document.h"
#include "ui/document/wording.h"
#include "ui/panels/attribute_list.h"
#include "ui/panels/comment_list.h"
#include "ui/panels/figure_rows.h"
#include "ui/panels/queue_view.h"
#include "ui/panels/review_mark.h"
#include "ui/panels/section.h"
#include "ui/theme/marks.h"
#include "ui/theme/palette.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPixmap>
#include <QToolButton>

#include <array>
#include <cmath>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr std::array kStates{ReviewState::New,      ReviewState::InWork,    ReviewState::Done,    ReviewState::Accepted,
                             ReviewState::Rejected, ReviewState::NeedsWork, ReviewState::Excluded};

struct PointCounts {
    int truth = 0;
    int model = 0;
    int human = 0;
    int absent = 0;
    int occluded = 0;
    double moved = 0; ///< sum over human points, pixels
    double farthest = 0;
};

PointCounts countPoints(const LandmarkSet &set, const std::vector<Provenance> &origin, PointSource whole)
{
    PointCounts counts;
    for (int i = 0; i < set.count(); ++i) {
        const auto k = static_cast<std::size_t>(i);
        const Provenance from = k < origin.size() ? origin[k] : Provenance{whole, -1, 0, 0};
        counts.absent += set.visibilityAt(i) == Visibility::Absent;
        counts.occluded += set.visibilityAt(i) == Visibility::Occluded;
        counts.truth += from.source == PointSource::GroundTruth;
        counts.model += from.source == PointSource::Model;
        if (from.source == PointSource::Human) {
            ++counts.human;
            counts.moved += static_cast<double>(from.movedPixels);
            counts.farthest = std::max(counts.farthest, static_cast<double>(from.movedPixels));
        }
    }
    return counts;
}
} // namespace

ReviewView::ReviewView(ProjectDocument &document, ReviewQueue &queue, QWidget *parent)
    : QWidget(parent), document_(document)
{
    markPanel(this);
    QVBoxLayout *column = nullptr;
    QWidget *area = makeScrollColumn(column, this);
    stateSection_ = new Section(area);
    buildStates();
    column->addWidget(stateSection_);
    comments_ = new CommentList(document_, area);
    commentSection_ = addSection(*column, area, comments_);
    queueView_ = new QueueView(document_, queue, area);
    queueSection_ = addSection(*column, area, queueView_);
    work_ = new NumberRows(area);
    workSection_ = addSection(*column, area, work_);
    points_ = new NumberRows(area);
    pointSection_ = addSection(*column, area, points_);
    attributes_ = new AttributeList(document_, area);
    attributeSection_ = addSection(*column, area, attributes_);
    column->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(area);
    retranslate();
}

Section *ReviewView::addSection(QVBoxLayout &column, QWidget *parent, QWidget *content)
{
    column.addWidget(makeSeparator(parent));
    auto *section = new Section(parent);
    section->content()->addWidget(content);
    column.addWidget(section);
    return section;
}

void ReviewView::buildStates()
{
    states_ = new QButtonGroup(this);
    states_->setExclusive(true);
    auto *grid = new QGridLayout;
    grid->setSpacing(4);
    for (std::size_t i = 0; i < kStates.size(); ++i) {
        auto *button = new QToolButton(stateSection_);
        button->setCheckable(true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        button->setMinimumHeight(28);
        button->setIconSize({12, 12});
        markFlat(button);
        markLeading(button);
        states_->addButton(button, static_cast<int>(kStates[i]));
        grid->addWidget(button, static_cast<int>(i) / 2, static_cast<int>(i) % 2);
    }
    stateSection_->content()->addLayout(grid);
    note_ = new QLabel(stateSection_);
    note_->setWordWrap(true);
    note_->setTextFormat(Qt::PlainText);
    markCaption(note_);
    stateSection_->content()->addWidget(note_);
    connect(states_, &QButtonGroup::idClicked, this, [this](int state) {
        Q_EMIT reviewRequested(static_cast<ReviewState>(state));
        refresh(); // where the request was refused, the button goes back
    });
}

void ReviewView::updateStateIcons()
{
    const Palette &colours = paletteOf(palette());
    for (const ReviewState state : kStates) {
        const double ratio = devicePixelRatioF();
        QPixmap pixmap(QSize(12, 12) * ratio);
        pixmap.setDevicePixelRatio(ratio);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paintReviewMark(painter, {6, 6}, 10, state, colours);
        painter.end();
        states_->button(static_cast<int>(state))->setIcon(pixmap);
    }
}

void ReviewView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange && states_) // the style sheet sends one while this is built
        updateStateIcons();
    QWidget::changeEvent(event);
}

void ReviewView::setFace(int face)
{
    face_ = face;
    refresh();
}

void ReviewView::refresh()
{
    const bool any = face_ >= 0 && document_.isOpen() && document_.exists(face_);
    for (Section *section : {stateSection_, commentSection_, workSection_, pointSection_, attributeSection_})
        section->setEnabled(any);
    showState();
    comments_->setFace(any ? face_ : -1);
    queueView_->refresh();
    showWork();
    attributes_->setFace(any ? face_ : -1);
    showPoints();
}

void ReviewView::showState()
{
    static const FaceState none;
    const FaceState &state = face_ >= 0 && document_.isOpen() ? document_.state(face_) : none;
    states_->button(static_cast<int>(state.review))->setChecked(true);
    QStringList said;
    if (const QString who = authorAndTime(state.note.author, state.note.time); !who.isEmpty())
        said += who;
    if (state.review == ReviewState::Excluded)
        said += state.note.reason.empty() ? tr("no reason given") : QString::fromStdString(state.note.reason);
    note_->setText(said.join(u" · "_s));
    note_->setVisible(!said.isEmpty());
    const int open = fiducial::openComments(state);
    commentSection_->setAside(open > 0 ? tr("%n open", nullptr, open) : QString());
}

void ReviewView::showWork()
{
    std::vector<NumberRows::Row> rows;
    if (face_ >= 0 && document_.isOpen()) {
        const QLocale locale;
        const store::EditCost cost = document_.cost(face_);
        const LandmarkScheme *scheme = document_.scheme();
        const ScratchEstimate scratch = scratchEstimate(scheme ? scheme->count : 0, document_.totalCost());
        const auto seconds = [](std::int64_t ms) { return durationText(static_cast<int>((ms + 500) / 1000)); };
        rows.push_back({tr("Clicks"), locale.toString(cost.clicks), locale.toString(scratch.placements), false});
        rows.push_back({tr("Drags"), locale.toString(cost.drags), locale.toString(0), false});
        rows.push_back({tr("Time at work"), seconds(cost.activeMs), u"≈ "_s + seconds(scratch.activeMs), false});
        work_->setToolTip(
            scratch.ownPace
                ? tr("Pauses over 30 s are not counted. From scratch: %n placement(s) at the pace of this project.",
                     nullptr, scratch.placements)
                : tr("Pauses over 30 s are not counted. From scratch: %n placement(s) at 2.5 s each, until this "
                     "project has shown a pace of its own.",
                     nullptr, scratch.placements));
    }
    work_->setRows(std::move(rows));
    work_->announce();
}

void ReviewView::showPoints()
{
    std::vector<NumberRows::Row> rows;
    QString shown;
    if (face_ >= 0 && document_.isOpen()) {
        const QLocale locale;
        const EditedSet &mine = document_.state(face_).mine;
        const bool run = document_.subject(face_) == Subject::Run;
        const LandmarkSet set =
            mine.empty() ? (run ? document_.subjectSet(face_) : document_.face(face_).truth) : mine.set;
        shown = !mine.empty() ? tr("mine") : run ? document_.runName(document_.activeRun()) : tr("ground truth");
        const PointCounts counts = countPoints(set, mine.origin, run ? PointSource::Model : PointSource::GroundTruth);
        rows.push_back({tr("From ground truth"), locale.toString(counts.truth), {}, false});
        rows.push_back({tr("From a model"), locale.toString(counts.model), {}, false});
        rows.push_back({tr("Placed by hand"), locale.toString(counts.human), {}, counts.human > 0});
        rows.push_back({tr("Occluded"), locale.toString(counts.occluded), {}, false});
        rows.push_back({tr("Absent"), locale.toString(counts.absent), {}, false});
        if (counts.human > 0) {
            rows.push_back({tr("Moved by hand, mean"),
                            tr("%1 px").arg(locale.toString(counts.moved / counts.human, 'f', 1)),
                            {},
                            false});
            rows.push_back(
                {tr("Moved by hand, most"), tr("%1 px").arg(locale.toString(counts.farthest, 'f', 1)), {}, false});
        }
    }
    pointSection_->setAside(shown);
    points_->setRows(std::move(rows));
    points_->announce();
}

void ReviewView::retranslate()
{
    stateSection_->setTitle(tr("State"));
    attributeSection_->setTitle(tr("Attributes"));
    commentSection_->setTitle(tr("Comments"));
    comments_->retranslate();
    queueSection_->setTitle(tr("Queue"));
    queueView_->retranslate();
    workSection_->setTitle(tr("Work on this face"));
    workSection_->setAside(tr("beside from scratch"));
    work_->setAccessibleName(tr("Work on this face, beside placing every point"));
    pointSection_->setTitle(tr("Points"));
    for (const ReviewState state : kStates)
        states_->button(static_cast<int>(state))->setText(reviewName(state));
    updateStateIcons();
    attributes_->retranslate();
    points_->setAccessibleName(tr("Where the points come from"));
    refresh();
}

} // namespace fiducial::ui
