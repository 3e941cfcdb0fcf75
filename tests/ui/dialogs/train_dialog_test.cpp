#include "core/base/safetensors.h"
#include "tests/ui/document/project_fixture.h"
#include "ui/charts/curve_view.h"
#include "ui/dialogs/option_form.h"
#include "ui/dialogs/train_data_form.h"
#include "ui/dialogs/train_dialog.h"
#include "ui/imaging/qimage_convert.h"
#include "ui/jobs/job_runner.h"
#include "ui/settings/app_settings.h"

#include <QAbstractSpinBox>
#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;
using namespace Qt::StringLiterals;

namespace {
constexpr int kWaitMs = 60'000;

constexpr char kDescription[] = R"json([
  {"group": "Network", "name": "network", "description": "Preset", "type": "text", "default": "small",
   "choices": ["small", "large"]},
  {"group": "Loss", "name": "loss", "description": "Loss", "type": "text", "default": "l1", "choices": ["l1", "l2"]},
  {"group": "Loss", "name": "smooth", "description": "Pixels", "type": "number", "default": 1.5, "low": 0.1, "high": 9},
  {"group": "Optimiser", "name": "epochs", "description": "Passes", "type": "integer", "default": 42, "low": 1,
   "high": 1000},
  {"group": "Machine", "name": "deterministic", "description": "The same", "type": "boolean", "default": true},
  {"group": "Network", "name": "network.width", "description": "Channels", "type": "integer", "low": 1, "high": 4096,
   "default_of": {"small": 32, "large": 128}}])json";

/// Tells its options; trains one epoch, then does what is written to it; exports a file that lies beside it.
constexpr char kTrainer[] = R"sh(#!/bin/sh
here=$(dirname "$0")
case "$1" in
--describe) cat "$here/description"; exit;;
export) cp "$here/weights.safetensors" "$5"; exit;;
esac
out=$4
echo "$@" > "$out/arguments"
say() { echo "$1" >> "$out/log.jsonl"; echo "$1"; }
kind=start; step=0
if [ -e "$out/checkpoint.safetensors" ]; then kind=resume; step=2; fi
say '{"event":"'$kind'","step":'$step',"steps":6,"steps_per_epoch":2,"device":"CPU","training_faces":5,"validation_faces":1,"options":{"network":"small","epochs":3}}'
touch "$out/checkpoint.safetensors"
if [ $kind = start ]; then
  say '{"event":"step","step":1,"epoch":1,"loss":4,"images_per_second":60,"waiting":0.01,"seconds_left":100}'
  say '{"event":"epoch","step":2,"epoch":1,"loss":3,"val_nme":0.5,"val_nme_ema":0.25,"best":true,"seconds_left":90}'
fi
if [ -e "$here/broken" ]; then
  echo '{"event":"failure","sentence":["The loss is %1 any more.",["no %1","number"]]}'
  echo "fiducial-train: The loss is no number any more." >&2; exit 1
fi
while read -r line; do
  echo "$line" >> "$out/commands"
  case "$line" in
  stop) say '{"event":"end","step":2,"reason":"stopped","best_nme":0.25,"best_epoch":1}'; exit 130;;
  resume) say '{"event":"epoch","step":6,"epoch":3,"loss":1,"val_nme":0.1,"val_nme_ema":0.125,"best":true}'
    say '{"event":"end","step":6,"reason":"done","best_nme":0.125,"best_epoch":3}'; exit 0;;
  esac
done
)sh";
} // namespace

class TrainDialogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void form_comesFromTheDescription();
    void form_givesWhatWasChanged();
    void networkFields_followThePreset();
    void impossibleNumber_isSaidAndStopsTheStart();
    void acceptedFaces_areAChoice();
    void noTrainer_isSaid();
    void training_cutsRunsAndDrawsCurves();
    void faces_areCutAsTheFormSays();
    void pauseAndGoOn_reachTheTrainer();
    void stoppedRun_canGoOn();
    void interruptedRun_isFoundInItsFolder();
    void failure_isOneSentence();
    void languageChange_leavesTheRunAsItIs();
    void cutting_canBeCancelled();
    void result_becomesAModel();
    void realTrainer_trainsAndIsAdded();

