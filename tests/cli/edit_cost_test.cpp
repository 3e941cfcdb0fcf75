#include "core/base/rng.h"
#include "core/scheme/landmark_scheme.h"
#include "tests/support/command_line.h"
#include "tests/support/numbers.h"
#include "tests/support/test_support.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <sstream>

/// `fiducial-cli edit-cost` as a user runs it.
namespace fiducial::test {

using namespace Qt::StringLiterals;

namespace {

using Points = std::vector<Point2>;

struct Pair {
    Points truth, prediction;
};

/// What `edit-cost --json` says of one tool.
QJsonObject toolOf(const Outcome &done, const QString &name)
{
    for (const QJsonValue &tool : done.json()[u"tools"_s].toArray())
        if (tool[u"tool"_s] == name)
            return tool.toObject();
    return {};
}

double dragsOf(const Outcome &done, const QString &name)
{
    return toolOf(done, name)[u"drags_per_face"_s].toDouble(kNan);
}

/// Faces 240 px wide whose predictions have contours that are off in part, by a bump of a few points.
std::vector<Pair> bumpyPairs(int count, std::uint64_t seed)
{
    const LandmarkScheme &scheme = *findScheme("wflw98");
    Rng rng(seed);
    std::vector<Pair> pairs;
    for (int f = 0; f < count; ++f) {
        Pair pair;
        for (const Point2 p : scheme.meanShape)
            pair.truth.push_back(Point2{200, 180} + p * 240 + Point2{rng.normal(), rng.normal()});
        pair.prediction = pair.truth;
        for (int bump = 0; bump < 8; ++bump) {
            const std::size_t at = rng.below(98);
            const Point2 by{12 * rng.normal(), 12 * rng.normal()};
            for (std::size_t i = 0; i < 98; ++i) {
                const double d = distance(scheme.meanShape[i], scheme.meanShape[at]) / 0.08;
                pair.prediction[i] = pair.prediction[i] + by * std::exp(-d * d / 2);
            }
        }
        pairs.push_back(pair);
    }
    return pairs;
}

/// A WFLW list of the truths or predictions; the box is known by both.
std::string wflwList(const std::vector<Pair> &pairs, bool truth, const std::string &folder)
{
    std::ostringstream out;
    out.precision(9);
    for (std::size_t f = 0; f < pairs.size(); ++f) {
        for (const Point2 p : truth ? pairs[f].truth : pairs[f].prediction)
            out << p.x << ' ' << p.y << ' ';
        out << "60 40 340 320 0 0 0 0 0 0 " << folder << '/' << f << ".jpg\n";
    }
    return out.str();
}

std::vector<double> errorsOf(const Pair &pair)
{
    std::vector<double> errors;
    const double length = distance(pair.truth[60], pair.truth[72]);
    for (std::size_t i = 0; i < pair.truth.size(); ++i)
        errors.push_back(distance(pair.truth[i], pair.prediction[i]) / length);
    return errors;
}

/// Worst points are put right, without noise, until the mean is at the goal.
int plainDrags(std::vector<double> errors, double goal)
{
    std::ranges::sort(errors, std::greater{});
    double sum = 0;
    for (const double e : errors)
        sum += e;
    int drags = 0;
    for (std::size_t i = 0; i < errors.size() && sum / 98 > goal; ++i, ++drags)
        sum -= errors[i];
    return drags;
}

} // namespace

class EditCostTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void plainDragsAreThoseThatTheErrorsAskFor();
    void softDragTakesFewer();
    void noiseMakesAnnotatorsDiffer();
    void sameSeedSameNumbers();
    void peopleMustBeApart();
    void wrongUseIsNamed_data();
    void wrongUseIsNamed();
    void realFacesTakeHalfTheDrags();

private:
    Outcome run(const QStringList &arguments, int seconds = 100) const
    {
        return CommandLine(folder_ / "user").run(QStringList{u"edit-cost"_s} + arguments, seconds);
    }
    QString file(const char *name) const { return q((folder_ / name).string()); }

