#include "core/base/rng.h"
#include "core/base/safetensors.h"
#include "tests/support/test_support.h"

#include <QTest>

#include <cmath>
#include <cstring>

using namespace fiducial;
using safetensors::File;
using safetensors::Tensor;
using test::q;

class SafetensorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fileReadsBackEqual();
    void dataStartsAligned();
    void everyNumberTypeConverts();
    void layoutOfTheFormat();
    void brokenHeaders_data();
    void brokenHeaders();
    void errorNamesTheFile();
    void metadataThatIsNotUtf8IsStillWritten();
    void mutationsNeverCrash();
    void pieceByPieceReadsBackEqual();
    void uncommittedLeavesNoFile();
    void headerThatOutgrowsItsRoomIsRefused();
    void metadataIsReadAlone();
};

namespace {
File sample()
{
    File file;
    file.metadata = {{"scheme", "wflw98"}, {"quote", "\"\n\xC3\xA4"}};
    file.tensors["points"] = Tensor::fromFloats({2, 3}, {1, 2, 3, 4.5f, -0.f, 1e30f});
    file.tensors["empty"] = Tensor::fromFloats({0, 5}, {});
    file.tensors["flags"] = {"U8", {3}, std::string("\1\0\xff", 3)};
    return file;
}

std::string container(const std::string &header, const std::string &data = {})
{
    const std::uint64_t length = header.size();
    std::string out(8, '\0');
    std::memcpy(out.data(), &length, 8);
    return out + header + data;
}

template <class T>
Tensor tensorOf(const char *dtype, std::initializer_list<T> values)
{
    std::string bytes;
    for (const T value : values)
        bytes.append(reinterpret_cast<const char *>(&value), sizeof value);
    return {dtype, {static_cast<std::int64_t>(values.size())}, bytes};
}
} // namespace

void SafetensorsTest::fileReadsBackEqual()
{
    const File file = sample();
    const auto parsed = safetensors::parse(safetensors::print(file));
    QVERIFY(parsed.ok());
    QVERIFY(*parsed == file);
    const test::TempDir dir;
    QVERIFY(safetensors::write(dir / "x.safetensors", file).ok());
    QVERIFY(safetensors::read(dir / "x.safetensors").value() == file);
    QVERIFY(safetensors::parse(safetensors::print(File())).value() == File());
}

void SafetensorsTest::dataStartsAligned()
{
    const std::string bytes = safetensors::print(sample());
    std::uint64_t header = 0;
    std::memcpy(&header, bytes.data(), 8);
    QCOMPARE(header % 8, 0u);
}

void SafetensorsTest::everyNumberTypeConverts()
{
    const std::vector<float> expected = {1, 0, 200};
    for (const Tensor &tensor :
         {tensorOf<float>("F32", {1, 0, 200}), tensorOf<double>("F64", {1, 0, 200}),
          tensorOf<std::int32_t>("I32", {1, 0, 200}), tensorOf<std::int64_t>("I64", {1, 0, 200}),
          tensorOf<std::uint8_t>("U8", {1, 0, 200}), tensorOf<std::uint16_t>("F16", {0x3C00, 0, 0x5A40})}) {
        QVERIFY2(tensor.toFloats().ok(), tensor.dtype.c_str());
        QVERIFY2(tensor.toFloats().value() == expected, tensor.dtype.c_str());
    }
    // Half precision: -2, the smallest and the largest subnormal, the largest number, infinity, nan.
    const auto half =
        tensorOf<std::uint16_t>("F16", {0xC000, 0x0001, 0x03FF, 0x7BFF, 0x7C00, 0x7E00}).toFloats().value();
    QCOMPARE(half[0], -2.f);
    QCOMPARE(half[1], std::ldexp(1.f, -24));
    QCOMPARE(half[2], std::ldexp(1023.f, -24));
    QCOMPARE(half[3], 65504.f);
    QVERIFY(std::isinf(half[4]) && std::isnan(half[5]));
    QCOMPARE(Tensor({"BF16", {1}, "xx"}).toFloats().error().code, Errc::Unsupported);
}

