#include "app/cli/face_drawing.h"

#include "app/cli/table.h"
#include "core/image/image.h"
#include "ui/imaging/qimage_convert.h"
#include "ui/paint/face_figure.h"

#include <QBuffer>

namespace fiducial::cli {

namespace {
using namespace Qt::StringLiterals;

ui::NumberPlate plateOf(const FaceDrawing &drawing, std::size_t i)
{
    const Dataset &dataset = *drawing.input->dataset;
    const int row = drawing.faces[i];
    const QString run = QString::fromStdString(drawing.run->name);
    ui::NumberPlate plate;
    if (const auto &e = drawing.evaluation) {
        plate.headline = QString::fromStdString(percent(e->faceNme(static_cast<int>(i))));
        plate.text = u"NME, %1, %2 against %3"_s.arg(QString::fromUtf8(metrics::toString(e->normaliser).data()), run,
                                                     drawing.reference ? u"corrected"_s : u"ground truth"_s);
    } else {
        plate.text = run;
    }
    plate.second = QString::fromStdString(dataset.sampleOf(row).image) +
                   u" · face %1 of %2"_s.arg(dataset.numberInImage(row) + 1).arg(dataset.sampleOf(row).faces.size());
    return plate;
}

void addReference(const FaceDrawing &drawing, int row, ui::FaceOverlay *overlay, std::vector<ui::LegendEntry> *legend)
{
    const LandmarkSet *given = drawing.reference ? drawing.reference(row) : nullptr;
    const LandmarkSet &reference = given ? *given : drawing.input->dataset->faces[static_cast<std::size_t>(row)].truth;
    if (reference.empty())
        return;
    overlay->layers.push_back(ui::makeLayer(ui::LayerKind::GroundTruth, reference));
    overlay->reference = reference;
    legend->push_back({ui::layerStyle(ui::LayerKind::GroundTruth), given ? u"corrected"_s : u"ground truth"_s, 1});
}

void addRun(const FaceDrawing &drawing, int at, ui::FaceOverlay *overlay, std::vector<ui::LegendEntry> *legend)
{
    const Run &run = *drawing.run;
    if (at < 0 || run.rows[static_cast<std::size_t>(at)].missing)
        return;
    const Prediction &prediction = run.rows[static_cast<std::size_t>(at)];
    auto points = pointsInScheme(prediction, run.schemeId, drawing.scheme->id);
    if (!points)
        return;
    overlay->layers.push_back(ui::makeLayer(ui::LayerKind::Run, {std::move(points).value(), {}}, 0));
    if (run.schemeId == drawing.scheme->id)
        overlay->layers.back().covariance = prediction.covariance;
    legend->push_back({ui::layerStyle(ui::LayerKind::Run, 0), QString::fromStdString(run.name), 1});
}
} // namespace

Result<QImage> drawFace(const FaceDrawing &drawing, std::size_t i, int side, double magnification)
{
    const Dataset &dataset = *drawing.input->dataset;
    const int row = drawing.faces[i];
    const Face &face = dataset.faces[static_cast<std::size_t>(row)];
    auto picture = image::decode(dataset.imagePath(face.sample));
    if (!picture)
        return picture.error();
    ui::FaceFigure figure;
    figure.picture = ui::toQImage(*picture);
    figure.scheme = drawing.scheme;
    ui::FaceOverlay overlay;
    overlay.box = face.box;
    addReference(drawing, row, &overlay, &figure.legend);
    addRun(drawing, drawing.rowOfFace[i], &overlay, &figure.legend);
    if (const EditedSet *mine = drawing.mine ? drawing.input->edited(row) : nullptr) {
        overlay.layers.push_back(ui::makeLayer(ui::LayerKind::Mine, mine->set));
        figure.legend.push_back({ui::layerStyle(ui::LayerKind::Mine), u"mine"_s, 1});
    }
    figure.area = ui::faceArea(overlay);
    figure.faces.push_back(std::move(overlay));
    figure.options.errorMagnification = magnification;
    figure.failure = drawing.failed(i);
    figure.plate = plateOf(drawing, i);
    return ui::renderFaceFigure(figure, QSize(side, side));
}

QByteArray encoded(const QImage &image, const char *format)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    return image.save(&buffer, format) ? bytes : QByteArray();
}

} // namespace fiducial::cli
