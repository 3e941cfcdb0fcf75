#include "ui/panels/face_table_pane.h"

#include "ui/document/wording.h"
#include "ui/models/face_table_model.h"
#include "ui/panels/elided.h"
#include "ui/panels/query_completer.h"
#include "ui/panels/review_mark.h"
#include "ui/settings/app_settings.h"
#include "ui/theme/icon_factory.h"
#include "ui/theme/marks.h"
#include "ui/theme/palette.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QCoreApplication>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHeaderView>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QTextCharFormat>
#include <QToolButton>

#include <cmath>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kQueryDelayMs = 150;
constexpr int kFaceRowHeight = 24;
constexpr int kHeaderHeight = 26;
constexpr int kWidestChip = 180;
constexpr std::size_t kMostKeptFilters = 20;

/// Numbers beyond the threshold in the colour of failures; the review state in words.
class FaceCellDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        option->state &= ~QStyle::State_HasFocus; // rows are chosen, not cells
        if (const QVariant review = index.data(FaceTableModel::ReviewRole); review.isValid())
            option->text = reviewName(static_cast<ReviewState>(review.toInt()));
        if (!index.data(FaceTableModel::FailedRole).toBool())
            return;
        const QColor bad = paletteOf(option->palette).bad;
        option->palette.setColor(QPalette::Text, bad);
        option->palette.setColor(QPalette::HighlightedText, bad);
        option->font.setBold(true);
    }
};

int widthOf(FaceTableModel::Kind kind)
{
    switch (kind) {
    case FaceTableModel::Kind::Image:
        return 150;
    case FaceTableModel::Kind::Nme:
    case FaceTableModel::Kind::PointError:
        return 176;
    case FaceTableModel::Kind::WorstPoint:
        return 150;
    case FaceTableModel::Kind::Yaw:
    case FaceTableModel::Kind::Pitch:
    case FaceTableModel::Kind::Roll:
    case FaceTableModel::Kind::Size:
        return 64;
    default:
        return 110;
    }
}

QString columnKey(const FaceTableModel::Column &column)
{
    return u"laboratory/column/"_s + column.id;
}

QToolButton *makeMenuButton(QWidget *parent, const QString &icon)
{
    auto *button = new QToolButton(parent);
    button->setIcon(themedIcon(icon));
    button->setIconSize({measures::kIconSize, measures::kIconSize});
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus);
    markFlat(button);
    return button;
}
} // namespace