    TempDir folder_;
    std::vector<Pair> test_ = bumpyPairs(12, 1);
};

void EditCostTest::initTestCase()
{
    const auto train = bumpyPairs(300, 2);
    writeAll(folder_ / "test.txt", wflwList(test_, true, "test"));
    writeAll(folder_ / "test_run.txt", wflwList(test_, false, "test"));
    writeAll(folder_ / "train.txt", wflwList(train, true, "train"));
    writeAll(folder_ / "train_run.txt", wflwList(train, false, "train"));
}

void EditCostTest::plainDragsAreThoseThatTheErrorsAskFor()
{
    const Outcome done =
        run({file("test.txt"), u"--predictions"_s, file("test_run.txt"), u"--noise"_s, u"0"_s, u"--json"_s});
    QVERIFY2(done.code == 0, done.err.constData());
    double drags = 0, before = 0;
    int right = 0, atGoal = 0;
    for (const Pair &pair : test_) {
        const auto errors = errorsOf(pair);
        const int needed = plainDrags(errors, 0.02);
        drags += needed / 12.0;
        atGoal += needed == 0;
        right += static_cast<int>(std::ranges::count_if(errors, [](double e) { return e < 0.02; }));
        for (const double e : errors)
            before += e / 98 / 12;
    }
    QVERIFY(drags > 2);
    const QJsonObject json = done.json(), plain = toolOf(done, u"plain"_s);
    QVERIFY(std::abs(plain[u"drags_per_face"_s].toDouble() - drags) < 1e-9);
    QCOMPARE(plain[u"sd"_s].toDouble(), 0.0);
    QCOMPARE(plain[u"right_points"_s].toInt(), 3 * right);
    QCOMPARE(plain[u"pushed_points"_s].toInt(), 0);
    QCOMPARE(json[u"faces"_s].toInt(), 12);
    QCOMPARE(json[u"faces_at_goal"_s].toInt(), atGoal);
    QCOMPARE(json[u"learned_from"_s].toInt(), 0);
    QVERIFY(std::abs(json[u"nme_before"_s].toDouble() - before) < 1e-6);
    QCOMPARE(json[u"tools"_s].toArray().size(), 3);
}

void EditCostTest::softDragTakesFewer()
{
    const Outcome done = run({file("test.txt"), u"--predictions"_s, file("test_run.txt"), u"--train"_s,
                              file("train.txt"), u"--train-predictions"_s, file("train_run.txt"), u"--json"_s});
    QVERIFY2(done.code == 0, done.err.constData());
    QCOMPARE(done.json()[u"learned_from"_s].toInt(), 300);
    const double plain = dragsOf(done, u"plain"_s);
    QVERIFY2(dragsOf(done, u"soft"_s) < 0.6 * plain, done.out.constData());
    QVERIFY(dragsOf(done, u"soft"_s) < dragsOf(done, u"soft, nothing learned"_s));
    QVERIFY(dragsOf(done, u"soft, nothing learned"_s) < plain);
    QVERIFY(dragsOf(done, u"contour"_s) < plain);
    for (const QString &name : {u"plain"_s, u"contour"_s, u"soft"_s})
        QCOMPARE(toolOf(done, name)[u"given_up"_s].toInt(), 0);
}

