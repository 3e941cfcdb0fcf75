#include "tests/core/training/eight_faces.h"
#include "tests/support/test_support.h"

#include <QObject>
#include <QTest>

using namespace fiducial;

/// Networks that give coordinates learn eight faces by heart.
class CoordinateLessonsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void learnsEightFaces_data();
    void learnsEightFaces() { test::learnByHeart(test::currentLesson()); }
};

void CoordinateLessonsTest::learnsEightFaces_data()
{
    test::lessonColumns();
    const auto row = [](const char *name, const char *network, int input, const char *options, int landmarks = 98) {
        test::addLesson(name, {QString::fromLatin1(network), input, QString::fromLatin1(options), landmarks});
    };
    row("tiny encoder", "mobilenetv3-encoder-fast", 64,
        R"({"network.backbone": "mobilenet_v3_small", "network.backbone_width": 0.25, "network.width": 32,
            "network.heads": 2, "network.mlp": 64, "network.refine_layers": 1})",
        29);
    if (!test::longTests())
        return;
    // Batch norms over eight faces are too uneven for deep networks on small maps to predict with unless they learn it.
    const char *const kDeepL1 = R"({"loss": "l1", "learning_rate": 5e-4, "freeze_norms": 0.4})";
    const char *const kDeepL2 = R"({"loss": "l2", "learning_rate": 5e-4})";
    const char *const kDeepSmooth = R"({"loss": "smooth_l1", "learning_rate": 5e-4, "freeze_norms": 0.4})";
    const char *const kDeepWing = R"({"loss": "wing", "learning_rate": 5e-4, "freeze_norms": 0.4})";
    row("encoder", "mobilenetv3-encoder-fast", 128, "{}");
    row("encoder of the published size", "mobilenetv3-encoder-3.4m-98", 128, R"({"loss": "l1"})");
    row("resnet18 encoder", "resnet18-encoder-98", 64, kDeepL2, 29);
    row("resnet34 encoder", "resnet34-encoder-68", 64, kDeepL1, 19);
    row("resnet50 encoder", "resnet50-encoder-98", 64, kDeepSmooth, 19);
    row("resnet50 and wing", "resnet50-linear", 64, kDeepWing, 19);
    row("resnet18 and awing", "resnet18-linear", 64, R"({"loss": "awing"})");
    row("pfld", "pfld", 112, R"({"loss": "pfld"})");
    row("pfld of a quarter", "pfld-0.25", 112, R"({"loss": "pfld"})");
    row("slpt of 6 layers", "slpt6", 64, kDeepSmooth, 19);
    row("slpt of 12 layers", "slpt12", 64, kDeepSmooth, 19);
    row("synergynet", "synergynet-68", 64, R"({"freeze_norms": 0.4})", 68);
    row("deep3dfacerecon", "deep3d-68", 64, kDeepSmooth, 19);
}

QTEST_GUILESS_MAIN(CoordinateLessonsTest)
#include "coordinate_lessons_test.moc"
