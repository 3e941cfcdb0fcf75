#include "ui/dialogs/model_card_dialog.h"

#include "ui/dialogs/face_preview.h"
#include "ui/document/wording.h"
#include "ui/imaging/qimage_convert.h"
#include "ui/jobs/job_runner.h"
#include "ui/theme/marks.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include <array>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kMaxSide = 4096;
constexpr int kMaxOffset = 100'000;
/// Below every real margin: stands for "not said yet".
constexpr double kNoMargin = 0;

/// How 0..255 becomes what the network was trained on.
struct ValueRange {
    double scale;
    std::array<double, 3> mean;
    std::array<double, 3> deviation;
};
constexpr std::array kRanges{
    ValueRange{1.0 / 255, {0, 0, 0}, {1, 1, 1}},
    ValueRange{1, {127.5, 127.5, 127.5}, {127.5, 127.5, 127.5}},
    ValueRange{1.0 / 255, {0.485, 0.456, 0.406}, {0.229, 0.224, 0.225}},
    ValueRange{1, {0, 0, 0}, {1, 1, 1}},
};

int rangeOf(const model::ModelCard &card)
{
    for (std::size_t i = 0; i < kRanges.size(); ++i)
        if (card.scale == kRanges[i].scale && card.mean == kRanges[i].mean && card.deviation == kRanges[i].deviation)
            return static_cast<int>(i);
    return -1;
}

QString shapeText(const std::vector<std::int64_t> &shape)
{
    QStringList sides;
    for (const std::int64_t side : shape)
        sides += QString::number(side);
    return sides.join(u" × "_s);
}
} // namespace

ModelCardDialog::ModelCardDialog(const QString &weights, const model::ProbeReport &probe, QWidget *parent)
    : QDialog(parent),
      draft_(probe.draft),
      outputs_(probe.outputs),
      asked_(probe.missing.begin(), probe.missing.end()),
      weights_(weights)
{
    setWindowTitle(tr("Describe the model"));
    markPanel(this);
    build(weights, probe);
    check();
}

void ModelCardDialog::build(const QString &weights, const model::ProbeReport &probe)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(buildFound(weights, probe));
    layout->addWidget(makeSeparator(this));
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setHorizontalSpacing(14);
    form->setVerticalSpacing(8);
    addNetworkRows(*form);
    addPictureRows(*form);
    body_ = new QHBoxLayout;
    body_->setSpacing(20);
    body_->addLayout(form, 1);
    layout->addLayout(body_);
    layout->addStretch();
    problem_ = new QLabel(this);
    problem_->setWordWrap(true);
    problem_->setMinimumHeight(2 * problem_->fontMetrics().lineSpacing());
    problem_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    markMuted(problem_);
    layout->addWidget(problem_);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    ok_ = buttons->addButton(tr("Add model"), QDialogButtonBox::AcceptRole);
    markPrimary(ok_);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    buttons_ = buttons;
    setMinimumWidth(540);
}

void ModelCardDialog::enablePreview(JobRunner &jobs, const PreviewFace &face)
{
    constexpr int kWidth = 320; // beside the form: below it the two would be higher than a small screen
    preview_ = new FacePreview(this);
    preview_->setFixedWidth(kWidth);
    preview_->showMessage(tr("Preview shows the face on screen as these answers make it."));
    body_->addWidget(preview_);
    setMinimumWidth(minimumWidth() + body_->spacing() + kWidth);
    try_ = buttons_->addButton(tr("&Preview"), QDialogButtonBox::ActionRole);
    connect(try_, &QPushButton::clicked, this, [this, &jobs, face] {
        const auto load = [card = card(), folder = toPath(weights_).parent_path()] {
            return model::loadModel(card, folder, {});
        };
        try_->setEnabled(false);
        preview_->showMessage(tr("Predicting…"));
        jobs.run<PreviewResult>(
            JobRunner::Pool::Inference, tr("Preview"),
            [load, face](const JobContext &context) { return previewFace(load, face, context); }, this,
            [this](const Result<PreviewResult> &result) {
                if (result)
                    preview_->showResult(*result);
                else
                    preview_->showMessage(errorText(result.error()));
                check();
            });
    });
    check();
}

