#include "core/base/text.h"
#include "tests/ui/document/project_fixture.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/document/wording.h"
#include "ui/imaging/qimage_convert.h"
#include "ui/settings/app_settings.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;
using namespace Qt::StringLiterals;

class ExportDialogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void scopes_haveTheirCounts();
    void plan_countsFacesEditsAndFiles();
    void losses_areNamedBeforeAnythingIsWritten();
    void schemes_areThoseTheFormatCanHold();
    void suggestedPlace_followsTheFormatUntilOneIsTyped();
    void placeInTheWay_isRefusedUntilReplacingIsAllowed();
    void impossiblePlan_saysWhyAndCannotBeAccepted();
    void return_rightAfterTyping_usesTheTypedPlace();
    void escape_writesNothing();
    void accepted_writesExactlyTheEditedNumbers();

private:
    std::unique_ptr<ExportDialog> makeDialog(std::vector<int> filtered = {0, 1}, std::vector<int> selected = {2})
    {
        auto dialog = std::make_unique<ExportDialog>(project_->formats(), *document_, std::move(filtered),
                                                     std::move(selected), *settings_);
        dialog->show();
        (void)QTest::qWaitForWindowExposed(dialog.get());
        dialog->activateWindow();
        return dialog;
    }
    void edit(int row)
    {
        LandmarkSet set = document_->face(row).truth;
        set.points[16] = set.points[16] + Point2{3, -2};
        document_->moveLandmarks(row, document_->groundTruthGrab(row), set, {16});
    }
    QString place(const char *name) const { return toQString(project_->folder() / name); }

    std::unique_ptr<ProjectFixture> project_;
    std::unique_ptr<AppSettings> settings_;
    std::unique_ptr<ProjectDocument> document_;
};

namespace {
/// The box whose items hold this text.
QComboBox *comboWith(ExportDialog &dialog, const QString &text)
{
    for (auto *box : dialog.findChildren<QComboBox *>())
        for (int i = 0; i < box->count(); ++i)
            if (box->itemText(i).contains(text))
                return box;
    qFatal("no such combo box");
}

/// Chooses an item by its letters, as typing into the focused box does.
void choose(QComboBox &box, const QString &text)
{
    box.setFocus();
    QTest::keyClick(&box, Qt::Key_Home);
    for (int i = 0; i < box.count() && !box.currentText().contains(text); ++i)
        QTest::keyClick(&box, Qt::Key_Down);
    if (!box.currentText().contains(text))
        qFatal("the item cannot be chosen");
}

QPushButton *exportButton(ExportDialog &dialog)
{
    for (auto *button : dialog.findChildren<QPushButton *>())
        if (button->isDefault())
            return button;
    return nullptr;
}

bool says(const ExportDialog &dialog, const QString &words)
{
    for (const auto *label : dialog.findChildren<QLabel *>())
        if (label->isVisible() && label->text().contains(words))
            return true;
    return false;
}

void type(ExportDialog &dialog, const QString &path)
{
    auto *field = dialog.findChild<QLineEdit *>();
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, path);
}

QString item(ExportDialog &dialog, int row, int column)
{
    return dialog.findChild<QTreeWidget *>()->topLevelItem(row)->text(column);
}
} // namespace

void ExportDialogTest::init()
{
    document_.reset();
    project_ = std::make_unique<ProjectFixture>(6, 2);
    settings_ = std::make_unique<AppSettings>(place("settings.ini"));
    settings_->setLastFolder(toQString(project_->folder()));
    document_ = std::make_unique<ProjectDocument>();
    project_->open(*document_);
}

