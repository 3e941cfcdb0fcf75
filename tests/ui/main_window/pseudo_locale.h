#pragma once

#include "core/dataset/face_state.h"
#include "core/formats/annotation_format.h"
#include "core/scheme/landmark_scheme.h"

#include <QAbstractItemDelegate>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QCheckBox>
#include <QComboBox>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QTabBar>
#include <QToolButton>
#include <QTranslator>

#include <algorithm>
#include <cmath>
#include <functional>

/// A language that shows what escapes translation and what has no room for longer words.
namespace fiducial::test {

using namespace Qt::StringLiterals;

/// Every text in brackets and 40 % longer; placeholders and mnemonics stay.
class PseudoTranslator : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *source, const char *, int) const override
    {
        const QString text = QString::fromUtf8(source);
        const auto longer = static_cast<qsizetype>(std::ceil(0.4 * static_cast<double>(text.size())));
        return u'⟦' + text + QString(longer, u'~') + u'⟧';
    }
};

/// Words that come from data, not from the program.
inline bool isData(const QString &word)
{
    static const QRegularExpression data(
        u"^(png|jpg|px|nme|NME|train|test|mean-shape|shift\\w*|CPU|GPU|wflw\\w*|ibug\\w*|WFLW|COCO|Fiducial|"
        u"English|Ctrl|Shift|Alt|Return|Enter|Backspace|Esc|Ins|Del|Tab|Space|F\\d+|faces|image\\w*|run|"
        u"Delete|Insert|Home|End|Left|Right|Up|Down)$"_s);
    return data.match(word).hasMatch();
}

/// Names that schemes give, the longer ones first.
inline const QStringList &dataPhrases()
{
    static const QStringList phrases = [] {
        QStringList all;
        for (const LandmarkScheme *scheme : builtinSchemes())
            all += QString::fromStdString(scheme->name);
        for (const std::string &attribute : wflwAttributeNames())
            all += QString::fromStdString(attribute);
        for (int i = 0; i < kReviewStates; ++i) // as files and queries have them; the delegate translates
            all += QString::fromUtf8(toString(static_cast<ReviewState>(i)));
        all.removeAll(QString());
        for (const QString &name : QStringList(all))
            all += name.left(1).toUpper() + name.mid(1);
        all.removeDuplicates();
        std::ranges::sort(all, std::greater{}, &QString::size);
        return all;
    }();
    return phrases;
}

/// What of a text is in no brackets and is a word of the program.
inline QString plainPart(QString text)
{
    static const QRegularExpression innermost(u"⟦[^⟦⟧]*⟧"_s), tags(u"<[^>]*>"_s), word(u"[A-Za-z]{2,}"_s);
    static const QRegularExpression path(u"[\\w.-]*/[\\w./-]*|\\w+_[\\w.]+"_s); // and names of models
    text.remove(u'&');
    text.remove(QChar(0x200B)); // where long names may break
    text.remove(tags);
    for (const QString &phrase : dataPhrases())
        text.remove(phrase);
    text.remove(path);
    qsizetype before = -1;
    while (before != text.size()) {
        before = text.size();
        text.remove(innermost);
    }
    static const QRegularExpression elided(u"⟦.*…$"_s); // its closing bracket is cut off
    text.remove(elided);
    for (auto it = word.globalMatch(text); it.hasNext();)
        if (const QString found = it.next().captured(); !isData(found))
            return text.trimmed();
    return {};
}

inline bool isHeader(const QWidget &widget)
{
    return qobject_cast<const QHeaderView *>(&widget);
}

inline QStringList itemsOf(const QAbstractItemModel &model, const QModelIndex &parent)
{
    QStringList texts;
    for (int row = 0; row < std::min(model.rowCount(parent), 200); ++row)
        for (int column = 0; column < model.columnCount(parent); ++column) {
            const QModelIndex index = model.index(row, column, parent);
            texts += {index.data().toString(), index.data(Qt::ToolTipRole).toString()};
            texts += itemsOf(model, index);
        }
    return texts;
}

