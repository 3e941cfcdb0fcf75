#include "ui/panels/browser_panel.h"

#include "ui/document/project_document.h"
#include "ui/document/wording.h"
#include "ui/panels/face_delegate.h"
#include "ui/panels/flat_combo.h"
#include "ui/theme/icon_factory.h"
#include "ui/theme/marks.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QPushButton>
#include <QScrollBar>
#include <QToolButton>

#include <algorithm>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kMargin = 10;
constexpr int kWideEnough = 250; ///< for a caption before the order
constexpr int kFilterDelayMs = 120;

/// Left and Right walk the faces in list order in a grid as well; letters do not jump to names.
class FaceView : public QListView {
public:
    using QListView::QListView;
    void keyboardSearch(const QString &) override {}

protected:
    /// Cells have one size whatever they show. QListView would lay out a hundred thousand anew, and its base ask each
    /// of them for its place.
    void dataChanged(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles) override
    {
        const bool many = first != last;
        if (many)
            viewport()->update();
        if (const QModelIndex one = many ? currentIndex() : first; one.isValid())
            QAbstractItemView::dataChanged(one, one, roles);
    }
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override
    {
        const int row = currentIndex().row();
        if (row >= 0 && (action == MoveRight || action == MoveNext))
            return model()->index(std::min(row + 1, model()->rowCount() - 1), 0);
        if (row >= 0 && (action == MoveLeft || action == MovePrevious))
            return model()->index(std::max(row - 1, 0), 0);
        return QListView::moveCursor(action, modifiers);
    }
};

QToolButton *makeSwitch(QWidget *parent, const QString &icon)
{
    auto *button = new QToolButton(parent);
    button->setCheckable(true);
    button->setIcon(themedIcon(icon));
    button->setIconSize({measures::kIconSize, measures::kIconSize});
    button->setFixedSize(24, 24);
    button->setFocusPolicy(Qt::TabFocus);
    markFlat(button);
    return button;
}
} // namespace

BrowserPanel::BrowserPanel(ProjectDocument &document, FaceListModel &model, QWidget *parent)
    : QWidget(parent), document_(document), model_(model)
{
    markPanel(this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kMargin, kMargin, 0, 0);
    layout->setSpacing(6);
    layout->addLayout(buildFilter());
    layout->addLayout(buildSwitches());
    buildView();
    layout->addWidget(view_, 1);
    layout->addWidget(buildEmptyState(), 1);
    retranslate();

    filterTimer_.setSingleShot(true);
    filterTimer_.setInterval(kFilterDelayMs);
    connect(&filterTimer_, &QTimer::timeout, this, &BrowserPanel::applyOrder);
    connect(&model_, &FaceListModel::orderChanged, this, [this] {
        restoreCurrent();
        updateCount();
    });
    connect(&document_, &ProjectDocument::changed, this, [this](const ChangeEvent &event) {
        const auto *runs = std::get_if<RunsChanged>(&event);
        if (std::holds_alternative<DatasetReset>(event))
            current_ = -1;
        // Rows follow new measures, but never a single edit: a face would jump away from under the hand.
        else if (std::holds_alternative<MeasuresChanged>(event) || (runs && runs->rows.empty()))
            sortAgain();
        // Counting looks at every face: too long for each batch of a prediction.
        if (std::holds_alternative<DatasetReset>(event) || std::holds_alternative<FacesListed>(event))
            updateCount();
    });
    updateCount();
}

QLayout *BrowserPanel::buildFilter()
{
    filter_ = new QLineEdit(this);
    filter_->setFixedHeight(measures::kButtonHeight);
    filter_->installEventFilter(this);
    count_ = new QLabel(filter_);
    count_->setAttribute(Qt::WA_TransparentForMouseEvents);
    markMuted(count_);
    auto *inside = new QHBoxLayout(filter_);
    inside->setContentsMargins(0, 0, 10, 0);
    inside->addStretch();
    inside->addWidget(count_);
    connect(filter_, &QLineEdit::textChanged, this, [this] { filterTimer_.start(); });
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, kMargin, 0);
    row->addWidget(filter_);
    return row;
}

