#include "core/model/model_catalogue.h"

#include "core/base/file_io.h"
#include "core/base/sha256.h"
#include "core/base/text.h"
#include "core/model/backend.h"
#include "core/model/card_folder.h"
#include "core/model/network_loader.h"
#include "core/scheme/landmark_scheme.h"

#include <algorithm>
#include <fstream>

namespace fiducial::model {

namespace fs = std::filesystem;

namespace {
constexpr char kMeanShape[] = "mean-shape";
/// In the user's folder: a line "SCHEME NAME" for each scheme whose default was chosen.
constexpr char kDefaultsFile[] = "defaults.txt";

/// Weights of a bundled card may have been added to the user's folder later.
CatalogueEntry makeEntry(const StoredCard &stored, const fs::path &user)
{
    CatalogueEntry entry;
    entry.name = toUtf8(stored.file.stem());
    entry.folder = stored.file.parent_path();
    entry.added = entry.folder == user;
    if (!stored.card) {
        entry.available = false;
        entry.problem = stored.card.error().sentence();
        return entry;
    }
    entry.card = stored.card.value();
    std::error_code ec;
    for (const auto &folder : {entry.folder, user}) {
        if (fs::is_regular_file(folder / entry.card.file, ec)) {
            entry.folder = folder;
            const auto bytes = fs::file_size(folder / entry.card.file, ec);
            entry.weightBytes = ec ? 0 : bytes;
            if (entry.card.architecture != "onnx" && !hasTorchModule()) {
                entry.available = false;
                entry.problem = says("It needs LibTorch, which is not here. Run ./dev setup in the source folder.");
            }
            return entry;
        }
    }
    entry.available = false;
    entry.problem = says("Its weights %1 are not there; add them with: models add FILE.", entry.card.file);
    return entry;
}

/// Figures compare only where both models state the same one.
bool statesLessError(const ModelCard &a, const ModelCard &b)
{
    for (const auto &[what, value] : a.accuracy)
        if (const auto other = b.accuracy.find(what); other != b.accuracy.end())
            return value < other->second;
    return false;
}

/// The network set as default of a scheme that passes, else the best available one, the first by name where nothing
/// tells; empty where there is none.
template <class Passes>
std::string bestNetwork(const std::vector<CatalogueEntry> &entries, const std::map<std::string, std::string> &chosen,
                        Passes passes)
{
    for (const auto &[scheme, name] : chosen)
        for (const auto &entry : entries)
            if (entry.name == name && entry.available && entry.card.schemeId == scheme && passes(scheme))
                return name;
    const CatalogueEntry *best = nullptr;
    for (const auto &entry : entries) {
        if (entry.builtin || !entry.available || !passes(entry.card.schemeId))
            continue;
        if (!best || statesLessError(entry.card, best->card))
            best = &entry;
    }
    return best ? best->name : std::string();
}

Error missingFields(const ProbeReport &report, const fs::path &weights)
{
    std::string outputs;
    for (std::size_t i = 0; i < report.outputs.size(); ++i) {
        outputs += i == 0 ? "" : ", ";
        for (std::size_t d = 0; d < report.outputs[i].size(); ++d)
            outputs += (d == 0 ? "" : " x ") + std::to_string(report.outputs[i][d]);
    }
    std::string fields;
    for (const std::string &field : report.missing)
        fields += (fields.empty() ? "" : ", ") + field;
    Sentence message =
        outputs.empty()
            ? says("Nothing is known about this model. Write a card with these fields: %1.", fields)
            : says("Nothing is known about this model but its output: %1. Write a card with these fields: %2.", outputs,
                   fields);
    return makeError(Errc::InvalidArgument, std::move(message), toUtf8(weights));
}

/// The card of a weights file: the given one, NAME.json beside it, or a known one of its SHA-256.
Result<ModelCard> cardOfWeights(const fs::path &weights, const fs::path &cardFile)
{
    std::error_code ec;
    const fs::path beside = fs::path(weights).replace_extension(".json");
    const fs::path chosen = !cardFile.empty() ? cardFile : beside;
    if (!cardFile.empty() || fs::is_regular_file(beside, ec)) {
        auto card = readCard(chosen);
        if (card)
            card->file = toUtf8(weights.filename());
        return card;
    }
    auto report = probeModel(weights);
    if (!report)
        return report.error();
    if (!report->card)
        return missingFields(report.value(), weights);
    return *report->card;
}

/// Copies in pieces; the SHA-256 of what was copied.
Result<std::string> copyAtomically(const fs::path &from, const fs::path &to)
{
    std::ifstream in(from, std::ios::binary);
    if (!in)
        return makeError(Errc::Unreadable, says("The weights cannot be read."), toUtf8(from));
    auto out = AtomicFile::create(to);
    if (!out)
        return out.error();
    Sha256 hash;
    std::string piece(std::size_t{1} << 20, '\0');
    while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0) {
        const std::string_view bytes(piece.data(), static_cast<std::size_t>(in.gcount()));
        hash.update(bytes);
        if (const auto ok = out->write(bytes); !ok)
            return ok.error();
    }
    if (in.bad())
        return makeError(Errc::Unreadable, says("The weights cannot be read to their end."), toUtf8(from));
    if (const auto ok = out->commit(); !ok)
        return ok.error();
    return hash.finish();
}

bool isFileName(const std::string &name)
{
    return !name.empty() && name.front() != '.' && name.find('/') == std::string::npos &&
           name.find('\0') == std::string::npos;
}
} // namespace

