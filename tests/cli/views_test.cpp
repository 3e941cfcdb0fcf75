#include "tests/core/model/model_support.h"
#include "tests/support/command_line.h"
#include "tests/support/test_support.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <cmath>

/// Predictions averaged over views, `--flip` and `--jitter N`, as a user asks for them.
namespace fiducial::test {

using namespace Qt::StringLiterals;

namespace {
constexpr double kPlace = 0.25; ///< of every point, in x and y of the crop, as the network sees it
}

class ViewsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void flipPutsMirroredAnswersBack();
    void jitterStoresTheSpread();
    void evaluateAveragesAsPredictDoes();
    void meanShapeSaysThatThereIsNothingToAverage();
    void jittersHaveALimit();
    void everyFaceHasItsPose();

private:
    Outcome run(const QStringList &arguments) const { return CommandLine(folder_ / "user").run(arguments); }
    Outcome predict(const QString &runFile, const QStringList &options) const;
    QString path(const char *name) const { return q((folder_ / name).string()); }
    QJsonObject content(const char *name) const
    {
        return QJsonDocument::fromJson(QByteArray::fromStdString(readAll(folder_ / name))).object();
    }

    TempDir folder_;
    QString samples_ = q((sourceDir() / "resources" / "samples").string());
    QStringList model_{u"--model"_s, path("plain.onnx"), u"--card"_s, path("plain.json"), u"--json"_s};
};

void ViewsTest::initTestCase()
{
    writeAll(folder_ / "plain.onnx", constantOnnx(8, 196, static_cast<float>(kPlace)));
    model::ModelCard card = plainCard();
    card.licence = "none";
    writeAll(folder_ / "plain.json", model::printCard(card));
}

Outcome ViewsTest::predict(const QString &runFile, const QStringList &options) const
{
    return run(QStringList{u"predict"_s, samples_, u"-o"_s, runFile} + model_ + options);
}

void ViewsTest::flipPutsMirroredAnswersBack()
{
    const Outcome plain = predict(path("plain_run.json"), {});
    QVERIFY2(plain.code == 0, plain.err.constData());
    QCOMPARE(plain.json()[u"flip"_s].toBool(true), false);
    const Outcome flipped = predict(path("flip_run.json"), {u"--flip"_s});
    QVERIFY2(flipped.code == 0, flipped.err.constData());
    QCOMPARE(flipped.json()[u"flip"_s].toBool(), true);
    QCOMPARE(flipped.json()[u"jitters"_s].toInt(-1), 0);

    const QJsonArray before = content("plain_run.json")[u"faces"_s].toArray();
    const QJsonArray after = content("flip_run.json")[u"faces"_s].toArray();
    QCOMPARE(before.size(), 24);
    QCOMPARE(after.size(), 24);
    for (qsizetype i = 0; i < after.size(); ++i) {
        const QJsonArray box = after[i][u"crop_box"_s].toArray();
        const double width = box[2].toDouble(), height = box[3].toDouble(), side = std::max(width, height);
        const double centreX = box[0].toDouble() + width / 2, centreY = box[1].toDouble() + height / 2;
        for (const int landmark : {0, 60, 97}) {
            const QJsonValue one = before[i][u"points"_s][landmark], mean = after[i][u"points"_s][landmark];
            QVERIFY(std::abs(one[0].toDouble() - (centreX + (kPlace - 0.5) * side)) < 1e-2);
            QVERIFY(std::abs(mean[0].toDouble() - centreX) < 1e-2); // the mirror image's answer is as far to the right
            QVERIFY(std::abs(mean[1].toDouble() - (centreY + (kPlace - 0.5) * side)) < 1e-2);
        }
        QVERIFY(!after[i].toObject().contains(u"covariance"_s));
    }
}

void ViewsTest::jitterStoresTheSpread()
{
    const Outcome done = predict(path("jitter_run.json"), {u"--jitter"_s, u"4"_s});
    QVERIFY2(done.code == 0, done.err.constData());
    QCOMPARE(done.json()[u"jitters"_s].toInt(), 4);
    QCOMPARE(content("jitter_run.json")[u"jitters"_s].toString(), u"4"_s);
    for (const QJsonValue &face : content("jitter_run.json")[u"faces"_s].toArray()) {
        const QJsonArray covariance = face[u"covariance"_s].toArray();
        QCOMPARE(covariance.size(), 98);
        const double side = std::max(face[u"crop_box"_s][2].toDouble(), face[u"crop_box"_s][3].toDouble());
        const double xx = covariance[0][0].toDouble(), yy = covariance[0][2].toDouble();
        // At most: shifts of 3 % and, a quarter of the side from the centre, scales of 5 %.
        const double most = 2 * std::pow((0.03 + 0.05 / 4) * side, 2);
        QVERIFY(xx > 0 && xx < most && yy > 0 && yy < most);
        QCOMPARE(covariance[97], covariance[0]);
    }
}