QLayout *BrowserPanel::buildSwitches()
{
    sortLabel_ = new QLabel(this);
    markMuted(sortLabel_);
    sort_ = new FlatCombo(this);
    for (const FaceSort sort :
         {FaceSort::FileOrder, FaceSort::Name, FaceSort::NmeWorstFirst, FaceSort::NmeBestFirst, FaceSort::Yaw})
        sort_->addItem({}, static_cast<int>(sort));
    sortLabel_->setBuddy(sort_);
    connect(sort_, &QComboBox::currentIndexChanged, this, &BrowserPanel::applyOrder);
    connect(sort_, &QComboBox::activated, this, &BrowserPanel::sortAgain);

    grid_ = makeSwitch(this, u"grid"_s);
    list_ = makeSwitch(this, u"list"_s);
    images_ = makeSwitch(this, u"image"_s);
    grid_->setChecked(true);
    auto *shapes = new QButtonGroup(this);
    shapes->addButton(grid_);
    shapes->addButton(list_);
    connect(grid_, &QToolButton::toggled, this, &BrowserPanel::setGrid);
    connect(images_, &QToolButton::toggled, this, &BrowserPanel::applyOrder);

    auto *row = new QHBoxLayout;
    row->setContentsMargins(2, 0, kMargin - 2, 0);
    row->setSpacing(2);
    row->addWidget(sortLabel_);
    row->addWidget(sort_);
    row->addStretch();
    row->addWidget(images_);
    row->addSpacing(4);
    row->addWidget(grid_);
    row->addWidget(list_);
    return row;
}

void BrowserPanel::buildView()
{
    view_ = new FaceView(this);
    view_->setModel(&model_);
    delegate_ = new FaceDelegate(document_, model_, *view_);
    view_->setItemDelegate(delegate_);
    view_->setFrameShape(QFrame::NoFrame);
    view_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    view_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view_->setUniformItemSizes(true);
    view_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    view_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view_->setMouseTracking(false);
    view_->viewport()->installEventFilter(this);
    setGrid(true);
    connect(view_->selectionModel(), &QItemSelectionModel::currentChanged, this, &BrowserPanel::chooseRow);
    connect(view_, &QListView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT faceActivated(index.data(FaceListModel::FaceRowRole).toInt()); });
}

QWidget *BrowserPanel::buildEmptyState()
{
    empty_ = new QWidget(this);
    emptyText_ = new QLabel(empty_);
    emptyText_->setAlignment(Qt::AlignCenter);
    emptyText_->setWordWrap(true);
    markMuted(emptyText_);
    clear_ = new QPushButton(empty_);
    connect(clear_, &QPushButton::clicked, this, &BrowserPanel::clearFilter);
    auto *layout = new QVBoxLayout(empty_);
    layout->setContentsMargins(kMargin, 40, 2 * kMargin, 0);
    layout->setSpacing(12);
    layout->addWidget(emptyText_);
    layout->addWidget(clear_, 0, Qt::AlignHCenter);
    layout->addStretch();
    return empty_;
}

void BrowserPanel::setGrid(bool grid)
{
    view_->setViewMode(grid ? QListView::IconMode : QListView::ListMode);
    view_->setMovement(QListView::Static); // the view mode sets these anew
    view_->setResizeMode(QListView::Adjust);
    view_->setFlow(grid ? QListView::LeftToRight : QListView::TopToBottom);
    view_->setWrapping(grid);
    view_->setDragEnabled(false);
    updateCells();
    restoreCurrent();
}

void BrowserPanel::updateCells()
{
    const bool grid = view_->viewMode() == QListView::IconMode;
    const QSize cell = grid ? FaceDelegate::cellSize(view_->viewport()->width()) : QSize();
    view_->verticalScrollBar()->setSingleStep(grid ? cell.height() / 2 : FaceDelegate::kLineHeight);
    if (view_->gridSize() != cell)
        view_->setGridSize(cell);
}

bool BrowserPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (view_ && watched == view_->viewport() && event->type() == QEvent::Resize) { // the filter is made first
        updateCells();
    } else if (watched == filter_ && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Escape && !filter_->text().isEmpty()) {
            clearFilter();
            return true;
        }
        if (key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Escape) {
            view_->setFocus(Qt::OtherFocusReason);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void BrowserPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void BrowserPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    sortLabel_->setVisible(width() >= kWideEnough); // the order says what it is
}

void BrowserPanel::chooseRow(const QModelIndex &index)
{
    if (restoring_ || !index.isValid())
        return;
    const int face = index.data(FaceListModel::FaceRowRole).toInt();
    if (face == current_)
        return;
    current_ = face;
    Q_EMIT faceChosen(face);
}

void BrowserPanel::setCurrentFace(int face)
{
    current_ = face;
    restoreCurrent();
}

