#include "ui/theme/icon_factory.h"
#include "ui/theme/marks.h"
#include "ui/theme/palette.h"
#include "ui/theme/theme_controller.h"

#include <QApplication>
#include <QComboBox>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStyle>
#include <QTest>
#include <QToolBar>
#include <QToolButton>

using namespace fiducial::ui;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(const Palette *)

namespace {

/// Mean colour of what an icon draws, weighted by its opacity.
QColor strokeOf(const QIcon &icon, QIcon::Mode mode = QIcon::Normal)
{
    const QImage image = icon.pixmap(QSize(16, 16), 2.0, mode).toImage().convertToFormat(QImage::Format_ARGB32);
    double r = 0, g = 0, b = 0, weight = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const QRgb p = image.pixel(x, y);
            r += qRed(p) * qAlpha(p);
            g += qGreen(p) * qAlpha(p);
            b += qBlue(p) * qAlpha(p);
            weight += qAlpha(p);
        }
    return weight > 0 ? QColor(qRound(r / weight), qRound(g / weight), qRound(b / weight)) : QColor();
}

bool alike(const QColor &a, const QColor &b, int tolerance = 6)
{
    return std::abs(a.red() - b.red()) <= tolerance && std::abs(a.green() - b.green()) <= tolerance &&
           std::abs(a.blue() - b.blue()) <= tolerance;
}

} // namespace

class ThemeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { theme_ = std::make_unique<ThemeController>(*qApp, ThemeMode::Light); }
    void cleanupTestCase() { theme_.reset(); }
    void text_hasContrastOnItsGround_data();
    void text_hasContrastOnItsGround();
    void mode_changesPaletteAndTellsOnce();
    void icons_areAllDrawn();
    void icons_followTheTheme();
    void icons_areSharpAtAnyRatio();
    void icon_unknownIsNull();
    void controls_haveTheirHeights();
    void marks_changeTheLook();
    void icons_keepTheirColoursWhereSelected();
    void messages_haveIconsOfTheTheme();
    void fields_beginTheirWordsAtTheSamePlace();

private:
    std::unique_ptr<ThemeController> theme_;
};

void ThemeTest::text_hasContrastOnItsGround_data()
{
    QTest::addColumn<QColor>("text");
    QTest::addColumn<QColor>("ground");
    for (const Palette *p : {&lightPalette(), &darkPalette()}) {
        const QByteArray theme = p->dark ? "dark " : "light ";
        const auto add = [&](const char *name, const QColor &text, const QColor &ground) {
            QTest::newRow((theme + name).constData()) << text << ground;
        };
        add("text on window", p->text, p->window);
        add("text on panel", p->text, p->panel);
        add("text on raised", p->text, p->raised);
        add("text on selection", p->text, p->selection);
        add("muted on window", p->muted, p->window);
        add("muted on panel", p->muted, p->panel);
        add("muted on raised", p->muted, p->raised);
        add("on accent", p->onAccent, p->accent);
        add("accent on panel", p->accent, p->panel);
        add("accent on window", p->accent, p->window);
        add("good on panel", p->good, p->panel);
        add("warning on panel", p->warning, p->panel);
        add("bad on panel", p->bad, p->panel);
        add("good on window", p->good, p->window);
        add("warning on window", p->warning, p->window);
        add("bad on window", p->bad, p->window);
        add("good on raised", p->good, p->raised);
        add("warning on raised", p->warning, p->raised);
        add("bad on raised", p->bad, p->raised);
        add("message on canvas", darkPalette().text, p->canvas);
    }
}

void ThemeTest::text_hasContrastOnItsGround()
{
    QFETCH(QColor, text);
    QFETCH(QColor, ground);
    const double ratio = contrastRatio(text, ground);
    QVERIFY2(ratio >= 4.5, QByteArray::number(ratio).constData());
}

void ThemeTest::mode_changesPaletteAndTellsOnce()
{
    QSignalSpy spy(theme_.get(), &ThemeController::themeChanged);
    theme_->setMode(ThemeMode::Dark);
    QCOMPARE(spy.count(), 1);
    QVERIFY(theme_->isDark());
    QCOMPARE(&paletteOf(QApplication::palette()), &darkPalette());
    theme_->setMode(ThemeMode::Dark);
    QCOMPARE(spy.count(), 1);
    theme_->setMode(ThemeMode::System); // the offscreen platform starts light
    QCOMPARE(spy.count(), 2);
    QCOMPARE(&paletteOf(QApplication::palette()), &lightPalette());
    QWidget widget;
    QCOMPARE(widget.palette().color(QPalette::Window), lightPalette().panel);
}

void ThemeTest::icons_areAllDrawn()
{
    QVERIFY(iconNames().size() > 40);
    for (const QString &name : iconNames()) {
        const QColor colour = strokeOf(themedIcon(name));
        QVERIFY2(colour.isValid(), qPrintable(name));
        QVERIFY2(alike(colour, paletteOf(QApplication::palette()).text), qPrintable(name));
    }
}

