#pragma once

#include <QList>
#include <QObject>
#include <QTranslator>

namespace fiducial::ui {

class AppSettings;

/// Installs the translations of the language that the settings name, and exchanges them when it changes: every widget
/// is then sent QEvent::LanguageChange. English lies beneath every other language; it has the plurals. One object, made
/// by main() before the first window; `settings` outlives it. GUI thread.
class LanguageController : public QObject {
    Q_OBJECT
public:
    struct Language {
        QString code; ///< "en", "zh_CN"
        QString name; ///< in the language itself
    };
    static QList<Language> languages();
    /// The language of the system where there is a translation, else English.
    static QString systemLanguage();

    explicit LanguageController(const AppSettings &settings, QObject *parent = nullptr);
    ~LanguageController() override;

    QString language() const { return language_; } ///< of languages()

private:
    void install();

    QString language_;
    QTranslator english_;
    QTranslator translator_;
    QTranslator qt_; ///< buttons and dialogs of Qt itself
};

} // namespace fiducial::ui
