#include "ui/panels/attribute_list.h"

#include "core/dataset/edited_dataset.h"
#include "ui/document/project_document.h"
#include "ui/document/wording.h"
#include "ui/theme/icon_factory.h"
#include "ui/theme/marks.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

#include <algorithm>
#include <utility>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

AttributeList::AttributeList(ProjectDocument &document, QWidget *parent) : QWidget(parent), document_(document)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    rows_ = new QVBoxLayout;
    rows_->setSpacing(2);
    layout->addLayout(rows_);
    field_ = new QLineEdit(this);
    field_->setMaxLength(40);
    layout->addWidget(field_);
    connect(field_, &QLineEdit::returnPressed, this, &AttributeList::add);
    retranslate();
}

void AttributeList::setFace(int face)
{
    face_ = face;
    refresh();
}

void AttributeList::refresh()
{
    const std::vector<std::string> names =
        document_.isOpen() ? document_.dataset().attributeNames : std::vector<std::string>();
    if (names != names_) {
        names_ = names;
        rebuild();
    }
    showValues();
}

void AttributeList::rebuild()
{
    renamer_ = nullptr; // goes with its row
    while (QLayoutItem *item = rows_->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // one of its buttons may have been clicked
        delete item;
    }
    boxes_.clear();
    words_.clear();
    for (const std::string &name : names_) {
        QWidget *row = makeRow(name);
        rows_->addWidget(row);
        row->show(); // at once, not when the events are back
    }
}

QWidget *AttributeList::makeRow(const std::string &name)
{
    auto *row = new QWidget(this);
    auto *box = new QCheckBox(literalCaption(attributeWords(name).caption), row);
    box->setObjectName(QString::fromStdString(name));
    box->setTristate(true);
    connect(box, &QCheckBox::clicked, this, [this, name] {
        document_.switchAttribute(face_, name);
        showValues();
    });
    auto *word = new QLabel(row);
    markMuted(word);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(box, 1);
    layout->addWidget(word);
    if (attributeIndex(document_.dataset(), name) >= document_.dataset().readAttributes) {
        box->installEventFilter(this);
        const auto addButton = [&](const QString &icon, const QString &tip, const QString &accessible) {
            auto *button = new QToolButton(row);
            button->setIcon(themedIcon(icon, IconRole::Muted));
            button->setToolTip(tip);
            button->setAccessibleName(accessible.arg(QString::fromStdString(name)));
            markCompact(button);
            layout->addWidget(button);
            return button;
        };
        auto *rename = addButton(u"edit"_s, tr("Rename this attribute (F2)"), tr("Rename %1"));
        rename->setObjectName(u"rename"_s);
        connect(rename, &QToolButton::clicked, this, [this, name] { beginRename(name); });
        auto *removal = addButton(u"close"_s, tr("Remove this attribute from the project"), tr("Remove %1"));
        removal->setObjectName(u"remove"_s);
        connect(removal, &QToolButton::clicked, this, [this, name] { remove(name); });
    }
    boxes_.push_back(box);
    words_.push_back(word);
    return row;
}

void AttributeList::showValues()
{
    const bool any = face_ >= 0 && document_.isOpen() && document_.exists(face_) && !document_.facesPending();
    for (std::size_t i = 0; i < boxes_.size(); ++i) {
        const std::int8_t value = any ? attributeOf(document_.dataset(), face_, static_cast<int>(i)) : std::int8_t{-1};
        const AttributeWords words = attributeWords(names_[i]);
        boxes_[i]->setCheckState(value < 0 ? Qt::PartiallyChecked : value == 1 ? Qt::Checked : Qt::Unchecked);
        boxes_[i]->setEnabled(any);
        words_[i]->setText(words.of(value));
        boxes_[i]->setAccessibleDescription(words_[i]->text());
    }
    field_->setEnabled(document_.isOpen() && !document_.facesPending());
}

void AttributeList::add()
{
    const std::string name = field_->text().simplified().toStdString();
    if (name.empty() || !document_.isOpen())
        return;
    if (attributeIndex(document_.dataset(), name) >= 0)
        return Q_EMIT notice(tr("There is an attribute of this name already"));
    field_->clear();
    document_.defineAttributes({name});
    refresh();
}

void AttributeList::remove(const std::string &name)
{
    if (!document_.removeAttribute(name))
        return Q_EMIT notice(
            tr("Some faces have a value for “%1”; undo those first").arg(QString::fromStdString(name)));
    refresh();
}

void AttributeList::beginRename(const std::string &name)
{
    endRename(false);
    const auto found = std::ranges::find(names_, name);
    if (found == names_.end())
        return;
    QCheckBox *box = boxes_[static_cast<std::size_t>(found - names_.begin())];
    renamed_ = name;
    renamer_ = new QLineEdit(QString::fromStdString(name), box->parentWidget());
    renamer_->setMaxLength(field_->maxLength());
    renamer_->setObjectName(u"renamer"_s);
    renamer_->setAccessibleName(tr("New name"));
    renamer_->setGeometry(box->geometry());
    renamer_->selectAll();
    renamer_->show();
    renamer_->setFocus();
    renamer_->installEventFilter(this);
    connect(renamer_, &QLineEdit::returnPressed, this, [this] { endRename(true); });
}

void AttributeList::endRename(bool take)
{
    QLineEdit *field = std::exchange(renamer_, nullptr);
    if (!field)
        return;
    const std::string name = field->text().simplified().toStdString();
    field->hide();
    field->deleteLater(); // it may be the one that asks
    if (!take || name.empty() || name == renamed_)
        return;
    if (attributeIndex(document_.dataset(), name) >= 0)
        return Q_EMIT notice(tr("There is an attribute of this name already"));
    if (!document_.renameAttribute(renamed_, name))
        return Q_EMIT notice(tr("“%1” stands in the files of the data set; only attributes of the project are renamed")
                                 .arg(QString::fromStdString(renamed_)));
    refresh();
}

bool AttributeList::eventFilter(QObject *watched, QEvent *event)
{
    const int key = event->type() == QEvent::KeyPress ? static_cast<QKeyEvent *>(event)->key() : 0;
    if (watched == renamer_ && key == Qt::Key_Escape) {
        endRename(false);
        return true;
    }
    if (watched == renamer_ && event->type() == QEvent::FocusOut)
        endRename(true);
    if (watched != renamer_ && key == Qt::Key_F2) {
        beginRename(watched->objectName().toStdString());
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void AttributeList::retranslate()
{
    setAccessibleName(tr("Attributes of this face"));
    field_->setPlaceholderText(tr("New attribute of your own"));
    field_->setAccessibleName(field_->placeholderText());
    rebuild();
    showValues();
}

} // namespace fiducial::ui