void ExportDialogTest::scopes_haveTheirCounts()
{
    edit(3);
    edit(4);
    document_->setBox(6, Rect{4, 5, 60, 70});
    document_->setAttribute({7}, "glasses", 1);
    document_->setAttribute({8}, "glasses", 1);
    document_->setAttribute({8}, "glasses", -1); // as it was
    const auto dialog = makeDialog();
    QComboBox *scope = comboWith(*dialog, u"Accepted"_s);
    const QStringList wanted{u"All faces (12)"_s, u"Listed in the browser (2)"_s, u"Selected (1)"_s, u"Accepted (0)"_s,
                             u"Edited (4)"_s};
    for (int i = 0; i < wanted.size(); ++i)
        QCOMPARE(scope->itemText(i), wanted[i]);
    QCOMPARE(dialog->request().faces.size(), std::size_t{12});
    choose(*scope, u"Edited"_s); // the keys step over the empty scope
    QCOMPARE(dialog->request().faces, (std::vector<int>{3, 4, 6, 7}));
    QVERIFY(says(*dialog, u"4 edited"_s));
    QTest::keyClick(scope, Qt::Key_Up);
    QCOMPARE(scope->currentText(), u"Selected (1)"_s);
}

void ExportDialogTest::plan_countsFacesEditsAndFiles()
{
    edit(3);
    const auto dialog = makeDialog();
    QVERIFY(dialog->isReady());
    QVERIFY(says(*dialog, u"12 face"_s));
    QVERIFY(says(*dialog, u"1 edited"_s));
    QVERIFY(says(*dialog, u"1 file"_s));
    QCOMPARE(dialog->findChild<QTreeWidget *>()->topLevelItemCount(), 1);
    QVERIFY(item(*dialog, 0, 0).endsWith(u"list_98pt_rect_attr_test.txt"_s));
    QCOMPARE(item(*dialog, 0, 1), u"12"_s);
    QCOMPARE(item(*dialog, 0, 2), u"1"_s);
    choose(*comboWith(*dialog, u"Selected"_s), u"Selected"_s);
    QVERIFY(says(*dialog, u"0 edited"_s));
}

void ExportDialogTest::losses_areNamedBeforeAnythingIsWritten()
{
    LandmarkSet set = document_->face(0).truth;
    set.setVisibility(5, Visibility::Occluded);
    document_->setVisibility(0, document_->groundTruthGrab(0), set, {5});
    const auto dialog = makeDialog();
    QVERIFY(says(*dialog, u"What this format cannot hold:"_s));
    choose(*comboWith(*dialog, u"COCO"_s), u"COCO"_s);
    QVERIFY(!says(*dialog, u"occluded"_s));
    QVERIFY(!std::filesystem::exists(dialog->request().target));
}

void ExportDialogTest::schemes_areThoseTheFormatCanHold()
{
    const auto dialog = makeDialog();
    QComboBox *format = comboWith(*dialog, u"COCO"_s);
    QComboBox *scheme = comboWith(*dialog, schemeText(*document_->scheme()));
    QCOMPARE(dialog->request().schemeId, std::string("wflw98"));
    QVERIFY(!scheme->isEnabled()); // patched copies keep their scheme
    choose(*format, u"COCO"_s);
    QVERIFY(scheme->isEnabled());
    choose(*scheme, schemeText(*findScheme("ibug68")));
    QCOMPARE(dialog->request().schemeId, std::string("ibug68"));
    QVERIFY(dialog->isReady());
}

void ExportDialogTest::suggestedPlace_followsTheFormatUntilOneIsTyped()
{
    const auto dialog = makeDialog();
    auto *field = dialog->findChild<QLineEdit *>();
    QComboBox *format = comboWith(*dialog, u"COCO"_s);
    QVERIFY(!field->text().endsWith(u".json"_s));
    choose(*format, u"COCO"_s);
    QVERIFY(field->text().endsWith(u".json"_s));
    type(*dialog, place("mine.json"));
    choose(*format, u"As the source"_s);
    QCOMPARE(field->text(), place("mine.json"));
}

