#include "ui/dialogs/tone_dialog.h"

#include "ui/theme/translated.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>

#include <cmath>
#include <functional>

namespace fiducial::ui {

namespace {
constexpr int kSteps = 100;
constexpr double kMostGamma = 5;
} // namespace

ToneDialog::ToneDialog(QWidget *parent) : QDialog(parent)
{
    auto *grid = new QGridLayout(this);
    grid->setColumnMinimumWidth(1, 220);
    grid->setColumnMinimumWidth(2, 44);
    const auto addRow = [&](int row, QSlider *&slider, QLabel *&value, const std::function<QString()> &text) {
        auto *label = new QLabel(this);
        slider = new QSlider(Qt::Horizontal, this);
        slider->setRange(-kSteps, kSteps);
        slider->setPageStep(10);
        value = new QLabel(this);
        value->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        label->setBuddy(slider);
        translated(label, [label, slider = slider, text] {
            label->setText(text());
            slider->setAccessibleName(text());
        });
        grid->addWidget(label, row, 0);
        grid->addWidget(slider, row, 1);
        grid->addWidget(value, row, 2);
    };
    addRow(0, brightness_, brightnessValue_, [] { return tr("Brightness"); });
    addRow(1, contrast_, contrastValue_, [] { return tr("Contrast"); });
    addRow(2, gamma_, gammaValue_, [] { return tr("Gamma"); });
    for (QSlider *slider : {brightness_, contrast_, gamma_})
        connect(slider, &QSlider::valueChanged, this, &ToneDialog::tell);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Reset | QDialogButtonBox::Close, this);
    connect(buttons->button(QDialogButtonBox::Reset), &QPushButton::clicked, this, &ToneDialog::reset);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    grid->addWidget(buttons, 3, 0, 1, 3);
    translated(this, [this] {
        setWindowTitle(tr("Brightness and contrast"));
        tell(); // numbers, too
    });
}

double ToneDialog::gamma() const
{
    return std::pow(kMostGamma, gamma_->value() / static_cast<double>(kSteps));
}

void ToneDialog::tell()
{
    const QLocale locale;
    brightnessValue_->setText(locale.toString(brightness_->value()));
    contrastValue_->setText(locale.toString(contrast_->value()));
    gammaValue_->setText(locale.toString(gamma(), 'f', 2));
    Q_EMIT toneChanged(brightness_->value() / static_cast<double>(kSteps),
                       contrast_->value() / static_cast<double>(kSteps), gamma());
}

void ToneDialog::reset()
{
    for (QSlider *slider : {brightness_, contrast_, gamma_}) {
        const QSignalBlocker quiet(slider);
        slider->setValue(0);
    }
    tell();
}

} // namespace fiducial::ui
