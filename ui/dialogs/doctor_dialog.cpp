#include "ui/dialogs/doctor_dialog.h"

#include "core/pipeline/run_io.h"
#include "ui/document/wording.h"
#include "ui/imaging/qimage_convert.h"
#include "ui/jobs/job_runner.h"
#include "ui/settings/app_settings.h"
#include "ui/theme/icon_factory.h"
#include "ui/theme/marks.h"
#include "ui/theme/translated.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

#include <algorithm>
#include <cmath>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
using analysis::CoordinateDiagnosis;
using analysis::CoordinateSlip;
using analysis::PixelOffset;

constexpr int kOpenFile = -1;            ///< data of the subject that asks for a file
constexpr std::size_t kMostFaces = 2000; ///< more tell nothing new
constexpr double kUnrelated = 0.5;

struct DoctorText {
    Q_DECLARE_TR_FUNCTIONS(DoctorDialog)
};

QString numberText(double value, int decimals)
{
    return std::isfinite(value) ? QLocale().toString(value, 'f', decimals) : u"–"_s;
}

QString slipSentence(const CoordinateDiagnosis &d)
{
    switch (d.slip) {
    case CoordinateSlip::None:
        break;
    case CoordinateSlip::SwappedAxes:
        return DoctorText::tr("x and y are exchanged.");
    case CoordinateSlip::MirroredPoints:
        return DoctorText::tr("Left and right points are exchanged.");
    case CoordinateSlip::MirroredImage:
        return DoctorText::tr("The points belong to the mirrored image and kept their numbers.");
    case CoordinateSlip::MirroredBoth:
        return DoctorText::tr("The points belong to the mirrored image.");
    case CoordinateSlip::Fractions:
        return DoctorText::tr("The coordinates are fractions of the image's width and height.");
    case CoordinateSlip::Scaled:
        return DoctorText::tr("The coordinates belong to an image %1 × %2 times the size.")
            .arg(numberText(d.scaleX, 3), numberText(d.scaleY, 3));
    }
    return {};
}

QString offsetSentence(const CoordinateDiagnosis &d)
{
    switch (d.offset) {
    case PixelOffset::None:
        return {};
    case PixelOffset::Half:
        return d.sign > 0 ? DoctorText::tr("Its coordinates are half a pixel larger: it counts from a pixel's corner, "
                                           "the ground truth from its centre.")
                          : DoctorText::tr("Its coordinates are half a pixel smaller: it counts from a pixel's centre, "
                                           "the ground truth from its corner.");
    case PixelOffset::One:
        return d.sign > 0
                   ? DoctorText::tr("Its coordinates are one pixel larger: it counts from 1, the ground truth from 0.")
                   : DoctorText::tr(
                         "Its coordinates are one pixel smaller: it counts from 0, the ground truth from 1.");
    case PixelOffset::Other:
        return DoctorText::tr("All its coordinates are shifted by %1 px in x and %2 px in y, which no convention "
                              "explains.")
            .arg(numberText(d.x.pixels, 2), numberText(d.y.pixels, 2));
    case PixelOffset::Unclear:
        break;
    }
    return DoctorText::tr("These faces differ too much to tell whether there is a pixel offset.");
}

/// Evenly over the data set.
std::vector<int> facesToExamine(const std::vector<int> &faces)
{
    if (faces.size() <= kMostFaces)
        return faces;
    std::vector<int> some;
    for (std::size_t i = 0; i < kMostFaces; ++i)
        some.push_back(faces[i * faces.size() / kMostFaces]);
    return some;
}
} // namespace

QStringList coordinateFindings(const CoordinateDiagnosis &diagnosis)
{
    if (!(diagnosis.deviationRepaired < kUnrelated))
        return {DoctorText::tr("The two sets have nothing to do with each other: no convention explains the "
                               "differences.")};
    QStringList out{slipSentence(diagnosis), offsetSentence(diagnosis)};
    out.removeAll(QString());
    if (out.isEmpty())
        out += DoctorText::tr("Both count their coordinates in the same way.");
    return out;
}

