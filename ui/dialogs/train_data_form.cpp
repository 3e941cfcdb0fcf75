#include "ui/dialogs/train_data_form.h"

#include "core/scheme/landmark_scheme.h"
#include "ui/document/project_document.h"
#include "ui/document/wording.h"
#include "ui/settings/app_settings.h"
#include "ui/theme/marks.h"
#include "ui/theme/translated.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>

#include <unordered_map>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kFileListHeight = 74;

QFormLayout *makeForm()
{
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(14);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return form;
}
} // namespace

TrainDataForm::TrainDataForm(ProjectDocument &document, AppSettings &settings, QWidget *parent)
    : QWidget(parent), document_(document), settings_(settings)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    buildData(*layout);
    buildFiles(*layout);
    buildSplit(*layout);
    connect(&document_, &ProjectDocument::changed, this, [this](const ChangeEvent &event) {
        if (std::holds_alternative<DatasetReset>(event))
            refresh();
    });
    translated(this, [this] { retranslate(); });
    open_->setChecked(open_->isEnabled());
}

void TrainDataForm::buildData(QVBoxLayout &layout)
{
    title_ = new QLabel(this);
    markTitle(title_);
    layout.addWidget(title_);
    open_ = new QCheckBox(this);
    scope_ = new QComboBox(this);
    scope_->addItem({}, false);
    scope_->addItem({}, true);
    layout.addWidget(open_);
    auto *indented = new QHBoxLayout;
    indented->setContentsMargins(24, 0, 0, 0);
    indented->addWidget(scope_);
    layout.addLayout(indented);
    connect(open_, &QCheckBox::toggled, this, [this](bool on) {
        scope_->setEnabled(on);
        Q_EMIT changed();
    });
    connect(scope_, &QComboBox::currentIndexChanged, this, &TrainDataForm::changed);
}

