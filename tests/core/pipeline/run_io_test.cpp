#include "core/base/file_io.h"
#include "core/formats/annotation_format.h"
#include "core/pipeline/run_io.h"
#include "tests/support/test_support.h"

#include <QTest>

#include <cmath>
#include <cstring>

using namespace fiducial;
using namespace fiducial::test;

namespace {
constexpr int kPoints = 68;

const formats::FormatRegistry &registry()
{
    static const formats::FormatRegistry formats = formats::makeBuiltinFormats();
    return formats;
}

/// Point i of row r; every value is exact in float32.
Point2f pointOf(int row, int i)
{
    return {static_cast<float>(row * 100 + i) + 0.25F, static_cast<float>(i) - 0.5F};
}

Run exampleRun()
{
    Run run;
    run.id = Uuid::random();
    run.name = "a, \"quoted\" name";
    run.schemeId = "ibug68";
    run.modelName = "net";
    run.modelHash = std::string(64, 'a');
    run.device = "CPU, 2 threads";
    run.boxes = BoxSource::Detector;
    run.detector = "centerface";
    run.created = "2026-01-02T03:04:05Z";
    run.source = "list.txt";
    run.views = {.flip = true, .jitters = 3};
    for (int r = 0; r < 3; ++r) {
        Prediction row;
        row.image = "folder, one/picture " + std::to_string(r) + ".jpg";
        row.box = row.cropBox = {1.5 + r, 2, 30, 40.25};
        row.missing = r == 1;
        for (int i = 0; i < kPoints && !row.missing; ++i)
            row.points.push_back(pointOf(r, i));
        run.rows.push_back(std::move(row));
    }
    return run;
}

std::string npyHeader(const std::string &dict)
{
    const auto length = static_cast<std::uint16_t>(dict.size());
    std::string out = "\x93NUMPY";
    out += std::string("\x01\x00", 2);
    out += static_cast<char>(length & 0xff);
    out += static_cast<char>(length >> 8);
    return out + dict;
}

template <class T>
std::string npyRows(int rows)
{
    std::string out;
    for (int r = 0; r < rows; ++r)
        for (int i = 0; i < kPoints; ++i)
            for (const float v : {pointOf(r, i).x, pointOf(r, i).y}) {
                const T value = v;
                out.append(reinterpret_cast<const char *>(&value), sizeof value);
            }
    return out;
}

std::string csvRows(int rows)
{
    std::string out;
    for (int r = 0; r < rows; ++r)
        for (int i = 0; i < kPoints; ++i)
            out += std::to_string(pointOf(r, i).x) + "," + std::to_string(pointOf(r, i).y) +
                   (i + 1 < kPoints ? "," : "\n");
    return out;
}

bool hasPoints(const Prediction &row, int number)
{
    if (row.missing || row.points.size() != kPoints)
        return false;
    for (int i = 0; i < kPoints; ++i)
        if (!(row.points[static_cast<std::size_t>(i)] == pointOf(number, i)))
            return false;
    return true;
}
} // namespace

class RunIoTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyForm_readsBackWhatWasWritten_data();
    void everyForm_readsBackWhatWasWritten();
    void bareNumbers_areMatchedThroughTheirList_data();
    void bareNumbers_areMatchedThroughTheirList();
    void annotationFile_givesTheOrderWithItsBoxes();
    void listBesideTheNumbers_isFound();
    void absentPoints_stayAbsent();
    void badNumbers_areRefusedWithTheReason_data();
    void badNumbers_areRefusedWithTheReason();
};

