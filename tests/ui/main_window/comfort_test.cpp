#include "core/model/model_catalogue.h"
#include "tests/ui/main_window/window_fixture.h"
#include "ui/dialogs/help_window.h"
#include "ui/dialogs/preferences_dialog.h"
#include "ui/dialogs/shortcut_page.h"
#include "ui/dialogs/shortcut_recorder.h"
#include "ui/main_window/actions.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/laboratory_panel.h"
#include "ui/settings/app_settings.h"

#include <QAccessible>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QScreen>
#include <QTabBar>
#include <QTabWidget>
#include <QWheelEvent>

#include <cmath>
#include <map>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;
using namespace Qt::StringLiterals;

namespace {
void turnWheel(QWidget &widget, QPoint delta, Qt::KeyboardModifiers modifiers = {})
{
    const QPointF at = widget.rect().center();
    QWheelEvent event(at, widget.mapToGlobal(at), {}, delta, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&widget, &event);
}

template <class Window>
Window *openWith(WindowFixture &f, Qt::Key key, Qt::KeyboardModifiers modifiers = {})
{
    QTest::keyClick(&f.window(), key, modifiers);
    auto *window = f.window().findChild<Window *>();
    if (window)
        (void)QTest::qWaitForWindowActive(window);
    return window;
}

/// Controls that a person without a mouse has to reach. What the tool bar has is in the menus, too.
QList<QWidget *> controls(QWidget &window)
{
    QList<QWidget *> found;
    for (auto *w : window.findChildren<QWidget *>()) {
        const bool control = qobject_cast<QAbstractButton *>(w) || qobject_cast<QLineEdit *>(w) ||
                             w->inherits("QComboBox") || w->inherits("QAbstractSpinBox") ||
                             w->inherits("QAbstractItemView") || w->inherits("QSlider") || w->inherits("QTabBar");
        bool part = w->inherits("QHeaderView") || w->inherits("QTableCornerButton");
        for (QWidget *p = w->parentWidget(); p && p != &window; p = p->parentWidget())
            part = part || p->inherits("QToolBar") || p->inherits("QComboBox") || p->inherits("QAbstractSpinBox") ||
                   p->inherits("QLineEdit") || p->inherits("QMenuBar") || p->inherits("QTabBar") ||
                   p->inherits("QTableView");
        if (control && !part && w->isVisible())
            found += w;
    }
    return found;
}
} // namespace

class ComfortTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keys_belongToOneActionEach();
    void keys_followEverywhereAtOnce();
    void keys_areKeptForTheNextStart();
    void wheel_scrollsWhereWanted();
    void marks_followThePreferences();
    void theme_followsThePreferences();
    void rightToLeft_leavesThePictureAlone();
    void rightToLeft_mirrorsThePanels();
    void screenOfAnotherDensity_leavesADragAlone();
    void settings_thatCannotBeWrittenStopNothing();
    void settings_damagedOnesAreKeptAndSaid();
    void window_comesBackOnScreen_data();
    void window_comesBackOnScreen();
    void help_opensAtThePlaceInUse();
    void help_namesActionsThatExist();
    void controls_areNamedAndReached();
};

void ComfortTest::keys_belongToOneActionEach()
{
    WindowFixture f;
    std::map<QString, QString> owners;
    for (const QAction *action : f.window().actions().all())
        for (const QKeySequence &keys : action->shortcuts()) {
            const auto [it, fresh] = owners.emplace(keys.toString(), action->objectName());
            QVERIFY2(fresh, qPrintable(u"%1: %2 and %3"_s.arg(keys.toString(), it->second, action->objectName())));
        }
}

void ComfortTest::keys_followEverywhereAtOnce()
{
    WindowFixture f;
    QVERIFY(f.open());
    auto *preferences = openWith<PreferencesDialog>(f, Qt::Key_Comma, Qt::ControlModifier);
    QVERIFY(preferences);
    preferences->showPage(PreferencesDialog::Keys);
    QAction *fit = f.window().actions().fitImage;
    preferences->keys().setCurrent(fit);
    preferences->keys().recorder()->setFocus();
    QTest::keyClick(preferences->keys().recorder(), Qt::Key_F7);
    QCOMPARE(fit->shortcut(), QKeySequence(Qt::Key_F7));
    QVERIFY(fit->toolTip().contains(u"F7"_s));
    preferences->close();
    f.window().activateWindow();
    (void)QTest::qWaitForWindowActive(&f.window());
    f.canvas().setFocus();
    f.canvas().zoomTo(1000);
    QTest::keyClick(&f.canvas(), Qt::Key_F7);
    QVERIFY(f.canvas().zoomPercent() < 1000);
}

