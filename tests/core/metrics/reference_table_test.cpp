#include "core/metrics/metrics.h"

#include <QTest>

#include <deque>

using namespace fiducial;
using metrics::Convention;
using metrics::Normaliser;

/// Forty faces from integer formulas, among them missing ones, absent points, a face without box, eye corner or pupil.
/// The expected numbers were computed by a separate program from the formulas of algorithms.md section 3.
namespace {

constexpr int kFaces = 40;
constexpr int kPoints = 98;
constexpr double kNull = std::numeric_limits<double>::quiet_NaN();
constexpr double kTolerance = 1e-9;

struct Expected {
    const char *normaliser;
    const char *convention;
    double threshold;
    double nme;
    double failureRate;
    double auc;
};

// clang-format off
constexpr Expected kExpected[] = {
    {"inter-ocular", "exact", 0.05, 0.0472757053, 0.4615384615, 0.2082628840},
    {"inter-ocular", "exact", 0.07, 0.0472757053, 0.2564102564, 0.3276378682},
    {"inter-ocular", "exact", 0.08, 0.0472757053, 0.0512820513, 0.3880765718},
    {"inter-ocular", "exact", 0.10, 0.0472757053, 0.0512820513, 0.5002048472},
    {"inter-ocular", "star", 0.05, 0.0472757053, 0.4615384615, 0.2094102564},
    {"inter-ocular", "star", 0.07, 0.0472757053, 0.2564102564, 0.3286996337},
    {"inter-ocular", "star", 0.08, 0.0472757053, 0.0512820513, 0.3881303419},
    {"inter-ocular", "star", 0.10, 0.0472757053, 0.0512820513, 0.5002478632},
    {"inter-ocular", "hrnet", 0.05, 0.0472757053, 0.4615384615, kNull},
    {"inter-ocular", "hrnet", 0.07, 0.0472757053, 0.2564102564, kNull},
    {"inter-ocular", "hrnet", 0.08, 0.0472757053, 0.0512820513, kNull},
    {"inter-ocular", "hrnet", 0.10, 0.0472757053, 0.0512820513, kNull},
    {"inter-ocular", "mmpose", 0.10, 0.0472339830, kNull, 0.8790513371},
    {"inter-ocular", "fan", 0.05, 0.0472757053, kNull, 0.2025641026},
    {"inter-ocular", "fan", 0.07, 0.0472757053, kNull, 0.3227106227},
    {"inter-ocular", "fan", 0.08, 0.0472757053, kNull, 0.3826923077},
    {"inter-ocular", "fan", 0.10, 0.0472757053, kNull, 0.4958974359},
    {"inter-pupil", "exact", 0.10, 0.0392332279, 0.0512820513, 0.5765052740},
    {"inter-pupil", "star", 0.05, 0.0392332279, 0.4615384615, 0.2655641026},
    {"inter-pupil", "star", 0.07, 0.0392332279, 0.0512820513, 0.4183699634},
    {"inter-pupil", "star", 0.08, 0.0392332279, 0.0512820513, 0.4834935897},
    {"inter-pupil", "star", 0.10, 0.0392332279, 0.0512820513, 0.5765384615},
    {"inter-pupil", "hrnet", 0.10, 0.0392332279, 0.0512820513, kNull},
    {"inter-pupil", "mmpose", 0.10, 0.0391986325, kNull, 0.8854281996},
    {"inter-pupil", "fan", 0.10, 0.0392332279, kNull, 0.5728205128},
    {"box", "exact", 0.10, 0.0222860280, 0.0500000000, 0.7382827336},
    {"box", "star", 0.05, 0.0222860280, 0.0500000000, 0.5285500000},
    {"box", "star", 0.07, 0.0222860280, 0.0500000000, 0.6489642857},
    {"box", "star", 0.08, 0.0222860280, 0.0500000000, 0.6853750000},
    {"box", "star", 0.10, 0.0222860280, 0.0500000000, 0.7383000000},
    {"box", "hrnet", 0.10, 0.0222860280, 0.0500000000, kNull},
    {"box", "mmpose", 0.10, 0.0222681121, kNull, 0.9004444662},
    {"box", "fan", 0.10, 0.0222860280, kNull, 0.7337500000},
    {"box-max", "exact", 0.10, 0.0213372474, 0.0500000000, 0.7472961499},
    {"box-max", "star", 0.05, 0.0213372474, 0.0500000000, 0.5464500000},
    {"box-max", "star", 0.07, 0.0213372474, 0.0500000000, 0.6617500000},
    {"box-max", "star", 0.08, 0.0213372474, 0.0500000000, 0.6965625000},
    {"box-max", "star", 0.10, 0.0213372474, 0.0500000000, 0.7472500000},
    {"box-max", "hrnet", 0.10, 0.0213372474, 0.0500000000, kNull},
    {"box-max", "mmpose", 0.10, 0.0213200942, kNull, 0.9011731423},
    {"box-max", "fan", 0.10, 0.0213372474, kNull, 0.7437500000},
    {"box-annotated", "exact", 0.10, 0.0133862361, 0.0512820513, 0.8217203240},
    {"box-annotated", "star", 0.05, 0.0133862361, 0.0512820513, 0.6964871795},
    {"box-annotated", "star", 0.07, 0.0133862361, 0.0512820513, 0.7685531136},
    {"box-annotated", "star", 0.08, 0.0133862361, 0.0512820513, 0.7899252137},
    {"box-annotated", "star", 0.10, 0.0133862361, 0.0512820513, 0.8216837607},
    {"box-annotated", "hrnet", 0.10, 0.0133862361, 0.0512820513, kNull},
    {"box-annotated", "mmpose", 0.10, 0.0133764743, kNull, 0.9011119833},
    {"box-annotated", "fan", 0.10, 0.0133862361, kNull, 0.8166666667},
    {"diagonal", "exact", 0.10, 0.0157288402, 0.0500000000, 0.8005760177},
    {"diagonal", "star", 0.05, 0.0157288402, 0.0500000000, 0.6531000000},
    {"diagonal", "star", 0.07, 0.0157288402, 0.0500000000, 0.7379285714},
    {"diagonal", "star", 0.08, 0.0157288402, 0.0500000000, 0.7632500000},
    {"diagonal", "star", 0.10, 0.0157288402, 0.0500000000, 0.8006000000},
    {"diagonal", "hrnet", 0.10, 0.0157288402, 0.0500000000, kNull},
    {"diagonal", "mmpose", 0.10, 0.0157161957, kNull, 0.9023384354},
    {"diagonal", "fan", 0.10, 0.0157288402, kNull, 0.7950000000},
};
// clang-format on

struct FixedFaces {
    std::deque<LandmarkSet> references;
    std::deque<std::vector<Point2>> predictions;
    std::deque<std::array<std::int8_t, 3>> attributes;
    std::vector<metrics::EvaluatedFace> faces;
};

LandmarkSet referenceOf(int f)
{
    LandmarkSet set;
    for (int k = 0; k < kPoints; ++k)
        set.points.push_back({100.0 + k * 53 % 97 + 3 * f, 80.0 + k * 29 % 89 + 2 * (f % 7)});
    if (f == 11)
        set.setVisibility(60, Visibility::Absent);
    if (f == 13)
        set.setVisibility(5, Visibility::Absent);
    if (f == 21)
        set.setVisibility(96, Visibility::Absent);
    return set;
}

std::vector<Point2> predictionOf(int f, const LandmarkSet &reference)
{
    if (f == 7 || f == 30)
        return {};
    std::vector<Point2> points;
    const double spread = (1 + f % 5) / 3.0;
    for (int k = 0; k < kPoints; ++k)
        points.push_back(reference.points[static_cast<std::size_t>(k)] +
                         Point2{((f * 31 + k * 17) % 23 - 11) / 4.0, ((f * 13 + k * 41) % 19 - 9) / 4.0} * spread);
    if (f == 23)
        std::fill(points.begin() + 10, points.begin() + 20, Point2{kNull, kNull});
    return points;
}

const FixedFaces &fixedFaces()
{
    static const FixedFaces all = [] {
        FixedFaces result;
        for (int f = 0; f < kFaces; ++f) {
            result.references.push_back(referenceOf(f));
            result.predictions.push_back(predictionOf(f, result.references.back()));
            auto &bits = result.attributes.emplace_back();
            for (int a = 0; a < 3; ++a)
                bits[static_cast<std::size_t>(a)] = static_cast<std::int8_t>(f >> a & 1);
            metrics::EvaluatedFace face;
            face.reference = &result.references.back();
            face.prediction = result.predictions.back();
            if (f != 17)
                face.annotatedBox = Rect{0, 0, 120.0 + f, 130.0 + 2 * f};
            face.attributes = bits;
            result.faces.push_back(face);
        }
        return result;
    }();
    return all;
}

metrics::Evaluation evaluated(const metrics::EvaluationOptions &options)
{
    return metrics::evaluate(fixedFaces().faces, *findScheme("wflw98"), {"first", "second", "third"}, options, {})
        .value();
}

bool agrees(const std::optional<double> &actual, double expected)
{
    return std::isnan(expected) ? !actual : actual && std::abs(*actual - expected) < kTolerance;
}

} // namespace

class ReferenceTableTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void numbersEqualTheReferenceTable_data();
    void numbersEqualTheReferenceTable();
    void subsetsEqualTheReferenceTable();
    void landmarksEqualTheReferenceTable();
};

void ReferenceTableTest::numbersEqualTheReferenceTable_data()
{
    QTest::addColumn<int>("row");
    for (std::size_t i = 0; i < std::size(kExpected); ++i)
        QTest::addRow("%s %s %g", kExpected[i].normaliser, kExpected[i].convention, kExpected[i].threshold)
            << static_cast<int>(i);
}

// P27
void ReferenceTableTest::numbersEqualTheReferenceTable()
{
    QFETCH(const int, row);
    const Expected &expected = kExpected[row];
    const auto normaliser = metrics::parseNormaliser(expected.normaliser).value();
    const auto result =
        evaluated({normaliser, metrics::parseConvention(expected.convention).value(), expected.threshold});
    QVERIFY(agrees(result.summary.nme, expected.nme));
    QVERIFY(agrees(result.summary.failureRate, expected.failureRate));
    QVERIFY(agrees(result.summary.auc, expected.auc));
    QVERIFY(agrees(result.nmeUnder[static_cast<std::size_t>(normaliser)], expected.nme));
    QCOMPARE(result.summary.faces, kFaces);
    QCOMPARE(result.summary.missing, 2);
    const bool oneWithout = normaliser == Normaliser::InterOcular || normaliser == Normaliser::InterPupil ||
                            normaliser == Normaliser::BoxAnnotated;
    QCOMPARE(result.summary.unnormalised, oneWithout ? 1 : 0);
}