ModelCatalogue::ModelCatalogue(fs::path bundled, fs::path user) : bundled_(std::move(bundled)), user_(std::move(user))
{}

std::vector<CatalogueEntry> ModelCatalogue::entries() const
{
    std::vector<CatalogueEntry> all;
    for (const auto &folder : {user_, bundled_}) {
        for (const auto &stored : cardsIn(folder)) {
            auto entry = makeEntry(stored, user_);
            const auto same = [&](const CatalogueEntry &other) { return other.name == entry.name; };
            if (std::none_of(all.begin(), all.end(), same)) // an added card stands before a bundled one of that name
                all.push_back(std::move(entry));
        }
    }
    std::sort(all.begin(), all.end(), [](const auto &a, const auto &b) { return a.name < b.name; });
    for (const LandmarkScheme *scheme : builtinSchemes()) {
        const auto mean = meanShapeModel(scheme->id);
        if (!mean)
            continue;
        CatalogueEntry entry;
        entry.card = mean.value()->card();
        entry.name = entry.card.name;
        entry.builtin = true;
        all.push_back(std::move(entry));
    }
    return all;
}

Result<std::unique_ptr<LandmarkModel>> ModelCatalogue::load(const std::string &nameOrFile, const fs::path &cardFile,
                                                            const std::string &dataSetScheme,
                                                            const DeviceOptions &options) const
{
    if (nameOrFile == kMeanShape && dataSetScheme.empty())
        return makeError(Errc::InvalidArgument,
                         says("The data set has no scheme; say which mean shape, for instance mean-shape-wflw98."));
    if (nameOrFile == kMeanShape)
        return meanShapeModel(dataSetScheme);
    std::string names;
    for (const auto &entry : entries()) {
        names += ", " + entry.name;
        if (entry.name != nameOrFile || !cardFile.empty())
            continue;
        if (!entry.available)
            return makeError(Errc::Missing, says("The model %1 cannot be used. %2", entry.name, entry.problem));
        return loadModel(entry.card, entry.folder, options);
    }
    std::error_code ec;
    const fs::path path(nameOrFile);
    if (!fs::is_regular_file(path, ec))
        return makeError(Errc::NotFound,
                         says("There is no model or file \"%1\". Known models: mean-shape%2.", nameOrFile, names));
    if (path.extension() == ".json") {
        const auto card = readCard(path);
        return card ? loadModel(card.value(), path.parent_path(), options) : card.error();
    }
    const auto card = cardOfWeights(path, cardFile);
    return card ? loadModel(card.value(), path.parent_path(), options) : card.error();
}

