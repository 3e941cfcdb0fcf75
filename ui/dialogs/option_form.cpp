#include "ui/dialogs/option_form.h"

#include "ui/dialogs/option_words.h"
#include "ui/theme/icon_factory.h"
#include "ui/theme/marks.h"
#include "ui/theme/translated.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>
#include <limits>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr QLatin1StringView kNetworkOption("network");

/// "network.token_stride" -> "Token stride"
QString plain(double value)
{
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}
} // namespace

OptionForm::OptionForm(QWidget *parent) : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
}

bool OptionForm::describe(const QByteArray &json, const QStringList &common)
{
    const QJsonArray options = QJsonDocument::fromJson(json).array();
    if (options.isEmpty())
        return false;
    filling_ = true;
    auto &layout = static_cast<QVBoxLayout &>(*this->layout());
    auto *first = new QFormLayout;
    first->setHorizontalSpacing(14);
    first->setVerticalSpacing(8);
    layout.addLayout(first);
    for (const QString &name : common)
        for (const QJsonValue &option : options)
            if (option["name"_L1].toString() == name)
                addField(*first, option.toObject());
    QString title;
    QFormLayout *form = nullptr;
    for (const QJsonValue &option : options) {
        if (common.contains(option["name"_L1].toString()))
            continue;
        const QString group = option["default_of"_L1].isObject() ? QString() : option["group"_L1].toString();
        if (!form || group != title)
            form = addSection(layout, title = group);
        addField(*form, option.toObject());
    }
    filling_ = false;
    preset_ = preset();
    setValues({});
    return true;
}

QFormLayout *OptionForm::addSection(QVBoxLayout &layout, const QString &title)
{
    auto *head = new QPushButton(this);
    translated(head,
               [head, title] { head->setText(title.isNull() ? tr("Network, over the preset") : optionText(title)); });
    head->setCheckable(true);
    head->setAutoDefault(false);
    head->setIcon(themedIcon(u"chevron-right"_s, IconRole::Muted));
    head->setStyleSheet(u"text-align: left;"_s);
    markFlat(head);
    auto *body = new QWidget(this);
    auto *form = new QFormLayout(body);
    form->setContentsMargins(8, 2, 0, 8);
    form->setHorizontalSpacing(14);
    form->setVerticalSpacing(8);
    body->hide();
    connect(head, &QPushButton::toggled, body, [head, body](bool open) {
        body->setVisible(open);
        head->setIcon(themedIcon(open ? u"chevron-down"_s : u"chevron-right"_s, IconRole::Muted));
    });
    layout.addWidget(head);
    layout.addWidget(body);
    return form;
}

void OptionForm::addField(QFormLayout &form, const QJsonObject &option)
{
    Field field;
    field.name = option["name"_L1].toString();
    field.type = option["type"_L1].toString();
    field.low = option["low"_L1].toDouble();
    field.high = option["high"_L1].toDouble();
    field.initial = option["default"_L1];
    field.defaultOf = option["default_of"_L1].toObject();
    field.editor = makeEditor(option);
    field.label = new QLabel(this);
    field.label->setBuddy(field.editor);
    const QString description = option["description"_L1].toString();
    translated(field.editor, [field, description] {
        const QString range = field.high > field.low && field.type == u"number"_s
                                  ? tr("%1 to %2").arg(plain(field.low), plain(field.high))
                                  : QString();
        const QString said = optionText(description);
        const QString tip =
            range.isEmpty() ? said : tr("%1 (%2)", "description and range of an option").arg(said, range);
        field.label->setText(optionCaption(field.name));
        field.editor->setAccessibleName(field.label->text());
        field.editor->setToolTip(tip);
        field.label->setToolTip(tip);
        field.editor->setAccessibleDescription(tip);
    });
    field.editor->setObjectName(field.name);
    form.addRow(field.label, field.editor);
    fields_.push_back(field);
}

