#pragma once

#include <QHeaderView>
#include <QLabel>

namespace fiducial::ui {

/// Titles that do not fit lose their middle: names of runs often begin and end alike. Where the column is about a run
/// (kRunLookRole), its mark stands before the name.
class ElidedHeader : public QHeaderView {
    Q_OBJECT
public:
    explicit ElidedHeader(QWidget *parent = nullptr);

protected:
    void initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const override;
};

/// One line of text at the right that never asks for room; where it does not fit, the whole of it is the tooltip.
class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace fiducial::ui