void RunIoTest::everyForm_readsBackWhatWasWritten_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"run.safetensors", "run.json", "run.csv"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void RunIoTest::everyForm_readsBackWhatWasWritten()
{
    QFETCH(const QString, name);
    const TempDir folder;
    const Run run = exampleRun();
    const auto file = folder / name.toStdString();
    QVERIFY(pipeline::writeRun(file, run));
    const auto read = pipeline::readRun(registry(), file, {});
    QVERIFY2(read.ok(), read.ok() ? "" : read.error().text().c_str());
    QVERIFY(read->id == run.id);
    QCOMPARE(q(read->name), q(run.name));
    QCOMPARE(q(read->modelHash), q(run.modelHash));
    QVERIFY(read->boxes == run.boxes);
    QCOMPARE(q(read->detector), q(run.detector));
    QVERIFY(read->views == run.views);
    QCOMPARE(read->rows.size(), run.rows.size());
    for (std::size_t r = 0; r < run.rows.size(); ++r) {
        QCOMPARE(q(read->rows[r].image), q(run.rows[r].image));
        QVERIFY(read->rows[r].box == run.rows[r].box);
        QCOMPARE(read->rows[r].missing, run.rows[r].missing);
        QVERIFY(read->rows[r].points == run.rows[r].points);
    }
}

void RunIoTest::bareNumbers_areMatchedThroughTheirList_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *tag, const char *name, const std::string &bytes) {
        QTest::newRow(tag) << QString::fromLatin1(name) << QByteArray::fromStdString(bytes);
    };
    row("float32, N x points x 2", "p.npy",
        npyHeader("{'descr': '<f4', 'fortran_order': False, 'shape': (3, 68, 2), }\n") + npyRows<float>(3));
    row("float64, N x 2 points", "p.npy",
        npyHeader("{'descr': '<f8', 'fortran_order': False, 'shape': (3, 136), }   \n") + npyRows<double>(3));
    row("csv", "p.csv", csvRows(3));
}

void RunIoTest::bareNumbers_areMatchedThroughTheirList()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, bytes);
    const TempDir folder;
    writeAll(folder / name.toStdString(), bytes.toStdString());
    writeAll(folder / "order.lst", "/data/set/b c.jpg\n/data/set/a.jpg 1 2 11 22\n/data/set/gone.jpg\n");
    const auto run = pipeline::readRun(registry(), folder / name.toStdString(), {}, folder / "order.lst");
    QVERIFY2(run.ok(), run.ok() ? "" : run.error().text().c_str());
    QCOMPARE(q(run->schemeId), QStringLiteral("ibug68"));
    QVERIFY(run->rows[1].box == (Rect{1, 2, 10, 20}));
    for (int r = 0; r < 3; ++r)
        QVERIFY(hasPoints(run->rows[static_cast<std::size_t>(r)], r));

    // The data set names its images from another folder, in another order, and lacks the third.
    Dataset data;
    data.schemeId = "ibug68";
    for (const char *image : {"set/a.jpg", "set/b c.jpg", "set/d.jpg"}) {
        Sample sample;
        sample.image = image;
        sample.faces = {static_cast<std::int32_t>(data.faces.size())};
        Face face;
        face.sample = static_cast<std::int32_t>(data.samples.size());
        data.faces.push_back(std::move(face));
        data.samples.push_back(std::move(sample));
    }
    std::vector<int> unmatched;
    QCOMPARE(matchRun(*run, data, &unmatched), (std::vector<int>{1, 0, -1}));
    QCOMPARE(unmatched, std::vector<int>{2});
}

void RunIoTest::annotationFile_givesTheOrderWithItsBoxes()
{
    const TempDir folder;
    std::string list;
    for (int face = 0; face < 2; ++face) {
        for (int i = 0; i < 98; ++i)
            list += std::to_string(10 * face + i) + ".0 " + std::to_string(i) + ".0 ";
        list += std::to_string(face) + " 0 50 60 0 0 0 0 0 0 web/two.jpg\n";
    }
    writeAll(folder / "list.txt", list);
    std::string values;
    for (int i = 0; i < 2 * 98 * 2; ++i) {
        const float v = static_cast<float>(i);
        values.append(reinterpret_cast<const char *>(&v), sizeof v);
    }
    writeAll(folder / "p.npy", npyHeader("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 98, 2), }\n") + values);
    const auto run = pipeline::readRun(registry(), folder / "p.npy", {}, folder / "list.txt");
    QVERIFY2(run.ok(), run.ok() ? "" : run.error().text().c_str());
    QCOMPARE(q(run->schemeId), QStringLiteral("wflw98"));
    QCOMPARE(q(run->rows[1].image), QStringLiteral("web/two.jpg"));
    QVERIFY(run->rows[1].box == (Rect{1, 0, 49, 60}));
}

