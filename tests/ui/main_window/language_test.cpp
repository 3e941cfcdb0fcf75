#include "tests/ui/main_window/window_fixture.h"
#include "ui/dialogs/preferences_dialog.h"
#include "ui/main_window/actions.h"
#include "ui/panels/inspector_panel.h"
#include "ui/settings/app_settings.h"
#include "ui/settings/language_controller.h"

#include <QComboBox>
#include <QGroupBox>
#include <QHeaderView>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QTabBar>
#include <QTabWidget>
#include <QTranslator>

#include <cmath>

using namespace fiducial;
using namespace fiducial::test;
using namespace fiducial::ui;
using namespace Qt::StringLiterals;

namespace {
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
bool isData(const QString &word)
{
    static const QRegularExpression data(
        u"^(png|jpg|px|nme|NME|train|test|mean-shape|shifted|CPU|GPU|wflw\\w*|ibug\\w*|WFLW|COCO|Fiducial|"
        u"English|Ctrl|Shift|Alt|Return|Enter|Backspace|Esc|Ins|Del|Tab|Space|F\\d+|faces|image\\w*|run|"
        u"Delete|Insert|Home|End|Left|Right|Up|Down)$"_s);
    return data.match(word).hasMatch();
}

/// What of a text is in no brackets and is a word of the program.
QString plainPart(QString text)
{
    static const QRegularExpression innermost(u"⟦[^⟦⟧]*⟧"_s), tags(u"<[^>]*>"_s), word(u"[A-Za-z]{2,}"_s);
    text.remove(u'&');
    text.remove(tags);
    qsizetype before = -1;
    while (before != text.size()) {
        before = text.size();
        text.remove(innermost);
    }
    static const QRegularExpression elided(u"⟦[^⟦⟧]*…$"_s); // its closing bracket is cut off
    text.remove(elided);
    for (auto it = word.globalMatch(text); it.hasNext();)
        if (const QString found = it.next().captured(); !isData(found))
            return text.trimmed();
    return {};
}

/// Each text a widget shows itself.
QStringList textsOf(const QWidget &widget)
{
    QStringList texts{widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(),
                      widget.isWindow() ? widget.windowTitle() : QString()};
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
    if (const auto *header = qobject_cast<const QHeaderView *>(&widget); header && header->model())
        for (int i = 0; i < header->count(); ++i)
            if (header->orientation() == Qt::Horizontal && !header->isSectionHidden(i))
                texts += header->model()->headerData(i, Qt::Horizontal).toString();
    return texts;
}

/// Texts of a window that escaped translation, each with its widget.
QStringList plainTexts(QWidget &window)
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

void addMenu(QStringList &plain, const QMenu &menu)
{
    for (const QAction *action : menu.actions()) {
        for (const QString &text : {action->text(), action->toolTip()})
            if (!plainPart(text).isEmpty())
                plain += u"menu “"_s + text + u'”';
        if (action->menu())
            addMenu(plain, *action->menu());
    }
}
} // namespace

class LanguageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        fixture_ = std::make_unique<WindowFixture>();
        pseudo_ = std::make_unique<PseudoTranslator>();
    }
    void cleanup()
    {
        QCoreApplication::removeTranslator(pseudo_.get());
        fixture_.reset();
    }
    void welcome_isTranslatedLive();
    void window_isTranslatedLive();
    void menus_areTranslatedLive();
    void preferences_areTranslatedLive();
    void everyLanguage_isChosenLive();
    void unknownLanguage_isTheSystems();

private:
    void speakPseudo()
    {
        QCoreApplication::installTranslator(pseudo_.get());
        QCoreApplication::processEvents();
    }

    std::unique_ptr<WindowFixture> fixture_;
    std::unique_ptr<PseudoTranslator> pseudo_;
};

void LanguageTest::welcome_isTranslatedLive()
{
    speakPseudo();
    const QStringList plain = plainTexts(fixture_->window());
    QVERIFY2(plain.isEmpty(), qPrintable(plain.join(u'\n')));
}

// P29
void LanguageTest::window_isTranslatedLive()
{
    WindowFixture &f = *fixture_;
    QVERIFY(f.open());
    QVERIFY(!plainTexts(f.window()).isEmpty());
    speakPseudo();
    QStringList plain;
    QTabWidget *tabs = f.window().inspector().tabs();
    for (int tab = 0; tab < tabs->count(); ++tab) {
        tabs->setCurrentIndex(tab);
        plain += plainTexts(f.window());
    }
    plain.removeDuplicates();
    QVERIFY2(plain.isEmpty(), qPrintable(plain.join(u'\n')));
}

void LanguageTest::menus_areTranslatedLive()
{
    WindowFixture &f = *fixture_;
    QVERIFY(f.open());
    speakPseudo();
    QStringList plain;
    for (const QAction *action : f.window().menuBar()->actions()) {
        if (!plainPart(action->text()).isEmpty())
            plain += action->text();
        if (action->text() != f.window().actions().recentMenu()->title())
            addMenu(plain, *action->menu());
    }
    plain.removeIf([](const QString &text) { return text.contains(u'/'); }); // paths of recent projects
    QVERIFY2(plain.isEmpty(), qPrintable(plain.join(u'\n')));
}

void LanguageTest::preferences_areTranslatedLive()
{
    WindowFixture &f = *fixture_;
    f.window().actions().preferences->trigger();
    auto *preferences = f.window().findChild<PreferencesDialog *>();
    QVERIFY(preferences);
    speakPseudo();
    QStringList plain;
    for (const auto page : {PreferencesDialog::General, PreferencesDialog::Canvas, PreferencesDialog::Keys}) {
        preferences->showPage(page);
        plain += plainTexts(*preferences);
    }
    QVERIFY2(plain.isEmpty(), qPrintable(plain.join(u'\n')));
}

void LanguageTest::everyLanguage_isChosenLive()
{
    WindowFixture &f = *fixture_;
    f.gui.settings().setLanguage(u"en"_s);
    const LanguageController languages(f.gui.settings());
    const QString english = f.window().actions().openFolder->text();
    QCOMPARE(english, u"&Open folder…"_s);
    for (const auto &language : LanguageController::languages()) {
        f.gui.settings().setLanguage(language.code);
        QCoreApplication::processEvents();
        QCOMPARE(languages.language(), language.code);
        QCOMPARE(f.window().actions().openFolder->text() == english, language.code == u"en"_s);
    }
    f.gui.settings().setLanguage(u"en"_s);
    QCoreApplication::processEvents();
    QCOMPARE(f.window().actions().openFolder->text(), english);
}

void LanguageTest::unknownLanguage_isTheSystems()
{
    fixture_->gui.settings().setLanguage(u"tlh"_s);
    const LanguageController languages(fixture_->gui.settings());
    QCOMPARE(languages.language(), LanguageController::systemLanguage());
}

QTEST_MAIN(LanguageTest)
#include "language_test.moc"