private:
    void makeDialog(const QString &trainer);
    void makeDialog() { makeDialog(path("fiducial-train")); }
    QString path(const char *relative) const { return toQString(project_->folder() / relative); }
    QPushButton *button(const QString &text) const;
    void click(const QString &text) const { QTest::mouseClick(button(text), Qt::LeftButton); }
    bool says(const QString &words) const;
    bool waitFor(const QString &words) const
    {
        return QTest::qWaitFor([&] { return says(words); }, kWaitMs);
    }
    const std::vector<QPointF> &curve(int view, int index) const
    {
        return dialog_->findChildren<CurveView *>()[view]->curves()[static_cast<std::size_t>(index)].points;
    }
    template <class W>
    W *field(const QString &name) const
    {
        auto *widget = dialog_->findChild<W *>(name);
        if (!widget)
            qFatal("no field %s", qPrintable(name));
        return widget;
    }
    /// As a user opens a section of the options.
    void openSections() const
    {
        for (auto *head : dialog_->findChildren<QPushButton *>())
            if (head->isCheckable() && !head->isChecked())
                QTest::mouseClick(head, Qt::LeftButton);
    }

    std::unique_ptr<ProjectFixture> project_;
    std::unique_ptr<ProjectDocument> document_;
    std::unique_ptr<AppSettings> settings_;
    std::unique_ptr<model::ModelCatalogue> models_;
    std::unique_ptr<JobRunner> jobs_;
    std::unique_ptr<TrainDialog> dialog_;
};

