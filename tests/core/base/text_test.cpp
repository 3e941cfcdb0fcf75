#include "core/base/text.h"
#include "tests/support/test_support.h"

#include <QTest>

#include <clocale>
#include <limits>

using namespace fiducial;
using test::q;

class TextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void splitsAtBlanksWithoutEmptyFields();
    void splitsAtSeparatorsKeepingEmptyFields();
    void linesEndInEveryWay();
    void numbers_data();
    void numbers();
    void numbersIgnoreTheLocale();
    void printedNumbersReadBack();
    void utf8_data();
    void utf8();
    void paths_data();
    void paths();
    void wildcards_data();
    void wildcards();
};

namespace {
QStringList list(const std::vector<std::string_view> &fields)
{
    QStringList out;
    for (const auto f : fields)
        out << q(std::string(f));
    return out;
}

QString s(const char *latin1)
{
    return QString::fromLatin1(latin1);
}
} // namespace

void TextTest::splitsAtBlanksWithoutEmptyFields()
{
    QCOMPARE(list(text::splitBlanks("  12\t 3.5  x ")), (QStringList{s("12"), s("3.5"), s("x")}));
    QCOMPARE(text::splitBlanks(" \t ").size(), 0u);
    QCOMPARE(q(std::string(text::trimmed("\t a b \r\n"))), s("a b"));
    QCOMPARE(text::trimmed(" ").size(), 0u);
}

void TextTest::splitsAtSeparatorsKeepingEmptyFields()
{
    QCOMPARE(list(text::split("a,,b,", ',')), (QStringList{s("a"), s(""), s("b"), s("")}));
    QCOMPARE(text::split("", ',').size(), 1u);
}

void TextTest::linesEndInEveryWay()
{
    const QStringList expected{s("a"), s(""), s("b")};
    QCOMPARE(list(text::lines("a\n\nb\n")), expected);
    QCOMPARE(list(text::lines("a\n\nb")), expected);
    QCOMPARE(list(text::lines("a\r\n\r\nb\r\n")), expected);
    QCOMPARE(text::lines("").size(), 0u);
}

void TextTest::numbers_data()
{
    QTest::addColumn<QString>("input");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<double>("value");
    QTest::newRow("plain") << s("12.5") << true << 12.5;
    QTest::newRow("plus") << s("+3") << true << 3.0;
    QTest::newRow("exponent") << s("-1.5e-3") << true << -0.0015;
    QTest::newRow("point first") << s(".5") << true << 0.5;
    QTest::newRow("empty") << s("") << false << 0.0;
    QTest::newRow("comma") << s("1,5") << false << 0.0;
    QTest::newRow("trailing text") << s("12px") << false << 0.0;
    QTest::newRow("blank") << s(" 1") << false << 0.0;
    QTest::newRow("two signs") << s("+-1") << false << 0.0;
    QTest::newRow("nan") << s("nan") << false << 0.0;
    QTest::newRow("infinity") << s("inf") << false << 0.0;
    QTest::newRow("too large") << s("1e999") << false << 0.0;
    QTest::newRow("hexadecimal") << s("0x10") << false << 0.0;
}

void TextTest::numbers()
{
    QFETCH(QString, input);
    QFETCH(bool, valid);
    QFETCH(double, value);
    const auto parsed = text::parseDouble(input.toStdString());
    QCOMPARE(parsed.has_value(), valid);
    if (valid)
        QCOMPARE(*parsed, value);
}

void TextTest::numbersIgnoreTheLocale()
{
    if (!std::setlocale(LC_NUMERIC, "de_DE.UTF-8"))
        std::setlocale(LC_NUMERIC, "C");
    QCOMPARE(text::parseDouble("1.5").value(), 1.5);
    QCOMPARE(q(text::fixed(12.34, 6)), s("12.340000"));
    std::setlocale(LC_NUMERIC, "C");
    QCOMPARE(text::parseInteger("-42").value(), -42);
    QVERIFY(!text::parseInteger("4.0"));
    QVERIFY(!text::parseInteger("99999999999999999999"));
}

void TextTest::printedNumbersReadBack()
{
    for (const double v : {0.1, 1.0 / 3.0, 123456.789, 5e-324, std::numeric_limits<double>::max(), -0.0})
        QCOMPARE(text::parseDouble(text::shortest(v)).value(), v);
    QCOMPARE(q(text::shortest(250.0)), s("250"));
    QVERIFY(text::fixed(std::numeric_limits<double>::max(), 3).size() > 300);
}

void TextTest::utf8_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("valid");
    QTest::newRow("ascii") << QByteArray("abc") << true;
    QTest::newRow("two bytes") << QByteArray("\xC3\xA4") << true;
    QTest::newRow("four bytes") << QByteArray("\xF0\x9F\x98\x80") << true;
    QTest::newRow("overlong") << QByteArray("\xC0\xAF") << false;
    QTest::newRow("overlong three") << QByteArray("\xE0\x80\xAF") << false;
    QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << false;
    QTest::newRow("cut off") << QByteArray("a\xE4\xB8") << false;
    QTest::newRow("beyond U+10FFFF") << QByteArray("\xF4\x90\x80\x80") << false;
    QTest::newRow("latin 1") << QByteArray("\xE4 b") << false;
}

void TextTest::utf8()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, valid);
    QCOMPARE(text::isUtf8(bytes.toStdString()), valid);
}

void TextTest::paths_data()
{
    QTest::addColumn<QString>("input");
    QTest::addColumn<QString>("expected");
    QTest::newRow("backslashes") << s("web\\a\\b.jpg") << s("web/a/b.jpg");
    QTest::newRow("runs") << s("web//a///b.jpg") << s("web/a/b.jpg");
    QTest::newRow("dot parts") << s("./web/./a.jpg") << s("web/a.jpg");
    QTest::newRow("dot and run") << s(".//web/.//a.jpg") << s("web/a.jpg");
    QTest::newRow("two dot parts") << s("././a") << s("a");
    QTest::newRow("parents stay") << s("../a/../b") << s("../a/../b");
    QTest::newRow("hidden file") << s("a/.b") << s("a/.b");
    QTest::newRow("absolute") << s("/a//b") << s("/a/b");
}

void TextTest::paths()
{
    QFETCH(QString, input);
    QFETCH(QString, expected);
    QCOMPARE(q(text::normalisedPath(input.toStdString())), expected);
}

void TextTest::wildcards_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<bool>("matches");
    QTest::newRow("whole") << s("web/a/b.jpg") << true;
    QTest::newRow("folder") << s("web/*") << true;
    QTest::newRow("backtracks") << s("*a*b*.jpg") << true;
    QTest::newRow("one character") << s("web/?/b.jpg") << true;
    QTest::newRow("trailing stars") << s("web/a/b.jpg**") << true;
    QTest::newRow("other folder") << s("video/*") << false;
    QTest::newRow("part") << s("web") << false;
    QTest::newRow("too long") << s("web/a/b.jpg?") << false;
    QTest::newRow("empty") << s("") << false;
}

void TextTest::wildcards()
{
    QFETCH(QString, pattern);
    QFETCH(bool, matches);
    QCOMPARE(text::matchesWildcard("web/a/b.jpg", pattern.toStdString()), matches);
}

QTEST_GUILESS_MAIN(TextTest)
#include "text_test.moc"