QWidget *ModelCardDialog::buildFound(const QString &weights, const model::ProbeReport &probe)
{
    QStringList outputs;
    for (const auto &shape : probe.outputs)
        outputs += shapeText(shape);
    QStringList lines{tr("%1 has no model card. What the file tells is filled in; please say the rest.")
                          .arg(QFileInfo(weights).fileName())};
    if (!probe.architecture.empty())
        lines += tr("Kind of file: %1").arg(QString::fromStdString(probe.architecture));
    if (!probe.input.empty())
        lines += tr("Input: %1 × %2 pixels").arg(probe.input.width).arg(probe.input.height);
    if (!outputs.isEmpty())
        lines += tr("Output: %1").arg(outputs.join(u", "_s));
    auto *found = new QLabel(lines.join(u'\n'), this);
    found->setWordWrap(true);
    return found;
}

void ModelCardDialog::addRow(QFormLayout &form, const QString &caption, QWidget *field, bool asked)
{
    auto *label = new QLabel(caption, this);
    label->setBuddy(field);
    field->setAccessibleName(caption);
    if (asked)
        markTitle(label);
    else
        markMuted(label);
    form.addRow(label, field);
}

QComboBox *ModelCardDialog::makeChoice(const std::string &field,
                                       const std::vector<std::pair<QString, QVariant>> &values, const QVariant &value)
{
    auto *box = new QComboBox(this);
    box->setPlaceholderText(tr("choose…"));
    for (const auto &[text, meaning] : values)
        box->addItem(text, meaning);
    box->setCurrentIndex(asks(field) ? -1 : box->findData(value));
    connect(box, &QComboBox::currentIndexChanged, this, &ModelCardDialog::check);
    return box;
}

QSpinBox *ModelCardDialog::makeSide(const std::string &field, int value)
{
    auto *side = new QSpinBox(this);
    side->setRange(0, kMaxSide);
    side->setSpecialValueText(tr("choose…"));
    side->setSuffix(tr(" px"));
    side->setValue(asks(field) ? 0 : value);
    connect(side, &QSpinBox::valueChanged, this, &ModelCardDialog::check);
    return side;
}

void ModelCardDialog::addNetworkRows(QFormLayout &form)
{
    name_ = new QLineEdit(QString::fromStdString(draft_.name), this);
    connect(name_, &QLineEdit::textChanged, this, &ModelCardDialog::check);
    addRow(form, tr("Name"), name_, false);
    if (asks("architecture")) {
        architecture_ = new QLineEdit(this);
        connect(architecture_, &QLineEdit::textChanged, this, &ModelCardDialog::check);
        addRow(form, tr("Architecture"), architecture_, true);
    }
    std::vector<std::pair<QString, QVariant>> schemes;
    for (const LandmarkScheme *scheme : builtinSchemes())
        schemes.emplace_back(schemeText(*scheme), QString::fromStdString(scheme->id));
    scheme_ = makeChoice("scheme", schemes, QString::fromStdString(draft_.schemeId));
    addRow(form, tr("Landmarks"), scheme_, asks("scheme"));
    output_ = makeChoice("output.kind",
                         {{tr("coordinates"), static_cast<int>(model::OutputKind::Coordinates)},
                          {tr("stages of points, the last one counts"), static_cast<int>(model::OutputKind::Stages)},
                          {tr("heatmaps"), static_cast<int>(model::OutputKind::Heatmaps)}},
                         static_cast<int>(draft_.output));
    addRow(form, tr("Output"), output_, asks("output.kind"));
    if (asks("output.name")) {
        outputName_ = new QLineEdit(this);
        connect(outputName_, &QLineEdit::textChanged, this, &ModelCardDialog::check);
        addRow(form, tr("Name of the output"), outputName_, true);
    }
    offset_ = new QSpinBox(this);
    offset_->setRange(-1, kMaxOffset);
    offset_->setSpecialValueText(asks("output.offset") ? tr("choose…") : tr("the output holds nothing else"));
    offset_->setValue(asks("output.offset") ? -1 : draft_.outputOffset);
    offset_->setToolTip(tr("Position of the first coordinate in an output that holds other numbers too"));
    connect(offset_, &QSpinBox::valueChanged, this, &ModelCardDialog::check);
    addRow(form, tr("First coordinate at"), offset_, asks("output.offset"));
    const bool unitAsked = asks("output.unit") || asks("output.kind");
    unit_ = makeChoice(unitAsked ? "output.kind" : "output.unit",
                       {{tr("0 to 1 across the crop"), static_cast<int>(model::CoordinateUnit::UnitSquare)},
                        {tr("pixels of the input"), static_cast<int>(model::CoordinateUnit::Pixels)}},
                       static_cast<int>(draft_.unit));
    if (unitAsked)
        unit_->setCurrentIndex(-1);
    addRow(form, tr("Coordinates are"), unit_, unitAsked);
}

