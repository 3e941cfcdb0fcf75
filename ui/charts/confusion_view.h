#pragma once

#include "core/scheme/landmark_scheme.h"
#include "ui/charts/chart_frame.h"

#include <QWidget>

#include <optional>
#include <utility>
#include <vector>

namespace fiducial::ui {

/// On which contour the points of each contour landed, in percent of the row: rows are the contours of the predicted
/// points, columns, in the same order, those of the nearest reference landmark. A click on a cell chooses it; arrow
/// keys walk, Return chooses. GUI thread.
class ConfusionView : public QWidget {
    Q_OBJECT
public:
    explicit ConfusionView(QWidget *parent = nullptr);

    /// `counts`: as analysis::ContourConfusion has them, or empty. `scheme` may be null then, and outlives the view.
    void setCounts(const LandmarkScheme *scheme, std::vector<std::vector<int>> counts);
    void setEmptyText(const QString &sentence);

    double share(int from, int to) const;     ///< of the row; NaN where the row has no point
    QString textOf(int from, int to) const;   ///< "12 of 2,527 points of the left eye landed on the left brow (0.5 %)"
    QString cellText(int from, int to) const; ///< as it is drawn; empty for zero
    QRect cellRect(int from, int to) const;
    QSize sizeHint() const override { return {420, 220}; }
    QSize minimumSizeHint() const override { return {260, 140}; }

Q_SIGNALS:
    void cellChosen(int from, int to); ///< one that holds points

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    using Cell = std::optional<std::pair<int, int>>;
    int count() const { return static_cast<int>(counts_.size()); }
    int points(int from, int to) const { return counts_[static_cast<std::size_t>(from)][static_cast<std::size_t>(to)]; }
    QString nameOf(int contour) const;
    double nameWidth() const;
    Cell cellAt(QPointF position) const;
    void setCurrent(Cell cell);
    void choose(Cell cell);
    void paintCell(QPainter &painter, int from, int to) const;

    const LandmarkScheme *scheme_ = nullptr;
    std::vector<std::vector<int>> counts_;
    std::vector<int> totals_; ///< of each row
    QString empty_;
    Cell current_; ///< under the mouse, or of the keyboard
};

} // namespace fiducial::ui
