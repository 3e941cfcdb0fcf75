#include "core/nets/fan.h"
#include "core/nets/landmark_network.h"
#include "tests/core/nets/parity_sheet.h"
#include "tests/support/test_support.h"

#include <QObject>
#include <QTest>

using namespace fiducial;
using namespace fiducial::nets;
using test::Candidate;
using test::q;

namespace {
using Outputs = Candidate::Outputs;

/// What ADNet and STAR give: for each stage coordinates in -1..1 and two kinds of maps, then maps and the last
/// coordinates.
Candidate hourglass(const std::string &preset)
{
    const auto net = makeNetwork(*networkOptions(preset, {})).value();
    const bool star = preset.starts_with("star");
    return {net, [net, star](const torch::Tensor &x) {
                const auto out = net->forward(x);
                Outputs all, fusion;
                for (std::size_t i = 0; i < out.stages.size(); ++i) {
                    const HeatStage &maps = out.maps[i];
                    all.push_back(out.stages[i] * 2 - 1);
                    all.push_back(star ? maps.points : maps.edges);
                    all.push_back(star ? maps.edges : maps.points);
                    fusion.push_back(maps.heat);
                }
                if (!star)
                    fusion = {out.maps.back().attention};
                all.insert(all.end(), fusion.begin(), fusion.end());
                all.push_back(out.stages.back() * 2 - 1);
                return all;
            }};
}

/// The maps of every stage.
Candidate heatmaps(const std::string &preset)
{
    const auto net = makeNetwork(*networkOptions(preset, {})).value();
    return {net, [net](const torch::Tensor &x) {
                Outputs all;
                for (const auto &stage : net->forward(x).maps)
                    all.push_back(stage.heat);
                return all;
            }};
}

Candidate depth()
{
    FanDepth net(68);
    return {net.ptr(), [net](const torch::Tensor &x) mutable { return Outputs{net->forward(x)}; }};
}
} // namespace

/// Heatmap networks beside the published ones.
class HeatParityTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void equalsThePublishedNetwork_data();
    void equalsThePublishedNetwork();
};

void HeatParityTest::equalsThePublishedNetwork_data()
{
    QTest::addColumn<QString>("preset"); // empty: no landmark network
    const auto row = [](const char *sheet, const char *preset) { QTest::newRow(sheet) << QString::fromLatin1(preset); };
    row("star_wflw98", "star-98");
    row("star_300w68", "star-68");
    row("adnet_wflw98", "adnet-98");
    row("adnet_300w68", "adnet-68");
    row("hrnet_wflw98", "hrnet-98");
    row("hrnet_300w68", "hrnet-68");
    row("keyposs_wflw98_hm64", "keyposs-64");
    row("keyposs_wflw98_hm32", "keyposs-32");
    row("keyposs_wflw98_hm16", "keyposs-16");
    row("keyposs_wflw98_hm08", "keyposs-8");
    row("keyposs_wflw98_hm04", "keyposs-4");
    row("fan4_68", "fan-68");
    row("fan_depth68", "");
}

void HeatParityTest::equalsThePublishedNetwork()
{
    QFETCH(QString, preset);
    const auto folder = test::sharedPath("research/parity");
    if (folder.empty())
        QSKIP("The parity sheets are not here.");
    const auto sheet = test::readParitySheet(folder, QTest::currentDataTag());
    const std::string name = preset.toStdString();
    const Candidate candidate = name.empty()                                            ? depth()
                                : name.starts_with("star") || name.starts_with("adnet") ? hourglass(name)
                                                                                        : heatmaps(name);
    QCOMPARE(q(test::compareNetworks(sheet, candidate)), QString());
}

QTEST_GUILESS_MAIN(HeatParityTest)
#include "heat_parity_test.moc"
