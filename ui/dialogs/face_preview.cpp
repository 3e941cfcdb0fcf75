#include "ui/dialogs/face_preview.h"

#include "core/image/image.h"
#include "core/pipeline/predict.h"
#include "core/scheme/landmark_scheme.h"
#include "ui/imaging/qimage_convert.h"
#include "ui/paint/face_figure.h"
#include "ui/theme/marks.h"
#include "ui/theme/palette.h"
#include "ui/theme/translated.h"

#include <QLocale>
#include <QPainter>

namespace fiducial::ui {

Result<PreviewResult> previewFace(const ModelLoader &load, const PreviewFace &face, const JobContext &context)
{
    auto model = load();
    if (!model)
        return model.error();
    pipeline::PredictRequest request;
    request.dataset = face.dataset.get();
    request.faces = {face.row};
    const auto report = pipeline::predict(request, **model, nullptr, context);
    if (!report)
        return report.error();
    if (report->cancelled)
        return makeError(Errc::Cancelled, says("The preview was cancelled."));
    if (report->run.rows.empty() || report->run.rows.front().missing)
        return makeError(Errc::Missing, report->issues.empty() ? says("This face cannot be predicted.")
                                                               : report->issues.front().sentence());
    const auto picture =
        image::decode(face.dataset->imagePath(face.dataset->faces[static_cast<std::size_t>(face.row)].sample));
    if (!picture)
        return picture.error();
    PreviewResult result;
    result.picture = toQImage(*picture);
    for (const Point2f p : report->run.rows.front().points)
        result.points.push_back({p.x, p.y});
    result.scheme = findScheme((*model)->card().schemeId);
    result.model = QString::fromStdString((*model)->card().name);
    result.device = QString::fromStdString((*model)->device());
    result.milliseconds = 1000 * report->networkSeconds;
    return result;
}

FacePreview::FacePreview(QWidget *parent) : QWidget(parent)
{
    setMinimumSize(200, 160);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    translated(this, [this] { setAccessibleName(tr("Preview")); });
}

void FacePreview::showResult(const PreviewResult &result)
{
    result_ = result;
    message_.clear();
    drawn_ = {};
    setAccessibleDescription(tr("%1 on the current face").arg(result.model));
    update();
}

void FacePreview::showMessage(const QString &sentence)
{
    result_ = {};
    message_ = sentence;
    drawn_ = {};
    setAccessibleDescription(sentence);
    update();
}

void FacePreview::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Palette &colours = paletteOf(palette());
    painter.setRenderHint(QPainter::Antialiasing);
    if (!hasResult()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.raised);
        painter.drawRoundedRect(rect(), measures::kRadius, measures::kRadius);
        painter.setPen(colours.muted);
        painter.drawText(rect().adjusted(16, 16, -16, -16), Qt::AlignCenter | Qt::TextWordWrap, message_);
        return;
    }
    if (drawn_.deviceIndependentSize() != QSizeF(size()) || drawn_.devicePixelRatio() != devicePixelRatio()) {
        FaceFigure figure;
        figure.picture = result_.picture;
        figure.scheme = result_.scheme;
        figure.ground = colours.canvas;
        LandmarkSet set;
        set.points = result_.points;
        set.visibility.assign(result_.points.size(), Visibility::Visible);
        FaceOverlay overlay;
        overlay.layers.push_back(makeLayer(LayerKind::Run, set, 0));
        figure.faces.push_back(overlay);
        figure.area = faceArea(figure.faces.front());
        figure.options.markSize = 4;
        figure.font = font();
        drawn_ = renderFaceFigure(figure, size(), devicePixelRatio());
    }
    painter.drawImage(0, 0, drawn_);
}

} // namespace fiducial::ui
