#include "core/base/sentence.h"

namespace fiducial {

std::string Sentence::text() const
{
    if (!translatable_)
        return pattern_;
    std::string out;
    for (std::size_t i = 0; i < pattern_.size(); ++i) {
        const char place = pattern_[i] == '%' && i + 1 < pattern_.size() ? pattern_[i + 1] : '\0';
        if (place < '1' || place > '9' || static_cast<std::size_t>(place - '1') >= values_.size()) {
            out += pattern_[i];
            continue;
        }
        out += values_[static_cast<std::size_t>(place - '1')].text();
        ++i;
    }
    return out;
}

Sentence located(const std::string &file, int line, Sentence what)
{
    if (file.empty())
        return what;
    return says("%1: %2", line > 0 ? file + ":" + std::to_string(line) : file, std::move(what));
}

Sentence joined(Sentence first, Sentence second)
{
    if (first.empty())
        return second;
    if (second.empty())
        return first;
    return says("%1 %2", std::move(first), std::move(second));
}

Sentence listed(std::vector<Sentence> parts)
{
    Sentence all;
    for (Sentence &part : parts)
        all = all.empty() ? std::move(part) : says("%1, %2", std::move(all), std::move(part));
    return all;
}

} // namespace fiducial