FaceTablePane::FaceTablePane(FaceTableModel &model, AppSettings &settings, QWidget *parent)
    : QWidget(parent), model_(model), settings_(settings)
{
    markPanel(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(measures::kPanelMargin, 8, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(buildBar());
    problem_ = new QLabel(this);
    problem_->setWordWrap(true);
    problem_->hide();
    markMuted(problem_);
    layout->addWidget(problem_);
    buildView();
    layout->addWidget(view_, 1);
    retranslate();
    delay_.setSingleShot(true);
    delay_.setInterval(kQueryDelayMs);
    connect(&delay_, &QTimer::timeout, this, &FaceTablePane::applyQuery);
    connect(&model_, &FaceTableModel::modelReset, this, [this] {
        applyColumns();
        restoreCurrent();
        updateCount();
    });
    applyColumns();
    updateCount();
}

QWidget *FaceTablePane::buildBar()
{
    auto *bar = new QWidget(this);
    query_ = new QLineEdit(bar);
    query_->setFixedHeight(measures::kButtonHeight);
    query_->setClearButtonEnabled(true);
    query_->installEventFilter(this);
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    mono.setPixelSize(measures::kTextPixels - 1);
    query_->setFont(mono);
    connect(query_, &QLineEdit::textChanged, this, [this] { delay_.start(); });
    completer_ = new QueryCompleter(*query_, [this] { return queryNames(); });
    interval_ = makeMenuButton(bar, u"close"_s);
    connect(interval_, &QToolButton::clicked, this, &FaceTablePane::clearIntervalRequested);
    picked_ = makeMenuButton(bar, u"close"_s);
    connect(picked_, &QToolButton::clicked, this, [this] { model_.setPicked({}); });
    count_ = new QLabel(bar);
    markMuted(count_);
    filters_ = makeMenuButton(bar, u"filter"_s);
    columns_ = makeMenuButton(bar, u"list"_s);
    const auto popUp = [this](QToolButton *button, QMenu *(FaceTablePane::*make)()) {
        connect(button, &QToolButton::clicked, this, [this, button, make] {
            QMenu *menu = (this->*make)();
            menu->setAttribute(Qt::WA_DeleteOnClose);
            menu->popup(button->mapToGlobal(QPoint(0, button->height())));
        });
    };
    popUp(filters_, &FaceTablePane::makeFilterMenu);
    popUp(columns_, &FaceTablePane::makeColumnMenu);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, measures::kPanelMargin, 0);
    row->setSpacing(6);
    row->addWidget(query_, 1);
    row->addWidget(picked_);
    row->addWidget(interval_);
    row->addWidget(count_);
    row->addWidget(filters_);
    row->addWidget(columns_);
    return bar;
}

void FaceTablePane::buildView()
{
    view_ = new QTableView(this);
    view_->setHorizontalHeader(new ElidedHeader(view_));
    view_->setModel(&model_);
    view_->setItemDelegate(new FaceCellDelegate(view_));
    view_->setFrameShape(QFrame::NoFrame);
    view_->setShowGrid(false);
    view_->setSelectionBehavior(QAbstractItemView::SelectRows);
    view_->setSelectionMode(QAbstractItemView::ExtendedSelection); // several rows are copied at once
    view_->installEventFilter(this);
    view_->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(view_, &QTableView::customContextMenuRequested, this, &FaceTablePane::showRowMenu);
    view_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view_->setTabKeyNavigation(false);
    view_->setWordWrap(false);
    view_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view_->verticalHeader()->hide();
    view_->verticalHeader()->setMinimumSectionSize(kFaceRowHeight);
    view_->verticalHeader()->setDefaultSectionSize(kFaceRowHeight);
    view_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView *header = view_->horizontalHeader();
    header->setSectionsClickable(true);
    header->setSortIndicatorShown(true);
    header->setFixedHeight(kHeaderHeight);
    header->setMinimumSectionSize(40);
    header->setStretchLastSection(true);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QHeaderView::customContextMenuRequested, this, [this, header](QPoint at) {
        QMenu *menu = makeColumnMenu();
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(header->mapToGlobal(at));
    });
    connect(header, &QHeaderView::sectionClicked, this, &FaceTablePane::chooseSort);
    connect(view_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &index) {
        if (restoring_ || !index.isValid())
            return;
        current_ = model_.faceAt(index.row());
        Q_EMIT faceChosen(current_);
    });
    connect(view_, &QTableView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT faceActivated(model_.faceAt(index.row())); });
}

void FaceTablePane::chooseSort(int column)
{
    // Numbers: the worst first. The same column again: the other way round.
    const bool again = column == model_.sortColumn();
    const bool number = model_.columns()[static_cast<std::size_t>(column)].isNumber;
    const Qt::SortOrder first = number ? Qt::DescendingOrder : Qt::AscendingOrder;
    const Qt::SortOrder other = model_.sortOrder() == Qt::AscendingOrder ? Qt::DescendingOrder : Qt::AscendingOrder;
    model_.sort(column, again ? other : first);
    view_->scrollToTop();
}

void FaceTablePane::setQuery(const QString &query)
{
    query_->setText(query);
    applyQuery();
}

QString FaceTablePane::problem() const
{
    return problem_->isHidden() ? QString() : problem_->text();
}

void FaceTablePane::applyQuery()
{
    delay_.stop();
    const QString text = query_->text();
    const auto error = model_.setQuery(text);
    problem_->setVisible(error.has_value());
    if (!error) {
        underlineProblem(0, 0);
        query_->setAccessibleDescription({});
        return;
    }
    problem_->setText(queryProblem(*error, text));
    query_->setAccessibleDescription(problem_->text());
    // The error counts bytes.
    const QByteArray bytes = text.toUtf8();
    const auto characters = [&](std::size_t from, std::size_t to) {
        return static_cast<int>(
            QString::fromUtf8(bytes.mid(static_cast<qsizetype>(from), static_cast<qsizetype>(to - from))).size());
    };
    const int from = characters(0, error->position);
    const int length = characters(error->position, error->position + error->length);
    underlineProblem(length > 0 ? from : from - 1, std::max(1, length));
}

