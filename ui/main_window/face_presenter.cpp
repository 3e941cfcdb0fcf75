#include "ui/main_window/face_presenter.h"

#include "core/analysis/calibration.h"
#include "ui/canvas/landmark_canvas.h"
#include "ui/document/project_document.h"
#include "ui/document/wording.h"
#include "ui/imaging/picture_loader.h"
#include "ui/imaging/qimage_convert.h"
#include "ui/main_window/canvas_edits.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <functional>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr std::size_t kMostHalos = 10; ///< where a whole face has gone wrong, its worst points

std::vector<PointSource> sourcesOf(const EditedSet &mine)
{
    std::vector<PointSource> sources;
    for (const Provenance &origin : mine.origin)
        sources.push_back(origin.source);
    return sources;
}

/// What blink, split and onion skin hold against each other: the ground truth and what it is to be compared with, mine
/// before the active run; where the ground truth is hidden, the two topmost sets; where less than two sets are shown,
/// the ground truth and the active run all the same.
std::array<int, 2> comparedLayers(const FaceOverlay &overlay, int activeRun)
{
    int truth = -1, run = -1, mine = -1;
    std::vector<int> shown;
    for (int i = 0; i < static_cast<int>(overlay.layers.size()); ++i) {
        const FaceLayer &layer = overlay.layers[static_cast<std::size_t>(i)];
        if (layer.visible && layer.opacity > 0)
            shown.push_back(i);
        if (layer.kind == LayerKind::GroundTruth)
            truth = i;
        else if (layer.kind == LayerKind::Mine)
            mine = i;
        else if (layer.run == activeRun)
            run = i;
    }
    const auto isShown = [&](int i) { return std::ranges::find(shown, i) != shown.end(); };
    if (isShown(truth)) {
        for (const int other : {mine, run, shown.back()})
            if (isShown(other) && other != truth)
                return {truth, other};
    } else if (shown.size() >= 2) {
        return {shown[shown.size() - 2], shown.back()};
    }
    return truth >= 0 && run >= 0 ? std::array{truth, run} : std::array{-1, -1};
}

/// What the errors of this face are shares of, in pixels; NaN where it does not exist.
double lengthOf(const ProjectDocument &document, int row, const LandmarkSet &reference)
{
    const LandmarkScheme *scheme = document.scheme();
    if (!scheme || reference.count() != scheme->count)
        return std::numeric_limits<double>::quiet_NaN();
    const Face &face = document.face(row);
    return metrics::normalisers(reference, *scheme, face.box,
                                face.derived.boxSize)[static_cast<std::size_t>(document.normaliser())];
}

/// "2.1 px · 1.4 % · 0.9 σ", as much of it as is wanted and exists.
QString errorText(Point2 error, double length, const Covariance2f *covariance, const FacePresenter::PointErrors &parts)
{
    QStringList texts;
    const double pixels = std::hypot(error.x, error.y);
    if (parts.pixels)
        texts += FacePresenter::tr("%1 px").arg(QLocale().toString(pixels, 'f', 1));
    if (parts.share && std::isfinite(pixels / length))
        texts += percentText(pixels / length, 1);
    const double sigmas = covariance && parts.mahalanobis ? analysis::mahalanobis(error, *covariance)
                                                          : std::numeric_limits<double>::quiet_NaN();
    if (std::isfinite(sigmas))
        texts += FacePresenter::tr("%1 σ").arg(QLocale().toString(sigmas, 'f', 1));
    return texts.join(u" · "_s);
}
} // namespace

FacePresenter::FacePresenter(ProjectDocument &document, LandmarkCanvas &canvas, PictureLoader &pictures,
                             QObject *parent)
    : QObject(parent), document_(document), canvas_(canvas), pictures_(pictures)
{
    connect(&document_, &ProjectDocument::changed, this, [this](const ChangeEvent &event) {
        if (std::holds_alternative<DatasetReset>(event)) {
            face_ = -1;
            shownPath_.clear();
            wantedPath_.clear();
            pictures_.clear();
            hiddenRuns_.clear();
            setCurrentFace(-1);
            return;
        }
        if (face_ >= 0 && std::holds_alternative<MeasuresChanged>(event) && yardstick() != visitYardstick_)
            startVisit();
        if (face_ >= 0 && isShown(event))
            rebuild();
    });
    connect(&canvas_, &LandmarkCanvas::dragPreview, this, &FacePresenter::dragMoved);
    connect(&canvas_, &LandmarkCanvas::editFinished, this, &FacePresenter::editFinished);
    connect(&canvas_, &LandmarkCanvas::editCancelled, this, &FacePresenter::endPreview);
    connect(&canvas_, &LandmarkCanvas::comparisonChanged, this, [this] {
        if (face_ >= 0)
            updateLegend();
    });
    connect(&canvas_, &LandmarkCanvas::faceActivated, this,
            [this](const Uuid &id) { setCurrentFace(document_.rowOf(id)); });
    connect(&pictures_, &PictureLoader::loaded, this, &FacePresenter::pictureLoaded);
    connect(&pictures_, &PictureLoader::failed, this, [this](const QString &path, const Sentence &sentence) {
        if (path != wantedPath_)
            return;
        wantedPath_.clear();
        shownPath_.clear();
        pictureProblem_ = sentence;
        canvas_.showMessage(sentenceText(sentence));
        Q_EMIT problem(sentenceText(sentence));
    });
    canvas_.setHoverText(
        [this](const Uuid &id, int landmark, const LandmarkSet &shown) { return hoverText(id, landmark, shown); });
}

