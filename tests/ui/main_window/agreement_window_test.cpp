#include "tests/ui/main_window/window_fixture.h"
#include "ui/dialogs/agreement_dialog.h"
#include "ui/main_window/actions.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTreeWidget>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;
using namespace Qt::StringLiterals;

/// Two annotators' projects of one data set held against each other.
class AgreementWindowTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void disagreements_leadToTheFaces();
    void commandLine_saysTheSame();
    void otherProject_isNotTouched();
    void nothingInCommon_isSaid();

private:
    static LandmarkSet moved(const ProjectDocument &document, int row, double by)
    {
        LandmarkSet set = document.face(row).truth;
        for (Point2 &p : set.points)
            p.x += by;
        return set;
    }
    static void annotate(ProjectDocument &document, int row, double by)
    {
        std::vector<int> all(98);
        std::iota(all.begin(), all.end(), 0);
        document.moveLandmarks(row, document.groundTruthGrab(row), moved(document, row, by), all);
    }
    /// Faces 1, 2, 3 and 5, each further from the ground truth; returns its project.
    static std::filesystem::path otherProject(WindowFixture &f)
    {
        auto opened = pipeline::openProject(f.project.formats(), {f.project.root(), {}, f.project.folder() / "ben"},
                                            JobContext{});
        ProjectDocument ben;
        ben.open(std::move(opened).value());
        for (const auto &[row, by] : {std::pair{1, 1.0}, {2, 4.0}, {3, 2.0}, {5, 3.0}})
            annotate(ben, row, by);
        const auto file = ben.projectFile();
        if (!ben.saveQueue().flush() || !ben.close())
            qFatal("the other project cannot be written");
        return file;
    }
    static AgreementDialog *compare(WindowFixture &f, const std::filesystem::path &file)
    {
        f.window().compareWith(toQString(file));
        AgreementDialog *dialog = nullptr;
        (void)QTest::qWaitFor([&] {
            for (auto *found : f.window().findChildren<AgreementDialog *>())
                dialog = found->isVisible() ? found : dialog;
            return dialog != nullptr || f.says(u"Compare"_s);
        });
        return dialog;
    }
};

void AgreementWindowTest::disagreements_leadToTheFaces()
{
    WindowFixture f;
    QVERIFY(f.open());
    const auto other = otherProject(f);
    for (const int row : {0, 1, 2, 3})
        annotate(f.document(), row, 0.5);
    AgreementDialog *dialog = compare(f, other);
    QVERIFY(dialog);
    std::vector<int> order;
    QTreeWidget &faces = dialog->faces();
    for (int i = 0; i < faces.topLevelItemCount(); ++i)
        order.push_back(faces.topLevelItem(i)->data(0, Qt::UserRole).toInt());
    QCOMPARE(order, (std::vector<int>{2, 3, 1})); // 3.5, 1.5 and 0.5 pixels apart
    QTest::mouseClick(faces.viewport(), Qt::LeftButton, {}, faces.visualItemRect(faces.topLevelItem(1)).center());
    QCOMPARE(f.face(), 3);
    QTest::keyClick(&faces, Qt::Key_Down);
    QCOMPARE(f.face(), 1);
    QTest::keyClick(&faces, Qt::Key_Home);
    QCOMPARE(f.face(), 2);
    // The other's points lie on the picture, as a run.
    const int run = f.document().activeRun();
    QCOMPARE(f.document().runSet(2, run).points[30].x,
             static_cast<double>(static_cast<float>(f.document().face(2).truth.points[30].x + 4)));
    QVERIFY(f.document().runSet(0, run).empty());
    QCOMPARE(dialog->landmarks().topLevelItemCount(), 98);
}

void AgreementWindowTest::commandLine_saysTheSame()
{
    WindowFixture f;
    QVERIFY(f.open());
    const auto other = otherProject(f);
    for (const int row : {0, 1, 2, 3})
        annotate(f.document(), row, 0.5);
    QVERIFY(f.gui.waitSaved());
    const auto own = f.document().projectFile();
    QVERIFY(f.document().close());
    QProcess process;
    process.start(q(cliProgram().string()), {u"diff"_s, toQString(own), toQString(other), u"--json"_s});
    QVERIFY(process.waitForFinished(60'000));
    const QByteArray problem = process.readAllStandardError();
    QVERIFY2(process.exitCode() == 0, problem.constData());
    const QJsonObject agreement =
        QJsonDocument::fromJson(process.readAllStandardOutput()).object()[u"agreement"_s].toObject();
    QCOMPARE(agreement[u"faces"_s].toInt(), 3);
    QCOMPARE(agreement[u"only_annotated_in_a"_s].toInt(), 1);
    QCOMPARE(agreement[u"only_annotated_in_b"_s].toInt(), 1);
    QVERIFY(std::abs(agreement[u"mean_pixels"_s].toDouble() - (3.5 + 1.5 + 0.5) / 3) < 1e-9);
    QVERIFY(std::abs(agreement[u"median_pixels"_s].toDouble() - 1.5) < 1e-9);
    QCOMPARE(agreement[u"landmarks"_s].toArray().size(), 98);
    const QJsonArray faces = agreement[u"disagreements"_s].toArray();
    QCOMPARE(faces.size(), 3);
    QVERIFY(faces[0][u"image"_s].toString().endsWith(u"2.png"_s));
    QVERIFY(std::abs(faces[0][u"mean_pixels"_s].toDouble() - 3.5) < 1e-9);
}

void AgreementWindowTest::otherProject_isNotTouched()
{
    WindowFixture f;
    QVERIFY(f.open());
    const auto other = otherProject(f);
    const std::string before = readAll(other);
    const auto changed = std::filesystem::last_write_time(other);
    annotate(f.document(), 2, 0.5);
    QVERIFY(compare(f, other));
    QVERIFY(readAll(other) == before && std::filesystem::last_write_time(other) == changed);
    QVERIFY(!std::filesystem::exists(other.string() + "-wal"));
}

void AgreementWindowTest::nothingInCommon_isSaid()
{
    WindowFixture f;
    QVERIFY(f.open());
    const auto other = otherProject(f);
    QVERIFY(!compare(f, other));
    QVERIFY(f.says(u"Nothing has been corrected"_s));
    annotate(f.document(), 0, 1); // the other did not
    f.window().compareWith(toQString(other));
    QVERIFY(QTest::qWaitFor([&] { return f.says(u"No face has been annotated in both"_s); }));
    QCOMPARE(f.document().runs().size(), std::size_t{0});
}

QTEST_MAIN(AgreementWindowTest)
#include "agreement_window_test.moc"
