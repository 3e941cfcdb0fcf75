#pragma once

#include <QDialog>

class QLabel;
class QSlider;

namespace fiducial::ui {

/// Brightness, contrast and gamma of the view. Stays open beside the work; every move of a slider is told at once. The
/// pixels of the picture are not changed.
class ToneDialog : public QDialog {
    Q_OBJECT
public:
    explicit ToneDialog(QWidget *parent);

    QSlider *brightnessSlider() const { return brightness_; } ///< -100..100
    QSlider *contrastSlider() const { return contrast_; }     ///< -100..100
    QSlider *gammaSlider() const { return gamma_; }           ///< -100..100: 0.2..5, evenly in its logarithm

Q_SIGNALS:
    /// As LandmarkCanvas::setTone() takes them.
    void toneChanged(double brightness, double contrast, double gamma);

private:
    double gamma() const;
    void tell();
    void reset();

    QSlider *brightness_;
    QSlider *contrast_;
    QSlider *gamma_;
    QLabel *brightnessValue_;
    QLabel *contrastValue_;
    QLabel *gammaValue_;
};

} // namespace fiducial::ui
