#include "ui/settings/language_controller.h"

#include "ui/settings/app_settings.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

#include <algorithm>

namespace fiducial::ui {

using namespace Qt::StringLiterals;

namespace {
/// Qt's standard buttons: the language speaks for them too where Qt's own translations are not installed.
[[maybe_unused]] constexpr const char *kStandardButtons[] = {
    QT_TRANSLATE_NOOP("QPlatformTheme", "OK"),      QT_TRANSLATE_NOOP("QPlatformTheme", "Save"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Cancel"),  QT_TRANSLATE_NOOP("QPlatformTheme", "Close"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "&Yes"),    QT_TRANSLATE_NOOP("QPlatformTheme", "&No"),
    QT_TRANSLATE_NOOP("QPlatformTheme", "Discard"), QT_TRANSLATE_NOOP("QPlatformTheme", "Reset"),
};

QString known(const QString &code)
{
    const auto all = LanguageController::languages();
    const bool found = std::any_of(all.begin(), all.end(), [&](const auto &l) { return l.code == code; });
    return found ? code : LanguageController::systemLanguage();
}
} // namespace

QList<LanguageController::Language> LanguageController::languages()
{
    return {{u"en"_s, u"English"_s}, {u"zh_CN"_s, u"简体中文"_s}};
}

QString LanguageController::systemLanguage()
{
    for (const QString &wanted : QLocale::system().uiLanguages()) {
        const QLocale locale(wanted);
        // Traditional characters are another language for those who read them.
        if (locale.language() == QLocale::Chinese && locale.script() == QLocale::SimplifiedHanScript)
            return u"zh_CN"_s;
        if (locale.language() == QLocale::English)
            break;
    }
    return u"en"_s;
}

LanguageController::LanguageController(const AppSettings &settings, QObject *parent)
    : QObject(parent), language_(known(settings.language()))
{
    if (english_.load(u":/i18n/fiducial_en"_s))
        QCoreApplication::installTranslator(&english_);
    install();
    connect(&settings, &AppSettings::preferenceChanged, this, [this, &settings] {
        if (const QString language = known(settings.language()); language != language_) {
            language_ = language;
            install();
        }
    });
}

LanguageController::~LanguageController()
{
    for (QTranslator *translator : {&english_, &translator_, &qt_})
        QCoreApplication::removeTranslator(translator);
}

void LanguageController::install()
{
    for (QTranslator *translator : {&translator_, &qt_})
        QCoreApplication::removeTranslator(translator);
    // Numbers and dates of the language on screen, not of another one that the system is set to.
    QLocale::setDefault(language_ == systemLanguage() ? QLocale::system() : QLocale(language_));
    if (language_ == u"en"_s)
        return;
    if (qt_.load(u"qtbase_"_s + language_, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&qt_);
    if (translator_.load(u":/i18n/fiducial_"_s + language_))
        QCoreApplication::installTranslator(&translator_);
}

} // namespace fiducial::ui
