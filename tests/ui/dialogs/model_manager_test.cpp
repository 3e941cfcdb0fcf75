#include "tests/core/model/model_support.h"
#include "tests/ui/document/project_fixture.h"
#include "ui/dialogs/model_card_dialog.h"
#include "ui/dialogs/model_manager.h"
#include "ui/imaging/qimage_convert.h"
#include "ui/jobs/job_runner.h"
#include "ui/models/catalogue_model.h"
#include "ui/settings/app_settings.h"

#include <QAbstractItemModel>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include <fstream>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;
using namespace Qt::StringLiterals;

namespace {
constexpr int kWaitMs = 20'000;
}

class ModelManagerTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { manager_.reset(); }
    void table_showsWhatTheCardsSay();
    void sizeLimit_hidesLargerModels();
    void details_followTheKeys();
    void modelOfTheInstallation_cannotBeRemovedAndSaysWhy();
    void removing_asksFirst();
    void defaultOfAScheme_isWhatPreFills();
    void measuring_isShownAndRemembered();
    void measuring_canBeCancelled();
    void preview_isNeitherEditNorRun();
    void preview_needsAFace();
    void brokenModel_saysWhatIsWrong();
    void givingTheFormUp_addsNothing();
    void foreignFile_isAskedAbout();

private:
    void addToFolder(const std::filesystem::path &folder, const std::string &name, double accuracy, int side = 8);
    void makeManager();
    int rowOf(const QString &name) const;
    QString cell(const QString &name, int column) const;
    QPushButton *button(const QString &text) const;
    void click(const QString &text) const { QTest::mouseClick(button(text), Qt::LeftButton); }
    bool says(const QString &words) const;
    bool waitUntilIdle() const
    {
        return QTest::qWaitFor([this] { return !manager_->isBusy(); }, kWaitMs);
    }

    std::unique_ptr<ProjectFixture> project_;
    std::unique_ptr<ProjectDocument> document_;
    std::unique_ptr<AppSettings> settings_;
    std::unique_ptr<model::ModelCatalogue> models_;
    std::unique_ptr<JobRunner> jobs_;
    std::unique_ptr<ModelManager> manager_;
    int face_ = 0;
};

void ModelManagerTest::addToFolder(const std::filesystem::path &folder, const std::string &name, double accuracy,
                                   int side)
{
    std::filesystem::create_directories(folder);
    model::ModelCard card = plainCard(side);
    card.name = name;
    card.file = name + ".onnx";
    card.schemeId = "wflw98";
    card.accuracy = {{"a list, inter-ocular", accuracy}};
    card.trainingData = "faces of " + name;
    card.licence = "MIT";
    writeAll(folder / card.file, constantOnnx(side, 196, 0.5F));
    writeAll(folder / (name + ".json"), printCard(card));
}

void ModelManagerTest::init()
{
    manager_.reset();
    document_.reset();
    project_ = std::make_unique<ProjectFixture>(2, 1);
    const auto &folder = project_->folder();
    settings_ = std::make_unique<AppSettings>(toQString(folder / "settings.ini"));
    addToFolder(folder / "bundled", "bundled", 0.03);
    addToFolder(folder / "added", "own", 0.05);
    models_ = std::make_unique<model::ModelCatalogue>(folder / "bundled", folder / "added");
    document_ = std::make_unique<ProjectDocument>();
    project_->open(*document_);
    face_ = 0;
    jobs_ = std::make_unique<JobRunner>();
    makeManager();
}

void ModelManagerTest::makeManager()
{
    manager_ = std::make_unique<ModelManager>(*models_, *jobs_, *settings_, [this] {
        return PreviewFace{document_->sharedDataset(), face_};
    });
    manager_->show();
    QVERIFY(QTest::qWaitForWindowExposed(manager_.get()));
    manager_->activateWindow();
}

