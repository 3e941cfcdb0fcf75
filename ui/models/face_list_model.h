#pragma once

#include "ui/models/face_order.h"

#include <QAbstractListModel>
#include <QTimer>

#include <unordered_set>

namespace fiducial::ui {

class ProjectDocument;
class ThumbnailQueue;

/// The browser's rows: faces in a FaceOrder. Never decodes; thumbnails arrive through the queue and repaint in batches.
class FaceListModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role {
        FaceRowRole = Qt::UserRole, ///< int: data set row
        NmeRole,                    ///< double, NaN where there is none
        FailedRole,                 ///< bool: NME beyond the threshold, or the detector missed the face
        ReviewRole,                 ///< int: ReviewState
        EditedRole,                 ///< bool: mine is not empty
        FacesInImageRole,           ///< int
        CommentsRole,               ///< int: comments that are not resolved
    };

    FaceListModel(ProjectDocument &document, ThumbnailQueue &thumbnails, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

    const FaceOrder &order() const { return order_; }
    void setOrder(const FaceOrder &order);
    /// Sorts and filters again as the order says (after NMEs have changed).
    void refresh();

    int faceAt(int listRow) const { return rows_[static_cast<std::size_t>(listRow)]; }
    /// Where a face is listed; where one row stands for its image, that row. -1: not listed.
    int listRowOf(int face) const;
    const std::vector<int> &faces() const { return rows_; }
    ThumbnailQueue &thumbnails() const { return thumbnails_; }

Q_SIGNALS:
    /// After rows were reset; the view restores its current face.
    void orderChanged();

private:
    void rebuild();
    void relist();
    void setRows(std::vector<int> rows);
    void touch(const std::vector<int> &faces);
    void emitTouched();

    ProjectDocument &document_;
    ThumbnailQueue &thumbnails_;
    FaceOrder order_;
    YawCache yaws_;
    std::vector<int> rows_;
    std::vector<int> listRow_; ///< per face, with one row per image per sample; -1: not listed
    std::unordered_set<int> touched_;
    QTimer batch_;
};

} // namespace fiducial::ui