DoctorDialog::DoctorDialog(ProjectDocument &document, JobRunner &jobs, const formats::FormatRegistry &formats,
                           AppSettings &settings, QWidget *parent)
    : QDialog(parent), document_(document), jobs_(jobs), formats_(formats), settings_(settings), gatherer_(document)
{
    markPanel(this);
    build();
    fillSubjects();
    translated(this, [this] { retranslate(); });
    connect(&gatherer_, &RunGatherer::gathered, this, &DoctorDialog::examine);
    connect(&document_, &ProjectDocument::changed, this, [this](const ChangeEvent &event) {
        if (std::holds_alternative<DatasetReset>(event))
            close();
    });
    if (document_.activeRun() >= 0)
        examineRun(document_.activeRun());
}

void DoctorDialog::retranslate()
{
    setWindowTitle(tr("Check coordinates"));
    intro_->setText(tr("Formats count pixels from a corner or a centre, from 0 or from 1, and some exchange axes "
                       "or sides. On a single face nobody sees it; over many faces it shows."));
    caption_->setText(tr("&Examine"));
    against_->setText(tr("against the ground truth"));
    subject_->setItemText(subject_->findData(kOpenFile), tr("Annotation file…"));
    close_->setText(tr("Close"));
    if (examining_)
        findings_->setText(tr("Comparing…"));
    else
        sayAnswer();
}

void DoctorDialog::build()
{
    intro_ = new QLabel(this);
    intro_->setWordWrap(true);
    markMuted(intro_);
    subject_ = new QComboBox(this);
    caption_ = new QLabel(this);
    caption_->setBuddy(subject_);
    against_ = new QLabel(this);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(caption_);
    line->addWidget(subject_, 1);
    line->addWidget(against_);

    icon_ = new QLabel(this);
    icon_->setFixedWidth(measures::kIconSize + 8);
    findings_ = new QLabel(this);
    findings_->setWordWrap(true);
    findings_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    markTitle(findings_);
    auto *result = new QHBoxLayout;
    result->addWidget(icon_, 0, Qt::AlignTop);
    result->addWidget(findings_, 1);
    figures_ = new QWidget(this);
    grid_ = new QGridLayout(figures_);
    grid_->setContentsMargins(measures::kIconSize + 8, 0, 0, 0);
    grid_->setHorizontalSpacing(24);
    grid_->setVerticalSpacing(4);
    basis_ = new QLabel(this);
    basis_->setWordWrap(true);
    markMuted(basis_);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    close_ = buttons->button(QDialogButtonBox::Close);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(intro_);
    layout->addLayout(line);
    layout->addWidget(makeSeparator(this));
    layout->addLayout(result);
    layout->addWidget(figures_, 0, Qt::AlignLeft);
    layout->addWidget(basis_);
    layout->addStretch(1);
    layout->addWidget(buttons);
    resize(540, 380);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(subject_, &QComboBox::activated, this, &DoctorDialog::choose);
}

void DoctorDialog::fillSubjects()
{
    for (const auto &run : document_.runs())
        subject_->addItem(document_.runName(run->number), run->number);
    subject_->addItem({}, kOpenFile);
    subject_->setCurrentIndex(std::max(0, subject_->findData(document_.activeRun())));
    chosen_ = subject_->currentIndex();
}

void DoctorDialog::choose(int index)
{
    if (const QVariant chosen = subject_->itemData(index); chosen.typeId() == QMetaType::QString) {
        examineFile(chosen.toString());
        return;
    } else if (chosen.toInt() != kOpenFile) {
        examineRun(chosen.toInt());
        return;
    }
    const QString path = QFileDialog::getOpenFileName(this, tr("Annotation file"), settings_.lastFolder());
    if (path.isEmpty())
        subject_->setCurrentIndex(chosen_);
    else
        examineFile(path);
}

void DoctorDialog::begin(const QString &sentence)
{
    ++generation_;
    gatherer_.cancel();
    chosen_ = subject_->currentIndex();
    examining_ = true;
    icon_->clear();
    findings_->setText(sentence);
    figures_->hide();
    basis_->clear();
}

void DoctorDialog::examineRun(int number)
{
    const int index = subject_->findData(number);
    if (index < 0)
        return;
    subject_->setCurrentIndex(index);
    begin(tr("Reading predictions…"));
    gatherer_.start({number}, facesToExamine(document_.existingRows()));
}

