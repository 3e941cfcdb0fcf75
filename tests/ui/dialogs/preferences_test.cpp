#include "tests/support/test_support.h"
#include "ui/dialogs/preferences_dialog.h"
#include "ui/dialogs/shortcut_page.h"
#include "ui/dialogs/shortcut_recorder.h"
#include "ui/settings/app_settings.h"
#include "ui/settings/shortcut_book.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>

using namespace fiducial::ui;
using namespace fiducial::test;
using namespace Qt::StringLiterals;

namespace {
/// The dialog over a few actions, with settings in a folder of its own.
struct Preferences {
    Preferences()
    {
        add(u"open"_s, u"&Open…"_s, {Qt::CTRL | Qt::Key_O});
        add(u"close"_s, u"&Close"_s, {Qt::CTRL | Qt::Key_W});
        add(u"fit"_s, u"Fit"_s, {Qt::Key_F});
        add(u"revert"_s, u"Revert"_s, {});
    }

    void add(const QString &name, const QString &text, const QList<QKeySequence> &keys)
    {
        auto *action = new QAction(text, &owner);
        action->setObjectName(name);
        action->setShortcuts(keys);
        actions.append(action);
    }

    void show(PreferencesDialog::Page page)
    {
        settings = std::make_unique<AppSettings>(file());
        book = std::make_unique<ShortcutBook>(actions, *settings);
        dialog = std::make_unique<PreferencesDialog>(*settings, *book, [this] {
            return QList<ShortcutSheet::Group>{{u"File"_s, actions.mid(0, 2)}, {u"View"_s, actions.mid(2)}};
        });
        dialog->showPage(page);
        dialog->show();
        (void)QTest::qWaitForWindowExposed(dialog.get());
        dialog->activateWindow();
    }

    QString file() const { return q((folder / "settings.ini").string()); }
    ShortcutPage &keys() { return dialog->keys(); }

    /// Chooses an action's line, as by arrow keys, and presses keys in the field that Return leads to.
    void press(int action, Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        keys().setCurrent(actions[action]);
        keys().list()->setFocus();
        QTest::keyClick(keys().list(), Qt::Key_Return);
        QTest::keyClick(keys().recorder(), key, modifiers);
    }

    QPushButton *button(const QString &text)
    {
        for (auto *b : dialog->findChildren<QPushButton *>())
            if (b->isVisible() && QString(b->text()).remove(u'&') == text)
                return b;
        return nullptr;
    }
    QString message() { return keys().findChild<QLabel *>(u"shortcutMessage"_s)->text(); }
    QStringList stored()
    {
        dialog.reset();
        book.reset();
        settings.reset();
        QSettings ini(file(), QSettings::IniFormat);
        ini.beginGroup(u"keys"_s);
        return ini.allKeys();
    }

    TempDir folder;
    QObject owner;
    QList<QAction *> actions;
    std::unique_ptr<AppSettings> settings;
    std::unique_ptr<ShortcutBook> book;
    std::unique_ptr<PreferencesDialog> dialog;
};

QStringList linesShown(const QTreeWidget &list)
{
    QStringList shown;
    for (QTreeWidgetItemIterator it(const_cast<QTreeWidget *>(&list), QTreeWidgetItemIterator::NotHidden); *it; ++it)
        if ((*it)->parent())
            shown += (*it)->text(0);
    return shown;
}
} // namespace

class PreferencesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyChoiceIsToldAndKept();
    void keys_arePressedAndKept();
    void keys_ofAnotherActionAreTakenOver();
    void keys_ofThePictureAreRefused();
    void keys_escapeGivesUp();
    void keys_areRemovedAndReset();
    void keys_areKeptOnlyWhereTheyDiffer();
    void keys_areFoundByNameAndByKeys();
    void keys_damagedOnesCostNothing();
    void keys_ofTheUserWinOverNewDefaults();
    void strokes_areWhatTheKeyboardMeans();
};

