#include "ui/canvas/landmark_canvas.h"
#include "ui/dialogs/command_palette.h"
#include "ui/dialogs/help_window.h"
#include "ui/dialogs/model_manager.h"
#include "ui/dialogs/preferences_dialog.h"
#include "ui/dialogs/shortcut_sheet.h"
#include "ui/dialogs/train_dialog.h"
#include "ui/imaging/qimage_convert.h"
#include "ui/main_window/actions.h"
#include "ui/main_window/face_presenter.h"
#include "ui/main_window/main_window.h"
#include "ui/main_window/model_tools.h"
#include "ui/main_window/run_menu.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/laboratory_panel.h"
#include "ui/panels/review_view.h"
#include "ui/settings/app_settings.h"
#include "ui/settings/shortcut_book.h"
#include "ui/theme/theme_controller.h"
#include "ui/theme/translated.h"

#include <QActionGroup>
#include <QApplication>
#include <QEvent>
#include <QMenu>
#include <QMessageBox>
#include <QStyle>
#include <QToolButton>

#include <cmath>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
ThemeMode themeModeOf(const QString &name)
{
    return name == u"light"_s ? ThemeMode::Light : name == u"dark"_s ? ThemeMode::Dark : ThemeMode::System;
}

/// A choice of a menu whose text needs no translation; its check follows the settings whenever the menu opens.
template <class IsChosen>
QAction *addSetting(QMenu &menu, QActionGroup &group, const QString &text, IsChosen isChosen)
{
    QAction *action = menu.addAction(text);
    action->setCheckable(true);
    group.addAction(action);
    QObject::connect(&menu, &QMenu::aboutToShow, action, [action, isChosen] { action->setChecked(isChosen()); });
    action->setChecked(isChosen());
    return action;
}
} // namespace

void MainWindow::buildThemeMenu()
{
    QMenu &menu = *actions_->themeMenu();
    auto *group = new QActionGroup(&menu);
    const auto add = [&](const QString &key, ThemeMode mode) {
        QAction *action = addSetting(menu, *group, {}, [this, mode] { return services_.theme.mode() == mode; });
        connect(action, &QAction::triggered, this, [this, key] { services_.settings.setTheme(key); });
        return action;
    };
    translated(&menu, [system = add(u"system"_s, ThemeMode::System), light = add(u"light"_s, ThemeMode::Light),
                       dark = add(u"dark"_s, ThemeMode::Dark)] {
        system->setText(tr("As the &system"));
        light->setText(tr("&Light"));
        dark->setText(tr("&Dark"));
    });
}

void MainWindow::buildMarkMenus()
{
    addOpacities(LayerKind::GroundTruth, *actions_->groundTruth);
    addOpacities(LayerKind::Run, *actions_->prediction);
    addOpacities(LayerKind::Mine, *actions_->mine);
    QMenu &menu = *actions_->markSizeMenu();
    auto *sizes = new QActionGroup(&menu);
    for (const int pixels : {3, 5, 7, 9, 12}) {
        QAction *action = addSetting(menu, *sizes, {},
                                     [this, pixels] { return std::lround(services_.settings.markSize()) == pixels; });
        translated(&menu, [action, pixels] { action->setText(tr("%1 px").arg(pixels)); });
        connect(action, &QAction::triggered, this, [this, pixels] { services_.settings.setMarkSize(pixels); });
    }
}

void MainWindow::addOpacities(LayerKind kind, QAction &layer)
{
    QMenu *menu = actions_->opacityMenu()->addMenu(QString());
    translated(menu, [menu, &layer] { menu->setTitle(layer.text()); });
    auto *group = new QActionGroup(menu);
    const QString key = layerKey(kind);
    for (const int percent : {100, 75, 50, 25}) {
        QAction *action = addSetting(*menu, *group, {}, [this, key, percent] {
            return std::lround(100 * services_.settings.layerOpacity(key)) == percent;
        });
        translated(menu, [action, percent] { action->setText(tr("%1 %").arg(percent)); });
        connect(action, &QAction::triggered, this, [this, key, percent, kind] {
            services_.settings.setLayerOpacity(key, percent / 100.0);
            presenter_->setLayerOpacity(kind, percent / 100.0);
        });
    }
}

QString MainWindow::layerKey(LayerKind kind)
{
    return kind == LayerKind::GroundTruth ? u"ground_truth"_s : kind == LayerKind::Mine ? u"mine"_s : u"prediction"_s;
}

