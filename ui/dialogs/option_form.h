#pragma once

#include <QJsonObject>
#include <QStringList>
#include <QWidget>

#include <vector>

class QFormLayout;
class QLabel;
class QVBoxLayout;

namespace fiducial::ui {

/// A form made from the description of options that `fiducial-train --describe` prints: one field each, by group, the
/// common ones first. Captions of values that are not the default stand out.
class OptionForm : public QWidget {
    Q_OBJECT
public:
    explicit OptionForm(QWidget *parent = nullptr);

    /// `common`: names of options that stand above the groups. False where this is no description.
    bool describe(const QByteArray &json, const QStringList &common);
    bool isEmpty() const { return fields_.empty(); }
    /// What is not the default, with its type.
    QJsonObject values() const;
    /// The values of a run; options that are not named get their default.
    void setValues(const QJsonObject &values);
    /// The first value that cannot be, in one sentence; empty: none.
    QString problem() const;

Q_SIGNALS:
    void changed();

private:
    struct Field {
        QString name;
        QString type; ///< "integer", "number", "boolean", "text"
        double low = 0;
        double high = 0;
        QJsonValue initial;    ///< undefined where the network's preset gives it
        QJsonObject defaultOf; ///< preset -> value
        QWidget *editor = nullptr;
        QLabel *label = nullptr;
    };
    QFormLayout *addSection(QVBoxLayout &layout, const QString &title);
    void addField(QFormLayout &form, const QJsonObject &option);
    QWidget *makeEditor(const QJsonObject &option);
    QJsonValue defaultOf(const Field &field, const QString &preset) const;
    QString preset() const;
    /// Undefined where what stands there is no value.
    static QJsonValue valueOf(const Field &field);
    static void setValue(const Field &field, const QJsonValue &value);
    void edited();

    std::vector<Field> fields_;
    QString preset_; ///< that the values of the network speak of
    bool filling_ = false;
};

} // namespace fiducial::ui
