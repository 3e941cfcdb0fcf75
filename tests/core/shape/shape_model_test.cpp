#include "core/base/rng.h"
#include "core/shape/shape_model.h"
#include "tests/core/shape/dense_solve.h"
#include "tests/support/numbers.h"
#include "tests/support/test_support.h"

#include <QTest>

#include <cmath>
#include <complex>

using namespace fiducial;
using namespace fiducial::shape;
using namespace fiducial::test;

namespace {

using Points = std::vector<Point2>;
using Complex = std::complex<double>;

const LandmarkScheme &wflw()
{
    return *findScheme("wflw98");
}

Complex complexOf(Point2 p)
{
    return {p.x, p.y};
}

/// p -> z p + t as complex numbers.
Points posed(const Points &points, Complex z, Complex t)
{
    Points out;
    for (const Point2 p : points) {
        const Complex q = z * complexOf(p) + t;
        out.push_back({q.real(), q.imag()});
    }
    return out;
}

double farthest(const Points &a, const Points &b)
{
    double most = a.size() == b.size() ? 0 : HUGE_VAL;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        most = std::max(most, distance(a[i], b[i]));
    return most;
}

/// Faces with two wide modes (a wider mouth, a longer chin), a noise and any pose.
std::vector<Points> facesWithTwoModes(int count)
{
    Rng rng(5);
    const auto &scheme = wflw();
    std::vector<Points> faces;
    for (int f = 0; f < count; ++f) {
        Points face = scheme.meanShape;
        const double wide = 0.03 * rng.normal(), longer = 0.04 * rng.normal();
        for (std::size_t i = 76; i < 96; ++i)
            face[i].x *= 1 + 6 * wide;
        for (std::size_t i = 5; i < 28; ++i)
            face[i].y += longer;
        for (Point2 &p : face)
            p = p + Point2{rng.normal(), rng.normal()} * 0.002;
        faces.push_back(posed(face, std::polar(rng.uniform(80, 300), rng.uniform(-0.7, 0.7)),
                              {rng.uniform(0, 500), rng.uniform(0, 500)}));
    }
    return faces;
}

const ShapeModel &genericModel()
{
    static const ShapeModel model = ShapeModel::generic(wflw());
    return model;
}

const ShapeModel &learnedModel()
{
    static const ShapeModel model = *ShapeModel::learn(wflw(), facesWithTwoModes(300), {}, {});
    return model;
}

/// Best z, t from mean to face and the deviations z^-1 (face - t) - mean, as complex least squares.
std::vector<Complex> alignedDeviation(const Points &face, const Points &mean)
{
    Complex centre = 0, cross = 0;
    double spread = 0;
    for (const Point2 p : face)
        centre += complexOf(p) / static_cast<double>(face.size());
    for (std::size_t i = 0; i < face.size(); ++i) {
        cross += std::conj(complexOf(face[i]) - centre) * complexOf(mean[i]);
        spread += std::norm(complexOf(face[i]) - centre);
    }
    std::vector<Complex> out;
    for (std::size_t i = 0; i < face.size(); ++i)
        out.push_back(cross / spread * (complexOf(face[i]) - centre) - complexOf(mean[i]));
    return out;
}

std::vector<std::vector<double>> covarianceOf(const ShapeModel &model)
{
    const std::size_t side = 2 * model.mean().size();
    std::vector<std::vector<double>> c(side, std::vector<double>(side, 0.0));
    for (std::size_t i = 0; i < side; ++i) {
        for (std::size_t j = 0; j < side; ++j)
            for (std::size_t k = 0; k < model.variances().size(); ++k)
                c[i][j] += model.variances()[k] * model.mode(k)[i] * model.mode(k)[j];
        c[i][i] += model.noise();
    }
    return c;
}

/// Kriging with drift by its saddle-point system [C J; J' 0], in complex poses until the drift vanishes.
Points krigingBySaddlePoint(const ShapeModel &model, const std::vector<Pin> &pins, double pinVariance)
{
    const auto c = covarianceOf(model);
    const std::size_t n = 2 * pins.size();
    std::vector<std::size_t> at;
    for (const Pin &pin : pins)
        at.insert(at.end(),
                  {2 * static_cast<std::size_t>(pin.landmark), 2 * static_cast<std::size_t>(pin.landmark) + 1});
    Complex z = 1, t = 0;
    std::vector<double> solution;
    for (int round = 0; round < 15; ++round) {
        std::vector<std::vector<double>> a(n + 4, std::vector<double>(n + 4, 0.0));
        std::vector<double> b(n + 4, 0.0);
        for (std::size_t i = 0; i < n; ++i) {
            const Point2 m = model.mean()[at[i] / 2];
            const Complex y = (complexOf(pins[i / 2].place) - t) / z - complexOf(m);
            b[i] = i % 2 == 0 ? y.real() : y.imag();
            for (std::size_t j = 0; j < n; ++j)
                a[i][j] = c[at[i]][at[j]];
            a[i][i] += pinVariance;
            const double drift[4] = {i % 2 == 0 ? m.x : m.y, i % 2 == 0 ? -m.y : m.x, i % 2 == 0 ? 1.0 : 0.0,
                                     i % 2 == 0 ? 0.0 : 1.0};
            for (std::size_t k = 0; k < 4; ++k)
                a[i][n + k] = a[n + k][i] = drift[k];
        }
        solution = denseSolve(a, b);
        t += z * Complex(solution[n + 2], solution[n + 3]);
        z *= Complex(1 + solution[n], solution[n + 1]);
    }
    Points shape = model.mean();
    for (std::size_t i = 0; i < shape.size(); ++i)
        for (std::size_t j = 0; j < n; ++j)
            shape[i] = shape[i] + Point2{c[2 * i][at[j]], c[2 * i + 1][at[j]]} * solution[j];
    Points out = posed(shape, z, t);
    for (const Pin &pin : pins)
        out[static_cast<std::size_t>(pin.landmark)] = pin.place;
    return out;
}

std::vector<Pin> pinsOf(const Points &face, const std::vector<int> &landmarks)
{
    std::vector<Pin> pins;
    for (const int i : landmarks)
        pins.push_back({i, face[static_cast<std::size_t>(i)]});
    return pins;
}

} // namespace

class ShapeModelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void modesAreThoseOfTheAlignedFaces();
    void mirrorImageIsAsLikely();
    void everySchemeHasAGenericModel();
    void similarPinsGiveASimilarMeanShape();
    void completionIsKrigingWithAFreePose_data();
    void completionIsKrigingWithAFreePose();
    void learnedShapeIsFoundFromFewPoints();
    void allPointsPlacedStayWhereTheyAre();
    void wrongPinsAreRefused();
    void incompleteFacesAreLeftOut();
    void tooFewFacesAreRefused();
    void meanShapeFillsTheBox();
};

void ShapeModelTest::modesAreThoseOfTheAlignedFaces()
{
    const auto faces = facesWithTwoModes(400);
    ShapeLearning plain;
    plain.mirrored = false;
    const auto model = ShapeModel::learn(wflw(), faces, plain, {});
    QVERIFY2(model.ok(), model.ok() ? "" : model.error().message.text().c_str());
    QCOMPARE(model->faces(), 400);
    QVERIFY(model->variances().size() >= 2);
    std::vector<double> squares(model->variances().size(), 0.0);
    double whole = 0;
    for (const Points &face : faces) {
        const auto d = alignedDeviation(face, model->mean());
        for (const Complex v : d)
            whole += std::norm(v) / 400;
        for (std::size_t k = 0; k < squares.size(); ++k) {
            double along = 0;
            for (std::size_t i = 0; i < d.size(); ++i)
                along += d[i].real() * model->mode(k)[2 * i] + d[i].imag() * model->mode(k)[2 * i + 1];
            squares[k] += along * along / 400;
        }
    }
    double explained = 0;
    for (std::size_t k = 0; k < squares.size(); ++k) {
        QVERIFY(std::abs(squares[k] - model->variances()[k]) < 1e-9);
        explained += model->variances()[k];
    }
    // What the modes leave over is spread over all other directions but the four of a similarity.
    QVERIFY(std::abs(model->noise() * (2 * 98 - 4 - static_cast<double>(squares.size())) - (whole - explained)) < 1e-9);
}