void FaceTablePane::underlineProblem(int from, int length)
{
    QList<QInputMethodEvent::Attribute> attributes;
    if (length > 0) {
        QTextCharFormat format;
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(paletteOf(palette()).bad);
        format.setForeground(paletteOf(palette()).bad);
        attributes.append({QInputMethodEvent::TextFormat, from - query_->cursorPosition(), length, format});
    }
    QInputMethodEvent event({}, attributes);
    QCoreApplication::sendEvent(query_, &event);
}

QMenu *FaceTablePane::makeFilterMenu()
{
    auto *menu = new QMenu(this);
    const QString now = query_->text().trimmed();
    const QStringList kept = settings_.filters();
    QAction *keep = menu->addAction(tr("&Keep this filter"));
    keep->setEnabled(!now.isEmpty() && problem().isEmpty() && !kept.contains(now));
    connect(keep, &QAction::triggered, this, [this, now] {
        QStringList all = settings_.filters();
        all.prepend(now);
        settings_.setFilters(all.mid(0, kMostKeptFilters));
    });
    QAction *forget = menu->addAction(tr("&Forget this filter"));
    forget->setEnabled(kept.contains(now));
    connect(forget, &QAction::triggered, this, [this, now] {
        QStringList all = settings_.filters();
        all.removeAll(now);
        settings_.setFilters(all);
    });
    menu->addSeparator();
    QAction *all = menu->addAction(tr("&All faces"));
    connect(all, &QAction::triggered, this, [this] { setQuery({}); });
    for (const QString &query : kept) {
        QAction *action = menu->addAction(literalCaption(query));
        connect(action, &QAction::triggered, this, [this, query] { setQuery(query); });
    }
    return menu;
}

QMenu *FaceTablePane::makeColumnMenu()
{
    auto *menu = new QMenu(this);
    auto *sorts = new QMenu(tr("&Sort by"), menu);
    const auto &columns = model_.columns();
    for (int i = 0; i < static_cast<int>(columns.size()); ++i) {
        const FaceTableModel::Column &column = columns[static_cast<std::size_t>(i)];
        const QString title = literalCaption(column.title);
        QAction *sort = sorts->addAction(title);
        sort->setCheckable(true);
        sort->setChecked(i == model_.sortColumn());
        connect(sort, &QAction::triggered, this, [this, i] { chooseSort(i); });
        if (column.kind == FaceTableModel::Kind::Image)
            continue; // a row without its name is no row
        QAction *action = menu->addAction(title);
        action->setCheckable(true);
        action->setChecked(settings_.flag(columnKey(column), column.standard));
        action->setToolTip(column.tip);
        connect(action, &QAction::toggled, this, [this, key = columnKey(column)](bool shown) {
            settings_.setFlag(key, shown);
            applyColumns();
        });
    }
    menu->addSeparator();
    menu->addMenu(sorts);
    return menu;
}

void FaceTablePane::applyColumns()
{
    QStringList ids;
    const auto &columns = model_.columns();
    for (const FaceTableModel::Column &column : columns)
        ids += column.id;
    QHeaderView *header = view_->horizontalHeader();
    for (int i = 0; i < static_cast<int>(columns.size()); ++i) {
        const FaceTableModel::Column &column = columns[static_cast<std::size_t>(i)];
        if (ids != sizedColumns_)
            header->resizeSection(i, widthOf(column.kind));
        view_->setColumnHidden(i, !settings_.flag(columnKey(column), column.standard));
    }
    sizedColumns_ = ids;
    header->setSortIndicator(model_.sortColumn(), model_.sortOrder());
}

void FaceTablePane::setCurrentFace(int face)
{
    current_ = face;
    restoreCurrent();
}

