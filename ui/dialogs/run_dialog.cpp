#include "ui/dialogs/run_dialog.h"

#include "ui/paint/mark_icon.h"
#include "ui/theme/marks.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QDateTime>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QToolButton>
#include <QTreeWidget>

#include <algorithm>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kModelWidth = 150;
enum RunColumn { RunName, RunFaces, RunModel, RunBoxes, RunMade, RunColumnCount };

bool isDark(const QWidget &widget)
{
    return widget.palette().window().color().lightnessF() < 0.5F;
}

QIcon lookIcon(int look, const QWidget &widget)
{
    return QIcon(
        markPixmap(layerStyle(LayerKind::Run, look), measures::kIconSize, widget.devicePixelRatioF(), isDark(widget)));
}

int predictedFaces(const DocumentRun &run)
{
    return static_cast<int>(std::ranges::count_if(
        run.rowOfFace, [&](int row) { return row >= 0 && !run.missing[static_cast<std::size_t>(row)]; }));
}
} // namespace

RunDialog::RunDialog(ProjectDocument &document, QWidget *parent) : QDialog(parent), document_(document)
{
    setWindowTitle(tr("Runs"));
    markPanel(this);
    build();
    connect(&document_, &ProjectDocument::changed, this, [this](const ChangeEvent &event) {
        const auto *runs = std::get_if<RunsChanged>(&event);
        if (std::holds_alternative<DatasetReset>(event))
            close();
        else if (runs && runs->rows.empty())
            refresh();
    });
    refresh();
    choose(document_.activeRun());
}

void RunDialog::build()
{
    runs_ = new QTreeWidget(this);
    runs_->setColumnCount(RunColumnCount);
    runs_->setHeaderLabels({tr("name"), tr("faces"), tr("model"), tr("boxes"), tr("made")});
    runs_->headerItem()->setTextAlignment(RunFaces, Qt::AlignRight | Qt::AlignVCenter);
    runs_->setRootIsDecorated(false);
    runs_->setUniformRowHeights(true);
    runs_->setTextElideMode(Qt::ElideMiddle);
    runs_->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    runs_->setAccessibleName(tr("Runs of the project"));
    runs_->header()->setStretchLastSection(false);
    runs_->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    runs_->header()->setSectionResizeMode(RunName, QHeaderView::Stretch);
    runs_->header()->setSectionResizeMode(RunModel, QHeaderView::Interactive); // mostly what the name says
    runs_->header()->resizeSection(RunModel, kModelWidth);
    empty_ = new QLabel(tr("There is no run yet. Pre-fill the faces or import predictions."), this);
    empty_->setAlignment(Qt::AlignCenter);
    markNote(empty_);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    rename_ = buttons->addButton(tr("Rename"), QDialogButtonBox::ActionRole);
    remove_ = buttons->addButton(tr("Remove…"), QDialogButtonBox::ActionRole);
    for (QAbstractButton *button : buttons->buttons())
        static_cast<QPushButton *>(button)->setAutoDefault(false); // Return ends the editing of a name

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(runs_, 1);
    layout->addWidget(empty_, 1);
    look_ = new QWidget(this);
    look_->setLayout(buildLook());
    layout->addWidget(look_);
    layout->addWidget(buttons);
    resize(720, 380);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(rename_, &QPushButton::clicked, this, [this] {
        if (QTreeWidgetItem *item = runs_->currentItem())
            runs_->editItem(item, RunName);
    });
    connect(remove_, &QPushButton::clicked, this, &RunDialog::remove);
    connect(runs_, &QTreeWidget::currentItemChanged, this, &RunDialog::refreshLook);
    connect(runs_, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem *item, int column) {
        if (column != RunName)
            return;
        // Later: the list is made anew by it, and the view is still busy with this item.
        QMetaObject::invokeMethod(
            this,
            [this, run = item->data(RunName, Qt::UserRole).toInt(), name = item->text(RunName)] {
                document_.renameRun(run, name);
                refresh(); // an empty name is none
            },
            Qt::QueuedConnection);
    });
}

QHBoxLayout *RunDialog::buildLook()
{
    auto *line = new QHBoxLayout;
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    colours_ = addLookButtons(*line, tr("Colour"), {tr("Orange"), tr("Blue"), tr("Pink"), tr("Yellow")});
    line->addSpacing(20);
    marks_ = addLookButtons(*line, tr("Mark"), {tr("Cross"), tr("Plus"), tr("Diamond"), tr("Triangle")});
    line->addStretch(1);
    return line;
}

