#pragma once

#include "core/dataset/face_state.h"

#include <QAbstractTableModel>

namespace fiducial::ui {

class ProjectDocument;

/// The landmarks of one face: of its subject (mine, else the active run), else of the ground truth. Errors are against
/// the document's reference. Follows the document; a preview replaces the points while a drag goes on.
class LandmarkTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        IndexColumn,
        NameColumn,
        XColumn,
        YColumn,
        VisibilityColumn,
        SourceColumn,
        PixelsColumn,
        PercentColumn,
        ColumnCount
    };
    enum Role { SortRole = Qt::UserRole, VisibilityRole, SourceRole };

    explicit LandmarkTableModel(ProjectDocument &document, QObject *parent = nullptr);

    void setFace(int row); ///< -1: none
    int face() const { return face_; }
    void showPreview(const LandmarkSet &preview);
    void endPreview();

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void reload();
    void computeErrors();
    QVariant text(int point, int column) const;
    QVariant sortValue(int point, int column) const;
    PointSource sourceOf(int point) const;
    QString provenanceText(int point) const; ///< source, model and its hash, distance moved, time

    ProjectDocument &document_;
    int face_ = -1;
    LandmarkSet set_;
    PointSource wholeSource_ = PointSource::GroundTruth;
    std::vector<double> pixels_; ///< error of each point, NaN where it does not exist
    double length_ = 0;          ///< normaliser
};

} // namespace fiducial::ui
