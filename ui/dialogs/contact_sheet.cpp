#include "ui/dialogs/contact_sheet.h"

#include "core/base/file_io.h"
#include "ui/document/wording.h"
#include "ui/imaging/contact_sheet.h"
#include "ui/imaging/qimage_convert.h"
#include "ui/jobs/job_runner.h"
#include "ui/settings/app_settings.h"
#include "ui/theme/marks.h"
#include "ui/theme/translated.h"

#include <QBoxLayout>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardItemModel>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kCell = 200;         ///< logical pixels of a picture in the grid
constexpr int kSheetPicture = 640; ///< as `render --sheet` draws them
constexpr int kFirstCount = 20, kMostCount = 200;
constexpr int kRefreshDelayMs = 250;
constexpr int kAtOnce = 2; ///< pictures being drawn
} // namespace

struct ContactSheet::Measured {
    std::shared_ptr<const GatheredRuns> runs;
    FaceDrawing drawing;
};

ContactSheet::ContactSheet(ProjectDocument &document, JobRunner &jobs, AppSettings &settings, QWidget *parent)
    : QDialog(parent), document_(document), jobs_(jobs), settings_(settings), gatherer_(document)
{
    markPanel(this);
    build();
    refreshing_.setSingleShot(true);
    refreshing_.setInterval(kRefreshDelayMs);
    connect(&refreshing_, &QTimer::timeout, this, &ContactSheet::refresh);
    connect(&document_, &ProjectDocument::changed, this, &ContactSheet::documentChanged);
    connect(&gatherer_, &RunGatherer::gathered, this, &ContactSheet::measure);
    translated(this, [this] { retranslate(); });
}

