#include "ui/imaging/face_drawing.h"

#include "core/image/image.h"
#include "ui/document/wording.h"
#include "ui/imaging/qimage_convert.h"
#include "ui/paint/face_figure.h"

#include <QBuffer>
#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace fiducial::ui {

namespace {
constexpr double kPixelsOfMark = 60; ///< of the picture's side: marks of small pictures leave the face to be seen
using namespace Qt::StringLiterals;

struct DrawingText {
    Q_DECLARE_TR_FUNCTIONS(FaceDrawing)
};

NumberPlate plateOf(const FaceDrawing &drawing, std::size_t entry)
{
    const Dataset &dataset = *drawing.dataset;
    const int row = drawing.faces[entry];
    const QString run = QString::fromStdString(drawing.run->name);
    NumberPlate plate;
    if (const auto &e = drawing.evaluation) {
        plate.headline = std::isfinite(drawing.nme(entry)) ? percentText(drawing.nme(entry)) : u"–"_s;
        plate.text = DrawingText::tr("NME, %1, %2 against %3")
                         .arg(normaliserName(e->normaliser), run,
                              drawing.reference ? drawing.referenceName : DrawingText::tr("ground truth"));
    } else {
        plate.text = run;
    }
    plate.second =
        DrawingText::tr("%1 · face %2 of %3")
            .arg(QString::fromStdString(dataset.sampleOf(row).image), QString::number(dataset.numberInImage(row) + 1),
                 QString::number(dataset.sampleOf(row).faces.size()));
    return plate;
}

void addReference(const FaceDrawing &drawing, int row, FaceOverlay *overlay, std::vector<LegendEntry> *legend)
{
    const LandmarkSet *given = drawing.reference ? drawing.reference(row) : nullptr;
    const LandmarkSet &reference = given ? *given : drawing.dataset->faces[static_cast<std::size_t>(row)].truth;
    if (reference.empty())
        return;
    overlay->layers.push_back(makeLayer(LayerKind::GroundTruth, reference));
    overlay->reference = reference;
    legend->push_back(
        {layerStyle(LayerKind::GroundTruth), given ? drawing.referenceName : DrawingText::tr("ground truth"), 1});
}

void addRun(const FaceDrawing &drawing, int at, FaceOverlay *overlay, std::vector<LegendEntry> *legend)
{
    const Run &run = *drawing.run;
    if (at < 0 || run.rows[static_cast<std::size_t>(at)].missing)
        return;
    const Prediction &prediction = run.rows[static_cast<std::size_t>(at)];
    auto points = pointsInScheme(prediction, run.schemeId, drawing.scheme->id);
    if (!points)
        return;
    overlay->layers.push_back(makeLayer(LayerKind::Run, {std::move(points).value(), {}}, 0));
    overlay->layers.back().style = drawing.runStyle;
    if (run.schemeId == drawing.scheme->id)
        overlay->layers.back().covariance = prediction.covariance;
    legend->push_back({drawing.runStyle, QString::fromStdString(run.name), 1});
}
} // namespace

double FaceDrawing::nme(std::size_t entry) const
{
    return evaluation ? evaluation->faceNme(static_cast<int>(entry)) : std::nan("");
}

bool FaceDrawing::failed(std::size_t entry) const
{
    return evaluation && (rowOfFace[entry] < 0 || !(nme(entry) <= evaluation->threshold));
}

Result<QImage> drawFace(const FaceDrawing &drawing, std::size_t entry, int side, double magnification)
{
    const Dataset &dataset = *drawing.dataset;
    const int row = drawing.faces[entry];
    const Face &face = dataset.faces[static_cast<std::size_t>(row)];
    auto picture = image::decode(dataset.imagePath(face.sample));
    if (!picture)
        return picture.error();
    FaceFigure figure;
    figure.picture = toQImage(*picture);
    figure.scheme = drawing.scheme;
    FaceOverlay overlay;
    overlay.box = face.box;
    addReference(drawing, row, &overlay, &figure.legend);
    addRun(drawing, drawing.rowOfFace[entry], &overlay, &figure.legend);
    const EditedSet *mine = drawing.mine ? drawing.mine(row) : nullptr;
    if (mine && !mine->empty()) {
        overlay.layers.push_back(makeLayer(LayerKind::Mine, mine->set));
        figure.legend.push_back({layerStyle(LayerKind::Mine), DrawingText::tr("mine"), 1});
    }
    if (drawing.heat) {
        auto heat = drawing.heat(entry);
        if (!heat)
            return heat.error();
        figure.heat = std::move(heat).value();
    }
    figure.area = faceArea(overlay);
    figure.faces.push_back(std::move(overlay));
    figure.options.errorMagnification = magnification;
    figure.options.markSize = std::clamp(side / kPixelsOfMark, 3.0, figure.options.markSize);
    figure.failure = drawing.failed(entry);
    if (drawing.plates == FaceDrawing::Plates::All)
        figure.plate = plateOf(drawing, entry);
    if (drawing.plates == FaceDrawing::Plates::None)
        figure.legend.clear();
    return renderFaceFigure(figure, QSize(side, side));
}

QByteArray encoded(const QImage &image, const char *format)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    return image.save(&buffer, format) ? bytes : QByteArray();
}

} // namespace fiducial::ui
