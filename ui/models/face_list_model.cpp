#include "ui/models/face_list_model.h"

#include "ui/document/project_document.h"
#include "ui/imaging/thumbnail_queue.h"

#include <algorithm>
#include <cmath>

namespace fiducial::ui {

namespace {
constexpr int kBatchMs = 30;
}

FaceListModel::FaceListModel(ProjectDocument &document, ThumbnailQueue &thumbnails, QObject *parent)
    : QAbstractListModel(parent), document_(document), thumbnails_(thumbnails), yaws_(document)
{
    batch_.setSingleShot(true);
    batch_.setInterval(kBatchMs);
    connect(&batch_, &QTimer::timeout, this, &FaceListModel::emitTouched);
    connect(&thumbnails_, &ThumbnailQueue::ready, this, &FaceListModel::touch);
    connect(&document_, &ProjectDocument::changed, this, [this](const ChangeEvent &event) {
        if (std::holds_alternative<DatasetReset>(event)) {
            rebuild();
        } else if (std::holds_alternative<FacesListed>(event)) {
            relist();
        } else if (const auto *faces = std::get_if<FacesChanged>(&event)) {
            touch(faces->rows);
        } else if (const auto *runs = std::get_if<RunsChanged>(&event); runs && !runs->rows.empty()) {
            touch(runs->rows);
        } else {
            touch(rows_);
        }
    });
    rebuild();
}

int FaceListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant FaceListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const int face = faceAt(index.row());
    const Sample &sample = document_.dataset().sampleOf(face);
    switch (role) {
    case Qt::DisplayRole: {
        const QString path = QString::fromStdString(sample.image);
        const QString name = path.mid(path.lastIndexOf(u'/') + 1);
        return document_.exists(face) ? name : tr("%1, no face").arg(name);
    }
    case Qt::ToolTipRole:
        return document_.exists(face) ? QString::fromStdString(sample.image)
                                      : tr("%1, no face").arg(QString::fromStdString(sample.image));
    case Qt::AccessibleTextRole: {
        const double nme = document_.nme(face);
        const QString path = QString::fromStdString(sample.image);
        if (!document_.exists(face))
            return tr("%1, no face").arg(path);
        return std::isfinite(nme) ? tr("%1, %2 % NME").arg(path).arg(100 * nme, 0, 'f', 2) : path;
    }
    case FaceRowRole:
        return face;
    case NmeRole:
        return document_.nme(face);
    case FailedRole:
        return document_.isFailure(face);
    case ReviewRole:
        return static_cast<int>(document_.exists(face) ? document_.review(face) : ReviewState::New);
    case EditedRole:
        return document_.isEdited(face);
    case FacesInImageRole:
        return static_cast<int>(sample.faces.size());
    case CommentsRole:
        return document_.openComments(face);
    default:
        return {};
    }
}

void FaceListModel::setOrder(const FaceOrder &order)
{
    if (order == order_)
        return;
    order_ = order;
    rebuild();
}

void FaceListModel::refresh()
{
    rebuild();
}

int FaceListModel::listRowOf(int face) const
{
    if (face < 0 || face >= document_.faceCount())
        return -1;
    const auto at = static_cast<std::size_t>(order_.oneRowPerImage ? document_.face(face).sample : face);
    return at < listRow_.size() ? listRow_[at] : -1;
}

void FaceListModel::rebuild()
{
    setRows(orderedFaces(document_, order_, yaws_));
}

/// A face that goes or comes is no reason to sort again: the others would jump away from under the hand.
void FaceListModel::relist()
{
    const bool sorted = order_.sort != FaceSort::FileOrder;
    setRows(sorted ? orderedFacesAsBefore(document_, order_, rows_) : orderedFaces(document_, order_, yaws_));
}

void FaceListModel::setRows(std::vector<int> rows)
{
    beginResetModel();
    rows_ = std::move(rows);
    touched_.clear();
    const bool ofImages = order_.oneRowPerImage && document_.isOpen();
    listRow_.assign(ofImages ? document_.dataset().samples.size() : static_cast<std::size_t>(document_.faceCount()),
                    -1);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        const int face = rows_[i];
        listRow_[static_cast<std::size_t>(order_.oneRowPerImage ? document_.face(face).sample : face)] =
            static_cast<int>(i);
    }
    endResetModel();
    Q_EMIT orderChanged();
}

void FaceListModel::touch(const std::vector<int> &faces)
{
    if (faces.size() >= rows_.size()) {
        touched_.clear();
        if (!rows_.empty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
        return;
    }
    touched_.insert(faces.begin(), faces.end());
    if (!batch_.isActive())
        batch_.start();
}

void FaceListModel::emitTouched()
{
    for (const int face : std::exchange(touched_, {}))
        if (const int row = listRowOf(face); row >= 0)
            Q_EMIT dataChanged(index(row), index(row));
}

} // namespace fiducial::ui