void TrainDataForm::buildFiles(QVBoxLayout &layout)
{
    filesCaption_ = new QLabel(this);
    files_ = new QListWidget(this);
    filesCaption_->setBuddy(files_);
    files_->setFixedHeight(kFileListHeight);
    files_->setTextElideMode(Qt::ElideMiddle);
    files_->setStyleSheet(u"QListWidget { border: 1px solid palette(mid); border-radius: 6px; }"_s);
    addFile_ = new QPushButton(this);
    addFolder_ = new QPushButton(this);
    remove_ = new QPushButton(this);
    remove_->setEnabled(false);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    for (QPushButton *button : {addFile_, addFolder_, remove_}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    layout.addWidget(filesCaption_);
    layout.addWidget(files_);
    layout.addLayout(buttons);
    connect(addFile_, &QPushButton::clicked, this, [this] { chooseFile(false); });
    connect(addFolder_, &QPushButton::clicked, this, [this] { chooseFile(true); });
    connect(remove_, &QPushButton::clicked, this, [this] {
        delete files_->takeItem(files_->currentRow());
        Q_EMIT changed();
    });
    connect(files_, &QListWidget::currentRowChanged, this, [this](int row) { remove_->setEnabled(row >= 0); });
}

void TrainDataForm::buildSplit(QVBoxLayout &layout)
{
    const pipeline::CropCacheRequest defaults;
    scheme_ = new QComboBox(this);
    scheme_->addItem({}, QString());
    for (const LandmarkScheme *scheme : builtinSchemes())
        scheme_->addItem(schemeText(*scheme), QString::fromStdString(scheme->id));
    portraits_ = new QSpinBox(this);
    portraits_->setRange(0, 1'000'000);
    share_ = new QDoubleSpinBox(this);
    share_->setRange(0, 90);
    share_->setDecimals(1);
    share_->setValue(100 * defaults.validation);
    group_ = new QComboBox(this);
    group_->addItem({}, static_cast<int>(pipeline::CropGroup::Person));
    group_->addItem({}, static_cast<int>(pipeline::CropGroup::Folder));
    group_->addItem({}, static_cast<int>(pipeline::CropGroup::Face));
    form_ = makeForm();
    form_->addRow(new QLabel(this), scheme_);
    form_->addRow(new QLabel(this), portraits_);
    form_->addRow(new QLabel(this), share_);
    form_->addRow(new QLabel(this), group_);
    buildCrop();
    layout.addLayout(form_);
    connect(portraits_, &QSpinBox::valueChanged, this, &TrainDataForm::changed);
}

void TrainDataForm::buildCrop()
{
    const pipeline::CropCacheRequest defaults;
    side_ = new QSpinBox(this);
    side_->setRange(32, 1024);
    side_->setSingleStep(4);
    side_->setValue(defaults.side);
    shape_ = new QComboBox(this);
    shape_->addItem({}, true);
    shape_->addItem({}, false);
    margin_ = new QDoubleSpinBox(this);
    margin_->setRange(1, 4);
    margin_->setSingleStep(0.05);
    margin_->setValue(defaults.margin);
    extra_ = new QSpinBox(this);
    extra_->setRange(0, 1000);
    form_->addRow(new QLabel(this), side_);
    form_->addRow(new QLabel(this), shape_);
    form_->addRow(new QLabel(this), margin_);
    form_->addRow(new QLabel(this), extra_);
    connect(side_, &QSpinBox::valueChanged, this, &TrainDataForm::changed);
}

void TrainDataForm::caption(QWidget *field, const QString &text)
{
    auto *label = static_cast<QLabel *>(form_->labelForField(field));
    label->setText(text);
    label->setBuddy(field);
    field->setAccessibleName(QString(text).remove(u'&'));
}

void TrainDataForm::retranslate()
{
    title_->setText(tr("Data"));
    scope_->setAccessibleName(tr("Faces of the open data set"));
    filesCaption_->setText(tr("F&urther data sets, lists and projects"));
    files_->setAccessibleName(tr("Further data sets"));
    addFile_->setText(tr("Add file…"));
    addFolder_->setText(tr("Add folder…"));
    remove_->setText(tr("Remove"));
    caption(scheme_, tr("Land&marks"));
    scheme_->setItemText(0, tr("as the first data set"));
    for (int i = 1; i < scheme_->count(); ++i)
        if (const LandmarkScheme *scheme = findScheme(scheme_->itemData(i).toString().toStdString()))
            scheme_->setItemText(i, schemeText(*scheme));
    caption(portraits_, tr("&Rendered portraits"));
    portraits_->setSpecialValueText(tr("none"));
    portraits_->setToolTip(tr("Drawn portraits with 98 points, for training alone"));
    caption(share_, tr("&Validation"));
    share_->setSuffix(tr(" %"));
    share_->setToolTip(tr("Share of the people, folders or faces that no step is trained on"));
    caption(group_, tr("Kept &together"));
    group_->setItemText(0, tr("person, by file name"));
    group_->setItemText(1, tr("folder"));
    group_->setItemText(2, tr("face"));
    retranslateCrop();
    refresh();
}

void TrainDataForm::retranslateCrop()
{
    caption(side_, tr("Cr&op side"));
    side_->setSuffix(tr(" px"));
    caption(shape_, tr("Crop s&hape"));
    shape_->setItemText(0, tr("square, by the longer side of the box"));
    shape_->setItemText(1, tr("stretched, each side for itself"));
    caption(margin_, tr("Crop &width"));
    margin_->setPrefix(tr("face box × "));
    caption(extra_, tr("Bor&der of the box"));
    extra_->setSuffix(tr(" px"));
    extra_->setSpecialValueText(tr("none"));
    extra_->setToolTip(tr("Pixels of the picture added on every side of the face box, before the crop's width"));
}

std::vector<int> TrainDataForm::rows(bool acceptedOnly) const
{
    std::vector<int> rows;
    if (!document_.isOpen() || document_.facesPending())
        return rows;
    for (const int row : document_.existingRows()) {
        const ReviewState review = document_.state(row).review;
        const bool refused = review == ReviewState::Rejected || review == ReviewState::Excluded;
        if (acceptedOnly ? review == ReviewState::Accepted : !refused)
            rows.push_back(row);
    }
    return rows;
}

void TrainDataForm::refresh()
{
    const QLocale locale;
    const auto all = static_cast<qulonglong>(rows(false).size());
    const auto accepted = static_cast<qulonglong>(rows(true).size());
    open_->setEnabled(all > 0);
    constexpr int kNameWidth = 200;
    const QString name = document_.isOpen() ? QString::fromStdString(document_.dataset().name) : QString();
    open_->setText(document_.isOpen() && !document_.facesPending()
                       ? tr("The open data set, %1").arg(fontMetrics().elidedText(name, Qt::ElideMiddle, kNameWidth))
                       : tr("The open data set (none is open)"));
    open_->setToolTip(name);
    if (all == 0)
        open_->setChecked(false);
    scope_->setItemText(0, tr("All faces but those rejected (%1)").arg(locale.toString(all)));
    scope_->setItemText(1, tr("Accepted faces (%1)").arg(locale.toString(accepted)));
    scope_->setEnabled(open_->isChecked());
    Q_EMIT changed();
}

void TrainDataForm::addFile(const QString &path)
{
    auto *item = new QListWidgetItem(path, files_);
    item->setToolTip(path);
    Q_EMIT changed();
}

void TrainDataForm::chooseFile(bool folder)
{
    const QString path =
        folder ? QFileDialog::getExistingDirectory(this, tr("Data set folder"), settings_.lastFolder())
               : QFileDialog::getOpenFileName(
                     this, tr("Annotations"), settings_.lastFolder(),
                     tr("Annotations and projects (*.txt *.pts *.json *.csv *.tsv *.xml *.fiducial);;All files (*)"));
    if (path.isEmpty())
        return;
    settings_.setLastFolder(folder ? path : QFileInfo(path).path());
    addFile(path);
}

std::vector<pipeline::CropSource> TrainDataForm::sources() const
{
    if (!open_->isChecked())
        return {};
    // Training works on what is edited now, while the hand may go on.
    auto edited = std::make_shared<std::unordered_map<int, LandmarkSet>>();
    const std::vector<int> faces = rows(scope_->currentData().toBool());
    for (const int row : faces)
        if (const auto &mine = document_.state(row).mine; !mine.empty())
            (*edited)[row] = mine.set;
    return {{document_.sharedDataset(), faces, [edited](int row) -> const LandmarkSet * {
                 const auto it = edited->find(row);
                 return it == edited->end() ? nullptr : &it->second;
             }}};
}

QStringList TrainDataForm::files() const
{
    QStringList files;
    for (int i = 0; i < files_->count(); ++i)
        files += files_->item(i)->text();
    return files;
}

pipeline::CropCacheRequest TrainDataForm::crops() const
{
    pipeline::CropCacheRequest request;
    request.schemeId = scheme_->currentData().toString().toStdString();
    request.synthetic = portraits_->value();
    request.validation = share_->value() / 100;
    request.group = static_cast<pipeline::CropGroup>(group_->currentData().toInt());
    request.side = side_->value();
    request.square = shape_->currentData().toBool();
    request.margin = margin_->value();
    request.extraPixels = extra_->value();
    return request;
}

QString TrainDataForm::describe() const
{
    QStringList names;
    if (open_->isChecked())
        names += QString::fromStdString(document_.dataset().name);
    for (const QString &file : files())
        names += QFileInfo(file).fileName();
    if (portraits_->value() > 0)
        names += tr("%n rendered portrait(s)", nullptr, portraits_->value());
    return names.join(u", "_s);
}

QString TrainDataForm::problem() const
{
    if (!open_->isChecked() && files_->count() == 0 && portraits_->value() == 0)
        return tr("Choose the faces to train on.");
    if (open_->isChecked() && rows(scope_->currentData().toBool()).empty())
        return tr("No face of the open data set is accepted yet.");
    if (side_->value() % 4 != 0)
        return tr("The side of the crops must be a multiple of 4.");
    return {};
}

} // namespace fiducial::ui