void ComfortTest::keys_areKeptForTheNextStart()
{
    WindowFixture f;
    auto *preferences = openWith<PreferencesDialog>(f, Qt::Key_Comma, Qt::ControlModifier);
    preferences->showPage(PreferencesDialog::Keys);
    preferences->keys().setCurrent(f.window().actions().revertFace);
    preferences->keys().recorder()->setFocus();
    QTest::keyClick(preferences->keys().recorder(), Qt::Key_F6, Qt::ShiftModifier);
    f.gui.restart();
    QCOMPARE(f.window().actions().revertFace->shortcut(), QKeySequence(Qt::SHIFT | Qt::Key_F6));
}

void ComfortTest::wheel_scrollsWhereWanted()
{
    WindowFixture f;
    QVERIFY(f.open());
    f.canvas().setViewTransform({2, {10, 20}});
    f.gui.settings().setWheel(AppSettings::Wheel::Scrolls);
    turnWheel(f.canvas(), {0, -120});
    QCOMPARE(f.canvas().viewTransform().scale, 2.0);
    QVERIFY(f.canvas().viewTransform().offset.y() < 20);
    turnWheel(f.canvas(), {0, 120});
    QCOMPARE(f.canvas().viewTransform().offset, QPointF(10, 20));
    turnWheel(f.canvas(), {0, 8}, Qt::ShiftModifier); // P18: small steps of touchpads count, too
    QVERIFY(f.canvas().viewTransform().offset.x() > 10);
    QCOMPARE(f.canvas().viewTransform().offset.y(), 20.0);
    turnWheel(f.canvas(), {0, 120}, Qt::ControlModifier);
    QVERIFY(f.canvas().viewTransform().scale > 2);
    f.gui.settings().setWheel(AppSettings::Wheel::Zooms);
    f.canvas().setViewTransform({2, {10, 20}});
    turnWheel(f.canvas(), {0, 120});
    QVERIFY(f.canvas().viewTransform().scale > 2);
}

void ComfortTest::marks_followThePreferences()
{
    WindowFixture f;
    QVERIFY(f.open());
    f.gui.settings().setMarkSize(11);
    QCOMPARE(f.canvas().options().markSize, 11.0);
    const Point2 at = f.canvas().shownLandmarks()->points[0];
    const QPointF beside = f.canvas().viewTransform().toView(at) + QPointF(-14, 0);
    f.gui.settings().setHitRadius(4);
    QTest::mouseClick(&f.canvas(), Qt::LeftButton, {}, beside.toPoint());
    QVERIFY(f.canvas().selection().empty());
    f.gui.settings().setHitRadius(20);
    QTest::mouseClick(&f.canvas(), Qt::LeftButton, {}, beside.toPoint());
    QCOMPARE(f.canvas().selection().size(), std::size_t(1));
}

void ComfortTest::theme_followsThePreferences()
{
    WindowFixture f;
    f.gui.settings().setTheme(u"light"_s);
    QVERIFY(f.window().palette().window().color().lightnessF() > 0.5F);
    f.gui.settings().setTheme(u"dark"_s);
    QVERIFY(f.window().palette().window().color().lightnessF() < 0.5F);
}

// P16
void ComfortTest::rightToLeft_leavesThePictureAlone()
{
    WindowFixture f;
    QVERIFY(f.open());
    f.canvas().setSelection({0});
    const Point2 before = f.canvas().shownLandmarks()->points[0];
    QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    QCoreApplication::processEvents();
    f.key(Qt::Key_Right);
    const Point2 after = f.canvas().shownLandmarks()->points[0];
    const ViewTransform view = f.canvas().viewTransform();
    f.dragLandmark(1, {20, 0});
    const Point2 dragged = f.canvas().shownLandmarks()->points[1];
    const Point2 truth = f.document().face(f.face()).truth.points[1];
    QGuiApplication::setLayoutDirection(Qt::LeftToRight);
    QCOMPARE(after.x, before.x + 1);
    QVERIFY(std::abs(dragged.x - truth.x - 20 / view.scale) < 1e-6);
}