/// Shows words of a model's card or of the help's pages, which have languages of their own.
inline bool isContent(const QWidget &widget)
{
    const auto *items = qobject_cast<const QAbstractItemView *>(&widget);
    if (items && (widget.window()->inherits("fiducial::ui::HelpWindow") ||
                  widget.window()->inherits("fiducial::ui::ModelManager")))
        return true;
    const auto *label = qobject_cast<const QLabel *>(&widget);
    for (const QWidget *parent = widget.parentWidget(); parent && label && label->wordWrap();
         parent = parent->parentWidget())
        if (parent->inherits("fiducial::ui::ModelDetails"))
            return true;
    return false;
}

/// Each text a widget shows itself.
inline QStringList textsOf(const QWidget &widget)
{
    QStringList texts{widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(),
                      widget.isWindow() ? widget.windowTitle() : QString()};
    if (isContent(widget))
        return texts;
    if (const auto *label = qobject_cast<const QLabel *>(&widget))
        texts += label->text();
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
        texts += button->text();
    if (const auto *group = qobject_cast<const QGroupBox *>(&widget))
        texts += group->title();
    if (const auto *field = qobject_cast<const QLineEdit *>(&widget))
        texts += field->placeholderText();
    if (const auto *combo = qobject_cast<const QComboBox *>(&widget))
        for (int i = 0; i < combo->count(); ++i)
            texts += combo->itemText(i);
    if (const auto *tabs = qobject_cast<const QTabBar *>(&widget))
        for (int i = 0; i < tabs->count(); ++i)
            texts += {tabs->tabText(i), tabs->tabToolTip(i)};
    if (const auto *view = qobject_cast<const QAbstractItemView *>(&widget); view && view->model() && !isHeader(widget))
        texts += itemsOf(*view->model(), view->rootIndex());
    if (const auto *header = qobject_cast<const QHeaderView *>(&widget); header && header->model())
        for (int i = 0; i < header->count(); ++i)
            if (header->orientation() == Qt::Horizontal && !header->isSectionHidden(i))
                texts += header->model()->headerData(i, Qt::Horizontal).toString();
    return texts;
}

/// Texts of a window that escaped translation, each with its widget.
inline QStringList plainTexts(QWidget &window)
{
    QStringList plain;
    QList<QWidget *> all = window.findChildren<QWidget *>();
    all.prepend(&window);
    for (const QWidget *widget : all) {
        if (!widget->isVisible() || widget->window() != &window)
            continue;
        for (const QString &text : textsOf(*widget))
            if (const QString part = plainPart(text); !part.isEmpty())
                plain += QString::fromLatin1(widget->metaObject()->className()) + u" “"_s + text + u'”';
    }
    return plain;
}

inline void addMenu(QStringList &plain, const QMenu &menu)
{
    for (const QAction *action : menu.actions()) {
        for (const QString &text : {action->text(), action->toolTip()})
            if (!plainPart(text).isEmpty())
                plain += u"menu “"_s + text + u'”';
        if (action->menu())
            addMenu(plain, *action->menu());
    }
}

/// What of a widget lies beyond what it is in; what can be scrolled there is not lost.
inline QSize cutOff(const QWidget &widget)
{
    QRect seen = widget.rect();
    bool scrolled = false;
    for (const QWidget *w = &widget; !w->isWindow(); w = w->parentWidget()) {
        const auto *area = qobject_cast<const QAbstractScrollArea *>(w->parentWidget());
        scrolled = scrolled || (area && area->viewport() == w);
        seen = seen.translated(w->pos()) & w->parentWidget()->rect();
    }
    if (scrolled)
        return {seen.isEmpty() ? 0 : widget.width() - seen.width(), 0};
    return {widget.width() - std::max(0, seen.width()), widget.height() - std::max(0, seen.height())};
}

inline int lackingOfLabel(const QLabel &label)
{
    if (label.text().isEmpty())
        return 0;
    if (label.sizePolicy().horizontalPolicy() == QSizePolicy::Ignored && !label.wordWrap()) // elided on purpose
        return label.toolTip().isEmpty() ? label.fontMetrics().horizontalAdvance(label.text()) - label.width() : 0;
    if (label.wordWrap())
        return label.heightForWidth(label.width()) - label.height();
    return std::max(label.minimumSizeHint().width() - label.width(), label.minimumSizeHint().height() - label.height());
}