QWidget *OptionForm::makeEditor(const QJsonObject &option)
{
    const QString type = option["type"_L1].toString();
    if (type == u"boolean"_s) {
        auto *box = new QCheckBox(this);
        connect(box, &QCheckBox::toggled, this, &OptionForm::edited);
        return box;
    }
    if (type == u"integer"_s) {
        auto *box = new QSpinBox(this);
        constexpr double kMost = std::numeric_limits<int>::max();
        box->setRange(static_cast<int>(std::clamp(option["low"_L1].toDouble(), -kMost, kMost)),
                      static_cast<int>(std::clamp(option["high"_L1].toDouble(), -kMost, kMost)));
        connect(box, &QSpinBox::valueChanged, this, &OptionForm::edited);
        return box;
    }
    const QJsonArray choices = option["choices"_L1].toArray();
    if (!choices.isEmpty()) {
        auto *box = new QComboBox(this);
        for (const QJsonValue &choice : choices)
            box->addItem(choice.toString());
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(16);
        connect(box, &QComboBox::currentIndexChanged, this, &OptionForm::edited);
        return box;
    }
    auto *line = new QLineEdit(this);
    connect(line, &QLineEdit::textChanged, this, &OptionForm::edited);
    return line;
}

QString OptionForm::preset() const
{
    for (const Field &field : fields_)
        if (field.name == kNetworkOption)
            return valueOf(field).toString();
    return {};
}

QJsonValue OptionForm::defaultOf(const Field &field, const QString &preset) const
{
    return field.defaultOf.isEmpty() ? field.initial : field.defaultOf[preset];
}

QJsonValue OptionForm::valueOf(const Field &field)
{
    if (const auto *check = qobject_cast<QCheckBox *>(field.editor))
        return check->isChecked();
    if (const auto *spin = qobject_cast<QSpinBox *>(field.editor))
        return spin->value();
    if (const auto *combo = qobject_cast<QComboBox *>(field.editor))
        return combo->currentText();
    const QString text = static_cast<QLineEdit *>(field.editor)->text().trimmed();
    if (field.type != u"number"_s)
        return text;
    bool ok = false;
    const double value = QLocale::c().toDouble(text, &ok);
    return ok && value >= field.low && value <= field.high ? QJsonValue(value) : QJsonValue(QJsonValue::Undefined);
}

void OptionForm::setValue(const Field &field, const QJsonValue &value)
{
    if (auto *check = qobject_cast<QCheckBox *>(field.editor))
        check->setChecked(value.toBool());
    else if (auto *spin = qobject_cast<QSpinBox *>(field.editor))
        spin->setValue(value.toInt());
    else if (auto *combo = qobject_cast<QComboBox *>(field.editor))
        combo->setCurrentText(value.toString());
    else
        static_cast<QLineEdit *>(field.editor)->setText(value.isDouble() ? plain(value.toDouble()) : value.toString());
}

QJsonObject OptionForm::values() const
{
    QJsonObject out;
    const QString network = preset();
    for (const Field &field : fields_)
        if (const QJsonValue value = valueOf(field); !value.isUndefined() && value != defaultOf(field, network))
            out[field.name] = value;
    return out;
}

void OptionForm::setValues(const QJsonObject &values)
{
    filling_ = true;
    for (const Field &field : fields_)
        if (field.name == kNetworkOption)
            setValue(field, values.contains(field.name) ? values[field.name] : field.initial);
    preset_ = preset();
    for (const Field &field : fields_) {
        QJsonValue value = values.value(field.name);
        if (value.isString() && field.type != u"text"_s) // options of the network are kept as text
            value = QJsonDocument::fromJson('[' + value.toString().toUtf8() + ']').array().at(0);
        setValue(field, value.isUndefined() ? defaultOf(field, preset_) : value);
    }
    filling_ = false;
    edited();
}

QString OptionForm::problem() const
{
    for (const Field &field : fields_)
        if (valueOf(field).isUndefined())
            return tr("%1 must be a number from %2 to %3.")
                .arg(field.label->text(), plain(field.low), plain(field.high));
    return {};
}

void OptionForm::edited()
{
    if (filling_)
        return;
    const QString network = preset();
    if (network != preset_) { // what nobody touched follows the preset
        filling_ = true;
        for (const Field &field : fields_)
            if (!field.defaultOf.isEmpty() && valueOf(field) == defaultOf(field, preset_))
                setValue(field, defaultOf(field, network));
        preset_ = network;
        filling_ = false;
    }
    for (const Field &field : fields_) {
        if (valueOf(field) == defaultOf(field, network))
            markMuted(field.label);
        else
            markTitle(field.label);
    }
    Q_EMIT changed();
}

} // namespace fiducial::ui
