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
    : QAbstractListModel(parent), document_(document), thumbnails_(thumbnails)
{
    batch_.setSingleShot(true);
    batch_.setInterval(kBatchMs);
    connect(&batch_, &QTimer::timeout, this, &FaceListModel::emitTouched);
    connect(&thumbnails_, &ThumbnailQueue::ready, this, &FaceListModel::touch);
    connect(&document_, &ProjectDocument::changed, this, [this](const ChangeEvent &event) {
        if (std::holds_alternative<DatasetReset>(event)) {
            rebuild();
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
        return path.mid(path.lastIndexOf(u'/') + 1);
    }
    case Qt::ToolTipRole:
        return QString::fromStdString(sample.image);
    case Qt::AccessibleTextRole: {
        const double nme = document_.nme(face);
        const QString path = QString::fromStdString(sample.image);
        return std::isfinite(nme) ? tr("%1, %2 % NME").arg(path).arg(100 * nme, 0, 'f', 2) : path;
    }
    case FaceRowRole:
        return face;
    case NmeRole:
        return document_.nme(face);
    case FailedRole: {
        const Prediction *p = document_.prediction(face, document_.activeRun());
        return document_.nme(face) > document_.threshold() || (p && p->missing && document_.state(face).mine.empty());
    }
    case ReviewRole:
        return static_cast<int>(document_.state(face).review);
    case EditedRole:
        return !document_.state(face).mine.empty();
    case FacesInImageRole:
        return static_cast<int>(sample.faces.size());
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
    const auto &index = order_.oneRowPerImage ? listRowOfSample_ : listRowOfFace_;
    const auto it = index.find(order_.oneRowPerImage ? document_.face(face).sample : face);
    return it == index.end() ? -1 : it->second;
}

void FaceListModel::rebuild()
{
    beginResetModel();
    rows_ = orderedFaces(document_, order_);
    listRowOfFace_.clear();
    listRowOfSample_.clear();
    touched_.clear();
    for (std::size_t i = 0; i < rows_.size(); ++i) {
        listRowOfFace_[rows_[i]] = static_cast<int>(i);
        if (order_.oneRowPerImage)
            listRowOfSample_[document_.face(rows_[i]).sample] = static_cast<int>(i);
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
