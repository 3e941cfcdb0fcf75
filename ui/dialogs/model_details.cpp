#include "ui/dialogs/model_details.h"

#include "core/base/file_io.h"
#include "core/scheme/landmark_scheme.h"
#include "ui/document/wording.h"
#include "ui/models/catalogue_model.h"
#include "ui/theme/marks.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLineEdit>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr std::uint64_t kMaxRecipeBytes = 1 << 16;

/// NAME.train.json beside the weights.
QString recipeOf(const model::CatalogueEntry &entry)
{
    if (entry.builtin)
        return {};
    const auto text = readFile(entry.folder / (entry.name + ".train.json"), kMaxRecipeBytes);
    return text ? QString::fromStdString(*text).trimmed() : QString();
}

/// Paths and names have no blank to be broken at.
QString breakable(QString text)
{
    for (const QChar end : {u'/', u'_'})
        text.replace(end, QString(end) + QChar(0x200b));
    return text;
}
} // namespace

ModelDetails::ModelDetails(QWidget *parent)
    : QWidget(parent), name_(new QLabel(this)), description_(new QLabel(this)), problem_(new QLabel(this))
{
    markHeadline(name_);
    for (QLabel *label : {name_, description_, problem_}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    markTitle(problem_);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 8, 0);
    layout->setSpacing(8);
    layout->addWidget(name_);
    layout->addWidget(description_);
    layout->addWidget(problem_);
    rows_ = layout;
    layout->addStretch(1);
}

void ModelDetails::addRow(const QString &caption, const QString &text)
{
    if (text.isEmpty())
        return;
    auto *label = new QLabel(caption, body_);
    markCaption(label);
    label->setContentsMargins(0, 6, 0, 0);
    auto *value = new QLabel(breakable(text), body_);
    value->setTextFormat(Qt::PlainText);
    value->setWordWrap(true);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    value->setAccessibleName(caption);
    body_->layout()->addWidget(label);
    body_->layout()->addWidget(value);
}

void ModelDetails::addHash(const QString &hash)
{
    if (hash.isEmpty())
        return;
    auto *label = new QLabel(tr("SHA-256"), body_);
    markCaption(label);
    label->setContentsMargins(0, 6, 0, 0);
    auto *value = new QLineEdit(hash, body_); // to be copied as it is, however narrow the place
    value->setReadOnly(true);
    value->setCursorPosition(0);
    value->setAccessibleName(label->text());
    body_->layout()->addWidget(label);
    body_->layout()->addWidget(value);
}

void ModelDetails::clear(const QString &sentence)
{
    delete body_;
    body_ = new QWidget(this);
    auto *column = new QVBoxLayout(body_);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    constexpr int kPlace = 3; // below name, description and problem
    rows_->insertWidget(kPlace, body_);
    name_->clear();
    problem_->hide();
    description_->setText(sentence);
    markMuted(description_);
}

void ModelDetails::setEntry(const model::CatalogueEntry &entry)
{
    const model::ModelCard &card = entry.card;
    clear(QString::fromStdString(card.description));
    name_->setText(breakable(QString::fromStdString(entry.name)));
    description_->setVisible(!card.description.empty());
    problem_->setText(sentenceText(entry.problem));
    problem_->setVisible(!entry.available);
    const LandmarkScheme *scheme = findScheme(card.schemeId);
    if (scheme)
        addRow(tr("Landmarks"), schemeText(*scheme));
    addRow(tr("Architecture"), QString::fromStdString(card.architecture));
    QStringList accuracy;
    for (const auto &[what, value] : card.accuracy)
        accuracy += u"%1  %2"_s.arg(percentText(value), QString::fromStdString(what));
    addRow(tr("Measured accuracy (NME)"), accuracy.join(u'\n'));
    addRow(tr("Training data"), QString::fromStdString(card.trainingData));
    addRow(tr("Licence"), QString::fromStdString(card.licence));
    if (!card.file.empty())
        addRow(tr("Weights"), entry.weightBytes > 0 ? tr("%1, %2").arg(QString::fromStdString(card.file),
                                                                       megabytesText(entry.weightBytes))
                                                    : QString::fromStdString(card.file));
    addHash(QString::fromStdString(card.sha256));
    addRow(tr("Recipe"), recipeOf(entry));
}

} // namespace fiducial::ui