inline int lackingOfCombo(const QComboBox &combo)
{
    if (!combo.toolTip().isEmpty())
        return 0;
    if (combo.inherits("fiducial::ui::FlatCombo"))
        return combo.sizeHint().width() - combo.width();
    QStyleOptionComboBox option;
    option.initFrom(&combo);
    option.editable = combo.isEditable();
    const QRect room =
        combo.style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, &combo);
    return combo.fontMetrics().horizontalAdvance(combo.currentText()) - room.width();
}

/// Titles of the columns in sight.
inline int lackingOfHeader(const QHeaderView &header)
{
    int most = 0;
    for (int i = 0; header.orientation() == Qt::Horizontal && header.model() && i < header.count(); ++i) {
        const auto text = header.model()->headerData(i, Qt::Horizontal).toString();
        const int at = header.sectionViewportPosition(i);
        if (header.isSectionHidden(i) || at < 0 || at + header.sectionSize(i) > header.width() ||
            !header.model()->headerData(i, Qt::Horizontal, Qt::ToolTipRole).toString().isEmpty())
            continue;
        constexpr int kPadding = 4; // the least that looks like a column
        most = std::max(most, header.fontMetrics().horizontalAdvance(text) + kPadding - header.sectionSize(i));
    }
    return most;
}

/// How much larger than it is a widget has to be for its text; 0: it has room.
inline int lacking(const QWidget &widget)
{
    if (qobject_cast<const QLabel *>(&widget) || qobject_cast<const QAbstractButton *>(&widget) ||
        qobject_cast<const QComboBox *>(&widget) || qobject_cast<const QLineEdit *>(&widget))
        if (const QSize hidden = cutOff(widget); !hidden.isNull())
            return std::max(hidden.width(), hidden.height());
    if (const auto *label = qobject_cast<const QLabel *>(&widget))
        return lackingOfLabel(*label);
    if (const auto *combo = qobject_cast<const QComboBox *>(&widget))
        return lackingOfCombo(*combo);
    if (const auto *header = qobject_cast<const QHeaderView *>(&widget))
        return lackingOfHeader(*header);
    if (const auto *button = qobject_cast<const QToolButton *>(&widget);
        button && (button->toolButtonStyle() == Qt::ToolButtonIconOnly || button->text().isEmpty()))
        return 0;
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
        return button->text().isEmpty() ? 0 : button->minimumSizeHint().width() - button->width();
    if (const auto *field = qobject_cast<const QLineEdit *>(&widget); field && field->toolTip().isEmpty())
        return field->fontMetrics().horizontalAdvance(field->placeholderText()) + 8 - field->width();
    if (const auto *tabs = qobject_cast<const QTabBar *>(&widget))
        return tabs->elideMode() == Qt::ElideNone && !tabs->usesScrollButtons()
                   ? 0
                   : tabs->sizeHint().width() - tabs->width();
    return 0;
}

/// Texts of a window that are cut off.
inline QStringList clippedTexts(QWidget &window)
{
    QStringList clipped;
    for (const QWidget *widget : window.findChildren<QWidget *>())
        if (widget->isVisible() && widget->window() == &window)
            if (const int pixels = lacking(*widget); pixels > 0)
                clipped += u"%1 %2 “%3” lacks %4 pixels"_s
                               .arg(QLatin1StringView(widget->metaObject()->className()), widget->objectName(),
                                    textsOf(*widget).join(u'|'))
                               .arg(pixels);
    return clipped;
}

/// Texts of a window in Chinese that have not become Chinese, not even in one of the parts that dots separate; `data`:
/// names of models, people and their words.
inline QStringList englishTexts(QWidget &window, const QStringList &data)
{
    static const QRegularExpression chinese(u"[\\x{4e00}-\\x{9fff}]"_s), word(u"[a-z]{4}"_s);
    QStringList english;
    for (const QString &text : plainTexts(window)) {
        const QString words = text.section(u'“', 1);
        const auto known = [&](const QString &part) {
            return part.contains(chinese) ||
                   std::ranges::any_of(data, [&](const QString &name) { return part.contains(name); });
        };
        const QStringList parts = words.split(u" · "_s);
        if (!known(words) || std::ranges::any_of(parts, [&](const QString &part) {
                return parts.size() > 1 && part.contains(word) && !known(part);
            }))
            english += text;
    }
    return english;
}

} // namespace fiducial::test
