#include "core/model/card_folder.h"

#include "core/base/file_io.h"

#include <algorithm>

namespace fiducial::model {

namespace fs = std::filesystem;

std::vector<StoredCard> cardsIn(const fs::path &folder)
{
    constexpr std::size_t kMaxCardBytes = std::size_t{1} << 20;
    std::vector<StoredCard> cards;
    std::error_code ec;
    for (fs::directory_iterator it(folder, ec), end; !ec && it != end; it.increment(ec)) {
        const fs::path file = it->path();
        if (file.extension() != ".json" || file.stem().extension() == ".train") // how a model was trained, beside it
            continue;
        if (const auto text = readHead(file, kMaxCardBytes); text && isDetectorCard(*text))
            continue;
        cards.push_back({file, readCard(file)});
    }
    std::sort(cards.begin(), cards.end(), [](const StoredCard &a, const StoredCard &b) { return a.file < b.file; });
    return cards;
}

std::optional<ModelCard> findCardByHash(const std::vector<fs::path> &folders, const std::string &sha256)
{
    for (const auto &folder : folders)
        for (const auto &stored : cardsIn(folder))
            if (stored.card && !sha256.empty() && stored.card.value().sha256 == sha256)
                return stored.card.value();
    return std::nullopt;
}

} // namespace fiducial::model
