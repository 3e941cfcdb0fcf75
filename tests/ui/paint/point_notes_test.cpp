#include "ui/paint/point_notes.h"

#include <QFont>
#include <QSet>
#include <QTest>

using namespace fiducial;
using namespace fiducial::ui;

namespace {

const QRectF kBounds(0, 0, 800, 600);

/// A grid of points, this far from each other.
FaceOverlay gridOf(int columns, int rows, double step)
{
    LandmarkSet set;
    for (int i = 0; i < columns * rows; ++i)
        set.points.push_back({60 + step * (i % columns), 60 + step * (i / columns)});
    FaceOverlay face;
    face.layers = {makeLayer(LayerKind::Run, set, 0)};
    return face;
}

std::vector<PointNote> notesFor(const FaceOverlay &face)
{
    std::vector<PointNote> notes;
    for (int i = 0; i < face.layers[0].set.count(); ++i)
        notes.push_back({i, QStringLiteral("12.5 px"), double(i * 7 % 13)});
    return notes;
}

std::vector<PlacedNote> place(const FaceOverlay &face, const Highlight &highlight = {},
                              const OverlayOptions &options = {})
{
    return placePointNotes(notesFor(face), face, 0, highlight, {1, {0, 0}}, nullptr, options, QFont(), kBounds);
}

QSet<int> landmarksOf(const std::vector<PlacedNote> &notes)
{
    QSet<int> landmarks;
    for (const PlacedNote &note : notes)
        landmarks.insert(note.landmark);
    return landmarks;
}

} // namespace

class PointNotesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void notes_standBesideTheirPoints();
    void notes_coverNeitherMarksNorEachOther();
    void notes_makeRoomForLabels();
    void notes_stayInside();
    void denseFace_keepsTheHeaviestAndTheWanted();
};

void PointNotesTest::notes_standBesideTheirPoints()
{
    const FaceOverlay face = gridOf(4, 3, 120);
    const auto placed = place(face);
    QCOMPARE(placed.size(), std::size_t{12});
    for (const PlacedNote &note : placed) {
        const Point2 p = face.layers[0].set.points[static_cast<std::size_t>(note.landmark)];
        QVERIFY(note.rect.adjusted(-8, -8, 8, 8).contains(QPointF(p.x + 0.5, p.y + 0.5)));
    }
}

void PointNotesTest::notes_coverNeitherMarksNorEachOther()
{
    for (const double step : {70.0, 45.0, 30.0, 14.0}) {
        const FaceOverlay face = gridOf(8, 6, step);
        const auto placed = place(face);
        QVERIFY(!placed.empty());
        for (std::size_t i = 0; i < placed.size(); ++i) {
            for (std::size_t k = 0; k < i; ++k)
                QVERIFY(!placed[i].rect.intersects(placed[k].rect));
            for (const Point2 p : face.layers[0].set.points)
                QVERIFY(!placed[i].rect.intersects(QRectF(p.x + 0.5 - 3.5, p.y + 0.5 - 3.5, 7, 7)));
        }
    }
}

void PointNotesTest::notes_makeRoomForLabels()
{
    const FaceOverlay face = gridOf(1, 1, 100);
    const auto alone = place(face);
    OverlayOptions options;
    options.labels = LabelMode::Indices;
    const auto labelled = place(face, {}, options);
    QVERIFY(alone.front().rect.left() > 60); // on the right, where the index stands now
    QVERIFY(labelled.front().rect != alone.front().rect);
}

void PointNotesTest::notes_stayInside()
{
    FaceOverlay face = gridOf(2, 1, 100);
    face.layers[0].set.points = {{797, 2}, {-40, 300}};
    const auto placed = place(face);
    QCOMPARE(landmarksOf(placed), QSet<int>{0}); // the other one is out of sight
    QVERIFY(kBounds.contains(placed.front().rect));
}

void PointNotesTest::denseFace_keepsTheHeaviestAndTheWanted()
{
    const FaceOverlay face = gridOf(30, 30, 12);
    const auto placed = place(face);
    QVERIFY(!placed.empty() && placed.size() <= 10);
    for (const PlacedNote &note : placed)
        QVERIFY(note.landmark * 7 % 13 >= 11);
    Highlight highlight;
    highlight.selected = {0, 29}; // weights 0 and 8, at corners
    highlight.nameHovered = false;
    highlight.hovered = 870; // another corner
    const QSet<int> wanted = landmarksOf(place(face, highlight));
    QVERIFY(wanted.contains(870));
    QVERIFY(wanted.size() <= 13);
}

QTEST_MAIN(PointNotesTest)
#include "point_notes_test.moc"