// P16
void ComfortTest::rightToLeft_mirrorsThePanels()
{
    WindowFixture f;
    QVERIFY(f.open());
    QVERIFY(QTest::qWaitFor([&] { return f.showsPictureOf(0) && !f.document().isMeasuring(); }));
    const auto leftOf = [&](const QWidget &widget) { return widget.mapTo(&f.window(), QPoint(0, 0)).x(); };
    const auto inOrder = [&](const QWidget &a, const QWidget &b) { return leftOf(a) < leftOf(b); };
    InspectorPanel &inspector = f.window().inspector();
    QVERIFY(inOrder(f.window().browser(), f.canvas()) && inOrder(f.canvas(), inspector));
    f.canvas().setFocus();
    const QImage before = f.canvas().grab().toImage();
    QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    QCoreApplication::processEvents();
    const bool mirrored = inOrder(inspector, f.canvas()) && inOrder(f.canvas(), f.window().browser());
    const QImage after = f.canvas().grab().toImage();
    QGuiApplication::setLayoutDirection(Qt::LeftToRight);
    QVERIFY(mirrored);
    QCOMPARE(after.size(), before.size());
    QVERIFY(after == before); // picture, marks and plates stand where they stood
}

// P17
void ComfortTest::screenOfAnotherDensity_leavesADragAlone()
{
    WindowFixture f;
    QVERIFY(f.open());
    LandmarkCanvas &canvas = f.canvas();
    const Point2 before = canvas.shownLandmarks()->points[0];
    const QPoint from = canvas.viewTransform().toView(before).toPoint();
    QTest::mousePress(&canvas, Qt::LeftButton, {}, from);
    for (int x = 1; x <= 20; ++x) {
        QTest::mouseMove(&canvas, from + QPoint(x, 0));
        if (x != 10)
            continue;
        QImage sharp(canvas.size() * 2, QImage::Format_RGB32); // the window is on another screen now
        sharp.setDevicePixelRatio(2);
        canvas.render(&sharp);
        QEvent change(QEvent::ScreenChangeInternal);
        QApplication::sendEvent(&f.window(), &change);
        QVERIFY(canvas.isDragging());
    }
    QTest::mouseRelease(&canvas, Qt::LeftButton, {}, from + QPoint(20, 0));
    const Point2 after = canvas.shownLandmarks()->points[0];
    QVERIFY(std::abs(after.x - before.x - 20 / canvas.viewTransform().scale) < 1e-6);
    QVERIFY(std::abs(after.y - before.y) < 1e-6);
}

// P24
void ComfortTest::settings_thatCannotBeWrittenStopNothing()
{
    TempDir folder;
    writeAll(folder / "file", "in the way");
    AppSettings settings(q((folder / "file").string()) + u"/settings.ini"_s);
    QVERIFY2(settings.problem().contains(u"cannot be written"_s), qPrintable(settings.problem()));
    QCOMPARE(settings.theme(), u"system"_s);
    settings.setTheme(u"dark"_s);
    QCOMPARE(settings.theme(), u"dark"_s); // while the program lasts
    QCOMPARE(readAll(folder / "file"), std::string("in the way"));
}

// P24
void ComfortTest::settings_damagedOnesAreKeptAndSaid()
{
    ProjectFixture project(2);
    writeAll(project.folder() / "settings.ini", "[window\ntheme\n");
    GuiSession gui(*qApp, project.folder());
    bool said = false;
    for (const auto *label : gui.window().findChildren<QLabel *>())
        said = said || (label->isVisible() && label->text().contains(u"settings.ini.bad"_s));
    QVERIFY(said);
    QCOMPARE(readAll(project.folder() / "settings.ini.bad"), std::string("[window\ntheme\n"));
}