bool FacePresenter::isShown(const ChangeEvent &event) const
{
    const auto *faces = std::get_if<FacesChanged>(&event);
    const auto *runs = std::get_if<RunsChanged>(&event);
    const std::vector<int> *rows = faces ? &faces->rows : runs ? &runs->rows : nullptr;
    if (!rows || rows->empty())
        return true;
    const int sample = document_.face(face_).sample;
    return std::any_of(rows->begin(), rows->end(), [&](int row) { return document_.face(row).sample == sample; });
}

void FacePresenter::setCurrentFace(int face)
{
    if (face == face_ && face >= 0)
        return;
    if (canvas_.isDragging())
        canvas_.cancelGesture();
    const bool sameImage = face >= 0 && face_ >= 0 && document_.face(face).sample == document_.face(face_).sample;
    face_ = face;
    ghostFace_ = -1;
    dragging_ = false;
    startVisit();
    if (face_ < 0) {
        canvas_.setFaces({});
        canvas_.setNumberPlate({});
        canvas_.setLegend({});
    } else if (sameImage) {
        canvas_.setActiveFace(document_.faceId(face_));
        updatePlate();
        updateLegend();
    } else {
        requestPicture();
    }
    Q_EMIT currentFaceChanged(face_);
}

void FacePresenter::requestPicture()
{
    wantedPath_ = toQString(document_.dataset().imagePath(document_.face(face_).sample));
    pictureProblem_ = {};
    canvas_.beginLoading();
    canvas_.setScheme(document_.scheme());
    rebuild();
    pictures_.request(wantedPath_);
}

void FacePresenter::pictureLoaded(const QString &path, const Picture &picture)
{
    if (path != wantedPath_)
        return;
    wantedPath_.clear();
    shownPath_ = path;
    canvas_.setPicture(picture.image, picture.size);
    updatePlate();
    Q_EMIT faceShown(face_);
}

void FacePresenter::prefetch(const std::vector<int> &faces)
{
    QStringList paths;
    for (const int face : faces) {
        const QString path = toQString(document_.dataset().imagePath(document_.face(face).sample));
        if (path != shownPath_ && !paths.contains(path))
            paths.append(path);
    }
    pictures_.prefetch(paths);
}

FacePresenter::Yardstick FacePresenter::yardstick() const
{
    return {document_.reference(), document_.normaliser()};
}

void FacePresenter::startVisit()
{
    visitNme_ = face_ >= 0 ? document_.nme(face_) : std::numeric_limits<double>::quiet_NaN();
    visitYardstick_ = yardstick();
}

void FacePresenter::rebuild()
{
    canvas_.setFaces(canvasFaces(document_.face(face_).sample));
    canvas_.setActiveFace(document_.faceId(face_));
    if (!std::isfinite(visitNme_) || !document_.isEdited(face_)) // no edit yet that a number could be before
        visitNme_ = document_.nme(face_);
    if (!dragging_)
        updatePlate();
    updateLegend();
}

std::vector<CanvasFace> FacePresenter::canvasFaces(int sample) const
{
    std::vector<CanvasFace> faces;
    for (const int row : document_.dataset().samples[static_cast<std::size_t>(sample)].faces)
        faces.push_back({document_.faceId(row), overlayOf(row), {-1, -1}, {}, {}});
    for (CanvasFace &face : faces) {
        face.compared = comparedLayers(face.overlay, document_.activeRun());
        addToolData(document_, document_.rowOf(face.id), face);
    }
    return faces;
}

std::vector<const DocumentRun *> FacePresenter::runsByRank() const
{
    std::vector<const DocumentRun *> runs;
    for (const auto &run : document_.runs())
        runs.push_back(run.get());
    std::ranges::stable_partition(runs,
                                  [this](const DocumentRun *run) { return run->number != document_.activeRun(); });
    return runs;
}