void ModelCardDialog::addPictureRows(QFormLayout &form)
{
    width_ = makeSide("input.width", draft_.input.width);
    addRow(form, tr("Input width"), width_, asks("input.width"));
    height_ = makeSide("input.height", draft_.input.height);
    addRow(form, tr("Input height"), height_, asks("input.height"));
    colours_ = makeChoice("input.colour", {{tr("RGB"), true}, {tr("BGR"), false}}, draft_.rgb);
    addRow(form, tr("Colour order"), colours_, asks("input.colour"));
    const bool valuesAsked = asks("input.scale") || asks("input.mean") || asks("input.deviation");
    std::vector<std::pair<QString, QVariant>> ranges{
        {tr("0 to 1"), 0}, {tr("−1 to 1"), 1}, {tr("ImageNet mean and deviation"), 2}, {tr("0 to 255"), 3}};
    if (!valuesAsked && rangeOf(draft_) < 0)
        ranges.emplace_back(tr("as the file says"), -1);
    values_ = makeChoice("input.scale", ranges, rangeOf(draft_));
    if (valuesAsked)
        values_->setCurrentIndex(-1);
    addRow(form, tr("Pixel values"), values_, valuesAsked);
    margin_ = new QDoubleSpinBox(this);
    margin_->setRange(kNoMargin, 10);
    margin_->setSingleStep(0.05);
    margin_->setSpecialValueText(tr("choose…"));
    margin_->setPrefix(tr("face box × "));
    margin_->setValue(asks("crop.margin") ? kNoMargin : draft_.crop.margin);
    connect(margin_, &QDoubleSpinBox::valueChanged, this, &ModelCardDialog::check);
    addRow(form, tr("Crop"), margin_, asks("crop.margin"));
    square_ = makeChoice("crop.square", {{tr("square, the longer side"), true}, {tr("each side by itself"), false}},
                         draft_.crop.square);
    addRow(form, tr("Shape of the crop"), square_, asks("crop.square"));
    law_ = makeChoice("crop.law",
                      {{tr("pixel centres (OpenCV resize)"), static_cast<int>(GridLaw::PixelCentre)},
                       {tr("pixel edges"), static_cast<int>(GridLaw::Edge)}},
                      static_cast<int>(draft_.crop.law));
    addRow(form, tr("Crop coordinates at"), law_, asks("crop.law"));
}

