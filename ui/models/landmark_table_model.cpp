#include "ui/models/landmark_table_model.h"

#include "ui/document/project_document.h"
#include "ui/document/wording.h"
#include "ui/paint/scheme_words.h"

#include <QLocale>

#include <cmath>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

LandmarkTableModel::LandmarkTableModel(ProjectDocument &document, QObject *parent)
    : QAbstractTableModel(parent), document_(document)
{
    connect(&document_, &ProjectDocument::changed, this, [this](const ChangeEvent &event) {
        if (std::holds_alternative<DatasetReset>(event)) {
            setFace(-1);
            return;
        }
        const auto *faces = std::get_if<FacesChanged>(&event);
        if (!faces || std::find(faces->rows.begin(), faces->rows.end(), face_) != faces->rows.end())
            reload();
    });
}

void LandmarkTableModel::setFace(int row)
{
    face_ = row;
    reload();
}

void LandmarkTableModel::reload()
{
    const int before = set_.count();
    LandmarkSet next;
    Subject subject = Subject::None;
    if (face_ >= 0 && face_ < document_.faceCount()) {
        subject = document_.subject(face_);
        wholeSource_ = subject == Subject::Run ? PointSource::Model : PointSource::GroundTruth;
        next = subject == Subject::None ? document_.face(face_).truth : document_.subjectSet(face_);
    }
    const bool reset = next.count() != before;
    if (reset)
        beginResetModel();
    set_ = std::move(next);
    if (subject == Subject::None)
        pixels_.clear(); // ground truth alone has no error
    else
        computeErrors();
    if (reset)
        endResetModel();
    else if (set_.count() > 0)
        Q_EMIT dataChanged(index(0, 0), index(set_.count() - 1, ColumnCount - 1));
}

void LandmarkTableModel::showPreview(const LandmarkSet &preview)
{
    if (preview.count() != set_.count() || set_.count() == 0)
        return;
    set_ = preview;
    computeErrors();
    Q_EMIT dataChanged(index(0, XColumn), index(set_.count() - 1, ColumnCount - 1));
}

void LandmarkTableModel::endPreview()
{
    reload();
}

void LandmarkTableModel::computeErrors()
{
    pixels_.clear();
    length_ = std::numeric_limits<double>::quiet_NaN();
    const LandmarkScheme *scheme = document_.scheme();
    if (face_ < 0 || !scheme)
        return;
    const LandmarkSet reference = document_.referenceSet(face_);
    if (reference.count() != set_.count())
        return;
    pixels_ = metrics::pointErrors(reference, set_.points);
    const Face &face = document_.face(face_);
    length_ = metrics::normalisers(reference, *scheme, face.box,
                                   face.derived.boxSize)[static_cast<std::size_t>(document_.normaliser())];
}

int LandmarkTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : set_.count();
}

int LandmarkTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

PointSource LandmarkTableModel::sourceOf(int point) const
{
    const EditedSet &mine = document_.state(face_).mine;
    if (mine.empty() || static_cast<std::size_t>(point) >= mine.origin.size())
        return wholeSource_;
    return mine.origin[static_cast<std::size_t>(point)].source;
}

QString LandmarkTableModel::provenanceText(int point) const
{
    const EditedSet &mine = document_.state(face_).mine;
    const bool edited = static_cast<std::size_t>(point) < mine.origin.size();
    Provenance from{wholeSource_, static_cast<std::int16_t>(document_.activeRun()), 0, 0};
    if (edited)
        from = mine.origin[static_cast<std::size_t>(point)];
    QStringList said;
    const DocumentRun *run = from.source == PointSource::GroundTruth ? nullptr : document_.run(from.run);
    switch (from.source) {
    case PointSource::None:
        return tr("Not placed yet");
    case PointSource::GroundTruth:
        said += tr("From the ground truth");
        break;
    case PointSource::Model:
        said += tr("From a model");
        break;
    case PointSource::Human:
        said +=
            tr("Placed by hand, moved %1 px").arg(QLocale().toString(static_cast<double>(from.movedPixels), 'f', 1));
        break;
    }
    if (run) {
        QString model = QString::fromStdString(run->run.modelName.empty() ? run->run.name : run->run.modelName);
        if (!run->run.modelHash.empty())
            model += u" · SHA-256 "_s + QString::fromStdString(run->run.modelHash.substr(0, 12)) + u'…';
        said += from.source == PointSource::Human ? tr("Before that from %1").arg(model) : model;
    }
    if (from.time > 0)
        said += timeText(std::int64_t{from.time} * 1000);
    return said.join(u'\n');
}