// P25
void ComfortTest::window_comesBackOnScreen_data()
{
    QTest::addColumn<QPoint>("place");
    QTest::newRow("where another screen was") << QPoint(90000, 90000);
    QTest::newRow("with a corner on the screen") << QPoint(500, 600);
    QTest::newRow("left and above") << QPoint(-300, -200);
}

// P25
void ComfortTest::window_comesBackOnScreen()
{
    QFETCH(const QPoint, place);
    WindowFixture f;
    const QRect room = QGuiApplication::primaryScreen()->availableGeometry();
    f.window().resize(room.size() * 0.9);
    f.window().move(place);
    QCOMPARE(f.window().pos(), place);
    f.gui.restart(GuiSession::Size::AsItWasLeft);
    const QRect window = f.window().geometry();
    QVERIFY2(room.contains(window),
             qPrintable(u"%1 %2 %3x%4"_s.arg(window.x()).arg(window.y()).arg(window.width()).arg(window.height())));
}

void ComfortTest::help_opensAtThePlaceInUse()
{
    WindowFixture f;
    auto *help = openWith<HelpWindow>(f, Qt::Key_F1);
    QVERIFY(help);
    QCOMPARE(help->page(), u"first-steps"_s);
    help->close();
    QVERIFY(f.open());
    const auto pageAt = [&](QWidget *place) {
        f.window().activateWindow();
        (void)QTest::qWaitForWindowActive(&f.window());
        place->setFocus();
        QTest::keyClick(place, Qt::Key_F1);
        return f.window().findChild<HelpWindow *>()->page();
    };
    QCOMPARE(pageAt(&f.canvas()), u"editing"_s);
    f.window().inspector().tabs()->setCurrentIndex(2);
    QCOMPARE(pageAt(&f.canvas()), u"review"_s);
    f.window().inspector().tabs()->setCurrentIndex(1);
    f.window().actions().laboratory->setChecked(true);
    QCOMPARE(pageAt(f.window().laboratory().findChild<QTabBar *>()), u"laboratory"_s);
}

void ComfortTest::help_namesActionsThatExist()
{
    WindowFixture f;
    static const QRegularExpression named(u"\\{key:([^}]*)\\}|\\(action:([^)]*)\\)"_s);
    const QDir help(toQString(model::resourcesFolder() / "help"));
    int found = 0;
    for (const QString &language : help.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
        for (const QString &page : HelpWindow::pages()) {
            QFile file(help.filePath(language + u'/' + page + u".md"_s));
            QVERIFY(file.open(QIODevice::ReadOnly));
            for (auto it = named.globalMatch(QString::fromUtf8(file.readAll())); it.hasNext(); ++found) {
                const auto match = it.next();
                const QString name = match.captured(1) + match.captured(2);
                const auto *action = f.window().actions().findChild<QAction *>(name);
                QVERIFY2(action, qPrintable(file.fileName() + u": "_s + name));
                if (!match.captured(1).isEmpty())
                    QVERIFY2(!action->shortcut().isEmpty(), qPrintable(file.fileName() + u": "_s + name));
            }
        }
    QVERIFY(found > 30);
}

void ComfortTest::controls_areNamedAndReached()
{
    WindowFixture f;
    QVERIFY(f.open());
    f.window().actions().laboratory->setChecked(true);
    QCoreApplication::processEvents();
    for (int tab = 0; tab < f.window().inspector().tabs()->count(); ++tab) {
        f.window().inspector().tabs()->setCurrentIndex(tab);
        for (QWidget *control : controls(f.window())) {
            const QString who = QString::fromLatin1(control->metaObject()->className()) + u' ' + control->objectName() +
                                u" in "_s + QString::fromLatin1(control->parentWidget()->metaObject()->className());
            QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(control);
            QVERIFY2(interface && !interface->text(QAccessible::Name).isEmpty(), qPrintable(who + u" has no name"_s));
            const QWidget *proxy = control->focusProxy() ? control->focusProxy() : control;
            QVERIFY2(!control->isEnabled() || (proxy->focusPolicy() & Qt::TabFocus),
                     qPrintable(who + u" is not reached by Tab"_s));
        }
    }
}

QTEST_MAIN(ComfortTest)
#include "comfort_test.moc"