std::vector<int> FacePresenter::worstPoints(int row, const FaceOverlay &overlay) const
{
    const LandmarkScheme *scheme = document_.scheme();
    const int judged = judgedLayer(overlay);
    if (judged < 0 || !scheme)
        return {};
    const LandmarkSet &set = overlay.layers[static_cast<std::size_t>(judged)].set;
    const Face &face = document_.face(row);
    const auto lengths = metrics::normalisers(*overlay.reference, *scheme, face.box, face.derived.boxSize);
    const double limit = document_.threshold() * lengths[static_cast<std::size_t>(document_.normaliser())];
    const auto errors = metrics::pointErrors(*overlay.reference, set.points);
    std::vector<int> worst;
    for (int i = 0; i < set.count(); ++i)
        if (set.isPresent(i) && errors[static_cast<std::size_t>(i)] > limit)
            worst.push_back(i);
    std::ranges::stable_sort(worst, std::greater(), [&](int i) { return errors[static_cast<std::size_t>(i)]; });
    if (worst.size() > kMostHalos)
        worst.resize(kMostHalos);
    return worst;
}

FaceOverlay FacePresenter::overlayOf(int row) const
{
    FaceOverlay overlay;
    const Face &face = document_.face(row);
    const EditedSet &mine = document_.state(row).mine;
    overlay.box = face.box;
    const auto add = [&](LayerKind kind, LandmarkSet set, int run) {
        if (set.empty())
            return;
        FaceLayer layer = makeLayer(kind, std::move(set), run);
        layer.style = layerStyle(kind, document_.runLook(run));
        layer.visible = isLayerVisible(kind) && (kind != LayerKind::Run || isRunVisible(run));
        if (const auto opacity = opacity_.find(kind); opacity != opacity_.end())
            layer.opacity = opacity->second;
        layer.editable = kind == LayerKind::Mine || mine.empty(); // mine once begun is what hands move
        if (kind == LayerKind::Mine)
            layer.sources = sourcesOf(mine);
        overlay.layers.push_back(std::move(layer));
    };
    add(LayerKind::GroundTruth, face.truth, -1);
    for (const DocumentRun *run : runsByRank()) {
        add(LayerKind::Run, document_.runSet(row, run->number), run->number);
        if (run->run.schemeId == document_.dataset().schemeId && !overlay.layers.empty() &&
            overlay.layers.back().run == run->number) {
            FaceLayer &layer = overlay.layers.back();
            layer.covariance = document_.covariance(row, run->number);
            if (ellipseScale_ && canvas_.options().ellipses && !layer.covariance.empty())
                layer.sigmaFactors = ellipseScale_(row, run->number).factors;
        }
    }
    add(LayerKind::Mine, mine.set, -1);
    LandmarkSet reference = document_.referenceSet(row);
    if (!reference.empty())
        overlay.reference = std::move(reference);
    overlay.failed = document_.isFailure(row);
    overlay.worst = worstPoints(row, overlay);
    for (const Comment &comment :
         document_.openComments(row) > 0 ? document_.state(row).comments : std::vector<Comment>{})
        if (!comment.resolved && comment.point >= 0)
            overlay.remarked.push_back(comment.point);
    if (row == ghostFace_)
        overlay.ghost = ghost_;
    return overlay;
}

void FacePresenter::setLayerVisible(LayerKind kind, bool visible)
{
    if (visible)
        hidden_.erase(kind);
    else
        hidden_.insert(kind);
    if (face_ >= 0)
        rebuild();
}

void FacePresenter::setGhost(int face, LandmarkSet ghost)
{
    if (ghost.empty())
        face = -1;
    if (face < 0 && ghostFace_ < 0)
        return;
    ghostFace_ = face;
    ghost_ = std::move(ghost);
    if (face_ >= 0)
        rebuild();
}

void FacePresenter::setRunVisible(int run, bool visible)
{
    if (visible)
        hiddenRuns_.erase(run);
    else
        hiddenRuns_.insert(run);
    if (face_ >= 0)
        rebuild();
}

void FacePresenter::setLayerOpacity(LayerKind kind, double opacity)
{
    opacity_[kind] = opacity;
    if (face_ >= 0)
        rebuild();
}

