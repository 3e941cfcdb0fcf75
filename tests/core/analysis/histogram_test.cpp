#include "core/analysis/histogram.h"
#include "tests/support/numbers.h"

#include <QTest>

#include <vector>

using namespace fiducial;
using namespace fiducial::analysis;
using namespace fiducial::test;

class HistogramTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void histogramBinsAreHalfOpen();
    void brushesSelectRows();
    void sortingKeepsMissingLast();
};

void HistogramTest::histogramBinsAreHalfOpen()
{
    const std::vector<double> values{-1, 0, 0.24, 0.25, 0.5, 0.999, 1, 1.001, kInfinity, kNan};
    const Histogram h = histogram(values, 0, 1, 4);
    QCOMPARE(h.counts, (std::vector<int>{2, 1, 1, 2}));
    QCOMPARE(h.below, 1);
    QCOMPARE(h.above, 2);
    QCOMPARE(h.missing, 1);
    QCOMPARE(h.edge(3), 0.75);
    QVERIFY(histogram(values, 1, 1, 4).counts.empty());
    QVERIFY(histogram(values, 0, kInfinity, 4).counts.empty());
    QVERIFY(histogram(values, 0, 1, 0).counts.empty());
}

void HistogramTest::brushesSelectRows()
{
    const std::vector<double> values{0.3, kNan, 0.1, 0.2, kInfinity};
    QCOMPARE(rowsBetween(values, 0.1, 0.2), (std::vector<int>{2, 3}));
    QCOMPARE(rowsBetween(values, 0.2, kInfinity), (std::vector<int>{0, 3, 4}));
}

void HistogramTest::sortingKeepsMissingLast()
{
    const std::vector<double> values{0.3, kNan, 0.1, 0.3, kInfinity};
    QCOMPARE(sortedRows(values, false), (std::vector<int>{2, 0, 3, 4, 1}));
    QCOMPARE(sortedRows(values, true), (std::vector<int>{4, 0, 3, 2, 1}));
}

QTEST_GUILESS_MAIN(HistogramTest)
#include "histogram_test.moc"
