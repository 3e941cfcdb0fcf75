#include "tests/core/training/eight_faces.h"
#include "tests/support/test_support.h"

#include <QObject>
#include <QTest>

using namespace fiducial;

/// Networks that give heatmaps learn eight faces by heart.
class HeatmapLessonsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void learnsEightFaces_data();
    void learnsEightFaces() { test::learnByHeart(test::currentLesson()); }
};

void HeatmapLessonsTest::learnsEightFaces_data()
{
    test::lessonColumns();
    const auto row = [](const char *name, const char *network, int input, const char *options, int epochs = 30) {
        test::addLesson(name, {.network = QString::fromLatin1(network),
                               .input = input,
                               .options = QString::fromLatin1(options),
                               .epochs = epochs});
    };
    row("tiny pyramid", "heatmap-small-98", 64,
        R"({"loss": "star", "smooth": 0.3, "learning_rate": 5e-3, "network.backbone": "mobilenet_v3_small",
            "network.backbone_width": 0.25, "network.width": 32})");
    if (!test::longTests())
        return;
    // Two stacks of 64 channels for the hourglasses.
    const char *const kStar = R"({"loss": "star", "smooth": 0.3, "learning_rate": 5e-3, "map_weight": 10,
        "stage_growth": 2, "network.stacks": 2, "network.width": 64})";
    const char *const kStarV1 = R"({"loss": "star_v1", "smooth": 0.3, "learning_rate": 5e-3, "map_weight": 10,
        "stage_growth": 2, "network.stacks": 2, "network.width": 64})";
    const char *const kAdnet = R"({"loss": "direction", "learning_rate": 5e-3, "map_weight": 10,
        "stage_growth": 2, "network.stacks": 2, "network.width": 64})";
    const char *const kFan = R"({"loss": "none", "map_weight": 1000, "map_loss": "mse", "map_sigma": 2,
        "network.decoder": "dark", "network.stacks": 2, "network.width": 64})";
    const char *const kShFan = R"({"loss": "l1", "map_weight": 10, "map_sigma": 2, "siamese": 0.5,
        "network.stacks": 2, "network.width": 64})";
    const char *const kHrnet = R"({"loss": "none", "map_weight": 10, "map_sigma": 2, "network.decoder": "dark"})";
    const char *const kKeyposs = R"({"loss": "none", "map_weight": 1000, "map_loss": "mse", "map_sigma": 2})";
    // One norm serves several layers of the fast stems, and small maps make much of small errors.
    const char *const kKeypossSmall = R"({"loss": "none", "map_weight": 1000, "map_loss": "mse", "map_sigma": 2,
        "learning_rate": 5e-3, "weight_decay": 0, "freeze_norms": 0.5})";
    row("small", "heatmap-small-98", 64, R"({"loss": "star", "smooth": 0.3, "learning_rate": 5e-3})");
    row("star", "star-98", 64, kStar);
    row("star v1", "star-98", 64, kStarV1);
    row("adnet", "adnet-98", 64, kAdnet);
    row("fan", "fan-68", 64, kFan);
    row("sh-fan", "sh-fan-68", 64, kShFan);
    row("hrnet", "hrnet-98", 64, kHrnet);
    row("keyposs-64", "keyposs-64", 64, kKeyposs);
    row("keyposs-32", "keyposs-32", 64, kKeypossSmall, 90);
    row("keyposs-16", "keyposs-16", 128, kKeypossSmall, 40);
    row("keyposs-8", "keyposs-8", 128, kKeypossSmall, 90);
    row("keyposs-4", "keyposs-4", 256, kKeypossSmall, 90);
}

QTEST_GUILESS_MAIN(HeatmapLessonsTest)
#include "heatmap_lessons_test.moc"