void FaceTablePane::restoreCurrent()
{
    restoring_ = true;
    const int row = model_.rowOf(current_);
    if (row < 0) {
        view_->selectionModel()->clear();
    } else if (view_->currentIndex().row() != row || !view_->selectionModel()->isRowSelected(row)) {
        const QModelIndex index = model_.index(row, 0);
        view_->selectionModel()->setCurrentIndex(index,
                                                 QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        view_->scrollTo(index);
    }
    restoring_ = false;
}

void FaceTablePane::updateCount()
{
    const QLocale locale;
    const int listed = model_.rowCount();
    count_->setText(locale.toString(listed));
    count_->setToolTip(tr("%n face(s) listed", nullptr, listed));
    picked_->setVisible(model_.picked().has_value());
    if (const auto &picked = model_.picked())
        picked_->setText(picked_->fontMetrics().elidedText(picked->title, Qt::ElideMiddle, kWidestChip));
    interval_->setVisible(model_.interval().has_value());
    if (const auto interval = model_.interval())
        interval_->setText(
            std::isinf(interval->second)
                ? tr("NME from %1").arg(percentText(interval->first, 1))
                : tr("NME %1 to %2").arg(percentText(interval->first, 1), percentText(interval->second, 1)));
}

QStringList FaceTablePane::queryNames() const
{
    QStringList names = model_.queryNames();
    names += {u"and"_s, u"or"_s, u"not"_s, u"none"_s, u"matches"_s, u"abs("_s};
    names.sort(Qt::CaseInsensitive);
    return names;
}

void FaceTablePane::copyRows(bool all)
{
    std::vector<int> rows;
    for (int row = 0; row < model_.rowCount(); ++row)
        if (all || view_->selectionModel()->isRowSelected(row))
            rows.push_back(row);
    std::vector<int> columns;
    for (int column = 0; column < model_.columnCount(); ++column)
        if (!view_->isColumnHidden(column))
            columns.push_back(column);
    if (!rows.empty())
        QGuiApplication::clipboard()->setText(model_.csv(rows, columns));
}

void FaceTablePane::showRowMenu(QPoint at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction *copy = menu->addAction(tr("&Copy rows as CSV"));
    copy->setShortcut(QKeySequence::Copy);
    copy->setEnabled(view_->selectionModel()->hasSelection());
    connect(copy, &QAction::triggered, this, [this] { copyRows(false); });
    QAction *all = menu->addAction(tr("Copy &all listed rows as CSV"));
    all->setEnabled(model_.rowCount() > 0);
    connect(all, &QAction::triggered, this, [this] { copyRows(true); });
    menu->popup(view_->viewport()->mapToGlobal(at));
}

bool FaceTablePane::filterQueryKey(int key)
{
    if (key == Qt::Key_Escape && !query_->text().isEmpty()) {
        setQuery({});
        return true;
    }
    if (key != Qt::Key_Return && key != Qt::Key_Enter && key != Qt::Key_Down)
        return false;
    completer_->hide();
    applyQuery();
    if (problem().isEmpty())
        view_->setFocus(Qt::OtherFocusReason);
    return true;
}

bool FaceTablePane::eventFilter(QObject *watched, QEvent *event)
{
    const bool pressed = event->type() == QEvent::KeyPress;
    if (watched == query_ && pressed && filterQueryKey(static_cast<QKeyEvent *>(event)->key()))
        return true;
    const bool asked = event->type() == QEvent::ShortcutOverride; // before the window's own Ctrl+C
    if (watched == view_ && (pressed || asked) && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)) {
        if (pressed)
            copyRows(false);
        event->accept();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void FaceTablePane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void FaceTablePane::retranslate()
{
    query_->setPlaceholderText(tr("nme > 8 % and pose = 1"));
    query_->setAccessibleName(tr("Query"));
    query_->setToolTip(tr("Which faces are listed. Names: nme, nme(\"run\"), worst_error, worst_point, uncertainty, "
                          "disagreement, implausibility, suspicion, yaw, pitch, roll, size, state, image and the "
                          "attributes; =, !=, <, >, and, or, not, matches, none"));
    filters_->setText(tr("Filters"));
    filters_->setToolTip(tr("Filters that you keep"));
    columns_->setText(tr("Columns"));
    columns_->setToolTip(tr("Columns that are shown, and the order of the rows"));
    interval_->setToolTip(tr("The interval brushed in the histogram; click to clear it"));
    interval_->setAccessibleName(interval_->toolTip());
    picked_->setToolTip(tr("The faces chosen in another chart; click to list all again"));
    picked_->setAccessibleName(picked_->toolTip());
    view_->setAccessibleName(tr("Errors of the faces"));
    if (!problem_->isHidden())
        applyQuery(); // says it anew
    updateCount();
}

} // namespace fiducial::ui