void ViewsTest::evaluateAveragesAsPredictDoes()
{
    const QStringList views{u"--flip"_s, u"--jitter"_s, u"2"_s};
    QCOMPARE(predict(path("both.safetensors"), views).code, 0);
    const Outcome direct = run(QStringList{u"evaluate"_s, samples_} + model_ + views);
    QVERIFY2(direct.code == 0, direct.err.constData());
    const QJsonObject stored =
        run({u"evaluate"_s, samples_, u"--predictions"_s, path("both.safetensors"), u"--json"_s}).json();
    for (const QJsonObject &json : {direct.json(), stored}) {
        QCOMPARE(json[u"flip"_s].toBool(), true);
        QCOMPARE(json[u"jitters"_s].toInt(), 2);
        QCOMPARE(json[u"faces"_s].toInt(), 24);
    }
    const double nme = direct.json()[u"nme"_s].toDouble();
    QVERIFY(nme > 0);
    QVERIFY(std::abs(stored[u"nme"_s].toDouble() - nme) < 1e-6);
    const double plain = run(QStringList{u"evaluate"_s, samples_} + model_).json()[u"nme"_s].toDouble();
    QVERIFY(std::abs(plain - nme) > 0.01); // the mirror image moved every point
}

void ViewsTest::meanShapeSaysThatThereIsNothingToAverage()
{
    const Outcome done = run({u"evaluate"_s, samples_, u"--model"_s, u"mean-shape"_s, u"--flip"_s, u"--json"_s});
    QCOMPARE(done.code, 0);
    QVERIFY2(done.err.contains("nothing to average"), done.err.constData());
    QCOMPARE(done.json()[u"flip"_s].toBool(true), false);
}

void ViewsTest::jittersHaveALimit()
{
    QCOMPARE(predict(path("x.json"), {u"--jitter"_s, u"65"_s}).code, 2);
    QCOMPARE(predict(path("x.json"), {u"--jitter"_s, u"-1"_s}).code, 2);
}

void ViewsTest::everyFaceHasItsPose()
{
    const QStringList meanShape{u"predict"_s, samples_, u"--model"_s, u"mean-shape"_s, u"-o"_s};
    QCOMPARE(run(meanShape + QStringList{path("mean.csv")}).code, 0);
    QCOMPARE(run(meanShape + QStringList{path("mean.json")}).code, 0);
    const QByteArrayList lines = QByteArray::fromStdString(readAll(folder_ / "mean.csv")).trimmed().split('\n');
    const QJsonArray faces = content("mean.json")[u"faces"_s].toArray();
    QVERIFY(std::ranges::any_of(lines, [](const QByteArray &l) { return l.endsWith(",x97,y97,yaw,pitch,roll"); }));
    const QByteArrayList last = lines.last().split(',');
    const QStringList keys{u"yaw"_s, u"pitch"_s, u"roll"_s};
    for (int angle = 0; angle < 3; ++angle) {
        const double value = last[last.size() - 3 + angle].toDouble();
        QVERIFY(std::abs(value) < 45); // the mean shape in whatever box
        QCOMPARE(faces.last()[keys[angle]].toDouble(), value);
    }
    // Of the ground truth: portraits look to both sides.
    const QJsonObject json =
        run({u"evaluate"_s, samples_, u"--predictions"_s, path("mean.csv"), u"--per-face"_s, u"--json"_s}).json();
    double left = 0, right = 0;
    for (const QJsonValue &face : json[u"per_face"_s].toArray()) {
        QVERIFY(face[u"pitch"_s].isDouble() && face[u"roll"_s].isDouble());
        left = std::min(left, face[u"yaw"_s].toDouble());
        right = std::max(right, face[u"yaw"_s].toDouble());
    }
    QVERIFY(left < -15 && right > 15);
}

} // namespace fiducial::test

QTEST_GUILESS_MAIN(fiducial::test::ViewsTest)
#include "views_test.moc"
