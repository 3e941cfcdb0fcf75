#include "tests/support/test_support.h"
#include "ui/settings/app_settings.h"

#include <QTest>

using namespace fiducial::ui;
using namespace fiducial::test;
using namespace Qt::StringLiterals;

class AppSettingsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { folder_ = std::make_unique<TempDir>(); }
    void everySettingReadsBack();
    void absentSettingsHaveDefaults();
    void valuesOutsideTheirRangeAreBroughtBack();
    void recentPathsAreTheLatestOnce();
    void layoutOfAnotherVersionIsIgnored();
    void damagedFileIsKeptBeside();

private:
    QString file() const { return q((*folder_ / "settings.ini").string()); }

    std::unique_ptr<TempDir> folder_;
};

void AppSettingsTest::everySettingReadsBack()
{
    const QByteArray geometry("\0\1=;\"\n", 6), state("\xff[x]\0", 5);
    {
        AppSettings settings(file());
        settings.addRecent(u"/data/München, 2. Satz"_s);
        settings.setTheme(u"dark"_s);
        settings.setWindow(geometry, state);
        settings.setMarkSize(5.5);
        settings.setLayerOpacity(u"truth"_s, 0.25);
        settings.setErrorMagnification(5);
        settings.setModel(u"人脸.onnx"_s);
        settings.setModelSpeed(u"d6b2eab4"_s, {120.5, u"CPU, 2 threads"_s});
        settings.setBoxes(u"detector"_s);
        settings.setFlag(u"view/contours"_s, false);
        settings.setLastFolder(u"/data/a=b;c"_s);
        settings.setAuthor(u"Zoë \"Z\" Müller"_s);
    }
    const AppSettings settings(file());
    QVERIFY(settings.problem().isEmpty());
    QCOMPARE(settings.recent(), QStringList{u"/data/München, 2. Satz"_s});
    QCOMPARE(settings.theme(), u"dark"_s);
    QCOMPARE(settings.windowGeometry(), geometry);
    QCOMPARE(settings.windowState(), state);
    QCOMPARE(settings.markSize(), 5.5);
    QCOMPARE(settings.layerOpacity(u"truth"_s), 0.25);
    QCOMPARE(settings.errorMagnification(), 5.0);
    QCOMPARE(settings.layerOpacity(u"mine"_s), 1.0);
    QCOMPARE(settings.model(), u"人脸.onnx"_s);
    QCOMPARE(settings.modelSpeed(u"d6b2eab4"_s).facesPerSecond, 120.5);
    QCOMPARE(settings.modelSpeed(u"d6b2eab4"_s).device, u"CPU, 2 threads"_s);
    QCOMPARE(settings.modelSpeed(u"another"_s).facesPerSecond, 0.0);
    QCOMPARE(settings.boxes(), u"detector"_s);
    QVERIFY(!settings.flag(u"view/contours"_s, true));
    QCOMPARE(settings.lastFolder(), u"/data/a=b;c"_s);
    QCOMPARE(settings.author(), u"Zoë \"Z\" Müller"_s);
}

void AppSettingsTest::absentSettingsHaveDefaults()
{
    const AppSettings settings(file());
    QVERIFY(settings.problem().isEmpty());
    QVERIFY(settings.recent().isEmpty());
    QCOMPARE(settings.theme(), u"system"_s);
    QVERIFY(settings.windowGeometry().isEmpty() && settings.windowState().isEmpty());
    QCOMPARE(settings.markSize(), 7.0);
    QCOMPARE(settings.layerOpacity(u"truth"_s), 1.0);
    QVERIFY(settings.model().isEmpty());
    QCOMPARE(settings.boxes(), u"annotated"_s);
    QVERIFY(settings.flag(u"view/contours"_s, true));
    QVERIFY(!settings.flag(u"view/contours"_s, false));
    QVERIFY(!settings.lastFolder().isEmpty());
    QVERIFY(!settings.author().isEmpty());
}

void AppSettingsTest::valuesOutsideTheirRangeAreBroughtBack()
{
    AppSettings settings(file());
    settings.setMarkSize(400);
    settings.setLayerOpacity(u"truth"_s, -1);
    settings.setErrorMagnification(1000);
    settings.setTheme(u"purple"_s);
    QCOMPARE(settings.markSize(), 12.0);
    QCOMPARE(settings.layerOpacity(u"truth"_s), 0.0);
    QCOMPARE(settings.errorMagnification(), 20.0);
    QCOMPARE(settings.theme(), u"system"_s);
}

void AppSettingsTest::recentPathsAreTheLatestOnce()
{
    AppSettings settings(file());
    for (int i = 0; i < 15; ++i)
        settings.addRecent(u"/set/%1"_s.arg(i));
    settings.addRecent(u"/set/7"_s);
    QStringList recent = settings.recent();
    QCOMPARE(recent.size(), 12);
    QCOMPARE(recent.mid(0, 3), (QStringList{u"/set/7"_s, u"/set/14"_s, u"/set/13"_s}));
    QCOMPARE(recent.removeDuplicates(), 0);
    settings.removeRecent(u"/set/14"_s);
    QVERIFY(!settings.recent().contains(u"/set/14"_s));
    QCOMPARE(settings.recent().size(), 11);
}

void AppSettingsTest::layoutOfAnotherVersionIsIgnored()
{
    writeAll(*folder_ / "settings.ini", "[window]\ngeometry=place\nstate=docks\nlayout_version=0\n");
    const AppSettings settings(file());
    QCOMPARE(settings.windowGeometry(), "place");
    QVERIFY(settings.windowState().isEmpty());
}

void AppSettingsTest::damagedFileIsKeptBeside()
{
    const std::string damaged = "[window\ntheme\n";
    writeAll(*folder_ / "settings.ini", damaged);
    {
        AppSettings settings(file());
        QVERIFY2(settings.problem().contains(u"settings.ini.bad"), qPrintable(settings.problem()));
        QCOMPARE(settings.theme(), u"system"_s);
        settings.setTheme(u"light"_s);
    }
    QCOMPARE(readAll(*folder_ / "settings.ini.bad"), damaged);
    const AppSettings again(file());
    QVERIFY(again.problem().isEmpty());
    QCOMPARE(again.theme(), u"light"_s);
}

QTEST_GUILESS_MAIN(AppSettingsTest)
#include "app_settings_test.moc"