void BrowserPanel::restoreCurrent()
{
    restoring_ = true;
    const int row = model_.listRowOf(current_);
    if (row >= 0) {
        const QModelIndex index = model_.index(row);
        if (view_->currentIndex() != index)
            view_->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
        view_->scrollTo(index);
    } else if (view_->selectionModel()) {
        view_->selectionModel()->clear();
    }
    restoring_ = false;
    view_->viewport()->update();
}

std::vector<int> BrowserPanel::selectedFaces() const
{
    QModelIndexList rows = view_->selectionModel()->selectedIndexes();
    std::sort(rows.begin(), rows.end());
    std::vector<int> faces;
    for (const QModelIndex &row : rows) {
        const int face = row.data(FaceListModel::FaceRowRole).toInt();
        if (model_.order().oneRowPerImage) {
            const auto &all = document_.dataset().sampleOf(face).faces;
            faces.insert(faces.end(), all.begin(), all.end());
        } else {
            faces.push_back(face);
        }
    }
    if (rows.size() <= 1 && current_ >= 0 && (rows.isEmpty() || !model_.order().oneRowPerImage))
        return {current_};
    return faces;
}

int BrowserPanel::faceFromCurrent(int step) const
{
    const int rows = model_.rowCount();
    const int current = model_.listRowOf(current_);
    if (current < 0) // not listed: the list is entered at its near end
        return rows == 0 ? -1 : model_.faceAt(step > 0 ? 0 : rows - 1);
    const int row = current + step;
    return row < 0 || row >= rows ? -1 : model_.faceAt(row);
}

void BrowserPanel::setOverlaysShown(bool shown)
{
    delegate_->setOverlaysShown(shown);
}

void BrowserPanel::setFailuresShown(bool shown)
{
    delegate_->setFailuresShown(shown);
}

void BrowserPanel::focusFilter()
{
    filter_->setFocus(Qt::ShortcutFocusReason);
    filter_->selectAll();
}

void BrowserPanel::clearFilter()
{
    filter_->clear();
    applyOrder();
}

void BrowserPanel::applyOrder()
{
    filterTimer_.stop();
    FaceOrder order;
    order.sort = static_cast<FaceSort>(sort_->currentData().toInt());
    order.filter = filter_->text();
    order.oneRowPerImage = images_->isChecked();
    model_.setOrder(order);
}

void BrowserPanel::sortAgain()
{
    const FaceSort sort = model_.order().sort;
    if (sort != FaceSort::FileOrder && sort != FaceSort::Name)
        model_.refresh();
}

void BrowserPanel::updateCount()
{
    const QLocale locale;
    const int listed = model_.rowCount();
    const auto &rows = model_.faces(); // of images without faces too
    const int faces = static_cast<int>(std::ranges::count_if(rows, [this](int row) { return document_.exists(row); }));
    count_->setText(document_.isOpen() ? locale.toString(faces) : QString());
    count_->setToolTip(tr("%1 of %n face(s)", nullptr, document_.existingFaces()).arg(locale.toString(faces)));
    filter_->setTextMargins(0, 0, count_->sizeHint().width() + 8, 0);
    view_->setVisible(listed > 0);
    empty_->setVisible(listed == 0);
    const bool filtered = document_.isOpen() && !model_.order().filter.trimmed().isEmpty();
    clear_->setVisible(filtered);
    emptyText_->setText(!document_.isOpen() ? tr("Open a data set to browse its faces.")
                        : filtered ? tr("No image name contains “%1”.").arg(model_.order().filter.trimmed())
                                   : tr("This data set has no faces yet."));
}

void BrowserPanel::retranslate()
{
    filter_->setPlaceholderText(tr("Filter by name"));
    filter_->setAccessibleName(tr("Filter faces by image name"));
    filter_->setToolTip(tr("Part of the image's path, or a pattern with * and ?"));
    sortLabel_->setText(tr("Sort:"));
    sort_->setItemText(0, tr("file order"));
    sort_->setItemText(1, tr("name"));
    sort_->setItemText(2, tr("NME, worst first"));
    sort_->setItemText(3, tr("NME, best first"));
    sort_->setItemText(4, tr("yaw"));
    sort_->setAccessibleName(tr("Sort faces"));
    sort_->setToolTip(tr("Sort faces"));
    grid_->setToolTip(tr("Show as a grid"));
    list_->setToolTip(tr("Show as a list"));
    images_->setToolTip(tr("One row for each image instead of each face"));
    for (QToolButton *button : {grid_, list_, images_})
        button->setAccessibleName(button->toolTip());
    view_->setAccessibleName(tr("Faces"));
    clear_->setText(tr("Clear filter"));
    updateCount();
}

} // namespace fiducial::ui