void PreferencesTest::everyChoiceIsToldAndKept()
{
    Preferences p;
    p.show(PreferencesDialog::General);
    QSignalSpy told(p.settings.get(), &AppSettings::preferenceChanged);
    auto *language = p.dialog->findChild<QComboBox *>(u"language"_s);
    language->setFocus();
    QTest::keyClick(language, Qt::Key_End);
    QTest::mouseClick(p.button(u"Dark"_s), Qt::LeftButton);
    auto *author = p.dialog->findChildren<QLineEdit *>().first();
    for (auto *field : p.dialog->findChildren<QLineEdit *>())
        if (field->isVisible())
            author = field;
    author->selectAll();
    QTest::keyClicks(author, u"Ada"_s);
    p.dialog->showPage(PreferencesDialog::Canvas);
    QTest::mouseClick(p.button(u"Scrolls"_s), Qt::LeftButton);
    QTest::mouseClick(p.button(u"Smooth"_s), Qt::LeftButton);
    auto *size = p.dialog->findChildren<QSpinBox *>().first();
    size->setFocus();
    QTest::keyClick(size, Qt::Key_Up);
    QStringList keys;
    for (const auto &arguments : told)
        keys += arguments.first().toString();
    for (const QString &key :
         {u"language"_s, u"theme"_s, u"author"_s, u"view/wheel"_s, u"view/pixelated"_s, u"view/mark_size"_s})
        QVERIFY2(keys.contains(key), qPrintable(key));
    (void)p.stored();
    const AppSettings again(p.file());
    QCOMPARE(again.language(), u"zh_CN"_s);
    QCOMPARE(again.theme(), u"dark"_s);
    QCOMPARE(again.author(), u"Ada"_s);
    QCOMPARE(again.wheel(), AppSettings::Wheel::Scrolls);
    QVERIFY(!again.squarePixels());
    QCOMPARE(again.markSize(), 8.0);
}

void PreferencesTest::keys_arePressedAndKept()
{
    Preferences p;
    p.show(PreferencesDialog::Keys);
    p.press(3, Qt::Key_R, Qt::ControlModifier | Qt::AltModifier);
    QCOMPARE(p.actions[3]->shortcut(), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_R));
    QCOMPARE(p.keys().list()->currentItem()->text(1), u"Ctrl+Alt+R"_s);
    QCOMPARE(p.keys().list()->currentItem()->text(2), u"none"_s); // the default
    (void)p.stored();
    p.actions[3]->setShortcut({});
    p.show(PreferencesDialog::Keys); // another start of the program
    QCOMPARE(p.actions[3]->shortcut(), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_R));
}

void PreferencesTest::keys_ofAnotherActionAreTakenOver()
{
    Preferences p;
    p.show(PreferencesDialog::Keys);
    p.press(2, Qt::Key_W, Qt::ControlModifier);
    QVERIFY2(p.message().contains(u"Ctrl+W"_s) && p.message().contains(u"Close"_s), qPrintable(p.message()));
    QCOMPARE(p.actions[2]->shortcut(), QKeySequence(Qt::Key_F)); // nothing yet
    QTest::keyClick(p.button(u"Take over"_s), Qt::Key_Space);
    QCOMPARE(p.actions[2]->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_W));
    QVERIFY(p.actions[1]->shortcuts().isEmpty());
    QCOMPARE(p.stored(), (QStringList{u"close"_s, u"fit"_s}));
}

void PreferencesTest::keys_ofThePictureAreRefused()
{
    Preferences p;
    p.show(PreferencesDialog::Keys);
    for (const Qt::Key key : {Qt::Key_H, Qt::Key_Space, Qt::Key_Left}) {
        p.press(2, key);
        QVERIFY(p.message().contains(u"taken"_s));
        QCOMPARE(p.actions[2]->shortcut(), QKeySequence(Qt::Key_F));
    }
    p.press(2, Qt::Key_H, Qt::ControlModifier);
    QCOMPARE(p.actions[2]->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_H));
}

void PreferencesTest::keys_escapeGivesUp()
{
    Preferences p;
    p.show(PreferencesDialog::Keys);
    p.press(2, Qt::Key_Escape);
    QCOMPARE(p.actions[2]->shortcut(), QKeySequence(Qt::Key_F));
    QVERIFY(p.dialog->isVisible());
    QCOMPARE(QApplication::focusWidget(), p.keys().list());
}

