#pragma once

#include <QComboBox>

namespace fiducial::ui {

/// A choice that reads as text ("NME, worst first") with a small arrow; a ground shows only under the mouse or focus.
class FlatCombo : public QComboBox {
    Q_OBJECT
public:
    explicit FlatCombo(QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
};

} // namespace fiducial::ui