void ExportDialogTest::placeInTheWay_isRefusedUntilReplacingIsAllowed()
{
    writeAll(project_->folder() / "there.json", "precious");
    const auto dialog = makeDialog();
    choose(*comboWith(*dialog, u"COCO"_s), u"COCO"_s);
    type(*dialog, place("there.json"));
    QVERIFY(QTest::qWaitFor([&] { return !dialog->isReady(); }));
    QVERIFY(!exportButton(*dialog)->isEnabled());
    QVERIFY(says(*dialog, u"exist already"_s));
    QCOMPARE(item(*dialog, 0, 3), u"replaced"_s);
    const auto boxes = dialog->findChildren<QCheckBox *>();
    QCheckBox *overwrite = boxes[0]->text().startsWith(u"Replace"_s) ? boxes[0] : boxes[1];
    overwrite->setFocus();
    QTest::keyClick(overwrite, Qt::Key_Space);
    QVERIFY(dialog->isReady());
    QVERIFY(dialog->request().overwriteSources);
    QCOMPARE(readAll(project_->folder() / "there.json"), std::string("precious"));
}

void ExportDialogTest::impossiblePlan_saysWhyAndCannotBeAccepted()
{
    const auto dialog = makeDialog();
    dialog->findChild<QLineEdit *>()->setFocus();
    dialog->findChild<QLineEdit *>()->selectAll();
    QTest::keyClick(dialog->findChild<QLineEdit *>(), Qt::Key_Delete);
    QTest::keyClick(dialog->findChild<QLineEdit *>(), Qt::Key_Return);
    QVERIFY(!dialog->isReady());
    QVERIFY(!exportButton(*dialog)->isEnabled());
    QCOMPARE(dialog->findChild<QTreeWidget *>()->topLevelItemCount(), 0);
    QVERIFY(says(*dialog, u"Say where to export to."_s));
    QTest::keyClick(dialog.get(), Qt::Key_Return);
    QVERIFY(dialog->isVisible());
    QCOMPARE(dialog->result(), 0);
}

void ExportDialogTest::return_rightAfterTyping_usesTheTypedPlace()
{
    writeAll(project_->folder() / "there.json", "precious");
    const auto dialog = makeDialog();
    choose(*comboWith(*dialog, u"COCO"_s), u"COCO"_s);
    type(*dialog, place("there.json"));
    QTest::keyClick(dialog->findChild<QLineEdit *>(), Qt::Key_Return);
    QVERIFY(dialog->isVisible()); // the plan for the typed place counts, not the one that is still shown
    type(*dialog, place("free.json"));
    QTest::keyClick(dialog->findChild<QLineEdit *>(), Qt::Key_Return);
    QCOMPARE(dialog->result(), static_cast<int>(QDialog::Accepted));
    QCOMPARE(dialog->request().target, project_->folder() / "free.json");
    QCOMPARE(settings_->lastFolder(), toQString(project_->folder()));
}

void ExportDialogTest::escape_writesNothing()
{
    edit(0);
    const std::string before = readAll(project_->listFile());
    const auto dialog = makeDialog();
    const auto target = dialog->request().target;
    QTest::keyClick(dialog.get(), Qt::Key_Escape);
    QVERIFY(!dialog->isVisible());
    QCOMPARE(dialog->result(), static_cast<int>(QDialog::Rejected));
    QVERIFY(!std::filesystem::exists(target));
    QCOMPARE(readAll(project_->listFile()), before);
}

void ExportDialogTest::accepted_writesExactlyTheEditedNumbers()
{
    edit(3);
    const auto dialog = makeDialog();
    QTest::mouseClick(exportButton(*dialog), Qt::LeftButton);
    QCOMPARE(dialog->result(), static_cast<int>(QDialog::Accepted));
    const auto report = pipeline::exportDataset(project_->formats(), dialog->request(), {});
    QVERIFY(report.ok());
    QCOMPARE(report->editedFaces, 1);
    const std::string source = readAll(project_->listFile()), copy = readAll(report->files.at(0));
    const auto before = text::lines(source), after = text::lines(copy);
    QCOMPARE(after.size(), before.size());
    for (std::size_t i = 0; i < before.size(); ++i)
        QCOMPARE(before[i] == after[i], i != 3);
}

QTEST_MAIN(ExportDialogTest)
#include "export_dialog_test.moc"
