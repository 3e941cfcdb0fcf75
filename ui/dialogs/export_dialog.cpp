#include "ui/dialogs/export_dialog.h"

#include "core/dataset/edited_dataset.h"
#include "ui/document/project_document.h"
#include "ui/document/wording.h"
#include "ui/imaging/qimage_convert.h"
#include "ui/settings/app_settings.h"
#include "ui/theme/marks.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTreeWidget>

#include <algorithm>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kTypingDelayMs = 200;
enum FileColumn { PathColumn, FacesColumn, EditedColumn, NoteColumn, FileColumns };

QString bulleted(const std::vector<Sentence> &sentences)
{
    QString out;
    for (const Sentence &sentence : sentences)
        out += (out.isEmpty() ? u"• "_s : u"\n• "_s) + sentenceText(sentence);
    return out;
}

void setEnabledItem(QComboBox &box, int index, bool enabled)
{
    static_cast<QStandardItemModel *>(box.model())->item(index)->setEnabled(enabled);
}
} // namespace

ExportDialog::ExportDialog(const formats::FormatRegistry &registry, ProjectDocument &document,
                           std::vector<int> filtered, std::vector<int> selected, AppSettings &settings, QWidget *parent)
    : QDialog(parent),
      registry_(registry),
      document_(document),
      filtered_(std::move(filtered)),
      selected_(std::move(selected)),
      settings_(settings)
{
    setWindowTitle(tr("Export annotations"));
    markPanel(this);
    typing_.setSingleShot(true);
    typing_.setInterval(kTypingDelayMs);
    connect(&typing_, &QTimer::timeout, this, &ExportDialog::updatePlan);
    build();
    fillScopes();
    fillFormats();
    fillSchemes();
    setTarget(suggestedTarget());
}

