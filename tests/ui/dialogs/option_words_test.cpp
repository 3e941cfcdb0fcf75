#include "core/training/train_options.h"
#include "tests/support/test_support.h"
#include "ui/dialogs/option_words.h"
#include "ui/settings/app_settings.h"
#include "ui/settings/language_controller.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace fiducial;
using namespace fiducial::ui;
using namespace Qt::StringLiterals;

class OptionWordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void captionOfAName();
    void everyOptionOfTheTrainer_isToldInChinese();
};

void OptionWordsTest::captionOfAName()
{
    QCOMPARE(optionCaption(u"learning_rate"_s), u"Learning rate"_s);
    QCOMPARE(optionCaption(u"network.width"_s), u"Width"_s);
    QCOMPARE(optionCaption({}), QString());
    QCOMPARE(optionText(u"of a newer trainer"_s), u"of a newer trainer"_s);
}

void OptionWordsTest::everyOptionOfTheTrainer_isToldInChinese()
{
    const test::TempDir folder;
    AppSettings settings(test::q((folder.path() / "settings.ini").string()));
    settings.setLanguage(u"zh_CN"_s);
    const LanguageController languages(settings);
    static const QRegularExpression chinese(u"[\\x{4e00}-\\x{9fff}]"_s);
    const QStringList sameInBoth{u"EMA"_s, u"JPEG"_s, u"MLP"_s};
    const auto options = QJsonDocument::fromJson(QByteArray::fromStdString(training::describeTrainOptions())).array();
    QVERIFY(options.size() > 60);
    for (const QJsonValue &option : options) {
        const QString caption = optionCaption(option["name"_L1].toString());
        QVERIFY2(caption.contains(chinese) || sameInBoth.contains(caption), qPrintable(caption));
        for (const auto key : {"group"_L1, "description"_L1})
            QVERIFY2(optionText(option[key].toString()).contains(chinese), qPrintable(option[key].toString()));
    }
}

QTEST_MAIN(OptionWordsTest)
#include "option_words_test.moc"