void SafetensorsTest::layoutOfTheFormat()
{
    // Written by hand from the format's description: header length, JSON, raw data.
    const std::string data("\0\0\x80\x3F\0\0\0\x40", 8);
    const auto file = safetensors::parse(
        container(R"({"__metadata__":{"a":"b"},"w":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]}})", data));
    QVERIFY(file.ok());
    QCOMPARE(q(file->metadata.at("a")), QStringLiteral("b"));
    QVERIFY(file->tensors.at("w").toFloats().value() == std::vector<float>({1, 2}));
    QCOMPARE(file->tensors.at("w").count(), 2);
}

void SafetensorsTest::brokenHeaders_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const auto row = [](const char *name, const std::string &bytes) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes);
    };
    row("empty", "");
    row("seven bytes", "1234567");
    row("length beyond the file", std::string("\xff\0\0\0\0\0\0\0{}", 10));
    row("huge length", std::string(8, '\xff') + "{}");
    row("no JSON", container("{"));
    row("no object", container("[]"));
    row("entry is a number", container(R"({"w":1})"));
    row("no dtype", container(R"({"w":{"shape":[0],"data_offsets":[0,0]}})"));
    row("unknown dtype", container(R"({"w":{"dtype":"F7","shape":[0],"data_offsets":[0,0]}})"));
    row("negative dimension", container(R"({"w":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}})", "1234"));
    row("fraction", container(R"({"w":{"dtype":"F32","shape":[0.5],"data_offsets":[0,2]}})", "1234"));
    row("offsets backwards", container(R"({"w":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}})", "1234"));
    row("offsets beyond", container(R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})", "1234"));
    row("shape and offsets differ", container(R"({"w":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}})", "1234"));
    row("product overflows",
        container(R"({"w":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}})", "1234"));
    row("zero and a huge dimension",
        container(R"({"w":{"dtype":"F32","shape":[0,18446744073709551615],"data_offsets":[0,0]}})", "1234"));
    row("overlap", container(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},
                               "b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})",
                             "1234"));
}

void SafetensorsTest::brokenHeaders()
{
    QFETCH(QByteArray, bytes);
    const auto file = safetensors::parse(bytes.toStdString());
    QVERIFY(!file.ok());
    QCOMPARE(file.error().code, Errc::Malformed);
    QVERIFY(!file.error().message.empty());
}

void SafetensorsTest::errorNamesTheFile()
{
    const test::TempDir dir;
    test::writeAll(dir / "x.safetensors", "12");
    QVERIFY(q(safetensors::read(dir / "x.safetensors").error().file).endsWith(QStringLiteral("x.safetensors")));
    QCOMPARE(safetensors::read(dir / "y.safetensors").error().code, Errc::NotFound);
}

void SafetensorsTest::metadataThatIsNotUtf8IsStillWritten()
{
    File file = sample();
    file.metadata["source"] = "caf\xE9";
    const auto parsed = safetensors::parse(safetensors::print(file));
    QVERIFY(parsed.ok());
    QVERIFY(parsed->tensors == file.tensors);
}

void SafetensorsTest::mutationsNeverCrash()
{
    const std::string original = safetensors::print(sample());
    const int rounds = test::longTests() ? 20000 : 200;
    int refused = 0;
    for (int round = 0; round < rounds; ++round) {
        Rng rng(static_cast<std::uint64_t>(round));
        std::string bytes = original;
        for (auto changes = 1 + rng.below(4); changes > 0; --changes) {
            const std::size_t at = rng.below(bytes.size());
            switch (rng.below(4)) {
            case 0:
                bytes[at] = static_cast<char>(rng.next());
                break;
            case 1:
                bytes[at] = "0129[]{}\":,-e"[rng.below(13)];
                break;
            case 2:
                bytes.erase(at, 1 + rng.below(9));
                break;
            default:
                bytes.insert(at, bytes.substr(rng.below(bytes.size()), rng.below(9)));
            }
        }
        const auto file = safetensors::parse(bytes);
        refused += !file.ok();
        for (const auto &[name, tensor] : file.ok() ? file->tensors : std::map<std::string, Tensor>())
            if (const auto floats = tensor.toFloats())
                QCOMPARE(static_cast<std::int64_t>(floats->size()), tensor.count());
    }
    QVERIFY(refused > rounds / 4);
}