void DoctorDialog::examine(std::shared_ptr<const GatheredRuns> runs)
{
    findings_->setText(tr("Comparing…"));
    jobs_.run<CoordinateDiagnosis>(
        JobRunner::Pool::Io, tr("Checking coordinates"),
        [runs](const JobContext &context) {
            const GatheredRuns::Subject &subject = runs->subjects.front();
            return pipeline::examineCoordinates(
                {runs->dataset.get(), &subject.run, subject.rowOfFace, runs->faces, true}, context);
        },
        this,
        [this, generation = generation_](const Result<CoordinateDiagnosis> &answer) {
            if (generation == generation_)
                showAnswer(answer);
        });
}

void DoctorDialog::examineFile(const QString &path)
{
    settings_.setLastFolder(QFileInfo(path).path());
    if (subject_->findData(path) < 0)
        subject_->insertItem(subject_->count() - 1, QFileInfo(path).fileName(), path);
    subject_->setCurrentIndex(subject_->findData(path));
    begin(tr("Reading %1…").arg(QFileInfo(path).fileName()));
    jobs_.run<CoordinateDiagnosis>(
        JobRunner::Pool::Io, tr("Checking coordinates"),
        [&formats = formats_, file = toPath(path), dataset = document_.sharedDataset(),
         faces = facesToExamine(document_.existingRows())](const JobContext &context) -> Result<CoordinateDiagnosis> {
            const auto run = pipeline::readRun(formats, file, context);
            if (!run)
                return run.error();
            return pipeline::examineCoordinates({dataset.get(), &*run, {}, faces, true}, context);
        },
        this,
        [this, generation = generation_](const Result<CoordinateDiagnosis> &answer) {
            if (generation == generation_)
                showAnswer(answer);
        });
}

QString DoctorDialog::findings() const
{
    return findings_->text();
}

void DoctorDialog::showAnswer(const Result<CoordinateDiagnosis> &answer)
{
    examining_ = false;
    answer_ = answer;
    sayAnswer();
    Q_EMIT examined();
}

void DoctorDialog::sayAnswer()
{
    figures_->setVisible(answer_ && answer_->ok());
    if (!answer_ || !answer_->ok()) {
        icon_->clear();
        findings_->setText(answer_ ? sentenceText(answer_->error().message)
                                   : tr("Choose an annotation file to hold against the ground truth."));
        return;
    }
    const CoordinateDiagnosis *answer = &**answer_;
    const bool clear = answer->offset != PixelOffset::Unclear;
    const bool healthy = answer->healthy() && answer->deviationRepaired < kUnrelated;
    icon_->setPixmap(themedIcon(healthy ? u"check"_s : u"warning"_s, healthy ? IconRole::Good
                                                                     : clear ? IconRole::Bad
                                                                             : IconRole::Muted)
                         .pixmap(measures::kIconSize));
    findings_->setText(coordinateFindings(*answer).join(u'\n'));
    showFigures(*answer);
    basis_->setText(
        tr("%n face(s) compared. A shift in pixels is the same on every face, small or large; a model's own "
           "habit grows with the face and is told apart by that.",
           nullptr, answer->faces));
    layout()->activate(); // sentences are longer in some languages
    resize(width(), std::max(height(), layout()->totalHeightForWidth(width())));
}

void DoctorDialog::addFigure(int line, const QStringList &fields, bool header)
{
    for (int column = 0; column < fields.size(); ++column) {
        auto *label = new QLabel(fields[column], figures_);
        if (header || column == 0)
            markMuted(label);
        grid_->addWidget(label, line, column, (column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    }
}

void DoctorDialog::showFigures(const CoordinateDiagnosis &diagnosis)
{
    qDeleteAll(figures_->findChildren<QLabel *>(Qt::FindDirectChildrenOnly));
    addFigure(0, {QString(), tr("shift"), tr("standard error"), tr("grows with the face")}, true);
    const auto addAxis = [&](int line, const QString &name, const analysis::AxisOffset &axis) {
        addFigure(line, {name, tr("%1 px").arg(numberText(axis.pixels, 3)),
                         tr("%1 px").arg(numberText(axis.standardError, 3)),
                         tr("%1 of its size").arg(percentText(axis.perSize))});
    };
    addAxis(1, u"x"_s, diagnosis.x);
    addAxis(2, u"y"_s, diagnosis.y);
    addFigure(3, {tr("distance as read"), percentText(diagnosis.deviationAsRead)});
    if (diagnosis.slip != CoordinateSlip::None)
        addFigure(4, {tr("once that is undone"), percentText(diagnosis.deviationRepaired)});
}

} // namespace fiducial::ui