QVariant LandmarkTableModel::text(int point, int column) const
{
    const auto i = static_cast<std::size_t>(point);
    const Point2 p = set_.points[i];
    const LandmarkScheme *scheme = document_.scheme();
    switch (column) {
    case IndexColumn:
        return QString::number(point);
    case NameColumn:
        return scheme ? landmarkCaption(*scheme, point) : QString();
    case XColumn:
        return isFinite(p) ? QString::number(p.x, 'f', 1) : u"–"_s;
    case YColumn:
        return isFinite(p) ? QString::number(p.y, 'f', 1) : u"–"_s;
    case VisibilityColumn:
        switch (set_.visibilityAt(point)) {
        case Visibility::Visible:
            return tr("visible");
        case Visibility::Occluded:
            return tr("occluded");
        case Visibility::Absent:
            return tr("absent");
        }
        return {};
    case SourceColumn:
        switch (sourceOf(point)) {
        case PointSource::GroundTruth:
            return tr("ground truth");
        case PointSource::Model:
            return tr("model");
        case PointSource::Human:
            return tr("human");
        case PointSource::None:
            return u"–"_s;
        }
        return {};
    case PixelsColumn:
        return i < pixels_.size() && std::isfinite(pixels_[i]) ? QString::number(pixels_[i], 'f', 1) : u"–"_s;
    case PercentColumn: {
        const double share = i < pixels_.size() ? pixels_[i] / length_ : std::numeric_limits<double>::quiet_NaN();
        return std::isfinite(share) ? QString::number(100 * share, 'f', 1) : u"–"_s;
    }
    default:
        return {};
    }
}

QVariant LandmarkTableModel::sortValue(int point, int column) const
{
    const auto i = static_cast<std::size_t>(point);
    switch (column) {
    case IndexColumn:
        return point;
    case XColumn:
        return set_.points[i].x;
    case YColumn:
        return set_.points[i].y;
    case PixelsColumn:
    case PercentColumn:
        return i < pixels_.size() && std::isfinite(pixels_[i]) ? pixels_[i] : -1.0;
    default:
        return text(point, column);
    }
}

QVariant LandmarkTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= set_.count())
        return {};
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), column);
    case Qt::ToolTipRole:
        return provenanceText(index.row());
    case SortRole:
        return sortValue(index.row(), column);
    case VisibilityRole:
        return static_cast<int>(set_.visibilityAt(index.row()));
    case SourceRole:
        return static_cast<int>(sourceOf(index.row()));
    case Qt::TextAlignmentRole:
        return column == NameColumn || column == VisibilityColumn || column == SourceColumn
                   ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
                   : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant LandmarkTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return data(index(0, section), role);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const bool tip = role == Qt::ToolTipRole;
    switch (section) {
    case IndexColumn:
        return tip ? tr("Index of the landmark in its scheme") : u"#"_s;
    case NameColumn:
        return tr("name");
    case XColumn:
        return tip ? tr("Image pixels; (0, 0) is the centre of the top-left pixel") : u"x"_s;
    case YColumn:
        return tip ? tr("Image pixels; (0, 0) is the centre of the top-left pixel") : u"y"_s;
    case VisibilityColumn:
        return tr("visibility");
    case SourceColumn:
        return tip ? tr("Where the point came from") : tr("source");
    case PixelsColumn:
        return tip ? tr("Distance to the reference in pixels") : tr("px");
    case PercentColumn:
        return tip ? tr("Distance to the reference as a share of the normaliser") : u"%"_s;
    default:
        return {};
    }
}

} // namespace fiducial::ui