void FacePresenter::dragMoved(const Uuid &id, const LandmarkSet &set, const std::vector<int> &moved)
{
    const int row = document_.rowOf(id);
    if (row < 0 || row != face_)
        return;
    const LandmarkScheme *scheme = document_.scheme();
    if (!dragging_ && scheme) {
        dragging_ = true;
        const LandmarkSet reference = document_.referenceSet(row);
        const Face &face = document_.face(row);
        const auto lengths = metrics::normalisers(reference, *scheme, face.box, face.derived.boxSize);
        live_ = metrics::LiveNme(reference, set.points, lengths[static_cast<std::size_t>(document_.normaliser())]);
        for (int i = 0; i < set.count(); ++i)
            if (!set.isPresent(i))
                live_.setPresent(i, false, set.points[static_cast<std::size_t>(i)]);
    }
    for (const int i : moved)
        live_.movePoint(i, set.points[static_cast<std::size_t>(i)]);
    dragged_ = set;
    updatePlate();
    Q_EMIT preview(set);
}

void FacePresenter::editFinished(const CanvasEdit &edit)
{
    const int row = document_.rowOf(edit.face);
    dragging_ = false;
    if (row >= 0)
        document_.editLandmarks(row, landmarkEdit(document_, row, edit));
    endPreview();
}

void FacePresenter::endPreview()
{
    dragging_ = false;
    updatePlate();
    Q_EMIT previewEnded();
}

double FacePresenter::shownNme() const
{
    if (face_ < 0)
        return std::numeric_limits<double>::quiet_NaN();
    return dragging_ ? live_.value() : document_.nme(face_);
}

QString FacePresenter::nmeSentence() const
{
    const bool mine = dragging_ || document_.subject(face_) == Subject::Mine;
    const QString subject = mine ? tr("mine") : document_.runName(document_.activeRun());
    return tr("NME, %1, %2 against %3").arg(normaliserName(document_.normaliser()), subject, document_.referenceName());
}

double FacePresenter::nmeBefore() const
{
    constexpr double kSame = 5e-6;
    return std::abs(visitNme_ - shownNme()) > kSame ? visitNme_ : std::numeric_limits<double>::quiet_NaN();
}

void FacePresenter::updatePlate()
{
    if (face_ < 0)
        return;
    NumberPlate plate;
    const double nme = shownNme();
    if (std::isfinite(nme) && document_.exists(face_)) {
        plate.headline = percentText(nme);
        plate.text = nmeSentence();
        if (const double before = nmeBefore(); std::isfinite(before))
            plate.muted = tr("was %1").arg(percentText(before));
    }
    plate.second = faceSentence();
    canvas_.setNumberPlate(plate);
}

int FacePresenter::pointsOutsidePicture() const
{
    if (!wantedPath_.isEmpty() || !canvas_.hasPicture())
        return 0; // its size is not known yet
    const Size size = canvas_.imageSize();
    const LandmarkSet set = dragging_                                   ? dragged_
                            : document_.subject(face_) == Subject::None ? document_.face(face_).truth
                                                                        : document_.subjectSet(face_);
    int outside = 0;
    for (int i = 0; i < set.count(); ++i) {
        const Point2 p = set.points[static_cast<std::size_t>(i)];
        const bool inside = p.x >= -0.5 && p.y >= -0.5 && p.x <= size.width - 0.5 && p.y <= size.height - 0.5;
        outside += set.isPresent(i) && !inside;
    }
    return outside;
}

/// What was done to the points by hand; nothing where nothing was.
QString FacePresenter::handSentence() const
{
    int human = 0;
    double distanceMoved = 0;
    for (const Provenance &origin : document_.state(face_).mine.origin) {
        human += origin.source == PointSource::Human;
        distanceMoved += static_cast<double>(origin.movedPixels);
    }
    if (human == 0)
        return {};
    if (distanceMoved == 0) // put where there was no point before
        return u" · "_s + tr("%n point(s) placed", nullptr, human);
    QString sentence = u" · "_s + tr("%n point(s) moved", nullptr, human);
    if (!std::isfinite(shownNme())) // no reference: the way the points went is all there is to say
        sentence += u", "_s + tr("%1 px on average").arg(QLocale().toString(distanceMoved / human, 'f', 1));
    return sentence;
}

QString FacePresenter::faceSentence() const
{
    if (face_ < 0)
        return {};
    const QLocale locale;
    const Sample &sample = document_.dataset().sampleOf(face_);
    if (!document_.exists(face_))
        return QString::fromStdString(sample.image) + u" · "_s + tr("no face yet: Face > Add face draws one");
    QString sentence = QString::fromStdString(sample.image) + u" · "_s +
                       tr("face %1 of %2")
                           .arg(locale.toString(document_.dataset().numberInImage(face_) + 1),
                                locale.toString(static_cast<int>(sample.faces.size())));
    sentence += handSentence();
    if (const int outside = pointsOutsidePicture(); outside > 0)
        sentence += u" · "_s + tr("%n point(s) outside the picture", nullptr, outside);
    return sentence;
}