int ModelManagerTest::rowOf(const QString &name) const
{
    const auto *rows = manager_->findChild<QTableView *>()->model();
    for (int row = 0; row < rows->rowCount(); ++row)
        if (rows->index(row, CatalogueModel::NameColumn).data().toString() == name)
            return row;
    return -1;
}

QString ModelManagerTest::cell(const QString &name, int column) const
{
    return manager_->findChild<QTableView *>()->model()->index(rowOf(name), column).data().toString();
}

QPushButton *ModelManagerTest::button(const QString &text) const
{
    for (auto *button : manager_->findChildren<QPushButton *>())
        if (QString(button->text()).remove(u'&').startsWith(text))
            return button;
    qFatal("no button %s", qPrintable(text));
}

bool ModelManagerTest::says(const QString &words) const
{
    for (const auto *label : manager_->findChildren<QLabel *>())
        if (label->isVisible() && label->text().contains(words))
            return true;
    return false;
}

void ModelManagerTest::table_showsWhatTheCardsSay()
{
    QCOMPARE(cell(u"bundled"_s, CatalogueModel::SchemeColumn), u"WFLW"_s);
    QCOMPARE(manager_->currentModel(), u"bundled"_s); // pre-fills the data set on screen
    QCOMPARE(cell(u"bundled"_s, CatalogueModel::PointsColumn), u"98"_s);
    QCOMPARE(cell(u"bundled"_s, CatalogueModel::InputColumn), u"8 × 8 px"_s);
    QCOMPARE(cell(u"bundled"_s, CatalogueModel::AccuracyColumn), u"3.00 %"_s);
    QCOMPARE(cell(u"bundled"_s, CatalogueModel::DefaultColumn), u"default"_s); // states the smaller error
    QCOMPARE(cell(u"own"_s, CatalogueModel::DefaultColumn), QString());
    QCOMPARE(cell(u"own"_s, CatalogueModel::SpeedColumn), QString());
    QVERIFY(rowOf(u"mean-shape-wflw98"_s) >= 0);
}

void ModelManagerTest::sizeLimit_hidesLargerModels()
{
    addToFolder(project_->folder() / "added", "large", 0.05, 512);
    std::ofstream(project_->folder() / "added" / "large.onnx", std::ios::app) << std::string(1'500'000, ' ');
    makeManager();
    QVERIFY(rowOf(u"large"_s) >= 0);
    auto *limit = manager_->findChild<QDoubleSpinBox *>();
    limit->setFocus();
    limit->selectAll();
    QTest::keyClicks(limit, u"1"_s);
    QCOMPARE(rowOf(u"large"_s), -1);
    QVERIFY(rowOf(u"own"_s) >= 0);
    limit->selectAll();
    QTest::keyClicks(limit, u"0"_s);
    QVERIFY(rowOf(u"large"_s) >= 0);
}

void ModelManagerTest::details_followTheKeys()
{
    auto *table = manager_->findChild<QTableView *>();
    manager_->select(u"bundled"_s);
    QTRY_VERIFY(says(u"faces of bundled"_s));
    table->setFocus();
    QTest::keyClick(table, Qt::Key_End, Qt::ControlModifier);
    QTRY_VERIFY(!says(u"faces of bundled"_s));
    manager_->select(u"own"_s);
    QTRY_VERIFY(says(u"faces of own"_s));
    QVERIFY(says(u"5.00 %  a list, inter-ocular"_s));
    QVERIFY(says(u"MIT"_s));
}

void ModelManagerTest::modelOfTheInstallation_cannotBeRemovedAndSaysWhy()
{
    for (const QString &name : {u"bundled"_s, u"mean-shape-wflw98"_s}) {
        manager_->select(name);
        QVERIFY(!button(u"Remove"_s)->isEnabled());
        QVERIFY(button(u"Remove"_s)->toolTip().contains(u"belongs to the installation"_s));
        QTest::keyClick(manager_->findChild<QTableView *>(), Qt::Key_Delete);
        QVERIFY(rowOf(name) >= 0);
    }
}

