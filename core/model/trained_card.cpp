#include "core/model/trained_card.h"

#include "core/base/safetensors.h"
#include "core/base/text.h"
#include "core/scheme/landmark_scheme.h"

namespace fiducial::model {

namespace {
using Facts = std::map<std::string, std::string>;

std::string factOf(const Facts &facts, const char *name)
{
    const auto it = facts.find(name);
    return it == facts.end() ? std::string() : it->second;
}

/// What a family is called in a card; empty for others. The stages of all are points: those of heatmap networks are
/// read from maps by the network itself, covariance and peak come beside them.
std::string kindOf(const std::string &family)
{
    if (family == "encoder" || family == "linear" || family == "pfld" || family == "slpt")
        return "direct regression";
    if (family == "synergy" || family == "face-recon")
        return "morphable face model";
    if (family == "pyramid" || family == "hourglass" || family == "hrnet" || family == "keyposs" || family == "fan")
        return "heatmaps";
    return {};
}

/// Values as fiducial-train makes them of 0..255, by the name in its options.
bool setColours(ModelCard &card, const std::string &name)
{
    card.rgb = true;
    if (name == "half") {
        card.scale = 1 / 127.5;
        card.mean = {1, 1, 1};
        card.deviation = {1, 1, 1};
        return true;
    }
    card.scale = 1.0 / 255;
    if (name == "imagenet") {
        card.mean = {0.485, 0.456, 0.406};
        card.deviation = {0.229, 0.224, 0.225};
        return true;
    }
    return name == "unit"; // the card's own mean and deviation
}

/// What differs from most recipes is worth a word.
std::string recipeOf(const Facts &facts)
{
    std::string text =
        kindOf(factOf(facts, "option.family")) + ", trained by Fiducial: " + factOf(facts, "train.network");
    for (const char *name : {"epochs", "batch", "loss", "optimiser", "learning_rate", "seed"})
        if (const std::string value = factOf(facts, ("train." + std::string(name)).c_str()); !value.empty())
            text += ", " + std::string(name == std::string("learning_rate") ? "learning rate" : name) + " " + value;
    return text + "; weights of epoch " + factOf(facts, "epoch");
}
} // namespace

std::optional<ModelCard> cardOfTrainedWeights(const std::filesystem::path &weights)
{
    if (weights.extension() != ".safetensors")
        return std::nullopt;
    const auto facts = safetensors::readMetadata(weights);
    if (!facts)
        return std::nullopt;
    ModelCard card;
    card.architecture = factOf(*facts, "train.network");
    card.schemeId = factOf(*facts, "scheme");
    const auto margin = text::parseDouble(factOf(*facts, "margin"));
    const auto side = text::parseInteger(factOf(*facts, "option.input"));
    constexpr int kMaxSide = 4096;
    if (kindOf(factOf(*facts, "option.family")).empty() || card.architecture.empty() || !findScheme(card.schemeId) ||
        !margin || *margin <= 0 || !side || *side < 1 || *side > kMaxSide ||
        !setColours(card, factOf(*facts, "colours")))
        return std::nullopt;
    constexpr std::string_view kOption = "option.";
    for (const auto &[name, value] : *facts)
        if (name.starts_with(kOption))
            card.options[name.substr(kOption.size())] = value;
    card.input = {static_cast<int>(*side), static_cast<int>(*side)};
    card.crop.margin = *margin;
    card.crop.square = factOf(*facts, "square") != "false";
    card.crop.extraPixels = text::parseDouble(factOf(*facts, "extra_pixels")).value_or(0);
    card.crop.law = GridLaw::PixelCentre;
    card.output = OutputKind::Stages;
    card.outputOffset = 0;
    card.description = recipeOf(*facts);
    if (const auto nme = text::parseDouble(factOf(*facts, "val_nme")))
        card.accuracy["validation faces of its training"] = *nme;
    return card;
}

} // namespace fiducial::model
