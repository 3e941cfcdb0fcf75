#include "core/formats/annotation_format.h"
#include "core/pipeline/data_input.h"
#include "core/pipeline/training_run.h"
#include "tests/core/store/store_fixtures.h"
#include "tests/support/test_support.h"

#include <QTest>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::pipeline;

/// What comes before a training: data sets and projects opened, faces cut into the folder of the run.
class TrainingRunTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void plainDataSet_givesTheFacesThatMatch();
    void patternWithoutAMatch_isSaid();
    void project_givesItsCorrectedFaces();
    void excludedFaces_areLeftOutOfEveryInput();
    void refusedFaces_takeNoPart();
    void crops_areCutOnce();
    void earlierRun_isLeftAlone();
    void cancelled_leavesNothing();
    void arguments_nameTheFilesOfTheFolder();

private:
    std::string samples() const { return (sourceDir() / "resources" / "samples").string(); }
    /// A project of the samples: point 0 of face 4 (accepted) is moved, face 20 is excluded.
    std::string writeProject(const char *name = "faces.fiducial") const;
    TrainingRun smallRun(const char *folder) const;

    TempDir folder_;
    formats::FormatRegistry formats_ = formats::makeBuiltinFormats();
};

std::string TrainingRunTest::writeProject(const char *name) const
{
    const auto file = folder_ / name;
    const auto dataset = formats::openDataset(formats_, {samples(), {}, {}}, {});
    auto project = store::ProjectStore::create(file, *dataset, samples());
    if (!dataset || !project)
        qFatal("the project cannot be made");
    const auto bound = (*project)->bind(*dataset, {});
    for (const std::size_t row : {4u, 20u}) {
        FaceState state;
        state.review = row == 4 ? ReviewState::Accepted : ReviewState::Excluded;
        state.mine.set = dataset->faces[row].truth;
        state.mine.origin.resize(98);
        state.mine.set.points[0] = state.mine.set.points[0] + Point2{6, 0};
        if (!appendAndWait(**project, edit(bound->faceIds[row], {}, state)))
            qFatal("the project cannot be edited");
    }
    return file.string();
}

TrainingRun TrainingRunTest::smallRun(const char *folder) const
{
    TrainingRun run;
    auto source = openCropSource(formats_, {samples(), {}, "*000*", folder_ / "user"}, false, {});
    if (!source)
        qFatal("%s", source.error().text().c_str());
    run.crops.sources.push_back(std::move(source).value());
    run.crops.side = 32;
    run.options = R"({"epochs": 3})";
    run.folder = folder_ / folder;
    return run;
}

void TrainingRunTest::plainDataSet_givesTheFacesThatMatch()
{
    const auto all = openDataInput(formats_, {samples(), {}, {}, folder_ / "user"}, {});
    QVERIFY(all.ok() && !all->isProject && all->states.empty());
    QCOMPARE(all->faces.size(), all->dataset->faces.size());
    const auto some = openDataInput(formats_, {samples(), {}, "*000*", folder_ / "user"}, {});
    QVERIFY(some.ok());
    QVERIFY(!some->faces.empty() && some->faces.size() < all->faces.size());
    QVERIFY(some->edited(some->faces.front()) == nullptr);
}

void TrainingRunTest::patternWithoutAMatch_isSaid()
{
    const auto none = openDataInput(formats_, {samples(), {}, "nobody*", folder_ / "user"}, {});
    QVERIFY(!none.ok());
    QCOMPARE(none.error().code, Errc::InvalidArgument);
    QVERIFY(none.error().message.text().find("nobody*") != std::string::npos);
}

void TrainingRunTest::project_givesItsCorrectedFaces()
{
    const std::string project = writeProject();
    const auto all = openCropSource(formats_, {project, {}, {}, folder_ / "user"}, false, {});
    QVERIFY2(all.ok(), all.ok() ? "" : all.error().text().c_str());
    QCOMPARE(all->faces.size(), all->dataset->faces.size() - 1); // without the excluded one
    QVERIFY(std::find(all->faces.begin(), all->faces.end(), 20) == all->faces.end());
    QCOMPARE(all->edited(4)->points[0].x, all->dataset->faces[4].truth.points[0].x + 6);
    QVERIFY(all->edited(5) == nullptr);
    const auto accepted = openCropSource(formats_, {project, {}, {}, folder_ / "user"}, true, {});
    QVERIFY(accepted.ok());
    QCOMPARE(accepted->faces, std::vector<int>{4});
}

