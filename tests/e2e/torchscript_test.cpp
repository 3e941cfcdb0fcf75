#include "core/model/backend.h"
#include "tests/e2e/gui_session.h"
#include "ui/imaging/qimage_convert.h"

#include <QApplication>
#include <QImage>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <cmath>
#include <numeric>

using namespace fiducial;
using namespace fiducial::test;
using namespace Qt::StringLiterals;

/// Four TorchScript modules with constant outputs (tests/data/torchscript/make_modules.py): the NME is known exactly,
/// so wrong stages, channels, pixel laws or crops show. The command line and the window must agree.
class TorchScriptTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!std::filesystem::exists(binaryDir() / "lib" / "libfiducial_torch.so"))
            QSKIP("the LibTorch module is not built: TorchScript is NOT tested");
        writeDataset();
    }

    void commandLineGivesTheExactNme_data() { modules(); }
    void commandLineGivesTheExactNme()
    {
        QFETCH(QString, module);
        QProcess cli;
        cli.start(ui::toQString(cliProgram()),
                  {u"evaluate"_s, ui::toQString(list_), u"--model"_s, ui::toQString(weights(module)), u"--card"_s,
                   ui::toQString(card(module)), u"--json"_s});
        QVERIFY(cli.waitForFinished(120000));
        QVERIFY2(cli.exitCode() == 0, cli.readAllStandardError().constData());
        const auto json = QJsonDocument::fromJson(cli.readAllStandardOutput()).object();
        QCOMPARE(json[u"faces"_s].toInt(), 4);
        QVERIFY2(std::abs(json[u"nme"_s].toDouble() - expected_) < 2e-6,
                 qPrintable(QString::number(json[u"nme"_s].toDouble(), 'g', 10)));
    }

    void windowGivesTheExactNme_data() { modules(); }
    void windowGivesTheExactNme()
    {
        QFETCH(QString, module);
        TempDir folder;
        GuiSession gui(*qApp, folder.path());
        QVERIFY(gui.open(list_));
        // A weights file with its card beside it is complete.
        const auto place = folder / "model";
        std::filesystem::create_directories(place);
        std::filesystem::copy_file(weights(module), place / "m.pt");
        std::filesystem::copy_file(card(module), place / "m.json");
        QVERIFY(gui.prefill({0, 1, 2, 3}, ui::toQString(place / "m.pt")));
        double sum = 0;
        for (int row = 0; row < 4; ++row)
            sum += gui.window().document().nme(row);
        QVERIFY2(std::abs(sum / 4 - expected_) < 2e-6, qPrintable(QString::number(sum / 4, 'g', 10)));
    }

    void unknownOutputAsksAndNeverGuesses()
    {
        const auto peppa = sharedPath("models/peppa_slim_160_68.onnx");
        if (peppa.empty())
            QSKIP("shared/models is not here: a foreign output of 143 numbers is NOT tested");
        // One byte more makes it a file that no committed card knows.
        TempDir folder;
        writeAll(folder / "foreign.onnx", readAll(peppa) + std::string("\x72\x00", 2));
        QProcess cli;
        cli.start(ui::toQString(cliProgram()),
                  {u"evaluate"_s, ui::toQString(list_), u"--model"_s, ui::toQString(folder / "foreign.onnx")});
        QVERIFY(cli.waitForFinished(120000));
        QCOMPARE(cli.exitCode(), 2);
        QVERIFY(cli.readAllStandardError().contains("scheme"));
    }

private:
    static void modules()
    {
        QTest::addColumn<QString>("module");
        for (const char *name : {"tensor", "list", "tuple", "last_differs"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }

    static std::filesystem::path weights(const QString &module)
    {
        return dataDir() / "torchscript" / (module.toStdString() + ".pt");
    }

    std::filesystem::path card(const QString &module)
    {
        const auto file = folder_ / (module.toStdString() + ".json");
        writeAll(file, R"({"kind": "landmarks", "name": ")" + module.toStdString() +
                           R"(", "description": "known output",
            "architecture": "torchscript", "file": ")" +
                           module.toStdString() + R"(.pt", "sha256": "", "scheme": "wflw98",
            "input": {"width": 256, "height": 256, "colour": "bgr", "scale": 0.00784313725490196, "mean": [1, 1, 1], "deviation": [1, 1, 1]},
            "crop": {"margin": 1.25, "extra_pixels": 0, "square": true, "shift_y": 0, "rotation": 0, "law": "pixel-centre"},
            "output": {"kind": "stages", "name": "", "offset": 0, "unit": "unit-square"}})");
        return file;
    }

    /// Four faces whose ground truth is what the modules say, moved by a known number of pixels.
    void writeDataset()
    {
        QImage grey(400, 300, QImage::Format_RGB32);
        grey.fill(Qt::gray);
        std::filesystem::create_directories(folder_ / "WFLW_images/a");
        QVERIFY(grey.save(ui::toQString(folder_ / "WFLW_images/a/1.png")));
        std::string rows;
        double sum = 0;
        for (int face = 0; face < 4; ++face) {
            const int x = 20 + 60 * face, y = 30 + 10 * face, w = 100 + 20 * face, h = 120;
            const double side = 1.25 * std::max(w, h), cx = x + w / 2.0, cy = y + h / 2.0;
            std::vector<Point2> predicted, truth;
            for (int k = 0; k < 98; ++k) {
                predicted.push_back({cx + (0.2 + 0.006 * k - 0.5) * side, cy + (0.8 - 0.006 * k - 0.5) * side});
                const Point2 t = predicted.back() + Point2{0.5 + 0.01 * k, -1.25};
                truth.push_back({std::round(t.x * 1e6) / 1e6, std::round(t.y * 1e6) / 1e6});
                rows += QString::number(truth.back().x, 'f', 6).toStdString() + " " +
                        QString::number(truth.back().y, 'f', 6).toStdString() + " ";
            }
            sum += independentNme(truth, predicted, 60, 72);
            rows +=
                QStringLiteral("%1 %2 %3 %4 0 0 0 0 0 0 a/1.png\n").arg(x).arg(y).arg(x + w).arg(y + h).toStdString();
        }
        expected_ = sum / 4;
        list_ = folder_ / "list_98pt_rect_attr_test.txt";
        writeAll(list_, rows);
    }

    TempDir folder_;
    std::filesystem::path list_;
    double expected_ = 0;
};

QTEST_MAIN(TorchScriptTest)
#include "torchscript_test.moc"
