#include "ui/charts/curve_view.h"

#include <QImage>
#include <QTest>

#include <cmath>
#include <limits>

using namespace fiducial::ui;
using namespace Qt::StringLiterals;

class CurveViewTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void ticks_areRoundAndInside();
    void empty_saysWhatWillBeThere();
    void curves_areDrawnInTheirPlaces();
    void pointer_readsTheValuesOfTheNearestPoint();
    void keys_walkAlongThePoints();
    void gaps_areNeverRead();
    void logarithm_keepsTheOrder();
    void longRun_isDrawnFast();

private:
    /// Rows of the picture in which this column has about the colour of the curve; edges are smoothed.
    static std::vector<int> rowsOf(const QImage &image, int x, QRgb colour);
    QImage grab() { return view_->grab().toImage().convertToFormat(QImage::Format_RGB32); }
    void hover(int x)
    {
        QTest::mouseMove(view_.get(), QPoint(x - 3, 90)); // the pointer may lie there already
        QTest::mouseMove(view_.get(), QPoint(x, 100));
    }

    std::unique_ptr<CurveView> view_;
};

void CurveViewTest::init()
{
    view_ = std::make_unique<CurveView>();
    view_->setTitles(u"Loss"_s, u"epoch"_s, [](double value) { return u"%1 px"_s.arg(value); });
    view_->setEmptyText(u"nothing yet"_s);
    view_->setCurves({{u"a"_s, {}, false, false}, {u"b"_s, {}, true, false}});
    view_->resize(400, 240);
    view_->show();
    QVERIFY(QTest::qWaitForWindowExposed(view_.get()));
}

void CurveViewTest::ticks_areRoundAndInside()
{
    QCOMPARE(CurveView::ticks(0, 10, 5), (std::vector<double>{0, 2, 4, 6, 8, 10}));
    QCOMPARE(CurveView::ticks(0, 42, 5), (std::vector<double>{0, 10, 20, 30, 40}));
    const auto fine = CurveView::ticks(0.0281, 0.0303, 4);
    QVERIFY(fine.size() >= 2 && fine.front() >= 0.0281 && fine.back() <= 0.0303);
    QVERIFY(CurveView::ticks(1, 1, 5).empty());
    QVERIFY(CurveView::ticks(-1, 1, 4).at(2) == 0 && !std::signbit(CurveView::ticks(-1, 1, 4).at(2)));
}

void CurveViewTest::empty_saysWhatWillBeThere()
{
    const QImage before = grab();
    view_->setEmptyText(u"something else"_s);
    QVERIFY(grab() != before);
    hover(200);
    QCOMPARE(view_->hoverText(), QString());
}

std::vector<int> CurveViewTest::rowsOf(const QImage &image, int x, QRgb colour)
{
    std::vector<int> rows;
    for (int y = 30; y < image.height() - 40; ++y)
        if (const QRgb at = image.pixel(x, y); std::abs(qRed(at) - qRed(colour)) +
                                                   std::abs(qGreen(at) - qGreen(colour)) +
                                                   std::abs(qBlue(at) - qBlue(colour)) <
                                               120)
            rows.push_back(y);
    return rows;
}

void CurveViewTest::curves_areDrawnInTheirPlaces()
{
    for (int i = 0; i <= 100; ++i) {
        view_->append(0, {i * 1.0, 10.0 + i}); // rises to the right
        view_->append(1, {i * 1.0, 200.0});
    }
    const QImage image = grab();
    const QRgb colour = qRgb(0xb4, 0x7c, 0x00);
    const auto left = rowsOf(image, 130, colour), right = rowsOf(image, 330, colour);
    QVERIFY(!left.empty() && !right.empty());
    QVERIFY(left.front() > right.back() + 20);
}

void CurveViewTest::pointer_readsTheValuesOfTheNearestPoint()
{
    view_->append(0, {1, 5});
    view_->append(0, {2, 4});
    view_->append(1, {2, 7});
    hover(395);
    QCOMPARE(view_->hoverText(), u"epoch 2\na  4 px\nb  7 px"_s);
    hover(200);
    QCOMPARE(view_->hoverText(), u"epoch 1\na  5 px"_s); // b has no value there yet
    QCOMPARE(view_->accessibleDescription(), view_->hoverText());
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(view_.get(), &leave);
    QCOMPARE(view_->hoverText(), QString());
}

void CurveViewTest::keys_walkAlongThePoints()
{
    for (int i = 1; i <= 3; ++i)
        view_->append(0, {i * 1.0, 10.0 - i});
    view_->setFocus();
    QTest::keyClick(view_.get(), Qt::Key_Right);
    QVERIFY(view_->hoverText().contains(u"epoch 1\n"_s));
    QTest::keyClick(view_.get(), Qt::Key_Right);
    QTest::keyClick(view_.get(), Qt::Key_Right);
    QTest::keyClick(view_.get(), Qt::Key_Right); // nothing beyond
    QVERIFY(view_->hoverText().contains(u"epoch 3\n"_s));
    QTest::keyClick(view_.get(), Qt::Key_Left);
    QVERIFY(view_->hoverText().contains(u"epoch 2\n"_s));
    QTest::keyClick(view_.get(), Qt::Key_Escape);
    QCOMPARE(view_->hoverText(), QString());
}

void CurveViewTest::gaps_areNeverRead()
{
    view_->append(0, {1, 5});
    view_->append(0, {2, std::numeric_limits<double>::quiet_NaN()});
    hover(395);
    QCOMPARE(view_->hoverText(), u"epoch 1\na  5 px"_s);
    grab();
}

void CurveViewTest::logarithm_keepsTheOrder()
{
    view_->setLogarithmic(true);
    for (int i = 0; i <= 60; ++i)
        view_->append(0, {i * 1.0, std::pow(10.0, 2 - i / 20.0)});
    view_->append(0, {61, 0}); // has no logarithm
    const QImage image = grab();
    const QRgb colour = qRgb(0xb4, 0x7c, 0x00);
    const auto early = rowsOf(image, 120, colour), middle = rowsOf(image, 220, colour),
               late = rowsOf(image, 320, colour);
    QVERIFY(!early.empty() && !middle.empty() && !late.empty());
    QVERIFY(early.front() < middle.front() && middle.front() < late.front());
    const int first = middle.front() - early.front(), second = late.front() - middle.front();
    QVERIFY(std::abs(first - second) <= 3); // powers of ten fall evenly
}

void CurveViewTest::longRun_isDrawnFast()
{
    std::vector<QPointF> points;
    for (int i = 0; i < 200'000; ++i)
        points.emplace_back(i / 1000.0, 2 + std::sin(i * 0.01));
    view_->setCurves({{u"a"_s, points, false, true}});
    grab();
    QTest::mouseMove(view_.get(), QPoint(200, 100));
    QVERIFY(!view_->hoverText().isEmpty());
}

QTEST_MAIN(CurveViewTest)
#include "curve_view_test.moc"