void ModelManagerTest::removing_asksFirst()
{
    manager_->select(u"own"_s);
    settings_->setModel(u"own"_s);
    QString question;
    const auto answer = [&](QMessageBox::StandardButton with) {
        QTimer::singleShot(0, manager_.get(), [&question, with] {
            auto *box = qobject_cast<QMessageBox *>(QApplication::activeModalWidget());
            question = box->text();
            QTest::mouseClick(box->button(with), Qt::LeftButton);
        });
    };
    answer(QMessageBox::Cancel);
    click(u"Remove"_s);
    QVERIFY(question.contains(u"own"_s));
    QVERIFY(rowOf(u"own"_s) >= 0);
    const QSignalSpy changed(manager_.get(), &ModelManager::modelsChanged);
    answer(QMessageBox::Yes);
    click(u"Remove"_s);
    QCOMPARE(rowOf(u"own"_s), -1);
    QCOMPARE(changed.count(), 1);
    QVERIFY(!std::filesystem::exists(project_->folder() / "added" / "own.onnx"));
    QCOMPARE(settings_->model(), QString()); // nothing pre-fills with what is gone
    QVERIFY(!manager_->currentModel().isEmpty());
}

void ModelManagerTest::defaultOfAScheme_isWhatPreFills()
{
    settings_->setModel(u"mean-shape-wflw98"_s);
    makeManager();
    QVERIFY(says(u"mean-shape-wflw98 is chosen"_s));
    manager_->select(u"own"_s);
    click(u"Set as default"_s);
    QCOMPARE(QString::fromStdString(models_->defaultFor("wflw98")), u"own"_s);
    QCOMPARE(settings_->model(), QString());
    QVERIFY(!says(u"is chosen"_s));
    QCOMPARE(cell(u"own"_s, CatalogueModel::DefaultColumn), u"default"_s);
    QCOMPARE(cell(u"bundled"_s, CatalogueModel::DefaultColumn), QString());
    QCOMPARE(manager_->currentModel(), u"own"_s);
    QVERIFY(!button(u"Set as default"_s)->isEnabled());
}

void ModelManagerTest::measuring_isShownAndRemembered()
{
    manager_->select(u"own"_s);
    click(u"Measure"_s);
    QVERIFY(manager_->isBusy());
    QVERIFY(!button(u"Measure"_s)->isEnabled());
    QVERIFY(waitUntilIdle());
    QVERIFY(!cell(u"own"_s, CatalogueModel::SpeedColumn).isEmpty());
    QVERIFY(cell(u"own"_s, CatalogueModel::DeviceColumn).startsWith(u"CPU"_s));
    QVERIFY(says(u"faces a second"_s));
    const QString speed = cell(u"own"_s, CatalogueModel::SpeedColumn);
    makeManager();
    QCOMPARE(cell(u"own"_s, CatalogueModel::SpeedColumn), speed);
}

void ModelManagerTest::measuring_canBeCancelled()
{
    manager_->select(u"own"_s);
    click(u"Measure"_s);
    QTest::mouseClick(manager_->findChild<QToolButton *>(), Qt::LeftButton);
    QVERIFY(waitUntilIdle());
    QVERIFY(says(u"Measuring was cancelled."_s));
    QCOMPARE(cell(u"own"_s, CatalogueModel::SpeedColumn), QString());
    QVERIFY(button(u"Measure"_s)->isEnabled());
}

