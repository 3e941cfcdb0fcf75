#pragma once

#include <QString>
#include <QWidget>

#include <vector>

namespace fiducial::ui {

/// Lines of "caption   value   aside": caption muted at the left, value bold and aside muted in right-aligned columns.
/// Drawn by itself, so that new values cost one repaint and no layout; made for values that follow a drag.
class NumberRows : public QWidget {
    Q_OBJECT
public:
    struct Row {
        QString caption;
        QString value; ///< empty: the caption has the line to itself
        QString aside;
        bool strong = false; ///< caption in the main text colour
        friend bool operator==(const Row &, const Row &) = default;
    };
    explicit NumberRows(QWidget *parent = nullptr);
    void setRows(std::vector<Row> rows);
    const std::vector<Row> &rows() const { return rows_; }
    /// Tells assistive technology what is shown; not while a drag goes on.
    void announce();
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<Row> rows_;
};

/// Lines of "caption  ====---  value" under one common scale.
class BarRows : public QWidget {
    Q_OBJECT
public:
    struct Row {
        QString caption;
        double value = 0; ///< NaN: a dash and no bar
        friend bool operator==(const Row &, const Row &) = default;
    };
    explicit BarRows(QWidget *parent = nullptr);
    /// `full`: value of a bar over the whole width.
    void setRows(std::vector<Row> rows, double full);
    const std::vector<Row> &rows() const { return rows_; }
    void announce();
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::vector<Row> rows_;
    double full_ = 1;
};

} // namespace fiducial::ui
