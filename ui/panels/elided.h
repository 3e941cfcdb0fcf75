#pragma once

#include <QHeaderView>
#include <QLabel>

namespace fiducial::ui {

/// As much of the text as fits, or nothing where that is less than half of it: three letters say nothing.
QString elidedOrNothing(const QFontMetrics &metrics, const QString &text, int room, Qt::TextElideMode mode);

/// Titles that do not fit lose their middle: names of runs often begin and end alike. Where the column is about a run
/// (kRunLookRole), its mark stands before the name.
class ElidedHeader : public QHeaderView {
    Q_OBJECT
public:
    explicit ElidedHeader(QWidget *parent = nullptr);

protected:
    void initStyleOptionForIndex(QStyleOptionHeader *option, int logicalIndex) const override;
};

/// One line of text at the right that never asks for room, shown by elidedOrNothing(); its owner sets a tooltip.
class ElidedLabel : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace fiducial::ui