void ShapeModelTest::mirrorImageIsAsLikely()
{
    const auto &scheme = wflw();
    for (const bool generic : {true, false}) {
        const auto c = covarianceOf(generic ? genericModel() : learnedModel());
        for (std::size_t i = 0; i < c.size(); i += 7)
            for (std::size_t j = 0; j < c.size(); ++j) {
                const auto partner = [&](std::size_t k) {
                    return 2 * static_cast<std::size_t>(scheme.mirror[k / 2]) + k % 2;
                };
                const double sign = i % 2 == j % 2 ? 1 : -1;
                QVERIFY(std::abs(c[i][j] - sign * c[partner(i)][partner(j)]) < 1e-9);
            }
    }
}

void ShapeModelTest::everySchemeHasAGenericModel()
{
    for (const LandmarkScheme *scheme : builtinSchemes()) {
        const auto model = ShapeModel::generic(*scheme);
        QCOMPARE(model.landmarks(), scheme->count);
        QCOMPARE(model.faces(), 0);
        Points face = posed(scheme->meanShape, std::polar(120.0, 0.3), {200, 90});
        face[0] = face[0] + Point2{6, -3};
        const auto completed = model.complete(pinsOf(face, {0, 1, scheme->count - 1, scheme->count / 2}));
        QVERIFY2(completed.ok(), scheme->id.c_str());
        QVERIFY(farthest(*completed, face) < 40);
    }
}

void ShapeModelTest::similarPinsGiveASimilarMeanShape()
{
    const auto &model = genericModel();
    const Points face = posed(model.mean(), std::polar(57.0, 2.4), {310, -40});
    for (const std::vector<int> &seen : {std::vector<int>{60, 72}, {0, 16, 32, 54}, {96, 97, 85}}) {
        const auto completed = model.complete(pinsOf(face, seen));
        QVERIFY(completed.ok());
        QVERIFY(farthest(*completed, face) < 1e-9);
    }
}

void ShapeModelTest::completionIsKrigingWithAFreePose_data()
{
    QTest::addColumn<bool>("learned");
    QTest::addColumn<int>("pins");
    QTest::newRow("generic, 3") << false << 3;
    QTest::newRow("generic, 9") << false << 9;
    QTest::newRow("learned, 5") << true << 5;
    QTest::newRow("learned, 30") << true << 30;
}

void ShapeModelTest::completionIsKrigingWithAFreePose()
{
    QFETCH(bool, learned);
    QFETCH(int, pins);
    const ShapeModel &model = learned ? learnedModel() : genericModel();
    const Points face = facesWithTwoModes(7)[6];
    std::vector<int> seen;
    for (int i = 0; i < pins; ++i)
        seen.push_back(i * 97 / (pins - 1));
    const auto completed = model.complete(pinsOf(face, seen));
    QVERIFY(completed.ok());
    const Points expected = krigingBySaddlePoint(model, pinsOf(face, seen), 1e-5);
    QVERIFY2(farthest(*completed, expected) < 1e-6, qPrintable(QString::number(farthest(*completed, expected))));
}

void ShapeModelTest::learnedShapeIsFoundFromFewPoints()
{
    const auto faces = facesWithTwoModes(320); // the model knows the first 300
    double errorLearned = 0, errorGeneric = 0;
    for (std::size_t f = 300; f < 320; ++f) {
        const auto pins = pinsOf(faces[f], {60, 72, 54, 16, 76, 82});
        const double size = distance(faces[f][60], faces[f][72]);
        errorLearned += farthest(*learnedModel().complete(pins), faces[f]) / size / 20;
        errorGeneric += farthest(*genericModel().complete(pins), faces[f]) / size / 20;
    }
    QVERIFY2(errorLearned < 0.05, qPrintable(QString::number(errorLearned)));
    QVERIFY(errorLearned < errorGeneric / 2);
}