void RunIoTest::listBesideTheNumbers_isFound()
{
    const TempDir folder;
    writeAll(folder / "p.csv", csvRows(1));
    const auto alone = pipeline::readRun(registry(), folder / "p.csv", {});
    QVERIFY(!alone.ok());
    QVERIFY(q(alone.error().text()).contains(QStringLiteral("p.txt")));
    writeAll(folder / "p.txt", "a.jpg\n");
    QVERIFY(pipeline::readRun(registry(), folder / "p.csv", {}).ok());
}

void RunIoTest::absentPoints_stayAbsent()
{
    const TempDir folder;
    std::string row = "nan,nan";
    for (int i = 1; i < kPoints; ++i)
        row += ",1.5,2.5";
    std::string empty = ",";
    for (int i = 1; i < kPoints; ++i)
        empty += ",,";
    writeAll(folder / "p.csv", row + "\n" + empty + "\n");
    writeAll(folder / "p.txt", "a.jpg\nb.jpg\n");
    const auto run = pipeline::readRun(registry(), folder / "p.csv", {});
    QVERIFY2(run.ok(), run.ok() ? "" : run.error().text().c_str());
    QVERIFY(std::isnan(run->rows[0].points[0].x));
    QCOMPARE(run->rows[0].points[1].x, 1.5F);
    QVERIFY(run->rows[1].missing);
}

void RunIoTest::badNumbers_areRefusedWithTheReason_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *tag, const char *name, const std::string &bytes, const char *reason) {
        QTest::newRow(tag) << QString::fromLatin1(name) << QByteArray::fromStdString(bytes)
                           << QString::fromLatin1(reason);
    };
    const std::string good = "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 68, 2), }\n";
    const auto with = [&good](const std::string &from, const std::string &to) {
        std::string dict = good;
        return npyHeader(dict.replace(dict.find(from), from.size(), to)) + npyRows<float>(3);
    };
    row("no array", "p.npy", "hello", "NumPy");
    row("header cut off", "p.npy", npyHeader(good).substr(0, 20), "header");
    row("integers", "p.npy", with("<f4", "<i4"), "float32");
    row("Fortran order", "p.npy", with("False", "True"), "Fortran");
    row("flat", "p.npy", with("(3, 68, 2)", "(408,)"), "shape");
    row("negative", "p.npy", with("(3, 68, 2)", "(-3, 68, 2)"), "shape");
    row("more rows than bytes", "p.npy", with("(3, 68, 2)", "(4, 68, 2)"), "shape");
    row("huge", "p.npy", with("(3, 68, 2)", "(3, 9223372036854775807, 2)"), "shape");
    row("no data", "p.npy", npyHeader(good), "shape");
    row("unknown scheme", "p.npy", with("(3, 68, 2)", "(6, 34, 2)"), "34 points");
    row("fewer rows than the list", "p.csv", csvRows(2), "3 faces");
    row("uneven rows", "p.csv", csvRows(2) + "1,2\n", "row");
    row("words", "p.csv", csvRows(2) + "1,two" + csvRows(1).substr(csvRows(1).find(',', 9)), "");
}

void RunIoTest::badNumbers_areRefusedWithTheReason()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, reason);
    const TempDir folder;
    writeAll(folder / name.toStdString(), bytes.toStdString());
    writeAll(folder / "p.txt", "a.jpg\nb.jpg\nc.jpg\n");
    const auto run = pipeline::readRun(registry(), folder / name.toStdString(), {});
    QVERIFY(!run.ok());
    QVERIFY2(q(run.error().text()).contains(reason), run.error().text().c_str());
    QVERIFY(!run.error().file.empty());
}

QTEST_GUILESS_MAIN(RunIoTest)
#include "run_io_test.moc"