void TrainDialogTest::init()
{
    project_ = std::make_unique<ProjectFixture>(6, 1);
    writeAll(project_->folder() / "description", kDescription);
    writeAll(project_->folder() / "fiducial-train", kTrainer);
    QVERIFY(QFile::setPermissions(path("fiducial-train"), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    safetensors::File weights;
    weights.tensors.emplace("weight", safetensors::Tensor::fromFloats({1}, {1.0F}));
    weights.metadata = {{"scheme", "wflw98"},       {"margin", "1.25"},     {"colours", "half"},
                        {"train.network", "small"}, {"option.input", "64"}, {"option.family", "encoder"},
                        {"val_nme", "0.125"},       {"epoch", "3"}};
    QVERIFY(safetensors::write(project_->folder() / "weights.safetensors", weights).ok());
    settings_ = std::make_unique<AppSettings>(path("settings.ini"));
    models_ = std::make_unique<model::ModelCatalogue>(project_->folder() / "bundled", project_->folder() / "models");
    document_ = std::make_unique<ProjectDocument>();
    project_->open(*document_);
    jobs_ = std::make_unique<JobRunner>();
    makeDialog();
}

void TrainDialogTest::cleanup()
{
    dialog_.reset();
    jobs_.reset();
    document_.reset();
}

void TrainDialogTest::makeDialog(const QString &trainer)
{
    dialog_ = std::make_unique<TrainDialog>(TrainDialog::Services{*document_, *jobs_, project_->formats(), *models_,
                                                                  *settings_, project_->userData(), trainer});
    dialog_->show();
    QVERIFY(QTest::qWaitForWindowExposed(dialog_.get()));
    dialog_->activateWindow();
    if (!trainer.isEmpty())
        QVERIFY(QTest::qWaitFor([this] { return !dialog_->options().isEmpty(); }, kWaitMs));
}

QPushButton *TrainDialogTest::button(const QString &text) const
{
    for (auto *button : dialog_->findChildren<QPushButton *>())
        if (QString(button->text()).remove(u'&') == text)
            return button;
    qFatal("no button %s", qPrintable(text));
}

bool TrainDialogTest::says(const QString &words) const
{
    for (const auto *label : dialog_->findChildren<QLabel *>())
        if (label->isVisible() && label->text().contains(words))
            return true;
    return false;
}

void TrainDialogTest::form_comesFromTheDescription()
{
    QCOMPARE(field<QSpinBox>(u"epochs"_s)->value(), 42);
    QCOMPARE(field<QSpinBox>(u"epochs"_s)->maximum(), 1000);
    QTRY_VERIFY(field<QSpinBox>(u"epochs"_s)->isVisible()); // a common one
    QCOMPARE(field<QComboBox>(u"loss"_s)->count(), 2);
    QVERIFY(!field<QComboBox>(u"loss"_s)->isVisible());
    openSections();
    QVERIFY(field<QComboBox>(u"loss"_s)->isVisible());
    QCOMPARE(field<QLineEdit>(u"smooth"_s)->text(), u"1.5"_s);
    QVERIFY(field<QLineEdit>(u"smooth"_s)->toolTip().contains(u"0.1 to 9"_s));
    QVERIFY(field<QCheckBox>(u"deterministic"_s)->isChecked());
    QCOMPARE(dialog_->options().values(), QJsonObject());
}

void TrainDialogTest::form_givesWhatWasChanged()
{
    openSections();
    auto *epochs = field<QSpinBox>(u"epochs"_s);
    epochs->setFocus();
    epochs->selectAll();
    QTest::keyClicks(epochs, u"7"_s);
    auto *smooth = field<QLineEdit>(u"smooth"_s);
    smooth->selectAll();
    QTest::keyClicks(smooth, u"0.25"_s);
    QTest::keyClick(field<QCheckBox>(u"deterministic"_s), Qt::Key_Space);
    const QJsonObject wanted{{u"epochs"_s, 7}, {u"smooth"_s, 0.25}, {u"deterministic"_s, false}};
    QCOMPARE(dialog_->options().values(), wanted);
    dialog_->options().setValues(wanted);
    QCOMPARE(dialog_->options().values(), wanted);
    dialog_->options().setValues({});
    QCOMPARE(epochs->value(), 42);
}

void TrainDialogTest::networkFields_followThePreset()
{
    openSections();
    auto *width = field<QSpinBox>(u"network.width"_s);
    auto *network = field<QComboBox>(u"network"_s);
    QCOMPARE(width->value(), 32);
    network->setFocus();
    QTest::keyClick(network, Qt::Key_Down);
    QCOMPARE(width->value(), 128);
    QCOMPARE(dialog_->options().values(), (QJsonObject{{u"network"_s, u"large"_s}}));
    width->setFocus();
    width->selectAll();
    QTest::keyClicks(width, u"64"_s);
    QTest::keyClick(network, Qt::Key_Up);
    QCOMPARE(width->value(), 64); // what was said stays
    QCOMPARE(dialog_->options().values(), (QJsonObject{{u"network.width"_s, 64}}));
    dialog_->options().setValues({{u"network"_s, u"large"_s}, {u"network.width"_s, u"16"_s}}); // as the log has it
    QCOMPARE(width->value(), 16);
}

void TrainDialogTest::impossibleNumber_isSaidAndStopsTheStart()
{
    openSections();
    QVERIFY(button(u"Start"_s)->isEnabled());
    auto *smooth = field<QLineEdit>(u"smooth"_s);
    smooth->selectAll();
    QTest::keyClicks(smooth, u"90"_s);
    QVERIFY(!button(u"Start"_s)->isEnabled());
    QCOMPARE(button(u"Start"_s)->toolTip(), u"Smooth must be a number from 0.1 to 9."_s);
    smooth->selectAll();
    QTest::keyClicks(smooth, u"3"_s);
    QVERIFY(button(u"Start"_s)->isEnabled());
}

void TrainDialogTest::acceptedFaces_areAChoice()
{
    document_->setReview({1, 4}, ReviewState::Accepted);
    document_->setReview({5}, ReviewState::Rejected);
    LandmarkSet moved = document_->face(4).truth;
    moved.points[7] = moved.points[7] + Point2{2, 0};
    document_->moveLandmarks(4, document_->groundTruthGrab(4), moved, {7});
    dialog_->data().refresh();
    auto *scope = dialog_->data().findChild<QComboBox *>();
    QVERIFY(scope->itemText(0).contains(u"(5)"_s)); // without the rejected one
    QVERIFY(scope->itemText(1).contains(u"(2)"_s));
    scope->setFocus();
    QTest::keyClick(scope, Qt::Key_Down);
    const auto sources = dialog_->data().sources();
    QCOMPARE(sources.size(), std::size_t{1});
    QCOMPARE(sources[0].faces, (std::vector<int>{1, 4}));
    QVERIFY(sources[0].edited(1) == nullptr);
    QCOMPARE(sources[0].edited(4)->points[7].x, moved.points[7].x);
}

void TrainDialogTest::noTrainer_isSaid()
{
    makeDialog({});
    QVERIFY(says(u"no LibTorch"_s));
    QVERIFY(!button(u"Start"_s)->isEnabled());
}

void TrainDialogTest::training_cutsRunsAndDrawsCurves()
{
    dialog_->setFolder(path("run"));
    click(u"Start"_s);
    QVERIFY(!button(u"Start"_s)->isEnabled());
    QVERIFY(waitFor(u"25.00 % NME of the validation faces after epoch 1"_s));
    QCOMPARE(curve(0, 0), (std::vector<QPointF>{{0.5, 4}}));
    QCOMPARE(curve(0, 1), (std::vector<QPointF>{{1, 3}}));
    QCOMPARE(curve(1, 0), (std::vector<QPointF>{{1, 0.25}}));
    QCOMPARE(curve(1, 1), (std::vector<QPointF>{{1, 0.5}}));
    QVERIFY(says(u"Epoch 1 of 3"_s));
    QVERIFY(!dialog_->data().isEnabled()); // what is under way is not changed any more
    const std::string arguments = readAll(project_->folder() / "run" / "arguments");
    QCOMPARE(QString::fromStdString(arguments).simplified(),
             u"--crops %1/crops.safetensors --out %1 --config %1/train.json"_s.arg(path("run")));
    QVERIFY(std::filesystem::exists(project_->folder() / "run" / "crops.safetensors"));
    QVERIFY(document_->runs().empty());
}

void TrainDialogTest::faces_areCutAsTheFormSays()
{
    // As ResNet50 + Wing was published: the box and ten pixels around it, stretched.
    const auto number = [this](const QString &caption, const QString &value) {
        for (auto *box : dialog_->data().findChildren<QAbstractSpinBox *>())
            if (box->accessibleName() == caption) {
                box->setFocus();
                box->selectAll();
                QTest::keyClicks(box, value);
                return;
            }
        qFatal("no field %s", qPrintable(caption));
    };
    number(u"Crop side"_s, u"224"_s);
    number(u"Crop width"_s, u"1"_s);
    number(u"Border of the box"_s, u"10"_s);
    for (auto *choice : dialog_->data().findChildren<QComboBox *>())
        if (choice->accessibleName() == u"Crop shape"_s)
            QTest::keyClick(choice, Qt::Key_Down);
    dialog_->setFolder(path("run"));
    click(u"Start"_s);
    QVERIFY(waitFor(u"25.00 % NME"_s));
    const auto told = safetensors::readMetadata(project_->folder() / "run" / "crops.safetensors");
    QVERIFY(told);
    QCOMPARE(told->at("margin"), std::string("1"));
    QCOMPARE(told->at("extra_pixels"), std::string("10"));
    QCOMPARE(told->at("square"), std::string("false"));
    const auto crops = safetensors::read(project_->folder() / "run" / "crops.safetensors");
    QVERIFY(crops);
    QCOMPARE(crops->tensors.at("images").shape, (std::vector<std::int64_t>{6, 224, 224, 3}));
}

void TrainDialogTest::pauseAndGoOn_reachTheTrainer()
{
    const QSignalSpy messages(dialog_.get(), &TrainDialog::message);
    dialog_->setFolder(path("run"));
    click(u"Start"_s);
    QVERIFY(waitFor(u"25.00 % NME"_s));
    click(u"Pause"_s);
    QVERIFY(says(u"Paused."_s));
    click(u"Go on"_s);
    QVERIFY(waitFor(u"Training is done."_s));
    QCOMPARE(readAll(project_->folder() / "run" / "commands"), std::string("pause\nresume\n"));
    QVERIFY(says(u"12.50 % NME of the validation faces after epoch 3"_s));
    QVERIFY(!button(u"Pause"_s)->isEnabled());
    QVERIFY(!button(u"Resume"_s)->isEnabled()); // finished
    QCOMPARE(messages.count(), 1);
}

void TrainDialogTest::stoppedRun_canGoOn()
{
    dialog_->setFolder(path("run"));
    click(u"Start"_s);
    QVERIFY(waitFor(u"25.00 % NME"_s));
    click(u"Stop"_s);
    QVERIFY(waitFor(u"Stopped; it can go on from here."_s));
    click(u"Resume"_s);
    QVERIFY(QTest::qWaitFor([this] { return button(u"Pause"_s)->isEnabled(); }, kWaitMs));
    QVERIFY(QTest::qWaitFor(
        [this] { return readAll(project_->folder() / "run" / "arguments").find("--resume") != std::string::npos; },
        kWaitMs));
    QCOMPARE(curve(1, 0).size(), std::size_t{1}); // the curve goes on where it was
    click(u"Pause"_s);
    click(u"Go on"_s);
    QVERIFY(waitFor(u"Training is done."_s));
    QCOMPARE(curve(1, 0).size(), std::size_t{2});
}

void TrainDialogTest::interruptedRun_isFoundInItsFolder()
{
    dialog_->setFolder(path("run"));
    click(u"Start"_s);
    QVERIFY(waitFor(u"25.00 % NME"_s));
    dialog_.reset(); // the window is closed: the trainer is told to stop
    QVERIFY(readAll(project_->folder() / "run" / "log.jsonl").find("stopped") != std::string::npos);
    makeDialog();
    dialog_->setFolder(path("run"));
    QVERIFY(says(u"was interrupted; it can go on"_s));
    QCOMPARE(curve(1, 0), (std::vector<QPointF>{{1, 0.25}}));
    QCOMPARE(field<QSpinBox>(u"epochs"_s)->value(), 3); // as the run was started
    QVERIFY(button(u"Resume"_s)->isEnabled());
    dialog_->setFolder(path("another"));
    QVERIFY(curve(1, 0).empty());
    QVERIFY(button(u"Start"_s)->isEnabled());
}

void TrainDialogTest::failure_isOneSentence()
{
    writeAll(project_->folder() / "broken", "");
    dialog_->setFolder(path("run"));
    click(u"Start"_s);
    QVERIFY(waitFor(u"The loss is no number any more."_s));
    QVERIFY(button(u"Resume"_s)->isEnabled());
}

void TrainDialogTest::languageChange_leavesTheRunAsItIs()
{
    const auto changeLanguage = [this] {
        QEvent event(QEvent::LanguageChange);
        QCoreApplication::sendEvent(dialog_.get(), &event);
    };
    writeAll(project_->folder() / "broken", "");
    dialog_->setFolder(path("run"));
    click(u"Start"_s);
    QVERIFY(waitFor(u"The loss is no number any more."_s));
    QVERIFY(QFile::remove(path("run/log.jsonl"))); // whoever reads it again finds nothing
    changeLanguage();
    QVERIFY(says(u"The loss is no number any more."_s));
    QVERIFY(says(u"25.00 % NME of the validation faces after epoch 1"_s));
    QCOMPARE(curve(0, 0), (std::vector<QPointF>{{0.5, 4}}));
    dialog_->setFolder(path("another"));
    QVERIFY(says(u"Not started"_s) && !says(u"The loss is no number any more."_s));
    field<QSpinBox>(u"epochs"_s)->setValue(7);
    changeLanguage();
    QCOMPARE(field<QSpinBox>(u"epochs"_s)->value(), 7);
    QVERIFY(says(u"Not started"_s));
}

void TrainDialogTest::cutting_canBeCancelled()
{
    auto *portraits = dialog_->data().findChildren<QSpinBox *>().first();
    portraits->setFocus();
    portraits->selectAll();
    QTest::keyClicks(portraits, u"50000"_s);
    dialog_->setFolder(path("run"));
    click(u"Start"_s);
    click(u"Cancel"_s);
    QVERIFY(waitFor(u"Cancelled before the training began."_s));
    QVERIFY(button(u"Start"_s)->isEnabled());
    QVERIFY(!std::filesystem::exists(project_->folder() / "run" / "crops.safetensors"));
}

void TrainDialogTest::result_becomesAModel()
{
    const QSignalSpy added(dialog_.get(), &TrainDialog::modelAdded);
    dialog_->setFolder(path("run"));
    click(u"Start"_s);
    QVERIFY(waitFor(u"25.00 % NME"_s));
    click(u"Stop"_s);
    QVERIFY(waitFor(u"Stopped; it can go on"_s));
    QLineEdit *name = nullptr;
    for (auto *line : dialog_->findChildren<QLineEdit *>())
        if (line->accessibleName() == u"Name of the model"_s)
            name = line;
    QVERIFY(name && name->isVisible());
    name->selectAll();
    QTest::keyClicks(name, u"a/b"_s);
    QVERIFY(!button(u"Add to the models"_s)->isEnabled());
    name->selectAll();
    QTest::keyClicks(name, u"mine"_s);
    click(u"Add to the models"_s);
    QVERIFY(waitFor(u"mine is one of the models now."_s));
    QCOMPARE(added.count(), 1);
    const auto entries = models_->entries();
    const auto it = std::find_if(entries.begin(), entries.end(), [](const auto &e) { return e.name == "mine"; });
    QVERIFY(it != entries.end() && it->added);
    QCOMPARE(it->card.architecture, std::string("small"));
    QCOMPARE(it->card.input.width, 64);
    QCOMPARE(it->card.accuracy.begin()->second, 0.125);
    QVERIFY(it->card.trainingData.starts_with("5 faces and 1 for validation: "));
}

void TrainDialogTest::realTrainer_trainsAndIsAdded()
{
    const auto program = binaryDir() / "bin" / "fiducial-train";
    if (!std::filesystem::exists(program))
        QSKIP("built without LibTorch");
    makeDialog(toQString(program));
    QVERIFY(field<QComboBox>(u"network"_s)->count() > 5);
    dialog_->options().setValues({{u"network.input"_s, 64},
                                  {u"network.backbone"_s, u"mobilenet_v3_small"_s},
                                  {u"network.backbone_width"_s, 0.25},
                                  {u"network.width"_s, 32},
                                  {u"network.heads"_s, 2},
                                  {u"network.mlp"_s, 64},
                                  {u"network.refine_layers"_s, 1},
                                  {u"epochs"_s, 1},
                                  {u"batch"_s, 2},
                                  {u"device"_s, u"cpu"_s},
                                  {u"log_steps"_s, 1}});
    QVERIFY2(dialog_->options().problem().isEmpty(), qPrintable(dialog_->options().problem()));
    dialog_->setFolder(path("real"));
    click(u"Start"_s);
    QVERIFY(waitFor(u"Training is done."_s));
    QCOMPARE(curve(0, 1).size(), std::size_t{1});
    click(u"Add to the models"_s);
    QVERIFY(waitFor(u"real is one of the models now."_s));
    const auto model = models_->load("real", {}, "wflw98", {});
    if (!model && model.error().code == Errc::Missing)
        QSKIP("the LibTorch module is not there");
    QVERIFY2(model.ok(), model.ok() ? "" : model.error().text().c_str());
    const auto points =
        (*model)->predict(std::vector<model::FaceInput>{{cv::Mat::zeros(96, 96, CV_8UC3), {20, 20, 50, 50}, {}}}, {});
    QVERIFY(points.ok());
    QCOMPARE(points.value()[0].points.size(), std::size_t{98});
}

QTEST_MAIN(TrainDialogTest)
#include "train_dialog_test.moc"