void ShapeModelTest::allPointsPlacedStayWhereTheyAre()
{
    const Points face = facesWithTwoModes(1)[0];
    std::vector<int> all(98);
    for (int i = 0; i < 98; ++i)
        all[static_cast<std::size_t>(i)] = i;
    const auto completed = genericModel().complete(pinsOf(face, all));
    QVERIFY(completed.ok());
    QCOMPARE(farthest(*completed, face), 0.0);
}

void ShapeModelTest::wrongPinsAreRefused()
{
    const auto &model = genericModel();
    const auto refuses = [&](const std::vector<Pin> &pins) {
        const auto completed = model.complete(pins);
        return !completed.ok() && completed.error().code == Errc::InvalidArgument && !completed.error().message.empty();
    };
    QVERIFY(refuses({}));
    QVERIFY(refuses({{3, {1, 1}}}));
    QVERIFY(refuses({{3, {1, 1}}, {5, {1, 1}}}));
    QVERIFY(refuses({{3, {1, 1}}, {3, {9, 9}}}));
    QVERIFY(refuses({{-1, {1, 1}}, {3, {9, 9}}}));
    QVERIFY(refuses({{98, {1, 1}}, {3, {9, 9}}}));
    QVERIFY(refuses({{4, {kNan, 1}}, {3, {9, 9}}}));
    const auto inALine = model.complete(std::vector<Pin>{{0, {0, 0}}, {16, {10, 10}}, {32, {20, 20}}});
    QVERIFY(inALine.ok());
    for (const Point2 p : *inALine)
        QVERIFY(isFinite(p));
}

void ShapeModelTest::incompleteFacesAreLeftOut()
{
    auto faces = facesWithTwoModes(60);
    const auto complete = ShapeModel::learn(wflw(), faces, {}, {});
    Points holed = faces[3];
    holed[17] = {kNan, kNan};
    faces.insert(faces.begin() + 10, holed);
    faces.push_back(Points(98, Point2{4, 4}));
    const auto model = ShapeModel::learn(wflw(), faces, {}, {});
    QVERIFY(complete.ok() && model.ok());
    QCOMPARE(model->faces(), 60);
    QVERIFY(model->variances() == complete->variances());
}

void ShapeModelTest::tooFewFacesAreRefused()
{
    QVERIFY(!ShapeModel::learn(wflw(), facesWithTwoModes(29), {}, {}).ok());
    QVERIFY(!ShapeModel::learn(wflw(), std::vector<Points>(40, wflw().meanShape), {}, {}).ok());
    QVERIFY(!ShapeModel::learn(wflw(), std::vector<Points>(40, Points(68)), {}, {}).ok());
    JobContext cancelled;
    cancelled.cancelled = [] { return true; };
    const auto stopped = ShapeModel::learn(wflw(), facesWithTwoModes(40), {}, cancelled);
    QVERIFY(!stopped.ok() && stopped.error().code == Errc::Cancelled);
}

void ShapeModelTest::meanShapeFillsTheBox()
{
    const Points placed = meanShapeIn(wflw(), {100, 40, 80, 120});
    Point2 low{HUGE_VAL, HUGE_VAL}, high{-HUGE_VAL, -HUGE_VAL};
    for (const Point2 p : placed) {
        low = {std::min(low.x, p.x), std::min(low.y, p.y)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    QVERIFY(distance((low + high) * 0.5, {140, 100}) < 1e-4);
    QVERIFY(std::abs(std::max(high.x - low.x, high.y - low.y) - 120) < 1e-4);
}

QTEST_GUILESS_MAIN(ShapeModelTest)
#include "shape_model_test.moc"
