#include "ui/panels/welcome_page.h"

#include "ui/settings/app_settings.h"
#include "ui/theme/icon_factory.h"
#include "ui/theme/marks.h"

#include <QBoxLayout>
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kColumnWidth = 520;
constexpr int kTitlePixels = 24;

QPushButton *makeAction(QWidget *parent, const QString &icon, bool primary = false)
{
    auto *button = new QPushButton(parent);
    button->setIcon(themedIcon(icon, primary ? IconRole::OnAccent : IconRole::Text));
    button->setIconSize(measures::kPushButtonIcon);
    button->setMinimumHeight(measures::kButtonHeight + 4);
    if (primary)
        markPrimary(button);
    return button;
}

void clearLayout(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
}

QString shortFolder(const QString &path)
{
    const QString home = QDir::homePath();
    const QString folder = QFileInfo(path).path();
    return folder == home || folder.startsWith(home + u'/') ? u'~' + folder.mid(home.size()) : folder;
}
} // namespace

WelcomePage::WelcomePage(AppSettings &settings, QWidget *parent) : QWidget(parent), settings_(settings)
{
    build();
    retranslate();
    refresh();
    setBusy({});
}

void WelcomePage::build()
{
    setAutoFillBackground(true);
    title_ = new QLabel(this);
    QFont font = title_->font();
    font.setPixelSize(kTitlePixels);
    font.setBold(true);
    title_->setFont(font);
    sentence_ = new QLabel(this);
    sentence_->setWordWrap(true);
    markMuted(sentence_);

    buildActions();
    buildBusy();

    auto *column = new QVBoxLayout;
    column->setSpacing(8);
    column->addStretch(2);
    column->addWidget(title_);
    column->addWidget(sentence_);
    column->addSpacing(16);
    column->addWidget(buttons_);
    column->addWidget(busy_);
    column->addStretch(3);
    auto *frame = new QWidget(this);
    frame->setLayout(column);
    frame->setMaximumWidth(kColumnWidth);
    frame->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    auto *layout = new QHBoxLayout(this);
    layout->addStretch(1);
    layout->addWidget(frame, 100);
    layout->addStretch(1);
}

void WelcomePage::buildActions()
{
    buttons_ = new QWidget(this);
    folder_ = makeAction(buttons_, u"folder"_s, true);
    file_ = makeAction(buttons_, u"list"_s);
    samples_ = makeAction(buttons_, u"image"_s);
    connect(folder_, &QPushButton::clicked, this, &WelcomePage::openFolderRequested);
    connect(file_, &QPushButton::clicked, this, &WelcomePage::openFileRequested);
    connect(samples_, &QPushButton::clicked, this, &WelcomePage::openSamplesRequested);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    for (QPushButton *button : {folder_, file_, samples_})
        row->addWidget(button);
    row->addStretch();
    drop_ = new QLabel(buttons_);
    drop_->setWordWrap(true);
    markCaption(drop_);
    recentTitle_ = new QLabel(buttons_);
    markTitle(recentTitle_);
    recentRows_ = new QWidget(buttons_);
    recent_ = new QVBoxLayout(recentRows_);
    recent_->setContentsMargins(0, 0, 0, 0);
    recent_->setSpacing(2);
    auto *actions = new QVBoxLayout(buttons_);
    actions->setContentsMargins(0, 0, 0, 0);
    actions->setSpacing(8);
    actions->addLayout(row);
    actions->addWidget(drop_);
    actions->addSpacing(20);
    actions->addWidget(recentTitle_);
    actions->addWidget(recentRows_);
}

void WelcomePage::buildBusy()
{
    busy_ = new QWidget(this);
    busyText_ = new QLabel(busy_);
    auto *bar = new QProgressBar(busy_);
    bar->setRange(0, 0);
    bar->setTextVisible(false);
    bar->setFixedHeight(6);
    auto *waiting = new QVBoxLayout(busy_);
    waiting->setContentsMargins(0, 0, 0, 0);
    waiting->setSpacing(10);
    waiting->addWidget(busyText_);
    waiting->addWidget(bar);
}

void WelcomePage::refresh()
{
    clearLayout(recent_);
    const QStringList paths = settings_.recent();
    recentTitle_->setVisible(!paths.isEmpty());
    for (const QString &path : paths)
        recent_->addWidget(makeRecentRow(path));
}

QWidget *WelcomePage::makeRecentRow(const QString &path)
{
    const QFileInfo info(path);
    auto *row = new QWidget(recentRows_);
    auto *open = new QToolButton(row);
    markFlat(open);
    open->setObjectName(u"recentProject"_s);
    open->setText(info.fileName().isEmpty() ? path : info.fileName());
    open->setToolTip(path);
    open->setEnabled(info.exists());
    connect(open, &QToolButton::clicked, this, [this, path] { Q_EMIT openRequested(path); });
    auto *place = new QLabel(row);
    place->setText(info.exists() ? shortFolder(path) : tr("not found: %1").arg(shortFolder(path)));
    place->setToolTip(path);
    place->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    markMuted(place);
    auto *remove = new QToolButton(row);
    markFlat(remove);
    remove->setIcon(themedIcon(u"close"_s, IconRole::Muted));
    remove->setToolTip(tr("Remove from this list"));
    remove->setAccessibleName(tr("Remove %1 from the list").arg(open->text()));
    connect(remove, &QToolButton::clicked, this, [this, path] {
        settings_.removeRecent(path);
        refresh();
    });
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(open);
    layout->addWidget(place, 1);
    layout->addWidget(remove);
    return row;
}

void WelcomePage::setBusy(const QString &name)
{
    buttons_->setVisible(name.isEmpty());
    busy_->setVisible(!name.isEmpty());
    busyText_->setText(tr("Opening %1…").arg(name));
}

void WelcomePage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        refresh();
    }
    QWidget::changeEvent(event);
}

void WelcomePage::retranslate()
{
    title_->setText(tr("Fiducial"));
    sentence_->setText(
        tr("Annotate, check and correct facial landmarks: browse a data set, pre-fill it with a model, drag what is "
           "off, and export corrected files. Originals are never changed."));
    folder_->setText(tr("Open folder…"));
    folder_->setToolTip(tr("A data set, or a folder of pictures"));
    file_->setText(tr("Open file…"));
    file_->setToolTip(tr("An annotation list or a project"));
    samples_->setText(tr("Open sample faces"));
    samples_->setToolTip(tr("24 synthetic portraits with exact landmarks"));
    drop_->setText(tr("Or drop a folder, an annotation list or a project anywhere in this window."));
    recentTitle_->setText(tr("Recent"));
}

} // namespace fiducial::ui