void ContactSheet::build()
{
    count_ = new QSpinBox(this);
    count_->setRange(1, kMostCount);
    count_->setValue(kFirstCount);
    caption_ = new QLabel(this);
    caption_->setBuddy(count_);
    conditions_ = new QLabel(this);
    conditions_->setWordWrap(true);
    markMuted(conditions_);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(caption_);
    head->addWidget(count_);
    head->addSpacing(8);
    head->addWidget(conditions_, 1);

    model_ = new QStandardItemModel(this);
    view_ = new QListView(this);
    view_->setModel(model_);
    view_->setViewMode(QListView::IconMode);
    view_->setResizeMode(QListView::Adjust);
    view_->setMovement(QListView::Static);
    view_->setIconSize(QSize(kCell, kCell));
    view_->setGridSize(QSize(kCell + 16, kCell + 50));
    view_->setUniformItemSizes(true);
    view_->setWordWrap(true);
    view_->setTextElideMode(Qt::ElideMiddle);
    view_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    empty_ = new QLabel(this);
    empty_->setAlignment(Qt::AlignCenter);
    empty_->setWordWrap(true);
    markNote(empty_);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    save_ = buttons->addButton(QString(), QDialogButtonBox::ActionRole);
    close_ = buttons->button(QDialogButtonBox::Close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(12);
    layout->addLayout(head);
    layout->addWidget(view_, 1);
    layout->addWidget(empty_, 1);
    layout->addWidget(buttons);
    resize(5 * (kCell + 16) + 70, 3 * (kCell + 50) + 110);

    const auto choose = [this](const QModelIndex &index) { Q_EMIT faceChosen(index.data(Qt::UserRole).toInt()); };
    connect(view_, &QListView::clicked, this, choose);
    connect(view_, &QListView::activated, this, choose);
    connect(count_, &QSpinBox::valueChanged, this, &ContactSheet::fill);
    connect(save_, &QPushButton::clicked, this, &ContactSheet::choosePicture);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void ContactSheet::retranslate()
{
    setWindowTitle(tr("Worst faces"));
    caption_->setText(tr("&Faces"));
    view_->setAccessibleName(tr("Faces with the largest NME"));
    save_->setText(tr("Save picture…"));
    close_->setText(tr("Close"));
    refresh();
}

void ContactSheet::documentChanged(const ChangeEvent &event)
{
    if (std::holds_alternative<DatasetReset>(event))
        close();
    const auto *runs = std::get_if<RunsChanged>(&event);
    if (std::holds_alternative<MeasuresChanged>(event) || (runs && runs->rows.empty()))
        refreshing_.start();
}

void ContactSheet::refresh()
{
    ++generation_;
    gatherer_.cancel();
    measured_.reset();
    if (!document_.isOpen())
        return;
    const int run = document_.activeRun();
    if (run < 0 || !document_.scheme()) {
        fill();
        return;
    }
    conditions_->setText(
        tr("%1 · NME, %2, against %3")
            .arg(document_.runName(run), normaliserName(document_.normaliser()), document_.referenceName()));
    std::vector<int> faces = document_.existingRows();
    (void)document_.leaveOutExcluded(faces);
    if (faces.empty()) {
        fill();
        return;
    }
    if (entries_.empty()) { // else the last pictures stay until there are others
        view_->hide();
        empty_->setText(tr("Measuring faces…"));
        empty_->show();
    }
    gatherer_.start({run}, std::move(faces));
}

void ContactSheet::measure(std::shared_ptr<const GatheredRuns> runs)
{
    using Answer = std::shared_ptr<const Measured>;
    const LayerStyle style = layerStyle(LayerKind::Run, document_.runLook(runs->subjects.front().number));
    jobs_.run<Answer>(
        JobRunner::Pool::Io, tr("Measuring faces"),
        [runs, style](const JobContext &context) -> Result<Answer> {
            const pipeline::EvaluateRequest asked = runs->request();
            auto report = pipeline::evaluate(asked, context);
            if (!report)
                return report.error();
            FaceDrawing drawing{asked.dataset,
                                asked.run,
                                asked.dataset->scheme(),
                                std::move(report->faces),
                                std::move(report->rowOfFace),
                                std::move(report->evaluation),
                                asked.reference};
            drawing.referenceName = runs->referenceName;
            drawing.mine = [runs = runs.get()](int face) { return runs->mineOf(face); };
            drawing.runStyle = style;
            drawing.plates = FaceDrawing::Plates::None; // the grid has its own captions
            return std::make_shared<const Measured>(Measured{runs, std::move(drawing)});
        },
        this,
        [this, generation = generation_](const Result<Answer> &answer) {
            if (generation != generation_)
                return;
            if (answer)
                showMeasured(*answer);
            else if (answer.error().code != Errc::Cancelled)
                Q_EMIT failed(errorText(answer.error()));
        });
}

void ContactSheet::showMeasured(std::shared_ptr<const Measured> measured)
{
    measured_ = std::move(measured);
    fill();
}

void ContactSheet::fill()
{
    ++filling_;
    model_->clear();
    entries_.clear();
    asked_ = drawn_ = 0;
    if (measured_)
        entries_ = worstEntries(measured_->drawing, count_->value());
    view_->setVisible(!entries_.empty());
    empty_->setVisible(entries_.empty());
    save_->setEnabled(!entries_.empty());
    empty_->setText(document_.activeRun() < 0 ? tr("There is no run yet. Pre-fill the faces or import predictions.")
                                              : tr("No face of this run has an NME."));
    QPixmap blank(kCell, kCell);
    blank.fill(QColor(0x14, 0x16, 0x19));
    for (const std::size_t entry : entries_) {
        const int face = measured_->drawing.faces[entry];
        const Dataset &dataset = *measured_->runs->dataset;
        const QString name = QString::fromStdString(dataset.sampleOf(face).image);
        const QString nme = percentText(measured_->drawing.nme(entry));
        auto *item = new QStandardItem(QIcon(blank), nme + u'\n' + QFileInfo(name).fileName());
        item->setData(face, Qt::UserRole);
        item->setToolTip(tr("%1, face %2").arg(name).arg(dataset.numberInImage(face) + 1));
        item->setData(tr("%1, NME %2").arg(item->toolTip(), nme), Qt::AccessibleTextRole);
        model_->appendRow(item);
    }
    for (int i = 0; i < kAtOnce; ++i)
        drawNext();
}

void ContactSheet::drawNext()
{
    if (!measured_ || asked_ >= static_cast<int>(entries_.size())) // they may be measured anew
        return;
    const int at = asked_++;
    const qreal ratio = devicePixelRatioF();
    jobs_.run<QImage>(
        JobRunner::Pool::Decode, {},
        [measured = measured_, entry = entries_[static_cast<std::size_t>(at)], ratio](const JobContext &) {
            return drawFace(measured->drawing, entry, static_cast<int>(kCell * ratio));
        },
        this,
        [this, at, ratio, filling = filling_](Result<QImage> picture) {
            if (filling != filling_)
                return;
            ++drawn_;
            if (picture) {
                picture->setDevicePixelRatio(ratio);
                model_->item(at)->setIcon(QIcon(QPixmap::fromImage(*picture)));
            } else {
                model_->item(at)->setToolTip(errorText(picture.error()));
            }
            drawNext();
        });
}

void ContactSheet::choosePicture()
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save picture"), QDir(settings_.lastFolder()).filePath(u"worst.png"_s), tr("Pictures (*.png)"));
    if (!path.isEmpty())
        savePicture(path);
}

void ContactSheet::savePicture(const QString &path)
{
    if (!measured_)
        return;
    settings_.setLastFolder(QFileInfo(path).path());
    save_->setEnabled(false);
    jobs_.run<bool>(
        JobRunner::Pool::Io, tr("Drawing the sheet"),
        [measured = measured_, entries = entries_, file = toPath(path)](const JobContext &context) -> Result<bool> {
            FaceDrawing drawing = measured->drawing;
            drawing.plates = FaceDrawing::Plates::All;
            const auto sheet = contactSheet(drawing, entries, kSheetPicture, 1, context);
            if (!sheet)
                return sheet.error();
            const QByteArray bytes = encoded(*sheet, "PNG");
            if (auto saved = writeFileAtomically(file, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
                !saved)
                return saved.error();
            return true;
        },
        this,
        [this, path](const Result<bool> &result) {
            save_->setEnabled(!entries_.empty());
            if (result)
                Q_EMIT sheetSaved(path);
            else if (result.error().code != Errc::Cancelled)
                Q_EMIT failed(errorText(result.error()));
        });
}

} // namespace fiducial::ui
