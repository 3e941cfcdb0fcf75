#include "core/formats/annotation_format.h"

namespace fiducial::formats {

void FormatRegistry::add(std::unique_ptr<AnnotationFormat> format)
{
    formats_.push_back(std::move(format));
}

const AnnotationFormat *FormatRegistry::find(std::string_view id) const
{
    for (const auto &format : formats_)
        if (format->info().id == id)
            return format.get();
    return nullptr;
}

std::vector<const AnnotationFormat *> FormatRegistry::all() const
{
    std::vector<const AnnotationFormat *> out;
    for (const auto &format : formats_)
        out.push_back(format.get());
    return out;
}

const AnnotationFormat *FormatRegistry::bestMatch(const std::filesystem::path &file, std::string_view head) const
{
    const AnnotationFormat *best = nullptr;
    Confidence bestConfidence = Confidence::No;
    for (const auto &format : formats_) {
        const Confidence confidence = format->sniff(file, head);
        if (confidence > bestConfidence) {
            best = format.get();
            bestConfidence = confidence;
        }
    }
    return best;
}

} // namespace fiducial::formats
