#include "core/base/sha256.h"
#include "core/model/card_folder.h"
#include "tests/core/model/model_support.h"
#include "tests/support/test_support.h"
#include "ui/main_window/loaded_models.h"

#include <QTest>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;

class LoadedModelsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void model_isInMemoryOnce();
    void othersOfItsKind_areOthers();
    void weights_areReadAgainOnceForgotten();

private:
    void writeModel(float value)
    {
        const std::string weights = constantOnnx(64, 196, value);
        model::ModelCard card = plainCard(64);
        card.name = "plain";
        card.file = "plain.onnx";
        card.sha256 = sha256(weights);
        std::filesystem::create_directories(folder_ / "models");
        writeAll(folder_ / "models" / "plain.onnx", weights);
        writeAll(folder_ / "models" / "plain.json", printCard(card));
    }
    Result<std::shared_ptr<model::LandmarkModel>> load(const char *name = "plain") const
    {
        return models_->load(name, {}, "wflw98", {});
    }

    TempDir folder_;
    model::ModelCatalogue catalogue_{folder_ / "bundled", folder_ / "models"};
    std::unique_ptr<LoadedModels> models_ = std::make_unique<LoadedModels>(catalogue_);
};

void LoadedModelsTest::model_isInMemoryOnce()
{
    writeModel(0.5F);
    const auto first = load(), second = load();
    QVERIFY2(first && second, first ? "" : first.error().text().c_str());
    QVERIFY(*first == *second);
    const std::weak_ptr<model::LandmarkModel> held = [this] { return *load("mean-shape-ibug68"); }();
    QVERIFY(held.expired()); // by nobody any more
    QVERIFY(load("mean-shape-ibug68").ok());
}

void LoadedModelsTest::othersOfItsKind_areOthers()
{
    writeModel(0.5F);
    const auto one = load(), other = load("mean-shape-wflw98");
    QVERIFY(one && other && *one != *other);
    const auto ofBatch = models_->load("plain", {}, "wflw98", {.batch = 3});
    QVERIFY(ofBatch && *ofBatch != *one);
    const auto none = load("no such model");
    QVERIFY(!none && none.error().code == Errc::NotFound);
}

void LoadedModelsTest::weights_areReadAgainOnceForgotten()
{
    writeModel(0.5F);
    const auto before = load();
    QVERIFY(before);
    writeModel(0.25F);
    QCOMPARE((*load())->hash(), (*before)->hash());
    models_->forget();
    const auto after = load();
    QVERIFY(after && (*after)->hash() != (*before)->hash());
}

QTEST_GUILESS_MAIN(LoadedModelsTest)
#include "loaded_models_test.moc"