void TrainingRunTest::excludedFaces_areLeftOutOfEveryInput()
{
    const std::string project = writeProject("excluded.fiducial");
    auto input = openDataInput(formats_, {project, {}, {}, folder_ / "user"}, {});
    QVERIFY(input.ok());
    QCOMPARE(input->excluded, std::vector<int>{20});
    QVERIFY(std::find(input->faces.begin(), input->faces.end(), 20) == input->faces.end());
    QCOMPARE(input->excludedSentence(), std::string("1 excluded face is left out: no reason given (1)."));
    input->states[20].note.reason = "twice in the set";
    input->states[21].review = ReviewState::Excluded;
    QVERIFY(input->select({}).ok());
    QCOMPARE(input->excludedSentence(),
             std::string("2 excluded faces are left out: no reason given (1), twice in the set (1)."));
    for (FaceState &state : input->states)
        state.review = ReviewState::Excluded;
    const auto none = input->select({}); // no face would mean all of them
    QVERIFY(!none.ok() && none.error().message.text().find("is excluded") != std::string::npos);
}

void TrainingRunTest::refusedFaces_takeNoPart()
{
    std::vector<FaceState> states(3);
    states[1].review = ReviewState::Rejected;
    QCOMPARE(*facesToTrainOn({0, 1, 2}, states, false, "set"), (std::vector<int>{0, 2}));
    QVERIFY(facesToTrainOn({0, 1, 2}, states, true, "set").error().message.text().find("is accepted") !=
            std::string::npos);
    QVERIFY(facesToTrainOn({1}, states, false, "set").error().message.text().find("is rejected") != std::string::npos);
    QCOMPARE(*facesToTrainOn({1, 2}, {}, false, "set"), (std::vector<int>{1, 2}));
    QVERIFY(facesToTrainOn({1}, {}, true, "set").error().message.text().find("Only a project") != std::string::npos);
}

void TrainingRunTest::crops_areCutOnce()
{
    const TrainingRun run = smallRun("once");
    const auto first = prepareTraining(run, {});
    QVERIFY2(first.ok(), first.ok() ? "" : first.error().text().c_str());
    QVERIFY(first->has_value());
    QCOMPARE((*first)->faces, static_cast<int>(run.crops.sources[0].faces.size()));
    QCOMPARE(readAll(run.folder / kTrainingOptions), run.options);
    const auto second = prepareTraining(run, {});
    QVERIFY(second.ok() && !second->has_value());
    TrainingRun wider = run;
    wider.crops.margin = 2;
    const auto third = prepareTraining(wider, {});
    QVERIFY(third.ok() && third->has_value());
}

void TrainingRunTest::earlierRun_isLeftAlone()
{
    TrainingRun run = smallRun("earlier");
    std::filesystem::create_directories(run.folder);
    QVERIFY(!holdsTrainingRun(run.folder));
    writeAll(run.folder / kTrainingCheckpoint, "x");
    writeAll(run.folder / kTrainingCrops, "crops of the run");
    QVERIFY(holdsTrainingRun(run.folder));
    QCOMPARE(prepareTraining(run, {}).error().code, Errc::InvalidArgument);
    QCOMPARE(readAll(run.folder / kTrainingCrops), std::string("crops of the run"));
    QVERIFY(checkTrainingFolder(run.folder, true).ok());
}

void TrainingRunTest::cancelled_leavesNothing()
{
    const TrainingRun run = smallRun("cancelled");
    JobContext context;
    context.cancelled = [] { return true; };
    QCOMPARE(prepareTraining(run, context).error().code, Errc::Cancelled);
    QVERIFY(!std::filesystem::exists(run.folder / kTrainingCrops));
    QVERIFY(!std::filesystem::exists(run.folder / kTrainingOptions));
}

void TrainingRunTest::arguments_nameTheFilesOfTheFolder()
{
    QCOMPARE(trainerArguments("/a", true, false),
             (std::vector<std::string>{"--crops", "/a/crops.safetensors", "--out", "/a", "--config", "/a/train.json"}));
    QCOMPARE(trainerArguments("/a", false, true),
             (std::vector<std::string>{"--crops", "/a/crops.safetensors", "--out", "/a", "--resume"}));
}

QTEST_GUILESS_MAIN(TrainingRunTest)
#include "training_run_test.moc"