void ThemeTest::icons_followTheTheme()
{
    const QIcon icon = themedIcon(u"dot"_s);
    const QIcon onAccent = themedIcon(u"dot"_s, IconRole::OnAccent);
    for (const ThemeMode mode : {ThemeMode::Dark, ThemeMode::Light}) {
        theme_->setMode(mode);
        QVERIFY(alike(strokeOf(icon), theme_->palette().text));
        QVERIFY(alike(strokeOf(onAccent), theme_->palette().onAccent));
        QVERIFY(!alike(strokeOf(icon, QIcon::Disabled), theme_->palette().text));
    }
}

void ThemeTest::icons_areSharpAtAnyRatio()
{
    const QIcon icon = themedIcon(u"box"_s);
    for (const double ratio : {1.0, 1.25, 1.5, 2.0}) {
        const QPixmap pixmap = icon.pixmap(QSize(16, 16), ratio);
        QCOMPARE(pixmap.size(), (QSizeF(16, 16) * ratio).toSize());
        QCOMPARE(pixmap.devicePixelRatio(), ratio);
    }
}

void ThemeTest::icon_unknownIsNull()
{
    QVERIFY(themedIcon(u"no such icon"_s).isNull());
}

void ThemeTest::controls_haveTheirHeights()
{
    QToolBar bar;
    auto *tool = new QToolButton;
    tool->setText(u"Open"_s);
    bar.addWidget(tool);
    QPushButton button(u"Accept"_s);
    bar.show();
    button.show();
    QCOMPARE(button.sizeHint().height(), measures::kButtonHeight);
    QCOMPARE(tool->sizeHint().height(), measures::kButtonHeight);
    QCOMPARE(bar.sizeHint().height(), measures::kToolBarHeight);
    QCOMPARE(QApplication::font().pixelSize(), measures::kTextPixels);
}

void ThemeTest::marks_changeTheLook()
{
    QPushButton button(u" "_s);
    button.resize(80, 30);
    button.show();
    markPrimary(&button);
    QCOMPARE(button.grab().toImage().pixelColor(8, 15), theme_->palette().accent);
    QLabel caption(u"caption"_s);
    markCaption(&caption);
    caption.show();
    QCOMPARE(caption.fontInfo().pixelSize(), measures::kCaptionPixels);
    theme_->setMode(ThemeMode::Dark);
    QCOMPARE(button.grab().toImage().pixelColor(8, 15), darkPalette().accent);
}

void ThemeTest::icons_keepTheirColoursWhereSelected()
{
    QPixmap orange(16, 16);
    orange.fill(QColor(0xb4, 0x7c, 0x00));
    QVERIFY(alike(strokeOf(QIcon(orange), QIcon::Selected), QColor(0xb4, 0x7c, 0x00), 0));
    QVERIFY(!alike(strokeOf(QIcon(orange), QIcon::Disabled), QColor(0xb4, 0x7c, 0x00)));
}

void ThemeTest::messages_haveIconsOfTheTheme()
{
    const auto icon = [](QStyle::StandardPixmap which) { return QApplication::style()->standardIcon(which); };
    theme_->setMode(ThemeMode::Dark);
    QVERIFY(alike(strokeOf(icon(QStyle::SP_MessageBoxWarning)), theme_->palette().warning));
    QVERIFY(alike(strokeOf(icon(QStyle::SP_MessageBoxCritical)), theme_->palette().bad));
    QVERIFY(alike(strokeOf(icon(QStyle::SP_MessageBoxQuestion)), theme_->palette().accent));
    theme_->setMode(ThemeMode::Light);
    QVERIFY(alike(strokeOf(icon(QStyle::SP_MessageBoxWarning)), theme_->palette().warning));
}

void ThemeTest::fields_beginTheirWordsAtTheSamePlace()
{
    QWidget window;
    QLineEdit line(u"H"_s, &window);
    QComboBox combo(&window);
    combo.addItem(u"H"_s);
    QSpinBox spin(&window);
    spin.setPrefix(u"H"_s);
    const auto firstInk = [](QWidget &field) {
        field.resize(140, 30);
        const QImage image = field.grab().toImage();
        const QRgb ground = image.pixel(4, 15);
        for (int x = 4; x < 40; ++x)
            for (int y = 8; y < 22; ++y)
                if (qAbs(qGray(image.pixel(x, y)) - qGray(ground)) > 60)
                    return x;
        return -1;
    };
    const int begin = firstInk(line);
    QVERIFY(begin > 6);
    QVERIFY(qAbs(firstInk(combo) - begin) <= 1);
    QVERIFY(qAbs(firstInk(spin) - begin) <= 1);
    const QImage picture = spin.grab().toImage();
    QCOMPARE(picture.pixel(60, 6), picture.pixel(135, 15)); // one ground from end to end
}

QTEST_MAIN(ThemeTest)
#include "theme_test.moc"