QButtonGroup *RunDialog::addLookButtons(QHBoxLayout &line, const QString &caption, const QStringList &names)
{
    auto *label = new QLabel(caption, this);
    line.addWidget(label);
    line.addSpacing(4);
    auto *group = new QButtonGroup(this);
    for (int i = 0; i < names.size(); ++i) {
        auto *button = new QToolButton(this);
        button->setCheckable(true);
        button->setToolTip(names[i]);
        button->setAccessibleName(u"%1: %2"_s.arg(caption, names[i]));
        button->setFocusPolicy(Qt::StrongFocus);
        markFlat(button);
        group->addButton(button, i);
        line.addWidget(button);
    }
    connect(group, &QButtonGroup::idClicked, this, &RunDialog::chooseLook);
    return group;
}

void RunDialog::choose(int run)
{
    for (int i = 0; i < runs_->topLevelItemCount(); ++i)
        if (QTreeWidgetItem *item = runs_->topLevelItem(i); item->data(RunName, Qt::UserRole).toInt() == run)
            runs_->setCurrentItem(item);
}

int RunDialog::current() const
{
    const QTreeWidgetItem *item = runs_->currentItem();
    return item ? item->data(RunName, Qt::UserRole).toInt() : -1;
}

void RunDialog::refresh()
{
    const int before = current();
    {
        const QSignalBlocker quiet(runs_);
        runs_->clear();
        for (const auto &run : document_.runs())
            fill(new QTreeWidgetItem(runs_), *run);
        if (runs_->topLevelItemCount() > 0)
            runs_->setCurrentItem(runs_->topLevelItem(runs_->topLevelItemCount() - 1));
        choose(before);
    }
    runs_->setVisible(!document_.runs().empty());
    empty_->setVisible(document_.runs().empty());
    refreshLook();
}

void RunDialog::fill(QTreeWidgetItem *item, const DocumentRun &run)
{
    item->setData(RunName, Qt::UserRole, run.number);
    item->setFlags(item->flags() | Qt::ItemIsEditable);
    item->setText(RunName, document_.runName(run.number));
    item->setIcon(RunName, lookIcon(document_.runLook(run.number), *this));
    item->setText(RunFaces, QLocale().toString(predictedFaces(run)));
    item->setTextAlignment(RunFaces, Qt::AlignRight | Qt::AlignVCenter);
    item->setText(RunModel, QString::fromStdString(run.run.modelName));
    item->setText(RunBoxes, !run.run.detector.empty()               ? QString::fromStdString(run.run.detector)
                            : run.run.boxes == BoxSource::Annotated ? tr("annotated")
                            : run.run.boxes == BoxSource::Truth     ? tr("ground truth")
                                                                    : tr("detector"));
    const QDateTime made = QDateTime::fromString(QString::fromStdString(run.run.created), Qt::ISODate);
    item->setText(RunMade, made.isValid() ? QLocale().toString(made.toLocalTime(), QLocale::ShortFormat) : u"–"_s);
    item->setToolTip(RunName, QString::fromStdString(run.run.source));
}

void RunDialog::refreshLook()
{
    const int run = current();
    look_->setVisible(run >= 0);
    rename_->setEnabled(run >= 0);
    remove_->setEnabled(run >= 0 && document_.run(run)->complete);
    remove_->setToolTip(run >= 0 && !remove_->isEnabled() ? tr("Its predictions are still arriving") : QString());
    const int look = run >= 0 ? document_.runLook(run) : 0;
    for (int i = 0; i < kRunColours; ++i)
        colours_->button(i)->setIcon(lookIcon(runLook(i, markOfLook(look)), *this));
    for (int i = 0; i < kRunMarks; ++i)
        marks_->button(i)->setIcon(lookIcon(runLook(colourOfLook(look), i), *this));
    colours_->button(colourOfLook(look))->setChecked(true);
    marks_->button(markOfLook(look))->setChecked(true);
}

void RunDialog::chooseLook()
{
    document_.setRunLook(current(), runLook(colours_->checkedId(), marks_->checkedId()));
}

void RunDialog::remove()
{
    const int run = current();
    const DocumentRun *what = document_.run(run);
    if (!what)
        return;
    const QString sentence = tr("The predictions of %n face(s) are lost. Landmarks that were taken from them stay.",
                                nullptr, predictedFaces(*what)) +
                             (what->run.modelHash.empty() ? QString() : u' ' + tr("The model can make them again."));
    const auto answer = QMessageBox::question(this, tr("Remove %1?").arg(document_.runName(run)), sentence,
                                              QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Cancel);
    if (answer == QMessageBox::Discard)
        document_.removeRun(run);
}

} // namespace fiducial::ui
