#include "tests/core/model/model_support.h"
#include "tests/support/test_support.h"
#include "ui/dialogs/command_palette.h"
#include "ui/dialogs/model_card_dialog.h"
#include "ui/dialogs/shortcut_sheet.h"
#include "ui/document/wording.h"
#include "ui/imaging/qimage_convert.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;
using namespace Qt::StringLiterals;

/// The small dialogs: model card, command palette, sheet of keys.
class DialogsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void card_showsWhatTheFileTells();
    void card_ofAForeignOutput_asksSchemeKindAndOffset();
    void card_thatCannotBeTrue_isSaid();
    void card_filledIn_loads();
    void card_colourOrderTurnsMeanAndDeviation();
    void palette_findsByPartsOfWords();
    void palette_returnRunsTheChosenAction();
    void palette_neverRunsADisabledAction();
    void palette_saysThatNothingMatches();
    void palette_escapeRunsNothing();
    void sheet_listsEveryActionWithItsKeys();

private:
    model::ProbeReport probe(int outputs)
    {
        writeAll(folder_ / "foreign.onnx", constantOnnx(8, outputs, 0.375F));
        auto report = model::probeModel(folder_ / "foreign.onnx");
        if (!report)
            qFatal("%s", report.error().text().c_str());
        return std::move(report).value();
    }
    std::unique_ptr<ModelCardDialog> cardDialog(int outputs)
    {
        auto dialog = std::make_unique<ModelCardDialog>(toQString(folder_ / "foreign.onnx"), probe(outputs));
        dialog->show();
        (void)QTest::qWaitForWindowExposed(dialog.get());
        dialog->activateWindow();
        return dialog;
    }
    TempDir folder_;
};

namespace {
template <class W>
W *field(QWidget &dialog, const QString &caption)
{
    for (auto *widget : dialog.findChildren<W *>())
        if (widget->accessibleName() == caption)
            return widget;
    qFatal("no field %s", qPrintable(caption));
}

void choose(QWidget &dialog, const QString &caption, const QString &text)
{
    auto *box = field<QComboBox>(dialog, caption);
    box->setFocus();
    for (int i = 0; i < box->count() && !box->currentText().contains(text); ++i)
        QTest::keyClick(box, Qt::Key_Down);
    if (!box->currentText().contains(text))
        qFatal("%s cannot be %s", qPrintable(caption), qPrintable(text));
}

void enter(QWidget &dialog, const QString &caption, const QString &text)
{
    auto *box = field<QAbstractSpinBox>(dialog, caption);
    box->setFocus();
    box->selectAll();
    QTest::keyClicks(box, text);
    QTest::keyClick(box, Qt::Key_Tab);
}

bool says(const QWidget &dialog, const QString &words)
{
    for (const auto *label : dialog.findChildren<QLabel *>())
        if (label->isVisible() && label->text().contains(words))
            return true;
    return false;
}

QPushButton *okButton(const QWidget &dialog)
{
    for (auto *button : dialog.findChildren<QPushButton *>())
        if (button->text() == u"Add model"_s)
            return button;
    return nullptr;
}

void describePicture(QWidget &dialog)
{
    choose(dialog, u"Colour order"_s, u"BGR"_s);
    choose(dialog, u"Pixel values"_s, u"0 to 1"_s);
    enter(dialog, u"Crop"_s, u"1.2"_s);
    choose(dialog, u"Shape of the crop"_s, u"square"_s);
    choose(dialog, u"Crop coordinates at"_s, u"pixel centres"_s);
}
} // namespace

void DialogsTest::card_showsWhatTheFileTells()
{
    const auto dialog = cardDialog(136);
    QVERIFY(says(*dialog, u"foreign.onnx"_s));
    QVERIFY(says(*dialog, u"8 × 8"_s));
    QVERIFY(says(*dialog, u"1 × 136"_s));
    QCOMPARE(field<QComboBox>(*dialog, u"Landmarks"_s)->currentData().toString(), u"ibug68"_s);
    QVERIFY(!dialog->isComplete());
    QVERIFY(!okButton(*dialog)->isEnabled());
    QVERIFY(says(*dialog, u"Still to be said: "_s));
    QVERIFY(says(*dialog, u"colour order"_s));
    QVERIFY(!says(*dialog, u": landmarks"_s));
}