void ReferenceTableTest::subsetsEqualTheReferenceTable()
{
    const auto star = evaluated({std::nullopt, Convention::Star, .05}).subsets;
    const auto mmpose = evaluated({std::nullopt, Convention::Mmpose, .05}).subsets;
    const std::pair<const char *, std::array<double, 5>> expected[] = {
        {"first", {.0469524128, .4736842105, .2212631579, .0468641342, .8775301349}},
        {"second", {.0487393470, .5263157895, .1848947368, .0486556433, .8272690655}},
        {"third", {.0478136315, .5000000000, .1950000000, .0477312517, .8334479055}}};
    QCOMPARE(star.size(), std::size(expected));
    for (const auto &[name, numbers] : expected) {
        QCOMPARE(star.at(name).faces, 20);
        QVERIFY(agrees(star.at(name).nme, numbers[0]));
        QVERIFY(agrees(star.at(name).failureRate, numbers[1]));
        QVERIFY(agrees(star.at(name).auc, numbers[2]));
        QVERIFY(agrees(mmpose.at(name).nme, numbers[3]));
        QVERIFY(agrees(mmpose.at(name).failureRate, kNull));
        QVERIFY(agrees(mmpose.at(name).auc, numbers[4]));
    }
}

void ReferenceTableTest::landmarksEqualTheReferenceTable()
{
    const auto perLandmark = evaluated({}).perLandmark;
    const std::pair<std::size_t, double> expected[] = {
        {0, .0473990362}, {5, .0475927508}, {15, .0467203133}, {60, .0455357547}, {97, .0466697352}};
    for (const auto &[landmark, value] : expected)
        QVERIFY(agrees(perLandmark.at(landmark), value));
}

QTEST_GUILESS_MAIN(ReferenceTableTest)
#include "reference_table_test.moc"