Result<CatalogueEntry> ModelCatalogue::add(const fs::path &weights, const ModelCard &card) const
{
    if (!isFileName(card.name))
        return makeError(Errc::InvalidArgument,
                         says("\"%1\" cannot be a model's name: it becomes a file name.", card.name));
    CatalogueEntry entry;
    entry.card = card;
    entry.name = card.name;
    entry.folder = user_;
    entry.added = true;
    entry.card.file = card.name + toUtf8(weights.extension());
    // Checked before anything is written: the card must read back, and an older model of that name stays.
    if (const auto readable = parseCard(printCard(entry.card)); !readable)
        return readable.error();
    auto hash = sha256OfFile(weights);
    if (!hash)
        return hash.error();
    if (!card.sha256.empty() && card.sha256 != *hash)
        return makeError(Errc::InvalidArgument, says("The card describes other weights: its SHA-256 differs."),
                         toUtf8(weights));
    const fs::path cardFile = user_ / (card.name + ".json");
    std::error_code ec;
    if (fs::exists(cardFile, ec)) {
        const auto old = readCard(cardFile);
        if (!old || old.value().sha256 != *hash)
            return makeError(Errc::InvalidArgument,
                             says("A model called %1 was added before; choose another name.", card.name),
                             toUtf8(cardFile));
    }
    const fs::path target = user_ / entry.card.file;
    if (!fs::equivalent(weights, target, ec)) {
        const auto copied = copyAtomically(weights, target);
        if (!copied)
            return copied.error();
        if (copied.value() != *hash)
            return makeError(Errc::Busy, says("The weights changed while they were copied; try again."),
                             toUtf8(weights));
    }
    entry.card.sha256 = *hash;
    const auto bytes = fs::file_size(target, ec);
    entry.weightBytes = ec ? 0 : bytes;
    if (const auto written = writeFileAtomically(cardFile, printCard(entry.card)); !written)
        return written.error();
    return entry;
}

std::string ModelCatalogue::defaultFor(const std::string &schemeId) const
{
    const auto all = entries();
    const auto chosen = chosenDefaults();
    if (auto name = bestNetwork(all, chosen, [&](const std::string &id) { return id == schemeId; }); !name.empty())
        return name;
    const auto mapped = [&](const std::string &id) {
        const SchemeMap *map = findSchemeMap(id, schemeId);
        return map && map->complete();
    };
    if (auto name = bestNetwork(all, chosen, mapped); !name.empty())
        return name;
    return kMeanShape;
}

Result<void> ModelCatalogue::remove(const std::string &name) const
{
    for (const auto &entry : entries()) {
        if (entry.name != name)
            continue;
        if (!entry.added)
            return makeError(Errc::InvalidArgument,
                             says("%1 belongs to the installation and cannot be removed.", name));
        std::error_code ec;
        if (isFileName(entry.card.file)) // never what lies elsewhere
            fs::remove(user_ / entry.card.file, ec);
        if (!ec)
            fs::remove(user_ / (name + ".json"), ec);
        if (ec)
            return makeError(Errc::Unwritable, says("%1 cannot be removed: %2.", name, ec.message()), toUtf8(user_));
        return {};
    }
    return makeError(Errc::NotFound, says("There is no model called %1.", name));
}

std::map<std::string, std::string> ModelCatalogue::chosenDefaults() const
{
    std::map<std::string, std::string> chosen;
    const auto text = readFile(user_ / kDefaultsFile);
    if (!text) // nothing was chosen yet
        return chosen;
    for (const std::string_view line : text::lines(*text))
        if (const auto blank = line.find(' '); blank != std::string_view::npos)
            chosen.emplace(line.substr(0, blank), line.substr(blank + 1));
    return chosen;
}

Result<void> ModelCatalogue::setDefault(const std::string &name) const
{
    const auto all = entries();
    const auto it = std::find_if(all.begin(), all.end(), [&](const auto &entry) { return entry.name == name; });
    if (it == all.end() || !it->available)
        return makeError(Errc::NotFound, says("There is no model called %1 that can be used.", name));
    auto chosen = chosenDefaults();
    chosen[it->card.schemeId] = name;
    std::string text;
    for (const auto &[scheme, model] : chosen)
        text += scheme + " " + model + "\n";
    return writeFileAtomically(user_ / kDefaultsFile, text);
}

} // namespace fiducial::model