void DialogsTest::card_ofAForeignOutput_asksSchemeKindAndOffset()
{
    const auto dialog = cardDialog(143);
    QCOMPARE(field<QComboBox>(*dialog, u"Landmarks"_s)->currentIndex(), -1);
    QCOMPARE(field<QComboBox>(*dialog, u"Output"_s)->currentIndex(), -1);
    QVERIFY(says(*dialog, u"landmarks"_s));
    describePicture(*dialog);
    QVERIFY(!dialog->isComplete());
    QTest::keyClick(dialog.get(), Qt::Key_Return);
    QVERIFY(dialog->isVisible());
    choose(*dialog, u"Landmarks"_s, schemeText(*findScheme("ibug68")));
    choose(*dialog, u"Output"_s, u"coordinates"_s);
    choose(*dialog, u"Coordinates are"_s, u"0 to 1"_s);
    QVERIFY(!dialog->isComplete());
    QVERIFY(says(*dialog, u"first coordinate"_s));
    enter(*dialog, u"First coordinate at"_s, u"7"_s);
    QVERIFY(dialog->isComplete());
    QCOMPARE(dialog->card().outputOffset, 7);
}

void DialogsTest::card_thatCannotBeTrue_isSaid()
{
    const auto dialog = cardDialog(143);
    describePicture(*dialog);
    choose(*dialog, u"Output"_s, u"coordinates"_s);
    choose(*dialog, u"Coordinates are"_s, u"0 to 1"_s);
    choose(*dialog, u"Landmarks"_s, schemeText(*findScheme("ibug68")));
    enter(*dialog, u"First coordinate at"_s, u"8"_s);
    QVERIFY(says(*dialog, u"The output has 143 numbers, 68 points from there need 144."_s));
    QVERIFY(!okButton(*dialog)->isEnabled());
}

void DialogsTest::card_filledIn_loads()
{
    const auto dialog = cardDialog(143);
    describePicture(*dialog);
    choose(*dialog, u"Output"_s, u"coordinates"_s);
    choose(*dialog, u"Coordinates are"_s, u"0 to 1"_s);
    choose(*dialog, u"Landmarks"_s, schemeText(*findScheme("ibug68")));
    enter(*dialog, u"First coordinate at"_s, u"0"_s);
    QTest::mouseClick(okButton(*dialog), Qt::LeftButton);
    QCOMPARE(dialog->result(), static_cast<int>(QDialog::Accepted));
    const model::ModelCard card = dialog->card();
    QCOMPARE(card.crop.margin, 1.2);
    QVERIFY(!card.rgb && card.crop.square);
    auto loaded = model::loadModel(card, folder_.path(), {});
    QVERIFY2(loaded.ok(), loaded.ok() ? "" : loaded.error().text().c_str());
    const auto points = loaded.value()->predict(
        std::vector<model::FaceInput>{{cv::Mat::zeros(50, 50, CV_8UC3), {10, 10, 20, 20}, {}}}, {});
    QVERIFY(points.ok());
    QCOMPARE(points.value()[0].points.size(), std::size_t{68});
}

void DialogsTest::card_colourOrderTurnsMeanAndDeviation()
{
    const auto dialog = cardDialog(136);
    describePicture(*dialog);
    auto *values = field<QComboBox>(*dialog, u"Pixel values"_s);
    values->setFocus();
    QTest::keyClick(values, Qt::Key_Home);
    choose(*dialog, u"Pixel values"_s, u"ImageNet"_s);
    QCOMPARE(dialog->card().mean[0], 0.406); // blue first
    auto *order = field<QComboBox>(*dialog, u"Colour order"_s);
    order->setFocus();
    QTest::keyClick(order, Qt::Key_Up);
    QVERIFY(dialog->card().rgb);
    QCOMPARE(dialog->card().mean[0], 0.485);
}