void ModelManagerTest::preview_isNeitherEditNorRun()
{
    manager_->select(u"own"_s);
    auto *picture = manager_->findChild<FacePreview *>();
    QVERIFY(!picture->hasResult());
    click(u"Preview"_s);
    QVERIFY(waitUntilIdle());
    QVERIFY(picture->hasResult());
    const QImage shown = picture->grab().toImage();
    int marks = 0;
    for (int y = 0; y < shown.height(); ++y)
        for (int x = 0; x < shown.width(); ++x)
            marks += shown.pixelColor(x, y) == QColor(0xE6, 0x9F, 0x00);
    QVERIFY(marks > 3); // all points of this model lie in one place
    QVERIFY(document_->runs().empty());
    QVERIFY(document_->state(0).mine.empty());
    QVERIFY(!document_->undoStack()->canUndo());
    manager_->select(u"bundled"_s); // a picture never stands beside another model's name
    QVERIFY(!picture->hasResult());
}

void ModelManagerTest::preview_needsAFace()
{
    QVERIFY(button(u"Preview"_s)->isEnabled());
    face_ = -1; // the data set is closed meanwhile
    click(u"Preview"_s);
    QVERIFY(!manager_->isBusy());
    QVERIFY(!button(u"Preview"_s)->isEnabled());
    QVERIFY(button(u"Preview"_s)->toolTip().contains(u"Open a data set"_s));
}

void ModelManagerTest::brokenModel_saysWhatIsWrong()
{
    writeAll(project_->folder() / "added" / "own.onnx", "no network");
    manager_->select(u"own"_s);
    click(u"Measure"_s);
    QVERIFY(waitUntilIdle());
    QVERIFY(says(u"own.onnx"_s));
    std::filesystem::remove(project_->folder() / "added" / "own.onnx");
    makeManager();
    manager_->select(u"own"_s);
    QTRY_VERIFY(says(u"Its weights own.onnx are not there"_s));
    QVERIFY(!button(u"Measure"_s)->isEnabled());
    QVERIFY(button(u"Remove"_s)->isEnabled());
}

void ModelManagerTest::givingTheFormUp_addsNothing()
{
    const auto file = project_->folder() / "elsewhere.onnx";
    writeAll(file, constantOnnx(8, 196, 0.25F));
    manager_->addFile(toQString(file));
    QVERIFY(manager_->isBusy());
    // The shape tells 98 points, but not the colours: the form comes up.
    QVERIFY(QTest::qWaitFor([this] { return manager_->findChild<ModelCardDialog *>() != nullptr; }, kWaitMs));
    QTest::keyClick(manager_->findChild<ModelCardDialog *>(), Qt::Key_Escape);
    QVERIFY(waitUntilIdle());
    QCOMPARE(rowOf(u"elsewhere"_s), -1);
}

void ModelManagerTest::foreignFile_isAskedAbout()
{
    const auto file = project_->folder() / "foreign.onnx";
    writeAll(file, constantOnnx(8, 196, 0.25F));
    manager_->addFile(toQString(file));
    QVERIFY(QTest::qWaitFor([this] { return manager_->findChild<ModelCardDialog *>() != nullptr; }, kWaitMs));
    auto *dialog = manager_->findChild<ModelCardDialog *>();
    for (auto *box : dialog->findChildren<QComboBox *>())
        if (box->currentIndex() < 0) {
            box->setFocus();
            QTest::keyClick(box, Qt::Key_Down);
        }
    for (auto *box : dialog->findChildren<QDoubleSpinBox *>()) {
        box->setFocus();
        box->selectAll();
        QTest::keyClicks(box, u"1.2"_s);
    }
    QVERIFY(dialog->isComplete());
    for (auto *ok : dialog->findChildren<QPushButton *>())
        if (ok->text() == u"Add model"_s)
            QTest::mouseClick(ok, Qt::LeftButton);
    QVERIFY(waitUntilIdle());
    QVERIFY(rowOf(u"foreign"_s) >= 0);
    QCOMPARE(manager_->currentModel(), u"foreign"_s);
    QVERIFY(button(u"Remove"_s)->isEnabled());
    QVERIFY(std::filesystem::exists(project_->folder() / "added" / "foreign.onnx"));
}

QTEST_MAIN(ModelManagerTest)
#include "model_manager_test.moc"
