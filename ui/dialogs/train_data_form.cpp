#include "ui/dialogs/train_data_form.h"

#include "core/scheme/landmark_scheme.h"
#include "ui/document/project_document.h"
#include "ui/settings/app_settings.h"
#include "ui/theme/marks.h"

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

void addField(QFormLayout &form, const QString &caption, QWidget *field)
{
    form.addRow(caption, field);
    field->setAccessibleName(QString(caption).remove(u'&'));
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
    refresh();
    open_->setChecked(open_->isEnabled());
}

void TrainDataForm::buildData(QVBoxLayout &layout)
{
    auto *title = new QLabel(tr("Data"), this);
    markTitle(title);
    layout.addWidget(title);
    open_ = new QCheckBox(this);
    scope_ = new QComboBox(this);
    scope_->setAccessibleName(tr("Faces of the open data set"));
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
    auto *caption = new QLabel(tr("F&urther data sets, lists and projects"), this);
    files_ = new QListWidget(this);
    caption->setBuddy(files_);
    files_->setAccessibleName(tr("Further data sets"));
    files_->setFixedHeight(kFileListHeight);
    files_->setTextElideMode(Qt::ElideMiddle);
    files_->setStyleSheet(u"QListWidget { border: 1px solid palette(mid); border-radius: 6px; }"_s);
    auto *addFile = new QPushButton(tr("Add file…"), this);
    auto *addFolder = new QPushButton(tr("Add folder…"), this);
    remove_ = new QPushButton(tr("Remove"), this);
    remove_->setEnabled(false);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    for (QPushButton *button : {addFile, addFolder, remove_}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    layout.addWidget(caption);
    layout.addWidget(files_);
    layout.addLayout(buttons);
    connect(addFile, &QPushButton::clicked, this, [this] { chooseFile(false); });
    connect(addFolder, &QPushButton::clicked, this, [this] { chooseFile(true); });
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
    scheme_->addItem(tr("as the first data set"), QString());
    for (const LandmarkScheme *scheme : builtinSchemes())
        scheme_->addItem(QString::fromStdString(scheme->name), QString::fromStdString(scheme->id));
    portraits_ = new QSpinBox(this);
    portraits_->setRange(0, 1'000'000);
    portraits_->setSpecialValueText(tr("none"));
    portraits_->setToolTip(tr("Drawn portraits with 98 points, for training alone"));
    share_ = new QDoubleSpinBox(this);
    share_->setRange(0, 90);
    share_->setDecimals(1);
    share_->setSuffix(tr(" %"));
    share_->setValue(100 * defaults.validation);
    share_->setToolTip(tr("Share of the people, folders or faces that no step is trained on"));
    group_ = new QComboBox(this);
    group_->addItem(tr("person, by file name"), static_cast<int>(pipeline::CropGroup::Person));
    group_->addItem(tr("folder"), static_cast<int>(pipeline::CropGroup::Folder));
    group_->addItem(tr("face"), static_cast<int>(pipeline::CropGroup::Face));
    auto *form = makeForm();
    addField(*form, tr("Land&marks"), scheme_);
    addField(*form, tr("&Rendered portraits"), portraits_);
    addField(*form, tr("&Validation"), share_);
    addField(*form, tr("Kept &together"), group_);
    buildCrop(*form);
    layout.addLayout(form);
    connect(portraits_, &QSpinBox::valueChanged, this, &TrainDataForm::changed);
}

void TrainDataForm::buildCrop(QFormLayout &form)
{
    const pipeline::CropCacheRequest defaults;
    side_ = new QSpinBox(this);
    side_->setRange(32, 1024);
    side_->setSingleStep(4);
    side_->setSuffix(tr(" px"));
    side_->setValue(defaults.side);
    shape_ = new QComboBox(this);
    shape_->addItem(tr("square, by the longer side of the box"), true);
    shape_->addItem(tr("stretched, each side for itself"), false);
    margin_ = new QDoubleSpinBox(this);
    margin_->setRange(1, 4);
    margin_->setSingleStep(0.05);
    margin_->setPrefix(tr("face box × "));
    margin_->setValue(defaults.margin);
    extra_ = new QSpinBox(this);
    extra_->setRange(0, 1000);
    extra_->setSuffix(tr(" px"));
    extra_->setSpecialValueText(tr("none"));
    extra_->setToolTip(tr("Pixels of the picture added on every side of the face box, before the crop's width"));
    addField(form, tr("Cr&op side"), side_);
    addField(form, tr("Crop s&hape"), shape_);
    addField(form, tr("Crop &width"), margin_);
    addField(form, tr("Bor&der of the box"), extra_);
    connect(side_, &QSpinBox::valueChanged, this, &TrainDataForm::changed);
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
    open_->setText(document_.isOpen() && !document_.facesPending()
                       ? tr("The open data set, %1").arg(QString::fromStdString(document_.dataset().name))
                       : tr("The open data set (none is open)"));
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
