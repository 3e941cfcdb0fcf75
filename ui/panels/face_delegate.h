#pragma once

#include <QStyledItemDelegate>

class QListView;

namespace fiducial::ui {

class FaceListModel;
class ProjectDocument;
struct FaceThumbnail;
struct Palette;

/// Draws a face of the browser: as a card (picture, name, NME, review mark) in a grid, as one line in a list. The view
/// it belongs to tells which, by its view mode. Decodes nothing.
class FaceDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    FaceDelegate(const ProjectDocument &document, FaceListModel &model, QListView &view);

    void setOverlaysShown(bool shown);
    void setFailuresShown(bool shown); ///< frames around faces beyond the threshold

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// Width of a card when `available` pixels hold as many columns as fit; its height follows.
    static QSize cellSize(int available);
    static constexpr int kLineHeight = 40;

    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    void paintCard(QPainter &painter, const QRectF &cell, const QModelIndex &index, const Palette &colours,
                   const QStyleOptionViewItem &option) const;
    void paintLine(QPainter &painter, const QRectF &cell, const QModelIndex &index, const Palette &colours,
                   const QStyleOptionViewItem &option) const;
    void paintPicture(QPainter &painter, const QRectF &square, const QModelIndex &index, const Palette &colours) const;
    void paintLandmarks(QPainter &painter, const QRectF &square, int face, const FaceThumbnail &thumb) const;
    void paintComments(QPainter &painter, const QRectF &square, const QModelIndex &index, const Palette &colours) const;
    /// Draws the NME right-aligned and returns its width.
    double paintNumber(QPainter &painter, const QRectF &line, const QModelIndex &index, const Palette &colours) const;

    const ProjectDocument &document_;
    FaceListModel &model_;
    QListView &view_;
    bool overlays_ = true;
    bool failures_ = true;
};

} // namespace fiducial::ui