void SafetensorsTest::pieceByPieceReadsBackEqual()
{
    const test::TempDir dir;
    auto writer = safetensors::Writer::create(dir / "x.safetensors", 500);
    QVERIFY(writer.ok());
    const auto floats = Tensor::fromFloats({2, 3}, {1, 2, 3, 4, 5, 6});
    writer->begin("points", "F32", {3});
    QVERIFY(writer->append(std::string_view(floats.bytes).substr(0, 10)).ok());
    QVERIFY(writer->append(std::string_view(floats.bytes).substr(10)).ok());
    writer->begin("none", "U8", {4, 4});
    writer->begin("flags", "U8", {});
    QVERIFY(writer->append("abc").ok());
    QVERIFY(writer->commit({{"key", "value"}}).ok());

    const auto file = safetensors::read(dir / "x.safetensors");
    QVERIFY(file.ok());
    QVERIFY(file->tensors.at("points") == floats);
    QVERIFY(file->tensors.at("flags") == (Tensor{"U8", {3}, "abc"}));
    QVERIFY(file->tensors.at("none") == (Tensor{"U8", {0, 4, 4}, ""}));
    QCOMPARE(q(file->metadata.at("key")), QStringLiteral("value"));
}

void SafetensorsTest::uncommittedLeavesNoFile()
{
    const test::TempDir dir;
    {
        auto writer = safetensors::Writer::create(dir / "x.safetensors", 64);
        QVERIFY(writer.ok());
        writer->begin("a", "F32", {2});
        QVERIFY(writer->append("12345").ok());
        QCOMPARE(writer->commit({}).error().code, Errc::Internal); // within a row
    }
    QVERIFY(std::filesystem::is_empty(dir.path()));
}

void SafetensorsTest::headerThatOutgrowsItsRoomIsRefused()
{
    const test::TempDir dir;
    {
        auto writer = safetensors::Writer::create(dir / "x.safetensors", 16);
        QVERIFY(writer.ok());
        QCOMPARE(writer->commit({{"long", std::string(100, 'x')}}).error().code, Errc::TooLarge);
    }
    QVERIFY(std::filesystem::is_empty(dir.path()));
}

void SafetensorsTest::metadataIsReadAlone()
{
    const test::TempDir dir;
    QVERIFY(safetensors::write(dir / "x.safetensors", sample()).ok());
    QVERIFY(safetensors::readMetadata(dir / "x.safetensors").value() == sample().metadata);
    QVERIFY(safetensors::write(dir / "y.safetensors", File()).ok());
    QVERIFY(safetensors::readMetadata(dir / "y.safetensors").value().empty());
    const std::pair<std::string, Errc> broken[] = {{"123", Errc::Malformed},
                                                   {std::string(8, '\xff') + "{}", Errc::Malformed},
                                                   {container("[]"), Errc::Malformed},
                                                   {container(R"({"__metadata__":1})"), Errc::Malformed}};
    for (const auto &[bytes, code] : broken) {
        test::writeAll(dir / "z.safetensors", bytes);
        QCOMPARE(safetensors::readMetadata(dir / "z.safetensors").error().code, code);
    }
    QCOMPARE(safetensors::readMetadata(dir / "absent").error().code, Errc::NotFound);
}

QTEST_GUILESS_MAIN(SafetensorsTest)
#include "safetensors_test.moc"