void MainWindow::connectComfort()
{
    keys_ = new ShortcutBook(actions_->all(), services_.settings, this);
    connect(actions_->preferences, &QAction::triggered, this, &MainWindow::showPreferences);
    actions_->help->setShortcutContext(Qt::ApplicationShortcut); // in the windows of models and training, too
    connect(actions_->help, &QAction::triggered, this, &MainWindow::showHelp);
    connect(actions_->palette, &QAction::triggered, this,
            [this] { CommandPalette(actions_->all() + runs_->paletteActions(), this).exec(); });
    connect(actions_->shortcuts, &QAction::triggered, this, [this] {
        const bool scrolls = services_.settings.wheel() == AppSettings::Wheel::Scrolls;
        ShortcutSheet(actions_->groups(), this, scrolls).exec();
    });
    connect(actions_->about, &QAction::triggered, this, [this] {
        QMessageBox::about(
            this, tr("About Fiducial"),
            tr("<b>Fiducial</b><p>A workbench for facial landmarks: browse, pre-fill, correct, compare, export.</p>"));
    });
    connect(&services_.settings, &AppSettings::preferenceChanged, this, &MainWindow::applyPreference);
    for (const QString &key : {u"view/wheel"_s, u"view/hit_radius"_s, u"view/animation"_s})
        applyPreference(key);
}

void MainWindow::applyPreference(const QString &key)
{
    const AppSettings &settings = services_.settings;
    if (key == u"theme"_s)
        services_.theme.setMode(themeModeOf(settings.theme()));
    else if (key == u"author"_s)
        document_.setAuthor(settings.author().toStdString());
    else if (key == u"view/mark_size"_s)
        updateOverlay();
    else if (key == u"view/wheel"_s)
        canvas_->setWheelScrolls(settings.wheel() == AppSettings::Wheel::Scrolls);
    else if (key == u"view/hit_radius"_s)
        canvas_->setHitRadius(settings.hitRadius());
    else if (key == u"view/pixelated"_s)
        actions_->pixelated->setChecked(settings.squarePixels());
    else if (key == u"view/animation"_s)
        canvas_->setAnimated(settings.animation() && style()->styleHint(QStyle::SH_Widget_Animation_Duration) > 0);
}

void MainWindow::showPreferences()
{
    if (!preferences_) {
        preferences_ = new PreferencesDialog(
            services_.settings, *keys_, [this] { return actions_->groups(); }, this);
        preferences_->setAttribute(Qt::WA_DeleteOnClose);
    }
    preferences_->show();
    preferences_->raise();
    preferences_->activateWindow();
}

QString MainWindow::helpPage() const
{
    const QWidget *window = QApplication::activeWindow();
    const QWidget *focus = QApplication::focusWidget();
    if (window && (window == tools_->manager() || window == tools_->training()))
        return u"models"_s;
    if (window && window == preferences_.data())
        return u"keys"_s;
    if (!document_.isOpen())
        return u"first-steps"_s;
    if (laboratory_->isFilling() || laboratory_->isAncestorOf(focus))
        return u"laboratory"_s;
    if (canvas_->comparison() != Comparison::Off)
        return u"comparing"_s;
    return qobject_cast<ReviewView *>(inspector_->tabs()->currentWidget()) ? u"review"_s : u"editing"_s;
}

void MainWindow::showHelp()
{
    const QString page = helpPage();
    if (!help_) {
        const auto action = [this](const QString &name) {
            return actions_->findChild<QAction *>(name, Qt::FindDirectChildrenOnly);
        };
        const auto keysOf = [action](const QString &name) {
            const QAction *found = action(name);
            return found ? found->shortcut().toString(QKeySequence::NativeText) : QString();
        };
        help_ = new HelpWindow(toQString(model::resourcesFolder() / "help"), keysOf, this);
        help_->setAttribute(Qt::WA_DeleteOnClose);
        connect(help_, &HelpWindow::actionRequested, this, [action](const QString &name) {
            if (QAction *found = action(name))
                found->trigger();
        });
    }
    help_->showPage(page);
    help_->show();
    help_->raise();
    help_->activateWindow();
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange && historyDock_)
        placeDocks();
}

/// Before the children, which may show names of actions.
void MainWindow::retranslate()
{
    actions_->retranslate();
    updateTitle();
    updateNormaliserMenu();
    presenter_->retranslate();
    showReviewProgress();
    showAttributes();
}

} // namespace fiducial::ui
