#include "ui/dialogs/preferences_dialog.h"

#include "ui/dialogs/shortcut_page.h"
#include "ui/settings/app_settings.h"
#include "ui/settings/language_controller.h"
#include "ui/theme/marks.h"

#include <QAbstractButton>
#include <QBoxLayout>
#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStackedWidget>

#include <algorithm>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int kPagesWidth = 150;
constexpr int kPageRowHeight = 30;
constexpr QSize kPreferencesSize(800, 560);

QStringList themeKeys()
{
    return {u"system"_s, u"light"_s, u"dark"_s};
}

QFormLayout *makeRows(QWidget *page)
{
    auto *form = new QFormLayout(page);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(20);
    form->setVerticalSpacing(16);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    return form;
}

QSpinBox *makePixels(int from, int to, double value, QWidget *parent)
{
    auto *box = new QSpinBox(parent);
    box->setRange(from, to);
    box->setValue(qRound(value));
    return box;
}
} // namespace

PreferencesDialog::PreferencesDialog(AppSettings &settings, ShortcutBook &book,
                                     std::function<QList<ShortcutSheet::Group>()> groups, QWidget *parent)
    : QDialog(parent),
      settings_(settings),
      pages_(new QListWidget(this)),
      stack_(new QStackedWidget(this)),
      buttons_(new QDialogButtonBox(QDialogButtonBox::Close, this))
{
    markPanel(this);
    pages_->setFixedWidth(kPagesWidth);
    pages_->setFrameShape(QFrame::NoFrame);
    for (int i = General; i <= Keys; ++i) {
        auto *item = new QListWidgetItem(pages_);
        item->setSizeHint({0, kPageRowHeight});
    }
    stack_->addWidget(buildGeneral());
    stack_->addWidget(buildCanvas());
    keys_ = new ShortcutPage(book, std::move(groups), this);
    stack_->addWidget(keys_);
    auto *body = new QHBoxLayout;
    body->setSpacing(24);
    body->addWidget(pages_);
    body->addWidget(stack_, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 18, 20, 14);
    layout->setSpacing(14);
    layout->addLayout(body, 1);
    layout->addWidget(buttons_);
    for (QAbstractButton *button : buttons_->buttons()) // Return in a field is no wish to close
        static_cast<QPushButton *>(button)->setAutoDefault(false);
    connect(buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(pages_, &QListWidget::currentRowChanged, stack_, &QStackedWidget::setCurrentIndex);
    retranslate();
    pages_->setCurrentRow(General);
    resize(kPreferencesSize);
}

void PreferencesDialog::showPage(Page page)
{
    pages_->setCurrentRow(page);
}

PreferencesDialog::Row PreferencesDialog::addRow(QFormLayout &form, QWidget *field, bool hint)
{
    Row row{new QLabel(this), hint ? new QLabel(this) : nullptr};
    row.label->setBuddy(field);
    row.label->setAlignment(Qt::AlignLeading | Qt::AlignTop); // beside the field, not the field and its hint
    row.label->setContentsMargins(0, qobject_cast<QCheckBox *>(field) ? 3 : 7, 0, 0);
    if (!hint) {
        form.addRow(row.label, field);
        return row;
    }
    row.hint->setWordWrap(true);
    QSizePolicy wide(QSizePolicy::Expanding, QSizePolicy::Preferred);
    wide.setHeightForWidth(true);
    row.hint->setSizePolicy(wide);
    markCaption(row.hint);
    auto *column = new QVBoxLayout;
    column->setSpacing(4);
    column->addWidget(field, 0, Qt::AlignLeft);
    column->addWidget(row.hint);
    form.addRow(row.label, column);
    return row;
}

/// One of `count`, as neighbouring buttons; their texts are set by retranslate().
QButtonGroup *PreferencesDialog::addChoice(QWidget *row, int count)
{
    auto *group = new QButtonGroup(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    QList<QPushButton *> buttons;
    for (int i = 0; i < count; ++i) {
        auto *button = new QPushButton(row);
        button->setCheckable(true);
        button->setAutoDefault(false);
        layout->addWidget(button);
        group->addButton(button, i);
        buttons.append(button);
    }
    row->setFocusProxy(buttons.first());
    if (count == 2)
        markSegments({buttons[0], buttons[1]});
    else
        markSegments({buttons[0], buttons[1], buttons[2]});
    return group;
}

QWidget *PreferencesDialog::buildGeneral()
{
    auto *page = new QWidget(this);
    QFormLayout *form = makeRows(page);
    language_ = new QComboBox(page);
    language_->setObjectName(u"language"_s);
    languageRow_ = addRow(*form, language_, false);
    auto *themes = new QWidget(page);
    theme_ = addChoice(themes, static_cast<int>(themeKeys().size()));
    theme_->button(static_cast<int>(themeKeys().indexOf(settings_.theme())))->setChecked(true);
    themeRow_ = addRow(*form, themes, false);
    author_ = new QLineEdit(settings_.author(), page);
    author_->setFixedWidth(240);
    authorRow_ = addRow(*form, author_, true);
    animation_ = new QCheckBox(page);
    animation_->setChecked(settings_.animation());
    animationRow_ = addRow(*form, animation_, true);

    connect(language_, &QComboBox::activated, this,
            [this](int i) { settings_.setLanguage(language_->itemData(i).toString()); });
    connect(theme_, &QButtonGroup::idClicked, this, [this](int id) { settings_.setTheme(themeKeys()[id]); });
    connect(author_, &QLineEdit::textEdited, this, [this](const QString &text) {
        if (const QString name = text.simplified(); !name.isEmpty())
            settings_.setAuthor(name);
    });
    connect(animation_, &QCheckBox::toggled, &settings_, &AppSettings::setAnimation);
    return page;
}

QWidget *PreferencesDialog::buildCanvas()
{
    auto *page = new QWidget(this);
    QFormLayout *form = makeRows(page);
    markSize_ = makePixels(3, 12, settings_.markSize(), page);
    markSizeRow_ = addRow(*form, markSize_, true);
    hitRadius_ = makePixels(4, 24, settings_.hitRadius(), page);
    hitRadiusRow_ = addRow(*form, hitRadius_, true);
    auto *wheels = new QWidget(page);
    wheel_ = addChoice(wheels, 2);
    wheel_->button(static_cast<int>(settings_.wheel()))->setChecked(true);
    wheelRow_ = addRow(*form, wheels, true);
    auto *enlarged = new QWidget(page);
    enlarged_ = addChoice(enlarged, 2);
    enlarged_->button(settings_.squarePixels() ? 1 : 0)->setChecked(true);
    enlargedRow_ = addRow(*form, enlarged, false);

    connect(markSize_, &QSpinBox::valueChanged, this, [this](int pixels) { settings_.setMarkSize(pixels); });
    connect(hitRadius_, &QSpinBox::valueChanged, this, [this](int pixels) { settings_.setHitRadius(pixels); });
    connect(wheel_, &QButtonGroup::idClicked, this,
            [this](int id) { settings_.setWheel(static_cast<AppSettings::Wheel>(id)); });
    connect(enlarged_, &QButtonGroup::idClicked, this, [this](int id) { settings_.setSquarePixels(id == 1); });
    return page;
}

void PreferencesDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QDialog::changeEvent(event);
}

void PreferencesDialog::retranslate()
{
    setWindowTitle(tr("Preferences"));
    pages_->setAccessibleName(tr("Pages"));
    const QStringList titles = {tr("General"), tr("Canvas"), tr("Keys")};
    for (int i = 0; i < pages_->count(); ++i)
        pages_->item(i)->setText(titles[i]);
    buttons_->button(QDialogButtonBox::Close)->setText(tr("Close"));
    retranslateGeneral();
    retranslateCanvas();
}

void PreferencesDialog::retranslateGeneral()
{
    languageRow_.label->setText(tr("&Language"));
    const QSignalBlocker quiet(language_);
    language_->clear();
    QString system;
    for (const auto &language : LanguageController::languages())
        if (language.code == LanguageController::systemLanguage())
            system = language.name;
    language_->addItem(tr("As the system (%1)").arg(system), u"system"_s);
    for (const auto &language : LanguageController::languages())
        language_->addItem(language.name, language.code);
    language_->setCurrentIndex(std::max(0, language_->findData(settings_.language())));

    themeRow_.label->setText(tr("&Theme"));
    const QStringList themes = {tr("As the system"), tr("Light"), tr("Dark")};
    for (int i = 0; i < themes.size(); ++i)
        theme_->button(i)->setText(themes[i]);
    authorRow_.label->setText(tr("&Your name"));
    authorRow_.hint->setText(tr("Stands beside each of your edits in the history of a project."));
    animationRow_.label->setText(tr("Movement"));
    animation_->setText(tr("&Glide when zooming and fitting"));
    animationRow_.hint->setText(tr("Without it the view jumps. A system set to no animation has the last word."));
}

void PreferencesDialog::retranslateCanvas()
{
    markSizeRow_.label->setText(tr("&Size of marks"));
    markSizeRow_.hint->setText(tr("On the screen, at any zoom."));
    hitRadiusRow_.label->setText(tr("&Reach of the pointer"));
    hitRadiusRow_.hint->setText(tr("How near to a point a click grabs it; the nearest point wins."));
    for (QSpinBox *box : {markSize_, hitRadius_})
        box->setSuffix(tr(" px"));
    wheelRow_.label->setText(tr("&Wheel"));
    wheel_->button(0)->setText(tr("Zooms"));
    wheel_->button(1)->setText(tr("Scrolls"));
    wheelRow_.hint->setText(tr("With Ctrl it does the other; with Shift it scrolls sideways."));
    enlargedRow_.label->setText(tr("&Enlarged pixels"));
    enlarged_->button(0)->setText(tr("Smooth"));
    enlarged_->button(1)->setText(tr("Squares"));
}

} // namespace fiducial::ui