void EditCostTest::noiseMakesAnnotatorsDiffer()
{
    const QStringList input{file("test.txt"), u"--predictions"_s, file("test_run.txt"), u"--json"_s};
    const Outcome noisy = run(input + QStringList{u"--noise"_s, u"0.012"_s, u"--seeds"_s, u"5"_s});
    const QJsonArray bySeed = toolOf(noisy, u"plain"_s)[u"by_seed"_s].toArray();
    QCOMPARE(bySeed.size(), 5);
    double sum = 0, squares = 0;
    for (const QJsonValue &v : bySeed)
        sum += v.toDouble();
    for (const QJsonValue &v : bySeed)
        squares += std::pow(v.toDouble() - sum / 5, 2);
    QVERIFY(squares > 0);
    QVERIFY(std::abs(dragsOf(noisy, u"plain"_s) - sum / 5) < 1e-9);
    QVERIFY(std::abs(toolOf(noisy, u"plain"_s)[u"sd"_s].toDouble() - std::sqrt(squares / 4)) < 1e-9);
    const Outcome exact = run(input + QStringList{u"--noise"_s, u"0"_s});
    QVERIFY(dragsOf(noisy, u"plain"_s) > dragsOf(exact, u"plain"_s));
    const Outcome alone = run(input + QStringList{u"--seeds"_s, u"1"_s});
    QVERIFY(toolOf(alone, u"plain"_s)[u"sd"_s].isNull());
}

void EditCostTest::sameSeedSameNumbers()
{
    const QStringList input{file("test.txt"), u"--predictions"_s, file("test_run.txt"), u"--faces"_s, u"4"_s};
    const Outcome first = run(input);
    QVERIFY2(first.code == 0 && first.out.contains("4 faces"), first.err.constData());
    QCOMPARE(run(input).out, first.out);
    QVERIFY(run(input + QStringList{u"--seed"_s, u"9"_s}).out != first.out);
}

void EditCostTest::peopleMustBeApart()
{
    const Outcome done = run({file("test.txt"), u"--predictions"_s, file("test_run.txt"), u"--train"_s,
                              file("test.txt"), u"--train-predictions"_s, file("test_run.txt")});
    QCOMPARE(done.code, 2);
    QVERIFY2(done.err.contains("must be apart"), done.err.constData());
}

void EditCostTest::wrongUseIsNamed_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("sentence");
    QTest::newRow("nothing predicted") << QStringList{} << QByteArray("--model or --predictions");
    QTest::newRow("training without predictions")
        << QStringList{u"--predictions"_s, file("test_run.txt"), u"--train"_s, file("train.txt")}
        << QByteArray("--train-predictions");
    QTest::newRow("predictions of others")
        << QStringList{u"--predictions"_s, file("train_run.txt")} << QByteArray("test.txt");
}

void EditCostTest::wrongUseIsNamed()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, sentence);
    const Outcome done = run(QStringList{file("test.txt")} + arguments);
    QCOMPARE(done.code, 2);
    QVERIFY2(done.err.contains(sentence), done.err.constData());
}

/// Needs LibTorch and some minutes.
void EditCostTest::realFacesTakeHalfTheDrags()
{
    const auto lists = sharedPath("data/faces98/WFLW_annotations/list_98pt_rect_attr_train_test");
    if (!longTests() || lists.empty())
        QSKIP("a long test on the faces98 data");
    const Outcome done =
        run({q((lists / "list_98pt_rect_attr_test.txt").string()), u"--model"_s, u"mobilenetv3_encoder_128_wflw98"_s,
             u"--train"_s, q((lists / "list_98pt_rect_attr_train.txt").string()), u"--json"_s},
            1500);
    if (done.code != 0 && done.err.contains("LibTorch"))
        QSKIP("the bundled model needs LibTorch");
    QVERIFY2(done.code == 0, done.err.constData());
    QVERIFY2(dragsOf(done, u"soft"_s) <= 0.5 * dragsOf(done, u"plain"_s), done.out.constData());
    const QJsonObject soft = toolOf(done, u"soft"_s);
    QVERIFY2(soft[u"pushed_points"_s].toDouble() < 0.01 * soft[u"right_points"_s].toDouble(), done.out.constData());
}

} // namespace fiducial::test

QTEST_GUILESS_MAIN(fiducial::test::EditCostTest)
#include "edit_cost_test.moc"
