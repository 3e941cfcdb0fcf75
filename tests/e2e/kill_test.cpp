#include "core/base/rng.h"
#include "tests/support/test_support.h"

#include <QMap>
#include <QProcess>
#include <QSet>
#include <QTest>

#include <csignal>

using namespace fiducial;
using namespace fiducial::test;
using namespace Qt::StringLiterals;

namespace {

/// Digests of what each face holds, by its id.
using States = QMap<QByteArray, QByteArray>;

struct Edit {
    QByteArray gesture;
    States changed;
};

/// What a window told before it was killed.
struct Told {
    bool opened = false; ///< all of what it showed after opening arrived
    States states;       ///< of every face after opening
    qsizetype logged = 0;
    QList<Edit> edits;
    qsizetype saved = 0;    ///< so many of them the window had shown as saved
    qsizetype gestures = 0; ///< begun; some are of several edits, some only look
    QSet<QByteArray> known; ///< gestures that edit
};

void apply(const Edit &edit, States &states)
{
    states.insert(edit.changed);
    states.removeIf([](const auto &state) { return state.value() == "gone"; });
}

Told parse(const QByteArray &output)
{
    Told told;
    QList<QByteArray> lines = output.split('\n');
    lines.removeLast(); // empty, or cut off by the kill
    for (const QByteArray &line : lines) {
        const QList<QByteArray> words = line.split(' ');
        if (words[0] == "state") {
            told.states[words[1]] = words[2];
        } else if (words[0] == "log") {
            told.opened = true;
            told.logged = words[1].toLongLong();
        } else if (words[0] == "edit") {
            Edit edit{words[1], {}};
            for (qsizetype i = 2; i + 1 < words.size(); i += 2)
                edit.changed[words[i]] = words[i + 1];
            told.edits.append(edit);
        } else if (words[0] == "gesture") {
            ++told.gestures;
        } else if (words[0] == "knows") {
            told.known.insert(words[1]);
        } else if (words[0] == "saved") {
            told.saved = words[1].toLongLong();
        }
    }
    return told;
}

} // namespace

/// A window is killed while it is edited; the next one has to show every edit that the one before had shown as saved,
/// maybe some of those after, in order, and nothing else.
class KillTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void killedWindow_losesNoEditThatItShowedAsSaved_data();
    void killedWindow_losesNoEditThatItShowedAsSaved();

private:
    void start(QProcess &window, const TempDir &folder, int round, bool powerCut, int gestures, qsizetype made) const;
    void readUntilKilled(QProcess &window, QByteArray &output, Rng &rng, bool early) const;
};

void KillTest::start(QProcess &window, const TempDir &folder, int round, bool powerCut, int gestures,
                     qsizetype made) const
{
    QStringList arguments{q(folder.path().string()), q((sourceDir() / "resources" / "samples").string()),
                          QString::number(round), QString::number(gestures), QString::number(made)};
    if (powerCut)
        arguments.append(u"power-cut"_s);
    window.start(q((binaryDir() / "tests" / "e2e_kill_target").string()), arguments);
    QVERIFY2(window.waitForStarted(), qPrintable(window.errorString()));
}

/// Kills at a random moment: while the window opens, or some edits later.
void KillTest::readUntilKilled(QProcess &window, QByteArray &output, Rng &rng, bool early) const
{
    if (early) {
        QTest::qSleep(static_cast<int>(rng.below(800)));
    } else {
        for (auto wanted = static_cast<qsizetype>(1 + rng.below(15)); output.count("saved ") < wanted;) {
            QVERIFY2(window.waitForReadyRead(60'000), window.readAllStandardError().constData());
            output += window.readAllStandardOutput();
        }
        QTest::qSleep(static_cast<int>(rng.below(20)));
    }
    ::kill(static_cast<pid_t>(window.processId()), SIGKILL);
    window.waitForFinished();
    output += window.readAllStandardOutput();
    QVERIFY2(window.exitStatus() == QProcess::CrashExit, window.readAllStandardError().constData());
}

void KillTest::killedWindow_losesNoEditThatItShowedAsSaved_data()
{
    QTest::addColumn<bool>("powerCut");
    QTest::newRow("killed") << false;
    QTest::newRow("killed, and every unsynced write is gone") << true;
}

void KillTest::killedWindow_losesNoEditThatItShowedAsSaved()
{
    QFETCH(const bool, powerCut);
    const TempDir folder;
    Rng rng(powerCut ? 2 : 1);
    const int rounds = longTests() ? 500 : 20; // of each form
    QList<States> possible;       // what the next window may show, by the number of edits that came through
    qsizetype atLeast = 0;        // the number of edits before possible.first()
    QSet<QByteArray> known, seen; // gestures
    qsizetype made = 0, edits = 0, unsaved = 0;
    for (int round = 0; round <= rounds; ++round) {
        QProcess window;
        QByteArray output;
        const bool last = round == rounds;
        start(window, folder, round, powerCut, last ? 0 : 100'000, made);
        if (last)
            QVERIFY2(window.waitForFinished(60'000) && window.exitCode() == 0 &&
                         window.exitStatus() == QProcess::NormalExit,
                     window.readAllStandardError().constData());
        else
            readUntilKilled(window, output, rng, round % 5 == 0);
        if (QTest::currentTestFailed())
            return;
        const Told told = parse(output + window.readAllStandardOutput());
        if (!told.opened) {
            QVERIFY(!last);
            continue;
        }
        if (possible.isEmpty())
            possible.append(told.states);
        const qsizetype came = told.logged - atLeast;
        QVERIFY2(came >= 0 && came < possible.size(),
                 qPrintable(u"round %1: %2 edits are there, %3 to %4 may be"_s.arg(round)
                                .arg(told.logged)
                                .arg(atLeast)
                                .arg(atLeast + possible.size() - 1)));
        QVERIFY2(told.states == possible[came], qPrintable(u"round %1: other points than were shown"_s.arg(round)));

        States states = told.states;
        possible.clear();
        for (qsizetype i = 0; i < told.edits.size(); ++i) {
            if (i >= told.saved)
                possible.append(states);
            apply(told.edits[i], states);
            seen.insert(told.edits[i].gesture);
        }
        possible.append(states);
        atLeast = told.logged + told.saved;
        known.unite(told.known);
        made += told.gestures;
        edits += told.edits.size();
        unsaved += told.edits.size() - told.saved;
    }
    qInfo("%lld edits, %lld of them not shown as saved when the window was killed", static_cast<long long>(edits),
          static_cast<long long>(unsaved));
    QVERIFY(known.size() > 25);
    known.subtract(seen);
    QVERIFY2(known.isEmpty(), qPrintable(u"never edited: "_s + q(known.values().join(", ").toStdString())));
}

QTEST_GUILESS_MAIN(KillTest)
#include "kill_test.moc"
