#include "tests/ui/main_window/pseudo_locale.h"
#include "tests/ui/main_window/window_fixture.h"
#include "ui/dialogs/preferences_dialog.h"
#include "ui/document/wording.h"
#include "ui/main_window/actions.h"
#include "ui/panels/face_table_pane.h"
#include "ui/panels/inspector_panel.h"
#include "ui/settings/app_settings.h"
#include "ui/settings/language_controller.h"

#include <QMenu>
#include <QMenuBar>
#include <QTabWidget>
#include <QTemporaryDir>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;
using namespace Qt::StringLiterals;

class LanguageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        fixture_ = std::make_unique<WindowFixture>();
        pseudo_ = std::make_unique<PseudoTranslator>();
    }
    void cleanup()
    {
        QCoreApplication::removeTranslator(pseudo_.get());
        fixture_.reset();
    }
    void welcome_isTranslatedLive();
    void window_isTranslatedLive();
    void menus_areTranslatedLive();
    void preferences_areTranslatedLive();
    void everyLanguage_isChosenLive();
    void unknownLanguage_isTheSystems();
    void whatCoreSays_isTranslated();
    void whatCoreSaid_isTranslatedLive();

private:
    void speakPseudo()
    {
        QCoreApplication::installTranslator(pseudo_.get());
        QCoreApplication::processEvents();
    }

    std::unique_ptr<WindowFixture> fixture_;
    std::unique_ptr<PseudoTranslator> pseudo_;
};

void LanguageTest::welcome_isTranslatedLive()
{
    speakPseudo();
    const QStringList plain = plainTexts(fixture_->window());
    QVERIFY2(plain.isEmpty(), qPrintable(plain.join(u'\n')));
}

// P29
void LanguageTest::window_isTranslatedLive()
{
    WindowFixture &f = *fixture_;
    QVERIFY(f.open());
    QVERIFY(!plainTexts(f.window()).isEmpty());
    speakPseudo();
    QStringList plain;
    QTabWidget *tabs = f.window().inspector().tabs();
    for (int tab = 0; tab < tabs->count(); ++tab) {
        tabs->setCurrentIndex(tab);
        plain += plainTexts(f.window());
    }
    plain.removeDuplicates();
    QVERIFY2(plain.isEmpty(), qPrintable(plain.join(u'\n')));
}

void LanguageTest::menus_areTranslatedLive()
{
    WindowFixture &f = *fixture_;
    QVERIFY(f.open());
    speakPseudo();
    QStringList plain;
    for (const QAction *action : f.window().menuBar()->actions()) {
        if (!plainPart(action->text()).isEmpty())
            plain += action->text();
        if (action->text() != f.window().actions().recentMenu()->title())
            addMenu(plain, *action->menu());
    }
    plain.removeIf([](const QString &text) { return text.contains(u'/'); }); // paths of recent projects
    QVERIFY2(plain.isEmpty(), qPrintable(plain.join(u'\n')));
}

void LanguageTest::preferences_areTranslatedLive()
{
    WindowFixture &f = *fixture_;
    f.window().actions().preferences->trigger();
    auto *preferences = f.window().findChild<PreferencesDialog *>();
    QVERIFY(preferences);
    speakPseudo();
    QStringList plain;
    for (const auto page : {PreferencesDialog::General, PreferencesDialog::Canvas, PreferencesDialog::Keys}) {
        preferences->showPage(page);
        plain += plainTexts(*preferences);
    }
    QVERIFY2(plain.isEmpty(), qPrintable(plain.join(u'\n')));
}

void LanguageTest::everyLanguage_isChosenLive()
{
    WindowFixture &f = *fixture_;
    f.gui.settings().setLanguage(u"en"_s);
    const LanguageController languages(f.gui.settings());
    const QString english = f.window().actions().openFolder->text();
    QCOMPARE(english, u"&Open folder…"_s);
    for (const auto &language : LanguageController::languages()) {
        f.gui.settings().setLanguage(language.code);
        QCoreApplication::processEvents();
        QCOMPARE(languages.language(), language.code);
        QCOMPARE(f.window().actions().openFolder->text() == english, language.code == u"en"_s);
    }
    f.gui.settings().setLanguage(u"en"_s);
    QCoreApplication::processEvents();
    QCOMPARE(f.window().actions().openFolder->text(), english);
}

void LanguageTest::unknownLanguage_isTheSystems()
{
    fixture_->gui.settings().setLanguage(u"tlh"_s);
    const LanguageController languages(fixture_->gui.settings());
    QCOMPARE(languages.language(), LanguageController::systemLanguage());
}

void LanguageTest::whatCoreSays_isTranslated()
{
    QTemporaryDir folder;
    const std::filesystem::path list = std::filesystem::path(folder.path().toStdString()) / "list.txt";
    const auto registry = formats::makeBuiltinFormats();
    const auto *wflw = registry.find("wflw");
    std::string row, broken;
    for (int i = 0; i < 2 * 98; ++i) {
        row += std::to_string(i + 1) + ' ';
        broken += i == 1 ? "2,5 " : "1 ";
    }
    writeAll(list, row + "a.jpg\n" + broken + "b.jpg\n");
    const auto dataset = wflw->read({{list}, {}, {}}, {});
    QVERIFY(dataset && !dataset->issues.empty());
    const auto failed = wflw->read({{list.parent_path() / "none.txt"}, {}, {}}, {});
    QVERIFY(!failed);

    const LanguageController languages(fixture_->gui.settings());
    fixture_->gui.settings().setLanguage(u"zh_CN"_s);
    const Issue &issue = dataset->issues.front();
    QCOMPARE(issueText(issue),
             QString::fromStdString(list.string()) +
                 u":2：第 2 个字段（“2,5”）使用了小数逗号；应使用小数点。该行已略去；在文件中修正后重新打开。"_s);
    QVERIFY(errorText(failed.error()).endsWith(u"none.txt：文件不存在。"_s));
    QCOMPARE(sentenceText(says("%1: %2", "a %2", "b")), u"a %2：b"_s);
    QCOMPARE(sentenceText(Sentence::verbatim("the end")), u"the end"_s); // no sentence of ours

    fixture_->gui.settings().setLanguage(u"en"_s);
    QCOMPARE(issueText(issue), QString::fromStdString(issue.text()));
    QCOMPARE(errorText(failed.error()), QString::fromStdString(failed.error().text()));
}

void LanguageTest::whatCoreSaid_isTranslatedLive()
{
    WindowFixture &f = *fixture_;
    QVERIFY(f.open());
    f.window().actions().laboratory->trigger();
    auto *pane = f.window().findChild<FaceTablePane *>();
    QVERIFY(pane);
    pane->setQuery(u"nme >"_s);
    QVERIFY(pane->problem().startsWith(u"Character 6: The query ends too early. Expected: "_s));
    speakPseudo();
    QVERIFY2(pane->problem().startsWith(u"⟦Character 6: ⟦The query ends too early."_s), qPrintable(pane->problem()));
}

QTEST_MAIN(LanguageTest)
#include "language_test.moc"