void ExportDialog::build()
{
    scope_ = new QComboBox(this);
    format_ = new QComboBox(this);
    scheme_ = new QComboBox(this);
    target_ = new QLineEdit(this);
    auto *browse = new QPushButton(tr("Choose…"), this);
    auto *place = new QHBoxLayout;
    place->setSpacing(6);
    place->addWidget(target_, 1);
    place->addWidget(browse);
    recompute_ = new QCheckBox(tr("Compute boxes, centres and areas anew from the written points"), this);
    overwrite_ = new QCheckBox(tr("Replace existing files (a .bak copy of each source file is kept)"), this);
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setHorizontalSpacing(14);
    form->setVerticalSpacing(8);
    form->addRow(tr("&Faces"), scope_);
    form->addRow(tr("F&ormat"), format_);
    form->addRow(tr("&Landmarks"), scheme_);
    form->addRow(tr("&To"), place);
    static_cast<QLabel *>(form->labelForField(place))->setBuddy(target_);
    form->addRow(QString(), recompute_);
    form->addRow(QString(), overwrite_);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addLayout(form);
    layout->addWidget(makeSeparator(this));
    buildPlan(*layout);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    export_ = buttons->addButton(tr("Export"), QDialogButtonBox::AcceptRole);
    markPrimary(export_);
    export_->setDefault(true);
    layout->addWidget(buttons);
    resize(640, 560);

    connect(buttons, &QDialogButtonBox::accepted, this, &ExportDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(browse, &QPushButton::clicked, this, &ExportDialog::chooseTarget);
    connect(scope_, &QComboBox::currentIndexChanged, this, &ExportDialog::updatePlan);
    connect(scheme_, &QComboBox::currentIndexChanged, this, &ExportDialog::updatePlan);
    connect(format_, &QComboBox::currentIndexChanged, this, &ExportDialog::changeFormat);
    connect(recompute_, &QCheckBox::toggled, this, &ExportDialog::updatePlan);
    connect(overwrite_, &QCheckBox::toggled, this, &ExportDialog::updatePlan);
    connect(target_, &QLineEdit::textEdited, this, [this] {
        ownTarget_ = true;
        typing_.start();
    });
    connect(target_, &QLineEdit::returnPressed, this, [this] { // before the dialog looks at its default button
        if (typing_.isActive())
            updatePlan();
    });
}

void ExportDialog::buildPlan(QVBoxLayout &layout)
{
    counts_ = new QLabel(this);
    counts_->setWordWrap(true);
    markTitle(counts_);
    losses_ = new QLabel(this);
    losses_->setWordWrap(true);
    losses_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    files_ = new QTreeWidget(this);
    files_->setColumnCount(FileColumns);
    files_->setHeaderLabels({tr("file"), tr("faces"), tr("edited"), QString()});
    for (const int column : {FacesColumn, EditedColumn})
        files_->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    files_->setRootIsDecorated(false);
    files_->setUniformRowHeights(true);
    files_->setTextElideMode(Qt::ElideMiddle);
    files_->setAccessibleName(tr("Files that will be written"));
    QHeaderView *header = files_->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(PathColumn, QHeaderView::Stretch);
    layout.addWidget(counts_);
    layout.addWidget(losses_);
    layout.addWidget(files_, 1);
}

void ExportDialog::fillScopes()
{
    const QLocale locale;
    const auto add = [&](Scope scope, const QString &name) {
        const auto count = facesOf(scope).size();
        scope_->addItem(tr("%1 (%2)").arg(name, locale.toString(static_cast<qulonglong>(count))),
                        static_cast<int>(scope));
        setEnabledItem(*scope_, scope_->count() - 1, count > 0);
    };
    const QSignalBlocker quiet(scope_);
    add(Scope::All, tr("All faces"));
    add(Scope::Filtered, tr("Listed in the browser"));
    add(Scope::Selected, tr("Selected"));
    add(Scope::Accepted, tr("Accepted"));
    add(Scope::Edited, tr("Edited"));
}

void ExportDialog::fillFormats()
{
    const QSignalBlocker quiet(format_);
    if (!document_.dataset().files.empty())
        format_->addItem(tr("As the source files, only edited numbers replaced"), QString());
    for (const formats::AnnotationFormat *format : registry_.all())
        format_->addItem(sentenceText(format->info().name), QString::fromStdString(format->info().id));
}

void ExportDialog::fillSchemes()
{
    const QSignalBlocker quiet(scheme_);
    const QString before = scheme_->currentData().toString();
    scheme_->clear();
    const std::string &own = document_.dataset().schemeId;
    const formats::AnnotationFormat *format = registry_.find(format_->currentData().toString().toStdString());
    for (const LandmarkScheme *scheme : builtinSchemes()) {
        const bool reachable = scheme->id == own || (format && findSchemeMap(own, scheme->id));
        const auto &held = format ? format->info().schemes : std::vector<std::string>{};
        const bool fits = held.empty() || std::find(held.begin(), held.end(), scheme->id) != held.end();
        if (reachable && fits)
            scheme_->addItem(schemeText(*scheme), QString::fromStdString(scheme->id));
    }
    const int same = scheme_->findData(before.isEmpty() ? QString::fromStdString(own) : before);
    scheme_->setCurrentIndex(std::max(0, same));
    scheme_->setEnabled(scheme_->count() > 1);
}

bool ExportDialog::writesFolder() const
{
    const formats::AnnotationFormat *format = registry_.find(format_->currentData().toString().toStdString());
    return !format || format->info().oneFilePerFace;
}

QString ExportDialog::suggestedTarget() const
{
    const QString last = settings_.lastFolder();
    const QString folder = last.isEmpty() ? QDir::homePath() : last;
    const QString base = QDir(folder).filePath(
        QFileInfo(QString::fromStdString(document_.dataset().name)).completeBaseName() + u"-corrected"_s);
    if (writesFolder())
        return base;
    const auto &extensions = registry_.find(format_->currentData().toString().toStdString())->info().extensions;
    return base + (extensions.empty() ? QString() : QString::fromStdString(extensions.front()));
}

void ExportDialog::changeFormat()
{
    fillSchemes();
    if (!ownTarget_)
        target_->setText(suggestedTarget());
    updatePlan();
}

std::vector<int> ExportDialog::facesOf(Scope scope, QString *excluded) const
{
    std::vector<int> faces = document_.existingRows();
    switch (scope) {
    case Scope::All:
        break;
    case Scope::Filtered:
        faces = filtered_;
        break;
    case Scope::Selected:
        faces = selected_;
        break;
    case Scope::Accepted:
        std::erase_if(faces, [&](int face) { return document_.review(face) != ReviewState::Accepted; });
        break;
    case Scope::Edited:
        std::erase_if(faces, [&](int row) { return !isEdited(document_.face(row), document_.isEdited(row)); });
        break;
    }
    const QString sentence = document_.leaveOutExcluded(faces);
    if (excluded)
        *excluded = sentence;
    return faces;
}

QString ExportDialog::excludedSentence() const
{
    QString sentence;
    facesOf(static_cast<Scope>(scope_->currentData().toInt()), &sentence);
    return sentence;
}

void ExportDialog::setScope(Scope scope)
{
    scope_->setCurrentIndex(scope_->findData(static_cast<int>(scope)));
}

void ExportDialog::setFormat(const QString &id)
{
    format_->setCurrentIndex(format_->findData(id));
}

void ExportDialog::setTarget(const QString &path)
{
    target_->setText(QDir::toNativeSeparators(path));
    updatePlan();
}

pipeline::ExportRequest ExportDialog::request() const
{
    pipeline::ExportRequest request;
    request.dataset = &document_.dataset();
    request.faces = facesOf(static_cast<Scope>(scope_->currentData().toInt()));
    request.edited = [&document = document_](int face) -> const LandmarkSet * {
        const EditedSet &mine = document.state(face).mine;
        return mine.empty() ? nullptr : &mine.set;
    };
    request.formatId = format_->currentData().toString().toStdString();
    request.schemeId = scheme_->currentData().toString().toStdString();
    request.target = toPath(target_->text().trimmed());
    request.overwriteSources = overwrite_->isChecked();
    request.recomputeDerived = recompute_->isChecked();
    return request;
}

void ExportDialog::updatePlan()
{
    typing_.stop();
    files_->clear();
    losses_->clear();
    const pipeline::ExportRequest asked = request();
    if (asked.faces.empty()) {
        const QString excluded = excludedSentence();
        showProblem(excluded.isEmpty() ? tr("No face is chosen.") : excluded + u'.');
        return;
    }
    const auto plan = pipeline::planExport(registry_, asked);
    if (!plan) {
        showProblem(errorText(plan.error()));
        return;
    }
    showPlan(*plan);
}

void ExportDialog::showProblem(const QString &sentence)
{
    ready_ = false;
    export_->setEnabled(false);
    counts_->setText(sentence);
}

void ExportDialog::showPlan(const formats::WritePlan &plan)
{
    const QLocale locale;
    const QDir below(target_->text().trimmed());
    int faces = 0;
    int edited = 0;
    int existing = 0;
    for (const formats::PlannedFile &file : plan.files) {
        faces += file.faces;
        edited += file.editedFaces;
        existing += file.exists;
        const QString path = toQString(file.path);
        const QString relative = writesFolder() ? below.relativeFilePath(path) : path;
        auto *item = new QTreeWidgetItem({relative, locale.toString(file.faces), locale.toString(file.editedFaces),
                                          file.isSource ? tr("source, replaced")
                                          : file.exists ? tr("replaced")
                                                        : tr("new")});
        item->setToolTip(PathColumn, path);
        item->setTextAlignment(FacesColumn, Qt::AlignRight | Qt::AlignVCenter);
        item->setTextAlignment(EditedColumn, Qt::AlignRight | Qt::AlignVCenter);
        files_->addTopLevelItem(item);
    }
    QStringList counts{tr("%n face(s)", nullptr, faces), tr("%n edited", nullptr, edited),
                       tr("%n file(s)", nullptr, static_cast<int>(plan.files.size()))};
    counts_->setText(counts.join(u" · "_s));
    QStringList said;
    if (const QString excluded = excludedSentence(); !excluded.isEmpty())
        said += excluded + u'.';
    if (!plan.rows.empty())
        said += tr("Faces that were added or deleted:") + u'\n' + bulleted(plan.rows);
    if (!plan.losses.empty())
        said += tr("What this format cannot hold:") + u'\n' + bulleted(plan.losses);
    if (!plan.derivedFields.empty()) {
        QStringList names;
        for (const Sentence &field : plan.derivedFields)
            names += sentenceText(field);
        said += recompute_->isChecked()
                    ? tr("Computed anew: %1.").arg(names.join(u", "_s))
                    : tr("Kept from the source, or computed where it has none: %1.").arg(names.join(u", "_s));
    }
    if (existing > 0 && !overwrite_->isChecked())
        said += tr("%n file(s) exist already. Choose another place, or allow replacing them.", nullptr, existing);
    losses_->setText(said.join(u"\n\n"_s));
    losses_->setVisible(!said.isEmpty());
    ready_ = !plan.files.empty() && (existing == 0 || overwrite_->isChecked());
    export_->setEnabled(ready_);
}

void ExportDialog::chooseTarget()
{
    const QString start = target_->text();
    const QString chosen = writesFolder() ? QFileDialog::getExistingDirectory(this, tr("Export to folder"), start)
                                          : QFileDialog::getSaveFileName(this, tr("Export to file"), start, {}, nullptr,
                                                                         QFileDialog::DontConfirmOverwrite);
    if (chosen.isEmpty())
        return;
    ownTarget_ = true;
    setTarget(chosen);
}

void ExportDialog::accept()
{
    if (typing_.isActive())
        updatePlan();
    if (!ready_)
        return;
    settings_.setLastFolder(QFileInfo(target_->text().trimmed()).absolutePath());
    QDialog::accept();
}

} // namespace fiducial::ui