namespace {
/// A palette over a few actions, and what they were told.
struct Palette {
    Palette()
    {
        for (const QString &text : {u"Open &folder…"_s, u"&Export…"_s, u"Export a&gain"_s, u"Fit && zoom"_s, u"Undo"_s})
            actions.append(new QAction(text, &owner));
        actions[1]->setShortcut(Qt::CTRL | Qt::Key_E);
        actions[4]->setEnabled(false);
        for (QAction *action : actions)
            QObject::connect(action, &QAction::triggered, &owner, [this, action] { run.append(action->text()); });
        palette = std::make_unique<CommandPalette>(actions);
        palette->show();
        (void)QTest::qWaitForWindowExposed(palette.get());
        palette->activateWindow();
    }
    void type(const QString &text) { QTest::keyClicks(palette->field(), text); }
    void press(Qt::Key key)
    {
        QTest::keyClick(palette->field(), key);
        QCoreApplication::processEvents(); // the action runs once the dialog is gone
    }
    QStringList shown() const
    {
        QStringList texts;
        for (int i = 0; i < palette->list()->model()->rowCount(); ++i)
            texts.append(palette->list()->model()->index(i, 0).data().toString());
        return texts;
    }

    QObject owner;
    QList<QAction *> actions;
    QStringList run;
    std::unique_ptr<CommandPalette> palette;
};
} // namespace

void DialogsTest::palette_findsByPartsOfWords()
{
    Palette p;
    QCOMPARE(p.shown(), (QStringList{u"Open folder…"_s, u"Export…"_s, u"Export again"_s, u"Fit & zoom"_s, u"Undo"_s}));
    p.type(u"ag ex"_s);
    QCOMPARE(p.shown(), QStringList{u"Export again"_s});
    p.palette->field()->clear();
    p.type(u"fo"_s); // a word's start comes before the middle of one
    QCOMPARE(p.shown(), QStringList{u"Open folder…"_s});
}

void DialogsTest::palette_returnRunsTheChosenAction()
{
    Palette p;
    p.type(u"EXPORT"_s);
    p.press(Qt::Key_Down);
    p.press(Qt::Key_Return);
    QCOMPARE(p.run, QStringList{u"Export a&gain"_s});
    QVERIFY(!p.palette->isVisible());
    Palette clicked;
    const QListView &list = *clicked.palette->list();
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualRect(list.model()->index(0, 0)).center());
    QCoreApplication::processEvents();
    QCOMPARE(clicked.run, QStringList{u"Open &folder…"_s});
}

void DialogsTest::palette_neverRunsADisabledAction()
{
    Palette p;
    p.type(u"undo"_s);
    QCOMPARE(p.shown(), QStringList{u"Undo"_s});
    p.press(Qt::Key_Return);
    QVERIFY(p.run.isEmpty());
    QVERIFY(p.palette->isVisible());
}

void DialogsTest::palette_saysThatNothingMatches()
{
    Palette p;
    p.type(u"quaternion"_s);
    QVERIFY(says(*p.palette, u"No action has that name."_s));
    p.press(Qt::Key_Return);
    QVERIFY(p.run.isEmpty());
}

void DialogsTest::palette_escapeRunsNothing()
{
    Palette p;
    p.press(Qt::Key_Escape);
    QVERIFY(!p.palette->isVisible());
    QVERIFY(p.run.isEmpty());
}

void DialogsTest::sheet_listsEveryActionWithItsKeys()
{
    QObject owner;
    QList<ShortcutSheet::Group> groups;
    for (const QString &title : {u"File"_s, u"View"_s, u"Review"_s}) {
        ShortcutSheet::Group group{title, {}};
        for (int i = 0; i < 6; ++i) {
            auto *action = new QAction(u"&%1 action %2"_s.arg(title).arg(i), &owner);
            action->setShortcuts({Qt::CTRL | Qt::Key(Qt::Key_0 + i), Qt::Key(Qt::Key_A + i)});
            group.actions.append(action);
        }
        groups.append(group);
    }
    ShortcutSheet sheet(groups);
    sheet.show();
    QVERIFY(QTest::qWaitForWindowExposed(&sheet));
    QStringList caps;
    for (const auto *widget : sheet.findChildren<QWidget *>())
        caps.append(widget->accessibleName());
    for (const ShortcutSheet::Group &group : groups) {
        QVERIFY(says(sheet, group.title));
        for (const QAction *action : group.actions) {
            QVERIFY2(says(sheet, QString(action->text()).remove(u'&')), qPrintable(action->text()));
            QVERIFY(caps.contains(action->shortcuts()[0].toString() + u", "_s + action->shortcuts()[1].toString()));
        }
    }
    QVERIFY(says(sheet, u"Move a point"_s));
    QTest::keyClick(&sheet, Qt::Key_Escape);
    QVERIFY(!sheet.isVisible());
}

QTEST_MAIN(DialogsTest)
#include "dialogs_test.moc"