void PreferencesTest::keys_areRemovedAndReset()
{
    Preferences p;
    p.show(PreferencesDialog::Keys);
    p.keys().setCurrent(p.actions[0]);
    QTest::mouseClick(p.button(u"Remove"_s), Qt::LeftButton);
    QVERIFY(p.actions[0]->shortcuts().isEmpty());
    p.press(1, Qt::Key_O, Qt::ControlModifier);
    QCOMPARE(p.actions[1]->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_O)); // nobody had them
    p.keys().setCurrent(p.actions[0]);
    QTest::mouseClick(p.button(u"Reset"_s), Qt::LeftButton); // takes its own back
    QCOMPARE(p.actions[0]->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_O));
    QVERIFY(p.actions[1]->shortcuts().isEmpty());
    QTest::mouseClick(p.button(u"Reset all"_s), Qt::LeftButton);
    QCOMPARE(p.actions[1]->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_W));
    QVERIFY(!p.button(u"Reset all"_s)->isEnabled());
}

void PreferencesTest::keys_areKeptOnlyWhereTheyDiffer()
{
    Preferences p;
    p.show(PreferencesDialog::Keys);
    p.press(2, Qt::Key_J);
    p.press(2, Qt::Key_F);
    p.press(0, Qt::Key_F5);
    QCOMPARE(p.stored(), QStringList{u"open"_s});
}

void PreferencesTest::keys_areFoundByNameAndByKeys()
{
    Preferences p;
    p.show(PreferencesDialog::Keys);
    QCOMPARE(linesShown(*p.keys().list()), (QStringList{u"Open…"_s, u"Close"_s, u"Fit"_s, u"Revert"_s}));
    QTest::keyClicks(p.keys().search(), u"ctrl+w"_s);
    QCOMPARE(linesShown(*p.keys().list()), QStringList{u"Close"_s});
    p.keys().search()->clear();
    QTest::keyClicks(p.keys().search(), u"rev"_s);
    QCOMPARE(linesShown(*p.keys().list()), QStringList{u"Revert"_s});
    QTest::keyClicks(p.keys().search(), u"xyz"_s);
    QVERIFY(!p.keys().list()->isVisible());
}

void PreferencesTest::keys_damagedOnesCostNothing()
{
    Preferences p;
    writeAll(p.folder / "settings.ini", "[keys]\nopen=Ctrl+Nonsense\nfit=\nclose=F7\n");
    p.show(PreferencesDialog::Keys);
    QCOMPARE(p.actions[0]->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_O));
    QVERIFY(p.actions[2]->shortcuts().isEmpty()); // removed by the user
    QCOMPARE(p.actions[1]->shortcut(), QKeySequence(Qt::Key_F7));
}

void PreferencesTest::keys_ofTheUserWinOverNewDefaults()
{
    Preferences p;
    writeAll(p.folder / "settings.ini", "[keys]\nrevert=F\n"); // chosen when nobody had F
    p.show(PreferencesDialog::Keys);
    QCOMPARE(p.actions[3]->shortcut(), QKeySequence(Qt::Key_F));
    QVERIFY(p.actions[2]->shortcuts().isEmpty());
}

void PreferencesTest::strokes_areWhatTheKeyboardMeans()
{
    const auto stroke = [](Qt::Key key, Qt::KeyboardModifiers modifiers) {
        return strokeOf(QKeyEvent(QEvent::KeyPress, key, modifiers));
    };
    QCOMPARE(stroke(Qt::Key_Question, Qt::ShiftModifier), QKeySequence(Qt::Key_Question));
    QCOMPARE(stroke(Qt::Key_F, Qt::ShiftModifier), QKeySequence(Qt::SHIFT | Qt::Key_F));
    QCOMPARE(stroke(Qt::Key_F8, Qt::ShiftModifier), QKeySequence(Qt::SHIFT | Qt::Key_F8));
    QCOMPARE(stroke(Qt::Key_5, Qt::KeypadModifier), QKeySequence(Qt::Key_5));
    QVERIFY(stroke(Qt::Key_Control, Qt::ControlModifier).isEmpty());
}

QTEST_MAIN(PreferencesTest)
#include "preferences_test.moc"
