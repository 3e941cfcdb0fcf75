#include "core/nets/weight_match.h"

#include "core/base/text.h"

#include <algorithm>
#include <map>
#include <set>

namespace fiducial::nets {

namespace {
bool isCounter(const std::string &name)
{
    return name.ends_with("num_batches_tracked");
}

std::string listedNames(const std::vector<std::string> &names)
{
    constexpr std::size_t kShown = 4;
    std::string out;
    for (std::size_t i = 0; i < names.size() && i < kShown; ++i)
        out += (i ? ", " : "") + names[i];
    return names.size() > kShown ? out + " and " + std::to_string(names.size() - kShown) + " more" : out;
}

std::string renamed(const std::string &name, const WeightNames &names)
{
    for (const auto &[from, to] : names.renames)
        if (name.starts_with(from))
            return to + name.substr(from.size());
    return name;
}

/// Entries below a level, under the network's names.
std::map<std::string, std::size_t> entriesBelow(const WeightsFile &file, const std::string &level,
                                                const WeightNames &names)
{
    std::map<std::string, std::size_t> below;
    const auto &entries = file.entries();
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (entries[i].name.starts_with(level))
            below.emplace(renamed(entries[i].name.substr(level.size()), names), i);
    return below;
}

WeightMatch matchLevel(const WeightsFile &file, const WeightShapes &network, const std::string &level,
                       const WeightNames &names)
{
    WeightMatch match{level, {}, {}, {}, {}};
    const auto below = entriesBelow(file, level, names);
    std::set<std::string> known;
    for (const auto &wanted : network) {
        known.insert(wanted.name);
        const auto it = below.find(wanted.name);
        if (it == below.end()) {
            if (!isCounter(wanted.name))
                match.missing.push_back(wanted.name);
        } else if (file.entries()[it->second].shape != wanted.shape) {
            match.misshapen.push_back(wanted.name);
        } else {
            match.found.emplace_back(wanted.name, it->second);
        }
    }
    for (const auto &[name, index] : below)
        if (!known.contains(name) && !isCounter(name))
            match.leftOver.push_back(name);
    return match;
}

/// Levels below which some names of the network may stand: what precedes the last dot before a match.
std::set<std::string> possibleLevels(const WeightsFile &file, const WeightShapes &network, const WeightNames &names)
{
    std::set<std::string> wanted;
    for (const auto &entry : network)
        wanted.insert(entry.name);
    std::set<std::string> levels{""};
    for (const auto &entry : file.entries()) {
        const auto &name = entry.name;
        for (std::size_t dot = name.find('.'); dot != std::string::npos; dot = name.find('.', dot + 1))
            if (!levels.contains(name.substr(0, dot + 1)) && wanted.contains(renamed(name.substr(dot + 1), names)))
                levels.insert(name.substr(0, dot + 1));
    }
    return levels;
}
} // namespace

Sentence WeightMatch::sentence() const
{
    Sentence out = level.empty() ? says("%1 tensors", found.size())
                                 : says("%1 tensors from level %2", found.size(), level.substr(0, level.size() - 1));
    if (!missing.empty())
        out = says("%1; missing %2", std::move(out), listedNames(missing));
    if (!misshapen.empty())
        out = says("%1; of another shape %2", std::move(out), listedNames(misshapen));
    if (!leftOver.empty())
        out = says("%1; not part of the network %2", std::move(out), listedNames(leftOver));
    return out;
}

Result<WeightMatch> matchWeights(const WeightsFile &file, const WeightShapes &network, const WeightNames &names)
{
    if (names.level)
        return matchLevel(file, network, names.level->empty() ? "" : *names.level + '.', names);
    std::vector<WeightMatch> best;
    for (const auto &level : possibleLevels(file, network, names)) {
        auto match = matchLevel(file, network, level, names);
        if (!best.empty() && match.found.size() > best.front().found.size())
            best.clear();
        if (best.empty() || match.found.size() == best.front().found.size())
            best.push_back(std::move(match));
    }
    if (best.size() > 1 && !best.front().found.empty()) {
        std::string levels;
        for (const auto &match : best)
            levels += (levels.empty() ? "\"" : ", \"") +
                      match.level.substr(0, match.level.size() - !match.level.empty()) + '"';
        return makeError(
            Errc::InvalidArgument,
            says("The file holds the network more than once (%1); say which with the card's option \"weights.level\".",
                 levels));
    }
    return std::move(best.front());
}

Result<WeightNames> takeWeightNames(std::map<std::string, std::string> &options)
{
    WeightNames names;
    if (const auto level = options.extract("weights.level"))
        names.level = level.mapped();
    if (const auto start = options.extract("weights.start")) {
        if (start.mapped() != "mean-shape")
            return makeError(Errc::InvalidArgument, says("The option weights.start takes mean-shape."));
        names.meanShape = true;
    }
    if (const auto rename = options.extract("weights.rename")) {
        for (const auto rule : text::split(rename.mapped(), ',')) {
            const auto equals = rule.find('=');
            if (equals == std::string_view::npos)
                return makeError(
                    Errc::InvalidArgument,
                    says("The option weights.rename takes rules like \"old.=new.\", separated by commas."));
            names.renames.emplace_back(text::trimmed(rule.substr(0, equals)), text::trimmed(rule.substr(equals + 1)));
        }
    }
    return names;
}

} // namespace fiducial::nets
