#include "ui/main_window/run_menu.h"

#include "ui/document/project_document.h"
#include "ui/document/wording.h"
#include "ui/main_window/face_presenter.h"
#include "ui/paint/mark_icon.h"
#include "ui/theme/marks.h"

#include <QActionGroup>
#include <QFontMetrics>

#include <algorithm>
#include <utility>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kWidestName = 320;

QIcon markIcon(const LayerStyle &style, const QWidget &menu)
{
    const bool dark = menu.palette().window().color().lightnessF() < 0.5F;
    const double ratio = menu.devicePixelRatioF();
    QIcon icon;
    icon.addPixmap(markPixmap(style, measures::kIconSize, ratio, dark), QIcon::Normal, QIcon::On);
    icon.addPixmap(hiddenMarkPixmap(style, measures::kIconSize, ratio, dark, menu.palette().text().color()),
                   QIcon::Normal, QIcon::Off);
    return icon;
}
} // namespace

RunMenu::RunMenu(ProjectDocument &document, FacePresenter &presenter, QMenu &menu, QObject *parent)
    : QObject(parent), document_(document), presenter_(presenter), menu_(menu)
{
    connect(&menu_, &QMenu::aboutToShow, this, &RunMenu::refresh);
    const auto enable = [this] { menu_.setEnabled(!document_.runs().empty()); };
    connect(&document_, &ProjectDocument::changed, this, enable);
    enable();
}

QString RunMenu::nameOf(int run) const
{
    QString name = document_.runName(run);
    int before = 0, same = 0;
    for (const auto &other : document_.runs()) {
        same += document_.runName(other->number) == name;
        before += other->number < run && document_.runName(other->number) == name;
    }
    if (same > 1)
        name += u" (%1)"_s.arg(before + 1);
    return literalCaption(menu_.fontMetrics().elidedText(name, Qt::ElideMiddle, kWidestName));
}

QAction *RunMenu::add(QMenu &menu, const QString &text, const QString &sentence, bool checked,
                      std::function<void(bool)> choose)
{
    QAction *action = menu.addAction(text);
    action->setCheckable(true);
    action->setChecked(checked);
    connect(action, &QAction::triggered, this, std::move(choose));
    auto *same = new QAction(sentence, sentences_);
    same->setCheckable(true);
    same->setChecked(checked);
    connect(same, &QAction::triggered, action, &QAction::trigger);
    paletteActions_.append(same);
    return action;
}

void RunMenu::refresh()
{
    menu_.clear();
    delete std::exchange(sentences_, new QObject(this));
    paletteActions_.clear();
    if (document_.runs().empty())
        return;
    addVisible();
    menu_.addSeparator();
    addActive();
    addReference();
    menu_.addSeparator();
    menu_.addAction(tr("&Manage runs…"), this, &RunMenu::manageRequested);
    auto *same = new QAction(tr("Manage runs"), sentences_);
    connect(same, &QAction::triggered, this, &RunMenu::manageRequested);
    paletteActions_.append(same);
}

void RunMenu::addVisible()
{
    for (const auto &run : document_.runs()) {
        const int number = run->number;
        const QString name = nameOf(number);
        QAction *action =
            add(menu_, name, tr("Show %1").arg(name), presenter_.isRunVisible(number), [this, number](bool on) {
                presenter_.setRunVisible(number, on);
                if (on)
                    Q_EMIT runShown();
            });
        action->setIcon(markIcon(layerStyle(LayerKind::Run, document_.runLook(number)), menu_));
    }
}

void RunMenu::addActive()
{
    auto *menu = menu_.addMenu(tr("&Active run"));
    auto *group = new QActionGroup(menu);
    for (const auto &run : document_.runs()) {
        const int number = run->number;
        group->addAction(add(*menu, nameOf(number), tr("Active run: %1").arg(nameOf(number)),
                             document_.activeRun() == number,
                             [this, number](bool) { document_.setActiveRun(number); }));
    }
}

void RunMenu::addReference()
{
    auto *menu = menu_.addMenu(tr("Measure a&gainst"));
    auto *group = new QActionGroup(menu);
    const auto addChoice = [&](const QString &name, Reference reference) {
        group->addAction(add(*menu, name, tr("Measure against %1").arg(name), document_.reference() == reference,
                             [this, reference](bool) { document_.setReference(reference); }));
    };
    addChoice(tr("ground truth"), {});
    addChoice(tr("mine"), {Reference::Kind::Mine, -1});
    for (const auto &run : document_.runs())
        addChoice(nameOf(run->number), {Reference::Kind::Run, run->number});
}

QList<QAction *> RunMenu::paletteActions()
{
    refresh();
    return paletteActions_;
}

} // namespace fiducial::ui