void FacePresenter::retranslate()
{
    if (face_ < 0)
        return;
    if (!pictureProblem_.empty())
        canvas_.showMessage(sentenceText(pictureProblem_));
    updatePlate();
    updateLegend();
}

void FacePresenter::updateLegend()
{
    std::vector<LegendEntry> legend;
    const FaceOverlay overlay = document_.exists(face_) ? overlayOf(face_) : FaceOverlay{};
    const std::array<int, 2> compared = comparedLayers(overlay, document_.activeRun());
    const bool compares = canvas_.comparison() != Comparison::Off && compared[0] >= 0;
    for (int i = 0; i < static_cast<int>(overlay.layers.size()); ++i) {
        const FaceLayer &layer = overlay.layers[static_cast<std::size_t>(i)];
        if (compares ? i != compared[0] && i != compared[1] : !layer.visible)
            continue;
        QString name = layer.kind == LayerKind::GroundTruth ? tr("ground truth")
                       : layer.kind == LayerKind::Mine      ? tr("mine")
                                                            : document_.runName(layer.run);
        if (ellipseScale_ && canvas_.options().ellipses && !layer.covariance.empty())
            name += u", "_s + ellipseScale_(face_, layer.run).words;
        legend.push_back({layer.style, name, layer.opacity});
    }
    canvas_.setLegend(legend);
}

void FacePresenter::setEllipseScale(std::function<EllipseScale(int, int)> scale)
{
    ellipseScale_ = std::move(scale);
    refreshEllipses();
}

void FacePresenter::refreshEllipses()
{
    if (face_ >= 0)
        rebuild();
}

void FacePresenter::setPointErrors(const PointErrors &parts)
{
    pointErrors_ = parts;
    if (parts.any())
        canvas_.setPointNotes([this](const Uuid &id, const FaceLayer &layer) { return pointNotes(id, layer); });
    else
        canvas_.setPointNotes({});
}

std::vector<PointNote> FacePresenter::pointNotes(const Uuid &id, const FaceLayer &layer) const
{
    const int row = document_.rowOf(id);
    if (row < 0)
        return {};
    const LandmarkSet reference = document_.referenceSet(row);
    const double length = lengthOf(document_, row, reference);
    std::vector<PointNote> notes;
    for (int i = 0; i < layer.set.count() && reference.count() == layer.set.count(); ++i) {
        if (!layer.set.isPresent(i) || !reference.isPresent(i))
            continue;
        const auto at = static_cast<std::size_t>(i);
        const Point2 error = layer.set.points[at] - reference.points[at];
        const Covariance2f *covariance = layer.covariance.size() > at ? &layer.covariance[at] : nullptr;
        notes.push_back({i, errorText(error, length, covariance, pointErrors_), std::hypot(error.x, error.y)});
    }
    return notes;
}

QString FacePresenter::hoverText(const Uuid &id, int landmark, const LandmarkSet &shown) const
{
    const int row = document_.rowOf(id);
    if (row < 0)
        return {};
    const LandmarkSet reference = document_.referenceSet(row);
    if (reference.count() != shown.count() || landmark >= shown.count() || !reference.isPresent(landmark))
        return {};
    const auto i = static_cast<std::size_t>(landmark);
    std::vector<Covariance2f> covariance;
    if (document_.runSet(row, document_.activeRun()) == shown)
        covariance = document_.covariance(row, document_.activeRun());
    return errorText(shown.points[i] - reference.points[i], lengthOf(document_, row, reference),
                     covariance.size() > i ? &covariance[i] : nullptr, {true, true, true});
}

void FacePresenter::usePrediction(Scope scope)
{
    const LandmarkScheme *scheme = document_.scheme();
    if (face_ < 0 || document_.activeRun() < 0 || !scheme)
        return;
    std::vector<int> points;
    if (scope != Scope::Face) {
        points = canvas_.selection();
        if (points.empty())
            return;
    }
    if (scope == Scope::Contours) {
        std::set<int> all;
        for (const int p : points) {
            const int contour = scheme->contourOf(p);
            if (contour < 0)
                all.insert(p);
            else
                all.insert(scheme->contours[static_cast<std::size_t>(contour)].points.begin(),
                           scheme->contours[static_cast<std::size_t>(contour)].points.end());
        }
        points.assign(all.begin(), all.end());
    }
    document_.usePrediction(face_, document_.activeRun(), points);
}

} // namespace fiducial::ui