QStringList ModelCardDialog::openFields() const
{
    const bool coordinates = output_->currentData() == static_cast<int>(model::OutputKind::Coordinates);
    const std::pair<bool, QString> fields[]{
        {name_->text().trimmed().isEmpty(), tr("name")},
        {architecture_ && architecture_->text().trimmed().isEmpty(), tr("architecture")},
        {scheme_->currentIndex() < 0, tr("landmarks")},
        {output_->currentIndex() < 0, tr("output")},
        {outputName_ && outputName_->text().trimmed().isEmpty(), tr("name of the output")},
        {asks("output.offset") && coordinates && offset_->value() < 0, tr("first coordinate")},
        {coordinates && unit_->currentIndex() < 0, tr("unit of the coordinates")},
        {width_->value() == 0, tr("input width")},
        {height_->value() == 0, tr("input height")},
        {colours_->currentIndex() < 0, tr("colour order")},
        {values_->currentIndex() < 0, tr("pixel values")},
        {margin_->value() <= kNoMargin, tr("crop")},
        {square_->currentIndex() < 0, tr("shape of the crop")},
        {law_->currentIndex() < 0, tr("crop coordinates")},
    };
    QStringList open;
    for (const auto &[isOpen, caption] : fields)
        if (isOpen)
            open += caption;
    return open;
}

QString ModelCardDialog::contradiction() const
{
    const LandmarkScheme *scheme = findScheme(scheme_->currentData().toString().toStdString());
    const bool coordinates = output_->currentData() == static_cast<int>(model::OutputKind::Coordinates);
    if (!scheme || !coordinates || outputs_.size() != 1)
        return {};
    std::int64_t length = 1;
    for (std::size_t i = 1; i < outputs_.front().size(); ++i)
        length *= outputs_.front()[i];
    const std::int64_t needed = 2LL * scheme->count + std::max(0, offset_->value());
    if (needed > length)
        return tr("The output has %1 numbers, %2 points from there need %3.")
            .arg(length)
            .arg(scheme->count)
            .arg(needed);
    if (offset_->value() < 0 && !asks("output.offset") && needed != length)
        return tr("The output has %1 numbers, %2 points are %3: say where they begin.")
            .arg(length)
            .arg(scheme->count)
            .arg(needed);
    return {};
}

bool ModelCardDialog::isComplete() const
{
    return openFields().isEmpty() && contradiction().isEmpty();
}

void ModelCardDialog::check()
{
    if (!ok_)
        return; // still being built
    const bool coordinates = output_->currentData() == static_cast<int>(model::OutputKind::Coordinates);
    unit_->setEnabled(coordinates);
    offset_->setEnabled(coordinates);
    const QStringList open = openFields();
    const QString wrong = contradiction();
    problem_->setText(!wrong.isEmpty() ? wrong
                      : open.isEmpty() ? tr("The card is complete. Compare the first predictions with the picture.")
                                       : tr("Still to be said: %1.").arg(open.join(u", "_s)));
    ok_->setEnabled(isComplete());
    if (try_)
        try_->setEnabled(isComplete());
}

model::ModelCard ModelCardDialog::card() const
{
    model::ModelCard card = draft_;
    card.name = name_->text().trimmed().toStdString();
    if (architecture_)
        card.architecture = architecture_->text().trimmed().toStdString();
    card.schemeId = scheme_->currentData().toString().toStdString();
    card.output = static_cast<model::OutputKind>(output_->currentData().toInt());
    if (outputName_)
        card.outputName = outputName_->text().trimmed().toStdString();
    card.outputOffset = card.output == model::OutputKind::Coordinates ? offset_->value() : -1;
    if (unit_->currentIndex() >= 0)
        card.unit = static_cast<model::CoordinateUnit>(unit_->currentData().toInt());
    card.input = {width_->value(), height_->value()};
    card.rgb = colours_->currentData().toBool();
    if (const int range = values_->currentData().toInt(); values_->currentIndex() >= 0 && range >= 0) {
        const ValueRange &chosen = kRanges[static_cast<std::size_t>(range)];
        card.scale = chosen.scale;
        card.mean = chosen.mean;
        card.deviation = chosen.deviation;
        if (!card.rgb) { // the card's order is the network's
            std::swap(card.mean[0], card.mean[2]);
            std::swap(card.deviation[0], card.deviation[2]);
        }
    }
    card.crop.margin = margin_->value();
    card.crop.square = square_->currentData().toBool();
    card.crop.law = static_cast<GridLaw>(law_->currentData().toInt());
    return card;
}

} // namespace fiducial::ui
