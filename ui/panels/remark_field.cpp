#include "ui/panels/remark_field.h"

#include "ui/theme/icon_factory.h"
#include "ui/theme/marks.h"

#include <QApplication>
#include <QBoxLayout>
#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

#include <utility>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

RemarkField::RemarkField(QWidget *over) : QWidget(over->parentWidget()), over_(over)
{
    markPanel(this);
    about_ = new QLabel(this);
    markTitle(about_);
    field_ = new QLineEdit(this);
    field_->setFixedHeight(measures::kButtonHeight);
    field_->setMaxLength(500);
    action_ = new QPushButton(this);
    action_->setMinimumHeight(measures::kButtonHeight);
    markPrimary(action_);
    close_ = new QToolButton(this);
    close_->setIcon(themedIcon(u"close"_s, IconRole::Muted));
    markFlat(close_);
    auto *head = new QHBoxLayout;
    head->addWidget(about_, 1);
    head->addWidget(close_);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(field_, 1);
    row->addWidget(action_);
    auto *column = new QVBoxLayout;
    column->setContentsMargins(measures::kPanelMargin, 4, 8, 8);
    column->setSpacing(4);
    column->addLayout(head);
    column->addLayout(row);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeSeparator(this));
    layout->addLayout(column);
    hide();
    field_->installEventFilter(this);
    over_->installEventFilter(this);
    connect(field_, &QLineEdit::returnPressed, this, &RemarkField::finish);
    connect(field_, &QLineEdit::textChanged, this,
            [this](const QString &text) { action_->setEnabled(mayBeEmpty_ || !text.trimmed().isEmpty()); });
    connect(action_, &QPushButton::clicked, this, &RemarkField::finish);
    connect(close_, &QToolButton::clicked, this, &RemarkField::giveUp);
}

void RemarkField::ask(const Question &question, std::function<void(const QString &)> done)
{
    about_->setText(question.about);
    field_->setAccessibleName(question.about);
    field_->setPlaceholderText(question.placeholder);
    field_->setToolTip(question.placeholder); // longer than the field in some languages
    action_->setText(question.action);
    close_->setToolTip(tr("Drop it (Esc)"));
    close_->setAccessibleName(close_->toolTip());
    mayBeEmpty_ = question.mayBeEmpty;
    field_->clear();
    action_->setEnabled(mayBeEmpty_);
    done_ = std::move(done);
    place();
    show();
    raise();
    field_->setFocus(Qt::ShortcutFocusReason);
}

void RemarkField::finish()
{
    const QString text = field_->text().trimmed();
    if (!done_ || (text.isEmpty() && !mayBeEmpty_))
        return;
    const auto done = std::exchange(done_, nullptr);
    end();
    done(text);
}

void RemarkField::giveUp()
{
    if (std::exchange(done_, nullptr))
        end();
}

void RemarkField::end()
{
    const QWidget *focused = QApplication::focusWidget();
    const bool hadFocus = focused && isAncestorOf(focused);
    hide();
    if (hadFocus)
        over_->setFocus(Qt::OtherFocusReason);
}

void RemarkField::place()
{
    const int height = sizeHint().height();
    const QRect below = over_->geometry();
    setGeometry(below.left(), below.bottom() + 1 - height, below.width(), height);
}

bool RemarkField::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == over_ && (event->type() == QEvent::Resize || event->type() == QEvent::Move))
        place();
    if (watched == field_ && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        giveUp();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace fiducial::ui
