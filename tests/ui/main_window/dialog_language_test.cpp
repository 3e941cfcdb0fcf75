#include "tests/ui/main_window/pseudo_locale.h"
#include "tests/ui/main_window/window_fixture.h"
#include "ui/dialogs/train_dialog.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/model_tools.h"
#include "ui/panels/history_view.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/laboratory_panel.h"
#include "ui/panels/remark_field.h"

#include <QMenu>
#include <QTabWidget>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;

namespace {
constexpr int kWaitMs = 20000;

/// Every visible window but the main one.
QList<QWidget *> dialogs(const QWidget &mainWindow)
{
    QList<QWidget *> found;
    for (QWidget *widget : QApplication::topLevelWidgets())
        if (widget->isVisible() && widget != &mainWindow && !qobject_cast<QMenu *>(widget))
            found += widget;
    return found;
}

/// Once every layout has settled.
QStringList settledClippedTexts(QWidget &window)
{
    (void)QTest::qWaitFor([&] { return clippedTexts(window).isEmpty(); }, 2000);
    return clippedTexts(window);
}

struct Found {
    int windows = 0;
    QStringList plain;
    QStringList clipped;
    void look(QWidget &window)
    {
        ++windows;
        plain += plainTexts(window);
        clipped += settledClippedTexts(window);
    }
};
} // namespace

/// Every window in a language of longer words: nothing escapes translation and nothing is cut off (P29).
class DialogLanguageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { pseudo_ = std::make_unique<PseudoTranslator>(); }
    void cleanup() { QCoreApplication::removeTranslator(pseudo_.get()); }
    void dialogs_areWhollyTranslated_data();
    void dialogs_areWhollyTranslated();
    void openDialogs_followTheLanguage_data();
    void openDialogs_followTheLanguage();
    void laboratory_isTranslatedLive();
    void mainWindow_hasRoomForLongerWords();

private:
    void speakPseudo()
    {
        QCoreApplication::installTranslator(pseudo_.get());
        QCoreApplication::processEvents();
    }
    static bool open(WindowFixture &f)
    {
        if (!f.open())
            return false;
        f.document().addRun(ProjectFixture::shiftedRun(f.document(), {1, 5, 2, 4, 3, 0.5}), true);
        f.document().addRun(ProjectFixture::shiftedRun(f.document(), {2, 1}), true);
        return QTest::qWaitFor([&] { return !f.document().isMeasuring(); }, kWaitMs);
    }
    static QAction *actionOf(WindowFixture &f, const QString &name)
    {
        for (QAction *action : f.window().actions().all())
            if (action->objectName() == name)
                return action;
        qFatal("no action %s", qPrintable(name));
    }
    /// Looks at what the action opens, and closes it again; modal ones, too.
    static Found openedBy(WindowFixture &f, const QString &name)
    {
        Found found;
        QTimer::singleShot(0, &f.window(), [&] {
            QCoreApplication::processEvents();
            if (QWidget *modal = QApplication::activeModalWidget()) {
                found.look(*modal);
                modal->close();
            }
        });
        actionOf(f, name)->trigger();
        QTest::qWait(30);
        for (QWidget *dialog : dialogs(f.window())) {
            found.look(*dialog);
            dialog->close();
        }
        return found;
    }

    std::unique_ptr<PseudoTranslator> pseudo_;
};

void DialogLanguageTest::dialogs_areWhollyTranslated_data()
{
    QTest::addColumn<QString>("action");
    for (const char *action : {"export", "export-report", "worst-faces", "check-coordinates", "manage-models", "train",
                               "palette", "shortcuts", "help", "about", "preferences", "tone"})
        QTest::newRow(action) << QString::fromLatin1(action);
}

void DialogLanguageTest::dialogs_areWhollyTranslated()
{
    QFETCH(const QString, action);
    WindowFixture f;
    QVERIFY(open(f));
    speakPseudo();
    const Found found = openedBy(f, action);
    QCOMPARE(found.windows, 1);
    QVERIFY2(found.plain.isEmpty(), qPrintable(found.plain.join(u'\n')));
    QVERIFY2(found.clipped.isEmpty(), qPrintable(found.clipped.join(u'\n')));
}

void DialogLanguageTest::openDialogs_followTheLanguage_data()
{
    QTest::addColumn<QString>("action");
    for (const char *action :
         {"train", "help", "preferences", "tone", "export-report", "worst-faces", "check-coordinates", "manage-models"})
        QTest::newRow(action) << QString::fromLatin1(action);
}

void DialogLanguageTest::openDialogs_followTheLanguage()
{
    QFETCH(const QString, action);
    WindowFixture f;
    QVERIFY(open(f));
    actionOf(f, action)->trigger();
    QTest::qWait(30);
    QCOMPARE(dialogs(f.window()).size(), 1);
    QVERIFY(!plainTexts(*dialogs(f.window()).first()).isEmpty());
    speakPseudo();
    QTest::qWait(30);
    QCOMPARE(dialogs(f.window()).size(), 1);
    const QStringList plain = plainTexts(*dialogs(f.window()).first());
    QVERIFY2(plain.isEmpty(), qPrintable(plain.join(u'\n')));
}

void DialogLanguageTest::laboratory_isTranslatedLive()
{
    WindowFixture f;
    QVERIFY(open(f));
    f.document().usePrediction(0, f.document().activeRun(), {}); // mine is measured, too
    f.window().actions().laboratory->setChecked(true);
    LaboratoryPanel &panel = f.window().laboratory();
    QVERIFY(QTest::qWaitFor([&] { return panel.laboratory().rowCount() > 0 && !panel.laboratory().isMeasuring(); },
                            kWaitMs));
    speakPseudo();
    Found found;
    for (const auto page : {LaboratoryPanel::Page::Overview, LaboratoryPanel::Page::Faces,
                            LaboratoryPanel::Page::Landmarks, LaboratoryPanel::Page::Doubts}) {
        panel.showPage(page);
        QTest::qWait(30);
        found.plain += plainTexts(f.window());
        for (const QString &text : settledClippedTexts(f.window()))
            if (!found.clipped.contains(text))
                found.clipped += text;
    }
    found.plain.removeDuplicates();
    QVERIFY2(found.plain.isEmpty(), qPrintable(found.plain.join(u'\n')));
    QVERIFY2(found.clipped.isEmpty(), qPrintable(found.clipped.join(u'\n')));
}

void DialogLanguageTest::mainWindow_hasRoomForLongerWords()
{
    WindowFixture f;
    QVERIFY(open(f));
    f.window().actions().history->setChecked(true);
    speakPseudo();
    QStringList clipped;
    QTabWidget *tabs = f.window().inspector().tabs();
    for (int tab = 0; tab < tabs->count(); ++tab) {
        tabs->setCurrentIndex(tab);
        QCoreApplication::processEvents();
        clipped += settledClippedTexts(f.window());
    }
    f.key(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(f.window().remarkField().isVisible());
    QCoreApplication::processEvents();
    clipped += settledClippedTexts(f.window());
    clipped.removeDuplicates();
    QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(u'\n')));
}

QTEST_MAIN(DialogLanguageTest)
#include "dialog_language_test.moc"
